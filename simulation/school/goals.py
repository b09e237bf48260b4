"""The school's goals: one at most in each decision domain; who owns it decides who may shape it."""

from ..core.chance import RENEW, SCHOOL, SHARE, draw, normal, two_draws
from ..core.compiled import inner
from ..core.vocabulary import (
    ADMINISTRATOR,
    BUDGET,
    CONCEPTUALISE,
    CONDUCT,
    CURRICULUM,
    ENACT,
    HIRING,
    INDIVIDUAL,
    JOINT,
    MATERIALS,
    N_DOMAINS,
    NOBODY,
    SCHOOL_WIDE,
)
from ..rules.attraction import attraction_after
from ..rules.change import loss_after
from ..rules.choice import depth_of
from ..rules.joint_work import effort_of, fit_of
from ..rules.office import chance_to_take_part, load_of
from ..rules.voice import openness_in


@inner
def reserve_of(domain, p):
    """What administrators keep to themselves in a domain [power of openness]."""
    if domain == HIRING:
        return p.domains_hiring
    if domain == BUDGET:
        return p.domains_budget
    if domain == MATERIALS:
        return p.domains_materials
    if domain == CURRICULUM:
        return p.domains_curriculum
    if domain == CONDUCT:
        return p.domains_conduct
    return p.domains_training


@inner
def remit_of(domain, p):
    """What the administrator's office decides in a domain [0..1]."""
    if domain == HIRING:
        return p.principal_hiring
    if domain == BUDGET:
        return p.principal_budget
    if domain == MATERIALS:
        return p.principal_materials
    if domain == CURRICULUM:
        return p.principal_curriculum
    if domain == CONDUCT:
        return p.principal_conduct
    return p.principal_training


@inner
def is_school_wide(domain):
    """True for decisions that concern the whole school and not lessons."""
    return domain in SCHOOL_WIDE


@inner
def active_goals(state):
    """How many goals the school pursues."""
    n_active = 0
    for d in range(N_DOMAINS):
        n_active += state.goals[d].active
    return n_active


@inner
def kept_goals(state):
    """How many goals the administrator keeps."""
    kept = 0
    for d in range(N_DOMAINS):
        kept += state.goals[d].active != 0 and state.goals[d].owner == ADMINISTRATOR
    return kept


@inner
def begin_goal(state, d, p, when):
    """A new goal in domain d: shared with teachers with the administrator's chance, else kept, or left to nobody (A24).

    A goal that the administrator keeps comes conceived and planned: teachers can only enact it (A4).

    In words (A new goal): Whether a new goal is shared with teachers depends on the administrator's openness in the matter.
    Of those that are not shared a few are left to nobody and the others are kept. A shared goal fits classrooms better; a
    kept one comes thought out and planned, so that teachers can only carry it out. The administrator may take part in a goal that she
    shares, or leave it to teachers.
    Whom: each new goal.
    """
    school = state.school[0]
    goal = state.goals[d]
    u, v = two_draws(school.seed, school.run, SCHOOL, when, SHARE, d)
    goal.active, goal.beside = 1, 0
    openness = openness_in(school.openness, reserve_of(d, p))
    if u < openness:
        goal.owner = JOINT
        part = chance_to_take_part(p.office_taking_part, openness, p.office_crowding, load_of(school.office, p.office_capacity))
        goal.beside = draw(school.seed, school.run, SCHOOL, when, SHARE, 2 * N_DOMAINS + N_DOMAINS + d) < part
    elif draw(school.seed, school.run, SCHOOL, when, SHARE, N_DOMAINS + d) < p.goals_unowned:
        goal.owner = NOBODY
    else:
        goal.owner = ADMINISTRATOR
    goal.stage = ENACT if goal.owner == ADMINISTRATOR else CONCEPTUALISE
    goal.fit = fit_of(p.joint_work_fit_least, p.joint_work_fit_range, p.goals_fit if goal.owner == JOINT else 0.0, v)
    u, v = two_draws(school.seed, school.run, SCHOOL, when, SHARE, 2 * N_DOMAINS + d)
    goal.effort = effort_of(p.goals_effort, p.goals_effort_spread, normal(u, v))
    goal.age = 0
    goal.progress = goal.success = goal.joint = 0.0
    for i in range(state.teachers.size):
        state.teachers[i].took_part[d] = 0
        state.teachers[i].form[d] = state.teachers[i].chosen[d] = INDIVIDUAL


@inner
def set_goals(state, p, when):
    """Begin or end goals until goals.active are pursued; which domains they fall into is drawn (A48).

    In words (How many goals there are): The school pursues as many goals at once as the scenario says, at most one in each of
    six matters: hiring, budget, materials, curriculum, training, and pupils' conduct. Which matters is luck.
    Whom: the school, in summer.
    """
    school = state.school[0]
    wanted = int(p.goals_active + 0.5)
    n_active = 0
    for d in range(N_DOMAINS):
        n_active += state.goals[d].active
    while n_active != wanted:
        begin = n_active < wanted
        best, best_u = state.goals.size, -1.0
        for d in range(N_DOMAINS):
            u = draw(school.seed, school.run, SCHOOL, when, RENEW, d)
            if (state.goals[d].active == 0) == begin and u > best_u:
                best, best_u = d, u
        if begin:
            begin_goal(state, best, p, when)
            n_active += 1
        else:
            throw_away(state, best, p)
            end_goal(state, best)
            n_active -= 1


@inner
def throw_away(state, d, p):
    """What was done about a goal is for nothing: those who worked on it by choice feel it, and like that way of working less."""
    goal = state.goals[d]
    for i in range(state.teachers.size):
        t = state.teachers[i]
        form = t.chosen[d]
        if form != INDIVIDUAL:
            depth = depth_of(form, p.choice_depth_coordination, p.choice_depth_cooperation)
            t.loss = loss_after(t.loss, p.change_waste, depth, goal.progress)
            t.attraction[form] = attraction_after(t.attraction[form], p.change_disillusion * goal.progress, 0.0)


@inner
def end_goal(state, d):
    """Nobody pursues anything in domain d any more; the voice that people won stays with them and fades."""
    goal = state.goals[d]
    goal.active, goal.owner, goal.stage, goal.age = 0, NOBODY, CONCEPTUALISE, 0
    goal.fit = goal.effort = goal.progress = goal.success = goal.joint = 0.0
    goal.beside = 0
    for i in range(state.teachers.size):
        state.teachers[i].form[d] = state.teachers[i].chosen[d] = INDIVIDUAL
        state.teachers[i].took_part[d] = 0
