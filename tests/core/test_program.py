"""How the program calls itself: as it was typed, and everywhere alike."""

import re
import sys
from pathlib import Path

import pytest

from simulation.cli import main
from simulation.core import program
from simulation.experiments import uncertainty
from simulation.lessons.handout import write_handout
from simulation.lessons.lesson import Lesson
from simulation.living.address import Identity
from simulation.pages.catalogue import catalogue
from simulation.parameters.scenario import InputError, Scenario

PACKAGE = Path(program.__file__).parents[1]


@pytest.fixture(params=["/opt/ada/bin/teachers", "C:\\Scripts\\teachers.exe" if sys.platform == "win32" else "teachers.exe"])
def installed(request, monkeypatch):
    """The program as `pip install` brings it."""
    monkeypatch.setattr(sys, "argv", [request.param, "run"])


@pytest.mark.parametrize("typed", ["run.py", "/opt/ada/simulation/run.py"])
def test_in_a_checkout_it_is_run_py(monkeypatch, typed):
    monkeypatch.setattr(sys, "argv", [typed])
    assert program.name() == "run.py"
    assert program.command("run", "my school.toml") == "uv run run.py run 'my school.toml'"


def test_installed_it_is_teachers(installed):
    assert program.name() == "teachers"
    assert program.command("run", "my school.toml") == "teachers run 'my school.toml'"


@pytest.mark.parametrize("typed", [["pytest"], ["-c"], [""], []])
def test_a_script_or_a_notebook_is_told_what_there_is_to_type(monkeypatch, tmp_path, typed):
    monkeypatch.setattr(sys, "argv", typed)
    assert program.name() == "run.py"
    monkeypatch.setattr(program, "__file__", str(tmp_path / "site-packages" / "simulation" / "core" / "program.py"))
    assert program.name() == "teachers"


def test_help_faults_handouts_pages_and_addresses_ask_it(installed, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["run", "--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage: teachers run [OPTIONS]")
    assert main(["run", "xyzzy"]) == 2
    assert "`teachers scenarios list`" in capsys.readouterr().err
    assert main(["scenarios", "nonsense"]) == 2
    assert "teachers scenarios --help" in capsys.readouterr().err
    assert Identity().command().startswith("teachers run baseline ")
    write_handout(Lesson.load("four_hours"), tmp_path / "leaf.html")
    assert "teachers lessons run four_hours --seed" in (tmp_path / "leaf.html").read_text(encoding="utf-8")
    assert catalogue()["program"] == "teachers"


def test_a_fault_of_the_library_asks_it_too(installed, monkeypatch, tmp_path):
    with pytest.raises(InputError, match="`teachers scenarios show baseline` lists every field"):
        Scenario.load("baseline").replace({"qqq": 1})
    monkeypatch.setattr(uncertainty, "files", lambda package: tmp_path)
    with pytest.raises(InputError, match="make them with `teachers calibrate`"):
        uncertainty.posterior.__wrapped__()


def test_no_command_is_spelled_out_anywhere_else():
    """`documents` writes the pages of docs/, which belong to a checkout."""
    files = [path for kind in ("py", "js", "html") for path in PACKAGE.rglob(f"*.{kind}")]
    spelled = {
        path.relative_to(PACKAGE).as_posix()
        for path in files
        if "vendor" not in path.parts and re.search(r"uv run|\brun\.py (?!\w+s\b)", path.read_text(encoding="utf-8"))
    }
    assert len(files) > 100
    assert spelled - {"core/program.py", "documents/lessons.py"} == set()
