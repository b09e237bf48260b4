"""What is observed: every column of the tables, declared once, and the kernels that fill them.

A weekly row describes the school in one week; a yearly row holds the means of the year's weekly rows, followed by what only
a year has (turnover, answers to a survey at its end). Rows are float64 vectors in the order of the declarations.
"""

from typing import NamedTuple

import numpy as np

from ..core.compiled import inner, kernel
from ..core.vocabulary import (
    COLLABORATION,
    COOPERATION,
    COORDINATION,
    DOMAINS,
    FORMS,
    INDIVIDUAL,
    N_DOMAINS,
    N_FORMS,
    ORDINARY,
    TRAINING,
)
from ..rules.burnout import burnout_of, well_being_of
from ..rules.matching import is_open
from ..rules.survey import any_of_three, appeal_of, diversity_of, gini_of, monthly_activities, share_above
from ..school.state import TERM_NAMES
from ..school.teachers import audience
from .week import active_goals, duties_of, inside_of, mean_voice


class Outcome(NamedTuple):
    """One column: name, unit, lowest and highest value, meaning."""

    name: str
    unit: str
    low: float
    high: float
    meaning: str


INF = float("inf")


def _shares(prefix: str, names, meaning: str):
    return tuple(Outcome(f"{prefix}_{name}", "share", 0, 1, meaning.format(name)) for name in names)


WEEKLY = (
    *_shares("share", FORMS, "share of teacher-goal-weeks in {}"),
    Outcome(
        "hours_total", "h/week", 0, 168, "working hours: classroom + paperwork + duties + mandated + collective - protected"
    ),
    Outcome("hours_classroom", "h/week", 0, 168, "teaching, preparation, marking and pupils"),
    Outcome("hours_paperwork", "h/week", 0, 168, "routine work that is not teaching"),
    Outcome("hours_duties", "h/week", 0, 168, "formal roles and external networks"),
    Outcome("hours_mandated", "h/week", 0, 168, "joint time ordered by the administrator"),
    Outcome("hours_collective", "h/week", 0, 168, "chosen collective action"),
    Outcome("hours_protected", "h/week", 0, 168, "joint time that falls into timetabled time or release"),
    Outcome("influence", "0..1", 0, 1, "felt influence, mean over the six domains"),
    *(Outcome(f"influence_{d}", "0..1", 0, 1, f"felt influence over {d}") for d in DOMAINS),
    Outcome("influence_shared", "0..1", 0, 1, "influence the administrator believes to have shared"),
    Outcome("self_efficacy", "0..1", 0, 1, "teacher self-efficacy"),
    Outcome("collective_efficacy", "0..1", 0, 1, "collective efficacy"),
    Outcome("job_satisfaction", "0..1", 0, 1, "job satisfaction"),
    Outcome("exhaustion", "0..1", 0, 1, "emotional exhaustion"),
    Outcome("depersonalization", "0..1", 0, 1, "depersonalisation"),
    Outcome("accomplishment", "0..1", 0, 1, "personal accomplishment"),
    Outcome("burnout", "0..1", 0, 1, "overall burnout: 0.4 exhaustion, 0.3 depersonalisation, 0.3 reduced accomplishment"),
    Outcome("well_being", "0..1", 0, 1, "professional well-being: satisfaction and efficacy against burnout"),
    Outcome("ambiguity", "0..1", 0, 1, "felt role ambiguity"),
    Outcome("isolation", "0..1", 0, 1, "isolation from colleagues"),
    Outcome("tension", "0..1", 0, 1, "tension with colleagues"),
    Outcome("expertise", "0..1", 0, 1, "instructional expertise"),
    Outcome("novice_share", "share", 0, 1, "share of staff with three years of experience or fewer"),
    Outcome("trust", "0..1", 0, 1, "trust climate"),
    Outcome("norm", "0..1", 0, 1, "norm of working together"),
    Outcome("coherence", "0..1", 0, 1, "coherence of the programme"),
    Outcome("goals_shared", "share", 0, 1, "share of goals open to shared creation"),
    Outcome("administrator_openness", "chance", 0, 1, "openness of the administrator in office"),
    Outcome("administrator_control", "0..1", 0, 1, "control by the administrator"),
    Outcome("staff", "teachers", 0, 500, "filled posts"),
    Outcome("vacancies", "share of posts", 0, 1, "posts that are vacant"),
    Outcome("dissent", "0..1", 0, 1, "dissent voiced in joint work, none by those who work alone"),
    Outcome("diversity", "0..1", 0, 2 / 3, "chance that two acts of joint work, of anybody on any goal, differ in form"),
)

YEARLY = (
    *(
        Outcome(
            f"monthly_{f}", "share", 0, 1, f"share of teachers in {f}{deeper} on some goal in a typical month (planning cycle)"
        )
        for f, deeper in zip(FORMS[1:], (" or a deeper form", " or a deeper form", ""))
    ),
    Outcome("influence_gini", "0..1", 0, 1, "inequality of influence between teachers (Gini)"),
    Outcome("leadership_gini", "0..1", 0, 1, "inequality of standing among peers (Gini)"),
    Outcome("turnover", "share of staff", 0, 1, "left the school at the end of the year: leavers and movers"),
    Outcome("leavers", "share of staff", 0, 1, "left teaching"),
    Outcome("movers", "share of staff", 0, 1, "moved to another school"),
    Outcome("hired", "share of posts", 0, 1, "posts filled in the summer before"),
    Outcome("goals_attained", "share", 0, 1, "share of goals that were attained by the end of the year"),
    Outcome("student_growth", "student SD/year", -INF, INF, "mean growth of pupils"),
    Outcome("burnout_rate", "share", 0, 1, "survey: feel burnt out (single item)"),
    Outcome("frequent_stress", "share", 0, 1, "survey: frequent job-related stress"),
    Outcome("satisfied", "share", 0, 1, "survey: satisfied with the job overall"),
    Outcome("engaged", "share", 0, 1, "survey: engaged at work"),
    Outcome("intend_to_leave", "share", 0, 1, "survey: mean to leave the job"),
    Outcome("maslach_high", "share", 0, 1, "survey: beyond a Maslach cut-off on at least one dimension"),
    Outcome("enough_time", "share", 0, 1, "survey: have enough time to work together"),
    *(Outcome(f"influence_any_{d}", "share", 0, 1, f"survey: any influence over {d}") for d in DOMAINS),
    *(Outcome(f"influence_great_{d}", "share", 0, 1, f"survey: a great deal of influence over {d}") for d in DOMAINS),
    Outcome("out_degree", "colleagues", 0, INF, "colleagues a teacher turns to"),
    Outcome("reciprocity", "share", 0, 1, "share of advice ties that are returned"),
    Outcome("share_in_team", "share", 0, 1, "share of staff whose grade or department meets as a formal team"),
    Outcome("new_leaders", "share", 0, 1, "share of staff in a formal role this year and not the year before"),
    Outcome(
        "new_leaders_invited", "share", 0, 1, "share of staff new to a role and tied to somebody who had one the year before"
    ),
    Outcome("monthly_team_teaching", "share", 0, 1, "survey: teach jointly as a team at least monthly"),
    Outcome("monthly_observation", "share", 0, 1, "survey: observe each other's classes at least monthly"),
    Outcome("inservice_participation", "share", 0, 1, "survey: attended in-service training that was ordered"),
    Outcome("inservice_satisfied", "share", 0, 1, "survey: satisfied with it, among those who attended (0 without any)"),
    Outcome("informal_participation", "share", 0, 1, "survey: learn informally with colleagues"),
    Outcome("informal_satisfied", "share", 0, 1, "survey: satisfied with that, among those who do (0 without any)"),
)

#: Columns of the table of years, after scenario, run, year and teachers (posts).
YEAR_COLUMNS = WEEKLY + YEARLY
WEEK_COLUMNS = WEEKLY
N_WEEKLY, N_YEARLY = len(WEEKLY), len(YEARLY)
#: What is gathered from month to month for the yearly row: the three forms, team teaching, observation.
N_MONTHLY = 5

#: What a week is made of, in words. Covered time is taken off: somebody else does in it what would have to be done besides.
HOURS = (
    "teaching, preparing and marking",
    "paperwork",
    "role and outside network",
    "ordered meetings",
    "chosen joint work",
    "falls into covered time",
)

#: Columns of the table of teachers, after scenario, run, year and teacher. Means over the year, then states at its end.
TEACHER_MEANS = (
    *_shares("share", FORMS, "share of one's goal-weeks in {}"),
    Outcome("hours_total", "h/week", 0, 168, "working hours, mean over the year"),
    Outcome("hours_collective", "h/week", 0, 168, "chosen collective action, mean over the year"),
    Outcome("hours_classroom", "h/week", 0, 168, "teaching, preparation, marking and pupils, mean over the year"),
    Outcome("hours_paperwork", "h/week", 0, 168, "routine work that is not teaching, mean over the year"),
)
TEACHER_STATES = (
    Outcome("group", "index", 0, 500, "grade or department"),
    Outcome("experience", "years", 0, 60, "years of teaching"),
    Outcome("tenure", "years", 0, 40, "completed years in this school during the run"),
    Outcome("role", "0/1", 0, 1, "holds a formal leadership role"),
    Outcome("reviewer", "0/1", 0, 1, "holds a role whose work is to judge colleagues"),
    Outcome("member", "0/1", 0, 1, "belongs to an external professional network"),
    Outcome("mentored", "0/1", 0, 1, "has a mentor this year"),
    Outcome("in_team", "0/1", 0, 1, "the grade or department meets as a formal team"),
    Outcome("influence", "0..1", 0, 1, "felt influence, mean over the six domains"),
    *(Outcome(f"influence_{d}", "0..1", 0, 1, f"felt influence over {d}") for d in DOMAINS),
    Outcome("expertise", "0..1", 0, 1, "instructional expertise"),
    Outcome("resilience", "0..1", 0, 1, "resilience"),
    Outcome("disposition", "0..1", 0, 1, "collaborative disposition"),
    *(Outcome(f"attraction_{f}", "0..1", 0, 1, f"learned attraction to {f}") for f in FORMS),
    Outcome("self_efficacy", "0..1", 0, 1, "teacher self-efficacy"),
    Outcome("exhaustion", "0..1", 0, 1, "emotional exhaustion"),
    Outcome("depersonalization", "0..1", 0, 1, "depersonalisation"),
    Outcome("accomplishment", "0..1", 0, 1, "personal accomplishment"),
    Outcome("burnout", "0..1", 0, 1, "overall burnout"),
    Outcome("job_satisfaction", "0..1", 0, 1, "job satisfaction"),
    Outcome("well_being", "0..1", 0, 1, "professional well-being"),
    Outcome("ambiguity", "0..1", 0, 1, "felt role ambiguity"),
    Outcome("isolation", "0..1", 0, 1, "isolation from colleagues"),
    Outcome("standing", "0..1", 0, 1, "standing as a leader among peers"),
    Outcome("in_ties", "colleagues", 0, 499, "colleagues who turn to the person"),
    Outcome("out_ties", "colleagues", 0, 499, "colleagues the person turns to"),
    Outcome("quit_intention", "chance", 0, 1, "chance that the person means to leave"),
    Outcome("left", "0/1/2", 0, 2, "stayed (0), left teaching (1) or moved to another school (2) at the end of the year"),
)
TERM_COLUMNS = tuple(Outcome(name, "0..1 per year", -INF, INF, "what moved the state through this term") for name in TERM_NAMES)
TEACHER_COLUMNS = TEACHER_MEANS + TEACHER_STATES
N_TEACHER_MEANS = len(TEACHER_MEANS)


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
