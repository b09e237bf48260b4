"""Forms in which public collections keep networks: Matrix Market (Network Repository, SuiteSparse) and VNA (NetDraw)."""

import io
import re

from .files import Source
from .form import Choices, Found, Network, RosterError, Tie
from .kinds import read_table
from .table import Row, Table
from .text import cells_of


def read_matrix_market(source: Source, found: Found) -> None:
    """Add the network of a Matrix Market file to what was found; people are called by their place. Raises RosterError."""
    from scipy.io import mminfo, mmread

    try:
        rows, columns, *_, kind, symmetry = mminfo(io.BytesIO(source.raw))
        matrix = mmread(io.BytesIO(source.raw))
    except (ValueError, TypeError, OverflowError) as error:
        raise RosterError(
            [f"{source.name}: this is no Matrix Market file that can be read ({error}); save the ties as CSV"]
        ) from None
    if rows != columns or rows > 5000:
        raise RosterError(
            [f"{source.name}: it has {rows:,} rows and {columns:,} columns; a network has a row and a column for each person"]
        )
    cells = matrix.tocoo() if hasattr(matrix, "tocoo") else _sparse(matrix)
    net = Network(source.name, people=[str(k + 1) for k in range(rows)], by_place=True, valued=kind != "pattern")
    undirected = symmetry == "symmetric"  # mmread gives both halves
    net.ties = [
        Tie(str(i + 1), str(j + 1), float(value.real), both=undirected)
        for i, j, value in zip(cells.row, cells.col, cells.data, strict=True)
        if not (undirected and i < j)
    ]
    found.networks.append(net)


def _sparse(matrix):
    from scipy.sparse import coo_array

    return coo_array(matrix)


def read_vna(source: Source, text: str, choices: Choices, found: Found) -> None:
    """Add people and ties of a VNA file to what was found: sections of nodes and of ties, a header and lines each. Raises RosterError.

    Every column of a tie but its ends is a relation of its own, called after the column; 0 means that there is no tie.
    """
    sections = re.split(r"(?mi)^\s*\*\s*(node|tie)\s+(data|properties)[^\n]*\n", text)
    parts = [
        (what.lower(), kind.lower(), body)
        for what, kind, body in zip(sections[1::3], sections[2::3], sections[3::3], strict=True)
    ]
    tables = {what: _table(source, what, body, choices) for what, kind, body in parts if kind == "data"}
    ties = tables.get("tie")
    if ties is None:
        raise RosterError([f"{source.name}: a VNA file has a section *tie data, and this has none with lines in it"])
    if (nodes := tables.get("node")) is not None:
        read_table(nodes, found, "roster")
    head = ties.rows[0].cells
    relations = head[2:] or [""]
    rows = [Row(0, ["source", "target", "value", "relation"])]
    for row in ties.check_shape():
        rows += [
            Row(row.number, [*row.cells[:2], row.cells[k + 2] if head[2:] else "1", relation])
            for k, relation in enumerate(relations)
        ]
    if ties.faults:
        raise RosterError(ties.faults)
    read_table(Table(source.name, source.stem, rows, choices, has_header=True), found, "ties")


def _table(source: Source, what: str, body: str, choices: Choices) -> Table | None:
    lines = [line for line in body.splitlines() if line.strip()]
    rows = [Row(k, cells_of(line)) for k, line in enumerate(lines, 1)]
    if what == "node" and rows:
        rows[0].cells[0] = "teacher"
    return Table(f"{source.name}, {what} data", source.stem, rows, choices, has_header=True) if len(rows) > 1 else None
