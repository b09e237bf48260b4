"""Poverty acts on what joint work yields, on hours, strain and leaving, and not on how often teachers work together.

Twins: the same schools on the first day, where an eighth or seven eighths of the pupils are poor from then on.
"""

import numpy as np
import pytest

import simulation as sim

pytestmark = pytest.mark.science
#: No years before the first day, in which the schools would part ways.
FRAME = sim.Scenario.load("second_structure").replace({"school.teachers": 24, "mechanisms.settling": 0})
RICH, POOR = 0.12, 0.875


def lived(poverty, runs=200, **changes):
    """Rows of years 3 to 5."""
    rows = sim.simulate(FRAME.replace({"years": 5, "school.poverty": poverty} | changes), runs, seed=1).years
    return rows[rows.year >= 3]


@pytest.fixture(scope="module")
def gap():
    """Poor less rich: mean of every outcome, and its standard error over pairs."""
    poor, rich = (lived(poverty).groupby("run").mean(numeric_only=True) for poverty in (POOR, RICH))
    return (poor - rich).mean()


@pytest.mark.parametrize("activity", ["monthly_coordination", "monthly_cooperation"])
def test_teachers_of_poor_schools_work_together_as_often(gap, activity):
    """T023: no difference in frequency."""
    assert abs(gap[activity]) < 0.02


def test_without_it_poverty_would_lower_frequency():
    """What this account replaces; or the test above could not fail."""
    old = {"hours.room": 0.0, "choice.need": 0.0}
    poor, rich = (lived(poverty, 60, **old).mean(numeric_only=True) for poverty in (POOR, RICH))
    assert poor.monthly_coordination - rich.monthly_coordination < -0.05
    assert poor.monthly_cooperation - rich.monthly_cooperation < -0.05


@pytest.mark.parametrize(
    ("outcome", "sign", "least"),
    [
        ("goals_attained", -1, 0.03),  # quality
        ("collective_efficacy", -1, 0.03),
        ("student_growth", -1, 0.05),
        ("hours_total", 1, 0.5),
        ("exhaustion", 1, 0.015),
        ("turnover", 1, 0.03),
        ("novice_share", 1, 0.03),
    ],
)
def test_poverty_costs_quality_hours_strain_and_staff(gap, outcome, sign, least):
    assert sign * gap[outcome] > least


def test_turnover_of_poor_schools_is_one_and_a_half_times_that_of_others():
    """T056: 1.3 to 1.7 between schools with many and with few poor pupils."""
    poor, other = (lived(poverty, 100).turnover.mean() for poverty in (0.7, 0.25))
    assert 1.15 <= poor / other <= 1.7


def test_joint_work_that_has_begun_lasts_less_often_in_poor_schools():
    """P10: of schools with much collaboration in years 2 and 3 fewer have half of that in all of years 6 to 8."""

    def survival(poverty):
        rows = sim.simulate(FRAME.replace({"years": 8, "school.poverty": poverty}), 220, seed=1).years
        found = rows.pivot(index="run", columns="year", values="share_collaboration")
        began = found[[2, 3]].mean(axis=1) >= 0.1
        return (found[[6, 7, 8]].min(axis=1) >= 0.05)[began].mean()

    assert survival(POOR) < survival(RICH)


def test_seeing_colleagues_go_shakes_belief_most_in_poor_schools():
    """P43: collective efficacy in the weeks after a summer in which half of the staff went, against none, at the same expertise."""
    none = {"leaving.leave": 0.0, "leaving.move": 0.0, "leaving.retirement": 0.0}
    losses = []
    for poverty in (RICH, POOR):
        after = []
        for chance in (0.0, 0.5):
            summer = {"name": "a summer", "start": 2, "end": 2, "set": none | {"leaving.unexplained": chance}}
            scenario = FRAME.replace({"years": 3, "school.poverty": poverty, "policies": [summer]})
            weeks = sim.simulate(scenario, 60, seed=1, record=("years", "weeks")).weeks
            after.append(weeks[(weeks.year == 3) & (weeks.week <= 4)].collective_efficacy.mean())
        losses.append((after[0] - after[1]) / after[0])
    assert 0.0 < losses[0] < losses[1] < 0.3


def test_poverty_of_half_the_pupils_is_the_usual_and_moves_nothing():
    same = lived(0.5, 8), lived(0.5, 8, **{"hours.room": 0.0, "choice.need": 0.0})
    np.testing.assert_array_equal(*(rows.drop(columns="scenario").to_numpy() for rows in same))
