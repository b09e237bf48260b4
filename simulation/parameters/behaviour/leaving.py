"""Intentions to quit, and the opportunities that make leavers of them: coefficients of rules/leaving.py."""

from ..declare import Group, calibrated, evidence, parameter


class Leaving(Group):
    """Who means to leave, and who does (rules/leaving.py)."""

    base: float = parameter(-1.57, unit="log odds", low=-10.0, high=5.0, meaning="leaning to leave", source=calibrated("T060"))
    exhaustion: float = parameter(
        2.34, unit="log odds", low=0.0, high=20.0, meaning="weight of exhaustion", source=calibrated("T074")
    )
    depersonalization: float = parameter(
        1.0, unit="log odds", low=0.0, high=20.0, meaning="weight of depersonalisation", source=evidence("T074")
    )
    satisfaction: float = parameter(
        1.72, unit="log odds", low=0.0, high=20.0, meaning="weight of job satisfaction", source=calibrated("T075")
    )
    influence: float = parameter(
        2.79,
        unit="log odds",
        low=0.0,
        high=20.0,
        meaning="weight of influence on the school's decisions",
        source=calibrated("T048, T049"),
    )
    poverty: float = parameter(0.72, unit="log odds", low=0.0, high=5.0, meaning="weight of poverty", source=calibrated("T056"))
    role: float = parameter(
        0.5, unit="log odds", low=0.0, high=5.0, meaning="hold of a leadership role", source=evidence("T094")
    )
    leave: float = parameter(
        0.216,
        unit="chance",
        low=0.0,
        high=1.0,
        meaning="opportunity to leave teaching for one who means to",
        source=calibrated("T051, T060"),
    )
    move: float = parameter(
        0.518,
        unit="chance",
        low=0.0,
        high=1.0,
        meaning="opportunity to move to another school for a beginner who means to",
        source=calibrated("T052, T055"),
    )
    rooted: float = parameter(
        40.7,
        unit="years",
        low=1.0,
        high=100.0,
        meaning="experience over which the opportunity to move falls to a third",
        source=calibrated("T052, T055"),
    )
    retirement: float = parameter(
        0.0763,
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="yearly chance to retire at the end of a career",
        source=calibrated("T055"),
    )
    career: float = parameter(
        33.0,
        unit="years",
        low=10.0,
        high=60.0,
        meaning="experience at which half of that chance is reached",
        source=evidence("T055"),
    )
    unexplained: float = parameter(
        0.0174,
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="departures for reasons outside the school",
        source=calibrated("A19"),
    )
