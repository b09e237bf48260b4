"""Bits that flip: a short version of tests/faults/flips.py."""

import random

import pytest

from simulation.experiments.sweep.verify import verify

from . import flips


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return flips.folders(tmp_path_factory.mktemp("made"), figures=False)


@pytest.mark.parametrize("kind", ["sweep", "run", "comparison"])
def test_a_bit_that_flips_anywhere_is_found(made, kind):
    folder, chance = made[kind], random.Random(kind)
    assert verify(folder, runs=1).difference == ""
    paths = flips.files(folder)
    assert {path.name for path in paths} >= {"manifest.json", "summary.md"}
    assert [told for path in paths for _ in range(3) if (told := flips.unnoticed(folder, path, chance))] == []


@pytest.mark.parametrize("kind", ["sweep", "run", "comparison"])
def test_a_file_that_is_gone_is_missed(made, kind, tmp_path):
    folder = made[kind]
    for path in flips.files(folder):
        if path.name == "manifest.json" or path.parent.name == "parts":
            continue
        aside = path.rename(tmp_path / path.name)
        try:
            assert path.name in _told(folder)
        finally:
            aside.rename(path)


def _told(folder):
    try:
        return verify(folder, runs=1).difference
    except ValueError as fault:
        return str(fault)
