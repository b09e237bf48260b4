"""The loop over years: one compiled call simulates a whole run of one school and fills the rows that were asked for.

The three parts of a year are what a country of schools calls as well (country/), whose market stands in the place of `hire`.
"""

from ..core.compiled import inner, kernel
from ..core.vocabulary import CYCLES_PER_YEAR, WEEKS_PER_CYCLE, WEEKS_PER_YEAR
from ..declare.outcomes import N_TEACHER_MEANS, N_WEEKLY
from .observe import observe_month, observe_teachers, observe_teachers_week, observe_ties, observe_week, observe_year
from .phases.administration import adapt
from .phases.choice import choose
from .phases.climate import sense_climate
from .phases.consequences import apply_consequences
from .phases.goals import renew_goals, turn_of_term
from .phases.growth import grow
from .phases.joint_work import work_together
from .phases.leaving import depart, empty_posts
from .phases.matching import match
from .phases.newcomers import hire, induct
from .phases.next_year import assign_roles, draw_classes, turn_year
from .phases.situation import situate
from .phases.ties import renew_ties


@kernel
def live_week(state, p):
    """All phases of schedule.WEEK in one call: calling eight of them from Python takes several times as long as what they do."""
    turn_of_term(state, p)
    situate(state, p)
    choose(state, p)
    match(state, p)
    work_together(state, p)
    apply_consequences(state, p)
    renew_ties(state, p)
    sense_climate(state, p)


@kernel
def simulate_years(state, table, period, n_years, years, weeks, teachers, ties, row, months):  # noqa: PLR0917 - numba takes arrays, no records of them
    """Simulate `n_years` of a founded school.

    state : a State in the first week of a year; table (n_periods, 6), period (weeks of the run,) : parameters.parameter_table
    years : (n_years, N_WEEKLY + N_YEARLY) float64, filled
    weeks : (n_years * 36, N_WEEKLY) float64, filled; or (0, N_WEEKLY) when weeks are not kept
    teachers : (n_years, n, columns) float64, filled; or (0, n, columns) when teachers are not kept
    ties : (n_years, room) of KEPT_TIE_DTYPE, filled; or (0, room) when ties are not kept
    row (N_WEEKLY,), months (N_MONTHLY,) : workspace
    """
    for y in range(n_years):
        live_year(state, table, period, y, years=years, weeks=weeks, teachers=teachers, row=row, months=months)
        look_back(state, table, period, y, years, teachers, ties, months)
        p = next_year_of(state, table, period)
        empty_posts(state, p)
        hire(state, p)
        lead_on(state, p)


@inner
def live_year(state, table, period, y, years, weeks, teachers, row, months):  # noqa: PLR0917 - numba takes arrays, no records of them
    """The weeks of a year, what pupils gained in it, and who means to go; row y of `years` gets the means of its weeks."""
    school = state.school[0]
    keep_weeks = weeks.shape[0] > 0
    keep_teachers = teachers.shape[0] > 0
    _clear(years[y, :N_WEEKLY])
    _clear(months)
    for i in range(state.terms.shape[0]):
        _clear(state.terms[i])
    for i in range(teachers.shape[1] if keep_teachers else 0):
        _clear(teachers[y, i, :N_TEACHER_MEANS])
    p = table[period[school.year * WEEKS_PER_YEAR]]
    for w in range(WEEKS_PER_YEAR):
        school.week = w
        p = table[period[school.year * WEEKS_PER_YEAR + w]]
        live_week(state, p)
        observe_week(state, p, row)
        for c in range(N_WEEKLY):
            years[y, c] += row[c]
        if keep_weeks:
            for c in range(N_WEEKLY):
                weeks[y * WEEKS_PER_YEAR + w, c] = row[c]
        if keep_teachers:
            observe_teachers_week(state, teachers[y])
        if w % WEEKS_PER_CYCLE == 0:
            observe_month(state, p, months)
    _divide(years[y, :N_WEEKLY], WEEKS_PER_YEAR)
    _divide(months, CYCLES_PER_YEAR)
    grow(state, p)
    depart(state, p)


@inner
def look_back(state, table, period, y, years, teachers, ties, months):  # noqa: PLR0917 - numba takes arrays, no records of them
    """What is observed at the end of a year, as soon as it is known who goes and before anybody has gone."""
    school = state.school[0]
    observe_year(state, table[period[school.year * WEEKS_PER_YEAR + school.week]], months, years[y])
    _keep_people(state, y, teachers, ties)


@inner
def next_year_of(state, table, period):
    """The parameters of the first week of the next year, which a summer goes by (A42)."""
    return table[period[min((state.school[0].year + 1) * WEEKS_PER_YEAR, period.size - 1)]]


@inner
def lead_on(state, p):
    """The rest of a summer, when posts are filled or stay vacant: it ends in the first week of the next year."""
    induct(state, p)
    draw_classes(state, p)
    assign_roles(state, p)
    adapt(state, p)
    renew_goals(state, p)
    turn_year(state, p)


@inner
def _keep_people(state, y, teachers, ties):
    """Year y of teachers and ties, as far as they are kept: before the summer, in which people go."""
    if teachers.shape[0] > 0:
        rows = teachers[y]
        for i in range(rows.shape[0]):
            _divide(rows[i, :N_TEACHER_MEANS], WEEKS_PER_YEAR)
        observe_teachers(state, rows)
    if ties.shape[0] > 0:
        observe_ties(state, ties[y])


@inner
def _clear(values):
    for k in range(values.size):
        values[k] = 0.0


@inner
def _divide(values, by):
    for k in range(values.size):
        values[k] /= by
