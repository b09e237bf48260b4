"""Does a phase of one's own keep the promises of the model? Bounds of states, counted chance, the same under any threads, and its cost.

Small schools are lived with it. What it must keep: every state stays within its declared bounds and is a number; a school is the
same whatever was simulated before it, beside it, and in how many threads; no generator of the process is drawn from; the run of a
school does not depend on how many runs are asked for. Speed is told and no fault.
"""

import random
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from ..engine.extension import checked, in_words, told
from ..engine.schedule import WEEK, Phase
from ..engine.steps import Steps
from ..parameters.scenario import Scenario
from ..results.recorder import Recorded
from ..school.state import GOAL, SCHOOL, TEACHER, TIE, State, Variable
from .simulate import simulate_block, start

#: Rounding may leave a state so far beyond a bound.
_SLACK = 1e-9
#: Faults of one kind that are named.
_NAMED = 5
#: Schools whose states are looked at week by week.
_LOOKED_INTO = 2
_KINDS: tuple[tuple[str, tuple[Variable, ...]], ...] = (
    ("teachers", TEACHER),
    ("ties", TIE),
    ("goals", GOAL),
    ("school", SCHOOL),
)


@dataclass
class Checked:
    """What was found of a week with phases of one's own.

    what : which phases; faults : a sentence for each promise that is broken, none when all are kept
    micros, usual : microseconds that a week of one school takes with them and without; schools : how many were lived
    """

    what: str
    schools: int
    micros: float
    usual: float
    faults: list[str] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        """What was found, in words."""
        kept = [
            f"{self.what}: {self.schools} schools were lived with it.",
            f"A week of one school takes {self.micros:.0f} microseconds, {self.usual:.0f} without it.",
        ]
        good = "It keeps states within their bounds, draws no chance but its own, and gives the same schools in any order and number of threads."
        return [*kept, *(self.faults or [good])]


def check_phases(
    phases: Iterable[Phase],
    scenario: Scenario | None = None,
    *,
    schools: int = 6,
    seed: int = 1,
    years: int = 2,
    threads: int = 4,
) -> Checked:
    """Check phases of one's own before an ensemble is lived with them.

    phases : the whole week, as (*sim.WEEK, mine); scenario : under which, the baseline when left out; schools, seed, years : what is lived
    threads : in how many at once. Returns a Checked; its `faults` name what is broken. Raises InputError for what is no phase.
    """
    week = checked(phases) or WEEK
    scenario = (scenario or Scenario.load("baseline")).replace({"years": years})
    found = Checked(in_words(told(week)) or "the model's own week", schools, float("nan"), float("nan"))
    _bounds(found, week, scenario, seed)
    if found.faults and found.faults[0].startswith("It fails"):
        return found
    try:
        alone = _same_everywhere(found, week, scenario, seed, schools, threads)
        _no_foreign_chance(found, week, scenario, seed, alone)
        found.micros, found.usual = (_cost(partial(_lived, scenario, seed, 0, w), years) for w in (week, WEEK))
    except Exception as error:
        found.faults.append(
            f"It fails when more than {_LOOKED_INTO} schools are lived, or several at once: {type(error).__name__}: {error}."
        )
    return found


def _lived(scenario: Scenario, seed: int, run: int, week: tuple[Phase, ...]) -> np.ndarray:
    """The outcomes of one school, (years, outcomes)."""
    return simulate_block(scenario, seed, run, 1, ("years",), None, week)[0].years


def _bounds(found: Checked, week: tuple[Phase, ...], scenario: Scenario, seed: int) -> None:
    """Live a few schools and look at every state after each week, at the model's own week first: only what is new is a fault."""
    broken: dict[str, str] = {}
    for run in range(_LOOKED_INTO):
        state = start(scenario, seed, run)
        table, period = scenario.table()
        kept = Recorded.empty(run, state.teachers.size, scenario.years, ("years",))
        steps = Steps(state, table, period, kept.years, kept.weeks, kept.teachers, phases=_watched(week, broken))
        try:
            steps.to_the_end()
        except Exception as error:
            school = state.school[0]
            found.faults.append(
                f"It fails in week {int(school.week)} of year {int(school.year) + 1}: {type(error).__name__}: {error}."
            )
            return
        if not np.isfinite(kept.years[:, : kept.years.shape[1]]).any():
            found.faults.append("Its schools have no outcome that is a number.")
    told_of = list(broken.values())
    found.faults += told_of[:_NAMED] + (
        [f"{len(told_of) - _NAMED} more states leave their bounds."] if len(told_of) > _NAMED else []
    )


def _watched(week: tuple[Phase, ...], broken: dict[str, str]) -> tuple[Phase, ...]:
    """The same week; after each phase of one's own every state is looked at."""

    def look(phase: Phase) -> Phase:
        def lived(state: State, p) -> None:
            before = dict(_beyond(state))
            phase.kernel(state, p)
            for name, sentence in _beyond(state):
                if name not in before:
                    broken.setdefault(name, f"{phase.name} {sentence}")

        return Phase(phase.name, lived, phase.sentence)

    return tuple(phase if phase in WEEK else look(phase) for phase in week)


def _beyond(state: State):
    """(state, the rest of a sentence) for each variable that is beyond its bounds or no number."""
    arrays = {
        "teachers": state.teachers,
        "ties": state.ties[: state.school[0].n_ties],
        "goals": state.goals,
        "school": state.school,
    }
    for kind, variables in _KINDS:
        for v in variables:
            values = np.asarray(arrays[kind][v.name], float)
            if np.isnan(values).any():
                yield f"{kind}.{v.name}", f"makes {kind}.{v.name} no number (nan)."
            elif values.size and not (v.low - _SLACK <= values.min() and values.max() <= v.high + _SLACK):
                worst = values.min() if values.min() < v.low - _SLACK else values.max()
                yield (
                    f"{kind}.{v.name}",
                    f"takes {kind}.{v.name} to {worst:g}, and {v.low:g} to {v.high:g} {v.unit} is declared.",
                )


def _same_everywhere(
    found: Checked, week: tuple[Phase, ...], scenario: Scenario, seed: int, schools: int, threads: int
) -> list[np.ndarray]:
    """Schools one by one, backwards, all in one block, and in threads: each has to be the same to the last bit."""
    alone = [_lived(scenario, seed, run, week) for run in range(schools)]
    again = [_lived(scenario, seed, run, week) for run in reversed(range(schools))][::-1]
    block = [kept.years for kept in simulate_block(scenario, seed, 0, schools, ("years",), None, week)]
    with ThreadPoolExecutor(threads) as pool:
        beside = list(pool.map(lambda run: _lived(scenario, seed, run, week), range(schools)))
    for others, what in (
        (
            again,
            "when it is lived a second time; the phase keeps something from school to school, or its chance is not counted",
        ),
        (block, "when others are lived before it; the phase keeps something from school to school"),
        (beside, f"in {threads} threads; the phase shares something between schools"),
    ):
        if apart := [
            run for run, (a, b) in enumerate(zip(alone, others, strict=True)) if not np.array_equal(a, b, equal_nan=True)
        ]:
            found.faults.append(f"School {apart[0]} is another {what}.")
            break
    return alone


def _no_foreign_chance(found: Checked, week: tuple[Phase, ...], scenario: Scenario, seed: int, alone: list[np.ndarray]) -> None:
    """Nothing may be drawn from the generators of the process, and no other seed of theirs may move a school."""
    kept = np.random.get_state(), random.getstate()  # noqa: NPY002 - what must not be used is what is looked at
    try:
        np.random.seed(12345)  # noqa: NPY002
        random.seed(12345)
        before = np.random.get_state()[1].copy(), np.random.get_state()[2], random.getstate()  # type: ignore[index] # noqa: NPY002
        same = np.array_equal(_lived(scenario, seed, 0, week), alone[0], equal_nan=True)
        after = np.random.get_state()[1], np.random.get_state()[2], random.getstate()  # type: ignore[index] # noqa: NPY002
        if not np.array_equal(before[0], after[0]) or before[1:] != after[1:]:
            found.faults.append(
                "It draws from a generator of the process (numpy.random or random); make one of the school's own: "
                "np.random.default_rng([school.seed, school.run, school.year, school.week])."
            )
        elif not same:
            found.faults.append(
                "Another state of the process's generators gives another school; count chance from seed, run, year and week."
            )
    finally:
        np.random.set_state(kept[0])  # noqa: NPY002
        random.setstate(kept[1])


def _cost(live: Callable[[], object], years: int) -> float:
    """Microseconds of a week, the best of three."""
    from ..core.vocabulary import WEEKS_PER_YEAR

    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        live()
        best = min(best, time.perf_counter() - began)
    return 1e6 * best / (years * WEEKS_PER_YEAR)
