"""A study of any size has a forecast before its points are laid out, and what cannot be had ends soon in a sentence."""

import itertools
import time

import pytest

import simulation as sim
from simulation.cli import main
from simulation.ensemble import forecast as machine
from simulation.ensemble.forecast import TooLargeError
from simulation.experiments.sweep import design, run
from simulation.experiments.sweep.study import Study, StudyError

from .conftest import TINY, sampled


@pytest.fixture
def soon():
    """What the test does takes little time and memory."""
    began, before = time.process_time(), _most_memory()
    yield
    assert time.process_time() - began < 5.0 and _most_memory() - before < 500e6


def _most_memory():
    return pytest.importorskip("resource").getrusage(0).ru_maxrss * 1024


def grid(steps):
    names = ("administrator.openness", "administrator.support", "administrator.clarity")
    return TINY | {"parameters": [{"field": name, "low": 0.1, "high": 0.9, "steps": steps} for name in names]}


def test_a_grid_of_more_points_than_there_may_be_is_a_fault_of_the_study(soon):
    with pytest.raises(StudyError, match="design: 64,000,000 points are more than 10,000,000; take fewer values, steps or"):
        Study.load(grid(400))


@pytest.mark.parametrize(
    "study",
    [grid(200) | {"runs": 1000}, sampled("sobol", 9_000_000, runs=5000), sampled("saltelli", 2**20, runs=10_000)],
    ids=["grid", "sobol", "saltelli"],
)
def test_a_study_beyond_the_machine_is_refused_before_it_is_laid_out(study, tmp_path, monkeypatch, soon):
    monkeypatch.setattr(design, "lay_out", None)  # whoever calls it fails
    for asks in (lambda: sim.sweep(study, tmp_path / "s"), lambda: run.forecast(study, tmp_path / "s")):
        with pytest.raises(
            TooLargeError, match=r"schools would take .* schools would fit\. Ask for less, or insist with --yes"
        ):
            asks()
    assert list(tmp_path.iterdir()) == []


def test_whoever_insists_is_not_stopped_and_what_was_begun_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "free_disk", lambda place: 10.0)
    with pytest.raises(TooLargeError, match=r"on the disk, where 0\.1 MB are free"):
        sim.sweep(TINY, tmp_path / "s")
    assert len(sim.sweep(TINY, tmp_path / "s", insist=True)) == 36
    assert len(sim.sweep(TINY, tmp_path / "s")) == 36
    with pytest.raises(TooLargeError):
        sim.sweep(TINY | {"runs": 5}, tmp_path / "s", extend=True)


def test_constraints_that_nothing_meets_end_soon_however_many_points_are_wanted(soon):
    study = Study.load(sampled("random", 1_000_000, constraints=["time.planning < -1"]))
    with pytest.raises(StudyError, match="fewer than one sample in 1000"):
        design.lay_out(study, [1_000_000])
    study = Study.load(sampled("random", 100_000, constraints=["time.planning < 0.03"]))
    with pytest.raises(StudyError, match=r"leave about one sample in \d+, too few for 100000 points; loosen them"):
        design.lay_out(study, [100_000])


def test_samples_that_meet_constraints_are_the_first_of_the_stream(monkeypatch):
    study = Study.load(sampled("random", 40, constraints=["time.planning < 0.6"]))
    free = Study.load(sampled("random", 4000))
    expected = itertools.islice((p for p in design.lay_out(free, [4000]) if study.allows(p)), 40)
    assert design.lay_out(study, [40]) == list(expected)


@pytest.mark.parametrize("constraint", ["'a' * 10000000000 == 'b'", "10000000000 * 'a' < 'b'", "'a' + 'b' == 'ab'"])
def test_arithmetic_is_for_numbers(constraint, soon):
    with pytest.raises(StudyError, match=r"a constraint cannot be worked out .* is no number.*compare numbers with numbers"):
        design.lay_out(Study.load(TINY | {"constraints": [constraint]}), [None])


def test_a_dry_run_of_a_study_tells_time_memory_and_disk(tmp_path, capsys):
    (tmp_path / "s.toml").write_text(
        '[set]\n"school.teachers" = 6\nyears = 1\n[design]\nkind = "morris"\ntrajectories = 4\n'
        '[[parameters]]\nfield = "time.planning"\nlow = 0\nhigh = 4\n[[observe]]\noutcomes = ["trust"]\n'
    )
    for command in ("sweep", "sensitivity"):
        assert main([command, str(tmp_path / "s.toml"), "--dry-run", "--out", str(tmp_path / "s")]) == 0
        told = capsys.readouterr().out
        assert "of this machine, at most 60" in told and "MB of memory and 0.1 MB in " in told
    assert [path.name for path in tmp_path.iterdir()] == ["s.toml"]


@pytest.mark.parametrize("command", ["validate", "calibrate"])
def test_studies_of_the_model_have_a_forecast_too(command, tmp_path, capsys, monkeypatch):
    assert main([command, "--dry-run", "--out", str(tmp_path / "x")]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{command}: ") and "teacher-weeks: about " in told and told.endswith("Nothing was written.\n")
    large = ["--effort", "100"] if command == "validate" else ["--runs", "100000"]
    monkeypatch.setattr(machine, "free_memory", lambda: 1e15)
    monkeypatch.setattr(machine, "MOST_SECONDS", 3600.0)
    monkeypatch.setattr(machine, "FASTEST", machine.USUAL)  # so that nothing is measured
    monkeypatch.setattr("simulation.ensemble.simulate.simulate_block", None)  # nor simulated
    assert main([command, *large, "--out", str(tmp_path / "x")]) == 2
    assert "is begun unasked" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_years_before_the_first_day_count_in_a_study_as_well():
    plain, past = (Study.load(TINY | {"set": TINY["set"] | {"mechanisms.settling": years}}) for years in (0, 6))
    assert run.cost_of(past).teacher_weeks == 4 * run.cost_of(plain).teacher_weeks  # of two years
    assert run.cost_of(plain.of_week(sim.WEEK)).walked and not run.cost_of(plain).walked
