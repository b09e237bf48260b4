"""What the log says has happened."""

import re

import numpy as np
import pytest

from simulation.app.living import LivingSchool
from simulation.app.narrator import join, number
from simulation.declare.outcomes import TEACHER_COLUMNS
from simulation.names import ADMINISTRATOR, DOMAINS
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


def test_a_new_administrator_is_announced():
    living = LivingSchool(
        Scenario.load("baseline").replace({"administrator.turnover": 1.0, "school.teachers": 8, "years": 2}), 1
    )
    living.go_to(72)
    assert [e.week for e in living.narrator.events(72) if e.kind == "administrator"] == [36, 72]


def test_policies_and_changes_are_announced_once(living):
    living.go_to(10)
    living.change({"time.planning": 3})
    living.go_to(108)
    told = [e for e in living.narrator.events(108) if e.kind == "policy"]
    assert [(e.week, e.text) for e in told] == [(11, "You changed the rules: common planning time is now 3.")]


def test_the_log_ends_at_the_shown_week(living):
    living.go_to(108)
    assert all(e.week <= 40 for e in living.narrator.events(40))
    assert len(living.narrator.events(108)) > len(living.narrator.events(40))


@pytest.mark.parametrize(("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_lists_read_like_sentences(parts, text):
    assert join(parts) == text


def test_every_domain_has_a_goal_in_words():
    from simulation.app.narrator import GOALS

    assert tuple(GOALS) == DOMAINS
