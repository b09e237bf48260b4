"""Folders as the commands leave them, of schools so small that they cost nothing."""

import pytest

from simulation.ensemble.simulate import simulate
from simulation.experiments.compare import compare
from simulation.experiments.policies import compare_several
from simulation.experiments.sweep.run import fill
from simulation.parameters.scenario import Scenario

#: Two policies, so that a report has dates to tell.
COUNCIL = {
    "school.teachers": 10,
    "years": 4,
    "time.planning": 3.3,
    "name": "a <b>small</b> school & its council",
    "policies": [
        {"name": "goal council", "start": 2, "set": {"administrator.openness": 0.85}},
        {"name": "less paper", "start": 3, "end": 3, "weeks": (1, 18), "only": "novices", "add": {"time.paperwork": -1.5}},
    ],
}
STUDY = {
    "name": "tiny study",
    "title": "What do openness and time do?",
    "runs": 4,
    "set": {"school.teachers": 8, "years": 2},
    "parameters": [
        {"field": "administrator.openness", "low": 0.1, "high": 0.9, "steps": 3},
        {"field": "time.planning", "values": [0, 6]},
    ],
    "observe": [{"outcomes": ["share_collaboration", "exhaustion"]}],
    "tipping": {"outcome": "share_collaboration", "above": 0.05},
}


@pytest.fixture(scope="session")
def council():
    """A scenario that is not shipped."""
    return Scenario.load("baseline").replace(COUNCIL)


@pytest.fixture(scope="session")
def results(council):
    """Twelve of its schools."""
    return simulate(council, 12, 7, workers=1)


@pytest.fixture(scope="session")
def effect(council):
    """The same schools without what the council changes."""
    return compare(council.replace({"policies": [], "name": "without"}), council, 12, 7, workers=1)


@pytest.fixture(scope="session")
def folders(results, effect, council, tmp_path_factory):
    """A folder of each kind, by the command that writes it."""
    place = tmp_path_factory.mktemp("folders")
    fill(STUDY, place / "sweep", workers=1)
    several = compare_several(effect.a.scenario, [effect.b.scenario, council.replace({"name": "two"})], 3, 7, workers=1)
    return {
        "run": results.save(place / "run"),
        "compare": effect.save(place / "compare"),
        "policies": several.save(place / "policies"),
        "sweep": place / "sweep",
    }
