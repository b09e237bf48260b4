"""What varies in a study: each parameter of the study file as a factor with values and what they do to a scenario.

A factor turns a number u in [0, 1] into one of its values (designs are made in the unit cube), lists the values that a grid
takes, and says which fields and policies a value stands for.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...parameters.policies import Policy
from ...parameters.scenario import describe
from .distributions import Within

#: How a whole-number factor without `steps` is spread on a grid: every number, if there are no more than these.
MOST_WHOLE_STEPS = 25
OFF, ON = False, True


@dataclass(frozen=True)
class Factor:
    """One thing that varies. `levels` is empty for numbers between `low` and `high`."""

    name: str
    kind: str  #: "continuous", "integer", "category", "switch" or "dummy"
    field: str = ""  #: the scenario's field that takes the value, if it is a single one
    low: float = 0.0
    high: float = 1.0
    log: bool = False
    steps: int = 0
    levels: tuple[Any, ...] = ()
    cases: dict[str, dict[str, float]] | None = None  #: level -> fields and their values
    policies: tuple[Policy, ...] = ()  #: in force where a switch is on
    chooses_base: bool = False  #: its levels are scenarios
    crossed: bool = False  #: every sampled point is run at each level
    within: Within | None = None  #: how values are distributed between low and high, if not evenly
    group: str = ""  #: what it is moved together with in a screening

    @property
    def numeric(self) -> bool:
        """True when values lie on an axis."""
        return self.kind in ("continuous", "integer", "dummy") or (self.kind == "category" and bool(self.field))

    def at(self, u: float) -> Any:
        """The value at a place in the unit interval; equal shares of it go to each level and each whole number."""
        if self.levels:
            return self.levels[min(int(u * len(self.levels)), len(self.levels) - 1)]
        if self.within is not None:
            value = self.within.at(u)
            return round(value) if self.kind == "integer" else value
        low, high = (self.low, self.high + 1) if self.kind == "integer" else (self.low, self.high)
        value = math.exp(math.log(low) + u * (math.log(high) - math.log(low))) if self.log else low + u * (high - low)
        if self.kind == "integer":
            return int(min(max(math.floor(value), self.low), self.high))
        return float(min(max(value, self.low), self.high))

    def grid(self) -> list[Any]:
        """The values on a grid, in their order."""
        if self.levels:
            return list(self.levels)
        whole = self.kind == "integer"
        steps = self.steps or int(self.high - self.low) + 1
        values = (np.geomspace if self.log else np.linspace)(self.low, self.high, steps)
        values[0], values[-1] = self.low, self.high
        return list(dict.fromkeys(round(v) for v in values)) if whole else [float(v) for v in values]

    def changes(self, value: Any) -> dict[str, float]:
        """Fields that this value sets."""
        if self.cases is not None:
            return self.cases[value]
        return {self.field: value} if self.field else {}

    def about(self) -> dict[str, Any]:
        """Unit, range and meaning, for labels and codebooks."""
        known = describe(self.field) if self.field else {"unit": "", "meaning": ""}
        if self.kind == "dummy":
            known = {"unit": "none", "meaning": "a parameter without any effect: what it seems to do is chance"}
        elif self.policies:
            known = {"unit": "off/on", "meaning": "policy: " + ", ".join(p.name for p in self.policies)}
        elif self.chooses_base:
            known = {"unit": "scenario", "meaning": "the scenario that a point differs from"}
        elif self.cases is not None:
            known = {"unit": "case", "meaning": "fields that move together: " + ", ".join(self._fields())}
        elif self.kind == "switch":
            known = {"unit": "off/on", "meaning": known["meaning"]}
        reach = ", ".join(str(level).lower() for level in self.levels) or f"{self.low:g} to {self.high:g}"
        return {"name": self.name, "unit": known["unit"], "range": reach, "meaning": known["meaning"]}

    def _fields(self) -> list[str]:
        return list(dict.fromkeys(field for values in (self.cases or {}).values() for field in values))


def groups_of(factors: tuple[Factor, ...]) -> list[str]:
    """The group of each factor, which is its own name where it has none."""
    return [f.group or f.name for f in factors]


def dummy() -> Factor:
    """The parameter that does nothing."""
    return Factor("dummy", "dummy")
