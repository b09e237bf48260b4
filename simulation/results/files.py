"""Reading tables back from disk: a damaged file is named before anything tries to make sense of its bytes.

A Parquet reader that is given bytes which were cut off or changed may say something obscure, return other numbers, or take the
whole process with it. So bytes are first held against the digest that the manifest keeps of them and, in folders that were
written before there were digests, against the form that every Parquet file has at both ends.
"""

import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

from ..inputs.limits import why_not

if TYPE_CHECKING:
    import pandas as pd

#: A Parquet file begins and ends with these letters; before the last ones stands the length of its footer, in four bytes.
MAGIC = b"PAR1"
OTHER = "its content is not what was written"
#: Bytes that any table may take in memory, and how many times the size of its file a larger one may.
_ROOMY, _TIMES = 256_000_000, 100


def digest_of(path: Path) -> str:
    """The digest that a manifest keeps of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def check_table(path: Path, digest: str | None = None) -> None:
    """Raise DamagedError unless a Parquet file is whole, as far as both its ends tell, and the one that the manifest speaks of.

    digest : what the manifest says; without one only the ends are looked at, which costs nothing. Memory stays flat in any case.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            ends = file.read(4)
            file.seek(max(0, size - 8))
            ends += file.read()
        if fault := _form(ends, size) or ("" if digest in (None, digest_of(path)) else OTHER):
            raise DamagedError(path, fault)
    except OSError as error:
        raise DamagedError(path, error.strerror or str(error)) from None


def check_whole(path: Path, digest: str | None = None) -> None:
    """What is asked of a Parquet file once, before it is read in parts: `check_table`, and that it does not swell. Raises DamagedError."""
    check_table(path, digest)
    try:
        fault = swollen(path)
    except Exception as error:  # whatever a reader finds wrong with bytes: it has no common word for it
        fault = _in_a_line(error)
    if fault:
        raise DamagedError(path, fault)


def read_table(path: Path, *digests: str | None) -> "pd.DataFrame":
    """A Parquet file as a DataFrame.

    digests : those that the manifest allows the file to have; none, or None, where it says nothing
    Raises DamagedError with one sentence that names the file.
    """
    import pandas as pd

    if fault := why_not(path):
        raise DamagedError(path, fault.partition(";")[0])
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DamagedError(path, error.strerror or str(error)) from None
    if fault := _form(content[:4] + content[-8:], len(content)) or _identity(content, digests):
        raise DamagedError(path, fault)
    try:
        if fault := swollen(content):
            raise DamagedError(path, fault)
        return pd.read_parquet(io.BytesIO(content))
    except DamagedError:
        raise
    except Exception as error:  # whatever a reader finds wrong with bytes: it has no common word for it
        raise DamagedError(path, _in_a_line(error)) from None


def _in_a_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


class DamagedError(ValueError):
    """A file does not hold what was written into it."""

    def __init__(self, path: Path, fault: str):
        super().__init__(f"{path} is damaged ({fault})")


def swollen(table: bytes | Path) -> str:
    """What is wrong with the size of a Parquet table as its footer tells it, before the table is read; nothing when it will do.

    A column of one value takes no room in a file and much in memory, and so does a long text that stands in every row.
    table : the content of a file, or where it is; of a file on the disk one row group at a time is looked at
    Raises what pyarrow raises where bytes are no Parquet.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    source, length = (table, table.stat().st_size) if isinstance(table, Path) else (io.BytesIO(table), len(table))
    most = max(_ROOMY, _TIMES * length)
    with pq.ParquetFile(source) as file:
        about, fields = file.metadata, list(file.schema_arrow)
    groups = [about.row_group(k) for k in range(about.num_row_groups)]
    rows, size = sum(group.num_rows for group in groups), sum(group.total_byte_size for group in groups)
    needed = max(size, 8 * rows * about.num_columns)
    if any(pa.types.is_nested(field.type) for field in fields):
        return "it holds lists in cells, which this program never writes"
    texts = [field.name for field in fields if str(field.type) in ("string", "large_string", "binary", "large_binary")]
    if needed <= most and rows and texts:
        with pq.ParquetFile(source, read_dictionary=texts) as file:
            longest = [
                len(word or "")
                for k in range(len(groups))
                for column in file.read_row_group(k, columns=texts).columns
                for chunk in column.chunks
                for word in chunk.dictionary.to_pylist()
            ]
        needed += rows * max(longest, default=0)
    if needed > most:
        return (
            f"a file of {length / 1e6:.1f} MB that would take {needed / 1e6:,.0f} MB of memory was not written by this program"
        )
    return ""


def _form(ends: bytes, size: int) -> str:
    """What is wrong with both ends of a file (its first four and last eight bytes), or nothing."""
    if not size:
        return "it is empty"
    if ends[:4] != MAGIC:
        return "it is no Parquet file"
    footer = int.from_bytes(ends[-8:-4], "little")
    if ends[-4:] != MAGIC or size < 12 or not 0 < footer <= size - 12:
        return "its end is missing"
    return ""


def _identity(content: bytes, digests: tuple[str | None, ...]) -> str:
    if any(digests) and hashlib.sha256(content).hexdigest()[:32] not in digests:
        return OTHER
    return ""
