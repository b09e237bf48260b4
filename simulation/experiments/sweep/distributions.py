"""How sampled parameters are distributed, and which go together: scipy's distributions, and correlated uniform numbers.

Designs are made in the unit cube. A distribution turns a number there into a value by its quantile function, within the ends
that are given or that the field allows. Correlations are put between the numbers before: point by point with a Gaussian copula,
or in a Latin hypercube by reordering (Iman & Conover 1982), which keeps every slice.
"""

from typing import Any

import numpy as np

from ...inputs.quoting import did_you_mean
from .spec import Correlation, Distribution


def frozen(given: Distribution) -> Any:
    """scipy's distribution with its parameters. Raises ValueError with the rest of a sentence when there is none such."""
    from scipy import stats

    kinds = {name for name in dir(stats) if isinstance(getattr(stats, name), stats.rv_continuous)}
    if given.name not in kinds:
        raise ValueError(
            f"{given.name!r} is no continuous distribution of scipy.stats{did_you_mean(given.name, kinds, 'norm, beta, gamma ...')}"
        )
    kind = getattr(stats, given.name)
    shapes = [name.strip() for name in (kind.shapes or "").split(",") if name.strip()]
    allowed = [*shapes, "loc", "scale"]
    for name, value in given.parameters.items():
        if name not in allowed:
            raise ValueError(f"{name} is no parameter of {given.name}{did_you_mean(name, allowed, ', '.join(allowed))}")
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError(f"{name} = {value!r} is no number")
    if lacking := [name for name in shapes if name not in given.parameters]:
        raise ValueError(f"{given.name} needs {', '.join(lacking)}")
    made = kind(**{name: float(value) for name, value in given.parameters.items()})
    if not np.isfinite(made.ppf(0.5)):
        raise ValueError(f"{given.name} has no values with these parameters; scipy's manual says what they may be")
    return made


class Within:
    """A distribution between two ends. Raises ValueError when (almost) none of it lies there."""

    def __init__(self, given: Distribution, low: float, high: float):
        self._of = frozen(given)
        self._from, self._to = (float(self._of.cdf(end)) for end in (low, high))
        self.low, self.high = low, high
        if not self._to - self._from > 1e-9:
            raise ValueError(f"no values of {given.name} lie between {low:g} and {high:g}")
        lowest, highest = (float(self._of.ppf(share)) for share in (self._from, self._to))
        self.low, self.high = max(low, lowest), min(high, highest)

    def at(self, u: float) -> float:
        """The value below which so much of the distribution lies, u in [0, 1]."""
        return float(np.clip(self._of.ppf(self._from + u * (self._to - self._from)), self.low, self.high))


def matrix(names: list[str], asked: tuple[Correlation, ...]) -> np.ndarray:
    """The correlations of normal scores (names, names) that give these rank correlations. Raises ValueError when no numbers have them."""
    found = np.eye(len(names))
    for c in asked:
        i, j = (names.index(name) for name in c.between)
        found[i, j] = found[j, i] = 2.0 * np.sin(np.pi * c.rank / 6.0)
    if np.linalg.eigvalsh(found).min() < 1e-9:
        raise ValueError("no parameters can have all these correlations; make some of them weaker")
    return found


def correlated(rows: np.ndarray, r: np.ndarray) -> np.ndarray:
    """Independent uniform numbers (n, k) as correlated ones, each column uniform still, point by point. r : of normal scores (k, k)"""
    from scipy.stats import norm

    inside = np.clip(rows, 1e-12, 1.0 - 1e-12)
    return np.asarray(norm.cdf(norm.ppf(inside) @ np.linalg.cholesky(r).T))


def reordered(rows: np.ndarray, r: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The same numbers in every column (n, k), in an order that gives the correlations: Iman & Conover (1982), Comm. Statist. B 11:311."""
    from scipy.stats import norm

    n, k = rows.shape
    if n <= k + 1:
        return rows  # too few to have correlations
    scores = norm.ppf(np.arange(1, n + 1) / (n + 1))
    drawn = np.column_stack([rng.permutation(scores) for _ in range(k)])
    wanted = drawn @ np.linalg.inv(np.linalg.cholesky(np.corrcoef(drawn.T))).T @ np.linalg.cholesky(r).T
    ranks = wanted.argsort(axis=0, kind="stable").argsort(axis=0)
    return np.column_stack([np.sort(rows[:, c])[ranks[:, c]] for c in range(k)])
