"""Tidy data frames from recorded arrays: years, weeks, teachers."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..core.vocabulary import WEEKS_PER_YEAR
from ..declare.answers import ITEMS, WHO
from ..declare.outcome import Outcome
from ..declare.outcomes import TEACHER_COLUMNS, TERM_COLUMNS, WEEK_COLUMNS, YEAR_COLUMNS
from ..words.people import name_of
from .recorder import Recorded

if TYPE_CHECKING:
    import pandas as pd


def year_table(name: str, runs: list[Recorded]) -> "pd.DataFrame":
    """A row for each run and year: scenario, run, year (from 1), teachers (posts), and the columns of YEAR_COLUMNS."""
    frame = _frame(np.concatenate([r.years for r in runs]), YEAR_COLUMNS)
    length = [len(r.years) for r in runs]
    return _label(frame, name, runs, length, {"year": np.concatenate([np.arange(n) + 1 for n in length])})


def week_table(name: str, runs: list[Recorded]) -> "pd.DataFrame":
    """A row for each run and week: scenario, run, year, week of the year (both from 1), teachers, and WEEK_COLUMNS."""
    frame = _frame(np.concatenate([r.weeks for r in runs]), WEEK_COLUMNS)
    length = [len(r.weeks) for r in runs]
    week = np.concatenate([np.arange(n) for n in length])
    return _label(frame, name, runs, length, {"year": week // WEEKS_PER_YEAR + 1, "week": week % WEEKS_PER_YEAR + 1})


def teacher_table(name: str, runs: list[Recorded], names: tuple[str, ...] | None = None) -> "pd.DataFrame":
    """A row for each run, year and teacher in post: `teacher` is the post (from 0), `person` whoever holds it.

    Somebody who leaves is followed in the post by a newcomer, who is another person; a person's number is given once in a run.
    names : of the people of a real school, by post on the first day; what each person is called then stands in `name`
    """
    columns = TEACHER_COLUMNS + (TERM_COLUMNS if runs[0].teachers.shape[2] > len(TEACHER_COLUMNS) else ())
    frame = _frame(np.concatenate([r.teachers.reshape(-1, r.teachers.shape[2]) for r in runs]), columns)
    length = [r.teachers.shape[0] * r.posts for r in runs]
    post = np.concatenate([np.tile(np.arange(r.posts), r.teachers.shape[0]) for r in runs])
    year = np.concatenate([np.repeat(np.arange(r.teachers.shape[0]) + 1, r.posts) for r in runs])
    frame = _label(frame, name, runs, length, {"year": year, "teacher": post})
    filled = frame["experience"].notna()
    frame = frame[filled].reset_index(drop=True)
    frame.insert(4, "person", frame.pop("person"))
    if names is not None:
        people = zip(frame["teacher"], frame["person"], strict=True)
        frame.insert(5, "name", np.array([name_of(names, post, person) for post, person in people], dtype=object))
    whole = [
        "person",
        "group",
        "tenure",
        "role",
        "kind",
        "reviewer",
        "member",
        "recruited",
        "mentored",
        "in_team",
        "in_ties",
        "out_ties",
        "left",
    ]
    return frame.astype(dict.fromkeys(whole, np.int64))


def tie_table(runs: list[Recorded]) -> "pd.DataFrame":
    """A row for each run, year and advice tie in force at the year's end: the columns of KEPT_TIES after the run."""
    import pandas as pd

    ties = np.concatenate([r.ties for r in runs])
    columns = {"run": np.repeat([r.run for r in runs], [r.ties.size for r in runs])}
    for name in ties.dtype.names or ():
        columns[name] = ties[name].astype(np.int64 if ties[name].dtype.kind == "i" else np.float64)
    return pd.DataFrame(columns)


def answer_table(runs: list[Recorded]) -> "pd.DataFrame":
    """A row for each run, year and teacher who returned the questionnaire; an answer that was left out is missing."""
    import pandas as pd

    answers = np.concatenate([r.answers for r in runs])
    frame = pd.DataFrame(answers[:, : len(WHO)].astype(np.int64), columns=list(WHO))
    frame.insert(0, "run", np.repeat([r.run for r in runs], [len(r.answers) for r in runs]))
    given = answers[:, len(WHO) :]
    left_out = given < 0
    items = {item.name: pd.arrays.IntegerArray(given[:, k].astype(np.int8), left_out[:, k]) for k, item in enumerate(ITEMS)}
    return pd.concat([frame, pd.DataFrame(items)], axis=1)


def _frame(values: np.ndarray, columns: Sequence[Outcome]) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame(values, columns=[column.name for column in columns])


def _label(
    frame: "pd.DataFrame", name: str, runs: list[Recorded], length: list[int], more: Mapping[str, np.ndarray]
) -> "pd.DataFrame":
    """The frame with what tells its rows apart before its columns. length : rows of each run; more : columns after the run"""
    frame.insert(0, "scenario", name)
    frame.insert(1, "run", np.repeat([r.run for r in runs], length))
    at = 2
    for column, values in more.items():
        frame.insert(at, column, values)
        at += 1
    if "teacher" not in more:
        frame.insert(at, "teachers", np.repeat([r.posts for r in runs], length))
    return frame
