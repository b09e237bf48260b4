"""Files that a viewer brings: parsed in memory with the same checks as on the command line, never executed, never kept."""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...core.languages import say
from ...inputs.names import as_file
from ...parameters.scenario import InputError, Scenario, shipped
from ...school.codes import key_text, read_with, with_codes
from ...school.readers.files import Source
from ...school.roster import School
from ...school.several import inside, read_all, read_each

if TYPE_CHECKING:
    from ...experiments.fit.observed import Observed
    from ..protocol.school import SchoolFile

#: What a page calls the file of the key that it saves, and in commands the folder of files that were chosen together.
KEY, FOLDER = "key.csv", "my_schools"
#: Choices that are one word or number, and those that are a list of NAME=VALUE.
_WORDS, _PAIRS = {"relation", "wave", "principal"}, {"column": "columns", "scale": "scales"}


@dataclass(frozen=True)
class Upload:
    """Real schools that somebody brought together. words : options of a command that read all of them; none for one that reads each"""

    schools: tuple[School, ...]
    keys: tuple[tuple[str, str], ...] = ()  #: files with which code is whose, by name; none without codes
    words: tuple[str, ...] = ()


def schools_from(
    files: "Sequence[SchoolFile]",
    ties: "SchoolFile | None" = None,
    choices: dict[str, str] | None = None,
    codes: bool = False,
) -> Upload:
    """Real schools from files in base64, under choices as somebody types them; and their keys, none without codes for names.

    One file, or a roster and ties, hold one school, or several that a column `school` tells apart; a zip, and several files, are read as a
    folder is. Raises RosterError, whose sentences name files and lines, and ChoiceNeededError for what only who knows the files can tell.
    """
    if not files and ties is None:
        raise InputError(say("Choose at least one file: a roster, or one with everything."))
    sources = [_source(file) for file in files]
    ties_source = _source(ties) if ties is not None else None
    if not sources and ties_source is not None:
        sources, ties_source = [ties_source], None
    chosen = _choices(choices or {})
    together = len(sources) > 1
    if together and ties_source is not None:
        apart = (
            "Several files came, and ties apart from them. "
            "Call the files of each school NAME_roster and NAME_ties, and choose them together."
        )
        raise InputError(say(apart))
    parts = [part for one in sources for part in inside(one) or [one]]
    schools = read_all(parts, FOLDER, **chosen) if together else read_each(sources, ties_source, **chosen)
    words = [
        "--roster",
        FOLDER if together else sources[0].name,
        *([] if ties_source is None else ["--ties", ties_source.name]),
    ]
    receipt = schools[0].receipt
    words += _reading_words(receipt.words) if receipt else []
    if len(schools) > 1:
        schools = [_read_alone(school, words) for school in schools]
    if not codes:
        return Upload(tuple(schools), (), tuple(words) if len(schools) > 1 else ())
    hidden, keys = [], []
    for school in schools:
        name = KEY if len(schools) == 1 else f"key-{as_file(school.title)}.csv"
        other, key = with_codes(school)
        hidden.append(read_with(other, Path(name)))
        keys.append((name, key_text(key)))
    return Upload(tuple(hidden), tuple(keys))


def _read_alone(school: School, words: list[str]) -> School:
    """The school with options that read it out of files with several."""
    return replace(school, receipt=school.receipt and replace(school.receipt, words=[*words, "--only", school.title]))


def _reading_words(words: list[str]) -> list[str]:
    """Options that say how files are read, without those that name files or a school."""
    naming = ("--roster", "--ties", "--only", "--anonymous")
    return [word for before, word in pairwise(["", *words]) if word not in naming and before not in naming]


@dataclass(frozen=True)
class Survey:
    """What a survey found in schools, and how its files were read: their names, scales and values for unknown, as options have them."""

    schools: "tuple[Observed, ...]"
    names: tuple[str, ...]
    scales: tuple[str, ...]
    missing: tuple[str, ...]


def observed_from(files: "Sequence[SchoolFile]", scales: str = "", missing: str = "") -> Survey:
    """What a survey found in schools, from files in base64. scales, missing : as typed. Raises ObservedError and InputError."""
    from ...experiments.fit.observed import read_observed

    if not files:
        raise InputError(say("Choose the file of a survey: figures of your school, or answers of persons."))
    typed = _choices({"scale": scales, "missing": missing})
    of, unknown = typed.get("scales", {}), typed.get("missing", [])
    sources = [_source(file) for file in files]
    every = read_observed(sources, scales=of, missing=unknown)
    names = tuple(source.name for source in sources)
    return Survey(tuple(every), names, tuple(f"{name}={scale}" for name, scale in of.items()), tuple(unknown))


def _source(file: "SchoolFile") -> Source:
    """A file that was sent. Raises InputError."""
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
