"""What is not known about the parameters, carried into results: every run is simulated under another set that the evidence allows.

The sets stand in simulation/parameters/posterior.csv, a row a set (made by calibrate/). Run r takes set r modulo their number. A set
is applied to a scenario as its distance from the defaults, so that what the scenario changes stays changed: a size that cannot be
negative is multiplied by set / default, an intercept or threshold is shifted by set - default. What would leave its declared bounds
stops there. Values that a policy sets stay as the policy says; amounts it adds are added to the uncertain value.

A fit to one's own school (fit/) gives other `Sets`: those of the stored ones that make schools like it, each with the conditions under
which it does. These stand for themselves and are no distances.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
from .compare import PERSONS, Effect, between_persons, compare, effect_table


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


@dataclass(frozen=True)
class Sets:
    """Under which parameters runs are simulated: run r under set r modulo their number.

    rows : of `posterior()`, one for each set
    conditions : dotted name -> its value in each set, which takes the place of the scenario's
    title : of the fit that they come from; empty for the sets that come with the program
    kept : parameters of behaviour that stay as a scenario says
    """

    rows: tuple[int, ...]
    conditions: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    title: str = ""
    kept: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def scenario(self, scenario: Scenario, run: int) -> Scenario:
        """The scenario under the set of a run."""
        k = run % len(self)
        moved = under_set(scenario, {name: value for name, value in _stored(self.rows[k]).items() if name not in self.kept})
        return moved.replace({name: values[k] for name, values in self.conditions.items()}) if self.conditions else moved

    def but(self, names: Iterable[str]) -> "Sets":
        """The same sets without these conditions and parameters, which remain what a scenario says."""
        left_out = set(names)
        conditions = {name: values for name, values in self.conditions.items() if name not in left_out}
        kept = left_out.union(self.kept).intersection(posterior().columns)
        return Sets(self.rows, conditions, self.title, tuple(sorted(kept)))

    def about(self) -> dict[str, Any]:
        """What a manifest says of them, which is all it takes to make them again; `from_manifest` does."""
        told: dict[str, Any] = {"sets": len(self), "digest": _digest(), "set_of_run": "run modulo sets"}
        if self.title:
            told["like"] = {
                "title": self.title,
                "rows": list(self.rows),
                "conditions": {name: list(values) for name, values in self.conditions.items()},
                "kept": list(self.kept),
            }
        return told

    @classmethod
    def from_manifest(cls, about: Mapping[str, Any]) -> "Sets":
        """The sets that `about` told of. Raises InputError when the stored sets are others now, or it tells of none."""
        if about.get("digest") != _digest():
            raise InputError("the sets of parameters have changed since this was simulated; simulate it again")
        if "like" not in about:
            return stored_sets()
        try:
            like = about["like"]
            rows = tuple(int(row) for row in like["rows"])
            conditions = {name: tuple(float(v) for v in values) for name, values in like["conditions"].items()}
            usable = rows and min(rows) >= 0 and max(rows) < len(posterior())
            if not usable or any(len(values) != len(rows) for values in conditions.values()):
                raise ValueError
            return cls(rows, conditions, str(like["title"]), tuple(map(str, like.get("kept", ()))))
        except (KeyError, TypeError, ValueError, AttributeError):
            raise InputError(
                "the sets of parameters that these runs were simulated under are damaged; fit them again"
            ) from None


def stored_sets() -> Sets:
    """The sets that come with the program, all of them."""
    return Sets(tuple(range(len(posterior()))))


@cache
def _digest() -> str:
    return hashlib.sha256(posterior().to_csv(index=False).encode()).hexdigest()[:16]


def _stored(row: int) -> dict[str, float]:
    values = posterior().iloc[row]
    return dict(zip(values.index, values.tolist(), strict=True))


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
    sets: Sets | None = None,
) -> Results:
    """`simulate`, with the parameters as uncertain as the evidence leaves them. Run r of a seed is always the same.

    sets : those of a fit; those that come with the program when left out. The manifest of the Results says which sets the runs were simulated under.
    """
    check_asked(runs, seed, first_run)
    record = what_to_record(record)
    sets = sets or stored_sets()
    n_workers = workers_or_all(workers)
    cost = cost_of_ensemble(scenario, runs, record, school.n if school else None, in_memory=True)
    check(cost, n_workers, None, insist, lambda: measured_rate(scenario))
    started = time.perf_counter()
    jobs = list(uncertain_jobs(scenario, runs, seed, record, school, first_run, sets))
    recorded = [run for block in perform(simulate_block, jobs, n_workers, None, progress) for run in block]
    about = school.described() if school is not None else None
    seconds = time.perf_counter() - started
    return Results(scenario, seed, runs, record, seconds, about, first_run, uncertainty=sets.about(), _recorded=recorded)


def uncertain_jobs(
    scenario: Scenario,
    runs: int,
    seed: int,
    record: tuple[str, ...],
    school=None,
    first_run: int = 0,
    sets: Sets | None = None,
) -> Iterator[tuple]:
    """The ensemble as arguments of `simulate_block`, in the order of its runs."""
    sets = sets or stored_sets()
    made: dict[int, Scenario] = {}
    for run in range(first_run, first_run + runs):
        k = run % len(sets)
        if k not in made:
            made[k] = sets.scenario(scenario, k)
        yield made[k], seed, run, 1, record, school


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
    sets: Sets | tuple[Sets, Sets] | None = None,
) -> Effect:
    """`compare` with uncertain parameters: run r of both has the same set, so sets differ and effects remain paired.

    sets : those of a fit, one for each scenario where the second leaves out what it changes; the stored ones when left out
    The intervals then say how sure the mean effect is over schools and over what is not known about the parameters.
    """
    options: dict[str, Any] = {"workers": workers, "progress": progress, "school": school, "insist": insist}
    check = compare(
        a, b, 1, seed, years=years, **options | {"progress": False}
    )  # one school: InputError when the two do not compare
    of_a, of_b = sets if isinstance(sets, tuple) else (sets, sets)
    left, right = (simulate_uncertain(scenario, runs, seed, sets=of, **options) for scenario, of in ((a, of_a), (b, of_b)))
    staff = simulate_uncertain(a, min(runs, PERSONS), seed, record="teachers", sets=of_a, **options | {"progress": False})
    persons = between_persons(staff, check.years)
    return Effect(left, right, check.years, effect_table(left, right, check.years, persons), persons)
