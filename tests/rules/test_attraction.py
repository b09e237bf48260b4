"""What a teacher learns about a form of action from practising it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.attraction import attraction_after, reward_of

from .versions import compiled_and_plain, declared, levels, searched

#: What is usual, and neither good nor bad.
USUAL = {
    "success_weight": 0.6, "success": 0.45, "voice_weight": 0.5, "voice": 0.3, "trust_weight": 0.4, "trust": 0.5,
    "strain_weight": 0.5, "tension": 0.0, "overload": 0.0,
}  # fmt: skip


@compiled_and_plain(reward_of, usual_success=0.45, usual_voice=0.3, usual_trust=0.5, overload_weight=0.05)
def test_what_is_usual_is_neither_good_nor_bad(reward_of):
    assert reward_of(**USUAL) == 0.5


@compiled_and_plain(reward_of, usual_success=0.45, usual_voice=0.3, usual_trust=0.5, overload_weight=0.05)
@pytest.mark.parametrize(("what", "sign"), [("success", 1), ("voice", 1), ("trust", 1), ("tension", -1), ("overload", -1)])
def test_success_voice_and_trust_reward_and_tension_and_overload_punish(reward_of, what, sign):
    assert sign * (reward_of(**USUAL | {what: USUAL[what] + 0.3}) - 0.5) > 0.0


@compiled_and_plain(reward_of, usual_success=0.45, usual_voice=0.3, usual_trust=0.5, overload_weight=0.05)
@searched
@given(
    success_weight=declared("attraction.success"), success=levels, voice_weight=declared("attraction.voice"), voice=levels,
    trust_weight=declared("attraction.trust"), trust=levels, strain_weight=declared("attraction.strain"), tension=levels,
    overload=st.floats(0.0, 60.0),
)  # fmt: skip
def test_a_reward_stays_a_share(reward_of, **week):
    assert 0.0 <= reward_of(**week) <= 1.0


@compiled_and_plain(attraction_after)
@searched
@given(attraction=levels, rate=declared("attraction.rate"), reward=levels)
def test_attraction_moves_towards_what_the_week_brought_and_not_beyond(attraction_after, attraction, rate, reward):
    after = attraction_after(attraction, rate, reward)
    assert min(attraction, reward) - 1e-12 <= after <= max(attraction, reward) + 1e-12
    assert attraction_after(attraction, 0.0, reward) == attraction
    assert attraction_after(attraction, 1.0, reward) == pytest.approx(reward)
