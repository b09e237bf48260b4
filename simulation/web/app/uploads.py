"""Files that a viewer brings: parsed in memory with the same checks as on the command line, never executed, never kept."""

import base64
import binascii
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...core.languages import say
from ...inputs.names import as_file
from ...parameters.scenario import InputError, Scenario, shipped
from ...school.codes import key_text, read_with, with_codes
from ...school.readers.files import Source
from ...school.roster import School

if TYPE_CHECKING:
    from ..protocol.school import SchoolFile

#: What a page calls the file of the key that it saves.
KEY = "key.csv"
#: Choices that are one word or number, and those that are a list of NAME=VALUE.
_WORDS, _PAIRS = {"relation", "wave", "principal"}, {"column": "columns", "scale": "scales"}


def school_from(
    files: "Sequence[SchoolFile]",
    ties: "SchoolFile | None" = None,
    choices: dict[str, str] | None = None,
    codes: bool = False,
) -> tuple[School, str]:
    """A real school from files in base64, under choices as somebody types them; and the key, empty without codes for names.

    Raises RosterError, whose sentences name files and lines, and ChoiceNeededError for what only who knows the files can tell.
    """
    if not files and ties is None:
        raise InputError(say("Choose at least one file: a roster, or one with everything."))
    sources = [_source(file) for file in files]
    ties_source = _source(ties) if ties is not None else None
    if not sources and ties_source is not None:
        sources, ties_source = [ties_source], None
    school = School.read(sources, ties_source, **_choices(choices or {}))
    if not codes:
        return school, ""
    other, key = with_codes(school)
    return read_with(other, Path(KEY)), key_text(key)


def _source(file: "SchoolFile") -> Source:
    try:
        return Source(Path(file["name"].replace("\\", "/")).name or "file", base64.b64decode(file["content"], validate=True))
    except binascii.Error:
        raise InputError(f"{file['name']} did not arrive whole; choose it again.") from None


def _choices(typed: dict[str, str]) -> dict[str, Any]:
    """Choices as `School.read` takes them. Raises InputError."""
    chosen: dict[str, Any] = {}
    for option, text in typed.items():
        words = [word for word in re.split(r"[,;\s]+", text.strip()) if word]
        if not words:
            continue
        if option in _WORDS:
            chosen[option] = text.strip()
        elif option == "missing":
            chosen["missing"] = words
        elif option in _PAIRS:
            if any("=" not in word for word in words):
                raise InputError(f"{text!r} is no list such as teacher=1, experience=3.")
            chosen[_PAIRS[option]] = dict(word.split("=", 1) for word in words)
        elif option == "undirected":
            chosen["undirected"] = text.strip() == "both"
        elif option == "cut":
            try:
                chosen["cut"] = float(text.replace(",", "."))
            except ValueError:
                raise InputError(f"{text!r} is not a number; give the least value of a tie that counts.") from None
        else:
            raise InputError(f"{option} chooses nothing.")
    return chosen


def scenario_from(text: str, name: str) -> Scenario:
    """A scenario from the text of a TOML file; its base, if it names one, is a shipped scenario. Raises InputError."""
    stem = as_file(Path(name).stem.strip(), "your scenario", "-_ ")
    if stem in shipped():
        stem = f"your {stem}"
    return Scenario.from_toml(text, stem)
