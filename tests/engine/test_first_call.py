"""The first call after installation: two processes compile the engine side by side, and nothing hangs on the second."""

import os
import subprocess
import sys

import pytest

from simulation.core import compiled as compiled_module
from simulation.engine import first_call

from ..conftest import first_call as first_call_of_a_program


def compiled(told):
    """Of each kernel: (versions found in the cache, versions compiled)."""
    return {name: (int(hit), int(miss)) for name, hit, miss in map(str.split, told.splitlines()[1:])}


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
    told = os.environ.get("FIRST_CALL_TOLD", "")
    if told and compiled(told)["simulate_years"][1] == 0:
        pytest.skip("the engine had been compiled before these tests began; alone, this test compiles it once more")
    if not told:
        told = first_call_of_a_program(SIMULATION_CACHE=str(tmp_path))
    hits = compiled(told)
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


def test_what_another_python_compiled_makes_nothing_ready_here(tmp_path, monkeypatch):
    """Several versions share the folder of the cache, and each loads only what it compiled itself."""
    (tmp_path / "engine_x").mkdir()
    monkeypatch.setattr(compiled_module, "CACHE_FOLDER", tmp_path)
    (tmp_path / "engine_x" / "year.simulate_years-22.py27.nbi").touch()
    assert compiled_module.is_cold()
    (tmp_path / "engine_x" / f"year.simulate_years-22.py{sys.version_info.major}{sys.version_info.minor}.nbi").touch()
    assert not compiled_module.is_cold()
