"""`country`: schools in regions joined by a labour market or a board, and twins that differ by a policy; tables and figures in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..inputs.quoting import InputError
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
from .sweep import Scheduler, executor_of

if TYPE_CHECKING:
    from ..country.results import CountryResults


def country(
    country: Annotated[str, typer.Argument(help="Name of a shipped country, or path of a TOML file.")] = "country_market",
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="B", help="Another country of the same schools, to compare with the first."),
    ] = None,
    set: Set = [],  # noqa: B006 - typer wants a list and does not change it
    change: Annotated[
        list[str], typer.Option("--change", metavar="FIELD=VALUE", help="Change a number of the second country only.")
    ] = [],  # noqa: B006
    experiments: Annotated[
        bool,
        typer.Option(
            "--experiments", help="Policies of the shipped countries beside what they were found to do, as one table."
        ),
    ] = False,
    seed: Seed = 1,
    years: Years = None,
    out: Out = None,
    replace: Replace = False,
    workers: Workers = None,
    scheduler: Scheduler = None,
    figures: Figures = True,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
) -> None:
    """Simulate a country: schools in regions, and how teachers go from one to another. With --against, two countries of the same schools.

    --set takes numbers of the country (places.schools=300, market.poverty=0) and of its schools (time.planning=5).
    """
    changes = settings(set)
    if years is not None:
        if changes.get("years", years) != years:
            raise InputError(f"--years {years} and --set years={changes['years']} contradict each other; leave one of them out")
        changes["years"] = years

    if experiments:
        return _experiments(changes, seed, workers, quiet)

    def read(name: str, more: dict) -> Country:
        given = Country.load(name)
        return given.replace(changes | more) if changes or more else given

    chosen, in_second = read(country, {}), settings(change, "--change")
    named = {name: f"{value}" for name, value in changes.items()}
    from ..country.live import asked, cost_of_country, simulate_country
    from ..country.store import clear_years, years_beside

    if against is None and not in_second:
        place = checked_place(out or default_folder(chosen.name, named), asked(chosen, seed).manifest, "country", replace)
        if foreseen(chosen.name, cost_of_country(chosen), workers, place, yes, dry_run, chosen.of_schools, quiet):
            say_if_cold(quiet)
            with executor_of(scheduler) as executor:
                results = simulate_country(
                    chosen,
                    seed,
                    workers=workers,
                    progress=not quiet,
                    insist=True,
                    executor=executor,
                    years_at=years_beside(place),
                )
            _store(results, place, figures)
            clear_years(place)
        return
    from ..country.compare import CountryEffect, check_twins, compare_countries, compared_years
    from ..ensemble.forecast import both

    other = read(against or country, in_second)
    check_twins(chosen, other)
    named |= {f"b.{name}": f"{value}" for name, value in in_second.items()}
    empty = CountryEffect(asked(chosen, seed), asked(other, seed), compared_years(chosen, other), None)
    name = f"{chosen.name}-against-{other.name}" if against else chosen.name
    place = checked_place(out or default_folder(name, named), empty.manifest, "country", replace)
    cost = both(cost_of_country(chosen), cost_of_country(other))
    if not foreseen(f"{chosen.name} and {other.name}", cost, workers, place, yes, dry_run, chosen.of_schools, quiet):
        return
    say_if_cold(quiet)
    with executor_of(scheduler) as executor:
        effect = compare_countries(
            chosen, other, seed, workers=workers, progress=not quiet, insist=True, executor=executor, years_at=place
        )

    def draw(folder: Path) -> None:
        from ..plots.country import compared_figure
        from ..plots.report import save_figure

        save_figure(compared_figure(effect), folder / "figures" / "compared")

    effect.save(place, also=draw if figures else None)
    clear_years(place)
    print(effect.summary())
    say_saved(place, figures)


def _experiments(changes: dict, seed: int, workers: int | None, quiet: bool) -> None:
    """Print what policies do beside what they were found to do."""
    from ..validation.country_effects import country_effects

    say_if_cold(quiet)
    table = country_effects(changes, seed, workers)
    shown = table[["id", "question", "unit", "value", "low", "high", "model"]].round(2)
    shown["verdict"] = ["inside" if inside else "outside" for inside in table["inside"]]
    print(shown.to_string(index=False))
    print(f"{table['inside'].sum()} of {len(table)} published effects are met, seed {seed}.")


def _store(results: CountryResults, place: Path, figures: bool) -> None:
    """Save a country with its figures and what is published beside it, and tell it."""
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
            from ..plots.country import flows_figure, regions_figure, sorting_figure
            from ..plots.report import save_figure

            save_figure(sorting_figure(results), folder / "figures" / "sorting")
            save_figure(regions_figure(results), folder / "figures" / "regions")
            if results.flows().to_numpy().any():
                save_figure(flows_figure(results), folder / "figures" / "flows")
            else:
                beside.append("Nobody moved from school to school in the second half of the years: there are no flows to draw.")

    results.save(place, also=add)
    print(results.summary(), *beside, sep="\n")
    say_saved(place, figures and joined)
