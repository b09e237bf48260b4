"""What trials and panels found that interventions do, and what a policy for a whole school can plausibly do.

effects.csv has a row for each finding, in its own unit; plausible.csv has, for each outcome, the usual size of a yearly difference
that a school-wide policy makes and the ceiling in its first, third and fifth year, with the rows that it leans on. Both hold facts
and judgements of the evidence and nothing about the model: how the model is asked for the same thing stands in validation/effects.
"""

import csv
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from .scenario import Scenario

#: Groups and fields that somebody can decide on; places, cultures, events and coefficients of the rules are no policies.
DECIDED = (
    "time", "administrator", "teams", "accountability", "evaluation", "goals", "induction", "roles", "kinds", "training", "external", "school.materials",
    "hours.classroom",
)  # fmt: skip

#: What a row is evidence of: what a policy does, what went with a change over time, what goes together at one time or later.
POLICY, OVER_TIME, CORRELATIONAL = KINDS = ("policy", "over time", "correlational")


class EffectRow(NamedTuple):
    """A finding: what was changed, for which outcome, and by how much, treated minus untreated.

    low, high : what a model's mean difference may be; note : whether that was printed or is our judgement
    fields : dotted names of the fields by which such a policy would be set; years : from its start to the measurement
    """

    id: str
    intervention: str
    outcome: str
    effect: float
    low: float
    high: float
    unit: str
    kind: str
    fields: tuple[str, ...]
    design: str
    n: str
    years: float
    population: str
    source: str
    confidence: str
    note: str


#: What an interval says of a ceiling.
WITHIN, BEYOND, UNSURE = ("within", "beyond", "unsure")


class Plausible(NamedTuple):
    """What a policy for a whole school does to an outcome, as a yearly difference in `unit`.

    fields : the first one must be among what a policy changes, and nothing else than these; any policy when there are none
    usual : low and high, None where that depends on the dose; ceilings : by year of the policy; rows : of the effects
    """

    outcome: str
    of: str
    fields: tuple[str, ...]
    unit: str
    usual: tuple[float, float] | None
    ceilings: dict[int, float]
    rows: tuple[str, ...]
    reason: str

    def ceiling(self, year: int) -> float:
        """The ceiling in a year of the policy (from 1), on a straight line between the years that are given, level after the last."""
        import numpy as np

        return float(np.interp(year, list(self.ceilings), list(self.ceilings.values())))

    def judged(self, low: float, high: float, year: int) -> str:
        """Whether a difference is WITHIN the ceiling, BEYOND it, or UNSURE since its interval has the ceiling in it; harm has no larger
        sizes than good, so in either direction. low, high : the interval, in `unit`; year : of the policy, from 1"""
        most = abs(self.ceiling(year))
        if -most <= low and high <= most:
            return WITHIN
        return BEYOND if low > most or high < -most else UNSURE


def _rows(name: str) -> list[dict[str, str]]:
    with (files("simulation.parameters") / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@cache
def effect_rows() -> dict[str, EffectRow]:
    """Every row of effects.csv by its number (E01 ...)."""
    read: dict[str, Callable[[str], Any]] = {
        "effect": float,
        "low": float,
        "high": float,
        "years": float,
        "fields": lambda text: tuple(text.split()),
    }
    rows = (EffectRow(*(read.get(name, str)(r[name]) for name in EffectRow._fields)) for r in _rows("effects.csv"))
    return {row.id: row for row in rows}


@cache
def _plausible() -> tuple[Plausible, ...]:
    found = []
    for r in _rows("plausible.csv"):
        usual = (float(r["usual_low"]), float(r["usual_high"])) if r["usual_low"] else None
        ceilings = {year: float(r[f"year_{year}"]) for year in (1, 3, 5)}
        lists = tuple(r["fields"].split()), tuple(r["rows"].split())
        found.append(Plausible(r["outcome"], r["of"], lists[0], r["unit"], usual, ceilings, lists[1], r["reason"]))
    return tuple(found)


def plausible_sizes() -> tuple[Plausible, ...]:
    """Every row of plausible.csv."""
    return _plausible()


def plausible(outcome: str, changed: Iterable[str] = ()) -> Plausible | None:
    """What a policy that changes these fields can do to an outcome: the row for just such policies, else that for any; or None."""
    fields = set(changed)
    of = [row for row in _plausible() if row.outcome == outcome]
    for row in of:
        if row.fields and row.fields[0] in fields and fields <= set(row.fields):
            return row
    return next((row for row in of if not row.fields), None)


def decided(changed: Iterable[str]) -> bool:
    """True when something is changed, and only what somebody can decide on: then two scenarios differ by a policy."""
    fields = set(changed)
    return bool(fields) and all(name in DECIDED or name.partition(".")[0] in DECIDED for name in fields)


def matching(changed: Iterable[str]) -> list[EffectRow]:
    """Rows of policies that would be set by one of these fields, those that share most of them first."""
    fields = set(changed)
    shared = {row.id: len(fields & set(row.fields)) for row in effect_rows().values()}
    return sorted((row for row in effect_rows().values() if shared[row.id]), key=lambda row: -shared[row.id])


def changed(plain: "Scenario", treated: "Scenario") -> tuple[int, frozenset[str]]:
    """The first year in which two scenarios differ, and the dotted names of the fields that differ then or later, by policies or not.

    Years that are simulated do not count. (1, nothing) when the scenarios are the same.
    """
    fields = {name for name in treated.differences(plain) if name not in ("years", "policies")}
    one_only = [p for p in treated.policies if p not in plain.policies] + [
        p for p in plain.policies if p not in treated.policies
    ]
    start = 1 if fields or not one_only else min(policy.start for policy in one_only)
    return start, frozenset(fields.union(*({*policy.set, *policy.add} for policy in one_only)))
