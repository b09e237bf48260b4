"""What a block of runs leaves behind: plain arrays, small enough to travel between machines.

The engine fills them (engine/year.py); tables.py makes data frames of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from ..core.vocabulary import WEEKS_PER_YEAR
from ..declare.outcomes import N_MONTHLY, N_WEEKLY, N_YEARLY, TEACHER_COLUMNS, TERM_COLUMNS
from ..parameters.scenario import InputError

TABLES = ("years", "weeks", "teachers", "terms")


def what_to_record(record: str | Iterable[str]) -> tuple[str, ...]:
    """The tables asked for, checked; `terms` (what moved each teacher's states) are columns of `teachers`."""
    wanted = (record,) if isinstance(record, str) else tuple(record)
    if unknown := [name for name in wanted if name not in TABLES]:
        raise InputError(f"record = {unknown[0]!r} is not a table; allowed are: {', '.join(TABLES)}")
    if "terms" in wanted:
        wanted += ("teachers",)
    return tuple(name for name in TABLES if name == "years" or name in wanted)


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
    """Rows of one run. `teachers` is empty unless it was asked for; so is `weeks`."""

    run: int
    posts: int
    years: np.ndarray  #: (n_years, N_WEEKLY + N_YEARLY)
    weeks: np.ndarray  #: (n_years * 36, N_WEEKLY) or (0, N_WEEKLY)
    teachers: np.ndarray  #: (n_years, posts, columns) or (0, posts, columns)
    row: np.ndarray = field(repr=False, default_factory=lambda: np.zeros(N_WEEKLY))
    months: np.ndarray = field(repr=False, default_factory=lambda: np.zeros(N_MONTHLY))

    @classmethod
    def empty(cls, run: int, posts: int, n_years: int, record: tuple[str, ...]) -> "Recorded":
        """Room for a run."""
        return cls(
            run,
            posts,
            np.zeros((n_years, N_WEEKLY + N_YEARLY)),
            np.zeros((n_years * WEEKS_PER_YEAR if "weeks" in record else 0, N_WEEKLY)),
            np.zeros((n_years if "teachers" in record else 0, posts, n_teacher_columns(record))),
        )
