"""Before the fit: which parameters are worth fitting. The others keep what theory or the first guess gives them.

Of several hundred numbers the evidence speaks about some dozens of combinations; to fit all of them is to spread that little over many.
Chosen are those that together move the claims most and in different ways: columns of the Jacobian at the start, picked one after the
other by what each adds to those before (QR with column pivoting: Golub 1965; for subset selection Golub & Van Loan, section 5.5.7).
"""

import numpy as np
from scipy.linalg import qr

from .newton import jacobian
from .objective import CAP, Objective


def choose(objective: Objective, number: int) -> tuple[str, ...]:
    """`number` parameters of the objective's cube, in the cube's order; all where there are no more."""
    start = objective.cube.defaults
    answers = objective.answers("choose_start", start, "choose: start")[0]
    slope = jacobian(objective, "choose", start, answers)
    chosen = most_telling(slope, objective.residuals(answers), number)
    return tuple(name for k, name in enumerate(objective.cube.names) if k in chosen)


def most_telling(slope: np.ndarray, residual: np.ndarray, number: int) -> set[int]:
    """The columns of a Jacobian (n_claims, n_parameters) that say most together. A claim that is missed by far counts no more for it."""
    weight = 1.0 / np.maximum(1.0, np.abs(residual) / (CAP / 2))
    _, _, order = qr(weight[:, None] * np.clip(slope, -CAP, CAP), mode="economic", pivoting=True)
    return {int(k) for k in order[:number]}
