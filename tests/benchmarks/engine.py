"""How fast and how small the engine is, as ratios measured side by side on this machine. Run by hand:

    python -m tests.benchmarks.engine

The baseline of the first ratio is tests/reference, the same model as plain Mesa objects. Absolute times depend on the machine
and on what else it does, so let it do nothing else; ratios are of medians. Needs Linux (memory is read from /proc).
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

import simulation as sim
from simulation.core.vocabulary import WEEKS_PER_YEAR
from simulation.ensemble.simulate import start
from tests.reference import ReferenceSchool
from tests.reference.plain import chance

ROOT = Path(__file__).parents[2]
TEACHERS, YEARS, RUNS = 40, 10, 200
TEACHER_WEEKS = TEACHERS * YEARS * WEEKS_PER_YEAR
REFERENCE_SCHOOLS = 7
REPEATS = 5

#: What a child process does: one school and one year, which compiles everything or loads it from the cache.
FIRST_CALL = """
import time, simulation as sim
scenario = sim.Scenario.load("baseline").replace({"years": 1})
before = time.time()
sim.simulate(scenario, runs=1, workers=1)
print(time.time() - before, time.time())
"""

#: What a child process does: how much an ensemble adds to the memory in use, at its peak, beyond the rows it returns [bytes].
MEMORY = f"""
import ctypes, gc, re, simulation as sim
from pathlib import Path

def status(name):
    return 1024 * int(re.search(name + r":\\s+(\\d+) kB", Path("/proc/self/status").read_text()).group(1))

scenario = sim.Scenario.load("baseline").replace({{"school.teachers": {TEACHERS}, "years": {YEARS}}})
sim.simulate(scenario, runs=4, workers=2)
gc.collect()
ctypes.CDLL(None).malloc_trim(0)  # memory that the start no longer needs would hide what the ensemble takes
Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
before = status("VmRSS")
results = sim.simulate(scenario, runs={RUNS}, workers=2)
peak = status("VmHWM")
rows = sum(run.years.nbytes + run.weeks.nbytes + run.teachers.nbytes for run in results._recorded)
print(peak - before - rows)
"""


def school():
    """The benchmark's school."""
    return sim.Scenario.load("baseline").replace({"school.teachers": TEACHERS, "years": YEARS})


def seconds(work, *args, **options) -> float:
    """How long a call takes."""
    before = time.perf_counter()
    work(*args, **options)
    return time.perf_counter() - before


def engine_seconds() -> tuple[float, float]:
    """Time of the ensemble on one thread and on two [s], medians of repeats that take turns."""
    scenario = school()
    sim.simulate(scenario, runs=4, workers=2)
    times = {workers: [] for workers in (1, 2)}
    for _ in range(REPEATS):
        for workers, measured in times.items():
            measured.append(seconds(sim.simulate, scenario, runs=RUNS, seed=1, workers=workers))
    return median(times[1]), median(times[2])


def reference_seconds() -> tuple[float, float]:
    """Time of one reference school [s], median over several, and the share of it that goes into the draws."""
    scenario = school()
    measured, counted = [], 0
    for run in range(REFERENCE_SCHOOLS):
        measured.append(seconds(live_reference, scenario, run))
    one_draw = median(seconds(draw_a_thousand) / 1000 for _ in range(9))
    original = chance.two_draws

    def counting(*args):
        nonlocal counted
        counted += 1
        return original(*args)

    chance.two_draws = counting
    try:
        live_reference(scenario, 0)
    finally:
        chance.two_draws = original
    return median(measured), counted * one_draw / median(measured)


def live_reference(scenario, run):
    """One school of plain objects, from its founding to its last summer."""
    model = ReferenceSchool(scenario, 1, run)
    for _ in range(scenario.years * WEEKS_PER_YEAR):
        model.step()


def draw_a_thousand():
    """Draws of the plain generator."""
    for item in range(1000):
        chance.two_draws(1, 2, 3, 4, 5, item)


def state_bytes() -> float:
    """Arrays of one living school, per teacher [bytes]."""
    return sum(array.nbytes for array in start(school(), 1, 0)) / TEACHERS


def child(source, **environment) -> list[float]:
    """Numbers that a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=True
    )  # fmt: skip
    return [float(number) for number in re.findall(r"\S+", done.stdout)]


def first_call_seconds() -> float:
    """The first call after installation: everything is compiled [s]."""
    with tempfile.TemporaryDirectory() as empty:
        return child(FIRST_CALL, SIMULATION_CACHE=empty)[0]


def start_seconds() -> float:
    """From the start of Python to the first simulated year, with the cache filled [s]; median of repeats."""
    child(FIRST_CALL)
    measured = []
    for _ in range(REPEATS):
        before = time.time()
        measured.append(child(FIRST_CALL)[1] - before)
    return median(measured)


def main() -> None:
    """Measure everything and print a table."""
    busy = os.getloadavg()[0]
    first = first_call_seconds()
    later = start_seconds()
    growth = child(MEMORY)[0] / (RUNS * TEACHERS)
    one, two = engine_seconds()
    reference, drawing = reference_seconds()
    per_school = two / RUNS
    rows = [
        ("engine on two cores over plain Mesa, ratio", reference / per_school, ">=", 60.0),
        ("the same, if draws cost plain Mesa nothing", reference * (1.0 - drawing) / per_school, "", np.nan),
        ("two cores over one, ratio", one / two, ">=", 1.8),
        ("engine on one core, ns per teacher and week", 1e9 * one / RUNS / TEACHER_WEEKS, "", np.nan),
        ("engine on two cores, ns per teacher and week", 1e9 * per_school / TEACHER_WEEKS, "", np.nan),
        ("plain Mesa, us per teacher and week", 1e6 * reference / TEACHER_WEEKS, "", np.nan),
        ("a living school, bytes per teacher", state_bytes(), "", np.nan),
        ("peak memory of the ensemble beyond its rows, bytes per teacher", growth, "<=", 400.0),
        ("first call, everything compiled, s", first, "<=", 15.0),
        ("later starts to the first simulated year, s", later, "<=", 1.5),
    ]
    print(f"{RUNS} schools x {TEACHERS} teachers x {YEARS} years; {len(os.sched_getaffinity(0))} processors")
    if busy > 0.5:
        print(f"The machine was busy at the beginning (load {busy:.1f}): times, and two cores over one, say little.")
    for what, value, sign, bar in rows:
        met = "" if not sign else "met" if (value >= bar if sign == ">=" else value <= bar) else "MISSED"
        print(f"{what:64s} {value:10.2f}   {sign} {bar:g}  {met}" if sign else f"{what:64s} {value:10.2f}")


if __name__ == "__main__":
    main()
