"""`power`: how many schools show a difference between two scenarios, from a pilot run."""

from __future__ import annotations

from typing import Annotated

import typer

from ..parameters.scenario import InputError
from .options import Quiet, Seed, Set, Workers, Years, say_if_cold, scenario_from, settings, text_table
from .real_school import Real, takes_school


@takes_school
def power(
    a: Annotated[str, typer.Argument(help="Name or path of the first scenario.")],
    b: Annotated[str | None, typer.Argument(help="Name or path of the second; the first one again when left out.")] = None,
    differences: Annotated[
        list[str],
        typer.Option(
            "--difference", metavar="OUTCOME=SIZE", help="A true difference that must not be missed, in the outcome's unit."
        ),
    ] = [],  # noqa: B006 - typer wants a list and does not change it
    set: Set = [],  # noqa: B006
    change: Annotated[
        list[str], typer.Option("--change", metavar="FIELD=VALUE", help="Change a field of the second scenario only.")
    ] = [],  # noqa: B006
    power: Annotated[float, typer.Option("--power", help="How often the difference is to be seen (0.05 to 1).")] = 0.8,
    pilots: Annotated[int, typer.Option("--pilots", help="Schools of the pilot run.")] = 40,
    seed: Seed = 1,
    years: Years = None,
    workers: Workers = None,
    quiet: Quiet = False,
    real: Real = None,
) -> None:
    """Say how many schools show a difference between two scenarios, by the spread of paired differences in a pilot run."""
    first, second = scenario_from(a, set, years), scenario_from(b or a, set, years)
    second = second.replace(settings(change, "--change")) if change else second
    named = f"{first.name} and {second.name}" + (f" with {', '.join(change)}" if change else "")
    from ..experiments.power import power as power_of

    say_if_cold(quiet)
    wanted = sizes(differences, "--difference")
    found = power_of(
        first, second, wanted, power=power, pilots=pilots, seed=seed, workers=workers, progress=not quiet, school=real
    )
    print(
        as_text(
            found,
            power,
            f"{named}: {pilots} pilot schools, year {min(first.years, second.years)}, seed {seed}",
        )
    )


def sizes(given: list[str], option: str) -> dict[str, float]:
    """`["trust=0.02"]` as {"trust": 0.02}. Raises InputError for what is no number."""
    found = settings(given, option)
    for name, value in found.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise InputError(f"{option} {name} = {value!r} is no number; write {option} {name}=0.02")
    return {name: float(value) for name, value in found.items()}


def as_text(found, power: float, what: str) -> str:
    """The table in words: schools for each difference that was named, and for every outcome what some numbers of schools show."""
    from ..words.outcomes import number, unit

    def text(value: float, name: str) -> str:
        return number(value, name, finer=2)

    lines = [what, ""]
    asked = found[found["difference"].notna()]
    if len(asked):
        head = ["outcome", "difference", "schools", "at most", "SD of pairs", "unit"]
        body = [
            [r.outcome, f"{r.difference:g}", _many(r.schools), _many(r.schools_at_most), text(r.sd, r.outcome), unit(r.outcome)]
            for r in asked.itertuples()
        ]
        note = f"Schools in each scenario that show the difference {100 * power:g} times in 100. At most: what the pilot leaves possible (80 %)."
        lines += [text_table(head, body), "", note, ""]
    columns = [name for name in found.columns if name.startswith("shown_by_")]
    head = ["least difference shown by", *(name.removeprefix("shown_by_") for name in columns), "unit"]
    body = [[r["outcome"], *(text(r[name], r["outcome"]) for name in columns), unit(r["outcome"])] for _, r in found.iterrows()]
    return "\n".join([*lines, text_table(head, body), "", "Schools in each scenario; take another seed for the study itself."])


def _many(schools) -> str:
    import pandas as pd

    return "over ten million" if pd.isna(schools) else f"{schools:,}"
