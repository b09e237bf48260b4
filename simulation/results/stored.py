"""Tables on the disk: read when they are asked for and no more of them than is asked for, written as schools are finished.

A table that is written piece by piece is, when it is read, the table that would have been written at once.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .files import DamagedError, check_table, check_whole, read_table
from .place import ResultsError
from .recorder import TABLES, Recorded
from .tables import answer_table, teacher_table, tie_table, week_table, year_table

if TYPE_CHECKING:
    import pandas as pd

#: Bytes of recorded numbers that wait for a piece of a table to be written.
PIECE = 24e6


@dataclass
class StoredTables:
    """The tables of an ensemble in a folder. files : name of the table -> name of its file; digests : of files, as far as known"""

    folder: Path
    files: dict[str, str]
    digests: dict[str, str]
    _checked: set[str] = field(default_factory=set)

    def check(self) -> None:
        """Raise ResultsError naming what is damaged: the whole table of years, and the ends of the others."""
        for name, file in self.files.items():
            with self._faults():
                if name == "years":
                    self._check(name)
                else:
                    check_table(self.folder / file)

    def read(self, name: str, columns: list[str] | None = None, years: list[int] | None = None) -> "pd.DataFrame":
        """A table, or some columns of it, or some years. Raises ResultsError when it is damaged."""
        import pandas as pd

        path = self.folder / self.files[name]
        with self._faults(path):
            if columns is None and years is None:
                return read_table(path, self.digests.get(path.name))
            self._check(name)
            return pd.read_parquet(path, columns=columns, filters=None if years is None else [("year", "in", years)])

    def pieces(self, name: str, columns: list[str] | None = None) -> "Iterator[pd.DataFrame]":
        """A table in pieces of some ten thousand rows. Raises ResultsError when it is damaged."""
        import pyarrow.parquet as pq

        path = self.folder / self.files[name]
        with self._faults(path):
            self._check(name)
            with pq.ParquetFile(path) as file:
                for piece in file.iter_batches(columns=columns):
                    yield piece.to_pandas()

    def copy(self, name: str, to: Path) -> None:
        """Write a table to another file, piece by piece."""
        import pyarrow.parquet as pq

        path = self.folder / self.files[name]
        with self._faults(path):
            self._check(name)
            with pq.ParquetFile(path) as file, pq.ParquetWriter(to, file.schema_arrow) as writer:
                for group in range(file.num_row_groups):
                    writer.write_table(file.read_row_group(group))

    def _check(self, name: str) -> None:
        """Once before a table is read in parts, all of it is held against its digest, and its size against what it says."""
        if name not in self._checked:
            check_whole(self.folder / self.files[name], self.digests.get(self.files[name]))
            self._checked.add(name)

    @contextlib.contextmanager
    def _faults(self, path: Path | None = None) -> Iterator[None]:
        import pyarrow as pa

        try:
            yield
        except DamagedError as error:
            raise ResultsError(f"{error}; run it again") from None
        except pa.ArrowException as error:
            raise ResultsError(f"{path} is damaged ({' '.join(str(error).split())[:200]}); run it again") from None


class TableWriter:
    """Writes the tables of an ensemble into a folder, in the order in which runs are given. Close it with `with`.

    name : of the scenario; record : the tables; names : of the teachers of a real school
    """

    def __init__(self, folder: Path, name: str, record: tuple[str, ...], names: tuple[str, ...] | None = None):
        self.folder, self.name, self.names = folder, name, names
        self.tables = [table for table in record if table != "terms"]
        self._waiting: list[Recorded] = []
        self._bytes = 0
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> "TableWriter":
        """Nothing is opened before there is something to write."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write what waits, unless something went wrong, and close the files."""
        try:
            if kind is None:
                self._write()
        finally:
            for writer in self._writers.values():
                writer.close()

    def add(self, runs: list[Recorded]) -> None:
        """Take up some runs."""
        self._waiting += runs
        self._bytes += sum(sum(getattr(run, table).nbytes for table in TABLES) for run in runs)
        if self._bytes >= PIECE:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        for table in self.tables if self._waiting else ():
            rows = pa.Table.from_pandas(self._frame(table), preserve_index=False)
            if table not in self._writers:
                self._writers[table] = pq.ParquetWriter(self.folder / f"{table}.parquet", rows.schema)
            self._writers[table].write_table(rows)
        self._waiting, self._bytes = [], 0

    def _frame(self, table: str) -> "pd.DataFrame":
        if table == "teachers":
            return teacher_table(self.name, self._waiting, self.names)
        if table in ("ties", "answers"):
            return (tie_table if table == "ties" else answer_table)(self._waiting)
        return (year_table if table == "years" else week_table)(self.name, self._waiting)
