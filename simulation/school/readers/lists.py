"""Lists of ties, a line for each: who asks whom, and where known how much, in which relation and when."""

import math
import re

from ...inputs.quoting import shown
from .form import ChoiceNeededError, Found, Network, RosterError, Tie, counted, key_of, listed, tidy
from .measures import COLUMNS, scaled
from .table import Row, Table
from .words import NEUTRAL, NO, NOBODY, PEOPLE, TIES, YES, is_code, is_unknown, meaning_of, number, plain

#: In a column `type`, as Gephi has it, these tell who asks whom and no relation.
_DIRECTIONS = {"directed", "undirected", "mixed"}
_DATE = re.compile(r"(19|20)\d\d([./-]\d{1,2}){0,2}|\d{1,2}[./-]\d{1,2}[./-](19|20)?\d\d")
#: Of people and of nobody else.
_FACTS = {meaning: words for meaning, words in (PEOPLE | COLUMNS).items() if meaning not in ("teacher", "trust")}


def columns_of(table: Table, asked_for: bool = False) -> tuple[dict[str, int], bool] | None:
    """Where a list has its columns, and whether their names tell who asks whom; None when a table has no two columns of people.

    asked_for : the reader has said that this file holds the ties
    """
    if table.header is None:
        at = table.places(TIES)
        return (at, True) if {"source", "target"} <= at.keys() else None
    called = [plain(name) for name in table.header]
    for pair in NEUTRAL:
        if set(pair) <= set(called) and not {"source", "target"} & table.given.keys():
            places = {"source": called.index(pair[0]), "target": called.index(pair[1])}
            rest = {meaning: words for meaning, words in TIES.items() if meaning not in places}
            return table.places(rest) | places, False
    at = table.places(TIES)
    if "target" in at and "source" not in at:
        people = table.places({"source": ("teacher", "id", "name", "teacherid", "person", "personid", "actor")})
        at |= {meaning: place for meaning, place in people.items() if place not in at.values()}
        if "source" in at and not asked_for and "target" not in table.given and _is_roster(table, at):
            return None
    if not {"source", "target"} <= at.keys() or (not asked_for and not table.given and _are_dates(table, at)):
        return None
    return at, True


def _is_roster(table: Table, at: dict[str, int]) -> bool:
    """Whether a table of people has a column that happens to be called like one of colleagues: in German `Alter` is the age.

    In a roster everybody stands once, beside facts of people or nothing that names one of them.
    """
    source, target = (_cells(table, at[side]) for side in ("source", "target"))
    facts = set(meaning_of(table.header or [], _FACTS, {}).values()) - set(at.values())
    return len(set(source)) == len(source) and (bool(facts) or not set(source) & set(target))


def _are_dates(table: Table, at: dict[str, int]) -> bool:
    """Whether `start` and `end` say when and not who: one holds years or dates, and the people have names of their own in another column."""
    names = meaning_of(table.header or [], {"teacher": PEOPLE["teacher"]}, {}).get("teacher")
    if names is None or names in (at["source"], at["target"]):
        return False
    people, *sides = (set(_cells(table, place)) for place in (names, at["source"], at["target"]))
    dated = any(side and all(_DATE.fullmatch(cell) for cell in side) for side in sides)
    return dated and not people & set[str]().union(*sides)


def _cells(table: Table, place: int) -> list[str]:
    """Who stands in a column, line by line, where somebody does."""
    cells = [row.cells[place] for row in table.body if place < len(row.cells)]
    return [key_of(cell) for cell in cells if not is_unknown(cell)]


def without_header(table: Table, asked_for: bool) -> dict[str, int] | None:
    """The columns of a list without a header, if it can be nothing else: two of names that overlap, and perhaps a value.

    asked_for : the reader has said that this file holds the ties
    """
    width = len(table.rows[0].cells)
    if width not in (2, 3) or any(len(row.cells) != width for row in table.rows):
        return None
    one, two = ({key_of(row.cells[k]) for row in table.rows} for k in (0, 1))
    words = any(number(cell) is None for cell in one | two)
    third_is_number = width == 2 or all(is_unknown(row.cells[2]) or number(row.cells[2]) is not None for row in table.rows)
    if not third_is_number or not (asked_for or (words and one & two)):
        return None
    return {"source": 0, "target": 1} | ({"value": 2} if width == 3 else {})


def read_list(table: Table, at: dict[str, int], tells_direction: bool, found: Found) -> None:
    """Add the ties of a list to what was found; what is wrong with lines is noted in the table's faults."""
    table.check_names(at, TIES)
    rows = table.check_shape()
    relation = ""
    if "value" not in at and table.header is not None and table.choices.relation and "relation" not in at:
        called = [plain(name) for name in table.header]
        if (wanted := plain(table.choices.relation)) in called and (place := called.index(wanted)) not in at.values():
            at = at | {"value": place}
            relation = table.header[place]
    way = at.get("relation")
    told = {row.cells[way].strip().casefold() for row in rows} - {""} if way is not None else set()
    if told and told <= _DIRECTIONS:
        at = {meaning: place for meaning, place in at.items() if meaning != "relation"}
    else:
        way = None
    unread = [k for k in range(len(rows[0].cells) if rows else 0) if k not in (way, *at.values()) and table.column(k)]
    if "value" not in at:
        _check_pairs(table, rows, at, unread)
    found.ignored += [f"ties.{table.column(k)}" for k in unread if table.header is not None]
    net = Network(table.where, tells_direction=tells_direction, valued="value" in at)
    scale = table.scale("trust", at["trust"]) if "trust" in at else ""
    nobody, lost = [], 0
    words = [place for meaning, place in at.items() if meaning in ("source", "target", "relation", "wave")]
    for row in rows:
        if not table.check_letters(row, words):
            continue
        cells = {meaning: row.cells[place] for meaning, place in at.items()}
        source, target = cells["source"], cells["target"]
        if is_unknown(source) or _negative_code(source, table):
            lost += 1
            continue
        if is_unknown(target) or target.strip().casefold() in NOBODY or _negative_code(target, table):
            net.people.append(source)
            nobody.append(tidy(source))
            net.answered.setdefault(source, True)
            continue
        net.answered[source] = True
        net.ties.append(
            Tie(
                source,
                target,
                _value(table, row, at, cells["value"]) if "value" in cells else 1.0,
                scaled(table, row, "trust", at["trust"], scale) if "trust" in cells else math.nan,
                tidy(cells.get("relation", "")) or relation,
                tidy(cells.get("wave", "")),
                way is not None and row.cells[way].strip().casefold() == "undirected",
            )
        )
    if nobody:
        names = sorted(set(nobody))
        found.aside.append(f"{counted(len(nobody), 'line')} with a missing target: {listed(names)} named nobody there")
    if lost:
        found.aside.append(f"{counted(lost, 'line')} with a missing source, which says of nobody whom they ask")
    found.networks.append(net)


def _check_pairs(table: Table, rows: list[Row], at: dict[str, int], unread: list[int]) -> None:
    """A list of nearly every pair says in another column which of them are ties. Raises ChoiceNeededError."""
    people = {key_of(row.cells[at[side]]) for row in rows for side in ("source", "target")}
    n = len(people)
    told = [k for k in unread if all(is_unknown(row.cells[k]) or number(row.cells[k]) is not None for row in rows)]
    if n >= 4 and len(rows) >= 0.9 * n * (n - 1) and told:
        names = [table.column(k) for k in told]
        raise ChoiceNeededError(
            "relation",
            f"{table.where}: there is a line for nearly every pair of people, and no column value says which are ties; choose one of "
            f"{listed(names, 20)} with --relation NAME",
        )


def _negative_code(name: str, table: Table) -> bool:
    """Codes for nobody that are no number of a person; 98 and 99 may be one and are looked at when all names are known."""
    return is_code(name, table.choices.missing) and (name.startswith("-") or name in table.choices.missing)


def _value(table: Table, row: Row, at: dict[str, int], text: str) -> float:
    if is_unknown(text):
        return math.nan
    if (value := number(text)) is None and text.casefold() in YES | NO:
        return float(text.casefold() in YES)
    if value is None:
        name = table.column(at["value"])
        table.faults.append(
            f"{table.at(row)}: {name} = {shown(text)} is not a number; give one, or nothing where it is unknown"
        )
        return math.nan
    return value


def needs_two(table: Table) -> RosterError:
    """What a file of ties without two columns of people lacks."""
    at = table.places(TIES) if table.header is not None else {}
    return table.without([side for side in ("source", "target") if side not in at], TIES)
