"""What surveys ask about joint work, training and leadership, in the typical school and when something is changed."""

from functools import cache

import pytest

import simulation as sim

pytestmark = pytest.mark.science
RUNS = 120


@cache
def late(**changes):
    """Means over schools and the last two of five years, of the baseline with some fields changed (double underscores for dots)."""
    scenario = sim.Scenario.load("baseline").replace({"years": 5} | {k.replace("__", "."): v for k, v in changes.items()})
    years = sim.simulate(scenario, runs=RUNS, seed=1).years
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


def test_p36_monitoring_silences_dissent():
    watched = late(accountability__pressure=1.0, adaptation__control=1.5)
    assert watched.administrator_control > late().administrator_control + 0.3
    assert watched.dissent < 0.7 * late().dissent
