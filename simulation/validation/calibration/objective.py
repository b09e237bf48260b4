"""How far a parameter set is from the evidence, and many sets at once.

The residual of a claim is (model - value) over the half of its band on that side, so that 1 is the edge of what the evidence
allows, times the claim's weight. Where the value stands at the edge itself the scale is a tenth of the band or two percent of the value,
which is about what chance moves a target. Every set is simulated with the same seed: the same schools with common random numbers.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

import numpy as np

from ...ensemble.jobs import ctrl_c_held_back, next_finished, workers_or_all
from ..effects import Experiment
from ..effects.policies import most_of_ceilings
from ..guides import GUIDE_ARMS, TARGETS_AND_GUIDES
from ..laboratory import T_975, VariedLaboratory, unless_set
from ..targets import Target, measure, observe, target_table
from .evidence import Claim, claim_of, fitted_ceilings, fitted_effects, fitted_targets
from .folder import StudyFolder
from .ranges import Cube

#: A miss counts up to here, so that one hopeless target cannot rule the fit; an answer that could not be had counts as much.
CAP = 6.0
#: Residuals are kept up to here: beyond CAP they no longer count, but still say which way leads back.
FAR = 60.0
#: Sets between two writes of a file.
PORTION = 8


def scales(claims: tuple[Claim, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(values, scale below, scale above), each (n_claims,) in the unit of its claim: what lies so far off has a residual of 1."""
    value, low, high = np.array([c.bounds for c in claims]).T
    idle, weight = np.array([(c.idle, c.weight) for c in claims]).T
    least = np.maximum(0.1 * (high - low), 0.02 * np.abs(value))
    return value, np.maximum(value - low - idle, least) / weight, np.maximum(high - value - idle, least) / weight


def residuals(answers: np.ndarray, claims: tuple[Claim, ...], values: np.ndarray | None = None) -> np.ndarray:
    """Residuals of answers (..., n_claims), at most FAR in size; CAP where an answer could not be had.

    values : (n_claims,) in place of the evidence, for made-up evidence
    """
    value, below, above = scales(claims)
    off = answers - (value if values is None else values)
    off = np.sign(off) * np.maximum(np.abs(off) - np.array([c.idle for c in claims]), 0.0)
    return np.nan_to_num(np.clip(off / np.where(off < 0, below, above), -FAR, FAR), nan=CAP)


def distance(residual: np.ndarray) -> np.ndarray:
    """Sum over the last axis of squared residuals, each CAP at most: what is minimised."""
    return (np.minimum(np.abs(residual), CAP) ** 2).sum(axis=-1)


class Objective:
    """The model as a function from points of the cube to answers, remembered in the study's folder.

    effort : schools of an effect's experiment, as a share of what its declaration asks for; with 0 no effects are asked for
    `claims` are the targets that can be answered, in their order, behind them the effects, and the ceilings of policies.
    """

    def __init__(
        self,
        cube: Cube,
        folder: StudyFolder,
        runs: int,
        seed: int,
        workers: int | None = None,
        progress: bool = False,
        effort: float = 0.0,
    ):
        from ...declare.outcomes import YEAR_COLUMNS

        self.cube, self.folder, self.runs, self.seed = cube, folder, runs, seed
        self.workers, self.progress = workers_or_all(workers), progress
        self.effort = effort
        self.targets = fitted_targets([column.name for column in YEAR_COLUMNS] + ["staff"])
        self.effects = fitted_effects() if effort else ()
        asked: tuple[Target | Experiment, ...] = (*self.targets, *self.effects)
        self.ceilings = fitted_ceilings() if effort else ()
        self.claims = (*map(claim_of, asked), *self.ceilings)

    def laboratory(self, values: dict, seed: int, workers: int | None, **options) -> VariedLaboratory:
        """Where the effects of these values are asked for."""
        return VariedLaboratory(seed, self.effort, workers=workers, beneath=unless_set(values), **options)

    def answer(self, point: np.ndarray, seed: int | None = None) -> np.ndarray:
        """The model's answers (n_claims,) at one point."""
        values, seed = self.cube.values(point), self.seed if seed is None else seed
        levels = measure(observe(values, self.runs, seed, workers=1, arms=GUIDE_ARMS), self.targets)
        lab = self.laboratory(values, seed, workers=1, sampled=False)
        effects = [effect.ask(lab)[0] for effect in self.effects]  # type: ignore[misc]
        return np.concatenate([levels, effects, most_of_ceilings(lab)["part"] if self.ceilings else []])

    def sampling_error(self, point: np.ndarray) -> np.ndarray:
        """Standard errors (n_claims,) of the answers at a point for want of schools; nothing where none is known."""
        if (stored := self.folder.read_arrays("sampling_error")) is None:
            values = self.cube.values(point)
            arms = observe(values, self.runs, self.seed, self.workers, GUIDE_ARMS)
            error = target_table(arms, TARGETS_AND_GUIDES).set_index("id")["error"].reindex([t.id for t in self.targets])
            lab = self.laboratory(values, self.seed, self.workers)
            found = np.array([effect.ask(lab) for effect in self.effects]).reshape(-1, 3)  # type: ignore[misc]
            of_effects = (found[:, 2] - found[:, 1]) / (2.0 * T_975)
            of_ceilings = most_of_ceilings(lab)["error"] if self.ceilings else []
            stored = {"error": np.nan_to_num(np.concatenate([error.to_numpy(float), of_effects, of_ceilings]))}
            self.folder.write_arrays("sampling_error", **stored)
        return stored["error"]

    def residuals(self, answers: np.ndarray, values: np.ndarray | None = None) -> np.ndarray:
        """See `residuals`."""
        return residuals(answers, self.claims, values)

    def answers(self, name: str, points: np.ndarray, what: str, seed: int | None = None) -> np.ndarray:
        """Answers (n, n_claims) at points (n, n_parameters). What the folder has under this name is not simulated again."""
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
            return np.zeros((0, len(self.claims)))
        same = min(len(stored["points"]), len(points))
        if not np.array_equal(stored["points"][:same], points[:same]):
            return np.zeros((0, len(self.claims)))  # an earlier step was asked for more, so this one begins anew
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
