"""Two countries of the same schools, people and luck: what the difference between them does, to whom, and at what cost.

Draws are counted by person, year and school, so that twins differ only where a policy reaches, or where people whom it moved have come.
Intervals are those of the jackknife over regions, which hardly touch; with a handful of regions there is none.
"""

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..inputs.quoting import InputError
from ..inputs.writing import table_for_spreadsheet
from ..parameters.country import Country
from ..parameters.scenario import SAME_SCHOOL
from ..results.place import write_folder
from ..statistics.jackknife import interval
from .in_force import in_force
from .live import simulate_country
from .places import lay_out
from .results import CountryResults
from .store import years_beside

#: Fewer regions than these tell nothing about how sure an effect is.
FEWEST_REGIONS = 5
#: What is compared: name, how it is told, its unit, and its sums over schools and years, (part, whole); of "x_of" the mean of x over teachers.
OUTCOMES = (
    ("turnover", "gone at the end of the year", "percent of staff", "gone", "filled"),
    ("moving", "gone to another school", "percent of staff", "gone_to_schools", "filled"),
    ("vacant", "vacant for the year", "percent of posts", "vacant", "posts"),
    ("late", "hired after the start", "percent of hires", "late_hires", "hires"),
    ("beginners", "new to teaching", "percent of staff", "new_to_teaching_of", "filled"),
    ("experience", "experience", "years", "mean_experience_of", "filled"),
    ("expertise", "expertise", "0 to 1", "expertise_of", "filled"),
    ("influence", "influence of teachers", "0 to 1", "influence_of", "filled"),
    ("satisfaction", "satisfaction", "0 to 1", "job_satisfaction_of", "filled"),
    ("growth", "growth of pupils", "SD a year", "student_growth_of", "filled"),
)
#: The five numbers in which a country ends.
FIVE = ("sorting", "vacancies", "gap of beginners", "gap of influence", "cost")


def _frozen(country: Country) -> dict[str, Any]:
    """What twins have in common: where schools stand, and what they are like on the first day."""
    scenario = country.of_schools
    fields = (*SAME_SCHOOL, "school.poverty", "population.poverty")
    return {f"places.{name}": value for name, value in country.places.model_dump().items()} | {
        field: scenario.get(field) for field in fields
    }


def check_twins(a: Country, b: Country) -> None:
    """Raise InputError unless both countries have the same schools in the same places."""
    here, there = _frozen(a), _frozen(b)
    for field, value in here.items():
        if value != there[field]:
            raise InputError(
                f"{field} differs ({value:g} in {a.name}, {there[field]:g} in {b.name}), so these are not the same schools; "
                "give both the same"
            )
    if not (a.joined and b.joined):
        raise InputError("schools that nothing joins have no market to compare; set institution to market or rotation")
    if a.of_schools.years != b.of_schools.years:
        raise InputError(
            f"{a.name} has {a.of_schools.years} years and {b.name} {b.of_schools.years}; give both the same with --years"
        )


@dataclass
class CountryEffect:
    """Twins and what differs between them. years : first and last year that are compared; table : a row for each group and outcome"""

    a: CountryResults
    b: CountryResults
    years: tuple[int, int]
    table: pd.DataFrame

    @property
    def manifest(self) -> dict[str, Any]:
        """What determines the numbers."""
        return {"command": "country --against", "a": self.a.manifest, "b": self.b.manifest, "years": list(self.years)}

    def five(self) -> pd.DataFrame:
        """Five numbers of both: differences of turnover, beginners and influence between the poorest and the least poor fifth, posts vacant in the
        poorest fifth, and what policies cost, as a percent of the pay of all."""
        a, b = (pd.Series(five_numbers(side, self.years)) for side in (self.a, self.b))
        return pd.DataFrame({"a": a, "b": b, "difference": b - a})

    def costs(self) -> pd.DataFrame:
        """What policies cost in these years: side, policy, people (in years), bonus, other and in all, in years of usual pay."""
        rows = []
        for side, results in (("a", self.a), ("b", self.b)):
            if len(results.costs):
                mine = results.costs[results.costs["year"].between(*self.years)]
                rows.append(
                    mine.groupby("policy", sort=False)[["people", "bonus", "other"]].sum().reset_index().assign(side=side)
                )
        table = (
            pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=["policy", "people", "bonus", "other", "side"])
        )
        return table.assign(cost=table["bonus"] + table["other"])[["side", "policy", "people", "bonus", "other", "cost"]]

    def summary(self) -> str:
        """The five numbers, the effects and the costs, for a terminal."""
        first, last = self.years
        head = f"{self.b.country.name} against {self.a.country.name}: the same schools, people and luck, seed {self.a.seed}, years {first} to {last}."
        groups = (
            ["reached by policies", "not reached"] if "not reached" in set(self.table["schools"]) else ["all", "poorest fifth"]
        )
        shown = self.table[self.table["schools"].isin(groups)]
        told = pd.DataFrame(
            {
                "schools": shown["schools"],
                "outcome": shown["outcome"],
                "a": shown["a"].map("{:.3f}".format),
                "b": shown["b"].map("{:.3f}".format),
                "difference": shown["difference"].map("{:+.3f}".format),
                "95 % interval": [
                    f"{low:+.3f} to {high:+.3f}" if np.isfinite(low) else "–"
                    for low, high in zip(shown["low"], shown["high"], strict=True)
                ],
                "unit": shown["unit"],
            }
        )
        text = f"{head}\n\n{self.five().round(3).to_string(na_rep='–')}\n\n{told.to_string(index=False)}"
        costs = self.costs()
        if len(costs):
            text += f"\n\nCosts in years of usual pay:\n{costs.round(1).to_string(index=False)}"
        return text

    def save(self, path: str | Path, also: Any = None) -> Path:
        """Write effects, five numbers, costs and both tables of years into a folder that is complete or absent.

        path : the folder; also : as in CountryResults.save
        """

        def fill(folder: Path) -> None:
            table_for_spreadsheet(self.table).to_csv(folder / "effects.csv", index=False, lineterminator="\n")
            table_for_spreadsheet(self.five().rename_axis("number").reset_index()).to_csv(
                folder / "five.csv", index=False, lineterminator="\n"
            )
            table_for_spreadsheet(self.costs()).to_csv(folder / "costs.csv", index=False, lineterminator="\n")
            for side, results in (("a", self.a), ("b", self.b)):
                results.years.to_parquet(folder / f"years_{side}.parquet", index=False)
                results.hires.to_parquet(folder / f"hires_{side}.parquet", index=False)
            if also is not None:
                also(folder)

        return write_folder(path, fill, self.manifest)


def five_numbers(results: CountryResults, years: tuple[int, int]) -> dict[str, float]:
    """FIVE of a country over some years: percent, but for influence (0 to 1)."""
    rows = results.years[results.years["year"].between(*years)]
    fifth = results.fifths().reindex(rows["school"]).to_numpy()
    rates = {name: _rates(rows, fifth, part, whole) for name, _, _, part, whole in OUTCOMES}

    def gap(name: str) -> float:
        return float(rates[name].get(5, np.nan) - rates[name].get(1, np.nan))

    costs = results.costs
    spent = float(costs.loc[costs["year"].between(*years), ["bonus", "other"]].to_numpy().sum()) if len(costs) else 0.0
    numbers = (gap("turnover"), float(rates["vacant"].get(5, np.nan)), gap("beginners"), gap("influence"))
    return dict(zip(FIVE, (*numbers, 100.0 * spent / float(rows["filled"].sum())), strict=True))


def _sums(rows: pd.DataFrame, part: str, whole: str) -> tuple[pd.Series, pd.Series]:
    """Part and whole of a rate for each row."""
    if part == "gone":
        return rows["gone_to_schools"] + rows["gone_out"], rows[whole]
    if part.endswith("_of"):
        return rows[part.removesuffix("_of")] * rows["filled"], rows[whole]
    return rows[part], rows[whole]


def _scale(part: str) -> float:
    """Shares are told in percent; means as they are."""
    return 1.0 if part.endswith("_of") and part != "new_to_teaching_of" else 100.0


def _rates(rows: pd.DataFrame, by: np.ndarray, part: str, whole: str) -> pd.Series:
    one, of = (values.groupby(by).sum() for values in _sums(rows, part, whole))
    return _scale(part) * one / of


def compared_years(a: Country, b: Country) -> tuple[int, int]:
    """From the first year in which policies differ to the last; the second half of the years where countries differ in more than policies."""
    last = a.of_schools.years
    rest = [country.model_dump(exclude={"name", "title", "story", "sources", "policies"}) for country in (a, b)]
    starts = [policy.start for policy in _different(a, b)]
    if rest[0] != rest[1] or not starts:
        return last // 2 + 1, last
    return min(min(starts), last), last


def _different(a: Country, b: Country) -> list:
    """Policies that only one of two countries has."""
    return [policy for one, other in ((a, b), (b, a)) for policy in one.policies if policy not in other.policies]


def effect_of(a: CountryResults, b: CountryResults) -> CountryEffect:
    """What differs between twins. Raises InputError when they are none."""
    check_twins(a.country, b.country)
    years = compared_years(a.country, b.country)
    fifth = a.fifths()
    groups = {
        "all": np.ones(len(fifth), bool),
        "poorest fifth": (fifth == 5).to_numpy(),
        "least poor fifth": (fifth == 1).to_numpy(),
    }
    reached = _reached(a, b)
    if reached is not None:
        groups |= {"reached by policies": reached, "not reached": ~reached}
    rows = []
    sides = [side.years[side.years["year"].between(*years)] for side in (a, b)]
    for group, chosen in groups.items():
        if not chosen.any():
            continue
        mine = [side[chosen[side["school"].to_numpy()]] for side in sides]
        for name, _, unit, part, whole in OUTCOMES:
            one, other, apart, low, high = _paired(mine, part, whole)
            rows.append((group, name, one, other, apart, low, high, unit))
    table = pd.DataFrame(rows, columns=["schools", "outcome", "a", "b", "difference", "low", "high", "unit"])
    return CountryEffect(a, b, years, table)


def _reached(a: CountryResults, b: CountryResults) -> np.ndarray | None:
    """The schools for which targeted policies are that only one of two countries has, (n_schools,); None without such policies."""
    different, chosen = _different(a.country, b.country), []
    for side in (a, b):
        mine = [policy.targeted and policy in different for policy in side.country.policies]
        if any(mine):
            chosen.append(in_force(side.country, lay_out(side.country, side.seed), side.seed).reached[mine].any(axis=0))
    return np.logical_or.reduce(chosen) if chosen else None


def _paired(sides: list[pd.DataFrame], part: str, whole: str) -> tuple[float, float, float, float, float]:
    """(a, b, b - a, low, high) of a rate; the interval by leaving out each region in turn."""
    per_region = []
    for rows in sides:
        one, of = (values.groupby(rows["region"]).sum() for values in _sums(rows, part, whole))
        per_region.append((one.to_numpy(float), of.to_numpy(float)))
    with np.errstate(invalid="ignore", divide="ignore"):
        a, b = (_scale(part) * one.sum() / of.sum() for one, of in per_region)
        without = [_scale(part) * (one.sum() - one) / (of.sum() - of) for one, of in per_region]
    if len(without[0]) < FEWEST_REGIONS:
        return float(a), float(b), float(b - a), float("nan"), float("nan")
    _, low, high = interval(np.array(b - a), without[1] - without[0])
    return float(a), float(b), float(b - a), float(low), float(high)


def compare_countries(
    a: Country,
    b: Country,
    seed: int = 1,
    *,
    workers: int | None = None,
    progress: bool = False,
    insist: bool = False,
    executor: Executor | None = None,
    years_at: Path | None = None,
) -> CountryEffect:
    """Simulate two countries of the same schools with the same luck, and tell what differs between them.

    a, b : countries with the same schools in the same places; seed, workers, progress, insist, executor : as in `simulate_country`
    years_at : the place of the results, beside which whole years wait
    Raises InputError when the schools are not the same.
    """
    check_twins(a, b)
    how: dict[str, Any] = {"workers": workers, "progress": progress, "insist": insist, "executor": executor}
    one, other = (
        simulate_country(country, seed, years_at=years_beside(years_at, side) if years_at else None, **how)
        for side, country in (("a", a), ("b", b))
    )
    return effect_of(one, other)
