"""The commands sweep, sensitivity, verify and export: what they print, write and return."""

import re

import pandas as pd
import pytest

STUDY = """
name = "small"
title = "A small question"
runs = 3
set = { "school.teachers" = 6, years = 2 }
[design]
kind = "%s"
%s
[[parameters]]
field = "administrator.openness"
low = 0.1
high = 0.9
%s
[[parameters]]
field = "time.planning"
values = [0, 4]
[[observe]]
outcomes = ["share_collaboration", "influence"]
"""


@pytest.fixture
def study(place):
    """A study file on a grid."""
    (place / "small.toml").write_text(STUDY % ("grid", "", "steps = 3"))
    return "small.toml"


def test_a_sweep_leaves_tables_figures_and_a_summary(command, study, place):
    done = command("sweep", study, "--quiet")
    assert done.code == 0, done.err
    assert "6 points (grid), 18 schools, seed 1" in done.out
    assert done.row("|") and "Saved in results/small, figures in results/small/figures" in done.out
    folder = place / "results" / "small"
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {
        "runs.parquet",
        "points.parquet",
        "codebook.md",
        "summary.md",
        "figures/heat_map.svg",
        "figures/dependence.png",
    } <= kept
    assert len(pd.read_parquet(folder / "runs.parquet")) == 18
    assert done.err == ""


def test_a_dry_run_says_what_it_costs_and_writes_nothing(command, study, place):
    done = command("sweep", study, "--dry-run", "--runs", "10")
    assert done.code == 0
    assert "6 points (grid), 60 schools, 2.59e+04 teacher-weeks" in done.out
    assert "Nothing was written" in done.out
    assert [path.name for path in place.iterdir()] == [study]


def test_a_sweep_can_be_extended_sharded_verified_and_exported(command, study, place):
    assert command("sweep", study, "--quiet", "--no-figures", "--shard", "1/2").code == 0
    assert command("sweep", study, "--quiet", "--no-figures").code == 0
    assert "add --extend" in command("sweep", study, "--quiet", "--runs", "5").err
    assert "30 schools" in command("sweep", study, "--quiet", "--no-figures", "--runs", "5", "--extend").out
    done = command("verify", "results/small", "--runs", "7")
    assert done.code == 0
    told = r"results/small: 7 of 30 runs simulated again, the same to the last bit, \d+ files as they were written\n"
    assert re.fullmatch(told, done.out)  # slow machines write more parts
    done = command("export", "results/small", "--out", "x.csv")
    assert done.out == "Wrote x.csv and x-codebook.md\n"
    assert len(pd.read_csv(place / "x.csv")) == 30


@pytest.mark.parametrize(
    ("design", "size", "head"), [("saltelli", "samples = 8", "first order"), ("morris", "trajectories = 4", "beyond chance")]
)
def test_sensitivity_runs_the_study_and_says_what_matters(command, place, design, size, head):
    (place / "small.toml").write_text(STUDY % (design, size, ""))
    done = command("sensitivity", "small.toml", "--quiet")
    assert done.code == 0, done.err
    assert head in done.out
    assert done.row("dummy")
    assert (place / "results" / "small" / "sensitivity.csv").exists()
    again = command("sensitivity", "results/small", "--no-figures", "--quiet")
    assert again.out.partition("Saved")[0] == done.out.partition("Saved")[0]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["sweep", "nothing.toml"], "there is no file nothing.toml; check the path, or give the name of a shipped study"),
        (["sweep", "small.toml", "--shard", "3/2"], "shard 3/2 does not exist"),
        (["sweep", "small.toml", "--shard", "three"], "--shard three is not of the form I/N"),
        (["sweep", "small.toml", "--points", "9"], "a grid has as many points as its parameters make it"),
        (["sweep", "small.toml", "--out", "small.toml"], "small.toml is a file"),
        (["sensitivity", "small.toml"], 'design.kind = "grid" is not made for this'),
        (["sensitivity", "nowhere"], "there is no study 'nowhere'; shipped are council_everywhere, "),
        (["verify", "."], ". is not a folder of results: it has no manifest.json"),
        (["export", "nowhere"], "nowhere is not a folder of results: it has no manifest.json"),
    ],
)
def test_a_mistake_ends_with_2_and_one_clear_sentence(command, study, place, arguments, told):
    done = command(*arguments)
    assert done.code == 2
    assert told in done.err
    assert "Traceback" not in done.err
    assert [path.name for path in place.iterdir()] == [study]


def test_a_verification_that_finds_a_difference_ends_with_1(command, study, place, monkeypatch):
    assert command("sweep", study, "--quiet", "--no-figures").code == 0
    monkeypatch.setattr("simulation.experiments.sweep.run._outcomes", lambda *arguments: 0.5)
    done = command("verify", "results/small")
    assert done.code == 1
    assert "cannot be vouched for: point" in done.err


def test_a_study_that_says_luck_still_works_with_a_note(command, study, place):
    text = (place / study).read_text()
    (place / "old.toml").write_text(f'luck = "shared"\n{text}')
    done = command("sweep", "old.toml", "--dry-run")
    assert done.code == 0
    assert done.err.count("Note:") == 1
    assert 'Note: luck = "shared" of a study has another name now: write random_numbers = "common" instead.\n' in done.err
    (place / "both.toml").write_text(f'luck = "shared"\nrandom_numbers = "common"\n{text}')
    done = command("sweep", "both.toml", "--dry-run")
    assert done.code == 2 and "keep random_numbers and leave luck out" in done.err
