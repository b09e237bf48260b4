"""Running a study: every school once, the same whoever lives it, and what fails does not stop the rest."""

import json
import pickle

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.ensemble import simulate as ensemble
from simulation.experiments.sweep import run
from simulation.experiments.sweep.count import half_width
from simulation.experiments.sweep.exported import exportable
from simulation.experiments.sweep.finish import points
from simulation.experiments.sweep.run import HOPELESS, Job, SweepError, VersionError, fill, forecast, perform
from simulation.experiments.sweep.store import Store, StoreError
from simulation.experiments.sweep.study import Study, StudyError
from simulation.experiments.sweep.verify import verify
from simulation.experiments.uncertainty import simulate_uncertain
from simulation.parameters.scenario import InputError
from simulation.results.export import export_table

from .conftest import TINY, sampled


@pytest.fixture
def unlucky(monkeypatch):
    """Run 1 of every school with an openness of 0.5 fails; call it to make peace."""
    good = ensemble.simulate_block

    def simulate_block(scenario, seed, first, count, record, school=None):
        if scenario.administrator.openness == 0.5 and first <= 1 < first + count:
            raise ZeroDivisionError("nobody came")
        return good(scenario, seed, first, count, record, school)

    monkeypatch.setattr(ensemble, "simulate_block", simulate_block)
    return lambda: monkeypatch.setattr(ensemble, "simulate_block", good)


def test_a_row_of_a_sweep_is_the_school_that_simulate_would_give(tmp_path):
    table = sim.sweep(TINY, tmp_path / "s")
    assert list(table.columns) == [
        "point", "run", "seed", "administrator.openness", "time.planning", "share_collaboration", "influence", "exhaustion",
    ]  # fmt: skip
    row = table.iloc[5 * 4 + 3]
    scenario = sim.Scenario.load("baseline").replace(
        {"school.teachers": 6, "years": 2, "administrator.openness": 0.5, "time.planning": 4}
    )
    years = sim.simulate(scenario, runs=1, seed=1, first_run=3).years.set_index("year")
    assert (row["administrator.openness"], row["time.planning"], row["run"]) == (0.5, 4, 3)
    assert row["influence"] == years.loc[2, "influence"]
    assert row["exhaustion"] == years.loc[1, "exhaustion"]


@pytest.mark.parametrize("workers", [1, 3])
def test_neither_workers_nor_the_size_of_jobs_can_be_seen_in_the_results(tmp_path, monkeypatch, workers):
    sim.sweep(TINY, tmp_path / "a")
    monkeypatch.setattr(run, "TEACHER_WEEKS_PER_JOB", 500)
    monkeypatch.setattr(run, "ROWS_PER_PART", 5)
    written = []
    monkeypatch.setattr(Store, "add", lambda store, rows, add=Store.add: (written.append(rows), add(store, rows)))
    sim.sweep(TINY, tmp_path / "b", workers=workers)
    assert len(written) > 4
    assert (tmp_path / "a" / "runs.parquet").read_bytes() == (tmp_path / "b" / "runs.parquet").read_bytes()


def test_nothing_is_run_twice(tmp_path, monkeypatch):
    first = sim.sweep(TINY, tmp_path / "s")
    monkeypatch.setattr(run, "perform", None)  # whoever calls it fails
    pd.testing.assert_frame_equal(sim.sweep(TINY, tmp_path / "s"), first, check_exact=True)


def test_a_failing_run_is_recorded_and_the_rest_goes_on_until_it_is_tried_again(tmp_path, unlucky):
    table = sim.sweep(TINY, tmp_path / "s")
    assert len(table) == 33
    failed = pd.read_csv(tmp_path / "s" / "failures.csv")
    assert failed.to_dict("list") == {
        "point": [3, 4, 5], "run": [1] * 3, "seed": [1] * 3, "administrator.openness": [0.5] * 3, "time.planning": [0, 2, 4],
        "error": ["ZeroDivisionError: nobody came"] * 3,
    }  # fmt: skip
    of_points = points(Store.open(tmp_path / "s"))
    assert of_points["failed"].tolist() == [0, 0, 0, 1, 1, 1, 0, 0, 0]
    unlucky()
    assert len(sim.sweep(TINY, tmp_path / "s")) == 33  # what failed is tried again only when that is asked for
    sim.sweep(TINY, tmp_path / "s", retry_failed=True)
    sim.sweep(TINY, tmp_path / "good")
    assert (tmp_path / "s" / "runs.parquet").read_bytes() == (tmp_path / "good" / "runs.parquet").read_bytes()
    assert not (tmp_path / "s" / "failures.csv").exists()


def test_a_sweep_of_which_every_school_fails_gives_up_early(tmp_path, monkeypatch):
    lived = []

    def simulate_block(scenario, seed, first, count, record, school=None):
        lived.append(count)
        raise TypeError("broken")

    monkeypatch.setattr(ensemble, "simulate_block", simulate_block)
    monkeypatch.setattr(run, "TEACHER_WEEKS_PER_JOB", 5000)
    with pytest.raises(SweepError, match="all failed, the last with TypeError: broken"):
        sim.sweep(TINY | {"runs": 400}, tmp_path / "s", workers=1)
    assert HOPELESS <= len(lived) < 400


def test_shards_joined_are_the_whole(tmp_path):
    whole = sim.sweep(TINY, tmp_path / "whole")
    parts = [sim.sweep(TINY, tmp_path / "s", shard=(k, 3)) for k in (1, 2)]
    assert sorted(parts[0]["point"].unique()) == [0, 3, 6]
    assert sorted(parts[1]["point"].unique()) == [0, 1, 3, 4, 6, 7]  # what is there is there
    assert not (tmp_path / "s" / "runs.parquet").exists()
    fill(TINY, tmp_path / "s", shard=(3, 3))
    assert {p.parent.name for p in Store.open(tmp_path / "s").part_files()} == {f"shard-{k}-of-3" for k in (1, 2, 3)}
    joined = sim.sweep(TINY, tmp_path / "s")
    pd.testing.assert_frame_equal(joined, whole, check_exact=True)
    assert (tmp_path / "s" / "runs.parquet").read_bytes() == (tmp_path / "whole" / "runs.parquet").read_bytes()


def test_runs_are_added_until_the_mean_is_known_well_enough(tmp_path):
    wanted = {"outcome": "influence", "half_width": 0.04, "minimum": 4, "maximum": 24, "step": 5}
    study = {k: v for k, v in TINY.items() if k != "runs"} | {"precision": wanted}
    table = sim.sweep(study, tmp_path / "s")
    everything = sim.sweep(TINY | {"runs": 24}, tmp_path / "all")
    of_points = points(Store.open(tmp_path / "s"))
    for point, row in of_points.iterrows():
        influence = everything.loc[everything["point"] == point, "influence"].to_numpy()
        looks = [n for n in (4, 9, 14, 19, 24) if half_width(influence[:n]) <= 0.04]
        assert row["runs"] == (looks[0] if looks else 24)
        assert row["precise"] == bool(looks)
    assert of_points["runs"].nunique() > 1  # it did not stop everywhere at once
    assert "Reached at" in (tmp_path / "s" / "summary.md").read_text()
    kept = everything.merge(table[["point", "run"]])
    pd.testing.assert_frame_equal(kept, table, check_exact=True)


def test_precision_stops_where_it_would_have_stopped_without_an_interruption(tmp_path, monkeypatch):
    wanted = {"outcome": "influence", "half_width": 0.05, "minimum": 4, "maximum": 24, "step": 5}
    study = {k: v for k, v in TINY.items() if k != "runs"} | {"precision": wanted}
    fill(study, tmp_path / "whole")
    monkeypatch.setattr(run, "ROWS_PER_PART", 7)
    monkeypatch.setattr(run, "TEACHER_WEEKS_PER_JOB", 3000)
    good = Store.add
    for after in (2, 5):
        count = iter(range(100))

        def add(self, rows, count=count, after=after):
            if next(count) >= after:
                raise KeyboardInterrupt
            good(self, rows)

        monkeypatch.setattr(Store, "add", add)
        with pytest.raises(KeyboardInterrupt):
            fill(study, tmp_path / "s", workers=1)
    monkeypatch.setattr(Store, "add", good)
    fill(study, tmp_path / "s")
    assert (tmp_path / "s" / "runs.parquet").read_bytes() == (tmp_path / "whole" / "runs.parquet").read_bytes()


def test_a_job_travels_to_another_process_and_means_the_same_there():
    study = Study.load(TINY | {"constraints": ["time.planning < 3"]})
    assert study.allows((0.5, 2))
    job = Job(study, (run.Piece(4, (0.5, 2), 1, 2),), run.sources())
    here, there = perform(job), perform(pickle.loads(pickle.dumps(job)))
    assert np.array_equal(here.values, there.values)


def test_a_worker_with_another_version_refuses_the_job():
    study = Study.load(TINY)
    with pytest.raises(VersionError, match="install the same version on all workers"):
        perform(Job(study, (), "other sources"))


def test_a_verification_finds_a_number_that_was_changed(tmp_path, in_one_part):
    folder = tmp_path / "s"
    sim.sweep(TINY, folder)
    assert verify(folder, runs=100).checked == 36
    assert verify(folder, runs=5).difference == ""
    store = Store.open(folder)
    (part,) = store.part_files()
    rows = store.read_part(part).to_pandas()
    part.unlink()
    changed = rows["influence"].to_numpy().copy()
    changed[17] = np.nextafter(changed[17], 1.0)  # the smallest change there is
    values = np.column_stack([rows["share_collaboration"], changed, rows["exhaustion"]])
    store.add(run.Rows(*(rows[c].to_numpy() for c in ("point", "run", "seed")), values, list(rows["error"])))
    told = verify(folder, runs=36).difference
    assert told.startswith("point 4, run 1 (seed 1): influence is stored as ")


def test_an_ensemble_can_be_verified_too(tmp_path):
    scenario = sim.Scenario.load("baseline").replace({"school.teachers": 6, "years": 2})
    results = sim.simulate(scenario, runs=3, first_run=5)
    results.save(tmp_path / "r")
    assert (verify(tmp_path / "r", runs=2).checked, verify(tmp_path / "r").difference) == (2, "")
    results.years.loc[3, "trust"] += 1e-9
    results.save(tmp_path / "r")
    assert "run 6, year 2: trust is stored as" in verify(tmp_path / "r").difference


def test_an_export_holds_every_digit_and_says_what_its_columns_mean(tmp_path):
    table = sim.sweep(TINY, tmp_path / "s")
    tables, told = exportable(Store.open(tmp_path / "s"))
    files = export_table("runs", tables["runs"], tmp_path / "out" / "tiny.csv", "tiny", told=told)
    book, csv = sorted(files)
    again = pd.read_csv(csv)
    pd.testing.assert_frame_equal(again.set_axis(table.columns, axis=1), table, check_exact=True)
    explained = book.read_text()
    assert all(f"| {new} | {old} |" in explained for new, old in zip(again.columns, table.columns, strict=True))
    assert "h/week" in explained


def test_a_forecast_writes_nothing_and_knows_what_is_done(tmp_path):
    folder = tmp_path / "s"
    ahead = forecast(TINY, folder)
    assert (ahead.points, ahead.runs, ahead.done, ahead.teacher_weeks) == (9, 36, 0, 36 * 6 * 72)
    assert ahead.seconds > 0.0
    assert not folder.exists()
    sim.sweep(TINY, folder)
    assert forecast(TINY, folder).done == 36
    assert forecast(TINY, folder).seconds == 0.0


def test_a_sweep_prints_nothing_unless_asked(tmp_path, capfd):
    sim.sweep(sampled("sobol", 4), tmp_path / "s")
    assert capfd.readouterr() == ("", "")


# ---------------------------------------------------------------- of a real school


ELM = "teacher,experience,exhaustion [0..6],fte\nAda,3,6,1\nBen,10,,0.5\nCleo,,0,\nDan,5,1,1\nEve,1,3,1\n"
ELM_TIES = "source,target,weight\nAda,Ben,1\nBen,Cleo,3\nCleo,Ada,2\nDan,Ada,3\nEve,Ada,3\nEve,Eve,1\n"


@pytest.fixture
def elm(tmp_path):
    """A study of a real school whose files lie beside it."""
    (tmp_path / "elm_roster.csv").write_text(ELM)
    (tmp_path / "elm_ties.csv").write_text(ELM_TIES)
    (tmp_path / "elm.toml").write_text(
        'roster = "elm_roster.csv"\nties = "elm_ties.csv"\nruns = 2\nset = { years = 1 }\n[reading]\ncut = 2\n[[parameters]]\n'
        'field = "time.planning"\nvalues = [0, 4]\n[[observe]]\noutcomes = ["influence", "exhaustion"]\n'
    )
    return tmp_path / "elm.toml"


def test_a_sweep_of_a_real_school_is_of_this_school_at_every_point(elm, tmp_path):
    table = sim.sweep(elm, tmp_path / "s")
    school = sim.School.read(tmp_path / "elm_roster.csv", tmp_path / "elm_ties.csv", cut=2)
    for time, rows in table.groupby("time.planning"):
        scenario = sim.Scenario.load("baseline").replace({"years": 1, "time.planning": float(time)})
        years = sim.simulate(scenario, runs=2, seed=1, school=school).years
        assert rows["exhaustion"].tolist() == years["exhaustion"].tolist()
    summary = (tmp_path / "s" / "summary.md").read_text(encoding="utf-8")
    assert "All are runs of the school elm: 5 teachers, 4 ties" in summary
    assert "set aside: 1 tie with a value below the cut of 2" in summary and "1 self-tie" in summary


def test_a_sweep_of_a_real_school_is_repeated_from_its_folder_alone(elm, tmp_path):
    sim.sweep(elm, tmp_path / "s")
    for path in tmp_path.glob("elm*"):
        path.unlink()
    verdict = verify(tmp_path / "s")
    assert (verdict.checked, verdict.stored, verdict.difference) == (4, 4, "")
    kept = Store.open(tmp_path / "s").study.school
    assert kept.receipt.set_aside and kept.names == ("Ada", "Ben", "Cleo", "Dan", "Eve")
    with pytest.raises(InputError, match="describe another school than the folder"):
        verify(tmp_path / "s", school=sim.School.read("sample"))


def test_a_school_kept_as_json_is_the_same_school(elm, tmp_path):
    school = sim.School.read(tmp_path / "elm_roster.csv", tmp_path / "elm_ties.csv", cut=2)
    again = sim.School.from_dict(json.loads(json.dumps(school.to_dict())))
    assert again.described() == school.described()


def test_what_is_wrong_with_a_studys_school_is_told_with_its_other_faults(elm, tmp_path):
    text = elm.read_text()
    for change, fault in (
        (("cut = 2", ""), "with --cut 1/2/3 there are 5/4/3 ties"),
        (("elm_roster.csv", "oak.csv"), "oak.csv: there is no such file"),
        (
            ('roster = "elm_roster.csv"\nties = "elm_ties.csv"\n', ""),
            "reading says how to read the files of a real school; name them",
        ),
    ):
        elm.write_text(text.replace(*change).replace('"influence"', '"influenze"'))
        with pytest.raises(StudyError) as caught:
            sim.sweep(elm, tmp_path / "s")
        assert any(fault in said for said in caught.value.faults), caught.value.faults
        assert any("influenze" in said for said in caught.value.faults)
    elm.write_text(text)
    sim.sweep(elm, tmp_path / "s")
    (tmp_path / "elm_ties.csv").write_text(ELM_TIES.replace("Dan,Ada", "Dan,Eve"))
    with pytest.raises(StoreError, match="holds another study"):
        sim.sweep(elm, tmp_path / "s")


def test_runs_of_a_real_school_are_verified_with_its_files(tmp_path):
    school = sim.School.read("sample")
    results = sim.simulate(sim.Scenario.load("baseline").replace({"years": 1}), runs=2, seed=1, school=school)
    results.save(tmp_path / "r")
    assert verify(tmp_path / "r", school=school).difference == ""
    with pytest.raises(InputError, match=r"give them as they were read: --roster sample$"):
        verify(tmp_path / "r")


def test_verify_looks_at_every_table_also_where_answers_are_missing(tmp_path):
    """An answer that somebody left out is the same nothing in both; one that was changed is found."""
    scenario = sim.Scenario.load("baseline").replace({"years": 1, "school.teachers": 8})
    results = sim.simulate(scenario, 2, record=("ties", "answers"), workers=1)
    assert results.answers.isna().any(axis=None)
    assert verify(results.save(tmp_path / "good"), 2).difference == ""
    left_out = results.answers["mbi_exhaustion_1"].isna().to_numpy().argmin()
    results.answers.loc[left_out, "mbi_exhaustion_1"] = None
    assert "answers.parquet, run 0, year 1, teacher" in verify(results.save(tmp_path / "changed"), 2).difference
    other = sim.simulate(scenario, 1, record="ties", workers=1)
    other.ties.loc[0, "trust"] = 0.5
    assert "ties.parquet, run 0, year 1, source" in verify(other.save(tmp_path / "trust"), 1).difference


def test_a_real_school_is_taken_by_sensitivity_and_by_uncertain_runs_that_are_verified(tmp_path):
    school = sim.School.read("sample")
    values = {
        "name": "screen", "runs": 1, "set": {"years": 1}, "design": {"kind": "morris", "trajectories": 2},
        "observe": [{"outcomes": ["influence"]}],
        "parameters": [{"field": "administrator.openness", "low": 0.1, "high": 0.9}, {"field": "time.planning", "low": 0, "high": 4}],
    }  # fmt: skip
    study = Study.load(values).of_school(school)
    table = sim.sensitivity(fill(study, tmp_path / "s", workers=1).folder)
    assert set(table["parameter"]) >= {"administrator.openness", "time.planning"}
    assert verify(tmp_path / "s", 3).difference == ""
    folder = simulate_uncertain(sim.Scenario.load("baseline").replace({"years": 1}), 2, school=school).save(tmp_path / "u")
    assert verify(folder, 2, school=school).difference == ""
