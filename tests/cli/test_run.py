"""`run`: an ensemble on the command line, its table and its folder."""

import json

import pandas as pd
import pytest

import simulation as sim
from simulation.ensemble import simulate
from simulation.results.summary import KEY_OUTCOMES, number, rows

from .conftest import TINY

pytestmark = pytest.mark.quick

RUN = ["run", "baseline", *TINY, "--no-figures"]


def test_a_run_prints_its_table_writes_its_folder_and_says_where(command, place):
    done = command(*RUN)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("Saved in results/baseline\n")
    assert "baseline: 2 schools, 2 years, seed 1" in done.out
    assert sim.Results.load(place / "results" / "baseline").runs == 2


def test_the_printed_numbers_are_those_of_the_results(command, place):
    done = command(*RUN, "--seed", 5, "--out", "x")
    results = sim.Results.load(place / "x")
    assert [line.split()[0] for line in done.out.splitlines() if line.split()[:1] and line.split()[0] in KEY_OUTCOMES] == list(
        KEY_OUTCOMES
    )
    for row in rows(results):
        interval = f"{number(row['low'])} to {number(row['high'])}"
        cells = [row["name"], number(row["first"]), number(row["last"]), interval, number(row["spread"]), row["unit"]]
        assert done.row(row["name"]) == cells
    assert f"{number(results.years.query('year == 2')['trust'].mean())}" == done.row("trust")[2]


def test_a_run_on_the_command_line_is_the_run_of_a_notebook(command, place):
    assert command(*RUN, "--seed", 7, "--workers", 2, "--record", "weeks", "--record", "teachers").code == 0
    stored = sim.Results.load("results/baseline")
    scenario = sim.Scenario.load("baseline").replace({"school.teachers": 6, "years": 2})
    here = sim.simulate(scenario, runs=2, seed=7, record=("weeks", "teachers"))
    for name in ("years", "weeks", "teachers"):
        pd.testing.assert_frame_equal(getattr(stored, name), getattr(here, name))
    assert stored.scenario == scenario


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        ("administrator.openness=0.8", "administrator.openness", 0.8),
        (" administrator.openness = 0.8 ", "administrator.openness", 0.8),
        ("goals.active=3", "goals.active", 3),
        ("administrator.openness=1", "administrator.openness", 1.0),
        ("name=Elm Street", "name", "Elm Street"),
        ('name="Elm = Street"', "name", "Elm = Street"),
        ("choice.coordination=-2.5", "choice.coordination", -2.5),
    ],
)
def test_a_field_is_set_as_in_a_scenario_file(command, given, field, value):
    assert command(*RUN, "--set", given, "--out", "x").code == 0
    assert sim.Results.load("x").scenario.get(field) == value


def test_the_last_of_several_settings_of_a_field_counts_and_years_wins_over_set(command):
    assert command(*RUN, "--set", "time.planning=1", "--set", "time.planning=5", "--set", "years=7", "--out", "x").code == 0
    scenario = sim.Results.load("x").scenario
    assert (scenario.time.planning, scenario.years) == (5.0, 2)


def test_a_scenario_file_of_ones_own_is_run(command, place):
    (place / "mine.toml").write_text("[administrator]\nopenness = 0.9\n")
    assert command("run", "mine.toml", *TINY, "--no-figures").out.endswith("Saved in results/mine\n")
    assert sim.Results.load("results/mine").scenario.administrator.openness == 0.9


def test_a_name_that_is_no_file_name_leads_nowhere_else(command, place):
    """A scenario may be called anything; its results stay under results/."""
    for name in ("../elsewhere", "a/b", "..", "what? where?"):
        assert command(*RUN, "--set", f'name="{name}"').code == 0
    assert {path.name for path in place.iterdir()} == {"results"}
    assert {path.name for path in (place / "results").iterdir()} == {"_elsewhere", "a_b", "results", "what__where_"}


def test_a_real_school_is_run_from_its_two_files(command, files):
    done = command("run", "--years", 1, "--runs", 2, "--quiet", "--no-figures", "--record", "teachers", *files)
    assert done.code == 0
    results = sim.Results.load("results/baseline")
    assert set(results.teachers["name"]) == {"Ada", "Ben", "Cleo", "Dan", "Eve"}
    assert (results.years["teachers"] == 5).all()
    assert results.school["title"] == "elm"


def test_running_again_replaces_the_older_results(command, place):
    command(*RUN, "--seed", 1, "--out", "x")
    command(*RUN, "--seed", 2, "--out", "x")
    assert sim.Results.load("x").seed == 2
    assert {path.name for path in place.iterdir()} == {"x"}


def test_figures_go_into_the_folder(command, place, monkeypatch):
    """What a figure shows is tested with the figures; here only that they are asked for, and where."""
    asked = []

    def draw(results, folder, school=None):
        asked.append((results.runs, school))
        folder.mkdir(exist_ok=True)
        (folder / "forms.svg").write_text("<svg/>")

    monkeypatch.setattr("simulation.plots.save_figures", draw)
    done = command("run", *TINY)
    assert done.out.endswith("Saved in results/baseline, figures in results/baseline/figures\n")
    assert (place / "results" / "baseline" / "figures" / "forms.svg").exists()
    assert asked == [(2, None)]


def test_without_a_command_the_main_job_runs(command, monkeypatch):
    """The baseline scenario, 200 schools, ten years, with figures: called here with schools that are quickly done."""
    asked = {}

    def few(scenario, runs, seed, **options):
        asked.update(name=scenario.name, years=scenario.years, runs=runs, seed=seed, **options)
        return simulate(scenario.replace({"years": 1, "school.teachers": 4}), 2, seed)

    monkeypatch.setattr("simulation.ensemble.simulate", few)
    monkeypatch.setattr("simulation.plots.save_figures", lambda *_, **__: asked.update(figures=True))
    done = command()
    assert done.code == 0
    assert done.out.endswith("Saved in results/baseline, figures in results/baseline/figures\n")
    assert (asked["name"], asked["years"], asked["runs"], asked["seed"], asked["figures"]) == ("baseline", 10, 200, 1, True)
    assert asked["progress"] is True


def test_progress_is_shown_on_the_side_unless_it_is_not_wanted(command):
    loud = command(*[word for word in RUN if word != "--quiet"])
    assert "2/2" in loud.err
    assert "2/2" not in loud.out


def test_the_manifest_remembers_what_was_asked(command, place):
    command(*RUN, "--seed", 9, "--out", "x")
    manifest = json.loads((place / "x" / "manifest.json").read_text())
    assert (manifest["seed"], manifest["runs"], manifest["scenario"]["school"]["teachers"]) == (9, 2, 6)
