"""An ensemble that goes straight to the disk is the one that `simulate` gives, and is never in memory as a whole."""

import tracemalloc

import pandas as pd
import pytest

import simulation as sim
from simulation.ensemble.into import simulate_into
from simulation.ensemble.jobs import perform_in_order
from simulation.ensemble.simulate import jobs_of
from simulation.experiments.uncertainty import simulate_uncertain, uncertain_jobs
from simulation.results import stored
from simulation.results.folder import Results

ALL = ("years", "weeks", "teachers", "terms")


def streamed(scenario, runs, place, record=ALL, **options):
    return simulate_into(place, jobs_of(scenario, runs, 11, record, 2), Results(scenario, 11, runs, record), **options)


@pytest.mark.parametrize("piece", [1.0, 30_000.0, stored.PIECE])
def test_tables_written_in_pieces_are_those_written_at_once(scenario, results, tmp_path, monkeypatch, piece):
    monkeypatch.setattr(stored, "PIECE", piece)
    made = streamed(scenario, 4, tmp_path / "x", workers=2)
    for found in (made, sim.Results.load(tmp_path / "x")):
        for name in results.tables:
            pd.testing.assert_frame_equal(getattr(found, name), getattr(results, name), check_exact=True)
    assert sim.Results.load(made.save(tmp_path / "copy")).teachers.equals(results.teachers)


def test_uncertain_runs_and_real_schools_too(scenario, tmp_path):
    here = simulate_uncertain(scenario, 3, 11)
    asked = Results(scenario, 11, 3, ("years",), uncertainty=here.uncertainty)
    there = simulate_into(tmp_path / "x", uncertain_jobs(scenario, 3, 11, ("years",)), asked)
    pd.testing.assert_frame_equal(there.years, here.years, check_exact=True)
    assert {k: v for k, v in there.manifest.items() if k != "seconds"} == {
        k: v for k, v in here.manifest.items() if k != "seconds"
    }


def test_some_of_a_table_and_pieces_of_it_are_what_the_whole_holds(scenario, results, tmp_path, monkeypatch):
    monkeypatch.setattr(stored, "PIECE", 1.0)
    there = streamed(scenario, 4, tmp_path / "x")
    for of in (there, results):
        some = of.some("weeks", ["run", "trust"], [2]).reset_index(drop=True)
        whole = results.weeks
        assert some.equals(whole.loc[whole["year"] == 2, ["run", "trust"]].reset_index(drop=True))
        joined = pd.concat(of.pieces("teachers", ["run", "left"]), ignore_index=True)
        assert joined.equals(results.teachers[["run", "left"]])
    assert "weeks" not in there.__dict__ and there.summary() == results.summary()


def test_memory_does_not_grow_with_the_number_of_schools(scenario, tmp_path, monkeypatch):
    """Everything recorded: eight times the schools, about the same peak."""
    monkeypatch.setattr(stored, "PIECE", 50_000.0)

    def peak(runs):
        tracemalloc.start()
        streamed(scenario, runs, tmp_path / str(runs), workers=1)
        try:
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(2)  # what is loaded once
    few, many = peak(3), peak(24)
    assert many < 1.5 * few + 2e5


def test_a_stored_table_that_was_changed_is_found_when_it_is_read(scenario, tmp_path):
    folder = streamed(scenario, 2, tmp_path / "x") and tmp_path / "x"
    content = bytearray((folder / "weeks.parquet").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "weeks.parquet").write_bytes(content)
    results = sim.Results.load(folder)
    for reads in (lambda: results.some("weeks", ["trust"]), lambda: list(results.pieces("weeks")), lambda: results.weeks):
        with pytest.raises(
            sim.ResultsError, match=r"weeks\.parquet is damaged \(its content is not what was written\); run it"
        ):
            reads()


def test_whoever_takes_results_in_order_is_never_far_behind():
    begun = []

    def work(k):
        begun.append(k)
        return [k]

    for at, (k,) in enumerate(perform_in_order(work, ((k,) for k in range(100)), 100, 2, None, False)):
        assert k == at and len(begun) <= at + 1 + 8 + 1
    assert sorted(begun) == list(range(100))  # two threads may begin their first lines in either order


def test_a_fault_while_streaming_leaves_nothing_behind(scenario, tmp_path):
    def fail(results, folder):
        assert (folder / "years.parquet").is_file()
        raise RuntimeError("no font")

    with pytest.raises(RuntimeError):
        streamed(scenario, 2, tmp_path / "x", also=fail)
    assert list(tmp_path.iterdir()) == []
