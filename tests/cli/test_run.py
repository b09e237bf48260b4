"""`run`: an ensemble on the command line, its table and its folder."""

import dataclasses
import json

import pandas as pd
import pytest

import simulation as sim
from simulation.ensemble.into import simulate_into
from simulation.ensemble.simulate import jobs_of
from simulation.inputs.names import as_file
from simulation.results.summary import cells, rows
from simulation.words.outcomes import KEY

from .conftest import TINY

pytestmark = pytest.mark.quick

RUN = ["run", "baseline", *TINY, "--no-figures"]
#: Where its results go: what was set is part of the name.
SET = "+years=2+school.teachers=6"
FOLDER = f"results/baseline{SET}"


def test_a_run_prints_its_table_writes_its_folder_and_says_where(command, place):
    done = command(*RUN)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(f"Saved in {FOLDER}\n")
    assert "baseline with school.teachers = 6: 2 schools, 2 years, seed 1" in done.out
    assert sim.Results.load(place / FOLDER).runs == 2


def test_the_printed_numbers_are_those_of_the_results(command, place):
    done = command(*RUN, "--seed", 5, "--out", "x")
    results = sim.Results.load(place / "x")
    assert [line.split()[0] for line in done.out.splitlines() if line.split()[:1] and line.split()[0] in KEY] == list(KEY)
    for row in rows(results):
        assert done.row(row["name"]) == [row["name"], *cells(row), row["unit"], row["label"]]
    assert f"{results.years.query('year == 2')['trust'].mean():.3f}" == done.row("trust")[2]


def test_a_run_on_the_command_line_is_the_run_of_a_notebook(command, place):
    assert command(*RUN, "--seed", 7, "--workers", 2, "--record", "weeks", "--record", "teachers").code == 0
    stored = sim.Results.load(FOLDER)
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


def test_a_field_that_is_given_twice_with_two_values_is_refused_and_not_set_aside(command, place):
    twice = command(*RUN, "--set", "time.planning=1", "--set", "time.planning=5", "--out", "x")
    assert (twice.code, twice.err) == (2, "--set time.planning is given twice (1 and 5); give it once\n")
    both = command(*RUN, "--set", "years=7", "--out", "x")
    assert (both.code, both.err) == (2, "--years 2 and --set years=7 contradict each other; leave one of them out\n")
    assert not (place / "x").exists()
    assert command(*RUN, "--set", "time.planning=1", "--set", "time.planning=1", "--set", "years=2", "--out", "x").code == 0


def test_a_scenario_file_of_ones_own_is_run(command, place):
    (place / "mine.toml").write_text("[administrator]\nopenness = 0.9\n")
    done = command("run", "mine.toml", *TINY, "--no-figures")
    assert done.out.endswith(f"Saved in results/mine{SET}\n")
    assert "mine with school.teachers = 6: 2 schools" in done.out  # and not what the file itself says
    assert sim.Results.load(f"results/mine{SET}").scenario.administrator.openness == 0.9
    assert command("run", "mine.toml", "--runs", 1, "--no-figures", "--quiet").out.endswith("Saved in results/mine\n")


def test_a_name_that_is_no_file_name_leads_nowhere_else(command, place):
    """A scenario may be called anything; its results stay under results/."""
    for name in ("../elsewhere", "a/b", "..", "what? where?"):
        assert command(*RUN, "--set", f'name="{name}"').code == 0
    assert {path.name for path in place.iterdir()} == {"results"}
    names = {"_elsewhere", "a_b", "+", "what__where_"}
    assert {path.name for path in (place / "results").iterdir()} == {f"{name}{SET}".replace("++", "+") for name in names}


def test_a_real_school_is_run_from_its_two_files(command, files):
    done = command("run", "--years", 1, "--runs", 2, "--quiet", "--no-figures", "--record", "teachers", *files)
    assert done.code == 0
    results = sim.Results.load("results/baseline+years=1+elm")
    assert "baseline with the school elm: 2 schools, 1 years" in done.out
    assert set(results.teachers["name"]) == {"Ada", "Ben", "Cleo", "Dan", "Eve"}
    assert (results.years["teachers"] == 5).all()
    assert results.school["title"] == "elm"


# ---------------------------------------------------------------- what stands there already


def contents(folder):
    """Every file of a folder with its bytes."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def nothing_is_simulated(monkeypatch):
    """From here on: called when the first results are there."""

    def never(*_, **__):
        raise AssertionError("the place should have been checked first")

    def begin():
        monkeypatch.setattr("simulation.ensemble.into.simulate_into", never)

    return begin


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (["--seed", 2], "seed is 1 there and 2 here"),
        (["--runs", 3], "runs is 2 there and 3 here"),
        (["--years", 1], "years is 2 there and 1 here"),
        (["--set", "induction.mentoring=0.8"], "induction.mentoring is 0.3 there and 0.8 here"),
        (["--set", "name=Elm"], "name is baseline there and Elm here"),
        (["--record", "weeks"], "record is years teachers there and years weeks teachers here"),
        (["--uncertainty"], "uncertainty is none there and another here"),
        (
            ["--set", 'policies=[{name = "p", start = 2, set = {"time.planning" = 4}}]'],
            "policies is none there and a list of 1 here",
        ),
    ],
    ids=lambda given: str(given)[:30],
)
def test_the_results_of_another_question_are_left_alone(command, place, nothing_is_simulated, other, says):
    assert command(*RUN, "--record", "teachers", "--out", "x").code == 0
    before = contents(place / "x")
    nothing_is_simulated()
    done = command(*RUN, "--record", "teachers", "--out", "x", *other)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("x holds other results (baseline, 2 schools, seed 1): ")
    assert says in done.err
    assert "`run --out NAME`" in done.err and "`run --replace`" in done.err and done.err.count("\n") == 1
    assert contents(place / "x") == before
    assert {path.name for path in place.iterdir()} == {"x"}


def test_what_was_recorded_is_not_lost_to_a_run_that_records_less(command, place):
    assert command(*RUN, "--record", "teachers").code == 0
    done = command(*RUN)
    assert done.code == 2
    assert "record is years teachers there and years here" in done.err
    assert sim.Results.load(place / FOLDER).teachers is not None


def test_another_school_than_the_one_that_lived_is_another_question(command, place, files):
    real = ["run", "--years", 1, "--runs", 2, "--quiet", "--no-figures", "--out", "x"]
    assert command(*real, *files).code == 0
    assert "real school is elm there and none here" in command(*real).err
    (place / "elm_ties.csv").write_text("source,target\nAda,Ben\n")
    assert "real school differs" in command(*real, *files).err
    assert command(*real, *files).code == 2


def test_other_results_are_replaced_when_that_is_wanted(command, place):
    command(*RUN, "--seed", 1, "--out", "x")
    done = command(*RUN, "--seed", 2, "--out", "x", "--replace")
    assert done.code == 0
    assert done.err == "x holds other results (baseline, 2 schools, seed 1): seed is 1 there and 2 here; they are replaced.\n"
    assert sim.Results.load("x").seed == 2
    assert {path.name for path in place.iterdir()} == {"x"}


@pytest.mark.parametrize("options", [[], ["--uncertainty"], ["--record", "terms"]], ids=str)
def test_the_same_question_may_be_asked_again_and_the_program_says_so(command, place, options):
    """How long it took is no part of a question, nor is what a scenario tells its reader."""
    first = command(*RUN, *options, "--out", "x")
    assert (first.code, first.err) == (0, "")
    years = sim.Results.load("x").years
    manifest = json.loads((place / "x" / "manifest.json").read_text())
    (place / "x" / "manifest.json").write_text(json.dumps(manifest | {"seconds": 99.0}))
    done = command(*RUN, *options, "--set", "story=Told otherwise", "--out", "x")
    assert (done.code, done.err) == (0, "x holds the results of the same question; they are replaced.\n")
    assert json.loads((place / "x" / "manifest.json").read_text())["seconds"] < 99.0
    pd.testing.assert_frame_equal(sim.Results.load("x").years, years)


def test_results_of_another_version_are_left_alone(command, place):
    command(*RUN, "--out", "x")
    manifest = json.loads((place / "x" / "manifest.json").read_text())
    manifest["versions"]["numpy"] = "1.0"
    (place / "x" / "manifest.json").write_text(json.dumps(manifest))
    assert "versions.numpy is 1.0 there and" in command(*RUN, "--out", "x").err


@pytest.mark.parametrize(
    "manifest", [{"study": "calibration", "seed": 1}, {"scenario": 3, "seed": 1}, {"patterns": ["P01"], "seed": 1}]
)
def test_results_of_another_kind_are_left_alone(command, place, manifest):
    (place / "x").mkdir()
    (place / "x" / "manifest.json").write_text(json.dumps({"program": "teachers-collective-action", "format": 1} | manifest))
    before = contents(place / "x")
    done = command(*RUN, "--out", "x")
    assert done.code == 2
    assert done.err.startswith("x holds ") and "`run --out NAME`" in done.err
    assert contents(place / "x") == before


def test_the_main_job_leaves_other_results_alone(command, place, nothing_is_simulated):
    assert command("run", "baseline", "--runs", 1, "--no-figures", "--quiet").out.endswith("Saved in results/baseline\n")
    nothing_is_simulated()
    done = command()
    assert done.code == 2
    assert "runs is 1 there and 200 here" in done.err


def test_what_was_set_is_in_the_name_of_the_folder_in_the_headline_and_in_the_summary(command, place):
    one = [
        "--set",
        "induction.mentoring=0.8",
        "--set",
        "administrator.openness=0.125",
        "--years",
        3,
        "--runs",
        2,
        "--no-figures",
        "--quiet",
    ]
    done = command("run", "high_poverty", *one)
    folder = "results/high_poverty+years=3+administrator.openness=0.125+induction.mentoring=0.8"
    assert done.out.endswith(f"Saved in {folder}\n")
    said = "with administrator.openness = 0.125, induction.mentoring = 0.8"
    assert f"high_poverty {said}: 2 schools, 3 years, seed 1" in done.out
    assert f"Scenario `high_poverty` {said}, 2 schools, 3 years, seed 1." in (place / folder / "summary.md").read_text()
    plain = command("run", "high_poverty", "--years", 10, "--runs", 2, "--no-figures", "--quiet")  # ten years are its own
    assert plain.out.endswith("Saved in results/high_poverty\n") and "high_poverty: 2 schools, 10 years" in plain.out


@pytest.mark.parametrize("name", ["con", "NUL", "Com1.x", "a<b>:c", "end. ", "x" * 300, "é" * 300, "a=b+c"])
def test_the_name_of_a_folder_is_allowed_on_every_system(name):
    given = as_file(name)
    assert len(given.encode()) <= 121
    assert not set(given) & set('<>:"/\\|?* ') and not given.endswith(".")
    assert given.split(".")[0].lower() not in {"con", "nul", "com1"}
    assert as_file(name + "y") != given


def test_figures_go_into_the_folder(command, place, monkeypatch):
    """What a figure shows is tested with the figures; here only that they are asked for, and where."""
    asked = []

    def draw(results, folder, school=None, **_):
        asked.append((results.runs, school))
        folder.mkdir(exist_ok=True)
        (folder / "forms.svg").write_text("<svg/>")

    monkeypatch.setattr("simulation.plots.save_figures", draw)
    done = command("run", *TINY)
    assert done.out.endswith(f"Saved in {FOLDER}, figures in {FOLDER}/figures\n")
    assert (place / FOLDER / "figures" / "forms.svg").exists()
    assert asked == [(2, None)]


def test_without_a_command_the_main_job_runs(command, monkeypatch):
    """The baseline scenario, 200 schools, ten years, with figures: called here with schools that are quickly done."""
    asked = {}

    def few(place, jobs, results, **options):
        asked.update(name=results.scenario.name, years=results.scenario.years, runs=results.runs, seed=results.seed, **options)
        tiny = results.scenario.replace({"years": 1, "school.teachers": 4})
        results = dataclasses.replace(results, scenario=tiny, runs=2)
        return simulate_into(place, jobs_of(tiny, 2, 1, ("years",), 1), results, **options)

    monkeypatch.setattr("simulation.ensemble.into.simulate_into", few)
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


def test_the_sample_school_is_lived_by_its_name(command, place):
    """As the README prints it."""
    done = command("run", "--roster", "sample", "--years", "1", "--runs", "2", "--quiet", "--no-figures")
    assert done.code == 0
    (folder,) = (place / "results").iterdir()
    assert "sample" in folder.name
    assert sim.Results.load(folder).school["title"] == "sample"
