"""How a say is won, lent and lost: coefficients of rules/voice.py."""

from ...declare.parameter import WOO_2022, Group, assumed, calibrated, paper, parameter


class Voice(Group):
    """How a say in a goal arises and fades (rules/voice.py)."""

    consulted: float = parameter(
        0.558,
        label="voice from being listened to",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="voice that comes from being listened to by a fully open administrator, without joint work",
        source=calibrated("T035"),
    )
    gain: float = parameter(
        0.0364,
        label="voice won by collaborating from the start",
        unit="per week",
        low=0.0,
        high=1.0,
        meaning="voice won in a week of collaborating on a goal while it is conceived",
        source=calibrated("T035 to T041"),
    )
    later: float = parameter(
        0.5,
        label="voice won in later stages",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="part of that gain in the later stages",
        source=paper(f"{WOO_2022}: influence begins at the earliest stage"),
    )
    cooperation: float = parameter(
        0.15,
        label="voice won by cooperating",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="part of that gain for cooperating on an open goal",
        source=assumed("A26"),
    )
    role: float = parameter(
        0.15,
        label="voice that comes with a formal role",
        unit="0..1",
        low=0.0,
        high=1.0,
        source=paper("York-Barr & Duke (2004)"),
    )
    standing: float = parameter(
        0.216,
        label="voice that comes with standing among peers",
        unit="0..1",
        low=0.0,
        high=1.0,
        source=calibrated("sign: Smylie & Denny (1990)"),
    )
    fading: float = parameter(
        0.115,
        label="fading of voice",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="weekly fading of voice towards what one is merely consulted on",
        source=calibrated("A26"),
    )
    belief: float = parameter(
        0.05,
        label="speed of the administrator's beliefs",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="speed at which the administrator's belief about shared influence follows what is shared",
        source=assumed("A46"),
    )
