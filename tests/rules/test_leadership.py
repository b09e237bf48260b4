"""Standing among peers, and invitations into formal roles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.leadership import invitation_score, mastery_of_leading, standing_level, strain_of_role, tension_after

from .versions import compiled_and_plain, declared, levels, searched

WEIGHTS = {"sought_weight": 0.5, "initiating_weight": 0.3, "expertise_weight": 0.25, "levelling": 0.5}
MIDDLE = {"sought": 0.3, "depth": 0.3, "success": 0.5, "expertise": 0.6, "egalitarian": 0.0}
CANDIDATE = {
    "standing": 0.3, "experience": 4.0, "tied_to_leaders": 0.0, "invitation": 1.5,
    "years_in_role": 0.0, "past": 0.3, "keen": 0.5, "noise": 0.0}  # fmt: skip


@compiled_and_plain(standing_level, success_part=0.5)
@pytest.mark.parametrize("what", ["sought", "depth", "success", "expertise"])
def test_being_sought_out_carrying_joint_work_that_succeeds_and_expertise_give_standing(standing_level, what):
    low, high = (standing_level(**WEIGHTS, **MIDDLE | {what: level}) for level in (0.2, 0.8))
    assert high > low


@compiled_and_plain(standing_level, success_part=0.5)
def test_an_egalitarian_staff_holds_standing_down(standing_level):
    free = standing_level(**WEIGHTS, **MIDDLE)
    assert standing_level(**WEIGHTS, **MIDDLE | {"egalitarian": 1.0}) == pytest.approx(0.5 * free)
    assert standing_level(**WEIGHTS | {"levelling": 1.0}, **MIDDLE | {"egalitarian": 1.0}) == 0.0


@compiled_and_plain(standing_level, success_part=0.5)
@searched
@given(
    sought_weight=declared("standing.sought"), sought=levels, initiating_weight=declared("standing.initiating"), depth=levels,
    success=levels, expertise_weight=declared("standing.expertise"), expertise=levels, levelling=declared("standing.levelling"),
    egalitarian=levels,
)  # fmt: skip
def test_standing_stays_a_share(standing_level, **person):
    assert 0.0 <= standing_level(**person) <= 1.0


@compiled_and_plain(invitation_score, respect=3.0, experience_weight=0.6, years=3.0)
@searched
@given(
    standing=levels, experience=st.floats(0.0, 60.0), tied_to_leaders=st.floats(0.0, 20.0),
    invitation=declared("standing.invitation"), years_in_role=st.floats(0.0, 40.0), past=declared("standing.past"), keen=levels, noise=st.floats(-5.0, 20.0), more=st.floats(0.0, 20.0),
)  # fmt: skip
def test_nothing_that_speaks_for_a_candidate_counts_against_her(invitation_score, more, **candidate):
    score = invitation_score(**candidate)
    for what in ("standing", "experience", "tied_to_leaders", "years_in_role", "keen", "noise"):
        assert invitation_score(**candidate | {what: candidate[what] + more}) >= score


@compiled_and_plain(invitation_score, respect=3.0, experience_weight=0.6, years=3.0)
def test_experience_counts_for_three_years_and_one_whole_tie_to_a_leader_is_enough(invitation_score):
    three, twenty = (invitation_score(**CANDIDATE | {"experience": years}) for years in (3.0, 20.0))
    one, many = (invitation_score(**CANDIDATE | {"tied_to_leaders": ties}) for ties in (1.0, 8.0))
    assert three == twenty > invitation_score(**CANDIDATE | {"experience": 1.0})
    assert three >= invitation_score(**CANDIDATE)
    assert one == many == pytest.approx(invitation_score(**CANDIDATE) + 1.5)
    three, ten = (invitation_score(**CANDIDATE | {"years_in_role": years}) for years in (3.0, 10.0))
    assert three == ten == pytest.approx(invitation_score(**CANDIDATE) + 0.9)


@compiled_and_plain(strain_of_role)
@searched
@given(weight=levels, egalitarian=levels, reviewing=declared("standing.reviewing"))
def test_judging_colleagues_strains_relations_at_least_as_much_as_any_role(strain_of_role, weight, egalitarian, reviewing):
    role = strain_of_role(weight, egalitarian, reviewing, 1, 0)
    assert role == weight * egalitarian
    assert role <= strain_of_role(weight, egalitarian, reviewing, 1, 1) <= 1.0
    assert strain_of_role(weight, egalitarian, reviewing, 0, 0) == 0.0


@compiled_and_plain(strain_of_role)
def test_a_staff_without_a_norm_of_equality_minds_no_role(strain_of_role):
    assert strain_of_role(0.03, 0.0, 1.0, 1, 1) == 0.0
    assert strain_of_role(0.03, 0.5, 1.0, 1, 1) == pytest.approx(0.03)


@compiled_and_plain(mastery_of_leading)
def test_only_supported_and_clear_roles_give_mastery(mastery_of_leading):
    assert mastery_of_leading(0, 1.0, 1.0) == 0.0
    assert mastery_of_leading(1, 0.0, 1.0) == mastery_of_leading(1, 1.0, 0.0) == 0.0
    assert mastery_of_leading(1, 1.0, 1.0) == 1.0


@compiled_and_plain(tension_after)
def test_tension_is_remembered_for_months_and_adds_up(tension_after):
    assert tension_after(0.5, 0.0, 0.9) == pytest.approx(0.45)
    assert tension_after(0.5, 0.2, 0.0) == 0.2
    tension = 0.0
    for _ in range(100):
        tension = tension_after(tension, 0.02, 0.9)
    assert 0.1 < tension < 0.2
    for _ in range(13):  # a quarter of a year
        tension = tension_after(tension, 0.0, 0.9)
    assert 0.02 < tension < 0.1


@compiled_and_plain(tension_after)
@searched
@given(tension=levels, fresh=levels, memory=declared("standing.memory"))
def test_tension_stays_a_share_and_is_never_below_the_week_s_own(tension_after, tension, fresh, memory):
    assert fresh - 1e-12 <= tension_after(tension, fresh, memory) <= 1.0
