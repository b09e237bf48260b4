"""Every rule exists twice: as the engine calls it, compiled, and as people read it. Tests hold for both."""

from functools import partial

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from simulation.declare.parameter import bounds
from simulation.parameters.scenario import parameters

#: A rule's first call compiles it, which no deadline should count.
searched = settings(deadline=None, max_examples=40)

#: A state, a trait, a climate: anything on 0..1.
levels = st.floats(0.0, 1.0)


def compiled_and_plain(rule, **held):
    """Run a test with the compiled rule and with its Python source; the test's argument is called like the rule.

    held : arguments that the test does not vary
    """
    versions = [
        pytest.param(partial(version, **held), id=name) for name, version in (("compiled", rule), ("plain", rule.py_func))
    ]
    return pytest.mark.parametrize(rule.py_func.__name__, versions)


def declared(name):
    """Any value that the declaration of a parameter allows."""
    low, high = bounds(parameters()[name])
    return st.floats(float(low), float(high))


def default(name):
    """A parameter's value in the baseline."""
    return float(parameters()[name].default)


def group(name):
    """Defaults of a group of parameters: field -> value."""
    return {field.partition(".")[2]: default(field) for field in parameters() if field.startswith(f"{name}.")}
