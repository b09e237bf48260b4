"""How a parameter is declared: once, with unit, bounds, meaning and source.

Reader, error messages, command-line help, tables of the documentation and the engine's parameter records are all made
from these declarations. The parameters themselves stand in situation/ and behaviour/.
"""

import csv
from functools import cache
from importlib.resources import files
from inspect import cleandoc
from typing import Annotated, Any

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator
from pydantic.fields import FieldInfo

#: The paper whose argument the model makes computable; documents call it S0.
WOO_2022 = "Woo et al. (2022), Collective Actions, Int. J. of Teacher Leadership 11(1)"


@cache
def evidence_table() -> dict[str, dict[str, str]]:
    """Every row of the evidence that the project cites, by its number (T001 ...)."""
    with (files("simulation.parameters") / "evidence.csv").open(encoding="utf-8") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def evidence(*ids: str) -> str:
    """A source in the evidence table: the value, where it was seen, and its confidence."""
    rows = [evidence_table()[i] for i in ids]
    return "; ".join(f"{r['id']}: {r['value']} {r['unit']} ({r['source']}; {r['confidence']} confidence)" for r in rows)


def paper(text: str) -> str:
    """A source in the literature that gives the idea or the sign, and perhaps the size."""
    return text


def calibrated(text: str) -> str:
    """A value no source fixes: the sign is theory, the size is chosen so that the model meets the evidence named."""
    return f"calibrated; {text}"


def assumed(text: str) -> str:
    """A value no source fixes and no target pins down: a numbered assumption of docs/model.md or a plain convention."""
    return f"assumed; {text}"


#: How the source of a parameter begins that waits for a fit.
PROVISIONAL = "assumed; until it is fitted"


def provisional(text: str) -> str:
    """A value that will be fitted, and is a reasoned guess till then; the prior of the fit is half to one and a half times it."""
    return f"{PROVISIONAL} (prior: half to one and a half times); {text}"


def plain_number(value: Any) -> Any:
    """Refuse what would pass for a number without being one: true and false, and numbers in quotes."""
    if isinstance(value, (bool, np.bool_, str, bytes)):
        raise ValueError("not a number")
    return value


#: Numbers outside a Group (a policy's dates and values) are checked in the same way.
Number = Annotated[float, BeforeValidator(plain_number)]
WholeNumber = Annotated[int, BeforeValidator(plain_number)]


class Group(BaseModel):
    """A table of parameters that belong together. Frozen: a changed scenario is a new scenario."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, allow_inf_nan=False)

    _numbers = field_validator("*", mode="before")(plain_number)


def parameter(
    default: float,
    *,
    label: str,
    unit: str,
    low: float,
    high: float,
    source: str,
    meaning: str = "",
    dated: bool = True,
    personal: bool = False,
) -> Any:
    """Declare one number.

    label : what people call it, in a sentence and on a lever: a few words that no other parameter has.
    default, low, high : in `unit`; both bounds belong to the range.
    meaning : exactly what it is, where the label does not say it all.
    dated : a policy may change it in the course of a run (False for what is fixed on the first day).
    personal : a policy may change it for some teachers only (novices, leaders ...).
    """
    return Field(
        default,
        ge=low,
        le=high,
        title=label,
        description=meaning or label,
        json_schema_extra={"unit": unit, "source": source, "dated": dated, "personal": personal},
    )


def unit_in_words(unit: str) -> str:
    """A unit as one reads it out: "h/week" is "hours a week", "0..1" is "0 to 1"."""
    for short, words in (("..", " to "), ("h per", "hours per"), ("h/", "hours/"), ("/", " a ")):
        unit = unit.replace(short, words)
    return unit


def bounds(field: FieldInfo) -> tuple[float, float]:
    """Lowest and highest value of a declared field."""
    low = next(m.ge for m in field.metadata if hasattr(m, "ge"))
    high = next(m.le for m in field.metadata if hasattr(m, "le"))
    return low, high


def is_parameter(field: FieldInfo) -> bool:
    """True for a field made by `parameter` (and not a table, a text or a list)."""
    return isinstance(field.json_schema_extra, dict) and "unit" in field.json_schema_extra


def notes(field: FieldInfo) -> dict[str, Any]:
    """What a parameter's declaration says besides its words and bounds: unit, source, dated, personal."""
    assert isinstance(field.json_schema_extra, dict), "not a parameter"
    return field.json_schema_extra


def table_of(field: FieldInfo) -> type[BaseModel] | None:
    """The table that a field holds, None when it holds a value."""
    held = field.annotation
    return held if isinstance(held, type) and issubclass(held, BaseModel) else None


def said_of(field: FieldInfo) -> str:
    """What the table that a field holds is about: the first line of its docstring."""
    return cleandoc(getattr(table_of(field), "__doc__", None) or "").partition("\n")[0]
