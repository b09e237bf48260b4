"""What a block of runs leaves behind: plain arrays, small enough to travel between machines.

The engine fills them (engine/year.py); tables.py makes data frames of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from ..core.vocabulary import WEEKS_PER_YEAR
from ..declare.outcomes import N_MONTHLY, N_WEEKLY, N_YEARLY, TEACHER_COLUMNS, TERM_COLUMNS
from ..engine.answers import no_answers
from ..parameters.scenario import InputError
from ..school.state import no_ties

#: What may be recorded. All but `terms` are tables of their own.
RECORDS = ("years", "weeks", "teachers", "terms", "ties", "answers")
TABLES = tuple(name for name in RECORDS if name != "terms")


def what_to_record(record: str | Iterable[str]) -> tuple[str, ...]:
    """The tables asked for, checked, in the order of RECORDS; `terms` (what moved each teacher's states) are columns of `teachers`.

    Raises InputError for a word that is none of them. Every command and function that records asks here.
    """
    wanted = (record,) if isinstance(record, str) else tuple(record)
    if unknown := [name for name in wanted if name not in RECORDS]:
        raise InputError(f"record = {unknown[0]!r} is not a table; allowed are: {', '.join(RECORDS)}")
    if "terms" in wanted:
        wanted += ("teachers",)
    return tuple(name for name in RECORDS if name == "years" or name in wanted)


def n_teacher_columns(record: tuple[str, ...]) -> int:
    """Columns of a teacher's row."""
    return len(TEACHER_COLUMNS) + (len(TERM_COLUMNS) if "terms" in record else 0)


def cells_of_a_run(record: tuple[str, ...], posts: int, years: int) -> dict[str, int]:
    """Numbers that a run leaves in each table: rows times columns, those included that tell rows apart."""
    cells = {"years": years * (N_WEEKLY + N_YEARLY + 4)}
    if "weeks" in record:
        cells["weeks"] = years * WEEKS_PER_YEAR * (N_WEEKLY + 5)
    if "teachers" in record:
        cells["teachers"] = years * posts * (n_teacher_columns(record) + 4)
    return cells


@dataclass
class Recorded:
    """Rows of one run. What was not asked for is empty; years always are."""

    run: int
    posts: int
    years: np.ndarray  #: (n_years, N_WEEKLY + N_YEARLY)
    weeks: np.ndarray  #: (n_years * 36, N_WEEKLY) or (0, N_WEEKLY)
    teachers: np.ndarray  #: (n_years, posts, columns) or (0, posts, columns)
    ties: np.ndarray = field(default_factory=no_ties)  #: (n_years, room) or (0, room) while it runs, then `packed`: (n_ties,)
    answers: np.ndarray = field(
        default_factory=no_answers
    )  #: (n_answers, columns), filled when the run is over (engine/answers.py)
    row: np.ndarray = field(repr=False, default_factory=lambda: np.zeros(N_WEEKLY))
    months: np.ndarray = field(repr=False, default_factory=lambda: np.zeros(N_MONTHLY))

    @classmethod
    def empty(cls, run: int, posts: int, n_years: int, record: tuple[str, ...], room: int = 1) -> "Recorded":
        """Room for a run. room : for the ties of a year, as many as its school can hold"""
        return cls(
            run,
            posts,
            np.zeros((n_years, N_WEEKLY + N_YEARLY)),
            np.zeros((n_years * WEEKS_PER_YEAR if "weeks" in record else 0, N_WEEKLY)),
            np.zeros((n_years if {"teachers", "answers"} & {*record} else 0, posts, n_teacher_columns(record))),
            no_ties(n_years if "ties" in record else 0, room),
        )

    @property
    def arrays(self) -> tuple[np.ndarray, ...]:
        """What the engine fills (engine/year.py), in its order."""
        return self.years, self.weeks, self.teachers, self.ties, self.row, self.months

    def packed(self, record: tuple[str, ...]) -> "Recorded":
        """The same without what was only needed on the way: room that no tie has taken, and teachers whom nobody asked for."""
        teachers = self.teachers if "teachers" in record else self.teachers[:0]
        return replace(self, ties=self.ties[self.ties["year"] > 0], teachers=teachers)
