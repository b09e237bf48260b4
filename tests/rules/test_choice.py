"""Which form of action a teacher takes on a goal: utilities with the signs of theory, and chances that follow from them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.core.vocabulary import COLLABORATION, COOPERATION, COORDINATION, INDIVIDUAL
from simulation.rules.choice import (
    chosen_form,
    depth_of,
    form_within,
    goal_pull,
    hour_weight,
    orders_of,
    social_pull,
    threshold_form,
    utility_of_collaboration,
    utility_of_cooperation,
    utility_of_coordination,
)

from .versions import compiled_and_plain, declared, levels, searched

FORMS = (INDIVIDUAL, COORDINATION, COOPERATION, COLLABORATION)
DEPTHS = {"coordination": 0.5, "cooperation": 0.75}
HOURS = {"hours_1": 0.5, "hours_2": 1.2, "hours_3": 2.2}
PLENTY = HOURS | {"budget": 100.0, "may_collaborate": True}
EQUAL = {"coordination": 0.0, "cooperation": 0.0, "collaboration": 0.0}
chances = st.floats(2.0**-53, 1.0 - 2.0**-53)
utilities = st.fixed_dictionaries(dict.fromkeys(EQUAL, st.floats(-20.0, 20.0)))

#: The middle of every attitude: nothing draws and nothing repels.
MIDDLE = {
    "trust_weight": 1.0, "trust": 0.5, "disposition_weight": 2.0, "disposition": 0.5, "culture_weight": 2.0, "norm": 0.5,
    "exhaustion_weight": 1.0, "exhaustion": 0.4, "fatigue_weight": 1.0, "churned": 0.0,
}  # fmt: skip

COORDINATE = {
    "base": 0.0,
    "pull": 0.0,
    "social": 0.0,
    "attraction": 0.0,
    "norm": 0.0,
    "orders": 0.0,
    "hours": 0.0,
    "weight": 0.0,
}
COLLABORATE = {name: 0.0 for name in COORDINATE if name != "orders"} | {"team": 0.0, "expected_voice": 0.0}
COOPERATE = COORDINATE | {"team": 0.0, "depth": DEPTHS["cooperation"], "orders_part": 0.5, "team_part": 0.5}
COORDINATE |= {"depth": DEPTHS["coordination"]}
#: Arguments that give no reason of their own.
NO_REASONS = {"hours", "weight", "depth", "orders_part", "team_part"}

ways = pytest.mark.parametrize(
    ("utility", "nothing"),
    [
        pytest.param(way, nothing, id=f"{way.__name__[11:]}-{version}")
        for rule, nothing in (
            (utility_of_coordination, COORDINATE), (utility_of_cooperation, COOPERATE), (utility_of_collaboration, COLLABORATE),
        )
        for version, way in (("compiled", rule), ("plain", rule.py_func))
    ],
)  # fmt: skip


# ---------------------------------------------------------------- hours


@compiled_and_plain(hour_weight)
@searched
@given(weight=declared("choice.cost"), half=declared("choice.slack"))
def test_an_hour_weighs_the_same_whether_the_last_slack_is_just_gone_or_just_left(hour_weight, weight, half):
    assert hour_weight(weight, 0.0, half) == weight
    assert hour_weight(weight, -1e-9, half) == pytest.approx(weight, rel=1e-6)
    assert hour_weight(weight, 1e-9, half) == pytest.approx(weight, rel=1e-6)


@compiled_and_plain(hour_weight)
def test_an_hour_weighs_half_at_the_slack_that_is_named_for_it(hour_weight):
    assert hour_weight(0.8, 3.0, 3.0) == pytest.approx(0.4)


@compiled_and_plain(hour_weight)
@searched
@given(weight=declared("choice.cost"), half=declared("choice.slack"), slack=st.floats(-60.0, 60.0), more=st.floats(0.0, 30.0))
def test_more_slack_never_makes_an_hour_heavier(hour_weight, weight, half, slack, more):
    assert 0.0 <= hour_weight(weight, slack + more, half) <= hour_weight(weight, slack, half)


@compiled_and_plain(hour_weight)
@searched
@given(weight=declared("choice.cost"), half=declared("choice.slack"), slack=st.floats(0.0, 30.0), step=st.floats(0.1, 5.0))
def test_time_has_diminishing_returns(hour_weight, weight, half, slack, step):
    """P17: the next hour of slack lightens joint work less than the last one did."""
    first = hour_weight(weight, slack, half) - hour_weight(weight, slack + step, half)
    second = hour_weight(weight, slack + step, half) - hour_weight(weight, slack + 2.0 * step, half)
    assert second <= first + 1e-12


# ---------------------------------------------------------------- what draws


@compiled_and_plain(social_pull)
def test_who_is_in_the_middle_of_everything_is_neither_drawn_nor_repelled(social_pull):
    assert social_pull(**MIDDLE) == 0.0


@compiled_and_plain(social_pull)
@pytest.mark.parametrize(("what", "sign"), [("trust", 1), ("disposition", 1), ("norm", 1), ("exhaustion", -1)])
def test_trust_disposition_and_norm_draw_to_others_and_exhaustion_repels(social_pull, what, sign):
    low, high = (social_pull(**MIDDLE | {what: level}) for level in (0.1, 0.9))
    assert social_pull(**MIDDLE | {"churned": 0.5}) == -0.5, "goals that were dropped for others repel"
    assert sign * (high - low) > 0.0


@compiled_and_plain(goal_pull)
def test_a_goal_draws_by_its_fit_and_by_respected_colleagues_at_work_on_it(goal_pull):
    assert goal_pull(fit_weight=1.0, fit=0.5, standing_weight=1.0, standing=0.0) == 0.0
    assert goal_pull(fit_weight=1.0, fit=0.9, standing_weight=1.0, standing=0.0) > 0.0
    assert goal_pull(fit_weight=1.0, fit=0.1, standing_weight=1.0, standing=0.0) < 0.0
    assert goal_pull(fit_weight=1.0, fit=0.5, standing_weight=1.0, standing=0.6) == pytest.approx(0.6)


@ways
def test_every_reason_that_a_form_knows_speaks_for_it(utility, nothing):
    assert utility(**nothing) == 0.0
    for reason in nothing.keys() - NO_REASONS:
        assert utility(**nothing | {reason: 1.0}) > 0.0, reason


@ways
def test_hours_count_against_a_form_by_what_an_hour_weighs(utility, nothing):
    assert utility(**nothing | {"hours": 2.0, "weight": 0.8}) == pytest.approx(-1.6)


def test_orders_push_into_coordination_more_than_into_cooperation_and_never_into_collaboration():
    """Collaboration cannot be ordered: its utility does not even know of orders (S0)."""
    coordinate = utility_of_coordination.py_func(**COORDINATE | {"orders": 1.0})
    cooperate = utility_of_cooperation.py_func(**COOPERATE | {"orders": 1.0})
    assert coordinate > cooperate > 0.0
    assert "orders" not in COLLABORATE
    with pytest.raises(TypeError):
        utility_of_collaboration.py_func(**COLLABORATE, orders=1.0)


@compiled_and_plain(depth_of, **DEPTHS)
def test_the_more_a_form_is_joint_the_more_it_asks_of_the_relation(depth_of):
    depths = [depth_of(form) for form in FORMS]
    assert depths[0] == 0.0
    assert depths[-1] == 1.0
    assert depths == sorted(set(depths))


def test_what_draws_to_others_counts_by_the_depth_of_the_form():
    drawn = [
        utility_of_coordination.py_func(**COORDINATE | {"social": 1.0}),
        utility_of_cooperation.py_func(**COOPERATE | {"social": 1.0}),
        utility_of_collaboration.py_func(**COLLABORATE | {"social": 1.0}),
    ]
    assert drawn == [depth_of.py_func(form, **DEPTHS) for form in FORMS[1:]]


@compiled_and_plain(orders_of)
def test_mandated_time_pushes_nobody_to_a_goal_that_is_unclear(orders_of):
    known = {"pressure_weight": 0.8, "pressure": 0.5, "mandate_weight": 0.35, "mandated": 4.0}
    assert orders_of(**known, clarity=0.0) == pytest.approx(0.4)
    assert orders_of(**known, clarity=1.0) == pytest.approx(0.4 + 1.4)


# ---------------------------------------------------------------- the draw


@compiled_and_plain(chosen_form)
@pytest.mark.parametrize(
    ("u", "form"),
    [
        (0.01, COLLABORATION), (0.24, COLLABORATION), (0.26, COOPERATION), (0.49, COOPERATION), (0.51, COORDINATION),
        (0.74, COORDINATION), (0.76, INDIVIDUAL), (0.99, INDIVIDUAL),
    ],
)  # fmt: skip
def test_who_is_indifferent_takes_each_form_in_a_quarter_of_cases(chosen_form, u, form):
    """Four utilities of zero: exp(0) over four times exp(0)."""
    assert chosen_form(**EQUAL, **PLENTY, u=u) == form


@compiled_and_plain(chosen_form)
@searched
@given(utility=utilities)
def test_the_share_of_each_form_is_its_odds_over_the_sum_of_odds(chosen_form, utility):
    """McFadden's choice: the draw's cut points are the cumulated shares, from the deepest form outwards."""
    odds = [math.exp(utility[name]) for name in ("collaboration", "cooperation", "coordination")] + [1.0]
    total = sum(odds)
    for k, deeper in enumerate((COLLABORATION, COOPERATION, COORDINATION)):
        cut = sum(odds[: k + 1]) / total
        if 1e-6 < cut < 1.0 - 1e-6:
            assert chosen_form(**utility, **PLENTY, u=cut - 1e-9) >= deeper
            assert chosen_form(**utility, **PLENTY, u=cut + 1e-9) < deeper


@compiled_and_plain(chosen_form)
@pytest.mark.parametrize("u", [2.0**-53, 0.5, 1.0 - 2.0**-53])
def test_overwhelming_utilities_decide_without_overflow(chosen_form, u):
    last = 1.0 - 2.0**-53
    assert chosen_form(-1e6, -1e6, -1e6, **PLENTY, u=u) == INDIVIDUAL
    assert chosen_form(1e6, -1e6, -1e6, **PLENTY, u=min(u, 0.999)) == COORDINATION
    assert chosen_form(-1e6, -1e6, 1e6, **PLENTY, u=min(u, 0.999)) == COLLABORATION
    assert chosen_form(0.0, 0.0, 0.0, **PLENTY, u=last) == INDIVIDUAL


@compiled_and_plain(chosen_form)
@searched
@given(utility=utilities, budget=st.floats(-10.0, 4.0), may=st.booleans(), u=chances)
def test_nobody_takes_a_form_that_the_time_or_the_goal_does_not_allow(chosen_form, utility, budget, may, u):
    form = chosen_form(**utility, **HOURS, budget=budget, may_collaborate=may, u=u)
    assert form in FORMS
    assert [0.0, *HOURS.values()][form] <= max(0.0, budget)
    assert may or form != COLLABORATION


@compiled_and_plain(chosen_form)
def test_a_week_with_no_hour_left_leaves_all_goals_aside(chosen_form):
    for u in (0.01, 0.5, 0.99):
        assert chosen_form(5.0, 5.0, 5.0, **HOURS, budget=0.4, may_collaborate=True, u=u) == INDIVIDUAL


@compiled_and_plain(chosen_form)
def test_an_hour_that_just_fits_is_taken(chosen_form):
    assert chosen_form(0.0, 30.0, 0.0, **HOURS, budget=1.2, may_collaborate=True, u=0.5) == COOPERATION


@compiled_and_plain(chosen_form)
@searched
@given(utility=utilities, u=chances)
def test_opening_a_goal_moves_nobody_to_a_humbler_form(chosen_form, utility, u):
    """The same person with the same luck: who could not collaborate before either does now or does what she did."""
    closed = chosen_form(**utility, **PLENTY | {"may_collaborate": False}, u=u)
    opened = chosen_form(**utility, **PLENTY, u=u)
    assert opened >= closed


@compiled_and_plain(chosen_form)
@searched
@given(utility=utilities, gain=st.floats(0.0, 10.0), u=chances)
def test_a_more_attractive_collaboration_moves_nobody_away_from_it(chosen_form, utility, gain, u):
    before = chosen_form(**utility, **PLENTY, u=u)
    after = chosen_form(**utility | {"collaboration": utility["collaboration"] + gain}, **PLENTY, u=u)
    assert after >= before


@compiled_and_plain(social_pull)
@searched
@given(trust=levels, disposition=levels, norm=levels, exhaustion=levels, weight=declared("choice.trust"))
def test_what_draws_to_others_stays_within_what_its_weights_allow(social_pull, trust, disposition, norm, exhaustion, weight):
    pull = social_pull(weight, trust, weight, disposition, weight, norm, weight, exhaustion, 0.0, churned=1.0)
    assert -3.1 * weight - 1e-9 <= pull <= 2.9 * weight + 1e-9


# ---------------------------------------------------------------- rival rules

ROOM = {"budget": 10.0, "hours_1": 0.5, "hours_2": 1.5, "hours_3": 2.0}


@compiled_and_plain(form_within)
@pytest.mark.parametrize("wish", [INDIVIDUAL, COORDINATION, COOPERATION, COLLABORATION])
def test_a_wish_is_cut_to_what_time_and_the_goal_allow(form_within, wish):
    assert form_within(wish, **ROOM, may_collaborate=True) == wish
    assert form_within(wish, **ROOM, may_collaborate=False) == min(wish, COOPERATION)
    assert form_within(wish, **ROOM | {"budget": 1.0}, may_collaborate=True) == min(wish, COORDINATION)
    assert form_within(wish, **ROOM | {"budget": 0.0}, may_collaborate=True) == INDIVIDUAL


@compiled_and_plain(threshold_form, hours=(0.5, 1.5, 2.0), budget=10.0, may_collaborate=True)
@searched
@given(
    own=st.floats(-2.0, 3.0), slope=declared("choice.threshold_slope"), utility=st.floats(-10.0, 10.0), more=levels,
    seen=st.tuples(levels, levels, levels),
)  # fmt: skip
def test_what_speaks_for_a_form_makes_more_people_join(threshold_form, own, slope, utility, more, seen):
    before, after = (threshold_form(own=own, slope=slope, utilities=(u, u, u), seen=seen) for u in (utility, utility + more))
    assert after >= before


@compiled_and_plain(threshold_form, slope=0.0, utilities=(0.0, 0.0, 0.0), hours=(0.5, 1.5, 2.0))
def test_everybody_goes_as_far_as_enough_colleagues_have_gone(threshold_form):
    known = {"own": 0.4, "budget": 10.0, "may_collaborate": True}
    assert threshold_form(seen=(0.3, 0.2, 0.1), **known) == INDIVIDUAL
    assert threshold_form(seen=(0.4, 0.2, 0.1), **known) == COORDINATION
    assert threshold_form(seen=(0.9, 0.4, 0.1), **known) == COOPERATION
    assert threshold_form(seen=(0.9, 0.8, 0.4), **known) == COLLABORATION
    assert threshold_form(seen=(0.9, 0.8, 0.4), **known | {"may_collaborate": False}) == COOPERATION
    assert threshold_form(seen=(0.9, 0.8, 0.4), **known | {"budget": 1.0}) == COORDINATION


@compiled_and_plain(threshold_form, slope=0.0, utilities=(0.0, 0.0, 0.0), hours=(0.5, 1.5, 2.0))
def test_who_needs_nobody_begins(threshold_form):
    """Granovetter's (1978) instigator."""
    assert threshold_form(own=0.0, seen=(0.0, 0.0, 0.0), budget=1.0, may_collaborate=False) == COORDINATION
