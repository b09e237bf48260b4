"""The points of a study: a grid, random numbers, a Latin hypercube, a Sobol sequence, or what SALib lays out.

A design grows at its end: the first points of a larger one are those of the smaller one, so a study can be extended. That
holds because samples are drawn one after the other from one seeded stream; a Latin hypercube, which cannot grow, is followed
by another one.
"""

import itertools
import warnings
from typing import Any

import numpy as np

from . import distributions
from .factors import Factor, groups_of
from .study import Study, StudyError

#: Of so many samples at least one must meet the constraints; no sooner than after so many tries is it said that fewer do, and
#: no more tries than so many are made.
_RAREST, _TRIES, _MOST_TRIES = 1000, 20_000, 2_000_000
Values = tuple[Any, ...]


def lay_out(study: Study, sizes: list[int | None]) -> list[Values]:
    """The values of all factors at each point, in the order of the points.

    sizes : the size of the design and of each extension, from first to last; [None] for a grid
    Raises StudyError when the constraints leave no points.
    """
    kind = study.spec.design.kind
    if kind == "grid":
        points = [values for values in itertools.product(*(f.grid() for f in study.factors)) if study.allows(values)]
        if not points:
            raise StudyError(["the constraints leave no point of the grid; loosen them"])
        return points
    if kind == "file":
        assert study.given is not None  # it was read with the study
        return list(study.given)
    sampled = [f for f in study.factors if not f.crossed]
    crossed = [f for f in study.factors if f.crossed]
    grown = [size for size in sizes if size is not None]  # only a grid has none
    if kind in ("saltelli", "morris"):
        return [tuple(f.at(u) for f, u in zip(sampled, row)) for row in structured(study, grown[-1])]
    if kind == "latin_hypercube":
        rows = np.concatenate([_hypercube(study, part, k) for k, part in enumerate(np.diff([0, *grown]))])
        return [point for row in rows for point in _cross(study, sampled, crossed, row)]
    return _accepted(study, sampled, crossed, grown[-1])


def _accepted(study: Study, sampled: list[Factor], crossed: list[Factor], wanted: int) -> list[Values]:
    """The first so many samples of the stream that meet the constraints at every level of what is crossed.

    Raises StudyError, soon, when too few do.
    """
    drawn, tried = wanted, 0
    good: list[list[Values]] = []
    while True:
        for row in _stream(study, len(sampled), drawn)[tried:]:
            group = _cross(study, sampled, crossed, row)
            tried += 1
            if all(study.allows(values) for values in group):
                good.append(group)
                if len(good) == wanted:
                    return [point for group in good for point in group]
            if tried % _TRIES == 0:
                _check_tries(tried, len(good), wanted)
        drawn *= 2


def _check_tries(tried: int, good: int, wanted: int) -> None:
    """Raise StudyError when it shows that too few samples meet the constraints."""
    if tried > _RAREST * good:
        told = f"fewer than one sample in {_RAREST}"
    elif tried * wanted > max(_MOST_TRIES, 10 * wanted) * good:
        told = f"about one sample in {round(tried / good)}, too few for {wanted} points"
    else:
        return
    raise StudyError([f"the constraints leave {told}; loosen them or narrow the ranges"])


def _stream(study: Study, n_factors: int, n: int) -> np.ndarray:
    """The first n rows of the study's stream in the unit cube (n, n_factors), with the correlations that it asks for."""
    rows = _independent(study, n_factors, n)
    return rows if study.correlation is None else distributions.correlated(rows, study.correlation)


def _independent(study: Study, n_factors: int, n: int) -> np.ndarray:
    from scipy.stats import qmc

    if n_factors == 0:
        return np.zeros((n, 0))
    if study.spec.design.kind == "random":
        return np.random.default_rng(study.spec.seed).random((n, n_factors))
    return qmc.Sobol(n_factors, scramble=True, rng=np.random.default_rng(study.spec.seed)).random_base2((n - 1).bit_length())[
        :n
    ]


def _hypercube(study: Study, n: int, part: int) -> np.ndarray:
    from scipy.stats import qmc

    n_factors = sum(not f.crossed for f in study.factors)
    rng = np.random.default_rng([study.spec.seed, part])
    rows = qmc.LatinHypercube(n_factors, rng=rng).random(n)
    return rows if study.correlation is None else distributions.reordered(rows, study.correlation, rng)


def _cross(study: Study, sampled: list[Factor], crossed: list[Factor], row: np.ndarray) -> list[Values]:
    """One sample at every combination of the crossed factors' levels, in the order of the study's factors."""
    chosen = {f.name: f.at(u) for f, u in zip(sampled, row)}
    groups = []
    for levels in itertools.product(*(f.levels for f in crossed)):
        known = chosen | {f.name: level for f, level in zip(crossed, levels)}
        groups.append(tuple(known[f.name] for f in study.factors))
    return groups


def problem(study: Study) -> dict[str, Any]:
    """The study's factors as SALib wants them: all in the unit interval, and in groups where there are any."""
    called = groups_of(study.factors)
    return ({"groups": called} if len(set(called)) < len(called) else {}) | {
        "num_vars": len(study.factors),
        "names": [f.name for f in study.factors],
        "bounds": [[0.0, 1.0]] * len(study.factors),
    }


def structured(study: Study, size: int) -> np.ndarray:
    """SALib's rows in the unit cube for a saltelli or morris design of this size."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if study.spec.design.kind == "saltelli":
            from SALib.sample import sobol

            second = study.spec.design.second_order
            return sobol.sample(problem(study), size, calc_second_order=second, seed=np.random.default_rng(study.spec.seed))
        from SALib.sample import morris

        levels = study.spec.design.levels or 4
        return morris.sample(problem(study), size, num_levels=levels, seed=np.random.default_rng(study.spec.seed))


def corners(study: Study, n: int = 8) -> list[Values]:
    """Some points from all over the space, whatever the constraints: to see what a point costs before any is laid out."""
    rows = np.random.default_rng(0).random((n, len(study.factors)))
    return [tuple(f.at(u) for f, u in zip(study.factors, row)) for row in rows]


def table(study: Study, points: list[Values]):
    """The design as a DataFrame: point, then a column for each factor."""
    import pandas as pd

    frame = pd.DataFrame({"point": np.arange(len(points), dtype=np.int64)})
    for k, factor in enumerate(study.factors):
        column = [values[k] for values in points]
        kinds = {type(v) for v in column}
        frame[factor.name] = np.array(column, dtype=object if kinds == {str} else None) if kinds != {str} else column
    return frame
