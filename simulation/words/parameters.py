"""What parameters and their values are called on axes, in tables and in sentences."""

import numbers
from typing import Any

from ..core.languages import decimals, say
from ..parameters.scenario import parameters


def parameter_label(name: str) -> str:
    """The declared label of a parameter; for one without, and for what is no parameter (a policy, a choice), its name in words."""
    field = parameters().get(name)
    return (say(field.title) if field and field.title else None) or name.replace(".", ": ").replace("_", " ")


def added(amount: float, unit: str = "") -> str:
    """What becomes of a value to which something is added: `falls by 1.5 hours a week`. unit : in words, with a space before it"""
    if f"{abs(amount):g}" == "0":
        return say("stays as it is")
    return say("rises by {amount}" if amount > 0 else "falls by {amount}", amount=decimals(f"{abs(amount):g}") + unit)


def text_of(level: Any) -> str:
    """A value that a parameter takes in a study, in words: a switch is off or on."""
    if isinstance(level, bool) or type(level).__name__ in ("bool_", "bool"):  # numpy's
        return "on" if level else "off"
    return f"{level:g}" if isinstance(level, numbers.Real) else str(level)
