"""Reading tables back from disk: a damaged file is named before anything tries to make sense of its bytes.

A Parquet reader that is given bytes which were cut off or changed may say something obscure, return other numbers, or take the
whole process with it. So bytes are first held against the digest that the manifest keeps of them and, in folders that were
written before there were digests, against the form that every Parquet file has at both ends.
"""

import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: A Parquet file begins and ends with these letters; before the last ones stands the length of its footer, in four bytes.
MAGIC = b"PAR1"


def digest_of(path: Path) -> str:
    """The digest that a manifest keeps of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def read_table(path: Path, *digests: str | None) -> "pd.DataFrame":
    """A Parquet file as a DataFrame.

    digests : those that the manifest allows the file to have; none, or None, where it says nothing
    Raises DamagedError with one sentence that names the file.
    """
    import pandas as pd

    try:
        content = path.read_bytes()
    except OSError as error:
        raise DamagedError(path, error.strerror or str(error)) from None
    if fault := _form(content) or _identity(content, digests):
        raise DamagedError(path, fault)
    try:
        return pd.read_parquet(io.BytesIO(content))
    except Exception as error:  # whatever a reader finds wrong with bytes: it has no common word for it
        raise DamagedError(path, " ".join(f"{type(error).__name__}: {error}".split())[:200]) from None


class DamagedError(ValueError):
    """A file does not hold what was written into it."""

    def __init__(self, path: Path, fault: str):
        super().__init__(f"{path} is damaged ({fault})")


def _form(content: bytes) -> str:
    """What is wrong with both ends of a file, or nothing."""
    if not content:
        return "it is empty"
    if content[:4] != MAGIC:
        return "it is no Parquet file"
    footer = int.from_bytes(content[-8:-4], "little")
    if content[-4:] != MAGIC or len(content) < 12 or not 0 < footer <= len(content) - 12:
        return "its end is missing"
    return ""


def _identity(content: bytes, digests: tuple[str | None, ...]) -> str:
    if any(digests) and hashlib.sha256(content).hexdigest()[:32] not in digests:
        return "its content is not what was written"
    return ""
