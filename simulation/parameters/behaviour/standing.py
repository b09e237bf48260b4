"""Coefficients of rules/leadership.py: standing among peers, and who is invited into a role."""

from ...declare.parameter import Group, assumed, calibrated, paper, parameter, provisional


class Standing(Group):
    """Leadership among peers (rules/leadership.py)."""

    rate: float = parameter(
        0.0267,
        label="speed at which standing changes",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="speed of adjustment",
        source=calibrated("A18"),
    )
    sought: float = parameter(
        0.5,
        label="standing from being asked for advice",
        unit="0..1",
        low=0.0,
        high=2.0,
        source=paper("Spillane, Halverson & Diamond (2004)"),
    )
    initiating: float = parameter(
        0.3,
        label="standing from carrying joint work",
        unit="0..1",
        low=0.0,
        high=2.0,
        source=paper("York-Barr & Duke (2004)"),
    )
    expertise: float = parameter(
        0.25, label="standing from expertise", unit="0..1", low=0.0, high=2.0, source=paper("Wiliam (2015), cited by Berry")
    )
    levelling: float = parameter(
        0.5,
        label="standing held down by an egalitarian staff",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how far a fully egalitarian staff holds standing down",
        source=paper("Center for Teaching Quality (2010)"),
    )
    tension: float = parameter(
        0.0137,
        label="tension of a role in an egalitarian staff",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="tension of a formal role in a fully egalitarian staff",
        source=calibrated("sign: Center for Teaching Quality (2010); Margolis (2012)"),
    )
    reviewing: float = parameter(
        1.0,
        label="added tension of judging colleagues",
        unit="times",
        low=0.0,
        high=10.0,
        meaning="how much more tension and avoidance a role brings whose work is to judge colleagues",
        source=paper("Goldstein (2004); York-Barr & Duke (2004): judging peers breaks the norm of equality most"),
    )
    invitation: float = parameter(
        1.5,
        label="help of knowing leaders to an invitation",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="how much a tie to somebody in a role helps to be invited into one",
        source=paper("Center for Teaching Quality (2010): over a quarter joined at a colleague's suggestion"),
    )
    past: float = parameter(
        0.3,
        label="help of past roles to an invitation",
        unit="utility per year",
        low=0.0,
        high=5.0,
        meaning="how much a year in a role helps to be invited again, up to three years",
        source=paper("Center for Teaching Quality (2010): opportunities to lead build on one another"),
    )
    keeping: float = parameter(
        0.75,
        label="chance to keep a role",
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="chance to keep a role for another year",
        source=assumed("A37"),
    )
    success: float = parameter(
        0.5,
        label="standing that hangs on success",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of the standing from carrying joint work that hangs on its success",
        source=assumed("A18"),
    )
    many: float = parameter(
        3.0,
        label="advice that makes a leader",
        unit="times",
        low=0.1,
        high=20.0,
        meaning="how many times the usual number of colleagues ask somebody who is sought as much as can be",
        source=assumed("A18"),
    )
    respect: float = parameter(
        3.0,
        label="help of standing to an invitation",
        unit="utility",
        low=0.0,
        high=20.0,
        meaning="how much standing helps to be invited into a role",
        source=assumed("A37"),
    )
    experience: float = parameter(
        0.6,
        label="help of experience to an invitation",
        unit="utility per year",
        low=0.0,
        high=10.0,
        meaning="how much a year of experience helps to be invited into a role",
        source=assumed("A37"),
    )
    years: float = parameter(
        3.0,
        label="years that count for an invitation",
        unit="years",
        low=0.0,
        high=40.0,
        meaning="years of experience, and years in a role, that count for an invitation at most",
        source=assumed("A37"),
    )
    memory: float = parameter(
        0.9,
        label="memory of tension",
        unit="share/week",
        low=0.0,
        high=0.99,
        meaning="share of a week's tension with colleagues that is still felt in the next",
        source=provisional("A63: months"),
    )
