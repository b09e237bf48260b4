"""What change costs: coefficients of rules/change.py."""

from ...declare.parameter import Group, assumed, parameter, provisional


class Change(Group):
    """Start-up, churn, latecomers, and a new administrator (rules/change.py)."""

    startup: float = parameter(
        0.5,
        label="yield lost while a goal starts up",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of what hours yield that a new goal loses in its first week",
        source=provisional("A64"),
    )
    starting: float = parameter(
        6.0,
        label="time a goal needs to start up",
        unit="weeks",
        low=0.5,
        high=100.0,
        meaning="weeks in which that loss falls to about a third",
        source=assumed("A64"),
    )
    waste: float = parameter(
        1.0,
        label="progress thrown away that is felt as failure",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how far joint progress is felt as lost that ends before it is attained, or is taken back",
        source=provisional("A64; sign: Allensworth et al. (2009)"),
    )
    forgetting: float = parameter(
        0.06,
        label="forgetting of progress thrown away",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="share of that feeling which passes in a week",
        source=assumed("A64: months"),
    )
    disillusion: float = parameter(
        0.8,
        label="attraction lost with progress thrown away",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of the attraction to a form that is lost when all that was done in it is thrown away",
        source=provisional("sign: Klassen & Durksen (2012)"),
    )
    latecomers: float = parameter(
        0.5,
        label="voice of those who join late",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="part of the voice that those win and expect who join an open goal after its first stage; none: nobody may",
        source=provisional("A64"),
    )
    unsettled: float = parameter(
        0.08,
        label="support and clarity lacking at first",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="how much less support and clarity a new administrator gives in the first year",
        source=provisional("sign: Bartanen (2020)"),
    )
    settling: float = parameter(
        1.5,
        label="time an administrator needs to settle",
        unit="years",
        low=0.1,
        high=20.0,
        meaning="years in which that falls to about a third",
        source=assumed("A64; Bartanen (2020): a year or two"),
    )
    upset: float = parameter(
        0.02,
        label="trust lost at a succession",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of the trust between colleagues that is lost when a new administrator takes office",
        source=provisional("sign: Bartanen (2020): a dip of a tenth of a standard deviation of schools"),
    )
