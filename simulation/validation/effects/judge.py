"""Is an effect of the model as large as the evidence has it? Runs the declared experiments and says inside, outside or inconclusive.

An answer is inside when its whole 95 percent interval is within what the row allows, outside when none of it is. An inconclusive one
wants more schools: `needed` says how many make the interval's half an eighth of the allowed range.
"""

import math
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...parameters.scenario import InputError
from ..laboratory import Interval, Laboratory
from . import EXPERIMENTS, Experiment

if TYPE_CHECKING:
    import pandas as pd

INSIDE, INCONCLUSIVE, OUTSIDE, NOT_ASKED = VERDICTS = ("inside", "inconclusive", "outside", "not expressible")
#: An interval is small against a range when its half is this part of it.
SMALL = 1 / 8


class Answer(NamedTuple):
    """An experiment, what the model answered (None where it cannot be asked), the schools of an arm, and the seconds it took."""

    experiment: Experiment
    found: Interval | None
    schools: int
    seconds: float

    @property
    def verdict(self) -> str:
        """Inside, inconclusive, outside, or not expressible."""
        return NOT_ASKED if self.found is None else verdict_of(self.found, self.experiment.allowed)

    @property
    def needed(self) -> int | None:
        """Schools with which the sampling error is small against the allowed range, in tens; None where the model was not asked."""
        if self.found is None or not all(map(math.isfinite, self.found)):
            return None
        low, high = self.experiment.allowed
        half = (self.found[2] - self.found[1]) / 2
        return max(20, 10 * math.ceil(self.schools * (half / (SMALL * (high - low))) ** 2 / 10))


def verdict_of(found: Interval, allowed: tuple[float, float]) -> str:
    """The verdict on (estimate, low, high) against (low, high) of what is allowed; inconclusive when nothing could be estimated."""
    _, low, high = found
    if math.isnan(low) or math.isnan(high):
        return INCONCLUSIVE
    if allowed[0] <= low and high <= allowed[1]:
        return INSIDE
    return OUTSIDE if high < allowed[0] or allowed[1] < low else INCONCLUSIVE


def judge_effects(
    ids: Iterable[str] = (),
    *,
    seed: int = 1,
    effort: float = 1.0,
    workers: int | None = None,
    progress: bool = False,
    laboratory: Laboratory | None = None,
) -> list[Answer]:
    """Ask the model for the effects of these numbers (all of them when none is named); answers in the order of the table.

    effort : factor on the number of schools of every experiment
    Raises InputError for a number that no effect has.
    """
    from tqdm.auto import tqdm

    chosen = [experiment_of(id) for id in ids] or list(EXPERIMENTS.values())
    laboratory = laboratory or Laboratory(seed, effort, workers=workers)
    answers = {}
    with tqdm(
        sorted(chosen, key=lambda e: e.key), unit="effect", disable=not progress
    ) as bar:  # rows of one arm after each other
        for experiment in bar:
            bar.set_postfix_str(experiment.id)
            began = time.perf_counter()
            found = experiment.ask(laboratory) if experiment.ask else None
            answers[experiment.id] = Answer(experiment, found, laboratory.runs(experiment.schools), time.perf_counter() - began)
    return [answers[experiment.id] for experiment in chosen]


def experiment_of(id: str) -> Experiment:
    """The experiment of a number such as E07. Raises InputError."""
    if id.upper() in EXPERIMENTS:
        return EXPERIMENTS[id.upper()]
    raise InputError(f"effect {id!r} is not declared; there are {', '.join(EXPERIMENTS)}")


def tally(answers: Iterable[Answer]) -> dict[str, dict[str, int]]:
    """How many rows got each verdict, for those of high and medium confidence and for those of low: {"sure": {"inside": ...}, ...}."""
    counts = {sure: dict.fromkeys(VERDICTS, 0) for sure in ("high or medium", "low")}
    for answer in answers:
        counts["low" if answer.experiment.row.confidence == "low" else "high or medium"][answer.verdict] += 1
    return counts


def in_words(counts: dict[str, int]) -> str:
    """`27 of 59 that can be asked are inside (46 %), 4 inconclusive, 28 outside; 16 cannot be asked`."""
    asked = sum(n for verdict, n in counts.items() if verdict != NOT_ASKED)
    if not asked:
        return f"none can be asked ({counts[NOT_ASKED]} cannot)" if counts[NOT_ASKED] else "none was asked for"
    share = f"{counts[INSIDE] / asked:.0%}".replace("%", " %")
    rest = f"{counts[INCONCLUSIVE]} {INCONCLUSIVE}, {counts[OUTSIDE]} {OUTSIDE}; {counts[NOT_ASKED]} cannot be asked"
    return f"{counts[INSIDE]} of {asked} that can be asked are {INSIDE} ({share}), {rest}"


COLUMNS = (
    "id", "intervention", "outcome", "kind", "effect", "low", "high", "unit", "confidence", "model", "model_low", "model_high", "verdict",
    "how", "dose", "who", "when", "what", "bound", "schools", "needed", "reason", "source", "note",
)  # fmt: skip


def effect_table(answers: Sequence[Answer]) -> "pd.DataFrame":
    """A row for each answer, in the columns of COLUMNS.

    effect, low, high : the evidence; model, model_low, model_high : the answer with its 95 percent interval, both in `unit`
    bound : "ceiling" where any size up to the row's is allowed; schools : asked; needed : see `Answer`
    """
    import pandas as pd

    rows = []
    for a in answers:
        e, r = a.experiment, a.experiment.row
        evidence = (r.id, r.intervention, r.outcome, r.kind, r.effect, r.low, r.high, r.unit, r.confidence)
        question = (e.how, e.dose, e.who, e.when, e.what, "ceiling" if e.ceiling else "range")
        asked = (a.schools if e.how else None, a.needed)
        rows.append((*evidence, *(a.found or (None, None, None)), a.verdict, *question, *asked, e.reason, r.source, r.note))
    table = pd.DataFrame(rows, columns=COLUMNS)
    for name in ("model", "model_low", "model_high"):
        table[name] = table[name].astype(float)
    return table.astype({"schools": "Int64", "needed": "Int64"})


def effects(
    ids: Iterable[str] = (), *, seed: int = 1, effort: float = 1.0, workers: int | None = None, progress: bool = False
) -> "pd.DataFrame":
    """What trials and panels found that interventions do, and what the model answers to the same questions.

    ids : numbers such as "E07"; every row when left out, which takes a minute or two
    effort : factor on the number of schools of every experiment; seed, workers, progress : as in `simulate`
    Returns a DataFrame with a row for each finding, in the order of the evidence: id, intervention, outcome, kind (policy, over time,
    correlational), effect with low and high (what the answer may be) in `unit`, confidence; model, model_low, model_high (the answer
    with its 95 percent interval, NaN where the model cannot be asked) in the same unit, verdict (inside, inconclusive, outside, not
    expressible); how, dose, who, when, what (the question); bound (range or ceiling: any size up to the larger of low and high);
    schools (of an arm), needed (with which the sampling error is small against what is allowed), reason, source, note.
    Raises InputError for a number that no row has.
    """
    return effect_table(judge_effects(ids, seed=seed, effort=effort, workers=workers, progress=progress))
