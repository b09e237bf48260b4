"""An ensemble of schools: scenario, number of runs and seed in, Results out.

A block of runs is a job for a `concurrent.futures` executor: threads on this machine, since the kernels release the
interpreter lock, or anything else that has `submit`. Results do not depend on how the work is split.
"""

import time
from collections.abc import Iterable
from concurrent.futures import Executor
from typing import TYPE_CHECKING

import numpy as np

from ..core.vocabulary import ORDINARY, WEEKS_PER_YEAR
from ..engine.first_call import make_ready
from ..engine.year import simulate_years
from ..parameters.scenario import Scenario
from ..results.folder import Results
from ..results.recorder import Recorded, what_to_record
from ..school.founding import found_school, size_of_school
from ..school.state import State, empty_state
from .jobs import LARGEST, check_whole, perform, workers_or_all

if TYPE_CHECKING:
    from ..school.roster import School

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
    done = perform(simulate_block, jobs, n_workers, executor, progress)
    recorded = [run for block in done for run in block]
    about = school.described() if school is not None else None
    return Results(scenario, seed, runs, record, time.perf_counter() - started, about, first_run, _recorded=recorded)


def simulate_block(
    scenario: Scenario, seed: int, first: int, count: int, record: tuple[str, ...], school: "School | None" = None
) -> list[Recorded]:
    """The job: simulate runs first ... first + count - 1 one after the other."""
    table, period = scenario.table()
    table = table.view(np.recarray)
    block = []
    for run in range(first, first + count):
        state = _found(scenario, table[0, ORDINARY], seed, run, school, "terms" in record)
        kept = Recorded.empty(run, state.teachers.size, scenario.years, record)
        simulate_years(state, table, period, scenario.years, kept.years, kept.weeks, kept.teachers, kept.row, kept.months)
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


def _block_size(teachers: int, years: int, runs: int, n_workers: int) -> int:
    """Runs in a job: a fair share of all, but no more than a second of work."""
    affordable = _TEACHER_WEEKS_PER_BLOCK // (teachers * years * WEEKS_PER_YEAR)
    return max(1, min(affordable, -(-runs // (n_workers * _BLOCKS_PER_WORKER))))
