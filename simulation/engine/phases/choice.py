"""Once in a planning cycle all choose a form of action for each goal, looking at what tied colleagues did last."""

from ...core.chance import CHOOSE, FOLLOW, draw, two_draws
from ...core.compiled import inner, kernel
from ...core.vocabulary import (
    ADMINISTRATOR,
    COLLABORATION,
    COOPERATION,
    COORDINATION,
    IMITATION,
    INDIVIDUAL,
    N_DOMAINS,
    ORDINARY,
    THRESHOLD,
    UTILITY,
    WEEKS_PER_CYCLE,
    WEEKS_PER_YEAR,
)
from ...rules.choice import (
    chosen_form,
    form_within,
    goal_pull,
    hour_weight,
    orders_of,
    social_pull,
    threshold_form,
    utility_of_collaboration,
    utility_of_cooperation,
    utility_of_coordination,
)
from ...rules.hours import form_hours
from ...rules.mandates import ordered_form
from ...rules.matching import is_late, may_collaborate
from ...rules.voice import openness_in, voice_expected
from ...school.administrator import clarity_of
from ...school.goals import kept_goals, reserve_of
from ...school.state import workspace
from ...school.teachers import audience

#: Workspace of `choose`: trust in all colleagues, in those who go at least as far as a form, the highest standing among colleagues
#: at work on the goal, and hours left; where teachers imitate, the most that a colleague achieves and what that one does.
OBSERVED = workspace("everybody", "coordination", "cooperation", "collaboration", "leaders", "budget", "best", "example")


@kernel
def choose(state, p):  # noqa: C901 - one step after the other; in pieces it took longer
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
    kept = kept_goals(state)
    theory = p[ORDINARY].structure_choice
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
        all_over = (0.0, 0.0, 0.0)
        if theory == THRESHOLD:
            all_over = _look_all_over(state, d)
        elif theory == IMITATION:
            _look_up_to(state, d)
        by_order = p[ORDINARY].mandates_counted / kept if goal.owner == ADMINISTRATOR else 0.0
        offered = openness_in(school.openness, reserve_of(d, p[ORDINARY]))
        for i in range(n):
            t = teachers[i]
            if t.present == 0:
                continue
            q = p[audience(t)]
            budget = scratch[i, OBSERVED.budget]
            everybody = scratch[i, OBSERVED.everybody] if scratch[i, OBSERVED.everybody] > 0.0 else 1.0
            pull = goal_pull(q.choice_fit, goal.fit, q.choice_standing, scratch[i, OBSERVED.leaders])
            social = social_pull(
                trust_weight=q.choice_trust,
                trust=t.partner_trust,
                disposition_weight=q.choice_disposition,
                disposition=t.disposition,
                culture_weight=q.choice_culture,
                norm=school.norm,
                exhaustion_weight=q.choice_exhaustion,
                exhaustion=t.exhaustion,
                fatigue_weight=q.choice_fatigue,
                churned=school.churned,
            )
            weight = hour_weight(q.choice_cost, budget, q.choice_slack)
            orders = 0.0
            if goal.owner == ADMINISTRATOR:
                orders = orders_of(
                    pressure_weight=q.choice_pressure,
                    pressure=school.pressure,
                    mandate_weight=q.choice_mandate,
                    mandated=t.mandated,
                    clarity=clarity_of(school, q),
                )
            hoped = q.choice_voice * voice_expected(t.voice[d], offered)
            if is_late(goal.stage, t.took_part[d]):
                hoped *= q.change_latecomers
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
                expected_voice=hoped,
                team=team,
                hours=q.hours_collaboration,
                weight=weight,
            )
            may = may_collaborate(goal.owner, goal.stage, t.took_part[d], q.change_latecomers)
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
            if theory == THRESHOLD:
                near = (
                    scratch[i, OBSERVED.coordination] / everybody,
                    scratch[i, OBSERVED.cooperation] / everybody,
                    scratch[i, OBSERVED.collaboration] / everybody,
                )
                form = threshold_form(
                    own=t.threshold,
                    slope=q.choice_threshold_slope,
                    utilities=(u1 - q.choice_norm * near[0], u2 - q.choice_norm * near[1], u3 - q.choice_norm * near[2]),
                    seen=(
                        (1.0 - q.choice_sight) * near[0] + q.choice_sight * all_over[0],
                        (1.0 - q.choice_sight) * near[1] + q.choice_sight * all_over[1],
                        (1.0 - q.choice_sight) * near[2] + q.choice_sight * all_over[2],
                    ),
                    budget=budget + q.hours_stretch,
                    hours=(q.hours_coordination, q.hours_cooperation, q.hours_collaboration),
                    may_collaborate=may,
                )
            elif theory != UTILITY:  # some imitate or go by habit, the others have chosen by utility
                _, v = two_draws(school.seed, school.run, i, now, CHOOSE, d)
                wish, sticks = t.chosen[d], goal.age > 0 and v < q.choice_repeating
                if theory == IMITATION:
                    sticks = v < q.choice_copying
                    if scratch[i, OBSERVED.best] > t.accomplishment:
                        wish = int(scratch[i, OBSERVED.example])
                if sticks:
                    form = form_within(
                        wish=wish,
                        budget=budget + q.hours_stretch,
                        hours_1=q.hours_coordination,
                        hours_2=q.hours_cooperation,
                        hours_3=q.hours_collaboration,
                        may_collaborate=may,
                    )
            t.form[d] = t.chosen[d] = form
            if by_order > 0.0 and t.mandated > 0.0:
                v = draw(school.seed, school.run, i, now, FOLLOW, 0)
                order = ordered_form(
                    hours=by_order * t.mandated,
                    clarity=clarity_of(school, q),
                    control=school.control,
                    conformity=q.mandates_conformity,
                    coordination=q.hours_coordination,
                    cooperation=q.hours_cooperation,
                    u=v,
                )
                if order > form:
                    t.form[d], t.chosen[d], form = order, INDIVIDUAL, INDIVIDUAL  # it takes no hours beyond those ordered
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


@inner
def _look_all_over(state, d):
    """Shares of the whole staff that went at least as far as coordination, cooperation and collaboration on goal d [0..1]."""
    staff = max(1, state.school[0].n_present)
    coordinate, cooperate, collaborate = 0, 0, 0
    for i in range(state.teachers.size):
        form = state.teachers[i].form[d]
        coordinate += form >= COORDINATION
        cooperate += form >= COOPERATION
        collaborate += form >= COLLABORATION
    return coordinate / staff, cooperate / staff, collaborate / staff


@inner
def _look_up_to(state, d):
    """Everybody looks up to the tied colleague with the greatest sense of accomplishment, the first of equals. Writes scratch."""
    teachers, scratch = state.teachers, state.scratch
    for i in range(teachers.size):
        scratch[i, OBSERVED.best] = scratch[i, OBSERVED.example] = 0.0
    for e in range(state.school[0].n_ties):
        a, b = state.ties[e].source, state.ties[e].target
        _take_example(scratch, a, teachers[b], d)
        _take_example(scratch, b, teachers[a], d)


@inner
def _take_example(scratch, i, colleague, d):
    """Teacher i takes a colleague for an example who achieves more than any seen so far."""
    if colleague.accomplishment > scratch[i, OBSERVED.best]:
        scratch[i, OBSERVED.best] = colleague.accomplishment
        scratch[i, OBSERVED.example] = colleague.form[d]
