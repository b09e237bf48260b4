"""`run`: an ensemble of one scenario, its table, figures and folder. Without any command: the main job.

What needs the engine is imported when it is used, so that `--help` and a mistake are answered at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import (
    UNDER_SETS,
    Figures,
    Out,
    Quiet,
    Replace,
    Runs,
    Seed,
    Set,
    Uncertainty,
    Workers,
    Years,
    checked_place,
    default_folder,
    kept_apart,
    say_if_cold,
    say_saved,
    scenario_from,
    text_table,
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
        list[str], typer.Option("--record", help="Also keep: weeks, teachers, terms (what moved each teacher's states).")
    ] = [],  # noqa: B006
    out: Out = None,
    replace: Replace = False,
    workers: Workers = None,
    figures: Figures = True,
    uncertainty: Uncertainty = False,
    quiet: Quiet = False,
    real: Real = None,
) -> None:
    """Simulate an ensemble of schools and show, draw and store what became of them."""
    given, chosen = scenario_from(scenario, []), scenario_from(scenario, set, years)
    from ..results.folder import Results
    from ..results.recorder import what_to_record
    from ..results.summary import changes

    if uncertainty:
        from ..experiments.uncertainty import sets_used
        from ..experiments.uncertainty import simulate_uncertain as simulate
    else:
        from ..ensemble.simulate import simulate

    about = real.described() if real else None
    sets = sets_used() if uncertainty else None
    asked = Results(chosen, seed, runs, what_to_record(("years", *record)), school=about, uncertainty=sets)
    also = kept_apart(real, uncertainty)
    place = checked_place(out or default_folder(chosen.name, changes(chosen, given), also), asked.manifest, "run", replace)
    say_if_cold(quiet)
    results = simulate(chosen, runs, seed, record=("years", *record), workers=workers, progress=not quiet, school=real)
    try:
        folder = store(results, place, figures, real, given)  # first of all: whoever reads what we print may have gone
    finally:
        print(table(results, given))
        print(UNDER_SETS * uncertainty, end="")
    say_saved(folder, figures)


def table(results: Results, given: Scenario | None = None) -> str:
    """The key outcomes of the last year with their intervals over schools, as text. given : the scenario before --set."""
    from ..results.summary import cells, rows, was_set

    last = int(results.years["year"].max())
    head = ["outcome", "year 1", f"year {last}", "95% interval", "SD of schools", "unit", "in words"]
    body = [[r["name"], *cells(r), r["unit"], r["label"]] for r in rows(results)]
    scenario = results.scenario
    title = f"{scenario.name}{was_set(results, given)}: {results.runs} schools, {last} years, seed {results.seed} ({results.seconds:.1f} s)"
    return f"\n{title}\n{scenario.title}\n\n{text_table(head, body, last=2)}"


def store(results: Results, folder: Path, figures: bool, school=None, given: Scenario | None = None) -> Path:
    """Write the folder, with figures if wanted. given : the scenario before --set."""

    def draw(unfinished: Path) -> None:
        from ..plots import save_figures

        save_figures(results, unfinished / "figures", school=school)

    return results.save(folder, also=draw if figures else None, summary=results.summary(base=given))
