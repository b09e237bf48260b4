"""`validate`: patterns, effects and levels on the command line."""

import json

import pandas as pd
import pytest

from simulation.parameters.effects import effect_rows
from simulation.validation.effects import EXPERIMENTS, policies
from simulation.validation.patterns import PATTERNS
from simulation.validation.validate import table, validate

SMALL = ["--effort", "0.02", "--quiet"]


def test_patterns_are_judged_printed_and_stored(command, place):
    done = command("validate", "P14", "p02", *SMALL, "--seed", 4)
    assert (done.code, done.err) == (0, "")
    expected = validate(["P14", "P02"], seed=4, effort=0.02)
    for judgement in expected:
        assert f"{judgement.pattern.id} {judgement.verdict.upper()} (core): {judgement.pattern.claim}" in done.out
        for finding in judgement.findings:
            assert f"  {finding.what} " in done.out
            assert finding.allowed in done.out
    assert "Core: " in done.out and "Secondary: " not in done.out
    folder = place / "results" / "validation"
    assert done.out.endswith("Saved in results/validation; the report is results/validation/report.html\n")
    pd.testing.assert_frame_equal(pd.read_csv(folder / "findings.csv"), table(expected))
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["seed"], manifest["effort"], manifest["patterns"]) == (4, 0.02, ["P14", "P02"])


def test_a_pattern_that_is_not_reproduced_is_a_result_and_no_failure(command, monkeypatch):
    from simulation.validation.laboratory import Finding

    absent = PATTERNS["P02"]._replace(experiment=lambda lab: iter([Finding("x", -0.5, -0.75, -0.25, at_least=0.0)]))
    monkeypatch.setitem(PATTERNS, "P02", absent)
    done = command("validate", "P02", *SMALL)
    assert done.code == 0
    assert "P02 NOT REPRODUCED" in done.out
    assert "-0.50 [-0.75, -0.25]" in done.out  # signs that every terminal has
    assert "Core: 0 of 1 reproduced (0 %), 0 inconclusive, 1 not reproduced" in done.out


def test_robustness_and_mechanisms_are_told_when_asked_for(command, place, monkeypatch):
    from simulation.validation import robustness
    from simulation.validation.laboratory import Finding

    def needs_trust(lab):
        middle = 1.0 if lab.scenario().mechanisms.trust else -1.0
        yield Finding("x", middle, middle - 0.5, middle + 0.5, at_least=0.0)

    monkeypatch.setitem(PATTERNS, "P02", PATTERNS["P02"]._replace(experiment=needs_trust))
    monkeypatch.setattr(robustness, "posterior_draws", lambda draws: [])
    done = command("validate", "P02", *SMALL, "--robust", "--ablate", "--out", "x")
    assert done.code == 0
    assert "Robust: P02\nShifted: none\nFragile: none" in done.out
    assert done.row("trust") == ["trust", "P02", "none"]
    assert done.row("norms") == ["norms", "none", "none"]
    assert {"robustness.csv", "ablation.csv"} <= {f.name for f in (place / "x").iterdir()}


def test_the_list_names_every_pattern_and_runs_nothing(command, place):
    done = command("validate", "--list")
    assert done.code == 0
    for pattern in PATTERNS.values():
        assert done.row(pattern.id) == [pattern.id, pattern.strength, pattern.claim]
    for effect in EXPERIMENTS.values():
        assert done.row(effect.id)[:2] == [effect.id, effect.how or "not expressible"]
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("P11", "P09, P10, P12"),
        ("4", "P02, P03, P05"),
        ("turnover", None),
        ("isolation", "P08"),
        ("E04", "E02, E03, E05"),
        ("bonus for", "E77"),
        ("x!", None),
    ],
)
def test_a_number_that_is_not_declared_exits_2_and_names_the_nearest(command, place, given, named):
    done = command("validate", given, *SMALL)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"neither a pattern nor an effect is called {given!r}; ")
    assert done.err.endswith("`uv run run.py validate --list` shows all\n")
    if named:
        assert f"did you mean {named}? " in done.err
    assert list(place.iterdir()) == []


def test_a_place_that_is_taken_is_refused_before_anything_is_simulated(command, place):
    (place / "mine").mkdir()
    (place / "mine" / "thesis.txt").write_text("years of work")
    done = command("validate", "--out", "mine")
    assert (done.code, done.out) == (2, "")
    assert "it is left alone" in done.err


@pytest.mark.parametrize("options", [["--effort", "0"], ["--effort", "much"], ["--seed", "-1"]])
def test_wrong_options_exit_2(command, options):
    assert command("validate", *options).code == 2


def test_ctrl_c_while_judging_exits_130_and_leaves_nothing(command, place, monkeypatch):
    def interrupted(lab):
        raise KeyboardInterrupt

    monkeypatch.setitem(PATTERNS, "P02", PATTERNS["P02"]._replace(experiment=interrupted))
    done = command("validate", "P02", *SMALL)
    assert (done.code, done.out) == (130, "")
    assert "Interrupted" in done.err
    assert list(place.iterdir()) == []


def test_another_validation_is_left_alone_unless_it_is_to_be_replaced(command, place, monkeypatch):
    assert command("validate", "P02", *SMALL, "--out", "x").code == 0
    again = command("validate", "p02", *SMALL, "--out", "x")
    assert (again.code, again.err) == (0, "x holds the results of the same question; they are replaced.\n")
    done = command("validate", "P02", *SMALL, "--seed", 2, "--out", "x", "--replace")
    assert done.code == 0 and "seed is 1 there and 2 here; they are replaced." in done.err

    def never(*_, **__):
        raise AssertionError("the place should have been checked first")

    monkeypatch.setattr("simulation.validation.validate.validate", never)
    refused = command("validate", "P02", "P14", *SMALL, "--seed", 2, "--out", "x")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("x holds another validation (1 pattern, seed 2): patterns is P02 there and P02 P14 here")
    assert json.loads((place / "x" / "manifest.json").read_text())["patterns"] == ["P02"]


@pytest.fixture
def few_effects(monkeypatch):
    """As if E33 and E75 were all effects, and ten_hours the only shipped policy."""
    few = {id: EXPERIMENTS[id] for id in ("E33", "E75")}
    for module in ("simulation.validation.effects", "simulation.validation.effects.judge"):
        monkeypatch.setattr(f"{module}.EXPERIMENTS", few)
    monkeypatch.setattr(policies, "POLICIES", {"ten_hours": "baseline"})
    monkeypatch.setattr(policies, "SIMULATED", 12)


def test_effects_alone_are_answered_printed_and_stored(command, place, few_effects):
    done = command("validate", "--effects", *SMALL, "--out", "x")
    assert (done.code, done.err) == (0, "")
    assert done.row("E75")[:3] == ["E75", "0.11", "0.02 to 0.2"] and "not expressible" in done.out
    assert (
        "Effects of high or medium confidence: " in done.out and "Effects of low" not in done.out and "Core: " not in done.out
    )
    assert "Shipped policies: " in done.out and "Levels" not in done.out
    stored = pd.read_csv(place / "x" / "effects.csv").set_index("id")
    assert list(stored.index) == ["E33", "E75"] and stored.loc["E33", "source"] == effect_rows()["E33"].source
    assert set(pd.read_csv(place / "x" / "policies.csv")["policy"]) == {"ten_hours"}
    manifest = json.loads((place / "x" / "manifest.json").read_text())
    assert (manifest["patterns"], manifest["effects"], manifest["policies"]) == ([], ["E33", "E75"], True)
    text = (place / "x" / "report.html").read_text()
    assert effect_rows()["E75"].intervention in text and "effects-pupils" in text and "words.addEventListener" not in text


def test_patterns_and_effects_can_be_named_side_by_side(command, place):
    done = command("validate", "E77", "P02", *SMALL, "--out", "x")
    assert done.code == 0
    assert "P02 " in done.out and done.row("E77")[:2] == ["E77", "0"]
    assert {"findings.csv", "effects.csv"} <= {f.name for f in (place / "x").iterdir()}
    assert not (place / "x" / "policies.csv").exists()


@pytest.mark.parametrize("options", [["E33", "--effects"], ["E33", "--robust"], ["--effects", "--ablate"]])
def test_what_does_not_go_together_exits_2_with_a_sentence(command, place, options):
    done = command("validate", *options)
    assert (done.code, done.out) == (2, "") and "leave out" in done.err
    assert list(place.iterdir()) == []


def test_a_whole_validation_has_patterns_effects_policies_and_levels(command, place, few_effects, monkeypatch):
    for module in ("simulation.validation.patterns", "simulation.validation.validate"):
        monkeypatch.setattr(f"{module}.PATTERNS", {"P02": PATTERNS["P02"]})
    done = command("validate", *SMALL, "--out", "x")
    assert done.code == 0
    assert "Levels: output: " in done.out and "; check: " in done.out
    names = {f.name for f in (place / "x").iterdir()}
    assert {"findings.csv", "effects.csv", "policies.csv", "levels.csv", "report.html"} <= names
    text = (place / "x" / "report.html").read_text()
    assert all(f"<h2>{part}</h2>" in text for part in ("Effects", "Levels", "Patterns"))
