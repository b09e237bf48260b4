"""Gauss-Newton with Levenberg's damping: the second stage of the optimisation, and the Jacobian that later steps live on.

With about a hundred parameters and half as many targets the distance is a sum of squares of answers that are each nearly
linear close by. A sampler uses only the sum; here every answer says which way it wants to go. With common random numbers in every
simulation, a finite difference is an effect and not noise, so one difference for each parameter gives the whole Jacobian and
a bounded linear least-squares problem gives the step. What steps bring corrects it, which costs nothing, until that no longer helps. Damping keeps still what the targets do not speak about.
"""

from typing import NamedTuple

import numpy as np
from scipy.optimize import lsq_linear

from .objective import Objective, distance

#: Difference of a coordinate, as a share of its range: wide enough to rise above what chance leaves.
STEP = 0.1
#: Longest step of a coordinate.
REACH = 0.3
#: Damping of the candidates, from bold to cautious, and how much of the way each goes.
DAMPING = (0.3, 1.0, 3.0, 10.0, 40.0)
PORTIONS = (1.0, 0.4)
#: A Jacobian that was corrected by steps, not made anew, serves as long as a step takes this share off the distance.
WORTHWHILE = 0.1


class Found(NamedTuple):
    """The best point, its answers, the Jacobian of the residuals there (n_claims, n_parameters), and the way to it."""

    point: np.ndarray
    answers: np.ndarray
    jacobian: np.ndarray
    path: tuple[float, ...]  #: distance at the start and after each iteration


def jacobian(objective: Objective, name: str, point: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """d residual / d coordinate (n_claims, n_parameters), by differences towards the middle of the cube."""
    step = np.where(point < 0.5, STEP, -STEP)
    there = objective.answers(name, point + np.diag(step), f"jacobian {name.removeprefix('newton_')}")
    return ((objective.residuals(there) - objective.residuals(answers)) / step[:, None]).T


def damped_step(slope: np.ndarray, residual: np.ndarray, point: np.ndarray, damping: float) -> np.ndarray:
    """The step (n_parameters,) inside the cube that minimises |residual + slope step|^2 + damping |step|^2."""
    n = point.size
    matrix = np.vstack([slope, np.sqrt(damping) * np.eye(n)])
    least, most = np.maximum(-point, -REACH) - 1e-12, np.minimum(1.0 - point, REACH) + 1e-12
    return lsq_linear(matrix, np.concatenate([-residual, np.zeros(n)]), bounds=(least, most)).x


def gauss_newton(objective: Objective, start: np.ndarray, iterations: int) -> Found:
    """The best point after some iterations; it stops early when no candidate improves."""
    point = start
    answers = objective.answers("newton_start", point, "optimise: start")[0]
    path = [float(distance(objective.residuals(answers)))]
    slope, fresh = None, False
    for k in range(iterations):
        if slope is None:
            slope, fresh = jacobian(objective, f"newton_{k + 1}", point, answers), True
        residual = objective.residuals(answers)
        weight = 1.0 / np.maximum(1.0, np.abs(residual) / 3.0)  # far targets pull, but no harder than three bands
        steps = [damped_step(slope * weight[:, None], residual * weight, point, d) for d in DAMPING]
        candidates = np.clip([point + portion * step for step in steps for portion in PORTIONS], 0.0, 1.0)
        found = objective.answers(f"newton_{k + 1}_steps", candidates, f"optimise: step {k + 1}")
        far = distance(objective.residuals(found))
        best = int(np.argmin(far))
        if far[best] >= path[-1]:
            if fresh:
                return Found(point, answers, slope, tuple(path))
            slope = None
            continue
        worthwhile = far[best] < (1.0 - WORTHWHILE) * path[-1]
        slope = corrected(slope, point, residual, candidates, objective.residuals(found)) if worthwhile else None
        point, answers, fresh = candidates[best], found[best], False
        path.append(float(far[best]))
    return Found(point, answers, jacobian(objective, "newton_last", point, answers), tuple(path))


def corrected(slope: np.ndarray, point: np.ndarray, residual: np.ndarray, there: np.ndarray, found: np.ndarray) -> np.ndarray:
    """The Jacobian after what points around brought (n, n_parameters) with residuals (n, n_claims): Broyden's change for each (1965),
    the one that tells most last."""
    slope = slope.copy()
    for k in np.argsort(-distance(found), kind="stable"):
        moved = there[k] - point
        slope += np.outer(found[k] - residual - slope @ moved, moved) / max(float(moved @ moved), 1e-12)
    return slope
