"""Reading lessons: what is shipped, what a file may say, and every fault in one sentence."""

import re
from pathlib import Path

import pytest

import simulation
from simulation.lessons.lesson import Lesson, LessonError, folder, names
from simulation.parameters.scenario import Scenario

pytestmark = pytest.mark.quick

ROOT = Path(__file__).parents[2]
SHIPPED = names()


def faults(values):
    with pytest.raises(LessonError) as error:
        Lesson.from_dict(values)
    return error.value.faults


def test_a_course_is_shipped_in_order_and_without_gaps():
    course = Lesson.shipped()
    assert len(course) >= 9
    assert [lesson.order for lesson in course] == list(range(1, len(course) + 1))
    assert folder() == ROOT / "lessons"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_lesson_can_be_taught(name):
    """It has a story, an explanation, whom to look at, at least two questions with answers, and something to read."""
    lesson = Lesson.load(name)
    assert lesson.name == name
    assert len(lesson.story.split()) > 60 and len(lesson.reveal.split()) > 60
    assert lesson.look and lesson.levers and len(lesson.discussion) >= 2 and lesson.reading
    assert lesson.contrast()
    assert all(re.search(r"\((about )?\d{4}\)", source) for source in lesson.sources)


@pytest.mark.parametrize("name", SHIPPED)
def test_patterns_that_lessons_rest_on_are_declared(name):
    from simulation.validation.patterns import PATTERNS

    assert set(Lesson.load(name).patterns) <= set(PATTERNS)


def test_a_lesson_of_ones_own_is_read_from_a_file(file):
    lesson = simulation.Lesson.load(file)
    assert lesson.name == "small"
    assert [measure.text for measure in lesson.measures] == ["influence", "hours_collective"]  # in the author's order
    assert lesson.lever_start("time.planning") == 6.0
    assert Lesson.load(lesson) is lesson


def test_a_setting_may_change_in_the_course_of_the_run(file):
    """What stands in `later` becomes a policy from the year `start` on; a lever joins it."""
    base, other = Lesson.load(file).scenarios({"time.planning": 9.0})
    assert base.time.planning == 0.0 and not base.policies
    assert other.time.planning == Scenario.load("baseline").time.planning
    (policy,) = other.policies
    assert (policy.start, policy.set) == (2, {"time.planning": 9.0})
    assert base.school.materials == other.school.materials == 0.5


def test_what_differs_is_told_in_words(file):
    (row,) = Lesson.load(file).contrast()
    assert row["field"] == "time.planning"
    assert (row["base"], row["other"]) == ("0", "1, then 6 from year 2")


def test_a_scenario_beside_the_lesson_is_found(file):
    (file.parent / "mine.toml").write_text("[school]\nteachers = 12\n")
    text = file.read_text().replace('label = "Little time"', 'label = "Little time"\nscenario = "mine.toml"')
    file.write_text(text.replace('label = "Much time"', 'label = "Much time"\nscenario = "mine.toml"'))
    assert [scenario.school.teachers for scenario in Lesson.load(file).scenarios()] == [12, 12]


def test_a_scenario_of_a_name_that_no_file_can_have_is_a_fault_in_a_sentence(values):
    values["base"]["scenario"] = 300 * "["
    assert any("there is no scenario" in fault for fault in faults(values))


def test_all_faults_come_together(values):
    values["yeers"] = 3
    values["minutes"] = "long"
    values["levers"][0]["low"] = True
    del values["story"]
    found = faults(values)
    assert len(found) == 4
    assert "yeers is not a field here; did you mean years?" in found
    assert any(fault.startswith("story is missing") for fault in found)
    assert any(fault.startswith("levers[1].low = true") for fault in found)


SPOILT = [
    ("table", ["influense"], "did you mean influence?"),
    ("table", ["exhaustion of leeders"], "did you mean leaders?"),
    ("table", ["more joy"], "is not a measure; allowed are"),
    ("over", [3, 2], "does not lie in the run"),
    ("over", [2, 9], "does not lie in the run"),
    ("prediction.kind", "curve", "prediction.low and prediction.high"),
    ("prediction.kind", "choice", "a choice needs at least two"),
    ("prediction.kind", "directoin", "did you mean direction?"),
    ("prediction.outcome", "influence", "no claim is about the difference in influence"),
    ("base.scenario", "baselin", "did you mean baseline?"),
    ("base.set", {"time.plannning": 3}, "did you mean time.planning?"),
    ("base.set", {"school.teachers": 20}, "must be the same schools"),
    ("base.scenario", "small_rural_school", "would not be the same schools"),
    ("other.start", 1, "allowed is 2 to years = 3"),
    ("levers.0.name", "time.plannin", "did you mean time.planning?"),
    ("levers.0.name", "school.teachers", "cannot be a lever"),
    ("levers.0.high", 5, "lies outside low = 0 to high = 5"),
    ("levers.0.high", 99, "is not a range within 0 to 15"),
    ("claim.0.direction", "up", "claim[1].direction"),
    ("claim.0.outcome", "", "needs either an outcome"),
    ("look.0.who", "most exausted", "did you mean most exhausted?"),
    ("look.0.state", "tiredness", "has no terms"),
    ("look.0.term", "overlod", "did you mean overload?"),
    ("look.0.year", 4, "lies after the last year"),
]


@pytest.mark.parametrize(("place", "value", "said"), SPOILT, ids=[f"{place}={value}"[:40] for place, value, _ in SPOILT])
def test_a_fault_names_its_place_and_what_is_allowed(values, place, value, said):
    table = values
    *way, last = place.split(".")
    for step in way:
        table = table[int(step)] if step.isdigit() else table[step]
    table[last] = value
    assert any(said in fault for fault in faults(values))


def test_a_lever_that_a_policy_would_undo_is_refused(values):
    values["other"] = {"label": "Four hours", "scenario": "four_hours_for_teams"}
    assert any("which would undo it" in fault for fault in faults(values))


def test_levers_that_are_not_offered_are_refused(file):
    lesson = Lesson.load(file)
    with pytest.raises(LessonError, match=r"is no lever of this lesson; did you mean time\.planning\?"):
        lesson.scenarios({"time.planing": 3.0})
    with pytest.raises(LessonError, match=r"time\.planning = 11 is out of range; allowed is 0 to 10 h/week"):
        lesson.scenarios({"time.planning": 11.0})


def test_a_name_that_is_nearly_right_is_suggested():
    with pytest.raises(LessonError, match=r"did you mean three_cs\?"):
        Lesson.load("three_c")
    with pytest.raises(LessonError, match="there is no file"):
        Lesson.load("nowhere.toml")


def test_what_is_no_toml_is_said_plainly(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text("title = ")
    with pytest.raises(LessonError, match="this is not TOML"):
        Lesson.load(path)
