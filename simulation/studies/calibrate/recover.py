"""Fourth step: can the method find what is known? A set is drawn, its answers become the evidence, and the fit looks for it.

The made-up evidence comes from other schools with other luck, as real evidence does. The fit starts at the best set and uses the
cached Jacobian, corrected after each step by what the step brought (Broyden 1965), so a recovery costs a few simulations.
"""

from typing import NamedTuple

import numpy as np
from scipy.optimize import lsq_linear

from .newton import Found
from .objective import Objective, distance
from .posterior import BAND_IN_SDS, PRIOR_SD

#: Known sets, and steps towards each.
TRUTHS = 3
STEPS = 5


class Recovery(NamedTuple):
    """Known and recovered points (n_truths, n_parameters), what a linear model promises, and how well answers came back."""

    truths: np.ndarray
    recovered: np.ndarray
    prior_sd: float  #: of the drawn sets, in coordinates
    expected: np.ndarray  #: (n_parameters,) error over prior SD that the Jacobian promises
    before: np.ndarray  #: (n_truths,) distance between the made-up evidence and the best set
    after: np.ndarray  #: (n_truths,) and the recovered set

    @property
    def errors(self) -> np.ndarray:
        """|recovered - truth| over the prior SD (n_truths, n_parameters)."""
        return np.abs(self.recovered - self.truths) / self.prior_sd


def recover(objective: Objective, found: Found, spread: float) -> Recovery:
    """Draw known sets from the prior as the posterior step used it (`spread`), and look for them."""
    rng = np.random.default_rng([objective.seed, 3])
    sd = spread * PRIOR_SD
    truths = np.clip(found.point + sd * rng.standard_normal((TRUTHS, found.point.size)), 0.0, 1.0)
    values = objective.answers("recover_truths", truths, "recover: truths", seed=objective.seed + 1)
    results = [_look_for(objective, found, value, sd, k) for k, value in enumerate(values)]
    points, before, after = (np.array(part) for part in zip(*results, strict=True))
    precision = BAND_IN_SDS**2 * found.jacobian.T @ found.jacobian + np.eye(found.point.size) / sd**2
    expected = np.sqrt(np.diag(np.linalg.inv(precision))) / sd
    return Recovery(truths, points, sd, expected, before, after)


def _look_for(objective: Objective, found: Found, values: np.ndarray, sd: float, which: int):
    """(point, distance at the start, distance at the end) of one search."""
    point, slope = found.point, found.jacobian.copy()
    residual = objective.residuals(found.answers, values)
    first = far = float(distance(residual))
    reach = 1.0
    for k in range(STEPS):
        matrix = np.vstack([BAND_IN_SDS * slope, np.eye(point.size) / sd])
        target = np.concatenate([-BAND_IN_SDS * residual, (found.point - point) / sd])
        step = reach * lsq_linear(matrix, target, bounds=(-point - 1e-12, 1.0 - point + 1e-12)).x
        there = np.clip(point + step, 0.0, 1.0)
        answers = objective.answers(f"recover_{which}_{k}", there, f"recover: set {which + 1}")[0]
        new = objective.residuals(answers, values)
        moved = there - point
        slope += np.outer(new - residual - slope @ moved, moved) / max(float(moved @ moved), 1e-12)
        if distance(new) < far:
            point, residual, far = there, new, float(distance(new))
        else:
            reach *= 0.5
    return point, first, far
