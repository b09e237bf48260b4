"""What a form of action has brought makes it attractive: coefficients of rules/attraction.py."""

from ...declare.parameter import WOO_2022, Group, assumed, calibrated, parameter


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
    usual_success: float = parameter(
        0.45,
        label="success that is usual",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="success of a goal that makes a form of action neither more nor less attractive",
        source=assumed("A36"),
    )
    usual_voice: float = parameter(
        0.3,
        label="say that is usual",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="voice that makes a form of action neither more nor less attractive",
        source=assumed("A36"),
    )
    usual_trust: float = parameter(
        0.5,
        label="trust in partners that is usual",
        unit="trust",
        low=0.0,
        high=1.0,
        meaning="trust in partners that makes a form of action neither more nor less attractive",
        source=assumed("A36"),
    )
    overload: float = parameter(
        0.05,
        label="part of overload in strain",
        unit="per h over capacity",
        low=0.0,
        high=1.0,
        meaning="strain of an hour over capacity, compared with full tension",
        source=assumed("A36"),
    )
