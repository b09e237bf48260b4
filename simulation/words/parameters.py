"""What parameters and their values are called on axes, in tables and in sentences."""

import numbers
from typing import Any

from ..parameters.scenario import parameters


def parameter_label(name: str) -> str:
    """The declared label of a parameter; for one without, and for what is no parameter (a policy, a choice), its name in words."""
    field = parameters().get(name)
    return (field.title if field else None) or name.replace(".", ": ").replace("_", " ")


def added(amount: float, unit: str = "") -> str:
    """What becomes of a value to which something is added: `falls by 1.5 hours a week`. unit : in words, with a space before it"""
    if f"{abs(amount):g}" == "0":
        return "stays as it is"
    return f"{'rises' if amount > 0 else 'falls'} by {abs(amount):g}{unit}"


def text_of(level: Any) -> str:
    """A value that a parameter takes in a study, in words: a switch is off or on."""
    if isinstance(level, bool) or type(level).__name__ in ("bool_", "bool"):  # numpy's
        return "on" if level else "off"
    return f"{level:g}" if isinstance(level, numbers.Real) else str(level)
