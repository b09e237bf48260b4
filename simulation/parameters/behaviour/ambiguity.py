"""Not knowing what is expected: coefficients of rules/ambiguity.py."""

from ..declare import Group, assumed, calibrated, paper, parameter


class Ambiguity(Group):
    """Felt role ambiguity (rules/ambiguity.py)."""

    rate: float = parameter(
        0.10,
        label="speed at which role ambiguity changes",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="speed of adjustment",
        source=assumed("A12"),
    )
    unclear: float = parameter(
        0.7,
        label="ambiguity of unclear mandates",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="ambiguity under wholly unclear mandates",
        source=paper("Shaked & Schechter (2019); Nguyen, Harris & Ng (2019)"),
    )
    initiatives: float = parameter(
        0.3,
        label="ambiguity of many and changing goals",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="ambiguity from many and changing goals",
        source=paper("Little (2003), on competing priorities"),
    )
    role: float = parameter(
        0.335,
        label="ambiguity of an unsupported role",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="extra ambiguity of a role that is unclear and unsupported",
        source=calibrated("sign: Wenner & Campbell (2017); Margolis (2012)"),
    )
