"""One school simulated a week at a time from Python: for Mesa, for notebooks, and for what cannot be declared as a policy.

The phases are the same kernels that the compiled year calls (engine/year.py), in the same order, so the numbers are the same
to the last bit; only the loop is slower.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numba import typeof

from ..core.vocabulary import CYCLES_PER_YEAR, WEEKS_PER_CYCLE, WEEKS_PER_YEAR
from ..declare.outcomes import N_MONTHLY, N_TEACHER_MEANS, N_WEEKLY
from ..school.state import State, no_ties
from .observe import observe_month, observe_teachers, observe_teachers_week, observe_ties, observe_week, observe_year
from .schedule import SUMMER, WEEK, YEAR_END, Phase
from .year import live_week

Hook = Callable[[State, int, int], None]


#: numba's types of a school and its parameters, by what they follow from: finding them takes longer than a school's year.
_TYPES: dict[tuple, tuple[Any, Any]] = {}


def _types_of(state: State, p: np.ndarray) -> tuple[Any, Any]:
    """numba's types of a state and of a week's parameters."""
    known = tuple((type(a), a.dtype, a.ndim, a.flags.c_contiguous, a.flags.writeable) for a in (*state, p))
    if known not in _TYPES:
        _TYPES[known] = typeof(state), typeof(p)
    return _TYPES[known]


def _direct(kernel: Callable, *types: Any) -> Callable:
    """A kernel that asks no more for the types of its arguments, which takes longer than a small school's week; all are always these.

    types : numba's, of the arguments. What is not compiled, as a phase of one's own, stays what it is.
    """
    compiled: Any = kernel
    return compiled.compile(types) if hasattr(kernel, "py_func") else kernel


class Steps:
    """A founded school and the clock that drives it.

    state : a State in the first week of its first year
    table, period : parameters.parameter_table of the scenario
    years (n_years, columns), weeks (n_years * 36 or 0, N_WEEKLY), teachers (n_years or 0, n, columns) : filled as weeks pass
    ties (n_years or 0, room) : filled at the end of each year; none are kept when left out
    phases : what a week consists of; WEEK, or WEEK with phases of one's own
    hook : called before each week with the state, the year and the week of the year, both from 0; it may change the state
    """

    def __init__(
        self,
        state: State,
        table: np.ndarray,
        period: np.ndarray,
        years: np.ndarray,
        weeks: np.ndarray,
        teachers: np.ndarray,
        *,
        ties: np.ndarray | None = None,
        phases: Iterable[Phase] = WEEK,
        hook: Hook | None = None,
    ):
        self.state, self.table, self.period = state, table.view(np.recarray), period
        self.years, self.weeks, self.teachers = years, weeks, teachers
        self.ties = no_ties() if ties is None else ties
        self.phases, self.hook = tuple(phases), hook
        self.row = np.full(N_WEEKLY, np.nan)  # nothing has been seen yet
        self._months = np.zeros(N_MONTHLY)
        self._records = [self.table[at] for at in range(len(self.table))]  # made once: numpy takes its time over records
        types = _types_of(state, self.parameters)
        whole = self.phases[: len(WEEK)] == WEEK  # then one call does it
        kernels = [live_week] if whole else []
        kernels += [phase.kernel for phase in self.phases[len(WEEK) if whole else 0 :]]
        self._week = tuple(_direct(kernel, *types) for kernel in kernels)
        self._observe = _direct(observe_week, *types, typeof(self.row))

    @property
    def over(self) -> bool:
        """True when all years have passed."""
        return int(self.state.school[0].year) >= len(self.years)

    @property
    def parameters(self) -> np.ndarray:
        """The parameter records of this week (the last week's, once the run is over), one for each audience."""
        school = self.state.school[0]
        at = int(school.year) * WEEKS_PER_YEAR + int(school.week)
        return self._records[self.period[min(at, len(self.period) - 1)]]

    def week(self) -> None:
        """Live one week; after the last week of a year the summer follows."""
        last = int(self.state.school[0].week) == WEEKS_PER_YEAR - 1
        self.school_week()
        if last:
            self.summer()

    def to_the_end(self) -> None:
        """Live all weeks that are left."""
        while not self.over:
            self.week()

    def school_week(self) -> None:
        """Live one week, and close the year after its last. Then `summer` is due: whoever looks at a year's end looks before it."""
        school = self.state.school[0]
        year, week = int(school.year), int(school.week)
        if self.hook is not None:
            self.hook(self.state, year, week)
        if week == 0:
            self._begin_year(year)
        p = self.parameters
        for kernel in self._week:
            kernel(self.state, p)
        self._observe(self.state, p, self.row)
        self.years[year, :N_WEEKLY] += self.row
        if len(self.weeks):
            self.weeks[year * WEEKS_PER_YEAR + week] = self.row
        if len(self.teachers):
            observe_teachers_week(self.state, self.teachers[year])
        if week % WEEKS_PER_CYCLE == 0:
            observe_month(self.state, p, self._months)
        if week == WEEKS_PER_YEAR - 1:
            self._close_year(year, p)
        else:
            school.week += 1

    def _begin_year(self, year: int) -> None:
        self.years[year, :N_WEEKLY] = 0.0
        self._months[:] = 0.0
        self.state.terms[:] = 0.0
        if len(self.teachers):
            self.teachers[year, :, :N_TEACHER_MEANS] = 0.0

    def _close_year(self, year: int, p) -> None:
        self.years[year, :N_WEEKLY] /= WEEKS_PER_YEAR
        self._months /= CYCLES_PER_YEAR
        for phase in YEAR_END:
            phase.kernel(self.state, p)
        observe_year(self.state, p, self._months, self.years[year])
        if len(self.teachers):
            self.teachers[year, :, :N_TEACHER_MEANS] /= WEEKS_PER_YEAR
            observe_teachers(self.state, self.teachers[year])
        if len(self.ties):
            observe_ties(self.state, self.ties[year])

    def summer(self) -> None:
        """Let the summer pass that leads from a closed year into the next."""
        year = int(self.state.school[0].year)
        coming = self.table[self.period[min((year + 1) * WEEKS_PER_YEAR, len(self.period) - 1)]]
        for phase in SUMMER:
            phase.kernel(self.state, coming)
