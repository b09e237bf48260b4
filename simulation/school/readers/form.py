"""The one form into which every file is read: people, networks of ties as they were written, and what there is to say."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...inputs.faults import SHOWN
from ...inputs.limits import LONGEST_NAME
from ...inputs.quoting import UNSEEN, InputError, control_in, shown


class RosterError(InputError):
    """Files of a school cannot be used. `faults` holds one sentence for each fault; the message shows the first."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        more = len(faults) - SHOWN
        super().__init__("\n".join(faults[:SHOWN] + [f"and {more} more"] * (more > 0)))


class ChoiceNeededError(RosterError):
    """Files can be read in more than one honest way. `option` is the name of the option that chooses."""

    def __init__(self, option: str, sentence: str):
        self.option = option
        super().__init__([sentence])


@dataclass(frozen=True)
class Choices:
    """What files cannot tell and their reader has to; None or nothing where it was not said. `School.read` explains each."""

    cut: float | None = None
    undirected: bool | None = None
    relation: str | None = None
    wave: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    principal: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """One way, from who asks to who is asked, as the file writes them."""

    source: str
    target: str
    value: float = 1.0  #: NaN where it is unknown
    trust: float = math.nan  #: [0..1]
    relation: str = ""
    wave: str = ""
    both: bool = False  #: an edge, which is a tie both ways


@dataclass
class Network:
    """The ties of one file, sheet or matrix."""

    where: str  #: the file, and what part of it
    ties: list[Tie] = field(default_factory=list)
    people: list[str] = field(default_factory=list)  #: who is in it, besides those who are named in a tie
    answered: dict[str, bool] = field(default_factory=dict)  #: of those of whom the file tells it
    tells_direction: bool = True  #: False when its columns are called alike and nothing says who asks whom
    valued: bool = False
    missing: int = 0  #: ties of which is unknown whether they are there
    by_place: bool = False  #: people are called by their place, 1 to n


@dataclass
class Person:
    """A line of a roster."""

    name: str
    cells: dict[str, str]  #: what is known, by its meaning
    place: str  #: the file and the line


@dataclass
class Roster:
    """Who works there, with what the columns tell."""

    where: str
    people: list[Person]
    columns: dict[str, str]  #: meaning -> what the file calls it
    scales: dict[str, str] = field(default_factory=dict)  #: meaning -> the scale that the header declares


@dataclass
class Found:
    """Everything that the files hold."""

    networks: list[Network] = field(default_factory=list)
    rosters: list[Roster] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)  #: columns that nobody reads, as "roster.salary"
    aside: list[str] = field(default_factory=list)  #: sentences about what was set aside
    notes: list[str] = field(default_factory=list)  #: sentences about how the files were read
    faults: list[str] = field(default_factory=list)
    pointed: set[str] = field(default_factory=set)  #: meanings whose columns the reader has pointed out, and that are there


_SPACES = re.compile(r"\s+")
_WHOLE = re.compile(r"([+-]?)0*(\d+)(?:[.,]0+)?$", re.ASCII)


def tidy(text: str) -> str:
    """A name as it is shown: NFC, without what nobody sees, single blanks, and a whole number without decimals."""
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", UNSEEN.sub("", text))).strip()
    return re.sub(r"^([+-]?\d+)[.,]0+$", r"\1", text)


def key_of(text: str) -> str:
    """What makes two names the same person: 1, 01 and 1.0 are one, é in one letter or two is one."""
    text = tidy(text)
    found = _WHOLE.match(text)
    return f"{found[1].replace('+', '')}{found[2]}" if found else text


def of_ones_own(names: list[str], where: str, found: Found) -> bool:
    """Whether nobody shares a name with somebody else; if people do, the receipt says that their numbers stand for all of them."""
    times = Counter(map(key_of, names))
    shared = list(dict.fromkeys(name for name in names if times[key_of(name)] > 1))
    if shared:
        found.aside.append(
            f"the names in {where}, of which several people share {listed(shared)}: their numbers stand for them"
        )
    return not shared


def in_order(key: str) -> tuple[int, float, str, str]:
    """A sort key of people that no file's order of lines can move: numbers by size, then names."""
    if re.fullmatch(r"-?\d{1,15}", key, re.ASCII):
        return (0, float(key), "", key)
    parts = re.split(r"(\d+)", key.casefold())
    padded = "".join(part.zfill(12) if part.isdigit() else part for part in parts)  # T2 stands before T10
    return (1, 0.0, padded, key)


def unfit_name(text: str) -> str:
    """What is wrong with a name or a label whatever it says, as the rest of a sentence; nothing when it can be shown.

    Names go into tables, pages and terminals: what is no letter, and what has no end, stays outside.
    """
    if len(text) > LONGEST_NAME:
        return f"{shown(text)} has {len(text):,} letters; at most {LONGEST_NAME} are taken"
    if not text.isprintable() and (letter := control_in(text, in_a_line=True)):
        return f"{shown(text)} holds the control character {letter}; remove it"
    return ""


def listed(names: list[str], most: int = 8) -> str:
    """Names in a sentence, the first few of many."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def counted(n: int, one: str, many: str = "") -> str:
    """`3 ties`, `1 tie`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
