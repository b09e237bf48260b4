"""`calibrate`, and `--uncertainty` of run and compare, on the command line."""

import json

import pandas as pd
import pytest

from simulation.validation.calibration.objective import Objective

from .conftest import TINY

FREE = ["--free", "survey.stress", "--free", "choice.cost"]
SCREEN = ["calibrate", "--runs", "4", "--points", "2", "--steps", "screen", "--quiet", *FREE]


def test_a_study_is_begun_continued_and_reported(command, place):
    done = command(*SCREEN)
    assert (done.code, done.err) == (0, "")
    assert "Calibration of 2 parameters, seed 1" in done.out
    assert done.out.endswith("Saved in results/calibration\n")
    more = command(*SCREEN, "--points", "3")
    assert more.code == 0
    assert done.row("defaults")[1] == more.row("defaults")[1]


def test_a_folder_of_another_study_is_refused(command, place):
    assert command(*SCREEN, "--out", "x").code == 0
    done = command(*SCREEN, "--out", "x", "--seed", 2)
    assert done.code == 2
    assert done.err == "x was begun with another seed; ask for the same again, or give another --out\n"
    (place / "mine").mkdir()
    (place / "mine" / "letter.txt").write_text("dear")
    assert command(*SCREEN, "--out", "mine").code == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--steps", "fit"], "'fit' is not a step; steps are: screen"),
        (["--free", "school.poverty"], "school.poverty is not a calibrated parameter"),
    ],
)
def test_a_mistake_is_answered_at_once_and_leaves_nothing(command, place, given, said):
    done = command("calibrate", "--quiet", *given)
    assert done.code == 2
    assert done.err.startswith(said)
    assert list(place.iterdir()) == []


def test_ctrl_c_leaves_a_study_that_can_be_continued(command, place, monkeypatch):
    answer = Objective.answer
    calls = []

    def stop(self, point, seed=None):
        calls.append(1)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return answer(self, point, seed)

    monkeypatch.setattr("simulation.validation.calibration.objective.PORTION", 1)
    monkeypatch.setattr(Objective, "answer", stop)
    assert command(*SCREEN, "--out", "x").code == 130
    monkeypatch.setattr(Objective, "answer", answer)
    assert (place / "x" / "screen.npz").exists()
    assert command(*SCREEN, "--out", "x").code == 0


def test_progress_has_its_own_line_for_each_step(command, place):
    done = command(*[word for word in SCREEN if word != "--quiet"])
    assert "screen" in done.err and "2/2" in done.err
    assert "2/2" not in done.out


def test_a_run_with_uncertainty_says_so_in_its_table_and_its_manifest(command, place):
    done = command("run", *TINY, "--no-figures", "--uncertainty", "--out", "x")
    assert done.code == 0
    assert "Parameters differ from run to run" in done.out
    assert json.loads((place / "x" / "manifest.json").read_text())["uncertainty"]["sets"] > 0
    plain = command("run", *TINY, "--no-figures", "--out", "y")
    assert "Parameters differ" not in plain.out
    tables = [pd.read_parquet(place / name / "years.parquet") for name in "xy"]
    assert not tables[0].equals(tables[1])


def test_a_comparison_with_uncertainty_keeps_schools_paired(command, place):
    done = command("compare", "baseline", *TINY, "--no-figures", "--uncertainty", "--out", "x")
    assert done.code == 0
    assert "Parameters differ from run to run" in done.out
    assert done.row("trust")[3:6] == ["0.000", "0.000 to 0.000", "0.00"]
    manifest = json.loads((place / "x" / "manifest.json").read_text())
    assert manifest["a"]["uncertainty"] == manifest["b"]["uncertainty"]
