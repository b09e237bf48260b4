"""Sweeps, extensions, retries and runs that are killed at random moments, again and again. Run by hand:

    python -m tests.faults.kills --count 60

In the end every table has to be, to the last byte, that of work which nobody disturbed; a folder of `run` is the old one or the
new one at any moment; nothing half-written stays. How much work a kill costs is counted in schools that were begun twice.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

import simulation as sim
from tests.experiments.sweep.conftest import ROOT, as_toml

#: Runs a command line; every job that is begun is told to a file. Where FAIL is set, schools with openness 0.5 fail.
CHILD = """
import os, sys
from simulation.cli import main
from simulation.ensemble import simulate as ensemble
from simulation.experiments.sweep import run
log = os.open(os.environ["LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
perform, simulate_block = run.perform, ensemble.simulate_block
def told(job):
    os.write(log, f"{sum(piece.count for piece in job.pieces)}\\n".encode())
    return perform(job)
def failing(scenario, *rest):
    if scenario.administrator.openness == 0.5:
        raise ZeroDivisionError("nobody came")
    return simulate_block(scenario, *rest)
run.perform = told
if os.environ.get("FAIL"):
    ensemble.simulate_block = failing
sys.exit(main(sys.argv[1:]))
"""


def study(runs: int, steps: int, teachers: int = 40, years: int = 10) -> dict:
    """A grid of `steps` times three points."""
    return {
        "name": "killed",
        "runs": runs,
        "set": {"school.teachers": teachers, "years": years},
        "parameters": [
            {"field": "administrator.openness", "values": [0.1, 0.5, 0.9]},
            {"field": "time.planning", "low": 0.0, "high": 6.0, "steps": steps},
        ],
        "observe": [{"outcomes": ["share_collaboration", "influence", "exhaustion"]}],
    }


class Killer:
    """Starts commands in a folder and kills them at random moments."""

    def __init__(self, place: Path, seed: int, size: dict):
        self.place, self.chance = place, random.Random(seed)
        self.file, self.small = place / "killed.toml", place / "small.toml"
        self.file.write_text(as_toml(study(**size)))
        self.small.write_text(as_toml(study(**size) | {"runs": max(1, size["runs"] // 2)}).replace('"small"', '"killed"'))
        self.schools = 3 * size["steps"] * size["runs"]
        self.log = place / "log"
        self.kills = self.begun = self.needed = 0
        self.costs: list[float] = []
        self.faults: list[str] = []
        began = time.monotonic()
        self.command("sweep", self.file, "--out", place / "whole").communicate()
        self.length = time.monotonic() - began
        self.whole = (place / "whole" / "runs.parquet").read_bytes()

    def command(self, *words, fail: bool = False) -> subprocess.Popen:
        """Start a command line."""
        options = ["--quiet", "--no-figures"]
        return subprocess.Popen(
            [sys.executable, "-c", CHILD, *map(str, [*words, *options])],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ | {"LOG": str(self.log), "FAIL": "1" * fail},
        )  # fmt: skip

    def schools_begun(self) -> int:
        """How many schools were begun since the last look."""
        count = sum(map(int, self.log.read_text().split())) if self.log.exists() else 0
        self.log.unlink(missing_ok=True)
        return count

    def killed(self, process: subprocess.Popen, longest: float) -> bool:
        """Kill a process at a random moment; False when it was done before."""
        try:
            process.wait(self.chance.uniform(0.05, longest))
        except subprocess.TimeoutExpired:
            process.send_signal(self.chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]))
            process.communicate()
            self.kills += 1
            return True
        process.communicate()
        return False

    def finished(self, process: subprocess.Popen, code: int = 0) -> None:
        """Let a process come to its end."""
        _, told = process.communicate()
        if process.returncode != code:
            self.faults.append(f"exit code {process.returncode}: {told.decode()[-300:]}")

    def sweep(
        self, kills: int, *, before: Callable[[Path], object] | None = None, more: tuple[str, ...] = (), needed: float = 1.0
    ):
        """Kill a sweep so often, let it end, and compare. needed : share of all schools that are not there before"""
        folder = Path(tempfile.mkdtemp(dir=self.place)) / "s"
        if before is not None:
            before(folder)
        self.schools_begun()
        done = 0
        while done < kills:
            if not self.killed(self.command("sweep", self.file, "--out", folder, *more), 0.6 * self.length):
                break
            done += 1
        self.finished(self.command("sweep", self.file, "--out", folder, *more))
        begun = self.schools_begun()
        if done:
            self.costs.append((begun / (needed * self.schools) - 1) / done)
        if (folder / "runs.parquet").read_bytes() != self.whole:
            self.faults.append(f"{folder}: another table")
        if left := [path.name for path in folder.rglob(".*") if path.is_file()]:
            self.faults.append(f"{folder}: {left} is left")
        shutil.rmtree(folder.parent)

    def extension(self, kills: int) -> None:
        """A sweep with half the runs, which is killed while it grows."""
        half = self.schools // 2
        grown = lambda folder: self.finished(self.command("sweep", self.small, "--out", folder))  # noqa: E731
        self.sweep(kills, before=grown, more=("--extend",), needed=(self.schools - half) / self.schools)

    def retry(self, kills: int) -> None:
        """A sweep in which a third failed, which is killed while that is tried again."""
        failed = lambda folder: self.finished(self.command("sweep", self.file, "--out", folder, fail=True), 3)  # noqa: E731
        self.sweep(kills, before=failed, more=("--retry-failed",), needed=1 / 3)

    def run(self, kills: int) -> None:
        """An ensemble that takes the place of the same one; what stands there is whole at any moment."""
        place = Path(tempfile.mkdtemp(dir=self.place)) / "x"
        words = [
            "run",
            "--set",
            "school.teachers=20",
            "--years",
            "4",
            "--runs",
            "40",
            "--record",
            "weeks",
            "--record",
            "teachers",
        ]
        began = time.monotonic()
        self.finished(self.command(*words, "--out", place))
        length, first = time.monotonic() - began, sim.Results.load(place)
        tables = {name: getattr(first, name) for name in first.tables}
        for _ in range(kills):
            while not self.killed(self.command(*words, "--out", place), 0.9 * length):
                pass
            if place.exists():
                again = sim.Results.load(place)
                for name, table in tables.items():
                    pd.testing.assert_frame_equal(getattr(again, name), table, check_exact=True)
        self.finished(self.command(*words, "--out", place))
        if (left := {path.name for path in place.parent.iterdir()}) != {"x"}:
            self.faults.append(f"beside a run: {left}")
        shutil.rmtree(place.parent)


def main() -> None:
    """Kill and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=40, help="schools at each point")
    parser.add_argument("--steps", type=int, default=20, help="a third of the points")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        killer = Killer(Path(place), asked.seed, {"runs": asked.runs, "steps": asked.steps})
        print(f"{killer.schools} schools, {killer.length:.0f} s undisturbed", flush=True)
        ways = [killer.sweep, killer.extension, killer.retry, killer.run]
        while killer.kills < asked.count and not killer.faults:
            way = ways[killer.chance.choices(range(4), [3, 1, 1, 1])[0]]
            way(min(killer.chance.randint(2, 8), asked.count - killer.kills))
            print(
                f"{way.__name__}: {killer.kills} kills, {json.dumps([round(100 * c, 2) for c in killer.costs])} % a kill",
                flush=True,
            )
    mean = sum(killer.costs) / max(1, len(killer.costs))
    print(f"{killer.kills} kills, {len(killer.faults)} faults; repeated work {100 * mean:.2f} % a kill on average, "
          f"{100 * max(killer.costs, default=0):.2f} % at most (bar 3)", *killer.faults, sep="\n")  # fmt: skip
    raise SystemExit(bool(killer.faults) or max(killer.costs, default=0) > 0.03)


if __name__ == "__main__":
    main()
