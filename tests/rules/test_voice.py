"""A say in decisions: won by shaping open goals, faded towards what one is merely consulted on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.core.vocabulary import COLLABORATION, CONCEPTUALISE, COOPERATION, COORDINATION, ENACT, INDIVIDUAL, PLAN
from simulation.rules.voice import belief_after, consulted_voice, openness_in, voice_expected, voice_faded, voice_won

from .versions import compiled_and_plain, declared, levels, searched

FORMS = (INDIVIDUAL, COORDINATION, COOPERATION, COLLABORATION)
STAGES = (CONCEPTUALISE, PLAN, ENACT)
WEIGHTS = {"gain": 0.05, "later": 0.5, "cooperation": 0.15}


@compiled_and_plain(openness_in)
@searched
@given(openness=levels, reserve=declared("domains.budget"), more=levels)
def test_openness_survives_every_reserve_at_its_ends_and_is_less_where_more_is_kept(openness_in, openness, reserve, more):
    assert openness_in(0.0, reserve) == 0.0
    assert openness_in(1.0, reserve) == 1.0
    assert 0.0 <= openness_in(openness, reserve) <= 1.0
    assert openness_in(openness, reserve + more) <= openness_in(openness, reserve) + 1e-12


@compiled_and_plain(voice_won)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("form", FORMS)
def test_no_voice_is_won_on_a_goal_that_nobody_may_shape(voice_won, form, stage):
    assert voice_won(voice=0.2, form=form, goal_open=False, stage=stage, **WEIGHTS) == 0.0


@compiled_and_plain(voice_won)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("form", [INDIVIDUAL, COORDINATION])
def test_who_accepts_what_others_decide_wins_no_voice(voice_won, form, stage):
    """Coordination takes a goal as given (S0)."""
    assert voice_won(voice=0.2, form=form, goal_open=True, stage=stage, **WEIGHTS) == 0.0


@compiled_and_plain(voice_won)
def test_collaborating_wins_most_voice_and_most_of_all_while_a_goal_is_conceived(voice_won):
    first = voice_won(voice=0.2, form=COLLABORATION, goal_open=True, stage=CONCEPTUALISE, **WEIGHTS)
    later = voice_won(voice=0.2, form=COLLABORATION, goal_open=True, stage=PLAN, **WEIGHTS)
    beside = voice_won(voice=0.2, form=COOPERATION, goal_open=True, stage=CONCEPTUALISE, **WEIGHTS)
    assert first == pytest.approx(0.05 * 0.8)
    assert later == pytest.approx(0.5 * first)
    assert beside == pytest.approx(0.15 * first)
    assert later == voice_won(voice=0.2, form=COLLABORATION, goal_open=True, stage=ENACT, **WEIGHTS)


@compiled_and_plain(voice_won)
@searched
@given(
    voice=levels, form=st.sampled_from(FORMS), goal_open=st.booleans(), stage=st.sampled_from(STAGES), gain=declared("voice.gain"),
    later=declared("voice.later"), cooperation=declared("voice.cooperation"),
)  # fmt: skip
def test_voice_never_exceeds_a_full_say_and_is_never_lost_by_work(voice_won, voice, **work):
    assert 0.0 <= voice_won(voice=voice, **work) <= 1.0 - voice


@compiled_and_plain(voice_faded)
@searched
@given(voice=levels, floor=levels, fading=declared("voice.fading"))
def test_voice_fades_towards_what_one_is_consulted_on_and_not_beyond(voice_faded, voice, floor, fading):
    after = voice_faded(voice, floor, fading)
    assert min(voice, floor) - 1e-12 <= after <= max(voice, floor) + 1e-12
    assert voice_faded(floor, floor, fading) == floor


@compiled_and_plain(consulted_voice)
@searched
@given(
    consulted=declared("voice.consulted"), role_voice=declared("voice.role"), has_role=st.integers(0, 1),
    standing_voice=declared("voice.standing"), standing=levels,
)  # fmt: skip
def test_an_administrator_who_shares_nothing_listens_to_nobody(consulted_voice, **weights):
    assert consulted_voice(openness=0.0, **weights) == 0.0


@compiled_and_plain(consulted_voice)
def test_leaders_with_a_role_or_with_standing_are_listened_to_more(consulted_voice):
    known = {"consulted": 0.55, "openness": 0.5, "role_voice": 0.15, "standing_voice": 0.25}
    plain = consulted_voice(**known, has_role=0, standing=0.0)
    assert plain == pytest.approx(0.275)
    assert consulted_voice(**known, has_role=1, standing=0.0) == pytest.approx(plain + 0.075)
    assert consulted_voice(**known, has_role=0, standing=0.8) == pytest.approx(plain + 0.1)


@compiled_and_plain(consulted_voice)
@searched
@given(
    consulted=declared("voice.consulted"), openness=levels, role_voice=declared("voice.role"), has_role=st.integers(0, 1),
    standing_voice=declared("voice.standing"), standing=levels,
)  # fmt: skip
def test_nobody_is_given_more_than_a_full_say(consulted_voice, **given_):
    assert 0.0 <= consulted_voice(**given_) <= 1.0


@compiled_and_plain(voice_expected)
def test_one_expects_what_lies_midway_between_what_one_has_and_what_is_offered(voice_expected):
    assert voice_expected(0.0, 0.0) == 0.0
    assert voice_expected(1.0, 1.0) == 1.0
    assert voice_expected(0.2, 0.6) == pytest.approx(0.4)


@compiled_and_plain(belief_after, speed=0.05)
def test_administrators_come_to_believe_that_an_open_goal_is_shared_with_everybody(belief_after):
    """Brezicha et al. (2019): believed influence rests at one on open goals, and at one's own openness on the others."""
    assert belief_after(1.0, True, 0.3) == 1.0
    assert belief_after(0.3, False, 0.3) == pytest.approx(0.3)
    belief = 0.0
    for _ in range(200):
        belief = belief_after(belief, True, 0.3)
    assert belief == pytest.approx(1.0, abs=1e-3)


@compiled_and_plain(belief_after, speed=0.05)
@searched
@given(belief=levels, openness=levels)
def test_opening_a_goal_never_lowers_what_an_administrator_believes_to_share(belief_after, belief, openness):
    assert 0.0 <= belief_after(belief, False, openness) <= belief_after(belief, True, openness) <= 1.0
