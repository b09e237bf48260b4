"""Free posts, filled or not: coefficients of rules/hiring.py."""

from ..declare import Group, calibrated, evidence, paper, parameter


class Hiring(Group):
    """How posts are filled (rules/hiring.py)."""

    vacancy: float = parameter(
        0.0296,
        label="posts that stay vacant",
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="chance that a free post stays vacant, without poverty",
        source=calibrated("A20"),
    )
    poverty: float = parameter(
        0.10,
        label="vacant posts that poverty adds",
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="added chance where every pupil is poor",
        source=paper("Simon & Johnson (2015)"),
    )
    novices: float = parameter(
        0.25,
        label="beginners among hires that poverty adds",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="added share of novices among hires where every pupil is poor",
        source=evidence("T056"),
    )
    fit: float = parameter(
        0.15,
        label="better fit of newcomers chosen by teachers",
        unit="0..1",
        low=0.0,
        high=0.5,
        meaning="gain in newcomers' disposition where teachers choose them",
        source=paper("Ingersoll et al. (2017); Liu & Johnson (2006)"),
    )
