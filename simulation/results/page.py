"""One HTML file in its place: whole or as before, and in place of nothing that this program did not write."""

import os
import re
import tempfile
from pathlib import Path

from .place import PROGRAM, ResultsError

#: By what pages say in their heads they are known as such that may be written again; `what` they are follows.
GENERATOR = PROGRAM
_SAYS_SO = re.compile(rb'<meta name="generator" content="' + re.escape(GENERATOR.encode()) + rb'\b[^"<>]*">')
#: Bytes of a page in which its head says who wrote it.
_HEAD = 4096


def check_page(path: Path, replace: bool = False) -> Path:
    """The path, if a page may be put there. replace : also in place of a file of somebody else's. Raises ResultsError."""
    try:
        if path.is_dir():
            raise ResultsError(f"{path} is a folder; give a file such as {path / 'report.html'}")
        if os.path.lexists(path) and not (path.is_file() and (replace or _is_ours(path))):
            remedy = ", or put the page in its place with --replace" if path.is_file() else ""
            raise ResultsError(
                f"{path} exists and is no page of this program's; it is left alone, give another file with -o{remedy}"
            )
    except OSError as error:
        raise _refused(path, error) from None
    return path


def write_page(path: Path, text: str, replace: bool = False) -> Path:
    """Put a page in its place when it is whole. Raises ResultsError when it cannot be written, or as `check_page` does."""
    check_page(path, replace)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            os.chmod(aside, 0o644)
            os.replace(aside, path)
        finally:
            Path(aside).unlink(missing_ok=True)
    except OSError as error:
        raise _refused(path, error) from None
    return path


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return _SAYS_SO.search(file.read(_HEAD)) is not None


def _refused(path: Path, error: OSError) -> ResultsError:
    return ResultsError(f"{path} cannot be written ({error.strerror or error}); give another place with -o")
