"""The kernels that observe a school: they fill the rows of the tables whose columns declare/outcomes.py declares, in their order."""

import numpy as np

from ..core.compiled import inner, kernel
from ..core.vocabulary import COLLABORATION, COOPERATION, COORDINATION, INDIVIDUAL, N_DOMAINS, N_FORMS, ORDINARY, TRAINING
from ..declare.outcome import Outcome  # noqa: F401 - for who looks for the declarations here
from ..declare.outcomes import (  # noqa: F401
    HOURS,
    N_MONTHLY,
    N_TEACHER_MEANS,
    N_WEEKLY,
    N_YEARLY,
    TEACHER_COLUMNS,
    TEACHER_MEANS,
    TEACHER_STATES,
    TERM_COLUMNS,
    WEEK_COLUMNS,
    WEEKLY,
    YEAR_COLUMNS,
    YEARLY,
)
from ..rules.burnout import burnout_of, well_being_of
from ..rules.matching import is_open
from ..rules.survey import any_of_three, appeal_of, diversity_of, gini_of, monthly_activities, share_above
from ..school.teachers import audience
from .week import active_goals, duties_of, inside_of, mean_voice


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
    n_active, n_open, believed = active_goals(state), 0, 0.0
    for d in range(N_DOMAINS):
        n_open += state.goals[d].active != 0 and is_open(state.goals[d].owner)
        believed += school.believed[d]
    chances = max(1, staff * n_active)
    for i in range(n):
        t = state.teachers[i]
        if t.present == 0:
            continue
        q = p[audience(t)]
        for d in range(N_DOMAINS):
            row[12 + d] += t.voice[d]
        burnout = burnout_of(t.exhaustion, t.depersonalization, t.accomplishment)
        row[4] += t.total
        row[5] += t.classroom
        row[6] += t.paperwork
        row[7] += duties_of(t, q)
        row[8] += t.mandated
        row[9] += t.collective
        row[10] += inside_of(t, q)
        row[19] += t.self_efficacy
        row[21] += t.satisfaction
        row[22] += t.exhaustion
        row[23] += t.depersonalization
        row[24] += t.accomplishment
        row[25] += burnout
        row[26] += well_being_of(t.satisfaction, t.self_efficacy, burnout)
        row[27] += t.ambiguity
        row[28] += t.isolation
        row[29] += t.tension
        row[30] += t.expertise
        row[31] += t.experience <= 3.0
        row[40] += t.dissent
    for d in range(N_DOMAINS):
        if state.goals[d].active != 0:
            _count_forms(state, d, row)
    row[41] = diversity_of(row[COORDINATION], row[COOPERATION], row[COLLABORATION])
    for c in range(N_FORMS):
        row[c] /= chances
    if school.n_present == 0 or n_active == 0:
        row[INDIVIDUAL] = 1.0  # nobody does anything together
    for c in range(N_FORMS, 32):
        row[c] /= staff
    row[40] /= staff
    for d in range(N_DOMAINS):
        row[11] += row[12 + d] / N_DOMAINS
    row[18] = believed / N_DOMAINS
    row[20] = school.collective_efficacy
    row[32] = school.trust
    row[33] = school.norm
    row[34] = school.coherence
    row[35] = n_open / max(1, n_active)
    row[36] = school.openness
    row[37] = school.control
    row[38] = school.n_present
    row[39] = (n - school.n_present) / n


@inner
def _count_forms(state, d, row):
    """Add what the staff does about one goal to the counts of forms."""
    coordination, cooperation, collaboration = 0, 0, 0
    for i in range(state.teachers.size):  # nobody acts on an empty post
        form = state.teachers[i].form[d]
        coordination += form == COORDINATION
        cooperation += form == COOPERATION
        collaboration += form == COLLABORATION
    individual = state.school[0].n_present - coordination - cooperation - collaboration
    row[INDIVIDUAL] += individual
    row[COORDINATION] += coordination
    row[COOPERATION] += cooperation
    row[COLLABORATION] += collaboration


@kernel
def account_for_hours(state, p, rows):
    """What everybody's week is made of: `rows` (n, 6) float64 [h/week], in the order of HOURS; the sum of a row is `total`."""
    for i in range(state.teachers.size):
        t = state.teachers[i]
        q = p[audience(t)]
        rows[i, 0], rows[i, 1], rows[i, 2] = t.classroom, t.paperwork, duties_of(t, q)
        rows[i, 3], rows[i, 4], rows[i, 5] = t.mandated, t.collective, -inside_of(t, q)


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
        deepest = 0
        for d in range(N_DOMAINS):
            if t.form[d] > deepest:
                deepest = t.form[d]
        for f in range(1, N_FORMS):
            if deepest >= f:
                months[f - 1] += 1.0 / staff
        team_teaching, observation = monthly_activities(
            deepest >= COLLABORATION,
            deepest >= COOPERATION,
            share_above(t.partner_trust, q.survey_team_teaching, q.survey_trust_noise),
            share_above(t.partner_trust, q.survey_observing, q.survey_trust_noise),
        )
        months[3] += team_teaching / staff
        months[4] += observation / staff


@kernel
def observe_year(state, p, months, row):
    """The yearly part of a row: `row` (N_WEEKLY + N_YEARLY,) float64, the last N_YEARLY in the order of YEARLY.

    Departures are decided, nobody has gone yet.

    In words: Once a year it is worked out what a survey of the staff would find, so that the model can be compared with surveys.
    """
    y = N_WEEKLY
    school = state.school[0]
    n = state.teachers.size
    staff = max(1, school.n_present)
    q = p[ORDINARY]
    for c in range(N_YEARLY):
        row[y + c] = 0.0
    for f in range(3):
        row[y + f] = months[f]
    for what in range(2):
        row[y + 3 + what] = _gini(state, what)
    for i in range(n):
        t = state.teachers[i]
        if t.present == 0:
            continue
        row[y + 6] += t.departure == 1
        row[y + 7] += t.departure == 2
        row[y + 8] += (t.tenure == 0 and school.year > 0) * (staff / n)
        burnout = burnout_of(t.exhaustion, t.depersonalization, t.accomplishment)
        row[y + 11] += share_above(burnout, q.survey_burnout, q.survey_noise)
        row[y + 12] += share_above(t.exhaustion, q.survey_stress, q.survey_noise)
        row[y + 13] += share_above(t.satisfaction, q.survey_satisfied, q.survey_noise)
        row[y + 14] += share_above(t.satisfaction, q.survey_engaged, q.survey_noise)
        row[y + 15] += t.quit_intention
        row[y + 16] += any_of_three(
            share_above(t.exhaustion, q.survey_high_exhaustion, q.survey_noise),
            share_above(t.depersonalization, q.survey_high_distance, q.survey_noise),
            share_above(-t.accomplishment, -q.survey_low_accomplishment, q.survey_noise),
        )
        row[y + 17] += share_above(t.slack, q.survey_enough_time, q.survey_time_noise)
        row[y + 32] += t.in_team
        row[y + 33] += t.appointed > 0
        row[y + 34] += t.appointed == 2
        attends = q.learning_attendance if t.mandated > 0.0 else 0.0
        row[y + 37] += attends
        row[y + 38] += attends * share_above(appeal_of(t.voice[TRAINING], school.coherence), q.survey_learning, q.survey_noise)
        joins = share_above(t.collective, q.survey_informal_hours, q.survey_informal_noise)
        row[y + 39] += joins
        row[y + 40] += joins * share_above(appeal_of(1.0, t.partner_trust), q.survey_learning, q.survey_noise)
        for d in range(N_DOMAINS):
            row[y + 18 + d] += share_above(t.voice[d], q.survey_any_influence, q.survey_influence_noise)
            row[y + 24 + d] += share_above(t.voice[d], q.survey_great_influence, q.survey_influence_noise)
    for c in range(6, 30):
        row[y + c] /= staff
    for c in (37, 39):  # of those who take part
        if row[y + c] > 0.0:
            row[y + c + 1] /= row[y + c]
        row[y + c] /= staff
    for c in range(32, 35):
        row[y + c] /= staff
    row[y + 35], row[y + 36] = months[3], months[4]
    row[y + 5] = row[y + 6] + row[y + 7]
    attained = 0
    for d in range(N_DOMAINS):
        attained += state.goals[d].active != 0 and state.goals[d].progress >= 1.0
    row[y + 9] = attained / max(1, active_goals(state))
    row[y + 10] = school.growth
    row[y + 30] = school.n_ties / staff
    row[y + 31] = _reciprocity(state)


@inner
def _gini(state, what):
    """Inequality of influence (0) or standing (1) among the staff. Writes scratch column 0."""
    n = 0
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present != 0:
            state.scratch[n, 0] = mean_voice(t) if what == 0 else t.standing
            n += 1
    weighted, total = 0.0, 0.0
    for a in range(1, n):  # insertion sort: a staff is small
        value = state.scratch[a, 0]
        b = a - 1
        while b >= 0 and state.scratch[b, 0] > value:
            state.scratch[b + 1, 0] = state.scratch[b, 0]
            b -= 1
        state.scratch[b + 1, 0] = value
    for a in range(n):
        weighted += (a + 1.0) * state.scratch[a, 0]
        total += state.scratch[a, 0]
    return gini_of(weighted, total, float(n))


@inner
def _reciprocity(state):
    """Share of ties that are returned."""
    n_ties = state.school[0].n_ties
    returned = 0
    for e in range(n_ties):
        for f in range(n_ties):
            if state.ties[e].source == state.ties[f].target and state.ties[e].target == state.ties[f].source:
                returned += 1
                break
    return returned / max(1, n_ties)


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
                means[i, t.form[d]] += 1.0 / n_active
        means[i, 4] += t.total
        means[i, 5] += t.collective
        means[i, 6] += t.classroom
        means[i, 7] += t.paperwork


@kernel
def observe_teachers(state, rows):
    """The states of all teachers at the end of a year: `rows` (n, columns), after the means. Vacant posts hold NaN.

    The terms that moved them follow when they are kept.
    """
    at, n_terms = N_TEACHER_MEANS, state.terms.shape[1]
    school = state.school[0]
    for i in range(state.teachers.size):
        t = state.teachers[i]
        row = rows[i]
        if t.present == 0:
            for c in range(row.size):
                row[c] = np.nan
            continue
        row[at + 0], row[at + 1], row[at + 2] = t.group, t.experience, t.tenure
        row[at + 3], row[at + 4], row[at + 5] = t.role, t.reviewer, t.member
        row[at + 6], row[at + 7] = t.mentored, t.in_team
        row[at + 8] = mean_voice(t)
        for d in range(N_DOMAINS):
            row[at + 9 + d] = t.voice[d]
        row[at + 15], row[at + 16], row[at + 17] = t.expertise, t.resilience, t.disposition
        for f in range(N_FORMS):
            row[at + 18 + f] = t.attraction[f]
        burnout = burnout_of(t.exhaustion, t.depersonalization, t.accomplishment)
        row[at + 22], row[at + 23], row[at + 24] = t.self_efficacy, t.exhaustion, t.depersonalization
        row[at + 25], row[at + 26], row[at + 27] = t.accomplishment, burnout, t.satisfaction
        row[at + 28] = well_being_of(t.satisfaction, t.self_efficacy, burnout)
        row[at + 29], row[at + 30], row[at + 31] = t.ambiguity, t.isolation, t.standing
        row[at + 32] = row[at + 33] = 0.0
        row[at + 34], row[at + 35] = t.quit_intention, t.departure
        for c in range(n_terms if state.terms.shape[0] > 0 else 0):
            row[at + 36 + c] = state.terms[i, c]
    for e in range(school.n_ties):
        rows[state.ties[e].source, at + 33] += 1.0
        rows[state.ties[e].target, at + 32] += 1.0
