"""Intervals of a mean over independent schools."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from simulation.statistics.intervals import how_many, mean_interval


@settings(deadline=None)
@given(values=st.lists(st.integers(-8000, 8000).map(lambda eighths: eighths / 8.0), min_size=2, max_size=40))
def test_the_interval_is_students_as_the_library_of_statistics_gives_it(values):
    mean, low, high = mean_interval(np.array(values))
    alike = np.ptp(values) == 0.0
    expected = (values[0],) * 2 if alike else stats.t.interval(0.95, len(values) - 1, np.mean(values), stats.sem(values))
    assert mean == pytest.approx(np.mean(values), abs=1e-9)
    assert (low, high) == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_one_school_tells_nothing_about_the_others():
    assert mean_interval(np.array([0.4])) == (0.4, -math.inf, math.inf)


def test_schools_without_any_difference_leave_no_doubt():
    assert mean_interval(np.full(5, 0.25)) == (0.25, 0.25, 0.25)


def test_nineteen_of_twenty_intervals_hold_the_true_mean():
    """Coverage over 2000 ensembles of eight schools; three standard errors of a share of 0.95 are 0.015."""
    samples = np.random.default_rng(5).normal(2.0, 1.0, (2000, 8))
    held = [low <= 2.0 <= high for _, low, high in map(mean_interval, samples)]
    assert np.mean(held) == pytest.approx(0.95, abs=0.015)


def test_what_is_unknown_does_not_count_and_of_none_nothing_is_known():
    assert mean_interval([0.25, math.nan, 0.25]) == (0.25, 0.25, 0.25) and how_many([0.25, math.nan, 0.25]) == 2
    mean, low, high = mean_interval([math.nan])
    assert math.isnan(mean) and (low, high) == (-math.inf, math.inf)
