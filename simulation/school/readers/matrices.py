"""Matrices: a row for who asks, a column for who is asked, with names on the sides or without."""

import math
import re
from functools import lru_cache

from .form import ChoiceNeededError, Found, Network, RosterError, Tie, key_of, listed
from .measures import COLUMNS
from .table import Row, Table
from .words import NO, PEOPLE, YES, is_blank, is_unknown, number, plain

FEWEST = 3
#: What people write into a cell that is a tie, in place of 1, besides words for yes.
MARKS = {"✓", "✔", "✗", "•"} | YES
#: What columns of people's facts are called, which are no people.
_FACTS = {word for words in (PEOPLE | COLUMNS).values() for word in words}


class Matrix:
    """Where a table has its names and its cells. rows, columns : names; body : rows of cells; by_place : it had no names"""

    def __init__(self, rows: list[str], columns: list[str], body: list[list[str]], by_place: bool = False):
        self.rows, self.columns, self.body, self.by_place = rows, columns, body, by_place


def matrix_of(table: Table, names_beside: bool = False) -> Matrix | None:
    """The matrix in a table, or None when it is something else. The four ways to write one are tried from the most to the least named.

    names_beside : only with names on both sides, which nothing else has
    """
    rows = [row.cells for row in table.rows]
    head, body = rows[0], rows[1:]
    width = max(len(row) for row in rows)
    if len(rows) < FEWEST or width < FEWEST:
        return None
    if len(head) == width - 1 and all(len(row) == width for row in body):
        head = ["", *head]  # as R writes it, without a cell for the corner
    if all(len(row) == width for row in (head, *body)):
        names = [row[0] for row in body]
        if _same(head[1:], names) and _numbers(row[1:] for row in body):
            columns = _columns_as(names, head[1:])
            return Matrix(names, columns, [row[1:] for row in body])
    if names_beside:
        return None
    if all(len(row) == width for row in (head, *body)):
        if len(rows) == width and _numbers(rows) and not _numbered(rows):
            places = [str(k + 1) for k in range(width)]
            return Matrix(places, places, rows, by_place=True)
        if len(body) == width and _numbers(body) and _names(head):
            return Matrix(head, head, body, by_place=[_plainer(name) for name in head] == [str(k + 1) for k in range(width)])
        if len(rows) == width - 1 and _numbers(row[1:] for row in rows) and not _numbers([[row[0] for row in rows]]):
            names = [row[0] for row in rows]
            return Matrix(names, names, [row[1:] for row in rows])
    return None


def _plainer(name: str) -> str:
    """R puts an X before names that begin with a digit."""
    return re.sub(r"^[XV](?=\d)", "", key_of(name))


def _same(columns: list[str], rows: list[str]) -> bool:
    """Whether two sides name the same people; of some the row may be missing, who then did not answer."""
    for key in (key_of, _plainer):
        above, beside = {key(name) for name in columns}, {key(name) for name in rows}
        if (
            len(above) == len(columns)
            and len(beside) == len(rows)
            and beside <= above
            and len(beside) >= max(FEWEST, len(above) / 2)
        ):
            return True
    return False


def _columns_as(rows: list[str], columns: list[str]) -> list[str]:
    """Names of the columns as the rows write them."""
    if {key_of(name) for name in rows} <= {key_of(name) for name in columns}:
        return columns
    written = {_plainer(name): name for name in rows}
    return [written.get(_plainer(name), _plainer(name)) for name in columns]


def _numbers(rows) -> bool:
    """Whether all cells are numbers or unknown, and some are known."""
    cells = {cell for row in rows for cell in row}
    return all(is_unknown(cell) or _number(cell) is not None for cell in cells) and any(not is_unknown(cell) for cell in cells)


def _names(head: list[str]) -> bool:
    """Whether the first row names people: all differ, and they are words or count from 1."""
    counting = [key_of(name) for name in head] == [str(k + 1) for k in range(len(head))]
    words = all(number(name) is None and not is_unknown(name) for name in head)
    return (counting or words) and len(set(head)) == len(head)


def _numbered(rows: list[list[str]]) -> bool:
    """Whether the first column counts, so that a square table is rather one of people."""
    return [key_of(row[0]) for row in rows] == [str(k + 1) for k in range(len(rows))]


@lru_cache(4096)
def _number(text: str) -> float | None:
    if (value := number(text)) is not None:
        return value
    word = text.strip().casefold()
    return 1.0 if word in MARKS else 0.0 if word in NO else None


def read_matrix(table: Table, matrix: Matrix, found: Found, relation: str = "") -> None:
    """Add the ties of a matrix to what was found. Raises ChoiceNeededError when only one half is filled, and RosterError where facts stand among people."""
    beside = {key_of(name) for name in matrix.rows} | {_plainer(name) for name in matrix.rows}
    if facts := [name for name in matrix.columns if plain(name) in _FACTS and not {key_of(name), _plainer(name)} & beside]:
        raise RosterError(
            [
                f"{table.where}: {listed(facts)} stands among the people of this matrix and has no row; put what is known of people into a roster of "
                "its own"
            ]
        )
    body = [Row(k, cells) for k, cells in enumerate(matrix.body)]
    values = [[math.nan if is_unknown(cell) else _number(cell) for cell in row.cells] for row in body]
    if not any(value == 0.0 for row in values for value in row):  # who leaves out zeros leaves blank what is no tie
        for cells, row in zip(values, body, strict=True):
            if any(value == value for value in cells):
                cells[:] = [0.0 if is_blank(cell) else value for cell, value in zip(row.cells, cells, strict=True)]
    add_matrix(found, table.where, matrix.rows, matrix.columns, values, table.choices.undirected, relation, matrix.by_place)


def add_matrix(  # noqa: PLR0917 - what a matrix is
    found: Found,
    where: str,
    rows: list[str],
    columns: list[str],
    values,
    undirected: bool | None,
    relation: str = "",
    by_place=False,
) -> Network:
    """A matrix as a network: values[i][j] of row i and column j, NaN where unknown. Raises ChoiceNeededError."""
    net = Network(where, people=list(columns), by_place=by_place)
    place = {key_of(name): k for k, name in enumerate(columns)}
    above = below = 0
    for name, cells in zip(rows, values, strict=True):
        i = place[key_of(name)]
        known = 0
        for j, value in enumerate(cells):
            if value == 0.0:
                known += 1
                continue
            if value != value:
                net.missing += i != j
                continue
            known += i != j
            above += j > i
            below += j < i
            net.ties.append(Tie(name, columns[j], float(value), relation=relation))
        net.answered[name] = known > 0
    for name in columns:
        net.answered.setdefault(name, False)
    net.valued = any(tie.value not in (0.0, 1.0) for tie in net.ties)
    if undirected is None and above + below >= FEWEST and not (above and below) and len(rows) >= FEWEST:
        half = "above" if above else "below"
        raise ChoiceNeededError(
            "undirected",
            f"{where}: only the half {half} the diagonal is filled; say --undirected if a cell is a tie both ways, or --directed",
        )
    found.networks.append(net)
    return net
