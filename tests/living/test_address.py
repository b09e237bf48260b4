"""One run has one identity: its address and its command give the same numbers again."""

import shlex

import numpy as np
import pytest

from simulation.cli import main
from simulation.engine.observe import W
from simulation.living.address import Identity, with_changes
from simulation.living.school import LivingSchool
from simulation.parameters.scenario import InputError, Scenario
from simulation.results.folder import Results

pytestmark = pytest.mark.quick

PLAYED = Identity(
    "high_poverty",
    {"school.teachers": 8, "years": 2, "induction.mentoring": 0.75},
    ((10, {"time.planning": 4}), (36, {"administrator.openness": 0.125})),
    seed=7,
    run=1,
    week=50,
)


def test_an_address_says_all_that_determines_a_run():
    assert Identity.from_query(PLAYED.query()) == PLAYED
    assert Identity.from_query("?" + PLAYED.query()) == PLAYED


def test_an_empty_address_is_the_baseline():
    assert Identity.from_query("") == Identity()
    assert Identity().scenario_now() == Scenario.load("baseline")


def test_the_command_gives_the_numbers_of_the_page(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    living = LivingSchool(PLAYED.scenario_on_first_day(), PLAYED.seed, PLAYED.run)
    living.resume(PLAYED.live)
    living.go_to(72)
    words = shlex.split(PLAYED.command())
    assert words[:3] == ["uv", "run", "run.py"]
    assert main([*words[3:], "--out", "there", "--no-figures", "--quiet"]) == 0
    capsys.readouterr()
    results = Results.load("there")
    weeks = results.weeks[results.weeks["run"] == PLAYED.run]
    assert np.array_equal(weeks["exhaustion"].to_numpy(), living.recorded.weeks[:, W.exhaustion])
    assert np.array_equal(weeks["share_collaboration"].to_numpy(), living.recorded.weeks[:, W.share_collaboration])


def test_a_scenario_of_ones_own_travels_in_the_address():
    own = Scenario.load("contrived_collegiality").replace({"name": "mine", "school.teachers": 9})
    again = Identity.from_query(Identity.of(own, 3).query()).scenario_now()
    assert again.differences(own) == {}
    assert again.name == "mine"


@pytest.mark.parametrize("name", ["pandemic_shock", "goal_council"])
def test_a_changed_run_keeps_the_policies_of_its_scenario(name):
    scenario = Scenario.load(name)
    changed = with_changes(scenario, ((5, {"time.planning": 2}),))
    assert changed.policies[: len(scenario.policies)] == scenario.policies


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("scenario=basline", "did you mean baseline"),
        ("scenario=../secret.toml", "there is no"),
        ("seed=two", "not a whole number"),
        ("set=time.planning:much", "not a number"),
        ("set=time.planing:3", "did you mean time.planning"),
        ("set=time.planning:99", "above 15"),
        ("policies=[", "cannot be read"),
        ("at=3:school.teachers:9", "fixed on the first day"),
        ("x=" + "y" * 30000, "longer than"),
        ("&".join(f"at={w}:time.planning:1" for w in range(101)), "more than 100 changes"),
    ],
)
def test_an_address_that_cannot_be_read_says_why(query, says):
    with pytest.raises(InputError, match=says):
        Identity.from_query(query).scenario_now()
