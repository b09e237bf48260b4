"""Where compiled code is kept: in a folder that belongs to whoever runs the program, and to nobody else.

What is loaded from a cache is executed. So it is never taken from a folder that others may write to, such as one in the machine's
folder for temporary files; what was damaged is thrown away and compiled again, and a cache that cannot be had stops nothing.
"""

import atexit
import contextlib
import hashlib
import os
import pickle
import re
import shutil
import stat
import sys
import tempfile
import time
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from numba.core.caching import CompileResultCacheImpl, FunctionCache
from numba.core.serialize import dumps

_PACKAGE = Path(__file__).parents[1]
#: What our folder is called among the caches of other programs.
_OURS = "teachers-collective-action"
#: What our folders in it are called: compiled-SOURCES-NUMBA-INSTALLATION, as `cache_folder` is asked for them. Others may keep theirs beside them.
_NAMED = re.compile(r"compiled-[0-9a-f]{16}-\d+\.\d+[\w.+]*-[0-9a-f]{8}")
_KEEP_SECONDS = 14 * 24 * 3600


class CacheWarning(UserWarning):
    """Something about the cache of compiled code, which costs time and changes no result."""


# ---------------------------------------------------------------- the folder


def cache_folder(version: str) -> Path:
    """The folder for code of some version of the sources: where SIMULATION_CACHE points, else among the user's caches.

    version : the digest of the sources and numba's version
    Where there is none of one's own, a folder of this process alone, which is removed at its end.
    """
    name = f"compiled-{version}-{hashlib.sha256(str(_PACKAGE).encode()).hexdigest()[:8]}"
    chosen = os.environ.get("SIMULATION_CACHE")
    place = Path(chosen) if chosen else users_caches(os.environ, sys.platform)
    if place is not None and (folder := _own(place, name)):
        _forget_old(place)
        return folder
    if chosen:
        _say(
            f"the cache {chosen} is not used, since others may write to it or you may not: give SIMULATION_CACHE a folder of your own"
        )
    private = Path(tempfile.mkdtemp(prefix="simulation-cache-"))  # for nobody else's eyes
    atexit.register(shutil.rmtree, private, ignore_errors=True)
    (private / name).mkdir(mode=0o700)
    return private / name


def users_caches(environment: Mapping[str, str], platform: str) -> Path | None:
    """Our folder among the user's caches, as each system has it; None for a user who has no home."""
    try:
        if platform == "win32":
            return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _OURS / "Cache"
        if platform == "darwin":
            return Path.home() / "Library" / "Caches" / _OURS
        named = environment.get("XDG_CACHE_HOME", "")
        return (Path(named) if os.path.isabs(named) else Path.home() / ".cache") / _OURS
    except RuntimeError:
        return None


def _own(place: Path, name: str) -> Path | None:
    """A folder in a place, made if it is not there, that only we may write to; None where that cannot be."""
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = place / name
        folder.mkdir(mode=0o700, exist_ok=True)
        os.utime(folder)  # a folder in use is not old; fails where another process has just removed it
        if not is_own(folder):
            return None
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


def is_own(folder: Path) -> bool:
    """True for a folder, no link to one, that belongs to this user and that nobody else may write to."""
    about = folder.lstat()
    if not hasattr(os, "geteuid"):  # Windows: the user's own folder has the user's own permissions
        return stat.S_ISDIR(about.st_mode)
    return stat.S_ISDIR(about.st_mode) and about.st_uid == os.geteuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _forget_old(place: Path) -> None:
    """Remove the caches of sources long gone; a recent one may belong to a program that still runs."""
    with contextlib.suppress(OSError):
        for folder in [one for one in place.iterdir() if _NAMED.fullmatch(one.name)]:
            with contextlib.suppress(OSError):  # another program that starts may have removed it already
                if is_own(folder) and time.time() - folder.lstat().st_mtime > _KEEP_SECONDS:
                    shutil.rmtree(folder, ignore_errors=True)


def _say(sentence: str) -> None:
    warnings.warn(sentence, CacheWarning, stacklevel=3)


# ---------------------------------------------------------------- what is in it


class _WithDigest(CompileResultCacheImpl):
    """What numba keeps of a compiled function, with a digest: machine code with one wrong bit would be executed all the same."""

    def reduce(self, cres):
        content = dumps(super().reduce(cres))
        return hashlib.sha256(content).digest(), content

    def rebuild(self, target_context, payload):
        digest, content = payload
        if hashlib.sha256(content).digest() != digest:
            raise ValueError("the digest is another")
        return super().rebuild(target_context, pickle.loads(content))


class OwnCache(FunctionCache):
    """numba's cache of one function, which heals itself: whatever cannot be read is compiled again, once."""

    _impl_class = _WithDigest
    _told = False

    @classmethod
    def give(cls, dispatcher: Any) -> None:
        """Let a function use it, in the folder that numba is told; without one it is compiled whenever the program starts."""
        with contextlib.suppress(OSError, RuntimeError):  # no room, no permission
            dispatcher._cache = cls(dispatcher.py_func)

    def load_overload(self, sig, target_context):
        """What was compiled for a signature, None when there is nothing that can be used."""
        try:
            return super().load_overload(sig, target_context)
        except Exception:  # whatever the loader says of bytes that are not what was written
            self._tell(
                "a damaged part of the cache of compiled code was thrown away; it is compiled again, which takes some seconds"
            )
            with contextlib.suppress(Exception):
                self.flush()
            return None

    def save_overload(self, sig, data):
        """Keep what was compiled; where that is impossible it is compiled again next time."""
        try:
            super().save_overload(sig, data)
        except Exception as error:
            why = error.strerror if isinstance(error, OSError) else type(error).__name__
            self._tell(f"compiled code cannot be kept in {self.cache_path} ({why}); it is compiled again at the next start")

    @classmethod
    def _tell(cls, sentence: str) -> None:
        """Say it once: there are a hundred functions."""
        if not OwnCache._told:
            OwnCache._told = True
            _say(sentence)
