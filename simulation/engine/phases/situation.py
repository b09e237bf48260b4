"""What a week already takes, and the slack that is left; what falls into covered time."""

from ...core.chance import TEAM, draw
from ...core.compiled import inner, kernel
from ...core.vocabulary import ORDINARY, WEEKS_PER_CYCLE
from ...rules.administration import pressure_passed_on
from ...rules.common import shifted
from ...rules.hours import classroom_hours, hours_inside, paperwork_hours, room_made, slack_hours
from ...rules.networks import hours_of_network
from ...school.administrator import live_office_week, sheltered
from ...school.teachers import audience
from .guidance import guide
from .outside import meet_outside
from .training import sign_up


@kernel
def situate(state, p):
    """Situation: what the week already takes, and the slack that is left. Conditions follow the policies in force.

    Mandated time is held in formal teams, which are set up for a planning cycle (assumption A55).

    In words: The week begins with what it already takes: classes, paperwork, roles, and meetings for those who belong to a
    formal team; the administrator's week is as long as what she has taken on. Who works part-time has that part of the classes, the paperwork and the hours one can keep up. What is left
    over is time for joint work.
    """
    school = state.school[0]
    q = p[ORDINARY]
    school.poverty = shifted(q.school_poverty, school.poverty_deviation)
    school.materials = shifted(q.school_materials, school.materials_deviation)
    school.openness = shifted(q.administrator_openness, school.openness_deviation + school.opening)
    school.pressure = pressure_passed_on(q.accountability_pressure, sheltered(school, q))
    n = state.teachers.size
    if school.week % WEEKS_PER_CYCLE == 0:  # a wider coverage adds teams and drops none
        for i in range(n):
            t = state.teachers[i]
            t.in_team = t.present != 0 and draw(school.seed, school.run, int(t.group), 0, TEAM, 0) < q.teams_coverage
        if q.structure_kinds != 0.0:
            guide(state, p)
        if q.structure_givers != 0.0:
            sign_up(state, p)
        if q.structure_networks != 0.0:
            meet_outside(state, p)
    vacancies, newcomers = (n - school.n_present) / n, 0
    for i in range(n):
        t = state.teachers[i]
        if t.present == 0:
            continue
        newcomers += t.tenure == 0
        q = p[audience(t)]
        mentoring = q.induction_mentoring if t.mentored != 0 else 0.0
        t.classroom = t.fte * classroom_hours(
            base=q.hours_classroom,
            own_demand=t.demand,
            class_hours=q.hours_classes,
            classes=t.classes,
            poverty_hours=q.hours_poverty * (1.0 - school.relief),
            poverty=school.poverty,
            beginner_hours=q.hours_inexperience,
            beginner=t.beginner,
            mentoring=mentoring,
            cover_hours=q.hours_cover,
            vacancies=vacancies,
            mentor_part=q.hours_mentor,
        )
        t.paperwork = t.fte * paperwork_hours(q.time_paperwork, t.paperwork_deviation)
        t.mandated = q.administrator_mandated if t.in_team != 0 else 0.0
        committed = t.classroom + t.paperwork + duties_of(t, q) + t.mandated
        room = room_made(q.hours_room, q.hours_poverty * (1.0 - school.relief), school.poverty)
        t.slack = slack_hours(t.fte * q.hours_capacity, committed - room, protected_of(t, q))
    live_office_week(state, p[ORDINARY], newcomers)


@inner
def duties_of(t, q):
    """Hours that a formal role, an external network and training take [h/week]."""
    outside = hours_of_network(q.hours_external, q.external_face, q.outside_travel) if t.member != 0 else 0.0
    return q.roles_duties * t.duty + outside + t.training


@inner
def protected_of(t, q):
    """Hours in which somebody else covers the teacher's duties: joint time, release for a role, and days of training [h/week]."""
    return t.fte * q.time_planning + q.roles_release * t.freed + q.training_covered * t.training


@inner
def inside_of(t, q):
    """Hours of joint work and of a role that fall into that time [h/week]."""
    return hours_inside(protected_of(t, q), t.collective + t.mandated + duties_of(t, q))
