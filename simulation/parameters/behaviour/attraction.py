"""What a form of action has brought makes it attractive: coefficients of rules/attraction.py."""

from ..declare import WOO_2022, Group, calibrated, parameter


class Attraction(Group):
    """What a teacher learns about the forms of action (rules/attraction.py)."""

    rate: float = parameter(
        0.0346,
        label="speed at which attraction to a form changes",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="speed at which attraction follows experience",
        source=calibrated("P23"),
    )
    success: float = parameter(
        0.7,
        label="part of success in attraction to a form",
        unit="0..1",
        low=0.0,
        high=5.0,
        meaning="weight of visible success",
        source=calibrated("sign: Klassen & Durksen (2012)"),
    )
    voice: float = parameter(
        0.52,
        label="part of a say in attraction to a form",
        unit="0..1",
        low=0.0,
        high=5.0,
        meaning="weight of a voice in the goal",
        source=calibrated(f"sign: {WOO_2022}: participants need buy-in and an active voice"),
    )
    trust: float = parameter(
        0.417,
        label="part of trusted partners in attraction to a form",
        unit="0..1",
        low=0.0,
        high=5.0,
        meaning="weight of working with people one trusts",
        source=calibrated("sign: Vangrieken et al. (2015)"),
    )
    strain: float = parameter(
        0.509,
        label="part of strain in attraction to a form",
        unit="0..1",
        low=0.0,
        high=5.0,
        meaning="weight of tension and overload",
        source=calibrated("sign: Margolis (2012)"),
    )
