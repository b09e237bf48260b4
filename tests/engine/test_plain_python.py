"""The engine without its compiler: the same source, run as plain Python, must give the same numbers to the last bit.

This also is how line coverage sees into kernels and rules, which it cannot follow once they are compiled.
"""

import os
import subprocess
import sys

import numpy as np
import pytest

import simulation as sim

CASES = {
    "policies and turnover": {
        "years": 3,
        "school.teachers": 6,
        "leaving.unexplained": 0.2,
        "administrator.turnover": 0.5,
        "induction.mentoring": 1.0,
        "external.members": 0.4,
        "policies": [
            {"name": "council", "start": 2, "set": {"administrator.openness": 0.9, "goals.active": 6}},
            {"name": "relief", "start": 3, "only": "novices", "weeks": [5, 20], "add": {"time.paperwork": -2.0}},
        ],
    },
    "control and vacancies": {
        "years": 2,
        "school.teachers": 5,
        "accountability.pressure": 1.0,
        "accountability.scripted": 1.0,
        "adaptation.takeback": 1.0,
        "adaptation.claim": 1.0,
        "hiring.vacancy": 0.5,
        "goals.effort": 3.0,
        "ties.decay": 0.5,
    },
}
_SCRIPT = """
import sys, warnings
warnings.filterwarnings("ignore", "overflow")  # 64-bit products wrap around, as the generator wants
import numpy as np
import simulation as sim
from tests.engine.test_plain_python import CASES, lived
np.savez(sys.argv[1], **{name.replace(" ", "_"): lived(changes) for name, changes in CASES.items()})
"""


def lived(changes) -> np.ndarray:
    """Every number of two runs of the baseline with some fields changed."""
    scenario = sim.Scenario.load("baseline").replace(changes)
    results = sim.simulate(scenario, runs=2, seed=7, record=("weeks", "terms"), workers=1)
    frames = (results.years, results.weeks, results.teachers)
    return np.concatenate([frame.drop(columns="scenario").to_numpy(float).ravel() for frame in frames])


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    path = tmp_path_factory.mktemp("plain") / "numbers.npz"
    subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(path)], check=True, env=os.environ | {"NUMBA_DISABLE_JIT": "1"}, timeout=300
    )
    return np.load(path)


@pytest.mark.parametrize("name", CASES)
def test_compiling_changes_no_number(name, plain):
    assert np.array_equal(lived(CASES[name]), plain[name.replace(" ", "_")])
