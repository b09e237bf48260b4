"""Getting used to what lasts: what is new moves people, and what lasts becomes usual."""

import pytest
from hypothesis import given

from simulation.rules.habituation import felt_success, set_point, wonted_after
from simulation.rules.ties import trust_at_home

from .versions import compiled_and_plain, declared, levels, searched


@compiled_and_plain(wonted_after)
@searched
@given(wonted=levels, level=levels, pace=declared("habituation.pace"))
def test_what_one_is_used_to_nears_what_is_and_never_passes_it(wonted_after, wonted, level, pace):
    after = wonted_after(wonted, level, pace)
    assert abs(level - after) <= abs(level - wonted) + 1e-12
    assert wonted_after(wonted, level, 0.0) == wonted
    assert wonted_after(wonted, wonted, pace) == wonted


@compiled_and_plain(set_point)
def test_of_a_lasting_difference_a_part_is_left_and_of_a_usual_level_all(set_point):
    """With weight 1 a drift to base + cause, once people are used to where it leads, comes half as far."""
    base, cause, usual, wonted = 0.3, 0.4, 0.5, 0.5
    for _ in range(200):
        wonted = 0.5 * (wonted + set_point(base, 1.0, wonted, usual) + cause)
    assert wonted == pytest.approx(usual + 0.5 * (base + cause - usual))
    assert set_point(base, 1.0, usual, usual) == base
    assert set_point(base, 0.0, 0.9, usual) == base


@compiled_and_plain(felt_success)
@searched
@given(success=levels, aiming=declared("habituation.success"), aspired=levels, usual=levels)
def test_success_that_one_is_used_to_is_felt_less(felt_success, success, aiming, aspired, usual):
    felt = felt_success(success, aiming, aspired, usual)
    assert 0.0 <= felt <= 1.0
    assert felt <= success if aspired >= usual else felt >= success
    assert felt_success(success, 0.0, aspired, usual) == success
    assert felt_success(0.0, aiming, aspired, usual) == 0.0


@compiled_and_plain(trust_at_home)
@searched
@given(trust=levels, homing=levels, home=levels)
def test_trust_returns_to_what_is_usual_in_the_school(trust_at_home, trust, homing, home):
    assert abs(home - trust_at_home(trust, homing, home)) <= abs(home - trust) + 1e-12
    assert trust_at_home(trust, 0.0, home) == trust
