"""Coefficients of rules/administration.py: how an administrator changes."""

from ...declare.parameter import WOO_2022, Group, assumed, calibrated, paper, parameter


class Adaptation(Group):
    """How administrators change with what they see (rules/administration.py)."""

    control: float = parameter(
        0.5,
        label="control bred by outside pressure",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="control that outside pressure breeds in an administrator who trusts nobody",
        source=paper("Center for Teaching Quality (2010)"),
    )
    falling: float = parameter(
        1.0,
        label="control bred by falling results",
        unit="per student SD",
        low=0.0,
        high=10.0,
        meaning="control added under pressure when results fall short",
        source=paper("Center for Teaching Quality (2010), on principals afraid to miss targets"),
    )
    scripted: float = parameter(
        0.5,
        label="control that comes with a scripted curriculum",
        unit="0..1",
        low=0.0,
        high=2.0,
        source=paper("Barrett (2009)"),
    )
    trusting: float = parameter(
        0.6,
        label="control held down by trust in teachers",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how far trust in teachers holds control down",
        source=paper("Center for Teaching Quality (2010)"),
    )
    rate: float = parameter(
        0.4,
        label="speed at which control changes",
        unit="share/year",
        low=0.0,
        high=1.0,
        meaning="speed at which control follows",
        source=assumed("A21"),
    )
    proof: float = parameter(
        0.0275,
        label="openness earned by teachers' success",
        unit="per year",
        low=0.0,
        high=1.0,
        meaning="openness gained in a year in which teachers' own goals all succeed",
        source=calibrated("A38"),
    )
    takeback: float = parameter(
        0.25,
        label="shared goals taken back by the administrator",
        unit="chance/term",
        low=0.0,
        high=1.0,
        meaning="chance that a shared goal is taken back under full control",
        source=paper("Hargreaves (1994)"),
    )
    claim: float = parameter(
        0.0559,
        label="goals claimed by teachers",
        unit="chance/term",
        low=0.0,
        high=1.0,
        meaning="chance that teachers who all work together on a goal claim it, without control",
        source=calibrated(f"sign: {WOO_2022}: organic, teacher-led action"),
    )
    scripted_trust: float = parameter(
        0.5,
        label="trust against a scripted curriculum",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how far trust in teachers holds back the control of a scripted curriculum, compared with that of pressure",
        source=assumed("A21"),
    )
    usual_success: float = parameter(
        0.6,
        label="progress of shared goals that proves nothing",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="progress of shared goals at which an administrator becomes neither more nor less open",
        source=assumed("A38"),
    )
    forgetting: float = parameter(
        0.2,
        label="forgetting of what proved itself",
        unit="share/year",
        low=0.0,
        high=1.0,
        meaning="share of what experience has added to an administrator's openness that is forgotten in a year",
        source=assumed("A38"),
    )
    claimed: float = parameter(
        0.5,
        label="progress kept by a goal that is claimed",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of its progress that a goal keeps when teachers claim it",
        source=assumed("A53"),
    )
