"""The jackknife says of a mean what Student's t says, and holds its promise for other statistics."""

import ast
from pathlib import Path

import numpy as np
import pytest

from simulation.statistics.intervals import mean_interval, share_interval, student_t
from simulation.statistics.jackknife import interval, standard_error

PACKAGE = Path(__file__).parents[2] / "simulation"


def without_each(statistic, values):
    return np.array([statistic(np.delete(values, k, axis=0)) for k in range(len(values))])


def test_for_a_mean_the_jackknife_is_exactly_students_interval():
    values = np.random.default_rng(1).normal(2.0, 3.0, 15)
    found = interval(values.mean(), without_each(np.mean, values))
    assert found == pytest.approx(mean_interval(values), rel=1e-12)


def test_intervals_of_many_statistics_at_once_are_those_of_each():
    values = np.random.default_rng(2).normal(size=(12, 3))
    whole, low, high = interval(values.mean(0), without_each(lambda v: v.mean(0), values))
    for k in range(3):
        assert (whole[k], low[k], high[k]) == pytest.approx(mean_interval(values[:, k]), rel=1e-12)


def test_about_nineteen_of_twenty_intervals_of_a_correlation_hold_the_truth():
    draw = np.random.default_rng(3)
    held = 0
    for _ in range(400):
        x = draw.normal(size=40)
        pairs = np.column_stack([x, 0.6 * x + 0.8 * draw.normal(size=40)])
        correlation = lambda v: np.corrcoef(v[:, 0], v[:, 1])[0, 1]  # noqa: E731
        _, low, high = interval(correlation(pairs), without_each(correlation, pairs))
        held += low <= 0.6 <= high
    assert 0.91 <= held / 400 <= 0.98


def test_another_quantile_widens_the_interval_in_proportion():
    without = np.array([1.0, 2.0, 4.0])
    assert standard_error(without) == pytest.approx(np.sqrt(2 / 3 * ((without - 7 / 3) ** 2).sum()))
    _, low, high = interval(np.float64(2.0), without, 1.5)
    assert high - low == pytest.approx(3.0 * standard_error(without))


def test_an_interval_of_a_share_stays_within_what_a_share_can_be():
    assert share_interval(0, 20)[0] == pytest.approx(0.0, abs=1e-12)
    assert share_interval(20, 20)[1] == pytest.approx(1.0, abs=1e-12)
    low, high = share_interval(10, 20)
    assert low + high == pytest.approx(1.0)
    assert 0.29 < low < 0.31


def test_students_t_is_asked_for_in_one_place():
    """Whoever needs an interval finds it here; a second formula could drift from the first."""
    asking = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.Name, ast.alias)) and getattr(node, "id", getattr(node, "name", "")) == "stdtrit"
    }
    assert asking == {"statistics/intervals.py"}
    assert student_t(np.array([1, 19])) == pytest.approx([12.7062047, 2.0930241])
