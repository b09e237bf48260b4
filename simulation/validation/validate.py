"""Is each stylised fact there? Runs the declared patterns and says reproduced, not reproduced or inconclusive.

A finding is reproduced when its whole 95 percent interval lies where the claim allows; a pattern when all its findings are.
"""

import time
from collections.abc import Iterable
from typing import NamedTuple

from ..ensemble.forecast import Cost
from ..parameters.scenario import InputError
from .laboratory import Curve, Finding, Laboratory
from .patterns import PATTERNS, Pattern

#: What a pattern takes at effort 1, on average over all of them: schools, teacher-weeks, and memory in bytes.
_SCHOOLS, _TEACHER_WEEKS, _MEMORY = 1900, 1.75e7, 5e8

REPRODUCED, INCONCLUSIVE, MISSED = VERDICTS = ("reproduced", "inconclusive", "not reproduced")


class Judgement(NamedTuple):
    """A pattern, what was found, the pictures of it, and the seconds it took."""

    pattern: Pattern
    findings: tuple[Finding, ...]
    curves: tuple[Curve, ...]
    seconds: float

    @property
    def verdict(self) -> str:
        """The worst verdict of its findings."""
        return max((finding.verdict for finding in self.findings), key=VERDICTS.index)


def validate(
    ids: Iterable[str] = (),
    *,
    seed: int = 1,
    effort: float = 1.0,
    workers: int | None = None,
    progress: bool = False,
    laboratory: Laboratory | None = None,
) -> list[Judgement]:
    """Judge the patterns of these numbers (all of them when none is named), in their order.

    effort : factor on the number of schools of every experiment
    Raises InputError for a number that no pattern has.
    """
    from tqdm.auto import tqdm

    chosen = [pattern_of(id) for id in ids] or list(PATTERNS.values())
    laboratory = laboratory or Laboratory(seed, effort, workers=workers)
    judged = []
    with tqdm(chosen, unit="pattern", disable=not progress) as bar:
        for pattern in bar:
            bar.set_postfix_str(pattern.id)
            judged.append(judge(pattern, laboratory))
    return judged


def usual_cost(patterns: int, effort: float) -> Cost:
    """What judging so many patterns takes, as all of them do on average."""
    return Cost(round(patterns * effort * _SCHOOLS), patterns * effort * _TEACHER_WEEKS, _MEMORY * max(1.0, effort))


def judge(pattern: Pattern, laboratory: Laboratory) -> Judgement:
    """Run one experiment."""
    began = time.perf_counter()
    found = list(pattern.experiment(laboratory))
    findings = tuple(f for f in found if isinstance(f, Finding))
    curves = tuple(c for c in found if isinstance(c, Curve))
    return Judgement(pattern, findings, curves, time.perf_counter() - began)


def pattern_of(id: str) -> Pattern:
    """The pattern of a number such as P01. Raises InputError."""
    if id.upper() in PATTERNS:
        return PATTERNS[id.upper()]
    raise InputError(f"pattern {id!r} is not declared; there are {', '.join(PATTERNS)}")


def tally(judged: Iterable[Judgement]) -> dict[str, dict[str, int]]:
    """How many core and secondary patterns got each verdict: {"core": {"reproduced": ...}, ...}."""
    counts = {strength: dict.fromkeys(VERDICTS, 0) for strength in ("core", "secondary")}
    for judgement in judged:
        counts[judgement.pattern.strength][judgement.verdict] += 1
    return counts


def table(judged: Iterable[Judgement]):
    """A row for each finding: pattern, strength, claim, verdict, finding, estimate, low, high, allowed, met."""
    import pandas as pd

    rows = [
        (
            j.pattern.id,
            j.pattern.strength,
            j.pattern.claim,
            j.verdict,
            f.what,
            f.estimate,
            f.low,
            f.high,
            f.allowed,
            f.verdict,
        )
        for j in judged
        for f in j.findings
    ]
    columns = ["pattern", "strength", "claim", "verdict", "finding", "estimate", "low", "high", "allowed", "met"]
    return pd.DataFrame(rows, columns=columns)
