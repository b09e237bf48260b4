"""A command whose extra is not installed says so at once, in a sentence with the command that installs it."""

import importlib.util
import re
import sys
import tomllib
from pathlib import Path

import pytest

from simulation.cli import main
from simulation.core.extras import EXTRAS, MissingExtraError, need
from simulation.core.sources import PACKAGE

ROOT = Path(__file__).parents[2]
OPTIONAL = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]


@pytest.fixture
def without(monkeypatch):
    """Hide modules, as if they were not installed."""

    def hide(*modules):
        for module in modules:
            for loaded in [name for name in sys.modules if name.partition(".")[0] == module]:
                monkeypatch.delitem(sys.modules, loaded)
            monkeypatch.setitem(sys.modules, module, None)

    return hide


@pytest.mark.parametrize(
    ("command", "hidden", "extra", "sentence"),
    [
        (["app", "--no-browser"], ["solara"], "app", "`app` needs solara, which is not installed"),
        (["app"], ["starlette", "uvicorn"], "app", "`app` needs starlette, uvicorn, which are not installed"),
        (["class"], ["segno"], "app", "`class` needs segno, which is not installed"),
        (["calibrate", "--quiet"], ["optuna"], "calibration", "the sampler of `calibrate` (with --trials 0 it is left out) needs optuna"),
        (
            ["sweep", "openness_and_time", "--quiet", "--scheduler", "tcp://127.0.0.1:1"], ["distributed"], "cluster",
            "a Dask scheduler needs distributed, which is not installed",
        ),
        (["emulate", "results/x"], ["sklearn"], "emulator", "an emulator needs sklearn, which is not installed"),
    ],
    ids=["application", "its server", "class", "calibration", "cluster", "emulator"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("typed", "cure"), [("run.py", "`uv sync`, or without uv `pip install '.[{}]'`"), ("teachers", '`pip install "teachers-collective-action[{}]"`')]
)  # fmt: skip
def test_a_command_whose_extra_is_missing_ends_with_one_sentence_and_code_2(  # noqa: PLR0917 - fixtures and cases
    without, tmp_path, monkeypatch, capsys, command, hidden, extra, sentence, typed, cure
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [typed])
    without(*hidden)
    assert main(command) == 2
    said = capsys.readouterr().err
    assert said.startswith(sentence) and said.endswith(f"install the extra `{extra}` with {cure.format(extra)}\n")
    assert said.count("\n") == 1
    assert not any(path.is_file() for path in tmp_path.rglob("*.parquet"))


@pytest.mark.parametrize("extra", EXTRAS)
def test_nothing_is_said_of_what_is_there(extra):
    need(extra, "it")


def test_a_library_user_can_catch_it_as_an_import_error(without):
    without("optuna")
    with pytest.raises(ImportError, match=r"^it needs optuna, which is not installed") as caught:
        need("calibration", "it")
    assert isinstance(caught.value, MissingExtraError)


def test_the_modules_of_an_extra_are_among_what_it_installs():
    assert set(EXTRAS) == set(OPTIONAL) - {"viz", "all"}
    for extra, modules in EXTRAS.items():
        called = {"scikit_learn": "sklearn"}
        names = [re.match(r"[\w-]+", one)[0].replace("-", "_") for one in OPTIONAL[extra]]
        assert set(modules) <= {called.get(name, name) for name in names}
        assert all(importlib.util.find_spec(module) for module in modules)


def test_whatever_else_is_imported_belongs_to_the_core():
    """A module of an extra is imported in the rooms of that extra only, and there behind `need`."""
    places = {
        "app": ("web/",),
        "calibration": ("validation/calibration/optimise.py",),
        "cluster": ("experiments/sweep/cluster.py",),
        "emulator": ("experiments/sweep/emulator.py", "experiments/sweep/trees.py"),
        "formats": ("results/formats.py", "school/readers/packages.py"),
    }
    for extra, modules in EXTRAS.items():
        asks = re.compile(rf"^\s*(?:import|from) (?:{'|'.join(modules)})\b", re.MULTILINE)
        found = {p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.py") if asks.search(p.read_text(encoding="utf-8"))}
        assert found and all(name.startswith(places[extra]) for name in found), found
