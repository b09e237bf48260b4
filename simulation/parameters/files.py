"""Files that people write (scenarios, studies, lessons): found by name or path, read as TOML, faults told together."""

import difflib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class InputError(ValueError):
    """What a user gave cannot be used. The message is complete: what came, what is allowed, what to do."""


class Faults(InputError):
    """Something a user wrote is not valid. `faults` holds one sentence for each fault; `where` says in which file."""

    def __init__(self, faults: Sequence[str], where: str = ""):
        self.faults = list(dict.fromkeys(faults))
        head = f"{where}: " if where else ""
        super().__init__("\n".join(f"{head}{fault}" for fault in self.faults))


def find(given: str | Path, kind: str, folder: Path, names: Sequence[str], fault: type[Faults]) -> Path:
    """The file of a shipped name, or the path itself. Raises `fault`, with the nearest name where there is one.

    kind : what such a file is called, such as "scenario"; `names` : the shipped ones, NAME.toml in `folder`
    """
    path = Path(given)
    if path.suffix == ".toml" or len(path.parts) > 1:
        if path.is_file():
            return path
        raise fault([f"there is no file {given}; check the path, or give the name of a shipped {kind}"])
    if str(given) in names:
        return folder / f"{given}.toml"
    near = difflib.get_close_matches(str(given), names, 1, 0.5)
    other = (
        f"did you mean {near[0]}?"
        if near
        else f"`python run.py {kind}s list` shows the shipped ones; a file of your own is given by its path, ending in .toml"
    )
    raise fault([f"there is no {kind} {str(given)!r}; {other}"])


def read_toml(path: Path, example: str, fault: type[Faults]) -> dict[str, Any]:
    """The values of a TOML file. Raises `fault` when it cannot be read; `example` is where its form can be looked up."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise fault([f"the file cannot be read ({error.strerror}); check the path and its permissions"], str(path)) from None
    except UnicodeDecodeError:
        raise fault(["the file is not UTF-8 text; save it as UTF-8 in your editor"], str(path)) from None
    except (ValueError, RecursionError) as error:  # a TOMLDecodeError, or a number or a nesting without end
        raise fault([f"this is not TOML: {error}; see {example} for the form"], str(path)) from None
