"""Which compiled functions the portable engine has: those that the Python engine itself calls, under the names they have there."""

from typing import Any

import numpy as np
from numba import float64, int64, typeof

from ..core.elementary import exp
from ..core.vocabulary import N_AUDIENCES, WEEKS_PER_YEAR
from ..engine.first_call import kernels_of_founding_and_summer, kernels_of_weeks
from ..engine.foresight import foresee_choices
from ..engine.observe import account_for_hours
from ..engine.phases.situation import situate
from ..engine.schedule import WEEK
from ..engine.settling import begin_clock
from ..engine.year import simulate_years
from ..parameters.scenario import PARAMETER_DTYPE
from ..results.recorder import RECORDS, Recorded
from ..school.state import empty_state


def kernels() -> dict[str, tuple[Any, tuple]]:
    """Each function and the types of its arguments, by name; those come last that others need."""
    state = typeof(empty_state(4, 1.0))
    table = np.zeros((1, N_AUDIENCES), PARAMETER_DTYPE).view(np.recarray)
    period = np.zeros(WEEKS_PER_YEAR, np.int64)
    rows = Recorded.empty(0, 4, 1, RECORDS).arrays
    week = typeof(table[0])
    looked_at: list[tuple[Any, tuple]] = [
        (situate, (state, week)),
        (foresee_choices, (state, week, state[0], typeof(np.zeros((1, 4, 1), np.int8)))),
        (account_for_hours, (state, week, typeof(np.zeros((1, 1))))),
    ]
    whole_runs: list[tuple[Any, tuple]] = [
        (begin_clock, (state, typeof(table).dtype, int64)),
        (simulate_years, (state, typeof(table), typeof(period), int64, *map(typeof, rows))),
        (exp, (float64,)),
    ]
    within = {phase.kernel for phase in WEEK}  # live_week calls them
    lived = [one for one in (*kernels_of_weeks(), *kernels_of_founding_and_summer()) if one[0] not in within]
    return {kernel.py_func.__name__: (kernel, types) for kernel, types in (*lived, *looked_at, *whole_runs)}
