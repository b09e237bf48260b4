"""What several real schools have in common: means over schools, each of which weighs the same, run by run.

Run r of every school has the same random numbers, so that means over schools remain paired when two scenarios are compared. Intervals are
over runs: how sure the mean of these schools is, and not that of others.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from ..inputs.writing import table_for_spreadsheet
from ..parameters.scenario import InputError
from ..results.folder import Results
from ..results.place import write_folder
from .compare import Effect, effect_table
from .policies import Policies, table_of


def pooled_results(every: Sequence[Results]) -> Results:
    """An ensemble whose run r is the mean over the schools of run r; it holds the table of years. Raises InputError for other runs."""
    first = every[0]
    if any(
        (one.seed, one.runs, one.first_run, one.last_year) != (first.seed, first.runs, first.first_run, first.last_year)
        for one in every
    ):
        raise InputError(
            "these ensembles have other runs, years or seeds, so they have no means in common; simulate them alike"
        )
    years = pd.concat([one.years for one in every])
    mean = years.drop(columns="scenario").groupby(["run", "year"], as_index=False).mean()
    mean.insert(0, "scenario", first.scenario.name)
    seconds = sum(one.seconds for one in every)
    return Results(
        first.scenario,
        first.seed,
        first.runs,
        ("years",),
        seconds,
        first_run=first.first_run,
        base=first.base,
        _frames={"years": mean},
    )


def pooled_effect(every: Sequence[Effect]) -> Effect:
    """The comparison of two pooled ensembles; the spread between persons is its mean over schools. Raises InputError for other years."""
    if len({effect.years for effect in every}) > 1:
        raise InputError("these comparisons are of other years, so they have no means in common; compare the same years")
    a, b = pooled_results([effect.a for effect in every]), pooled_results([effect.b for effect in every])
    persons = [effect.persons for effect in every if effect.persons is not None]
    spread = pd.concat(persons, axis=1).mean(axis=1) if persons else None
    return Effect(a, b, every[0].years, effect_table(a, b, every[0].years, spread), spread)


def pooled_policies(every: Sequence[Policies]) -> Policies:
    """Several scenarios of the means over schools, run by run. Raises InputError for tables of other scenarios, runs or years."""
    first = every[0]
    if any(one.manifest | {"school": None} != first.manifest | {"school": None} for one in every):
        raise InputError(
            "these tables are of other scenarios, runs, years or seeds, so they have no means in common; compare alike"
        )
    values = pd.concat([one.values for one in every]).groupby(["scenario", "run"], as_index=False, sort=False).mean()
    titles = tuple(one.school["title"] for one in every if one.school)
    return replace(first, table=table_of(values, first.reference.name), values=values, school=None, pooled=titles)


def by_school(every: Sequence[Results]) -> pd.DataFrame:
    """The last year of each school, means over its runs: a row for each."""
    rows = [one.years.query("year == @one.last_year").drop(columns=["scenario", "run"]).mean() for one in every]
    table = pd.DataFrame(rows)
    table.insert(0, "school", [one.school["title"] if one.school else one.scenario.name for one in every])
    return table


def save_pooled(
    place: str | Path,
    tables: dict[str, pd.DataFrame],
    summary: str,
    folders: Sequence[Path],
    also: Callable[[Path], None] | None = None,
) -> Path:
    """Write tables as CSV, and a summary, to a folder that is complete or absent; returns the folder.

    folders : those of the schools; also : called with the unfinished folder, to add files (figures)
    """

    def fill(aside: Path) -> None:
        for name, table in tables.items():
            table_for_spreadsheet(table).to_csv(aside / f"{name}.csv", index=False)
        (aside / "summary.md").write_text(summary, encoding="utf-8")
        if also is not None:
            also(aside)

    return write_folder(place, fill, {"pooled": [Path(folder).name for folder in folders]})
