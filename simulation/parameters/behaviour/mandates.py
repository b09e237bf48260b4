"""What becomes of ordered joint time, and what being watched does: coefficients of rules/mandates.py."""

from ...declare.parameter import Group, parameter, provisional


class Mandates(Group):
    """Mandated work is work, and watched (rules/mandates.py)."""

    counted: float = parameter(
        1.0,
        label="ordered time that is work on goals",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of ordered joint time that is spent on the administrator's goals",
        source=provisional("sign: Hargreaves (1994): mandates set the agenda"),
    )
    conformity: float = parameter(
        0.5,
        label="conformity bred by control",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how far full control makes teachers follow orders that are unclear",
        source=provisional("sign: Gunn & King (2003)"),
    )
    suspicion: float = parameter(
        0.06,
        label="distrust bred by watched contact",
        unit="per cycle",
        low=0.0,
        high=1.0,
        meaning="share of trust that is lost in a cycle of full meetings without a say, support and time",
        source=provisional("sign: Hargreaves (1994)"),
    )
    enough: float = parameter(
        0.35,
        label="say that makes orders harmless",
        unit="0..1",
        low=0.05,
        high=1.0,
        meaning="influence from which on ordered joint time does no harm",
        source=provisional("A61; Bryk et al. (2015)"),
    )
    eased: float = parameter(
        1.0,
        label="harm of orders eased by support and time",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of the harm of ordered joint time that full support and covered time take away",
        source=provisional("A61; Akiba & Wilkinson (2016)"),
    )
