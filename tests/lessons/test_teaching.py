"""The guide for instructors: its commands run, its figures are right, its example is a lesson that keeps its promise."""

import re
import shlex
from pathlib import Path

import pytest

from simulation.cli import main
from simulation.lessons.lesson import Lesson, names
from simulation.lessons.run import run_lesson, seed_shares

GUIDE = (Path(__file__).parents[2] / "docs" / "teaching.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
COMMANDS = [
    line.split("#")[0].removeprefix("uv run run.py ").strip()
    for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
    for line in block.splitlines()
    if " app " not in line
]
EXERCISES = [
    [cell.strip().strip("`") for cell in line.strip("|").split(" | ")]
    for line in GUIDE.splitlines()
    if re.match(r"\| `\w+` \| (as it stands|`)", line)
]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_guide_run(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("my_lesson.toml").write_text(EXAMPLE, encoding="utf-8")
    command = re.sub(r"--seeds \d+", "--seeds 2", command)  # counting takes its time
    assert main(shlex.split(command)) == 0


@pytest.mark.parametrize("row", EXERCISES, ids=lambda row: f"{row[0]} {row[1]} {row[2]}")
def test_the_figures_of_the_exercises_are_right(row):
    lesson, lever, words, base, other, _ = row
    levers = {} if "=" not in lever else {lever.split("=")[0]: float(lever.split("=")[1])}
    series = run_lesson(lesson, 1, 40, levers)[words]
    assert series.over_base.value == pytest.approx(float(base), abs=0.0051)
    assert series.over_other.value == pytest.approx(float(other), abs=0.0051)


def test_the_example_keeps_its_promise(tmp_path):
    path = tmp_path / "my_lesson.toml"
    path.write_text(EXAMPLE, encoding="utf-8")
    shares = seed_shares(Lesson.load(path), range(1, 6))
    assert all(share.successes == share.trials for share in shares.claims)


def test_the_module_uses_every_lesson_and_names_none_that_is_not_there():
    module = GUIDE.split("## Four weeks")[1].split("## What goes wrong")[0]
    assert set(re.findall(r"`(\w+)`", module)) == set(names())
