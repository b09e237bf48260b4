"""The jackknife: how sure a statistic is, from its values without each school, or without each group of schools, in turn.

It needs no assumption about the statistic beyond smoothness, respects that the teachers of a school belong together, and is for
the mean exactly Student's t (groups: Kott 2001, Journal of Official Statistics 17:521-526).
"""

import numpy as np

from .intervals import student_t


def standard_error(without: np.ndarray) -> np.ndarray:
    """The standard error (...) of a statistic from its values without each of n parts in turn, (n, ...)."""
    n = len(without)
    error: np.ndarray = np.sqrt((n - 1) / n * ((without - without.mean(axis=0)) ** 2).sum(axis=0))
    return error


def interval(
    whole: np.ndarray, without: np.ndarray, quantile: float | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(value, low, high): the 95 percent interval of a statistic (...), from its values without each of n parts, (n, ...).

    quantile : of Student's t; that of n - 1 degrees of freedom when left out
    """
    half = (float(student_t(len(without) - 1)) if quantile is None else quantile) * standard_error(without)
    return whole, whole - half, whole + half
