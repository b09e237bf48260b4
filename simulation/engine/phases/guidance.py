"""Guidance by those whose role it is: coaches look after the staff, heads after their own grade or department."""

from ...core.compiled import inner
from ...core.vocabulary import COACH, HEAD, ORDINARY
from ...rules.kinds import guided_by, reached
from ...rules.leadership import strain_of_role
from ...school.state import workspace
from ...school.teachers import audience

#: Workspace of `guide`, for each group: hours of its heads that are taken up, these times their expertise, and members.
LED = workspace("hours", "expertise", "members")


@inner
def guide(state, p):
    """What guidance everybody gets for a planning cycle (assumption A74). Writes scratch."""
    q = p[ORDINARY]
    teachers, scratch = state.teachers, state.scratch
    n = teachers.size
    for g in range(n):
        scratch[g, LED.hours] = scratch[g, LED.expertise] = scratch[g, LED.members] = 0.0
    hours, expertise, staff = 0.0, 0.0, float(state.school[0].n_present)
    for i in range(n):
        t = teachers[i]
        if t.present == 0:
            continue
        scratch[t.group, LED.members] += 1.0
        if t.kind == COACH or t.kind == HEAD:
            refused = strain_of_role(q.reach_resistance, q.culture_egalitarian, q.standing_reviewing, t.exposure, t.reviewer)
            taken = p[audience(t)].roles_duties * t.duty * (1.0 - refused)
            if t.kind == COACH:
                hours += taken
                expertise += taken * t.expertise
            else:
                scratch[t.group, LED.hours] += taken
                scratch[t.group, LED.expertise] += taken * t.expertise
    for i in range(n):
        t = teachers[i]
        t.guided = 0.0
        if t.present == 0:
            continue
        if hours > 0.0 and t.kind != COACH:
            t.guided += guided_by(q.reach_coaching, reached(hours, staff, q.reach_attention), expertise / hours - t.expertise)
        led = scratch[t.group, LED.hours]
        if led > 0.0 and t.kind != HEAD:
            reach = reached(led, scratch[t.group, LED.members], q.reach_attention)
            t.guided += guided_by(q.reach_department, reach, scratch[t.group, LED.expertise] / led - t.expertise)
        if t.kind == COACH or t.kind == HEAD:
            t.guided += q.reach_explaining
