"""What the log says has happened."""

import re

import numpy as np
import pytest

from simulation.core.vocabulary import ADMINISTRATOR, DOMAINS
from simulation.declare.outcomes import TEACHER_COLUMNS
from simulation.living.narrator import join, number
from simulation.living.school import LivingSchool
from simulation.parameters.scenario import Scenario

WORDS = {number(n): n for n in range(1, 13)}


def counted(text):
    """How many people a sentence speaks of."""
    return sum(WORDS.get(word.lower(), 0) for word in re.findall(r"\w+", text))


def test_the_log_counts_who_left_as_the_table_does(living):
    living.go_to(108)
    left = [c.name for c in TEACHER_COLUMNS].index("left")
    for year in (1, 2, 3):
        gone = int((np.nan_to_num(living.recorded.teachers[year - 1, :, left]) > 0).sum())
        text = next(e.text for e in living.narrator.log[36 * year] if e.kind == "people")
        assert counted(text) == gone


def test_a_goal_that_is_taken_back_is_told_of():
    living = LivingSchool(Scenario.load("accountability_era").replace({"school.teachers": 12, "years": 6}), 2, 0)
    seen = []
    while not living.over:
        before = living.state.goals.copy()
        living.go_to(living.lived + 1)
        now = living.state.goals
        if living.lived % 36:
            lost = (before["owner"] > ADMINISTRATOR) & (now["owner"] == ADMINISTRATOR) & (now["active"] != 0)
            seen += [(living.lived, d) for d in np.flatnonzero(lost)]
    assert seen
    told = [e.week for e in living.narrator.events(living.weeks) if "taken back by the administrator" in e.text]
    assert sorted(told) == sorted(week for week, _ in seen)


def test_who_had_won_a_say_loses_a_part_of_it_with_the_goal_and_with_the_administrator_and_is_told_of():
    changes = {
        "school.teachers": 12, "years": 4, "structure.voice": "won", "voice.winning": 0.5, "accountability.pressure": 1.0,
        "adaptation.control": 2.0, "adaptation.takeback": 1.0, "administrator.openness": 0.8, "administrator.turnover": 1.0,
    }  # fmt: skip
    living = LivingSchool(Scenario.load("baseline").replace(changes), 2, 0)
    living.go_to(living.weeks)
    events = living.narrator.events(living.weeks)
    lost = [e for e in events if "lose a part of their say" in e.text]
    assert lost
    assert all(e.posts and counted(e.text) == len(e.posts) for e in lost)
    assert any("goes with her predecessor" in e.text for e in events if e.kind == "administrator")
    consulted = LivingSchool(Scenario.load("baseline").replace(changes | {"structure.voice": "consulted"}), 2, 0)
    consulted.go_to(consulted.weeks)
    assert not any("their say" in e.text or "predecessor" in e.text for e in consulted.narrator.events(consulted.weeks))


def test_a_new_administrator_is_announced():
    living = LivingSchool(
        Scenario.load("baseline").replace({"administrator.turnover": 1.0, "school.teachers": 8, "years": 2}), 1
    )
    living.go_to(72)
    told = [e for e in living.narrator.events(72) if e.kind == "administrator"]
    assert [(e.week, e.summer) for e in told] == [(36, True)]  # the summer after the last year is not lived


def test_a_years_end_tells_of_the_year_and_the_week_after_it_of_the_summer(living):
    living.go_to(36)
    ended = living.narrator.log[36]
    assert ended[0].text.startswith("Year 1 ended") and not any(e.summer for e in ended)
    assert not any("newcomer" in e.text or "A new " in e.text for e in ended)
    living.go_to(37)
    passed = [e for e in living.narrator.log[37] if e.summer]
    assert {e.week for e in passed} == {36}
    here = living.state.teachers["present"] != 0
    came = next(e for e in passed if "newcomer" in e.text)
    assert set(came.posts) == set(np.flatnonzero(here & (living.state.teachers["tenure"] == 0)).tolist())
    assert any(e.text.startswith("A new ") and e.kind == "goal" for e in passed)


@pytest.mark.parametrize("back", [0, 36, 37, 100])
def test_whoever_goes_back_and_on_again_is_told_the_same(back):
    """Also of those who are worn out, of whom the log tells once a year: what it says of later weeks is no news of before."""
    tiring = {"time.paperwork": 20, "administrator.mandated": 10, "administrator.openness": 0.1, "accountability.pressure": 1.0}
    living = LivingSchool(Scenario.load("baseline").replace({"school.teachers": 60, "years": 3} | tiring), 1)
    living.go_to(108)
    told = living.narrator.events(108)
    assert any(e.kind == "strain" for e in told)
    living.go_to(back)
    living.go_to(108)
    assert living.narrator.events(108) == told


def test_policies_and_changes_are_announced_once(living):
    living.go_to(10)
    living.change({"time.planning": 3})
    living.go_to(108)
    told = [e for e in living.narrator.events(108) if e.kind in ("lever", "policy")]
    assert [(e.week, e.kind, e.text) for e in told] == [(11, "lever", "You changed the rules: common planning time is now 3.")]


def test_the_log_ends_at_the_shown_week(living):
    living.go_to(108)
    assert all(e.week <= 40 for e in living.narrator.events(40))
    assert len(living.narrator.events(108)) > len(living.narrator.events(40))


@pytest.mark.parametrize(("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_lists_read_like_sentences(parts, text):
    assert join(parts) == text


def test_every_domain_has_a_goal_in_words():
    from simulation.living.narrator import GOALS

    assert tuple(GOALS) == DOMAINS


def test_a_year_of_a_school_without_anybody_ends_in_a_sentence(living):
    living.go_to(36)
    living.recorded.years[0, :] = np.nan
    before = living.narrator.look()
    before.teachers["present"] = 0
    ((_, text, posts),) = living.narrator._year(before)
    assert text == "Year 1 ended: nobody teaches here." and posts == ()
