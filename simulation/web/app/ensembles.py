"""Many schools for the page: a band of other runs, a paired comparison while one watches, a map of two levers."""

import math

import numpy as np

from ...core.vocabulary import WEEKS_PER_YEAR
from ...declare.outcomes import WEEKLY, YEAR_COLUMNS
from ...ensemble.simulate import simulate_block
from ...experiments.compare import effect_table, spread_of_persons
from ...pages.courses import BANDED
from ...parameters.pairs import other_schools
from ...parameters.scenario import InputError, Scenario, describe
from ...results.folder import Results
from ...results.recorder import Recorded
from ...statistics.intervals import student_t
from ...words.effects import of_comparison
from ..jobs import Cancelled, Job

_WEEKLY = [column.name for column in WEEKLY]
_YEARLY = [column.name for column in YEAR_COLUMNS]

#: Schools whose teachers tell how far persons stand apart.
_PERSONS = 40

#: Teacher-weeks of one block: a tenth of a second of work or so.
_BLOCK = 300_000


def block_of(scenario: Scenario, school=None) -> int:
    """Runs in a block."""
    posts = school.n if school else scenario.school.teachers
    return max(1, _BLOCK // (posts * scenario.years * WEEKS_PER_YEAR))


def band(job: Job, scenario: Scenario, seed: int, run: int, runs: int, school=None) -> None:
    """Where the middle 80 percent of `runs` other schools go, week by week."""
    others = [r for r in range(runs + 1) if r != run][:runs]
    size = block_of(scenario, school)
    blocks = [others[at : at + size] for at in range(0, runs, size)]
    seen: list[np.ndarray] = []
    for _, rows in job.each(_weeks_of, ((job, scenario, seed, block, school) for block in blocks)):
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


def _weeks_of(job: Job, scenario: Scenario, seed: int, runs: list[int], school) -> list[np.ndarray]:
    return [_schools(job, scenario, seed, r, 1, "weeks", school)[0].weeks.astype(np.float32) for r in runs]


def _schools(job: Job, scenario: Scenario, seed: int, first: int, count: int, record: str, school=None) -> list[Recorded]:
    """simulate_block in pieces, given up between them when nobody wants the result any more."""
    found: list[Recorded] = []
    size = block_of(scenario, school)
    for at in range(first, first + count, size):
        if job.cancelled:
            raise Cancelled
        found += simulate_block(scenario, seed, at, min(size, first + count - at), (record,), school)
    return found


def comparison(job: Job, a: Scenario, b: Scenario, seed: int, runs: int, school=None) -> None:
    """Paired effects of b against a over `runs` schools, again and again while they come in."""
    if school is None and (why := other_schools(a, b, ("A", "B"))):
        raise InputError(f"{why}; give both the same.")
    year = min(a.years, b.years)
    size = max(1, min(block_of(a, school), runs // 8 or 1))
    blocks = [(first, min(size, runs - first)) for first in range(0, runs, size)]
    done = {}
    told = 0
    for at, pair in job.each(_pair, ((job, a, b, seed, first, count, school) for first, count in blocks)):
        done[at] = pair
        n = sum(len(left) for left, _ in done.values())
        if n - told >= runs / 8 or n == runs:
            told = n
            few = min(n, _PERSONS)
            persons = spread_of_persons(a, few, seed, (year,), workers=1, school=school) if n == runs else None
            job.say(progress=n / runs, **_effects([done[k] for k in sorted(done)], a, b, seed, n, year, persons))


def _pair(job, a, b, seed, first, count, school):
    left, right = (_schools(job, scenario, seed, first, count, "years", school) for scenario in (a, b))
    return left, right


def _effects(pairs, a, b, seed, n, year, persons) -> dict:
    """News of a comparison; with the spread between persons, when all schools are there, also the values of schools and sentences."""
    left, right = ([run for pair in pairs for run in pair[side]] for side in (0, 1))
    one, other = (Results(s, seed, n, ("years",), _recorded=rows) for s, rows in ((a, left), (b, right)))
    table = effect_table(one, other, (year,), persons)
    rows = [
        {
            "outcome": r.outcome, "a": _n(r.a), "b": _n(r.b), "difference": _n(r.difference), "low": _n(r.low), "high": _n(r.high),
            "size": _n(r.effect_size),
        }
        for r in table.itertuples()
    ]  # fmt: skip
    found = {"schools": n, "year": year, "effects": rows}
    if persons is not None:
        where = {name: at for at, name in enumerate(_YEARLY)}
        values = [np.array([run.years[year - 1] for run in side]) for side in (left, right)]
        found["values"] = {name: [[_n(v) for v in side[:, at]] for side in values] for name, at in where.items()}
        found["sentences"] = of_comparison(table, n, most=6)
    return found


def exploration(job: Job, scenario: Scenario, x: str, y: str, *, steps: int, schools: int, seed: int, school=None) -> None:
    """The means of all outcomes in the last year over a grid of two levers; coarse cells first, so that the picture shows early."""
    if x == y:
        raise InputError("Both axes show the same lever; choose two.")
    xs, ys = (axis_values(name, steps) for name in (x, y))
    cells = sorted(((i, j) for i in range(len(xs)) for j in range(len(ys))), key=lambda c: (_coarseness(*c), c))
    job.say(x=x, y=y, xs=xs, ys=ys, schools=schools)
    ready = []
    jobs = ((job, scenario, {x: xs[i], y: ys[j]}, seed, schools, school) for i, j in cells)
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


def _cell(job: Job, scenario: Scenario, changes: dict, seed: int, schools: int, school=None):
    """Of each outcome the mean over schools, and half the width of its 95 percent interval (Student's t)."""
    here = scenario.replace(changes)
    values = np.array([run.years[-1] for run in _schools(job, here, seed, 0, schools, "years", school)], np.float64)
    error = values.std(axis=0, ddof=1) / math.sqrt(schools) if schools > 1 else np.full(len(_YEARLY), np.nan)
    half = student_t(max(schools - 1, 1)) * error
    return [_n(v) for v in values.mean(axis=0)], [_n(v) for v in half]


def _n(value: float):
    """A number for JSON, which knows no NaN."""
    return round(float(value), 5) if math.isfinite(value) else None
