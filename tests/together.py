"""Many small claims of one kind as one test: every value is tried, and all that fail are named.

A test for each file, parameter or outcome would be thousands, which take longer to collect and to report than to try. Where trying
takes long, or each value wants a fixture of its own, `pytest.mark.parametrize` is right.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import pytest


def each(name: str, values: Iterable[Any], says: Callable[[Any], str] = str):
    """Try a test with every value of one argument. says : what a value is called where it fails. No values at all is a fault."""
    values = list(values)

    def decorate(test):
        def tried(**fixtures):
            assert values, f"there is no {name} to try"
            faults = []
            for value in values:
                try:
                    test(**{name: value}, **fixtures)
                except Exception as fault:
                    faults.append(f"{says(value)}: {type(fault).__name__}: {fault}")
            if faults:
                pytest.fail(f"{len(faults)} of {len(values)}\n" + "\n".join(faults), pytrace=False)

        others = [p for p in inspect.signature(test).parameters.values() if p.name != name]
        tried.__signature__ = inspect.Signature(others)
        tried.__name__, tried.__doc__, tried.__module__ = test.__name__, test.__doc__, test.__module__
        return tried

    return decorate
