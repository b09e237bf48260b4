"""What the model is held against: every core row of the evidence, how a school of the model would be asked, and the answer.

A few ensembles (ARMS) are simulated once; each target is a function of them. Shares among teachers are weighted by staff, since
surveys draw teachers and not schools. Percent are turned into shares when a row is read. calibrate/ fits what is measured here.

Correlations between persons are those between answers to scales of several questions: an answer to one question scatters by
`survey.noise`, so a scale's error variance is (pi^2 / 3) noise^2 / questions, and it is added to the variances of the latent
states. A published correlation that is already corrected for such errors (T077) is compared with the latent one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..core.vocabulary import LEAVES, STAYS
from ..declare.parameter import evidence_table
from ..ensemble.simulate import simulate, start
from ..ensemble.snapshots import snapshots
from ..parameters.scenario import Scenario
from ..school.network import statistics
from ..statistics.jackknife import standard_error
from .laboratory import unless_set

#: Years that are observed: the first three belong to the founding.
FIRST_YEAR, LAST_YEAR = 4, 8
#: Schools in the ensemble that stands for a country; the other arms scale with it.
RUNS = 200
#: The year at whose end advice networks are looked at.
NETWORK_YEAR = 6
#: Schools are left out in so many portions to learn how far chance moves a target.
PORTIONS = 10
NOT_OBSERVED = "not observed in this version"

OUTPUT, INPUT, NOT_COMPARABLE = "output", "input", "not comparable"


# ---------------------------------------------------------------- the ensembles


class Arm(NamedTuple):
    """One ensemble: a shipped scenario, changes that may depend on it, years, tables kept, schools as a share of the country's."""

    scenario: str
    changes: Callable[[Scenario], dict]
    years: int
    record: tuple[str, ...]
    share: float = 1.0
    networks: float = 0.0  #: schools whose network is looked at, as a share of the country's


def _led_better(scenario: Scenario) -> dict:
    """Every administrator one SD up on the mean of three traits that vary on their own: each rises by its SD / sqrt(3)."""
    spread = {"openness": scenario.population.openness, "support": scenario.population.support}
    spread["clarity"] = spread["support"]
    return {
        f"administrator.{trait}": min(1.0, scenario.get(f"administrator.{trait}") + sd / 3**0.5) for trait, sd in spread.items()
    }


ARMS = {
    "country": Arm("country_mix", lambda s: {}, LAST_YEAR, ("years", "teachers"), 1.0, 0.2),
    "led_better": Arm("country_mix", _led_better, LAST_YEAR, ("years",)),
    "more_able": Arm("country_mix", lambda s: {"learning.practice": 1.25 * s.learning.practice}, LAST_YEAR, ("years",), 0.2),
    "mentored": Arm("baseline", lambda s: {"induction.mentoring": 1.0}, 4, ("years", "teachers"), 0.4),
    "alone": Arm("baseline", lambda s: {"induction.mentoring": 0.0}, 4, ("years", "teachers"), 0.4),
    "japan": Arm("lesson_study_japan", lambda s: {}, 6, ("years",), 0.2),
}


@dataclass
class ObservedArm:
    """What was recorded of one arm: `years` and `teachers` frames, `networks` (run -> statistics), the scenario itself."""

    scenario: Scenario
    years: pd.DataFrame
    teachers: pd.DataFrame | None = None
    networks: dict[int, dict[str, float]] = field(default_factory=dict)
    poverty: dict[int, float] = field(default_factory=dict)

    @cached_property
    def late_years(self) -> pd.DataFrame:
        """The rows of `years` that are observed."""
        return self.years[self.years["year"] >= min(FIRST_YEAR, self.scenario.years)]

    @property
    def staff(self) -> pd.DataFrame:
        """`teachers`, of an arm that records them."""
        assert self.teachers is not None
        return self.teachers

    @cached_property
    def late_teachers(self) -> pd.DataFrame:
        """The rows of `teachers` that are observed."""
        return self.staff[self.staff["year"] >= min(FIRST_YEAR, self.scenario.years)]

    def without(self, portion: int) -> "ObservedArm":
        """The same arm without the schools whose run falls into this portion (0 ... PORTIONS - 1)."""

        def kept(table: pd.DataFrame) -> pd.DataFrame:
            return table[table["run"] % PORTIONS != portion]

        return ObservedArm(
            self.scenario,
            kept(self.years),
            None if self.teachers is None else kept(self.teachers),
            {run: value for run, value in self.networks.items() if run % PORTIONS != portion},
            {run: value for run, value in self.poverty.items() if run % PORTIONS != portion},
        )


def observe(
    values: Mapping[str, float] | None = None,
    runs: int = RUNS,
    seed: int = 1,
    workers: int | None = None,
    arms: Mapping[str, Arm] = ARMS,
) -> dict[str, ObservedArm]:
    """Simulate every arm with some parameters changed (dotted name -> value).

    A parameter that an arm's scenario sets itself keeps that value. Raises InputError for a value that is not allowed.
    """
    return {name: _observe(arm, values or {}, runs, seed, workers) for name, arm in arms.items()}


def arm_scenario(arm: Arm, values: Mapping[str, float]) -> Scenario:
    """The scenario of an arm under these parameter values."""
    scenario = unless_set(values)(Scenario.load(arm.scenario)).replace({"years": arm.years})
    return scenario.replace(arm.changes(scenario))


def _observe(arm: Arm, values, runs: int, seed: int, workers) -> ObservedArm:
    scenario = arm_scenario(arm, values)
    n = max(2, round(arm.share * runs))
    results = simulate(scenario, n, seed, record=arm.record, workers=workers)
    seen = ObservedArm(scenario, results.years, results.teachers)
    for run in range(max(2, round(arm.networks * runs)) if arm.networks else 0):
        last = min(NETWORK_YEAR, arm.years - 1)
        seen.networks[run] = _network(*snapshots(scenario, seed, run, (last, last + 1)).values())
    if arm.networks:
        fixed = tuple(scenario.get(f) for f in ("school.poverty", "population.poverty", "school.teachers", "population.size"))
        seen.poverty = _poverty(fixed, seed, n)
    return seen


def _network(school: dict, later: dict) -> dict[str, float]:
    """Statistics of the advice network among the posts that are filled, and the share of ties that are there a year later."""
    present = school["teachers"]["present"] != 0
    place = np.cumsum(present) - 1
    ties = school["ties"]
    found = statistics(school["teachers"]["group"][present], place[ties["source"]], place[ties["target"]])
    stayed = later["teachers"]["tenure"] > 0
    between = ties[stayed[ties["source"]] & stayed[ties["target"]]]  # of those who are still there
    kept = set(zip(later["ties"]["source"].tolist(), later["ties"]["target"].tolist()))
    still = [pair in kept for pair in zip(between["source"].tolist(), between["target"].tolist())]
    return found | {"persistence": float(np.mean(still)) if still else float("nan")}


@cache
def _poverty(fixed: tuple[float, ...], seed: int, runs: int) -> dict[int, float]:
    """Poverty of each run's school. It hangs on the seed and on what is not calibrated, so it is looked up once."""
    names = ("school.poverty", "population.poverty", "school.teachers", "population.size")
    scenario = Scenario.load("baseline").replace(dict(zip(names, fixed, strict=True)) | {"years": 1})
    return {run: float(start(scenario, seed, run).school[0]["poverty"]) for run in range(runs)}


# ---------------------------------------------------------------- ways to ask

Arms = Mapping[str, ObservedArm]
Measure = Callable[[Arms], float]


def among_teachers(*columns: str, arm: str = "country") -> Measure:
    """Mean over all teachers of the sum of some yearly columns."""

    def measure(arms: Arms) -> float:
        years = arms[arm].late_years
        return float(np.average(years[list(columns)].sum(axis=1), weights=years["staff"]))

    return measure


def scaled(measure: Measure, factor: float) -> Measure:
    """A measure in the points of a published scale."""
    return lambda arms: factor * measure(arms)


def departing(low: float, high: float) -> Measure:
    """Share of teachers with low to high years of experience who leave the school at a year's end."""

    def measure(arms: Arms) -> float:
        staff = arms["country"].late_teachers
        return float((staff["left"][staff["experience"].between(low, high)] != STAYS).mean())

    return measure


def turnover_by_poverty(arms: Arms) -> float:
    """Turnover in schools with 40 percent of poor pupils or more (the Title I threshold) over that in the others."""
    years = arms["country"].late_years
    poor = years["run"].map(arms["country"].poverty) >= 0.4
    rates = [np.average(part["turnover"], weights=part["staff"]) for part in (years[poor], years[~poor]) if len(part)]
    return float(rates[0] / rates[1]) if len(rates) == 2 and rates[1] > 0 else float("nan")


def beginners_gone(arms: Arms) -> float:
    """Share of beginners who have left teaching by their fifth year: a life table of the first four summers.

    Who moves to another school goes on teaching, out of sight, and counts as long as seen.
    """
    staff = arms["country"].late_teachers
    stay = 1.0
    for experience in range(4):
        stay *= 1.0 - (staff["left"][staff["experience"] == experience] == LEAVES).mean()
    return float(1.0 - stay)


def kept_by_leadership(arms: Arms) -> float:
    """Relative fall of turnover when every administrator is one SD better: median to 84th percentile."""
    rates = [among_teachers("turnover", arm=arm)(arms) for arm in ("country", "led_better")]
    return 1.0 - rates[1] / rates[0]


#: Questions in the usual scales: Maslach's three, efficacy (short form), satisfaction, intention to quit, workload.
QUESTIONS = {
    "exhaustion": 9, "depersonalization": 5, "accomplishment": 8, "self_efficacy": 12, "job_satisfaction": 4, "quit": 3,
}  # fmt: skip


def answers_correlate(a: str, b: str, latent: bool = False) -> Measure:
    """Correlation over teachers between two scales, with the errors of answering unless `latent` (see the module's text)."""

    def measure(arms: Arms) -> float:
        staff = arms["country"].late_teachers
        x, y = (_scale(staff, name) for name in (a, b))
        error = [0.0 if latent else error_of(name, arms["country"].scenario.survey.noise) for name in (a, b)]
        (of_x, of_both), (_, of_y) = np.cov(x, y)
        spread = np.sqrt((of_x + error[0]) * (of_y + error[1]))
        return float(of_both / spread) if spread > 0 else float("nan")

    return measure


def _scale(staff: pd.DataFrame, name: str) -> np.ndarray:
    if name != "quit":
        return staff[name].to_numpy()
    chance = staff["quit_intention"].to_numpy().clip(1e-6, 1 - 1e-6)
    return np.log(chance / (1.0 - chance))  # the leaning behind the answer; one answer scatters by a logistic of scale 1


def error_of(name: str, noise: float) -> float:
    """Error variance of a scale; burnout is 0.4 exhaustion, 0.3 depersonalisation and 0.3 accomplishment."""
    if name == "burnout":
        parts = {"exhaustion": 0.4, "depersonalization": 0.3, "accomplishment": 0.3}
        return sum(weight**2 * error_of(part, noise) for part, weight in parts.items())
    return np.pi**2 / 3 * (1.0 if name == "quit" else noise) ** 2 / QUESTIONS[name]


def peak_of_efficacy(arms: Arms) -> float:
    """Experience at which a parabola through all teachers' self-efficacy peaks [years]; 40 where it never bends down."""
    staff = arms["country"].late_teachers
    bend, slope, _ = np.polyfit(staff["experience"], staff["self_efficacy"], 2)
    return float(np.clip(-slope / (2 * bend), 0.0, 40.0)) if bend < 0 else 40.0


def _gains(seen: ObservedArm) -> pd.DataFrame:
    """A row for each teacher and year after the first in a school, with `before` (expertise a year ago) and `gain`."""
    staff = seen.staff
    key = ["run", "year", "teacher"]
    before = staff[[*key, "expertise"]].rename(columns={"expertise": "before"})
    before["year"] += 1
    rows = staff[(staff["tenure"] > 0) & (staff["year"] >= min(FIRST_YEAR, seen.scenario.years))].merge(before, on=key)
    return rows.assign(gain=rows["expertise"] - rows["before"])


def colleagues_effect(arms: Arms) -> float:
    """What pupils gain in a year when a teacher's grade colleagues are one SD more able [student SD].

    Growth per expertise, from the same schools with teachers who learn faster on their own; for the part of the staff that are
    colleagues; times the SD within schools of the mean expertise of a teacher's grade colleagues. A regression over schools or
    years would also count what makes schools both able and successful.
    """
    staff = arms["country"].late_teachers
    grade = staff.groupby(["run", "year", "group"])["expertise"]
    mates = grade.transform("size") - 1
    colleagues = ((grade.transform("sum") - staff["expertise"]) / mates.where(mates > 0)).dropna()
    school = [staff.loc[colleagues.index, name] for name in ("run", "year")]
    spread = (colleagues - colleagues.groupby(school).transform("mean")).std(ddof=0)
    what = ["student_growth", "expertise", "teachers"]
    able, usual = (arms[arm].late_years.set_index(["run", "year"])[what] for arm in ("more_able", "country"))
    gain = (able - usual.reindex(able.index)).mean()
    return float(gain["student_growth"] / gain["expertise"] * (1.0 - 1.0 / able["teachers"].mean()) * spread)


def mentor_effect(arms: Arms) -> float:
    """What the pupils of newcomers gain when each works with an able colleague, against none [student SD]."""
    ends = []
    for arm in ("mentored", "alone"):
        staff = arms[arm].staff
        ends.append(staff["expertise"][(staff["tenure"] == 0) & (staff["year"] >= 2)].mean())
    return float((ends[0] - ends[1]) * arms["mentored"].scenario.growth.expertise)


#: What makes a professional environment, each in SDs between schools and all with the same weight; the last one counts against.
ENVIRONMENT = ("trust", "coherence", "influence", "monthly_cooperation", "monthly_collaboration", "ambiguity")


def environment_effect(arms: Arms) -> float:
    """Extra growth of expertise over the first ten years at the 75th percentile of professional environments over the 25th."""
    schools = arms["country"].late_years.groupby("run")[list(ENVIRONMENT)].mean()
    signs = np.array([1, 1, 1, 1, 1, -1])
    index = ((schools - schools.mean()) / schools.std().clip(lower=1e-9)).to_numpy() @ signs
    place = pd.Series(index, schools.index)
    rows = _gains(arms["country"])
    rows = rows[rows["experience"] <= 10]
    usual = rows.groupby("experience")["gain"].mean()
    x = rows["run"].map(place)
    x = x - x.groupby(rows["experience"]).transform("mean")
    slope = float((x * rows["gain"]).sum() / max((x * x).sum(), 1e-12))
    low, high = (usual.sum() + len(usual) * slope * np.quantile(index, q) for q in (0.25, 0.75))
    return float(high / low - 1.0) if low > 0 else float("nan")


def network_mean(name: str, how: Callable = np.mean) -> Measure:
    """Mean (or another summary) over schools of a statistic of their advice networks."""
    return lambda arms: float(how([network[name] for network in arms["country"].networks.values()]))


def _geometric(values) -> float:
    return float(np.exp(np.mean(np.log(values))))


def set_to(parameter: str, arm: str = "country") -> Measure:
    """The value that a parameter has in an arm."""
    return lambda arms: float(arms[arm].scenario.get(parameter))


def in_policy(scenario: str, parameter: str) -> Measure:
    """The value to which a shipped scenario's reform sets a parameter."""

    def measure(arms: Arms) -> float:
        found = Scenario.load(scenario)
        changes = [policy.set[parameter] for policy in found.policies if parameter in policy.set]
        return float(changes[0] if changes else found.get(parameter))

    return measure


def size_of_schools(arms: Arms) -> float:
    """Mean number of posts of a school."""
    return float(arms["country"].years.groupby("run")["teachers"].first().mean())


def poorest_share(arms: Arms) -> float:
    """Share of pupils (as of posts) in schools where more than three quarters come from low-income families."""
    posts = arms["country"].years.groupby("run")["teachers"].first()
    poor = posts.index.map(arms["country"].poverty) > 0.75
    return float(posts[poor].sum() / posts.sum())


# ---------------------------------------------------------------- the targets


@dataclass(frozen=True)
class Target:
    """A row of the evidence and how the model is asked for it.

    kind : "output" (fitted and counted), "input" (a parameter takes the value: checked, not counted), "not comparable"
    needs : columns without which this version cannot answer;  band : in place of the row's own, in the row's unit
    """

    id: str
    group: str
    measure: Measure | None
    kind: str = OUTPUT
    reason: str = ""
    needs: tuple[str, ...] = ()
    band: tuple[float, float] | None = None

    @property
    def quantity(self) -> str:
        """What is measured, in the words of the evidence table. Raises KeyError for a number that the table does not hold."""
        return evidence_table()[self.id]["quantity"]

    @property
    def bounds(self) -> tuple[float, float, float]:
        """(value, low, high), shares instead of percent."""
        row = evidence_table()[self.id]
        factor = 0.01 if row["unit"] == "percent" else 1.0
        low, high = self.band or (float(row["low"]), float(row["high"]))
        return factor * float(row["value"]), factor * low, factor * high

    def model_value(self, arms: Arms) -> float:
        """The model's value of the target; NaN where it has none."""
        if self.measure is None or any(column not in arms["country"].years for column in self.needs):
            return float("nan")
        return self.measure(arms)


_TWO_WEEKS = "two surveys ask differently (last full week, usual week) and disagree; the model's week may lie between them"
_COLLEAGUES = (
    "pupils of the model learn from the staff as a whole, so nearly all of what expertise brings comes from colleagues"
)
_MENTOR = "the model's nearest case of a pairing: a newcomer with an able colleague as mentor, against one without"

TARGETS = (
    Target("T001", "hours", among_teachers("hours_total"), reason=_TWO_WEEKS, band=(46.0, 53.0)),
    Target("T002", "hours", among_teachers("hours_total", arm="japan"), reason="measured on lesson_study_japan"),
    Target(
        "T003",
        "hours",
        None,
        NOT_COMPARABLE,
        "an average of countries with part-time staff; hours in class would have to be chosen so as to give the number",
    ),
    Target("T004", "hours", among_teachers("hours_total"), reason=_TWO_WEEKS, band=(46.0, 53.0)),
    Target("T008", "hours", set_to("time.paperwork", "japan"), INPUT, "a field of lesson_study_japan"),
    Target("T010", "hours", among_teachers("hours_collective", "hours_mandated")),
    Target("T017", "hours", among_teachers("hours_collective", "hours_mandated")),
    Target("T019", "hours", in_policy("four_hours_for_teams", "time.planning"), INPUT, "the reform of four_hours_for_teams"),
    Target("T020", "activities", among_teachers("enough_time")),
    Target("T024", "activities", among_teachers("monthly_coordination")),
    Target("T025", "activities", among_teachers("monthly_cooperation")),
    Target("T028", "activities", among_teachers("monthly_team_teaching"), needs=("monthly_team_teaching",)),
    Target("T031", "activities", among_teachers("monthly_observation"), needs=("monthly_observation",)),
    Target("T035", "influence", among_teachers("influence_great_curriculum")),
    Target("T037", "influence", among_teachers("influence_great_training")),
    Target("T038", "influence", among_teachers("influence_great_conduct")),
    Target("T039", "influence", among_teachers("influence_great_hiring")),
    Target("T040", "influence", None, NOT_COMPARABLE, "the evaluation of colleagues is none of the model's six domains"),
    Target("T041", "influence", among_teachers("influence_great_budget")),
    Target("T051", "turnover", departing(0, 99)),
    Target("T052", "turnover", departing(0, 3)),
    Target("T053", "turnover", departing(4, 9)),
    Target("T055", "turnover", departing(15, 99)),
    Target("T056", "turnover", turnover_by_poverty),
    Target("T057", "turnover", beginners_gone),
    Target("T059", "leadership", kept_by_leadership),
    Target("T061", "leadership", set_to("administrator.turnover"), INPUT, "administrator.turnover takes it"),
    Target("T063", "well-being", among_teachers("frequent_stress")),
    Target("T064", "well-being", among_teachers("burnout_rate")),
    Target("T067", "well-being", scaled(among_teachers("exhaustion"), 54.0)),
    Target("T068", "well-being", scaled(among_teachers("depersonalization"), 30.0)),
    Target("T069", "well-being", scaled(among_teachers("accomplishment"), 48.0)),
    Target("T070", "well-being", among_teachers("engaged")),
    Target("T071", "well-being", among_teachers("satisfied")),
    Target("T072", "relations", answers_correlate("self_efficacy", "burnout")),
    Target("T074", "relations", answers_correlate("exhaustion", "quit")),
    Target("T075", "relations", answers_correlate("job_satisfaction", "quit")),
    Target(
        "T077",
        "relations",
        answers_correlate("hours_total", "exhaustion", latent=True),
        reason="published as corrected for errors of answering, so the latent states are compared",
    ),
    Target("T081", "learning", peak_of_efficacy),
    Target("T083", "learning", colleagues_effect, reason=_COLLEAGUES),
    Target("T084", "learning", mentor_effect, reason=_MENTOR),
    Target("T086", "learning", environment_effect),
    Target("T089", "training", among_teachers("inservice_participation"), needs=("inservice_participation",)),
    Target("T090", "training", among_teachers("inservice_satisfied"), needs=("inservice_satisfied",)),
    Target("T091", "training", among_teachers("informal_participation"), needs=("informal_participation",)),
    Target(
        "T094",
        "leadership",
        None,
        NOT_COMPARABLE,
        "a sample of teachers who were in leaders' networks already, not of all teachers",
    ),
    Target("T095", "network", network_mean("out_degree")),
    Target("T096", "network", network_mean("density", np.median)),
    Target("T097", "network", network_mean("reciprocity")),
    Target("T099", "network", network_mean("same_group_odds", _geometric)),
    Target("T103", "population", size_of_schools, INPUT, "school.teachers and population.size take it"),
    Target("T105", "population", poorest_share, INPUT, "school.poverty and population.poverty take it"),
)
GROUPS = tuple(dict.fromkeys(target.group for target in TARGETS if target.kind == OUTPUT))

COLUMNS = ["id", "quantity", "group", "model", "value", "low", "high", "inside", "kind", "reason", "error"]


def measure(arms: Arms, targets: Sequence[Target]) -> np.ndarray:
    """What the model answers to each target, (n_targets,); NaN where it cannot be asked."""
    return np.array([target.model_value(arms) for target in targets])


def target_table(arms: Arms, targets: Sequence[Target] | None = None) -> pd.DataFrame:
    """A row for each target (each of TARGETS when left out): id, quantity, group, model, value, low, high, inside, kind, reason, error.

    error : standard error of `model` over schools, from leaving out a tenth of the schools at a time (jackknife)
    inside : None where the model was not asked
    """
    targets = TARGETS if targets is None else targets
    model = measure(arms, targets)
    fewer = ({name: seen.without(k) for name, seen in arms.items()} for k in range(_portions(arms)))
    parts = np.array([measure(part, targets) for part in fewer])
    error = standard_error(parts) if len(parts) > 1 else None
    rows = []
    for k, target in enumerate(targets):
        value, low, high = target.bounds
        known = bool(np.isfinite(model[k]))
        missing = [column for column in target.needs if column not in arms["country"].years]
        reason = f"{NOT_OBSERVED}: {', '.join(missing)}" if missing else target.reason
        inside = bool(low - 1e-9 <= model[k] <= high + 1e-9) if known else None
        se = float(error[k]) if known and error is not None else float("nan")
        rows.append((target.id, target.quantity, target.group, model[k], value, low, high, inside, target.kind, reason, se))
    return pd.DataFrame(rows, columns=COLUMNS)


def _portions(arms: Arms) -> int:
    """PORTIONS, or none where an arm has a single school. With fewer than two schools a portion the errors are rough."""
    fewest = min(len(of) for seen in arms.values() for of in (set(seen.years["run"]), seen.networks) if of)
    return PORTIONS if fewest > 1 else 0
