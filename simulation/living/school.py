"""The living school: one school that a viewer plays, pauses, scrubs and changes. Plain Python: no page is needed.

The whole school is kept at the end of each year. Any earlier week is lived again from there, which takes a few
milliseconds and gives the same numbers, so nobody has to remember every week. What a viewer changes on the way becomes a
dated policy (address.py): the run stays one that address and command line can give again.

The last week of a year is seen as it was lived. The summer after it is a moment of its own: who left, who came, and which goals
ended is known, and nobody has chosen what to do next. It passes when it, or the week after it, is wanted; the one after the last year
never does.
"""

from typing import NamedTuple

import numpy as np

from ..core.vocabulary import N_DOMAINS, STAYS, WEEKS_PER_YEAR
from ..declare.outcomes import TEACHER_COLUMNS
from ..engine.steps import Steps
from ..ensemble.jobs import LARGEST, check_whole
from ..ensemble.simulate import start
from ..parameters.scenario import Scenario
from ..plots.network import deepest_form
from ..plots.places import places_of
from ..results.recorder import Recorded
from ..school.roster import School
from ..school.state import State
from ..words.people import first_names, name_of
from .address import Live, with_changes
from .narrator import Narrator
from .staff import burnout_now

#: What is remembered of each teacher in each week, for the curves of a person.
REMEMBERED = ("exhaustion", "self_efficacy", "satisfaction", "standing", "collective", "influence")
#: In place of a form of action.
VACANT, UNCHOSEN = -1, -2
LEFT = [column.name for column in TEACHER_COLUMNS].index("left")
RECORD = ("years", "weeks", "teachers", "terms")


class Summer(NamedTuple):
    """What a summer brought: posts whose holder went, posts that somebody came to, posts that are vacant; domains whose goal ended, or began."""

    left: list[int]
    came: list[int]
    vacant: list[int]
    ended: list[int]
    begun: list[int]


class LivingSchool:
    """A school and how far it has been lived.

    lived : weeks that have passed; summer : whether the summer after them has, too
    known : the last week that was reached with the present settings
    recorded : the rows of years, weeks and teachers, as an ensemble would keep them
    told : whether what happens is told in sentences; who wants to know of one person only need not wait for them
    history (weeks + 1, n, 6) float16, burnout (weeks + 1, n) float32, forms (weeks + 1, n) int8 : what is remembered of each teacher;
        a form is VACANT for a post that nobody holds
    """

    def __init__(self, scenario: Scenario, seed: int = 1, run: int = 0, school: School | None = None, told: bool = True):
        check_whole("seed", seed, 0, LARGEST)
        check_whole("school", run, 0, LARGEST)
        self.seed, self.run, self.school, self.told = seed, run, school, told
        self._begin(scenario)

    def _begin(self, scenario: Scenario) -> None:
        """Go to the first day under a scenario, whatever has been lived before."""
        self.first_day = self.scenario = scenario
        self.live: Live = ()
        self.state = start(scenario, self.seed, self.run, self.school, explain=True)
        self.recorded = Recorded.empty(self.run, self.n, scenario.years, RECORD)
        self.history = np.zeros((self.weeks + 1, self.n, len(REMEMBERED)), np.float16)
        self.burnout = np.zeros((self.weeks + 1, self.n), np.float32)
        self.forms = np.zeros((self.weeks + 1, self.n), np.int8)
        self.arrived = np.zeros(self.n, np.int64)  #: week in which the holder of each post came
        self._years: dict[int, tuple[State, np.ndarray]] = {}
        self.narrator = Narrator(self)
        self.lived = self.known = 0
        self.summer = False
        self.passed: Summer | None = None
        self._steps = self._new_steps()
        self._remember()
        self._first_ties = self.ties.copy()
        self._laid_out: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None

    # ---------------------------------------------------------------- what it is

    @property
    def n(self) -> int:
        """Posts."""
        return self.state.teachers.size

    @property
    def weeks(self) -> int:
        """Weeks of the whole run."""
        return self.scenario.years * WEEKS_PER_YEAR

    @property
    def over(self) -> bool:
        """True when all years have passed."""
        return self.lived >= self.weeks

    @property
    def ties(self) -> np.ndarray:
        """Advice ties in force."""
        return self.state.ties[: int(self.state.school[0].n_ties)]

    @property
    def parameters(self) -> np.ndarray:
        """The parameter records of the coming week (the last week's, once the run is over), one for each audience."""
        return self._parameters_of(self.lived)

    @property
    def parameters_lived(self) -> np.ndarray:
        """The parameter records of the week that has just passed; before the first week, its own."""
        return self._parameters_of(max(self.lived - 1, 0))

    @property
    def first_names(self) -> list[str]:
        """Who held each post on the first day."""
        return list(self.school.names) if self.school else first_names(self.n)

    @property
    def names(self) -> list[str]:
        """What whoever holds each post now is called."""
        return [name_of(self.first_names, *who) for who in enumerate(self.state.teachers["person"].tolist())]

    @property
    def layout(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where the posts stand in the picture, the middles of their groups, and the radii of those, by the ties of the first day."""
        if self._laid_out is None:
            ties = self._first_ties
            places, middles, radii = places_of(self.state.teachers["group"], ties["source"], ties["target"], ties["trust"])
            middle = (places.min(axis=0) + places.max(axis=0)) / 2.0
            self._laid_out = places - middle, middles - middle, radii
        return self._laid_out

    @property
    def chosen(self) -> bool:
        """Whether people have chosen what to do: on the first day, and in a summer, nobody has."""
        return self.lived > 0 and not self.summer

    def deepest(self) -> np.ndarray:
        """int8 (n,): the deepest form of action on any active goal, VACANT for a post that nobody holds."""
        deepest = deepest_form({"teachers": self.state.teachers, "goals": self.state.goals})
        return np.where(self.state.teachers["present"] != 0, deepest, VACANT).astype(np.int8)

    def forms_now(self) -> np.ndarray:
        """The same, UNCHOSEN for everybody while nobody has chosen."""
        deepest = self.deepest()
        return deepest if self.chosen else np.where(deepest == VACANT, VACANT, UNCHOSEN).astype(np.int8)

    # ---------------------------------------------------------------- living

    def go_to(self, week: int, summer: bool = False) -> None:
        """Live on, or again, until so many weeks have passed; with the summer after them, where there is one."""
        week = min(max(int(week), 0), self.weeks)
        summer = summer and 0 < week < self.weeks and week % WEEKS_PER_YEAR == 0
        if (week, summer) < (self.lived, self.summer):
            self._restore(week // WEEKS_PER_YEAR)
        while self.lived < week:
            self._live_a_week()
        if summer and not self.summer:
            self._pass_summer()

    def change(self, changes: dict) -> None:
        """Give fields other values from the coming week on; in a run that has not begun, on the first day.

        Raises InputError, and leaves everything as it is, when a field or a value is not allowed.
        """
        if self.lived == 0:
            self._begin(self.first_day.replace(changes))
            return
        live = dict(self.live)
        live[self.lived] = live.get(self.lived, {}) | changes
        self.resume(tuple(sorted((w, c) for w, c in live.items() if w <= self.lived)))

    def resume(self, live: Live) -> None:
        """Live this run again with these changes on the way, up to the week at which it stands."""
        scenario = with_changes(self.first_day, live)
        before, after, week, summer = dict(self.live), dict(live), self.lived, self.summer
        since = min((w for w in {*before, *after} if before.get(w) != after.get(w)), default=week)
        self.scenario, self.live = scenario, live
        # A summer follows the rules of the year it leads into; a year's end, which comes before it, stays as it was.
        self._years = {year: kept for year, kept in self._years.items() if year * WEEKS_PER_YEAR <= since}
        self.narrator.forget(since)
        self._steps = self._new_steps()
        if week > 0:
            self._restore(max(year for year in self._years if year * WEEKS_PER_YEAR <= week))
        self.known = self.lived
        self.go_to(week, summer)

    def _parameters_of(self, week: int) -> np.ndarray:
        steps = self._steps
        return steps.table[steps.period[min(week, self.weeks - 1)]]

    def _new_steps(self) -> Steps:
        kept = self.recorded
        return Steps(self.state, *self.scenario.table(), kept.years, kept.weeks, kept.teachers)

    def _live_a_week(self) -> None:
        if self.lived == 0:
            self._keep(0)
        elif self.lived % WEEKS_PER_YEAR == 0 and not self.summer:
            self._pass_summer()
        before = self.narrator.look() if self.told else None
        self._steps.school_week()
        self.lived += 1
        self.known = max(self.known, self.lived)
        self.summer = False
        if before is not None:
            self.narrator.tell(before)
        self._remember()

    def _pass_summer(self) -> None:
        self._keep(self.lived // WEEKS_PER_YEAR)
        eve, goals = self.narrator.look() if self.told else None, self.state.goals.copy()
        present = self.state.teachers["present"] != 0
        left = self.recorded.teachers[self.lived // WEEKS_PER_YEAR - 1, :, LEFT]
        self._steps.summer()
        here, new = self.state.teachers["present"] != 0, self.state.teachers["tenure"] == 0
        self.arrived[here & new] = self.lived
        self.summer = True
        now, was = self.state.goals, goals["active"] != 0
        fresh = (now["active"] != 0) & (~was | (now["age"] < goals["age"]))
        self.passed = Summer(
            left=np.flatnonzero(present & (np.nan_to_num(left) != STAYS)).tolist(),
            came=np.flatnonzero(here & new).tolist(),
            vacant=np.flatnonzero(~here).tolist(),
            ended=np.flatnonzero(was & (fresh | (now["active"] == 0))).tolist(),
            begun=np.flatnonzero(fresh).tolist(),
        )
        if eve is not None:
            self.narrator.tell_summer(eve)

    def _keep(self, year: int) -> None:
        if year not in self._years:
            self._years[year] = (State(*(array.copy() for array in self.state)), self.arrived.copy())

    def _restore(self, year: int) -> None:
        kept, arrived = self._years[year]
        for here, there in zip(self.state, kept, strict=True):
            here[...] = there
        self.arrived[:] = arrived
        self.lived, self.summer = year * WEEKS_PER_YEAR, False
        if self.lived == 0:
            self._steps.row[:] = np.nan
        else:
            self._steps.row[:] = self.recorded.weeks[self.lived - 1]

    def _remember(self) -> None:
        teachers = self.state.teachers
        row = self.history[self.lived]
        for c, name in enumerate(REMEMBERED[:-1]):
            row[:, c] = teachers[name]
        row[:, -1] = teachers["voice"].sum(axis=1) / N_DOMAINS
        self.burnout[self.lived] = burnout_now(teachers)
        self.forms[self.lived] = self.forms_now()
