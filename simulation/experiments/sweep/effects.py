"""What a policy does at every point of a sweep, on average, and where it does more: school by school, with and without.

A switch of the study (a policy, the policies of a scenario, a field that is on or off) makes pairs of points that differ in
nothing else; with common random numbers the schools of a pair are the same. Every number here is a weighted sum of the pairs' mean
differences, so one formula gives every interval: over schools, of which each counts once, at however many points it stands.
Where points were drawn by chance, that others might have been drawn is added; where they were chosen, there are no others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ...inputs.writing import table_for_spreadsheet
from ...statistics.intervals import mean_interval
from ...words import policies
from ...words.parameters import text_of
from . import analysis
from .factors import Factor
from .store import Store

if TYPE_CHECKING:
    import pandas as pd

#: Lines in a panel of a picture, and parts of a range along its axis.
MOST_LINES, BINS = 3, 5


def switches(store: Store) -> list[Factor]:
    """What can be compared pair by pair: switches for which every point has a twin that differs in nothing else."""
    return [f for f in store.study.factors if f.kind == "switch" and len(f.levels) == 2 and len(_pairs(store, f))]


def questions(store: Store) -> list["Effects"]:
    """The effects of every switch whose pairs have the same schools; none with schools of their own at each point."""
    return [] if store.study.own_random_numbers else [Effects(store, switch) for switch in switches(store)]


def _pairs(store: Store, switch: Factor) -> np.ndarray:
    """Pairs of points (n, 2), without and with, whichever the study names first. A point is in one pair at most."""
    table = store.design()
    others = [f.name for f in store.study.factors if f is not switch and f.kind != "dummy"]
    table = table.assign(alike=table.groupby([switch.name, *others]).cumcount())  # a drawn design may have a point twice
    off, on = (table[table[switch.name] == level] for level in (False, True))
    return off.merge(on, on=[*others, "alike"], suffixes=("", "_on"))[["point", "point_on"]].to_numpy()


@dataclass(frozen=True)
class Estimate:
    """A difference with its 95 percent interval, in the outcome's unit; schools : over how many."""

    difference: float
    low: float
    high: float
    schools: int


@dataclass(frozen=True)
class Interaction:
    """How an effect differs between two values of a moderator. linear : whether both lie on a line through all points."""

    moderator: Factor
    first: Any
    other: Any
    linear: bool
    at_first: Estimate
    at_other: Estimate
    apart: Estimate  #: the effect at `other` less that at `first`


class Effects:
    """The effects of one switch. Raises AnalysisError when points have schools of their own, or no two differ in it alone."""

    def __init__(self, store: Store, switch: Factor):
        if store.study.own_random_numbers:
            raise analysis.AnalysisError(
                'pairs need the same schools at every point; write random_numbers = "common" in the study'
            )
        self.store, self.study, self.switch = store, store.study, switch
        self.pairs = _pairs(store, switch)
        if not len(self.pairs):
            raise analysis.AnalysisError(
                f"no two points differ in {switch.name} alone; use a grid, or a random, latin_hypercube or sobol design"
            )
        self.points = store.design().loc[self.pairs[:, 0]].reset_index(drop=True)
        self.draws = analysis.draws(store, self.points["point"])
        self._of: dict[str, np.ndarray] = {}

    @property
    def moderators(self) -> list[Factor]:
        """What else varies."""
        return [f for f in self.study.factors if f is not self.switch and f.kind != "dummy"]

    def differences(self, outcome: str) -> np.ndarray:
        """With less without, (pairs, most runs); NaN where one of the two schools is missing or failed."""
        if outcome not in self._of:
            y = analysis.matrix(self.store, outcome)
            self._of[outcome] = y[self.pairs[:, 1]] - y[self.pairs[:, 0]]
        return self._of[outcome]

    # ---------------------------------------------------------------- at points, on average

    def at_points(self, outcome: str) -> list[Estimate | None]:
        """The mean of paired differences at each pair, with its interval over schools; None where no school is known."""
        found: list[Estimate | None] = []
        for row in self.differences(outcome):
            known = row[np.isfinite(row)]
            found.append(Estimate(*mean_interval(known), known.size) if known.size else None)
        return found

    @property
    def drawn(self) -> bool:
        """Whether the points were drawn, so that others might have been."""
        return self.draws is not None

    def combined(self, outcome: str, weights: np.ndarray, residuals: np.ndarray) -> Estimate:
        """The weighted sum of the pairs' means, with its interval over schools, and over points where these were drawn.

        weights : (pairs,), finite; residuals : (pairs,), what the pairs' means have beyond that which the weights describe
        """
        return Estimate(*analysis.weighted(self.differences(outcome), weights, True, residuals, self.draws))

    def _means(self, outcome: str) -> np.ndarray:
        d = self.differences(outcome)
        known = np.isfinite(d)
        with np.errstate(invalid="ignore"):
            return np.where(known, d, 0.0).sum(axis=1) / known.sum(axis=1)

    def over(self, outcome: str, chosen: np.ndarray) -> Estimate:
        """The mean effect over some pairs, chosen (pairs,) by a mask; pairs of which no school is known do not count."""
        means = self._means(outcome)
        chosen = chosen & np.isfinite(means)
        if not chosen.any():
            return Estimate(float("nan"), float("nan"), float("nan"), 0)
        average = means[chosen].mean()
        return self.combined(outcome, chosen / chosen.sum(), means - average)

    def average(self, outcome: str) -> Estimate:
        """The mean effect over all pairs."""
        return self.over(outcome, np.ones(len(self.pairs), bool))

    # ---------------------------------------------------------------- where it does more

    def interactions(self, outcome: str, moderator: Factor) -> list["Interaction"]:
        """How the effect differs between values of a moderator.

        Where pairs differ in the moderator alone, each value is set against the first, over the points that both have. Otherwise
        the effect is described as linear in all moderators together, and the ends of the range, or each category and the first, are
        set against each other while the others stand at their means.
        """
        means = self._means(outcome)
        if sides := list(self._matched(means, moderator)):
            told = [(False, *side, self._about_sides(means, *side[2:])) for side in sides]
        elif (fit := self._fit(means)) is not None:
            told = [(True, *side, self._residuals(means, fit[0])) for side in self._on_a_line(moderator, *fit)]
        else:
            return []
        return [
            Interaction(moderator, first, other, linear, *(self.combined(outcome, of, residuals) for of in (w, v, v - w)))
            for linear, first, other, w, v, residuals in told
        ]

    @staticmethod
    def _about_sides(means: np.ndarray, *sides: np.ndarray) -> np.ndarray:
        """How far each pair's mean (pairs,) is from the mean of its side, the weights of a side being zero outside it."""
        found = np.zeros(len(means))
        for w in sides:
            here = w != 0.0
            found[here] = means[here] - w[here] @ means[here]
        return found

    def levels(self, moderator: Factor) -> list[Any] | None:
        """The values that a moderator takes at the pairs, in their order; None when they are too many to be told one by one."""
        column = self.points[moderator.name]
        if not moderator.numeric:
            return [level for level in moderator.levels if (column == level).any()]
        values = sorted(column.unique())
        return values if len(values) <= analysis.MOST_LEVELS else None

    def _matched(self, means: np.ndarray, moderator: Factor) -> Iterator[tuple[Any, Any, np.ndarray, np.ndarray]]:
        """(first, other, weights of the pairs at the first value, at the other) over the points that both values have."""
        rest = [f.name for f in self.moderators if f is not moderator]
        table = self.points[rest].assign(place=np.arange(len(self.points)), all=0)[np.isfinite(means)]
        first, *others = self.levels(moderator) or [None]
        for other in others:
            at = [table[self.points.loc[table.index, moderator.name] == level] for level in (first, other)]
            both = at[0].merge(at[1], on=[*rest, "all"], suffixes=("", "_other"))
            if 2 * len(both) >= max(1, *map(len, at)):
                weights = np.zeros((2, len(self.points)))
                for side, column in zip(weights, ("place", "place_other"), strict=True):
                    np.add.at(side, both[column].to_numpy(), 1.0 / len(both))
                yield first, other, *weights

    def _fit(self, means: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
        """The moderators as columns of a regression (pairs, k), and its solution (k, pairs) in the pairs' means; None if there is none."""
        x = np.column_stack([np.ones(len(self.points)), *map(self._columns, self.moderators)])
        good = np.isfinite(means)
        if good.sum() <= x.shape[1] or np.linalg.matrix_rank(x[good]) < x.shape[1]:
            return None
        solution = np.zeros(x.T.shape)
        solution[:, good] = np.linalg.pinv(x[good])
        return x, solution

    def _on_a_line(self, moderator: Factor, x: np.ndarray, solution: np.ndarray):
        """Like `_matched`, from the regression."""
        before = self.moderators[: self.moderators.index(moderator)]
        first = 1 + sum(self._columns(f).shape[1] for f in before)
        if moderator.numeric:
            values: list[Any] = list(analysis.ends(moderator))
        else:
            values = self.levels(moderator) or []
        here = slice(first, first + self._columns(moderator).shape[1])
        for k, other in enumerate(values[1:]):
            low, high = x.mean(axis=0), x.mean(axis=0)
            low[here], high[here] = 0.0, 0.0
            high[first + k] = 1.0
            yield values[0], other, low @ solution, high @ solution

    def _columns(self, factor: Factor) -> np.ndarray:
        """The moderator as columns of a regression: its place in its range, or a mark for each category but the first."""
        column = self.points[factor.name]
        if factor.numeric:
            return analysis.unit_of(factor, column.to_numpy(float))[:, None]
        return np.column_stack([(column == level).to_numpy(float) for level in (self.levels(factor) or [])[1:]])

    @staticmethod
    def _residuals(means: np.ndarray, x: np.ndarray) -> np.ndarray:
        good = np.isfinite(means)
        found = np.zeros(len(means))
        found[good] = means[good] - x[good] @ np.linalg.lstsq(x[good], means[good], rcond=None)[0]
        return found

    # ---------------------------------------------------------------- for a picture

    def lines(self, outcome: str, across: Factor, by: Factor | None = None) -> list[tuple[str, "pd.DataFrame"]]:
        """The effect over one moderator, a line for each value or part of the range of another: (what the line is, its table).

        Columns of a table: value, difference, low, high.
        """
        import pandas as pd

        found = []
        for text, chosen in self._parts(by, MOST_LINES) if by else [("", np.ones(len(self.pairs), bool))]:
            rows = []
            for _, here in self._parts(across, analysis.MOST_LEVELS if self.levels(across) else BINS):
                if (chosen & here).any():
                    at = self.over(outcome, chosen & here)
                    column = self.points.loc[chosen & here, across.name]
                    value = float(column.astype(float).mean()) if across.numeric else column.iloc[0]
                    rows.append((value, at.difference, at.low, at.high))
            found.append((text, pd.DataFrame(rows, columns=["value", "difference", "low", "high"])))
        return found

    def _parts(self, factor: Factor, most: int) -> list[tuple[str, np.ndarray]]:
        """The pairs by values of a factor, or by equal parts of its range when it has more than `most`: (in words, mask)."""
        column, levels = self.points[factor.name], self.levels(factor)
        if levels is not None and (len(levels) <= most or not factor.numeric):
            return [(text_of(level), (column == level).to_numpy()) for level in levels]
        place = np.minimum((analysis.unit_of(factor, column.to_numpy(float)) * most).astype(int), most - 1)
        parts = [place == k for k in range(most) if (place == k).any()]
        digits = max(0, 2 - int(np.ceil(np.log10(np.ptp(column.to_numpy(float)))))) if len(parts) > 1 else 0
        short = ".2g" if factor.log else f".{digits}f"
        return [(f"{column[part].min():{short}} to {column[part].max():{short}}", part) for part in parts]

    # ---------------------------------------------------------------- tables

    def table(self) -> "pd.DataFrame":
        """A row for each outcome and pair of points: policy, point (the one without), the moderators, outcome, difference, low, high, schools."""
        import pandas as pd

        names = [f.name for f in self.moderators]
        rows = []
        for outcome in self.study.outcome_names:
            for k, at in enumerate(self.at_points(outcome)):
                if at is not None:
                    here = self.points.loc[k, ["point", *names]].tolist()
                    rows.append((self.switch.name, *here, outcome, at.difference, at.low, at.high, at.schools))
        return pd.DataFrame(rows, columns=["policy", "point", *names, "outcome", "difference", "low", "high", "schools"])

    def interaction_table(self) -> "pd.DataFrame":
        """A row for each outcome, moderator and value of it: policy, moderator, from, to, outcome, difference, low, high, schools."""
        import pandas as pd

        rows = [
            (
                self.switch.name,
                moderator.name,
                i.first,
                i.other,
                outcome,
                i.apart.difference,
                i.apart.low,
                i.apart.high,
                i.apart.schools,
            )
            for outcome in self.study.outcome_names
            for moderator in self.moderators
            for i in self.interactions(outcome, moderator)
        ]
        head = ["policy", "moderator", "from", "to", "outcome", "difference", "low", "high", "schools"]
        return pd.DataFrame(rows, columns=head)

    def summary(self) -> "pd.DataFrame":
        """A row for each outcome: policy, outcome, effect (mean over all pairs), low, high, schools; tenth and ninetieth percentile
        of the effects at the points; raises, lowers (shares of pairs whose interval lies above, below zero); pairs.
        """
        import pandas as pd

        rows = []
        for outcome in self.study.outcome_names:
            whole, here = self.average(outcome), [at for at in self.at_points(outcome) if at is not None]
            if not here:
                continue
            tenth, ninetieth = np.percentile([at.difference for at in here], (10, 90))
            shares = (float(np.mean([at.low > 0 for at in here])), float(np.mean([at.high < 0 for at in here])))
            numbers = (whole.difference, whole.low, whole.high, whole.schools, tenth, ninetieth, *shares, len(here))
            rows.append((self.switch.name, outcome, *numbers))
        head = ["policy", "outcome", "effect", "low", "high", "schools", "tenth", "ninetieth", "raises", "lowers", "pairs"]
        return pd.DataFrame(rows, columns=head)

    @cached_property
    def strongest(self) -> list[Factor]:
        """The moderators, first the one that the effect depends on most: by the widest difference, over the spread between schools."""

        def reach(moderator: Factor) -> float:
            total = 0.0
            for outcome in self.study.outcome_names:
                spread = float(np.nanstd(self.differences(outcome)))
                found = [
                    abs(i.apart.difference) for i in self.interactions(outcome, moderator) if np.isfinite(i.apart.difference)
                ]
                total += max(found, default=0.0) / spread if spread > 0.0 else 0.0
            return total

        return sorted(self.moderators, key=lambda moderator: -reach(moderator))


# ---------------------------------------------------------------- sentences


def answers(effects: Effects) -> list[tuple[str, list[str]]]:
    """What a switch does, for each outcome: (column, its two sentences)."""
    found = []
    for o in effects.study.observed:
        whole = effects.average(o.name)
        if not whole.schools:
            continue
        furthest = []
        for moderator in effects.strongest:
            told = [i for i in effects.interactions(o.name, moderator) if np.isfinite(i.apart.difference)]
            if told:  # the ends of a range, and not whichever of its values differ most: that would be choosing among many
                furthest.append(told[-1] if moderator.numeric else max(told, key=lambda i: abs(i.apart.difference)))
        sentences = [
            policies.on_average(effects.switch.name, o.outcome, whole, len(effects.pairs)),
            policies.depends(o.outcome, furthest),
        ]
        found.append((o.name, [sentence for sentence in sentences if sentence]))
    return found


def in_words(store: Store) -> list[str]:
    """What every switch does, as paragraphs with a heading each; why there is nothing to say where that is so."""
    told = []
    for found in questions(store):
        told += [f"## What {found.switch.name} does", *(" ".join(sentences) for _, sentences in answers(found))]
        more = " Every difference between values: interactions.csv." if found.moderators else ""
        told.append(f"{how_sure(found)} The effects at every point: effects.csv.{more}")
    if store.study.own_random_numbers and any(f.kind == "switch" for f in store.study.factors):
        told.append(
            'Effects are not paired, since each point has schools of its own; random_numbers = "common" would tell more.'
        )
    return told


def how_sure(effects: Effects) -> str:
    """What the intervals of means over points count, in a sentence."""
    over = "over schools, and over the points, which were drawn" if effects.drawn else "over schools; the points were chosen"
    return f"Intervals of means are {over}."


# ---------------------------------------------------------------- files


def write(store: Store) -> None:
    """effects.csv and interactions.csv of a sweep with a switch, into its folder; what an earlier state of it left is removed."""
    import pandas as pd

    asked = questions(store)
    for name, tables in (
        ("effects.csv", [effects.table() for effects in asked]),
        ("interactions.csv", [effects.interaction_table() for effects in asked if effects.moderators]),
    ):
        if name == "interactions.csv" and store.study.spec.design.second_order:
            continue  # there it holds the second-order indices, and no switch has pairs
        if tables:
            with store.finishing(name) as aside:
                table_for_spreadsheet(pd.concat(tables, ignore_index=True)).to_csv(aside, index=False)
        else:
            (store.folder / name).unlink(missing_ok=True)
