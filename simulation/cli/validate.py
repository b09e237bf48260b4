"""`validate`: is each stylised fact there? A pattern that is not reproduced is a result and no failure of the run."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.program import command
from ..parameters.scenario import InputError, Scenario
from .options import DryRun, Quiet, Replace, Seed, Workers, Yes, checked_place, foreseen, say_if_cold, text_table

if TYPE_CHECKING:
    from ..validation.report import Validation
    from ..validation.validate import Judgement

OUT = Path("results") / "validation"


def validate(
    patterns: Annotated[list[str] | None, typer.Argument(help="Numbers such as P01 P12; all patterns when left out.")] = None,
    seed: Seed = 1,
    effort: Annotated[
        float, typer.Option("--effort", min=0.01, max=100.0, help="Factor on the number of schools of every experiment.")
    ] = 1.0,
    robust: Annotated[
        bool, typer.Option("--robust", help="Judge what is reproduced again under changes that must not matter.")
    ] = False,
    ablate: Annotated[bool, typer.Option("--ablate", help="Judge what is reproduced again without each mechanism.")] = False,
    out: Annotated[Path, typer.Option("--out", help="Folder for findings and report.")] = OUT,
    replace: Replace = False,
    workers: Workers = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
    list_: Annotated[bool, typer.Option("--list", help="Only list the patterns.")] = False,
) -> None:
    """Ask the model for every stylised fact and report which are there; a full set takes a few minutes."""
    from ..validation.patterns import PATTERNS

    chosen = [number_of(given, PATTERNS) for given in patterns or ()]
    if list_:
        shown = [PATTERNS[id] for id in chosen] or PATTERNS.values()
        print(text_table(["pattern", "strength", "claim"], [[p.id, p.strength, p.claim] for p in shown], left=3))
        return
    from ..validation.ablation import ablate as without_mechanisms
    from ..validation.ablation import mechanisms
    from ..validation.report import Validation, question
    from ..validation.robustness import robustness, variations
    from ..validation.validate import usual_cost
    from ..validation.validate import validate as judge_all

    if ablate and not mechanisms():
        raise InputError("this version has no mechanisms that can be switched off; leave out --ablate")
    place = checked_place(out, question(chosen or PATTERNS, seed, effort, robust, ablate), "validate", replace)
    times = 1 + (len(variations()) if robust else 0) + (len(mechanisms()) if ablate else 0)
    cost = usual_cost(len(chosen or PATTERNS) * times, effort)
    if not foreseen("validate", cost, workers, place, yes, dry_run, Scenario.load("baseline"), quiet):
        return
    say_if_cold(quiet)
    options: dict[str, Any] = {"seed": seed, "effort": effort, "workers": workers, "progress": not quiet}
    judged = judge_all(chosen, **options)
    validation = Validation(
        judged,
        seed,
        effort,
        robustness(judged, **options) if robust else None,
        without_mechanisms(judged, **options) if ablate else None,
    )
    try:
        folder = validation.save(place, replace=True)  # first of all: whoever reads what we print may have gone
    finally:
        print(text(validation))
    print(f"\nSaved in {folder}; the report is {folder / 'report.html'}")


def number_of(given: str, declared) -> str:
    """The number of a declared pattern. Raises InputError, which names the nearest ones, or those whose claim has the word."""
    id = given.strip().upper()
    if id in declared:
        return id
    digits = "".join(c for c in id if c.isdigit())
    if digits and id.lstrip("P") == digits:
        near = sorted(declared, key=lambda p: abs(int(p[1:]) - int(digits)))[:3]
    else:
        near = [p for p, pattern in declared.items() if given.strip().lower() in pattern.claim.lower()][:5]
        near = near or difflib.get_close_matches(id, declared, 3, 0.3)
    hint = f"did you mean {', '.join(sorted(near))}? " if near else ""
    raise InputError(f"pattern {given!r} is not declared; {hint}`{command('validate', '--list')}` shows all")


def text(validation: Validation) -> str:
    """Everything that is printed: the patterns with their findings, the tally, and what else was asked for."""
    from ..validation.report import in_words
    from ..validation.validate import tally

    blocks = [block(j) for j in validation.judged]
    counts = [f"{strength.capitalize()}: {in_words(n)}" for strength, n in tally(validation.judged).items() if any(n.values())]
    parts = ["", *blocks, *counts, *_robustness(validation), *_ablation(validation)]
    return "\n".join(parts)


def block(j: Judgement) -> str:
    """A pattern, its verdict, and its findings below."""
    from ..validation.figures import interval

    rows = [["  " + f.what, interval(f).replace("\u2212", "-"), f.allowed, f.verdict] for f in j.findings]
    lines = text_table(["  finding", "estimate [95%]", "allowed", "verdict"], rows).splitlines()
    return "\n".join(
        [f"{j.pattern.id} {j.verdict.upper()} ({j.pattern.strength}): {j.pattern.claim}", lines[0], *lines[2:], ""]
    )


def _robustness(validation: Validation) -> list[str]:
    from ..validation.robustness import MARKS, overall

    if validation.robustness is None:
        return []
    whole = overall(validation.robustness)
    return [""] + [f"{mark.capitalize()}: {', '.join(p for p, m in whole.items() if m == mark) or 'none'}" for mark in MARKS]


def _ablation(validation: Validation) -> list[str]:
    from ..validation.ablation import EFFECTS, carriers

    if validation.ablation is None:
        return []
    rows = [
        [name, *(", ".join(what[e]) or "none" for e in EFFECTS[:0:-1])] for name, what in carriers(validation.ablation).items()
    ]
    return (
        ["", text_table(["without", "lost", "weakened"], rows, left=3)]
        if rows
        else ["", "No pattern was reproduced, so none could be lost."]
    )
