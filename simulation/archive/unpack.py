"""Opening a bundle that anybody may have made: nothing is unpacked before its outline is known to be harmless.

A bundle is at most four gigabytes of plain files, which together take no more room than such results can; each has a name that stays
within its folder on every system, none stands there twice, and none is a link. Every file is held against the digest in the
description. No code is in a bundle, and none is run from it.
"""

import contextlib
import hashlib
import json
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote

from ..core.machine import free_disk
from ..inputs.limits import MOST_DEPTH, MOST_MANIFEST_BYTES, outline_fault, why_not
from ..inputs.names import DEVICE
from ..inputs.quoting import control_in, shown
from ..results.place import ResultsError
from .bundle import MOST_BYTES, MOST_FILES, RESULTS
from .crate import CONFORMS, CRATE

#: Bytes that any bundle may take unpacked, and how many times its size a larger one may: tables and pictures are dense already.
_ROOMY, _TIMES = 256_000_000, 20
#: Letters of a name, and folders in each other.
_LONGEST, _DEEPEST = 240, 8
#: The end of a ZIP: where its table of contents stands, and what stands before it in the form without limits.
_END, _END_SIZE, _LIMITLESS = b"PK\x05\x06", 22, b"PK\x06\x07"
_PIECE = 1 << 20


class BundleError(ResultsError):
    """A bundle cannot be read. The message says what is wrong with it, and what to do."""


@contextlib.contextmanager
def unpacked(path: str | Path) -> Iterator[Path]:
    """The folder of results of a bundle, for as long as it is needed. Raises BundleError before anything is written when it is none."""
    path = Path(path)
    if fault := why_not(path):
        raise BundleError(f"{path}: {fault}; a bundle is a file that `archive` wrote")
    with tempfile.TemporaryDirectory(prefix="bundle-") as place:
        _unpack_into(Path(place), path)
        yield Path(place) / RESULTS


def _unpack_into(place: Path, path: Path) -> None:
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            if fault := _end_fault(file, size):
                raise BundleError(f"{path} {fault}")
            with zipfile.ZipFile(file) as bundle:
                if fault := _outline(bundle.infolist(), size):
                    raise BundleError(f"{path} {fault}")
                digests = _described(bundle, path)
                _check_room(bundle, path, place)
                for one in bundle.infolist():
                    if not one.is_dir():
                        _unpack(bundle, one, digests, place, path)
    except UnicodeDecodeError:  # of the table of contents: whatever is read of files is read as bytes
        raise BundleError(
            f"{path} holds a file whose name is no text in UTF-8; get it again from where it was published"
        ) from None
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib_error()) as error:
        raise BundleError(f"{path} is damaged ({str(error)[:200]}); get it again from where it was published") from None


def zlib_error() -> type[Exception]:
    """What is raised where compressed bytes make no sense."""
    import zlib

    return zlib.error


def _end_fault(file: IO[bytes], size: int) -> str:
    """What is wrong with the end of a file for a bundle, before anything else of it is read; nothing when it will do."""
    if size > MOST_BYTES:
        return f"is larger than {MOST_BYTES / 1e9:.1f} GB, which no bundle is"
    file.seek(max(0, size - _END_SIZE - 0xFFFF - 20))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        return "is no bundle: it is no ZIP, or its end is missing; give a file that `archive` wrote"
    if tail[max(0, at - 20) : at].startswith(_LIMITLESS):
        return "is no bundle: it is a ZIP of the form without limits; give a file that `archive` wrote"
    contents = int.from_bytes(tail[at + 12 : at + 16], "little")
    most = MOST_FILES * (46 + _LONGEST)
    return f"has a table of contents of {contents / 1e6:.0f} MB; no bundle has so many files" if contents > most else ""


def _outline(files: list[zipfile.ZipInfo], size: int) -> str:
    """What is wrong with the files of a bundle by their names and sizes; nothing when they may be unpacked."""
    if len(files) > MOST_FILES:
        return f"holds {len(files):,} files; at most {MOST_FILES:,} are taken"
    seen: dict[str, zipfile.ZipInfo] = {}
    for one in files:
        if fault := _bad_name(one.filename.removesuffix("/")):
            return f"holds a file named {shown(one.filename)}, {fault}; nothing was unpacked"
        name = one.filename.removesuffix("/").casefold()
        if name in seen:
            return f"holds {shown(one.filename)} twice; nothing was unpacked"
        if stat.S_ISLNK(one.external_attr >> 16):
            return f"holds a link ({shown(one.filename)}); nothing was unpacked"
        if one.flag_bits & 1:
            return f"holds an encrypted file ({shown(one.filename)}); nothing was unpacked"
        if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return f"holds a file that is packed in an unusual way ({shown(one.filename)}); nothing was unpacked"
        seen[name] = one
    for name, one in seen.items():
        above = (seen.get("/".join(name.split("/")[:k])) for k in range(1, name.count("/") + 1))
        if file := next((other for other in above if other is not None and not other.is_dir()), None):
            return (
                f"holds {shown(file.filename)} both as a file and as the folder of {shown(one.filename)}; nothing was unpacked"
            )
    total = sum(one.file_size for one in files)
    if total > max(_ROOMY, _TIMES * size):
        return f"has {size / 1e6:.1f} MB and would take {total / 1e6:,.0f} MB: no bundle of this program's does; nothing was unpacked"
    return ""


def _bad_name(name: str) -> str:
    """Why a file may not be called so, as the end of a sentence; nothing when it may."""
    parts = name.split("/")
    if len(name) > _LONGEST or len(parts) > _DEEPEST:
        return f"which has more than {_LONGEST} letters or {_DEEPEST} folders"
    if any(part in ("", ".", "..") for part in parts) or "\\" in name or ":" in name:
        return "which leads out of its folder"
    if control_in(name, in_a_line=True):
        return "which holds a control character"
    if any(DEVICE.match(part) or part[-1] in ". " for part in parts):
        return "which not every system can write"
    return ""


def _described(bundle: zipfile.ZipFile, path: Path) -> dict[str, str]:
    """The digests of the files that the description tells of, by name. Raises BundleError."""
    try:
        about = bundle.getinfo(CRATE)
    except KeyError:
        raise BundleError(f"{path} is no bundle: it has no {CRATE}; give a file that `archive` wrote") from None
    if about.file_size > MOST_MANIFEST_BYTES:
        raise BundleError(f"{path}: {CRATE} is larger than {MOST_MANIFEST_BYTES / 1e6:g} MB; get the bundle again")
    try:
        text = bundle.read(about).decode("utf-8")
        if fault := outline_fault(text, 2 * MOST_DEPTH, MOST_MANIFEST_BYTES):
            raise ValueError(fault)
        graph: list[dict[str, Any]] = json.loads(text)["@graph"]
        (head,) = [one for one in graph if one["@id"] == CRATE]
        if head["conformsTo"]["@id"] != CONFORMS:
            raise ValueError(f"it is of another form, {shown(head['conformsTo']['@id'])}")
        files = [one for one in graph if one.get("@type") == "File"]
        return {unquote(one["@id"]): str(one["sha256"]) for one in files}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BundleError(
            f"{path}: {CRATE} is damaged ({type(error).__name__}: {str(error)[:200]}); get the bundle again"
        ) from None


def _check_room(bundle: zipfile.ZipFile, path: Path, place: Path) -> None:
    total, free = sum(one.file_size for one in bundle.infolist()), free_disk(place)
    if free is not None and total > 0.9 * free:
        raise BundleError(
            f"{path} would take {total / 1e6:,.0f} MB, and {place.parent} has {free / 1e6:,.0f} MB; make room there"
        )


def _unpack(bundle: zipfile.ZipFile, one: zipfile.ZipInfo, digests: dict[str, str], place: Path, path: Path) -> None:
    """Write a file of the results; of every other only the digest is looked at. Never more bytes are read than were announced."""
    name = one.filename
    if name == CRATE:
        return
    if name not in digests:
        raise BundleError(f"{path} holds {shown(name)}, of which {CRATE} does not tell; somebody added it after it was made")
    total, wanted = hashlib.sha256(), name.startswith(f"{RESULTS}/")
    target = place / name
    if wanted:
        target.parent.mkdir(parents=True, exist_ok=True)
    with bundle.open(one) as content, target.open("xb") if wanted else contextlib.nullcontext() as there:
        while piece := content.read(_PIECE):
            total.update(piece)
            if there is not None:
                there.write(piece)
    if total.hexdigest() != digests[name]:
        raise BundleError(f"{path}: {name} is not what was archived (its digest differs from {CRATE}); get the bundle again")
