"""A place for results: looked at and tried before any work, and filled so that a folder is complete or absent.

    .NAME-abcdefgh/      beside the place NAME while it is being filled
        lock             held by the operating system; a process that dies holds none
        new/             what becomes NAME when it is whole
        old/             what NAME was, for the moment in which they change places

Whoever comes next to a place that a killed process was filling puts back what it had moved aside, and clears the rest. What somebody
has put into a folder of results, notes or an export, is in the folder that takes its place: only what a manifest vouches for is replaced.
"""

import contextlib
import errno
import itertools
import json
import os
import re
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from ..inputs.limits import manifest_text
from ..parameters.scenario import InputError
from .seal import digests_of, sealed

FORMAT = 2
#: How a manifest says whose folder it stands in: only such a folder is ever replaced.
PROGRAM = "teachers-collective-action"


class ResultsError(InputError):
    """A folder cannot be read or written as results."""


class ReplacedWarning(UserWarning):
    """Something about the place of results was changed on the way: what stood there is replaced, or what was left there is gone."""


def held_at(path: str | Path) -> dict[str, Any] | None:
    """The manifest of the results that stand at a place, None when it is free or an empty folder.

    Raises ResultsError when the place is taken by something else, or nothing can be written there.
    """
    path = Path(path)
    try:
        if not path.exists() or (path.is_dir() and not any(path.iterdir())):
            return None
        manifest = _manifest_in(path)
    except OSError as error:  # a name that is too long, a folder that may not be entered
        raise ResultsError(f"{path} cannot be written ({error.strerror}); give another folder") from None
    if not isinstance(manifest, dict) or manifest.get("program") != PROGRAM:
        raise ResultsError(f"{path} exists and holds no results; it is left alone, give another folder")
    return manifest


def check_place(path: str | Path) -> Path:
    """The path, if a folder can be put there: cleared of what killed processes left, looked at and tried, before a long run.

    Raises ResultsError when the place is taken by something else or cannot be written.
    """
    path = Path(path)
    clear(path)
    held_at(path)
    try_place(path)
    return path


def try_place(path: Path) -> None:
    """Raise ResultsError when no folder can be made at a place; nothing is left of the trial."""
    place = path.resolve()
    try:
        ground = place.parent
        while not ground.exists():
            ground = ground.parent
        Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=ground)).rmdir()
    except OSError as error:
        raise ResultsError(f"{path} cannot be written ({error.strerror}); give another folder") from None


def write_folder(path: str | Path, fill: Callable[[Path], None], manifest: dict[str, Any]) -> Path:
    """Make a folder that is complete or absent: `fill` writes into a folder beside its place, which is then renamed.

    Of an older folder of this program's, what its manifest vouches for is replaced, and the rest is kept. Raises ResultsError when the place is taken or cannot be written.
    """
    with unfinished(path) as folder:
        fill(folder)
        seal(folder, manifest)
    return Path(path)


def seal(folder: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest of a folder whose other files are all there; it vouches for each of them."""
    files = digests_of(folder, [file for file in folder.rglob("*") if file.is_file()])
    text = sealed({"program": PROGRAM, "format": FORMAT} | manifest | {"files": files})
    (folder / "manifest.json").write_text(text, encoding="utf-8", newline="\n")


@contextlib.contextmanager
def unfinished(path: str | Path) -> Iterator[Path]:
    """A folder to fill, which takes its place at the end; after any fault nothing is left of it, and what stood there stands.

    Raises ResultsError when the place is taken by something else or cannot be written.
    """
    path = check_place(path)
    place = path.resolve()  # a link to a folder stays one
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as error:
        raise ResultsError(f"{path} cannot be written ({error.strerror}); give another folder") from None
    lock = FileLock(aside / "lock")
    try:
        with contextlib.suppress(OSError, NotImplementedError):  # a disk that knows no locks: a kill leaves the folder behind
            lock.acquire(timeout=0)
        (aside / "new" / "figures").mkdir(parents=True)
        yield aside / "new"
        kept = _take_place(aside, place)
        if kept:
            more = f" and {len(kept) - 3} more" if kept[3:] else ""
            warnings.warn(
                f"{path}: what lay there besides the older results is kept ({', '.join(kept[:3])}{more})",
                ReplacedWarning,
                stacklevel=4,
            )
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        remedy = "free space or give another folder" if full else "give another folder"
        raise ResultsError(f"{path} cannot be written ({error.strerror or error}); {remedy}") from None
    finally:
        lock.release()
        _remove(aside)


def _remove(aside: Path) -> None:
    """The lock goes last: whoever is killed meanwhile leaves something that `clear` knows."""
    for name in ("new", "old"):
        shutil.rmtree(aside / name, ignore_errors=True)
    shutil.rmtree(aside, ignore_errors=True)


def _take_place(aside: Path, place: Path) -> list[str]:
    """Rename the finished folder into place; an older one goes away only when the new one is there.

    Returns the files of the older one that are kept, each by the name that it has now.
    """
    if not place.exists():
        (aside / "new").rename(place)
        return []
    kept = _keep_others(place, aside / "new")
    place.rename(aside / "old")
    try:
        (aside / "new").rename(place)
    except OSError:
        (aside / "old").rename(place)
        raise
    return kept


def _keep_others(old: Path, new: Path) -> list[str]:
    """Put what the manifest of an old folder does not vouch for into the new one, too; under another name where that one is taken.

    The old folder stays as it is: whatever happens on the way, nothing is lost.
    """
    manifest = _manifest_in(old) or {}
    vouched = manifest.get("files") if isinstance(manifest.get("files"), dict) else None
    kept = []
    for name in _files_in(old):
        if name == "manifest.json" or (name in vouched if vouched is not None else (new / name).exists()):
            continue  # a manifest of before there were digests vouches for whatever is written again
        target = _free(new / name)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old / name, target, follow_symlinks=False)  # it takes no room, and no time
        except (OSError, NotImplementedError):
            shutil.copy2(old / name, target, follow_symlinks=False)
        kept.append(target.relative_to(new).as_posix())
    return kept


def _files_in(folder: Path) -> list[str]:
    """Every file and every link of a folder and of the folders in it, by its path within."""
    found = []
    for place, folders, files in os.walk(folder):
        links = [name for name in folders if Path(place, name).is_symlink()]
        found += [Path(place, name).relative_to(folder).as_posix() for name in (*files, *links)]
    return sorted(found)


def _free(path: Path) -> Path:
    """The path, or where something stands there already, one beside it: notes-2.md for notes.md."""
    names = (path.with_name(f"{path.stem}-{k}{path.suffix}") if k > 1 else path for k in itertools.count(1))
    return next(name for name in names if not os.path.lexists(name))


def clear(path: str | Path) -> None:
    """Put back what a process that died had moved aside at a place, and remove what it left beside it; each is said in a warning."""
    place = Path(path).resolve()
    ours = re.compile(rf"\.{re.escape(place.name)}-[a-z0-9_]{{8}}")  # as tempfile makes them
    try:
        left = [aside for aside in place.parent.iterdir() if ours.fullmatch(aside.name) and (aside / "lock").is_file()]
    except OSError:  # there is no such folder, or it may not be read: whoever writes will be told
        return
    for aside in left:
        lock = FileLock(aside / "lock")
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError, NotImplementedError):
            continue  # somebody is at work there
        try:
            if (aside / "old").is_dir() and not place.exists():
                (aside / "old").rename(place)
                warnings.warn(
                    f"{path}: what stood there when a process was killed in replacing it stands there again",
                    ReplacedWarning,
                    stacklevel=3,
                )
        finally:
            lock.release()
        _remove(aside)
        if not aside.exists():
            warnings.warn(
                f"{path}: what a killed process had left half-written beside it was removed", ReplacedWarning, stacklevel=3
            )


def _manifest_in(path: Path) -> Any:
    """What stands in a folder's manifest.json, None when there is nothing that can be read."""
    try:
        return json.loads(manifest_text(path / "manifest.json"))
    except (OSError, ValueError):
        return None
