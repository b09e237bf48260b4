"""Where a teacher's week goes, at the limits."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.core.vocabulary import COLLABORATION, COOPERATION, COORDINATION, INDIVIDUAL
from simulation.rules.hours import (
    classroom_hours,
    form_hours,
    hours_inside,
    inexperience,
    open_ended_hours,
    paperwork_hours,
    slack_hours,
)

from .versions import compiled_and_plain, declared, levels, searched

#: A veteran's week in a school without poverty, vacancies and hard classes.
PLAIN = {
    "base": 38.0, "own_demand": 0.0, "class_hours": 1.5, "classes": 0.0, "poverty_hours": 2.0, "poverty": 0.0,
    "beginner_hours": 4.0, "beginner": 0.0, "mentoring": 0.0, "cover_hours": 20.0, "vacancies": 0.0,
}  # fmt: skip


@compiled_and_plain(inexperience, years=3.0)
def test_inexperience_is_whole_on_the_first_day_and_falls_to_a_third_in_three_years(inexperience):
    assert inexperience(0.0) == 1.0
    assert inexperience(3.0) == pytest.approx(1.0 / math.e)
    assert inexperience(40.0) < 1e-5


@compiled_and_plain(classroom_hours, mentor_part=0.5)
@pytest.mark.parametrize(
    ("changed", "hours"),
    [
        ({}, 38.0),
        ({"own_demand": -3.0}, 35.0),
        ({"poverty": 1.0}, 40.0),
        ({"classes": 2.0}, 41.0),
        ({"beginner": 1.0}, 42.0),
        ({"beginner": 1.0, "mentoring": 1.0}, 40.0),  # a full mentor takes half of a beginner's extra hours away
        ({"vacancies": 0.5}, 58.0),  # each of those present takes over one absent colleague's lessons
        ({"vacancies": 0.2}, 43.0),  # four share the lessons of one
        ({"base": 10.0, "own_demand": -15.0}, 5.0),  # nobody teaches less than five hours
    ],
)
def test_the_classroom_takes_more_with_poverty_inexperience_hard_classes_and_vacancies(classroom_hours, changed, hours):
    assert classroom_hours(**PLAIN | changed) == pytest.approx(hours)


@compiled_and_plain(classroom_hours, mentor_part=0.5)
def test_an_almost_empty_school_does_not_ask_for_endless_hours(classroom_hours):
    """The lessons of all absent colleagues would be 19 times one's own; nobody can hold more than four times the usual cover."""
    assert classroom_hours(**PLAIN | {"vacancies": 0.95}) <= 38.0 + 4 * 20.0


@compiled_and_plain(slack_hours)
def test_what_is_left_of_a_week_is_capacity_less_commitments_and_can_be_negative(slack_hours):
    assert slack_hours(48.0, 45.0, 0.0) == 3.0
    assert slack_hours(48.0, 45.0, 2.0) == 5.0
    assert slack_hours(48.0, 50.0, 1.0) == -1.0


@compiled_and_plain(hours_inside)
def test_joint_work_fills_protected_time_first_and_unused_protected_time_relieves_nothing(hours_inside):
    assert hours_inside(4.0, 1.5) == 1.5
    assert hours_inside(1.0, 2.5) == 1.0
    assert hours_inside(0.0, 2.5) == 0.0


@compiled_and_plain(form_hours)
def test_each_form_takes_its_own_hours_and_leaving_a_goal_aside_takes_none(form_hours):
    hours = [form_hours(form, 0.5, 1.2, 2.2) for form in (INDIVIDUAL, COORDINATION, COOPERATION, COLLABORATION)]
    assert hours == [0.0, 0.5, 1.2, 2.2]


@compiled_and_plain(classroom_hours, mentor_part=0.5)
@searched
@given(
    base=declared("hours.classroom"), own_demand=st.floats(-15.0, 25.0), class_hours=declared("hours.classes"),
    classes=st.floats(-4.0, 4.0), poverty_hours=declared("hours.poverty"), poverty=levels,
    beginner_hours=declared("hours.inexperience"), beginner=levels, mentoring=levels, cover_hours=declared("hours.cover"),
    vacancies=levels,
)  # fmt: skip
def test_whatever_is_declared_the_classroom_takes_at_least_five_hours_and_mentoring_never_adds_any(classroom_hours, **week):
    assert 5.0 <= classroom_hours(**week) <= classroom_hours(**week | {"mentoring": 0.0})


@compiled_and_plain(paperwork_hours)
def test_paperwork_is_what_is_usual_and_one_s_own_deviation_but_never_less_than_none(paperwork_hours):
    assert paperwork_hours(4.0, 0.0) == 4.0
    assert paperwork_hours(4.0, 1.5) == 5.5
    assert paperwork_hours(4.0, -3.0) == 1.0
    assert paperwork_hours(1.0, -3.0) == 0.0


@compiled_and_plain(open_ended_hours)
@searched
@given(n=st.integers(0, 6), pairs=declared("hours.pairs"), followup=declared("hours.followup"), mandated=st.floats(0.0, 20.0))
def test_coordination_takes_more_hours_with_every_goal_and_every_meeting(open_ended_hours, n, pairs, followup, mandated):
    hours = open_ended_hours(float(n), pairs, followup, mandated)
    assert 0.0 <= hours <= open_ended_hours(n + 1.0, pairs, followup, mandated)
    assert hours <= open_ended_hours(float(n), pairs, followup, mandated + 1.0)
    assert open_ended_hours(0.0, pairs, followup, mandated) == 0.0
    assert open_ended_hours(1.0, pairs, 0.0, mandated) == 0.0
