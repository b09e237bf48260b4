"""`calibrate`: fit the parameters to the evidence, say how well it fixes them, and test the method."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..parameters.scenario import Scenario
from .options import DryRun, Quiet, Seed, Workers, Yes, foreseen, say_if_cold, text_table

OUT = Path("results") / "calibration"


def calibrate(
    out: Annotated[
        Path, typer.Option("--out", help="Folder of the study; an earlier one of the same kind is continued.")
    ] = OUT,
    runs: Annotated[int, typer.Option("--runs", min=4, help="Schools that stand for a country.")] = 200,
    points: Annotated[int, typer.Option("--points", min=1, help="Sets of the screen.")] = 128,
    trials: Annotated[int, typer.Option("--trials", min=0, help="Sets of the sampler.")] = 64,
    iterations: Annotated[int, typer.Option("--iterations", min=0, help="Iterations of Gauss-Newton.")] = 4,
    draws: Annotated[int, typer.Option("--draws", min=2, help="Sets to keep that the evidence does not rule out.")] = 200,
    steps: Annotated[
        str, typer.Option("--steps", help="Steps to carry out, with those they need.")
    ] = "screen,optimise,posterior,recover,crossvalidate,report",
    free: Annotated[
        list[str], typer.Option("--free", metavar="FIELD", help="Fit this parameter only (may be repeated); all when left out.")
    ] = [],  # noqa: B006 - typer wants a list and does not change it
    number: Annotated[
        int | None,
        typer.Option("--number", min=1, help="Fit so many parameters only: those that the evidence says most about."),
    ] = None,
    world: Annotated[
        str | None,
        typer.Option("--world", metavar="SCENARIO", help="What holds in every arm where it differs from the baseline."),
    ] = None,
    effects: Annotated[
        float,
        typer.Option("--effects", min=0.0, max=10.0, help="Fit effects too, with this share of their experiments' schools."),
    ] = 0.0,
    seed: Seed = 1,
    workers: Workers = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
) -> None:
    """Fit the calibrated parameters to the evidence: an hour or so. Ctrl-C stops it; the same command goes on from there."""
    from ..results.place import try_place
    from ..validation.calibration.study import calibrate as carry_out
    from ..validation.calibration.study import check_sampler, steps_asked, usual_cost

    size: dict[str, Any] = {
        "points": points, "trials": trials, "iterations": iterations, "draws": draws, "steps": steps, "names": free,
        "number": number, "world": world, "effort": effects,
    }  # fmt: skip
    check_sampler(trials, steps_asked(steps))
    try_place(out)
    if not foreseen("calibrate", usual_cost(runs, **size), workers, out, yes, dry_run, Scenario.load("baseline"), quiet):
        return
    say_if_cold(quiet)
    try:
        result = carry_out(out, runs, seed, workers=workers, progress=not quiet, **size)
    except KeyboardInterrupt as stop:
        stop.args = (f"what is done is kept in {out}, and the same command goes on from there",)
        raise
    print(table(result))
    report = out / "report.md"
    print(f"\nSaved in {out}" + (f", see {report}" if report.exists() else ""))


def table(result) -> str:
    """What each stage came to, as text."""
    rows = [["defaults", f"{result.screened[1][0]:.1f}", ""], ["best of the screen", f"{result.screened[1].min():.1f}", ""]]
    if result.found is not None:
        rows.append(["best set", f"{result.found.path[-1]:.1f}", f"{len(result.objective.claims)} claims of the evidence"])
    if result.sets is not None:
        rows.append(["sets not ruled out", f"{len(result.sets.points)}", f"{100 * result.sets.acceptance:.0f} % of proposals"])
    if result.recovery is not None:
        rows.append(["recovery", f"{result.recovery.errors.mean():.2f}", "mean error in prior standard deviations"])
    title = f"Calibration of {len(result.objective.cube.names)} parameters, seed {result.objective.seed}"
    return f"\n{title}\n\n{text_table(['stage', 'distance or size', ''], rows)}"
