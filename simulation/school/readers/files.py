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


#: Kind -> how its files begin, in small letters and without blanks, and their endings; the first that fits counts.
_KINDS: tuple[tuple[str, tuple[bytes, ...], tuple[str, ...]], ...] = (
    ("ods", (), ("ods",)),
    ("excel", (b"pk\x03\x04",), ()),
    ("xls", (b"\xd0\xcf\x11\xe0",), ()),
    ("spss", (b"$fl2", b"$fl3"), ("sav", "zsav")),
    ("stata", (b"<stata_dta>",), ("dta",)),
    ("ucinet", (), ("##h", "##d")),
    ("graphml", (b"<?xml", b"<graphml", b"<gexf", b"<!--", b"<!doctype"), ()),
    ("pajek", (b"*vertices", b"*network"), ("net", "paj")),
    ("dl", (b"dl ", b"dl\n", b"dl\r", b"dl,"), ("dl",)),
    ("market", (b"%%matrixmarket",), ()),
    ("vna", (b"*node data", b"*node properties", b"*tie data"), ("vna",)),
    ("json", (b"{",), ("json",)),
    ("dot", (b"digraph", b"graph {", b"strict "), ("dot", "gv")),
    ("gml", (), ("gml",)),
    ("r", (), ("rdata", "rda", "rds")),
)


def format_of(source: Source) -> str:
    """Of what kind a file is: by its first bytes where they say it, else by its name."""
    head = source.raw[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = next((kind for kind, heads, endings in _KINDS if head.startswith(heads) or source.ending in endings), "text")
    if kind == "ods" and not head.startswith(b"pk"):
        return "text"
    return "gexf" if kind == "graphml" and b"<gexf" in source.raw[:4000].lower() else kind
