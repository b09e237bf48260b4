"""Once in a planning cycle all choose a form of action for each goal, looking at what tied colleagues did last."""

from ...core.chance import CHOOSE, draw
from ...core.compiled import inner, kernel
from ...core.vocabulary import (
    ADMINISTRATOR,
    COLLABORATION,
    COOPERATION,
    COORDINATION,
    INDIVIDUAL,
    N_DOMAINS,
    ORDINARY,
    WEEKS_PER_CYCLE,
    WEEKS_PER_YEAR,
)
from ...rules.choice import (
    chosen_form,
    goal_pull,
    hour_weight,
    orders_of,
    social_pull,
    utility_of_collaboration,
    utility_of_cooperation,
    utility_of_coordination,
)
from ...rules.common import shifted
from ...rules.hours import form_hours
from ...rules.joint_work import need_of_colleagues
from ...rules.matching import may_collaborate
from ...rules.voice import openness_in, voice_expected
from ...school.goals import reserve_of
from ...school.state import workspace
from ...school.teachers import audience

#: Workspace of `choose`: trust in all colleagues, in those who go at least as far as a form, the highest standing among colleagues
#: at work on the goal, and hours left.
OBSERVED = workspace("everybody", "coordination", "cooperation", "collaboration", "leaders", "budget")


@kernel
def choose(state, p):
    """Choice: once in a planning cycle all choose a form for each goal, looking at what colleagues did last (assumption A31).

    Goals are considered in an order that rotates from cycle to cycle; all share one budget of hours (assumption A6).
    The form stored here is a wish until `match` has seen to partners.

    In words: Once in four weeks all teachers decide at the same time what to do about each of the school's goals. They look
    at what the colleagues they have ties with did in the four weeks before, and at the hours that are left; a few hours
    beyond their limit they are willing to give.
    """
    school = state.school[0]
    if school.week % WEEKS_PER_CYCLE != 0:
        return
    teachers, ties, scratch = state.teachers, state.ties, state.scratch
    n = teachers.size
    now = school.year * WEEKS_PER_YEAR + school.week
    for i in range(n):
        scratch[i, OBSERVED.budget] = teachers[i].slack
    for k in range(N_DOMAINS):
        d = (k + now // WEEKS_PER_CYCLE) % N_DOMAINS
        goal = state.goals[d]
        if goal.active == 0:
            continue
        for i in range(n):
            for c in range(OBSERVED.budget):
                scratch[i, c] = 0.0
        for e in range(school.n_ties):
            tie = ties[e]
            a, b = tie.source, tie.target
            _look(scratch, a, teachers[b].form[d], teachers[b].standing, tie.trust)
            _look(scratch, b, teachers[a].form[d], teachers[a].standing, tie.trust)
        offered = openness_in(school.openness, reserve_of(d, p[ORDINARY]))
        for i in range(n):
            t = teachers[i]
            if t.present == 0:
                continue
            q = p[audience(t)]
            budget = scratch[i, OBSERVED.budget]
            everybody = scratch[i, OBSERVED.everybody] if scratch[i, OBSERVED.everybody] > 0.0 else 1.0
            need = need_of_colleagues(q.choice_need, school.poverty)
            pull = goal_pull(q.choice_fit, goal.fit, q.choice_standing, scratch[i, OBSERVED.leaders]) + need
            social = social_pull(
                trust_weight=q.choice_trust,
                trust=t.partner_trust,
                disposition_weight=q.choice_disposition,
                disposition=t.disposition,
                culture_weight=q.choice_culture,
                norm=school.norm,
                exhaustion_weight=q.choice_exhaustion,
                exhaustion=t.exhaustion,
            )
            weight = hour_weight(q.choice_cost, budget, q.choice_slack)
            orders = 0.0
            if goal.owner == ADMINISTRATOR:
                orders = orders_of(
                    pressure_weight=q.choice_pressure,
                    pressure=school.pressure,
                    mandate_weight=q.choice_mandate,
                    mandated=t.mandated,
                    clarity=shifted(q.administrator_clarity, school.clarity_deviation),
                )
            team = q.choice_team * q.evaluation_team
            learned = q.choice_attraction
            left_aside = t.attraction[INDIVIDUAL]
            u1 = utility_of_coordination(
                base=q.choice_coordination,
                pull=pull,
                social=social,
                attraction=learned * (t.attraction[COORDINATION] - left_aside),
                norm=q.choice_norm * scratch[i, OBSERVED.coordination] / everybody,
                orders=orders,
                hours=q.hours_coordination,
                weight=weight,
                depth=q.choice_depth_coordination,
            )
            u2 = utility_of_cooperation(
                base=q.choice_cooperation,
                pull=pull,
                social=social,
                attraction=learned * (t.attraction[COOPERATION] - left_aside),
                norm=q.choice_norm * scratch[i, OBSERVED.cooperation] / everybody,
                orders=orders,
                team=team,
                hours=q.hours_cooperation,
                weight=weight,
                depth=q.choice_depth_cooperation,
                orders_part=q.choice_orders_cooperation,
                team_part=q.choice_team_cooperation,
            )
            u3 = utility_of_collaboration(
                base=q.choice_collaboration,
                pull=pull,
                social=social,
                attraction=learned * (t.attraction[COLLABORATION] - left_aside),
                norm=q.choice_norm * scratch[i, OBSERVED.collaboration] / everybody,
                expected_voice=q.choice_voice * voice_expected(t.voice[d], offered),
                team=team,
                hours=q.hours_collaboration,
                weight=weight,
            )
            may = may_collaborate(goal.owner, goal.stage, t.took_part[d])
            u = draw(school.seed, school.run, i, now, CHOOSE, d)
            form = chosen_form(
                coordination=u1,
                cooperation=u2,
                collaboration=u3,
                budget=budget + q.hours_stretch,
                hours_1=q.hours_coordination,
                hours_2=q.hours_cooperation,
                hours_3=q.hours_collaboration,
                may_collaborate=may,
                u=u,
            )
            t.form[d] = form
            scratch[i, OBSERVED.budget] -= form_hours(form, q.hours_coordination, q.hours_cooperation, q.hours_collaboration)


@inner
def _look(scratch, i, form, standing, trust):
    """Teacher i sees what a tied colleague does: trust-weighted counts of going at least as far, and the leaders at work.

    Sums instead of branches: what a colleague does is random, which a processor cannot foresee.
    """
    scratch[i, OBSERVED.everybody] += trust
    scratch[i, OBSERVED.coordination] += trust * (form >= COORDINATION)
    scratch[i, OBSERVED.cooperation] += trust * (form >= COOPERATION)
    scratch[i, OBSERVED.collaboration] += trust * (form >= COLLABORATION)
    scratch[i, OBSERVED.leaders] = max(scratch[i, OBSERVED.leaders], standing * (form >= COOPERATION))
