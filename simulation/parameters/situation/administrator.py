"""The administrator whom a school tends to have.

The person in office is drawn around this profile (school/administrator.py), drifts back to it and adapts (rules/administration.py).
Support, clarity and mandated time are felt in rules/choice.py, ambiguity.py, exhaustion.py and satisfaction.py.
"""

from ..declare import Group, calibrated, evidence, paper, parameter


class AdministratorProfile(Group):
    """The disposition of whoever leads the school; the person in office differs and adapts."""

    openness: float = parameter(
        0.57,
        label="openness of the administrator",
        unit="chance",
        low=0.0,
        high=1.0,
        meaning="chance that teachers are asked to shape a goal; administrators keep more of some domains to themselves",
        source=calibrated("T035 to T041"),
    )
    support: float = parameter(
        0.603,
        label="support from the administrator",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="instructional and personal support given to teachers",
        source=calibrated("T059, T062"),
        personal=True,
    )
    clarity: float = parameter(
        0.65,
        label="clarity of mandates and roles",
        unit="0..1",
        low=0.0,
        high=1.0,
        source=paper("Nguyen, Harris & Ng (2019), Shaked & Schechter (2019): unclear mandates lower efficacy"),
        personal=True,
    )
    mandated: float = parameter(
        1.18,
        label="ordered joint time",
        unit="h/week",
        low=0.0,
        high=10.0,
        meaning="joint time that the administrator orders and fills, for members of formal teams",
        source=evidence("T017"),
        personal=True,
    )
    buffering: float = parameter(
        0.0,
        label="shelter from outside pressure",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of outside pressure that the administrator keeps from teachers",
        source=paper("Center for Teaching Quality (2010), on principals who pass the fear of missing targets on"),
    )
    turnover: float = parameter(
        0.19,
        label="change of administrator",
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="yearly chance of a new administrator",
        source=evidence("T061"),
    )
