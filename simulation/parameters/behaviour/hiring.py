"""Free posts, filled or not: coefficients of rules/hiring.py."""

from ...declare.parameter import Group, assumed, calibrated, evidence, paper, parameter


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
    experienced: float = parameter(
        20.0,
        label="experience of those who come from elsewhere",
        unit="years",
        low=0.0,
        high=39.0,
        meaning="the most experience, beyond a first year, that newcomers bring who have taught before",
        source=assumed("A41"),
    )
    early: float = parameter(
        2.0,
        label="moves early in a career",
        unit="power",
        low=0.2,
        high=5.0,
        meaning="how much more those with little experience come from elsewhere than those with much: 1 when all are as likely to",
        source=assumed("A41"),
    )
    mentor_group: float = parameter(
        0.3,
        label="preference for a mentor of the own group",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="expertise that belonging to the newcomer's group is worth in the choice of a mentor",
        source=assumed("A45"),
    )
    mentor_trust: float = parameter(
        0.15,
        label="added trust in a mentor",
        unit="trust",
        low=0.0,
        high=1.0,
        meaning="how much more a newcomer trusts a mentor than other colleagues at first",
        source=assumed("A45"),
    )
    colleagues: float = parameter(
        0.5,
        label="colleagues that newcomers begin with",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of the wished advisers that newcomers find at once",
        source=assumed("A29"),
    )
