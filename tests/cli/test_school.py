"""The command `school`, and the options by which every command takes a real school."""

import inspect
import json

import pytest

from simulation.cli import app

VALUED = "from;to;weight\nAda;Ben;1\nBen;Cleo;3\nCleo;Ada;2\nDan;Ada;3\nAda;Ben;2\nEve;Eve;1\nFay;NA;\n"


@pytest.fixture
def valued(place):
    """A list of ties with values, as a German spreadsheet saves it."""
    (place / "elm.csv").write_text(VALUED, encoding="utf-16")
    return "elm.csv"


def test_a_receipt_is_printed_as_text_and_as_json(command, valued):
    done = command("school", valued, "--cut", "2")
    assert done.code == 0, done.err
    assert done.out.startswith("elm: 6 teachers, 4 ties, 2 isolates\ndensity 0.133, reciprocity 0.00\n")
    told = json.loads(command("school", valued, "--cut", "2", "--json").out)
    figures = {name: told[name] for name in ("teachers", "ties", "isolates", "reciprocity", "density")}
    assert figures == {"teachers": 6, "ties": 4, "isolates": 2, "reciprocity": 0.0, "density": pytest.approx(4 / 30)}
    assert set(told["set_aside"]) == {
        "1 line with a missing target: Fay named nobody there",
        "1 repeat merged with the tie that it repeats",
        "1 self-tie: nobody asks oneself",
    }
    assert json.loads(command("school", "sample", "--json").out)["set_aside"] == []


def test_a_choice_that_is_needed_ends_with_code_2_and_one_sentence(command, valued):
    for arguments in (["school", valued], ["run", "baseline", "--ties", valued], ["compare", "baseline", "--roster", valued]):
        done = command(*arguments)
        assert (done.code, done.out) == (2, "")
        assert "--cut 2/3 there are 4/2 ties: choose one with --cut N" in done.err and done.err.count("\n") == 1


def test_a_run_of_one_file_says_what_was_read_and_keeps_it(command, valued, place):
    done = command(
        "run",
        "baseline",
        "--ties",
        valued,
        "--cut",
        "2",
        "--years",
        "1",
        "--runs",
        "1",
        "--quiet",
        "--no-figures",
        "--out",
        "r",
    )
    assert done.code == 0, done.err
    assert "elm: 6 teachers, 4 ties" in done.err and "set aside: 1 self-tie" in done.err
    kept = json.loads((place / "r" / "manifest.json").read_text(encoding="utf-8"))["school"]["receipt"]
    assert kept["words"] == ["--roster", "elm.csv", "--cut", "2"] and len(kept["set_aside"]) == 3
    assert command("verify", "r", "--ties", valued, "--cut", "2").code == 0
    assert "give them as they were read: --roster elm.csv --cut 2" in command("verify", "r").err


@pytest.mark.parametrize("name", ["run", "compare", "sweep", "sensitivity", "verify", "report"])
def test_every_command_takes_a_school_by_the_same_options(name):
    callbacks = {one.name or one.callback.__name__: one.callback for one in app.registered_commands}
    taken = inspect.signature(callbacks[name]).parameters
    assert {
        "roster",
        "ties",
        "anonymous",
        "cut",
        "undirected",
        "relation",
        "wave",
        "column",
        "scale",
        "missing",
        "principal",
    } <= taken.keys()
    assert "real" not in taken
