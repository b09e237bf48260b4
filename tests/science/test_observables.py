"""What surveys ask about joint work, training and leadership, in the typical school and when something is changed."""

from functools import cache

import numpy as np
import pytest

import simulation as sim

pytestmark = pytest.mark.science
RUNS = 120


@cache
def _lived(changes: tuple, record: str):
    return sim.simulate(sim.Scenario.load("baseline").replace({"years": 5} | dict(changes)), runs=RUNS, seed=1, record=record)


def late(**changes):
    """Means over schools and the last two of five years."""
    years = _lived(tuple((name.replace("__", "."), value) for name, value in changes.items()), "years").years
    return years[years.year >= 4].mean(numeric_only=True)


@pytest.mark.parametrize(
    ("column", "low", "high"),
    [
        ("monthly_team_teaching", 0.25, 0.31),  # T028
        ("monthly_observation", 0.07, 0.11),  # T031
        ("inservice_participation", 0.80, 0.88),  # T089
        ("inservice_satisfied", 0.15, 0.29),  # T090
        ("informal_participation", 0.65, 0.80),  # T091
    ],
)
def test_the_typical_school_answers_as_surveys_found(column, low, high):
    assert low <= late()[column] <= high


def test_p19_learning_of_one_s_own_choice_satisfies_more_than_ordered_training():
    assert late().informal_satisfied > late().inservice_satisfied + 0.2


def test_p27_an_hour_of_paperwork_costs_more_accomplishment_than_an_hour_of_teaching():
    staff = _lived((), "teachers").teachers
    staff = staff[staff.year >= 4]
    within = staff[["hours_paperwork", "hours_classroom", "accomplishment"]]
    within = within - within.groupby(staff.run).transform("mean")
    hours = within[["hours_paperwork", "hours_classroom"]].to_numpy()
    paperwork, teaching = np.linalg.lstsq(hours, within.accomplishment.to_numpy(), rcond=None)[0]
    assert paperwork < 1.5 * teaching < 0


def test_p36_monitoring_silences_dissent():
    watched = late(accountability__pressure=1.0, adaptation__control=1.5)
    assert watched.administrator_control > late().administrator_control + 0.3
    assert watched.dissent < 0.7 * late().dissent


def test_p38_more_teams_do_not_mean_more_influence():
    few, all_of_them = late(teams__coverage=0.4), late(teams__coverage=1.0)
    assert late().share_in_team > 0.8
    assert all_of_them.share_in_team == 1.0
    assert all_of_them.influence == pytest.approx(few.influence, abs=0.01)
