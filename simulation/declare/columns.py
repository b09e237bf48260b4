"""Columns that say whose a row is: the same in every table, declared once.

What is observed stands in outcomes.py, what people answer in answers.py.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Column(NamedTuple):
    """A column of a table: its name, a few words for axes and labels, its unit, exactly what it is, and words for its numbers."""

    name: str
    label: str
    unit: str
    meaning: str
    values: Mapping[int, str] | None = None


#: What tells rows apart, in all tables of results.
KEYS = (
    Column("scenario", "scenario", "name", "the scenario that was simulated"),
    Column("run", "school", "number", "which school of the ensemble; with the seed it is always the same"),
    Column("year", "school year", "years", "school year, from 1"),
    Column("week", "week", "weeks", "week of the school year, from 1"),
    Column("teachers", "posts", "posts", "teaching posts of the school, filled or vacant"),
    Column("teacher", "post", "number", "teaching post, from 0"),
    Column("name", "name", "name", "what the person is called in a real school"),
)

#: Columns of the table of ties after the run and the year.
TIES = (
    Column("source", "post that asks", "number", "post of who turns to somebody, from 0"),
    Column("target", "post that is asked", "number", "post of the colleague, from 0"),
    Column("source_person", "person who asks", "number", "person who turns to somebody, as in the table of teachers"),
    Column("target_person", "person who is asked", "number", "the colleague, as in the table of teachers"),
    Column("trust", "trust", "0..1", "trust in the colleague"),
)

#: Columns of tables that tell what was found, and of a sweep's.
FINDINGS = (
    Column("outcome", "outcome", "name", "the outcome that the row is about"),
    Column("a", "mean in a", "unit of the outcome", "mean under the first scenario"),
    Column("b", "mean in b", "unit of the outcome", "mean under the second scenario"),
    Column("difference", "difference", "unit of the outcome", "mean difference within pairs of the same school"),
    Column("low", "lower end of the interval", "unit of the outcome", "lower end of the 95 percent interval"),
    Column("high", "upper end of the interval", "unit of the outcome", "upper end of the 95 percent interval"),
    Column("effect_size", "effect size", "SD between schools", "difference over the standard deviation between schools of a"),
    Column("point", "point", "number", "combination of parameters, a row of the design"),
    Column("seed", "seed", "number", "seed of the school: seed and run say which it is"),
    Column("runs", "schools", "schools", "schools that were simulated at the point"),
    Column("failed", "failed schools", "schools", "schools that could not be simulated to their end"),
    Column("precise", "precise enough", "0/1", "the interval is as narrow as was wanted", {0: "no", 1: "yes"}),
    Column("error", "error", "text", "why a school could not be simulated to its end"),
)


def _ends(of: str, low: str = "low", high: str = "high", unit: str = "unit of the outcome") -> tuple[Column, ...]:
    """What the columns `low` and `high` of a table are the ends of."""
    return Column(low, f"lower end of {of}", unit, f"lower end of {of}"), Column(
        high, f"upper end of {of}", unit, f"upper end of {of}"
    )


_BAND = _ends("the band that is accepted", unit="unit of the quantity")
_LIKE_THE_SCHOOL = "what holds 90 percent of the schools that are like the one that was observed"

#: Tables whose columns are called like others and are something else: what begins a table's name -> its columns.
OWN: dict[str, tuple[Column, ...]] = {
    "ties": TIES,
    "equivalence": _ends("the 90 percent interval"),
    "levels": _BAND,
    "targets": _BAND,
    "evidence": _BAND,
    "parameters": _ends("the range that was searched", unit="unit of the parameter"),
    "discovery": _ends("the box", unit="unit of the parameter"),
    "conditions": _ends(_LIKE_THE_SCHOOL, unit="unit of the condition"),
    "predicted": _ends(_LIKE_THE_SCHOOL, unit="unit of the figure"),
}
#: The table of effects of a validation, which has what is known besides what the model does: known by its column `model_low`.
TRIALS = (
    *_ends("the range in which trials and panels let the difference lie", unit="unit of the row"),
    *_ends("the 95 percent interval", "model_low", "model_high", "unit of the row"),
)

#: Endings of columns that hold a statistic of another -> what it is in words.
STATISTICS = {
    "sd": "standard deviation between schools",
    "low": "lower end of the 95 percent interval",
    "high": "upper end of the 95 percent interval",
}
