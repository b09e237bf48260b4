"""`country`: schools in regions joined by a labour market, their tables and figures in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..inputs.writing import table_for_spreadsheet
from ..parameters.country import Country
from .options import (
    DryRun,
    Figures,
    Out,
    Quiet,
    Replace,
    Seed,
    Set,
    Workers,
    Years,
    Yes,
    checked_place,
    default_folder,
    foreseen,
    say_if_cold,
    say_saved,
    settings,
)


def country(
    country: Annotated[str, typer.Argument(help="Name of a shipped country, or path of a TOML file.")] = "country_market",
    set: Set = [],  # noqa: B006 - typer wants a list and does not change it
    seed: Seed = 1,
    years: Years = None,
    out: Out = None,
    replace: Replace = False,
    workers: Workers = None,
    figures: Figures = True,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
) -> None:
    """Simulate a country: schools in regions, and the labour market through which teachers go from one to another.

    --set takes numbers of the country (places.schools=300, market.poverty=0) and of its schools (time.planning=5).
    """
    given, changes = Country.load(country), settings(set)
    if years is not None:
        changes["years"] = years
    chosen = given.replace(changes) if changes else given
    from ..country.live import asked, cost_of_country, simulate_country

    named = {name: f"{value}" for name, value in changes.items()}
    place = checked_place(out or default_folder(chosen.name, named), asked(chosen, seed).manifest, "country", replace)
    if not foreseen(chosen.name, cost_of_country(chosen), workers, place, yes, dry_run, chosen.of_schools, quiet):
        return
    say_if_cold(quiet)
    results = simulate_country(chosen, seed, workers=workers, progress=not quiet, insist=True)

    joined = bool(len(results.hires))
    beside = []

    def add(folder: Path) -> None:
        if joined:
            from ..validation.labour_market import labour_market

            table = labour_market(results)
            table_for_spreadsheet(table).to_csv(folder / "evidence.csv", index=False, lineterminator="\n")
            asked = table["model"].notna().sum()
            beside.append(
                f"Published figures: {table['inside'].sum()} of {asked} that this country can be asked for are met (evidence.csv)"
            )
        if joined and figures:
            from ..plots.country import flows_figure, sorting_figure
            from ..plots.report import save_figure

            save_figure(sorting_figure(results), folder / "figures" / "sorting")
            if results.flows().to_numpy().any():
                save_figure(flows_figure(results), folder / "figures" / "flows")
            else:
                beside.append("Nobody moved from school to school in the second half of the years: there are no flows to draw.")

    results.save(place, also=add)
    print(results.summary(), *beside, sep="\n")
    say_saved(place, figures and joined)
