"""A few numbers in words and a table: what `run` prints and stores as summary.md."""

from ..engine.outcomes import YEAR_COLUMNS
from ..parameters.scenario import Scenario, shipped
from ..statistics.intervals import mean_interval

#: What a first look wants to know, in reading order.
KEY_OUTCOMES = (
    "share_individual",
    "share_coordination",
    "share_cooperation",
    "share_collaboration",
    "monthly_coordination",
    "monthly_cooperation",
    "monthly_collaboration",
    "hours_total",
    "hours_collective",
    "influence",
    "influence_shared",
    "self_efficacy",
    "job_satisfaction",
    "exhaustion",
    "burnout_rate",
    "frequent_stress",
    "satisfied",
    "trust",
    "turnover",
    "goals_attained",
    "student_growth",
)


def rows(results, outcomes: tuple[str, ...] | None = None) -> list[dict]:
    """First and last year of each outcome: name, unit, meaning, first, last, low, high (95 percent interval of last), spread."""
    declared = {column.name: column for column in YEAR_COLUMNS}
    years = results.years
    first, last = (years[years["year"] == y] for y in (1, years["year"].max()))
    table = []
    for name in outcomes or KEY_OUTCOMES:
        mean, low, high = mean_interval(last[name])
        table.append(
            {
                "name": name,
                "unit": declared[name].unit,
                "meaning": declared[name].meaning,
                "first": float(first[name].mean()),
                "last": mean,
                "low": low,
                "high": high,
                "spread": float(last[name].std(ddof=1)) if len(last) > 1 else 0.0,
            }
        )
    return table


def number(value: float) -> str:
    """Three decimals for shares, one for hours, nothing for what is unknown."""
    if value != value or value in (float("inf"), float("-inf")):
        return "–"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"


def changes(scenario: Scenario, base: Scenario | None = None) -> dict[str, str]:
    """What was set in a scenario: dotted field -> its value as text. Where policies were set, they are named.

    base : the scenario it was made from; the shipped one of its name when left out, and without one nothing is known to be set
    """
    if base is None and scenario.name in shipped():
        base = Scenario.load(scenario.name)
    if base is None:
        return {}
    differ = {name: here for name, (here, _) in scenario.differences(base).items()}
    return {name: ", ".join(p.name for p in v) or "none" if isinstance(v, tuple) else f"{v:.10g}" for name, v in differ.items()}


def was_set(results, base: Scenario | None = None) -> str:
    """What of an ensemble its scenario's name does not say, as the rest of a sentence: " with time.planning = 4", or nothing.

    Years are left out, which whoever tells of an ensemble says anyway. base : see `changes`.
    """
    told = [f"{name} = {value}" for name, value in changes(results.scenario, base).items() if name != "years"]
    told += [f"the school {results.school['title']}"] if results.school else []
    return f" with {', '.join(told)}" if told else ""


def summary(results, outcomes: tuple[str, ...] | None = None, base: Scenario | None = None) -> str:
    """Markdown: what was run, and the table of key outcomes. base : the scenario before anything was set (see `changes`)."""
    scenario = results.scenario
    years = int(results.years["year"].max())
    lines = [
        f"# {scenario.title or scenario.name}",
        "",
        f"Scenario `{scenario.name}`{was_set(results, base)}, {results.runs} schools, {years} years, seed {results.seed}.",
        "",
        f"| outcome | year 1 | year {years} | 95 % interval | between schools (SD) | unit |",
        "| --- | ---: | ---: | :---: | ---: | --- |",
    ]
    for r in rows(results, outcomes):
        lines.append(
            f"| {r['name']} | {number(r['first'])} | {number(r['last'])} | {number(r['low'])} to {number(r['high'])} "
            f"| {number(r['spread'])} | {r['unit']} |"
        )
    lines += ["", "Intervals are of the mean over schools; the spread says how much one school differs from another.", ""]
    return "\n".join(lines)
