"""Holm, equivalence and power against slower ways, printed tables and simulation."""

import numpy as np
import pytest
from scipy import stats

from simulation.statistics import decide

from ..together import each

pytestmark = pytest.mark.quick
VALUES = np.array([0.3, -0.1, 0.4, 0.25, 0.05, 0.6])


def test_a_p_value_is_that_of_a_paired_t_test():
    assert decide.p_value(VALUES) == pytest.approx(stats.ttest_1samp(VALUES, 0.0).pvalue)
    assert decide.p_value(np.full(5, 0.2)) == 0.0
    assert decide.p_value(np.zeros(5)) == 1.0
    assert np.isnan(decide.p_value([0.2]))


def test_holm_steps_down_from_the_smallest_and_never_turns_back():
    """The definition, one hypothesis after the other."""
    p = np.array([0.01, 0.04, 0.03, 0.005, 0.9, np.nan])
    expected, highest = np.full(6, np.nan), 0.0
    for rank, k in enumerate(np.argsort(p[:5])):
        highest = max(highest, min(1.0, (5 - rank) * p[k]))
        expected[k] = highest
    np.testing.assert_allclose(decide.holm(p), expected)


def test_intervals_that_hold_together_are_wider_by_how_much_is_asked():
    low, high = decide.together(VALUES, 1)
    assert (low, high) == pytest.approx(stats.t.interval(0.95, 5, VALUES.mean(), stats.sem(VALUES)))
    wide = decide.together(VALUES, 10)
    assert wide == pytest.approx(stats.t.interval(0.995, 5, VALUES.mean(), stats.sem(VALUES)))
    assert decide.together([1.0], 3) == (-np.inf, np.inf)


def test_an_effect_is_smaller_than_a_margin_exactly_when_its_90_percent_interval_lies_inside():
    low, high = stats.t.interval(0.9, 5, VALUES.mean(), stats.sem(VALUES))
    widest = max(abs(low), abs(high))
    for margin, shown in ((0.999 * widest, False), (1.001 * widest, True)):
        found = decide.equivalence(VALUES, margin)
        assert found.shown is shown
        one_sided = [
            stats.ttest_1samp(VALUES, at, alternative=way).pvalue for at, way in ((-margin, "greater"), (margin, "less"))
        ]
        assert found.p == pytest.approx(max(one_sided))
        assert found.no_larger_than == pytest.approx(widest)


@each("size, schools", [(0.2, 199), (0.5, 34), (0.8, 15)], str)
def test_schools_are_those_of_the_printed_tables(**given):
    """Cohen (1988), paired t test, 80 percent power, two-sided five percent; sizes in standard deviations of differences."""
    size, schools = given["size, schools"]
    assert decide.schools_for(size, 1.0) == schools
    assert decide.power_of(schools, size, 1.0) >= 0.8 > decide.power_of(schools - 1, size, 1.0)
    assert decide.detectable(schools, 1.0) <= size < decide.detectable(schools - 1, 1.0)


def test_power_is_how_often_a_test_of_drawn_schools_finds_the_difference():
    drawn = np.random.default_rng(1).normal(0.4, 1.0, (4000, 30))
    found = stats.ttest_1samp(drawn, 0.0, axis=1).pvalue < 0.05
    assert decide.power_of(30, 0.4, 1.0) == pytest.approx(found.mean(), abs=3 * np.sqrt(0.25 / 4000))


def test_what_never_differs_needs_no_more_than_two_schools_and_nothing_shows_what_is_nothing():
    assert decide.schools_for(0.1, 0.0) == 2
    assert decide.schools_for(0.0, 1.0) is None
    assert decide.schools_for(1e-9, 1.0) is None
    assert decide.detectable(10, 0.0) == 0.0
    assert decide.sd_at_most(1.0, 1) == np.inf


def test_a_pilot_leaves_larger_spreads_possible_one_time_in_five():
    drawn = np.random.default_rng(2).normal(0.0, 1.0, (4000, 12)).std(axis=1, ddof=1)
    covered = np.mean([decide.sd_at_most(sd, 12) > 1.0 for sd in drawn])
    assert covered == pytest.approx(0.8, abs=0.025)


def test_schools_are_looked_for_up_to_the_most_that_there_may_be():
    assert decide._first(lambda n: n >= 9_300_000) == 9_300_000
    assert decide._first(lambda n: n >= decide.MOST_SCHOOLS) == decide.MOST_SCHOOLS
    assert decide._first(lambda n: n > decide.MOST_SCHOOLS) is None
