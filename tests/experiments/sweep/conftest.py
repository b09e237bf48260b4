"""A study so small that a sweep takes no time, and a sweep in another process that can be killed."""

import subprocess
import sys
from pathlib import Path

import pytest

from simulation.experiments.sweep import run

ROOT = Path(__file__).parents[3]

#: Nine points of tiny schools.
TINY = {
    "name": "tiny",
    "runs": 4,
    "set": {"school.teachers": 6, "years": 2},
    "observe": [{"outcomes": ["share_collaboration", "influence"]}, {"outcomes": ["exhaustion"], "years": [1]}],
    "parameters": [
        {"field": "administrator.openness", "low": 0.1, "high": 0.9, "steps": 3},
        {"field": "time.planning", "values": [0, 2, 4]},
    ],
}

#: A part after every job, and jobs of a few schools: many moments to be killed in.
HASTY = {"SECONDS_PER_PART": 0.0, "SHARE_PER_PART": 0.0, "SOONEST": 0.0, "TEACHER_WEEKS_PER_JOB": 1500}


@pytest.fixture
def in_one_part(monkeypatch):
    """What takes a moment is written as one part, however slow the moment is."""
    monkeypatch.setattr(run, "SOONEST", 1000.0)


@pytest.fixture
def tiny():
    """A copy of the small study, to be changed at will."""
    return TINY | {"parameters": [dict(p) for p in TINY["parameters"]]}


def sampled(kind, size, **more):
    """The tiny study with a sampled design."""
    key = {"saltelli": "samples", "morris": "trajectories"}.get(kind, "points")
    parameters = [{"field": "administrator.openness", "low": 0.1, "high": 0.9}, {"field": "time.planning", "low": 0, "high": 6}]
    return TINY | {"design": {"kind": kind, key: size}, "parameters": parameters} | more


def in_another_process(source, *arguments, **options):
    """Python code as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", source, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def as_toml(study):
    """A study as a file."""
    lines = [f"name = {study['name']!r}", f"runs = {study['runs']}", "[set]"]
    lines += [f"{name!r} = {value}" for name, value in study["set"].items()]
    for table in ("parameters", "observe"):
        for entry in study[table]:
            lines += [f"[[{table}]]", *(f"{key} = {value!r}" for key, value in entry.items())]
    return "\n".join(lines)
