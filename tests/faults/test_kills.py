"""A run that is killed at any moment: a short version of tests/faults/kills.py; sweeps are killed in experiments/sweep/test_store.py."""

import os
import random

import pandas as pd
import pytest

import simulation as sim
from simulation.cli import main

from .forks import Forked

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")

WORDS = ["run", "--set", "school.teachers=6", "--years", "2", "--runs", "40", "--quiet", "--no-figures", "--workers", "1"]


def test_what_a_run_replaces_is_whole_at_any_moment_and_nothing_stays_beside_it(tmp_path, capfd):
    place, chance, kills = tmp_path / "x", random.Random(1), 0
    words = [*WORDS, "--record", "weeks", "--record", "teachers", "--out", str(place)]
    assert main(words) == 0
    whole = {name: getattr(sim.Results.load(place), name) for name in ("years", "weeks", "teachers")}
    while kills < 3:
        begun = lambda: any(path.name.startswith(".x-") for path in tmp_path.iterdir())  # noqa: E731
        kills += Forked(lambda: main(words)).kill_after(chance.random() * 0.15, begun)
        if place.exists():
            again = sim.Results.load(place)
            for name, table in whole.items():
                pd.testing.assert_frame_equal(getattr(again, name), table, check_exact=True)
    assert main(words) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
