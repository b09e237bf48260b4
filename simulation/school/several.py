"""Several real schools at once: a folder with the files of each, the same in a zip, or files in which a column tells schools apart.

In a folder, files that end in `roster` and `ties` after the same beginning are one school, and so are two that are called nothing else;
every other file is one. A column `school` cuts every table that has it; the pieces are read as the files of one school are.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import numpy as np

from ..inputs.limits import MOST_TABLE_BYTES
from .readers.files import Source, format_of
from .readers.form import Choices, Found, RosterError, key_of, listed, tidy
from .readers.reading import tables_of
from .readers.table import Table
from .readers.words import is_unknown, plain
from .roster import File, School

#: Columns that tell schools apart.
COLUMN = ("school", "schoolid", "schoolname", "schule", "schulnummer", "école", "escuela")
#: Endings of files that are looked for in a folder, also of those that are refused with a sentence.
ENDINGS = {
    "csv", "tsv", "txt", "dat", "net", "paj", "dl", "graphml", "gexf", "gml", "json", "mtx", "vna", "xlsx", "dta", "sav", "zsav",
    "xls", "ods", "dot", "gv", "##h", "rds", "rdata", "rda",
}  # fmt: skip
#: Of one zip: files, and bytes to which all of them unpack.
MOST_FILES, MOST_UNPACKED = 1000, 8 * MOST_TABLE_BYTES
_PART = re.compile(r"(?P<stem>.*?)[-_ ]?(?P<part>roster|ties|attributes|attribute)$", re.IGNORECASE)
_TABLES = ("text", "excel", "stata", "spss")
_WORDS = ("group", "role", "leader", "principal", "responded", "grade", "department")


def read_each(paths: Sequence[File], ties: File | None = None, **reading) -> list[School]:
    """The schools of a folder, of a zip or of files, in the order of their names; one where nothing tells several apart.

    ties, reading : as in `School.read`. Raises RosterError with the school that it is about, and as `School.read` does.
    """
    if ties is None and len(paths) == 1 and (found := inside(paths[0])) is not None:
        return read_all(found, _stem(paths[0]), **reading)
    every = [*paths, *([] if ties is None else [ties])]
    if not all(
        isinstance(path, Source) or Path(path).exists() for path in every
    ):  # one that comes along, or a mistake to be told of
        return [School.read(list(paths), ties, **reading)]
    cut = [_cut(path) for path in every]
    names = list(dict.fromkeys(name for pieces in cut for name in pieces))
    if len(names) < 2:
        return [School.read(list(paths), ties, **reading)]
    if whole := [name_of(path) for path, pieces in zip(every, cut, strict=True) if not pieces]:
        raise RosterError([f"{whole[0]}: it has no column school, and other files have; give every line its school"])
    people, network = cut[: len(paths)], cut[len(paths) :]
    schools = []
    for name in sorted(names, key=key_of):
        mine = [pieces[name] for pieces in people if name in pieces]
        own_ties = network[0].get(name) if network else None
        if not mine:
            raise RosterError(
                [f"{name_of(every[-1])}: school {name} has ties here and nobody in {listed([name_of(path) for path in paths])}"]
            )
        schools.append(_named(name, School.read(mine, own_ties, **reading), within=True))
    if bare := [school.title for school in schools if not school.ties_known and any(other.ties_known for other in schools)]:
        told = f"{bare[0]} has no line with ties in {listed([name_of(path) for path in every])}, and other schools have"
        raise RosterError([f"school {told}; add its ties, take its people out, or give it files of its own"])
    return schools


def read_all(files: Sequence[File], title: str = "", **reading) -> list[School]:
    """The schools of files that came together, as from a folder: a school for each beginning of their names.

    title : of the folder; reading : as in `School.read`. Raises RosterError.
    """
    every = by_school(files, title)
    if not every:
        raise RosterError(
            [f"{title}: there is no file of a school in this folder; allowed endings are {', '.join(sorted(ENDINGS))}"]
        )
    if len(every) == 1:
        ((name, mine),) = every.items()
        schools = read_each(mine, **reading)
        return schools if len(schools) > 1 or not name else [_named(name, schools[0])]
    schools = [_named(name, School.read(mine, **reading)) for name, mine in every.items()]
    _check_not_halves(schools)
    return schools


def by_school(files: Sequence[File], title: str = "") -> dict[str, list[File]]:
    """Name -> files of each school, rosters first. title : of the folder, which names files that are called `roster` and `ties` alone"""
    found: dict[str, list[File]] = {}
    for file in sorted(files, key=lambda file: key_of(name_of(file))):
        if not _is_of_a_school(name_of(file)):
            continue
        part = _PART.match(_stem(file))
        folder = PurePosixPath(name_of(file).replace("\\", "/")).parent.name
        name = part["stem"] if part and part["stem"] else (folder or title) if part else _stem(file)
        found.setdefault(name, []).append(file)
    return {name: sorted(mine, key=lambda file: "ties" in _stem(file).lower()) for name, mine in found.items()}


def inside(path: File) -> list[File] | None:
    """The files in a folder or a zip, also in folders of it; None for a file that is neither. Raises RosterError."""
    if not isinstance(path, Source) and Path(path).is_dir():
        return [found for found in sorted(Path(path).rglob("*")) if found.is_file()]
    if Path(name_of(path)).suffix.lower() != ".zip" or not (isinstance(path, Source) or Path(path).is_file()):
        return None
    source = Source.open(path)
    try:
        with zipfile.ZipFile(io.BytesIO(source.raw)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir() and _is_of_a_school(part.filename)]
            small = len(parts) <= MOST_FILES and sum(part.file_size for part in parts) <= MOST_UNPACKED
            found: list[File] = [Source(f"{source.stem}/{part.filename}", archive.read(part)) for part in parts if small]
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError):
        raise RosterError([f"{source.name}: the zip is damaged or locked; make it again, without a password"]) from None
    if not small:
        raise RosterError(
            [
                f"{source.name}: it holds more than {MOST_FILES:,} files or {MOST_UNPACKED // 1_000_000} MB; give fewer schools at once"
            ]
        )
    return found


def _is_of_a_school(name: str) -> bool:
    """Whether a file of a folder may be one of a school, and none that a system has left there."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in parts)
    return not hidden and Path(parts[-1] if parts else "").suffix.lower().lstrip(".") in ENDINGS


def _check_not_halves(schools: list[School]) -> None:
    """Raise RosterError where people and ties of one school would be read as two schools."""
    for people in (school for school in schools if not school.ties_known):
        for other in schools:
            bare = np.isnan(other.experience).all() and not other.group_names
            if other.ties_known and bare and len(set(people.names) & set(other.names)) > len(other.names) / 2:
                raise RosterError(
                    [
                        f"{people.title} holds people and {other.title} ties between the same ones: are they one school? Call them NAME_roster and "
                        "NAME_ties, or give one as the file of ties"
                    ]
                )


def name_of(file: File) -> str:
    """What a file is called in messages."""
    return file.name if isinstance(file, Source) else str(file)


def _stem(file: File) -> str:
    return Path(name_of(file).replace("\\", "/")).stem


def _named(name: str, school: School, within: bool = False) -> School:
    """The school under its name. within : it was cut from files with several, which its receipt names"""
    receipt = school.receipt
    if within and receipt is not None:
        words = [word.removesuffix(_piece(name)) for word in receipt.words]
        receipt = replace(receipt, words=[*words, "--only", name])
    return replace(school, title=name, receipt=receipt)


def _piece(name: str) -> str:
    return f" ({name})"


def _cut(path: File) -> dict[str, Source]:
    """School -> its lines of a file as a file of its own, in the letters and with the header of the whole; empty without such a column."""
    source = Source.open(path)
    if format_of(source) not in _TABLES:
        return {}
    tables = tables_of(source, Choices(), Found())
    at = [_place(table) for table in tables]
    if all(place is None for place in at):
        return {}
    if len(tables) > 1:
        raise RosterError(
            [f"{source.name}: it has {len(tables)} sheets and a column school; save each sheet as a file of its own"]
        )
    return {name: Source(f"{source.name}{_piece(name)}", text.encode()) for name, text in _pieces(tables[0], at[0] or 0)}


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
