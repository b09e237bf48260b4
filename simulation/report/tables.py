"""The tables of a report: the same numbers that its charts draw, for readers, for paper, and where no script runs.

A table is {"head": [(label, help)], "rows": [[cell]]}; a cell is {"text", "value" (to sort by), "more" (beside it), "whisker"}.
"""

import math

from ..declare.outcomes import YEAR_COLUMNS
from ..parameters.effects import changed, decided, matching
from ..results.summary import rows as summary_rows
from ..statistics.intervals import mean_interval
from ..words.effects import plausible_briefly
from ..words.outcomes import COMPARED, by_theme, capital, interval, label, labels, meaning, signed, value
from .charts import FIGURES


def cell(text: str, number: float | None = None, more: str = "", **other) -> dict:
    """A cell; without a number it is sorted by its text."""
    finite = number is not None and math.isfinite(number)
    return {"text": text, "value": float(f"{number:.6g}") if finite else None, "more": more, "whisker": None} | other


def yearly(years) -> list[dict]:
    """A table for each figure: a row for each year, means with their intervals."""
    tables = []
    for name, title, _, outcomes in FIGURES:
        head = [("Year", ""), *((capital(text), meaning(o)) for o, text in labels(outcomes).items())]
        rows = []
        for year, part in years.groupby("year"):
            rows.append([cell(str(year), float(year)), *(_mean(part[o], o) for o in outcomes)])
        tables.append({"id": f"table-{name}", "title": title, "head": head, "rows": rows})
    return tables


def _mean(values, outcome: str) -> dict:
    mean, low, high = mean_interval(values)
    return cell(value(mean, outcome), mean, interval(low, high, outcome))


def every_outcome(results) -> dict:
    """All outcomes of the last year: mean, interval, spread between schools, unit and meaning."""
    last = int(results.years["year"].max())
    head = [("Outcome", ""), ("Year 1", ""), (f"Year {last}", ""), ("95 % interval", "of the mean over schools"),
            ("Between schools", "standard deviation"), ("What it is", "")]  # fmt: skip
    rows = []
    for r in summary_rows(results, tuple(c.name for c in YEAR_COLUMNS)):
        name = r["name"]
        rows.append(
            [
                cell(capital(label(name))), cell(value(r["first"], name), r["first"]), cell(value(r["last"], name), r["last"]),
                cell(interval(r["low"], r["high"], name) or "–", r["high"] - r["low"]), cell(value(r["spread"], name), r["spread"]),
                cell(meaning(name)),
            ]
        )  # fmt: skip
    return {"id": "table-all", "title": f"Every outcome in year {last}", "head": head, "rows": rows}


def effects(effect, outcomes=None) -> dict:
    """Paired effects by theme: levels of both, difference with interval, and the effect against the spread between schools."""
    table = effect.table.set_index("outcome")
    themes = by_theme(COMPARED if outcomes is None else outcomes)
    chosen = [name for names in themes.values() for name in names]
    sizes = [abs(v) for v in table.loc[chosen, "effect_size"] if math.isfinite(v)]
    widest = min(max([*sizes, 0.5]) * 1.1, 8.0)
    head = [("Outcome", ""), ("A", ""), ("B", ""), ("B − A", "mean of the paired differences"), ("95 % interval", "of the paired difference"),
            ("Persons", "difference over the standard deviation between teachers of A"),
            ("Plausible", "what policies for a whole school usually do in a year, in brackets the most that trials let expect, ! beyond that; "
             "in SD between persons where there are any, else as B − A, for trust and collective efficacy in SD between schools"),
            ("Schools", "difference over the standard deviation between schools of A")]  # fmt: skip
    rows = []
    for theme, names in themes.items():
        for name in names:
            r = table.loc[name]
            clear = r.low > 0.0 or r.high < 0.0
            rows.append(
                {
                    "outcome": name, "theme": theme, "clear": bool(clear and math.isfinite(r.low)),
                    "cells": [
                        cell(capital(label(name)), title=meaning(name)), cell(value(r.a, name, True), r.a), cell(value(r.b, name, True), r.b),
                        cell(signed(r.difference, name), r.difference),
                        cell(f"{signed(r.low, name)} to {signed(r.high, name)}" if math.isfinite(r.low) else "–", r.low),
                        cell(_plus(r.effect_persons if math.isfinite(r.low) else math.nan, 2), r.effect_persons),
                        cell(plausible_briefly(r), r.ceiling),
                        cell(_plus(r.effect_size if math.isfinite(r.low) else math.nan, 1), r.effect_size, whisker=_whisker(r, widest)),
                    ],
                }
            )  # fmt: skip
    return {"id": "table-effects", "head": head, "rows": rows}


def _whisker(r, widest: float) -> dict | None:
    """Point and ends of an effect in percent of its lane, whose middle is no effect."""
    if not (math.isfinite(r.effect_size) and r.difference and math.isfinite(r.low)):
        return None
    scale = r.effect_size / r.difference
    at = [50.0 + 50.0 * max(-1.0, min(1.0, v * scale / widest)) for v in (r.low, r.difference, r.high)]
    return {"low": round(at[0], 2), "point": round(at[1], 2), "width": round(at[2] - at[0], 2)}


def _plus(number: float, places: int) -> str:
    return "–" if not math.isfinite(number) else f"{number:+.{places}f}".replace("-", "−")


def trials(effect, most: int = 12) -> dict | None:
    """What trials of policies like the one in which A and B differ found; None where they differ by no policy or nobody tried one.

    most : rows, those that share most fields with the policy first
    """
    _, fields = changed(effect.a.scenario, effect.b.scenario)
    rows = matching(fields) if decided(fields) else []
    if not rows:
        return None
    cells = [
        {
            "id": r.id, "changed": r.intervention, "note": r.note, "outcome": r.outcome.replace("_", " "),
            "effect": f"{r.effect:g} ({r.low:g} to {r.high:g})".replace("-", "−"), "unit": r.unit, "source": r.source,
            "known": f"{r.design}, {r.years:g} year{'s' * (r.years != 1)}, {r.confidence} confidence",
        }
        for r in rows[:most]
    ]  # fmt: skip
    return {"title": "What trials of such policies found", "rows": cells}


__all__ = ["cell", "effects", "every_outcome", "trials", "yearly"]
