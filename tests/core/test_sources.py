"""Which sources decide is found, not listed: an edit of anything that is compiled or loaded changes the digest."""

import os
import shutil
import subprocess
import sys

import pytest

from simulation.core import sources
from simulation.core.sources import PACKAGE, closure, compiled_sources, digest, sources_digest, sources_of


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The package in a folder of its own, where it may be edited."""
    place = tmp_path_factory.mktemp("copy") / "simulation"
    shutil.copytree(PACKAGE, place, ignore=shutil.ignore_patterns("__pycache__", "static", "*.csv"))
    return place


def edited(path, package, of):
    """Two digests: before and after a line is added to a file of the copy."""
    before = digest(of(package), package)
    own = path.read_bytes()
    path.write_bytes(own + b"\nEDITED = 1\n")
    after = digest(of(package), package)
    path.write_bytes(own)
    return before, after


def test_a_copy_has_the_same_digest_wherever_it_stands(copy):
    assert digest(compiled_sources(copy), copy) == digest(compiled_sources())


def test_an_edit_of_anything_compiled_gives_the_kernels_another_cache(copy):
    """Each of them alone; an added line loads nothing else, so which files they are is asked once, and again of two."""
    found = compiled_sources(copy)
    assert [path.relative_to(copy) for path in found] == [path.relative_to(PACKAGE) for path in compiled_sources()]
    for path in found:
        before, after = edited(path, copy, lambda _: found)
        assert before != after, path
    for name in ("core/chance.py", "rules/exhaustion.py"):
        before, after = edited(copy / name, copy, compiled_sources)
        assert before != after, name


def test_what_draws_chance_is_among_the_compiled():
    """It was once left out of a list, and a changed normal() gave the old result from the cache."""
    found = {path.name for path in compiled_sources()}
    marked = {
        path for path in PACKAGE.rglob("*.py") if "\n@kernel" in (text := path.read_text(encoding="utf-8")) or "\n@rule" in text
    }
    assert marked <= set(compiled_sources())
    assert {"chance.py", "exhaustion.py"} <= found


def test_every_module_that_a_run_loads_counts():
    """What a fresh interpreter holds after the engine was imported is what the digest covers, but for names and version."""
    code = (
        "import sys, pathlib, simulation, simulation.ensemble.simulate\n"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('simulation.')), sep='\\n')"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent).stdout
    loaded = {os.path.realpath(line) for line in told.split("\n") if line}
    assert loaded == {os.path.realpath(path) for path in sources_of("ensemble.simulate")}


def test_what_only_draws_or_prints_decides_about_nothing(copy):
    for name in ("plots/style.py", "cli/run.py", "web/app/server.py"):
        before, after = edited(copy / name, copy, lambda package: sources_of("ensemble.simulate", package))
        assert before == after, name


def test_a_rule_decides_about_runs_and_comparisons(copy):
    for module in (
        "ensemble.simulate",
        "experiments.compare",
        "experiments.uncertainty",
        "experiments.sweep.run",
        "validation.calibration.study",
    ):
        before, after = edited(copy / "rules" / "exhaustion.py", copy, lambda package, m=module: sources_of(m, package))
        assert before != after, module
        assert len(sources_digest(module)) == 16


def test_imports_are_followed_through_packages_and_over_several_lines(tmp_path):
    (tmp_path / "part").mkdir()
    (tmp_path / "__init__.py").touch()
    (tmp_path / "part" / "__init__.py").write_text("from .deep import x\n")
    (tmp_path / "part" / "deep.py").write_text("x = 1\n")
    (tmp_path / "one.py").write_text("from .part import (\n    x,\n    other,\n)\ndef f():\n    from . import late\n")
    (tmp_path / "part" / "other.py").write_text("from .. import two\n")
    (tmp_path / "two.py").touch()
    (tmp_path / "late.py").touch()
    found = {path.relative_to(tmp_path).as_posix() for path in closure([tmp_path / "one.py"], tmp_path)}
    assert found == {"one.py", "part/__init__.py", "part/deep.py", "part/other.py", "two.py"}


def test_line_endings_do_not_count(tmp_path):
    (tmp_path / "a.py").write_bytes(b"x = 1\ny = 2\n")
    unix = digest([tmp_path / "a.py"], tmp_path)
    (tmp_path / "a.py").write_bytes(b"x = 1\r\ny = 2\r\n")
    assert digest([tmp_path / "a.py"], tmp_path) == unix


def test_finding_them_takes_no_time_at_a_start():
    import time

    began = time.perf_counter()
    sources.digest(sources.compiled_sources())
    assert time.perf_counter() - began < 0.5  # 0.02 s on an idle machine
