"""Where a teacher's week goes, and what is left of it for working with others.

What joint work costs is chosen in rules/choice.py; what too many hours do is in rules/exhaustion.py.
"""

from ..core.compiled import rule
from ..core.elementary import exp
from ..core.vocabulary import COLLABORATION, COOPERATION, COORDINATION


@rule
def inexperience(experience, years):
    """How much of a beginner somebody still is [0..1]: exp(-experience / years). Assumption A5.

    In words (How much of a beginner somebody is): A first-year teacher is wholly a beginner; after three years about a third
    is left, after ten next to nothing.
    Whom: every teacher, once a year. Lowered by: years of teaching.
    """
    return exp(-experience / years)


@rule
def classroom_hours(
    base,
    own_demand,
    class_hours,
    classes,
    poverty_hours,
    poverty,
    beginner_hours,
    beginner,
    mentoring,
    cover_hours,
    vacancies,
    mentor_part,
):
    """Hours for teaching, preparation, marking and pupils [h/week].

    base + own_demand + class_hours classes + poverty_hours poverty + beginner_hours beginner (1 - mentor_part mentoring)
    + cover_hours v / max(1/4, 1 - v), and five at least
    own_demand [h/week] differs between teachers, classes [SD] from year to year; poverty, beginner, mentoring [0..1];
    v = vacancies, share of posts: a vacant post's lessons are shared by those present.
    Source: S0 (poverty), T001 and T005; the form is assumption A5.

    In words (Hours for one's own classes): A week of teaching, preparing, marking and looking after pupils is longer for some
    than for others, longer with hard classes, in poor schools, for beginners, and where lessons of vacant posts are shared
    out; a mentor saves a beginner up to half of the extra time.
    Whom: every teacher, every week. Raised by: hard classes, poverty, being a beginner, vacant posts. Lowered by: a mentor.
    """
    cover = cover_hours * vacancies / max(0.25, 1.0 - vacancies)
    hours = (
        base
        + own_demand
        + class_hours * classes
        + poverty_hours * poverty
        + beginner_hours * beginner * (1.0 - mentor_part * mentoring)
        + cover
    )
    return max(5.0, hours)


@rule
def paperwork_hours(usual, deviation):
    """Routine work that is not teaching [h/week], never negative: what is usual and a person's lasting deviation (A54).

    In words (Hours of paperwork): Everybody has the usual paperwork, some more and some less of it, and nobody less than
    none.
    Whom: every teacher, every week. Raised by: what is usual in the school, being one of those who have more.
    """
    return max(0.0, usual + deviation)


@rule
def slack_hours(capacity, committed, protected):
    """What is left of the week for collective action [h/week], negative when the week is overfull.

    capacity [h/week] can be kept up; committed = classroom, paperwork, role and mandates; protected = joint time and release.

    In words (Time to spare): The hours a teacher can keep up, less what the week already takes, plus the hours in which
    somebody else covers her duties, are left for joint work. It can be less than nothing.
    Whom: every teacher, every week. Raised by: joint time in the timetable, release for a role. Lowered by: classroom hours,
    paperwork, roles, mandated meetings.
    """
    return capacity - committed + protected


@rule
def room_made(part, poverty_hours, poverty):
    """Hours for which teachers make room beside joint work, over what a school of middling poverty asks [h/week].

    part poverty_hours (poverty - 1/2): the hours that poverty adds lengthen the week, and this part of them takes no time from joint
    work. Source: American teachers in poor schools work together as often as others (Johnston & Tsai 2018, T023). Assumption A72.

    In words (Making room): What pupils in poverty need on top is done in longer days, more than at the expense of working with colleagues.
    Whom: every teacher, every week. Raised by: poverty.
    """
    return part * poverty_hours * (poverty - 0.5)


@rule
def hours_inside(protected, joint):
    """Joint hours that fall into protected time, where somebody else covers the teacher's duties [h/week].

    Unused protected time goes into one's own preparation and relieves nothing: assumption A25.

    In words (Joint work in covered time): Joint work lengthens the week only as far as it does not fit into time in which
    somebody else covers the duties; covered time that is not used relieves nothing.
    Whom: every teacher, every week. Raised by: covered time that is used.
    """
    return min(protected, joint)


@rule
def form_hours(form, coordination, cooperation, collaboration):
    """Hours that a form of action on one goal takes [h/week]; leaving it aside takes none.

    In words (Hours that a form takes): Coordination on a goal takes the least time, collaboration the most.
    Whom: every teacher, for each goal.
    """
    if form == COORDINATION:
        return coordination
    if form == COOPERATION:
        return cooperation
    if form == COLLABORATION:
        return collaboration
    return 0.0


@rule
def open_ended_hours(n_coordinated, pairs, followup, mandated):
    """Hours that coordination takes beyond those chosen [h/week]: pairs n (n - 1) + followup mandated n, for n goals coordinated on.

    pairs [h/week] for each goal and each other; followup [h per h of mandated meetings]. Coordination has no natural end: every goal
    meets every other, and every meeting leaves something to do for each (S0). Assumption A62.

    In words (Coordination has no end): Who coordinates on many goals spends time on how they fit together, more with each goal, and on
    what every meeting leaves to do. None of it was planned for.
    Whom: every teacher who coordinates on some goal, every week. Raised by: goals coordinated on, mandated meetings.
    """
    return pairs * n_coordinated * (n_coordinated - 1.0) + followup * mandated * n_coordinated
