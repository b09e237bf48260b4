"""A few numbers in words and a table: what `run` prints and stores as summary.md."""

from typing import TYPE_CHECKING, Any

from ..inputs.writing import in_full
from ..parameters.scenario import Scenario, shipped
from ..statistics.intervals import how_many, mean_interval
from ..words.markdown import markdown_table
from ..words.outcomes import DECLARED, KEY, label, number, unit

if TYPE_CHECKING:
    from .folder import Results


def rows(results: "Results", outcomes: tuple[str, ...] | None = None) -> list[dict[str, Any]]:
    """First and last year of each outcome: name, label, unit, meaning, first, last, low, high (95 percent interval of last), spread, schools (in which it is known).

    outcomes : names of columns; the key outcomes when left out
    """
    wanted = list(outcomes or KEY)
    first, last = (results.some("years", wanted, [year]) for year in (1, results.last_year))
    table = []
    for name in wanted:
        mean, low, high = mean_interval(last[name])
        table.append(
            {
                "name": name,
                "label": label(name),
                "unit": unit(name),
                "meaning": DECLARED[name].meaning,
                "first": float(first[name].mean()),
                "last": mean,
                "low": low,
                "high": high,
                "spread": float(last[name].std(ddof=1)),  # NaN of one school, which has no others
                "schools": how_many(last[name]),
            }
        )
    return table


def cells(row: dict[str, Any]) -> list[str]:
    """A row's numbers as text, a decimal finer than on a figure: first, last, interval, spread."""

    def text(key: str) -> str:
        return number(row[key], row["name"], finer=1, minus="-")

    return [text("first"), text("last"), f"{text('low')} to {text('high')}", text("spread")]


def changes(scenario: Scenario, base: Scenario | None = None) -> dict[str, str]:
    """What was set in a scenario: dotted field -> its value as text. Where policies were set, they are named.

    base : the scenario it was made from; the shipped one of its name when left out, and without one nothing is known to be set
    """
    if base is None and scenario.name in shipped():
        base = Scenario.load(scenario.name)
    if base is None:
        return {}
    differ = {name: here for name, (here, _) in scenario.differences(base).items()}
    return {name: ", ".join(p.name for p in v) or "none" if isinstance(v, tuple) else in_full(v) for name, v in differ.items()}


def was_set(results: "Results", base: Scenario | None = None) -> str:
    """What of an ensemble its scenario's name does not say, as the rest of a sentence: " with time.planning = 4", or nothing.

    Years are left out, which whoever tells of an ensemble says anyway. base : see `changes`.
    """
    told = settings(results, base) + ([f"the school {results.school['title']}"] if results.school else [])
    if results.phases:
        from ..engine.extension import in_words  # which loads the engine; most who read results need none

        told.append(in_words(results.phases))
    return f" with {', '.join(told)}" if told else ""


def settings(results: "Results", base: Scenario | None = None) -> list[str]:
    """What was set of an ensemble, years left out: `time.planning = 4`. base : see `changes`."""
    return [f"{name} = {value}" for name, value in changes(results.scenario, base or results.base).items() if name != "years"]


def summary(results: "Results", outcomes: tuple[str, ...] | None = None, base: Scenario | None = None) -> str:
    """Markdown: what was run, and the table of key outcomes. base : the scenario before anything was set (see `changes`)."""
    scenario = results.scenario
    years = results.last_year
    table = rows(results, outcomes)
    lines = [
        f"# {scenario.title or scenario.name}",
        "",
        f"Scenario `{scenario.name}`{was_set(results, base)}, {results.runs} schools, {years} years, seed {results.seed}.",
        "",
        *markdown_table(
            ("outcome", "year 1", f"year {years}", "95 % interval", "between schools (SD)", "unit", "in words"),
            [(r["name"], *cells(r), r["unit"], r["label"]) for r in table],
            "lrrcrll",
        ),
    ]
    lines += ["Intervals are of the mean over schools; the spread says how much one school differs from another.", ""]
    if few := [f"{r['label']} {r['schools']}" for r in table if r["schools"] < results.runs]:
        lines += [f"Schools in which it is known at the end, where it is not all of them: {', '.join(few)}.", ""]
    return "\n".join(lines)
