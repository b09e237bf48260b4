"""What a sweep's report shows: outcomes over each parameter, over pairs of the strongest, where they tip, and what decides.

The analyses are those of experiments/sweep/analysis.py; here they become numbers for charts and cells for tables.
"""

import itertools
import math
from typing import Any

import numpy as np

from ..experiments.sweep import analysis, effects, finish
from ..experiments.sweep.factors import Factor
from ..experiments.sweep.store import Store
from ..plots.space import outcome_label
from ..words.outcomes import (
    capital,
    difference,
    digits,
    ends,
    interval,
    meaning,
    rounds_to_something,
    signed,
    subject,
    unit,
    value,
)
from ..words.parameters import parameter_label, text_of
from .charts import how_written, rounded
from .tables import cell

#: More outcomes, parameters of a map and rows of a table would fill a page that nobody reads.
MOST_OUTCOMES, MOST_MAPPED, MOST_ROWS = 8, 3, 300


class Swept:
    """A sweep's tables, worked out once. Raises AnalysisError when no school of it has been simulated yet."""

    def __init__(self, store: Store):
        self.store, self.study = store, store.study
        self.points, self.count = finish.points(store), finish.count(store)
        self.outcomes = [o for o in self.study.observed if self.points[o.name].notna().any()][:MOST_OUTCOMES]
        if not self.outcomes:
            raise analysis.AnalysisError(f"{store.folder} holds no school that was simulated to its end; run the sweep first")
        self.factors = [f for f in self.study.factors if f.kind != "dummy"]
        weight = analysis.importance(store, self.points, [o.name for o in self.outcomes])
        self.strongest = sorted(self.factors, key=lambda f: -weight[f.name])

    @property
    def schools(self) -> int:
        """Schools simulated to their end."""
        return self.count.done

    # ---------------------------------------------------------------- for charts

    def charts(self) -> dict:
        """Everything that is drawn, ready for JSON."""
        return {
            "outcomes": [
                {"name": o.name, "label": capital(outcome_label(o.name, o.outcome)), "unit": unit(o.outcome)}
                | how_written(o.outcome)
                for o in self.outcomes
            ],
            "factors": [_axis(f) for f in self.strongest],
            "curves": {o.name: [self._curve(f, o.name) for f in self.strongest] for o in self.outcomes},
            "maps": self._maps(),
            "drawn": analysis.is_drawn(self.store),
        }

    def _curve(self, factor: Factor, outcome: str) -> dict:
        table = analysis.dependence(self.store, self.points, factor, outcome)
        x = [text_of(v) for v in table["value"]] if not factor.numeric else rounded(table["value"])
        return {"x": x} | {name: rounded(table[name]) for name in ("mean", "low", "high")}

    def _maps(self) -> list[dict]:
        """Planes over pairs of the strongest numeric parameters; where a threshold is set, also the share of schools above it.

        That share is over the two that matter most to the outcome of the threshold, which may be others than those that matter most to all.
        """
        numeric = [f for f in self.strongest if f.numeric][:MOST_MAPPED]
        pairs = list(itertools.combinations(numeric, 2))
        decisive = self._decisive_pair()
        if decisive and not any({*map(_name, pair)} == {*map(_name, decisive)} for pair in pairs):
            pairs.append(decisive)
        maps: list[dict[str, Any]] = []
        for up, across in pairs:
            planes = {o.name: analysis.plane(self.points, across, up, o.name) for o in self.outcomes}
            found = {name: {"z": _grid(p.z)} for name, p in planes.items()}
            if decisive and {up.name, across.name} == {*map(_name, decisive)}:
                p = analysis.tipping(self.store, across, up)
                assert p.low is not None and p.high is not None  # an interval comes with it
                found["(tipping)"] = {"z": _grid(p.z), "low": _grid(p.low), "high": _grid(p.high)}
            any_plane = next(iter(planes.values()))
            maps.append(
                {
                    "across": _axis(across), "up": _axis(up), "x": rounded(any_plane.x), "y": rounded(any_plane.y),
                    "smoothed": any_plane.smoothed, "planes": found,
                }
            )  # fmt: skip
        return maps

    def _decisive_pair(self) -> tuple[Factor, Factor] | None:
        """The two numbers that matter most to what tips; None where no threshold is set."""
        if not self.study.spec.tipping:
            return None
        weight = analysis.importance(self.store, self.points, [self.study.spec.tipping.outcome])
        numeric = sorted((f for f in self.factors if f.numeric), key=lambda f: -weight[f.name])
        return (numeric[0], numeric[1]) if len(numeric) > 1 else None

    def tipping(self) -> str:
        """What survival means, as one says it; empty where nothing is said."""
        wanted = self.study.spec.tipping
        if not wanted:
            return ""
        outcome = next(o for o in self.study.observed if o.name == wanted.outcome)
        return f"schools with {outcome_label(outcome.name, outcome.outcome)} of {value(wanted.above, outcome.outcome)} or more"

    # ---------------------------------------------------------------- in words and tables

    def sentences(self) -> list[str]:
        """What every policy does and what that depends on; then from where to where each outcome goes, and what moves it most."""
        told = [" ".join(sentences) for found in effects.questions(self.store) for _, sentences in effects.answers(found)]
        for o in self.outcomes:
            column = self.points[o.name]
            if column.nunique() < 2:
                told.append(
                    f"{capital(outcome_label(o.name, o.outcome))} is the same at every point: {value(column.mean(), o.outcome)}."
                )
                continue
            name = capital(subject(o.outcome) if o.name == o.outcome else outcome_label(o.name, o.outcome))
            low, high = (f"{self._level(at, o)} {self.where(at)}" for at in (int(column.idxmin()), int(column.idxmax())))
            told.append(f"{name} runs from {low}, to {high}.{self._moved(o)}")
        return told

    def _moved(self, o) -> str:
        """Which parameter an outcome depends on most, and how."""
        if len(self.factors) < 2:
            return ""
        strength = {f.name: analysis.strength(self.points, f, o.name) for f in self.factors}
        most = max(self.factors, key=lambda f: strength[f.name])
        table = analysis.dependence(self.store, self.points, most, o.name)
        if not most.numeric:
            return f" It depends most on {parameter_label(most.name)}."
        rise = float(table["mean"].iloc[-1] - table["mean"].iloc[0])
        if not rounds_to_something(rise, o.outcome):
            return f" It depends most on {parameter_label(most.name)}, and is the same at both ends of its range."
        return f" It {'rises' if rise > 0 else 'falls'} most with {parameter_label(most.name)}: by {difference(abs(rise), o.outcome)} over its range."

    def headlines(self) -> list[dict]:
        """The lowest and the highest mean of each outcome."""
        found = []
        for o in self.outcomes[:5]:
            column = self.points[o.name]
            low, high = (value(v, o.outcome, True) for v in (column.min(), column.max()))
            found.append(
                {"before": low, "value": high, "text": outcome_label(o.name, o.outcome), "more": "lowest and highest mean"}
            )
        return found

    def _level(self, point: int, o) -> str:
        row = self.points.loc[point]
        low, high = row[f"{o.name}_low"], row[f"{o.name}_high"]
        return value(row[o.name], o.outcome) + (f" ({ends(low, high, o.outcome)})" if math.isfinite(low) and low < high else "")

    def where(self, point: int) -> str:
        """A point by its values, in words; of many parameters the two strongest."""
        values = {parameter_label(f.name): _short(self.points.loc[point, f.name]) for f in self.factors}
        if len(values) > 3:
            return (
                f"at point {point} ("
                + ", ".join(f"{parameter_label(f.name)} {values[parameter_label(f.name)]}" for f in self.strongest[:2])
                + ")"
            )
        return "where " + " and ".join(f"{name} is {text}" for name, text in values.items())

    def label(self, point: int) -> str:
        """The same as a label."""
        return ", ".join(f"{parameter_label(f.name)} {_short(self.points.loc[point, f.name])}" for f in self.strongest[:2])

    def varied(self) -> list[dict]:
        """The parameters that vary: name, range, unit, meaning."""
        return [
            f.about() | {"unit": _axis(f)["unit"] or f.kind, "label": parameter_label(f.name), "range": _range(f)}
            for f in self.factors
        ]

    def table(self) -> dict:
        """A row for each point, the first ones of many."""
        head = [
            ("Point", ""),
            *((capital(parameter_label(f.name)), f.about()["meaning"]) for f in self.factors),
            ("Schools", ""),
        ]
        head += [(capital(outcome_label(o.name, o.outcome)), meaning(o.outcome)) for o in self.outcomes]
        rows = []
        for _, r in self.points.head(MOST_ROWS).iterrows():
            values = [cell(text_of(r[f.name]), float(r[f.name]) if f.numeric else None) for f in self.factors]
            means = [
                cell(
                    value(r[o.name], o.outcome), r[o.name],
                    interval(r[f"{o.name}_low"], r[f"{o.name}_high"], o.outcome),
                )
                for o in self.outcomes
            ]  # fmt: skip
            rows.append([cell(f"{r['point']:.0f}", r["point"]), *values, cell(f"{r['runs']:.0f}", r["runs"]), *means])
        return {"id": "table-points", "title": "Every point", "head": head, "rows": rows, "all": len(self.points)}

    def decisive(self) -> list[dict]:
        """Which parameters matter, for designs made to tell it: a table for each outcome with intervals."""
        kind = self.study.spec.design.kind
        if kind not in ("saltelli", "morris"):
            return []
        table = analysis.morris(self.store) if kind == "morris" else analysis.sobol(self.store)
        main, low, high = ("mu_star", "low", "high") if kind == "morris" else ("total", "total_low", "total_high")
        what = "mean absolute elementary effect" if kind == "morris" else "total share of the variance between points"
        found = []
        for o in self.outcomes:
            part = table[table["outcome"] == o.name].sort_values(main, ascending=False)
            widest = max(float(part[high].max()), 1e-9)
            head = [
                ("Parameter", ""),
                ("First order" if kind == "saltelli" else "Sigma", ""),
                (capital(what), ""),
                ("95 % interval", ""),
            ]
            rows = []
            for _, r in part.iterrows():
                beside = r["first"] if kind == "saltelli" else r["sigma"]
                ends = [100.0 * max(0.0, min(1.0, r[k] / widest)) for k in (low, main, high)]
                bar = {"low": round(ends[0], 2), "point": round(ends[1], 2), "width": round(ends[2] - ends[0], 2)}
                rows.append(
                    [cell(parameter_label(r["parameter"])), cell(f"{beside:.3f}", beside), cell(f"{r[main]:.3f}", r[main], whisker=bar),
                     cell(f"{r[low]:.3f} to {r[high]:.3f}", r[low])]
                )  # fmt: skip
            found.append(
                {
                    "id": f"table-decides-{o.name}",
                    "title": capital(outcome_label(o.name, o.outcome)),
                    "head": head,
                    "rows": rows,
                }
            )
        return found

    def policies(self) -> list[dict]:
        """What each policy that was switched on and off does over the whole space: a table for each switch."""
        found = []
        for asked in effects.questions(self.store):
            summary = asked.summary().set_index("outcome")
            head = [("Outcome", ""), ("With less without", "mean of paired differences over all points"), ("95 % interval", ""),
                    ("Schools", "with and without, at each point"), ("Middle 80 % of points", ""),
                    ("Raises at", "points where the whole interval lies above zero"),
                    ("Lowers at", "points where the whole interval lies below zero")]  # fmt: skip
            rows = []
            for o in self.outcomes:
                r = summary.loc[o.name]
                spans = [ends(r[a], r[b], o.outcome) for a, b in (("low", "high"), ("tenth", "ninetieth"))]
                rows.append(
                    [cell(capital(outcome_label(o.name, o.outcome))), cell(digits(r["effect"], o.outcome), r["effect"]), cell(spans[0], r["low"]),
                     cell(str(r["schools"]), r["schools"]), cell(spans[1], r["tenth"]),
                     cell(f"{100 * r['raises']:.0f} %", r["raises"]), cell(f"{100 * r['lowers']:.0f} %", r["lowers"])]
                )  # fmt: skip
            found.append(
                {
                    "id": f"table-switch-{asked.switch.name}",
                    "title": asked.switch.name,
                    "meaning": asked.switch.about()["meaning"],
                    "how_sure": effects.how_sure(asked),
                    "head": head,
                    "rows": rows,
                    "depends": self._depends(asked),
                }
            )
        return found

    def _depends(self, asked: effects.Effects) -> dict | None:
        """The table of differences between values of the moderators; None where nothing else varies."""
        rows = []
        for o in self.outcomes:
            for moderator in asked.strongest:
                for i in asked.interactions(o.name, moderator):
                    at = [signed(e.difference, o.outcome) for e in (i.at_first, i.at_other, i.apart)]
                    rows.append(
                        [cell(capital(outcome_label(o.name, o.outcome))), cell(capital(parameter_label(moderator.name))),
                         cell(f"{_short(i.first)} → {_short(i.other)}{' (line)' if i.linear else ''}"), cell(at[0], i.at_first.difference),
                         cell(at[1], i.at_other.difference), cell(at[2], i.apart.difference),
                         cell(f"{signed(i.apart.low, o.outcome)} to {signed(i.apart.high, o.outcome)}", i.apart.low)]
                    )  # fmt: skip
        head = [("Outcome", ""), ("Depends on", ""), ("From → to", "line: on a straight line through all points"),
                ("Effect there", "at the first value"), ("Effect here", "at the second value"), ("Difference", "of the two effects"),
                ("95 % interval", "")]  # fmt: skip
        title = f"Where {asked.switch.name} does more"
        return {"id": f"table-depends-{asked.switch.name}", "title": title, "head": head, "rows": rows} if rows else None

    def same(self, point: int, run: int, recorded: np.ndarray) -> bool:
        """True when a school simulated again is the stored one, to the last bit; recorded (years, outcomes)."""
        stored = next(
            (b[(b["point"] == point) & (b["run"] == run)] for b in self.store.batches() if (b["point"] == point).any()), None
        )
        if stored is None or stored.empty:
            return False
        for o, now in zip(self.study.observed, self.study.looked.row(recorded), strict=True):
            then = float(stored[o.name].iloc[0])
            if now != then and not (math.isnan(now) and math.isnan(then)):
                return False
        return True

    def extremes(self) -> tuple[int, int]:
        """The points where the first outcome is lowest and highest."""
        column = self.points[self.outcomes[0].name]
        return int(column.idxmin()), int(column.idxmax())


def _name(factor: Factor) -> str:
    return factor.name


def _short(level) -> str:
    """A level with three digits."""
    return text_of(float(f"{level:.3g}")) if isinstance(level, (float, np.floating)) else text_of(level)


def _range(factor: Factor) -> str:
    """What values a parameter takes, in words."""
    return ", ".join(map(text_of, factor.levels)) if factor.levels else f"{factor.low:g} to {factor.high:g}"


def _axis(factor: Factor) -> dict:
    unit = factor.about()["unit"].replace("..", " to ")
    return {
        "name": factor.name,
        "label": capital(parameter_label(factor.name)),
        "unit": unit if factor.numeric else "",
        "numeric": factor.numeric,
        "log": factor.log,
    }


def _grid(z: np.ndarray) -> list[list]:
    return [[round(float(v), 4) if math.isfinite(v) else None for v in row] for row in z]
