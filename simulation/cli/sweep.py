"""`sweep`: run a study file; `verify` and `export`: what one does with its folder afterwards."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from ..parameters.scenario import InputError
from .options import Figures, Quiet, Workers, say_if_cold, say_saved
from .real_school import Real, takes_school

StudyFile = Annotated[
    Path, typer.Argument(help="Name of a shipped study, or a study file (TOML); docs/sweeps.md explains the form.")
]
StudyOut = Annotated[Path | None, typer.Option("--out", help="Folder of the sweep; results/NAME when left out.")]
Folder = Annotated[Path, typer.Argument(help="Folder of a sweep.")]
PointsWanted = Annotated[
    int | None, typer.Option("--points", min=1, help="Points (samples, trajectories) instead of the file's.")
]
RunsWanted = Annotated[int | None, typer.Option("--runs", min=1, help="Schools at each point instead of the file's.")]
Scheduler = Annotated[str | None, typer.Option("--scheduler", help="Address of a Dask scheduler, e.g. tcp://host:8786.")]


@takes_school
def sweep(
    study: StudyFile,
    out: StudyOut = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it will cost, and write nothing.")] = False,
    extend: Annotated[bool, typer.Option("--extend", help="Let a study grow to more points or runs.")] = False,
    points: PointsWanted = None,
    runs: RunsWanted = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try runs again that failed.")] = False,
    shard: Annotated[
        str | None, typer.Option("--shard", metavar="I/N", help="Only every N-th point, from the I-th on.")
    ] = None,
    scheduler: Scheduler = None,
    workers: Workers = None,
    figures: Figures = True,
    quiet: Quiet = False,
    real: Real = None,
) -> None:
    """Run a study, or go on with it where it stopped, and show, draw and store what it found."""
    from ..experiments.sweep.run import default_folder, fill

    chosen = study_from(study, points, runs, real)
    say_school(chosen, real)
    folder = out or default_folder(chosen)
    part = shard_from(shard)
    say_if_cold(quiet)
    if dry_run:
        return show_forecast(chosen, folder, workers)
    with executor_of(scheduler) as executor:
        store = fill(
            chosen, folder, workers=workers, executor=executor, progress=not quiet, extend=extend, retry_failed=retry_failed,
            shard=part,
        )  # fmt: skip
    if part:
        print(f"Shard {shard} is done; `sweep` without --shard makes the tables when all are. Folder: {folder}")
        return
    drawn = draw(store) if figures else []
    print("\n" + (folder / "summary.md").read_text(encoding="utf-8"))
    say_saved(folder, bool(drawn))


def say_school(study, real: Real) -> None:
    """Say what was read of the real school that a study's own file names; of another it was said when its files were read."""
    if study.school is not None and real is None:
        print("\n  ".join([f"{study.school.title}:", *study.school.told()]), file=sys.stderr)


def study_from(path: Path, points: int | None = None, runs: int | None = None, real: Real = None):
    """The study of a file, at another size or of a real school if one is given. Raises StudyError."""
    from ..experiments.sweep.study import Study

    study = Study.load(path).of_school(real)
    return study.grown(points, runs) if points or runs else study


def shard_from(text: str | None) -> tuple[int, int] | None:
    """`"2/10"` as (2, 10). Raises InputError."""
    if text is None:
        return None
    from ..experiments.sweep.run import check_shard

    try:
        first, of = (int(part) for part in text.split("/"))
    except ValueError:
        raise InputError(f"--shard {text} is not of the form I/N, such as --shard 2/10") from None
    check_shard((first, of))
    return first, of


def executor_of(scheduler: str | None):
    """The executor of a Dask cluster for as long as it is needed, or none: threads here."""
    if scheduler is None:
        return contextlib.nullcontext()
    from ..experiments.sweep.cluster import connected

    return connected(scheduler)


def show_forecast(study, folder: Path, workers: int | None) -> None:
    """What the study will cost, in a few lines."""
    from ..experiments.sweep.run import forecast

    f = forecast(study, folder, workers)
    at_most = f", at most {f.points * study.most_runs}" if study.spec.precision else ""
    print(
        f"{study.name}: {f.points} points ({study.spec.design.kind}), {f.runs} schools{at_most}, {f.teacher_weeks:.3g} teacher-weeks"
    )
    if f.done:
        print(f"{f.done} schools are in {folder} already.")
    print(
        f"About {in_words(f.seconds)} on {f.workers} threads of this machine, {max(f.megabytes, 0.1):.1f} MB in {folder}. Nothing was written."
    )


def in_words(seconds: float) -> str:
    """A length of time as one would say it."""
    for size, name in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.1f} {name}"
    return f"{max(seconds, 1):.0f} s"


def draw(store) -> list[Path]:
    """The figures of a sweep, into its folder."""
    from ..experiments.sweep.figures import save_figures

    return save_figures(store)


@takes_school
def verify(
    folder: Annotated[Path, typer.Argument(help="Folder of a sweep, or one that `run` wrote.")],
    runs: Annotated[int, typer.Option("--runs", min=1, help="How many runs to simulate again.")] = 20,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the sample.")] = 0,
    real: Real = None,
) -> None:
    """Simulate a sample of stored runs again and report the first difference (exit code 1)."""
    from ..experiments.sweep.verify import verify as verify_folder

    verdict = verify_folder(folder, runs, seed, real)
    if verdict.note:
        print(verdict.note, file=sys.stderr)
    if verdict.difference:
        print(f"{folder} is not what would be simulated now: {verdict.difference}", file=sys.stderr)
        raise typer.Exit(1)
    print(f"{folder}: {verdict.checked} of {verdict.stored} runs simulated again, the same to the last bit")


def export(
    folder: Folder,
    out: Annotated[
        Path | None, typer.Option("--out", help="The CSV file; NAME.csv in the sweep's folder when left out.")
    ] = None,
) -> None:
    """Write a sweep's runs as CSV, with a codebook beside it."""
    from ..experiments.sweep.finish import export as export_csv
    from ..experiments.sweep.store import Store

    store = Store.open(folder)
    written = export_csv(store, out or folder / f"{store.study.name}.csv")
    print("Wrote " + " and ".join(str(path) for path in written))
