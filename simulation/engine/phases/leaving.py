"""Who leaves at the end of a year, and the farewell and rest of the summer."""

from ...core.chance import DEPART, two_draws
from ...core.compiled import inner, kernel
from ...core.vocabulary import ANY_KIND, INDIVIDUAL, LEAVES, MOVES, N_DOMAINS, NO_PERSON, NOT_APPOINTED, ORDINARY, STAYS
from ...rules.exhaustion import rested
from ...rules.hours import inexperience
from ...rules.leaving import belief_after_farewell, chance_to_leave, chance_to_move, quit_intention_of
from ...school.network import cut_ties_of_absent
from ...school.teachers import audience, mean_voice


@kernel
def depart(state, p):
    """Who leaves: an intention that meets an opportunity. Those who go are marked; their posts are emptied by `empty_posts`.

    It is decided before the summer's rest (assumption A43). Who moves leaves the model (A44).

    In words: Then everybody weighs whether to stay. To mean to leave is one thing, an opportunity another.
    """
    school = state.school[0]
    gone = 0
    for i in range(state.teachers.size):
        t = state.teachers[i]
        t.departure = STAYS
        if t.present == 0:
            continue
        q = p[audience(t)]
        t.quit_intention = quit_intention_of(
            base=q.leaving_base,
            exhaustion_weight=q.leaving_exhaustion,
            exhaustion=t.exhaustion,
            distance_weight=q.leaving_depersonalization,
            depersonalization=t.depersonalization,
            satisfaction_weight=q.leaving_satisfaction,
            satisfaction=t.satisfaction,
            influence_weight=q.leaving_influence,
            influence=mean_voice(t),
            poverty_weight=q.leaving_poverty,
            poverty=school.poverty,
            role_weight=q.leaving_role + q.reach_worth * q.kinds_pay,
            has_role=t.role,
            unsettled_weight=q.leaving_unsettled,
            unsettled=school.unsettled,
            churn_weight=q.leaving_churn,
            churned=school.churned,
        )
        u, v = two_draws(school.seed, school.run, i, school.year, DEPART, 0)
        leave = chance_to_leave(
            intention=t.quit_intention,
            leave=q.leaving_leave,
            retirement=q.leaving_retirement,
            career=q.leaving_career,
            experience=t.experience,
            unexplained=q.leaving_unexplained,
            spread=q.leaving_career_spread,
        )
        move = chance_to_move(t.quit_intention, q.leaving_move, q.leaving_rooted, t.experience, q.leaving_unexplained)
        if u < leave:
            t.departure = LEAVES
        elif v < move:
            t.departure = MOVES
        gone += t.departure != STAYS
    school.turnover = gone / max(1, school.n_present)


@inner
def rest_and_age(t, p):
    """A teacher, wherever she goes, after the summer: rested, and with another year of experience."""
    t.exhaustion = rested(t.exhaustion, p[audience(t)].exhaustion_summer)
    t.experience += 1.0
    t.beginner = inexperience(t.experience, p[ORDINARY].hours_beginner_years)


@kernel
def empty_posts(state, p):
    """Farewell: those who go leave their posts and their colleagues; trust thins over the summer, and all rest.

    In words: Those who go leave their posts and their colleagues behind; trust thins a little over the summer, and everybody
    recovers.
    """
    school = state.school[0]
    q = p[ORDINARY]
    school.collective_efficacy = belief_after_farewell(
        collective=school.collective_efficacy,
        loss=q.leaving_morale,
        turnover=school.turnover,
        hardship=q.leaving_hardship,
        poverty=school.poverty,
    )
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.departure != STAYS:
            t.present = t.role = t.reviewer = t.member = t.mentored = t.in_team = t.recruited = 0
            t.appointed, t.person, t.kind = NOT_APPOINTED, NO_PERSON, ANY_KIND
            t.duty = t.freed = t.access = t.exposure = 0.0
            for d in range(N_DOMAINS):
                t.form[d] = t.chosen[d] = INDIVIDUAL
                t.took_part[d] = 0
            school.n_present -= 1
        if t.present != 0:
            rest_and_age(t, p)
            t.tenure += 1
            t.role_years += t.role
            t.mentored = 0
    cut_ties_of_absent(state)
    for e in range(school.n_ties):
        state.ties[e].trust *= 1.0 - p[ORDINARY].ties_summer
