"""What surrounds a command: interrupts, closed pipes, poor terminals."""

import io
import os
import re
import signal
import subprocess
import sys

import pytest

import simulation as sim
from simulation.cli import entry, main

from .conftest import ROOT, TINY

posix = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of this kind")


def start(place, *arguments):
    """A command as a process whose Ctrl-C works even where the tests themselves run in the background."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "run.py"), *arguments], cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip


@posix
def test_ctrl_c_ends_a_long_run_with_130_and_leaves_nothing_behind(place):
    process = start(place, "run", "--runs", "100000", "--no-figures", "--out", "x")
    seen = b""
    while not re.search(rb" [1-9]\d*/100000", seen):  # until the first schools are done
        letter = process.stderr.read(1)
        assert letter, f"it ended by itself: {seen}"
        seen += letter
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b""
    assert b"Interrupted" in err
    assert b"Traceback" not in err
    assert list(place.iterdir()) == []  # hidden folders included


@posix
def test_whoever_reads_only_the_first_line_gets_no_complaint(place):
    """As `run.py scenarios schema | head -1`, whose reader goes while a hundred kilobytes are on their way."""
    process = start(place, "scenarios", "schema")
    assert process.stdout.readline() == b"{\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


@posix
@pytest.mark.parametrize("buffering", [1, -1], ids=["each line at once", "all lines at the end"])
def test_results_are_stored_even_when_nobody_reads_the_table(place, monkeypatch, capfd, buffering):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", buffering) as nobody:
        monkeypatch.setattr(sys, "stdout", nobody)
        assert main(["run", *TINY, "--no-figures", "--out", "x"]) == 0
    assert capfd.readouterr().err == ""
    assert sim.Results.load(place / "x").runs == 2


def test_a_terminal_without_dashes_shows_question_marks(place, monkeypatch):
    """One school has no interval, which is shown with a dash that ASCII does not know."""
    shown = io.BytesIO()
    terminal = io.TextIOWrapper(shown, encoding="ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "argv", ["run.py", "run", *TINY, "--runs", "1", "--no-figures"])
    with pytest.raises(SystemExit) as leaving:
        entry()
    assert leaving.value.code == 0
    assert b"? to ?" in shown.getvalue()
