"""What is not known about the parameters, carried into results: every run is simulated under another set that the evidence allows.

The sets stand in simulation/parameters/posterior.csv, a row a set (made by calibrate/). Run r takes set r modulo their number. A set
is applied to a scenario as its distance from the defaults, so that what the scenario changes stays changed: a size that cannot be
negative is multiplied by set / default, an intercept or threshold is shifted by set - default. What would leave its declared bounds
stops there. Values that a policy sets stay as the policy says; amounts it adds are added to the uncertain value.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

from ..core.program import command
from ..declare.parameter import bounds
from ..ensemble.forecast import check, cost_of_ensemble
from ..ensemble.jobs import perform, workers_or_all
from ..ensemble.simulate import check_asked, measured_rate, simulate_block
from ..parameters.scenario import InputError, Scenario, parameters
from ..results.folder import Results
from ..results.recorder import what_to_record
from .compare import Effect, compare, effect_table, spread_of_persons


@cache
def posterior() -> pd.DataFrame:
    """The sets that the evidence allows: a row a set, a column for each calibrated parameter. Raises InputError if there are none."""
    place = files("simulation.parameters") / "posterior.csv"
    if not place.is_file():
        raise InputError(f"there are no posterior sets; make them with `{command('calibrate')}` and apply the study")
    with place.open(encoding="utf-8") as lines:
        sets = pd.read_csv(lines)
    if unknown := [name for name in sets.columns if name not in parameters()]:
        raise InputError(f"posterior.csv has a column {unknown[0]}, which is no parameter; calibrate anew")
    return sets


def under_set(scenario: Scenario, values: dict[str, float]) -> Scenario:
    """The scenario with its parameters moved as far as a set (dotted name -> value) lies from the defaults."""
    declared = parameters()
    moved = {}
    for name, value in values.items():
        low, high = bounds(declared[name])
        default, own = float(declared[name].default), float(scenario.get(name))
        there = own * value / default if low >= 0.0 and default > 0.0 else own + value - default
        moved[name] = float(np.clip(there, low, high))
    return scenario.replace(moved)


def sets_used() -> dict[str, Any]:
    """What a manifest says of the sets: how many there are, a digest of them, and which run has which."""
    sets = posterior()
    digest = hashlib.sha256(sets.to_csv(index=False).encode()).hexdigest()[:16]
    return {"sets": len(sets), "digest": digest, "set_of_run": "run modulo sets"}


def simulate_uncertain(
    scenario: Scenario,
    runs: int = 100,
    seed: int = 1,
    *,
    record: str | Iterable[str] = ("years",),
    workers: int | None = None,
    progress: bool = False,
    school=None,
    first_run: int = 0,
    insist: bool = False,
) -> Results:
    """`simulate`, with the parameters as uncertain as the evidence leaves them. Run r of a seed is always the same.

    The manifest of the Results says which sets the runs were simulated under.
    """
    check_asked(runs, seed, first_run)
    record = what_to_record(record)
    n_workers = workers_or_all(workers)
    cost = cost_of_ensemble(scenario, runs, record, school.n if school else None, in_memory=True)
    check(cost, n_workers, None, insist, lambda: measured_rate(scenario))
    started = time.perf_counter()
    jobs = list(uncertain_jobs(scenario, runs, seed, record, school, first_run))
    recorded = [run for block in perform(simulate_block, jobs, n_workers, None, progress) for run in block]
    about = school.described() if school is not None else None
    seconds = time.perf_counter() - started
    return Results(scenario, seed, runs, record, seconds, about, first_run, uncertainty=sets_used(), _recorded=recorded)


def uncertain_jobs(
    scenario: Scenario, runs: int, seed: int, record: tuple[str, ...], school=None, first_run: int = 0
) -> Iterator[tuple]:
    """The ensemble as arguments of `simulate_block`, in the order of its runs."""
    sets = posterior().to_dict("records")
    scenarios = {
        k: under_set(scenario, sets[k]) for k in range(len(sets)) if runs >= len(sets) or (k - first_run) % len(sets) < runs
    }
    for run in range(first_run, first_run + runs):
        yield scenarios[run % len(sets)], seed, run, 1, record, school


def compare_uncertain(
    a: Scenario,
    b: Scenario,
    runs: int = 200,
    seed: int = 1,
    *,
    years: tuple[int, ...] | None = None,
    workers: int | None = None,
    progress: bool = False,
    school=None,
    insist: bool = False,
) -> Effect:
    """`compare` with uncertain parameters: run r of both has the same set, so sets differ and effects remain paired.

    The intervals then say how sure the mean effect is over schools and over what is not known about the parameters.
    """
    check = compare(a, b, 1, seed, years=years, school=school)  # one school: raises InputError when the two do not compare
    options = {"workers": workers, "progress": progress, "school": school, "insist": insist}
    left, right = (simulate_uncertain(scenario, runs, seed, **options) for scenario in (a, b))
    persons = spread_of_persons(a, runs, seed, check.years, workers=workers, school=school)
    return Effect(left, right, check.years, effect_table(left, right, check.years, persons), persons)
