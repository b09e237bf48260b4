"""The administrator at work: hours, what they leave to give, the shelter she chooses, and goals she takes part in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.change import newness_of, usual_newness
from simulation.rules.office import (
    beside_her,
    buffering_of,
    chance_to_take_part,
    drifted,
    given_level,
    load_of,
    office_hours,
    shelter_level,
)

from .versions import compiled_and_plain, declared, levels, searched

WEEK = {
    "usual": 44.0, "growing": 3.0, "staff": 32.0, "usual_staff": 32.0, "receiving": 0.4, "newcomers": 5.0, "serving": 8.0, "poverty": 0.5,
    "pressing": 8.0, "pressure": 0.4, "sheltering": 10.0, "kept_off": 0.1, "checking": 10.0, "control": 0.2, "leading": 1.5, "kept": 2.0,
    "joining": 1.0, "joined": 1.0,
}  # fmt: skip
TASKS = ("staff", "newcomers", "poverty", "pressure", "kept_off", "control", "kept", "joined")
loads = st.floats(-1.0, 1.0)


@compiled_and_plain(office_hours)
def test_every_task_lengthens_the_week_and_none_is_free(office_hours):
    assert office_hours(**WEEK) == pytest.approx(44.0 + 2.0 + 4.0 + 3.2 + 1.0 + 2.0 + 3.0 + 1.0)
    for task in TASKS:
        assert office_hours(**WEEK | {task: 1.1 * WEEK[task]}) > office_hours(**WEEK), task
    assert office_hours(**WEEK | {"usual": 0.0, "staff": 1.0}) >= 0.0
    assert load_of.py_func(66.0, 60.0) == pytest.approx(0.1)


@compiled_and_plain(given_level)
@searched
@given(practising=levels, newness=levels, usual=levels, crowding=declared("office.support_load"), load=loads)
def test_practice_adds_to_what_an_administrator_can_give_and_an_overfull_week_takes_away(given_level, **known):
    level = given_level(**known)
    assert given_level(**known | {"newness": 0.5 * known["newness"]}) >= level
    assert given_level(**known | {"load": known["load"] + 0.1}) <= level
    assert given_level(**known | {"newness": 1.0 - known["usual"], "load": 0.0}) == pytest.approx(0.0)


@compiled_and_plain(drifted)
@searched
@given(shift=st.floats(-1.0, 1.0), level=st.floats(-1.0, 1.0), pace=levels)
def test_habits_go_towards_their_level_and_not_beyond(drifted, shift, level, pace):
    assert min(shift, level) - 1e-12 <= drifted(shift, level, pace) <= max(shift, level) + 1e-12


@compiled_and_plain(shelter_level)
def test_trust_shelters_and_fear_and_tiredness_pass_pressure_on(shelter_level):
    usual = {
        "trusting": 0.6, "confidence": 0.6, "usual": 0.5, "fearing": 1.0, "shortfall": 0.1, "pressure": 0.5, "tiring": 1.0, "load": 0.1
    }  # fmt: skip
    assert shelter_level(**usual) == pytest.approx(0.06 - 0.05 - 0.1)
    assert shelter_level(**usual | {"confidence": 0.9}) > shelter_level(**usual)
    assert shelter_level(**usual | {"load": -0.5}) == shelter_level(**usual | {"load": 0.0}) > shelter_level(**usual)
    assert shelter_level(**usual | {"pressure": 0.0}) > shelter_level(**usual)
    assert -1.0 == shelter_level(**usual | {"load": 9.0}) < shelter_level(**usual | {"confidence": 1.0, "trusting": 2.0}) <= 1.0


@compiled_and_plain(buffering_of)
@searched
@given(habit=levels, shelter=st.floats(-1.0, 1.0))
def test_what_is_kept_off_is_a_share_between_nothing_and_all(buffering_of, habit, shelter):
    assert 0.0 <= buffering_of(habit, shelter) <= 1.0
    assert (buffering_of(habit, shelter) - habit) * shelter >= 0.0
    assert (buffering_of(habit, -1.0), buffering_of(habit, 0.0), buffering_of(habit, 1.0)) == (0.0, habit, 1.0)


@compiled_and_plain(chance_to_take_part)
@searched
@given(joining=levels, openness=levels, crowding=declared("office.crowding"), load=loads)
def test_open_administrators_with_time_take_part(chance_to_take_part, joining, openness, crowding, load):
    chance = chance_to_take_part(joining, openness, crowding, load)
    assert 0.0 <= chance <= joining * openness + 1e-12
    assert chance_to_take_part(joining, openness, crowding, load + 0.1) <= chance
    assert chance_to_take_part(joining, 0.0, crowding, load) == 0.0


@compiled_and_plain(beside_her)
def test_where_she_does_not_take_part_nothing_changes(beside_her):
    assert beside_her(0.3, 0.5, 0) == 0.3
    assert beside_her(0.3, 0.5, 1) == pytest.approx(0.45)
    assert beside_her(0.3, -1.0, 1) == 0.0


@compiled_and_plain(usual_newness)
@pytest.mark.parametrize(("turnover", "settling"), [(0.19, 1.5), (0.5, 4.0), (1.0, 1.5)])
def test_the_usual_newness_is_the_mean_over_years_in_office(usual_newness, turnover, settling):
    mean = sum(turnover * (1.0 - turnover) ** years * newness_of.py_func(years, settling) for years in range(400))
    assert usual_newness(turnover, settling) == pytest.approx(mean)
    assert usual_newness(0.0, settling) == 0.0
