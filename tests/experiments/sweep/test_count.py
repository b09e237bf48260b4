"""Nothing is missing without a word: a sweep counts its schools against those that were asked for, at its end and when read."""

import pandas as pd
import pytest

import simulation as sim
from simulation.cli import main
from simulation.ensemble import simulate as ensemble
from simulation.experiments.sweep import finish, run
from simulation.experiments.sweep.count import Count, IncompleteWarning
from simulation.experiments.sweep.store import Store
from simulation.experiments.sweep.verify import verify

from .conftest import TINY


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "s"
    sim.sweep(TINY, folder)
    return (folder / "runs.parquet").read_bytes()


@pytest.fixture
def in_parts(tmp_path, monkeypatch):
    """A finished sweep of several parts."""
    monkeypatch.setattr(run, "ROWS_PER_PART", 5)
    monkeypatch.setattr(run, "TEACHER_WEEKS_PER_JOB", 2000)
    sim.sweep(TINY, tmp_path / "s", workers=1)
    return tmp_path / "s"


def without_a_part(folder):
    """Remove the second part; how many schools it held."""
    part = Store.open(folder).part_files()[1]
    held = len(pd.read_parquet(part))
    part.unlink()
    return held


def test_a_part_that_vanishes_while_a_sweep_runs_is_said_and_simulated_again(tmp_path, monkeypatch, whole):
    good, taken = Store.add, []

    def add(self, rows):
        good(self, rows)
        if len(self.part_files()) == 2 and not taken:
            taken.append(self.part_files()[0])
            taken[0].unlink()

    monkeypatch.setattr(Store, "add", add)
    monkeypatch.setattr(run, "ROWS_PER_PART", 5)
    monkeypatch.setattr(run, "TEACHER_WEEKS_PER_JOB", 2000)
    with pytest.warns(IncompleteWarning, match="1 part of .* vanished while the sweep ran; what is missing is simulated again"):
        table = sim.sweep(TINY, tmp_path / "s", workers=1)
    assert taken and len(table) == 36
    assert (tmp_path / "s" / "runs.parquet").read_bytes() == whole


def test_what_is_lost_afterwards_is_counted_by_whoever_reads(in_parts, capsys, tmp_path):
    held = without_a_part(in_parts)
    assert finish.count(Store.open(in_parts)) == Count(36, 36 - held, 0)
    said = f"{held} of 36 schools that were asked for are missing"
    assert main(["export", str(in_parts), "--out", str(tmp_path / "x.csv")]) == 3
    assert said in capsys.readouterr().err
    assert main(["report", str(in_parts), "--out", str(tmp_path / "x.html"), "--quiet"]) == 3
    assert said in capsys.readouterr().err
    text = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert said in text and f"{36 - held} of 36 schools" in text


def test_failed_schools_are_in_the_summary_and_in_the_exit_code(tmp_path, monkeypatch, capsys):
    good = ensemble.simulate_block

    def simulate_block(scenario, seed, first, count, record, school=None):
        if scenario.administrator.openness == 0.5:
            raise ZeroDivisionError("nobody came")
        return good(scenario, seed, first, count, record, school)

    monkeypatch.setattr(ensemble, "simulate_block", simulate_block)
    study = tmp_path / "s.toml"
    study.write_text(
        '[set]\n"school.teachers" = 6\nyears = 1\n[[parameters]]\nfield = "administrator.openness"\nvalues = [0.5, 0.6]\n'
        '[[observe]]\noutcomes = ["trust"]\n'
    )
    options = ["--out", str(tmp_path / "s"), "--quiet", "--no-figures", "--runs", "3"]
    for _ in range(2):  # also when there is nothing left to do
        assert main(["sweep", str(study), *options]) == 3
        told = capsys.readouterr()
        assert "3 of 6 schools failed; failures.csv names them" in told.err
        assert "3 of 6 schools, seed 1" in told.out
    monkeypatch.setattr(ensemble, "simulate_block", good)
    assert main(["sweep", str(study), *options, "--retry-failed"]) == 0
    assert "6 schools, seed 1" in capsys.readouterr().out


def test_with_a_wanted_precision_the_runs_that_a_point_still_asks_for_are_missing(tmp_path):
    wanted = {"outcome": "influence", "half_width": 0.04, "minimum": 4, "maximum": 24, "step": 5}
    study = {k: v for k, v in TINY.items() if k != "runs"} | {"precision": wanted}
    store = run.fill(study, tmp_path / "s")
    there = finish.count(store)
    assert there.whole and there == store.counted and there.asked > 36
    store.part_files()[-1].unlink()  # of the last round
    assert 0 < finish.count(store).missing < there.asked


def test_a_shard_counts_its_own_points(tmp_path):
    assert run.fill(TINY, tmp_path / "s", shard=(1, 2)).counted == Count(20, 20, 0)
    assert finish.count(Store.open(tmp_path / "s")) == Count(36, 20, 0)


# ---------------------------------------------------------------- verify


def test_a_sweep_without_parts_is_not_vouched_for(in_parts, capsys):
    for part in Store.open(in_parts).part_files():
        part.unlink()
    assert main(["verify", str(in_parts)]) == 1
    assert "it holds no school that was simulated to its end, so that nothing could be checked" in capsys.readouterr().err


def test_a_sweep_that_lacks_a_part_is_not_whole_and_its_table_holds_more_than_the_parts(in_parts, capsys):
    without_a_part(in_parts)
    assert main(["verify", str(in_parts)]) == 1
    assert "runs.parquet" in capsys.readouterr().err
    (in_parts / "runs.parquet").unlink()
    (in_parts / "points.parquet").unlink()
    store = Store.open(in_parts)
    store.vouch_for(())
    assert main(["verify", str(in_parts)]) == 3
    assert "are missing" in capsys.readouterr().err


@pytest.mark.parametrize("table", ["runs.parquet", "points.parquet"])
def test_a_table_that_the_parts_do_not_make_is_found_whatever_the_manifest_says(in_parts, table):
    frame = pd.read_parquet(in_parts / table)
    frame["influence"] = 0.99
    frame.to_parquet(in_parts / table, index=False)
    Store.open(in_parts).vouch_for([table])  # whoever did it also thought of the digest
    assert f"{table}, row 0: influence is stored as" in verify(in_parts, runs=1).difference


def test_points_other_than_those_of_the_study_are_found(in_parts):
    frame = pd.read_parquet(in_parts / "design.parquet")
    frame.loc[3, "time.planning"] = 7
    frame.to_parquet(in_parts / "design.parquet", index=False)
    with pytest.raises(sim.InputError, match=r"design\.parquet is damaged \(its content is not what was written\)"):
        sim.sweep(TINY, in_parts)
    Store.open(in_parts).vouch_for(["design.parquet"])
    assert "design.parquet holds other points" in verify(in_parts, runs=1).difference


def test_every_table_and_column_of_an_ensemble_is_simulated_again(tmp_path):
    scenario = sim.Scenario.load("baseline").replace({"school.teachers": 6, "years": 1})
    results = sim.simulate(scenario, runs=2, record=("weeks", "terms"))
    for name, row in (("weeks", 40), ("teachers", 7)):
        table = getattr(results, name)
        column = table.columns[-1]
        kept = table.loc[row, column]
        table.loc[row, column] = kept + 1.0
        folder = results.save(tmp_path / name)
        assert f"{name}.parquet, run 1, year 1" in (told := verify(folder).difference) and f": {column} is stored as" in told
        table.loc[row, column] = kept


def test_both_ensembles_of_a_comparison_are_simulated_again(tmp_path):
    scenario = sim.Scenario.load("baseline").replace({"school.teachers": 6, "years": 1})
    effect = sim.compare(scenario, scenario.replace({"time.planning": 4}), runs=2)
    verdict = verify(effect.save(tmp_path / "x"))
    assert (verdict.checked, verdict.stored, verdict.difference, verdict.files) == (4, 4, "", 6)
    effect.b.years.loc[1, "trust"] += 1e-9
    assert "years_b.parquet, run 1, year 1: trust is stored as" in verify(effect.save(tmp_path / "y")).difference
