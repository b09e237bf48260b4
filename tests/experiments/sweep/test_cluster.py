"""A real Dask cluster on this machine: a scheduler and workers as processes, one of which is killed."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest

import simulation as sim
from simulation.cli import main
from simulation.experiments.sweep import run
from simulation.experiments.sweep.cluster import ClusterError, check, connected
from simulation.experiments.sweep.store import Store

from .conftest import ROOT, TINY, as_toml

pytest.importorskip("distributed")
pytestmark = [pytest.mark.long, pytest.mark.skipif(os.name != "posix", reason="processes are killed")]

STUDY = TINY | {"runs": 60, "set": {"school.teachers": 20, "years": 3}}


class Cluster:
    """A scheduler on loopback and the processes of its workers."""

    def __init__(self, place):
        self.place, self.processes = place, []
        file = place / "scheduler.json"
        self.start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", file)
        deadline = time.monotonic() + 60
        while not (file.exists() and file.read_text().strip()):
            assert time.monotonic() < deadline, "the scheduler did not start"
            time.sleep(0.05)
        self.address = json.loads(file.read_text())["address"]

    def start(self, what, *arguments, root=ROOT):
        """Start a process of Dask's that imports the simulation from a folder."""
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{what}", *map(str, arguments)],
            cwd=self.place, env=os.environ | {"PYTHONPATH": str(root)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def worker(self, root=ROOT):
        """Start a worker with one thread."""
        return self.start(
            "dask_worker", self.address, "--host", "127.0.0.1", "--nthreads", 1, "--no-nanny", "--no-dashboard", root=root
        )

    def stop(self):
        """End every process that was started."""
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path):
    made = Cluster(tmp_path)
    yield made
    made.stop()


def test_a_cluster_that_loses_a_worker_in_mid_sweep_gives_the_serial_result_to_the_last_bit(cluster, tmp_path, monkeypatch):
    workers = [cluster.worker(), cluster.worker()]
    sim.sweep(STUDY, tmp_path / "serial", workers=1)
    monkeypatch.setattr(run, "TEACHER_WEEKS_PER_JOB", 20_000)
    monkeypatch.setattr(run, "ROWS_PER_PART", 1)
    killed = []

    def kill_when_it_is_under_way():
        while not list((tmp_path / "dask" / "parts").glob("part-*")):
            time.sleep(0.002)
        workers[0].send_signal(signal.SIGKILL)
        killed.append(len(list((tmp_path / "dask" / "parts").glob("part-*"))))

    with connected(cluster.address) as executor:
        executor.client.wait_for_workers(2, timeout=60)
        check(executor.client)
        assert executor.n_workers == 2
        killer = threading.Thread(target=kill_when_it_is_under_way)
        killer.start()
        sim.sweep(STUDY, tmp_path / "dask", executor=executor)
        killer.join()
        assert executor.n_workers == 1
    assert workers[0].wait() == -signal.SIGKILL
    last = Store.open(tmp_path / "dask").part_files()[-1].name  # into which all others were joined: its number tells how many
    assert killed[0] < int(last.split("-")[1]) - 1  # it was killed while there was work left
    assert (tmp_path / "dask" / "runs.parquet").read_bytes() == (tmp_path / "serial" / "runs.parquet").read_bytes()


def test_a_cluster_that_dies_ends_a_sweep_soon_with_one_sentence_and_what_is_done_is_kept(
    cluster, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr("simulation.experiments.sweep.cluster._PATIENCE", 8)
    monkeypatch.setattr("simulation.experiments.sweep.cluster._SECONDS_BETWEEN_LOOKS", 0.1)
    monkeypatch.setattr(run, "TEACHER_WEEKS_PER_JOB", 20_000)
    monkeypatch.setattr(run, "ROWS_PER_PART", 1)
    folder, study = tmp_path / "dask", tmp_path / "s.toml"
    study.write_text(as_toml(STUDY | {"runs": 4000}))
    kept = 0
    for victim, told in (("worker", "has had no workers for 8 s"), ("scheduler", "scheduler")):
        process = cluster.worker()
        process = process if victim == "worker" else cluster.processes[0]
        killed = []

        def kill_when_it_is_under_way(process=process, killed=killed):
            before = len(list(folder.rglob("part-*")))
            while len(list(folder.rglob("part-*"))) == before:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
            killed.append(time.monotonic())

        threading.Thread(target=kill_when_it_is_under_way, daemon=True).start()
        assert main(["sweep", str(study), "--out", str(folder), "--quiet", "--scheduler", cluster.address]) == 1
        assert time.monotonic() - killed[0] < 45
        said = capsys.readouterr().err.strip().splitlines()
        assert len(said) == 1 and said[0].startswith("The run failed: ")
        assert told in said[0] and "schools are kept in" in said[0]
        before, kept = kept, int((Store.open(folder).status() == 1).sum())
        assert kept > before


def test_a_worker_with_another_version_is_refused(cluster, tmp_path, capsys):
    other = tmp_path / "other"
    shutil.copytree(ROOT / "simulation", other / "simulation", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "scenarios", other / "scenarios")
    rule = other / "simulation" / "rules" / "growth.py"
    rule.write_text(rule.read_text() + "\n# changed\n")
    cluster.worker(root=other)
    with pytest.raises(ClusterError, match=r"runs something else \(sources \w+ there, \w+ here\)"), connected(cluster.address):
        pass
    study = tmp_path / "s.toml"
    study.write_text('[[parameters]]\nfield = "time.planning"\nvalues = [1]\n[[observe]]\noutcomes = ["trust"]\n')
    assert main(["sweep", str(study), "--out", str(tmp_path / "s"), "--quiet", "--scheduler", cluster.address]) == 2
    assert re.search("install the same versions", capsys.readouterr().err)
    assert not (tmp_path / "s").exists()


def test_no_scheduler_at_an_address_is_a_clear_fault(monkeypatch):
    monkeypatch.setattr("simulation.experiments.sweep.cluster._SECONDS_TO_CONNECT", 1)
    with pytest.raises(ClusterError, match="no Dask scheduler answers at"), connected("tcp://127.0.0.1:9"):
        pass
