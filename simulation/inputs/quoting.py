"""Quoting what somebody wrote: values, places, the nearest right name, and letters that no screen shows.

What a stranger wrote is quoted in messages, so nothing here takes long or shows much, whatever is handed to it.
"""

import difflib
import numbers
import re
import reprlib
from collections.abc import Iterable
from itertools import islice
from typing import Any

Place = tuple[str | int, ...]


class InputError(ValueError):
    """What a user gave cannot be used. The message is complete: what came, what is allowed, what to do."""


# ---------------------------------------------------------------- letters that are no letters

#: What moves a cursor, colours or names a window, or turns the order of letters round: refused. Line ends and tabs are letters.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
#: What nobody sees and programs leave in texts: hyphens for line ends, marks of direction, blanks without width. Names are read without it.
#: U+200C and U+200D are letters, without which Persian and many Indian words are misspelt.
UNSEEN = re.compile(r"[\xad\u061c\u200b\u200e\u200f\u2060\ufeff]")


def control_in(text: str, in_a_line: bool = False) -> str:
    """The first control character of a text as one would write it, such as \\x1b; nothing when there is none.

    in_a_line : for a text of one line, in which line ends and tabs are control characters too
    """
    found = _CONTROL.search(text.replace("\r\n", "\n")) or (re.search(r"[\t\n]", text) if in_a_line else None)
    return ascii(found[0])[1:-1] if found else ""


def for_terminal(text: str) -> str:
    """A text as a terminal may be given it: control characters and what nobody sees are shown and not obeyed."""
    return re.sub(f"{_CONTROL.pattern}|{UNSEEN.pattern}", lambda found: ascii(found[0])[1:-1], text)


# ---------------------------------------------------------------- quoting

_brief = reprlib.Repr()
_brief.maxlevel, _brief.maxlist, _brief.maxtuple, _brief.maxdict, _brief.maxstring = 3, 14, 14, 9, 60


def shown(given: Any) -> str:
    """A value as its author wrote it, when it is short."""
    if hasattr(given, "item") and getattr(given, "ndim", None) == 0:
        given = given.item()  # NumPy's numbers look like anybody's
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, int):
        return str(given) if given.bit_length() < 128 else f"a whole number of {given.bit_length()} bits"
    if isinstance(given, numbers.Real):
        return str(given)
    if given is None:
        return "nothing"
    if isinstance(given, (str, list, tuple)):
        text = repr(given[:60]) if isinstance(given, str) else _brief.repr(given)
        return text if len(text) <= 40 else f"{text[:37]}..."
    return f"a {'table' if isinstance(given, dict) else type(given).__name__}"


def place_of(loc: Place) -> str:
    """Where something stands in a file, counting from one: ("policies", 0, "start") is policies[1].start."""
    text = ""
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def allowed(names: Iterable[str]) -> str:
    """What is allowed, where it is one of a few."""
    return f"allowed are: {', '.join(names) or 'none'}"


# ---------------------------------------------------------------- nearest names

#: A longer name is no misspelling of anything; names among which one is sought; how many of these are compared letter by letter.
_LONGEST, _AMONG, _CLOSELY = 60, 1000, 20


def nearest(name: str, names: Iterable[str], alike: float = 0.6) -> str | None:
    """The name most likely meant: misspelt, or right but in the wrong table. None when none is `alike` (0 to 1) enough.

    It takes some hundredths of a second at most; whoever has many names to correct asks for those that are shown.
    """
    if len(name) > _LONGEST:
        return None
    whole = {name: name for name in islice(names, _AMONG)}
    ends = {name.rpartition(".")[2]: name for name in reversed(whole)}  # of several tables with such a field, the first
    for word, candidates, cutoff in ((name, whole, 0.85), (name.rpartition(".")[2], ends, 0.8), (name, whole, alike)):
        if near := _closest(word, candidates, cutoff):
            return candidates[near]
    return None


def _closest(word: str, candidates: Iterable[str], cutoff: float) -> str | None:
    """The candidate most like a word, as difflib measures it; only those that share most letters are looked at closely."""
    matcher = difflib.SequenceMatcher()
    matcher.set_seq2(word)
    rough = []
    for candidate in candidates:
        matcher.set_seq1(candidate)
        if (
            len(candidate) <= 2 * _LONGEST
            and matcher.real_quick_ratio() >= cutoff
            and (most := matcher.quick_ratio()) >= cutoff
        ):
            rough.append((most, candidate))
    best, score = None, 0.0
    for most, candidate in sorted(rough, reverse=True)[:_CLOSELY]:
        if most < score:
            break
        matcher.set_seq1(candidate)
        if (ratio := matcher.ratio()) >= cutoff and (ratio, candidate) > (score, best or ""):
            best, score = candidate, ratio
    return best


def decimal_comma(given: Any) -> str:
    """`; write decimals with a point, as in 0.8` where a number came with a comma, else nothing."""
    known = isinstance(given, str) and re.fullmatch(r"[-+]?\d*,\d+", given.strip(), re.ASCII)
    return f"; write decimals with a point, as in {given.strip().replace(',', '.')}" if known else ""


def did_you_mean(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """The end of a sentence about a wrong name: the nearest right one, or else `otherwise`."""
    near = nearest(name, names)
    return f"; did you mean {near}?" if near else f"; {otherwise}" if otherwise else ""
