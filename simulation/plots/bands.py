"""Outcomes over the years: the mean over schools with its interval and the spread between schools."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ..results.summary import settings
from ..statistics.intervals import mean_interval
from ..words.outcomes import labels, number
from .labels import label_end


class Course(NamedTuple):
    """How an outcome goes: arrays (n_years,). low, high: 95 percent interval of the mean; tenth, ninetieth: percentiles."""

    year: np.ndarray
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    tenth: np.ndarray
    ninetieth: np.ndarray


HOW_TO_READ = (
    "Line: mean over schools. Dark band: 95 percent interval of the mean. Light band: the middle 80 percent of schools."
)


def course(years, name: str) -> Course:
    """The course of an outcome in a table of years."""
    rows = []
    for year, values in years.groupby("year")[name]:
        values = values.to_numpy()
        rows.append((year, *mean_interval(values), *np.percentile(values, (10, 90))))
    return Course(*np.array(rows, float).T)


def draw_course(axes: Axes, c: Course, colour: str, label: str = "", spread: bool = True) -> None:
    """Draw a course with its bands and name it at its end. One school has no bands; one year is a point with bars.

    spread : whether to show the spread between schools as well as the interval of the mean
    """
    bands = [(c.low, c.high, 0.30, 4.5)] if np.isfinite(c.low).all() else []
    if spread and bands:
        bands.insert(0, (c.tenth, c.ninetieth, 0.11, 12.0))
    several = len(c.year) > 1
    for low, high, strength, width in bands:
        if several:
            axes.fill_between(c.year, low, high, color=colour, alpha=strength, linewidth=0.0)
        else:
            axes.vlines(c.year, low, high, color=colour, alpha=1.6 * strength, linewidth=width)
    axes.plot(
        c.year, c.mean, color=colour, linewidth=2.4, linestyle="-", marker="" if several else "o", markersize=7, clip_on=False,
        zorder=3,
    )  # fmt: skip
    if label:
        label_end(axes, c.year[-1], c.mean[-1], label, colour)


def draw_outcomes(axes: Axes, years, colours: dict[str, str], spread: Iterable[str] | None = None) -> dict[str, Course]:
    """Draw several outcomes of a table of years (column: colour), each named at its end with its last value.

    spread : those that show the spread between schools, all when left out
    """
    courses, called = {name: course(years, name) for name in colours}, labels(colours)
    for name, c in courses.items():
        draw_course(axes, c, colours[name], f"{called[name]} {number(c.mean[-1], name)}", spread is None or name in spread)
    frame_years(axes, years["year"])
    return courses


def frame_years(axes: Axes, years: Iterable[int], marks: int = 6) -> None:
    """Years along the bottom, whole ones; about so many marks along the side. Small wiggles are not blown up."""
    first, last = int(min(years)), int(max(years))
    axes.set_xlim((first - 0.5, last + 0.5) if first == last else (first, last))
    step = 1 if last - first < 12 else 5 if last - first < 30 else 10
    axes.set_xticks([y for y in range(first, last + 1) if y == first or y % step == 0])
    axes.margins(y=0.06)
    axes.autoscale(axis="y")
    low, high = axes.get_ylim()
    if high - low < 0.1:
        low, high = 0.5 * (low + high) - 0.05, 0.5 * (low + high) + 0.05
    axes.set_ylim(0.0 if low < 0.25 * high else low, high)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=marks, steps=(1, 2, 2.5, 5, 10)))


def mark_policies(axes: Axes, scenario) -> None:
    """A dotted line wherever a policy begins or ends between two years of the run."""
    for when in {p.start - 0.5 for p in scenario.policies} | {p.end + 0.5 for p in scenario.policies if p.end}:
        if 1 < when < scenario.years:
            axes.axvline(when, color="#8A939D", linewidth=1.2, linestyle=(0, (1, 2)), zorder=1)


def policies_in_words(scenario) -> str:
    """What the dotted lines stand for; empty when there are none."""
    dated = [p for p in scenario.policies if 1 < p.start <= scenario.years or (p.end and p.end < scenario.years)]
    spans = [f"{p.name} from year {p.start}" + (f" to {p.end}" if p.end else "") for p in dated]
    if len(spans) > 5:
        spans[4:] = [f"{len(spans) - 4} more"]
    return f"Dotted: {'; '.join(spans)}." if spans else ""


def small_print(results) -> list[str]:
    """Below every figure of an ensemble: what was run and how to read it."""
    years = results.last_year
    length = f"{years} years" if years > 1 else "1 year"
    told = ", ".join(settings(results))
    name = f"{results.scenario.name}{f' with {told}' if told else ''}"
    what = f"Scenario {name}: {schools_in_words(results)}, {length}, seed {results.seed}."
    return [what, HOW_TO_READ if results.runs > 1 else "", policies_in_words(results.scenario)]


def schools_in_words(results) -> str:
    """How many schools, or how many runs of which real school."""
    n = results.runs
    if results.school:
        return f"{n} runs of {results.school['title']}" if n > 1 else f"one run of {results.school['title']}"
    return f"{n} schools" if n > 1 else f"one school (run {results.first_run})"
