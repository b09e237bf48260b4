"""Small pieces of arithmetic that many rules share."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.common import logistic, share, shifted, within

from .versions import compiled_and_plain, levels, searched

numbers = st.floats(-1e6, 1e6)


@compiled_and_plain(within)
def test_what_lies_within_stays_and_what_lies_outside_comes_to_the_nearest_end(within):
    assert [within(x, 2.0, 5.0) for x in (1.0, 2.0, 3.5, 5.0, 7.0)] == [2.0, 2.0, 3.5, 5.0, 5.0]


@compiled_and_plain(share)
@searched
@given(x=numbers)
def test_a_share_is_a_number_held_between_none_and_all(share, x):
    assert share(x) == min(1.0, max(0.0, x))


@compiled_and_plain(logistic)
@searched
@given(chance=st.floats(0.001, 0.999))
def test_log_odds_lead_back_to_the_chance(logistic, chance):
    assert logistic(math.log(chance / (1.0 - chance))) == pytest.approx(chance)


@compiled_and_plain(shifted)
@searched
@given(deviation=st.floats(-3.0, 3.0))
def test_a_scenario_that_says_none_or_all_means_it(shifted, deviation):
    """A1: an administrator of openness 0 or 1 does not differ from school to school."""
    assert shifted(0.0, deviation) == 0.0
    assert shifted(1.0, deviation) == 1.0


@compiled_and_plain(shifted)
def test_a_deviation_has_its_full_force_in_the_middle_and_less_towards_the_ends(shifted):
    assert shifted(0.5, 0.2) == pytest.approx(0.7)
    assert shifted(0.5, 0.8) == 1.0
    moved = [shifted(level, 0.1) - level for level in (0.5, 0.6, 0.7, 0.8, 0.9)]
    assert moved == sorted(moved, reverse=True)


@compiled_and_plain(shifted)
@searched
@given(level=levels, low=st.floats(-2.0, 2.0), step=st.floats(0.0, 2.0))
def test_a_larger_deviation_never_lowers_a_level(shifted, level, low, step):
    assert 0.0 <= shifted(level, low) <= shifted(level, low + step) <= 1.0
    assert shifted(level, 0.0) == pytest.approx(level)
