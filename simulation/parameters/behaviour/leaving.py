"""Intentions to quit, and the opportunities that make leavers of them: coefficients of rules/leaving.py."""

from ...declare.parameter import Group, assumed, calibrated, evidence, parameter, provisional


class Leaving(Group):
    """Who means to leave, and who does (rules/leaving.py)."""

    base: float = parameter(-1.57, label="leaning to leave", unit="log odds", low=-10.0, high=5.0, source=calibrated("T060"))
    exhaustion: float = parameter(
        2.34,
        label="exhaustion's push to leave",
        unit="log odds",
        low=0.0,
        high=20.0,
        meaning="weight of exhaustion",
        source=calibrated("T074"),
    )
    depersonalization: float = parameter(
        1.0,
        label="depersonalisation's push to leave",
        unit="log odds",
        low=0.0,
        high=20.0,
        meaning="weight of depersonalisation",
        source=evidence("T074"),
    )
    satisfaction: float = parameter(
        1.72,
        label="satisfaction's hold on teachers",
        unit="log odds",
        low=0.0,
        high=20.0,
        meaning="weight of job satisfaction",
        source=calibrated("T075"),
    )
    influence: float = parameter(
        2.79,
        label="influence's hold on teachers",
        unit="log odds",
        low=0.0,
        high=20.0,
        meaning="weight of influence on the school's decisions",
        source=calibrated("T048, T049"),
    )
    poverty: float = parameter(
        0.72,
        label="poverty's push to leave",
        unit="log odds",
        low=0.0,
        high=5.0,
        meaning="weight of poverty",
        source=calibrated("T056"),
    )
    role: float = parameter(
        0.5,
        label="a leadership role's hold on teachers",
        unit="log odds",
        low=0.0,
        high=5.0,
        meaning="hold of a leadership role",
        source=evidence("T094"),
    )
    leave: float = parameter(
        0.216,
        label="opportunity to leave teaching",
        unit="chance",
        low=0.0,
        high=1.0,
        meaning="opportunity to leave teaching for one who means to",
        source=calibrated("T051, T060"),
    )
    move: float = parameter(
        0.518,
        label="opportunity to move to another school",
        unit="chance",
        low=0.0,
        high=1.0,
        meaning="opportunity to move to another school for a beginner who means to",
        source=calibrated("T052, T055"),
    )
    rooted: float = parameter(
        40.7,
        label="years after which few can move",
        unit="years",
        low=1.0,
        high=100.0,
        meaning="experience over which the opportunity to move falls to a third",
        source=calibrated("T052, T055"),
    )
    retirement: float = parameter(
        0.0763,
        label="retirement at the end of a career",
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="yearly chance to retire at the end of a career",
        source=calibrated("T055"),
    )
    career: float = parameter(
        33.0,
        label="years of a career before retirement",
        unit="years",
        low=10.0,
        high=60.0,
        meaning="experience at which half of that chance is reached",
        source=evidence("T055"),
    )
    unexplained: float = parameter(
        0.0174,
        label="departures for reasons outside the school",
        unit="chance/year",
        low=0.0,
        high=1.0,
        source=calibrated("A19"),
    )
    career_spread: float = parameter(
        2.5,
        label="spread of retirement",
        unit="years",
        low=0.1,
        high=20.0,
        meaning="years over which retirement sets in around leaving.career",
        source=assumed("A19"),
    )
    unsettled: float = parameter(
        0.12,
        label="pull of leaving under a new administrator",
        unit="log odds",
        low=0.0,
        high=5.0,
        meaning="how much a new administrator raises the intention to leave in her first year",
        source=provisional("sign: Bartanen, Grissom & Rogers (2019); Miller (2013)"),
    )
    churn: float = parameter(
        0.3,
        label="pull of leaving where goals are replaced",
        unit="log odds",
        low=0.0,
        high=5.0,
        meaning="how much the intention to leave rises if all unattained goals were replaced in the last summer",
        source=provisional("sign: Allensworth et al. (2009)"),
    )
