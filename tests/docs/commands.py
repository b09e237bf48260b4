"""What a document tells its readers to type, and the files it names, so that tests can ask whether they exist."""

import importlib.util
import re
import shlex
import tomllib
from pathlib import Path

import typer

from simulation.cli import app

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MARKERS = {marker.partition(":")[0] for marker in PROJECT["tool"]["pytest"]["ini_options"]["markers"]}

#: Folders that commands make.
MADE = ("results/", "artefacts/", "site/")
_NAMED = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?|[\w-]+\.(?:py|md|toml|json|yml|txt)")
_TO_WRITE = re.compile(r"\*\*Write the (?:file|module)\*\* `([^`]+)`")


def commands(text: str) -> list[str]:
    """Every command in the blocks of a document, without remarks."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL) + re.findall(r"`((?:uv|pip) [^`]+)`", text)
    lines = (re.sub(r"(^|\s)# .*", "", line).strip() for block in blocks for line in block.splitlines())
    return [part.strip() for line in lines for part in line.split("&&") if part.strip()]


def to_write(text: str) -> list[str]:
    """Files that a document tells its reader to write."""
    return _TO_WRITE.findall(text)


def files_named(text: str) -> list[str]:
    """Every path of the project that stands in code style, but for files to be written and folders that commands make."""
    prose = re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
    named = [span for span in re.findall(r"`([^`\n]+)`", prose) if _NAMED.fullmatch(span)]
    return [name for name in named if name not in to_write(text) and not name.startswith(MADE)]


def missing(text: str) -> list[str]:
    """Files that a document names and that are not there; a name without a folder may lie anywhere in the package."""
    own = {path.name for path in (ROOT / "simulation").rglob("*.py")}
    return [name for name in files_named(text) if not (ROOT / name).exists() and name not in own and not _is_folder(name)]


def _is_folder(name: str) -> bool:
    """`phases/` and the like: a folder somewhere in the package."""
    return name.endswith("/") and any((ROOT / "simulation").rglob(name.strip("/")))


def fault_of(command: str, text: str = "") -> str:
    """What is wrong with a command: a program, file, module, marker or option that there is not. Empty when it could be typed."""
    words = shlex.split(command)
    written = to_write(text)
    if words[:2] == ["uv", "run"]:
        words = words[2:]
    program, rest = words[0], words[1:]
    if program == "run.py":
        return _fault_of_ours(rest, written)
    if program == "pytest":
        return _fault_of_pytest(rest)
    if program == "python" and rest[:1] == ["-m"]:
        return "" if importlib.util.find_spec(rest[1]) else f"there is no module {rest[1]}"
    if program == ".ci/run":
        return "" if (ROOT / program).stat().st_mode & 0o100 else f"{program} cannot be run"
    known = {
        ("uv", "sync"),
        ("pip", "install"),
        ("ruff", "check"),
        ("ruff", "format"),
        ("mypy",),
        ("mkdocs", "serve"),
        ("mkdocs", "build"),
    }
    return "" if (program, *rest[:1]) in known else f"nobody knows the command {program} {' '.join(rest[:1])}"


def _fault_of_pytest(words: list[str]) -> str:
    paths = [word for word in words if word.startswith("tests")]
    absent = [path for path in paths if not (ROOT / path).exists()]
    marks = [words[at + 1] for at, word in enumerate(words) if word == "-m"]
    unknown = [mark for mark in marks if mark not in MARKERS]
    return f"there is no {(absent + unknown)[0]}" if absent + unknown else ""


def _fault_of_ours(words: list[str], written: list[str]) -> str:
    command = typer.main.get_command(app)
    while words and hasattr(command, "commands"):
        if words[0] not in command.commands:
            return f"there is no command {words[0]}"
        command, words = command.commands[words[0]], words[1:]
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    for word in words:
        if word.startswith("--") and word not in options:
            return f"{command.name} has no option {word}"
        if re.fullmatch(r"[\w/]+\.(toml|csv)", word) and word not in written and not (ROOT / word).exists():
            return f"there is no file {word}"
    return ""
