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
