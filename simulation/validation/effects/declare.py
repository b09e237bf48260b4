"""How an effect is asked for: the row of the evidence, and the experiment that puts the same question to the model.

Each row of parameters/effects.csv is declared once, by `twins`, `across` or `overall`, or by `cannot` with the reason why the model
cannot be asked. A policy begins in year START, so that both arms are the same schools with the same persons until then; years of a
declaration count from that start. Rows with the same dose share its arms, and all rows with as many years share the untreated ones.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ...parameters.effects import EffectRow, effect_rows
from ..laboratory import INF, Interval, Laboratory

START = 3
#: Schools of an arm when a declaration asks for no more.
SCHOOLS = 400

Changes = Mapping[str, Any]


@dataclass(frozen=True)
class Dose:
    """What the treated schools get: fields set or raised from START on (or in that year only), and what both arms are like.

    words : the dose in words; base : scenario and also : fields of both arms; plain : a policy of the untreated arm, mostly none
    years : of the policy that are simulated
    """

    words: str
    set: Changes = field(default_factory=dict)
    add: Changes = field(default_factory=dict)
    novices: Changes = field(default_factory=dict)  #: added for novices only
    leaders: Changes = field(default_factory=dict)  #: set for holders of a role only
    once: bool = False
    base: str = "baseline"
    also: Changes = field(default_factory=dict)
    plain: Changes = field(default_factory=dict)
    years: int = 3

    def policies(self) -> list[dict[str, Any]]:
        """The policies of the treated arm."""
        dated = {"start": START, "end": START if self.once else None}
        parts: list[dict[str, Any]] = [
            {"name": "treated", "set": dict(self.set), "add": dict(self.add)},
            {"name": "novices", "only": "novices", "add": dict(self.novices)},
            {"name": "leaders", "only": "leaders", "set": dict(self.leaders)},
        ]
        return [part | dated for part in parts if part.get("set") or part.get("add")]

    def arms(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Changes of the untreated and of the treated arm."""
        plain = [{"name": "untreated", "start": START, "set": dict(self.plain)}] if self.plain else []
        return tuple(dict(self.also) | ({"policies": p} if p else {}) for p in (plain, self.policies()))  # type: ignore[return-value]


class Arm(NamedTuple):
    """What was recorded of an arm: tables of years and of teachers, from the year before START on, with `at`, the year of the policy."""

    years: Any
    teachers: Any
    scenario: Any


Statistic = Callable[[Laboratory, Arm, Arm], Interval]


class Measure(NamedTuple):
    """What is compared between two arms: in words, of whom, in which years of the policy, the last of them, and how."""

    what: str
    who: str
    when: str
    until: int
    of: Statistic


@dataclass(frozen=True)
class Experiment:
    """A row of the evidence and how the model is asked for the same thing.

    how : "twins", "cross-section", "over policies" or "" when it cannot be asked; dose, who, when, what : the question in words
    ceiling : the row is an upper bound, so any size up to it is allowed; key : experiments with equal keys share arms
    ask : gives (estimate, low, high) in the row's unit; reason : why it cannot be asked, or a remark on how it is
    """

    id: str
    how: str
    dose: str = ""
    who: str = ""
    when: str = ""
    what: str = ""
    ceiling: bool = False
    schools: int = SCHOOLS
    key: str = ""
    reason: str = ""
    ask: Callable[[Laboratory], Interval] | None = None

    @property
    def row(self) -> EffectRow:
        """The finding."""
        return effect_rows()[self.id]

    @property
    def allowed(self) -> tuple[float, float]:
        """What the model's answer may be: from low to high, or any size up to the larger of the two when the row is a ceiling."""
        if not self.ceiling:
            return self.row.low, self.row.high
        bound = max(abs(self.row.low), abs(self.row.high))
        return -bound, bound


#: Every declared experiment by its number.
EXPERIMENTS: dict[str, Experiment] = {}


def _declare(experiment: Experiment) -> None:
    if experiment.id in EXPERIMENTS:
        raise ValueError(f"{experiment.id} is declared twice")
    EXPERIMENTS[experiment.id] = experiment


def twins(id: str, dose: Dose, measure: Measure, *, ceiling: bool = False, schools: int = SCHOOLS, reason: str = "") -> None:
    """Declare a row that is asked by twins: the same schools with and without a dose."""

    if measure.until > dose.years:
        raise ValueError(f"{id} asks for year {measure.until} of a policy that is simulated for {dose.years}")

    def ask(lab: Laboratory) -> Interval:
        return measure.of(lab, *(arm(lab, changes, dose.base, schools, dose.years) for changes in dose.arms()))

    key = f"{schools} {dose.base} {dose.years} {dose.arms()}"
    _declare(Experiment(id, "twins", dose.words, measure.who, measure.when, measure.what, ceiling, schools, key, reason, ask))


def across(id: str, what: str, ask: Callable[[Laboratory], Interval], *, schools: int, who: str, reason: str = "") -> None:
    """Declare a row that is asked on a cross-section of schools that nobody treated."""
    _declare(
        Experiment(
            id, "cross-section", "none", who, "years 4 to 8", what, schools=schools, key="cross-section", reason=reason, ask=ask
        )
    )


def overall(id: str, what: str, ask: Callable[[Laboratory], Interval], *, schools: int, ceiling: bool = False) -> None:
    """Declare a row that is asked over all shipped policies."""
    _declare(
        Experiment(
            id, "over policies", "every shipped policy", "all staff", "year 1", what, ceiling, schools, "policies", ask=ask
        )
    )


def cannot(id: str, reason: str) -> None:
    """Declare a row that the model cannot be asked for, with the reason."""
    _declare(Experiment(id, "", reason=reason))


def arm(lab: Laboratory, changes: Changes, base: str = "baseline", schools: int = SCHOOLS, years: int = 3) -> Arm:
    """An arm from the year before the policy on, with the year of the policy as column `at` (0 in the year before).

    years : of the policy
    """
    results = lab.results(changes, runs=schools, years=START - 1 + years, record="teachers", base=base)

    def dated(table):
        table = table[table["year"] >= START - 1]
        return table.assign(at=table["year"] - START + 1)

    return Arm(dated(results.years), dated(results.teachers), lab.scenario(changes, base))


__all__ = [
    "EXPERIMENTS",
    "INF",
    "START",
    "Arm",
    "Dose",
    "Experiment",
    "Measure",
    "across",
    "arm",
    "cannot",
    "overall",
    "twins",
]
