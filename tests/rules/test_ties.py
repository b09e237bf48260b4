"""Advice ties: how trust grows and fades, and whom a teacher turns to next."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.ties import (
    advisers_wished,
    attention_to,
    chance_to_seek,
    leaning_after,
    pull_as_adviser,
    returned_share,
    trust_after_meetings,
    trust_after_silence,
    trust_after_work,
)

from .versions import compiled_and_plain, declared, group, levels, searched

#: Somebody in another group, with whom one shares nobody.
STRANGER = {
    "approachability": 1.0, "same_group": False, "group_odds": 3.0, "asks_me": False, "return_odds": 2.0, "shared": 0.0,
    "closure": 1.0, "standing": 0.3, "avoided": 0.0,
}  # fmt: skip


@compiled_and_plain(trust_after_work, together=0.3)
def test_success_shared_builds_trust_and_strain_wears_it(trust_after_work):
    calm = {"trust": 0.5, "gain": 0.3, "conflict_strain": 0.0, "strain": 0.25}
    failed, succeeded = (trust_after_work(success=success, **calm) for success in (0.0, 1.0))
    assert 0.5 < failed < succeeded == pytest.approx(0.5 + 0.3 * 0.5)
    assert trust_after_work(success=0.0, **calm | {"conflict_strain": 1.0}) < failed
    assert trust_after_work(success=0.0, **calm | {"gain": 0.0, "conflict_strain": 1.0}) == pytest.approx(0.5 * 0.75)


@compiled_and_plain(trust_after_work, together=0.3)
@searched
@given(
    trust=levels,
    success=levels,
    gain=declared("ties.success"),
    conflict_strain=levels,
    strain=declared("ties.strain"),
    step=levels,
)
def test_trust_stays_a_share_and_more_success_never_costs_any(trust_after_work, success, step, **tie):
    after = trust_after_work(success=success, **tie)
    assert 0.0 <= after <= trust_after_work(success=success + step * (1.0 - success), **tie) + 1e-12 <= 1.0 + 1e-12


@compiled_and_plain(trust_after_silence)
@searched
@given(trust=levels, decay=declared("ties.decay"))
def test_trust_fades_without_contact(trust_after_silence, trust, decay):
    assert 0.0 <= trust_after_silence(trust, decay) <= trust


@compiled_and_plain(trust_after_meetings, full=2.0)
@searched
@given(
    trust=levels,
    gain=declared("ties.mandated"),
    decay=declared("ties.decay"),
    hours=st.floats(0.0, 10.0),
    more=st.floats(0.0, 5.0),
)
def test_meetings_hold_fading_back_and_full_ones_stop_it(trust_after_meetings, trust, gain, decay, hours, more):
    assert trust_after_meetings(trust, gain, decay, 0.0) == pytest.approx(trust_after_silence.py_func(trust, decay))
    assert trust_after_meetings(trust, gain, decay, 2.0) >= trust
    assert trust_after_meetings(trust, gain, decay, hours + more) >= trust_after_meetings(trust, gain, decay, hours) - 1e-12
    assert 0.0 <= trust_after_meetings(trust, gain, decay, hours) <= 1.0


@pytest.mark.parametrize("trust", [0.1, 0.5, 0.9])
def test_in_the_baseline_mandated_contact_binds_less_than_voluntary_work_that_fails(trust):
    """Hargreaves (1994)."""
    weights = group("ties")
    met = trust_after_meetings.py_func(trust, weights["mandated"], weights["decay"], 10.0, weights["meeting_hours"])
    assert met < trust_after_work.py_func(trust, 0.0, weights["success"], 0.0, weights["strain"], weights["together"])


@compiled_and_plain(pull_as_adviser, respect=0.6)
@pytest.mark.parametrize(
    ("known", "ratio"),
    [
        ({"same_group": True}, 3.0),
        ({"asks_me": True}, 2.0),
        ({"shared": 2.0}, 3.0),  # each colleague in common adds the stranger's whole pull
        ({"approachability": 2.5}, 2.5),
        ({"avoided": 0.25}, 0.75),
        ({"avoided": 1.0}, 0.0),
        ({"same_group": True, "asks_me": True}, 6.0),
    ],
)
def test_an_adviser_is_near_approachable_known_to_ones_colleagues_and_not_avoided(pull_as_adviser, known, ratio):
    assert pull_as_adviser(**STRANGER | known) == pytest.approx(ratio * pull_as_adviser(**STRANGER))


@compiled_and_plain(pull_as_adviser, respect=0.6)
def test_standing_draws_those_who_look_for_advice_and_nobody_is_without_any_pull(pull_as_adviser):
    pulls = [pull_as_adviser(**STRANGER | {"standing": standing}) for standing in (0.0, 0.5, 1.0)]
    assert 0.0 < pulls[0] < pulls[1] < pulls[2]


@compiled_and_plain(chance_to_seek)
def test_who_works_with_others_finds_new_advisers_sooner(chance_to_seek):
    assert chance_to_seek(0.4, 0.25, True, 3, 0.5) == 0.4
    assert chance_to_seek(0.4, 0.25, False, 3, 0.5) == pytest.approx(0.1)


@compiled_and_plain(chance_to_seek)
def test_who_would_ask_nobody_is_drawn_in_where_colleagues_work_together(chance_to_seek):
    assert chance_to_seek(0.4, 0.25, False, 0, 0.5) == pytest.approx(0.2)
    assert chance_to_seek(0.4, 0.25, True, 0, 0.0) == 0.0


# ---------------------------------------------------------------- networks that keep their shape


@compiled_and_plain(advisers_wished)
def test_a_share_asks_nobody_all_others_somebody_and_the_mean_is_the_school_s(advisers_wished):
    random = np.random.default_rng(1)
    wishes = np.array([advisers_wished(u, v, 3.5, 0.23, 14.0) for u, v in random.random((4000, 2))])
    assert (wishes == 0).mean() == pytest.approx(0.23, abs=0.03)
    assert wishes.mean() == pytest.approx(3.5, rel=0.05)
    assert wishes.std() / wishes.mean() == pytest.approx(0.87, abs=0.06)
    assert wishes.max() <= 14


@compiled_and_plain(returned_share)
@searched
@given(
    asking=st.floats(0.0, 12.0), colleagues=st.floats(3.0, 499.0), odds=declared("network.returned"), shift=st.floats(-3.0, 3.0)
)
def test_the_share_of_returned_ties_is_a_share_and_that_of_chance_at_odds_of_one(
    returned_share, asking, colleagues, odds, shift
):
    assert 0.0 <= returned_share(asking, colleagues, odds, shift) <= 1.0
    assert returned_share(asking, colleagues, 1.0, 0.0) == pytest.approx(min(1.0, asking / colleagues))
    assert returned_share(asking, colleagues, odds, 0.5) >= returned_share(asking, colleagues, odds, 0.0) - 1e-12


@compiled_and_plain(leaning_after)
@searched
@given(leaning=levels, returning=levels, returned=levels, pace=declared("ties.evening"))
def test_ties_are_returned_more_readily_where_fewer_are_than_is_usual(leaning_after, leaning, returning, returned, pace):
    after = leaning_after(leaning, returning, returned, pace)
    assert 0.0 <= after <= 1.0
    assert (after - leaning) * (returning - returned) >= 0.0
    assert leaning_after(leaning, returning, returning, pace) == leaning


@compiled_and_plain(attention_to)
def test_newcomers_draw_attention_that_halves_every_year(attention_to):
    assert [attention_to(float(tenure), 8.0) for tenure in (0, 1, 3)] == [9.0, 5.0, 2.0]
    assert attention_to(0.0, 0.0) == 1.0
