"""Rosters, a line for each person: who works there, and what is known and was measured of them."""

from .form import Found, Person, Roster, key_of, listed, tidy
from .measures import COLUMNS
from .table import Row, Table
from .words import PEOPLE, is_unknown, number

WANTED = PEOPLE | COLUMNS


def read_roster(table: Table, at: dict[str, int], found: Found, also: frozenset[int] = frozenset()) -> Roster:
    """Add the people of a table to what was found. Cells are checked for what they mean when all is known (people.py).

    at : where the columns stand; also : places of columns that are read as something else
    """
    table.check_names(at, WANTED)
    unread = [k for k in range(len(table.rows[0].cells)) if k not in at.values() and k not in also and table.column(k)]
    if table.header is not None:
        found.ignored += [f"roster.{table.column(k)}" for k in unread]
    people: list[Person] = []
    first: dict[str, Person] = {}
    for row in table.check_shape():
        words = [place for meaning, place in at.items() if meaning in ("teacher", "group", "role")]
        if not table.check_letters(row, words):
            continue
        cells = {meaning: _labelled(table, meaning, place, row) for meaning, place in at.items()}
        name = tidy(cells["teacher"])
        if is_unknown(name):
            what = table.column(at["teacher"])
            shown = f"is {name!r}, which stands for unknown" if name else "is blank"
            table.faults.append(f"{table.at(row)}: the {what} {shown}; give every teacher a name or a number")
            continue
        person = Person(name, cells, table.at(row))
        earlier = first.setdefault(key_of(name), person)
        if earlier is person:
            people.append(person)
        elif {m: c for m, c in earlier.cells.items() if m != "teacher"} == {m: c for m, c in cells.items() if m != "teacher"}:
            found.aside.append(f"1 repeat merged: {table.at(row)} says of {name} what {earlier.place} says already")
        else:
            place = earlier.place.rpartition(", ")[2]
            table.faults.append(f"{table.at(row)}: {name!r} stands on {place} already; give each teacher another name")
    scales = {meaning: scale for meaning, place in at.items() if meaning in COLUMNS and (scale := table.scale(meaning, place))}
    roster = Roster(table.where, people, {meaning: table.column(place) for meaning, place in at.items()}, scales)
    found.rosters.append(roster)
    return roster


def _labelled(table: Table, meaning: str, place: int, row: Row) -> str:
    """A cell as it is, or what its label says where words are wanted."""
    text = row.cells[place]
    labels = table.labels.get(table.column(place)) if meaning in ("group", "role", "leader", "principal", "responded") else None
    return labels.get(text, text) if labels else text


def needs_columns(table: Table) -> str:
    """The question about a table without a header."""
    shown = ", ".join(f"{k + 1}: {cell}" for k, cell in enumerate(table.rows[0].cells[:8]))
    numbers = [k for k, cell in enumerate(table.rows[0].cells) if k and number(cell) is not None]
    example = f" --column experience={numbers[-1] + 1}" if numbers else ""
    pairs = len(table.rows[0].cells) in (2, 3)
    ties = ", or --column source=1 --column target=2 if it is a list of ties" if pairs else ""
    return (
        f"{table.where}: the file has no header, and its columns begin with {shown}; say which is which, as in "
        f"--column teacher=1{example}{ties} (allowed are {listed(list(PEOPLE), 20)})"
    )
