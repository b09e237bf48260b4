"""Every shipped scenario that is a policy, against the same schools without it: is any larger than a policy can plausibly be?

Years count from the start of the policy. What is compared is the yearly difference in the first, third, fifth and tenth year; the
sizes come from parameters/plausible.csv. The same size is allowed to harm as to good, since no source knows of larger harm.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ...parameters.effects import BEYOND, UNSURE, WITHIN, changed, plausible, plausible_sizes
from ..laboratory import T_975, Interval, Laboratory
from .declare import overall

YEARS = (1, 3, 5, 10)
SCHOOLS = 200

WITHOUT_POLICIES = "the same without its policies"
#: Shipped scenarios that somebody could decide on -> what they are compared with. The others are places, cultures and events.
POLICIES = {
    "accountability_era": WITHOUT_POLICIES,
    "budget_cut": "baseline",
    "coherent_routine": "baseline",
    "contrived_collegiality": "baseline",
    "external_networks": "baseline",
    "four_conditions": "baseline",
    "four_hours_for_teams": "baseline",
    "goal_council": "baseline",
    "high_poverty_supported": "high_poverty",
    "hybrid_roles": "baseline",
    "initiative_overload": "baseline",
    "mentored_novices": "baseline",
    "prepared_principals": "baseline",
    "roles_without_release": "baseline",
    "routine_with_voice": "baseline",
    "shared_leadership": "baseline",
    "team_evaluation": "baseline",
    "ten_hours": "baseline",
    "workload_relief": "baseline",
}
#: Shipped scenarios that nobody decides on, with what they are instead.
NO_POLICIES = {
    "baseline": "the reference",
    "country_mix": "a country",
    "egalitarian_staff": "a culture",
    "high_poverty": "a place",
    "korea": "a country",
    "large_secondary_school": "a place",
    "lesson_study_japan": "a country",
    "pandemic_shock": "an event",
    "principal_succession": "an event",
    "roles_in_kinds": "another theory",
    "second_structure": "another theory",
    "small_rural_school": "a place",
    "teacher_networks": "another theory",
    "who_leads_training": "another theory",
}

#: The policies that do most, packages and single ones, for better and for worse: a fit asks these, and a judgement all.
STRONGEST = (
    *("accountability_era", "budget_cut", "contrived_collegiality", "four_conditions", "high_poverty_supported"),
    *("initiative_overload", "prepared_principals", "routine_with_voice", "shared_leadership", "ten_hours"),
)
#: Outcomes that have a ceiling, in the order of the table.
OUTCOMES = tuple(dict.fromkeys(row.outcome for row in plausible_sizes()))


#: Years that are simulated: the latest start among the policies, and ten years of it.
SIMULATED = 13
COLUMNS = [
    "policy",
    "against",
    "outcome",
    "unit",
    "year",
    "difference",
    "low",
    "high",
    "usual_low",
    "usual_high",
    "ceiling",
    "verdict",
]


def sizes(lab: Laboratory) -> pd.DataFrame:
    """A row for each shipped policy, outcome with a ceiling and year of the policy: the difference with its 95 percent interval.

    verdict : within the ceiling, beyond it, or unsure where the interval has the ceiling in it
    """
    return lab.remember("sizes of policies", lambda: _sizes(lab, tuple(POLICIES)))


def most_of_ceilings(lab: Laboratory, names: Iterable[str] = STRONGEST) -> pd.DataFrame:
    """A row for each of some policies and outcome: policy, outcome, `part` of the ceiling that the difference comes to in the year in
    which it comes to most, with its sign, and the `error` of that part."""
    table = _sizes(lab, names)
    ceiling = table["ceiling"].abs()
    table["part"] = table["difference"] / ceiling
    table["error"] = (table["high"] - table["low"]) / (2.0 * T_975 * ceiling)
    most = table["part"].abs().groupby([table["policy"], table["outcome"]], sort=False).idxmax()
    return table.loc[most, ["policy", "outcome", "part", "error"]].reset_index(drop=True)


def _sizes(lab: Laboratory, names: Iterable[str]) -> pd.DataFrame:
    rows = []
    for name in names:
        against = POLICIES[name]
        itself = against == WITHOUT_POLICIES
        base = name if itself else against
        without: dict[str, list] = {"policies": []} if itself else {}
        start, fields = changed(lab.scenario(without, base), lab.scenario({}, name))
        plain = lab.results(without, runs=SCHOOLS, years=SIMULATED, record="teachers", base=base)
        treated = lab.results({}, runs=SCHOOLS, years=SIMULATED, base=name)
        found = [_differences(lab, plain, treated, start - 1 + year) for year in YEARS]
        for k, outcome in enumerate(OUTCOMES):
            size = plausible(outcome, fields)
            assert size is not None  # OUTCOMES are those that have a row for any policy
            for year, intervals in zip(YEARS, found):
                size_known = (*(size.usual or (None, None)), size.ceiling(year))
                rows.append(
                    (
                        name,
                        against,
                        outcome,
                        size.unit,
                        year,
                        *intervals[k],
                        *size_known,
                        size.judged(*intervals[k][1:], year),
                    )
                )
    return pd.DataFrame(rows, columns=COLUMNS)


def _differences(lab: Laboratory, plain, treated, year: int) -> list[Interval]:
    """Differences of all OUTCOMES in a year of the run, each in the unit of its plausible size."""
    a, b = (r.years[r.years["year"] == year].set_index("run")[list(OUTCOMES)] for r in (plain, treated))
    staff = plain.teachers[plain.teachers["year"] == year]
    units = {row.outcome: row.unit for row in plausible_sizes()}
    fixed = [{"points": 0.01, "SD of teachers": _spread(staff, name)}.get(units[name], 1.0) for name in OUTCOMES]
    of_schools = np.array([units[name] == "SD of schools" for name in OUTCOMES])

    def statistic(a: pd.DataFrame, b: pd.DataFrame) -> np.ndarray:
        before, after = a.to_numpy(), b.to_numpy()
        return (after - before).mean(axis=0) / np.where(of_schools, before.std(axis=0, ddof=1), fixed)

    return [(float(value), float(low), float(high)) for value, low, high in zip(*lab.estimates(statistic, a, b))]


def _spread(staff: pd.DataFrame, outcome: str) -> float:
    """Standard deviation over teachers; 1 for what only schools have."""
    return float(staff[outcome].std()) if outcome in staff else 1.0


def beyond(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each policy and outcome that is beyond its ceiling in some year: policy, outcome, unit, and a text for each year.

    A text is the difference with its ceiling, and a sign where it is beyond (!) or may be (?): `+0.30 (0.08) !`.
    """
    signs = {WITHIN: "", BEYOND: " !", UNSURE: " ?"}
    rows = []
    for (policy, outcome), of in table.groupby(["policy", "outcome"], sort=False):
        if (of["verdict"] == BEYOND).any():
            cells = [f"{r.difference:+.2f} ({abs(r.ceiling):.2g}){signs[r.verdict]}" for r in of.itertuples()]
            rows.append((policy, outcome, of["unit"].iloc[0], *cells))
    return pd.DataFrame(rows, columns=["policy", "outcome", "unit", *(f"year {year}" for year in YEARS)])


def in_words(table: pd.DataFrame) -> str:
    """`3 of 19 policies stay within every ceiling; 120 of 1064 differences are beyond theirs`."""
    kept = table.groupby("policy")["verdict"].agg(lambda verdicts: BEYOND not in set(verdicts))
    counts = table["verdict"].value_counts()
    return (
        f"{int(kept.sum())} of {len(kept)} policies stay within every ceiling; {counts.get(BEYOND, 0)} of {len(table)} differences "
        f"are beyond theirs, and {counts.get(UNSURE, 0)} may be"
    )


def median_gain(lab: Laboratory) -> Interval:
    """Median over all shipped policies of what they do to pupils' gain in their first year [student SD].

    The interval is that of the policies' sampling errors, as if the policy in the middle stayed the same one.
    """
    table = sizes(lab)
    first = table[(table["outcome"] == "student_growth") & (table["year"] == 1)].sort_values("difference")
    low, middle, high = (float(np.median(first[name])) for name in ("low", "difference", "high"))
    return middle, low, high


overall("E01", "median gain of pupils", median_gain, schools=SCHOOLS)
overall("E02", "median gain of pupils", median_gain, schools=SCHOOLS, ceiling=True)
