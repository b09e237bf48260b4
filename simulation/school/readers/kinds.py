"""What each table is, and its reading: a list of ties, a matrix, nominations with or without a roster, or a roster alone."""

from .form import ChoiceNeededError, Found, RosterError
from .lists import columns_of, needs_two, read_list, without_header
from .matrices import matrix_of, read_matrix
from .nominations import nominations_of, read_nominations
from .rosters import WANTED, needs_columns, read_roster
from .table import Table
from .words import PEOPLE, meaning_of


def read_table(table: Table, found: Found, role: str = "") -> None:
    """Add what a table holds to what was found. Raises RosterError when nothing can be made of it, and for a choice that is needed.

    role : "roster" or "ties", when the reader has said what the file is
    """
    found.pointed |= table.given.keys()
    try:
        _read(table, found, role)
    finally:
        found.faults += table.faults


def _read(table: Table, found: Found, role: str) -> None:
    if role != "roster" and (matrix := matrix_of(table, names_beside=True)):
        return read_matrix(table, matrix, found, table.stem)
    listed = columns_of(table, role == "ties") if role != "roster" else None
    if listed and not listed[1] and (matrix := matrix_of(table)):
        return read_matrix(table, matrix, found, table.stem)  # of people who happen to be called so
    if listed and not (role == "" and table.header is None and not table.given):
        return read_list(table, *listed, found)
    words = bool(meaning_of(table.rows[0].cells, PEOPLE, {}))
    if role != "roster" and not words and (matrix := matrix_of(table)):
        return read_matrix(table, matrix, found, table.stem)
    at = table.places(WANTED)
    if table.header is not None and "teacher" in at:
        groups = nominations_of(table, at["teacher"])
        if role == "ties" and not groups:
            raise needs_two(table)
        also = frozenset(place for places in groups.values() for place in places)
        at = {meaning: place for meaning, place in at.items() if place not in also}
        read_roster(table, at, found, also)
        read_nominations(table, at["teacher"], groups, found, at.get("responded"))
        return None
    if table.header is None and role != "roster" and (places := without_header(table, role == "ties")):
        names = ", ".join(places)
        found.notes.append(f"{table.where} has no header; its columns were read as {names}")
        return read_list(table, places, True, found)
    if role == "ties":
        raise needs_two(table)
    if table.header is None:
        if "teacher" in at:
            read_roster(table, at, found)
            return None
        raise ChoiceNeededError("column", needs_columns(table))
    raise _neither(table, role)


def _neither(table: Table, role: str) -> RosterError:
    error = table.without(["teacher"], WANTED)
    if role == "roster":
        return error
    return RosterError(
        [f"{error.faults[0]}; a list of ties has columns source and target, or a row and a column for everybody"]
    )
