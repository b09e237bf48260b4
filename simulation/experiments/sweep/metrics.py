"""What a study keeps of a school: outcomes of its years, metrics of its own, and until when it is looked at.

A metric is an expression over outcomes that gives a number for each year; which years are averaged, [[observe]] says, as for any other
outcome. A stop rule cuts the years off after the first in which its condition holds; what comes later is not looked at.
"""

import math
from collections.abc import Callable
from functools import partial

import numpy as np

from ...declare.outcome import Outcome, Theme
from ...inputs.quoting import did_you_mean
from ...words.outcomes import declare
from .expressions import ExpressionError, Lookup, measure
from .spec import OUTCOMES, Metric, Spec

_COLUMN = {name: k for k, name in enumerate(OUTCOMES)}
#: What a study with a stop rule may observe besides.
LIVED = Outcome(
    name="years_until_stop",
    label="years until the stop rule",
    subject="the number of years until the stop rule holds",
    unit="years",
    low=1.0,
    high=40.0,
    theme=Theme.SCHOOL,
    better=None,
    meaning="years that the school is looked at: those until the stop rule holds, all where it never does",
)


class MetricError(ArithmeticError):
    """A metric has no value in a school."""


def own_outcomes(spec: Spec) -> dict[str, Outcome]:
    """The outcomes that a study declares itself, by the names of their columns."""
    own = {m.name: _outcome(m) for m in spec.metrics}
    return own | ({LIVED.name: LIVED} if spec.stop else {})


def _outcome(m: Metric) -> Outcome:
    label = m.label or m.name.replace("_", " ")
    meaning = f"{m.meaning or label}: {m.expression}"
    low, high = (-math.inf if m.low is None else m.low), (math.inf if m.high is None else m.high)
    return Outcome(
        name=m.name, label=label, subject=label, unit=m.unit, low=low, high=high, theme=Theme.SCHOOL, better=None, meaning=meaning
    )  # fmt: skip


def known_as(outcome: Outcome) -> str:
    """The key under which words/outcomes.py knows an outcome: its name, or for one of a study's own all that makes it this one."""
    return outcome.name if OUTCOMES.get(outcome.name) is outcome else declare(outcome)


def faults(spec: Spec) -> list[str]:
    """A sentence for each metric and stop rule that cannot be read."""
    found = []
    names = [m.name for m in spec.metrics]
    for i, m in enumerate(spec.metrics, 1):
        if m.name in OUTCOMES or m.name == LIVED.name:
            found.append(f"metrics[{i}].name = {m.name!r} is the name of an outcome of the model; give it another")
        if names.index(m.name) < i - 1:
            found.append(f"metrics[{i}].name = {m.name!r} is given twice; give each metric a name of its own")
        if m.low is not None and m.high is not None and not m.low < m.high:
            found.append(f"metrics[{i}].low = {m.low:g} is not below high = {m.high:g}")
        found += _unread(f"metrics[{i}].expression", m.expression)
    if spec.stop:
        found += _unread("stop.when", spec.stop.when, comparing=True)
        if any(o.years for o in spec.observe):
            found.append(
                "observe: years are named, and with [stop] a school may not come to them; leave years out, the last one is meant"
            )
    return found


def _unread(place: str, text: str, comparing: bool = False) -> list[str]:
    try:
        _, names = measure(text, comparing)
    except ExpressionError as error:
        from .expressions import MEASURES

        return [f"{place} = {text[:200]!r}: {error}; allowed are {MEASURES}"]
    return [
        f"{place}: {name} is not an outcome{did_you_mean(name, OUTCOMES, 'docs/codebook.md has all')}"
        for name in names
        if name not in OUTCOMES
    ]


class Looked:
    """How the years of a school become the row of a study. Made once for each study; threads may share it."""

    def __init__(self, spec: Spec, observed):
        self._stop = measure(spec.stop.when, True)[0] if spec.stop else None
        self._in_a_row = spec.stop.for_years if spec.stop else 1
        metrics = {m.name: measure(m.expression)[0] for m in spec.metrics}
        self._columns: list[tuple[str, Callable | int | None, tuple[int, ...]]] = []
        for o in observed:
            how = metrics.get(o.declared.name) if o.declared.name in metrics else _COLUMN.get(o.declared.name)
            self._columns.append((o.name, how, tuple(year - 1 for year in o.years) or (-1,)))

    def row(self, years: np.ndarray) -> list[float]:
        """What is observed of a school, from its outcomes (years, outcomes). Raises MetricError where a metric has no value."""
        if self._stop is not None:
            years = years[: self.lived(years)]
        lookup = partial(_column, years)
        return [self._value(name, how, at, years, lookup) for name, how, at in self._columns]

    def lived(self, years: np.ndarray) -> int:
        """How many years are looked at."""
        assert self._stop is not None
        held = self._worked_out("the stop rule", self._stop, partial(_column, years), len(years)) != 0.0
        row = 0
        for year, holds in enumerate(held, 1):
            row = row + 1 if holds else 0
            if row == self._in_a_row:
                return year
        return len(years)

    def _value(self, name: str, how: Callable | int | None, at: tuple[int, ...], years: np.ndarray, lookup: Lookup) -> float:
        if how is None:
            return float(len(years))
        if isinstance(how, int):
            return float(np.mean([years[year, how] for year in at]))
        values = self._worked_out(f"metric {name}", how, lookup, len(years))[list(at)]
        if not np.isfinite(values).all():
            raise MetricError(f"metric {name} has no value (a division by nothing, or an outcome that is unknown)")
        return float(values.mean())

    @staticmethod
    def _worked_out(what: str, how: Callable, lookup: Lookup, n: int) -> np.ndarray:
        with np.errstate(all="ignore"):
            return np.broadcast_to(np.asarray(how(lookup), float), (n,))


def _column(years: np.ndarray, name: str) -> np.ndarray:
    return years[:, _COLUMN[name]]
