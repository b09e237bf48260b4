"""The years before the first day: a school lives on until it is in a steady state, and then its clock begins.

They have random numbers of their own, so that a run's years never share theirs. What a policy may bring has not come yet: the school
is what the scenario says it is (LASTING), and all else is as in the baseline. So run r of two scenarios that differ in time,
administrators or goals is the same school with the same people on its first day.
"""

import numpy as np

from ..core.chance import JOIN, draw
from ..core.compiled import kernel
from ..core.vocabulary import WEEKS_PER_YEAR
from ..declare.outcomes import N_MONTHLY, N_WEEKLY, N_YEARLY
from ..parameters.scenario import SITUATION, Scenario, parameters
from ..school.kinds import take_up_roles
from ..school.state import State, no_ties
from .year import simulate_years

#: Groups that say what a school is, and are what they are before the first day too.
LASTING = ("school", "population", "staff", "network", "culture")
#: What is added to a seed, bit by bit, for the years before the first day.
_PAST = 0x5EED_BA5E


def past_of(scenario: Scenario) -> np.ndarray | None:
    """The values in force before the first day, (1, 6) records; None when no years are lived then."""
    if scenario.mechanisms.settling == 0:
        return None
    usual = {name: parameters()[name].default for name in parameters() if _may_come(name)}
    return scenario.replace(usual | {"policies": [], "years": 1}).table()[0].view(np.recarray)


def _may_come(name: str) -> bool:
    """True for a parameter that reforms and events change."""
    group = name.partition(".")[0]
    return group in SITUATION and group not in LASTING


def live_before(state: State, past: np.ndarray, first_day: np.ndarray, years: int) -> None:
    """Let `years` pass before the first day of a founded school.

    past : as `past_of` gives it; first_day : the scenario's own record for a whole school on the first day
    """
    school = state.school[0]
    seed = school.seed
    school.seed = seed ^ _PAST
    period = np.zeros(years * WEEKS_PER_YEAR, np.int64)
    rows = np.empty((years, N_WEEKLY + N_YEARLY)), np.empty((0, N_WEEKLY)), np.empty((0, state.teachers.size, 1)), no_ties(0, 1)
    simulate_years(state, past, period, years, *rows, np.empty(N_WEEKLY), np.empty(N_MONTHLY))
    school.seed = seed
    begin_clock(state, first_day, years)


@kernel
def begin_clock(state, p, past):
    """The first day after `past` years: the clock begins, and who belongs to an external network follows the first day's reach.

    People are numbered by the posts they hold, as in any school on its first day; the number of a vacant post is nobody's.

    In words: The years before the first day are over; from here on years are counted.
    """
    school = state.school[0]
    school.year, school.week, school.past = 0, 0, past
    school.n_people = state.teachers.size
    take_up_roles(state, p)
    for i in range(state.teachers.size):
        if state.teachers[i].present != 0:
            state.teachers[i].person = i
            t = state.teachers[i]
            t.member = draw(school.seed, school.run, i, 0, JOIN, 0) < p.external_members or t.recruited != 0
