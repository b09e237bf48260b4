"""Nominations: a row for each person, and columns such as advice1, advice2 in which colleagues are named, or one column with all of them."""

import re

from .form import Found, Network, Tie, counted, key_of, listed, tidy
from .table import Table
from .words import NAMING, is_blank, is_code, is_unknown, number, plain

_NUMBERED = re.compile(r"^(.*?)[\s_.\-#]*\(?(\d{1,2})\)?$")
_WAVE = re.compile(r"[_.\s](?:w|t|wave|time|welle)[_.]?(\d{1,2})(?=$|[_.\s])", re.IGNORECASE)


def nominations_of(table: Table, teacher: int) -> dict[tuple[str, str], list[int]]:
    """Columns in which colleagues are named: (relation, wave) -> their places. Empty when there are none.

    Columns belong together when they differ in a last number. They name colleagues when they are called so and hold names of
    the table, or hold names that are no numbers.
    """
    if table.header is None:
        return {}
    groups: dict[tuple[str, str], list[int]] = {}
    for place, name in enumerate(table.header):
        if place == teacher:
            continue
        wave = _WAVE.search(name)
        stem = _WAVE.sub("", name)
        if numbered := _NUMBERED.match(stem):
            groups.setdefault((numbered[1].strip(" _.-#"), wave[1] if wave else ""), []).append(place)
        elif NAMING.search(plain(stem)):
            groups.setdefault((stem.strip(), wave[1] if wave else ""), []).append(place)
    names = {key_of(row.cells[teacher]) for row in table.body if teacher < len(row.cells)}
    return {which: places for which, places in groups.items() if which[0] and _names_people(table, which[0], places, names)}


def _pieces(cell: str, names: set[str]) -> list[str]:
    """Who is named in a cell: one person, or several with a sign between. A comma in numbers is one of decimals, unless there are two."""
    if key_of(cell) in names:
        return [cell]
    numbers = re.fullmatch(r"[\d\s,.;|/]+", cell) and cell.count(",") < 2
    ways = [
        [piece.strip() for piece in re.split(sign, cell) if piece.strip()]
        for sign in ("[;|\n]", *(() if numbers else ("/", ",")))
    ]
    return next((way for way in ways if len(way) > 1 and key_of(way[0]) in names), ways[-1])


def _names_people(table: Table, stem: str, places: list[int], names: set[str]) -> bool:
    whole = [row.cells[k] for row in table.body for k in places if k < len(row.cells)]
    cells = [piece for cell in whole for piece in _pieces(cell, names) or [""]]
    told = [cell for cell in cells if not is_unknown(cell) and not is_code(cell, table.choices.missing)]
    if not told:
        return bool(NAMING.search(plain(stem))) and len(places) > 1
    known = sum(key_of(cell) in names for cell in told) / len(told)
    wanted = plain(table.choices.relation or "") == plain(stem)
    return known >= 0.5 and (
        wanted
        or (bool(NAMING.search(plain(stem))) and (len(places) > 1 or len(cells) > len(whole) or not _count(told)))
        or (len(places) > 1 and any(number(c) is None for c in told))
    )


def read_nominations(
    table: Table, teacher: int, groups: dict[tuple[str, str], list[int]], found: Found, responded: int | None
) -> None:
    """Add a network for each group of columns to what was found.

    Who left all cells blank named nobody; where codes for unknown stand in all, or the column `responded` says no, nothing is known.
    """
    names = {key_of(row.cells[teacher]) for row in table.body if teacher < len(row.cells)}
    for (relation, wave), places in groups.items():
        net = Network(table.where)
        silent = []
        for row in table.body:
            if len(row.cells) != len(table.rows[0].cells) or is_unknown(row.cells[teacher]):
                continue  # said where the roster is read
            name = tidy(row.cells[teacher])
            cells = [piece for k in places for piece in _pieces(row.cells[k], names) or [""]]
            named = [cell for cell in cells if not is_unknown(cell) and not _code(cell, table, names)]
            coded = [cell for cell in cells if not is_blank(cell) and cell not in named]
            net.people.append(name)
            net.answered[name] = bool(named) or len(coded) < len(cells)
            if responded is not None and row.cells[responded].casefold() in ("0", "no", "false", "nein", "non"):
                net.answered[name] = False
            net.missing += len(coded)
            if not named and net.answered[name]:
                silent.append(name)
            net.ties += [Tie(name, cell, relation=relation, wave=wave) for cell in named]
        if silent:
            which = f" of {relation}" if len(groups) > 1 else ""
            found.notes.append(
                f"{counted(len(silent), 'person', 'people')} left all cells{which} blank and named nobody: {listed(sorted(silent))}"
            )
        found.networks.append(net)


def _count(cells: list[str]) -> bool:
    """Whether they are rather numbers that count or measure something."""
    return all(number(cell) is not None for cell in cells)


def _code(cell: str, table: Table, names: set[str]) -> bool:
    """Whether a cell is a code for unknown and nobody's number."""
    return is_code(cell, table.choices.missing) and key_of(cell) not in names
