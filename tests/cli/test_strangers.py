"""What commands do with names and titles of strangers: a terminal, a spreadsheet and a folder that is passed on get what they may."""

import io
import os
import re
import sys

import pandas as pd
import pytest

from simulation.cli import EXIT_CODES, main
from simulation.cli.terminal import Shown, shown
from simulation.ensemble import simulate
from simulation.experiments.compare import Effect
from simulation.inputs.writing import for_spreadsheet, in_full, table_for_spreadsheet
from simulation.living.address import Identity
from simulation.pages.files import STATIC
from simulation.results.folder import Results

from .conftest import ROOT, TINY

# ---------------------------------------------------------------- terminals


def test_no_text_orders_a_terminal_about(command, place):
    (place / "mine.toml").write_text('"\x1b]0;x\x07" = 1\n')
    done = command("run", "mine.toml")
    assert done.code == 2
    assert "\x1b" not in done.err and "\x07" not in done.err
    done = command("scenarios", "check", "\x1b[2Jmine.toml")
    assert (done.code, "\x1b" in done.err, "\\x1b[2J" in done.err) == (2, False, True)


def test_a_progress_bar_still_goes_back_to_the_beginning_of_its_line():
    from tqdm import tqdm

    plain, guarded = io.StringIO(), io.StringIO()
    for stream in (plain, Shown(guarded)):
        with tqdm(total=3, file=stream, mininterval=0, bar_format="{desc} {n}") as outer:
            for _ in range(3):
                with tqdm(total=1, file=stream, mininterval=0, position=1, bar_format="{desc} {n}", leave=False) as inner:
                    inner.update()
                outer.update()
    assert guarded.getvalue() == plain.getvalue()
    assert "\r" in plain.getvalue() and "\x1b[A" in plain.getvalue()


def test_a_stream_that_is_closed_swallows_what_is_said(place, monkeypatch):
    """As `run.py ... >&-`, where Python has no stream at all."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["run", *TINY, "--no-figures", "--out", "x"]) == 0
    monkeypatch.undo()
    assert Results.load(place / "x").runs == 2


def test_streams_are_given_back(capsys):
    before = sys.stdout, sys.stderr
    with shown():
        print("\x1b[2J")
    assert (sys.stdout, sys.stderr) == before
    assert capsys.readouterr().out == "\\x1b[2J\n"


# ---------------------------------------------------------------- spreadsheets

FORMULAS = ["=1+1", "=cmd|' /C calc'!A0", "+SUM(A1)", "-2+3+cmd", "@SUM(A1)", "\tx", "\r=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_a_spreadsheet_would_work_out_gets_an_apostrophe(text):
    assert for_spreadsheet(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Ada", "-3", "+0.5", "", "3 - 2", "a=b", "'=1"])
def test_other_texts_stay(text):
    assert for_spreadsheet(text) == text


def test_tables_keep_their_numbers_and_lose_their_formulas():
    table = pd.DataFrame({"=a": ["=x", "y"], "n": [-1.5, 2.0], "whole": [-1, 2], "mixed": ["-x", 3]})
    guarded = table_for_spreadsheet(table)
    assert guarded.to_csv(index=False) == "'=a,n,whole,mixed\n'=x,-1.5,-1,'-x\ny,2.0,2,3\n"
    assert list(table.columns) == ["=a", "n", "whole", "mixed"]


def test_every_table_that_people_open_is_written_in_this_way():
    """All calls of to_csv but those for numbers of the project's own."""
    own = {
        "validation/report.py",
        "validation/calibration/apply.py",
        "validation/calibration/folder.py",
        "experiments/uncertainty.py",
    }
    written = []
    for path in (ROOT / "simulation").rglob("*.py"):
        if path.relative_to(ROOT / "simulation").as_posix() not in own:
            written += [line for line in path.read_text(encoding="utf-8").splitlines() if ".to_csv(" in line]
    assert len(written) >= 6
    assert [line for line in written if "table_for_spreadsheet(" not in line] == []


# ---------------------------------------------------------------- every digit


@pytest.mark.parametrize("value", [1 / 3, 0.1 + 0.2, 2 / 3, 1e-9, 0.30000000000000004, 4.0, 4, 0.5, 1.7976931348623157e308])
def test_an_address_and_a_command_carry_every_digit(value):
    assert float(in_full(value)) == value
    played = Identity(set={"administrator.openness": value}, live=((3, {"time.planning": value}),))
    again = Identity.from_query(played.query())
    assert again.set == played.set and again.live == played.live


def test_whole_numbers_stay_short_in_an_address():
    assert in_full(4.0) == "4" and in_full(0.8) == "0.8"


def test_the_page_writes_numbers_with_every_digit_too():
    """A number in JavaScript becomes its shortest text by itself; nothing may round it on the way to an address."""
    for path in STATIC.glob("app/*.js"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "URLSearchParams" in line or ".append(" in line or ".set(" in line:
                assert not re.search(r"toFixed|toPrecision|Math\.round", line), f"{path.name}: {line}"


# ---------------------------------------------------------------- names


@pytest.fixture
def key(place):
    return ["--anonymous", "key.csv"]


def names_in(folder):
    """Which names of people stand in any file below a folder, tables read."""
    seen = b""
    for path in folder.rglob("*"):
        if path.is_file():
            seen += path.read_bytes()
            if path.suffix == ".parquet":
                seen += pd.read_parquet(path).to_csv().encode()
    return [name for name in (b"Ada", b"Ben", b"Cleo", b"Dan", b"Eve") if re.search(rb"\b" + name + rb"\b", seen)]


def test_results_and_reports_of_a_school_under_codes_hold_no_name(command, files, key, place):
    run = ["run", *TINY[2:], "--record", "teachers", *files, *key, "--out", "x"]
    done = command(*run, "--no-figures")
    assert done.code == 0, done.err
    assert "Names are replaced by codes; key.csv says whose they are: keep it apart from the results." in done.err
    done = command("report", "x", *files, *key, "--quiet")
    assert done.code == 0, done.err
    assert names_in(place / "x") == []
    assert (place / "key.csv").read_text().count("\n") == 6
    names = {name for name in Results.load(place / "x").teachers["name"] if not name.startswith("new in T0")}
    assert names == set(pd.read_csv(place / "key.csv")["code"])


def test_a_comparison_under_codes_holds_no_name(command, files, key, place):
    done = command("compare", "baseline", "shared_leadership", *TINY[2:], "--no-figures", *files, *key, "--out", "x")
    assert done.code == 0, done.err
    assert Effect.load(place / "x").a.school["names"][0].startswith("T0")
    assert names_in(place / "x") == []


def test_a_sweep_under_codes_holds_no_name_and_is_verified_with_the_key(command, files, key, place):
    (place / "small.toml").write_text(
        'runs = 2\nset = { years = 1 }\n[[parameters]]\nfield = "administrator.openness"\nvalues = [0.1, 0.9]\n'
        '[[observe]]\noutcomes = ["influence"]\n'
    )
    done = command("sweep", "small.toml", "--no-figures", "--quiet", *files, *key, "--out", "x")
    assert done.code == 0, done.err
    assert names_in(place / "x") == []
    assert command("verify", "x", *files, *key).code == 0
    assert "describe another school" in command("verify", "x", *files).err


def test_names_are_kept_where_nobody_asked_for_codes(command, files, place):
    assert command("run", *TINY[2:], "--no-figures", *files, "--out", "x").code == 0
    assert len(names_in(place / "x")) == 5


def test_codes_are_for_names(command, key):
    done = command("run", *TINY, *key)
    assert (done.code, done.err) == (2, "--anonymous came without --roster; schools of a scenario have no names to hide\n")


def test_a_key_in_the_folder_of_results_is_refused(command, files, place):
    done = command("run", *TINY[2:], *files, "--anonymous", "results/key.csv")
    assert done.code == 2 and "which is passed on with the results" in done.err
    assert not (place / "results").exists()


# ---------------------------------------------------------------- exit codes


def test_a_sweep_with_schools_that_failed_ends_with_a_code_of_its_own(command, place, monkeypatch):
    (place / "small.toml").write_text(
        'runs = 2\nset = { "school.teachers" = 6, years = 1 }\n[[parameters]]\nfield = "administrator.openness"\nvalues = [0.1, 0.9]\n'
        '[[observe]]\noutcomes = ["influence"]\n'
    )
    good = simulate.simulate_block

    def unlucky(scenario, *rest):
        if scenario.administrator.openness > 0.5:
            raise ArithmeticError("an unlucky school")
        return good(scenario, *rest)

    monkeypatch.setattr(simulate, "simulate_block", unlucky)
    done = command("sweep", "small.toml", "--no-figures", "--quiet")
    assert done.code == 3
    assert (
        done.err
        == "Note: results/small: 2 of 4 schools failed; failures.csv names them, and `--retry-failed` tries them again.\n"
    )
    assert "Saved in results/small" in done.out
    assert command("sweep", "small.toml", "--no-figures", "--quiet", "--shard", "1/1").code == 3
    monkeypatch.undo()
    os.chdir(place)
    assert command("sweep", "small.toml", "--no-figures", "--quiet", "--retry-failed").code == 0


def test_help_tells_the_exit_codes(command):
    assert " ".join(EXIT_CODES.split()) in " ".join(command("--help").out.split())
