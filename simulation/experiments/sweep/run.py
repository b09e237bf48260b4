"""Running a study: every school is simulated once, wherever the work is done and however often it is interrupted.

A job is a chunk of points times runs for any `concurrent.futures` executor. The worker reduces each school to the outcomes
that the study asks for; finished rows go to the store every few seconds. A school's numbers depend on its point and its run
only, so the order of the work, the number of workers and the number of interruptions cannot be seen in the results.

The work goes round all points again and again: first one run at each, then as many more as there are, until all are there. So
whatever stops it, at any moment the points have about equally many runs.
"""

import contextlib
import time
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.vocabulary import WEEKS_PER_YEAR
from ...engine.schedule import Phase
from ...ensemble import simulate as ensemble
from ...ensemble.forecast import NUMBER, STREAMING, Cost, at_once, check, weeks_of_a_run
from ...ensemble.jobs import RunError, ctrl_c_held_back, next_finished, workers_or_all
from ...inputs.names import as_file
from ...parameters.scenario import InputError
from ...results.recorder import Recorded
from . import design, effects, finish
from .count import IncompleteWarning, asks_for_more
from .spec import Precision
from .store import DONE, FAILED, MISSING, Rows, Store, StoreError, locked, sources
from .study import Study, StudyError, n_points

if TYPE_CHECKING:
    import pandas as pd

#: About a second of work at most, so that an interrupt is answered, the bar moves and little is lost when a worker dies; and no
#: more than this share of what is missing, divided by the workers, but not so little that handing out costs more than the work.
TEACHER_WEEKS_PER_JOB, SHARE_PER_JOB, LEAST_PER_JOB = 1_500_000, 0.01, 10_000
#: Rows wait for a part no longer than this, or than a hundredth of the time the sweep has taken, and no more of them than a
#: hundredth of what is missing (unless that comes sooner than is worth a file): so much a kill can cost.
SECONDS_PER_PART, SHARE_PER_PART, SOONEST = 5.0, 0.01, 0.05
ROWS_PER_PART = 100_000
#: So often what vanishes while a sweep runs is simulated again.
_GOES = 3
#: Jobs that wait for each worker; more would only fill the memory.
_AHEAD = 3


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
    round: int = 0  #: of which it is a part


#: So many failures without a single success, and the sweep gives up: what is wrong is not wrong with single runs.
HOPELESS = 50


class SweepError(RunError):
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
    block = list(_lived(study, scenario, seed, first, count))
    return np.array([study.looked.row(kept.years) for kept in block]).reshape(count, len(study.observed))


def _lived(study: Study, scenario, seed: int, first: int, count: int) -> Iterator[Recorded]:
    """The schools of some runs, each under its set where the study has any."""
    if study.sets is None:
        own = () if study.phases is None else (study.phases,)
        yield from ensemble.simulate_block(scenario, seed, first, count, ("years",), study.school, *own)
        return
    for run in range(first, first + count):
        yield from ensemble.simulate_block(study.sets.scenario(scenario, run), seed, run, 1, ("years",), study.school)


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
    insist: bool = False,
    phases: Iterable[Phase] | None = None,
) -> "pd.DataFrame":
    """Run a study, or go on with it, and return its table: a row for each point and run that is finished.

    study : a TOML file, a dictionary of the same form, or a Study (docs/sweeps.md explains the form)
    out : folder of the sweep; results/NAME when left out. A folder that holds part of the study is gone on with.
    workers : threads, as many as there are processors when left out; executor : takes the place of threads
    progress : show a progress bar
    extend : let a finished study grow to the points and runs that are asked for now
    retry_failed : try runs again that failed
    shard : (i, n): only every n-th point, from the i-th on; n such processes may fill one folder side by side
    insist : begin also what takes more memory, disk or time than there is; phases : of a week, as in `simulate`
    The table has point, run, seed, a column for each parameter and for each outcome. Raises StudyError, StoreError, and
    TooLargeError, which says what would fit.
    """
    store = fill(
        study, out, workers=workers, executor=executor, progress=progress, extend=extend, retry_failed=retry_failed,
        shard=shard, insist=insist, phases=phases,
    )  # fmt: skip
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
    insist: bool = False,
    phases: Iterable[Phase] | None = None,
) -> Store:
    """Do what is missing of a study and write its tables; see `sweep`. The Store is returned instead of the table.

    `Store.counted` says how many schools there are of those that were asked for.
    """
    study = Study.load(study).of_week(phases)
    n_workers = workers_or_all(workers)
    check_shard(shard)
    folder = Path(out) if out is not None else default_folder(study)
    check_size(study, folder, getattr(executor, "n_workers", 0) or n_workers, insist, shard)
    with locked(folder, shard):
        store = Store.prepare(folder, study, extend, shard)
        for _ in range(_GOES):
            sweep_ = _Sweep(store, n_workers, executor, progress, retry_failed)
            try:
                sweep_.run()
            except (KeyboardInterrupt, RunError) as stop:
                stop.args = ("; ".join([*map(str, stop.args), sweep_.kept()]),)
                raise
            if not (lost := store.lost()):
                break
            warnings.warn(
                f"{len(lost)} part{'s' * (len(lost) > 1)} of {folder} vanished while the sweep ran; what is missing is simulated again",
                IncompleteWarning,
                stacklevel=2,
            )
            retry_failed = False  # they have been tried
        if shard is None:
            effects.write(store)
            store.counted = finish.tables(store, effects.in_words(store))
            store.join()
        else:
            store.counted = finish.count(store, shard)
    for sentence in store.counted.sentences():
        warnings.warn(f"{folder}: {sentence[:-1]}", IncompleteWarning, stacklevel=2)
    return store


def default_folder(study: Study) -> Path:
    """Where a study's results go when nothing is said."""
    return Path("results") / as_file(study.name, "study")


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
        self.waiting: dict[int, list[Rows]] = {}  # by round: so a part holds neighbouring points
        self.ahead = 0  #: schools that are missing when work begins
        self.weeks: np.ndarray | None = None  # teacher-weeks of a run at each point, 0 where that is not known yet
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

    def kept(self) -> str:
        """What there is when it stops before its end, as a part of a sentence."""
        return (
            f"{int((self.state[self.mine] == DONE).sum()):,} schools are kept in {self.store.folder}, and the same command goes on "
            "from there"
        )

    def _imprecise(self, wanted: np.ndarray, p: Precision) -> np.ndarray:
        """Points that may and must have more runs. Looks at the first runs only, so it decides as it did before a kill."""
        more = np.zeros(len(self.points), bool)
        for batch in self.store.batches():
            good = batch[batch["error"] == ""]
            for point, rows in good.groupby("point"):
                if self.mine[point] and wanted[point] < p.maximum:
                    values = rows.loc[rows["run"] < wanted[point], p.outcome].to_numpy()
                    more[point] = asks_for_more(values, p)
        return more

    def _perform(self, wanted: np.ndarray, pressed: list) -> None:
        columns = np.arange(self.state.shape[1])
        missing = np.array([int(((columns < n) & (row == MISSING)).sum()) for n, row in zip(wanted, self.state)], np.int64)
        self.ahead = int(missing.sum())
        to_do = self._jobs(wanted, self._job_size(missing))
        pool = self.executor or ThreadPoolExecutor(self.n_workers)
        finished: SimpleQueue = SimpleQueue()
        under_way: dict[Any, Job] = {}
        failures = 0
        total = int(wanted.sum())
        bar = _bar(total, total - self.ahead, self.progress)
        try:
            while True:
                ahead = _AHEAD * max(self.n_workers, getattr(self.executor, "n_workers", 0))  # a cluster may grow
                while len(under_way) < ahead and (job := next(to_do, None)) is not None:
                    future = pool.submit(perform, job)
                    under_way[future] = job
                    future.add_done_callback(finished.put)
                if not under_way:
                    break
                future = next_finished(finished, pressed, getattr(self.executor, "check_alive", None))
                job = under_way.pop(future)
                rows = _result(future, job)
                self.state[rows.point, rows.run] = [FAILED if text else DONE for text in rows.error]
                bar.update(len(rows))
                self._keep(rows, job.round)
                failures += sum(map(bool, rows.error))
                if failures >= HOPELESS and not (self.state == DONE).any():
                    raise SweepError(f"the first {failures} schools all failed, the last with {rows.error[-1]}")
        finally:
            for future in under_way:
                future.cancel()
            bar.close()
            if self.executor is None:
                pool.shutdown(wait=True, cancel_futures=True)
            for future, job in under_way.items():  # what was finished while it stopped
                if future.done() and not future.cancelled() and future.exception() is None:
                    self._keep(rows := future.result(), job.round)
                    self.state[rows.point, rows.run] = [FAILED if text else DONE for text in rows.error]
            self._flush()

    def _jobs(self, wanted: np.ndarray, most: int) -> Iterator[Job]:
        """What is missing, round by round and in each in the order of the points, in jobs of so many teacher-weeks at most."""
        source = sources()
        for number, (low, high) in enumerate(rounds(int(wanted.max(initial=0)))):
            pieces: list[Piece] = []
            load = 0
            here = (self.state[:, low:high] == MISSING).any(axis=1) & (wanted > low)
            for point in np.flatnonzero(here):
                missing = low + np.flatnonzero(self.state[point, low : min(high, wanted[point])] == MISSING)
                a_run = self._weeks_of(int(point))
                for stretch in np.split(missing, np.flatnonzero(np.diff(missing) != 1) + 1):
                    first, left = (int(stretch[0]), len(stretch)) if len(stretch) else (0, 0)
                    while left:
                        count = min(left, max(1, (most - load) // a_run))
                        pieces.append(Piece(int(point), self.points[point], first, count))
                        first, left, load = first + count, left - count, load + count * a_run
                        if load + a_run > most:
                            yield Job(self.study, tuple(pieces), source, number)
                            pieces, load = [], 0
            if pieces:
                yield Job(self.study, tuple(pieces), source, number)

    def _job_size(self, missing: np.ndarray) -> int:
        """Teacher-weeks of a job: a second of work, or less where all that is missing takes little. missing : runs of each point"""
        asked = np.flatnonzero(missing)
        if not asked.size:
            return TEACHER_WEEKS_PER_JOB
        some = asked[np.unique(np.linspace(0, asked.size - 1, 5).astype(int))]
        total = float(np.mean([self._weeks_of(int(point)) for point in some])) * float(missing.sum())
        share = SHARE_PER_JOB * total / max(self.n_workers, getattr(self.executor, "n_workers", 0))
        return int(min(TEACHER_WEEKS_PER_JOB, max(LEAST_PER_JOB, share)))

    def _weeks_of(self, point: int) -> int:
        """Teacher-weeks of a run at a point; all points have the same unless the study moves schools' sizes or years."""
        if self.weeks is None:
            self.weeks = np.zeros(len(self.points), np.int64)
        if not self.weeks[point]:
            scenario = _try(self.study.scenario, self.points[point])
            posts = self.study.school.n if self.study.school else scenario.school.teachers if scenario else 1
            weeks = posts * scenario.years * WEEKS_PER_YEAR if scenario else 1
            if scenario and not self.study.moves("school.teachers", "years"):
                self.weeks[:] = weeks
            self.weeks[point] = weeks
        return int(self.weeks[point])

    def _keep(self, rows: Rows, number: int) -> None:
        """Let rows of a round wait for a part, or write what waits."""
        self.waiting.setdefault(number, []).append(rows)
        waited = time.monotonic() - self.flushed
        n = sum(len(rows) for waiting in self.waiting.values() for rows in waiting)
        due = waited > max(SECONDS_PER_PART, SHARE_PER_PART * (time.monotonic() - self.began))
        if due or n >= ROWS_PER_PART or (n >= SHARE_PER_PART * self.ahead and waited > SOONEST):
            self._flush()

    def _flush(self) -> None:
        """Write what waits as a part, or of many rows one for each round, which holds neighbouring points: tables are made of these."""
        groups = [self.waiting.pop(number) for number in sorted(self.waiting)]
        if sum(len(rows) for group in groups for rows in group) < ROWS_PER_PART // 20:
            groups = [[rows for group in groups for rows in group]] if groups else []
        for group in groups:
            self.store.add(Rows.joined(group))
        self.flushed = time.monotonic()


def rounds(runs: int) -> Iterator[tuple[int, int]]:
    """From which run to which (without it) each round goes: one run, another one, then two, four, eight ... more."""
    low, high = 0, min(1, runs)
    while low < high:
        yield low, high
        low, high = high, min(2 * high, runs)


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
            if type(error).__module__.startswith("distributed") or isinstance(error, (CancelledError, OSError)):
                raise RunError(
                    f"the cluster gave up a job, as it does when its scheduler is gone ({type(error).__name__})"
                ) from None
            raise
        blocks = []
        for piece in job.pieces:
            runs = np.arange(piece.first, piece.first + piece.count)
            seed = np.full(piece.count, job.study.seed_of(piece.point))
            nothing = np.full((piece.count, len(job.study.observed)), np.nan)
            text = "KilledWorker: the workers that simulated this run, or one beside it, died"
            blocks.append(Rows(np.full(piece.count, piece.point), runs, seed, nothing, [text] * piece.count))
        return Rows.joined(blocks)


def _bar(total: int, done: int, progress: bool):
    from tqdm.auto import tqdm

    return tqdm(total=total, initial=done, unit="school", disable=not progress, smoothing=0.05)


# ---------------------------------------------------------------- before it begins


#: Bytes that a point takes while a sweep runs, and each of its values.
_BYTES_PER_POINT, _BYTES_PER_VALUE = 500, 60


@dataclass(frozen=True)
class Forecast:
    """What a study will cost."""

    points: int
    runs: int
    done: int
    teacher_weeks: float
    seconds: float
    megabytes: float
    memory: float  #: megabytes, at most
    workers: int


def cost_of(study: Study, shard: tuple[int, int] | None = None) -> Cost:
    """What a study takes at most, before its points are laid out; with a wanted precision for the fewest runs."""
    points = n_points(study)
    runs = points * study.runs / (shard[1] if shard else 1)
    scenarios = [study.scenario(values) for values in design.corners(study)]
    posts = study.school.n if study.school else None
    weeks = runs * float(np.mean([weeks_of_a_run(s, posts) for s in scenarios]))
    columns, values = 3 + len(study.observed), len(study.factors)
    memory = STREAMING + points * (_BYTES_PER_POINT + _BYTES_PER_VALUE * (values + columns) + study.most_runs)
    disk = NUMBER * (runs * (columns + (0 if shard else columns + values)) + points * (values + 4 * columns))
    return Cost(max(1, int(runs)), weeks, memory, disk, study.phases is not None)


def check_size(study: Study, folder: Path, workers: int, insist: bool = False, shard: tuple[int, int] | None = None) -> None:
    """Raise TooLargeError when a study goes beyond the machine or beyond patience; one that was begun at this size goes on."""
    if insist or _begun(study, folder):
        return
    check(
        cost_of(study, shard),
        workers,
        folder,
        False,
        lambda: ensemble.measured_rate(study.scenario(design.corners(study, 1)[0]), study.phases),
    )


def _begun(study: Study, folder: Path) -> bool:
    """Whether a folder holds this study at this size or a larger one."""
    if not (folder / "manifest.json").exists():
        return False
    with contextlib.suppress(StoreError):  # whoever writes there will be told
        old = Store.open(folder).study
        return old.identity() == study.identity() and (old.size, old.most_runs) == (study.size, study.most_runs)
    return False


def forecast(
    study: "str | Path | dict | Study", out: str | Path | None = None, workers: int | None = None, insist: bool = False
) -> Forecast:
    """What is still to do and how long it will take: a few schools at points across the design are simulated to see. Writes nothing.

    With a wanted precision `runs` is the least and the time that for it; the most is precision.maximum at each point.
    insist : lay out also what is too large to begin. Raises TooLargeError, which says what would fit.
    """
    study = Study.load(study)
    n_workers = workers_or_all(workers)
    folder = Path(out) if out is not None else default_folder(study)
    check_size(study, folder, n_workers, insist)
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
    weeks = float(np.mean([weeks_of_a_run(s, posts) for s in every])) * len(points) * study.runs
    runs = len(points) * study.runs
    cost = cost_of(study)
    seconds = each * max(0, runs - done) / at_once(cost, n_workers)
    return Forecast(len(points), runs, done, weeks, seconds, 1e-6 * cost.disk, 1e-6 * cost.memory, n_workers)


__all__ = ["Forecast", "StoreError", "StudyError", "fill", "forecast", "sweep"]
