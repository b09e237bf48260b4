"""Types, as those see them who build on the package. That the package itself has no wrong type is asked once, by `.ci/run`, like style;
how strictly each part is read: pyproject.toml.
"""

import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import simulation

ROOT = Path(__file__).parents[1]

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed"),
]


def mypy(*arguments, cwd=ROOT):
    command = [sys.executable, "-m", "mypy", "--no-color-output", "--no-error-summary", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=900)


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="types are those of the oldest Python's libraries, as in .ci/run")
def test_whoever_builds_on_the_package_sees_the_types_of_its_public_names(tmp_path):
    public = [name for name in simulation.__all__ if not name.startswith("_")]
    lines = [f"from simulation import {', '.join(public)}", *(f"reveal_type({name})" for name in public)]
    lines += ["results: Results = simulate(Scenario.load('baseline'), runs=2)", "many: int = results.scenario.name"]
    (tmp_path / "theirs.py").write_text("\n".join(lines), encoding="utf-8")
    found = mypy("--config-file=", "--strict", "theirs.py", cwd=tmp_path).stdout.splitlines()
    unknown = [name for name, line in zip(public, found, strict=False) if line.endswith('Revealed type is "Any"')]
    assert not unknown and len(found) == len(public) + 1
    assert found[-1].endswith('(expression has type "str", variable has type "int")  [assignment]')


def test_what_people_build_on_is_read_strictly():
    with (ROOT / "pyproject.toml").open("rb") as file:
        settings = tomllib.load(file)["tool"]["mypy"]
    strict = next(part for part in settings["overrides"] if part.get("disallow_untyped_defs"))
    for part in ("declare", "inputs", "parameters", "results", "statistics"):
        assert f"simulation.{part}.*" in strict["module"]
    assert not any(part.get("ignore_errors") for part in settings["overrides"])
