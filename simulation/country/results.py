"""The results of a country: its tables, what they say of sorting and flows, and a folder that keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..core.sources import sources_digest
from ..inputs.writing import table_for_spreadsheet
from ..parameters.country import Country
from ..results.place import write_folder
from ..school.readers.form import counted

#: Bounds of the bands of schools by the share of poor pupils that American statistics of movers use.
BANDS = (0.0, 0.35, 0.5, 0.75, 1.0 + 1e-9)
BAND_NAMES = ("0-34", "35-49", "50-74", "75+")
N_FIFTHS = 5
#: Fifths of posts, from 1 (fewest poor pupils) on.
FIFTHS = range(1, N_FIFTHS + 1)


@dataclass
class CountryResults:
    """What `simulate_country` gives.

    years : a row for each school and year; market : region, year and round; hires : each hire; leavers : who leaves all schools
    costs : each policy and year in which it is in force
    """

    country: Country
    seed: int
    years: pd.DataFrame
    market: pd.DataFrame
    hires: pd.DataFrame
    seconds: dict[str, float]
    leavers: pd.DataFrame = field(default_factory=pd.DataFrame)
    costs: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def manifest(self) -> dict[str, Any]:
        """What determines the numbers."""
        about = self.country.to_dict() | {"of_schools": self.country.of_schools.to_dict()}
        return {"command": "country", "country": about, "seed": self.seed, "sources": sources_digest("country.live")}

    def fifths(self) -> pd.Series:
        """The fifth of posts by poverty in which each school is, from 1 (fewest poor pupils) to 5, by its poverty in the first year."""
        first = self.years[self.years["year"] == 1].set_index("school")
        order = first["poverty"].argsort(kind="stable").to_numpy()
        reached = first["posts"].to_numpy()[order].cumsum() - 0.5 * first["posts"].to_numpy()[order]
        fifth = np.empty(len(first), np.int64)
        fifth[order] = 1 + np.minimum(N_FIFTHS - 1, (N_FIFTHS * reached / first["posts"].sum()).astype(int))
        return pd.Series(fifth, first.index, name="fifth")

    def bands(self) -> pd.Series:
        """The band of poverty of each school, as in BAND_NAMES, by its poverty in the first year."""
        first = self.years[self.years["year"] == 1].set_index("school")["poverty"]
        return pd.cut(first, BANDS, right=False, labels=list(BAND_NAMES)).rename("band")

    def later(self, table: pd.DataFrame, from_year: int | None = None) -> pd.DataFrame:
        """Rows of a table from a year on (`from_year`); from the second half of the years when it is left out, when the market has found its level."""
        last = int(self.years["year"].max())
        return table[table["year"] >= (from_year or last // 2 + 1)]

    def sorting(self, from_year: int | None = None) -> pd.DataFrame:
        """The sorting curve: by fifth of poverty, shares of posts or people [percent] and means over teachers. from_year : as in `later`

        A fifth in which there is no school, as in a country of three, is unknown (NaN).
        """
        rows = self.later(self.years, from_year)
        groups = rows.assign(fifth=self.fifths().reindex(rows["school"]).to_numpy()).groupby("fifth")

        def mean(column: str) -> pd.Series:
            return groups[[column, "filled"]].apply(
                lambda part: float(np.average(part[column], weights=part["filled"].clip(lower=1e-9)))
            )

        people, posts = groups["filled"].sum(), groups["posts"].sum()
        found = {"poverty": mean("poverty"), "expertise": mean("expertise"), "influence": mean("influence")}
        found |= {"experience": mean("mean_experience"), "new_to_teaching": 100.0 * mean("new_to_teaching")}
        found |= {"growth": mean("student_growth"), "satisfaction": mean("job_satisfaction")}
        if "hires" in rows:
            gone = groups["gone_to_schools"].sum() + groups["gone_out"].sum()
            found |= {
                "turnover": 100.0 * gone / people,
                "moving": 100.0 * groups["gone_to_schools"].sum() / people,
                "vacant": 100.0 * groups["vacant"].sum() / posts,
                "late": 100.0 * groups["late_hires"].sum() / groups["hires"].sum(),
                "beginners_among_hires": 100.0 * groups["hires_new"].sum() / groups["hires"].sum(),
            }
        return pd.DataFrame(found).reindex(FIFTHS)

    def flows(self, by: pd.Series | None = None, from_year: int | None = None) -> pd.DataFrame:
        """Moves from school to school, by where they begin (rows) and end (columns); by : a category of each school, fifths when left out; from_year : as in `later`"""
        names = list(FIFTHS) if by is None else list(by.cat.categories)
        by = self.fifths() if by is None else by
        moves = self.later(self.hires, from_year)
        moves = moves[moves["from_school"] >= 0]
        begin, end = by.reindex(moves["from_school"]).to_numpy(), by.reindex(moves["to_school"]).to_numpy()
        return pd.crosstab(begin, end).reindex(index=names, columns=names, fill_value=0).rename_axis(index="from", columns="to")

    def careers(self, persons: Sequence[int] | None = None) -> pd.DataFrame:
        """What became of people: person, year, event (of `hires`, or why she left), from_school, to_school (-1 for none), experience, expertise.

        persons : numbers of whom; all who went anywhere when left out. In the order of persons and years.
        """
        columns = ["person", "year", "event", "from_school", "to_school", "experience", "expertise"]
        came = self.hires.assign(event=self.hires["source"].astype(str)) if len(self.hires) else self.hires
        went = self.leavers.assign(event=self.leavers["why"].astype(str), to_school=-1) if len(self.leavers) else self.leavers
        table = (
            pd.concat([part[columns] for part in (came, went) if len(part)], ignore_index=True)
            if len(came) or len(went)
            else None
        )
        if table is None:
            return pd.DataFrame(columns=columns)
        if persons is not None:
            table = table[table["person"].isin(persons)]
        return table.sort_values(["person", "year"], kind="stable", ignore_index=True)

    def spread(self, from_year: int | None = None) -> pd.DataFrame:
        """How far schools stand apart in turnover, inside and between fifths of poverty: SD of schools, tenths, share of a quarter or more; from_year : as in `later`"""
        rows = self.later(self.years, from_year)
        sums = rows.assign(gone=rows["gone_to_schools"] + rows["gone_out"]).groupby("school")[["gone", "filled"]].sum()
        rate = (100.0 * sums["gone"] / sums["filled"].clip(lower=1)).rename("turnover")
        groups = rate.groupby(self.fifths().reindex(rate.index).to_numpy())
        told = groups.agg(["mean", "std"]).rename(columns={"mean": "turnover", "std": "sd"})
        told["lowest_tenth"], told["highest_tenth"] = groups.quantile(0.1), groups.quantile(0.9)
        told["quarter_or_more"] = groups.apply(lambda rates: 100.0 * float((rates >= 25.0).mean()))
        return told.reindex(FIFTHS).rename_axis("fifth")

    def summary(self) -> str:
        """The sorting curve in words and numbers, for a terminal."""
        first = self.years[self.years["year"] == 1]
        last = int(self.years["year"].max())
        sizes = ", ".join(
            counted(n, what) for n, what in ((len(first), "school"), (int(first["posts"].sum()), "post"), (last, "year"))
        )
        head = f"{self.country.name}: {sizes}, seed {self.seed}"
        curve = self.sorting().round(3)
        names = {name: name.replace("_", " ") for name in curve.columns}
        curve.index = ["least poor", *(f"fifth {k}" for k in FIFTHS[1:-1]), "poorest"]
        told = (
            f"Years {last // 2 + 1} to {last}, by fifth of posts from the least poor schools to the poorest; shares in percent."
        )
        text = f"{head}\n{told}\n\n{curve.rename(columns=names).T.to_string(na_rep='–')}"
        if len(self.hires):
            flows = self.flows().to_numpy(float)
            up, down = np.tril(flows, -1).sum(), np.triu(flows, 1).sum()
            text += f"\n\nMoves: {flows.sum():,.0f}"
            text += f"; to less poor fifths for one to poorer ones: {up / down:.2f}" if down else ""
        taken = ", ".join(f"{stage} {value:.1f}" for stage, value in self.seconds.items())
        return text + (f"\nSeconds: {taken}" if taken else "\nEvery year was kept from before; none was lived again.")

    def save(self, path: str | Path, also: Any = None) -> Path:
        """Write tables and manifest into a folder, `path`, that is complete or absent; also : called with the unfinished folder, to add figures."""

        def fill(folder: Path) -> None:
            for name in ("years", "market", "hires", "leavers", "costs"):
                if len(table := getattr(self, name)):
                    table.to_parquet(folder / f"{name}.parquet", index=False)
            table_for_spreadsheet(self.sorting()).to_csv(folder / "sorting.csv", lineterminator="\n")
            if len(self.hires):
                table_for_spreadsheet(self.flows()).to_csv(folder / "flows.csv", lineterminator="\n")
                table_for_spreadsheet(self.spread()).to_csv(folder / "spread.csv", lineterminator="\n")
            if also is not None:
                also(folder)

        return write_folder(path, fill, self.manifest)
