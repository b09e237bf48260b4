"""What a sweep costs beyond the engine, as ratios measured side by side on this machine. Run by hand:

    python -m tests.benchmarks.sweep

500 points x 40 schools of 40 teachers for ten years. `bare` lives the same schools with the engine alone, in as many threads,
keeping nothing. Ratios move with whatever else the machine does, so let it do nothing else. Needs Linux, and Dask.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import mesa

import simulation as sim
from simulation.ensemble.simulate import simulate_block
from simulation.experiments.sweep import design, run
from simulation.experiments.sweep.cluster import connected
from simulation.experiments.sweep.study import Study
from tests.experiments.sweep.test_cluster import Cluster
from tests.reference import ReferenceSchool

ROOT = Path(__file__).parents[2]
WORKERS = 2
TEACHERS, YEARS = 40, 10
#: Schools of the reference that batch_run lives, and the years of each: the whole is extrapolated by schools and weeks.
REFERENCE_POINTS, REFERENCE_RUNS, REFERENCE_YEARS = 2, 2, 2

MEMORY = """
import json, resource, sys
from simulation.experiments.sweep import run
run.fill(json.loads(sys.argv[1]), sys.argv[2], workers=2)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def study(points: int, runs: int) -> dict:
    """The benchmark's study."""
    ranges = {"administrator.openness": (0.1, 0.9), "time.planning": (0, 6), "time.paperwork": (1, 10)}
    return {
        "name": "benchmark",
        "runs": runs,
        "set": {"school.teachers": TEACHERS, "years": YEARS},
        "design": {"kind": "random", "points": points},
        "parameters": [{"field": name, "low": low, "high": high} for name, (low, high) in ranges.items()],
        "observe": [{"outcomes": ["share_collaboration", "influence", "exhaustion", "job_satisfaction", "turnover"]}],
    }


class BatchSchool(ReferenceSchool):
    """The plain reference as batch_run wants it: a model made from parameters."""

    def __init__(self, openness, planning, number, **_):
        changes = {"school.teachers": TEACHERS, "years": REFERENCE_YEARS, "administrator.openness": openness}
        super().__init__(sim.Scenario.load("baseline").replace(changes | {"time.planning": planning}), 1, number)
        self.datacollector = mesa.DataCollector(model_reporters={"weeks": "steps"})  # batch_run insists on one, and on
        self.datacollector.collect(self)  # a row for every step

    def step(self):
        super().step()
        self.datacollector.collect(self)


def seconds(work) -> float:
    """How long a call takes."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def bare(points: int, runs: int) -> None:
    """The same schools, with the engine alone."""
    chosen = Study.load(study(points, runs))
    with ThreadPoolExecutor(WORKERS) as pool:
        scenarios = [chosen.scenario(values) for values in design.lay_out(chosen, [points])]
        list(pool.map(lambda scenario: simulate_block(scenario, 1, 0, runs, ("years",)) and None, scenarios))


def batch_run() -> float:
    """Seconds for a school of ten years with Mesa's batch_run over the plain reference, on as many processes."""
    parameters = {"openness": [0.3, 0.6][:REFERENCE_POINTS], "planning": [1.0], "number": list(range(REFERENCE_RUNS))}
    work = lambda: mesa.batch_run(  # noqa: E731
        BatchSchool, parameters, number_processes=WORKERS, max_steps=REFERENCE_YEARS * 36 - 1, display_progress=False
    )
    schools = REFERENCE_POINTS * REFERENCE_RUNS
    return seconds(work) / schools * YEARS / REFERENCE_YEARS


def memory(values: dict, folder: Path) -> float:
    """Peak memory of a process that runs a study [MiB]."""
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, json.dumps(values), str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )  # fmt: skip
    return float(re.findall(r"[\d.]+", done.stdout)[-1]) / 2**20


def main() -> None:
    """Measure everything and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=500)
    parser.add_argument("--runs", type=int, default=40)
    size = parser.parse_args()
    schools = size.points * size.runs
    print(
        f"{size.points} points x {size.runs} schools, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True
    )
    values = study(size.points, size.runs)
    bare(4, 4)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        first = seconds(lambda: bare(size.points, size.runs))
        swept = seconds(lambda: run.fill(values, folder / "local", workers=WORKERS))
        second = seconds(lambda: bare(size.points, size.runs))
        alone = (first + second) / 2
        print(f"bare engine {first:.1f} and {second:.1f} s; sweep {swept:.1f} s")
        print(f"sweep over bare engine: {swept / alone:.2f} (bar 1.3)", flush=True)
        again = seconds(lambda: run.fill(values, folder / "local", workers=WORKERS))
        print(f"going on with a finished store, share of the whole: {again / swept:.4f} (bar 0.02)", flush=True)
        cluster = Cluster(folder)
        try:
            for _ in range(WORKERS):
                cluster.worker()
            with connected(cluster.address) as executor:
                executor.client.wait_for_workers(WORKERS, timeout=60)
                run.fill(study(8, 2), folder / "warm", executor=executor)
                on_dask = seconds(lambda: run.fill(values, folder / "dask", executor=executor))
        finally:
            cluster.stop()
        same = (folder / "dask" / "runs.parquet").read_bytes() == (folder / "local" / "runs.parquet").read_bytes()
        print(f"Dask over local: {on_dask / swept:.2f} (bar 1.3); the same to the last bit: {same}", flush=True)
        print(f"peak memory of the sweep: {memory(values, folder / 'memory'):.0f} MiB (bar 1024)", flush=True)
        many = study(4000, 250) | {"set": {"school.teachers": 4, "years": 1}}
        print(f"peak memory of a million rows: {memory(many, folder / 'many'):.0f} MiB (bar 1024)", flush=True)
    reference = batch_run()
    print(f"batch_run with the plain reference over the sweep, per school: {reference / (swept / schools):.0f}")
    print(f"this process used {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")


if __name__ == "__main__":
    main()
