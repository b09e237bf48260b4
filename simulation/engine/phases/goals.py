"""Goals change hands at the turn of a term; in summer they end, are replaced and begin."""

from ...core.chance import CLAIM, SCHOOL, draw
from ...core.chance import RENEW as RENEWAL
from ...core.compiled import kernel
from ...core.vocabulary import (
    ADMINISTRATOR,
    COLLABORATION,
    CONCEPTUALISE,
    COOPERATION,
    ENACT,
    N_DOMAINS,
    ORDINARY,
    TEACHERS,
    WEEKS_PER_TERM,
    WEEKS_PER_YEAR,
)
from ...rules.administration import chance_to_claim, chance_to_take_back
from ...rules.matching import is_open
from ...rules.office import beside_her
from ...rules.voice import voice_left
from ...school.goals import end_goal, set_goals, throw_away


@kernel
def turn_of_term(state, p):
    """At the turn of a term goals change hands: a controlling administrator takes shared ones back, teachers claim others.

    In words: Every nine weeks goals may change hands. A goal that is taken back is carried out as ordered and fits classrooms
    less; one that teachers claim begins anew, keeps half of its progress and fits better.
    """
    school = state.school[0]
    if school.week == 0 or school.week % WEEKS_PER_TERM != 0:
        return
    q = p[ORDINARY]
    now = school.year * WEEKS_PER_YEAR + school.week
    for d in range(N_DOMAINS):
        goal = state.goals[d]
        if goal.active == 0:
            continue
        u = draw(school.seed, school.run, SCHOOL, now, CLAIM, d)
        if is_open(goal.owner):
            chance = chance_to_take_back(q.adaptation_takeback, school.control, school.openness)
            if u < beside_her(chance, -q.office_loyalty, goal.beside):
                goal.owner = ADMINISTRATOR
                goal.beside = 0
                goal.stage = ENACT
                goal.fit = max(0.0, goal.fit - q.goals_fit)
                for i in range(state.teachers.size):
                    t = state.teachers[i]
                    t.won[d] = voice_left(t.won[d], q.voice_taken * t.took_part[d])
                throw_away(state, d, q)
        elif u < chance_to_claim(q.adaptation_claim, goal.joint, school.collective_efficacy, school.control):
            goal.owner = TEACHERS
            goal.stage = CONCEPTUALISE
            goal.age = 0
            goal.progress = q.adaptation_claimed * goal.progress
            goal.fit = min(1.0, goal.fit + q.goals_fit)
        if not is_open(goal.owner):
            for i in range(state.teachers.size):
                state.teachers[i].took_part[d] = 0
                if state.teachers[i].form[d] == COLLABORATION:
                    state.teachers[i].form[d] = state.teachers[i].chosen[d] = COOPERATION


@kernel
def renew_goals(state, p):
    """Goals that are attained end, some others are replaced, and new ones begin until the wished number is pursued.

    In words: Goals that are attained end, some others are replaced before they are, and new ones begin.
    """
    school = state.school[0]
    q = p[ORDINARY]
    churned, unfinished = 0, 0
    for d in range(N_DOMAINS):
        goal = state.goals[d]
        if goal.active == 0:
            continue
        if goal.progress >= 1.0:
            end_goal(state, d)
            continue
        unfinished += 1
        if draw(school.seed, school.run, SCHOOL, school.year, RENEWAL, N_DOMAINS + d) < q.goals_churn:
            churned += 1
            throw_away(state, d, q)
            end_goal(state, d)
    school.churned = churned / max(1, unfinished)
    set_goals(state, q, school.year + 1)
