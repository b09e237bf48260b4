"""Means over schools with 95 percent intervals: Student's t, since schools of an ensemble are independent."""

import math

import numpy as np


def mean_interval(values: np.ndarray) -> tuple[float, float, float]:
    """(mean, low, high) of independent values (n,): the 95 percent interval of the mean; infinitely wide for one value."""
    from scipy.special import stdtrit

    values = np.asarray(values, float)
    mean = float(values.mean())
    if values.size < 2:
        return mean, -math.inf, math.inf
    half = float(stdtrit(values.size - 1, 0.975)) * float(values.std(ddof=1)) / math.sqrt(values.size)
    return mean, mean - half, mean + half
