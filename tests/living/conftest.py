"""A small school that lives quickly."""

import pytest

from simulation.living.school import LivingSchool
from simulation.parameters.scenario import Scenario

#: A school so small, and a run so short, that living it takes no time.
SMALL = {"school.teachers": 12, "years": 3}
ADDRESS = "scenario=baseline&set=school.teachers:12&set=years:3"


@pytest.fixture
def small():
    """Three years of a school with twelve teachers."""
    return Scenario.load("baseline").replace(SMALL)


@pytest.fixture
def living(small):
    """The same school on its first day, alive."""
    return LivingSchool(small, seed=5, run=2)
