"""`--like`: schools like one that was fitted, for `run`, `compare`, `sweep` and `sensitivity`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..parameters.scenario import BASELINE, InputError, Scenario
from .options import RESULTS, settings

if TYPE_CHECKING:
    from ..experiments.fit.fit import Fit
    from ..experiments.uncertainty import Sets
    from ..school.roster import School

Like = Annotated[
    Path | None,
    typer.Option("--like", metavar="FIT", help="Schools like a fitted one: the folder that `fit` wrote, or its name."),
]
#: How a folder of a fit is called when nothing is said.
PREFIX = "fit-"


def fit_from(like: Path | None, uncertainty: bool = False) -> Fit | None:
    """The fit of a folder, or of its name in results/. Raises InputError when there is none."""
    if like is None:
        return None
    if uncertainty:
        raise InputError(
            "--like and --uncertainty came together; what is like a fit is as uncertain as its figures leave it, so leave out --uncertainty"
        )
    from ..experiments.fit.fit import Fit

    tried = [like, RESULTS / like, RESULTS / f"{PREFIX}{like}"]
    found = next((folder for folder in tried if (folder / "manifest.json").is_file()), None)
    if found is None:
        raise InputError(f"--like {like}: there is no such fit; make one with `fit --observed FILE`, or give the folder of one")
    return Fit.load(found)


def base_of(name: str | None, fit: Fit | None) -> str | Scenario:
    """The scenario that was named, else that of the fit, else the baseline."""
    return name or (fit.scenario if fit else BASELINE)


def sets_from(fit: Fit | None, uncertainty: bool, scenario: Scenario, said: Iterable[str], real: School | None) -> Sets | None:
    """The sets under which runs live, if they live under any; conditions that stay as the scenario says are told on the error stream.

    said : what --set and --change gave. Raises InputError for a fit of another real school than the given one.
    """
    if fit is None:
        from ..experiments.uncertainty import stored_sets

        return stored_sets() if uncertainty else None
    fit.check_school(real)
    sets = fit.sets_for(scenario, [name for text in said for name in settings([text])])  # --change may follow --set
    if left := [name for name in fit.sets.conditions if name not in sets.conditions]:
        print(
            f"Note: {scenario.name} says {', '.join(left)} itself, so not the values that {fit.title} taught.", file=sys.stderr
        )
    return sets


def under_sets(sets: Sets | None) -> str:
    """What is said under a table made with sets."""
    if sets is None:
        return ""
    if sets.title:
        return f"Parameters and conditions differ from run to run: those under which schools are like {sets.title}.\n"
    return "Parameters differ from run to run: intervals and spreads contain what the evidence leaves open about them.\n"
