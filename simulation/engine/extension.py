"""Phases of one's own from a file or module, and what a manifest says of them: their names and the digest of their source.

A phase is a plain function `kernel(state, p)`, or a Phase (schedule.py). It runs after the phases of the week; a tuple of phases
is a whole week, in which some of the model's may be left out or stand elsewhere. Such a week is walked from Python (steps.py).
"""

import hashlib
import importlib
import importlib.util
import inspect
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from ..inputs.quoting import InputError, did_you_mean
from .schedule import WEEK, Phase


def load(names: Iterable[str]) -> tuple[Phase, ...] | None:
    """The week with phases of one's own; None where none is named. names : MODULE:PHASE or FILE.py:PHASE, in their order

    What is named is a function, a Phase, or a tuple of phases that stands for the whole week. Runs the module: only name what you trust.
    Raises InputError when there is no such module or phase.
    """
    week: tuple[Phase, ...] = WEEK
    names = list(names)
    for name in names:
        thing = _thing(name)
        if isinstance(thing, (tuple, list)) and thing and all(isinstance(phase, Phase) for phase in thing):
            if week != WEEK:
                raise InputError(f"{name} is a whole week, and stands beside other phases; give it alone, or first")
            week = tuple(thing)
        else:
            week = (*week, as_phase(thing, name))
    return week if names else None


def as_phase(thing: Any, name: str = "") -> Phase:
    """A phase, or a function as one: it is called like the function, and does what the first line of its docstring says."""
    if isinstance(thing, Phase):
        return thing
    if not callable(thing) or isinstance(thing, type):
        raise InputError(
            f"{name or thing!r} is no phase; a phase is a function (state, p), a Phase, or a tuple of phases for a whole week"
        )
    if not hasattr(thing, "__name__"):
        raise InputError(
            f"{name or thing!r} has no name of its own; write a function around it, or give Phase(name, function, sentence)"
        )
    return Phase(thing.__name__.replace("_", " "), thing, (inspect.getdoc(thing) or "").partition("\n")[0])


def checked(phases: Iterable[Phase] | None) -> tuple[Phase, ...] | None:
    """Phases as they were given to a function, functions among them made phases. Raises InputError for what is none."""
    return None if phases is None else tuple(as_phase(phase) for phase in phases)


def told(phases: Iterable[Phase] | None) -> list[dict[str, str]] | None:
    """What a manifest says of a week: its phases in order; those of one's own with sentence, place and digest of the source."""
    if phases is None:
        return None
    return [
        {"name": phase.name} if phase in WEEK else {"name": phase.name, "sentence": phase.sentence} | _source(phase)
        for phase in phases
    ]


def in_words(said: list[dict[str, str]] | None) -> str:
    """A week as the end of a sentence: what was added and what left out; nothing for the model's own."""
    if said is None:
        return ""
    own = [f"the phase {phase['name']} ({phase['from']})" for phase in said if "source" in phase]
    usual = [phase.name for phase in WEEK]
    there = [phase["name"] for phase in said if "source" not in phase]
    gone = [f"without the phase {name}" for name in usual if name not in there]
    moved = ["phases in another order"] if [name for name in usual if name in there] != there else []
    return ", ".join([*own, *gone, *moved])


def _source(phase: Phase) -> dict[str, str]:
    """Where a phase is from, and a digest of the file it stands in; of its compiled code where there is no file (a notebook)."""
    function = inspect.unwrap(getattr(phase.kernel, "py_func", phase.kernel))
    place = f"{getattr(function, '__module__', '?')}:{getattr(function, '__qualname__', type(function).__name__)}"
    code = getattr(function, "__code__", None)
    try:
        content = Path(inspect.getsourcefile(function) or "").read_bytes().replace(b"\r\n", b"\n")
    except (OSError, TypeError):
        content = repr((code.co_code, code.co_consts, code.co_names)).encode() if code else place.encode()
    return {"from": place, "source": hashlib.sha256(content).hexdigest()[:16]}


def _thing(name: str) -> Any:
    where, colon, attribute = name.rpartition(":")
    if not colon or not where or not attribute:
        raise InputError(f"{name!r} names no phase; write MODULE:PHASE or FILE.py:PHASE, e.g. my_rules.py:care")
    module = _file(where) if where.endswith(".py") else _module(where)
    try:
        return getattr(module, attribute)
    except AttributeError:
        offered = [known for known in vars(module) if not known.startswith("_")]
        raise InputError(f"{where} has no {attribute!r}{did_you_mean(attribute, offered)}") from None


def _module(name: str) -> ModuleType:
    """A module that is installed, or stands in the working directory."""
    sys.path.insert(0, str(Path.cwd()))
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name and (name == error.name or name.startswith(f"{error.name}.")):
            raise InputError(
                f"there is no module {name}; give one that is installed or stands here, or a file: FILE.py:PHASE"
            ) from None
        raise _broken(name, error) from None
    except Exception as error:
        raise _broken(name, error) from None
    finally:
        sys.path.remove(str(Path.cwd()))


def _file(name: str) -> ModuleType:
    path = Path(name)
    if not path.is_file():
        raise InputError(f"there is no file {name}; check the path")
    called = path.stem
    spec = importlib.util.spec_from_file_location(called, path.resolve())
    assert spec is not None and spec.loader is not None  # it ends in .py
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise _broken(name, error) from None
    return module


def _broken(name: str, error: Exception) -> InputError:
    return InputError(f"{name} cannot be loaded ({type(error).__name__}: {error}); correct it")
