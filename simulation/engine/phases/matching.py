"""Wishes meet: what can be carried out, and who works with whom for four weeks."""

from ...core.compiled import inner, kernel
from ...core.vocabulary import (
    COLLABORATION,
    CONCEPTUALISE,
    COOPERATION,
    JOINT_WORK,
    MEETINGS,
    N_DOMAINS,
    NO_CONTACT,
    ORDINARY,
    WEEKS_PER_CYCLE,
)
from ...rules.burnout import backing_of, isolation_of
from ...rules.joint_work import contact_share
from ...rules.matching import feasible_form, is_open
from ...school.state import workspace

#: Workspace of `match`: tied colleagues who wish to collaborate on the goal, and who wish to cooperate at least.
WISHES = workspace("willing", "active")


@kernel
def match(state, p):
    """Matching: no partner or no open goal means a humbler form; then it is clear who works with whom this cycle.

    In words: Then wishes meet: nobody can collaborate alone. From here it is clear who works with whom for four weeks, and
    what company that is.
    """
    school = state.school[0]
    if school.week % WEEKS_PER_CYCLE != 0:
        return
    teachers, ties, scratch = state.teachers, state.ties, state.scratch
    n = teachers.size
    for d in range(N_DOMAINS):
        goal = state.goals[d]
        if goal.active == 0:
            continue
        for i in range(n):
            scratch[i, WISHES.willing] = scratch[i, WISHES.active] = 0.0
        for e in range(school.n_ties):
            a, b = ties[e].source, ties[e].target
            wish_a, wish_b = teachers[a].form[d], teachers[b].form[d]
            scratch[a, WISHES.willing] += wish_b == COLLABORATION
            scratch[b, WISHES.willing] += wish_a == COLLABORATION
            scratch[a, WISHES.active] += wish_b >= COOPERATION
            scratch[b, WISHES.active] += wish_a >= COOPERATION
        together = 0
        for i in range(n):
            t = teachers[i]
            t.form[d] = feasible_form(t.form[d], is_open(goal.owner), scratch[i, WISHES.willing], scratch[i, WISHES.active])
            if t.form[d] == COLLABORATION and goal.stage == CONCEPTUALISE:
                t.took_part[d] = 1
            t.chosen[d] = min(t.chosen[d], t.form[d])
            together += t.chosen[d] >= COOPERATION
        goal.joint = together / max(1, school.n_present)
    _meet(state, p)


#: Workspace of `_meet`: how many ties there are, and how much contact they bring; and a bit for each goal on which the teacher at
#: least cooperates, so that two who share a bit work together.
MET = workspace("ties", "contacts", "goals")


@inner
def _meet(state, p):
    """Who works with whom: contact, and what partners are like (assumption A28). Writes scratch."""
    school = state.school[0]
    q = p[ORDINARY]
    teachers, ties, scratch = state.teachers, state.ties, state.scratch
    n = teachers.size
    for i in range(n):
        t = teachers[i]
        t.contact = t.acquainted = t.partner_lead = t.partner_success = 0.0
        scratch[i, MET.ties] = scratch[i, MET.contacts] = 0.0
        joint = 0
        for d in range(N_DOMAINS):
            joint |= (t.chosen[d] >= COOPERATION) << d
        scratch[i, MET.goals] = joint
    trust = 0.0
    for e in range(school.n_ties):
        tie = ties[e]
        a, b = teachers[tie.source], teachers[tie.target]
        shared = int(scratch[tie.source, MET.goals]) & int(scratch[tie.target, MET.goals])
        tie.work = JOINT_WORK if shared != 0 else NO_CONTACT
        if tie.work == NO_CONTACT and a.mandated > 0.0 and b.in_team != 0:
            tie.work = MEETINGS
        part = contact_share(tie.work, q.joint_work_meeting)
        trust += tie.trust
        a.acquainted += tie.trust
        b.acquainted += tie.trust
        scratch[tie.source, MET.ties] += 1.0
        scratch[tie.target, MET.ties] += 1.0
        a.contact += part * tie.trust
        b.contact += part * tie.trust
        scratch[tie.source, MET.contacts] += part
        scratch[tie.target, MET.contacts] += part
        a.partner_lead += part * max(0.0, b.expertise - a.expertise)
        b.partner_lead += part * max(0.0, a.expertise - b.expertise)
        a.partner_success += part * b.success
        b.partner_success += part * a.success
    for i in range(n):
        t = teachers[i]
        contacts, n_ties = scratch[i, MET.contacts], scratch[i, MET.ties]
        if contacts > 0.0:
            met = max(1.0, contacts)
            t.partner_trust = t.contact / contacts
            t.partner_lead /= met
            t.partner_success /= met
        elif n_ties > 0.0:
            t.partner_trust = t.acquainted / n_ties
        else:
            t.partner_trust = q.ties_strangers
        t.backing = backing_of(t.contact, t.acquainted, q.burnout_acquaintance, q.burnout_circle)
        t.isolation = isolation_of(t.contact, t.acquainted, q.burnout_acquaintance, q.burnout_company)
    school.trust = trust / max(1, max(school.n_present, school.n_ties))
