"""What ordered time comes to, and what being watched does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.core.vocabulary import COOPERATION, COORDINATION, INDIVIDUAL
from simulation.rules.mandates import ordered_form, trust_after_watching, watched_harm
from simulation.rules.ties import trust_after_silence

from .versions import compiled_and_plain, declared, levels, searched

HOURS = {"coordination": 0.5, "cooperation": 1.5}
chances = st.floats(0.001, 0.999)


@compiled_and_plain(ordered_form)
def test_ordered_time_is_coordination_and_with_more_of_it_cooperation(ordered_form):
    clear = HOURS | {"clarity": 1.0, "control": 0.0, "conformity": 0.5}
    assert ordered_form(hours=0.0, u=0.5, **clear) == INDIVIDUAL
    assert ordered_form(hours=0.5, u=0.5, **clear) == COORDINATION
    assert ordered_form(hours=1.5, u=0.5, **clear) == COOPERATION
    assert [ordered_form(hours=1.0, u=u, **clear) for u in (0.4, 0.6)] == [COOPERATION, COORDINATION]


@compiled_and_plain(ordered_form)
@searched
@given(
    hours=st.floats(0.0, 10.0),
    more=levels,
    clarity=levels,
    control=levels,
    conformity=declared("mandates.conformity"),
    u=chances,
)
def test_more_ordered_time_clearer_orders_and_control_never_make_less_of_it(
    ordered_form, hours, more, clarity, control, conformity, u
):
    known = HOURS | {"conformity": conformity, "u": u}
    form = ordered_form(hours=hours, clarity=clarity, control=control, **known)
    assert form <= ordered_form(hours=hours + more, clarity=clarity, control=control, **known)
    assert form <= ordered_form(hours=hours, clarity=1.0, control=control, **known)
    assert form <= ordered_form(hours=hours, clarity=clarity, control=1.0, **known)


@compiled_and_plain(watched_harm)
@searched
@given(say=levels, support=levels, covered=levels, enough=declared("mandates.enough"), eased=declared("mandates.eased"))
def test_orders_harm_least_with_a_say_support_and_time(watched_harm, say, support, covered, enough, eased):
    harm = watched_harm(say, support, covered, enough, eased)
    assert 0.0 <= harm <= 1.0
    assert watched_harm(1.0, support, covered, enough, eased) <= harm + 1e-12
    assert watched_harm(say, 1.0, 1.0, enough, eased) <= harm + 1e-12
    assert watched_harm(enough, 0.0, 0.0, enough, eased) == pytest.approx(0.0)
    assert watched_harm(0.0, support, 0.0, enough, eased) == 1.0


@compiled_and_plain(trust_after_watching)
@searched
@given(trust=levels, decay=declared("ties.decay"), suspicion=declared("mandates.suspicion"), met=levels, harm=levels)
def test_ordered_contact_never_leaves_more_trust_than_no_contact(trust_after_watching, trust, decay, suspicion, met, harm):
    after = trust_after_watching(trust, decay, suspicion, met, harm)
    assert 0.0 <= after <= trust_after_silence.py_func(trust, decay)
    assert trust_after_watching(trust, decay, suspicion, met, 0.0) == trust_after_silence.py_func(trust, decay)
