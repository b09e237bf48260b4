"""Points that somebody brings: a table (CSV) with a column for each parameter and a row for each point.

Separators are commas, semicolons or tabs; with semicolons or tabs a decimal comma is read as well. A column is called like its
parameter. A study that lists no parameters takes every column as a field of the scenario.
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...inputs.limits import MOST_TABLE_BYTES, number_in, read_bytes
from ...inputs.quoting import InputError, did_you_mean, shown
from .factors import Factor

#: Lines of a table of points; larger designs are laid out here.
MOST_LINES = 200_000
#: Faults that are told of one table.
_TOLD = 10

Rows = tuple[tuple[Any, ...], ...]


class Table:
    """A table of texts: its head, and its rows of as many cells. Raises InputError with one sentence when there is none."""

    def __init__(self, path: str | Path):
        self.name = Path(path).name
        try:
            raw = read_bytes(path, MOST_TABLE_BYTES)
            text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        except UnicodeDecodeError:
            raise InputError(f"{self.name} is no text in UTF-8; save it as CSV (UTF-8)") from None
        except InputError as error:
            raise InputError(f"{self.name}: {error}") from None
        first = text.partition("\n")[0]
        self.mark = max(",;\t", key=first.count)
        try:
            lines = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=self.mark)]
        except csv.Error as error:
            raise InputError(f"{self.name} cannot be read as separated values ({error})") from None
        lines = [row for row in lines if any(row)]
        if len(lines) < 2:
            raise InputError(f"{self.name} has no points; give a line with names of parameters and a line for each point")
        if len(lines) > MOST_LINES:
            raise InputError(f"{self.name} has more than {MOST_LINES:,} lines, the most that is taken")
        self.head, *self.rows = lines
        for at, row in enumerate(self.rows, 2):
            if len(row) != len(self.head):
                raise InputError(
                    f"{self.name}, line {at}: there are {len(row)} cells, and the first line names {len(self.head)}"
                )
        if twice := next((name for name in self.head if self.head.count(name) > 1), None):
            raise InputError(f"{self.name} has two columns called {twice!r}; keep one")

    def number(self, cell: str) -> float | None:
        """The number in a cell, None when there is none."""
        return number_in(cell.replace(",", ".") if self.mark != "," else cell)

    def parameters(self, index: str = "point") -> list[dict[str, Any]]:
        """A [[parameters]] for each column: the field between its lowest and highest value, or its only value."""
        made: list[dict[str, Any]] = []
        for at, name in enumerate(self.head):
            if name == index:
                continue
            values = [self.number(row[at]) for row in self.rows]
            if (bad := next((k for k, v in enumerate(values) if v is None), None)) is not None:
                raise InputError(f"{self.name}, line {bad + 2}: {name} = {shown(self.rows[bad][at])} is no number")
            known = sorted({v for v in values if v is not None})
            ends = {"low": known[0], "high": known[-1]} if len(known) > 1 else {"values": known}
            made.append({"field": name} | ends)
        return made

    def points(self, factors: tuple[Factor, ...]) -> Rows:
        """The values of all factors at each point. Raises InputError when a column is missing or a cell is none of its values."""
        names = [f.name for f in factors]
        for name in names:
            if name not in self.head:
                there = f"it has {', '.join(self.head[:8])}"
                raise InputError(f"{self.name} has no column {name!r}{did_you_mean(name, self.head, there)}")
        if unused := [name for name in self.head if name not in names and name != "point"]:
            raise InputError(
                f"{self.name}: column {unused[0]!r} is no parameter{did_you_mean(unused[0], names)}; remove it, or add the parameter"
            )
        takers = [(self.head.index(f.name), f, _taker(f, self.number)) for f in factors]
        faults: list[str] = []
        found = []
        for at, row in enumerate(self.rows, 2):
            values = [take(row[place]) for place, _, take in takers]
            for value, (place, f, _) in zip(values, takers, strict=True):
                if value is None and len(faults) < _TOLD:
                    faults.append(f"line {at}: {f.name} = {shown(row[place])} is none of its values ({f.about()['range']})")
            found.append(tuple(values))
        if faults:
            raise InputError(f"{self.name}, " + "; ".join(faults))
        return tuple(found)


def _taker(f: Factor, number: Callable[[str], float | None]) -> Callable[[str], Any]:
    """How a cell becomes a value of a factor; None where it is none."""
    if f.levels:
        texts = {str(level).lower(): level for level in f.levels}
        numbers = {float(level): level for level in f.levels if isinstance(level, (int, float)) and not isinstance(level, bool)}
        return lambda cell: texts.get(cell.lower(), numbers.get(value) if (value := number(cell)) is not None else None)

    def of_range(cell: str) -> Any:
        value = number(cell)
        if value is None or not f.low <= value <= f.high or (f.kind == "integer" and value != int(value)):
            return None
        return int(value) if f.kind == "integer" else value

    return of_range
