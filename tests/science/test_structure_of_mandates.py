"""Mandated work is work, and watched: contrived collegiality in the second structure, judged on twins."""

import pytest

from tests.science.twins import between, effect, mean, school

pytestmark = [pytest.mark.science, pytest.mark.long]

#: An administrator who shares little, whatever is ordered.
CLOSED = {"administrator.openness": 0.2, "teams.coverage": 1.0}
#: One who supports and shares.
SHARED = {"administrator.openness": 0.7, "administrator.support": 0.8, "teams.coverage": 1.0}


def ordered(hours, where, covered=0.0):
    """A school with so many ordered hours [h/week], and so many more in the timetable."""
    return where | {"administrator.mandated": hours, "time.planning": 1.0 + covered}


def test_trust_never_rises_because_meetings_were_ordered():
    """In the first structure it rises by more than two standard deviations of schools."""
    by_hours = [between("trust", ordered(0.0, CLOSED), ordered(hours, CLOSED)) for hours in (1.0, 2.0, 4.0)]
    assert by_hours == sorted(by_hours, reverse=True)
    assert by_hours[-1] < -0.3
    assert between("trust", ordered(0.0, SHARED), ordered(4.0, SHARED)) < 0.0
    assert between("trust", ordered(0.0, CLOSED), ordered(4.0, CLOSED), base="baseline") > 1.0


def test_ordered_time_is_work_together_on_somebodys_goals():
    """It counts as such; in the first structure ordered hours crowded out what they were ordered for."""
    none, some, much = (school(ordered(hours, CLOSED)) for hours in (0.0, 2.0, 4.0))
    assert mean(some, "monthly_coordination") > mean(none, "monthly_coordination") + 0.1
    assert mean(much, "monthly_cooperation") > mean(some, "monthly_cooperation") > mean(none, "monthly_cooperation") - 0.05
    assert mean(much, "share_collaboration") <= mean(none, "share_collaboration")
    before, after = (school(ordered(hours, CLOSED), base="baseline") for hours in (0.0, 4.0))
    assert mean(after, "monthly_coordination") < mean(before, "monthly_coordination")


def test_ordered_work_wins_no_influence_and_silences():
    none, much = (school(ordered(hours, CLOSED)) for hours in (0.0, 4.0))
    assert mean(much, "influence") <= mean(none, "influence") + 0.01
    assert mean(much, "dissent") < mean(none, "dissent")


def test_orders_without_support_time_and_a_say_hurt():
    assert effect("job_satisfaction", ordered(0.0, CLOSED), ordered(4.0, CLOSED)) < -0.3
    assert effect("exhaustion", ordered(0.0, CLOSED), ordered(4.0, CLOSED)) > 0.1


def test_orders_with_support_time_and_a_say_need_not_hurt():
    """P09: routines from above help where they have time and a say in part."""
    without, with_ = ordered(0.0, SHARED), ordered(4.0, SHARED, covered=4.0)
    assert effect("job_satisfaction", without, with_) > -0.1
    assert effect("exhaustion", without, with_) < 0.1
    assert between("trust", without, with_) > -0.2


def test_the_same_hours_ordered_satisfy_less_than_chosen():
    """P05, with its smallest effect."""
    chosen = {"administrator.mandated": 0.0, "administrator.openness": 0.7, "time.planning": 4.0}
    forced = {"administrator.mandated": 4.0, "administrator.openness": 0.2, "time.planning": 4.0, "teams.coverage": 1.0}
    assert effect("job_satisfaction", chosen, forced) < -0.2
