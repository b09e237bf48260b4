"""First step: look around. A Sobol sequence fills the whole cube, and the neighbourhood of the defaults.

In a hundred dimensions nearly every point of the cube is far from the evidence on some target, so every second point is drawn
towards the defaults; the far ones say how much the ranges allow. More points asked for later continue the sequence.
"""

import math

import numpy as np
from scipy.stats import qmc

from .objective import Objective, distance

#: How far a near point lies from the defaults, as a share of the way to its place in the cube.
NEAR = 0.2


def screen_points(defaults: np.ndarray, n: int, seed: int) -> np.ndarray:
    """(n, n_parameters) points: the defaults themselves, then near and far ones in turn."""
    sequence = qmc.Sobol(defaults.size, scramble=True, rng=seed).random_base2(max(1, math.ceil(math.log2(max(2, n)))))
    far = (np.arange(len(sequence)) % 2 == 0)[:, None]
    points = np.where(far, sequence, defaults + NEAR * (sequence - defaults))
    points[0] = defaults
    return points[:n]


def screen(objective: Objective, n: int) -> tuple[np.ndarray, np.ndarray]:
    """(points, distances) of `n` points."""
    points = screen_points(objective.cube.defaults, n, objective.seed)
    answers = objective.answers("screen", points, "screen")
    return points, distance(objective.residuals(answers))
