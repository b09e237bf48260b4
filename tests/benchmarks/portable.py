"""How fast and how large the portable engine is, beside the compiled one on this machine. Run by hand, with Node:

    python -m tests.benchmarks.portable

Times are of processors, medians of repeats that take turns; the ratio is what counts.
"""

import gzip
import tempfile
import time
from pathlib import Path
from statistics import median

import simulation as sim
from simulation.portable.file import ENGINE
from tests.portable.schools import in_node

SCHOOLS, REPEATS = 200, 5
SETTINGS = ({}, {"time.planning": 8.0})


def native(scenarios) -> float:
    """Seconds of the compiled engine for all schools on one thread."""
    before = time.process_time()
    for scenario in scenarios:
        sim.simulate(scenario, runs=SCHOOLS, seed=1, workers=1)
    return time.process_time() - before


def portable(scenarios, folder) -> tuple[float, float]:
    """The same of the portable engine in Node: for the first time, in which the browser compiles meanwhile, and once more."""
    job = [{"scenario": scenario, "seed": 1, "runs": SCHOOLS} for scenario in scenarios]
    first, again = in_node(folder, clock=job)
    return sum(first), sum(again)


def main() -> None:
    """Measure and print a table."""
    scenarios = [sim.Scenario.load("baseline").replace({"years": 10, **changes}) for changes in SETTINGS]
    native(scenarios)
    times = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(REPEATS):
            times.append((*portable(scenarios, Path(folder)), native(scenarios)))
    first, there, here = (median(column) for column in zip(*times, strict=True))
    ratio = median(a / b for _, a, b in times)
    content = ENGINE.read_bytes()
    rows = [
        ("engine.wasm, kB", len(content) / 1000, ""),
        ("the same, gzipped, kB", len(gzip.compress(content, 9)) / 1000, "<= 100"),
        (f"{SCHOOLS} schools x 10 years x 2 settings in Node, s", first, "<= 3"),
        ("once more, when all is compiled, s", there, ""),
        ("the same compiled for this machine, s", here, ""),
        ("portable over native, ratio", ratio, "<= 1.5"),
    ]
    for what, value, bar in rows:
        print(f"{what:60s} {value:10.2f}   {bar}")


if __name__ == "__main__":
    main()
