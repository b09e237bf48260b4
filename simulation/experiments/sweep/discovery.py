"""Under which conditions does something happen? Boxes in the space of parameters, found by the patient rule induction method (PRIM).

A condition, such as `share_collaboration >= 0.05`, holds in a share of the schools at each point. PRIM (Friedman & Fisher 1999, Statistics
and Computing 9:123) begins with the whole space and peels off a small slice again and again, the one whose loss raises that share most
for what it costs. Of the boxes on the way the first is taken in which the condition holds often enough (density), since it holds most of
all schools in which it does (coverage); where none is so dense, the one that is best in both, by their harmonic mean. Limits that add nothing (Bryant & Lempert 2010, Technological Forecasting and
Social Change 77:34) are taken back. What lies in a box is set aside before the next one is sought.

How good a box is where it was found is too good an answer, so the whole search is repeated on four fifths of the points, five times, and
its boxes are tried on the last fifth.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ...inputs.quoting import did_you_mean
from ...inputs.writing import table_for_spreadsheet
from ...words.parameters import parameter_label, text_of
from . import expressions
from .analysis import AnalysisError
from .factors import Factor
from .store import Store, vouch_for

if TYPE_CHECKING:
    import pandas as pd

#: The share of a box's points that one peel takes, and that no box goes below (of all points).
PEEL, LEAST = 0.05, 0.05
#: In which share of a box's schools a condition is to hold when nothing is said.
DENSE = 0.9
FOLDS = 5
#: A limit is kept when a box without it would have its density by chance less often than this.
ADDS = 0.05
#: Fewer points tell nothing.
FEWEST = 20


@dataclass(frozen=True)
class Limits:
    """What a box asks of one parameter: between two values, or one of some levels."""

    factor: Factor
    low: float = -np.inf
    high: float = np.inf
    levels: tuple[Any, ...] = ()

    def holds(self, values: np.ndarray) -> np.ndarray:
        """Which of some values meet it."""
        if self.factor.numeric:
            numbers = values.astype(float)
            return (numbers >= self.low) & (numbers <= self.high)
        return np.isin(values.astype(str), [str(level) for level in self.levels])

    @property
    def words(self) -> str:
        """What it asks, in words."""
        name = parameter_label(self.factor.name)
        if not self.factor.numeric:
            return f"{name} is {' or '.join(text_of(level) for level in self.levels)}"
        unit = self.factor.about()["unit"]
        unit = "" if unit in ("", "0..1", "share", "chance", "0/1") else f" {unit}"
        if np.isinf(self.low):
            return f"{name} is at most {self.high:.3g}{unit}"
        if np.isinf(self.high):
            return f"{name} is at least {self.low:.3g}{unit}"
        return f"{name} is between {self.low:.3g} and {self.high:.3g}{unit}"


Limited = dict[str, Limits]


@dataclass
class Box:
    """One box. limits : of the parameters it restricts, the most telling first

    density : share of its schools in which the condition holds; coverage : share of all schools in which it holds that lie inside; mass : share
    of all points; chance : of each limit, how often chance alone would give this density without it (quasi p value)
    """

    limits: list[Limits]
    density: float
    coverage: float
    mass: float
    chance: dict[str, float]


@dataclass
class Discovery:
    """What was found. when : the condition; share : of all schools in which it holds; points, schools : how many were looked at

    boxes : the first is the best; tried_density, tried_coverage : of the first box, on points that were not used to find it
    table : the points, with the share of schools in which the condition holds as `holds`
    """

    when: str
    share: float
    points: int
    schools: int
    boxes: list[Box]
    tried_density: float
    tried_coverage: float
    table: "pd.DataFrame" = field(repr=False)
    factors: list[Factor] = field(repr=False)

    @property
    def sentences(self) -> list[str]:
        """The answer in words."""
        told = [f"`{self.when}` holds in {_percent(self.share)} of {self.schools:,} schools at {self.points:,} points."]
        if not self.boxes:
            return [*told, "No part of the space was found in which it holds clearly more often."]
        for k, box in enumerate(self.boxes):
            where = " and ".join(limit.words for limit in box.limits)
            more = "Of what is left, where" if k else "Where"
            told.append(
                f"{more} {where}, it holds in {_percent(box.density)} of schools; {_percent(box.coverage)} of all schools in which it holds "
                f"are there, in {_percent(box.mass)} of the space."
            )
            if k == 0:
                told.append(
                    f"Tried on points that were not used to find it (five times a fifth): {_percent(self.tried_density)} inside, covering "
                    f"{_percent(self.tried_coverage)}."
                )
        rest = [f for f in self.factors if not any(limit.factor is f for box in self.boxes for limit in box.limits)]
        if rest:
            told.append(f"No limit was needed for {', '.join(parameter_label(f.name) for f in rest)}.")
        return told

    def frame(self) -> "pd.DataFrame":
        """A row for each box and limit: box, parameter, low, high, levels, chance, density, coverage, mass."""
        import pandas as pd

        rows = [
            (
                k,
                limit.factor.name,
                limit.low,
                limit.high,
                " or ".join(map(text_of, limit.levels)),
                box.chance[limit.factor.name],
                box.density,
                box.coverage,
                box.mass,
            )
            for k, box in enumerate(self.boxes, 1)
            for limit in box.limits
        ]
        head = ["box", "parameter", "low", "high", "levels", "chance", "density", "coverage", "mass"]
        return pd.DataFrame(rows, columns=head)


def discover(store: Store, when: str = "", boxes: int = 1, density: float = DENSE, seed: int = 1) -> Discovery:
    """Where in a sweep's space a condition holds; also written as discovery.csv and discovery.md into its folder.

    when : a comparison of the study's outcomes, e.g. "share_collaboration >= 0.05 and exhaustion < 0.4"; that of [tipping] when left out
    boxes : how many are sought, one after the other; density : share of a box's schools in which the condition is to hold, 0 to 1
    seed : of the five parts of the points
    Raises AnalysisError when the condition cannot be read, or too few points are there.
    """
    when = when or _of_tipping(store)
    holds, schools = shares(store, when)
    points = store.design()
    known = np.isfinite(holds)
    if known.sum() < FEWEST:
        raise AnalysisError(f"{int(known.sum())} points are too few to find conditions; give the study {FEWEST} or more")
    factors = [f for f in store.study.factors if f.kind != "dummy"]
    points, y, n = points[known].reset_index(drop=True), holds[known], schools[known]
    columns = {f.name: points[f.name].to_numpy() for f in factors}
    found, left = [], np.ones(len(y), bool)
    for _ in range(boxes):
        limits = (
            induce({name: values[left] for name, values in columns.items()}, y[left], factors, density)
            if left.sum() >= FEWEST
            else {}
        )
        if not limits:
            break
        inside = _inside(columns, limits) & left
        found.append(_box(columns, limits, inside, y, n, left))
        left &= ~inside
    tried_density, tried_coverage = _tried(columns, y, factors, density, seed)
    share = float((y * n).sum() / n.sum())
    table = points.assign(holds=y)
    result = Discovery(when, share, len(y), int(n.sum()), found, tried_density, tried_coverage, table, factors)
    _write(store, result)
    return result


def _of_tipping(store: Store) -> str:
    if (tipping := store.study.spec.tipping) is None:
        raise AnalysisError(
            'what is to be explained is not said; give a condition, such as "share_collaboration >= 0.05", or add [tipping]'
        )
    return f"{tipping.outcome} >= {tipping.above:g}"


def shares(store: Store, when: str) -> tuple[np.ndarray, np.ndarray]:
    """The share of each point's schools in which a condition holds (points,), NaN where there are none; and how many they are."""
    try:
        meaning, names = expressions.of_rows(when)
    except expressions.ExpressionError as error:
        raise AnalysisError(f"{when[:200]!r}: {error}; allowed are {expressions.ROWS}") from None
    known = store.study.outcome_names
    for name in names:
        if name not in known:
            raise AnalysisError(f"{when[:200]!r}: the study does not observe {name}{did_you_mean(name, known)}")
    held, schools = np.zeros((2, store.manifest["points"]))
    for batch in store.batches():
        good = batch[batch["error"] == ""]
        with np.errstate(all="ignore"):
            values = meaning({name: good[name].to_numpy(float) for name in names}.__getitem__)
        np.add.at(held, good["point"].to_numpy(), values)
        np.add.at(schools, good["point"].to_numpy(), 1.0)
    with np.errstate(invalid="ignore"):
        return held / schools, schools


# ---------------------------------------------------------------- the search


def induce(columns: dict[str, np.ndarray], y: np.ndarray, factors: list[Factor], density: float = DENSE) -> Limited:
    """The limits of the box that is taken; none where no peel raises the share, or the whole space is dense enough.

    columns : the values of each factor at the points (n,); y : share of schools in which the condition holds (n,)
    density : share of a box's schools in which it is to hold
    """
    whole = y.sum()
    if not 0.0 < whole < density * len(y):
        return {}
    inside, limits = np.ones(len(y), bool), dict[str, Limits]()
    best, taken = _both(y.mean(), 1.0), dict[str, Limits]()
    while (peeled := _peel(columns, y, factors, inside, limits)) is not None:
        limits, inside = peeled
        if y[inside].mean() >= density:
            return _needed(columns, y, limits)
        if (score := _both(float(y[inside].mean()), float(y[inside].sum() / whole))) > best:
            best, taken = score, limits
    return _needed(columns, y, taken)


def _both(density: float, coverage: float) -> float:
    """How good a box is in density and coverage together: their harmonic mean."""
    return 2.0 * density * coverage / (density + coverage) if density + coverage else 0.0


def _peel(
    columns: dict[str, np.ndarray], y: np.ndarray, factors: list[Factor], inside: np.ndarray, limits: Limited
) -> tuple[Limited, np.ndarray] | None:
    """The box after its best peel, and the points inside; None when none is left. What a peel gains is set against what it takes."""
    n, before, best, found = int(inside.sum()), float(y[inside].mean()), 0.0, None
    for f in factors:
        for limit in _slices(f, columns[f.name][inside], limits.get(f.name)):
            after = inside & limit.holds(columns[f.name])
            m = int(after.sum())
            if m == n or m < LEAST * len(y):
                continue
            gain = (float(y[after].mean()) - before) / (n - m)
            if gain > best:
                best, found = gain, (limits | {f.name: limit}, after)
    return found


def _slices(f: Factor, values: np.ndarray, now: Limits | None) -> list[Limits]:
    """What limits of a parameter come into question: a slice less at either end, or a level less."""
    now = now or Limits(f, levels=() if f.numeric else tuple(f.levels))
    if not f.numeric:
        there = [level for level in now.levels if np.any(values.astype(str) == str(level))]
        return [Limits(f, levels=tuple(other for other in there if other != level)) for level in there if len(there) > 1]
    numbers = np.sort(values.astype(float))
    low, high = np.quantile(numbers, (PEEL, 1.0 - PEEL))
    above, below = numbers[numbers > low], numbers[numbers < high]
    return ([Limits(f, float(above[0]), now.high)] if len(above) else []) + (
        [Limits(f, now.low, float(below[-1]))] if len(below) else []
    )


def _needed(columns: dict[str, np.ndarray], y: np.ndarray, limits: Limited) -> Limited:
    """The limits without those that add nothing, the least telling first."""
    limits = dict(limits)
    while limits:
        chances = _chances(columns, y, limits)
        name = max(chances, key=lambda one: chances[one])
        if chances[name] <= ADDS:
            break
        del limits[name]
    return limits


def _chances(columns: dict[str, np.ndarray], y: np.ndarray, limits: Limited) -> dict[str, float]:
    """How often so many points would hold by chance, were they drawn from the box without one of its limits (binomial), for each limit."""
    from scipy.stats import binom

    inside = _inside(columns, limits)
    n, held = int(inside.sum()), float(y[inside].sum())
    found = {}
    for name in limits:
        without = _inside(columns, {other: limit for other, limit in limits.items() if other != name})
        found[name] = float(binom.sf(np.floor(held + 0.5) - 1, n, min(1.0, float(y[without].mean()))))
    return found


def _inside(columns: dict[str, np.ndarray], limits: Limited) -> np.ndarray:
    inside = np.ones(len(next(iter(columns.values()))), bool)
    for name, limit in limits.items():
        inside &= limit.holds(columns[name])
    return inside


def _box(
    columns: dict[str, np.ndarray], limits: Limited, inside: np.ndarray, y: np.ndarray, n: np.ndarray, left: np.ndarray
) -> Box:
    chances = _chances({name: values[left] for name, values in columns.items()}, y[left], limits)
    held, here = y * n, n[inside].sum()
    ordered = sorted(limits.values(), key=lambda limit: chances[limit.factor.name])
    return Box(ordered, float(held[inside].sum() / here), float(held[inside].sum() / held.sum()), float(inside.mean()), chances)


def _tried(
    columns: dict[str, np.ndarray], y: np.ndarray, factors: list[Factor], density: float, seed: int
) -> tuple[float, float]:
    """Density and coverage of the first box on points that were not used to find it."""
    part = np.random.default_rng(seed).permutation(len(y)) % FOLDS
    held = inside_all = within = 0.0
    for k in range(FOLDS):
        used = part != k
        limits = induce({name: values[used] for name, values in columns.items()}, y[used], factors, density)
        inside = _inside({name: values[~used] for name, values in columns.items()}, limits)
        held, inside_all, within = held + y[~used][inside].sum(), inside_all + inside.sum(), within + y[~used].sum()
    return (held / inside_all if inside_all else float("nan")), (held / within if within else float("nan"))


def _write(store: Store, found: Discovery) -> None:
    with store.finishing("discovery.csv") as aside:
        table_for_spreadsheet(found.frame()).to_csv(aside, index=False)
    lines = [f"# Where does `{found.when}` hold?", "", *(line for text in found.sentences for line in (text, ""))]
    with store.finishing("discovery.md") as aside:
        aside.write_text("\n".join(lines), encoding="utf-8")
    vouch_for(store.folder, [store.folder / name for name in ("discovery.csv", "discovery.md")])


def _percent(share: float) -> str:
    return f"{100.0 * share:.0f} %" if share == share else "an unknown share"
