"""One school simulated a week at a time from Python has the numbers of the compiled loop, whatever is kept of it."""

import numpy as np
import pytest

import simulation as sim
from simulation.declare.outcomes import TEACHER_COLUMNS, TERM_COLUMNS, WEEK_COLUMNS, YEAR_COLUMNS
from simulation.engine.steps import Steps
from simulation.ensemble.simulate import start
from simulation.results.recorder import Recorded, what_to_record

pytestmark = pytest.mark.quick


def names(columns):
    return [column.name for column in columns]


@pytest.fixture(scope="module")
def reformed(conditions):
    """With a policy of some weeks of the second year, and one for leaders."""
    return conditions.replace(
        {
            "policies": [
                {"name": "autumn meetings", "start": 2, "weeks": [3, 14], "add": {"administrator.mandated": 2.5}},
                {"name": "release", "start": 2, "only": "leaders", "set": {"time.planning": 6.0}},
            ]
        }
    )


def test_weeks_years_and_teachers_of_a_stepped_school_are_those_of_the_engine(reformed):
    expected = sim.simulate(reformed, runs=1, seed=6, record=("weeks", "terms"))
    state = start(reformed, 6, 0, explain=True)
    kept = Recorded.empty(0, state.teachers.size, reformed.years, what_to_record(("weeks", "terms")))
    steps = Steps(state, *reformed.table(), kept.years, kept.weeks, kept.teachers)
    while not steps.over:
        steps.week()
    np.testing.assert_array_equal(kept.years, expected.years[names(YEAR_COLUMNS)])
    np.testing.assert_array_equal(kept.weeks, expected.weeks[names(WEEK_COLUMNS)])
    rows = kept.teachers.reshape(-1, kept.teachers.shape[2])
    np.testing.assert_array_equal(rows[~np.isnan(rows).any(axis=1)], expected.teachers[names(TEACHER_COLUMNS + TERM_COLUMNS)])


def test_the_parameters_in_force_follow_the_policies(reformed):
    state = start(reformed, 6, 0)
    kept = Recorded.empty(0, state.teachers.size, reformed.years, ("years",))
    steps = Steps(state, *reformed.table(), kept.years, kept.weeks, kept.teachers)
    mandated = []
    while not steps.over:
        mandated.append(steps.parameters.administrator_mandated[0])
        steps.week()
    usual = reformed.administrator.mandated
    assert mandated == [usual] * (36 + 2) + [usual + 2.5] * 12 + [usual] * 22
    assert steps.parameters.administrator_mandated[0] == usual  # after the last week, those of the last week


def test_snapshots_are_the_school_after_some_of_its_years(reformed):
    seen = sim.snapshots(reformed, 6, 0, (2, 0, 1))
    assert list(seen) == [0, 1, 2]
    model = sim.SchoolModel(reformed, rng=6)
    for year in (0, 1, 2):
        there = {"teachers": model.state.teachers, "ties": model.ties, "goals": model.state.goals, "school": model.state.school}
        assert seen[year].keys() == there.keys()
        for name, array in there.items():
            np.testing.assert_array_equal(seen[year][name], array, err_msg=f"{name} after {year} years")
        for _ in range(36):
            model.step()
