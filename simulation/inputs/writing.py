"""TOML as this program writes it: scenarios, studies, and single values for the command line. tomlkit knows how to quote."""

from collections.abc import Iterable
from typing import Any

import tomlkit
from tomlkit.items import AoT, Item, Table


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
