"""Files that people write (scenarios, studies, lessons): found by name or path, read as TOML; and single values, as options give them."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..core.program import command
from .faults import Faults, nearest

#: Kinds of files of which there are so many that a command lists them.
LISTED = {"scenario": "scenarios", "lesson": "lessons"}


def find(given: str | Path, kind: str, folder: Path, names: Sequence[str], fault: type[Faults]) -> Path:
    """The file of a shipped name, or the path itself. Raises `fault`, with the nearest name where there is one.

    kind : what such a file is called, such as "scenario"; `names` : the shipped ones, NAME.toml in `folder`
    """
    path = Path(given)
    if path.suffix == ".toml" or len(path.parts) > 1:
        if path.is_file():
            return path
        raise fault([f"there is no file {given}; check the path, or give the name of a shipped {kind}"])
    if str(given) in names:
        return folder / f"{given}.toml"
    near = nearest(str(given), names, 0.5)
    shown = f"`{command(LISTED[kind], 'list')}` shows the shipped ones" if kind in LISTED else f"shipped are {', '.join(names)}"
    other = f"did you mean {near}?" if near else f"{shown}; a file of your own is given by its path, ending in .toml"
    raise fault([f"there is no {kind} {str(given)!r}; {other}"])


def read_toml(path: Path, example: str, fault: type[Faults]) -> dict[str, Any]:
    """The values of a TOML file. Raises `fault` when it cannot be read; `example` is where its form can be looked up."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise fault([f"the file cannot be read ({error.strerror}); check the path and its permissions"], str(path)) from None
    except UnicodeDecodeError:
        raise fault(["the file is not UTF-8 text; save it as UTF-8 in your editor"], str(path)) from None
    return parse_toml(text, example, fault, str(path))


def parse_toml(text: str, example: str, fault: type[Faults], where: str = "") -> dict[str, Any]:
    """The values of a TOML text. Raises `fault`; `where` is the file it came from, `example` shows the form."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a TOMLDecodeError, or a number or a nesting without end
        raise fault([f"this is not TOML: {error}; {_remedy(text, str(error), example)}"], where) from None


def parse_value(text: str) -> Any:
    """One value as an option of the command line gives it: TOML, a number as people write it (.8), or else the text itself."""
    text = text.strip()
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except ValueError:  # no TOML value, or a number without end
        pass
    if re.fullmatch(r"[-+]?\d+", text) and len(text) < 20:
        return int(text)
    if re.fullmatch(r"[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?", text):
        return float(text)
    return text


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
