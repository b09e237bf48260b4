"""`sensitivity`: which parameters matter, from a study file (which is run, or gone on with) or a sweep's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..parameters.scenario import InputError
from .like import Like
from .options import INCOMPLETE, DryRun, Figures, PhasesOnly, Quiet, Workers, Yes, say_if_cold, say_saved, text_table, week_of
from .real_school import Real, takes_school
from .sweep import (
    PointsWanted,
    RunsWanted,
    Scheduler,
    StudyOut,
    draw,
    executor_of,
    say_incomplete,
    say_school,
    show_forecast,
    study_from,
)  # fmt: skip


@takes_school
def sensitivity(
    study: Annotated[
        Path, typer.Argument(help="Shipped study or study file with a saltelli or morris design, or the folder of its sweep.")
    ],
    out: StudyOut = None,
    extend: Annotated[bool, typer.Option("--extend", help="Let a study grow to more points or runs.")] = False,
    points: PointsWanted = None,
    runs: RunsWanted = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the bootstrap.")] = 1,
    dry_run: DryRun = False,
    yes: Yes = False,
    scheduler: Scheduler = None,
    workers: Workers = None,
    phases: PhasesOnly = [],  # noqa: B006 - typer wants a list and does not change it
    figures: Figures = True,
    quiet: Quiet = False,
    like: Like = None,
    real: Real = None,
) -> None:
    """Show which parameters matter: Sobol indices, or Morris screening, with what chance alone would reach."""
    if study.is_dir():
        from ..experiments.sweep.store import Store

        if real is not None:
            raise InputError(f"{study} is the folder of a sweep and holds its own school; leave out --roster and --ties")
        if like is not None:
            raise InputError(
                f"{study} is the folder of a sweep, whose schools lived already; leave out --like, or give the study"
            )
        store = Store.open(study)
        _designed_for_it(store.study)
    else:
        chosen = study_from(study, points, runs, real, like).of_week(week_of(phases, bool(like)))
        say_school(chosen, real)
        _designed_for_it(chosen)
        from ..experiments.sweep.run import default_folder, fill

        say_if_cold(quiet)
        if dry_run:
            return show_forecast(chosen, out or default_folder(chosen), workers, yes)
        with executor_of(scheduler) as executor:
            folder = out or default_folder(chosen)
            store = fill(chosen, folder, workers=workers, executor=executor, progress=not quiet, extend=extend, insist=yes)
    from ..experiments.sweep.analysis import analyse
    from ..experiments.sweep.finish import count

    table = analyse(store, seed)
    if figures:
        draw(store)
    print("\n" + as_text(table))
    say_saved(store.folder, figures, "sensitivity.csv")
    if store.counted is None:
        say_incomplete(store.folder, count(store))
    elif not store.counted.whole:
        raise typer.Exit(INCOMPLETE)


def _designed_for_it(study) -> None:
    """Complain before anything is run. Raises StudyError."""
    from ..experiments.sweep.spec import STRUCTURED
    from ..experiments.sweep.study import StudyError

    if (kind := study.spec.design.kind) not in STRUCTURED:
        raise StudyError(
            [
                f'design.kind = "{kind}" is not made for this; write kind = "saltelli" with samples = 128, or kind = "morris" with '
                "trajectories = 20. `sweep` draws how outcomes depend on the parameters for any design"
            ]
        )


def as_text(table) -> str:
    """The table of an analysis, an outcome after the other, the strongest parameter first."""
    parts = []
    for outcome, rows in table.groupby("outcome", sort=False):
        if "total" in rows:
            rows = rows.sort_values("total", ascending=False)
            head = ["parameter", "first order", "95% interval", "total", "95% interval", "total without noise"]
            body = [
                (
                    r.parameter,
                    _n(r.first, 3),
                    _span(r.first_low, r.first_high, 3),
                    _n(r.total, 3),
                    _span(r.total_low, r.total_high, 3),
                    _n(r.total_free, 3),
                )
                for r in rows.itertuples()
            ]
            note = f"{outcome}: share of the variance between points that is sampling error (run to run): {_n(rows['noise'].iloc[0], 3)}"
        else:
            rows = rows.sort_values("mu_star", ascending=False)
            head = ["parameter", "mu*", "95% interval", "mu", "sigma", "beyond chance"]
            body = [
                (
                    r.parameter,
                    _n(r.mu_star, 4),
                    _span(r.low, r.high, 4),
                    _n(r.mu, 4, "+"),
                    _n(r.sigma, 4),
                    "yes" if r.matters else "no",
                )
                for r in rows.itertuples()
            ]
            note = f"{outcome}: a parameter without effect (dummy) reaches up to {_n(rows['floor'].iloc[0], 4)}"
        parts.append(f"{note}\n\n{text_table(head, body)}")
    return "\n\n".join(parts)


def _span(low: float, high: float, digits: int) -> str:
    return f"{_n(low, digits)} to {_n(high, digits)}"


def _n(value: float, digits: int, sign: str = "") -> str:
    from ..words.outcomes import decimal

    return decimal(value, digits, sign, "-")
