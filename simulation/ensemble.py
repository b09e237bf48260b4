"""An ensemble of schools: scenario, number of runs and seed in, Results out.

A block of runs is a job for a `concurrent.futures` executor: threads on this machine, since the kernels release the
interpreter lock, or anything else that has `submit`. Results do not depend on how the work is split.
"""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

import numpy as np

from .engine.first_call import make_ready
from .engine.year import live
from .names import ORDINARY, WEEKS_PER_YEAR
from .parameters.scenario import InputError, Scenario
from .results.folder import Results
from .results.recorder import Recorded, what_to_record
from .school.founding import found_school, size_of_school
from .school.state import State, empty_state

if TYPE_CHECKING:
    from .school.roster import School

#: Seeds and runs are 32-bit words of the generator's key.
LARGEST = 2**32 - 1
_BLOCKS_PER_WORKER = 8
_TEACHER_WEEKS_PER_BLOCK = 2_000_000  # under a second of work, so that Ctrl-C is answered and the bar moves


def simulate(
    scenario: Scenario,
    runs: int = 100,
    seed: int = 1,
    *,
    record: str | Iterable[str] = ("years",),
    workers: int | None = None,
    progress: bool = False,
    school: "School | None" = None,
    first_run: int = 0,
    executor: Executor | None = None,
) -> Results:
    """Simulate `runs` schools of a scenario; run r of a seed is always the same school, however many are asked for.

    record : tables to keep: "years" always; "weeks", "teachers", "terms" (what moved each teacher's states) on request
    workers : threads, as many as there are processors when left out; executor : takes the place of threads
    progress : show a progress bar
    school : a real school, whose roster and ties start every run
    first_run : number of the first run, to continue an ensemble
    Raises InputError for a number out of range.
    """
    check_whole("runs", runs, 1, 10_000_000)
    check_whole("seed", seed, 0, LARGEST)
    check_whole("first_run", first_run, 0, LARGEST - runs)
    record = what_to_record(record)
    n_workers = workers_or_all(workers)
    started = time.perf_counter()
    size = _block_size(school.n if school else scenario.school.teachers, scenario.years, runs, n_workers)
    blocks = [(first, min(size, first_run + runs - first)) for first in range(first_run, first_run + runs, size)]
    jobs = [(scenario, seed, first, count, record, school) for first, count in blocks]
    done = perform(jobs, n_workers, executor, progress)
    recorded = [run for block in done for run in block]
    about = school.identity() if school is not None else None
    return Results(scenario, seed, runs, record, time.perf_counter() - started, about, first_run, _recorded=recorded)


def live_block(
    scenario: Scenario, seed: int, first: int, count: int, record: tuple[str, ...], school: "School | None" = None
) -> list[Recorded]:
    """The job: live runs first ... first + count - 1 one after the other."""
    table, period = scenario.table()
    table = table.view(np.recarray)
    block = []
    for run in range(first, first + count):
        state = _found(scenario, table[0, ORDINARY], seed, run, school, "terms" in record)
        kept = Recorded.empty(run, state.teachers.size, scenario.years, record)
        live(state, table, period, scenario.years, kept.years, kept.weeks, kept.teachers, kept.row, kept.months)
        block.append(kept)
    return block


def start(scenario: Scenario, seed: int, run: int, school: "School | None" = None, explain: bool = False) -> State:
    """The school of this seed and run on its first day."""
    return _found(scenario, scenario.table()[0].view(np.recarray)[0, ORDINARY], seed, run, school, explain)


def _found(scenario: Scenario, p, seed: int, run: int, school: "School | None", explain: bool) -> State:
    make_ready()
    if school is not None:
        state = school.state(scenario, explain)
        school.fill(state, p, seed, run)
        return state
    state = empty_state(size_of_school(p, seed, run), scenario.network.out_degree, explain)
    found_school(state, p, seed, run)
    return state


def snapshots(
    scenario: Scenario, seed: int, run: int, years: Iterable[int], school: "School | None" = None
) -> dict[int, dict[str, Any]]:
    """One school looked at after some years (0 is the first day): teachers, ties, goals and school as copies of the arrays."""
    state = start(scenario, seed, run, school)
    table, period = scenario.table()
    table = table.view(np.recarray)
    seen, lived = {}, 0
    for year in sorted(set(years)):
        kept = Recorded.empty(run, state.teachers.size, year - lived, ("years",))
        live(state, table, period, year - lived, kept.years, kept.weeks, kept.teachers, kept.row, kept.months)
        lived = year
        seen[year] = {
            "teachers": state.teachers.copy(),
            "ties": state.ties[: state.school[0].n_ties].copy(),
            "goals": state.goals.copy(),
            "school": state.school.copy(),
        }
    return seen


def _block_size(teachers: int, years: int, runs: int, n_workers: int) -> int:
    """Runs in a job: a fair share of all, but no more than a second of work."""
    affordable = _TEACHER_WEEKS_PER_BLOCK // (teachers * years * WEEKS_PER_YEAR)
    return max(1, min(affordable, -(-runs // (n_workers * _BLOCKS_PER_WORKER))))


def check_whole(name: str, value: Any, low: int, high: int) -> None:
    """Raise InputError unless the value is a whole number in low..high."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not low <= value <= high:
        raise InputError(f"{name} = {value!r} is not a whole number from {low} to {high}")


def workers_or_all(workers: int | None) -> int:
    """The number asked for, or as many as there are processors. Raises InputError."""
    if workers is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    check_whole("workers", workers, 1, 1024)
    return workers


def perform(jobs, n_workers, executor, progress) -> list[list[Recorded]]:
    """Results of all jobs in their order. Ctrl-C cancels what has not begun and is raised again."""
    with ctrl_c_held_back() as pressed:
        pool = executor or ThreadPoolExecutor(n_workers)
        bar = _bar(sum(job[3] for job in jobs), progress)
        futures: list[Future] = []
        finished: SimpleQueue[Future] = SimpleQueue()
        try:
            for job in jobs:
                futures.append(pool.submit(live_block, *job))
                futures[-1].add_done_callback(finished.put)
            for _ in futures:
                bar.update(len(next_finished(finished, pressed).result()))
            return [future.result() for future in futures]
        finally:
            for future in futures:
                future.cancel()
            bar.close()
            if executor is None:
                pool.shutdown(wait=True, cancel_futures=True)


def next_finished(finished: "SimpleQueue[Future]", pressed: list) -> Future:
    """The job that is done next. Waiting in short pieces lets Ctrl-C through on every system."""
    while True:
        if pressed:
            raise KeyboardInterrupt
        with contextlib.suppress(Empty):
            return finished.get(timeout=0.1)


@contextlib.contextmanager
def ctrl_c_held_back() -> Iterator[list]:
    """Inside, Ctrl-C only fills the list that is given; whoever runs inside looks at it where stopping is safe.

    Python would raise KeyboardInterrupt between any two instructions, also while a pool holds one of its locks, which then
    stays locked for good. A handler of somebody else's is left in place, and so is every thread but the main one.
    """
    pressed: list = []
    usual = signal.default_int_handler
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGINT) is not usual:
        yield pressed
        return
    signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, usual)
    if pressed:  # it came after the last look
        raise KeyboardInterrupt


def _bar(total: int, progress: bool):
    from tqdm.auto import tqdm

    return tqdm(total=total, unit="school", disable=not progress, smoothing=0.1)
