"""A school that begins in a steady state: in thirty years of nothing but time no outcome goes far.

With many schools: `python -m tests.benchmarks.steady`.
"""

import numpy as np
import pytest

import simulation as sim
from simulation.declare.outcomes import YEAR_COLUMNS
from simulation.ensemble.simulate import start
from tests.benchmarks.steady import MOST, careers, drifts

pytestmark = pytest.mark.science
FRAME = sim.Scenario.load("second_structure")
RUNS = 80
SMALL = {"school.teachers": 24}


def far(scenario):
    """Outcomes that have drifted by more than a quarter of their spread between schools, and by more than chance explains."""
    table = drifts(scenario.replace(SMALL), RUNS)
    return table[table.drift.abs() - 2.0 * table.error > MOST]


def test_in_thirty_years_no_outcome_drifts_by_a_quarter_of_its_spread_between_schools():
    assert far(FRAME).to_dict("index") == {}


def test_a_school_that_is_founded_from_nothing_drifts():
    """Or the test above could not fail."""
    assert {"norm", "share_cooperation", "leadership_gini"} <= set(far(sim.Scenario.load("baseline")).index)


@pytest.fixture(scope="module")
def ages():
    return careers(FRAME.replace(SMALL), 60)


def test_experience_and_the_share_of_novices_do_not_drift(ages):
    first, last = ages.loc[1:3].mean(), ages.loc[26:30].mean()
    assert first.experience == pytest.approx(last.experience, abs=0.9)
    assert first.novices == pytest.approx(last.novices, abs=0.025)
    assert first.tenure == pytest.approx(last.tenure, abs=0.8)


def test_a_staff_is_as_experienced_as_american_staffs(ages):
    """14.5 years on average (NTPS 2020-21), and about a fifth of up to three years."""
    assert 13.0 <= ages.experience.mean() <= 16.0
    assert 0.15 <= ages.novices.mean() <= 0.22


def test_hires_have_taught_between_none_and_thirty_years():
    people = sim.simulate(FRAME.replace({"years": 8}), 20, seed=1, record=("years", "teachers")).teachers
    hired = people[people.tenure == 0].experience
    assert 0.3 <= (hired == 0).mean() + (hired.between(1, 3)).mean() <= 0.55
    assert hired.quantile(0.9) >= 20
    assert hired.max() <= 31


def test_two_scenarios_that_reforms_may_turn_into_each_other_begin_with_the_same_school():
    """Years before the first day know nothing of time, administrators or goals: twins are twins."""
    reform = {"name": "reform", "start": 1, "set": {"administrator.openness": 0.9}}
    teams = {"time.planning": 4.0, "administrator.openness": 0.8, "goals.active": 5, "policies": [reform]}
    plain, other = (start(FRAME.replace(SMALL | changes), 3, 1) for changes in ({}, teams))
    assert plain.teachers.tobytes() == other.teachers.tobytes()
    assert plain.ties.tobytes() == other.ties.tobytes()
    assert plain.school[0].past == FRAME.mechanisms.settling > 0
    assert plain.school[0].year == 0


def test_years_before_the_first_day_are_not_those_that_follow():
    """They have random numbers of their own: the second school is not the first one a few years on."""
    rows = [
        sim.simulate(FRAME.replace(SMALL | {"years": 2, "mechanisms.settling": years}), 30, seed=1).years.query("year == 1")
        for years in (4, 5)
    ]
    columns = [column.name for column in YEAR_COLUMNS if rows[0][column.name].std() > 1e-9]
    assert np.mean([(rows[0][name].to_numpy() == rows[1][name].to_numpy()).mean() for name in columns]) < 0.2


def test_a_lasting_condition_was_there_before_the_first_day():
    poor = [start(FRAME.replace(SMALL | {"school.poverty": poverty}), 1, run) for poverty in (0.1, 0.9) for run in range(40)]
    young = [np.mean(state.teachers.experience[state.teachers.present != 0] <= 3.0) for state in poor]
    assert np.mean(young[40:]) > np.mean(young[:40]) + 0.03
