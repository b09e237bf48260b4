"""What a lesson measures, written as a few plain words.

    job_satisfaction                              a column of the table of years
    exhaustion of leaders                         a column of the table of teachers, mean over some of them
    exhaustion of leaders minus others            the gap between two groups of them
    standing with expertise across teachers       a correlation between teachers
    hours_collective with influence across schools    a correlation between schools
    spread of influence across schools            how far apart they are (standard deviation); across teachers, too

A measure is a function of sums over schools. So the value for all schools, for each school alone and for all but one of them
(which gives the interval) come from the same few numbers, and one pass over the tables is enough.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ..core.languages import say
from ..declare.outcome import Outcome
from ..declare.outcomes import TEACHER_COLUMNS, YEAR_COLUMNS
from ..inputs.quoting import allowed, did_you_mean
from ..words.outcomes import label

if TYPE_CHECKING:
    from ..results.recorder import Recorded

YEARLY = {column.name: (at, column) for at, column in enumerate(YEAR_COLUMNS)}
PERSONAL = {column.name: (at, column) for at, column in enumerate(TEACHER_COLUMNS)}

#: Whom a measure can single out: word -> which rows (years, posts) of the table of teachers.
GROUPS = {
    "teachers": lambda of: of("experience") >= 0.0,
    "novices": lambda of: of("experience") <= 3.0,
    "veterans": lambda of: of("experience") >= 15.0,
    "leaders": lambda of: of("role") == 1.0,
    "others": lambda of: of("role") == 0.0,
    "mentored": lambda of: of("mentored") == 1.0,
}
ACROSS = ("teachers", "schools")
FORMS = (
    "a column of the table of years (`influence`), `exhaustion of leaders`, `exhaustion of leaders minus others`, "
    "`standing with expertise across teachers`, `hours_collective with influence across schools`, "
    "`spread of influence across schools`"
)


@dataclass(frozen=True)
class Measure:
    """One quantity of an ensemble, year by year.

    text : as written in the lesson; kind : mean, gap, correlation or spread
    columns : one or two columns; groups : whom they are taken of; across : schools or teachers
    """

    text: str
    kind: str
    columns: tuple[str, ...]
    groups: tuple[str, ...] = ()
    across: str = "schools"

    @property
    def needs_teachers(self) -> bool:
        """True when the table of teachers has to be recorded."""
        return self.across == "teachers"

    @property
    def about(self) -> Outcome:
        """The measure as an outcome: name, unit, bounds and meaning."""
        one, *others = ((PERSONAL if self.needs_teachers else YEARLY)[name][1] for name in self.columns)
        if not self.needs_teachers and self.kind == "mean":
            return one
        among = f" across {self.across}"
        made = replace(one, name=self.text, label=self.label, subject=self.label, better=None)
        if self.kind == "correlation":
            meaning = f"correlation{among} of: {one.meaning}; {others[0].meaning}"
            return replace(made, unit="r", low=-1.0, high=1.0, meaning=meaning)
        width = one.high - one.low
        if self.kind == "spread":
            meaning = f"standard deviation{among} of: {one.meaning}"
            return replace(made, unit=f"{one.unit} SD", low=0.0, high=width, meaning=meaning)
        if self.kind == "gap":
            meaning = f"{one.meaning}: {self.groups[0]} minus {_called(self.groups[1])}"
            return replace(made, low=-width, high=width, meaning=meaning)
        unit = "share" if one.name == "left" else one.unit
        return replace(made, unit=unit, meaning=f"{one.meaning}, mean of {_called(self.groups[0])}")

    @property
    def alone(self) -> bool:
        """True when a single school has a value of its own."""
        return self.kind in ("mean", "gap")

    @property
    def label(self) -> str:
        """The measure in a few words, for tables and axes."""
        x = [label(name) for name in self.columns]
        if self.kind == "correlation":
            return say(f"{{x}} with {{y}} (correlation across {self.across})", x=x[0], y=x[1])
        if self.kind == "spread":
            return say(f"spread of {{x}} across {self.across}", x=x[0])
        if self.kind == "gap":
            return say("{x}: {group} minus {other}", x=x[0], group=say(self.groups[0]), other=say(_called(self.groups[1])))
        return say("{x} of {group}", x=x[0], group=say(_called(self.groups[0]))) if self.groups else x[0]

    def sums(self, school: "Recorded") -> np.ndarray:
        """What a school adds: (years, k). Only `value` knows what they mean."""
        if not self.needs_teachers:
            x = [school.years[:, YEARLY[name][0]] for name in self.columns]
            return np.stack(_moments(x, self.kind), axis=1)

        def of(name):
            column = school.teachers[:, :, PERSONAL[name][0]]
            return np.where(np.isnan(column), np.nan, column > 0.0) if name == "left" else column

        parts = []
        for group in self.groups or ("teachers",):
            inside = GROUPS[group](of)  # a vacant post holds NaN and belongs to nobody
            x = [np.where(inside, of(name), 0.0) for name in self.columns]
            parts += [moment.sum(axis=1) for moment in _moments(x, self.kind, inside)]
        return np.stack(parts, axis=1)

    def value(self, sums: np.ndarray) -> np.ndarray:
        """The measure from sums over schools: (..., k) -> (...). NaN where there is nobody."""
        s = np.moveaxis(sums, -1, 0)
        with np.errstate(invalid="ignore", divide="ignore"):
            if self.kind == "mean":
                return s[1] / s[0]
            if self.kind == "gap":
                return s[1] / s[0] - s[3] / s[2]
            n = s[0]
            mean = s[1] / n
            variance = np.maximum(s[2] / n - mean * mean, 0.0)
            if self.kind == "spread":
                return np.sqrt(variance * n / (n - 1.0))
            other = s[3] / n
            rest = np.maximum(s[4] / n - other * other, 0.0)
            together = np.sqrt(variance * rest)
            return np.where(together > 1e-12, (s[5] / n - mean * other) / together, np.nan)


def _moments(x: list[np.ndarray], kind: str, inside=None) -> list[np.ndarray]:
    """Number, sum and, where wanted, squares and products, of those of whom all is known."""
    known = np.logical_and.reduce([~np.isnan(one) for one in x] + ([] if inside is None else [inside]))
    x = [np.where(known, one, 0.0) for one in x]
    found = [known.astype(float), x[0]]
    if kind in ("spread", "correlation"):
        found.append(x[0] * x[0])
    if kind == "correlation":
        found += [x[1], x[1] * x[1], x[0] * x[1]]
    return found


def _called(group: str) -> str:
    return {"teachers": "all teachers", "others": "teachers without a role", "mentored": "mentored newcomers"}.get(group, group)


_COLUMN = r"(\w+)"
_CORRELATION = re.compile(rf"{_COLUMN} with {_COLUMN} across (\w+)")
_SPREAD = re.compile(rf"spread of {_COLUMN} across (\w+)")
_GAP = re.compile(rf"{_COLUMN} of (\w+) minus (\w+)")
_GROUP = re.compile(rf"{_COLUMN} of (\w+)")


@cache
def measure(text: str) -> Measure:
    """The measure that these words mean. Raises ValueError with a sentence that says what is allowed."""
    words = " ".join(text.split())
    if found := _CORRELATION.fullmatch(words):
        x, y, across = found.groups()
        return Measure(words, "correlation", _columns(across, x, y), (), across)
    if found := _SPREAD.fullmatch(words):
        x, across = found.groups()
        return Measure(words, "spread", _columns(across, x), (), across)
    if found := _GAP.fullmatch(words):
        x, *groups = found.groups()
        return Measure(words, "gap", _columns("teachers", x), _groups(groups), "teachers")
    if found := _GROUP.fullmatch(words):
        x, group = found.groups()
        return Measure(words, "mean", _columns("teachers", x), _groups([group]), "teachers")
    if re.fullmatch(r"\w+", words):
        return Measure(words, "mean", _columns("schools", words))
    raise ValueError(f"is not a measure; allowed are {FORMS}")


def _columns(across: str, *names: str) -> tuple[str, ...]:
    if across not in ACROSS:
        raise ValueError(f"says across {across}; allowed are: {', '.join(ACROSS)}")
    table, called = (PERSONAL, "teachers") if across == "teachers" else (YEARLY, "years")
    for name in names:
        if name not in table:
            hint = did_you_mean(name, table, "docs/codebook.md lists them all")
            raise ValueError(f"names {name}, which is not a column of the table of {called}{hint}")
    return names


def _groups(names) -> tuple[str, ...]:
    for name in names:
        if name not in GROUPS:
            raise ValueError(f"names {name}, who are no group{did_you_mean(name, GROUPS, allowed(GROUPS))}")
    return tuple(names)


def shown(value: float, sign: str = "") -> str:
    """A number as people read it: one decimal from ten on, two below, three where two would leave next to nothing.

    sign : "+" to show it also before what is above zero
    """
    if value != value:
        return "–"
    decimals = 1 if abs(value) >= 10 else 2 if abs(value) >= 0.02 or value == 0 else 3
    return f"{value:{sign}.{decimals}f}".replace("-", "\u2212")
