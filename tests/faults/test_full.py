"""Disks that are full and streams that are closed: nothing is lost that was there, and nothing half-written stays."""

import os
import sys

import pytest

import simulation as sim
from simulation.cli import entry, main

from .forks import Forked

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")

TINY = ["--set", "school.teachers=6", "--years", "2", "--quiet", "--no-figures"]


def with_small_files(words):
    """A command whose files may have four kilobytes, as on a disk that is full."""

    def work():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        return main(words)

    return work


@pytest.mark.parametrize("command", [["run", "--record", "weeks"], ["compare", "baseline"]])
def test_on_a_full_disk_what_stood_there_stands_and_nothing_half_written_stays(tmp_path, command):
    words = [*command, *TINY, "--runs", "3", "--out", str(tmp_path / "x")]
    assert main(words) == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "x").iterdir() if path.is_file()}
    assert Forked(with_small_files(words)).wait() == 2
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert {path.name: path.read_bytes() for path in (tmp_path / "x").iterdir() if path.is_file()} == before


def test_with_closed_streams_everything_is_written(tmp_path):
    """As under `>&- 2>&-`: Python has no streams then, and the next file that is opened would take their place."""

    def work():
        os.close(1)
        os.close(2)
        sys.stdout = sys.stderr = None
        sys.argv = ["run.py", "run", *TINY, "--runs", "2", "--out", str(tmp_path / "x")]
        try:
            entry()
        except SystemExit as leaving:
            return leaving.code

    assert Forked(work).wait() == 0
    assert sim.Results.load(tmp_path / "x").runs == 2
