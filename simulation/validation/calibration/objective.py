"""How far a parameter set is from the evidence, and many sets at once.

The residual of a target is (model - value) over the half of its band on that side, so that 1 is the edge of what the evidence
allows. Where the value stands at the edge itself the scale is a tenth of the band or two percent of the value, which is about what
chance moves a target. Every set is simulated with the same seed: the same schools with common random numbers.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

import numpy as np

from ...ensemble.jobs import ctrl_c_held_back, next_finished, workers_or_all
from ..guides import GUIDE, GUIDE_ARMS, TARGETS_AND_GUIDES
from ..targets import OUTPUT, Target, observe, target_table
from .folder import StudyFolder
from .ranges import Cube

#: A miss counts up to here, so that one hopeless target cannot rule the fit; an answer that could not be had counts as much.
CAP = 6.0
#: Residuals are kept up to here: beyond CAP they no longer count, but still say which way leads back.
FAR = 60.0
#: Sets between two writes of a file.
PORTION = 8


def fitted_targets(columns) -> tuple[Target, ...]:
    """What is fitted: outputs that a model with these yearly columns can answer, and the guides."""
    return tuple(
        t for t in TARGETS_AND_GUIDES if t.kind in (OUTPUT, GUIDE) and t.measure is not None and set(t.needs) <= set(columns)
    )


def scales(targets: tuple[Target, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(values, scale below, scale above), each (n_targets,) in the unit of its target."""
    value, low, high = np.array([t.bounds for t in targets]).T
    least = np.maximum(0.1 * (high - low), 0.02 * np.abs(value))
    return value, np.maximum(value - low, least), np.maximum(high - value, least)


def residuals(answers: np.ndarray, targets: tuple[Target, ...], values: np.ndarray | None = None) -> np.ndarray:
    """Residuals of answers (..., n_targets), at most FAR in size; CAP where an answer could not be had.

    values : (n_targets,) in place of the evidence, for made-up targets
    """
    value, below, above = scales(targets)
    off = answers - (value if values is None else values)
    return np.nan_to_num(np.clip(off / np.where(off < 0, below, above), -FAR, FAR), nan=CAP)


def distance(residual: np.ndarray) -> np.ndarray:
    """Sum over the last axis of squared residuals, each CAP at most: what is minimised."""
    return (np.minimum(np.abs(residual), CAP) ** 2).sum(axis=-1)


class Objective:
    """The model as a function from points of the cube to answers, remembered in the study's folder."""

    def __init__(
        self, cube: Cube, folder: StudyFolder, runs: int, seed: int, workers: int | None = None, progress: bool = False
    ):
        from ...declare.outcomes import YEAR_COLUMNS

        self.cube, self.folder, self.runs, self.seed = cube, folder, runs, seed
        self.workers, self.progress = workers_or_all(workers), progress
        self.targets = fitted_targets([column.name for column in YEAR_COLUMNS] + ["staff"])

    def answer(self, point: np.ndarray, seed: int | None = None) -> np.ndarray:
        """The model's answers (n_targets,) at one point."""
        arms = observe(self.cube.values(point), self.runs, self.seed if seed is None else seed, workers=1, arms=GUIDE_ARMS)
        return np.array([target.model_value(arms) for target in self.targets])

    def sampling_error(self, point: np.ndarray) -> np.ndarray:
        """Standard errors (n_targets,) of the answers at a point for want of schools; nothing where none is known."""
        if (stored := self.folder.read_arrays("sampling_error")) is None:
            arms = observe(self.cube.values(point), self.runs, self.seed, self.workers, GUIDE_ARMS)
            error = target_table(arms, TARGETS_AND_GUIDES).set_index("id")["error"].reindex([t.id for t in self.targets])
            stored = {"error": np.nan_to_num(error.to_numpy(float))}
            self.folder.write_arrays("sampling_error", **stored)
        return stored["error"]

    def residuals(self, answers: np.ndarray, values: np.ndarray | None = None) -> np.ndarray:
        """See `residuals`."""
        return residuals(answers, self.targets, values)

    def answers(self, name: str, points: np.ndarray, what: str, seed: int | None = None) -> np.ndarray:
        """Answers (n, n_targets) at points (n, n_parameters). What the folder has under this name is not simulated again."""
        points = np.atleast_2d(points)
        known = self._known(name, points)
        done = list(known)
        missing = points[len(known) : len(points)]
        if not len(missing):
            return known[: len(points)]
        with self._bar(what, len(points), len(known)) as bar:
            for first in range(0, len(missing), PORTION):
                portion = missing[first : first + PORTION]
                for answer in in_parallel(lambda point: self.answer(point, seed), portion, self.workers):
                    done.append(answer)
                    bar.update()
                self.folder.write_arrays(name, points=points[: len(done)], answers=np.array(done))
        return np.array(done)

    def _known(self, name: str, points: np.ndarray) -> np.ndarray:
        """Answers of an earlier call for as many of the first points as it had."""
        stored = self.folder.read_arrays(name)
        if stored is None:
            return np.zeros((0, len(self.targets)))
        same = min(len(stored["points"]), len(points))
        if not np.array_equal(stored["points"][:same], points[:same]):
            return np.zeros((0, len(self.targets)))  # an earlier step was asked for more, so this one begins anew
        return stored["answers"]

    def _bar(self, what: str, total: int, done: int):
        from tqdm.auto import tqdm

        return tqdm(total=total, initial=done, desc=f"{what:<22}", unit="set", disable=not self.progress or total - done <= 1)


def in_parallel(work: Callable, items, workers: int) -> Iterator:
    """`work` of each item in a pool of threads, in the order of the items. Ctrl-C lets what has begun finish, and is raised."""
    with ctrl_c_held_back() as pressed, ThreadPoolExecutor(workers) as pool:
        finished: SimpleQueue[Future] = SimpleQueue()
        futures = [pool.submit(work, item) for item in items]
        try:
            for future in futures:
                future.add_done_callback(finished.put)
            for _ in futures:
                next_finished(finished, pressed)
        finally:
            for future in futures:
                future.cancel()
    return iter([future.result() for future in futures])
