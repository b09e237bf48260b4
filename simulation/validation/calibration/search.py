"""Looking for evidence from a given set with the cached Jacobian: what recovery and cross-validation share.

Close to the best set answers are nearly linear (newton.py), and the Jacobian is there already, so a search costs a few
simulations: each step minimises the misfit of the linear picture, and what the step brought corrects the picture (Broyden 1965).

The misfit counts in standard deviations. Half a band is two of them, and which schools were drawn adds its own: a share that 60
schools answer no more exactly than to five percent must not be fitted to one.
"""

from typing import NamedTuple

import numpy as np
from scipy.optimize import lsq_linear

from .newton import Found
from .objective import Objective, scales
from .posterior import BAND_IN_SDS

STEPS = 5


class Search(NamedTuple):
    """Where a search ended: the point, its answers (n_claims,), and the misfit of the evidence at the start and at the end."""

    point: np.ndarray
    answers: np.ndarray
    before: float
    after: float


def weights(objective: Objective, found: Found, sets_of_schools: int = 1) -> np.ndarray:
    """What a residual of one counts [standard deviations], (n_claims,).

    sets_of_schools : how many sets of schools stand between answer and evidence: the model's own, and those of made-up evidence
    """
    _, below, above = scales(objective.claims)
    error = objective.sampling_error(found.point) / (0.5 * (below + above))
    return BAND_IN_SDS / np.sqrt(1.0 + sets_of_schools * (BAND_IN_SDS * error) ** 2)


def search(
    objective: Objective,
    slope: np.ndarray,
    start: np.ndarray,
    answers: np.ndarray,
    weight: np.ndarray,
    sd: float,
    *,
    name: str,
    values: np.ndarray | None = None,
) -> Search:
    """Look for the set that explains the evidence, not far from `start` (a normal prior around it with `sd` in every coordinate).

    slope (n_claims, n_parameters) : the Jacobian; answers (n_claims,) : at `start`
    weight (n_claims,) : see `weights`, nothing for targets that are not seen
    values : (n_claims,) in place of the evidence, for made-up targets; name : of the arrays in the folder
    """
    point, slope, reach = start, slope.copy(), 1.0

    def misfit(residual: np.ndarray) -> float:
        return float(((weight * residual) ** 2).sum())

    def improbable(residual: np.ndarray, point: np.ndarray) -> float:
        return misfit(residual) + float((((point - start) / sd) ** 2).sum())

    residual = objective.residuals(answers, values)
    before, far = misfit(residual), improbable(residual, point)
    for k in range(STEPS):
        matrix = np.vstack([weight[:, None] * slope, np.eye(point.size) / sd])
        target = np.concatenate([-weight * residual, (start - point) / sd])
        step = reach * lsq_linear(matrix, target, bounds=(-point - 1e-12, 1.0 - point + 1e-12)).x
        there = np.clip(point + step, 0.0, 1.0)
        new_answers = objective.answers(f"{name}_{k}", there, name)[0]
        new, moved = objective.residuals(new_answers, values), there - point
        slope += np.outer(new - residual - slope @ moved, moved) / max(float(moved @ moved), 1e-12)
        if improbable(new, there) < far:
            point, answers, residual, far = there, new_answers, new, improbable(new, there)
        else:
            reach *= 0.5
    return Search(point, answers, before, misfit(residual))
