"""`validate`: is each stylised fact there, and is each effect as large as trials found it?

A pattern that is not reproduced, or an effect outside its range, is a result and no failure of the run.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.program import command
from ..parameters.scenario import InputError, Scenario
from .options import DryRun, Quiet, Replace, Seed, Workers, Yes, checked_place, foreseen, say_if_cold, text_table

if TYPE_CHECKING:
    from ..validation.effects.judge import Answer
    from ..validation.report import Validation
    from ..validation.validate import Judgement

OUT = Path("results") / "validation"


def validate(
    patterns: Annotated[
        list[str] | None,
        typer.Argument(help="Numbers of patterns such as P01 or of effects such as E07; everything when left out."),
    ] = None,
    seed: Seed = 1,
    effort: Annotated[
        float, typer.Option("--effort", min=0.01, max=100.0, help="Factor on the number of schools of every experiment.")
    ] = 1.0,
    effects: Annotated[
        bool, typer.Option("--effects", help="Only the effects of interventions and the sizes of shipped policies.")
    ] = False,
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
    list_: Annotated[bool, typer.Option("--list", help="Only list the patterns and effects.")] = False,
) -> None:
    """Ask the model for every stylised fact, effect and level, and report which are there; a full set takes some five minutes."""
    from ..validation.effects import EXPERIMENTS
    from ..validation.patterns import PATTERNS

    if effects and patterns:
        raise InputError("--effects asks for all effects; leave out the numbers, or name those of effects without it")
    chosen = [number_of(given, [*PATTERNS, *EXPERIMENTS]) for given in patterns or ()]
    whole = not chosen and not effects
    asked = [id for id in chosen if id in PATTERNS] if chosen else list(PATTERNS) * whole
    answered = [id for id in chosen if id in EXPERIMENTS] if chosen else list(EXPERIMENTS)
    if list_:
        print(listed(asked, answered))
        return
    from ..validation.ablation import ablate as without_mechanisms
    from ..validation.ablation import mechanisms
    from ..validation.effects.judge import judge_effects
    from ..validation.effects.policies import sizes
    from ..validation.laboratory import Laboratory
    from ..validation.levels import levels
    from ..validation.report import Validation, question
    from ..validation.robustness import robustness, variations
    from ..validation.validate import usual_cost
    from ..validation.validate import validate as judge_all

    if (ablate or robust) and not asked:
        raise InputError("--robust and --ablate judge patterns again; name some, or leave out --effects")
    if ablate and not mechanisms():
        raise InputError("this version has no mechanisms that can be switched off; leave out --ablate")
    everything = question(asked, seed, effort, robust, ablate, effects=answered, policies=not chosen, levels=whole)
    place = checked_place(out, everything, "validate", replace)
    times = 1 + (len(variations()) if robust else 0) + (len(mechanisms()) if ablate else 0)
    cost = usual_cost(len(asked) * times + len(answered), effort)
    if not foreseen("validate", cost, workers, place, yes, dry_run, Scenario.load("baseline"), quiet):
        return
    say_if_cold(quiet)
    options: dict[str, Any] = {"seed": seed, "effort": effort, "workers": workers, "progress": not quiet}
    judged = judge_all(asked, **options) if asked else []
    laboratory = Laboratory(seed, effort, workers=workers)
    validation = Validation(
        judged,
        seed,
        effort,
        robustness(judged, **options) if robust else None,
        without_mechanisms(judged, **options) if ablate else None,
        judge_effects(answered, progress=not quiet, laboratory=laboratory) if answered else (),
        None if chosen else sizes(laboratory),
        levels(seed, effort, workers) if whole else None,
    )
    try:
        folder = validation.save(place, replace=True)  # first of all: whoever reads what we print may have gone
    finally:
        print(text(validation))
    print(f"\nSaved in {folder}; the report is {folder / 'report.html'}")


def number_of(given: str, declared) -> str:
    """The number of a declared pattern or effect. Raises InputError, which names the nearest ones, or those that speak of the word."""
    id = given.strip().upper()
    if id in declared:
        return id
    digits = "".join(c for c in id if c.isdigit())
    if digits and id.lstrip("PE") == digits:
        same = [p for p in declared if p[0] == (id[0] if id[0] in "PE" else "P")]
        near = sorted(same, key=lambda p: abs(int(p[1:]) - int(digits)))[:3]
    else:
        near = [p for p in declared if given.strip().lower() in about(p).lower()][:5]
        near = near or difflib.get_close_matches(id, declared, 3, 0.3)
    hint = f"did you mean {', '.join(sorted(near))}? " if near else ""
    raise InputError(f"neither a pattern nor an effect is called {given!r}; {hint}`{command('validate', '--list')}` shows all")


def about(id: str) -> str:
    """The claim of a pattern, or what was changed for which outcome in an effect."""
    from ..parameters.effects import effect_rows
    from ..validation.patterns import PATTERNS

    if id in PATTERNS:
        return PATTERNS[id].claim
    row = effect_rows()[id]
    return f"{row.intervention}: {row.outcome.replace('_', ' ')}"


def listed(patterns: Sequence[str], effects: Sequence[str]) -> str:
    """Patterns with strength and claim, then effects with how they are asked and what was changed."""
    from ..validation.effects import EXPERIMENTS
    from ..validation.patterns import PATTERNS

    blocks = []
    if patterns:
        blocks.append(
            text_table(["pattern", "strength", "claim"], [[p, PATTERNS[p].strength, about(p)] for p in patterns], left=3)
        )
    if effects:
        rows = [[e, EXPERIMENTS[e].how or "not expressible", about(e)] for e in effects]
        blocks.append(text_table(["effect", "asked by", "what was changed: outcome"], rows, left=3))
    return "\n\n".join(blocks)


def text(validation: Validation) -> str:
    """Everything that is printed: the patterns with their findings, the tally, and what else was asked for."""
    from ..validation.report import in_words
    from ..validation.validate import tally

    blocks = [block(j) for j in validation.judged]
    counts = [f"{strength.capitalize()}: {in_words(n)}" for strength, n in tally(validation.judged).items() if any(n.values())]
    parts = ["", *blocks, *_effects(validation), *counts, *_sums(validation), *_robustness(validation), *_ablation(validation)]
    return "\n".join(parts)


def _effects(validation: Validation) -> list[str]:
    """A row for each effect: the evidence, what it allows, the model, the verdict."""
    if not validation.effects:
        return []
    rows = [_effect(answer) for answer in validation.effects]
    return [
        text_table(
            ["effect", "evidence", "allowed", "model [95%]", "verdict", "unit", "what was changed: outcome"], rows, last=2
        ),
        "",
    ]


def _effect(answer: Answer) -> list[str]:
    from ..validation.figures import shown

    row, model = answer.experiment.row, ""
    if answer.found is not None:
        middle, low, high = (text.replace("\u2212", "-") for text in shown(*answer.found))
        model = f"{middle} [{low}, {high}]"
    allowed = "{:g} to {:g}".format(*answer.experiment.allowed)
    return [row.id, f"{row.effect:g}", allowed, model, answer.verdict, row.unit, about(row.id)]


def _sums(validation: Validation) -> list[str]:
    """What each part comes to: effects by their confidence, shipped policies, levels by their kind."""
    from ..validation.effects.judge import in_words, tally
    from ..validation.effects.policies import in_words as of_policies
    from ..validation.report import level_lines

    lines = [f"Effects of {sure} confidence: {in_words(n)}" for sure, n in tally(validation.effects).items() if any(n.values())]
    if validation.policies is not None:
        lines.append(f"Shipped policies: {of_policies(validation.policies)}")
    if validation.levels is not None:
        lines.append(f"Levels: {'; '.join(level_lines(validation.levels))}")
    return lines


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
