"""Workbooks and data of statistics packages as tables: Excel (openpyxl), Stata (pandas), SPSS (pyreadstat)."""

import datetime
import io
import math
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ...core.extras import need
from .files import Source
from .form import Choices, RosterError
from .table import Row, Table

#: Cells of a sheet; a matrix of the largest school has 250 thousand.
MOST_CELLS = 5_000_000


def cell_text(value: Any) -> str:
    """A cell of a typed table as a text file would have it: whole numbers without decimals, nothing where nothing is."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return str(value).strip()


def read_excel(source: Source, choices: Choices) -> list[Table]:
    """A table for each sheet that holds something. Raises RosterError and MissingExtraError."""
    need("formats", "reading Excel")
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about formats of cells, which nobody reads
            book = openpyxl.load_workbook(io.BytesIO(source.raw), read_only=True, data_only=True)
            sheets = [(sheet.title, list(_filled(sheet.iter_rows(values_only=True)))) for sheet in book.worksheets]
    except _TooLargeError:
        said = f"a sheet has more than {MOST_CELLS:,} cells, empty ones among them, the most that is taken; delete what is not needed"
        raise RosterError([f"{source.name}: {said}"]) from None
    except Exception as error:  # zip, XML and openpyxl each have their own
        raise RosterError([f"{source.name}: this workbook cannot be read ({error}); save the sheet as CSV (UTF-8)"]) from None
    tables = []
    for title, cells in sheets:
        rows = [Row(k, [cell_text(cell) for cell in row]) for k, row in cells]
        rows = [row for row in rows if any(row.cells)]
        width = max((k + 1 for row in rows for k, cell in enumerate(row.cells) if cell), default=0)
        for row in rows:
            row.cells = row.cells[:width] + [""] * (width - len(row.cells))
        if rows:
            tables.append(Table(f"{source.name}, sheet {title}", title, rows, choices, "row"))
    if not tables:
        raise RosterError([f"{source.name}: the workbook is empty"])
    return tables


class _TooLargeError(Exception):
    """A sheet has more cells than are taken."""


def _filled(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, Sequence[Any]]]:
    """Rows that hold something, with their numbers. One cell far out makes a small file a sheet of billions of empty ones."""
    n = 0
    for k, row in enumerate(rows, 1):
        n += max(1, len(row))
        if n > MOST_CELLS:
            raise _TooLargeError
        if any(cell is not None for cell in row):
            yield k, row


def read_stata(source: Source, choices: Choices) -> Table:
    """The table of a Stata file, with the labels of its values. Raises RosterError."""
    import pandas as pd

    try:
        with (
            warnings.catch_warnings(action="ignore"),
            pd.read_stata(io.BytesIO(source.raw), iterator=True, convert_categoricals=False) as file,
        ):  # numpy would warn of numbers of a damaged file
            frame = file.read()
            named = file.value_labels()
            of_column = {
                column: named[label] for column, label in zip(frame.columns, _label_names(file), strict=False) if label in named
            }
    except Exception as error:  # struct, Unicode and pandas each have their own
        raise RosterError(
            [f"{source.name}: this is no Stata file that can be read ({error}); save it again, or export CSV"]
        ) from None
    return _table(source, choices, frame, of_column)


def _label_names(file) -> list[str]:
    """Which set of labels each column has; pandas keeps it to itself."""
    return getattr(file, "_lbllist", [])


def read_spss(source: Source, choices: Choices) -> Table:
    """The table of an SPSS file, with the labels of its values; what SPSS calls missing is unknown. Raises RosterError."""
    need("formats", "reading SPSS")
    import pyreadstat

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "file.sav"
        place.write_bytes(source.raw)
        try:
            frame, about = pyreadstat.read_sav(str(place))
        except Exception as error:  # its C library's own
            raise RosterError(
                [f"{source.name}: this is no SPSS file that can be read ({error}); save it again, or export CSV"]
            ) from None
    return _table(source, choices, frame, about.variable_value_labels)


def _table(source: Source, choices: Choices, frame, labels: dict[str, dict[Any, str]]) -> Table:
    columns = [str(name) for name in frame.columns]
    cells = [[cell_text(_plain(value)) for value in frame[name]] for name in frame.columns]
    rows = [Row(1, columns), *(Row(k + 2, list(row)) for k, row in enumerate(zip(*cells, strict=True)))]
    if len(rows) < 2:
        raise RosterError([f"{source.name}: the file is empty"])
    known = {str(name): {cell_text(_plain(value)): text for value, text in of.items()} for name, of in labels.items()}
    table = Table(source.name, source.stem, rows, choices, "row", has_header=True, labels=known)
    return table


def _plain(value: Any) -> Any:
    """NumPy's numbers as Python's, and pandas' marks of nothing as None."""
    if hasattr(value, "item"):
        value = value.item()
    return None if value is None or value != value else value
