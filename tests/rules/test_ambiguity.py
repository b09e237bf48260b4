"""Felt role ambiguity, at the limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.ambiguity import ambiguity_level

from .versions import compiled_and_plain, declared, levels, searched

WEIGHTS = {"unclear": 0.7, "initiatives": 0.3, "role": 0.6}


@compiled_and_plain(ambiguity_level)
def test_clear_mandates_in_a_coherent_school_leave_nothing_ambiguous(ambiguity_level):
    assert ambiguity_level(**WEIGHTS, clarity=1.0, load=1.0, coherence=1.0, has_role=True, support=0.0) == 0.0


@compiled_and_plain(ambiguity_level)
def test_unclear_mandates_and_too_many_initiatives_are_ambiguous(ambiguity_level):
    known = {"has_role": False, "support": 0.5}
    assert ambiguity_level(**WEIGHTS, clarity=0.0, load=0.0, coherence=0.0, **known) == pytest.approx(0.7)
    assert ambiguity_level(**WEIGHTS, clarity=1.0, load=1.0, coherence=0.0, **known) == pytest.approx(0.3)
    assert ambiguity_level(**WEIGHTS, clarity=1.0, load=1.0, coherence=1.0, **known) == 0.0


@compiled_and_plain(ambiguity_level)
def test_a_role_is_ambiguous_when_it_is_unclear_and_unsupported(ambiguity_level):
    def added(clarity, support):
        known = {"clarity": clarity, "load": 0.0, "coherence": 1.0, "support": support}
        return ambiguity_level(**WEIGHTS, has_role=True, **known) - ambiguity_level(**WEIGHTS, has_role=False, **known)

    assert added(clarity=0.6, support=0.0) == pytest.approx(0.24)
    assert added(clarity=0.6, support=1.0) == pytest.approx(0.0)
    assert added(clarity=1.0, support=0.0) == pytest.approx(0.0)


@compiled_and_plain(ambiguity_level)
@searched
@given(
    unclear=declared("ambiguity.unclear"), initiatives=declared("ambiguity.initiatives"), role=declared("ambiguity.role"),
    clarity=levels, more=levels, load=levels, coherence=levels, has_role=st.booleans(), support=levels,
)  # fmt: skip
def test_clearer_mandates_never_confuse(ambiguity_level, clarity, more, **situation):
    clearer = clarity + more * (1.0 - clarity)
    assert (
        0.0
        <= ambiguity_level(clarity=clearer, **situation)
        <= ambiguity_level(clarity=clarity, **situation) + 1e-12
        <= 1.0 + 1e-12
    )
