"""Depersonalisation, accomplishment, isolation and the composites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.burnout import (
    accomplishment_change,
    backing_of,
    burnout_of,
    depersonalization_change,
    isolation_of,
    well_being_of,
)

from .versions import compiled_and_plain, declared, group, levels, searched

sums_of_trust = st.floats(0.0, 60.0)

#: Somebody who works alone, on nobody's goals, without paperwork.
ALONE = {
    "level": 0.5, "rate": 0.04, "base": 0.28, "progress_weight": 0.35, "success": 0.0, "agency": 0.0, "efficacy_weight": 0.55,
    "efficacy": 0.4, "unvoiced_weight": 0.02, "unvoiced": 0.0, "paperwork_weight": 0.012, "paperwork": 0.0,
    "blocked_weight": 0.012, "blocked": 0.0, "loss_weight": 0.2, "loss": 0.0,
}  # fmt: skip


@compiled_and_plain(isolation_of, acquaintance=0.25, company=1.5)
def test_who_has_no_colleague_is_wholly_isolated(isolation_of):
    assert isolation_of(0.0, 0.0) == 1.0


@compiled_and_plain(backing_of, acquaintance=0.25, circle=2.0)
def test_who_has_no_colleague_has_no_backing(backing_of):
    assert backing_of(0.0, 0.0) == 0.0


@compiled_and_plain(isolation_of, acquaintance=0.25, company=1.5)
@searched
@given(contact=sums_of_trust, ties=sums_of_trust, more=st.floats(0.01, 5.0))
def test_company_relieves_isolation_and_joint_work_more_than_acquaintance(isolation_of, contact, ties, more):
    alone, together, acquainted = (
        isolation_of(contact, ties),
        isolation_of(contact + more, ties),
        isolation_of(contact, ties + more),
    )
    assert 0.0 <= together <= acquainted <= alone <= 1.0


@compiled_and_plain(backing_of, acquaintance=0.25, circle=2.0)
@searched
@given(contact=sums_of_trust, ties=sums_of_trust, more=st.floats(0.01, 5.0))
def test_joint_work_backs_more_than_acquaintance(backing_of, contact, ties, more):
    assert 0.0 <= backing_of(contact, ties) <= backing_of(contact, ties + more) <= backing_of(contact + more, ties) <= 1.0


@compiled_and_plain(depersonalization_change)
@searched
@given(
    level=levels, rate=declared("burnout.rate"), base=declared("burnout.distance"),
    exhaustion_weight=declared("burnout.exhaustion"), exhaustion=levels, isolation_weight=declared("burnout.isolation"),
    isolation=levels,
)  # fmt: skip
def test_depersonalisation_stays_a_share_whatever_is_declared(depersonalization_change, level, **week):
    assert -1e-12 <= level + depersonalization_change(level=level, **week) <= 1.0 + 1e-12


@compiled_and_plain(depersonalization_change)
def test_depersonalisation_follows_exhaustion_and_isolation(depersonalization_change):
    usual = {"level": 0.3, "rate": 0.04, "base": 0.0, "exhaustion_weight": 0.65, "isolation_weight": 0.3}
    assert depersonalization_change(**usual, exhaustion=0.0, isolation=1.0) == pytest.approx(0.0)  # 0.3 x 1 is where it stands
    assert depersonalization_change(**usual, exhaustion=0.5, isolation=1.0) > 0.0
    assert depersonalization_change(**usual, exhaustion=0.0, isolation=0.5) < 0.0


@compiled_and_plain(accomplishment_change)
def test_without_goals_accomplishment_rests_on_ones_own_teaching(accomplishment_change):
    assert accomplishment_change(**ALONE) == pytest.approx(0.0)  # 0.28 + 0.55 x 0.4 is where it stands


@compiled_and_plain(accomplishment_change)
def test_progress_counts_as_an_accomplishment_for_those_who_had_a_hand_in_it(accomplishment_change):
    assert accomplishment_change(**ALONE | {"success": 0.8, "agency": 0.5}) > 0.0
    assert accomplishment_change(**ALONE | {"success": 0.8, "agency": 0.0}) == pytest.approx(0.0)


@compiled_and_plain(accomplishment_change)
def test_many_hours_on_somebody_elses_goals_with_little_progress_erode_accomplishment(accomplishment_change):
    """S0. The same hours do no harm when the goals succeed."""
    hopeless, useful = (accomplishment_change(**ALONE | {"unvoiced": 5.0, "success": success}) for success in (0.0, 1.0))
    assert hopeless < 0.0
    assert useful == pytest.approx(0.0)
    assert accomplishment_change(**ALONE | {"unvoiced": 10.0}) == pytest.approx(2.0 * hopeless)


@compiled_and_plain(accomplishment_change)
@pytest.mark.parametrize("failure", [{"blocked": 5.0}, {"loss": 0.5}])
def test_work_that_gets_nowhere_or_was_for_nothing_erodes_accomplishment(accomplishment_change, failure):
    assert accomplishment_change(**ALONE | failure) < 0.0


@compiled_and_plain(accomplishment_change)
def test_paperwork_erodes_accomplishment(accomplishment_change):
    assert accomplishment_change(**ALONE | {"paperwork": 4.0}) == pytest.approx(-0.04 * 0.012 * 4.0)


@compiled_and_plain(accomplishment_change)
@searched
@given(
    level=levels, rate=declared("burnout.rate"), base=declared("burnout.accomplished"),
    progress_weight=declared("burnout.progress"), success=levels, agency=levels, efficacy_weight=declared("burnout.efficacy"),
    efficacy=levels, unvoiced_weight=declared("burnout.unvoiced"), unvoiced=st.floats(0.0, 40.0),
    paperwork_weight=declared("burnout.paperwork"), paperwork=declared("time.paperwork"),
    blocked_weight=declared("burnout.blocked"), blocked=st.floats(0.0, 30.0), loss_weight=declared("burnout.loss"), loss=levels,
)  # fmt: skip
def test_accomplishment_stays_a_share_whatever_is_declared(accomplishment_change, level, **week):
    assert -1e-12 <= level + accomplishment_change(level=level, **week) <= 1.0 + 1e-12


@compiled_and_plain(burnout_of)
def test_burnout_is_all_three_dimensions_and_exhaustion_counts_most(burnout_of):
    assert burnout_of(0.0, 0.0, 1.0) == 0.0
    assert burnout_of(1.0, 1.0, 0.0) == pytest.approx(1.0)
    exhausted, distant, ineffective = burnout_of(1.0, 0.0, 1.0), burnout_of(0.0, 1.0, 1.0), burnout_of(0.0, 0.0, 0.0)
    assert exhausted > distant == pytest.approx(ineffective)
    assert exhausted + distant + ineffective == pytest.approx(1.0)


@compiled_and_plain(well_being_of)
def test_well_being_weighs_the_good_against_burnout(well_being_of):
    assert well_being_of(1.0, 1.0, 0.0) == 1.0
    assert well_being_of(0.0, 0.0, 1.0) == 0.0
    assert well_being_of(1.0, 1.0, 1.0) == well_being_of(0.0, 0.0, 0.0) == 0.5
    assert well_being_of(0.8, 0.4, 0.3) == well_being_of(0.4, 0.8, 0.3)


def test_the_baselines_weights_let_depersonalisation_follow_exhaustion_more_than_isolation():
    weights = group("burnout")
    assert weights["exhaustion"] > weights["isolation"] > 0.0
