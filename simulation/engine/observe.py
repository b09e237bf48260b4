"""What is observed of a school: the kernels that fill the rows of the tables declared in declare/outcomes.py.

A column is addressed by its name: the places W, Y, T, M, H and TERM are made from the declarations, and the compiler takes each for
a constant. Columns for the six domains or the four forms stand side by side and are reached from the first of them.
"""

import numpy as np

from ..core.compiled import inner, kernel
from ..core.vocabulary import (
    COLLABORATION,
    COOPERATION,
    COORDINATION,
    DOMAINS,
    FORMS,
    INDIVIDUAL,
    INVITED,
    LEAVES,
    MOVES,
    N_DOMAINS,
    N_FORMS,
    N_GIVERS,
    NOT_APPOINTED,
    NOVICE_YEARS,
    ORDINARY,
    TRAINING,
    first_place,
    numbered,
)
from ..declare.outcomes import HOURS, N_WEEKLY, N_YEARLY, TEACHER_COLUMNS, TERM_COLUMNS, WEEKLY, YEAR_COLUMNS, YEARLY
from ..rules.burnout import burnout_of, well_being_of
from ..rules.matching import is_open
from ..rules.survey import any_of_three, appeal_of, diversity_of, gini_of, monthly_activities, share_above
from ..rules.voice import principals_influence
from ..school.administrator import clarity_of, sheltered, support_of
from ..school.goals import active_goals, remit_of
from ..school.network import returned_share_of
from ..school.state import workspace
from ..school.teachers import audience, mean_voice
from .phases.situation import duties_of, inside_of

#: Places of columns: in a weekly row, a yearly row, a teacher's row, and in what is gathered from month to month.
W = numbered(column.name for column in WEEKLY)
Y = numbered(column.name for column in YEAR_COLUMNS)
T = numbered(column.name for column in TEACHER_COLUMNS)
M = numbered(column.name for column in YEARLY if column.name.startswith("monthly_"))

#: Where columns that belong to domains or to forms begin.
_VOICE = first_place(W, "influence", DOMAINS)
_PRINCIPAL = first_place(W, "principal_influence", DOMAINS)
_ANY_INFLUENCE = first_place(Y, "influence_any", DOMAINS)
_GREAT_INFLUENCE = first_place(Y, "influence_great", DOMAINS)
_TEACHER_SHARE = first_place(T, "share", FORMS)
_TEACHER_VOICE = first_place(T, "influence", DOMAINS)
_TEACHER_ATTRACTION = first_place(T, "attraction", FORMS)
_N_TEACHER_COLUMNS, _N_TERMS = len(TEACHER_COLUMNS), len(TERM_COLUMNS)

#: Places of hours in the account of a week.
H = numbered(name.removeprefix("hours_") for name in HOURS)

_SORTED = workspace("influence", "standing")


@kernel
def observe_week(state, p, row):
    """The weekly row of a school: `row` (N_WEEKLY,) float64, in the order of WEEKLY.

    In words: At the end of every week it is counted what everybody does, how long the week was and how people are. Counting changes
    nothing.
    """
    for c in range(N_WEEKLY):
        row[c] = 0.0
    school = state.school[0]
    n = state.teachers.size
    staff = max(1, school.n_present)
    for i in range(n):
        t = state.teachers[i]
        if t.present == 0:
            continue
        q = p[audience(t)]
        for d in range(N_DOMAINS):
            row[_VOICE + d] += t.voice[d]
        burnout = burnout_of(t.exhaustion, t.depersonalization, t.accomplishment)
        row[W.hours_total] += t.total
        row[W.hours_classroom] += t.classroom
        row[W.hours_paperwork] += t.paperwork
        row[W.hours_duties] += duties_of(t, q)
        row[W.hours_mandated] += t.mandated
        row[W.hours_collective] += t.collective
        row[W.hours_protected] += inside_of(t, q)
        row[W.self_efficacy] += t.self_efficacy
        row[W.job_satisfaction] += t.satisfaction
        row[W.exhaustion] += t.exhaustion
        row[W.depersonalization] += t.depersonalization
        row[W.accomplishment] += t.accomplishment
        row[W.burnout] += burnout
        row[W.well_being] += well_being_of(t.satisfaction, t.self_efficacy, burnout)
        row[W.ambiguity] += t.ambiguity
        row[W.isolation] += t.isolation
        row[W.tension] += t.tension
        row[W.expertise] += t.expertise
        row[W.novice_share] += t.experience <= NOVICE_YEARS
        row[W.dissent] += t.dissent
    for c in range(N_WEEKLY):  # so far there are sums over the staff and noughts
        row[c] /= staff
    for d in range(N_DOMAINS):
        row[W.influence] += row[_VOICE + d] / N_DOMAINS
    _observe_forms(state, row)
    _observe_school(state, p[ORDINARY], row)


@inner
def _observe_forms(state, row):
    """Shares of the forms of action among all that the staff does about the school's goals, and how diverse they are."""
    n_present, n_active = state.school[0].n_present, active_goals(state)
    coordination, cooperation, collaboration = 0, 0, 0
    for d in range(N_DOMAINS):
        if state.goals[d].active != 0:
            for i in range(state.teachers.size):  # nobody acts on an empty post
                form = state.teachers[i].form[d]
                coordination += form == COORDINATION
                cooperation += form == COOPERATION
                collaboration += form == COLLABORATION
    chances = max(1, n_present * n_active)
    individual = n_present * n_active - coordination - cooperation - collaboration
    row[W.share_individual] = individual / chances
    row[W.share_coordination] = coordination / chances
    row[W.share_cooperation] = cooperation / chances
    row[W.share_collaboration] = collaboration / chances
    if n_present == 0 or n_active == 0:
        row[W.share_individual] = 1.0  # nobody does anything together
    row[W.diversity] = diversity_of(float(coordination), float(cooperation), float(collaboration))


@inner
def _observe_school(state, q, row):
    """What the school and its administrator are like."""
    school = state.school[0]
    n = state.teachers.size
    n_active, n_open, n_beside, believed = active_goals(state), 0, 0, 0.0
    for d in range(N_DOMAINS):
        n_open += state.goals[d].active != 0 and is_open(state.goals[d].owner)
        n_beside += state.goals[d].beside
        believed += school.believed[d]
        row[_PRINCIPAL + d] = principals_influence(
            remit_of(d, q), q.principal_giving, row[_VOICE + d], school.control, q.principal_hold
        )
    row[W.influence_shared] = believed / N_DOMAINS
    row[W.collective_efficacy] = school.collective_efficacy
    row[W.trust] = school.trust
    row[W.norm] = school.norm
    row[W.coherence] = school.coherence
    row[W.goals_shared] = n_open / max(1, n_active)
    row[W.administrator_openness] = school.openness
    row[W.administrator_control] = school.control
    row[W.administrator_hours] = school.office
    row[W.administrator_support] = support_of(school, q)
    row[W.administrator_clarity] = clarity_of(school, q)
    row[W.pressure_kept_off] = sheltered(school, q)
    row[W.goals_beside] = n_beside / max(1, n_active)
    row[W.staff] = school.n_present
    row[W.vacancies] = (n - school.n_present) / n


@kernel
def account_for_hours(state, p, rows):
    """What everybody's week is made of: `rows` (n, 6) float64 [h/week], in the order of HOURS; the sum of a row is `total`."""
    for i in range(state.teachers.size):
        t = state.teachers[i]
        q = p[audience(t)]
        row = rows[i]
        row[H.classroom] = t.classroom
        row[H.paperwork] = t.paperwork
        row[H.duties] = duties_of(t, q)
        row[H.mandated] = t.mandated
        row[H.collective] = t.collective
        row[H.protected] = -inside_of(t, q)


@kernel
def observe_month(state, p, months):
    """Add this cycle's shares of teachers who go at least as far as each form, and of team teaching and observation, to `months`.

    In words: Once in four weeks it is counted who goes at least as far as each form of action, and who would say that she teaches
    in a team or observes colleagues.
    """
    staff = max(1, state.school[0].n_present)
    q = p[ORDINARY]
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present == 0:
            continue
        deepest = INDIVIDUAL
        for d in range(N_DOMAINS):
            if t.form[d] > deepest:
                deepest = t.form[d]
        months[M.monthly_coordination] += (deepest >= COORDINATION) / staff
        months[M.monthly_cooperation] += (deepest >= COOPERATION) / staff
        months[M.monthly_collaboration] += (deepest >= COLLABORATION) / staff
        team_teaching, observation = monthly_activities(
            deepest >= COLLABORATION,
            deepest >= COOPERATION,
            share_above(t.partner_trust, q.survey_team_teaching, q.survey_trust_noise),
            share_above(t.partner_trust, q.survey_observing, q.survey_trust_noise),
        )
        months[M.monthly_team_teaching] += team_teaching / staff
        months[M.monthly_observation] += observation / staff


@kernel
def observe_year(state, p, months, row):
    """The yearly part of a row: `row` (N_WEEKLY + N_YEARLY,) float64, the last N_YEARLY in the order of YEARLY.

    Departures are decided, nobody has gone yet.

    In words: Once a year it is worked out what a survey of the staff would find, so that the model can be compared with surveys.
    """
    school = state.school[0]
    n = state.teachers.size
    staff = max(1, school.n_present)
    q = p[ORDINARY]
    for c in range(N_WEEKLY, N_WEEKLY + N_YEARLY):
        row[c] = 0.0
    attending, content_with_training, joining, content_with_colleagues = 0.0, 0.0, 0.0, 0.0
    rated, attended = 0.0, 0
    for i in range(n):
        t = state.teachers[i]
        if t.present == 0:
            continue
        row[Y.leavers] += t.departure == LEAVES
        row[Y.movers] += t.departure == MOVES
        row[Y.hired] += (t.tenure == 0 and school.year + school.past > 0) * (staff / n)
        burnout = burnout_of(t.exhaustion, t.depersonalization, t.accomplishment)
        row[Y.burnout_rate] += share_above(burnout, q.survey_burnout, q.survey_noise)
        row[Y.frequent_stress] += share_above(t.exhaustion, q.survey_stress, q.survey_noise)
        row[Y.satisfied] += share_above(t.satisfaction, q.survey_satisfied, q.survey_noise)
        row[Y.engaged] += share_above(t.satisfaction, q.survey_engaged, q.survey_noise)
        row[Y.intend_to_leave] += t.quit_intention
        row[Y.maslach_high] += any_of_three(
            share_above(t.exhaustion, q.survey_high_exhaustion, q.survey_noise),
            share_above(t.depersonalization, q.survey_high_distance, q.survey_noise),
            share_above(-t.accomplishment, -q.survey_low_accomplishment, q.survey_noise),
        )
        row[Y.enough_time] += share_above(t.slack, q.survey_enough_time, q.survey_time_noise)
        row[Y.share_in_team] += t.in_team
        row[Y.new_leaders] += t.appointed != NOT_APPOINTED
        row[Y.new_leaders_invited] += t.appointed == INVITED
        row[Y.guidance] += t.guided
        row[Y.training_hours] += t.training
        row[Y.credentials] += t.credentials
        row[Y.members] += t.member
        row[Y.members_recruited] += t.recruited
        for w in range(N_GIVERS):
            rated += t.rating[w] * t.attends[w]
            attended += t.attends[w]
        attends = q.learning_attendance if t.mandated > 0.0 else 0.0
        attending += attends
        content_with_training += attends * share_above(
            appeal_of(t.voice[TRAINING], school.coherence), q.survey_learning, q.survey_noise
        )
        joins = share_above(t.collective, q.survey_informal_hours, q.survey_informal_noise)
        joining += joins
        content_with_colleagues += joins * share_above(appeal_of(1.0, t.partner_trust), q.survey_learning, q.survey_noise)
        for d in range(N_DOMAINS):
            row[_ANY_INFLUENCE + d] += share_above(t.voice[d], q.survey_any_influence, q.survey_influence_noise)
            row[_GREAT_INFLUENCE + d] += share_above(t.voice[d], q.survey_great_influence, q.survey_influence_noise)
    for c in range(N_WEEKLY, N_WEEKLY + N_YEARLY):  # so far there are sums over the staff and noughts
        row[c] /= staff
    row[Y.turnover] = row[Y.leavers] + row[Y.movers]
    row[Y.inservice_participation] = attending / staff
    row[Y.inservice_satisfied] = content_with_training / attending if attending > 0.0 else 0.0
    row[Y.informal_participation] = joining / staff
    row[Y.informal_satisfied] = content_with_colleagues / joining if joining > 0.0 else 0.0
    row[Y.monthly_coordination] = months[M.monthly_coordination]
    row[Y.monthly_cooperation] = months[M.monthly_cooperation]
    row[Y.monthly_collaboration] = months[M.monthly_collaboration]
    row[Y.monthly_team_teaching] = months[M.monthly_team_teaching]
    row[Y.monthly_observation] = months[M.monthly_observation]
    attained = 0
    for d in range(N_DOMAINS):
        attained += state.goals[d].active != 0 and state.goals[d].progress >= 1.0
    row[Y.goals_attained] = attained / max(1, active_goals(state))
    row[Y.student_growth] = school.growth
    row[Y.families_relief] = school.relief
    row[Y.training_rating] = rated / attended if attended > 0 else 0.0
    row[Y.out_degree] = school.n_ties / staff
    row[Y.reciprocity] = returned_share_of(state)
    _observe_inequality(state, row)


@inner
def _observe_inequality(state, row):
    """Inequality of influence and of standing among the staff. Writes scratch."""
    n = 0
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present != 0:
            state.scratch[n, _SORTED.influence] = mean_voice(t)
            state.scratch[n, _SORTED.standing] = t.standing
            n += 1
    row[Y.influence_gini] = _gini(state.scratch[:, _SORTED.influence], n)
    row[Y.leadership_gini] = _gini(state.scratch[:, _SORTED.standing], n)


@inner
def _gini(values, n):
    """Inequality of the first `n` values, which are put in order."""
    for a in range(1, n):  # insertion sort: a staff is small
        value = values[a]
        b = a - 1
        while b >= 0 and values[b] > value:
            values[b + 1] = values[b]
            b -= 1
        values[b + 1] = value
    weighted, total = 0.0, 0.0
    for a in range(n):
        weighted += (a + 1.0) * values[a]
        total += values[a]
    return gini_of(weighted, total, float(n))


@kernel
def observe_teachers_week(state, means):
    """Add this week to the yearly means of teachers: `means` (n, N_TEACHER_MEANS)."""
    n_active = active_goals(state)
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present == 0:
            continue
        for d in range(N_DOMAINS):
            if state.goals[d].active != 0:
                means[i, _TEACHER_SHARE + t.form[d]] += 1.0 / n_active
        means[i, T.hours_total] += t.total
        means[i, T.hours_collective] += t.collective
        means[i, T.hours_classroom] += t.classroom
        means[i, T.hours_paperwork] += t.paperwork


@kernel
def observe_teachers(state, rows):
    """The states of all teachers at the end of a year: `rows` (n, columns), after the means. Vacant posts hold NaN.

    The terms that moved them follow when they are kept.
    """
    school = state.school[0]
    explained = state.terms.shape[0] > 0
    for i in range(state.teachers.size):
        t = state.teachers[i]
        row = rows[i]
        if t.present == 0:
            for c in range(row.size):
                row[c] = np.nan
            continue
        row[T.person] = t.person
        row[T.group] = t.group
        row[T.experience] = t.experience
        row[T.tenure] = t.tenure
        row[T.role] = t.role
        row[T.kind] = t.kind
        row[T.reviewer] = t.reviewer
        row[T.member] = t.member
        row[T.recruited] = t.recruited
        row[T.lately] = t.lately
        row[T.mentored] = t.mentored
        row[T.in_team] = t.in_team
        row[T.influence] = mean_voice(t)
        for d in range(N_DOMAINS):
            row[_TEACHER_VOICE + d] = t.voice[d]
        row[T.expertise] = t.expertise
        row[T.resilience] = t.resilience
        row[T.disposition] = t.disposition
        for f in range(N_FORMS):
            row[_TEACHER_ATTRACTION + f] = t.attraction[f]
        burnout = burnout_of(t.exhaustion, t.depersonalization, t.accomplishment)
        row[T.self_efficacy] = t.self_efficacy
        row[T.exhaustion] = t.exhaustion
        row[T.depersonalization] = t.depersonalization
        row[T.accomplishment] = t.accomplishment
        row[T.burnout] = burnout
        row[T.job_satisfaction] = t.satisfaction
        row[T.well_being] = well_being_of(t.satisfaction, t.self_efficacy, burnout)
        row[T.ambiguity] = t.ambiguity
        row[T.isolation] = t.isolation
        row[T.standing] = t.standing
        row[T.in_ties] = row[T.out_ties] = 0.0
        row[T.quit_intention] = t.quit_intention
        row[T.left] = t.departure
        for c in range(_N_TERMS if explained else 0):
            row[_N_TEACHER_COLUMNS + c] = state.terms[i, c]
    for e in range(school.n_ties):
        rows[state.ties[e].source, T.out_ties] += 1.0
        rows[state.ties[e].target, T.in_ties] += 1.0


@kernel
def observe_ties(state, rows):
    """The advice ties at the end of a year, in force before anybody goes: `rows` (room,) of KEPT_TIE_DTYPE, year 0 after the last."""
    school = state.school[0]
    for e in range(rows.size):
        row = rows[e]
        row.year = 0
        if e < school.n_ties:
            tie = state.ties[e]
            row.year = school.year + 1
            row.source, row.target, row.trust = tie.source, tie.target, tie.trust
            row.source_person = state.teachers[tie.source].person
            row.target_person = state.teachers[tie.target].person
