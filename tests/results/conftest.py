"""A small ensemble with everything recorded, in which people leave and posts stay vacant."""

import pytest

import simulation as sim

SMALL = {
    "school.teachers": 9,
    "years": 2,
    "leaving.unexplained": 0.25,
    "hiring.vacancy": 0.4,
    "population.size": 0.3,
    "policies": [{"name": "joint time", "start": 2, "set": {"time.planning": 4.0, "administrator.mandated": 3.0}}],
}


@pytest.fixture(scope="session")
def scenario():
    return sim.Scenario.load("baseline").replace(SMALL)


@pytest.fixture(scope="session")
def results(scenario):
    return sim.simulate(scenario, runs=4, seed=11, record=("weeks", "terms"), workers=2)


@pytest.fixture(scope="session")
def plain(scenario):
    """Years only, which is what people usually keep."""
    return sim.simulate(scenario, runs=3, seed=11, workers=1)
