"""Random valid scenarios for property tests: any situation, any coefficient, and now and then a policy."""

from hypothesis import strategies as st

import simulation as sim
from simulation.declare.parameter import bounds
from simulation.parameters.scenario import SITUATION, parameters

#: Drawn from the whole declared range, except what decides only how long a test takes.
_SHORT = {"school.teachers": (4, 24), "years": (1, 3), "network.out_degree": (0.0, 8.0)}
_SITUATION = [name for name in parameters() if name.partition(".")[0] in SITUATION]
_BEHAVIOUR = [name for name in parameters() if name.partition(".")[0] not in SITUATION and name != "years"]


def value_of(name: str) -> st.SearchStrategy:
    """Any value that the declaration of a parameter allows."""
    field = parameters()[name]
    low, high = _SHORT.get(name, bounds(field))
    return st.integers(int(low), int(high)) if field.annotation is int else st.floats(low, high)


@st.composite
def policies(draw, years: int):
    """One dated change of one to three fields, for everybody or for some."""
    start = draw(st.integers(1, years))
    only = draw(st.sampled_from(["everyone", "novices", "veterans", "leaders"]))
    about = {n: parameters()[n].json_schema_extra for n in _SITUATION}
    allowed = [n for n, a in about.items() if a["dated"] and (only == "everyone" or a["personal"])]
    names = draw(st.lists(st.sampled_from(allowed), min_size=1, max_size=3, unique=True))
    policy = {"name": "reform", "start": start, "only": only, "set": {n: draw(value_of(n)) for n in names}}
    if draw(st.booleans()):
        policy["end"] = draw(st.integers(start, years))
    if draw(st.booleans()):
        first = draw(st.integers(1, 36))
        policy["weeks"] = [first, draw(st.integers(first, 36))]
    return policy


@st.composite
def scenarios(draw, years: int | None = None):
    """A valid scenario: the baseline with up to eight fields of the situation and four coefficients changed."""
    names = draw(st.lists(st.sampled_from(_SITUATION), max_size=8, unique=True))
    names += draw(st.lists(st.sampled_from(_BEHAVIOUR), max_size=4, unique=True))
    values = {name: draw(value_of(name)) for name in ["school.teachers", *names]}
    values["years"] = years or draw(st.integers(1, 3))
    values["policies"] = draw(st.lists(policies(values["years"]), max_size=2))
    return sim.Scenario.load("baseline").replace(values)
