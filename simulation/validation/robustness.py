"""Does a pattern hold when something changes that must not matter? Reproduced patterns are judged again under variations.

A variation changes the scenario before the experiment does: an experiment that fixes the size of schools keeps it, one that does not
gets schools of another size. Ablations (ablation.py) use the same laboratory.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from ..core.vocabulary import WEEKS_PER_YEAR
from ..engine.steps import Steps
from ..ensemble.simulate import start
from ..experiments.uncertainty import posterior, under_set
from ..parameters.scenario import BASELINE, InputError, Scenario
from ..results.folder import Results
from ..results.recorder import Recorded, what_to_record
from ..school.state import State
from .laboratory import GROUPS, Finding, Laboratory, VariedLaboratory, unless_set
from .validate import REPRODUCED, Judgement, judge

ROBUST, SHIFTED, FRAGILE = MARKS = ("robust", "shifted", "fragile")
UNTOLD = "untold"

#: Sizes of schools beside the baseline's; the seed's distance; parameter sets drawn from the posterior.
SIZES = (20, 60)
SEED_APART = 1000
DRAWS = 3
#: A week of shuffled posts costs several times as much, so fewer schools are simulated.
SHUFFLED_EFFORT = 0.1


# ---------------------------------------------------------------- the order in which teachers act


def simulate_shuffled(scenario: Scenario, runs: int, seed: int, *, record="years", workers: int | None = None) -> Results:
    """Like `simulate`, but before every week the posts are shuffled, so nobody is always the first to act.

    A draw belongs to a post, so a shuffled school has other random numbers: results agree in distribution only. Weeks are called
    from Python one by one, and threads do not help with that: `workers` is there for the sake of `simulate`.
    """
    record = what_to_record(record)
    recorded = [_one_shuffled(scenario, seed, run, record) for run in range(runs)]
    return Results(scenario, seed, runs, record, _recorded=recorded)


def _one_shuffled(scenario: Scenario, seed: int, run: int, record: tuple[str, ...]) -> Recorded:
    state = start(scenario, seed, run)
    kept = Recorded.empty(run, state.teachers.size, scenario.years, record)
    steps = Steps(state, *scenario.table(), kept.years, kept.weeks, kept.teachers, hook=Shuffle(seed, run, kept.teachers))
    while not steps.over:
        steps.week()
    return kept


class Shuffle:
    """A hook of engine.steps that gives everybody another place in the order before each week.

    The summer finds everybody at his own post again, since who belongs to an external network is a draw of the post.

    rows (years, n, columns) : what is recorded of teachers, which moves along with them
    """

    def __init__(self, seed: int, run: int, rows: np.ndarray):
        self.rng = np.random.default_rng((seed, run))
        self.rows = rows
        self.post: np.ndarray | None = None  #: whose post stands in each place

    def __call__(self, state: State, year: int, week: int) -> None:
        n = state.teachers.size
        if self.post is None:
            self.post = np.arange(n)
        order = np.argsort(self.post) if week == WEEKS_PER_YEAR - 1 else self.rng.permutation(n)
        reorder(state, order)
        if len(self.rows):
            self.rows[year] = self.rows[year][order]
        self.post = self.post[order]


def reorder(state: State, order: np.ndarray) -> None:
    """Put the teacher of place order[k] into place k, with his group, his ties and the reasons kept for him."""
    place = np.argsort(order)
    state.teachers[:] = state.teachers[order]
    if len(state.terms):
        state.terms[:] = state.terms[order]
    ties = state.ties[: state.school[0].n_ties]
    for end in ("source", "target"):
        ties[end] = place[ties[end]]


class ShuffledLaboratory(Laboratory):
    """A laboratory whose schools are simulated with shuffled posts; networks are looked at in such schools too."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, simulator=simulate_shuffled, **options)

    def networks(self, changes=None, *, runs=60, at=(0, 8), base=BASELINE):
        """Copies of every school of an arm after the years `at`, as Laboratory.networks gives them."""
        scenario = self.scenario({"years": max(1, *at)} | dict(changes or {}), base)
        seen = [_snapshots_shuffled(scenario, self.seed, run, at) for run in range(self.runs(runs))]
        return {year: [school[year] for school in seen] for year in at}


def _snapshots_shuffled(scenario: Scenario, seed: int, run: int, at: Iterable[int]) -> dict[int, dict[str, np.ndarray]]:
    state = start(scenario, seed, run)
    kept = Recorded.empty(run, state.teachers.size, scenario.years, ("years",))
    steps = Steps(state, *scenario.table(), kept.years, kept.weeks, kept.teachers, hook=Shuffle(seed, run, kept.teachers))
    seen = {}
    for year in sorted(set(at)):
        while int(state.school[0].year) < year:
            steps.week()
        seen[year] = {"teachers": state.teachers.copy(), "ties": state.ties[: state.school[0].n_ties].copy()}
    return seen


# ---------------------------------------------------------------- the variations


class Variation(NamedTuple):
    """A change that must not matter: its short name, what it does in words, and a laboratory in which it holds.

    yardstick : name of the variation with as few schools; what that one cannot show either does not count
    """

    name: str
    words: str
    laboratory: Callable[[int, float, int | None], Laboratory]
    yardstick: str = ""
    counts: bool = True


def varied(beneath: Callable[[Scenario], Scenario]) -> Callable[[int, float, int | None], Laboratory]:
    """How to make a laboratory in which every scenario is varied so."""
    return lambda seed, effort, workers: VariedLaboratory(seed, effort, workers=workers, beneath=beneath)


def variations(draws: int = DRAWS) -> list[Variation]:
    """What patterns are tried against. Without a stored posterior there are no draws of parameters."""
    few = f"{SHUFFLED_EFFORT:g} times as many schools, at least {GROUPS}"
    usual = int(Scenario.load(BASELINE).school.teachers)
    found = [
        *(
            Variation(
                f"{n} teachers", f"schools of {n} teachers instead of {usual}", varied(unless_set({"school.teachers": n}))
            )
            for n in SIZES
        ),
        Variation(
            "other random numbers",
            f"other schools with other random numbers (seed + {SEED_APART})",
            lambda seed, effort, workers: Laboratory(seed + SEED_APART, effort, workers=workers),
        ),
        Variation(
            "fewer schools",
            f"nothing but {few}: the yardstick for the next",
            lambda seed, effort, workers: Laboratory(seed, effort * SHUFFLED_EFFORT, workers=workers),
            counts=False,
        ),
        Variation(
            "shuffled",
            f"teachers act in another order every week ({few})",
            lambda seed, effort, workers: ShuffledLaboratory(seed, effort * SHUFFLED_EFFORT, workers=workers),
            yardstick="fewer schools",
        ),
    ]
    for k, beneath in enumerate(posterior_draws(draws), 1):
        found.append(Variation(f"parameters {k}", f"parameter set {k} drawn from the posterior", varied(beneath)))
    return found


def posterior_draws(draws: int) -> list[Callable[[Scenario], Scenario]]:
    """What some sets of the stored posterior, evenly apart, make of a scenario (uncertainty.under_set); none without a posterior."""
    try:
        sets = posterior()
    except InputError:
        return []
    rows = np.linspace(0, len(sets) - 1, min(draws, len(sets))).round().astype(int)
    return [partial(under_set, values={str(k): float(v) for k, v in sets.iloc[row].items()}) for row in rows]


# ---------------------------------------------------------------- judging again

COLUMNS = ("pattern", "variation", "verdict", "mark", "finding", "estimate", "low", "high", "allowed", "met")


def robustness(
    judged: Iterable[Judgement],
    *,
    seed: int = 1,
    effort: float = 1.0,
    workers: int | None = None,
    progress: bool = False,
    among: Iterable[Variation] | None = None,
):
    """Judge the patterns that are reproduced again under every variation.

    Returns a DataFrame with a row for each pattern, variation and finding. `mark` tells of the pattern under that variation:
    robust (reproduced), shifted (every estimate is still allowed, some interval is not wholly) or fragile (some estimate is not
    allowed any more); untold where as few schools cannot show it without the variation either.
    """
    import pandas as pd

    patterns = [j.pattern for j in judged if j.verdict == REPRODUCED]
    among = list(variations() if among is None else among)
    rows, marks = [], {}
    for variation, pattern, again in judge_again(patterns, among, seed, effort, workers, progress):
        mark = marks[pattern.id, variation.name] = mark_of(again.findings)
        if mark != ROBUST and marks.get((pattern.id, variation.yardstick), ROBUST) != ROBUST:
            mark = UNTOLD
        for f in again.findings:
            found = f.what, f.estimate, f.low, f.high, f.allowed, f.verdict
            rows.append((pattern.id, variation.name, again.verdict, mark, *found))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def judge_again(patterns, among, seed, effort, workers, progress) -> Iterator[tuple[Variation, Any, Judgement]]:
    """Every pattern under every variation, one laboratory at a time so that only its schools are kept in memory."""
    from tqdm.auto import tqdm

    with tqdm(total=len(patterns) * len(among), unit="experiment", disable=not progress) as bar:
        for variation in among:
            laboratory = variation.laboratory(seed, effort, workers)
            for pattern in patterns:
                bar.set_postfix_str(f"{variation.name}: {pattern.id}")
                with np.errstate(all="ignore"):  # a ratio of two nothings is no finding, and no reason to stop
                    again = judge(pattern, laboratory)
                yield variation, pattern, again
                bar.update()


def mark_of(findings: Iterable[Finding]) -> str:
    """How findings stand: all intervals allowed, all estimates allowed, or not even those."""
    findings = list(findings)
    if all(f.verdict == REPRODUCED for f in findings):
        return ROBUST
    return SHIFTED if all(f.at_least <= f.estimate <= f.at_most for f in findings) else FRAGILE


def overall(table) -> dict[str, str]:
    """Pattern -> the worst mark over the variations that count."""
    counted = table[~table["variation"].isin([v.name for v in variations(0) if not v.counts])]
    counted = counted[counted["mark"].isin(MARKS)]
    return {pattern: max(marks, key=MARKS.index) for pattern, marks in counted.groupby("pattern")["mark"]}
