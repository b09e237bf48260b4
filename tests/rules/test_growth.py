"""What pupils gain in a year."""

import pytest

from simulation.rules.growth import student_growth_of

from .versions import compiled_and_plain, group

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
    assert weights.keys() == {"base", *USUAL}
    assert all(0.0 <= weight <= 0.5 for weight in weights.values())
