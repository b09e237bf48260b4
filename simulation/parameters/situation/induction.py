"""How newcomers are received: mentoring in rules/learning.py and in the summer (engine/phases/newcomers.py)."""

from ...declare.parameter import Group, evidence, parameter


class Induction(Group):
    """How newcomers are received."""

    mentoring: float = parameter(
        0.3,
        label="mentoring",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="mentoring and peer observation for newcomers: chance of a mentor, and its intensity",
        source=evidence("T032"),
    )
