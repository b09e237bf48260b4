"""Opening a file that somebody brings: bounded in size, and what it is."""

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from ...inputs.limits import MOST_TABLE_BYTES, read_bytes, within_size
from ...inputs.quoting import InputError
from .form import RosterError

#: Bytes of what a compressed file unpacks to; a matrix of 500 people in blanks takes half a megabyte.
LARGEST_UNPACKED = 100_000_000


@dataclass(frozen=True)
class Source:
    """A file's name, and its bytes when they were brought and not the file. For messages `name` is as it was given."""

    name: str
    raw: bytes = field(repr=False)

    @classmethod
    def open(cls, path: "str | Path | Source") -> "Source":
        """The bytes of a file. Raises RosterError when there are none, or too many."""
        if isinstance(path, Source):
            return cls(path.name, bounded(path.name, path.raw))
        try:
            raw = read_bytes(path, MOST_TABLE_BYTES)
        except InputError as error:
            raise RosterError([f"{path}: {error}"]) from None
        return cls(str(path), bounded(str(path), raw))

    @property
    def stem(self) -> str:
        """What the file is called, without folder and ending."""
        return Path(self.name.replace("\\", "/")).stem

    @property
    def ending(self) -> str:
        """In small letters and without the dot."""
        return Path(self.name.replace("\\", "/")).suffix.lower().lstrip(".")


def bounded(name: str, raw: bytes) -> bytes:
    """The bytes, if they and what they unpack to are no more than anybody needs. Raises RosterError."""
    try:
        within_size(raw, MOST_TABLE_BYTES)
    except InputError as error:
        raise RosterError([f"{name}: {error}"]) from None
    if raw.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                unpacked = sum(part.file_size for part in archive.infolist())
        except (zipfile.BadZipFile, ValueError, OSError):
            raise RosterError([f"{name}: the file is damaged; save it again"]) from None
        if unpacked > LARGEST_UNPACKED:
            raise RosterError(
                [f"{name}: the file unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB, the most that is read"]
            )
    return raw


def format_of(source: Source) -> str:
    """Of what kind a file is: by its first bytes where they say it, else by its name."""
    raw = source.raw
    head = raw[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if raw.startswith(b"PK\x03\x04"):
        return "ods" if source.ending == "ods" else "excel"
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        return "xls"
    if raw.startswith((b"$FL2", b"$FL3")) or source.ending in ("sav", "zsav"):
        return "spss"
    if raw.startswith(b"<stata_dta>") or source.ending == "dta":
        return "stata"
    if source.ending in ("##h", "##d"):
        return "ucinet"
    if head.startswith((b"<?xml", b"<graphml", b"<gexf", b"<!--", b"<!doctype")):
        return "gexf" if b"<gexf" in raw[:4000].lower() else "graphml"
    if source.ending in ("net", "paj") or head.startswith((b"*vertices", b"*network")):
        return "pajek"
    if head.startswith((b"dl ", b"dl\n", b"dl\r", b"dl,")) or source.ending == "dl":
        return "dl"
    if source.ending == "gml":
        return "gml"
    if source.ending in ("rdata", "rda", "rds"):
        return "r"
    return "text"
