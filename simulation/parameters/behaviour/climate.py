"""The school as its staff feels it: coefficients of rules/climate.py."""

from ...declare.parameter import Group, assumed, calibrated, paper, parameter, provisional


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
    clarity: float = parameter(
        0.35,
        label="coherence from clarity",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="weight of clear mandates in coherence",
        source=assumed("A35"),
    )
    few: float = parameter(
        0.3,
        label="coherence from few goals",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="weight of having few goals in coherence",
        source=assumed("A35"),
    )
    many: float = parameter(
        8.0,
        label="goals that are too many",
        unit="goals",
        low=1.0,
        high=100.0,
        meaning="goals beyond the first at which nothing is left of the coherence of having few",
        source=assumed("A35"),
    )
    lasting: float = parameter(
        0.2,
        label="coherence from goals that last",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="weight of keeping unfinished goals in coherence",
        source=assumed("A35"),
    )
    joint: float = parameter(
        0.15,
        label="coherence from shared goals",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="weight of the share of open goals in coherence",
        source=assumed("A35"),
    )
    control: float = parameter(
        0.1,
        label="coherence lost to control",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="weight of control against coherence",
        source=assumed("A35"),
    )
    practice: float = parameter(
        1.9,
        label="weight of practice in the norm",
        unit="times",
        low=0.1,
        high=20.0,
        meaning="the practice that the norm follows, over the mean depth of what teachers do on their goals",
        source=assumed("A17"),
    )
    buffer: float = parameter(
        10.0,
        label="stress buffered by collective efficacy",
        unit="per 0..1",
        low=0.0,
        high=20.0,
        meaning="how much less stress does to satisfaction and distance where collective efficacy is higher",
        source=provisional("sign: Klassen (2010); Klassen & Durksen (2012)"),
    )
    rested: float = parameter(
        0.2,
        label="exhaustion that needs no buffer",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="exhaustion up to which there is no stress that collective efficacy could buffer",
        source=assumed("A65"),
    )
    usual: float = parameter(
        0.52,
        label="collective efficacy that buffers as usual",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="collective efficacy at which stress does what it usually does",
        source=assumed("A65"),
    )
