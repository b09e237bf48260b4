"""The measurement model: answers of people whose state is known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.survey import any_of_three, appeal_of, diversity_of, gini_of, gumbel, monthly_activities, share_above

from .versions import compiled_and_plain, declared, levels, searched


def gini(gini_of, values):
    """The rule applied to a list of values, as the engine applies it."""
    ordered = sorted(values)
    return gini_of(sum((rank + 1.0) * value for rank, value in enumerate(ordered)), sum(ordered), float(len(ordered)))


@compiled_and_plain(share_above)
@searched
@given(threshold=declared("survey.any_influence"), noise=declared("survey.noise"), distance=st.floats(0.0, 5.0))
def test_half_answer_yes_at_the_threshold_and_the_scale_is_symmetric_about_it(share_above, threshold, noise, distance):
    assert share_above(threshold, threshold, noise) == 0.5
    above, below = (
        share_above(threshold + distance * noise, threshold, noise),
        share_above(threshold - distance * noise, threshold, noise),
    )
    assert below <= 0.5 <= above
    assert above + below == pytest.approx(1.0)


@compiled_and_plain(share_above)
@searched
@given(state=levels, more=levels, threshold=levels, noise=st.floats(0.01, 1.0))
def test_a_stronger_state_is_never_reported_by_fewer(share_above, state, more, threshold, noise):
    assert 0.0 <= share_above(state, threshold, noise) <= share_above(state + more, threshold, noise) <= 1.0


@compiled_and_plain(share_above)
def test_the_answer_one_noise_above_the_threshold_has_odds_of_e(share_above):
    chance = share_above(0.48, 0.40, 0.08)
    assert chance / (1.0 - chance) == pytest.approx(math.e)


@compiled_and_plain(share_above)
def test_more_report_any_influence_than_a_great_deal(share_above):
    """One latent scale with two cut points (Samejima 1969)."""
    for influence in (0.0, 0.3, 0.9):
        assert share_above(influence, 0.07, 0.13) > share_above(influence, 0.60, 0.13)


@compiled_and_plain(any_of_three)
@searched
@given(a=levels, b=levels, c=levels)
def test_at_least_one_of_three_answers_by_inclusion_and_exclusion(any_of_three, a, b, c):
    assert any_of_three(a, b, c) == pytest.approx(a + b + c - a * b - a * c - b * c + a * b * c)


@compiled_and_plain(gini_of)
def test_equal_shares_are_no_inequality_and_one_who_has_all_is_the_greatest(gini_of):
    assert gini(gini_of, [0.3] * 7) == pytest.approx(0.0)
    assert gini(gini_of, [0.0] * 6 + [0.9]) == pytest.approx(6 / 7)
    assert gini(gini_of, [0.0] * 5) == 0.0
    assert gini(gini_of, []) == 0.0
    assert gini(gini_of, [0.4]) == pytest.approx(0.0)


@compiled_and_plain(gini_of)
@searched
@given(values=st.lists(st.floats(0.01, 1.0), min_size=2, max_size=12))
def test_inequality_is_half_the_mean_difference_over_the_mean(gini_of, values):
    """The definition of Gini: all pairs compared."""
    x = np.array(values)
    definition = np.abs(x[:, None] - x[None, :]).mean() / (2.0 * x.mean())
    assert gini(gini_of, values) == pytest.approx(definition, abs=1e-9)


@compiled_and_plain(gini_of)
@searched
@given(values=st.lists(st.floats(0.01, 1.0), min_size=2, max_size=12), factor=st.floats(0.1, 10.0))
def test_inequality_knows_no_unit(gini_of, values, factor):
    assert gini(gini_of, [factor * value for value in values]) == pytest.approx(gini(gini_of, values), abs=1e-9)


@compiled_and_plain(gumbel)
@searched
@given(u=st.floats(1e-9, 1.0 - 1e-9))
def test_luck_in_a_random_utility_choice_is_standard_gumbel(gumbel, u):
    """Its distribution function exp(-exp(-x)) leads back to u."""
    assert math.exp(-math.exp(-gumbel(u))) == pytest.approx(u, rel=1e-6)


@compiled_and_plain(diversity_of)
@searched
@given(counts=st.lists(st.integers(0, 120), min_size=3, max_size=3))
def test_diversity_is_the_chance_that_two_colleagues_act_differently(diversity_of, counts):
    """The definition: all pairs, somebody with himself among them."""
    forms = np.repeat(np.arange(3), counts)
    expected = (forms[:, None] != forms[None, :]).mean() if forms.size else 0.0
    assert diversity_of(*counts) == pytest.approx(expected)


@compiled_and_plain(diversity_of)
def test_a_staff_that_does_one_thing_has_no_diversity_and_an_even_one_has_the_most(diversity_of):
    assert diversity_of(30, 0, 0) == 0.0
    assert diversity_of(8, 8, 8) == pytest.approx(2 / 3)


@compiled_and_plain(monthly_activities)
@searched
@given(teach=levels, observe=levels)
def test_team_teaching_needs_partners_and_observing_needs_collaboration(monthly_activities, teach, observe):
    assert monthly_activities(False, False, teach, observe) == (0.0, 0.0)
    assert monthly_activities(False, True, teach, observe) == (teach, 0.0)
    assert monthly_activities(True, False, teach, observe) == (1.0, observe)
    assert monthly_activities(True, True, teach, observe) == (1.0, observe)


@compiled_and_plain(appeal_of)
@searched
@given(say=levels, fit=levels, more=levels)
def test_learning_that_one_chose_appeals_at_least_as_much_as_the_same_when_ordered(appeal_of, say, fit, more):
    assert appeal_of(say, fit) == pytest.approx((say + fit) / 2)
    assert 0.0 <= appeal_of(say, fit) <= appeal_of(1.0, fit) <= 1.0
