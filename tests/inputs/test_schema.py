"""Files carry the number of their form; those of the first form are read alike for ever, and newer ones than the program are refused."""

import json
import warnings
from pathlib import Path

import pytest

import simulation as sim
from simulation.experiments.sweep.study import StudyWarning
from simulation.inputs.faults import Faults
from simulation.inputs.schema import LESSON, SCENARIO, SCHEMA, STUDY, Form
from simulation.parameters import scenario as scenarios
from simulation.parameters.describe import as_toml
from simulation.report.commands import study_files
from tests.together import each

FIRST = Path(__file__).parent / "schema_1"
READERS = {
    "scenario": (sim.Scenario.load, "scenarios/high_poverty.toml", SCENARIO),
    "study": (sim.Study.load, "studies/openness_and_time.toml", STUDY),
    "lesson": (sim.Lesson.load, "lessons/hours_without_voice.toml", LESSON),
}


def test_a_scenario_of_the_first_form_says_what_it_said():
    read = sim.Scenario.load(FIRST / "scenario.toml")
    assert (read.name, read.years, read.sources) == ("a scenario of the first schema", 4, ["nobody (1900)"])
    assert (read.get("school.teachers"), read.get("administrator.openness")) == (18, 0.8)
    assert read.get("school.poverty") == sim.Scenario.load("high_poverty").get("school.poverty")
    (policy,) = read.policies
    assert (policy.name, policy.start, dict(policy.set)) == ("goal council", 3, {"time.planning": 4.0})


def test_a_study_of_the_first_form_says_what_it_said():
    with pytest.warns(StudyWarning, match="random_numbers"):
        read = sim.Study.load(FIRST / "study.toml")
    assert (read.spec.title, read.spec.runs, read.spec.random_numbers) == ("Does time help?", 2, "own")
    assert [p.name or p.field for p in read.spec.parameters] == ["protected time", "school.poverty"]
    assert len(read.outcome_names) == 2 and dict(read.spec.set) == {"years": 2, "school.teachers": 6}


def test_a_lesson_of_the_first_form_says_what_it_said():
    read, shipped = sim.Lesson.load(FIRST / "lesson.toml"), sim.Lesson.load("hours_without_voice")
    assert read.title == "Four more hours, and nobody asked" and len(read.claim) == len(shipped.claim) > 0
    assert read.prediction == shipped.prediction


#: What `influence` was in the two schools that lie there.
INFLUENCE = [0.5663025031591958, 0.4158962626808338]


def test_results_of_the_second_format_are_read_as_they_were_written():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # other sources made them
        read = sim.Results.load(FIRST / "results")
    assert (read.runs, read.seed, read.scenario.get("school.teachers")) == (2, 3, 4)
    assert read.years["influence"].tolist() == INFLUENCE


@each("kind", READERS)
def test_every_shipped_file_and_every_file_we_write_carries_its_number(kind):
    _, shipped, form = READERS[kind]
    root = Path(__file__).parents[2]
    for path in sorted((root / Path(shipped).parent).glob("*.toml")):
        assert f"\n{SCHEMA} = {form.number}\n" in f"\n{path.read_text(encoding='utf-8')}", path.name
    written = {
        "scenario": lambda: [as_toml(sim.Scenario.load("baseline"))],
        "study": lambda: study_files(sim.Study.load("openness_and_time")).values(),
        "lesson": lambda: [],
    }[kind]()
    assert all(text.startswith(f"{SCHEMA} = {form.number}\n") for text in written)


WRONG = {
    "99": "newer than this program",
    '"one"': "not the number of a form",
    "true": "not the number",
    "0": "not the number",
    "1.5": "not the",
}


@each("kind", READERS)
def test_a_number_that_there_is_not_is_refused_in_one_sentence(kind, tmp_path):
    load, shipped, form = READERS[kind]
    text = (Path(__file__).parents[2] / shipped).read_text(encoding="utf-8")
    for number, told in WRONG.items():
        path = tmp_path / "x.toml"
        path.write_text(text.replace(f"{SCHEMA} = {form.number}\n", f"{SCHEMA} = {number}\n"), encoding="utf-8")
        with pytest.raises(Faults, match=told) as fault:
            load(path)
        assert len(fault.value.faults) == 1 and "x.toml" in str(fault.value)


def test_an_older_file_takes_every_step_from_its_own_form_to_that_of_today(monkeypatch, tmp_path):
    """As when, some day, a table is renamed and then an hour becomes two halves."""

    def renamed(values):
        return {{"place": "school"}.get(name, name): value for name, value in values.items()}

    def doubled(values):
        return values | {"school": values["school"] | {"teachers": 2 * values["school"]["teachers"]}}

    monkeypatch.setattr(scenarios, "SCENARIO", third := Form("scenario", (renamed, doubled)))
    monkeypatch.setattr(scenarios, "folder", lambda: tmp_path)
    monkeypatch.setattr(scenarios, "shipped", lambda: ["baseline"])
    (tmp_path / "baseline.toml").write_text("schema = 3\n")
    assert third.number == 3
    for number, text in {
        1: "[place]\nteachers = 7",
        2: "schema = 2\n[school]\nteachers = 7",
        3: "schema = 3\n[school]\nteachers = 14",
    }.items():
        (tmp_path / "x.toml").write_text(text)
        given = sim.Scenario.from_toml(text, "x")
        assert sim.Scenario.load(tmp_path / "x.toml").get("school.teachers") == given.get("school.teachers") == 14, number
    values = {"schema": 1, "place": {"teachers": 7}}
    assert sim.Scenario.from_dict(values).get("school.teachers") == 14 and values == {"schema": 1, "place": {"teachers": 7}}


def test_editors_know_the_number():
    assert json.loads(scenarios.json_schema())["properties"][SCHEMA]["default"] == SCENARIO.number
