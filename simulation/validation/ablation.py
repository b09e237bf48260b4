"""Which mechanism carries which pattern: mechanisms are switched off one at a time, and patterns are judged again.

The switches are in the scenario table `mechanisms`. A pattern that stays reproduced without a mechanism does not rest on it alone.
"""

import math
from collections.abc import Iterable

from ..parameters.behaviour.mechanisms import MECHANISMS
from ..parameters.scenario import InputError, describe
from .laboratory import Finding, unless_set
from .robustness import Variation, judge_again, varied
from .validate import INCONCLUSIVE, REPRODUCED, Judgement

TABLE = "mechanisms."
KEPT, WEAKENED, LOST = EFFECTS = ("kept", "weakened", "lost")
COLUMNS = ("mechanism", "pattern", "verdict", "effect", "finding", "estimate", "low", "high", "allowed", "met")


def mechanisms() -> dict[str, str]:
    """Every mechanism that can be switched off, with its meaning."""
    return {name: describe(TABLE + name)["meaning"] for name in MECHANISMS}


def ablate(
    judged: Iterable[Judgement],
    *,
    seed: int = 1,
    effort: float = 1.0,
    workers: int | None = None,
    progress: bool = False,
    among: Iterable[str] = (),
):
    """Judge the patterns that are reproduced without each mechanism (of those named in `among`, or of all).

    Returns a DataFrame with a row for each mechanism, pattern and finding. `effect` tells of the pattern: kept (still reproduced),
    weakened (inconclusive now) or lost (not reproduced, or without anything to see). Raises InputError for a mechanism that there is not.
    """
    import pandas as pd

    known = mechanisms()
    if unknown := [name for name in among if name not in known]:
        raise InputError(f"{unknown[0]!r} is not a mechanism; there are: {', '.join(known)}")
    patterns = [j.pattern for j in judged if j.verdict == REPRODUCED]
    without = [Variation(name, f"without {name}", varied(unless_set({TABLE + name: 0}))) for name in among or known]
    rows = []
    for variation, pattern, again in judge_again(patterns, without, seed, effort, workers, progress):
        effect = effect_of(again)
        for f in again.findings:
            found = f.what, f.estimate, f.low, f.high, f.allowed, f.verdict
            rows.append((variation.name, pattern.id, again.verdict, effect, *found))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def effect_of(again: Judgement) -> str:
    """What became of a reproduced pattern that is judged like this now. What cannot happen any more is lost."""
    if any(silent(finding) for finding in again.findings):
        return LOST
    return {REPRODUCED: KEPT, INCONCLUSIVE: WEAKENED}.get(again.verdict, LOST)


def silent(finding: Finding) -> bool:
    """True when nothing is left to see: the number is not defined, or the same in every school and right on the threshold."""
    on_threshold = finding.estimate in (finding.at_least, finding.at_most)
    return math.isnan(finding.estimate) or (on_threshold and finding.low == finding.high)


def matrix(table):
    """Effects as a DataFrame: a row for each mechanism, a column for each pattern."""
    cells = table.drop_duplicates(["mechanism", "pattern"])
    effects = cells.pivot_table(index="mechanism", columns="pattern", values="effect", aggfunc="first")
    return effects.reindex(cells["mechanism"].unique())


def carriers(table) -> dict[str, dict[str, list[str]]]:
    """Mechanism -> effect -> the patterns it befalls, for effects other than kept."""
    return {
        str(mechanism): {effect: [p for p, found in row.items() if found == effect] for effect in (LOST, WEAKENED)}
        for mechanism, row in matrix(table).iterrows()
    }
