"""What outcomes are called, which of them are asked for first, and how their numbers are written.

Names come from declare/outcomes.py. There are two ways to write a number: `number` in the unit of the tables, for axes and
terminals, and `value` as one says it, with shares in percent and the unit behind. Effects in sentences are in effects.py.
"""

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from ..core.languages import decimals as in_language
from ..core.languages import say
from ..core.vocabulary import FORMS
from ..declare.outcome import Outcome, Theme
from ..declare.outcomes import FORM_WORDS, OF_STATE, TEACHER_COLUMNS, TERM_COLUMNS, YEAR_COLUMNS
from ..declare.parameter import unit_in_words

DECLARED: dict[str, Outcome] = {outcome.name: outcome for outcome in (*TERM_COLUMNS, *TEACHER_COLUMNS, *YEAR_COLUMNS)}


def declare(outcome: Outcome) -> str:
    """Make an outcome that is not the model's known here, as a study's own metric; returns the key under which it is known.

    The key says all that makes it this one, so that two studies may give one name two meanings.
    """
    key = f"{outcome.name} [{outcome.unit}] {outcome.label}: {outcome.meaning} ({outcome.low:g} to {outcome.high:g})"
    DECLARED.setdefault(key, outcome)
    return key


_RANKED = [outcome.name for outcome in sorted(YEAR_COLUMNS, key=lambda outcome: outcome.rank or 0) if outcome.rank]


def leading(most: int) -> tuple[str, ...]:
    """The outcomes that one would ask for first."""
    return tuple(_RANKED[:most])


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Outcomes by theme, within a theme as in the table of years."""
    chosen, themes = set(names), list(Theme)
    return tuple(
        sorted((o.name for o in YEAR_COLUMNS if o.name in chosen), key=lambda name: themes.index(DECLARED[name].theme))
    )


def by_theme(names: Iterable[str]) -> dict[Theme, tuple[str, ...]]:
    """The same as a table with a heading for each theme that has any."""
    names = in_order(names)
    themes = {theme: tuple(name for name in names if DECLARED[name].theme is theme) for theme in Theme}
    return {theme: those for theme, those in themes.items() if those}


#: Followed over the years beside a picture of effects.
FOLLOWED = leading(4)
#: Told of a school beside its picture.
TILES = leading(5)
#: Told of a teacher to whom one points.
CARD = ("exhaustion", "job_satisfaction", "self_efficacy", "influence", "standing")
#: Large numbers that stand beside sentences.
HEADLINES = leading(6)
#: Told of when two scenarios are compared; more sentences nobody would read.
TOLD = leading(15)
#: Shown of a comparison in figures and tables.
COMPARED = in_order(leading(22))
#: What a first look at an ensemble shows: all key outcomes.
KEY = in_order(leading(len(_RANKED)))

# ---------------------------------------------------------------- names


def label(name: str) -> str:
    """The outcome in a word or two."""
    return say(DECLARED[name].label)


def subject(name: str) -> str:
    """The outcome as it begins a sentence, in lower case and in the singular."""
    return say(DECLARED[name].subject)


def state_label(state: str) -> str:
    """What a variable of a teacher's state is called: like the outcome that is its mean."""
    return say(OF_STATE[state].label)


def form_label(form: int) -> str:
    """A form of action (core/vocabulary.py) as a noun."""
    return say(FORM_WORDS[FORMS[form]])


def labels(names: Iterable[str]) -> dict[str, str]:
    """Labels of outcomes that stand in one picture, without the words with which all of them begin.

    Beside each other, "influence over hiring" and "influence over budget" are "hiring" and "budget".
    """
    words = {name: label(name).split(" ") for name in names}
    shared = 0
    if len(words) > 1:
        for those in zip(*(some[:-1] for some in words.values()), strict=False):
            if len(set(those)) > 1:
                break
            shared += 1
    return {name: " ".join(some[shared:]) for name, some in words.items()}


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def unit(*names: str) -> str:
    """The unit these outcomes share, as on an axis. Raises ValueError when they share none: they do not belong on one axis."""
    units = {DECLARED[name].unit for name in names}
    if len(units) > 1:
        raise ValueError(f"{', '.join(names)} are not measured in one unit but in {', '.join(sorted(units))}")
    return units.pop().replace("..", " to ")


def meaning(name: str) -> str:
    """What the outcome is, exactly, with its unit."""
    return f"{DECLARED[name].meaning} [{unit(name)}]"


# ---------------------------------------------------------------- numbers


class Written(NamedTuple):
    """How numbers of a unit are written. decimals; after: the unit behind a number; brief: the same where there is little room."""

    decimals: int
    after: str
    brief: str


_WRITTEN = {
    "h/week": Written(1, "hours", "h"),
    "student SD/year": Written(2, "SD a year", "SD"),
    "colleagues": Written(2, "colleagues", ""),
    "teachers": Written(1, "teachers", ""),
    "years": Written(1, "years", ""),
}


def written(name: str) -> Written:
    """How its numbers are written; levels and shares have two decimals where they are no percents."""
    return _WRITTEN.get(DECLARED[name].unit, Written(2, "", ""))


def is_share(name: str) -> bool:
    """True for what one would say in percent."""
    return DECLARED[name].unit.startswith("share")


def number(value: float | None, name: str, finer: int = 0, sign: str = "", minus: str = "−") -> str:
    """A number in the unit of the tables, without it; what is rounded to nothing has no sign, what is unknown is a dash.

    finer : decimals beyond the usual ones; sign : "+" to show it also before what is above zero; minus : "-" for what a program may read
    """
    return decimal(value, written(name).decimals + finer, sign, minus)


def decimal(value: float | None, decimals: int, sign: str = "", minus: str = "−") -> str:
    """Any number with so many decimals; what is rounded to nothing has no sign, what is unknown or without end is a dash."""
    if value is None or not math.isfinite(value):
        return "–"
    text = f"{value:{sign}.{decimals}f}"
    text = (text if float(text) else text.lstrip("+-")).replace("-", minus)
    return in_language(text) if minus == "−" else text


def digits(value: float | None, name: str, finer: int = 0, sign: str = "") -> str:
    """A number as one says it, without its unit: shares in percent, with a decimal when there are few."""
    if not is_share(name) or value is None or not math.isfinite(value):
        return number(value, name, finer, sign)
    percent = 100.0 * value
    return decimal(percent, (1 if 0.05 <= abs(percent) < 9.95 else 0) + finer, sign)


def value(number: float | None, name: str, brief: bool = False) -> str:
    """A level with its unit: `12 %`, `48.9 hours` (brief: `48.9 h`), `0.31`."""
    how = written(name)
    return _with_unit(digits(number, name), "%" if is_share(name) else say(how.brief if brief else how.after))


def interval(low: float, high: float, name: str) -> str:
    """`11 to 13 %`, or nothing where one school does not tell. Ends that would read the same have a decimal more."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    return ends(low, high, name) + (" %" if is_share(name) else "")


def ends(low: float, high: float, name: str) -> str:
    """Both ends of an interval without their unit."""
    finer = int(digits(low, name) == digits(high, name) and low != high)
    return say("{low} to {high}", low=digits(low, name, finer), high=digits(high, name, finer))


def difference(apart: float, name: str) -> str:
    """A difference with its unit; shares differ by percentage points."""
    return _with_unit(digits(apart, name), say("percentage points" if is_share(name) else written(name).after))


def _with_unit(text: str, unit: str) -> str:
    """A number and its unit; what is unknown has none."""
    return text if text == "–" else f"{text} {unit}".rstrip()


def signed(apart: float, name: str) -> str:
    """A difference with its sign and without its unit, a decimal finer than a level; shares in percentage points."""
    return digits(apart, name, int(not is_share(name) or abs(apart) >= 0.0995), "+")


def rounds_to_something(apart: float, name: str) -> bool:
    """False for a difference that would be written as none, or is unknown."""
    return math.isfinite(apart) and digits(abs(apart), name).strip("0.,") != ""


def for_page(name: str) -> dict[str, Any]:
    """The outcome for pages that write it themselves, ready for JSON: names, unit in words, and how numbers are written."""
    outcome, how = DECLARED[name], written(name)
    return {
        "name": name,
        "label": say(outcome.label),
        "unit": say(unit_in_words(outcome.unit)),
        "percent": is_share(name),
        "digits": how.decimals,
        "after": "%" if is_share(name) else say(how.after),
        "brief": "%" if is_share(name) else say(how.brief),
        "better": outcome.better,
        "theme": outcome.theme,
        "meaning": say(outcome.meaning),
    }
