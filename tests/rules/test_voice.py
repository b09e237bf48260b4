"""A say in decisions: won by shaping open goals, faded towards what one is merely consulted on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.core.vocabulary import COLLABORATION, CONCEPTUALISE, COOPERATION, COORDINATION, ENACT, INDIVIDUAL, PLAN
from simulation.rules.voice import (
    attention_left,
    belief_after,
    consulted_voice,
    dilution_of,
    felt_voice,
    heard_voice,
    openness_in,
    principals_influence,
    voice_earned,
    voice_expected,
    voice_faded,
    voice_granted,
    voice_left,
    voice_won,
)

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
    consulted=declared("voice.consulted"), role_voice=declared("voice.role"), access=st.integers(0, 1),
    standing_voice=declared("voice.standing"), standing=levels,
)  # fmt: skip
def test_an_administrator_who_shares_nothing_listens_to_nobody(consulted_voice, **weights):
    assert consulted_voice(openness=0.0, **weights) == 0.0


@compiled_and_plain(consulted_voice)
def test_leaders_with_a_role_or_with_standing_are_listened_to_more(consulted_voice):
    known = {"consulted": 0.55, "openness": 0.5, "role_voice": 0.15, "standing_voice": 0.25}
    plain = consulted_voice(**known, access=0, standing=0.0)
    assert plain == pytest.approx(0.275)
    assert consulted_voice(**known, access=1, standing=0.0) == pytest.approx(plain + 0.075)
    assert consulted_voice(**known, access=0, standing=0.8) == pytest.approx(plain + 0.1)


@compiled_and_plain(consulted_voice)
@searched
@given(
    consulted=declared("voice.consulted"), openness=levels, role_voice=declared("voice.role"), access=st.integers(0, 1),
    standing_voice=declared("voice.standing"), standing=levels,
)  # fmt: skip
def test_nobody_is_given_more_than_a_full_say(consulted_voice, **given_):
    assert 0.0 <= consulted_voice(**given_) <= 1.0


@compiled_and_plain(voice_expected)
def test_one_expects_what_lies_midway_between_what_one_has_and_what_is_offered(voice_expected):
    assert voice_expected(0.0, 0.0) == 0.0
    assert voice_expected(1.0, 1.0) == 1.0
    assert voice_expected(0.2, 0.6) == pytest.approx(0.4)


@compiled_and_plain(belief_after, speed=0.05, felt=0.2, control=0.3, hearing=0.0)
def test_administrators_come_to_believe_that_an_open_goal_is_shared_with_everybody(belief_after):
    """Brezicha et al. (2019): believed influence rests at one on open goals, and at one's own openness on the others."""
    assert belief_after(1.0, True, 0.3) == 1.0
    assert belief_after(0.3, False, 0.3) == pytest.approx(0.3)
    belief = 0.0
    for _ in range(200):
        belief = belief_after(belief, True, 0.3)
    assert belief == pytest.approx(1.0, abs=1e-3)


@compiled_and_plain(belief_after, speed=0.05, felt=0.2, control=0.3, hearing=0.0)
@searched
@given(belief=levels, openness=levels)
def test_opening_a_goal_never_lowers_what_an_administrator_believes_to_share(belief_after, belief, openness):
    assert 0.0 <= belief_after(belief, False, openness) <= belief_after(belief, True, openness) <= 1.0


@compiled_and_plain(belief_after, speed=0.05, goal_open=True, openness=0.4)
@searched
@given(belief=levels, felt=levels, control=levels, hearing=declared("voice.hearing"))
def test_control_keeps_from_an_administrator_what_teachers_feel(belief_after, belief, felt, control, hearing):
    told = belief_after(belief, felt=felt, control=0.0, hearing=hearing)
    kept = belief_after(belief, felt=felt, control=control, hearing=hearing)
    unheard = belief_after(belief, felt=felt, control=1.0, hearing=hearing)
    assert told - 1e-12 <= kept <= unheard + 1e-12
    assert unheard == belief_after(belief, felt=felt, control=control, hearing=0.0)


EARNING = {"gain": 0.1, "later": 0.5, "latecomer": 0.4, "succeeding": 0.5}


@compiled_and_plain(voice_earned)
@pytest.mark.parametrize("goal_open", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_only_collaborating_on_an_open_goal_earns_a_lasting_voice(voice_earned, form, goal_open):
    """S0: cooperation and coordination do not expand what teachers decide."""
    earned = voice_earned(won=0.2, form=form, goal_open=goal_open, stage=PLAN, took_part=1, success=0.5, **EARNING)
    assert (earned > 0.0) == (form == COLLABORATION and goal_open)


@compiled_and_plain(voice_earned)
def test_a_lasting_voice_is_earned_most_at_the_start_more_with_success_and_least_by_latecomers(voice_earned):
    known = EARNING | {"won": 0.2, "form": COLLABORATION, "goal_open": True}
    first = voice_earned(stage=CONCEPTUALISE, took_part=1, success=0.0, **known)
    assert first == pytest.approx(0.1 * 0.8)
    assert voice_earned(stage=CONCEPTUALISE, took_part=1, success=1.0, **known) == pytest.approx(1.5 * first)
    assert voice_earned(stage=ENACT, took_part=1, success=0.0, **known) == pytest.approx(0.5 * first)
    assert voice_earned(stage=ENACT, took_part=0, success=0.0, **known) == pytest.approx(0.2 * first)


@compiled_and_plain(voice_earned)
@searched
@given(
    won=levels, form=st.sampled_from(FORMS), goal_open=st.booleans(), stage=st.sampled_from(STAGES), took_part=st.integers(0, 1),
    success=levels, gain=declared("voice.winning"), later=declared("voice.later"), latecomer=levels,
    succeeding=declared("voice.succeeding"),
)  # fmt: skip
def test_no_week_earns_more_than_what_is_missing(voice_earned, won, **work):
    assert 0.0 <= voice_earned(won=won, **work) <= 1.0 - won


@compiled_and_plain(voice_granted)
@searched
@given(openness=levels, more=levels, granting=st.floats(0.01, 1.0))
def test_a_say_that_is_granted_grows_with_openness_unless_it_hangs_on_nothing(voice_granted, openness, more, granting):
    assert voice_granted(openness, 0.0) == 1.0
    assert voice_granted(0.3, 0.3) == pytest.approx(0.5)
    less, larger = sorted((openness, more))
    assert 0.0 <= voice_granted(less, granting) <= voice_granted(larger, granting) * (1.0 + 1e-12)


@compiled_and_plain(attention_left)
@searched
@given(won=levels, more=levels, crowding=declared("voice.crowding"))
def test_where_more_have_a_say_there_is_more_of_it_in_all_and_less_of_it_in_each_word(attention_left, won, more, crowding):
    few, many = sorted((won, more))
    assert attention_left(0.0, many) == attention_left(crowding, 0.0) == 1.0
    assert attention_left(crowding, many) <= attention_left(crowding, few)
    assert many * attention_left(crowding, many) >= few * attention_left(crowding, few) * (1.0 - 1e-12)


@compiled_and_plain(voice_left)
@searched
@given(won=levels, lost=levels)
def test_what_is_lost_of_a_voice_is_a_share_of_what_was_won(voice_left, won, lost):
    assert 0.0 <= voice_left(won, lost) <= won
    assert voice_left(won, 0.0) == won


@compiled_and_plain(heard_voice)
@searched
@given(openness=levels, consulted=declared("voice.consulted"), minor=declared("voice.minor"))
def test_being_consulted_gives_minor_influence_at_most(heard_voice, openness, consulted, minor):
    given_ = {"role_voice": 0.3, "access": 0, "standing_voice": 0.3, "standing": 0.0}
    assert heard_voice(openness, consulted, minor, **given_) <= minor
    assert heard_voice(0.0, consulted, minor, **given_ | {"access": 1, "standing": 1.0}) == 0.0
    with_role = heard_voice(openness, consulted, minor, **given_ | {"access": 1})
    assert heard_voice(openness, consulted, minor, **given_) <= with_role <= 1.0


@compiled_and_plain(dilution_of)
@searched
@given(staff=st.floats(1.0, 500.0), usual=declared("voice.usual_staff"), power=declared("voice.dilution"))
def test_a_larger_staff_dilutes_and_the_usual_one_leaves_a_voice_as_it_is(dilution_of, staff, usual, power):
    assert dilution_of(staff + 1.0, usual, power) <= dilution_of(staff, usual, power)
    assert dilution_of(usual, usual, power) == pytest.approx(1.0)
    assert dilution_of(staff, usual, 0.0) == 1.0


@compiled_and_plain(felt_voice)
@searched
@given(won=levels, heard=levels, diluted=st.floats(0.0, 5.0))
def test_a_felt_voice_is_no_less_than_what_was_won_or_heard_and_no_more_than_a_full_say(felt_voice, won, heard, diluted):
    assert 0.0 <= felt_voice(won, heard, diluted) <= 1.0
    assert felt_voice(won, heard, 1.0) >= max(won, heard) - 1e-12


@compiled_and_plain(principals_influence)
@searched
@given(remit=levels, giving=levels, voice=levels, control=levels, hold=levels)
def test_an_administrator_s_own_influence_grows_with_control_and_not_with_teachers_say(
    principals_influence, remit, giving, voice, control, hold
):
    own = principals_influence(remit, giving, voice, control, hold)
    assert 0.0 <= own <= 1.0
    assert own <= principals_influence(remit, giving, voice, 1.0, hold) + 1e-12
    assert own <= principals_influence(remit, giving, 0.0, control, hold) + 1e-12
    assert principals_influence(remit, giving, 0.0, 0.0, hold) == remit
