"""The summer that closes a year: growth, recovery, leaving, hiring, induction, roles, the administrator, next year's goals.

The same conventions as in week.py. What closes the year (YEAR_END) goes by the parameters of its last week; a summer leads into
the next year and goes by those of the next year's first week, so that a policy finds staff and goals of its own making (A42).
"""

from ..chance import DEPART, FILL, JOIN, MENTOR, RECRUIT, SCHOOL, SUCCEED, draw, two_draws
from ..chance import RENEW as RENEWAL
from ..compiled import inner, kernel
from ..names import (
    COLLABORATION,
    CONDUCT,
    COOPERATION,
    COORDINATION,
    HIRING,
    INDIVIDUAL,
    LEAVES,
    MOVES,
    N_DOMAINS,
    NOT_APPOINTED,
    ORDINARY,
    STAYS,
)
from ..rules.administration import USUAL_SUCCESS, control_level, opening_after
from ..rules.burnout import burnout_of
from ..rules.common import share, shifted
from ..rules.exhaustion import rested
from ..rules.growth import student_growth_of
from ..rules.hiring import chance_of_vacancy, newcomer_disposition, share_of_novices
from ..rules.hours import inexperience
from ..rules.leaving import chance_to_leave, chance_to_move, quit_intention_of
from ..rules.matching import is_open
from ..school.administrator import draw_administrator
from ..school.goals import end_goal, set_goals
from ..school.network import cut_ties_of_absent, welcome
from ..school.teachers import appoint_leaders, assign_classes, audience, draw_person
from .week import Phase, active_goals, mean_voice


@kernel
def grow(state, p):
    """Student growth of the year, from people's states at its end and the forms of its last week.

    In words: When the year is over, it is counted what pupils gained.
    """
    school = state.school[0]
    q = p[ORDINARY]
    staff = max(1, school.n_present)
    expertise, efficacy, influence, conduct, burnout = 0.0, 0.0, 0.0, 0.0, 0.0
    coordination, cooperation, collaboration = 0, 0, 0
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present == 0:
            continue
        expertise += t.expertise
        efficacy += t.self_efficacy
        influence += mean_voice(t)
        conduct += t.voice[CONDUCT]
        burnout += burnout_of(t.exhaustion, t.depersonalization, t.accomplishment)
        for d in range(N_DOMAINS):
            coordination += t.form[d] == COORDINATION
            cooperation += t.form[d] == COOPERATION
            collaboration += t.form[d] == COLLABORATION
    chances = max(1, staff * active_goals(state))
    school.growth = student_growth_of(
        base=q.growth_base,
        expertise_weight=q.growth_expertise,
        expertise=expertise / staff,
        efficacy_weight=q.growth_efficacy,
        efficacy=efficacy / staff,
        collective_weight=q.growth_collective,
        collective=school.collective_efficacy,
        coherence_weight=q.growth_coherence,
        coherence=school.coherence,
        influence_weight=q.growth_influence,
        influence=influence / staff,
        conduct_weight=q.growth_conduct,
        conduct=conduct / staff,
        coordination_weight=q.growth_coordination,
        coordination=coordination / chances,
        cooperation_weight=q.growth_cooperation,
        cooperation=cooperation / chances,
        collaboration_weight=q.growth_collaboration,
        collaboration=collaboration / chances,
        burnout_weight=q.growth_burnout,
        burnout=burnout / staff,
        turnover_weight=q.growth_turnover,
        turnover=school.turnover,
        poverty_weight=q.growth_poverty,
        poverty=school.poverty,
    )


@kernel
def depart(state, p):
    """Who leaves: an intention that meets an opportunity. Those who go are marked; their posts are emptied by `part`.

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
            role_weight=q.leaving_role,
            has_role=t.role,
        )
        u, v = two_draws(school.seed, school.run, i, school.year, DEPART, 0)
        leave = chance_to_leave(
            t.quit_intention, q.leaving_leave, q.leaving_retirement, q.leaving_career, t.experience, q.leaving_unexplained
        )
        move = chance_to_move(t.quit_intention, q.leaving_move, q.leaving_rooted, t.experience, q.leaving_unexplained)
        if u < leave:
            t.departure = LEAVES
        elif v < move:
            t.departure = MOVES
        gone += t.departure != STAYS
    school.turnover = gone / max(1, school.n_present)


@kernel
def part(state, p):
    """Farewell: those who go leave their posts and their colleagues; trust thins over the summer, and all rest.

    In words: Those who go leave their posts and their colleagues behind; trust thins a little over the summer, and everybody
    recovers.
    """
    school = state.school[0]
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.departure != STAYS:
            t.present = t.role = t.reviewer = t.member = t.mentored = t.in_team = 0
            t.appointed = NOT_APPOINTED
            for d in range(N_DOMAINS):
                t.form[d] = INDIVIDUAL
                t.took_part[d] = 0
            school.n_present -= 1
        if t.present != 0:
            t.exhaustion = rested(t.exhaustion, p[audience(t)].exhaustion_summer)
            t.experience += 1.0
            t.beginner = inexperience(t.experience)
            t.tenure += 1
            t.role_years += t.role
            t.mentored = 0
    cut_ties_of_absent(state)
    for e in range(school.n_ties):
        state.ties[e].trust *= 1.0 - p[ORDINARY].ties_summer


@kernel
def hire(state, p):
    """Free posts are advertised; some stay vacant. Newcomers suit the school better where teachers have a say in hiring.

    Applicants come from outside the model and are never used up (A20, A44); what experience they bring is assumption A41.

    In words: Free posts are advertised. Most are filled, partly with beginners and partly with experienced people from
    elsewhere.
    """
    school = state.school[0]
    q = p[ORDINARY]
    when = school.year + 1
    voice = 0.0
    for i in range(state.teachers.size):
        if state.teachers[i].present != 0:
            voice += state.teachers[i].voice[HIRING]
    voice /= max(1, school.n_present)
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present != 0:
            continue
        u, v = two_draws(school.seed, school.run, i, when, FILL, 0)
        if u < chance_of_vacancy(q.hiring_vacancy, q.hiring_poverty, school.poverty):
            continue
        novices = share_of_novices(q.staff_novice_hires, q.hiring_novices, school.poverty)
        w = draw(school.seed, school.run, i, when, RECRUIT, 0)
        experience = 0.0 if v < novices else float(1 + int(20.0 * w * w))
        draw_person(state, i, experience, when, q)
        t.disposition = newcomer_disposition(t.disposition, q.hiring_fit, voice)
        school.n_present += 1


@kernel
def induct(state, p):
    """Newcomers meet their first colleagues; some get a mentor: the most able, of the group if possible (A45).

    In words: Newcomers find their first colleagues; some get a mentor, the most able colleague there is, preferably of their
    own group.
    """
    school = state.school[0]
    when = school.year + 1
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present == 0 or t.tenure > 0:
            continue
        q = p[audience(t)]
        mentor = -1
        if draw(school.seed, school.run, i, when, MENTOR, 0) < q.induction_mentoring:
            mentor = _mentor_for(state, i)
        t.mentored = mentor >= 0
        welcome(state, i, mentor, q, when)


@inner
def _mentor_for(state, i):
    best, best_score = -1, 0.0
    for j in range(state.teachers.size):
        other = state.teachers[j]
        if j == i or other.present == 0 or other.tenure == 0:
            continue
        score = other.expertise + (0.3 if other.group == state.teachers[i].group else 0.0)
        if score > best_score:
            best, best_score = j, score
    return best


@kernel
def draw_classes(state, p):
    """Classes of the next year are assigned; some are harder than others.

    In words: Everybody gets other classes. How hard they are and how well they go is luck.
    """
    assign_classes(state, state.school[0].year + 1)


@kernel
def assign_roles(state, p):
    """Formal roles are kept or pass to those whom colleagues invite; who belongs to an external network follows its reach.

    In words: Formal roles are kept or pass on; some teachers belong to a professional network outside the school.
    """
    school = state.school[0]
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present != 0:  # the draw of the day on which the person came, so that a wider reach adds members and drops none
            t.member = draw(school.seed, school.run, i, school.year + 1 - t.tenure, JOIN, 0) < p[ORDINARY].external_members
    appoint_leaders(state, p[ORDINARY], state.school[0].year + 1)


@kernel
def adapt(state, p):
    """The administrator learns: pressure and disappointing results tighten control, proven teacher leadership opens; or leaves.

    In words: The administrator learns from the year, and sometimes somebody new takes the office.
    """
    school = state.school[0]
    q = p[ORDINARY]
    proven, n_open = 0.0, 0
    for d in range(N_DOMAINS):
        goal = state.goals[d]
        if goal.active != 0 and is_open(goal.owner):
            n_open += 1
            proven += goal.progress
    confidence = share(0.5 * school.openness + 0.5 * (proven / n_open if n_open > 0 else 0.0))
    shared_success = proven / n_open if n_open > 0 else USUAL_SUCCESS  # nothing open proves nothing
    shortfall = max(0.0, q.growth_base - school.growth)
    level = control_level(
        breeding=q.adaptation_control,
        pressure=q.accountability_pressure,
        falling=q.adaptation_falling,
        shortfall=shortfall,
        scripted_weight=q.adaptation_scripted,
        scripted=q.accountability_scripted,
        trusting=q.adaptation_trusting,
        confidence=confidence,
    )
    school.control += q.adaptation_rate * (level - school.control)
    school.opening = opening_after(
        school.opening, q.adaptation_proof, shared_success, q.accountability_pressure, school.control
    )
    school.administrator_tenure += 1
    if draw(school.seed, school.run, SCHOOL, school.year, SUCCEED, 0) < q.administrator_turnover:
        draw_administrator(state, q, school.year + 1)
    school.openness = shifted(q.administrator_openness, school.openness_deviation + school.opening)


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
            end_goal(state, d)
    school.churned = churned / max(1, unfinished)
    set_goals(state, q, school.year + 1)


@kernel
def turn_year(state, p):
    """The clock goes to the first week of the next year.

    In words: The next school year begins.
    """
    state.school[0].year += 1
    state.school[0].week = 0


#: The end of a year, up to the moment at which it is observed, and the transition to the next.
YEAR_END = (
    Phase("growth", grow, "what pupils gained"),
    Phase("leaving", depart, "who means to leave, and who does"),
)
SUMMER = (
    Phase("farewell and rest", part, "posts fall free, ties are cut, everybody recovers"),
    Phase("hiring", hire, "posts are filled or stay vacant"),
    Phase("induction", induct, "newcomers find colleagues, some a mentor"),
    Phase("classes", draw_classes, "next year's classes are harder or easier"),
    Phase("roles", assign_roles, "formal roles are kept or pass on"),
    Phase("administration", adapt, "control and openness follow experience, or somebody new takes office"),
    Phase("goals", renew_goals, "goals end, are replaced, begin"),
    Phase("new year", turn_year, "the first week of the next year"),
)
