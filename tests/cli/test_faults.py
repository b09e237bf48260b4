"""What a user gets wrong is answered with a sentence and exit code 2, what we get wrong with exit code 1; never a traceback."""

import errno
import os

import pytest
import typer

from simulation.cli import app

from .conftest import TINY

pytestmark = pytest.mark.quick

RUN = ["run", *TINY, "--no-figures"]

#: A command line, and what the answer must say.
MISTAKES = {
    "no such scenario": (["run", "baselin"], "there is no scenario 'baselin'; did you mean baseline?"),
    "no such file": (["run", "mine.toml"], "there is no file mine.toml; check the path"),
    "no years": ([*RUN, "--years", "0"], "years = 0 is below 1; allowed is 1 to 40 years"),
    "too many years": ([*RUN, "--years", "41"], "years = 41 is above 40; allowed is 1 to 40 years"),
    "no runs": ([*RUN, "--runs", "0"], "--runs"),
    "half a run": ([*RUN, "--runs", "2.5"], "--runs"),
    "negative seed": ([*RUN, "--seed", "-1"], "--seed"),
    "seed beyond the generator": ([*RUN, "--seed", "4294967296"], "seed = 4294967296 is not a whole number from 0 to 4294967295"),
    "no workers": ([*RUN, "--workers", "0"], "--workers"),
    "unknown record": ([*RUN, "--record", "days"], "record = 'days' is not a table; allowed are: years, weeks, teachers, terms"),
    "unknown option": ([*RUN, "--openness", "1"], "--openness"),
    "unknown command": (["simulate"], "simulate"),
    "setting without a value": ([*RUN, "--set", "years"], "--set years has no value; write --set FIELD=VALUE"),
    "setting without a field": ([*RUN, "--set", "=3"], "--set =3 has no value; write --set FIELD=VALUE"),
    "change without a value": (["compare", "baseline", "--change", "years"], "--change years has no value; write --change FIELD=VALUE"),
    "unknown field": ([*RUN, "--set", "administrator.openess=1"], "did you mean administrator.openness?"),
    "value out of range": ([*RUN, "--set", "time.planning=-1"], "time.planning = -1 is below 0; allowed is 0 to"),
    "word for a number": ([*RUN, "--set", "time.planning=lots"], "time.planning = 'lots' is not a number"),
    "number without end": ([*RUN, "--set", "time.planning=" + "9" * 5000], "is not a number; allowed is 0 to 15 h/week"),
    "number of 400 digits": ([*RUN, "--set", "time.planning=" + "9" * 400], "is not a number; allowed is 0 to 15 h/week"),
    "brackets without end": ([*RUN, "--set", "years=" + "[" * 20_000], "lists and tables stand in each other more than 12 deep"),
    "two settings in one": ([*RUN, "--set", "years=1\nseed=9"], "is not one value; give every field an option of its own"),
    "name without end": (["run", "a" * 300 + ".toml"], "the file cannot be read (File name too long); check the path"),
    "place without end": ([*RUN, "--out", "a" * 300], "cannot be written (File name too long); give another folder"),
    "report of nothing": (["report", "a" * 300], "cannot be used (File name too long)"),
    "shard of too many": (["sweep", "screening", "--shard", "1/" + "9" * 400], "is not of the form I/N, such as --shard 2/10"),
    "shard of other digits": (["sweep", "screening", "--shard", "1/１"], "is not of the form I/N, such as --shard 2/10"),
    "whole table": ([*RUN, "--set", "time=3"], "time is a table; name the field to change, such as time.planning"),
    "roster alone": ([*RUN, "--roster", "r.csv"], "r.csv: there is no such file; check the path"),
    "ties alone": ([*RUN, "--ties", "t.csv"], "t.csv: there is no such file; check the path"),
    "a cut of nothing": ([*RUN, "--cut", "2"], "--cut came without --roster FILE or --ties FILE, and says how to read them"),
    "a column of nothing": ([*RUN, "--roster", "r.csv", "--column", "teacher"], "--column teacher has no value; write --column NAME=VALUE"),
    "a column without meaning": ([*RUN, "--roster", "r.csv", "--column", "age=3"], "--column age=...: this means nothing here; allowed are"),
    "a scale of nothing": ([*RUN, "--roster", "r.csv", "--scale", "age=0..6"], "nothing is measured under this name; allowed are: self_efficacy"),
    "no scale": ([*RUN, "--roster", "r.csv", "--scale", "exhaustion=often"], "'often' is no scale of exhaustion; write its ends as LOW..HIGH, or MBI"),
    "school without files": (["school"], "Missing argument"),
    "files that are not there": ([*RUN, "--roster", "r.csv", "--ties", "t.csv"], "r.csv: there is no such file; check the path"),
    "nothing to compare": (["compare"], "no scenario was named; give one or two"),
    "second scenario": (["compare", "baseline", "nowhere"], "there is no scenario 'nowhere'"),
    "check of nothing": (["scenarios", "check", "nowhere.toml"], "there is no file nowhere.toml"),
    "show of nothing": (["scenarios", "show", "nowhere"], "there is no scenario 'nowhere'"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_answered_with_what_is_wrong_and_exit_code_2(command, place, arguments, sentence):
    done = command(*arguments)
    assert done.code == 2
    assert sentence in done.err
    assert "Traceback" not in done.err
    assert done.out == ""
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("first", [["run"], ["compare", "baseline", "shared_leadership"]])
def test_a_place_that_is_taken_is_refused_before_anything_is_simulated(command, place, monkeypatch, first):
    def never(*_, **__):
        raise AssertionError("the place should have been checked first")

    monkeypatch.setattr("simulation.ensemble.into.simulate_into", never)
    monkeypatch.setattr("simulation.experiments.compare.compare", never)
    (place / "mine").mkdir()
    (place / "mine" / "thesis.txt").write_text("ten years of work")
    done = command(*first, *TINY, "--no-figures", "--out", "mine")
    assert done.code == 2
    assert done.err == "mine exists and holds no results; it is left alone, give another folder\n"
    assert (place / "mine" / "thesis.txt").read_text() == "ten years of work"


def failing(monkeypatch, error):
    def simulate(*_, **__):
        raise error

    monkeypatch.setattr("simulation.ensemble.into.simulate_into", simulate)


def test_a_failure_of_ours_is_one_sentence_and_exit_code_1(command, place, monkeypatch):
    monkeypatch.delenv("SIMULATION_TRACEBACK", raising=False)
    failing(monkeypatch, ZeroDivisionError("by nothing"))
    done = command(*RUN)
    assert done.code == 1
    assert done.err.startswith("The run failed: ZeroDivisionError: by nothing; ")
    assert "Traceback" not in done.err
    assert list(place.iterdir()) == []


def test_whoever_looks_for_a_failure_gets_the_traceback(command, monkeypatch):
    monkeypatch.setenv("SIMULATION_TRACEBACK", "1")
    failing(monkeypatch, ZeroDivisionError("by nothing"))
    done = command(*RUN)
    assert done.code == 1
    assert "Traceback (most recent call last)" in done.err


def test_an_interrupted_command_ends_with_130(command, monkeypatch, place):
    failing(monkeypatch, KeyboardInterrupt())
    done = command(*RUN)
    assert done.code == 130
    assert "Interrupted" in done.err
    assert list(place.iterdir()) == []


def test_results_that_cannot_be_stored_are_printed_all_the_same(command, place, monkeypatch):
    """Hours of work should not be lost to a disk that is full at the very end."""

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("simulation.plots.save_figures", full)
    done = command("run", *TINY, "--out", "x")
    assert done.code == 2
    assert "x cannot be written (No space left on device); free space or give another folder" in done.err
    assert done.row("trust") and list(place.iterdir()) == []


def every_command(group, path=()):
    """The words of every command, groups included."""
    yield path
    for name, inner in getattr(group, "commands", {}).items():
        yield from every_command(inner, (*path, name))


@pytest.mark.parametrize("words", list(every_command(typer.main.get_command(app))), ids=" ".join)
def test_every_command_explains_itself(command, words):
    done = command(*words, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(" ".join(["Usage: run.py", *words]))
    assert len(done.out.splitlines()) > 4


def test_the_commands_people_rely_on_are_there():
    assert {("run",), ("compare",), ("scenarios", "list"), ("scenarios", "show"), ("scenarios", "check")} <= set(
        every_command(typer.main.get_command(app))
    )
