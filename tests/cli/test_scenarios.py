"""`scenarios`: list, show and check scenario files; print their schema."""

import json
import tomllib

import pytest

from simulation.parameters.scenario import Scenario, folder, shipped


def test_every_shipped_scenario_is_listed_with_its_question(command):
    done = command("scenarios", "list")
    assert done.code == 0
    for name in shipped():
        assert any(line.split()[0] == name and Scenario.load(name).title in line for line in done.out.splitlines()), name


@pytest.mark.parametrize("name", ["shared_leadership", "goal_council", "pandemic_shock"])
def test_a_scenario_is_told_in_words_with_what_differs_its_policies_and_sources(command, name):
    scenario = Scenario.load(name)
    done = command("scenarios", "show", name)
    assert done.code == 0
    assert done.out.startswith(f"{name}: {scenario.title}\n")
    assert scenario.story in done.out
    for field, (here, there) in scenario.differences(Scenario.load("baseline")).items():
        if field != "policies":
            assert done.row(field)[1:3] == [f"{here:g}", f"{there:g}"]
    for policy in scenario.policies:
        assert f"Policy: {policy.name} (from year {policy.start}" in done.out
    for source in scenario.sources:
        assert f"- {source}" in done.out


@pytest.mark.parametrize("name", shipped())
def test_a_scenario_shown_as_a_file_is_that_scenario_when_it_is_read_again(command, place, name):
    done = command("scenarios", "show", name, "--all")
    assert done.code == 0
    (place / "again.toml").write_text(done.out, encoding="utf-8")
    assert Scenario.load("again.toml") == Scenario.load(name)


def test_a_file_without_the_coefficients_of_the_rules_holds_the_whole_situation(command, place):
    short, long = (
        command("scenarios", "show", "high_poverty", "--toml").out,
        command("scenarios", "show", "high_poverty", "--all").out,
    )
    (place / "again.toml").write_text(short, encoding="utf-8")
    assert Scenario.load("again.toml") == Scenario.load("high_poverty")
    assert "choice" not in tomllib.loads(short)
    assert "choice" in tomllib.loads(long)


def test_the_baseline_is_shown_with_every_field_of_a_situation(command):
    values = tomllib.loads(command("scenarios", "show", "baseline").out)
    assert values["administrator"].keys() == Scenario.load("baseline").administrator.model_dump().keys()


def test_a_changed_scenario_can_be_shown_before_it_is_run(command):
    done = command("scenarios", "show", "baseline", "--toml", "--set", "administrator.openness=0.77")
    assert tomllib.loads(done.out)["administrator"]["openness"] == 0.77


def test_every_shipped_file_passes_the_check(command):
    done = command("scenarios", "check", *sorted(folder().glob("*.toml")))
    assert (done.code, done.err) == (0, "")
    assert done.out.count(": valid, ") == len(shipped())


def test_the_check_names_every_fault_of_every_file_and_still_passes_the_good_ones(command, place):
    (place / "good.toml").write_text("years = 3\n")
    (place / "bad.toml").write_text("years = 99\n[administrator]\nopeness = 0.4\n")
    (place / "worse.toml").write_text("years = = 3\n")
    done = command("scenarios", "check", "good.toml", "bad.toml", "worse.toml", "missing.toml")
    assert done.code == 2
    assert "good.toml: valid, 3 years, 0 policies" in done.out
    for fault in (
        "bad.toml: years = 99 is above 40",
        "did you mean administrator.openness?",
        "worse.toml: this is not TOML",
        "there is no file missing.toml",
    ):
        assert fault in done.err
    assert "Traceback" not in done.err


def test_a_shipped_scenario_can_be_checked_by_its_name(command):
    assert command("scenarios", "check", "baseline").code == 0


def test_the_schema_accepts_every_shipped_file_and_rejects_what_the_reader_rejects(command):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(command("scenarios", "schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    accepts = jsonschema.Draft202012Validator(schema).is_valid
    for path in folder().glob("*.toml"):
        assert accepts(tomllib.loads(path.read_text(encoding="utf-8"))), path.name
    assert not accepts({"years": 99})
    assert not accepts({"administrator": {"openness": 1.5}})
    assert not accepts({"administrator": {"openess": 0.5}})
    assert not accepts({"administrators": {}})


def test_every_field_of_the_schema_is_explained(command):
    schema = json.loads(command("scenarios", "schema").out)
    for name, group in schema["$defs"].items():
        assert all(field.get("description") for field in group["properties"].values()), name
