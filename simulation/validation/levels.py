"""Every row of the table of levels and what the model answers: those that were fitted, those that are set, and all others.

targets.py has the rows that a fit sees. The others are declared here, each with a measure (CHECK: asked, but neither fitted nor counted)
or with the reason why the model cannot be asked. So no row of evidence.csv is left out because the model misses it.
"""

from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pandas as pd

from ..core.vocabulary import STAYS
from .effects.cross_sections import slope
from .guides import by_school, stability_of_efficacy
from .targets import (
    NOT_COMPARABLE,
    TARGETS,
    Arms,
    Measure,
    Target,
    among_teachers,
    answers_correlate,
    error_of,
    in_policy,
    network_mean,
    observe,
    target_table,
)

CHECK = "check"
#: Schools that stand for the country, and how far their seed is from that of the patterns: the fit has not seen them.
SCHOOLS, SEED_APART = 500, 1000
POOR, RICH = 0.75, 0.25


def poor_minus_rich(*columns: str, factor: float = 1.0) -> Measure:
    """Mean of yearly columns where at least POOR of the pupils are from low-income families, less that where at most RICH are."""

    def measure(arms: Arms) -> float:
        years = arms["country"].late_years
        poverty = years["run"].map(arms["country"].poverty)
        ends = [years[columns_of][list(columns)].mean(axis=1).mean() for columns_of in (poverty >= POOR, poverty <= RICH)]
        return float(factor * (ends[0] - ends[1]))

    return measure


def schools_correlate(x: str, y: str) -> Measure:
    """Correlation over schools of two yearly columns."""
    return lambda arms: float(np.corrcoef(*(by_school(arms, "country")[name] for name in (x, y)))[0, 1])


def fifth_of_schools(last: bool) -> Measure:
    """Turnover in the fifth of schools with least influence, or with most."""

    def measure(arms: Arms) -> float:
        schools = by_school(arms, "country").sort_values("influence")
        n = max(1, len(schools) // 5)
        return float((schools.tail(n) if last else schools.head(n))["turnover"].mean())

    return measure


def influence_and_exhaustion(arms: Arms) -> float:
    """Correlation over teachers of influence with exhaustion as a scale tells of it."""
    staff = arms["country"].late_teachers
    error = error_of("exhaustion", arms["country"].scenario.survey.noise)
    shrunk = np.sqrt(staff["exhaustion"].var() / (staff["exhaustion"].var() + error))
    return float(np.corrcoef(staff["influence"], staff["exhaustion"])[0, 1] * shrunk)


def gain_for_each_spread(column: str) -> Measure:
    """What pupils gain more for each SD between schools of a yearly column [student SD]."""

    def measure(arms: Arms) -> float:
        schools = by_school(arms, "country")
        return slope(schools[column], schools["student_growth"])

    return measure


def step_of_conduct(arms: Arms) -> float:
    """Percentile points between schools for each step of four of influence over conduct, a third of its scale."""
    schools = by_school(arms, "country")
    per_unit = slope(schools["influence_conduct"], schools["student_growth"]) / schools["influence_conduct"].std(ddof=0)
    return float(100.0 * (NormalDist().cdf(per_unit / 3.0 / schools["student_growth"].std()) - 0.5))


def beginners_in_a_role(arms: Arms) -> float:
    """Share of teachers in their third year who hold a formal role."""
    staff = arms["country"].late_teachers
    return float(staff["role"][staff["experience"] == 2].mean())


def odds_of_stayers(arms: Arms) -> float:
    """Odds ratio of leaving between teachers whose mandates are clearer and less clear by an SD: a median split, stretched to an SD."""
    staff = arms["country"].late_teachers
    clear = -(staff["ambiguity"] - staff["ambiguity"].mean()) / staff["ambiguity"].std()
    left = (staff["left"] != STAYS).to_numpy()
    upper = (clear > clear.median()).to_numpy()
    logit: Callable[[float], float] = lambda share: float(np.log(share / (1.0 - share)))  # noqa: E731
    apart = float(clear[upper].mean() - clear[~upper].mean())
    return float(np.exp((logit(left[upper].mean()) - logit(left[~upper].mean())) / apart))


def no_counterpart(id: str, group: str, reason: str) -> Target:
    """A row that the model cannot be asked for."""
    return Target(id, group, None, NOT_COMPARABLE, reason)


def check(id: str, group: str, measure: Measure, reason: str = "") -> Target:
    """A row that the model is asked for and that no fit has seen."""
    return Target(id, group, measure, CHECK, reason)


_HOURS_IN_CLASS = "hours in class of the model contain preparation and marking"
_NOT_KEPT = "an activity that the model does not keep apart"

CHECKS = (
    no_counterpart("T005", "hours", _HOURS_IN_CLASS),
    no_counterpart("T006", "hours", _HOURS_IN_CLASS),
    no_counterpart("T007", "hours", _HOURS_IN_CLASS),
    no_counterpart("T009", "hours", "clubs are among the hours that a scenario of Japan sets"),
    check("T011", "hours", among_teachers("hours_collective", "hours_mandated", arm="japan"), "on lesson_study_japan, whose hours of lesson study come on top of teamwork"),
    check("T012", "hours", among_teachers("hours_collective", "hours_mandated")),
    no_counterpart("T013", "hours", _HOURS_IN_CLASS),
    no_counterpart("T014", "hours", _HOURS_IN_CLASS),
    no_counterpart("T015", "training", "training has no hours of its own"),
    no_counterpart("T016", "hours", "the model has no pupils per teacher; budget_cut takes its hours from this row"),
    check("T018", "hours", in_policy("ten_hours", "time.planning"), "a recommendation; the reform of ten_hours"),
    no_counterpart("T021", "activities", "who never observes a colleague is not counted, only who does so monthly"),
    check(
        "T023",
        "activities",
        poor_minus_rich("monthly_coordination", "monthly_cooperation"),
        "poor schools lose more teachers, and newcomers have fewer ties to begin joint work with",
    ),
    no_counterpart("T026", "activities", _NOT_KEPT),
    no_counterpart("T027", "activities", _NOT_KEPT),
    check("T029", "activities", among_teachers("monthly_collaboration"), "any joint goal counts, which is more than learning together"),
    no_counterpart("T030", "activities", _NOT_KEPT),
    no_counterpart("T032", "activities", "a spread between countries, of which the model has three"),
    check("T033", "activities", schools_correlate("monthly_cooperation", "monthly_collaboration"), "asked between schools"),
    check("T034", "influence", schools_correlate("hours_collective", "influence"), "the model has goals of every kind here; P03 asks where they come from above"),
    no_counterpart("T036", "influence", "standards of performance are not kept apart from the curriculum"),
    no_counterpart("T043", "influence", "control in one's own classroom is no state of the model"),
    check("T044", "influence", poor_minus_rich("influence_great_curriculum", factor=100.0)),
    no_counterpart("T047", "influence", "autonomy in class is no state of the model"),
    check("T048", "turnover", fifth_of_schools(last=False), "a figure without readable values: an order of magnitude"),
    check("T049", "turnover", fifth_of_schools(last=True), "a figure without readable values: an order of magnitude"),
    no_counterpart("T050", "turnover", "teachers of the model give no reasons"),
    no_counterpart("T058", "turnover", "a city; T051 asks for the country"),
    check("T060", "turnover", among_teachers("intend_to_leave"), "kept in view by the fit"),
    check("T062", "turnover", odds_of_stayers, "clear mandates stand for support, which is not in the tables"),
    no_counterpart("T065", "well-being", "a higher threshold of stress than the one that the survey of the model has (T063)"),
    check(
        "T066",
        "well-being",
        among_teachers("maslach_high"),
        "whoever is beyond the cut-off of one of three scales counts, and the three hang together less than in surveys",
    ),
    check("T078", "relations", influence_and_exhaustion, "influence on the school stands for autonomy; it hardly differs within a school"),
    check("T079", "relations", answers_correlate("self_efficacy", "job_satisfaction")),
    check(
        "T080",
        "learning",
        schools_correlate("collective_efficacy", "student_growth"),
        "published for what pupils know, asked for what they gain, on which everything that schools share acts in the model",
    ),
    check("T082", "learning", stability_of_efficacy, "kept in view by the fit, in a narrower span"),
    check("T085", "learning", gain_for_each_spread("monthly_collaboration")),
    check("T088", "learning", step_of_conduct, "schools of the model differ far less in influence than by a step of four"),
    no_counterpart("T092", "training", "nobody rates whether a teacher has improved"),
    no_counterpart("T093", "influence", "a question about policy beyond the school"),
    check("T101", "network", network_mean("persistence"), "among those who are still there, who name the same colleagues for as long as trust lasts"),
    no_counterpart("T102", "population", "how many schools a country has does not matter to one of them"),
    no_counterpart("T104", "population", "the model has no pupils per teacher"),
    no_counterpart("T106", "hours", "time to plan alone is not kept apart"),
    check("T107", "leadership", beginners_in_a_role, "any role stands for a chair; who is invited hangs on experience, and posts are few"),
    no_counterpart("T108", "leadership", "committees are no roles of the model"),
)  # fmt: skip

#: Every row of the evidence, in the order of its numbers.
LEVELS = tuple(sorted((*TARGETS, *CHECKS), key=lambda target: target.id))


def levels(seed: int = 1, effort: float = 1.0, workers: int | None = None) -> pd.DataFrame:
    """A row for each level of the evidence, in the columns of targets.target_table, asked of schools that no fit has seen.

    seed : of the validation; effort : factor on the number of schools
    """
    arms = observe(runs=max(20, round(SCHOOLS * effort)), seed=seed + SEED_APART, workers=workers)
    return target_table(arms, LEVELS)


def verdict(row) -> str:
    """Inside, outside, or not asked, of a row of the table; also of one that was stored."""
    return {"True": "inside", "False": "outside"}.get(str(row.inside), "not asked")


def remark(row) -> str:
    """What there is to say of a row of the table: its reason, and where it misses its band by less than its standard error, that."""
    beyond = max(row.low - row.model, row.model - row.high) if row.model == row.model else 0.0
    texts = [row.reason if isinstance(row.reason, str) else ""]
    if beyond > 1e-9 and beyond <= row.error:
        texts.append("beyond the band by less than the standard error")
    elif beyond > 1e-9 and not texts[0]:
        texts.append("no reason is known")
    return "; ".join(text for text in texts if text)


def tally(table: pd.DataFrame) -> dict[str, dict[str, int]]:
    """How many rows of each kind are inside their band, outside, and not asked."""
    counts: dict[str, dict[str, int]] = {}
    for row in table.itertuples():
        of = counts.setdefault(row.kind, {"inside": 0, "outside": 0, "not asked": 0})
        of[verdict(row)] += 1
    return counts
