"""A small school for Mesa, and the same school from the engine."""

import pytest

import simulation as sim


@pytest.fixture(scope="session")
def conditions():
    """Ten teachers, two years, people who leave and posts that stay vacant for a while."""
    return sim.Scenario.load("baseline").replace(
        {"school.teachers": 10, "years": 2, "leaving.unexplained": 0.2, "hiring.vacancy": 0.4}
    )


@pytest.fixture
def model(conditions):
    return sim.SchoolModel(conditions, rng=6)


def lived(model, weeks=None):
    """The model after some weeks, or after all of them."""
    if weeks is None:
        model.run_model()
    for _ in range(weeks or 0):
        model.step()
    return model
