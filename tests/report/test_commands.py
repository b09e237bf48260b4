"""The command that a report gives makes the folder's numbers again, to the last bit."""

import shlex
import tomllib

import pandas as pd

import simulation as sim
from simulation import Results
from simulation.archive.bundle import question_of
from simulation.cli import main
from simulation.experiments.compare import Effect
from simulation.experiments.policies import Policies
from simulation.experiments.sweep.finish import points
from simulation.experiments.sweep.run import fill
from simulation.experiments.sweep.store import Store
from simulation.experiments.sweep.study import Study
from simulation.report.commands import compare_command, policies_command, run_command, study_files, sweep_commands

from .conftest import STUDY


def live(command, out):
    """Give a command line as a reader would, with a folder of one's own."""
    words = shlex.split(command)
    assert words[:3] == ["uv", "run", "run.py"]
    assert main([*words[3:], "--out", str(out), "--quiet", "--no-figures"]) == 0
    return out


def test_the_command_of_a_run_gives_the_same_table(results, tmp_path):
    again = Results.load(live(run_command(results), tmp_path / "again"))
    pd.testing.assert_frame_equal(again.years, results.years)
    assert again.scenario.differences(results.scenario) == {}


def test_the_command_of_a_comparison_gives_the_same_effects(effect, tmp_path):
    again = Effect.load(live(compare_command(effect), tmp_path / "again"))
    pd.testing.assert_frame_equal(again.table, effect.table)
    assert (again.a.scenario.name, again.b.scenario.name) == ("baseline", effect.b.scenario.name)


def test_the_files_of_a_sweep_make_the_same_study(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    study = Study.load(STUDY)
    for name, text in study_files(study).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    file = shlex.split(sweep_commands(study, [None]))[-1]
    assert Study.load(file).identity() == study.identity()
    assert Study.load(file).spec == study.spec


def test_a_study_that_grew_is_made_again_as_it_grew(tmp_path, monkeypatch):
    """Points that are added later differ from those that a larger design begins with."""
    monkeypatch.chdir(tmp_path)
    grown = STUDY | {"name": "grown", "runs": 1, "design": {"kind": "latin_hypercube", "points": 3}}
    grown |= {"parameters": [{"field": "administrator.openness", "low": 0.1, "high": 0.9}]}
    fill(grown, tmp_path / "first", workers=1)
    store = fill(grown | {"design": {"kind": "latin_hypercube", "points": 5}}, tmp_path / "first", workers=1, extend=True)
    for name, text in study_files(store.study).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for line in sweep_commands(store.study, store.manifest["sizes"]).splitlines():
        live(line, tmp_path / "again")
    pd.testing.assert_frame_equal(points(Store.open(tmp_path / "again")), points(store))


def test_a_study_of_ones_own_scenario_comes_with_it(tmp_path):
    (tmp_path / "mine.toml").write_text("[school]\npoverty = 0.9\n")
    study = Study.load(STUDY | {"base": str(tmp_path / "mine.toml")})
    files = study_files(study)
    assert list(files) == ["tiny_study.toml", "base_of_the_study.toml"]
    place = tmp_path / "elsewhere"
    place.mkdir()
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    again = Study.load(place / "tiny_study.toml")
    assert again.scenario((0.5, 6)).differences(study.scenario((0.5, 6))) == {}


def test_scenarios_whose_names_no_file_tells_apart_have_a_file_each():
    base = sim.Scenario.load("baseline").replace({"title": "x"})
    called = ["aid 0.5", "aid 0,5", "Aid_0_5", "aid_0_5-2"]
    scenarios = [base.replace({"name": name, "time.planning": k}) for k, name in enumerate(called)]
    table = pd.DataFrame({"outcome": ["influence"]})
    found = Policies(scenarios[0], tuple(scenarios[1:]), 2, 1, (1,), table, table)
    words, files = policies_command(found)
    assert list(files) == ["aid_0_5.toml", "aid_0_5-2.toml", "Aid_0_5-3.toml", "aid_0_5-2-2.toml"]
    assert [tomllib.loads(text)["name"] for text in files.values()] == called
    assert shlex.split(words)[4:8] == list(files)
    assert question_of(found)[1] == files


def test_a_study_and_its_base_have_a_file_each(tmp_path):
    (tmp_path / "mine.toml").write_text("[school]\npoverty = 0.9\n")
    study = Study.load(STUDY | {"name": "base_of_the_study", "base": str(tmp_path / "mine.toml")})
    assert list(study_files(study)) == ["base_of_the_study-2.toml", "base_of_the_study.toml"]
    assert "base_of_the_study-2.toml" in sweep_commands(study, [None])
