"""Faults of any form of file: told together, each in one sentence, and nothing told on the strength of what could not be read."""

import numpy as np
import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulation.declare.parameter import Number, WholeNumber
from simulation.experiments.sweep.study import Study, StudyError
from simulation.inputs.faults import Faults, read, sentences
from simulation.inputs.quoting import did_you_mean, nearest, place_of, shown
from simulation.lessons.lesson import Lesson, LessonError


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Leg(Table):
    length: Number = Field(description="length in metres")
    wood: str = Field("oak", min_length=1, max_length=9, description="the wood")


class Desk(Table):
    name: str = Field(description="what it is called")
    seats: WholeNumber = Field(1, ge=1, le=4, description="who may sit at it")
    finish: str = Field("raw", description="its surface")
    legs: tuple[Leg, ...] = Field((), max_length=4, description="its legs")
    colours: tuple[str, ...] = Field(("red",), min_length=1, description="its colours")
    drawer: Leg | None = Field(None, description="its drawer")


def told(values):
    with pytest.raises(ValidationError) as error:
        Desk.model_validate(values)
    return list(sentences(Desk, error.value))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"seats": 9}, "seats = 9 is above 4; it is who may sit at it"),
        ({"seats": 0}, "seats = 0 is below 1; it is who may sit at it"),
        ({"seats": 2.5}, "seats = 2.5 is not a whole number; it is who may sit at it"),
        ({"seats": "two"}, "seats = 'two' is not a number; it is who may sit at it"),
        ({"seats": True}, "seats = true is not a number; it is who may sit at it"),
        ({"seets": 2}, "seets is not a field here; did you mean seats?"),
        ({"zzz": 2}, "zzz is not a field here; allowed are: name, seats, finish, legs, colours, drawer"),
        ({"finish": 3}, "finish = 3 is not a text in quotes; it is its surface"),
        ({"legs": 3}, "legs = 3 is not a list; begin each with [[legs]]; it is its legs"),
        ({"legs": [3]}, "legs[1] = 3 is not a table; write [[legs]] with a line for each field"),
        ({"legs": [{"length": 1, "wood": ""}]}, "legs[1].wood = '' is empty; it is the wood"),
        ({"legs": [{"length": 1}, {}]}, "legs[2].length is missing: length in metres"),
        ({"legs": [{"length": 1}] * 5}, "legs = [{'length': 1}, {'length': 1}, {'leng... has more than 4 entries; it is its legs"),
        ({"drawer": {"length": 1, "wood": "mahogany wood"}}, "drawer.wood = 'mahogany wood' has more than 9 characters; it is the wood"),
        ({"drawer": 3}, "drawer = 3 is not a table; write [drawer] with a line for each field"),
        ({"colours": []}, "colours = [] is empty; it is its colours"),
        ({"colours": [3]}, "colours[1] = 3 is not a text in quotes; it is its colours"),
        ({"colours": "red"}, "colours = 'red' is not a list; write [ ... ]; it is its colours"),
    ],
)  # fmt: skip
def test_every_kind_of_fault_is_one_sentence_with_its_place_and_value(change, sentence):
    assert told({"name": "desk"} | change) == [sentence]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"), (np.bool_(False), "false"), (None, "nothing"), (0.1, "0.1"), (np.float64(2.5), "2.5"), (np.int64(3), "3"),
        ("x", "'x'"), ("x" * 50, "'" + "x" * 36 + "..."), ([1, 2], "[1, 2]"), ({"a": 1}, "a table"), (object(), "a object"),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_its_author_wrote_it_when_it_is_short(value, text):
    assert shown(value) == text


def test_a_place_is_counted_from_one_as_people_count():
    assert place_of(("policies", 0, "set", "time.planning")) == "policies[1].set.time.planning"


def test_the_nearest_name_is_found_across_tables_and_nothing_is_suggested_for_what_is_like_nothing():
    names = ["time.planning", "school.poverty", "roles.release"]
    assert nearest("time.planing", names) == "time.planning"
    assert nearest("planning", names) == "time.planning"
    assert nearest("administrator.poverty", names) == "school.poverty"
    assert nearest("xyzzy", names) is None
    assert did_you_mean("xyzzy", names) == ""
    assert did_you_mean("xyzzy", names, "see there") == "; see there"


# ---------------------------------------------------------------- reading on


def test_what_is_misspelt_is_read_as_it_was_probably_meant_so_that_its_value_is_checked_too():
    reading = read(Desk, {"name": "desk", "seets": 9})
    assert reading.faults == ["seets is not a field here; did you mean seats?", "seats = 9 is above 4; it is who may sit at it"]
    assert read(Desk, {"name": "desk", "seets": 3}).value.seats == 3


def test_what_cannot_be_used_is_left_out_and_the_rest_is_read():
    given = {"name": "desk", "seats": "many", "colours": ["red", 3], "legs": [{"length": 1}, {"wood": "ash"}]}
    reading = read(Desk, given)
    assert reading.value == Desk(name="desk")
    assert len(reading.faults) == 3
    assert reading.sure("name", "finish") and not reading.sure("seats") and not reading.sure("name", "legs")
    assert given["seats"] == "many", "what was given stays as it was"


def test_what_nothing_can_be_read_without_may_have_a_stand_in():
    assert read(Desk, {"seats": 9}).value is None
    reading = read(Desk, {"seats": 9}, {"name": "some desk"})
    assert reading.value.name == "some desk"
    assert sorted(reading.faults) == ["name is missing: what it is called", "seats = 9 is above 4; it is who may sit at it"]


def test_nothing_is_believed_of_a_table_with_something_left_out():
    reading = read(Desk, {"name": "desk", "drawer": {"length": 1, "wood": 3}, "seats": 9})
    later = ["drawer is too long", "drawer.wood is soft", "seats: too few", "seatsy is wrong", "colours clash"]
    assert reading.and_also(later)[2:] == ["seatsy is wrong", "colours clash"]


@pytest.mark.parametrize("given", [{"name": {"a": [1]}}, {"legs": {"length": 1}}, {"drawer": [1]}, {"legs": [[1]]}, {}])
def test_reading_ends_whatever_is_given(given):
    reading = read(Desk, given, {"name": "desk"})
    assert reading.faults
    assert reading.value is not None


# ---------------------------------------------------------------- studies and lessons


STUDY = {
    "set": {"school.teachers": 6, "years": 2},
    "parameters": [{"field": "time.planning", "low": 0, "high": 2, "steps": 2}],
    "observe": [{"outcomes": ["influence"]}],
}


def study_faults(change):
    with pytest.raises(StudyError) as error:
        Study.load(STUDY | change)
    return error.value.faults


SPOILERS = [
    ({"sede": 3}, "sede is not a field here; did you mean seed?"),
    ({"unheard_of": 3}, "unheard_of is not a field here; allowed are"),
    ({"runs": "many"}, "runs = 'many' is not a number"),
    ({"design": {"kind": 3}}, "design.kind = 3 is not one of"),
    ({"tipping": {}}, "tipping.above is missing"),
]


@pytest.mark.parametrize(("spoiler", "sentence"), SPOILERS)
def test_a_field_that_cannot_be_read_hides_no_other_fault_of_a_study(spoiler, sentence):
    others = {
        "base": "baselin",
        "set": {"time.plannin": 1},
        "constraints": ["openess < 1"],
        "observe": [{"outcomes": ["influense"]}],
    }
    found = study_faults(others | spoiler)
    assert found[0].startswith(sentence)
    for other in ("did you mean baseline?", "did you mean time.planning?", "openess is neither", "did you mean influence?"):
        assert any(other in fault for fault in found), found
    assert len(found) == 5


@pytest.mark.parametrize("missing", ["parameters", "observe"])
def test_a_study_without_one_of_its_tables_still_has_the_others_checked(missing):
    values = STUDY | {"base": "baselin"}
    del values[missing]
    with pytest.raises(StudyError) as error:
        Study.load(values)
    assert len(error.value.faults) == 2
    assert error.value.faults[0].startswith(f"{missing} is missing")
    assert "did you mean baseline?" in error.value.faults[1]


@pytest.mark.parametrize(
    "change",
    [
        {"design": {"kind": 3}},
        {"design": {"kind": "xyzzy", "points": 3}},
        {"design": {"kind": "sobol", "points": "many"}},
        {"parameters": [{"field": "time.planning", "low": "none", "high": 2, "steps": 2}]},
        {"parameters": [3]},
        {"observe": [{"years": [1]}], "precision": {"outcome": "influence", "half_width": 0.1}},
        {"set": {"time": {"planning": "much"}}},
        {"runs": -1},
        {"constraints": [3]},
    ],
)
def test_one_fault_of_a_study_is_told_as_one(change):
    """What follows from a fault alone is no second one."""
    assert len(study_faults(change)) == 1, study_faults(change)


def test_a_misspelt_kind_of_design_is_taken_for_the_nearest_one():
    found = study_faults({"design": {"kind": "sobl", "trajectories": 3}})
    assert len(found) == 3  # the kind, the points that a sobol design lacks, and the trajectories it has no use for
    assert any("design.points is missing" in fault for fault in found)


LESSON = {
    "name": "small", "title": "T", "question": "Q?", "sources": ["Somebody (2001)"], "story": "S.", "years": 3, "over": [2, 3],
    "table": ["influence"], "prediction": {"kind": "direction", "ask": "A?", "outcome": "influence"},
    "base": {"label": "b"}, "other": {"label": "o", "set": {"time.planning": 6}},
    "claim": [{"says": "more", "outcome": "influence", "direction": "more"}],
    "reveal": "R.", "discussion": [{"question": "Q?", "answer": "A."}],
}  # fmt: skip


def lesson_faults(change):
    with pytest.raises(LessonError) as error:
        Lesson.from_dict({name: value for name, value in (LESSON | change).items() if value is not None})
    return error.value.faults


def test_the_small_lesson_is_right():
    assert Lesson.from_dict(LESSON).name == "small"


@pytest.mark.parametrize("spoiler", [{"yeers": 3}, {"minutes": "long"}, {"story": None}, {"discussion": None}, {"look": [{}]}])
def test_a_field_that_cannot_be_read_hides_no_other_fault_of_a_lesson(spoiler):
    others = {"over": [3, 2], "table": ["influense"], "base": {"label": "b", "scenario": "baselin"}}
    found = lesson_faults(others | spoiler)
    for other in ("over = [3, 2] does not lie", "did you mean influence?", "did you mean baseline?"):
        assert any(other in fault for fault in found), found
    assert len(found) >= 4


@pytest.mark.parametrize(
    "change",
    [
        {"years": "few"}, {"prediction": None}, {"prediction": {"kind": "direction"}, "claim": LESSON["claim"]}, {"base": None},
        {"claim": [3]}, {"over": "all"}, {"levers": [{"name": "time.planning"}], "years": 3},
    ],
)  # fmt: skip
def test_faults_of_a_lesson_are_not_made_more_by_what_follows_from_them(change):
    found = lesson_faults(change)
    spoilt = next(iter(change))
    assert all(fault.startswith(spoilt) for fault in found), found


def test_faults_know_the_file_they_stand_in():
    error = Faults(["one", "two", "one"], "mine.toml")
    assert error.faults == ["one", "two"]
    assert str(error) == "mine.toml: one\nmine.toml: two"
