"""Rules without numba: the same source as the engine's, run by Python itself.

The reference school may call nothing that is compiled, or it would prove only that the compiler agrees with itself.
"""

import pkgutil
from functools import cache
from importlib import import_module
from types import FunctionType, SimpleNamespace

import simulation.core.chance
import simulation.core.elementary
import simulation.rules


@cache
def plain(function):
    """The Python source of a compiled function; so is every compiled function that it names in turn."""
    source = function.py_func
    names = dict(source.__globals__)
    names |= {name: plain(names[name]) for name in source.__code__.co_names if is_compiled(names.get(name))}
    return FunctionType(source.__code__, names, source.__name__, source.__defaults__)


def is_compiled(thing) -> bool:
    """True for a function that numba compiles."""
    return hasattr(thing, "py_func")


def without_compiler(*modules) -> SimpleNamespace:
    """Everything that stands in these modules, with plain functions in place of compiled ones."""
    found = {}
    for module in modules:
        found |= {name: plain(thing) if is_compiled(thing) else thing for name, thing in vars(module).items()}
    return SimpleNamespace(**{name: thing for name, thing in found.items() if not name.startswith("_")})


def total(numbers) -> float:
    """The sum of floats from left to right. Python's own `sum` makes up for rounding from 3.12 on; the engine does not."""
    result = 0.0
    for number in numbers:
        result += number
    return result


#: Every rule by its name: `rules.classroom_hours(...)`.
rules = without_compiler(
    *(import_module(f"simulation.rules.{found.name}") for found in pkgutil.iter_modules(simulation.rules.__path__))
)

#: The draws and their purposes: `chance.two_draws(...)`, `chance.CHOOSE`.
chance = without_compiler(simulation.core.chance)

#: The functions that rules take from core: `elementary.exp(...)`.
elementary = without_compiler(simulation.core.elementary)
