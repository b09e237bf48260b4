"""What this program writes for others to read: TOML, single numbers, texts in CSV. tomlkit knows how to quote TOML."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.items import AoT, Item, Table

from .limits import number_in

if TYPE_CHECKING:
    import pandas as pd


def in_full(number: float) -> str:
    """The shortest text that is read back as the same number: 0.3333333333333333, and 4 for 4.0."""
    value = float(number)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def for_spreadsheet(text: str) -> str:
    """A text as CSV may hold it: one that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") and number_in(text) is None else text


def table_for_spreadsheet(table: "pd.DataFrame") -> "pd.DataFrame":
    """The same of every text of a table and of its columns' names; numbers are left as they are."""
    guarded = table.rename(columns=lambda name: for_spreadsheet(str(name)))
    for name, kind in guarded.dtypes.items():
        if kind.kind not in "iufb":
            guarded[name] = guarded[name].map(lambda cell: for_spreadsheet(cell) if isinstance(cell, str) else cell)
    return guarded


def toml_value(value: Any) -> str:
    """A value on one line of TOML."""
    return in_line(value).as_string()


def toml_text(values: dict[str, Any], in_one_line: Iterable[str] = ()) -> str:
    """Values as a TOML file: what stands alone first, then tables, then lists of tables.

    in_one_line : names of tables that are written like a value, as in set = {"time.planning" = 4}
    """
    alone = tomlkit.document()
    tables: list[tuple[str, Table | AoT]] = []
    for key, value in values.items():
        if isinstance(value, dict) and key not in in_one_line:
            tables.append((key, table(value)))
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            tables.append((key, list_of_tables(value)))
        else:
            alone.add(key, in_line(value))
    for key, one in tables:
        alone.add(tomlkit.nl())
        alone.add(key, one)
    return tomlkit.dumps(alone)


def table(values: dict[str, Any]) -> Table:
    """A table with a line for each of its values."""
    made = tomlkit.table()
    for key, value in values.items():
        made.add(key, in_line(value))
    return made


def list_of_tables(values: Iterable[dict[str, Any]]) -> AoT:
    """Tables of one name, an empty line between them."""
    made = tomlkit.aot()
    for k, one in enumerate(values):
        made.append(table(one))
        if k:
            made[k].trivia.indent = "\n"
    return made


def in_line(value: Any) -> Item:
    """A value for one line, tables and lists within it too."""
    if isinstance(value, dict):
        table = tomlkit.inline_table()
        for key, inner in value.items():
            table.add(key, in_line(inner))
        return table
    if isinstance(value, (list, tuple)):
        array = tomlkit.array()
        for inner in value:
            array.append(in_line(inner))
        return array
    item: Item = tomlkit.item(value)
    return item
