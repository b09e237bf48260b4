"""The school as its staff feels it: coefficients of rules/climate.py."""

from ..declare import Group, assumed, calibrated, paper, parameter


class Climate(Group):
    """Collective efficacy, coherence and the norm of the school (rules/climate.py)."""

    rate: float = parameter(
        0.03, label="speed of collective efficacy and coherence", unit="share/week", low=0.0, high=1.0, source=assumed("A16")
    )
    members: float = parameter(
        0.55,
        label="collective efficacy from members' own",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="collective efficacy from the members' own",
        source=calibrated("sign: Bandura (1997)"),
    )
    success: float = parameter(
        0.363,
        label="collective efficacy from shared success",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="collective efficacy from success that is shared and seen",
        source=calibrated("sign: Klassen & Durksen (2012)"),
    )
    trust: float = parameter(
        0.20, label="collective efficacy from trust", unit="0..1", low=0.0, high=2.0, source=paper("Moolenaar et al. (2012)")
    )
    poverty: float = parameter(
        0.06,
        label="collective efficacy lost to poverty",
        unit="0..1",
        low=0.0,
        high=2.0,
        source=paper("Klassen et al. (2008)"),
    )
    norm: float = parameter(
        0.009,
        label="speed at which the norm follows practice",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="speed at which the norm follows what teachers do",
        source=assumed("A17"),
    )
    anchoring: float = parameter(
        0.0015,
        label="speed at which the norm returns to the culture",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="speed at which the norm returns to the culture around the school",
        source=assumed("A17"),
    )
