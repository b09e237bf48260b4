"""Who means to leave, and who does: an intention needs an opportunity."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.leaving import (
    belief_after_farewell,
    chance_to_leave,
    chance_to_move,
    quit_intention_of,
    usual_intention,
)

from .versions import compiled_and_plain, declared, levels, searched

#: A teacher in whom every cause stands at its usual value.
USUAL = {
    "base": -2.2, "exhaustion_weight": 2.4, "exhaustion": 0.4, "distance_weight": 1.0, "depersonalization": 0.35,
    "satisfaction_weight": 3.0, "satisfaction": 0.65, "influence_weight": 2.5, "influence": 0.3, "poverty_weight": 0.5,
    "poverty": 0.5, "role_weight": 0.5, "has_role": 0, "unsettled_weight": 0.2, "unsettled": 0.0, "churn_weight": 0.3,
    "churned": 0.0,
}  # fmt: skip


@compiled_and_plain(quit_intention_of)
def test_a_usual_teacher_means_to_leave_with_the_base_odds(quit_intention_of):
    chance = quit_intention_of(**USUAL)
    assert math.log(chance / (1.0 - chance)) == pytest.approx(-2.2)


@compiled_and_plain(quit_intention_of)
@pytest.mark.parametrize(
    ("cause", "sign"),
    [
        ({"exhaustion": 0.7}, 1),
        ({"depersonalization": 0.7}, 1),
        ({"poverty": 0.9}, 1),
        ({"unsettled": 1.0}, 1),
        ({"churned": 0.5}, 1),
        ({"satisfaction": 0.9}, -1),
        ({"influence": 0.6}, -1),
        ({"has_role": 1}, -1),
    ],
)
def test_burnout_and_poverty_drive_out_and_satisfaction_influence_and_roles_hold(quit_intention_of, cause, sign):
    assert sign * (quit_intention_of(**USUAL | cause) - quit_intention_of(**USUAL)) > 0.0


@compiled_and_plain(chance_to_leave, spread=2.5)
def test_without_opportunity_retirement_and_other_reasons_nobody_leaves(chance_to_leave):
    assert chance_to_leave(1.0, leave=0.0, retirement=0.0, career=33.0, experience=20.0, unexplained=0.0) == 0.0


@compiled_and_plain(chance_to_leave, spread=2.5)
def test_without_an_intention_only_retirement_and_other_reasons_are_left(chance_to_leave):
    """Half of the retirement chance is reached at the end of a usual career."""
    known = {"leave": 0.24, "career": 33.0}
    assert chance_to_leave(0.0, retirement=0.3, experience=33.0, unexplained=0.0, **known) == pytest.approx(0.15)
    assert chance_to_leave(0.0, retirement=0.0, experience=33.0, unexplained=0.02, **known) == pytest.approx(0.02)
    assert chance_to_leave(1.0, retirement=0.0, experience=5.0, unexplained=0.0, **known) == pytest.approx(0.24)


@compiled_and_plain(chance_to_leave, spread=2.5)
@searched
@given(
    intention=levels, leave=declared("leaving.leave"), retirement=declared("leaving.retirement"), career=declared("leaving.career"),
    experience=st.floats(0.0, 60.0), unexplained=declared("leaving.unexplained"), more=levels,
)  # fmt: skip
def test_three_independent_reasons_make_a_chance_and_none_keeps_anybody(chance_to_leave, intention, more, **person):
    chance = chance_to_leave(intention, **person)
    assert 0.0 <= chance <= 1.0
    assert chance >= max(person["leave"] * intention, person["unexplained"]) - 1e-12
    assert chance_to_leave(intention + more * (1.0 - intention), **person) >= chance - 1e-12
    assert chance_to_leave(intention, **person | {"experience": person["experience"] + 5.0}) >= chance - 1e-12


@compiled_and_plain(chance_to_move)
def test_moving_is_for_beginners_and_falls_to_a_third_as_one_takes_root(chance_to_move):
    """Without other reasons: the beginner's opportunity, and exp(-1) of it after the years that rooting takes."""
    assert chance_to_move(1.0, move=0.55, rooted=22.0, experience=0.0, unexplained=0.0) == pytest.approx(0.55)
    assert chance_to_move(1.0, move=0.55, rooted=22.0, experience=22.0, unexplained=0.0) == pytest.approx(0.55 / math.e)
    assert chance_to_move(0.0, move=0.55, rooted=22.0, experience=0.0, unexplained=0.0) == 0.0


@compiled_and_plain(chance_to_move)
@searched
@given(
    intention=levels, move=declared("leaving.move"), rooted=declared("leaving.rooted"), experience=st.floats(0.0, 60.0),
    unexplained=declared("leaving.unexplained"), years=st.floats(0.0, 30.0),
)  # fmt: skip
def test_movers_fall_with_experience(chance_to_move, experience, years, **person):
    """T052 to T055."""
    assert (
        0.0
        <= chance_to_move(experience=experience + years, **person)
        <= chance_to_move(experience=experience, **person) + 1e-12
        <= 1.0 + 1e-12
    )


@compiled_and_plain(usual_intention)
@pytest.mark.parametrize("poverty", [0.0, 0.5, 0.9])
def test_before_the_first_day_teachers_mean_to_leave_as_one_does_in_whom_all_is_usual(usual_intention, poverty):
    weights = {name: USUAL[name] for name in ("base", "poverty_weight", "unsettled_weight", "churn_weight")}
    usual = {"poverty": poverty, "unsettled": 0.3, "churned": 0.2}
    assert usual_intention(**weights, **usual) == pytest.approx(quit_intention_of.py_func(**USUAL | usual))


@compiled_and_plain(belief_after_farewell)
@searched
@given(
    collective=levels,
    loss=declared("leaving.morale"),
    turnover=levels,
    hardship=declared("leaving.hardship"),
    poverty=levels,
    more=levels,
)
def test_colleagues_who_go_only_shake_belief_and_most_where_pupils_are_poor(
    belief_after_farewell, collective, loss, turnover, hardship, poverty, more
):
    after = belief_after_farewell(collective, loss, turnover, hardship, poverty)
    assert 0.0 <= belief_after_farewell(collective, loss, turnover, hardship, poverty + more * (1.0 - poverty)) <= after + 1e-12
    assert after <= collective
    assert belief_after_farewell(collective, loss, 0.0, hardship, poverty) == collective
