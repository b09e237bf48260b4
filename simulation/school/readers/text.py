"""Text files: which letters the bytes are, what stands between cells, and the table that they make."""

import codecs
import csv
import io
import re

from .files import Source
from .form import Choices, Found, RosterError
from .scales import split_scale
from .table import Row, Table
from .words import NEUTRAL, PEOPLE, TIES, is_unknown, meaning_of, number, plain

#: Lines of a file, more than a tie for every pair of the largest school needs; and cells of one, more than a matrix of it has.
MOST_LINES, MOST_COLUMNS = 300_000, 1000
#: Lines at the head of a file that tell of it, as public collections (SNAP, KONECT) write them.
_COMMENT = re.compile(r"(?:#|%)\s+\S|%%")
_SEPARATORS = ("\t", ";", ",", "|", " ")
_LOOKED_AT = 60


def decoded(source: Source, found: Found) -> str:
    """The text of a file in UTF-8, UTF-16 or, failing that, the letters of Western Windows, which is said. Raises RosterError."""
    raw = source.raw
    if raw.count(b"\n") + raw.count(b"\r") > 2 * MOST_LINES:
        raise RosterError(
            [f"{source.name}: it has more than {MOST_LINES:,} lines, the most that is taken; leave out what is not needed"]
        )
    try:
        if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
            text = raw.decode("utf-32")
        elif raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = raw.decode("utf-16")
        elif raw[1:4000:2].count(0) > 0.4 * len(raw[1:4000:2]) > 0:
            text = raw.decode("utf-16-le")
        elif raw[0:4000:2].count(0) > 0.4 * len(raw[0:4000:2]) > 0:
            text = raw.decode("utf-16-be")
        else:
            text = _eight_bits(raw, source, found)
    except UnicodeDecodeError:
        raise RosterError([f"{source.name}: the file is no text that can be read; save it as CSV (UTF-8)"]) from None
    if "\0" in text:
        raise RosterError([f"{source.name}: the file is no text at all; save it as CSV (UTF-8)"])
    return text


def _eight_bits(raw: bytes, source: Source, found: Found) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
        found.notes.append(f"{source.name} is not UTF-8 and was read as Windows-1252; check letters with accents")
        return text


def read_text(source: Source, text: str, choices: Choices) -> Table:
    """The table in a text; its first line may say `sep=;`. Raises RosterError."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    first = 1
    while _COMMENT.match(lines) and "\n" in lines.rstrip("\n"):
        lines, first = lines[lines.index("\n") + 1 :], first + 1
    if said := re.match(r'\s*"?sep=(.)"?\s*\n', lines, re.IGNORECASE):
        separator, lines, first = said[1], lines[said.end() :], first + 1
    else:
        separator = separator_of(lines)
    rows = _rows(source, lines, separator, first)
    if not rows:
        raise RosterError(
            [f"{source.name}: the file is empty; give a header, such as teacher, or source and target, and a line for each"]
        )
    return Table(source.name, source.stem, rows, choices)


def separator_of(text: str) -> str:
    """What stands between cells: what makes the header known words, else what cuts most lines into equally many cells."""
    lines = [line for line in text.split("\n", _LOOKED_AT * 3) if line.strip()][:_LOOKED_AT]
    best, separator = (0, 0.0, 0), ","
    for mark in _SEPARATORS:
        cut = [cells for line in lines if any(cells := _cells(line, mark))]
        if not cut:
            continue
        width = max(sorted({len(cells) for cells in cut}), key=lambda n: sum(len(cells) == n for cells in cut))
        even = sum(len(cells) == width for cells in cut) / len(cut)
        numbers = all(len(cells) == width and all(map(_is_number, cells[1:])) for cells in cut[1:])
        beside = width > 3 and len(cut[0]) == width - 1 and numbers
        if mark == " " and even < 1.0 and not beside:
            continue  # blanks stand within names, too; R leaves out the corner of a matrix
        if mark != " " and len(cut[0]) == 1 and even < 1.0:
            continue
        score = (_known(cut[0]) if len(cut[0]) > 1 else 0, even if width > 1 else 0.0, width if width > 1 else 0)
        if score > best:
            best, separator = score, mark
    return separator


def cells_of(line: str) -> list[str]:
    """The cells of a line between which blanks stand; a name with blanks is quoted."""
    return [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|([^\s"]+)', line)]


def _is_number(cell: str) -> bool:
    return is_unknown(cell) or number(cell) is not None


def _known(head: list[str]) -> int:
    """How many cells of a header are names of columns that are read."""
    head = [split_scale(cell)[0] for cell in head if not re.search(r"[,;|\t]", cell)]
    called = {plain(cell) for cell in head}
    pair = any(set(pair) <= called for pair in NEUTRAL)
    return len(meaning_of(head, PEOPLE, {})) + len(meaning_of(head, TIES, {})) + 2 * pair


def _cells(line: str, mark: str) -> list[str]:
    if mark == " ":
        return re.sub(r"[ \t]+", " ", line.strip()).split(" ")
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=mark, skipinitialspace=True), [])]
    except csv.Error:
        return [cell.strip() for cell in line.split(mark)]


def _rows(source: Source, text: str, separator: str, first: int) -> list[Row]:
    """Every line that is not blank, in cells."""
    if separator == " ":
        text = re.sub(r"[ \t]+", " ", re.sub(r"(?m)^[ \t]+|[ \t]+$", "", text))
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=separator != "\t", strict=True)
    except TypeError:
        raise RosterError([f"{source.name}, line 1: sep={separator} is no sign that can stand between cells"]) from None
    rows, number = [], first
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                said = f"this line has {len(cells):,} columns; at most {MOST_COLUMNS:,} are taken"
                raise RosterError([f"{source.name}, line {number}: {said}"])
            cells = [cell.strip() for cell in cells]
            if any(cells):
                rows.append(Row(number, cells))
            number = reader.line_num + first
    except csv.Error as error:
        raise RosterError(
            [f"{source.name}, line {number}: this cannot be read as separated values ({error}); check the quotation marks"]
        ) from None
    return rows
