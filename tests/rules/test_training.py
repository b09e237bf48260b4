"""Learning on the job by who gives it, and networks between schools: the rules at their limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.networks import chance_to_be_recruited, depth_of_meeting, hours_of_network, idea_tested, met_lead
from simulation.rules.training import chance_to_come, credible, lately_after, learnt_in, rating_after

from .versions import compiled_and_plain, declared, levels, searched


@compiled_and_plain(chance_to_come)
def test_half_come_at_the_usual_rating_and_more_who_liked_it(chance_to_come):
    assert chance_to_come(0.5, 0.5, 0.1) == 0.5
    assert chance_to_come(0.7, 0.5, 0.1) == pytest.approx(0.881, abs=0.001)
    assert chance_to_come(0.3, 0.5, 0.1) == pytest.approx(0.119, abs=0.001)


@compiled_and_plain(learnt_in)
@searched
@given(hours=declared("training.days"), gain=declared("givers.gain"), giver=levels, fit=levels, expertise=levels)
def test_training_that_fits_nobody_or_that_nobody_believes_teaches_nothing(learnt_in, hours, gain, giver, fit, expertise):
    assert learnt_in(hours, gain, 0.0, fit, expertise) == learnt_in(hours, gain, giver, 0.0, expertise) == 0.0
    assert 0.0 <= learnt_in(hours, gain, giver, fit, expertise) <= learnt_in(hours, gain, 1.0, 1.0, 0.0)
    assert learnt_in(hours, gain, giver, fit, 1.0) == 0.0, "who can do everything learns nothing"


@compiled_and_plain(rating_after)
@searched
@given(rating=levels, impression=levels, say=levels, fit=levels, giver=levels)
def test_a_rating_moves_towards_what_was_found_and_stays_a_share(rating_after, rating, impression, say, fit, giver):
    after, found = rating_after(rating, impression, say, fit, giver), (say + fit + giver) / 3.0
    assert min(rating, found) - 1e-12 <= after <= max(rating, found) + 1e-12
    assert rating_after(rating, impression, say, fit, 1.0) >= after


@compiled_and_plain(lately_after)
def test_what_is_no_practice_is_forgotten_within_a_year(lately_after):
    left = 1.0
    for _ in range(36):
        left = lately_after(left, 0.08, 0.0)
    assert left == pytest.approx(0.0497, abs=0.001)
    assert lately_after(0.9, 0.0, 0.5) == 1.0


@compiled_and_plain(credible)
def test_one_credential_is_as_good_as_many_and_makes_nobody_more_than_fully_credible(credible):
    assert credible(0.5, 0.0, 0.15) == 0.5
    assert credible(0.5, 1.0, 0.15) == credible(0.5, 9.0, 0.15) == 0.65
    assert credible(0.95, 9.0, 0.15) == 1.0


@compiled_and_plain(depth_of_meeting)
@searched
@given(face=levels, virtual=levels)
def test_screens_are_never_deeper_than_meeting(depth_of_meeting, face, virtual):
    assert virtual - 1e-12 <= depth_of_meeting(face, virtual) <= 1.0 + 1e-12
    assert depth_of_meeting(1.0, virtual) == 1.0


@compiled_and_plain(hours_of_network)
def test_only_meetings_face_to_face_take_time_on_the_way(hours_of_network):
    assert hours_of_network(0.5, 0.0, 0.5) == 0.5
    assert hours_of_network(0.5, 1.0, 0.5) == 0.75


@compiled_and_plain(met_lead)
def test_what_is_met_on_screens_or_is_no_better_carries_less(met_lead):
    assert met_lead(0.5, 1.0, 0.2) == 0.1 > met_lead(0.5, 0.5, 0.2) > met_lead(0.5, 0.5, 0.0) == 0.0


@compiled_and_plain(idea_tested)
def test_an_idea_that_does_not_work_changes_nothing(idea_tested):
    assert idea_tested(0.3, 1.0, 0.5, 0.3, 0.6) == 0.0
    assert idea_tested(0.3, 1.0, 0.5, 0.3, 0.4) == pytest.approx(0.09)


@compiled_and_plain(chance_to_be_recruited)
@searched
@given(recruiting=levels, trust=st.floats(0.0, 30.0))
def test_nobody_is_recruited_by_strangers_and_one_trusted_member_is_enough(chance_to_be_recruited, recruiting, trust):
    assert chance_to_be_recruited(recruiting, 0.0) == 0.0
    assert chance_to_be_recruited(recruiting, trust) <= chance_to_be_recruited(recruiting, 1.0) == recruiting
