"""Approximate Bayesian computation: which of many simulated schools are like the observed one, and what that says of their conditions.

Every simulated school has conditions drawn from a prior and figures as a survey would have found them, with its sampling error. The
schools whose figures lie nearest to the observed ones are kept and weighted by their distance (Epanechnikov); what is left of the distance
is taken out by a regression of the conditions on the figures, mean and spread (Beaumont et al. 2002; Blum & Francois 2010). Conditions
are regressed as logits of their place in the prior's range, so that nothing leaves it; and since a logit is no straight line of a figure
over two fifths of all schools, squares of the figures take part (Blum 2010).
"""

from typing import NamedTuple

import numpy as np

#: Share of the schools that are kept.
KEPT = 0.4
#: A little shrinkage, in figures' own scales, keeps the regression apart from chance where figures say the same.
RIDGE = 1e-3
#: Squares take part where there are so many effective schools for each term.
SCHOOLS_A_TERM = 10
#: Spread is adjusted by at most this factor either way.
MOST = 3.0
#: Stated rate of every interval.
RATE = 0.90
_EDGE = 1e-4


class Weighed(NamedTuple):
    """Schools that were kept: their rows (m,), weights (m,) that sum to 1, and adjusted conditions (m, n_conditions)."""

    rows: np.ndarray
    weights: np.ndarray
    conditions: np.ndarray
    distance: float  #: of the observed figures from the nearest tenth of the kept, on average

    @property
    def effective(self) -> float:
        """How many equally weighted schools would say as much."""
        return float(1.0 / np.sum(self.weights**2))

    def quantiles(self, at: tuple[float, ...]) -> np.ndarray:
        """(len(at), n_conditions) weighted quantiles of the conditions."""
        found = np.empty((len(at), self.conditions.shape[1]))
        for c, values in enumerate(self.conditions.T):
            order = np.argsort(values)
            mass = np.cumsum(self.weights[order]) - 0.5 * self.weights[order]
            found[:, c] = np.interp(at, mass, values[order])
        return found

    def interval(self) -> tuple[np.ndarray, np.ndarray]:
        """(low, high), each (n_conditions,), of the central interval at the stated rate."""
        low, high = self.quantiles(((1.0 - RATE) / 2.0, (1.0 + RATE) / 2.0))
        return low, high

    def drawn(self, n: int, u: float = 0.5) -> np.ndarray:
        """(n,) places among the kept, drawn by their weights as evenly as can be (systematic resampling)."""
        return np.minimum(np.searchsorted(np.cumsum(self.weights), (np.arange(n) + u) / n), self.rows.size - 1)


def weigh(
    conditions: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    figures: np.ndarray,
    observed: np.ndarray,
    scale: np.ndarray,
    but: int = -1,
) -> Weighed:
    """Weigh simulated schools by their likeness to what was observed.

    conditions (n, n_conditions) : drawn evenly from low to high, each (n_conditions,)
    figures (n, n_figures) : with sampling error; NaN in what a school does not have rules it out
    observed, scale (n_figures,) : the figures, and the unit of distance of each; but : a row that is left out
    """
    away = (figures - observed) / scale
    distance, kept = _distance(away, but)
    rows = np.sort(np.argpartition(distance, kept - 1)[:kept])
    width = distance[rows].max() * (1.0 + 1e-9) + 1e-12
    weights = 1.0 - (distance[rows] / width) ** 2
    weights /= weights.sum()
    place = np.clip((conditions[rows] - low) / (high - low), _EDGE, 1.0 - _EDGE)
    adjusted = _adjusted(np.log(place / (1.0 - place)), away[rows], weights)
    return Weighed(rows, weights, low + (high - low) / (1.0 + np.exp(-adjusted)), _apart(distance, kept))


def _distance(away: np.ndarray, but: int = -1) -> tuple[np.ndarray, int]:
    """(n,) distances of schools whose figures are so far away (n, n_figures), and how many are kept. NaN rules out, and so does `but`."""
    distance = np.sqrt((away**2).sum(axis=1))
    distance[np.isnan(distance)] = np.inf
    if but >= 0:
        distance[but] = np.inf
    able = int(np.isfinite(distance).sum())
    return distance, max(min(able, 20), int(KEPT * able))


def _apart(distance: np.ndarray, kept: int) -> float:
    """The mean distance from the nearest tenth of those that are kept."""
    nearest = max(1, kept // 10)
    return float(np.partition(distance, nearest - 1)[:nearest].mean())


def distances_apart(figures: np.ndarray, scale: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """(n_rows,) how far some of the simulated schools stand from all others, as `Weighed.distance` says of the observed one.

    figures (n, n_figures), scale (n_figures,) : as in `weigh`; rows (n_rows,) : of schools that lack no figure
    """
    return np.array([_apart(*_distance((figures - figures[row]) / scale, int(row))) for row in rows])


def _adjusted(logits: np.ndarray, away: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Conditions as they would be, had every school exactly the observed figures (away = 0)."""
    squares = 1.0 / np.sum(weights**2) >= SCHOOLS_A_TERM * (1 + 2 * away.shape[1])
    design = np.c_[np.ones(len(away)), away, away**2] if squares else np.c_[np.ones(len(away)), away]
    shrink = RIDGE * np.eye(design.shape[1])
    shrink[0, 0] = 0.0
    heavy = design * weights[:, None]
    inverse = np.linalg.inv(design.T @ heavy + shrink)
    solve = inverse @ heavy.T
    at = solve @ logits
    left = logits - design @ at
    spread = solve @ np.log(left**2 + 1e-12)
    grown = np.exp(0.5 * np.clip(spread[0] - design @ spread, -2.0 * np.log(MOST), 2.0 * np.log(MOST)))
    used = np.trace(inverse @ (design.T @ heavy)) * np.sum(weights**2)  # what the regression takes of the effective schools
    return at[0] + left * grown / np.sqrt(max(0.1, 1.0 - used))


def coverage(
    conditions: np.ndarray, low: np.ndarray, high: np.ndarray, figures: np.ndarray, scale: np.ndarray, rows: np.ndarray
) -> np.ndarray:
    """(n_rows, n_conditions) whether the interval of each of these schools, were it the observed one, holds its own conditions."""
    held = []
    for row in rows:
        one, other = weigh(conditions, low, high, figures, figures[row], scale, but=int(row)).interval()
        held.append((one <= conditions[row]) & (conditions[row] <= other))
    return np.array(held)
