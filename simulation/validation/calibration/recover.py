"""Fourth step: can the method find what is known? A set is drawn, its answers become the evidence, and the fit looks for it.

The made-up evidence comes from other schools with other random numbers, as real evidence does. The search starts at the best set, which
knows nothing of it.
"""

from typing import NamedTuple

import numpy as np

from .newton import Found
from .objective import Objective
from .posterior import PRIOR_SD
from .search import search, weights

#: Known sets.
TRUTHS = 3


class Recovery(NamedTuple):
    """Known and recovered points (n_truths, n_parameters), what a linear model promises, and how well answers came back."""

    truths: np.ndarray
    recovered: np.ndarray
    prior_sd: float  #: of the drawn sets, in coordinates
    weight: np.ndarray  #: (n_claims,) what a residual of one counts [standard deviations]
    expected: np.ndarray  #: (n_parameters,) error over prior SD that the Jacobian promises
    before: np.ndarray  #: (n_truths,) misfit of the made-up evidence at the best set
    after: np.ndarray  #: (n_truths,) and at the recovered set

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
    weight = weights(objective, found, sets_of_schools=2)
    searches = [
        search(objective, found.jacobian, found.point, found.answers, weight, sd, name=f"recover_{k + 1}", values=value)
        for k, value in enumerate(values)
    ]
    seen = weight[:, None] * found.jacobian
    expected = np.sqrt(np.diag(np.linalg.inv(seen.T @ seen + np.eye(found.point.size) / sd**2))) / sd
    before, after = (np.array([getattr(one, name) for one in searches]) for name in ("before", "after"))
    return Recovery(truths, np.array([one.point for one in searches]), sd, weight, expected, before, after)
