"""A sweep that is stopped keeps what it has, evenly over all points, says how to go on, and ends as if nothing had been."""

import contextlib
import signal

import numpy as np
import pytest

import simulation as sim
from simulation.cli import main
from simulation.ensemble.jobs import RunError
from simulation.experiments.sweep import cluster, run
from simulation.experiments.sweep.store import DONE, Store

from .conftest import TINY

FILE = """
name = "tiny"
runs = 20
[set]
"school.teachers" = 6
years = 1
[[parameters]]
field = "administrator.openness"
low = 0.1
high = 0.9
steps = 4
[[parameters]]
field = "time.planning"
values = [0, 1, 2, 3]
[[observe]]
outcomes = ["trust"]
"""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The table of a sweep that nothing stopped."""
    place = tmp_path_factory.mktemp("undisturbed")
    (place / "tiny.toml").write_text(FILE)
    sim.sweep(place / "tiny.toml", place / "s")
    return (place / "s" / "runs.parquet").read_bytes()


@pytest.fixture
def study(tmp_path):
    (tmp_path / "tiny.toml").write_text(FILE)
    return tmp_path / "tiny.toml"


def stop_after(monkeypatch, schools, number):
    """Let a signal come when so many schools are stored."""
    good = Store.add

    def add(self, rows):
        good(self, rows)
        if (self.status() == DONE).sum() >= schools:
            monkeypatch.setattr(Store, "add", good)
            signal.raise_signal(number)

    monkeypatch.setattr(Store, "add", add)
    for name in ("SOONEST", "SECONDS_PER_PART", "SHARE_PER_PART"):  # schools are stored as soon as their job is done
        monkeypatch.setattr(run, name, 0.0)
    monkeypatch.setattr(run, "LEAST_PER_JOB", 500)


@pytest.fixture
def heard():
    """Ctrl-C is heard, also where a shell started these tests in the background and let it be ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("sent", [(signal.SIGTERM, 143, "Terminated"), (signal.SIGINT, 130, "Interrupted")])
def test_a_signal_keeps_what_is_done_evenly_over_all_points(study, tmp_path, monkeypatch, capsys, undisturbed, heard, sent):
    number, code, how = sent
    folder = tmp_path / "s"
    stop_after(monkeypatch, 16, number)  # of 320: five percent
    assert main(["sweep", str(study), "--out", str(folder), "--quiet", "--workers", "2"]) == code
    told = capsys.readouterr().err
    done = (Store.open(folder).status() == DONE).sum(axis=1)
    assert f"{how}; {done.sum()} schools are kept in {folder}, and the same command goes on from there.\n" in told
    assert 16 <= done.sum() < 160 and done.min() >= 1 and done.max() <= 2 * done.min()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert main(["sweep", str(study), "--out", str(folder), "--quiet", "--no-figures"]) == 0
    assert (folder / "runs.parquet").read_bytes() == undisturbed


def test_rounds_double_what_there_is():
    assert list(run.rounds(0)) == []
    assert list(run.rounds(1)) == [(0, 1)]
    assert list(run.rounds(11)) == [(0, 1), (1, 2), (2, 4), (4, 8), (8, 11)]


def test_what_waits_or_is_under_way_is_a_small_share_of_all(tmp_path, monkeypatch):
    """So much, at most, a kill can cost: what is not stored when a part is written, and the jobs that have begun."""
    behind, finished = [], []
    good, perform = Store.add, run.perform

    def counted(job):
        rows = perform(job)
        finished.append(len(rows))
        return rows

    def add(self, rows):
        behind.append(sum(finished) - sum(stored))
        stored.append(len(rows))
        good(self, rows)

    stored = []
    monkeypatch.setattr(run, "perform", counted)
    monkeypatch.setattr(Store, "add", add)
    monkeypatch.setattr(run, "SOONEST", 0.0)
    monkeypatch.setattr(run, "LEAST_PER_JOB", 1)
    monkeypatch.setattr(Store, "join", lambda store: None)
    study = TINY | {"runs": 30}
    sim.sweep(study, tmp_path / "s", workers=2)
    assert sum(stored) == 270 and max(behind) <= 0.03 * 270
    behind.clear(), stored.clear(), finished.clear()
    sim.sweep(study | {"runs": 45}, tmp_path / "s", workers=2, extend=True)  # of what is missing, and not of all there is
    assert sum(stored) == 135 and max(stored) <= 0.03 * 135


def test_parts_hold_neighbouring_points_so_that_tables_are_made_in_little_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "ROWS_PER_PART", 3)
    monkeypatch.setattr(run, "LEAST_PER_JOB", 1)
    monkeypatch.setattr(Store, "join", lambda store: None)
    store = run.fill(TINY, tmp_path / "s", workers=1)
    reach = np.array([store._reach(path) for path in store.part_files()])
    assert (reach[:, 1] - reach[:, 0]).max() < 4


def test_a_cluster_that_is_gone_ends_with_a_sentence_and_keeps_what_is_done(study, tmp_path, monkeypatch, capsys):
    class Gone(run.ThreadPoolExecutor):
        def check_alive(self):
            if len(Store.open(tmp_path / "s").part_files()) >= 2:
                raise RunError("the Dask scheduler at x has not answered for 20 s")

    monkeypatch.setattr(run, "SOONEST", 0.0)
    monkeypatch.setattr(run, "LEAST_PER_JOB", 500)
    with Gone(2) as pool:
        monkeypatch.setattr(cluster, "connected", lambda _: contextlib.nullcontext(pool))
        assert main(["sweep", str(study), "--out", str(tmp_path / "s"), "--quiet", "--scheduler", "x"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("The run failed: the Dask scheduler at x has not answered for 20 s; ")
    assert "schools are kept in" in told and "Traceback" not in told and "report it" not in told
    assert (Store.open(tmp_path / "s").status() == DONE).sum() > 0
