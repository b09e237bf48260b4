"""How large may be what strangers write, and reading no more of it than that.

Files, addresses, options and uploads come from anybody. Each passes here before a parser sees it: its bytes are counted and its
outline is looked at, so that a short text cannot ask for hours or gigabytes; afterwards `unfit` looks at what was read, and at
values that never were a file. docs/security.md lists the limits.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from .quoting import InputError, control_in, place_of, shown

#: Bytes of a scenario, a study or a lesson; of a roster or a list of ties; of a manifest; letters of one option or address.
MOST_BYTES, MOST_TABLE_BYTES, MOST_MANIFEST_BYTES, MOST_LETTERS = 1_000_000, 8_000_000, 20_000_000, 100_000
#: Tables and lists inside each other; parts of a dotted name; values of a file, those in lists counted one by one.
MOST_DEPTH, MOST_PARTS, MOST_VALUES = 12, 8, 20_000
#: Letters of a name, and of a text such as a story.
LONGEST_NAME, LONGEST_TEXT = 200, 20_000
#: Whole numbers beyond this are none of TOML's, and no double has their digits.
LARGEST_WHOLE = 2**63
#: Scenarios that stand on each other by `base`.
MOST_BASES = 20


# ---------------------------------------------------------------- files


def why_not(path: str | Path) -> str:
    """Why a path is no file that can be read, as the rest of a sentence; nothing when it is one."""
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "there is no such file; check the path"
    except OSError as error:  # a folder that may not be entered, a name that is too long
        return f"the file cannot be read ({error.strerror}); check the path and its permissions"
    except ValueError:
        return "no file can have such a name; check the path"
    if stat.S_ISDIR(mode):
        return "this is a folder; give the path of a file"
    return "" if stat.S_ISREG(mode) else "this is a pipe or a device and no ordinary file; save it as a file first"


def read_bytes(path: str | Path, most: int) -> bytes:
    """What an ordinary file holds. Raises InputError with one sentence, which does not name the file, when it cannot be had.

    most : bytes that are taken; a larger file is refused, and so are folders, pipes and devices, which may have no end
    """
    if fault := why_not(path):
        raise InputError(fault)
    try:
        with open(path, "rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror}); check the path and its permissions") from None
    return within_size(content, most)


def within_size(content: bytes, most: int) -> bytes:
    """The content, if it is small enough. Raises InputError."""
    if len(content) > most:
        raise InputError(f"the file is larger than {most / 1e6:g} MB, the most that is taken; leave out what is not needed")
    return content


def manifest_text(path: str | Path) -> str:
    """The text of a manifest (JSON), small and shallow enough to be read. Raises OSError or ValueError when there is none."""
    with open(path, "rb") if stat.S_ISREG(os.stat(path).st_mode) else _no_file(path) as file:
        content = file.read(MOST_MANIFEST_BYTES + 1)
    if len(content) > MOST_MANIFEST_BYTES:
        raise ValueError(f"it is larger than {MOST_MANIFEST_BYTES / 1e6:g} MB")
    text = content.decode("utf-8")
    if fault := outline_fault(text, 2 * MOST_DEPTH, MOST_MANIFEST_BYTES):
        raise ValueError(fault)
    return text


def _no_file(path: str | Path) -> NoReturn:
    raise OSError(errno.EINVAL, "no ordinary file", str(path))


# ---------------------------------------------------------------- before parsing

#: Texts and comments of TOML, a text that does not end, and what gives a file its form. Nothing here is tried twice.
_OUTLINE = re.compile(
    r'(?P<skip>"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}|'
    r"'''(?:[^']|'(?!''))*+'{3,5}|"
    r'"(?!"")(?:[^"\\\n]|\\.)*+"|'
    r"'(?!'')[^'\n]*+'|"
    r"\#[^\n]*+)|(?P<open>[\"'])|(?P<mark>[\[\]{}.,=\n])",
    re.DOTALL,
)


def outline_fault(text: str, most_depth: int = MOST_DEPTH, most_values: int = MOST_VALUES) -> str:
    """What is too much about the form of a TOML or JSON text, before it is parsed; nothing when it may be.

    Memory and time of a parser grow with the square of a name's parts, and a list in a list calls it once more.
    """
    depth = parts = values = 0
    for found in _OUTLINE.finditer(text):
        if found["open"]:
            return ""  # the parser stops here too, and says why
        match found["mark"]:
            case ".":
                parts += 1
                if parts >= MOST_PARTS:
                    return f"a name has more than {MOST_PARTS} parts with points between them; no field is that deep"
            case "[" | "{":
                depth, parts, values = depth + 1, 0, values + 1
                if depth > most_depth:
                    return f"lists and tables stand in each other more than {most_depth} deep; close each with ] or }}"
            case "]" | "}":
                depth, parts = max(0, depth - 1), 0
            case "," | "=":
                parts, values = 0, values + 1
            case "\n":
                parts = 0
        if values > most_values:
            return f"it has more than {most_values:,} fields and values, the most that is taken; leave out what is not needed"
    return ""


# ---------------------------------------------------------------- after parsing


def unfit(values: Any) -> Iterator[str]:
    """A sentence for everything in some values that nobody can use, whatever it stands for.

    values : tables, lists, texts and numbers in each other, as TOML or JSON gives them
    Too deep or too many, names and texts without end, letters that no screen shows, whole numbers of more than 64 bits.
    """
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), values)]
    seen = 0
    while waiting:
        place, value = waiting.pop()
        seen += 1
        if seen > MOST_VALUES:
            yield f"there are more than {MOST_VALUES:,} fields and values, the most that is taken; leave out what is not needed"
            return
        if isinstance(value, (dict, list, tuple)) and len(place) > MOST_DEPTH:
            yield f"{place_of(place[:3])} holds tables or lists more than {MOST_DEPTH} deep; no field is that deep"
            return
        if isinstance(value, dict):
            for name in value:
                if fault := _bad_name(name):
                    yield f"{place_of(place)}: {fault}" if place else fault
                    return
            waiting.extend(((*place, name), inner) for name, inner in reversed(value.items()))
        elif isinstance(value, (list, tuple)):
            waiting.extend(((*place, at), inner) for at, inner in reversed(list(enumerate(value))))
        elif isinstance(value, str):
            if fault := _bad_text(value):
                yield f"{place_of(place)} {fault}"
        elif isinstance(value, int) and not -LARGEST_WHOLE <= value < LARGEST_WHOLE:
            yield f"{place_of(place)} = {shown(value)} has more digits than a whole number may have; write fewer"


def _bad_name(name: Any) -> str:
    if not isinstance(name, str):
        return f"{shown(name)} is no name of a field; names are texts"
    if len(name) > LONGEST_NAME or name.count(".") >= MOST_PARTS:
        return f"{shown(name)} is no name of a field; none has more than {LONGEST_NAME} letters or {MOST_PARTS} parts"
    if letter := control_in(name):
        return f"the name {shown(name)} holds the control character {letter}; remove it"
    return ""


def _bad_text(text: str) -> str:
    """What is wrong with a text whatever it says; nothing when it can be shown."""
    if len(text) > LONGEST_TEXT:
        return f"has {len(text):,} characters; at most {LONGEST_TEXT:,} are taken"
    if letter := control_in(text):
        return f"= {shown(text)} holds the control character {letter}; remove it"
    return ""


# ---------------------------------------------------------------- numbers as people write them

_DECIMAL = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)


def number_in(text: str) -> float | None:
    """The number that a text is, None when it is none: `1_0`, `１０` and `nan` are none, though Python would read them."""
    return float(text) if len(text) <= 40 and _DECIMAL.fullmatch(text) else None


def whole_in(text: str) -> int | None:
    """The whole number that a text is, None when it is none."""
    return int(text) if len(text) <= 19 and re.fullmatch(r"[-+]?\d+", text, re.ASCII) else None
