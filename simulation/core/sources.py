"""Which of our sources decide about something: found by following imports, never kept in a list that could be incomplete.

Two things hang on it. The cache of compiled kernels must not outlive an edit of anything that is compiled (core/compiled.py), and
a manifest must say which sources made its numbers, so that whoever reads them with other sources is told.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]

#: A relative import at the top level of a file; inside the package there are no others. An expression and not a parser, since
#: the engine waits for it at every start.
_IMPORT = re.compile(rb"^from (\.+)([\w.]*) import (\([^)]*\)|.*)", re.MULTILINE)
_COMPILES = re.compile(rb"^from \.+[\w.]*compiled import .*\b(rule|kernel|inner)\b", re.MULTILINE)


def compiled_sources(package: Path = PACKAGE) -> tuple[Path, ...]:
    """Every file that has something compiled, and every file that those load: their constants are compiled as well."""
    marked = (path for path in package.rglob("*.py") if _COMPILES.search(path.read_bytes()))
    return closure(marked, package)


def sources_of(module: str, package: Path = PACKAGE) -> tuple[Path, ...]:
    """Every file that `module` (dotted, below the package) loads when it is imported, itself included."""
    path = _file(package.joinpath(*module.split(".")))
    if path is None:
        raise ModuleNotFoundError(f"there is no module {module} below {package}")
    return closure([path], package)


def closure(roots: Iterable[Path], package: Path = PACKAGE) -> tuple[Path, ...]:
    """The files `roots` and all files of the package that they load, directly or through others, in a fixed order.

    What a function imports when it is called, and what stands under TYPE_CHECKING, is not loaded and does not count.
    """
    found: set[Path] = set()
    waiting = list(roots)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _loaded_by(path, package)
    return tuple(sorted(found))


def digest(paths: Iterable[Path], package: Path = PACKAGE) -> str:
    """Sixteen hexadecimal digits that change with any of these files, and with their names; line endings do not count."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{path.relative_to(package).as_posix()} {len(content)}\n".encode() + content)
    return total.hexdigest()[:16]


@cache
def sources_digest(module: str) -> str:
    """The digest of everything that `module` loads, for a manifest: computed once, since a program runs what it has loaded."""
    return digest(sources_of(module))


def _loaded_by(path: Path, package: Path) -> set[Path]:
    """Files of the package that this file imports at its top level, with the packages that they stand in."""
    found: set[Path] = set()
    for dots, module, names in _IMPORT.findall(path.read_bytes()):
        base = path.parents[len(dots) - 1].joinpath(*module.decode().split("."))
        for target in (base, *(base / name for name in re.findall(r"\w+", names.decode()))):
            if file := _file(target):
                found.add(file)
                found |= {folder / "__init__.py" for folder in file.parents if package in folder.parents}
    return found - {package / "__init__.py"}  # public names and version: nothing is decided there


def _file(module: Path) -> Path | None:
    return next((path for path in (module.parent / f"{module.name}.py", module / "__init__.py") if path.is_file()), None)
