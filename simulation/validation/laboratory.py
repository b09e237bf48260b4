"""A laboratory: ensembles of schools under chosen conditions, and statistics of them with intervals.

An experiment asks for arms (a scenario with some fields changed) and estimates a statistic of one or several arms. Run r is the
same school with the same random numbers in every arm, so statistics are paired by run. The arms asked for last are kept, so that one which
several ask for in turn is simulated once.

Intervals come from a delete-a-group jackknife over schools (statistics/jackknife.py): schools fall into groups by their run number,
and the statistic is computed again without each group.
"""

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from ..core.vocabulary import LAST_YEAR
from ..ensemble.simulate import simulate
from ..ensemble.snapshots import snapshots
from ..parameters.scenario import BASELINE, Scenario
from ..statistics import jackknife

INF = math.inf
GROUPS = 20
#: Arms that are kept. Experiments seldom share one, and then neighbours do; all of them together would take gigabytes.
ARMS_KEPT = 8
T_975 = 2.093  # Student's t for 19 degrees of freedom, with the digits that stored findings were made with

#: Schools differ as the schools of a country do: in size, poverty, culture and administrators.
COUNTRY = {
    "population.size": 0.6,
    "population.poverty": 0.34,
    "school.poverty": 0.48,
}


class Finding(NamedTuple):
    """One number an experiment is after, its 95 percent interval, and what the claim allows it to be."""

    what: str
    estimate: float
    low: float
    high: float
    at_least: float = -INF
    at_most: float = INF

    @property
    def verdict(self) -> str:
        """`reproduced` if the whole interval is allowed, `not reproduced` if none of it is, else `inconclusive`."""
        if self.low == self.high and self.estimate in (self.at_least, self.at_most):
            return "inconclusive"  # exactly on the threshold, without any spread: nothing happened in either arm
        if self.at_least <= self.low and self.high <= self.at_most:
            return "reproduced"
        if self.high < self.at_least or self.at_most < self.low:
            return "not reproduced"
        return "inconclusive"

    @property
    def allowed(self) -> str:
        """What the claim allows, in words."""
        if math.isinf(self.at_most):
            return f"at least {self.at_least:.3g}"
        if math.isinf(self.at_least):
            return f"at most {self.at_most:.3g}"
        return f"{self.at_least:.3g} to {self.at_most:.3g}"


#: (estimate, low, high)
Interval = tuple[float, float, float]
Course = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]


def course(intervals: Iterable[Interval]) -> Course:
    """Intervals along x as a line of a Curve: all estimates, all lower ends, all upper ends."""
    middle, low, high = zip(*intervals)
    return middle, low, high


class Curve(NamedTuple):
    """A picture of an experiment: a line for each name, (n,) values over x with intervals (n,) low and high."""

    x_label: str
    y_label: str
    x: tuple[float, ...]
    lines: dict[str, Course]


class Laboratory:
    """Where arms are simulated and statistics estimated.

    seed : of all arms; effort : factor on the number of schools an experiment asks for
    vary : maps the scenario of every arm to the one that is simulated (robustness: another size, other parameters)
    sampled : estimate how far the draw of schools moves a statistic; without it intervals have no ends (NaN) and take no time
    simulator : takes the place of `simulate` (scenario, runs, seed, record=, workers=), for schools that are simulated otherwise
    """

    def __init__(
        self,
        seed: int = 1,
        effort: float = 1.0,
        *,
        workers: int | None = None,
        vary: Callable[[Scenario], Scenario] | None = None,
        simulator: Callable[..., Any] = simulate,
        sampled: bool = True,
    ):
        self.seed, self.effort, self.workers = seed, effort, workers
        self.vary, self.simulator, self.sampled = vary, simulator, sampled
        self.schools_simulated = 0
        self._arms: OrderedDict[tuple, Any] = OrderedDict()
        self._found: dict[str, Any] = {}

    # ---------------------------------------------------------------- arms

    def scenario(self, changes: Mapping[str, Any] | None = None, base: str = "baseline") -> Scenario:
        """The scenario of an arm."""
        scenario = Scenario.load(base).replace(dict(changes or {}))
        return self.vary(scenario) if self.vary else scenario

    def runs(self, wanted: int) -> int:
        """Schools that stand for `wanted` ones: scaled by effort, a multiple of the jackknife's groups."""
        return max(GROUPS, GROUPS * round(wanted * self.effort / GROUPS))

    def results(self, changes=None, *, runs=200, years=8, record="years", base="baseline"):
        """Results of an arm."""
        arm = (base, repr(sorted((changes or {}).items(), key=str)), self.runs(runs), years)
        if record == "years" and (*arm, "teachers") in self._arms:
            record = "teachers"

        def simulated():
            self.schools_simulated += self.runs(runs)
            scenario = self.scenario({"years": years} | dict(changes or {}), base)
            return self.simulator(scenario, self.runs(runs), self.seed, record=record, workers=self.workers)

        return self._kept((*arm, record), simulated)

    def years(self, changes=None, **options):
        """Rows of the table of years of an arm."""
        return self.results(changes, **options).years

    def schools(self, changes=None, *, since=4, until=LAST_YEAR, **options):
        """A row for each school, indexed by run: means over the years `since` to `until` (from 1)."""
        years = self.years(changes, **options)
        return years[years["year"].between(since, until)].groupby("run").mean(numeric_only=True)

    def people(self, changes=None, *, since=4, until=LAST_YEAR, **options):
        """Rows of the table of teachers of an arm, years `since` to `until`."""
        teachers = self.results(changes, record="teachers", **options).teachers
        return teachers[teachers["year"].between(since, until)]

    def networks(self, changes=None, *, runs=60, at=(0, 8), base="baseline") -> dict[int, list[dict]]:
        """Copies of every school of an arm (simulation.snapshots) after the years `at`."""
        key = ("networks", base, repr(sorted((changes or {}).items(), key=str)), self.runs(runs), at)

        def look():
            scenario = self.scenario({"years": max(1, *at)} | dict(changes or {}), base)
            seen = [snapshots(scenario, self.seed, run, at) for run in range(self.runs(runs))]
            return {year: [school[year] for school in seen] for year in at}

        return self._kept(key, look)

    def _kept(self, key: tuple, make: Callable[[], Any]) -> Any:
        """What is kept under a key, made if it is not there."""
        if key not in self._arms:
            self._arms[key] = make()
            if len(self._arms) > ARMS_KEPT:
                self._arms.popitem(last=False)
        self._arms.move_to_end(key)
        return self._arms[key]

    def remember(self, name: str, make: Callable[[], Any]) -> Any:
        """What was found once under a name, for several experiments that look at it; small things only, since nothing is let go."""
        if name not in self._found:
            self._found[name] = make()
        return self._found[name]

    # ---------------------------------------------------------------- statistics

    def estimate(self, statistic: Callable[..., float], *tables) -> Interval:
        """(estimate, low, high) of a statistic of tables that have the run as index or column, paired by run.

        Raises ValueError for a statistic of several values, which `estimates` takes.
        """
        value, low, high = (float(bound.item()) for bound in self.estimates(statistic, *tables))
        return value, low, high

    def estimates(self, statistic: Callable[..., Any], *tables) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(estimate, low, high), each (n,), of a statistic that has n values; see `estimate`."""
        whole = np.atleast_1d(np.asarray(statistic(*tables), float))
        if not self.sampled:
            return whole, np.full(whole.shape, np.nan), np.full(whole.shape, np.nan)
        group = [np.asarray(t.index if t.index.name == "run" else t["run"]) % GROUPS for t in tables]
        without = np.array(
            [np.atleast_1d(statistic(*(t[g != k] for t, g in zip(tables, group)))) for k in range(GROUPS)], float
        )
        return jackknife.interval(whole, without, T_975)

    def finding(
        self, what: str, statistic: Callable[..., float], *tables, at_least: float = -INF, at_most: float = INF
    ) -> Finding:
        """Estimate a statistic and say what the claim allows."""
        estimate, low, high = self.estimate(statistic, *tables)
        return Finding(what, estimate, low, high, at_least, at_most)


class VariedLaboratory(Laboratory):
    """A laboratory in which every scenario is varied before an experiment changes it: what the experiment sets itself stands."""

    def __init__(self, *arguments, beneath: Callable[[Scenario], Scenario], **options):
        super().__init__(*arguments, **options)
        self.beneath = beneath

    def scenario(self, changes: Mapping[str, Any] | None = None, base: str = BASELINE) -> Scenario:
        """The scenario of an arm."""
        return self.beneath(Scenario.load(base)).replace(dict(changes or {}))


def unless_set(fields: Mapping[str, Any]) -> Callable[[Scenario], Scenario]:
    """Set fields of a scenario, but for those in which it leaves the baseline: there it speaks for itself."""

    def vary(scenario: Scenario) -> Scenario:
        own = scenario.differences(Scenario.load(BASELINE))
        return scenario.replace({field: value for field, value in fields.items() if field not in own})

    return vary


# ---------------------------------------------------------------- statistics that experiments share


def mean_of(column: str) -> Callable[..., float]:
    """Mean of a column of one table; of two tables, the second minus the first."""

    def statistic(a, b=None):
        return a[column].mean() if b is None else b[column].mean() - a[column].mean()

    return statistic


def same_persons(a: Any, b: Any) -> tuple[Any, Any]:
    """Rows of two tables of teachers that are of the same person in the same year: the same post with the same career."""
    key = ["run", "year", "teacher", "experience", "tenure"]
    both = a.set_index(key).index.intersection(b.set_index(key).index)
    return tuple(table.set_index(key).loc[both].reset_index() for table in (a, b))


def in_spreads(column: str) -> Callable[..., float]:
    """Difference of means between two tables of teachers, second minus first, in standard deviations of the first."""
    return lambda a, b: (b[column].mean() - a[column].mean()) / a[column].std()


def correlation(x: str, y: str) -> Callable[..., float]:
    """Pearson correlation of two columns."""
    return lambda table: float(np.corrcoef(table[x], table[y])[0, 1])


def partial_correlation(x: str, y: str, given: tuple[str, ...]) -> Callable[..., float]:
    """Correlation of what is left of two columns when the columns `given` have explained what they can."""

    def statistic(table):
        design = np.column_stack([np.ones(len(table)), *(table[g] for g in given)])
        left = [table[c].to_numpy() - design @ np.linalg.lstsq(design, table[c].to_numpy(), rcond=None)[0] for c in (x, y)]
        return float(np.corrcoef(*left)[0, 1])

    return statistic


def weights(outcome: str, causes: tuple[str, ...]) -> Callable[..., np.ndarray]:
    """Standardised regression weights of an outcome on its causes, (len(causes),)."""

    def statistic(table):
        x = table[list(causes)].to_numpy()
        x = (x - x.mean(0)) / np.maximum(x.std(0), 1e-12)
        y = table[outcome].to_numpy()
        return np.linalg.lstsq(x, (y - y.mean()) / max(y.std(), 1e-12), rcond=None)[0]

    return statistic
