"""What pupils gain in a year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.growth import (
    believed_after_results,
    conditions_of,
    drawn_to_families,
    lasting_growth_of,
    student_growth_of,
    use_after,
)

from .versions import compiled_and_plain, declared, group, levels, searched

#: A school in which every cause has its usual value.
USUAL = {
    "expertise": 0.6, "efficacy": 0.65, "collective": 0.55, "coherence": 0.55, "influence": 0.3, "conduct": 0.3,
    "coordination": 0.2, "cooperation": 0.12, "collaboration": 0.08, "burnout": 0.35, "turnover": 0.16, "poverty": 0.5,
}  # fmt: skip
WEIGHTS = {f"{cause}_weight": 0.1 for cause in USUAL}
HARMFUL = {"burnout", "turnover", "poverty"}


@compiled_and_plain(student_growth_of)
def test_pupils_of_a_usual_school_grow_by_the_base(student_growth_of):
    assert student_growth_of(base=0.3, **WEIGHTS, **USUAL) == pytest.approx(0.3)


@compiled_and_plain(student_growth_of)
@pytest.mark.parametrize("cause", USUAL)
def test_every_cause_moves_growth_by_its_weight_and_burnout_turnover_and_poverty_lower_it(student_growth_of, cause):
    growth = student_growth_of(base=0.3, **WEIGHTS, **USUAL | {cause: USUAL[cause] + 0.2})
    assert growth == pytest.approx(0.3 + (-0.02 if cause in HARMFUL else 0.02))


def test_in_the_baseline_no_single_cause_is_worth_more_than_half_a_standard_deviation():
    """Effects of schools on pupils are small (0.02 to 0.12 SD for a standard deviation of the cause)."""
    weights = group("growth")
    assert weights.keys() >= {"base", *USUAL}
    assert all(0.0 <= weights[cause] <= 0.5 for cause in ("base", *USUAL))


# ---------------------------------------------------------------- growth that builds up

CAUSES = (
    "efficacy",
    "collective",
    "coherence",
    "influence",
    "conduct",
    "coordination",
    "cooperation",
    "collaboration",
    "burnout",
)
ORDINARY_CAUSES = {cause: USUAL[cause] for cause in CAUSES}
CAUSE_WEIGHTS = {f"{cause}_weight": 0.1 for cause in CAUSES}
#: A usual school, for the growth that builds up.
SCHOOL = {
    "base": 0.3, "expertise_weight": 0.6, "use": 1.0, "expertise": 0.56, "usual": 0.56, "turnover_weight": 0.03, "turnover": 0.16,
    "hardship": 0.5, "poverty_weight": 0.1, "poverty": 0.5, "families": 0.0, "tested_weight": 0.0,
    "pressure": 0.5, "luck": 0.0,
}  # fmt: skip


@compiled_and_plain(conditions_of)
@pytest.mark.parametrize("cause", CAUSES)
def test_conditions_of_a_usual_school_are_zero_and_every_cause_moves_them_by_its_weight(conditions_of, cause):
    assert conditions_of(**CAUSE_WEIGHTS, **ORDINARY_CAUSES) == pytest.approx(0.0)
    moved = conditions_of(**CAUSE_WEIGHTS, **ORDINARY_CAUSES | {cause: USUAL[cause] + 0.2})
    assert moved == pytest.approx(-0.02 if cause in HARMFUL else 0.02)


@compiled_and_plain(use_after)
@searched
@given(
    conditions=st.floats(-3.0, 3.0), reach=declared("growth.reach"), half=declared("growth.half"), pace=declared("growth.pace")
)
def test_conditions_change_the_use_of_expertise_by_no_more_than_their_reach(use_after, conditions, reach, half, pace):
    use = 1.0
    for _ in range(40):
        after = use_after(use, conditions, reach, half, pace)
        assert (after - use) * conditions >= -1e-12, "good conditions never lower it, bad ones never raise it"
        use = after
        assert 1.0 - reach - 1e-12 <= use <= 1.0 + reach + 1e-12


@compiled_and_plain(use_after)
def test_half_of_the_reach_is_reached_at_half_after_many_years_and_is_lost_as_slowly_as_it_came(use_after):
    use, risen = 1.0, []
    for _ in range(60):
        use = use_after(use, 0.3, 0.2, 0.3, 0.35)
        risen.append(use - 1.0)
    assert use == pytest.approx(1.1)
    assert risen[0] == pytest.approx(0.035)
    for year in range(60):
        use = use_after(use, 0.0, 0.2, 0.3, 0.35)
        assert use - 1.0 == pytest.approx(0.1 - risen[year])


@compiled_and_plain(lasting_growth_of)
@pytest.mark.parametrize(
    ("change", "gain"),
    [
        ({}, 0.0),
        ({"expertise": 0.66}, 0.06),
        ({"use": 1.1}, 0.0336),
        ({"turnover": 1.16}, -0.03),
        ({"turnover": 1.16, "poverty": 1.0}, -0.045 - 0.05),
        ({"poverty": 0.0}, 0.05),
        ({"families": 0.07}, 0.07),
        ({"luck": -0.02}, -0.02),
        ({"tested_weight": 0.02, "pressure": 0.5}, 0.01),
    ],
)
def test_growth_follows_expertise_its_use_turnover_poverty_families_and_luck(lasting_growth_of, change, gain):
    assert lasting_growth_of(**SCHOOL | change) == pytest.approx(0.3 + gain)


@compiled_and_plain(believed_after_results)
@searched
@given(level=levels, seen=declared("growth.seen"), growth=st.floats(-1.0, 1.0), base=st.floats(-0.5, 0.5))
def test_belief_stays_a_share_rises_with_results_and_is_unmoved_by_usual_ones(
    believed_after_results, level, seen, growth, base
):
    believed = believed_after_results(level, seen, growth, base)
    assert 0.0 <= believed <= 1.0
    assert (believed - level) * (growth - base) >= 0.0
    assert believed_after_results(level, seen, base, base) == level


@compiled_and_plain(drawn_to_families)
def test_administrators_differ_as_much_as_before_when_they_are_drawn_to_families(drawn_to_families):
    assert drawn_to_families(1.7, 0.0, -3.0) == 1.7
    assert drawn_to_families(1.7, 1.0, -3.0) == pytest.approx(-3.0)
    assert drawn_to_families(1.0, 0.6, 0.0) ** 2 + drawn_to_families(0.0, 0.6, 1.0) ** 2 == pytest.approx(1.0)
