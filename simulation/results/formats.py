"""Tables as files of other programs: CSV, Stata, SPSS, Parquet. What their columns are travels with them as far as a format lets it."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.extras import need
from ..declare.columns import Column
from ..inputs.writing import table_for_spreadsheet
from ..parameters.scenario import InputError

if TYPE_CHECKING:
    import pandas as pd

#: A table in pieces, so that one that is larger than memory can be written where the format can be written in pieces.
Pieces = Iterable["pd.DataFrame"]
#: Columns of a table under the names that they have in the file.
Columns = dict[str, Column]

#: Letters of a variable's label that Stata takes.
_STATA_LABEL = 80
_STATA_VERSION = 118  # Stata 14 and later: the first that knows letters beyond ASCII


def as_csv(frame: "pd.DataFrame", **how: Any) -> str:
    """A table as CSV that is safe to open in a spreadsheet; numbers keep every digit. how : what pandas' to_csv takes."""
    text: str = table_for_spreadsheet(frame).to_csv(index=False, lineterminator="\n", **how)
    return text


def write_csv(pieces: Pieces, path: Path, columns: Columns, title: str) -> None:
    """CSV in UTF-8 with a header; flags are 0 and 1, missing values are blank."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for k, piece in enumerate(pieces):
            file.write(as_csv(_flags(piece), header=k == 0))


def write_parquet(pieces: Pieces, path: Path, columns: Columns, title: str) -> None:
    """Parquet; label, unit and meaning stand in the metadata of each column."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer = None
    with contextlib.ExitStack() as closing:
        for piece in pieces:
            table = pa.Table.from_pandas(piece, preserve_index=False).replace_schema_metadata({"title": title})
            fields = [field.with_metadata(_said(columns[field.name])) for field in table.schema]
            table = table.cast(pa.schema(fields, table.schema.metadata))
            if writer is None:
                writer = closing.enter_context(pq.ParquetWriter(path, table.schema, compression="zstd"))
            writer.write_table(table)


def _said(column: Column) -> dict[str, str]:
    return {"label": column.label, "unit": column.unit, "meaning": column.meaning}


def write_stata(pieces: Pieces, path: Path, columns: Columns, title: str) -> None:
    """Stata 14 and later, with labels of the file, of variables and of values; infinite numbers are missing."""
    frame = _whole(pieces)
    frame.to_stata(
        path,
        write_index=False,
        version=_STATA_VERSION,
        data_label=title[:_STATA_LABEL],
        variable_labels={name: label_of(columns[name])[:_STATA_LABEL] for name in frame.columns},
        value_labels={name: dict(values) for name in frame.columns if (values := _labelled(frame, columns, name))},
    )


def write_spss(pieces: Pieces, path: Path, columns: Columns, title: str) -> None:
    """SPSS, with labels of the file, of variables and of values; infinite numbers are missing. Needs the extra `formats`."""
    need("formats", "a file of SPSS")
    import pyreadstat

    frame = _whole(pieces)
    labelled: dict[str, Any] = {name: values for name in frame.columns if (values := _labelled(frame, columns, name))}
    text = {name for name in frame.columns if _is_text(frame[name])}
    pyreadstat.write_sav(
        frame,
        str(path),
        file_label=title[:64],
        column_labels={name: label_of(columns[name])[:256] for name in frame.columns},
        variable_value_labels=labelled,
        variable_measure={name: "nominal" if name in labelled or name in text else "scale" for name in frame.columns},
        variable_format={
            name: "F12.5" if frame[name].dtype.kind == "f" else "F12.0" for name in frame.columns if name not in text
        },
    )


#: What an export may be written as; the ending of a file says which it is.
WRITERS: dict[str, Callable[[Pieces, Path, Columns, str], None]] = {
    "csv": write_csv,
    "dta": write_stata,
    "sav": write_spss,
    "parquet": write_parquet,
}


def label_of(column: Column) -> str:
    """Label and unit in one: what statistics packages show beside a name."""
    return f"{column.label} [{column.unit}]" if column.unit not in ("", "name", "text") else column.label


def _whole(pieces: Pieces) -> "pd.DataFrame":
    """All pieces in one, with types that every package knows: whole numbers, real numbers, texts."""
    import pandas as pd

    frame = _flags(pd.concat(list(pieces), ignore_index=True))
    for name in frame.columns:
        values = frame[name]
        if _is_text(values):
            frame[name] = values.astype(object).where(values.notna(), "").astype(str).astype(object)
        elif values.dtype.kind in "iu" and not values.isna().any():
            fits = len(values) == 0 or (
                values.min() > -(2**31) and values.max() < 2**31 - 100
            )  # beyond, Stata has its missing values
            frame[name] = values.astype(np.int32 if fits else np.float64)
        else:
            numbers = values.to_numpy(np.float64, na_value=np.nan)
            frame[name] = np.where(np.isfinite(numbers), numbers, np.nan)
    return frame


def _flags(frame: "pd.DataFrame") -> "pd.DataFrame":
    """The table with 0 and 1 for no and yes."""
    return frame.assign(**{name: frame[name].astype(np.int64) for name in frame.columns if frame[name].dtype == bool})


def _is_text(values: "pd.Series") -> bool:
    return not (hasattr(values.dtype, "kind") and values.dtype.kind in "biuf")


def _labelled(frame: "pd.DataFrame", columns: Columns, name: str) -> dict[int, str] | None:
    """Words for the numbers of a column; one with missing values holds whole numbers as real ones."""
    values = columns[name].values
    return dict(values) if values and not _is_text(frame[name]) else None


def check_format(format: str, *also: str) -> None:
    """Raise InputError unless files of this format can be written here. also : other formats that whoever asks can write"""
    if format not in WRITERS and format not in also:
        raise InputError(f"{format!r} is no format of an export; allowed are: {', '.join((*WRITERS, *also))}")
    if format == "sav":
        need("formats", "a file of SPSS")


def pieces_of(path: Path, rows: int = 100_000) -> Iterator["pd.DataFrame"]:
    """A Parquet or CSV file of results in pieces of so many rows; at least one, which may be empty."""
    import pandas as pd
    import pyarrow.parquet as pq

    if path.suffix == ".csv":
        yield pd.read_csv(path, keep_default_na=True)
        return
    file = pq.ParquetFile(path)
    batches = (batch.to_pandas() for batch in file.iter_batches(rows))
    first = next(batches, None)
    yield from chain([file.schema_arrow.empty_table().to_pandas() if first is None else first], batches)
