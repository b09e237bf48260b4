"""What surveys measure of a person: which state or trait of the model it is, and a cell of a table as a number from 0 to 1."""

import math

from ...core.vocabulary import DOMAINS
from .form import Choices, RosterError
from .scales import ends_of
from .table import Row, Table
from .words import is_code, is_unknown, number, plain

#: Fields of a teacher that a survey can measure, in the order of the columns of `School.measured`; voice is felt influence.
STATES = ("self_efficacy", "exhaustion", "depersonalization", "accomplishment", "satisfaction", "ambiguity", "isolation")
TRAITS = ("disposition", "confidence", "resilience")
MEASURES = (*STATES, *TRAITS, *(f"influence_{domain}" for domain in DOMAINS))

#: Other names of the columns.
_ALSO = {
    "self_efficacy": ("efficacy", "tse", "tses", "selbstwirksamkeit"),
    "exhaustion": ("emotionalexhaustion", "ee", "erschöpfung", "erschoepfung"),
    "depersonalization": ("depersonalisation", "dp", "cynicism"),
    "accomplishment": ("personalaccomplishment", "pa"),
    "satisfaction": ("jobsatisfaction", "zufriedenheit", "arbeitszufriedenheit"),
    "ambiguity": ("roleambiguity",),
    "disposition": ("collaborativedisposition",),
}
#: Influence as a whole stands for all domains; trust in colleagues stands for that in everybody whom one names.
COLUMNS = {name: (plain(name), *_ALSO.get(name, ())) for name in MEASURES} | {
    "influence": ("influence", "einfluss"),
    "trust": ("trust", "vertrauen", "trustincolleagues"),
}


def scaled(table: Table, row: Row, meaning: str, place: int, scale: str) -> float:
    """A cell as a number from 0 to 1, NaN where it is unknown, and where it is wrong after saying so. Raises RosterError."""
    low, high = ends_of(meaning, scale, table.where)
    text = row.cells[place]
    value = number(text)
    inside = value is not None and min(low, high) <= value <= max(low, high)
    if is_unknown(text) or (is_code(text, table.choices.missing) and not inside):
        return math.nan
    if not inside or value is None:
        wrong = "is not a number" if value is None else "is out of range"
        how = (
            ""
            if scale
            else f"; a survey's scale is declared in the header, as in {meaning} [1..5], or with --scale {meaning}=1..5"
        )
        table.faults.append(
            f"{table.at(row)}: {table.column(place)} = {text!r} {wrong}; allowed is {min(low, high):g} to {max(low, high):g}, "
            f"or nothing where it is unknown{how}"
        )
        return math.nan
    return (value - low) / (high - low)


def check_scales(choices: Choices) -> None:
    """Raises RosterError for a scale of something that is not measured, or one that nobody knows."""
    for meaning, scale in choices.scales.items():
        if meaning not in COLUMNS:
            raise RosterError(
                [f"--scale {meaning}={scale}: nothing is measured under this name; allowed are: {', '.join(COLUMNS)}"]
            )
        ends_of(meaning, scale, f"--scale {meaning}={scale}")
