"""Files that people write (scenarios, studies, lessons): found by name or path, read as TOML; and single values, as options give them."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..core.program import command
from .faults import Faults, first_of
from .limits import LARGEST_WHOLE, MOST_BYTES, MOST_LETTERS, number_in, outline_fault, read_bytes, unfit, whole_in, why_not
from .quoting import InputError, nearest, shown

#: Kinds of files of which there are so many that a command lists them.
LISTED = {"scenario": "scenarios", "lesson": "lessons"}


def find(given: str | Path, kind: str, folder: Path, names: Sequence[str], fault: type[Faults]) -> Path:
    """The file of a shipped name, or the path itself. Raises `fault`, with the nearest name where there is one.

    kind : what such a file is called, such as "scenario"; `names` : the shipped ones, NAME.toml in `folder`
    """
    path = Path(given)
    if path.suffix == ".toml" or len(path.parts) > 1:
        wrong = why_not(path)
        if not wrong:
            return path
        if wrong.startswith("there is no such file"):
            raise fault([f"there is no file {_short(given)}; check the path, or give the name of a shipped {kind}"])
        raise fault([wrong], _short(given))
    if str(given) in names:
        return folder / f"{given}.toml"
    near = nearest(str(given), names, 0.5)
    known = f"`{command(LISTED[kind], 'list')}` shows the shipped ones" if kind in LISTED else f"shipped are {', '.join(names)}"
    other = f"did you mean {near}?" if near else f"{known}; a file of your own is given by its path, ending in .toml"
    raise fault([f"there is no {kind} {_short(given)!r}; {other}"])


def _short(given: str | Path) -> str:
    """A path for a message: its end, where it is longer than anybody reads."""
    text = str(given)
    return text if len(text) <= 300 else f"...{text[-297:]}"


def read_toml(path: Path, example: str, fault: type[Faults]) -> dict[str, Any]:
    """The values of a TOML file. Raises `fault` when it cannot be read; `example` is where its form can be looked up."""
    try:
        text = read_bytes(path, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise fault(["the file is not UTF-8 text; save it as UTF-8 in your editor"], str(path)) from None
    except InputError as error:
        raise fault([str(error)], str(path)) from None
    return parse_toml(text, example, fault, str(path))


def parse_toml(text: str, example: str, fault: type[Faults], where: str = "") -> dict[str, Any]:
    """The values of a TOML text, within the limits of limits.py.

    Raises `fault`; `where` is the file it came from, `example` shows the form.
    """
    if len(text) > MOST_BYTES:
        raise fault([f"it has more than {MOST_BYTES:,} letters, the most that is taken; leave out what is not needed"], where)
    if too_much := outline_fault(text):
        raise fault([too_much], where)
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a TOMLDecodeError, or a number or a nesting without end
        raise fault([f"this is not TOML: {error}; {_remedy(text, str(error), example)}"], where) from None
    if faults := first_of(unfit(values)):
        raise fault(faults, where)
    return values


def parse_value(text: str) -> Any:
    """One value as an option of the command line gives it: TOML, a number as people write it (.8), or else the text itself.

    Raises InputError when it is more than one value, or one beyond the limits of limits.py.
    """
    text = text.strip()
    if len(text) > MOST_LETTERS:
        raise InputError(f"a value of {len(text):,} letters came; at most {MOST_LETTERS:,} are taken: write a file instead")
    if too_much := outline_fault(text):
        raise InputError(f"{shown(text)} cannot be read: {too_much}")
    try:
        values = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):  # no TOML value, or a number without end
        whole = whole_in(text)
        number = number_in(text) if whole is None else whole
        return text if number is None else number
    if len(values) > 1:
        raise InputError(f"{shown(text)} is not one value; give every field an option of its own")
    value = values["value"]
    return text if isinstance(value, int) and not -LARGEST_WHOLE <= value < LARGEST_WHOLE else value


def _remedy(text: str, error: str, example: str) -> str:
    """What to do about a text that is not TOML: the line, and what people who do not program mostly mean by such a line."""
    at = re.search(r"line (\d+)", error)
    line = text.splitlines()[int(at[1]) - 1].strip() if at and int(at[1]) <= len(text.splitlines()) else ""
    if re.search("[“”„‟‘’«»]", line):
        remedy = 'write straight quotes, as in "text"'
    elif re.search(r"=\s*[-+]?\d+,\d+\s*(#.*)?$", line):
        remedy = "write decimals with a point, as in 2.5"
    elif re.search(r"=\s*[-+]?(\.\d+|\d+\.)\s*(#.*)?$", line):
        remedy = "write a digit on both sides of the point, as in 0.8"
    elif text.count('"""') % 2 or text.count("'''") % 2:
        remedy = "a text that begins with three quotes has to end with three"
    elif re.match(r"[\w.-]+\s*=\s*[A-Za-z]", line):
        remedy = 'put words into quotes, as in "text"'
    else:
        remedy = f"see {example} for the form"
    return remedy + (f"; the line is: {line[:100]}" if line else "")
