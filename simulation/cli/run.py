"""`run`: an ensemble of one scenario, its table, figures and folder. Without any command: the main job.

What needs the engine is imported when it is used, so that `--help` and a mistake are answered at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import (
    UNDER_SETS,
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
    text_table,
    week_of,
)
from .real_school import Real, takes_school

if TYPE_CHECKING:
    from pathlib import Path

    from ..parameters.scenario import Scenario
    from ..results.folder import Results

MAIN_RUNS = 200


def main_job() -> None:
    """The main job: the baseline scenario, 200 schools, as many years as it says."""
    run()


@takes_school
def run(
    scenario: Annotated[str, typer.Argument(help="Name of a shipped scenario, or path of a TOML file.")] = "baseline",
    set: Set = [],  # noqa: B006 - typer wants a list and does not change it
    runs: Runs = MAIN_RUNS,
    seed: Seed = 1,
    years: Years = None,
    record: Annotated[
        list[str],
        typer.Option(
            "--record", help="Also keep: weeks, teachers, terms (what moved each teacher's states), ties, answers (to surveys)."
        ),
    ] = [],  # noqa: B006
    out: Out = None,
    replace: Replace = False,
    workers: Workers = None,
    figures: Figures = True,
    uncertainty: Uncertainty = False,
    phases: Phases = [],  # noqa: B006
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
    real: Real = None,
) -> None:
    """Simulate an ensemble of schools and show, draw and store what became of them."""
    given, chosen = scenario_from(scenario, []), scenario_from(scenario, set, years)
    from ..engine.extension import told as said_of
    from ..ensemble.forecast import cost_of_ensemble
    from ..ensemble.into import simulate_into
    from ..ensemble.jobs import workers_or_all
    from ..ensemble.simulate import check_asked, jobs_of
    from ..experiments.uncertainty import sets_used, uncertain_jobs
    from ..results.folder import Results
    from ..results.recorder import what_to_record
    from ..results.summary import changes

    check_asked(runs, seed)
    kept = what_to_record(("years", *record))
    about, sets = real.described() if real else None, sets_used() if uncertainty else None
    week = week_of(phases, uncertainty)
    asked = Results(chosen, seed, runs, kept, school=about, uncertainty=sets, base=given, phases=said_of(week))
    also = kept_apart(real, uncertainty, phases)
    place = checked_place(out or default_folder(chosen.name, changes(chosen, given), also), asked.manifest, "run", replace)
    cost = cost_of_ensemble(chosen, runs, kept, real.n if real else None, in_memory=False)
    if not foreseen(chosen.name, cost, workers, place, yes, dry_run, chosen, quiet):
        return
    say_if_cold(quiet)
    if uncertainty:
        jobs = uncertain_jobs(chosen, runs, seed, kept, real)
    else:
        jobs = jobs_of(chosen, runs, seed, kept, workers_or_all(workers), real, phases=week)
    shown: list[str] = []

    def complete(results: Results, folder: Path) -> None:
        shown.append(table(results, given) + "\n" + UNDER_SETS * uncertainty)
        add_to(folder, results, figures, real, given)

    try:  # the folder first of all: whoever reads what we print may have gone
        simulate_into(place, jobs, asked, school=real, workers=workers, progress=not quiet, also=complete)
    finally:
        print(*shown, sep="", end="")
    say_saved(place, figures)


def table(results: Results, given: Scenario | None = None) -> str:
    """The key outcomes of the last year with their intervals over schools, as text. given : the scenario before --set."""
    from ..results.summary import cells, rows, was_set

    last = results.last_year
    head = ["outcome", "year 1", f"year {last}", "95% interval", "SD of schools", "unit", "in words"]
    body = [[r["name"], *cells(r), r["unit"], r["label"]] for r in rows(results)]
    scenario = results.scenario
    title = f"{scenario.name}{was_set(results, given)}: {results.runs} schools, {last} years, seed {results.seed} ({results.seconds:.1f} s)"
    return f"\n{title}\n{scenario.title}\n\n{text_table(head, body, last=2)}"


def add_to(folder: Path, results: Results, figures: bool, school=None, given: Scenario | None = None) -> None:
    """Write summary.md and, if wanted, figures into an unfinished folder. given : the scenario before --set."""
    (folder / "summary.md").write_text(results.summary(base=given), encoding="utf-8")
    if figures:
        from ..plots import save_figures

        save_figures(results, folder / "figures", school=school)
