"""`compare`: two scenarios with the same schools and common random numbers; more than two: policies.py."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..inputs.writing import table_for_spreadsheet
from ..parameters.scenario import InputError
from ..words import equivalence
from .like import Like, base_of, fit_from, sets_from, under_sets
from .options import (
    DryRun,
    Figures,
    Out,
    Phases,
    Quiet,
    Replace,
    Runs,
    Seed,
    Set,
    Uncertainty,
    Workers,
    Years,
    Yes,
    checked_place,
    default_folder,
    foreseen,
    kept_apart,
    say_if_cold,
    say_saved,
    scenario_from,
    settings,
    text_table,
    week_of,
)
from .power import sizes
from .real_school import Real, takes_school

if TYPE_CHECKING:
    from ..experiments.compare import Effect
    from ..parameters.scenario import Scenario


def pool(folders: list[Path], place: Path) -> None:
    """Show and store what a difference does to several schools."""
    from ..experiments.compare import Effect
    from ..experiments.pooled import pooled_effect, save_pooled
    from ..results.folder import read_manifest
    from .policies import pool_several

    if "reference" in read_manifest(folders[0]):
        return pool_several(folders, place)
    every = [Effect.load(folder) for folder in folders]
    names = [effect.a.school["title"] for effect in every if effect.a.school]
    both = pooled_effect(every)
    print(f"\nMeans over {len(every)} schools: {', '.join(names)}")
    print(table(both))
    summary = f"Means over {len(every)} schools, each of which weighs the same.\n\n{both.summary()}"
    apart = {
        f"effects_{k}": effect.table.assign(school=name) for k, (name, effect) in enumerate(zip(names, every, strict=True), 1)
    }
    return say_saved(save_pooled(place, {"effects": both.table} | apart, summary, folders), False)


@takes_school(pool=pool)
def compare(
    a: Annotated[str | None, typer.Argument(help="Name or path of the first scenario; that of --like when left out.")] = None,
    others: Annotated[
        list[str],
        typer.Argument(
            metavar="[B]...",
            help="The second; the first one again when left out. Several give a table of each against the first.",
        ),
    ] = [],  # noqa: B006 - typer wants a list and does not change it
    everything: Annotated[
        bool, typer.Option("--all", help="Every shipped scenario of the same schools against the first, in one table.")
    ] = False,
    set: Set = [],  # noqa: B006
    change: Annotated[
        list[str], typer.Option("--change", metavar="FIELD=VALUE", help="Change a field of the second scenario only.")
    ] = [],  # noqa: B006
    margin: Annotated[
        list[str],
        typer.Option(
            "--margin",
            metavar="OUTCOME=SIZE",
            help="Test whether the effect is smaller than this (equivalence), in the outcome's unit.",
        ),
    ] = [],  # noqa: B006
    outcomes: Annotated[
        list[str],
        typer.Option("--outcome", help="With several scenarios: an outcome of the table; the leading six when left out."),
    ] = [],  # noqa: B006
    runs: Runs = 200,
    seed: Seed = 1,
    years: Years = None,
    out: Out = None,
    replace: Replace = False,
    workers: Workers = None,
    figures: Figures = True,
    uncertainty: Uncertainty = False,
    like: Like = None,
    phases: Phases = [],  # noqa: B006
    second_phases: Annotated[
        list[str], typer.Option("--phase-b", metavar="MODULE:PHASE", help="A phase of your own in the second scenario only.")
    ] = [],  # noqa: B006
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
    real: Real = None,
) -> Path | None:
    """Show what the difference between two scenarios does, school by school with common random numbers; or what several do."""
    fitted = fit_from(like, uncertainty)
    if a is None and fitted is None:
        raise InputError("no scenario was named; give one or two, as in `compare baseline --change administrator.openness=0.8`")
    if everything or len(others) > 1:
        from .policies import compare_several

        alone = {"--change": change, "--margin": margin, "--uncertainty": uncertainty, "--like": like}
        alone |= {"--phase": phases, "--phase-b": second_phases}
        if wrong := [option for option, value in alone.items() if value]:
            raise InputError(
                f"{wrong[0]} is for two scenarios, and {'--all' if everything else len(others) + 1} came; leave one out"
            )
        return compare_several(
            str(a),
            others,
            everything,
            set,
            years,
            runs,
            seed,
            outcomes,
            out,
            replace,
            workers,
            figures,
            dry_run,
            yes,
            quiet,
            real,
        )
    if outcomes:
        raise InputError(
            "--outcome is for tables of several scenarios; the table of two shows the key outcomes, its folder all"
        )
    margins = sizes(margin, "--margin")
    b = next(iter(others), None)
    one_base = base_of(a, fitted)
    given = scenario_from(one_base, []), scenario_from(b or one_base, [])
    first = scenario_from(given[0], set, years)
    second = unchanged = scenario_from(given[1], set, years)
    if change:
        second = second.replace(settings(change, "--change"))
    if b is None:
        second = second.replace({"name": f"{first.name} with {', '.join(change)}"[:80]}) if change else second
    from ..engine.extension import told as said_of
    from ..ensemble.forecast import both, cost_of_ensemble
    from ..ensemble.simulate import check_asked
    from ..experiments.compare import check_margins, last_year_of, manifest_of
    from ..experiments.compare import compare as compare_scenarios
    from ..results.folder import Results
    from ..results.summary import changes

    check_asked(runs, seed)
    about = real.described() if real else None
    sets = [sets_from(fitted, uncertainty, *of, real) for of in ((first, set), (second, [*set, *change]))]
    weeks = week_of(phases, bool(sets[0])), week_of([*phases, *second_phases], bool(sets[0]))
    one, other = (
        Results(scenario, seed, runs, ("years",), school=about, uncertainty=of.about() if of else None, phases=said_of(week))
        for scenario, of, week in zip((first, second), sets, weeks, strict=True)
    )
    asked = manifest_of(one, other, last_year_of(first, second))
    in_both = changes(first, given[0]) | changes(unchanged, given[1])
    in_second = {f"b.{name}": value for name, value in changes(second, unchanged).items()} if b else {}  # else its name says it
    also = kept_apart(real, sets[0], [*phases, *second_phases])
    place = checked_place(
        out or default_folder(f"{first.name}-against-{second.name}", in_both | in_second, also),
        asked,
        "compare",
        replace,
    )
    posts = real.n if real else None
    cost = [
        cost_of_ensemble(scenario, runs, ("years",), posts, in_memory=True, walked=week is not None)
        for scenario, week in zip((first, second), weeks, strict=True)
    ]
    slower = weeks[1] or weeks[0]
    if not foreseen(f"{first.name} and {second.name}", both(*cost), workers, place, yes, dry_run, first, quiet, slower):
        return None
    say_if_cold(quiet)
    check_margins(margins)
    how: dict[str, Any] = {"workers": workers, "progress": not quiet, "school": real, "insist": True}
    if sets[0] and sets[1]:
        from ..experiments.uncertainty import compare_uncertain

        effect = compare_uncertain(first, second, runs, seed, sets=(sets[0], sets[1]), **how)
    else:
        effect = compare_scenarios(first, second, runs, seed, phases=weeks[0], phases_b=weeks[1], **how)
    effect.a.base, effect.b.base = given
    try:
        folder = store(effect, place, figures, given, margins)  # first of all: whoever reads what we print may have gone
    finally:
        print(table(effect, given))
        if margins:
            print("\n" + "\n".join(equivalence.sentences(effect.equivalence(margins), effect.a.runs)))
        print(under_sets(sets[0]), end="")
    say_saved(folder, figures)
    return folder


def table(effect: Effect, given: tuple[Scenario | None, Scenario | None] = (None, None)) -> str:
    """Paired effects of key outcomes as text; the folder holds every outcome. given : both scenarios before --set and --change."""
    from ..words.effects import plausible_range, warning
    from ..words.outcomes import COMPARED, decimal, label, number, unit

    def text(value: float, name: str, sign: str = "") -> str:
        return number(value, name, finer=1, sign=sign, minus="-")

    body = []
    for name, r in effect.table.set_index("outcome").loc[list(COMPARED)].iterrows():
        apart, low, high = (text(value, name, "+") for value in (r.difference, r.low, r.high))
        body.append(
            [
                name,
                text(r.a, name),
                text(r.b, name),
                apart,
                f"{low} to {high}",
                decimal(r.effect_persons, 2, "+", "-") if math.isfinite(r.effect_persons) else "",
                decimal(r.effect_size, 2, "+", "-"),
                plausible_range(r),
                unit(name),
                label(name),
            ]
        )
    when = f"year {effect.years[0]}" if len(effect.years) == 1 else f"years {effect.years[0]} to {effect.years[-1]}"
    head = [
        "outcome",
        "a",
        "b",
        "b - a",
        "95% interval",
        "SD of persons",
        f"SD between {effect.one_each}",
        "plausible",
        "unit",
        "in words",
    ]
    title = f"a = {effect.a.scenario.name}, b = {effect.b.scenario.name}: {effect.a.runs} {effect.one_each}, {when}, seed {effect.a.seed}"
    note = (
        "Paired by school. SD of persons: the difference over the standard deviation between teachers of a, where persons have the outcome; "
        "plausible: what policies for a whole school usually do in a year, and the most that trials let expect."
    )
    too_large = warning(effect.table)
    beyond = f"\n\nWarning: {too_large}" if too_large else ""
    said = "\n".join([title, *effect.was_set(*given)])
    return f"\n{said}\n\n{text_table(head, body, last=2)}\n\n{note}{beyond}"


def store(
    effect: Effect,
    folder: Path,
    figures: bool,
    given: tuple[Scenario | None, Scenario | None] = (None, None),
    margins: dict[str, float] | None = None,
) -> Path:
    """Write the folder, with figures if wanted; whether it may replace others was asked before.

    given : both scenarios before --set and --change; margins : of what is to be shown to be small, for equivalence.csv and the summary
    """
    tested = effect.equivalence(margins) if margins else None

    def more(unfinished: Path) -> None:
        if tested is not None:
            table_for_spreadsheet(tested).to_csv(unfinished / "equivalence.csv", index=False)
        if figures:
            from ..plots import save_comparison

            save_comparison(effect, unfinished / "figures")

    told = (
        [] if tested is None else ["", *(line for text in equivalence.sentences(tested, effect.a.runs) for line in (text, ""))]
    )
    return effect.save(folder, also=more, summary="\n".join([effect.summary(*given), *told]), replace=True)
