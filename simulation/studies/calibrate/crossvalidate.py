"""Fifth step: does the model say anything about evidence that it was not fitted to?

Each group of targets is left out in turn. The parameters go back towards the defaults along every direction that only this group
spoke for: a least-squares problem with the cached Jacobian, with the prior around the defaults and without the group. The set is
then simulated, and the group's answers are compared with the evidence, the fit to all targets and the defaults.
"""

from typing import NamedTuple

import numpy as np
from scipy.optimize import lsq_linear

from ..targets import GROUPS
from .newton import Found
from .objective import CAP, Objective
from .posterior import BAND_IN_SDS, PRIOR_SD


class LeftOut(NamedTuple):
    """One group: its targets, and their residuals when left out, when fitted, and at the defaults."""

    group: str
    ids: tuple[str, ...]
    predicted: np.ndarray
    fitted: np.ndarray
    defaults: np.ndarray


def without_group(found: Found, residual: np.ndarray, kept: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """The point (n_parameters,) that fits the kept targets (bool mask) in the linear picture, with the prior around `prior`."""
    matrix = np.vstack([BAND_IN_SDS * found.jacobian[kept], np.eye(prior.size) / PRIOR_SD])
    target = np.concatenate([-BAND_IN_SDS * residual[kept], (prior - found.point) / PRIOR_SD])
    step = lsq_linear(matrix, target, bounds=(-found.point - 1e-12, 1.0 - found.point + 1e-12)).x
    return np.clip(found.point + step, 0.0, 1.0)


def crossvalidate(objective: Objective, found: Found) -> list[LeftOut]:
    """Every group of targets left out in turn."""

    def misses(answers: np.ndarray) -> np.ndarray:
        return np.clip(objective.residuals(answers), -CAP, CAP)

    residual = misses(found.answers)
    belongs = np.array([target.group for target in objective.targets])
    groups = [group for group in GROUPS if group in belongs]
    points = [without_group(found, residual, belongs != group, objective.cube.defaults) for group in groups]
    predicted = misses(objective.answers("crossvalidate", np.array(points), "cross-validation"))
    defaults = misses(objective.answers("screen", objective.cube.defaults, "defaults"))[0]
    return [
        LeftOut(
            group,
            tuple(t.id for t in objective.targets if t.group == group),
            predicted[k][belongs == group],
            residual[belongs == group],
            defaults[belongs == group],
        )
        for k, group in enumerate(groups)
    ]
