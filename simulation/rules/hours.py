"""Where a teacher's week goes, and what is left of it for working with others.

What joint work costs is chosen in rules/choice.py; what too many hours do is in rules/exhaustion.py.
"""

import math

from ..compiled import rule
from ..names import COLLABORATION, COOPERATION, COORDINATION


@rule
def inexperience(experience):
    """How much of a beginner somebody still is [0..1]: exp(-experience / 3 years). Assumption A5."""
    return math.exp(-experience / 3.0)


@rule
def classroom_hours(
    base, own_demand, class_hours, classes, poverty_hours, poverty, beginner_hours, beginner, mentoring, cover_hours, vacancies
):
    """Hours for teaching, preparation, marking and pupils [h/week].

    base + own_demand + class_hours classes + poverty_hours poverty + beginner_hours beginner (1 - mentoring / 2)
    + cover_hours v / max(1/4, 1 - v), and five at least
    own_demand [h/week] differs between teachers, classes [SD] from year to year; poverty, beginner, mentoring [0..1];
    v = vacancies, share of posts: a vacant post's lessons are shared by those present.
    Source: S0 (poverty), T001 and T005; the form is assumption A5.
    """
    cover = cover_hours * vacancies / max(0.25, 1.0 - vacancies)
    hours = (
        base
        + own_demand
        + class_hours * classes
        + poverty_hours * poverty
        + beginner_hours * beginner * (1.0 - 0.5 * mentoring)
        + cover
    )
    return max(5.0, hours)


@rule
def paperwork_hours(usual, deviation):
    """Routine work that is not teaching [h/week], never negative: what is usual and a person's lasting deviation (A54)."""
    return max(0.0, usual + deviation)


@rule
def slack_hours(capacity, committed, protected):
    """What is left of the week for collective action [h/week], negative when the week is overfull.

    capacity [h/week] can be kept up; committed = classroom, paperwork, role and mandates; protected = joint time and release.
    """
    return capacity - committed + protected


@rule
def hours_inside(protected, joint):
    """Joint hours that fall into protected time, where somebody else covers the teacher's duties [h/week].

    Unused protected time goes into one's own preparation and relieves nothing: assumption A25.
    """
    return min(protected, joint)


@rule
def form_hours(form, coordination, cooperation, collaboration):
    """Hours that a form of action on one goal takes [h/week]; leaving it aside takes none."""
    if form == COORDINATION:
        return coordination
    if form == COOPERATION:
        return cooperation
    if form == COLLABORATION:
        return collaboration
    return 0.0
