"""Fifth step: does the model say anything about evidence that it was not fitted to?

Each group of targets is left out in turn. The defaults have seen all of them, so the fit starts from sets that have not: drawn
from the prior as the posterior step used it, far enough off to miss most of the evidence. From there the other groups are
fitted, and the one left out is predicted. It says something if it is predicted better than by who knows nothing.
"""

from typing import NamedTuple

import numpy as np

from .evidence import groups_of
from .newton import Found
from .objective import CAP, Objective
from .posterior import PRIOR_SD
from .search import search, weights

#: Sets that know nothing, from which each group is predicted.
STARTS = 2


class LeftOut(NamedTuple):
    """One group: its targets, and their residuals (CAP at most)."""

    group: str
    ids: tuple[str, ...]
    predicted: np.ndarray  #: (n_starts, n_ids) when the others were fitted from each start
    unknowing: np.ndarray  #: (n_starts, n_ids) at the starts
    fitted: np.ndarray  #: (n_ids,) at the best set


def crossvalidate(objective: Objective, found: Found, spread: float) -> list[LeftOut]:
    """Every group of targets left out in turn; `spread` as the posterior step used it."""
    rng = np.random.default_rng([objective.seed, 4])
    sd = spread * PRIOR_SD
    starts = np.clip(found.point + sd * rng.standard_normal((STARTS, found.point.size)), 0.0, 1.0)
    weight = weights(objective, found)
    belongs = np.array([claim.group for claim in objective.claims])

    def misses(answers: np.ndarray) -> np.ndarray:
        return np.clip(objective.residuals(answers), -CAP, CAP)

    at_starts = objective.answers("crossvalidate_starts", starts, "cross-validation: starts")
    unknowing, fitted = misses(at_starts), misses(found.answers)
    left_out = []
    for group in groups_of(objective.claims):
        its, seen = belongs == group, np.where(belongs == group, 0.0, weight)
        ends = [
            search(objective, found.jacobian, start, at_starts[k], seen, sd, name=f"without_{group}_{k + 1}").answers
            for k, start in enumerate(starts)
        ]
        ids = tuple(c.id for c in objective.claims if c.group == group)
        left_out.append(LeftOut(group, ids, misses(np.array(ends))[:, its], unknowing[:, its], fitted[its]))
    return left_out
