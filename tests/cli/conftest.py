"""A place to run commands in, and schools so small that a command takes no time."""

from pathlib import Path

import pytest

from simulation.cli import main

ROOT = Path(__file__).parents[2]

#: Two years of two tiny schools.
TINY = ["--set", "school.teachers=6", "--years", "2", "--runs", "2", "--quiet"]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Done:
    """What a command left: its exit code, and what it said."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def row(self, outcome):
        """The cells of an outcome in the printed table."""
        line = next(line for line in self.out.splitlines() if line.split()[:1] == [outcome])
        return [cell.strip() for cell in line.split("  ") if cell.strip()]


@pytest.fixture
def command(place, capsys):
    """Run a command line as `python run.py ...` would, in an empty working directory."""

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def files(place):
    """A roster and ties of a real school of five."""
    (place / "elm_roster.csv").write_text("teacher,experience\nAda,3\nBen,10\nCleo,20\nDan,5\nEve,1\n")
    (place / "elm_ties.csv").write_text("source,target\nAda,Ben\nBen,Cleo\nDan,Ada\n")
    return ["--roster", "elm_roster.csv", "--ties", "elm_ties.csv"]
