"""Living a lesson: the same schools with the same luck in both settings, what came of it, and how often the claim shows.

A student's seed decides which schools she gets; school r of a seed is the same in both settings. Intervals come from leaving out
one school at a time (jackknife), which for a mean is exactly Student's t and holds for correlations and spreads as well.
"""

import math
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from ..core.languages import decimals, say
from ..core.vocabulary import WEEKS_PER_YEAR
from ..ensemble.jobs import LARGEST, check_whole, perform, workers_or_all
from ..ensemble.simulate import simulate_block
from ..parameters.scenario import InputError, Scenario
from ..results.recorder import Recorded
from ..statistics.intervals import mean_interval, share_interval
from ..statistics.jackknife import interval
from .lesson import MOST_SCHOOLS, Claim, Lesson, Prediction
from .measures import Measure, measure

SETTINGS = ("base", "other")
#: Teacher-weeks of one block: a tenth of a second of work or so, so that a page or Ctrl-C is answered.
_BLOCK = 300_000
#: How far a sketched curve may lie from what happened, on average, and still be called close: share of the axis.
CLOSE = 0.1


class Estimate(NamedTuple):
    """A value with its 95 percent interval over schools."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Series:
    """A measure in both settings.

    base, other (3, years) : mean, low and high of each year
    over_base, over_other, difference : over the years of the lesson, the difference paired by school
    apart (schools,) : other minus base of each school over these years; empty for what a single school does not have
    """

    measure: Measure
    base: np.ndarray
    other: np.ndarray
    over_base: Estimate
    over_other: Estimate
    difference: Estimate
    apart: np.ndarray

    def over(self, setting: str) -> Estimate:
        """The estimate of `base`, `other`, `difference`, or `apart`: the mean absolute difference of a school from itself."""
        if setting == "apart":
            return Estimate(*mean_interval(np.abs(self.apart[np.isfinite(self.apart)])))
        return {"base": self.over_base, "other": self.over_other, "difference": self.difference}[setting]


class Share(NamedTuple):
    """A binomial share, such as that of the seeds in which a claim holds, with its 95 percent interval (Wilson)."""

    successes: int
    trials: int

    @property
    def value(self) -> float:
        """The share."""
        return self.successes / self.trials

    @property
    def interval(self) -> tuple[float, float]:
        """Low and high of the share."""
        return share_interval(self.successes, self.trials)


class ClaimResult(NamedTuple):
    """What became of a claim: the estimate it is about, which way it went, and whether it is as claimed."""

    claim: Claim
    estimate: Estimate
    direction: str
    holds: bool


class Judgement(NamedTuple):
    """A prediction set against what happened. `distance` is that of a curve, as a share of the axis."""

    right: bool
    sentence: str
    distance: float = math.nan


@dataclass(frozen=True, eq=False)
class Outcome:
    """What one student saw: a lesson lived with a seed and a number of schools, perhaps with levers moved."""

    lesson: Lesson
    seed: int
    schools: int
    levers: dict[str, float]
    series: dict[str, Series]

    def __getitem__(self, text: str) -> Series:
        """The series of a measure of the lesson, by its words."""
        return self.series[measure(text).text]

    @cached_property
    def options(self) -> list[Estimate]:
        """The estimates of the options of a choice, in their order."""
        return [self[option.outcome].over(option.setting) for option in self.lesson.prediction.options]

    @property
    def verdict(self) -> str:
        """What happened to what was predicted: more, same or less; for a choice, the name of the option that is highest; or unknown."""
        if self.lesson.prediction.kind == "choice":
            values = [estimate.value for estimate in self.options]
            if np.isnan(values).all():
                return "unknown"
            return self.lesson.prediction.options[int(np.nanargmax(values))].name
        return self.claims[self.lesson.claim.index(self.lesson.predicted)].direction

    @cached_property
    def claims(self) -> tuple[ClaimResult, ...]:
        """Every claim and what became of it."""
        return tuple(self._result(claim) for claim in self.lesson.claim)

    @property
    def holds(self) -> bool:
        """True when all claims that are promised came out."""
        return all(result.holds for result in self.claims if not result.claim.luck)

    def _result(self, claim: Claim) -> ClaimResult:
        if claim.choice:
            names = [option.name for option in self.lesson.prediction.options]
            return ClaimResult(claim, self.options[names.index(claim.choice)], self.verdict, self.verdict == claim.choice)
        estimate = self[claim.outcome].over(claim.setting)
        direction = direction_of(estimate.value, claim.same)
        return ClaimResult(claim, estimate, direction, direction == claim.direction)

    def against(self, claim: Claim) -> Share | None:
        """Single schools that go the other way than the claim, of all; None where a single school has no way to go."""
        if claim.choice or claim.direction == "same" or claim.setting != "difference":
            return None
        apart = self[claim.outcome].apart
        apart = apart[np.isfinite(apart)]
        sign = 1.0 if claim.direction == "more" else -1.0
        return Share(int((sign * apart < 0.0).sum()), len(apart)) if len(apart) else None

    def judge(self, answer: Any) -> Judgement:
        """A student's prediction set against what happened.

        answer : more, same or less; the name of an option; or, for a curve, a value for each year
        Raises InputError when it is none of these.
        """
        prediction = self.lesson.prediction
        if prediction.kind == "curve":
            return self._judge_curve(answer)
        allowed = ("more", "same", "less") if prediction.kind == "direction" else [o.name for o in prediction.options]
        if answer not in allowed:
            raise InputError(f"the prediction {answer!r} is not an answer; allowed are: {', '.join(allowed)}")
        right = answer == self.verdict
        if right:
            return Judgement(right, say("As predicted."))
        said = "You said: {answer}. It came out: {verdict}."
        return Judgement(right, say(said, answer=_in_words(answer), verdict=_in_words(self.verdict)))

    def _judge_curve(self, answer: Any) -> Judgement:
        years = self.lesson.years
        try:
            sketch = np.array(answer, dtype=float)
        except (TypeError, ValueError):
            sketch = np.empty(0)
        if sketch.shape != (years,) or not np.isfinite(sketch).all():
            raise InputError(f"the prediction is no curve; give {years} numbers, one for each year")
        prediction = self.lesson.prediction
        return judge_sketch(prediction, sketch, self[prediction.outcome].other[0])

    def to_dict(self) -> dict[str, Any]:
        """Everything seen, ready for JSON; what is not known is None."""
        return {
            "lesson": self.lesson.name,
            "seed": self.seed,
            "schools": self.schools,
            "levers": self.levers,
            "years": list(range(1, self.lesson.years + 1)),
            "over": list(self.lesson.over),
            "verdict": self.verdict,
            "holds": self.holds,
            "claims": [
                {"says": say(s.claim.says), "luck": s.claim.luck, "against": self.against(s.claim), "direction": s.direction, "holds": s.holds, "estimate": _plain(s.estimate)}
                for s in self.claims
            ],
            "options": [
                {"name": option.name, "estimate": _plain(estimate)}
                for option, estimate in zip(self.lesson.prediction.options, self.options)
            ],
            "series": [
                {
                    "outcome": text,
                    "said": s.measure.label,
                    "unit": s.measure.about.unit,
                    "meaning": say(s.measure.about.meaning),
                    "base": _plain(s.base),
                    "other": _plain(s.other),
                    "over_base": _plain(s.over_base),
                    "over_other": _plain(s.over_other),
                    "difference": _plain(s.difference),
                    "apart": _plain(s.apart),
                }
                for text, s in self.series.items()
            ],
        }  # fmt: skip


def judge_sketch(prediction: Prediction, sketch: Any, happened: Any) -> Judgement:
    """A curve set against what happened. sketch, happened : a value for each year, None or NaN where nothing is known"""
    low, high = prediction.axis
    apart = np.abs(np.array(sketch, dtype=float) - np.array(happened, dtype=float))
    distance = float(np.nanmean(apart)) / (high - low)
    right = distance <= CLOSE
    far = say("On average your curve lies {far} from what happened", far=decimals(f"{distance * (high - low):.2f}"))
    return Judgement(right, f"{far}, {say('which is close')}." if right else f"{far}.", distance)


def direction_of(value: float, same: float) -> str:
    """more, same or less: which way a difference goes when up to `same` counts as about the same; unknown without a value."""
    if math.isnan(value):
        return "unknown"
    return "more" if value > same else "less" if value < -same else "same"


def run_lesson(
    lesson: "str | Lesson",
    seed: int = 1,
    schools: int | None = None,
    levers: dict[str, float] | None = None,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
) -> Outcome:
    """Live a lesson: `schools` schools of this seed in both settings, with the same luck.

    lesson : a Lesson, the name of a shipped one, or a path; schools : as many as the lesson says when left out
    levers : values of levers of the lesson, in the other setting
    workers : threads, as many as there are processors when left out; executor : takes the place of threads
    Raises InputError for what is not offered or out of range.
    """
    lesson = Lesson.load(lesson)
    schools = lesson.schools if schools is None else schools
    check_whole("seed", seed, 0, LARGEST)
    check_whole("schools", schools, 2, MOST_SCHOOLS)
    levers = dict(levers or {})
    jobs = jobs_of(lesson, seed, schools, levers)
    done = perform(simulate_block, jobs, workers_or_all(workers), executor, False)
    half = len(jobs) // 2
    lived = [[school for block in part for school in block] for part in (done[:half], done[half:])]
    return outcome_of(lesson, seed, levers, *lived)


def jobs_of(lesson: Lesson, seed: int, schools: int, levers: dict[str, float]) -> list[tuple]:
    """What `simulate_block` is asked for: the blocks of the base, then as many of the other setting."""
    record = ("years", "teachers") if any(m.needs_teachers for m in lesson.measures) else ("years",)
    settings = lesson.scenarios(levers)
    size = max(1, _BLOCK // (settings[0].school.teachers * lesson.years * WEEKS_PER_YEAR))
    blocks = [(first, min(size, schools - first)) for first in range(0, schools, size)]
    return [(scenario, seed, first, count, record) for scenario in settings for first, count in blocks]


def outcome_of(lesson: Lesson, seed: int, levers: dict[str, float], base: list[Recorded], other: list[Recorded]) -> Outcome:
    """The outcome of schools that were lived, in the order of their runs."""
    series = {m.text: _series(m, lesson.over, base, other) for m in lesson.measures}
    return Outcome(lesson, seed, len(base), dict(levers), series)


def _series(m: Measure, over: tuple[int, int], base: list[Recorded], other: list[Recorded]) -> Series:
    sums = np.stack([[m.sums(school) for school in side] for side in (base, other)])  # (2, schools, years, k)
    total = sums.sum(axis=1)
    whole = m.value(total)  # (2, years)
    without = m.value(total[:, None] - sums)  # (2, schools, years)
    window = slice(over[0] - 1, over[1])
    each = np.moveaxis(without, 1, 0)  # (schools, 2, years)
    mean, rest = _mean(whole[:, window]), _mean(each[:, :, window])
    by_year = np.stack(interval(whole, each))  # (3, 2, years)
    levels = tuple(Estimate(*map(float, interval(mean[s], rest[:, s]))) for s in (0, 1))
    difference = Estimate(*map(float, interval(mean[1] - mean[0], rest[:, 1] - rest[:, 0])))
    alone = _mean(m.value(sums)[:, :, window]) if m.alone else np.empty((2, 0))
    return Series(m, by_year[:, 0], by_year[:, 1], levels[0], levels[1], difference, alone[1] - alone[0])


def _mean(values: np.ndarray) -> np.ndarray:
    """Mean over years, of those in which there is anything to measure."""
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore"):
        return np.where(known, values, 0.0).sum(axis=-1) / known.sum(axis=-1)


def _plain(values: Any) -> Any:
    """Numbers for JSON, with what is not known as None."""
    if isinstance(values, (np.ndarray, tuple, list)):
        return [_plain(value) for value in values]
    value = float(values)
    return round(value, 6) if math.isfinite(value) else None


def _in_words(answer: str) -> str:
    return say("about the same" if answer == "same" else answer)


# ---------------------------------------------------------------- over many seeds


@dataclass(frozen=True)
class SeedShares:
    """How often the claims of a lesson show when every seed is a student.

    claims : for each claim the share of seeds in which it holds; all : in which all promised ones hold at once
    ways : verdict -> share of seeds, of what is predicted
    against : for each claim, of all single schools the share that goes the other way, or None where a single school has no way
    """

    lesson: Lesson
    schools: int
    claims: tuple[Share, ...]
    all: Share
    ways: dict[str, Share]
    against: tuple[Share | None, ...]


def seed_shares(
    lesson: "str | Lesson",
    seeds: int | Iterable[int] = 200,
    schools: int | None = None,
    *,
    workers: int | None = None,
    say: Callable[[int], None] = lambda done: None,
) -> SeedShares:
    """Live a lesson with many seeds and count how often its claims hold.

    lesson : a Lesson, the name of a shipped one, or a path
    seeds : how many (1 to `seeds`), or the seeds themselves; schools : as many as the lesson says when left out
    workers : threads, as many as there are processors when left out; say : called with the number of seeds done
    Returns SeedShares: the share of seeds [0..1] in which each claim holds, and all together. Raises InputError, LessonError.
    """
    lesson = Lesson.load(lesson)
    if isinstance(seeds, int):
        check_whole("seeds", seeds, 1, 100_000)
        seeds = range(1, seeds + 1)
    held, together, done = [0] * len(lesson.claim), 0, 0
    ways: dict[str, int] = {}
    against: list[Share | None] = [None] * len(lesson.claim)
    for seed in seeds:
        outcome = run_lesson(lesson, seed, schools, workers=workers)
        held = [h + result.holds for h, result in zip(held, outcome.claims)]
        together += outcome.holds
        ways[outcome.verdict] = ways.get(outcome.verdict, 0) + 1
        against = [_added(before, outcome.against(claim)) for before, claim in zip(against, lesson.claim)]
        done += 1
        say(done)
    return SeedShares(
        lesson,
        lesson.schools if schools is None else schools,
        tuple(Share(h, done) for h in held),
        Share(together, done),
        {way: Share(count, done) for way, count in sorted(ways.items(), key=lambda kv: -kv[1])},
        tuple(against),
    )


def _added(before: Share | None, share: Share | None) -> Share | None:
    if before is None or share is None:
        return before or share
    return Share(before.successes + share.successes, before.trials + share.trials)


def settings_of(lesson: Lesson, levers: dict[str, float] | None = None) -> dict[str, Scenario]:
    """The two scenarios by `base` and `other`, the latter with levers moved."""
    return dict(zip(SETTINGS, lesson.scenarios(levers)))
