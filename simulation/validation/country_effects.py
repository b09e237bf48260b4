"""What policies do to a country, beside what they were found to do: each published effect as an experiment with twins.

A row of country_effects.csv has a function of the same number here. Countries are the shipped ones, of so many schools as are asked for.
"""

import csv
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

from ..country.compare import CountryEffect, effect_of
from ..country.live import simulate_country
from ..country.results import CountryResults
from ..parameters.country import Country


@cache
def published_effects() -> pd.DataFrame:
    """The published effects: id, question, unit, value, low, high, population, source."""
    with (files(__package__) / "country_effects.csv").open(encoding="utf-8") as lines:
        table = pd.DataFrame(list(csv.DictReader(lines)))
    return table.astype({"value": float, "low": float, "high": float})


class Twins:
    """Shipped countries, each simulated when it is first asked for, with the same seed and the same changes."""

    def __init__(self, changes: dict[str, Any], seed: int, workers: int | None = None):
        self.changes, self.seed, self.workers = changes, seed, workers
        self._done: dict[str, CountryResults] = {}

    def of(self, name: str, policies: list[dict[str, Any]] | None = None) -> CountryResults:
        """The results of a country; policies : in place of its own, known by a name that is no country's."""
        if name not in self._done:
            country = Country.load("country_market" if policies is not None else name)
            more = {"policies": policies} if policies is not None else {}
            self._done[name] = simulate_country(country.replace(self.changes | more), self.seed, workers=self.workers)
        return self._done[name]

    def effect(self, name: str, policies: list[dict[str, Any]] | None = None) -> CountryEffect:
        """A country against country_market."""
        return effect_of(self.of("country_market"), self.of(name, policies))


def country_effects(changes: dict[str, Any] | None = None, seed: int = 1, workers: int | None = None) -> pd.DataFrame:
    """Every published effect beside the country's: the columns of `published_effects`, `model` and `inside`.

    changes : what differs in all countries, by dotted name, such as {"places.schools": 300, "places.regions": 6}
    """
    twins, table = Twins(changes or {}, seed, workers), published_effects().copy()
    table["model"] = [EXPERIMENTS[row](twins) for row in table["id"]]
    table["inside"] = (table["low"] <= table["model"]) & (table["model"] <= table["high"])
    return table


def _row(effect: CountryEffect, outcome: str, schools: str) -> pd.Series:
    table = effect.table
    return table[(table["schools"] == schools) & (table["outcome"] == outcome)].iloc[0]


def _fall(twins: Twins, name: str) -> float:
    """Change of turnover of those whom a policy reaches, in percent of what it was."""
    row = _row(twins.effect(name), "turnover", "reached by policies")
    return 100.0 * float(row["difference"] / row["a"])


def _ratio_to_bonus(twins: Twins) -> float:
    return _fall(twins, "conditions_not_bonus") / _fall(twins, "bonus_hard_to_staff")


def _alone_or_everywhere(twins: Twins) -> float:
    """The largest region pays a bonus to all its teachers, alone or with all others: which draws more experience to it?"""
    years = twins.of("country_market").years
    region = int(years.groupby("region")["posts"].sum().idxmax())
    bonus = {"name": "bonus", "start": 4, "bonus": 0.1}
    gained = []
    for name, policies in (("alone", [bonus | {"regions": [region]}]), ("everywhere", [bonus])):
        effect = twins.effect(name, policies)
        means = []
        for side in (effect.a, effect.b):
            rows = side.years[(side.years["region"] == region) & side.years["year"].between(*effect.years)]
            means.append(float(np.average(rows["mean_experience"], weights=rows["filled"])))
        gained.append(means[1] - means[0])
    return float(gained[0] > gained[1])


def _beginners_who_leave(results: CountryResults, years: tuple[int, int]) -> float:
    rows, gone = (table[table["year"].between(*years)] for table in (results.years, results.leavers))
    beginners = float((rows["new_to_teaching"] * rows["filled"]).sum())
    return 100.0 * float(((gone["experience"] < 2.0) & (gone["why"] == "left")).sum()) / beginners


def _induction(twins: Twins) -> float:
    effect = twins.effect("induction_everywhere")
    before, after = (_beginners_who_leave(side, effect.years) for side in (effect.a, effect.b))
    return after - before


def _evens_out(twins: Twins) -> float:
    spread = []
    for name in ("country_market", "rotation"):
        results = twins.of(name)
        spread.append(results.later(results.years).groupby("school")[["mean_experience", "expertise"]].mean().std().to_numpy())
    return float((spread[1] < spread[0]).all())


def _moves_per_exit(twins: Twins) -> float:
    results = twins.of("rotation_japan")
    rows = results.later(results.years)
    return float(rows["gone_to_schools"].sum() / rows["gone_out"].sum())


def _applicants_per_hire(twins: Twins) -> float:
    results = twins.of("rotation_japan")
    rounds = results.later(results.market)
    examined = rounds[rounds["round"] == "summer"]
    return float(examined["applications"].sum() / examined["hires"].sum())


#: By the number of the published effect, how countries are asked.
EXPERIMENTS: dict[str, Callable[[Twins], float]] = {
    "L61": lambda twins: _fall(twins, "bonus_hard_to_staff"),
    "L66": _ratio_to_bonus,
    "L71": _alone_or_everywhere,
    "E05": _induction,
    "L76": _evens_out,
    "L75": _moves_per_exit,
    "L77": _applicants_per_hire,
}
