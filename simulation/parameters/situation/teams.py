"""Formal teams: who is in one decides whose joint time can be mandated (engine/phases/situation.py)."""

from ...declare.parameter import Group, assumed, parameter


class Teams(Group):
    """Formal teams, in which mandated joint time is held."""

    coverage: float = parameter(
        0.85,
        label="reach of formal teams",
        unit="share of groups",
        low=0.0,
        high=1.0,
        meaning="share of grades or departments that meet as a formal team",
        source=assumed("A55; over 80 percent of teachers, as P38 has it"),
    )
