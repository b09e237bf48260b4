"""An ensemble of schools: scenario, number of runs and seed in, Results out.

A block of runs is a job for a `concurrent.futures` executor: threads on this machine, since the kernels release the
interpreter lock, or anything else that has `submit`. Results do not depend on how the work is split.
"""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from typing import TYPE_CHECKING

import numpy as np

from ..core.vocabulary import ORDINARY, WEEKS_PER_YEAR
from ..engine.answers import answers_of
from ..engine.extension import checked, told
from ..engine.first_call import make_ready
from ..engine.schedule import Phase
from ..engine.settling import live_before, past_of
from ..engine.steps import Steps
from ..engine.year import simulate_years
from ..parameters.scenario import Scenario
from ..results.folder import Results
from ..results.recorder import Recorded, cells_of_a_run, what_to_record
from ..school.founding import found_school, most_asked, size_of_school
from ..school.state import State, empty_state
from .forecast import check, cost_of_ensemble
from .jobs import LARGEST, check_whole, perform, workers_or_all

if TYPE_CHECKING:
    from ..school.roster import School

_BLOCKS_PER_WORKER = 8
_CELLS_PER_BLOCK = 1_000_000
_MEASURED_OVER = 400_000  # teacher-weeks
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
    insist: bool = False,
    phases: Iterable[Phase] | None = None,
) -> Results:
    """Simulate `runs` schools of a scenario; run r of a seed is always the same school, however many are asked for.

    record : tables to keep: "years" always; "weeks", "teachers", "terms" (what moved each teacher's states), "ties" (who turned to whom at
        the end of each year), "answers" (of each teacher to the questions of surveys) on request
    workers : threads, as many as there are processors when left out; executor : takes the place of threads
    progress : show a progress bar
    school : a real school, whose roster and ties start every run
    first_run : number of the first run, to continue an ensemble
    insist : begin also what takes more memory or time than there is
    phases : what a week consists of, as (*sim.WEEK, mine); a plain function is a phase, too. It is walked from Python, some six times slower
        than the compiled week. Years that `mechanisms.settling` lets pass before the first day are the model's own
    Raises InputError for a number out of range, and TooLargeError, which says what would fit.
    """
    check_asked(runs, seed, first_run)
    record = what_to_record(record)
    n_workers = workers_or_all(workers)
    week = checked(phases)
    cost = cost_of_ensemble(scenario, runs, record, school.n if school else None, in_memory=True, walked=week is not None)
    check(cost, n_workers, None, insist, lambda: measured_rate(scenario, week))
    started = time.perf_counter()
    jobs = list(jobs_of(scenario, runs, seed, record, n_workers, school, first_run, phases=week))
    done = perform(simulate_block, jobs, n_workers, executor, progress)
    recorded = [run for block in done for run in block]
    about = school.described() if school is not None else None
    seconds = time.perf_counter() - started
    return Results(scenario, seed, runs, record, seconds, about, first_run, phases=told(week), _recorded=recorded)


def check_asked(runs: int, seed: int, first_run: int = 0) -> None:
    """Raise InputError for a number out of range."""
    check_whole("runs", runs, 1, 10_000_000)
    check_whole("seed", seed, 0, LARGEST)
    check_whole("first_run", first_run, 0, LARGEST - runs)


def jobs_of(
    scenario: Scenario,
    runs: int,
    seed: int,
    record: tuple[str, ...],
    n_workers: int,
    school: "School | None" = None,
    first_run: int = 0,
    *,
    phases: tuple[Phase, ...] | None = None,
) -> Iterator[tuple]:
    """An ensemble as arguments of `simulate_block`, in the order of its runs."""
    posts = school.n if school else scenario.school.teachers
    size = _block_size(posts, scenario.years, runs, n_workers, sum(cells_of_a_run(record, posts, scenario.years).values()))
    for first in range(first_run, first_run + runs, size):
        yield scenario, seed, first, min(size, first_run + runs - first), record, school, *(() if phases is None else (phases,))


def measured_rate(scenario: Scenario, phases: tuple[Phase, ...] | None = None) -> float:
    """Teacher-weeks a second and thread of a scenario on this machine, now: for a forecast. phases : of a week, if not the model's"""
    short = scenario.replace({"years": min(2, scenario.years), "mechanisms.settling": 0})
    weeks = short.school.teachers * short.years * WEEKS_PER_YEAR
    count = max(1, _MEASURED_OVER // weeks) if phases is None else 1
    simulate_block(short, 1, 0, 1, ("years",), None, phases)  # compiles, or loads what was compiled
    began = time.perf_counter()
    simulate_block(short, 1, 0, count, ("years",), None, phases)
    return count * weeks / (time.perf_counter() - began)


def simulate_block(
    scenario: Scenario,
    seed: int,
    first: int,
    count: int,
    record: tuple[str, ...],
    school: "School | None" = None,
    phases: tuple[Phase, ...] | None = None,
) -> list[Recorded]:
    """The job: simulate runs first ... first + count - 1 one after the other; phases : of a week, if not the model's."""
    table, period = scenario.table()
    table = table.view(np.recarray)
    past = past_of(scenario)
    block = []
    for run in range(first, first + count):
        state = _found(scenario, table[0, ORDINARY], past, seed, run, school, "terms" in record)
        kept = Recorded.empty(run, state.teachers.size, scenario.years, record, state.ties.size)
        if phases is None:
            simulate_years(state, table, period, scenario.years, *kept.arrays)
        else:
            Steps(state, table, period, kept.years, kept.weeks, kept.teachers, ties=kept.ties, phases=phases).to_the_end()
        if "answers" in record:
            kept.answers = answers_of(kept.teachers, table, period, seed, run)
        block.append(kept.packed(record))
    return block


def start(scenario: Scenario, seed: int, run: int, school: "School | None" = None, explain: bool = False) -> State:
    """The school of this seed and run on its first day."""
    first_day = scenario.table()[0].view(np.recarray)[0, ORDINARY]
    return _found(scenario, first_day, past_of(scenario), seed, run, school, explain)


def _found(scenario: Scenario, p, past, seed: int, run: int, school: "School | None", explain: bool) -> State:
    make_ready()
    if school is not None:
        state = school.state(scenario, explain)
        school.fill(state, p, seed, run)
        return state
    state = empty_state(size_of_school(p, seed, run), most_asked(scenario), explain)
    found_school(state, p if past is None else past[0, ORDINARY], seed, run)
    if past is not None:
        live_before(state, past, p, scenario.mechanisms.settling)
    return state


def _block_size(teachers: int, years: int, runs: int, n_workers: int, cells: int = 0) -> int:
    """Runs in a job: a fair share of all, but no more than a second of work, nor more numbers than travel lightly."""
    affordable = min(_TEACHER_WEEKS_PER_BLOCK // (teachers * years * WEEKS_PER_YEAR), _CELLS_PER_BLOCK // max(1, cells))
    return max(1, min(affordable, -(-runs // (n_workers * _BLOCKS_PER_WORKER))))
