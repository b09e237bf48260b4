"""The command line as a process of its own: interrupts, closed pipes, poor terminals."""

import os
import signal
import subprocess
import sys

import pytest

import simulation as sim

from .conftest import ROOT, TINY

RUN = [sys.executable, str(ROOT / "run.py")]
posix = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of this kind")


def start(*arguments, **options):
    """A command as a process whose Ctrl-C works even where the tests themselves run in the background."""
    usual = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(
        [*RUN, *arguments], preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler), **usual | options
    )


@posix
def test_ctrl_c_ends_a_long_run_with_130_and_leaves_nothing_behind(place):
    process = start("run", "--runs", "100000", "--no-figures", "--out", "x", cwd=place)
    seen = ""
    while " 0/" in seen.rpartition("\r")[2] or "/100000" not in seen:  # until the first schools are done
        letter = process.stderr.read(1)
        assert letter, f"it ended by itself: {seen}"
        seen += letter
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert "Interrupted" in err
    assert "Traceback" not in err
    assert list(place.iterdir()) == []  # hidden folders included


@posix
def test_whoever_reads_only_the_first_line_gets_no_complaint(place):
    """As `run.py scenarios schema | head -1`, whose reader goes while a hundred kilobytes are on their way."""
    process = start("scenarios", "schema", cwd=place)
    assert process.stdout.readline() == "{\n"
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(60) == 0


@posix
@pytest.mark.parametrize("buffered", [True, False])
def test_results_are_stored_even_when_nobody_reads_the_table(place, buffered):
    read, write = os.pipe()
    os.close(read)
    process = start(
        "run",
        *TINY,
        "--no-figures",
        "--out",
        "x",
        cwd=place,
        stdout=write,
        env=os.environ | {"PYTHONUNBUFFERED": "" if buffered else "1"},
    )
    os.close(write)
    _, err = process.communicate(timeout=60)
    assert err == ""
    assert process.returncode == 0
    assert sim.Results.load(place / "x").runs == 2


def test_a_terminal_without_dashes_shows_question_marks(place):
    """One school has no interval, which is shown with a dash that ASCII does not know."""
    process = subprocess.run(
        [*RUN, "run", *TINY, "--runs", "1", "--no-figures"],
        cwd=place, env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (process.returncode, process.stderr) == (0, "")
    assert "? to ?" in process.stdout
