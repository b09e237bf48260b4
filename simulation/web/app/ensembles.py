"""Many schools for the page: a band of other runs, a paired comparison while one watches, a map of two levers."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.languages import say
from ...core.vocabulary import WEEKS_PER_YEAR
from ...declare.outcomes import WEEKLY, YEAR_COLUMNS
from ...ensemble.simulate import simulate_block
from ...experiments.compare import Effect, between_persons, effect_table
from ...pages.courses import BANDED
from ...parameters.pairs import other_schools
from ...parameters.scenario import InputError, Scenario, describe
from ...results.folder import Results
from ...results.recorder import Recorded
from ...statistics.intervals import student_t
from ...words.effects import of_comparison
from ..jobs import Cancelled, Job

if TYPE_CHECKING:
    from ...experiments.uncertainty import Sets
    from ...school.roster import School

_WEEKLY = [column.name for column in WEEKLY]
_YEARLY = [column.name for column in YEAR_COLUMNS]

#: Schools whose teachers tell how far persons stand apart.
_PERSONS = 40

#: Teacher-weeks of one block: a tenth of a second of work or so.
_BLOCK = 300_000


@dataclass(frozen=True)
class Setting:
    """What schools live under: a scenario, perhaps with the staff of a real school, perhaps each run under a set of a fit."""

    scenario: Scenario
    school: "School | None" = None
    sets: "Sets | None" = None

    def of(self, run: int) -> Scenario:
        """The scenario of a run."""
        return self.sets.scenario(self.scenario, run) if self.sets else self.scenario

    def changed(self, changes: dict[str, Any]) -> "Setting":
        """The same with fields of the scenario that no set moves."""
        return replace(self, scenario=self.scenario.replace(changes), sets=self.sets and self.sets.but(changes))

    def weeks(self, changes: Mapping[str, Any] | None = None) -> int:
        """Teacher-weeks that one school takes. changes : values of levers, of which two decide about it"""
        years, posts = ((changes or {}).get(name, self.scenario.get(name)) for name in ("years", "school.teachers"))
        return int((self.school.n if self.school else posts) * years * WEEKS_PER_YEAR)

    @property
    def block(self) -> int:
        """Runs in a block; runs under sets differ, so they are alone."""
        return 1 if self.sets else max(1, _BLOCK // self.weeks())


def band(job: Job, setting: Setting, seed: int, run: int, runs: int) -> None:
    """Where the middle 80 percent of `runs` other schools go, week by week."""
    others = [r for r in range(runs + 1) if r != run][:runs]
    size = max(1, _BLOCK // setting.weeks())
    blocks = [others[at : at + size] for at in range(0, runs, size)]
    seen: list[np.ndarray] = []
    for _, rows in job.each(_weeks_of, ((job, setting, seed, block) for block in blocks)):
        seen += rows
        job.say(progress=len(seen) / runs)
    weeks = np.stack(seen)  # float32 (runs, weeks, outcomes)
    low, middle, high = np.percentile(weeks, (10, 50, 90), axis=0)
    names = {name: at for at, name in enumerate(_WEEKLY)}
    job.say(
        runs=runs,
        band={
            n: [np.round(q[:, c].astype(float), 4).tolist() for q in (low, middle, high)]
            for n, c in names.items()
            if n in BANDED
        },
    )


def _weeks_of(job: Job, setting: Setting, seed: int, runs: list[int]) -> list[np.ndarray]:
    return [_schools(job, setting, seed, r, 1, "weeks")[0].weeks.astype(np.float32) for r in runs]


def _schools(job: Job, setting: Setting, seed: int, first: int, count: int, record: str) -> list[Recorded]:
    """simulate_block in pieces, given up between them when nobody wants the result any more."""
    found: list[Recorded] = []
    size = setting.block
    for at in range(first, first + count, size):
        if job.cancelled:
            raise Cancelled
        found += simulate_block(setting.of(at), seed, at, min(size, first + count - at), (record,), setting.school)
    return found


Pair = tuple[Setting, Setting]


def comparison(job: Job, pairs: Sequence[Pair], seed: int, runs: int, pooled: bool = False) -> None:
    """Paired effects of the second setting of each pair over `runs` schools, again and again while they come in.

    pairs : one, or one for each of several real schools; pooled : the means over these, run by run, and not each for itself
    """
    for a, b in pairs:
        if a.school is None and (why := other_schools(a.scenario, b.scenario, ("A", "B"))):
            raise InputError(f"{why}; give both the same.")
    every = [_compared(job, pair, seed, runs, at, len(pairs), pooled) for at, pair in enumerate(pairs)]
    if pooled:
        from ...experiments.pooled import pooled_effect

        _tell(job, pooled_effect(every), runs, progress=1.0)


def _compared(job: Job, pair: Pair, seed: int, runs: int, at: int, of: int, pooled: bool) -> Effect:
    """The effect in one school; what is there of it is told on the way, unless means over several are wanted."""
    a, b = pair
    year = min(a.scenario.years, b.scenario.years)
    size = max(1, min(max(1, _BLOCK // a.weeks()), runs // 8 or 1))
    blocks = [(first, min(size, runs - first)) for first in range(0, runs, size)]
    done: dict[int, Any] = {}
    told = 0
    for block, found in job.each(_pair, ((job, pair, seed, first, count) for first, count in blocks)):
        done[block] = found
        n = sum(len(left) for left, _ in done.values())
        if n - told >= runs / 8 and n < runs:
            told = n
            if pooled:
                job.say(progress=(at + n / runs) / of)
            else:
                _tell(
                    job, _effect([done[k] for k in sorted(done)], pair, seed, n, year), n, progress=(at + n / runs) / of, of=at
                )
    effect = _effect([done[k] for k in sorted(done)], pair, seed, runs, year, _persons(job, a, seed, min(runs, _PERSONS), year))
    if not pooled:
        _tell(job, effect, runs, progress=(at + 1) / of, of=at)
    return effect


def _pair(job: Job, pair: Pair, seed: int, first: int, count: int):
    left, right = (_schools(job, setting, seed, first, count, "years") for setting in pair)
    return left, right


def _persons(job: Job, setting: Setting, seed: int, runs: int, year: int):
    """How far persons stand apart."""
    staff = _schools(job, setting, seed, 0, runs, "teachers")
    return between_persons(Results(setting.scenario, seed, runs, ("teachers",), _recorded=staff), (year,))


def _effect(pairs, pair: Pair, seed: int, n: int, year: int, persons=None) -> Effect:
    runs = ([run for found in pairs for run in found[side]] for side in (0, 1))
    one, other = (
        Results(setting.scenario, seed, n, ("years",), _recorded=rows) for setting, rows in zip(pair, runs, strict=True)
    )
    return Effect(one, other, (year,), effect_table(one, other, (year,), persons), persons)


def _tell(job: Job, effect: Effect, n: int, **more: Any) -> None:
    """News of a comparison; with the spread between persons, when all schools are there, also the values of schools and sentences."""
    (year,) = effect.years
    rows = [
        {
            "outcome": r.outcome, "a": _n(r.a), "b": _n(r.b), "difference": _n(r.difference), "low": _n(r.low), "high": _n(r.high),
            "size": _n(r.effect_size),
        }
        for r in effect.table.itertuples()
    ]  # fmt: skip
    found: dict[str, Any] = {"schools": n, "year": year, "effects": rows}
    if effect.persons is not None:
        last = [side.years[side.years["year"] == year] for side in (effect.a, effect.b)]
        found["values"] = {name: [[_n(v) for v in side[name]] for side in last] for name in _YEARLY}
        found["sentences"] = of_comparison(effect.table, n, most=6)
    job.say(**more, **found)


def exploration(job: Job, setting: Setting, x: str, y: str, *, steps: int, schools: int, seed: int) -> None:
    """The means of all outcomes in the last year over a grid of two levers; coarse cells first, so that the picture shows early."""
    if x == y:
        raise InputError(say("Both axes show the same lever; choose two."))
    xs, ys = (axis_values(name, steps) for name in (x, y))
    cells = sorted(((i, j) for i in range(len(xs)) for j in range(len(ys))), key=lambda c: (_coarseness(*c), c))
    job.say(x=x, y=y, xs=xs, ys=ys, schools=schools)
    ready = []
    jobs = ((job, setting, {x: xs[i], y: ys[j]}, seed, schools) for i, j in cells)
    for found, (at, value) in enumerate(job.each(_cell, jobs), 1):
        ready.append([*cells[at], *value])
        if len(ready) * 40 >= len(cells) or found == len(cells):
            job.say(progress=found / len(cells), cells=ready)
            ready = []


def axis_values(name: str, steps: int) -> list:
    """Values of a lever from its lowest to its highest; whole numbers where it has only those."""
    about = describe(name)
    values = np.linspace(about["low"], about["high"], steps)
    if about["integer"]:
        return sorted({round(v) for v in values})
    return [round(float(v), 4) for v in values]


def _coarseness(i: int, j: int) -> int:
    """0 for cells of the coarsest grid, up to 3."""
    return next((level for level, step in enumerate((8, 4, 2)) if i % step == 0 and j % step == 0), 3)


def _cell(job: Job, setting: Setting, changes: dict, seed: int, schools: int):
    """Of each outcome the mean over schools, and half the width of its 95 percent interval (Student's t)."""
    lived = _schools(job, setting.changed(changes), seed, 0, schools, "years")
    values = np.array([run.years[-1] for run in lived], np.float64)
    error = values.std(axis=0, ddof=1) / math.sqrt(schools) if schools > 1 else np.full(len(_YEARLY), np.nan)
    half = student_t(max(schools - 1, 1)) * error
    return [_n(v) for v in values.mean(axis=0)], [_n(v) for v in half]


def _n(value: float):
    """A number for JSON, which knows no NaN."""
    return round(float(value), 5) if math.isfinite(value) else None
