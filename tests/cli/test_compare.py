"""`compare`: two scenarios on the command line."""

import json
from pathlib import Path

import pandas as pd
import pytest

import simulation as sim
from simulation.words.effects import plausible_range
from simulation.words.outcomes import decimal, label, number

from .conftest import TINY

SAME = [*TINY, "--no-figures"]
#: What was set in both is part of the name of the folder.
SET = "+years=2+school.teachers=6"


def test_a_comparison_prints_paired_effects_and_stores_all_of_them(command, place):
    done = command("compare", "contrived_collegiality", "shared_leadership", *SAME)
    assert (done.code, done.err) == (0, "")
    assert "a = contrived_collegiality, b = shared_leadership: 2 schools, year 2, seed 1" in done.out
    assert done.out.endswith(f"Saved in results/contrived_collegiality-against-shared_leadership{SET}\n")
    folder = place / "results" / f"contrived_collegiality-against-shared_leadership{SET}"
    assert {file.name for file in folder.iterdir()} >= {"effects.csv", "years_a.parquet", "years_b.parquet", "manifest.json"}


def test_the_printed_effects_are_those_of_the_library(command):
    done = command("compare", "baseline", "--change", "administrator.openness=0.9", *SAME, "--seed", 3, "--out", "x")
    a = sim.Scenario.load("baseline").replace({"school.teachers": 6, "years": 2})
    expected = sim.compare(a, a.replace({"administrator.openness": 0.9}), runs=2, seed=3).table.set_index("outcome")
    stored = pd.read_csv("x/effects.csv").fillna({"range_unit": ""}).set_index("outcome")
    pd.testing.assert_frame_equal(stored, expected, check_dtype=False)
    for outcome, unit in {"influence": "0 to 1", "turnover": "share of staff", "hours_total": "h/week"}.items():
        r = expected.loc[outcome]
        a, b = (number(value, outcome, finer=1) for value in (r.a, r.b))
        apart, low, high = (number(value, outcome, finer=1, sign="+", minus="-") for value in (r.difference, r.low, r.high))
        persons = [f"{r.effect_persons:+.2f}"] if outcome != "turnover" else []
        cells = [
            outcome,
            a,
            b,
            apart,
            f"{low} to {high}",
            *persons,
            decimal(r.effect_size, 2, "+", "-"),
            plausible_range(r),
            unit,
            label(outcome),
        ]
        assert done.row(outcome) == cells


def test_an_effect_that_no_trial_makes_plausible_is_warned_of_on_the_screen_and_in_the_summary(command, place):
    options = ["--set", "school.teachers=12", "--years", 3, "--runs", 12, "--quiet", "--no-figures", "--out", "x"]
    done = command(
        "compare", "baseline", "--change", "administrator.openness=1", "--change", "administrator.support=1", *options
    )
    said = "Larger than trials make plausible for a policy like this, so believe the direction and not the size: "
    assert f"\nWarning: {said}" in done.out and said in (place / "x" / "summary.md").read_text()
    assert "felt influence +" in done.out.partition(said)[2]


def test_set_holds_for_both_scenarios_and_change_for_the_second_only(command, place):
    command("compare", "baseline", "--change", "time.planning=4", "--set", "time.paperwork=2", *SAME, "--out", "x")
    manifest = json.loads((place / "x" / "manifest.json").read_text())
    first, second = (sim.Scenario.from_dict(manifest[side]["scenario"]) for side in ("a", "b"))
    assert (first.time.planning, second.time.planning) == (1.0, 4.0)
    assert first.time.paperwork == second.time.paperwork == 2.0
    assert second.name == "baseline with time.planning=4"


def test_a_change_is_part_of_the_name_of_the_folder(command, place):
    assert command("compare", "baseline", "--change", "administrator.openness=0.9", *SAME).code == 0
    assert [path.name for path in (place / "results").iterdir()] == [
        f"baseline-against-baseline_with_administrator.openness=0.9{SET}"
    ]


def test_a_scenario_compared_with_itself_shows_no_effect(command):
    done = command("compare", "baseline", *SAME)
    assert done.code == 0
    assert done.row("trust")[3:6] == ["0.000", "0.000 to 0.000", "0.00"] and "Warning" not in done.out


def test_a_real_school_is_compared_with_itself_under_other_conditions(command, files):
    done = command("compare", "baseline", "shared_leadership", "--years", 1, "--runs", 2, "--quiet", "--no-figures", *files)
    assert done.code == 0
    years = pd.read_parquet("results/baseline-against-shared_leadership+years=1+elm/years_b.parquet")
    assert (years["teachers"] == 5).all()


def test_the_figure_of_a_comparison_goes_into_its_folder(command, place, monkeypatch):
    def draw(effect, folder):
        folder.mkdir(exist_ok=True)
        (folder / f"{effect.b.scenario.name}.svg").write_text("<svg/>")

    monkeypatch.setattr("simulation.plots.save_comparison", draw, raising=False)
    assert command("compare", "baseline", "shared_leadership", *TINY, "--out", "x").code == 0
    assert (place / "x" / "figures" / "shared_leadership.svg").exists()


def test_schools_of_different_size_cannot_be_compared(command, place):
    done = command("compare", "baseline", "--change", "school.teachers=7", *SAME)
    assert done.code == 2
    assert done.err.startswith("school.teachers differs (6 in baseline, 7 in")
    assert list(place.iterdir()) == []


# ---------------------------------------------------------------- what was set, and what stands there already


def test_what_was_set_is_in_the_name_of_the_folder_under_the_headline_and_in_the_summary(command, place):
    words = ["--set", "time.paperwork=2", "--change", "time.planning=5", "--runs", 2, "--quiet", "--no-figures"]
    done = command("compare", "baseline", "shared_leadership", *words)
    folder = "results/baseline-against-shared_leadership+time.paperwork=2+b.time.planning=5"
    assert done.out.endswith(f"Saved in {folder}\n")
    for text in (done.out, (place / folder / "summary.md").read_text()):
        assert "Set in both: time.paperwork = 2." in text
        assert "Set in b: time.planning = 5." in text
    assert "Set in" not in command("compare", "baseline", "shared_leadership", "--runs", 2, "--quiet", "--no-figures").out


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (["--seed", 2], "a.seed is 1 there and 2 here, b.seed is 1 there and 2 here"),
        (["--set", "time.planning=3"], "a.time.planning is 1 there and 3 here"),
        (["--change", "time.planning=3"], "b.time.planning is 4 there and 3 here"),
        (["--uncertainty"], "a.uncertainty is none there and another here"),
    ],
    ids=str,
)
def test_the_comparison_of_another_question_is_left_alone(command, place, monkeypatch, other, says):
    words = ["compare", "baseline", "shared_leadership", *SAME, "--out", "x"]
    assert command(*words).code == 0
    before = {path.name: path.read_bytes() for path in (place / "x").glob("*.*")}

    def never(*_, **__):
        raise AssertionError("the place should have been checked first")

    for name in ("experiments.uncertainty.compare_uncertain", "experiments.compare.compare"):
        monkeypatch.setattr(f"simulation.{name}", never)
    done = command(*words, *other)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("x holds another comparison (baseline and shared_leadership, 2 schools, seed 1): ")
    assert says in done.err
    assert "`compare --out NAME`" in done.err and "`compare --replace`" in done.err
    assert {path.name: path.read_bytes() for path in (place / "x").glob("*.*")} == before


@pytest.mark.parametrize("options", [[], ["--uncertainty"]], ids=str)
def test_the_same_comparison_may_be_made_again_and_another_where_that_is_wanted(command, options):
    words = ["compare", "baseline", "shared_leadership", *SAME, "--out", "x", *options]
    assert command(*words).err == ""
    again = command(*words)
    assert (again.code, again.err) == (0, "x holds the results of the same question; they are replaced.\n")
    done = command(*words, "--seed", 2, "--replace")
    assert done.code == 0 and done.err.endswith("; they are replaced.\n")
    assert json.loads(Path("x/manifest.json").read_text())["a"]["seed"] == 2


def test_a_run_leaves_a_comparison_alone_and_a_comparison_a_run(command):
    assert command("compare", "baseline", *SAME, "--out", "x").code == 0
    assert command("run", "baseline", *SAME, "--out", "y").code == 0
    assert command("run", "baseline", *SAME, "--out", "x").err.startswith(
        "x holds another comparison (baseline and baseline, 2 schools, seed 1); keep"
    )
    assert command("compare", "baseline", *SAME, "--out", "y").err.startswith(
        "y holds other results (baseline, 2 schools, seed 1); keep"
    )


def test_several_scenarios_give_a_table_of_what_each_does(command, place):
    done = command("compare", "baseline", "goal_council", "shared_leadership", *SAME, "--outcome", "influence")
    assert (done.code, done.err) == (0, "")
    folder = place / "results" / f"policies-goal_council-shared_leadership-against-baseline{SET}"
    assert list(pd.read_csv(folder / "effects.csv")["scenario"]) == ["goal_council", "shared_leadership"]
    assert "2 scenarios against baseline: 2 schools, the same in all, year 2, seed 1." in done.out
    assert "differences are asked at once (Holm, 5 %)" in done.out
    for wrong in (["--change", "years=3"], ["--margin", "trust=0.1"]):
        refused = command("compare", "baseline", "goal_council", "shared_leadership", *SAME, *wrong)
        assert refused.code == 2 and wrong[0] in refused.err


def test_an_effect_is_held_against_a_margin(command, place):
    done = command("compare", "baseline", *SAME, "--margin", "trust=0.1", "--out", "x")
    assert done.code == 0
    assert ": no effect larger than 0.1 (two one-sided tests" in done.out
    assert "no effect larger than 0.1" in (place / "x" / "summary.md").read_text()
    assert pd.read_csv("x/equivalence.csv")["verdict"].item() == "smaller"
    assert command("compare", "baseline", *SAME, "--margin", "trust=much").code == 2
    assert "did you mean trust" in command("compare", "baseline", *SAME, "--margin", "trst=1").err


def test_power_says_how_many_schools_show_a_difference(command):
    few = ["--set", "school.teachers=6", "--years", 2, "--pilots", 4, "--quiet"]
    done = command("power", "baseline", "goal_council", *few, "--difference", "exhaustion=0.01")
    assert done.code == 0 and "4 pilot schools" in done.out
    assert len(done.row("exhaustion")) == 6
    assert command("power", "baseline", "goal_council", *few, "--difference", "exhaustion=0").code == 2
