"""`compare` with more than two scenarios: a table of what each does against the first."""

from __future__ import annotations

import sys
from functools import partial, reduce
from typing import TYPE_CHECKING

from ..core import shipped
from ..parameters.pairs import other_schools
from ..parameters.scenario import InputError, Scenario
from .options import checked_place, default_folder, foreseen, kept_apart, say_if_cold, say_saved, scenario_from, text_table

if TYPE_CHECKING:
    from pathlib import Path

    from ..experiments.policies import Policies
    from .real_school import Real

#: Scenarios that the name of a folder names.
_NAMED = 4


def compare_several(
    a: str, others: list[str], everything: bool, set: list[str], years: int | None, runs: int, seed: int, outcomes: list[str],
    out: Path | None, replace: bool, workers: int | None, figures: bool, dry_run: bool, yes: bool, quiet: bool, real: Real,
) -> Path | None:  # fmt: skip
    """What `compare` does with several scenarios, or with all; the folder, if one was written. Raises InputError."""
    from ..ensemble.forecast import both, cost_of_ensemble
    from ..ensemble.simulate import check_asked
    from ..experiments import policies
    from ..results.summary import changes

    check_asked(runs, seed)
    first = scenario_from(a, set, years)
    rest = [scenario_from(name, set, years) for name in others]
    if everything:
        named = {s.name for s in (first, *rest)}
        rest += [s for s in (scenario_from(n, set, years) for n in shipped.names("scenarios") if n != a) if s.name not in named]
        rest = _of_the_same_schools(first, rest, real)
    asked = tuple(outcomes) or policies.ASKED
    compared = policies.check_several(first, rest, asked, None, real is not None)
    about = real.described() if real else None
    manifest = policies.manifest_of(first, rest, runs, seed, compared, asked, about)
    told = "all" if everything else "-".join(s.name for s in rest[:_NAMED]) + ("-and-more" if len(rest) > _NAMED else "")
    name = f"policies-{told}-against-{first.name}"
    were_set = changes(first, scenario_from(a, []))
    place = checked_place(out or default_folder(name, were_set, kept_apart(real, None)), manifest, "compare", replace)
    posts = real.n if real else None
    costs = [cost_of_ensemble(scenario, runs, ("years",), posts, in_memory=True) for scenario in (first, *rest)]
    if not foreseen(
        f"{len(rest)} scenarios against {first.name}", reduce(both, costs), workers, place, yes, dry_run, first, quiet
    ):
        return None
    say_if_cold(quiet)
    found = policies.compare_several(
        first, rest, runs, seed, outcomes=asked, workers=workers, progress=not quiet, school=real, insist=True
    )

    try:
        folder = found.save(place, also=partial(_draw, found) if figures else None, replace=True)
    finally:
        _show(found)
    say_saved(folder, figures)
    return folder


def _draw(found: Policies, unfinished: Path) -> None:
    from ..plots import policies_figure, save_figure

    save_figure(policies_figure(found), unfinished / "figures" / "policies", ("png", "svg", "pdf"))


def _show(found: Policies) -> None:
    head, rows = found.cells()
    print(f"\n{found.told()}\n\n{text_table(head, rows)}\n\n{found.how_sure()}")


def pool_several(folders: list[Path], place: Path) -> None:
    """Show and store what several scenarios do to several schools: means over schools, run by run."""
    from ..experiments.policies import Policies
    from ..experiments.pooled import pooled_policies, save_pooled

    every = [Policies.load(folder) for folder in folders]
    both = pooled_policies(every)
    _show(both)
    apart = {f"effects_{k}": one.table.assign(school=one.school["title"]) for k, one in enumerate(every, 1) if one.school}
    figures = (folders[0] / "figures" / "policies.svg").exists()  # as each school has them
    draw = partial(_draw, both) if figures else None
    say_saved(save_pooled(place, {"effects": both.table} | apart, both.summary(), folders, draw), figures)


def _of_the_same_schools(first: Scenario, rest: list[Scenario], real: Real) -> list[Scenario]:
    """Those that can be compared with the first run by run; why the others cannot is said."""
    kept = []
    for scenario in rest:
        if real is None and (why := other_schools(first, scenario)):
            print(f"Note: {scenario.name} has other schools, so it is not in the table: {why}.", file=sys.stderr)
        else:
            kept.append(scenario)
    if not kept:
        raise InputError(f"no shipped scenario has the same schools as {first.name}; name two scenarios")
    return kept
