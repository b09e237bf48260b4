"""How an outcome is declared: once and whole, so that tables, figures, pages, reports, lessons and the codebook call it the same.

The outcomes themselves stand in outcomes.py; words/outcomes.py writes them and their numbers for people.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

#: What of an outcome is better for teachers or pupils; None where that depends on who asks.
Better = Literal["more", "less"] | None


class Theme(StrEnum):
    """What an outcome is about, in the order in which themes are shown."""

    FORMS = "forms of action"
    INFLUENCE = "influence"
    HOURS = "working hours"
    WELL_BEING = "well-being"
    RELATIONS = "relations"
    LEARNING = "learning"
    STAFF = "staff"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One column of a table, or one quantity made of columns.

    name : in tables and files
    label : a word or two for axes, menus and tables; unique within a table
    subject : the same as a sentence begins with it, in the singular: "the share of novices" (is, rises, falls ...)
    unit, low, high : its unit and the lowest and highest value it can have; "0..1" is a level without unit. How many decimals
        people need and whether they read percents follows from the unit (words/outcomes.py)
    theme : where it stands
    better : "more" or "less" of it is better for teachers or pupils; None where that depends on who asks
    meaning : exactly what it is, for the codebook
    rank : a key outcome has its place in the order in which one would ask for it, from 1; None for all others
    state : the variable of a teacher's state (school/state.py) of which it is the mean, if it is that of one
    """

    name: str
    label: str
    subject: str
    unit: str
    low: float
    high: float
    theme: Theme
    better: Better
    meaning: str
    rank: int | None = None
    state: str = ""
