"""Statistics of patterns that a calibration keeps in view beside the targets of targets.py.

Levels alone leave the relations between them free: a fit to targets only drifts to where some patterns of validate are lost. So
a fit also sees these few statistics, each with the span in which its pattern holds with room to spare. They are fitted and never
counted as targets; the patterns they belong to say so (`fitted` in patterns/), and are no independent support for the model.
"""

from dataclasses import dataclass

import numpy as np

from .targets import ARMS, TARGETS, Arm, Arms, Measure, Target, among_teachers, answers_correlate, error_of

GUIDE = "pattern"

#: Administrators differ in openness: much, or little around a low mean.
GUIDE_ARMS = ARMS | {
    "open_or_not": Arm("country_mix", lambda s: {"population.openness": 0.25}, 6, ("years",), 1.5),
    "from_above": Arm("country_mix", lambda s: {"population.openness": 0.1, "administrator.openness": 0.1}, 6, ("years",), 1.5),
}


@dataclass(frozen=True)
class Guide(Target):
    """A statistic of a pattern: what it is, and (value, low, high) in which a fit should keep it."""

    what: str = ""
    span: tuple[float, float, float] = (0.0, 0.0, 0.0)

    @property
    def quantity(self) -> str:
        """What the statistic is, in words."""
        return self.what

    @property
    def bounds(self) -> tuple[float, float, float]:
        """(value, low, high) in which a fit should keep the statistic, in its own unit."""
        return self.span


def guide(id: str, what: str, measure: Measure, value: float, low: float, high: float) -> Guide:
    """Declare one. id : its pattern and a letter where there are several."""
    return Guide(id, "patterns", measure, GUIDE, what=what, span=(value, low, high))


def by_school(arms: Arms, arm: str):
    """Means of the observed years, a row for each school."""
    return arms[arm].late_years.groupby("run").mean(numeric_only=True)


def correlation_of_schools(x: str, y: str, arm: str) -> Measure:
    """Correlation over schools of two yearly columns."""

    def measure(arms: Arms) -> float:
        schools = by_school(arms, arm)
        return float(np.corrcoef(schools[x], schools[y])[0, 1])

    return measure


def turnover_of_the_unheard(arms: Arms) -> float:
    """Turnover of the fifth of schools with least influence over that of the fifth with most."""
    schools = by_school(arms, "open_or_not")
    low, high = schools["influence"].quantile([0.2, 0.8])
    least, most = (schools["turnover"][part].mean() for part in (schools["influence"] <= low, schools["influence"] >= high))
    return float(least / most)


def efficacy_of_leaders(arms: Arms) -> float:
    """Self-efficacy of teachers with five years or more in a formal role minus that of the others."""
    staff = arms["country"].late_teachers
    able = staff[staff["experience"] >= 5].groupby("role")["self_efficacy"].mean()
    return float(able.get(1, np.nan) - able.get(0, np.nan))


def burnout_beyond_satisfaction(arms: Arms) -> float:
    """How much more exhaustion weighs for the intention to quit than satisfaction does, each beside the other."""
    quitting = {name: answers_correlate(name, "quit")(arms) for name in ("exhaustion", "job_satisfaction")}
    both = answers_correlate("exhaustion", "job_satisfaction")(arms)
    tired, satisfied = quitting["exhaustion"], quitting["job_satisfaction"]
    return abs(tired - satisfied * both) - abs(satisfied - tired * both)


def stability_of_efficacy(arms: Arms) -> float:
    """Correlation of answers on self-efficacy with those of the same person a year later."""
    seen = arms["country"]
    staff = seen.late_teachers.sort_values(["run", "teacher", "year"])
    same = (staff["tenure"] > 0) & (staff["teacher"] == staff["teacher"].shift()) & (staff["run"] == staff["run"].shift())
    before, now = staff["self_efficacy"].shift()[same], staff["self_efficacy"][same]
    spread = staff["self_efficacy"].var()
    error = error_of("self_efficacy", seen.scenario.survey.noise)
    return float(np.corrcoef(before, now)[0, 1] * spread / (spread + error))


def over(a: str, b: str) -> Measure:
    """One yearly column over another, among teachers."""
    return lambda arms: among_teachers(a)(arms) / among_teachers(b)(arms)


def mean_efficacy(arms: Arms) -> float:
    """Mean self-efficacy of teachers."""
    return float(arms["country"].late_teachers["self_efficacy"].mean())


GUIDES = (
    guide("P01a", "coordination over cooperation", over("share_coordination", "share_cooperation"), 1.25, 1.08, 1.6),
    guide("P01b", "cooperation over collaboration", over("share_cooperation", "share_collaboration"), 1.6, 1.2, 2.6),
    guide(
        "P02",
        "coordination with collaboration, schools",
        correlation_of_schools("monthly_coordination", "monthly_collaboration", "open_or_not"),
        0.70, 0.5, 0.77,
    ),
    guide(
        "P03",
        "joint hours with influence, from above",
        correlation_of_schools("hours_collective", "influence", "from_above"),
        0.15, 0.0, 0.22,
    ),
    guide("P12", "turnover, least over most influence", turnover_of_the_unheard, 2.3, 2.15, 2.6),
    guide("P24", "self-efficacy, leaders minus others", efficacy_of_leaders, 0.022, 0.016, 0.04),
    guide("P28", "self-efficacy with accomplishment", answers_correlate("self_efficacy", "accomplishment"), 0.52, 0.46, 0.57),
    guide("P29", "weight of exhaustion beyond satisfaction", burnout_beyond_satisfaction, 0.03, 0.018, 0.06),
    guide("P44a", "self-efficacy, year to year", stability_of_efficacy, 0.65, 0.56, 0.74),
    guide("P44b", "mean self-efficacy", mean_efficacy, 0.71, 0.67, 0.76),
)  # fmt: skip

#: What a fit sees: every target and every guide, and the share of teachers who mean to leave.
TARGETS_AND_GUIDES = (*TARGETS, Target("T060", "patterns", among_teachers("intend_to_leave"), GUIDE), *GUIDES)
