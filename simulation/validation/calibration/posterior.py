"""Third step: the sets that are not ruled out.

Close to the best set the answers are nearly linear in the parameters (the Jacobian of newton.py). With a uniform prior in the
cube and bands read as two standard deviations, what the evidence allows is then a normal distribution cut off at the cube's
walls; points are drawn from it, simulated for real, and kept unless more targets are implausible than at the best set and a
few (history matching: Vernon, Goldstein & Bower 2010). No emulator is needed, which nobody could train in a hundred dimensions.

Far from the best set the linear picture fails. `spread` narrows the prior around the best set until enough proposals survive;
where it is below 1, what is kept says less than all about directions on which the targets are silent, and the report says so.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from .newton import Found
from .objective import Objective, distance

#: A target is implausible beyond this residual: three standard deviations where a band's half is two.
IMPLAUSIBLE = 1.5
#: So many targets may be implausible besides those that already are at the best set, as a share of all.
FEW = 0.05
BAND_IN_SDS = 2.0
#: Standard deviation of the uniform prior in the unit cube.
PRIOR_SD = 1.0 / 12**0.5
#: Tried in turn until a pilot survives well enough.
SPREADS = (1.0, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12)
PILOT = 24
WELL_ENOUGH = 0.25
#: Proposals per set that is wanted, at most.
PATIENCE = 12
SWEEPS = 60


class Posterior(NamedTuple):
    """Points that are not ruled out (n, n_parameters), their distances, and how they were had."""

    points: np.ndarray
    distances: np.ndarray
    answers: np.ndarray
    acceptance: float
    spread: float


def draw_proposals(slope: np.ndarray, best: np.ndarray, spread: float, n: int, rng: np.random.Generator) -> np.ndarray:
    """(n, n_parameters) points from the linear picture: normal likelihood around the best point, prior within `spread`, in the cube.

    slope (n_claims, n_parameters) : at the point `best`; what it misses there is taken for what cannot be fitted. Gibbs
    sampling: each coordinate in turn is a normal number cut off at the walls, given the others.
    """
    precision = BAND_IN_SDS**2 * slope.T @ slope
    if spread < 1.0:
        precision = precision + np.eye(best.size) / (spread * PRIOR_SD) ** 2
    deviation = np.zeros((n, best.size))
    along = np.zeros((n, best.size))  # deviation @ precision, kept up to date
    sd = 1.0 / np.sqrt(np.maximum(np.diag(precision), 1e-9))
    for _ in range(SWEEPS):
        for k in range(best.size):
            rest = along[:, k] - deviation[:, k] * precision[k, k]
            mean = -rest * sd[k] ** 2
            low, high = ((wall - best[k] - mean) / sd[k] for wall in (0.0, 1.0))
            u = ndtr(low) + rng.random(n) * (ndtr(high) - ndtr(low))
            drawn = mean + sd[k] * ndtri(np.clip(u, 1e-12, 1.0 - 1e-12))
            drawn = np.clip(drawn, -best[k], 1.0 - best[k])
            along += (drawn - deviation[:, k])[:, None] * precision[k]
            deviation[:, k] = drawn
    return best + deviation


def plausible(residual: np.ndarray, best: np.ndarray) -> np.ndarray:
    """Which of some residuals (n, n_claims) miss no more targets than the best set's residual does, and a few."""
    allowed = (np.abs(best) > IMPLAUSIBLE).sum() + max(1, round(FEW * best.size))
    return (np.abs(residual) > IMPLAUSIBLE).sum(axis=-1) <= allowed


def posterior(objective: Objective, found: Found, wanted: int) -> Posterior:
    """`wanted` sets that are not ruled out, the best one first; fewer when patience ends."""
    residual = objective.residuals(found.answers)
    rng = np.random.default_rng([objective.seed, 1])
    for spread in SPREADS:
        points = draw_proposals(found.jacobian, found.point, spread, PILOT, rng)
        answers = objective.answers(f"posterior_pilot_{spread:g}", points, f"posterior: pilot {spread:g}")
        if plausible(objective.residuals(answers), residual).mean() >= WELL_ENOUGH:
            break
    rng = np.random.default_rng([objective.seed, 2])
    kept, tried = [(found.point, found.answers)], 0
    while len(kept) < wanted and tried < PATIENCE * wanted:
        n = max(8, min(200, wanted - len(kept)))
        points = draw_proposals(found.jacobian, found.point, spread, n, rng)
        answers = objective.answers(f"posterior_{tried}", points, f"posterior: {len(kept)} kept")
        tried += n
        good = plausible(objective.residuals(answers), residual)
        kept += list(zip(points[good], answers[good], strict=True))
    kept = kept[:wanted]
    points, answers = (np.array(part) for part in zip(*kept, strict=True))
    accepted = (len(kept) - 1) / max(1, tried)
    return Posterior(points, distance(objective.residuals(answers)), answers, accepted, spread)
