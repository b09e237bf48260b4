"""What this machine has to give: memory that is free for this process, and room on a disk. None where it cannot be told."""

import contextlib
import os
import shutil
from importlib import import_module
from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup")


def free_memory() -> int | None:
    """Bytes that this process may still take: of the machine, of its container, and of what it was allowed."""
    known = [value for value in (_of_machine(), _of_container(), _of_limits()) if value is not None]
    return max(0, min(known)) if known else None


def free_disk(place: Path) -> int | None:
    """Bytes that are free where a file or folder is, or would be."""
    try:
        place = place.resolve()
        while not place.exists():
            place = place.parent
        return shutil.disk_usage(place).free
    except OSError:
        return None


def _of_machine() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        pass
    with contextlib.suppress(ImportError):
        return int(import_module("psutil").virtual_memory().available)  # comes with Dask, and tells it on every system
    return None


def _of_container() -> int | None:
    try:
        most, now = (int((_CGROUP / name).read_text(encoding="ascii")) for name in ("memory.max", "memory.current"))
    except (OSError, ValueError):  # there is no limit, which stands there as `max`, or no container
        return None
    return most - now + _page_cache()


def _page_cache() -> int:
    """Bytes of files that the container's kernel keeps and lets go when memory is wanted; they count as taken there."""
    try:
        lines = (_CGROUP / "memory.stat").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("inactive_file "))
    except (OSError, StopIteration, ValueError):
        return 0


def _of_limits() -> int | None:
    """Under `ulimit -v`."""
    try:
        import resource

        most = resource.getrlimit(resource.RLIMIT_AS)[0]
        if most == resource.RLIM_INFINITY:
            return None
        return most - int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (ImportError, OSError, ValueError):
        return None
