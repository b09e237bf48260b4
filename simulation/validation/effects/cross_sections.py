"""What goes together between unequal schools, or from one year to the next, where nobody was treated.

These rows say nothing about what a policy does. A good model shows both at once: sizeable cross-sections and small effects of policies.
"""

import numpy as np
import pandas as pd

from ..laboratory import COUNTRY, Interval, Laboratory, correlation
from ..targets import ENVIRONMENT, error_of
from .declare import Arm, across
from .measures import class_gain

SCHOOLS = 800
#: Unequal schools: as in a country, and with administrators who differ in openness as schools of surveys do.
UNEQUAL = COUNTRY
#: Yearly columns of the table of teachers that are needed here.
LAGGED = ("hours_total", "influence", "exhaustion", "burnout", "self_efficacy")


def schools(lab: Laboratory) -> pd.DataFrame:
    """A row for each unequal school: means of years 4 to 8, and the poverty of its pupils by what it does to them."""
    return lab.schools(UNEQUAL, runs=SCHOOLS)


def staff(lab: Laboratory) -> pd.DataFrame:
    """Rows of all teachers of unequal schools, years 4 to 8."""
    return lab.people(UNEQUAL, runs=SCHOOLS)


def slope(x, y, *given) -> float:
    """How far y moves for each SD of x, with what is given held."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    design = np.column_stack([np.ones(len(x)), (x - x.mean()) / max(x.std(), 1e-12), *(np.asarray(g, float) for g in given)])
    return float(np.linalg.lstsq(design, y, rcond=None)[0][1])


def later(people: pd.DataFrame) -> pd.DataFrame:
    """Pairs of a teacher's years: each row of somebody who stayed, with the year before as `before_...`."""
    key = ["run", "year", "teacher"]
    before = people[[*key, *LAGGED]].rename(columns={c: f"before_{c}" for c in LAGGED})
    before["year"] += 1
    return people[people["tenure"] > 0].merge(before, on=key)


def standardised(outcome: str, cause: str):
    """Weight of a cause in one year for an outcome in the next, in SD, with the outcome of the first year held."""

    def statistic(pairs: pd.DataFrame) -> float:
        weight = slope(pairs[f"before_{cause}"], pairs[outcome], pairs[f"before_{outcome}"])
        return weight / float(pairs[outcome].std())

    return statistic


def collaboration_of_teachers(lab: Laboratory) -> Interval:
    """Student SD for each SD of a teacher's joint hours."""
    years = lab.years(UNEQUAL, runs=SCHOOLS)
    people = staff(lab)
    rows = people.assign(gain=class_gain(Arm(years, people, lab.scenario(UNEQUAL))))
    rows = rows[["run", "gain", "hours_collective"]]
    return lab.estimate(lambda t: slope(t["hours_collective"], t["gain"]), rows)


def collaboration_of_schools(lab: Laboratory) -> Interval:
    """Student SD for each SD of a school's monthly collaboration."""
    return lab.estimate(lambda t: slope(t["monthly_collaboration"], t["student_growth"]), schools(lab))


def say_in_conduct(lab: Laboratory) -> Interval:
    """SD of schools' gains for each step of influence over standards of behaviour, on the scale of four on which teachers answer.

    A step is half of the way from any influence to a great deal of it, where the cut points of the survey lie.
    """
    survey = lab.scenario(UNEQUAL).survey
    step = (survey.great_influence - survey.any_influence) / 2.0

    def statistic(table: pd.DataFrame) -> float:
        per_unit = slope(table["influence_conduct"], table["student_growth"]) / table["influence_conduct"].std(ddof=0)
        return float(step * per_unit / table["student_growth"].std())

    return lab.estimate(statistic, schools(lab))


def answers(lab: Laboratory, x: str, y: str, noise_of: tuple[str, ...]) -> Interval:
    """Correlation of two states over teachers, lowered by the errors of answering of those that a scale asks for."""
    rows = staff(lab)[["run", x, y]]
    noise = lab.scenario(UNEQUAL).survey.noise
    error = [error_of(name, noise) if name in noise_of else 0.0 for name in (x, y)]

    def statistic(table: pd.DataFrame) -> float:
        (of_x, of_both), (_, of_y) = np.cov(table[x], table[y])
        return float(of_both / np.sqrt((of_x + error[0]) * (of_y + error[1])))

    return lab.estimate(statistic, rows)


def later_gain(lab: Laboratory) -> Interval:
    """Student SD a year in years 6 to 8 for each SD by which the share of shared goals rose from year 1 to 5."""
    years = lab.years(UNEQUAL, runs=SCHOOLS)
    early, late = (years[years["year"] == year].set_index("run")["goals_shared"] for year in (1, 5))
    gains = years[years["year"] >= 6].groupby("run")["student_growth"].mean()
    table = pd.DataFrame({"rise": late - early, "gain": gains})
    return lab.estimate(lambda t: slope(t["rise"], t["gain"]), table)


def odds_of_leaving(lab: Laboratory) -> Interval:
    """Odds ratio of leaving the school for each SD of what teachers feel of the administrator: how unclear their mandates are not."""
    rows = staff(lab)
    rows = pd.DataFrame({"run": rows["run"], "clear": -rows["ambiguity"], "left": (rows["left"] != 0).astype(float)})

    def statistic(table: pd.DataFrame) -> float:
        x = ((table["clear"] - table["clear"].mean()) / table["clear"].std()).to_numpy()
        design, weight = np.column_stack([np.ones(len(x)), x]), np.zeros(2)
        left = table["left"].to_numpy()
        for _ in range(6):  # Newton's steps of a logistic regression
            chance = 1.0 / (1.0 + np.exp(-design @ weight))
            hessian = design.T @ (design * (chance * (1.0 - chance))[:, None])
            weight = weight + np.linalg.solve(hessian, design.T @ (left - chance))
        return float(np.exp(weight[1]))

    return lab.estimate(statistic, rows)


def environment(lab: Laboratory) -> Interval:
    """What ten years at the third instead of the first quartile of environments add to a teacher's classes [student SD]."""
    places = schools(lab)[list(ENVIRONMENT)]
    signs = np.array([1, 1, 1, 1, 1, -1])
    index = pd.Series(((places - places.mean()) / places.std()).to_numpy() @ signs, places.index)
    width = float(np.quantile(index, 0.75) - np.quantile(index, 0.25))
    pairs = staff(lab)
    key = ["run", "year", "teacher"]
    before = pairs[[*key, "expertise"]].rename(columns={"expertise": "before"})
    before["year"] += 1
    rows = pairs[(pairs["tenure"] > 0) & (pairs["experience"] <= 10)].merge(before, on=key)
    rows = pd.DataFrame({"run": rows["run"], "gain": rows["expertise"] - rows["before"], "place": rows["run"].map(index)})
    weight = lab.scenario(UNEQUAL).growth.expertise

    def statistic(table: pd.DataFrame) -> float:
        return 10.0 * width * weight * slope(table["place"], table["gain"]) / float(table["place"].std(ddof=0))

    return lab.estimate(statistic, rows)


def work_and_later_exhaustion(lab: Laboratory) -> Interval:
    """Mean size of the correlations of hours and of influence in one year with exhaustion a year later, over teachers."""
    pairs = later(staff(lab))

    def statistic(table: pd.DataFrame) -> float:
        return float(np.mean([abs(correlation(f"before_{c}", "exhaustion")(table)) for c in ("hours_total", "influence")]))

    return lab.estimate(statistic, pairs)


def across_schools(id: str, what: str, ask, who: str = "unequal schools", reason: str = "") -> None:
    """Declare a row on the cross-section of this file."""
    across(id, what, ask, schools=SCHOOLS, who=who, reason=reason)


across_schools(
    "E24", "gain in their classes for each SD of joint hours", collaboration_of_teachers, "teachers of unequal schools"
)
across_schools("E25", "gain for each SD of monthly collaboration", collaboration_of_schools)
across_schools("E37", "gain, in SD of schools, for each step of influence on conduct", say_in_conduct)
across_schools(
    "E39",
    "correlation of influence with job satisfaction",
    lambda lab: answers(lab, "influence", "job_satisfaction", ("job_satisfaction",)),
    "teachers of unequal schools",
)
across_schools("E40", "later gain for each SD of a rise in shared goals", later_gain)
across_schools(
    "E41",
    "correlation of influence with exhaustion",
    lambda lab: answers(lab, "influence", "exhaustion", ("exhaustion",)),
    "teachers of unequal schools",
    "influence stands for support of autonomy",
)
across_schools(
    "E65", "gain from ten years in a supportive environment", environment, "teachers of unequal schools, first ten years"
)
across_schools(
    "E69",
    "odds ratio of leaving for each SD of clear mandates",
    odds_of_leaving,
    "teachers of unequal schools",
    "clarity as teachers meet it stands for support, which is not in the tables",
)
across_schools(
    "E87", "correlation of hours and influence with exhaustion a year later", work_and_later_exhaustion, "teachers who stay"
)
across_schools(
    "E88",
    "weight of hours for burnout a year later, burnout held",
    lambda lab: lab.estimate(standardised("burnout", "hours_total"), later(staff(lab))),
    "teachers who stay",
)
across_schools(
    "E89",
    "weight of burnout for self-efficacy a year later, self-efficacy held",
    lambda lab: lab.estimate(standardised("self_efficacy", "burnout"), later(staff(lab))),
    "teachers who stay",
    "asked over a year instead of half a year",
)
across_schools(
    "E93",
    "correlation of collective efficacy with gain",
    lambda lab: lab.estimate(correlation("collective_efficacy", "student_growth"), schools(lab)),
)
