"""The portable engine against Python's: every value of every year, week and teacher, every state and tie, to the last bit."""

import pytest

from simulation.parameters.scenario import shipped
from tests.engine.test_exact_match import SCHOOLS

from . import schools
from .schools import case, differences, in_node

pytestmark = [pytest.mark.quick, pytest.mark.skipif(schools.NODE is None, reason="there is no Node.js to run WebAssembly")]

EVERYTHING = ("weeks", "teachers", "terms", "ties")
SMALL = {"years": 2, "school.teachers": 9}


@pytest.fixture(scope="module")
def cases():
    """All shipped scenarios and all schools that try the engine, in one go and week by week in turns."""
    asked = {name: case(name, SMALL, run=3, record=EVERYTHING) for name in shipped()}
    asked |= {
        name: case("baseline", SMALL | changes, seed=4_000_000_000, record=EVERYTHING) for name, changes in SCHOOLS.items()
    }
    asked["a bare school"] = case("baseline", {"years": 1})
    asked["years before the first day"] = case(
        "second_structure", SMALL | {"mechanisms.settling": 3}, seed=4_000_000_000, run=7
    )
    for at, one in enumerate(asked.values()):
        one["weekly"] = at % 2 == 1
    return asked


@pytest.fixture(scope="module")
def lived(cases, tmp_path_factory):
    return dict(zip(cases, in_node(tmp_path_factory.mktemp("node"), cases=list(cases.values())), strict=True))


def test_all_numbers_of_all_scenarios_are_those_of_python(cases, lived):
    assert len(cases) > 40
    found = {name: differences(one, lived[name]) for name, one in cases.items()}
    assert not any(found.values()), {name: places[:5] for name, places in found.items() if places}


def test_another_school_would_be_seen(cases, lived):
    other = cases["baseline"] | {"run": 4}
    assert len(differences(other, lived["baseline"])) > 50
