"""Kinds of formal roles: ways into them, and how far they reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.kinds import appointment_score, election_score, exposure_with_pay, guided_by, reached

from .versions import compiled_and_plain, declared, levels, searched


@compiled_and_plain(appointment_score, experience_weight=0.6, years=3.0, keen=0.5, noise=0.0)
def test_an_administrator_appoints_the_able_whatever_their_luck_with_colleagues(appointment_score):
    able, weak = (appointment_score(merit=4.0, expertise=e, experience=9.0) for e in (0.8, 0.4))
    assert able == pytest.approx(weak + 1.6)
    assert appointment_score(merit=4.0, expertise=0.4, experience=1.0) < weak


@compiled_and_plain(election_score, votes=3.0, past=0.3, years=3.0, keen=0.0, noise=0.0)
def test_the_staff_elects_whom_many_know_and_a_staff_of_strangers_knows_nobody(election_score):
    known, usual = (election_score(acquainted=a, usual=2.0, years_in_role=0.0) for a in (3.0, 2.0))
    assert known == 2.25 > usual == 1.5
    assert election_score(acquainted=40.0, usual=2.0, years_in_role=0.0) == 3.0, "beyond twice the usual nothing more is won"
    assert election_score(acquainted=0.0, usual=0.0, years_in_role=0.0) == 0.0
    assert election_score(acquainted=0.0, usual=2.0, years_in_role=9.0) == pytest.approx(0.9)


@compiled_and_plain(exposure_with_pay)
@searched
@given(exposure=declared("reach.exposure_above"), envy=declared("reach.envy"), pay=declared("kinds.pay"))
def test_pay_never_makes_a_role_less_exposed_and_no_pay_changes_nothing(exposure_with_pay, exposure, envy, pay):
    assert exposure_with_pay(exposure, envy, 0.0) == exposure
    assert exposure_with_pay(exposure, envy, pay) >= exposure


@compiled_and_plain(reached)
@searched
@given(hours=st.floats(0.0, 500.0), people=st.floats(0.0, 500.0), attention=declared("reach.attention"))
def test_attention_is_shared_by_those_who_get_it(reached, hours, people, attention):
    reach = reached(hours, people, attention)
    assert 0.0 <= reach <= 1.0
    assert reached(hours, people + 1.0, attention) <= reach <= reached(hours + 1.0, people, attention)
    assert reached(attention * (people + 1.0), people + 1.0, attention) == pytest.approx(0.5)


@compiled_and_plain(guided_by)
@searched
@given(weight=declared("reach.coaching"), reach=levels, lead=st.floats(-1.0, 1.0))
def test_nobody_learns_from_a_guide_who_knows_less(guided_by, weight, reach, lead):
    assert guided_by(weight, reach, -abs(lead)) == 0.0
    assert guided_by(weight, reach, lead) >= 0.0
