"""`sweep`: run a study file; `verify`: would its schools come out so again?"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..inputs.limits import whole_in
from ..parameters.scenario import InputError
from .like import Like, fit_from
from .options import INCOMPLETE, DryRun, Figures, Phases, PhasesOnly, Quiet, Workers, Yes, say_if_cold, say_saved, week_of
from .real_school import Real, takes_school

if TYPE_CHECKING:
    from ..experiments.sweep.count import Count

MOST_SHARDS = 100_000

StudyFile = Annotated[
    Path, typer.Argument(help="Name of a shipped study, or a study file (TOML); docs/sweeps.md explains the form.")
]
StudyOut = Annotated[Path | None, typer.Option("--out", help="Folder of the sweep; results/NAME when left out.")]
PointsWanted = Annotated[
    int | None, typer.Option("--points", min=1, help="Points (samples, trajectories) instead of the file's.")
]
RunsWanted = Annotated[int | None, typer.Option("--runs", min=1, help="Schools at each point instead of the file's.")]
Scheduler = Annotated[str | None, typer.Option("--scheduler", help="Address of a Dask scheduler, e.g. tcp://host:8786.")]


@takes_school
def sweep(
    study: StudyFile,
    out: StudyOut = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    extend: Annotated[bool, typer.Option("--extend", help="Let a study grow to more points or runs.")] = False,
    points: PointsWanted = None,
    runs: RunsWanted = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try runs again that failed.")] = False,
    shard: Annotated[
        str | None, typer.Option("--shard", metavar="I/N", help="Only every N-th point, from the I-th on.")
    ] = None,
    scheduler: Scheduler = None,
    workers: Workers = None,
    phases: PhasesOnly = [],  # noqa: B006 - typer wants a list and does not change it
    figures: Figures = True,
    quiet: Quiet = False,
    like: Like = None,
    real: Real = None,
) -> None:
    """Run a study, or go on with it where it stopped, and show, draw and store what it found."""
    from ..experiments.sweep.run import default_folder, fill

    chosen = study_from(study, points, runs, real, like).of_week(week_of(phases, bool(like)))
    say_school(chosen, real)
    folder = out or default_folder(chosen)
    part = shard_from(shard)
    say_if_cold(quiet)
    if dry_run:
        return show_forecast(chosen, folder, workers, yes)
    with executor_of(scheduler) as executor:
        store = fill(
            chosen, folder, workers=workers, executor=executor, progress=not quiet, extend=extend, retry_failed=retry_failed,
            shard=part, insist=yes,
        )  # fmt: skip
    if part:
        print(f"Shard {shard} is done; `sweep` without --shard makes the tables when all are. Folder: {folder}")
    else:
        drawn = draw(store) if figures else []
        print("\n" + (folder / "summary.md").read_text(encoding="utf-8"))
        say_saved(folder, bool(drawn))
    if store.counted and not store.counted.whole:
        raise typer.Exit(INCOMPLETE)


def say_incomplete(folder: Path, count: Count) -> None:
    """Say which schools are not there, and leave with an exit code of its own; nothing when all are."""
    for sentence in count.sentences():
        print(f"Note: {folder}: {sentence}", file=sys.stderr)
    if not count.whole:
        raise typer.Exit(INCOMPLETE)


def say_school(study, real: Real) -> None:
    """Say what was read of the real school that a study's own file names; of another it was said when its files were read."""
    if study.school is not None and real is None:
        print("\n  ".join([f"{study.school.title}:", *study.school.told()]), file=sys.stderr)


def study_from(path: Path, points: int | None = None, runs: int | None = None, real: Real = None, like: Path | None = None):
    """The study of a file, at another size, of a real school or of schools like a fitted one if such are given. Raises StudyError."""
    from ..experiments.sweep.study import Study

    study = Study.load(path).of_school(real).like(fit_from(like))
    return study.grown(points, runs) if points or runs else study


def shard_from(text: str | None) -> tuple[int, int] | None:
    """`"2/10"` as (2, 10). Raises InputError."""
    if text is None:
        return None
    from ..experiments.sweep.run import check_shard

    first, of = (whole_in(part) for part in (text.partition("/")[0], text.partition("/")[2]))
    if first is None or of is None or of > MOST_SHARDS:
        raise InputError(
            f"--shard {text[:60]} is not of the form I/N, such as --shard 2/10, with at most {MOST_SHARDS:,} shards"
        )
    check_shard((first, of))
    return first, of


def executor_of(scheduler: str | None):
    """The executor of a Dask cluster for as long as it is needed, or none: threads here."""
    if scheduler is None:
        return contextlib.nullcontext()
    from ..experiments.sweep.cluster import connected

    return connected(scheduler)


def show_forecast(study, folder: Path, workers: int | None, yes: bool) -> None:
    """What the study will cost, in a few lines."""
    from ..ensemble.forecast import size_in_words, time_in_words
    from ..experiments.sweep.run import forecast

    f = forecast(study, folder, workers, yes)
    at_most = f", at most {f.points * study.most_runs}" if study.spec.precision else ""
    print(
        f"{study.name}: {f.points} points ({study.spec.design.kind}), {f.runs} schools{at_most}, {f.teacher_weeks:.3g} teacher-weeks"
    )
    if f.done:
        print(f"{f.done} schools are in {folder} already.")
    print(
        f"About {time_in_words(f.seconds)} on {f.workers} threads of this machine, at most {size_in_words(1e6 * f.memory)} of memory and "
        f"{size_in_words(1e6 * f.megabytes)} in {folder}. Nothing was written."
    )


def draw(store) -> list[Path]:
    """The figures of a sweep, into its folder."""
    from ..experiments.sweep.figures import save_figures

    return save_figures(store)


@takes_school
def verify(
    folder: Annotated[Path, typer.Argument(help="Folder of a sweep, or one that `run` or `compare` wrote.")],
    runs: Annotated[int, typer.Option("--runs", min=1, help="How many runs to simulate again.")] = 20,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the sample.")] = 0,
    phases: Phases = [],  # noqa: B006 - typer wants a list and does not change it
    real: Real = None,
) -> None:
    """Check every file of a folder, simulate a sample of its runs again, and report the first difference (exit code 1)."""
    from ..experiments.sweep.verify import verify as verify_folder

    verdict = verify_folder(folder, runs, seed, real, week_of(phases))
    if verdict.note:
        print(verdict.note, file=sys.stderr)
    if verdict.difference:
        print(f"{folder} cannot be vouched for: {verdict.difference}", file=sys.stderr)
        raise typer.Exit(1)
    files = {0: "", 1: ", 1 file as it was written"}.get(verdict.files, f", {verdict.files} files as they were written")
    print(f"{folder}: {verdict.checked} of {verdict.stored} runs simulated again, the same to the last bit{files}")
    if verdict.count is not None:
        say_incomplete(folder, verdict.count)
