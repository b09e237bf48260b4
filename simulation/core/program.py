"""How this program is called where it runs, so that every command it suggests can be typed as it stands.

Installed it is `teachers`; in a checkout it is `run.py`, which uv starts. Whatever names a command asks here: help, faults, reports,
handouts, pages.
"""

import shlex
import sys
from pathlib import Path

INSTALLED = "teachers"
CHECKOUT = "run.py"


def name() -> str:
    """What help and usage call the program: what was typed, or for a script or a notebook what there is to type."""
    typed = Path(sys.argv[0] if sys.argv else "")
    if typed.name == CHECKOUT:
        return CHECKOUT
    if typed.stem == INSTALLED:  # on Windows teachers.exe
        return INSTALLED
    return CHECKOUT if Path(__file__).parents[2].joinpath(CHECKOUT).is_file() else INSTALLED


def words() -> tuple[str, ...]:
    """What a command begins with: ("teachers",) or ("uv", "run", "run.py")."""
    return ("uv", "run", CHECKOUT) if name() == CHECKOUT else (INSTALLED,)


def command(*rest: str) -> str:
    """A command as a shell takes it: `command("scenarios", "list")`."""
    return shlex.join([*words(), *rest])
