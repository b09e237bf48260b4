"""Kills at random moments: a short version of tests/faults/kills.py."""

import os

import pytest

from . import kills

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of this kind")


@pytest.fixture(scope="module")
def killer(tmp_path_factory):
    return kills.Killer(tmp_path_factory.mktemp("kills"), 1, {"runs": 12, "steps": 3, "teachers": 12, "years": 4})


@pytest.mark.parametrize("way", ["sweep", "run"])
def test_whoever_is_killed_at_any_moment_ends_as_if_nothing_had_been(killer, way):
    before = killer.kills
    getattr(killer, way)(2)
    assert killer.faults == [] and killer.kills > before
