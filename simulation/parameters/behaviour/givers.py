"""What training on the job is worth, and what stays of it: coefficients of rules/training.py."""

from typing import Any

from ...declare.parameter import Group, paper, parameter, provisional


def _stays(what: str, default: float, sign: str) -> Any:
    """How much of what is learnt in one way becomes practice."""
    return parameter(
        default,
        label=f"what stays of {what}",
        unit="share",
        low=0.0,
        high=1.0,
        meaning=f"share of what is learnt in {what} that becomes practice; the rest is forgotten",
        source=provisional(f"A77; sign: {sign}"),
    )


class Givers(Group):
    """Who gives training, and what becomes of it (rules/training.py)."""

    gain: float = parameter(
        0.004,
        label="what an hour of training gives",
        unit="per h",
        low=0.0,
        high=0.1,
        meaning="expertise that an hour of training with a perfect giver and fit offers to somebody who knows nothing",
        source=provisional("A77; sign: Sims et al. (2021)"),
    )
    fresh: float = parameter(
        0.07,
        label="encouragement by training",
        unit="per h",
        low=0.0,
        high=5.0,
        meaning="what such an hour adds to what was learnt lately",
        source=provisional("A77"),
    )
    stays_days: float = _stays("mandated days", 0.1, "Jacob & McGovern (2015); P45")
    stays_courses: float = _stays("courses", 0.3, "Klassen & Durksen (2012)")
    stays_colleagues: float = _stays("training led by colleagues", 0.5, "Poekert (2012)")
    stays_feedback: float = _stays("feedback and lesson study", 0.8, "Akiba & Wilkinson (2016); P45")
    stays_credentials: float = _stays("micro-credentials", 0.6, "Berry (2016)")
    outsider: float = parameter(
        0.4,
        label="credibility of trainers from outside",
        unit="0..1",
        low=0.0,
        high=1.0,
        source=paper("Wiliam (2015), cited by Berry: those who help need credibility; the size is A77"),
    )
    choosing: float = parameter(
        0.75,
        label="fit of training that is chosen",
        unit="0..1",
        low=0.0,
        high=1.0,
        source=provisional("A77; Klassen & Durksen (2012)"),
    )
    badge: float = parameter(
        0.15,
        label="credibility of micro-credentials",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="how much more colleagues believe somebody who has earned micro-credentials",
        source=provisional("A77; Berry (2016): from degrees to reputation"),
    )
    step: float = parameter(
        15.0,
        label="work for one micro-credential",
        unit="h",
        low=1.0,
        high=500.0,
        source=provisional("A77"),
    )
    usual: float = parameter(
        0.5,
        label="usual rating of training",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="rating of a way of learning before one knows it, and at which half come",
        source=provisional("A78"),
    )
    noise: float = parameter(
        0.1,
        label="chance in coming to training",
        unit="0..1",
        low=0.01,
        high=1.0,
        meaning="spread of the ratings at which people come",
        source=provisional("A78"),
    )
    impression: float = parameter(
        0.08,
        label="speed at which training is judged",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="speed at which ratings follow experience",
        source=provisional("A78"),
    )
