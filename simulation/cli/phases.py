"""`check-phase`: does a phase of your own keep the promises of the model?"""

from __future__ import annotations

from typing import Annotated

import typer

from .options import Seed, Set, say_if_cold, scenario_from, week_of


def check_phase(
    phases: Annotated[list[str], typer.Argument(metavar="MODULE:PHASE...", help="Phases of your own: my_rules.py:care.")],
    scenario: Annotated[
        str, typer.Option("--scenario", help="Name or path of the scenario under which it is tried.")
    ] = "baseline",
    set: Set = [],  # noqa: B006 - typer wants a list and does not change it
    schools: Annotated[int, typer.Option("--schools", min=2, max=1000, help="Schools that are lived.")] = 6,
    years: Annotated[int, typer.Option("--years", min=1, max=40, help="Years that each is lived.")] = 2,
    seed: Seed = 1,
) -> None:
    """Try phases of your own: bounds of states, counted chance, the same in any order and threads, cost. Exit code 1 when one is broken."""
    week, chosen = week_of(phases), scenario_from(scenario, set)
    from ..ensemble.checks import check_phases

    say_if_cold(False)
    assert week is not None  # a phase is named
    found = check_phases(week, chosen, schools=schools, years=years, seed=seed)
    print("\n".join(found.sentences))
    if found.faults:
        raise typer.Exit(1)
