"""The advice network on the first day, and where people look for new ties later (school/network.py, rules/ties.py)."""

from ...declare.parameter import Group, calibrated, evidence, paper, parameter, provisional


class Network(Group):
    """Who turns to whom for advice."""

    out_degree: float = parameter(
        3.5,
        label="colleagues whom one asks",
        unit="colleagues",
        low=0.0,
        high=12.0,
        meaning="colleagues a teacher turns to, on average, whatever the size of the school",
        source=evidence("T095"),
        dated=False,
    )
    same_group_odds: float = parameter(
        2.9,
        label="preference for the own group",
        unit="odds ratio",
        low=0.1,
        high=50.0,
        meaning="odds of a tie inside a group over one across groups",
        source=evidence("T099"),
        dated=False,
    )
    reciprocity: float = parameter(
        0.33,
        label="returned advice ties",
        unit="share of ties",
        low=0.0,
        high=0.95,
        meaning="share of ties that are returned",
        source=evidence("T097"),
        dated=False,
    )
    silent: float = parameter(
        0.23,
        label="teachers who ask nobody",
        unit="share",
        low=0.0,
        high=0.95,
        meaning="share of teachers who turn to nobody for advice, if networks keep their shape",
        source=paper("ten advice networks of Pitts & Spillane (2009): 0.05 to 0.42, a fifth of the staff on average"),
        dated=False,
    )
    returned: float = parameter(
        3.2,
        label="readiness to turn to those who ask",
        unit="odds ratio",
        low=0.1,
        high=50.0,
        meaning="odds that a tie is returned over the odds of any tie, if networks keep their shape: dense networks return more",
        source=provisional(
            "T097, and ten advice networks of Pitts & Spillane (2009): 0.10 returned at a density of 0.07, 0.62 at 0.39"
        ),
        dated=False,
    )
    skew: float = parameter(
        0.76,
        label="unequal approachability",
        unit="log SD",
        low=0.0,
        high=2.0,
        meaning="spread of approachability: why a few colleagues are asked by many",
        source=calibrated("ten advice networks of Pitts & Spillane (2009): in-degree SD over mean 0.84, top tenth 29 percent"),
        dated=False,
    )
    closure: float = parameter(
        2.4,
        label="ties to colleagues of colleagues",
        unit="odds per shared colleague",
        low=0.0,
        high=5.0,
        meaning="pull of colleagues of colleagues",
        source=calibrated("ten advice networks of Pitts & Spillane (2009): transitivity 0.38"),
        dated=False,
    )
    return_odds: float = parameter(
        4.8,
        label="turning to those who turn to oneself",
        unit="odds ratio",
        low=0.1,
        high=50.0,
        meaning="odds of turning to somebody who turns to oneself already, when a new adviser is sought",
        source=evidence("T097"),
    )
