"""Every moment is itself: the first day and a summer, in which nobody has chosen, a year's end before its summer, and who is burnt out."""

import numpy as np
import pytest

from simulation.core.vocabulary import DOMAINS, FORMS
from simulation.engine.phases.situation import situate
from simulation.living.address import Identity
from simulation.living.choices import considered
from simulation.living.school import LEFT, UNCHOSEN, VACANT, LivingSchool
from simulation.living.staff import staff_view, threshold
from simulation.living.teacher import choices_view, teacher_view
from simulation.school.state import State

TIRING = {"time.paperwork": 16, "administrator.mandated": 8, "accountability.pressure": 1.0}


def test_nobody_has_chosen_on_the_first_day_and_in_a_summer(living):
    assert set(living.forms_now()) == {UNCHOSEN}
    living.go_to(36)
    assert UNCHOSEN not in living.forms_now() and not living.summer
    living.go_to(36, summer=True)
    assert set(living.forms_now()) <= {UNCHOSEN, VACANT}
    view = teacher_view(living, int(np.flatnonzero(living.state.teachers["present"])[0]))
    assert view["hours"] == [] and {goal["form"] for goal in view["goals"]} <= {"nothing yet"}


def test_a_summer_knows_who_left_who_came_and_which_goals_ended(living):
    living.go_to(36)
    people, present = living.state.teachers["person"].copy(), living.state.teachers["present"] != 0
    goals = living.state.goals.copy()
    assert not any(e.summer for e in living.narrator.events(36))
    living.go_to(36, summer=True)
    now = living.state.teachers
    left = np.flatnonzero(present & ((now["person"] != people) | (now["present"] == 0))).tolist()
    assert left and living.passed.left == left
    assert left == np.flatnonzero(np.nan_to_num(living.recorded.teachers[0, :, LEFT]) > 0).tolist()
    assert living.passed.came == np.flatnonzero((now["present"] != 0) & (now["person"] != people)).tolist()
    assert living.passed.vacant == np.flatnonzero(now["present"] == 0).tolist()
    stay = (goals["active"] != 0) & (living.state.goals["active"] != 0) & (living.state.goals["age"] >= goals["age"])
    assert set(living.passed.ended) == set(np.flatnonzero((goals["active"] != 0) & ~stay).tolist())
    assert set(living.passed.begun) == set(np.flatnonzero((living.state.goals["active"] != 0) & ~stay).tolist())


def test_a_summer_that_is_looked_at_changes_nothing_and_is_found_again(living, small):
    straight = LivingSchool(small, living.seed, living.run)
    straight.go_to(50)
    for week, summer in ((36, True), (50, False), (36, True), (36, False), (36, True), (37, False), (50, False)):
        living.go_to(week, summer)
        assert (living.lived, living.summer) == (week, summer)
    assert all(np.array_equal(a, b) for a, b in zip(living.state, straight.state, strict=True))
    assert living.narrator.events(50) == straight.narrator.events(50)
    living.go_to(50, summer=True)  # none follows that week, nor the last
    assert not living.summer
    living.go_to(108, summer=True)
    assert not living.summer
    told = Identity("baseline", week=36, summer=True)
    assert Identity.from_query(told.query()) == told


def test_a_change_in_summer_holds_from_the_summer_on(living):
    living.go_to(36, summer=True)
    living.change({"time.planning": 6.0})
    assert (living.lived, living.summer) == (36, True)
    restored = LivingSchool(living.first_day, living.seed, living.run)
    restored.resume(living.live)
    restored.go_to(60)
    living.go_to(60)
    assert all(np.array_equal(a, b) for a, b in zip(living.state, restored.state, strict=True))


def test_who_is_burnt_out_since_when_and_why_is_what_the_weeks_say(small):
    living = LivingSchool(small.replace(TIRING), 1)
    since: dict[int, int] = {}
    while not living.over:
        living.go_to(living.lived + 1)
        t = living.state.teachers
        level = 0.4 * t["exhaustion"] + 0.3 * t["depersonalization"] + 0.3 * (1 - t["accomplishment"])
        burnt = np.flatnonzero((t["present"] != 0) & (level >= threshold(living)))
        since = {
            int(p): since.get(int(p), living.lived) for p in burnt if living.arrived[p] < living.lived - 1 or p not in since
        }
    found = staff_view(living)
    told = {one["post"]: one["since"] for one in found["people"] if one["burnt_out"]}
    assert told and told.keys() == since.keys()
    assert all(told[p] == since[p] for p in told if living.arrived[p] == 0)
    assert all(one["cause"].startswith("Most of this year") for one in found["people"] if one["burnt_out"])
    ended = next(e for e in living.narrator.log[108] if e.kind == "year")
    assert set(ended.posts) == set(told)


def test_what_a_teacher_weighs_is_what_the_engine_weighs(living):
    """In a week in which all choose: the terms of the page sum to the utilities of the phase of choice, for every goal that is active."""
    living.go_to(40)
    post = int(np.flatnonzero(living.state.teachers["present"])[0])
    state = State(*(array.copy() for array in living.state))
    situate(state, living.parameters)
    weighed = {DOMAINS[one.domain]: one for one in considered(state, living.parameters, post)}
    found = choices_view(living, post)["goals"]
    assert {goal["domain"] for goal in found} == {d for d, g in zip(DOMAINS, living.state.goals, strict=True) if g["active"]}
    for goal in found:
        one = weighed[goal["domain"]]
        total = sum(term["value"] for term in goal["terms"])
        assert total == pytest.approx(one.utility[FORMS.index(goal["form"])], abs=0.1)  # small terms are left out
        assert goal["joint"] == pytest.approx(1.0 - one.chances[0], abs=1e-3)
