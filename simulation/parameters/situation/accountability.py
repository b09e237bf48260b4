"""Pressure and scripts from outside, as the administrator passes them on: rules/administration.py."""

from ..declare import Group, evidence, paper, parameter


class Accountability(Group):
    """What is asked of the school from outside."""

    pressure: float = parameter(
        0.4,
        label="external pressure for results",
        unit="0..1",
        low=0.0,
        high=1.0,
        source=evidence("T047"),
    )
    scripted: float = parameter(
        0.1,
        label="scripted curriculum",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="how far the curriculum is scripted from outside",
        source=paper("Barrett (2009); Center for Teaching Quality (2010) on scripted instruction"),
    )
