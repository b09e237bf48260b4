"""What work takes before it begins: time, memory, disk. What goes beyond the machine is refused with what would fit.

Time comes from a rate in teacher-weeks a second, measured where it matters; memory and disk from the numbers that are kept,
eight bytes each. These are upper ends: files are compressed.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..core.machine import free_disk, free_memory
from ..core.vocabulary import WEEKS_PER_YEAR
from ..parameters.scenario import InputError, Scenario
from ..results.recorder import cells_of_a_run

#: Work that takes longer is begun only when somebody insists.
MOST_SECONDS = 6 * 3600.0
#: Shares of what is free that work may take.
MOST_MEMORY, MOST_DISK = 0.8, 0.95
#: Teacher-weeks a second and thread: what is usual, and more than any machine reaches. Between the two the rate is measured.
USUAL, FASTEST = 1.5e6, 5e7
#: Below so many seconds at the usual rate nobody wants to know exactly.
NO_MATTER = 60.0
#: Bytes: of a number; of what a process takes that streams to the disk, however much it is; of a number in memory with what is made of it.
NUMBER, STREAMING, IN_MEMORY = 8, 600e6, 24
#: Numbers of a year that summary and figures look at together.
_LOOKED_AT = 12
#: How many times as long work may take whose weeks are walked from Python, with phases of one's own in them: its rate is measured sooner.
_WALKED = 30.0


class TooLargeError(InputError):
    """Work would take more time, memory or disk than there is; the message says what would fit."""


@dataclass(frozen=True)
class Cost:
    """What some work takes: schools, teacher-weeks, and bytes of memory and on the disk.

    walked : whether weeks are walked from Python, one school at a time however many threads there are, since phases of one's own are in them
    """

    schools: int
    teacher_weeks: float
    memory: float = 0.0
    disk: float = 0.0
    walked: bool = False


@dataclass(frozen=True)
class Forecast:
    """A cost on this machine. seconds : on so many `workers`"""

    cost: Cost
    seconds: float
    workers: int

    def sentence(self, place: Path | str = "") -> str:
        """What it takes, in words."""
        disk = (
            f" and {size_in_words(self.cost.disk)} on the disk{f' in {place}' if str(place) else ''}" if self.cost.disk else ""
        )
        return (
            f"{self.cost.schools:,} schools, {self.cost.teacher_weeks:.3g} teacher-weeks: about {time_in_words(self.seconds)} on "
            f"{self.workers} thread{'s' * (self.workers > 1)}, at most {size_in_words(self.cost.memory)} of memory{disk}"
        )


def weeks_of_a_run(scenario: Scenario, teachers: int | None = None) -> int:
    """Teacher-weeks of one school, with the years before its first day. teachers : of a real school, which begins on that day"""
    lived = scenario.years + (0 if teachers else scenario.mechanisms.settling)
    return (teachers or scenario.school.teachers) * lived * WEEKS_PER_YEAR


def cost_of_ensemble(
    scenario: Scenario,
    runs: int,
    record: tuple[str, ...],
    teachers: int | None = None,
    *,
    in_memory: bool,
    walked: bool = False,
) -> Cost:
    """What an ensemble takes. teachers : of a real school; in_memory : its tables are not streamed to the disk; walked : see Cost"""
    cells = cells_of_a_run(record, teachers or scenario.school.teachers, scenario.years)
    weeks = float(runs) * weeks_of_a_run(scenario, teachers)
    if in_memory:
        return Cost(runs, weeks, IN_MEMORY * float(runs) * sum(cells.values()), walked=walked)
    memory = STREAMING + IN_MEMORY * _LOOKED_AT * float(runs) * scenario.years
    return Cost(runs, weeks, memory, NUMBER * float(runs) * sum(cells.values()), walked)


def both(a: Cost, b: Cost) -> Cost:
    """What two ensembles of the same schools take that are held in memory side by side, and then written."""
    memory = a.memory + b.memory
    return Cost(a.schools, a.teacher_weeks + b.teacher_weeks, memory, memory * NUMBER / IN_MEMORY, a.walked or b.walked)


def foresee(cost: Cost, workers: int, rate: Callable[[], float] | None = None) -> Forecast:
    """How long it takes. rate : measures it, and is called only where it matters; the usual one when left out"""
    workers = at_once(cost, workers)
    usual = cost.teacher_weeks / USUAL / workers
    matters = usual * (_WALKED if cost.walked else 1.0) >= NO_MATTER
    if rate is None or not matters or cost.teacher_weeks / FASTEST / workers > MOST_SECONDS:
        return Forecast(cost, usual, workers)
    return Forecast(cost, cost.teacher_weeks / rate() / workers, workers)


def at_once(cost: Cost, workers: int) -> int:
    """How many schools are really lived at once: Python walks one at a time."""
    return 1 if cost.walked else workers


def check(
    cost: Cost, workers: int, place: Path | None = None, insist: bool = False, rate: Callable[[], float] | None = None
) -> None:
    """Raise TooLargeError when work goes beyond memory, disk or patience, unless somebody insists.

    place : where its files go; rate : see `foresee`
    """
    if insist:
        return
    share, beyond = 1.0, []
    for need, have, most, what in (
        (cost.memory, free_memory(), MOST_MEMORY, "of memory"),
        (cost.disk, free_disk(place) if place else None, MOST_DISK, "on the disk"),
    ):
        if have is not None and need > most * have:
            fixed = min(STREAMING, need) if cost.disk and what == "of memory" else 0.0  # whatever the number of schools
            share = min(share, max(0.0, most * have - fixed) / max(need - fixed, 1.0))
            beyond.append(f"{size_in_words(need)} {what}, where {size_in_words(have)} are free")
    if not beyond and (ahead := foresee(cost, workers, rate)).seconds > MOST_SECONDS:
        share = MOST_SECONDS / ahead.seconds
        beyond.append(
            f"about {time_in_words(ahead.seconds)} on {ahead.workers} thread{'s' * (ahead.workers > 1)}, and nothing that takes more than "
            f"{time_in_words(MOST_SECONDS)} is begun unasked"
        )
    if beyond:
        fit = _round_down(cost.schools * share)
        would = f"{fit:,} school{'s' * (fit != 1)} would fit" if fit else "not a single school would fit"
        raise TooLargeError(
            f"{cost.schools:,} schools would take {'; and '.join(beyond)}: {would}. Ask for less, or insist with --yes "
            "(in Python insist=True)"
        )


def time_in_words(seconds: float) -> str:
    """A length of time as one would say it."""
    for size, name in ((365.25 * 86400, "years"), (86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 1.5 * size:
            return f"{seconds / size:,.1f} {name}".replace(".0 ", " ")
    return f"{max(seconds, 1):.0f} s"


def size_in_words(size: float) -> str:
    """A number of bytes as one would say it."""
    for one, name in ((1e15, "PB"), (1e12, "TB"), (1e9, "GB")):
        if size >= one:
            return f"{size / one:.1f} {name}"
    return f"{max(size / 1e6, 0.1):.1f} MB" if size < 10e6 else f"{size / 1e6:.0f} MB"


def _round_down(value: float) -> int:
    """Two digits, which is as exact as a forecast is."""
    if value < 1:
        return 0
    step = 10 ** max(0, math.floor(math.log10(value)) - 1)
    return int(value // step * step)
