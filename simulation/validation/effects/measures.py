"""Ways to compare twins, each in the unit of a trial.

gain        pupils' gain, in student SD: the yearly differences summed, or their mean, over some years of the policy
in_classes  the same in the classes of some teachers. The model has one gain for a school, which is linear in the means of its staff, so a
            teacher's class gains what the school does, plus the rule's weights times how far she is from the mean
persons     a state of teachers, in SD of teachers: the spread between all teachers of the untreated arm in the same years
between     a state of schools, in SD of the untreated schools
points      a share, in percentage points;  gone: the share of a cohort that has left after some years, in points
hours       hours a week, as they are

Tables are summed up by school first, so that leaving schools out for the intervals costs nothing.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ...core.vocabulary import LEAVES, STAYS
from ..laboratory import Interval, Laboratory
from .declare import Arm, Measure

#: Chooses rows of a table of teachers: (teachers with `at`) -> mask.
Who = Callable[[pd.DataFrame], pd.Series]

#: Weights of the rule of pupils' gain -> the state of a teacher that they weigh.
OWN = {
    "expertise": "expertise",
    "efficacy": "self_efficacy",
    "influence": "influence",
    "conduct": "influence_conduct",
    "coordination": "share_coordination",
    "cooperation": "share_cooperation",
    "collaboration": "share_collaboration",
    "burnout": "burnout",
}


def _when(years: Sequence[int], how: str = "") -> str:
    span = f"year {years[0]}" if len(years) == 1 else f"years {years[0]} to {years[-1]}"
    return f"{how} of {span}" if how and len(years) > 1 else span


# ---------------------------------------------------------------- sums by school


def moments(table: pd.DataFrame, value: Any) -> pd.DataFrame:
    """Number, sum and sum of squares of a value by school, indexed by run."""
    value = np.asarray(value, float)
    parts = pd.DataFrame({"run": table["run"].to_numpy(), "n": 1.0, "sum": value, "squares": value**2})
    return parts.groupby("run").sum()


def mean(sums: pd.DataFrame) -> float:
    """Mean over everybody in a table of moments; NaN when there is nobody."""
    n = sums["n"].sum()
    return float(sums["sum"].sum() / n) if n else float("nan")


def spread(sums: pd.DataFrame) -> float:
    """Standard deviation over everybody in a table of moments."""
    n = sums["n"].sum()
    return float(np.sqrt(max(sums["squares"].sum() / n - mean(sums) ** 2, 0.0)))


def by_school(lab: Laboratory, plain: pd.DataFrame, treated: pd.DataFrame, column: str, years: Sequence[int], factor: float):
    """Interval of the mean yearly difference of a column of the table of years, times a factor."""
    a, b = (t[t["at"].isin(years)].groupby("run")[[column]].mean() for t in (plain, treated))
    return lab.estimate(lambda a, b: factor * float((b[column] - a[column]).mean()), a, b)


# ---------------------------------------------------------------- pupils


def gain(*years: int, total: bool = True) -> Measure:
    """Pupils' gain of the whole school [student SD]: the sum of yearly differences, or their mean."""
    factor = len(years) if total else 1

    def of(lab: Laboratory, plain: Arm, treated: Arm) -> Interval:
        return by_school(lab, plain.years, treated.years, "student_growth", years, factor)

    return Measure("gain of pupils", "all staff", _when(years, "sum" if total else "mean"), years[-1], of)


def class_gain(arm: Arm) -> pd.Series:
    """What the classes of each teacher gained [student SD a year], a value for each row of `arm.teachers`."""
    staff = arm.teachers
    key = ["run", "year"]
    school = staff[key].merge(arm.years[[*key, "student_growth"]], on=key, how="left")["student_growth"].to_numpy()
    growth = arm.scenario.growth
    own = sum(
        (-1.0 if name == "burnout" else 1.0) * getattr(growth, name) * staff[column].to_numpy() for name, column in OWN.items()
    )
    own = pd.Series(own, staff.index)
    return school + own - own.groupby([staff["run"], staff["year"]]).transform("mean")


def in_classes(who: Who, words: str, *years: int, same_posts: bool = False) -> Measure:
    """Pupils' gain in the classes of some teachers, mean over years [student SD a year].

    same_posts : those chosen in the treated arm, and who holds the same posts in the other
    """

    def of(lab: Laboratory, plain: Arm, treated: Arm) -> Interval:
        rows = [a.teachers.assign(gain=class_gain(a)) for a in (plain, treated)]
        rows = [t[t["at"].isin(years)] for t in rows]
        chosen = rows[1][who(rows[1])]
        if same_posts:
            key = ["run", "year", "teacher"]
            others = rows[0].merge(chosen[key], on=key)
        else:
            others = rows[0][who(rows[0])]
        a, b = (moments(t, t["gain"]) for t in (others, chosen))
        return lab.estimate(lambda a, b: mean(b) - mean(a), a, b)

    return Measure("gain of pupils in their classes", words, _when(years, "mean"), years[-1], of)


# ---------------------------------------------------------------- teachers


def persons(column: str, *years: int) -> Measure:
    """A state of all teachers [SD of teachers]: mean difference over the spread between teachers of the untreated arm."""

    def of(lab: Laboratory, plain: Arm, treated: Arm) -> Interval:
        rows = [t[t["at"].isin(years)] for t in (plain.teachers, treated.teachers)]
        a, b = (moments(t, t[column]) for t in rows)
        return lab.estimate(lambda a, b: (mean(b) - mean(a)) / spread(a), a, b)

    return Measure(column.replace("_", " "), "all staff", _when(years, "mean"), years[-1], of)


def for_each(column: str, per: str, *years: int) -> Measure:
    """How far a state of all teachers moves for each SD by which another one moves, both in SD of teachers."""

    def of(lab: Laboratory, plain: Arm, treated: Arm) -> Interval:
        rows = [t[t["at"].isin(years)] for t in (plain.teachers, treated.teachers)]
        tables = [moments(t, t[name]) for name in (column, per) for t in rows]

        def ratio(a, b, c, d):
            return ((mean(b) - mean(a)) / spread(a)) / ((mean(d) - mean(c)) / spread(c))

        return lab.estimate(ratio, *tables)

    return Measure(f"{column.replace('_', ' ')} for each SD of {per}", "all staff", _when(years, "mean"), years[-1], of)


def gone(years: int, *, beginners: bool = False, teaching: bool = False) -> Measure:
    """Who has left after some years [points]: a life table of the staff, or of beginners by their years of experience.

    teaching : only those who left teaching count, since who moves to another school goes on teaching
    """

    def chance(table: pd.DataFrame) -> float:
        stay = 1.0
        for year in range(1, years + 1):
            at = table[table["at"] == year]
            stay *= 1.0 - at["sum"].sum() / max(at["n"].sum(), 1.0)
        return 1.0 - stay

    def life(staff: pd.DataFrame) -> pd.DataFrame:
        if beginners:
            staff = staff[staff["experience"] == staff["at"] - 1]
        left = staff["left"] == LEAVES if teaching else staff["left"] != STAYS
        parts = pd.DataFrame({"run": staff["run"], "at": staff["at"], "n": 1.0, "sum": left.astype(float)})
        return parts[parts["at"] >= 1].groupby(["run", "at"], as_index=False).sum()

    def of(lab: Laboratory, plain: Arm, treated: Arm) -> Interval:
        return lab.estimate(lambda a, b: 100.0 * (chance(b) - chance(a)), life(plain.teachers), life(treated.teachers))

    who = "those who begin with the policy" if beginners else "all staff"
    return Measure("left teaching" if teaching else "left the school", who, f"after {years} years", years, of)


# ---------------------------------------------------------------- schools


def points(column: str, *years: int) -> Measure:
    """A yearly share [points], mean over years."""
    return Measure(
        column.replace("_", " "),
        "all staff",
        _when(years, "mean"),
        years[-1],
        lambda lab, a, b: by_school(lab, a.years, b.years, column, years, 100.0),
    )


def hours(*years: int) -> Measure:
    """Hours of work a week, mean over years."""
    return Measure(
        "hours of work",
        "all staff",
        _when(years, "mean"),
        years[-1],
        lambda lab, a, b: by_school(lab, a.years, b.years, "hours_total", years, 1.0),
    )


def between(column: str, *years: int) -> Measure:
    """A state of schools, mean over years, in standard deviations of the untreated schools."""

    def of(lab: Laboratory, plain: Arm, treated: Arm) -> Interval:
        a, b = (t[t["at"].isin(years)].groupby("run")[[column]].mean() for t in (plain.years, treated.years))
        return lab.estimate(lambda a, b: float((b[column] - a[column]).mean() / a[column].std()), a, b)

    return Measure(column.replace("_", " "), "all staff", _when(years, "mean"), years[-1], of)


def of_turnover(without_expertise: bool = False) -> Measure:
    """Pupils' gain in the year after a year of leaving, for each unit by which turnover rose then [student SD: all leave against none].

    without_expertise : less what lower expertise of the staff explains
    """

    def of(lab: Laboratory, plain: Arm, treated: Arm) -> Interval:
        def table(arm: Arm) -> pd.DataFrame:
            first, second = (arm.years[arm.years["at"] == at].set_index("run") for at in (1, 2))
            lost = arm.scenario.growth.expertise * second["expertise"] if without_expertise else 0.0
            return pd.DataFrame({"gain": second["student_growth"] - lost, "turnover": first["turnover"]})

        a, b = (table(arm) for arm in (plain, treated))
        return lab.estimate(lambda a, b: float((b["gain"] - a["gain"]).mean() / (b["turnover"] - a["turnover"]).mean()), a, b)

    what = "gain of pupils for each unit of turnover" + (", expertise held" if without_expertise else "")
    return Measure(what, "all staff", "year 2", 2, of)
