"""Running a study: every school is simulated once, wherever the work is done and however often it is interrupted.

A job is a chunk of points times runs for any `concurrent.futures` executor. The worker reduces each school to the outcomes
that the study asks for; finished rows go to the store every few seconds. A school's numbers depend on its point and its run
only, so the order of the work, the number of workers and the number of interruptions cannot be seen in the results.
"""

import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.vocabulary import WEEKS_PER_YEAR
from ...ensemble import simulate as ensemble
from ...ensemble.jobs import ctrl_c_held_back, next_finished, workers_or_all
from ...parameters.scenario import InputError
from ...statistics.intervals import mean_interval
from . import design, finish
from .store import DONE, FAILED, MISSING, Rows, Store, StoreError, locked, sources
from .study import OUTCOMES, Precision, Study, StudyError

if TYPE_CHECKING:
    import pandas as pd

#: About a second of work, so that an interrupt is answered, the bar moves and little is lost when a worker dies.
TEACHER_WEEKS_PER_JOB = 1_500_000
#: Rows wait for a part no longer than this, or than a hundredth of the time the sweep has taken: so much a kill can cost.
SECONDS_PER_PART, SHARE_PER_PART = 5.0, 0.01
ROWS_PER_PART = 100_000
#: Jobs that wait for each worker; more would only fill the memory.
_AHEAD = 3

_COLUMN = {name: k for k, name in enumerate(OUTCOMES)}


@dataclass(frozen=True)
class Piece:
    """Runs first ... first + count - 1 of one point."""

    point: int
    values: tuple[Any, ...]
    first: int
    count: int


@dataclass(frozen=True)
class Job:
    """Pieces for a worker, with everything they need."""

    study: Study
    pieces: tuple[Piece, ...]
    sources: str  #: of the program that gives the job


#: So many failures without a single success, and the sweep gives up: what is wrong is not wrong with single runs.
HOPELESS = 50


class SweepError(RuntimeError):
    """A sweep cannot go on."""


class VersionError(InputError):
    """A worker runs another version of the program."""


def perform(job: Job) -> Rows:
    """Simulate all schools of a job. A school that fails leaves a row with its error; the others go on."""
    if job.sources != sources():
        raise VersionError(
            f"a worker has other sources of the simulation ({sources()}) than this program ({job.sources}); "
            "install the same version on all workers"
        )
    blocks = [_simulate(job.study, piece) for piece in job.pieces]
    return Rows.joined(blocks)


def _simulate(study: Study, piece: Piece) -> Rows:
    """The runs of one piece."""
    seed = study.seed_of(piece.point)
    values = np.full((piece.count, len(study.observed)), np.nan)
    errors = [""] * piece.count
    try:
        scenario = study.scenario(piece.values)
        values[:] = _outcomes(study, scenario, seed, piece.first, piece.count)
    except Exception:  # find out which of the schools it was
        for k in range(piece.count):
            try:
                scenario = study.scenario(piece.values)
                values[k] = _outcomes(study, scenario, seed, piece.first + k, 1)
            except Exception as error:
                errors[k] = f"{type(error).__name__}: {error}"[:500]
    runs = np.arange(piece.first, piece.first + piece.count, dtype=np.int64)
    return Rows(np.full(piece.count, piece.point, np.int64), runs, np.full(piece.count, seed, np.int64), values, errors)


def _outcomes(study: Study, scenario, seed: int, first: int, count: int) -> np.ndarray:
    """What the study observes of some runs (count, outcomes): means over the years asked for."""
    rows = np.empty((count, len(study.observed)))
    for k, kept in enumerate(ensemble.simulate_block(scenario, seed, first, count, ("years",), study.school)):
        for c, observed in enumerate(study.observed):
            years = [year - 1 for year in observed.years] or [-1]
            rows[k, c] = np.mean([kept.years[year, _COLUMN[observed.outcome]] for year in years])
    return rows


# ---------------------------------------------------------------- the sweep


def sweep(
    study: "str | Path | dict | Study",
    out: str | Path | None = None,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: bool = False,
    extend: bool = False,
    retry_failed: bool = False,
    shard: tuple[int, int] | None = None,
) -> "pd.DataFrame":
    """Run a study, or go on with it, and return its table: a row for each point and run that is finished.

    study : a TOML file, a dictionary of the same form, or a Study (docs/sweeps.md explains the form)
    out : folder of the sweep; results/NAME when left out. A folder that holds part of the study is gone on with.
    workers : threads, as many as there are processors when left out; executor : takes the place of threads
    progress : show a progress bar
    extend : let a finished study grow to the points and runs that are asked for now
    retry_failed : try runs again that failed
    shard : (i, n): only every n-th point, from the i-th on; n such processes may fill one folder side by side
    The table has point, run, seed, a column for each parameter and for each outcome. Raises StudyError, StoreError.
    """
    store = fill(
        study, out, workers=workers, executor=executor, progress=progress, extend=extend, retry_failed=retry_failed, shard=shard
    )
    return finish.runs(store)


def fill(
    study: "str | Path | dict | Study",
    out: str | Path | None = None,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: bool = False,
    extend: bool = False,
    retry_failed: bool = False,
    shard: tuple[int, int] | None = None,
) -> Store:
    """Do what is missing of a study and write its tables; see `sweep`. The Store is returned instead of the table."""
    study = Study.load(study)
    n_workers = workers_or_all(workers)
    check_shard(shard)
    folder = Path(out) if out is not None else default_folder(study)
    with locked(folder, shard):
        store = Store.prepare(folder, study, extend, shard)
        _Sweep(store, n_workers, executor, progress, retry_failed).run()
        if shard is None:
            finish.tables(store)
    return store


def default_folder(study: Study) -> Path:
    """Where a study's results go when nothing is said."""
    name = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in study.name).strip(".")
    return Path("results") / (name or "study")


def check_shard(shard: tuple[int, int] | None) -> None:
    """Raise InputError unless the shard is one of 1/n ... n/n."""
    if shard is not None and not 1 <= shard[0] <= shard[1]:
        raise InputError(f"shard {shard[0]}/{shard[1]} does not exist; the shards of n are 1/n to n/n")


class _Sweep:
    """One go at a store: what is missing, in jobs, through an executor, into parts."""

    def __init__(self, store: Store, n_workers: int, executor: Executor | None, progress: bool, retry_failed: bool):
        self.store, self.study = store, store.study
        self.n_workers, self.executor, self.progress = n_workers, executor, progress
        self.points = list(store.design().iloc[:, 1:].itertuples(index=False, name=None))
        self.state = store.status()
        if retry_failed:
            self.state[self.state == FAILED] = MISSING
        self.mine = np.ones(len(self.points), bool)
        if store.shard:
            self.mine = np.arange(len(self.points)) % store.shard[1] == store.shard[0] - 1
        self.waiting: list[Rows] = []
        self.began = self.flushed = time.monotonic()

    def run(self) -> None:
        """Everything that is missing; with a wanted precision in rounds, since what is missing shows only then."""
        wanted = np.where(self.mine, self.study.runs, 0)
        with ctrl_c_held_back() as pressed:
            while True:
                self._perform(wanted, pressed)
                if (p := self.study.spec.precision) is None:
                    return
                more = self._imprecise(wanted, p)
                if not more.any():
                    return
                wanted = np.where(more, np.minimum(wanted + p.step, p.maximum), wanted)

    def _imprecise(self, wanted: np.ndarray, p: Precision) -> np.ndarray:
        """Points that may and must have more runs. Looks at the first runs only, so it decides as it did before a kill."""
        more = np.zeros(len(self.points), bool)
        for batch in self.store.batches():
            good = batch[batch["error"] == ""]
            for point, rows in good.groupby("point"):
                if self.mine[point] and wanted[point] < p.maximum:
                    values = rows.loc[rows["run"] < wanted[point], p.outcome].to_numpy()
                    more[point] = not half_width(values) <= p.half_width
        return more

    def _perform(self, wanted: np.ndarray, pressed: list) -> None:
        to_do = self._jobs(wanted)
        pool = self.executor or ThreadPoolExecutor(self.n_workers)
        finished: SimpleQueue = SimpleQueue()
        under_way: dict[Any, Job] = {}
        failures = 0
        asked = np.arange(self.state.shape[1]) < wanted[:, None]
        total, done = int(asked.sum()), int((asked & (self.state != MISSING)).sum())
        bar = _bar(total, done, self.progress)
        try:
            while True:
                ahead = _AHEAD * max(self.n_workers, getattr(self.executor, "n_workers", 0))  # a cluster may grow
                while len(under_way) < ahead and (job := next(to_do, None)) is not None:
                    future = pool.submit(perform, job)
                    under_way[future] = job
                    future.add_done_callback(finished.put)
                if not under_way:
                    break
                future = next_finished(finished, pressed)
                rows = _result(future, under_way.pop(future))
                self.state[rows.point, rows.run] = [FAILED if text else DONE for text in rows.error]
                bar.update(len(rows))
                self._keep(rows)
                failures += sum(map(bool, rows.error))
                if failures >= HOPELESS and not (self.state == DONE).any():
                    raise SweepError(f"the first {failures} schools all failed, the last with {rows.error[-1]}")
        finally:
            for future in under_way:
                future.cancel()
            bar.close()
            if self.executor is None:
                pool.shutdown(wait=True, cancel_futures=True)
            self._flush()

    def _jobs(self, wanted: np.ndarray) -> Iterator[Job]:
        """What is missing, in the order of the points, in jobs of about a second."""
        source, pieces, load = sources(), [], 0
        for point in np.flatnonzero(wanted):
            missing = np.flatnonzero(self.state[point, : wanted[point]] == MISSING)
            if not missing.size:
                continue
            scenario = _try(self.study.scenario, self.points[point])
            posts = self.study.school.n if self.study.school else scenario.school.teachers if scenario else 1
            a_run = posts * scenario.years * WEEKS_PER_YEAR if scenario else 1
            for stretch in np.split(missing, np.flatnonzero(np.diff(missing) != 1) + 1):
                first, left = int(stretch[0]), len(stretch)
                while left:
                    count = min(left, max(1, (TEACHER_WEEKS_PER_JOB - load) // a_run))
                    pieces.append(Piece(int(point), self.points[point], first, count))
                    first, left, load = first + count, left - count, load + count * a_run
                    if load + a_run > TEACHER_WEEKS_PER_JOB:
                        yield Job(self.study, tuple(pieces), source)
                        pieces, load = [], 0
        if pieces:
            yield Job(self.study, tuple(pieces), source)

    def _keep(self, rows: Rows) -> None:
        """Let rows wait for a part, or write it."""
        self.waiting.append(rows)
        now = time.monotonic()
        due = now - self.flushed > max(SECONDS_PER_PART, SHARE_PER_PART * (now - self.began))
        if due or sum(map(len, self.waiting)) >= ROWS_PER_PART:
            self._flush()

    def _flush(self) -> None:
        if self.waiting:
            self.store.add(Rows.joined(self.waiting))
            self.waiting = []
            self.flushed = time.monotonic()


def _try(make, *arguments):
    try:
        return make(*arguments)
    except InputError:  # the worker will say so for each of its runs
        return None


def _result(future, job: Job) -> Rows:
    """The rows of a finished job. Runs that took their worker with them, again and again, count as failed."""
    try:
        return future.result()
    except Exception as error:
        if type(error).__name__ != "KilledWorker":
            raise
        blocks = []
        for piece in job.pieces:
            runs = np.arange(piece.first, piece.first + piece.count)
            seed = np.full(piece.count, job.study.seed_of(piece.point))
            nothing = np.full((piece.count, len(job.study.observed)), np.nan)
            text = "KilledWorker: the workers that simulated this run, or one beside it, died"
            blocks.append(Rows(np.full(piece.count, piece.point), runs, seed, nothing, [text] * piece.count))
        return Rows.joined(blocks)


def half_width(values: np.ndarray) -> float:
    """Half the 95 percent interval of the mean; infinite for fewer than two values."""
    mean, low, _ = mean_interval(values) if len(values) else (0.0, -np.inf, np.inf)
    return mean - low


def _bar(total: int, done: int, progress: bool):
    from tqdm.auto import tqdm

    return tqdm(total=total, initial=done, unit="school", disable=not progress, smoothing=0.05)


# ---------------------------------------------------------------- before it begins


@dataclass(frozen=True)
class Forecast:
    """What a study will cost. seconds is None when nothing was measured."""

    points: int
    runs: int
    done: int
    teacher_weeks: float
    seconds: float
    megabytes: float
    workers: int


def forecast(study: "str | Path | dict | Study", out: str | Path | None = None, workers: int | None = None) -> Forecast:
    """What is still to do and how long it will take: a few schools at points across the design are simulated to see. Writes nothing.

    With a wanted precision `runs` is the least and the time that for it; the most is precision.maximum at each point.
    """
    study = Study.load(study)
    n_workers = workers_or_all(workers)
    folder = Path(out) if out is not None else default_folder(study)
    points = design.lay_out(study, [study.size])
    done = 0
    if (folder / "manifest.json").exists():
        store = Store.open(folder)
        if store.study.identity() == study.identity():
            done = int((store.status() != MISSING).sum())
    sample = [points[k] for k in np.unique(np.linspace(0, len(points) - 1, 5).astype(int))]
    _simulate(study, Piece(0, sample[0], 0, 1))  # compiles, or loads what was compiled
    before = time.perf_counter()
    for k, values in enumerate(sample):
        _simulate(study, Piece(k, values, 0, 2))
    each = (time.perf_counter() - before) / (2 * len(sample))
    every = [study.scenario(values) for values in (points if len(points) <= 1000 else sample)]
    posts = study.school.n if study.school else None
    weeks = float(np.mean([(posts or s.school.teachers) * s.years * WEEKS_PER_YEAR for s in every])) * len(points) * study.runs
    runs = len(points) * study.runs
    columns = 3 + len(study.observed)
    return Forecast(len(points), runs, done, weeks, each * max(0, runs - done) / n_workers, 8e-6 * columns * runs, n_workers)


__all__ = ["Forecast", "StoreError", "StudyError", "fill", "forecast", "sweep"]
