"""What change costs: goals that start up, progress thrown away, and a new administrator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.change import loss_after, newness_of, startup_part

from .versions import compiled_and_plain, declared, levels, searched


@compiled_and_plain(startup_part)
@searched
@given(age=st.floats(0.0, 500.0), later=st.floats(0.0, 50.0), lost=levels, starting=declared("change.starting"))
def test_a_goal_yields_more_the_longer_it_is_pursued_and_in_the_end_all(startup_part, age, later, lost, starting):
    assert 0.0 <= startup_part(age, lost, starting) <= startup_part(age + later, lost, starting) <= 1.0
    assert startup_part(0.0, lost, starting) == 1.0 - lost
    assert startup_part(age, 0.0, starting) == 1.0


@compiled_and_plain(loss_after)
@searched
@given(loss=levels, waste=levels, depth=levels, progress=levels)
def test_what_is_thrown_away_is_felt_by_how_far_it_was_and_how_deep_one_was_in_it(loss_after, loss, waste, depth, progress):
    after = loss_after(loss, waste, depth, progress)
    assert loss <= after <= 1.0 + 1e-12
    assert loss_after(loss, waste, 0.0, progress) == loss_after(loss, waste, depth, 0.0) == loss
    assert loss_after(0.0, 1.0, 1.0, 0.4) == pytest.approx(0.4)


@compiled_and_plain(newness_of)
@searched
@given(tenure=st.integers(0, 60), settling=declared("change.settling"))
def test_an_administrator_is_new_in_the_first_year_and_less_so_in_every_other(newness_of, tenure, settling):
    assert newness_of(0, settling) == 1.0
    assert 0.0 <= newness_of(tenure + 1, settling) <= newness_of(tenure, settling)
