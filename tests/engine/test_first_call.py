"""The first call after installation: two processes compile the engine side by side, and nothing hangs on the second."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulation.engine import first_call

ROOT = Path(__file__).parents[2]
FIRST = """
import simulation as sim
from simulation.engine import year
from simulation.engine.phases import choice, newcomers
from simulation.school import founding
results = sim.simulate(sim.Scenario.load("baseline").replace({"years": 1}), runs=1, workers=1)
print(results.years["exhaustion"].sum())
for function in (founding.found_school, newcomers.hire, choice.choose, year.simulate_years):
    print(function.py_func.__name__, sum(function.stats.cache_hits.values()), sum(function.stats.cache_misses.values()))
"""


@pytest.fixture
def cold(monkeypatch):
    """As if nothing had been compiled yet; returns what this process compiled in the end."""
    done = []
    monkeypatch.setattr(first_call, "is_cold", lambda: True)
    monkeypatch.setattr(first_call.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(first_call, "compile_weeks", lambda: done.append("weeks"))
    first_call._once.cache_clear()
    yield done
    first_call._once.cache_clear()


@pytest.mark.slow
def test_what_the_second_process_compiled_is_found_by_the_first(tmp_path):
    """The founding and the summer come from the cache, the weeks and the loop over years were compiled here."""
    child = subprocess.run(
        [sys.executable, "-c", FIRST], cwd=ROOT, env=os.environ | {"SIMULATION_CACHE": str(tmp_path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    _, *lines = child.stdout.splitlines()
    hits = {name: (int(hit), int(miss)) for name, hit, miss in map(str.split, lines)}
    if (os.cpu_count() or 1) > 1:
        assert hits["found_school"] == hits["hire"] == (1, 0)
    assert hits["choose"][1] == hits["simulate_years"][1] == 1


def test_a_second_process_that_fails_is_no_harm(cold, monkeypatch):
    """Whatever it left undone is compiled when it is called."""
    monkeypatch.setattr(first_call, "_HELPER", "raise SystemExit(3)")
    first_call.make_ready()
    assert cold == ["weeks"]


def test_one_processor_compiles_alone(cold, monkeypatch):
    monkeypatch.setattr(first_call.os, "cpu_count", lambda: 1)
    monkeypatch.setattr(first_call.subprocess, "Popen", lambda *_, **__: pytest.fail("a second process was started"))
    first_call.make_ready()
    assert cold == []


def test_an_interrupted_first_call_leaves_no_process_behind(cold, monkeypatch):
    started = []
    start = subprocess.Popen
    monkeypatch.setattr(first_call, "_HELPER", "import time; time.sleep(60)")
    monkeypatch.setattr(first_call.subprocess, "Popen", lambda *a, **k: started.append(start(*a, **k)) or started[0])

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(first_call, "compile_weeks", interrupted)
    with pytest.raises(KeyboardInterrupt):
        first_call.make_ready()
    assert started[0].poll() is not None


def test_it_is_asked_once(cold):
    first_call.make_ready()
    first_call.make_ready()
    assert cold.count("weeks") == 1
