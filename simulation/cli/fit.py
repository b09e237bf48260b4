"""`fit`: what the figures of one's own school teach, and whether the model can be like it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..inputs.names import as_file
from ..parameters.scenario import InputError
from .like import PREFIX
from .options import (
    RESULTS,
    Quiet,
    Replace,
    Seed,
    Set,
    Workers,
    say_if_cold,
    say_saved,
    scenario_from,
    settings,
    text_table,
)
from .real_school import Missing, Real, Scales, pairs, takes_school

if TYPE_CHECKING:
    from ..experiments.fit.fit import Fit


@takes_school
def fit(
    scenario: Annotated[
        str, typer.Argument(help="Scenario of the schools to compare with: what is known of yours.")
    ] = "baseline",
    observed: Annotated[
        list[str],
        typer.Option("--observed", metavar="FILE", help="What was observed: means and shares, or answers of persons."),
    ] = [],  # noqa: B006 - typer wants a list and does not change it
    set: Set = [],  # noqa: B006
    free: Annotated[
        list[str],
        typer.Option(
            "--free", metavar="FIELD[=LOW..HIGH]", help="A condition to find out, in place of the usual ones (may be repeated)."
        ),
    ] = [],  # noqa: B006
    second_wave: Annotated[
        Path | None, typer.Option("--second-wave", metavar="FILE", help="The ties of --roster again, at the end of a year.")
    ] = None,
    wave_year: Annotated[
        int, typer.Option("--wave-year", min=1, max=40, help="The year at whose end the second wave was.")
    ] = 1,
    pooled: Annotated[
        bool | None, typer.Option("--pooled/--apart", help="Several schools: one fit to their means, or one for each.")
    ] = None,
    sets: Annotated[int, typer.Option("--sets", min=10, max=10_000, help="Sets that remain, for runs like this school.")] = 200,
    simulated: Annotated[int, typer.Option("--simulated", min=100, help="Simulated schools to compare with.")] = 4000,
    seed: Seed = 1,
    out: Annotated[Path | None, typer.Option("--out", help="Folder of the fit; results/fit-NAME when left out.")] = None,
    replace: Replace = False,
    workers: Workers = None,
    quiet: Quiet = False,
    scale: Scales = [],  # noqa: B006
    missing: Missing = [],  # noqa: B006
    real: Real = None,
) -> None:
    """Find out under which conditions schools are like yours. docs/fit.md says how files look; --like takes the result."""
    chosen = scenario_from(scenario, set)
    from ..experiments.fit.fit import fit as carry_out
    from ..experiments.fit.fit import fit_each
    from ..experiments.fit.observed import Observed, read_observed

    if not observed and second_wave is None:
        raise InputError(
            "nothing was observed; give --observed FILE with the figures of your school, or --second-wave FILE with its later ties"
        )
    every = (
        read_observed(list(observed), scales=pairs(scale, "--scale"), missing=missing)
        if observed
        else [Observed(real.title if real else "school", ())]
    )
    for one in every if observed else ():
        print("\n  ".join([f"{one.title}:", *one.lines()]), file=sys.stderr)
    wave = _wave(second_wave, real)
    say_if_cold(quiet)
    how: dict[str, Any] = {
        "free": _ranges(free) if free else None, "fixed": tuple(settings(set)), "sets": sets, "simulated": simulated, "seed": seed,
        "workers": workers, "progress": not quiet,
    }  # fmt: skip
    if pooled is False and real is None:
        fits = fit_each(every, chosen, **how)
    else:
        fits = [carry_out(every, chosen, school=real, second_wave=wave, wave_year=wave_year, together=bool(pooled), **how)]
    for found in fits:
        print(table(found))
        place = _place(found, out, len(fits))
        say_saved(found.save(place, replace=replace), True, "report.html")
    if len(fits) == 1:
        print(f"Schools like it: run --like {place}")


def table(fit: Fit) -> str:
    """What a fit says, as text."""
    rows = [
        [
            r.condition,
            f"{r.middle:.3g}",
            f"{r.low:.3g} to {r.high:.3g}",
            f"{r.prior_low:g} to {r.prior_high:g}",
            f"{r.taught:.0%}",
            r.label,
        ]
        for r in fit.conditions.itertuples()
    ]
    seen = [
        [r.figure, f"{r.observed:.3g}", f"{r.low:.3g} to {r.high:.3g}", "out of reach" if r.unlike else ""]
        for r in fit.predicted.itertuples()
    ]
    parts = [
        f"{fit.title}: {fit.simulated} simulated schools, seed {fit.seed} ({fit.seconds:.0f} s)",
        text_table(["condition", "middle", "90% interval", "before", "taught", "in words"], rows),
        text_table(["figure", "observed", "simulated, 90%", ""], seen),
        "\n".join(fit.lines()),
    ]
    return "\n" + "\n\n".join(parts)


def _place(fit: Fit, out: Path | None, of: int) -> Path:
    if out is not None:
        return out if of == 1 else out / as_file(fit.title)
    return RESULTS / as_file(f"{PREFIX}{fit.title}")


def _ranges(free: list[str]) -> dict[str, tuple[float, float] | None]:
    """`["a.b=0..1", "c.d"]` as {"a.b": (0.0, 1.0), "c.d": None}."""
    from ..school.readers.words import number

    ranges: dict[str, tuple[float, float] | None] = {}
    for text in free:
        name, equals, ends = text.partition("=")
        low, _, high = ends.partition("..")
        one, other = number(low), number(high)
        if equals and (one is None or other is None):
            raise InputError(f"--free {text} is not of the form FIELD=LOW..HIGH, such as --free time.planning=0..4")
        ranges[name.strip()] = None if one is None or other is None else (one, other)
    return ranges


def _wave(file: Path | None, real: Real):
    """The second wave of ties of the real school."""
    if file is None:
        return None
    if real is None:
        raise InputError("--second-wave came without --roster FILE and --ties FILE, which hold the first wave")
    from ..school.roster import School

    return School.read([str(file)])
