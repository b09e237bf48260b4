"""Several real schools at once: a folder with the files of each, or files in which a column tells schools apart.

In a folder, files that end in `roster` and `ties` after the same beginning are one school, and every other file is one. A column `school` cuts
every table that has it; the pieces are read as the files of one school are.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from .readers.files import Source, format_of
from .readers.form import Choices, Found, RosterError, key_of, listed, tidy
from .readers.reading import tables_of
from .readers.table import Table
from .readers.words import is_unknown, plain
from .roster import School

#: Columns that tell schools apart.
COLUMN = ("school", "schoolid", "schoolname", "schule", "schulnummer", "école", "escuela")
#: Endings of files that are looked for in a folder.
ENDINGS = {"csv", "tsv", "txt", "dat", "net", "paj", "dl", "graphml", "gexf", "gml", "xlsx", "dta", "sav"}
_PART = re.compile(r"(?P<stem>.*?)[-_ ]?(?P<part>roster|ties|attributes|attribute)$", re.IGNORECASE)
_TABLES = ("text", "excel", "stata", "spss")
_WORDS = ("group", "role", "leader", "principal", "responded", "grade", "department")


def read_each(paths: Sequence[str | Path], ties: str | Path | None = None, **reading) -> list[School]:
    """The schools of a folder or of files, in the order of their names; one where nothing tells several apart.

    ties, reading : as in `School.read`. Raises RosterError with the school that it is about, and as `School.read` does.
    """
    if ties is None and len(paths) == 1 and Path(paths[0]).is_dir():
        return [_named(name, School.read(files, **reading)) for name, files in in_folder(Path(paths[0])).items()]
    every = [*paths, *([] if ties is None else [ties])]
    if not all(Path(path).exists() for path in every):  # a school that comes along, or a mistake to be told of
        return [School.read(list(paths), ties, **reading)]
    cut = {path: _cut(Path(path)) for path in every}
    names = list(dict.fromkeys(name for pieces in cut.values() for name in pieces))
    if len(names) < 2:
        return [School.read(list(paths), ties, **reading)]
    if whole := [str(path) for path, pieces in cut.items() if not pieces]:
        raise RosterError([f"{whole[0]}: it has no column school, and other files have; give every line its school"])
    schools = []
    for name in sorted(names, key=key_of):
        mine = [cut[path][name] for path in paths if name in cut[path]]
        own_ties = cut[ties].get(name) if ties is not None else None
        if not mine:
            raise RosterError([f"{ties}: school {name} has ties here and nobody in {listed([str(path) for path in paths])}"])
        schools.append(_named(name, School.read(mine, own_ties, **reading), within=True))
    if bare := [school.title for school in schools if not school.ties_known and any(other.ties_known for other in schools)]:
        told = f"{bare[0]} has no line with ties in {listed([str(path) for path in every])}, and other schools have"
        raise RosterError([f"school {told}; add its ties, take its people out, or give it files of its own"])
    return schools


def in_folder(folder: Path) -> dict[str, list[Path]]:
    """Name -> files of each school in a folder, rosters first. Raises RosterError when there is none."""
    found: dict[str, list[Path]] = {}
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower().lstrip(".") in ENDINGS):
        part = _PART.match(path.stem)
        found.setdefault(part["stem"] if part and part["stem"] else path.stem, []).append(path)
    if not found:
        raise RosterError(
            [f"{folder}: there is no file of a school in this folder; allowed endings are {', '.join(sorted(ENDINGS))}"]
        )
    return {name: sorted(files, key=lambda path: "ties" in path.stem.lower()) for name, files in found.items()}


def _named(name: str, school: School, within: bool = False) -> School:
    """The school under its name. within : it was cut from files with several, which its receipt names"""
    receipt = school.receipt
    if within and receipt is not None:
        words = [word.removesuffix(_piece(name)) for word in receipt.words]
        receipt = replace(receipt, words=[*words, "--only", name])
    return replace(school, title=name, receipt=receipt)


def _piece(name: str) -> str:
    return f" ({name})"


def _cut(path: Path) -> dict[str, Source]:
    """School -> its lines of a file as a file of its own, in the letters and with the header of the whole; empty without such a column."""
    source = Source.open(path)
    if format_of(source) not in _TABLES:
        return {}
    tables = tables_of(source, Choices(), Found())
    at = [_place(table) for table in tables]
    if all(place is None for place in at):
        return {}
    if len(tables) > 1:
        raise RosterError([f"{path}: it has {len(tables)} sheets and a column school; save each sheet as a file of its own"])
    return {name: Source(f"{path}{_piece(name)}", text.encode()) for name, text in _pieces(tables[0], at[0] or 0)}


def _place(table: Table) -> int | None:
    return next((k for k, name in enumerate(table.header or ()) if plain(name) in COLUMN), None)


def _pieces(table: Table, at: int) -> Iterator[tuple[str, str]]:
    head = table.rows[0].cells
    rows: dict[str, list[list[str]]] = {}
    for row in table.check_shape():
        name = tidy(row.cells[at])
        if is_unknown(name):
            raise RosterError([f"{table.at(row)}: the school is blank; give every line its school"])
        rows.setdefault(name, []).append([_word(table, k, cell) for k, cell in enumerate(row.cells) if k != at])
    if table.faults:
        raise RosterError(table.faults)
    for name, mine in rows.items():
        text = io.StringIO()
        csv.writer(text).writerows([[cell for k, cell in enumerate(head) if k != at], *mine])
        yield name, text.getvalue()


def _word(table: Table, place: int, cell: str) -> str:
    """A cell, or what its label says where words are wanted."""
    labels = table.labels.get(table.column(place)) if plain(table.column(place)) in _WORDS else None
    return labels.get(cell, cell) if labels else cell
