"""A school on the screen is the school of the ensemble, however it was played."""

import numpy as np
import pytest

from simulation.core.vocabulary import COLLABORATION
from simulation.declare.outcomes import WEEKLY
from simulation.ensemble.simulate import simulate
from simulation.living.narrator import Narrator
from simulation.living.school import RECORD, LivingSchool
from simulation.pages.lessons import taught
from simulation.parameters.scenario import InputError, Scenario


def same_numbers(living):
    """True when the rows of a school that was lived to its end are those of an ensemble under the same scenario."""
    alone = simulate(living.scenario, 1, living.seed, record=RECORD, workers=1, first_run=living.run)._recorded[0]
    return all(
        np.array_equal(getattr(living.recorded, t), getattr(alone, t), equal_nan=True) for t in ("years", "weeks", "teachers")
    )


def test_a_played_school_has_the_numbers_of_the_ensemble(living):
    while not living.over:
        living.go_to(living.lived + 7)
    assert living.lived == 108
    assert same_numbers(living)


def test_whoever_scrubs_back_finds_the_school_as_it_was(living):
    living.go_to(50)
    then = [array.copy() for array in living.state]
    living.go_to(108)
    living.go_to(50)
    assert all(np.array_equal(a, b) for a, b in zip(then[:4], list(living.state)[:4], strict=True))
    assert np.array_equal(then[4], living.state.terms)
    assert living.known == 108
    living.go_to(108)
    assert same_numbers(living)


@pytest.mark.parametrize("week", [1, 20, 36, 37, 72, 107])
def test_a_lever_pulled_on_the_way_is_a_dated_policy(living, week):
    """Also in the last week of a year, after whose summer the next year's rules already hold."""
    living.go_to(week)
    living.change({"administrator.openness": 0.95, "time.planning": 6})
    assert living.lived == week
    living.go_to(108)
    assert same_numbers(living)


def test_what_was_before_a_lever_was_pulled_does_not_change(small):
    untouched, changed = LivingSchool(small, 5, 2), LivingSchool(small, 5, 2)
    for school in (untouched, changed):
        school.go_to(50)
    changed.change({"time.planning": 10})
    for school in (untouched, changed):
        school.go_to(108)
    assert np.array_equal(untouched.recorded.weeks[:50], changed.recorded.weeks[:50])
    assert not np.array_equal(untouched.recorded.weeks[50:], changed.recorded.weeks[50:])


def test_a_later_change_is_forgotten_when_history_is_rewritten_before_it(living):
    living.go_to(60)
    living.change({"time.planning": 10})
    living.go_to(30)
    living.change({"administrator.openness": 0.9})
    assert living.live == ((30, {"administrator.openness": 0.9}),)
    living.go_to(108)
    assert same_numbers(living)


def test_changes_of_one_week_come_together(living):
    living.go_to(10)
    living.change({"time.planning": 2})
    living.change({"time.planning": 3, "time.paperwork": 1})
    assert living.live == ((10, {"time.planning": 3, "time.paperwork": 1}),)
    assert len(living.scenario.policies) == 2  # the rest of the first year, and from the second on


def test_on_the_first_day_a_change_needs_no_date(living):
    living.change({"time.planning": 2})
    assert living.scenario.policies == ()
    assert living.scenario.time.planning == 2


def test_a_change_that_is_not_allowed_leaves_the_school_as_it_is(living):
    living.go_to(40)
    before = living.recorded.weeks.copy()
    with pytest.raises(InputError, match="out of range"):
        living.change({"time.planning": 99})
    assert living.live == () and living.lived == 40
    living.go_to(60)
    assert np.array_equal(before[:40], living.recorded.weeks[:40])


def test_everybody_has_a_place_and_the_places_stay(living):
    later = LivingSchool(living.first_day, living.seed, living.run)
    later.go_to(108)  # and is drawn only then
    places = living.layout[0].copy()
    living.go_to(108)
    assert np.array_equal(places, living.layout[0]) and np.array_equal(places, later.layout[0])
    assert len(np.unique(places.round(6), axis=0)) == living.n


def test_a_school_of_which_one_person_is_wanted_is_neither_told_nor_drawn_and_lives_the_same(small, monkeypatch):
    told = LivingSchool(small, 5, 2)
    told.go_to(50)
    for narrated in ("_strain", "_goals", "look"):
        monkeypatch.setattr(Narrator, narrated, lambda *_: pytest.fail("it is told"))
    monkeypatch.setattr("simulation.living.school.places_of", lambda *_: pytest.fail("it is drawn"))
    quiet = LivingSchool(small, 5, 2, told=False)
    quiet.go_to(50)
    assert all(np.array_equal(a, b) for a, b in zip(quiet.state, told.state, strict=True))
    assert np.array_equal(quiet.history, told.history)
    assert taught("hours_without_voice").look(0, 3)["view"]["week"] > 0


def test_memory_does_not_grow_while_a_school_is_played_again_and_again(living):
    living.go_to(108)
    kept, log = len(living._years), sum(map(len, living.narrator.log.values()))
    for _ in range(5):
        living.go_to(0)
        living.go_to(108)
    assert len(living._years) == kept == 3
    assert sum(map(len, living.narrator.log.values())) == log


def test_who_came_when_is_known(living):
    for week in (107, 108):  # within the third year, and at its end
        living.go_to(week)
        tenure = living.state.teachers["tenure"]
        here = living.state.teachers["present"] != 0
        assert np.array_equal(living.arrived[here], (2 - tenure[here].astype(int)) * 36)


# ---------------------------------------------------------------- the end of a year


def weekly(living, name):
    """What was observed in the week that has just passed."""
    return living.recorded.weeks[living.lived - 1, [c.name for c in WEEKLY].index(name)]


@pytest.mark.parametrize("week", [36, 72, 108])
def test_the_end_of_a_year_is_seen_before_the_summer(small, week):
    """What the arrays hold is what was observed in that week: forms, staff, exhaustion. A summer changes all of them."""
    living = LivingSchool(Scenario.load("shared_leadership").replace({"years": 3}), 1)
    living.go_to(week)
    here = living.state.teachers["present"] != 0
    forms = living.state.teachers["form"][here][:, living.state.goals["active"] != 0]
    assert (
        weekly(living, "share_collaboration") == pytest.approx((forms == COLLABORATION).mean())
        and (forms == COLLABORATION).any()
    )
    assert weekly(living, "staff") == here.sum()
    assert weekly(living, "exhaustion") == pytest.approx(living.state.teachers["exhaustion"][here].mean())
    assert np.array_equal(living.forms[week], living.deepest())


def test_the_week_after_a_years_end_is_one_of_the_new_year(living):
    living.go_to(36)
    old = living.state.goals["age"].copy()
    living.go_to(37)
    assert int(living.state.school[0].year) == 1 and int(living.state.school[0].week) == 1
    assert (living.state.teachers["tenure"] == 0).any() and (living.state.teachers["tenure"] == 1).any()
    assert (living.state.goals["age"] < old).any()


@pytest.mark.parametrize("beyond", [37, 40, 72, 108])
def test_whoever_goes_back_to_a_years_end_finds_it_before_the_summer(living, beyond):
    living.go_to(36)
    then = [array.copy() for array in living.state]
    arrived = living.arrived.copy()
    living.go_to(beyond)
    living.go_to(36)
    assert living.lived == 36
    assert all(np.array_equal(a, b) for a, b in zip(then[:5], list(living.state)[:5], strict=True))
    assert np.array_equal(living.arrived, arrived)
    living.go_to(108)
    assert same_numbers(living)


def test_a_lever_pulled_at_a_years_end_leaves_that_year_as_it_was(living):
    """Whether the year's end was reached for the first time or come back to."""
    for beyond in (36, 60):
        living.go_to(beyond)
        living.go_to(36)
        then = [array.copy() for array in living.state]
        living.change({"administrator.openness": 0.2 if beyond == 36 else 0.9, "goals.active": 2})
        assert all(np.array_equal(a, b) for a, b in zip(then[:5], list(living.state)[:5], strict=True))
        assert float(living.parameters[2]["goals_active"]) == 2.0
        living.go_to(37)
        assert (living.state.goals["active"] != 0).sum() == 2  # the summer led into a year under the new rule
    living.go_to(108)
    assert same_numbers(living)
