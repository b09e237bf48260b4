"""The school as its staff feels it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.climate import buffered_stress, coherence_level, collective_efficacy_level, norm_after, unbuffered_stress

from .versions import compiled_and_plain, declared, levels, searched

WEIGHTS = {"members_weight": 0.5, "success_weight": 0.35, "trust_weight": 0.2, "poverty_weight": 0.06}
#: Weights of coherence, which is whole when all is well.
PARTS = {
    "clarity_weight": 0.35,
    "few_weight": 0.3,
    "many": 8.0,
    "lasting_weight": 0.2,
    "joint_weight": 0.15,
    "control_weight": 0.1,
}
MIDDLE = {"mean_efficacy": 0.6, "shared_success": 0.4, "trust": 0.5, "poverty": 0.5}


@compiled_and_plain(collective_efficacy_level)
@pytest.mark.parametrize(("source", "sign"), [("mean_efficacy", 1), ("shared_success", 1), ("trust", 1), ("poverty", -1)])
def test_able_colleagues_shared_success_and_trust_raise_collective_efficacy_and_poverty_lowers_it(
    collective_efficacy_level, source, sign
):
    low, high = (collective_efficacy_level(**WEIGHTS, **MIDDLE | {source: level}) for level in (0.2, 0.8))
    assert sign * (high - low) > 0.0


@compiled_and_plain(collective_efficacy_level)
@searched
@given(
    members_weight=declared("climate.members"), mean_efficacy=levels, success_weight=declared("climate.success"),
    shared_success=levels, trust_weight=declared("climate.trust"), trust=levels, poverty_weight=declared("climate.poverty"),
    poverty=levels,
)  # fmt: skip
def test_collective_efficacy_stays_a_share(collective_efficacy_level, **school):
    assert 0.0 <= collective_efficacy_level(**school) <= 1.0


@compiled_and_plain(coherence_level, **PARTS)
def test_one_lasting_clear_and_shared_goal_without_control_is_wholly_coherent(coherence_level):
    assert coherence_level(clarity=1.0, n_goals=1.0, churned=0.0, joint_share=1.0, control=0.0) == pytest.approx(1.0)


@compiled_and_plain(coherence_level, **PARTS)
@searched
@given(clarity=levels, n_goals=st.floats(1.0, 6.0), churned=levels, joint_share=levels, control=levels, step=levels)
def test_many_new_and_controlled_goals_cost_coherence_and_clear_and_shared_ones_bring_it(
    coherence_level, clarity, n_goals, churned, joint_share, control, step
):
    school = {"clarity": clarity, "n_goals": n_goals, "churned": churned, "joint_share": joint_share, "control": control}
    before = coherence_level(**school)
    assert 0.0 <= before <= 1.0
    for good in ("clarity", "joint_share"):
        assert coherence_level(**school | {good: school[good] + step * (1.0 - school[good])}) >= before - 1e-12
    for bad in ("churned", "control"):
        assert coherence_level(**school | {bad: school[bad] + step * (1.0 - school[bad])}) <= before + 1e-12
    assert coherence_level(**school | {"n_goals": n_goals + step * (6.0 - n_goals)}) <= before + 1e-12


@compiled_and_plain(norm_after)
@searched
@given(norm=levels, speed=declared("climate.norm"), practice=levels, anchoring=declared("climate.anchoring"), culture=levels)
def test_the_norm_stays_a_share_and_rests_where_practice_and_culture_agree(
    norm_after, norm, speed, practice, anchoring, culture
):
    assert 0.0 <= norm_after(norm, speed, practice, anchoring, culture) <= 1.0
    assert norm_after(norm, speed, norm, anchoring, norm) == norm


@compiled_and_plain(norm_after)
def test_the_norm_follows_practice_and_is_drawn_back_to_the_culture_around(norm_after):
    assert norm_after(0.5, 0.01, 0.9, 0.0, 0.5) > 0.5 > norm_after(0.5, 0.01, 0.1, 0.0, 0.5)
    assert norm_after(0.5, 0.0, 0.5, 0.01, 0.9) > 0.5 > norm_after(0.5, 0.0, 0.5, 0.01, 0.1)


@compiled_and_plain(unbuffered_stress)
@searched
@given(collective=levels, more=levels, usual=declared("climate.usual"), buffer=declared("climate.buffer"))
def test_belief_in_the_staff_takes_the_edge_off_stress(unbuffered_stress, collective, more, usual, buffer):
    assert unbuffered_stress(collective + more, usual, buffer) <= unbuffered_stress(collective, usual, buffer)
    assert unbuffered_stress(usual, usual, buffer) == 1.0
    assert unbuffered_stress(collective, usual, 0.0) == 1.0


@compiled_and_plain(buffered_stress)
@searched
@given(exhaustion=levels, rested=levels, unbuffered=st.floats(0.0, 2.0))
def test_only_stress_is_buffered_and_who_is_rested_feels_no_difference(buffered_stress, exhaustion, rested, unbuffered):
    felt = buffered_stress(exhaustion, rested, unbuffered)
    assert buffered_stress(exhaustion, rested, 1.0) == exhaustion
    assert (felt <= exhaustion) == (unbuffered <= 1.0 or felt == exhaustion)
    assert exhaustion > rested or felt == exhaustion
