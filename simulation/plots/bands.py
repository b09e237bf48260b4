"""Outcomes over the years: the mean over schools with its interval and the spread between schools."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ..results.summary import settings
from ..statistics.intervals import mean_interval
from ..words.outcomes import labels, number
from .labels import beside, label_end


class Course(NamedTuple):
    """How an outcome goes: arrays (n_years,). low, high: 95 percent interval of the mean; tenth, ninetieth: percentiles."""

    year: np.ndarray
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    tenth: np.ndarray
    ninetieth: np.ndarray


SPREAD_SHOWN = "Light band, or bar beside the last year: the middle 80 percent of schools."
HOW_TO_READ = f"Line: mean over schools. Dark band: 95 percent interval of the mean. {SPREAD_SHOWN}"
#: Points from one bar beside a panel to the next.
_LANE = 6.0


def course(years, name: str) -> Course:
    """The course of an outcome in a table of years."""
    rows = []
    for year, values in years.groupby("year")[name]:
        values = values.to_numpy()
        rows.append((year, *mean_interval(values), *np.percentile(values, (10, 90))))
    return Course(*np.array(rows, float).T)


class Drawn(NamedTuple):
    """A course as it is drawn: its colour, its name, and whether the spread between schools is shown as well as the interval of the mean."""

    course: Course
    colour: str
    label: str = ""
    spread: bool = True


def draw_courses(axes: Axes, drawn: Iterable[Drawn]) -> None:
    """Draw courses with their bands and name each at its end. One school has no bands; one year is a point with bars.

    The spread between schools is a light band where one course shows it. Such bands of several would lie over one another and be mud:
    theirs stand beside the last year as bars, each with its mean.
    """
    drawn = list(drawn)
    wide = [k for k, d in enumerate(drawn) if d.spread and len(d.course.year) > 1 and np.isfinite(d.course.low).all()]
    lanes = wide if len(wide) > 1 else []
    for k, d in enumerate(drawn):
        c = d.course
        _bands(axes, c, d.colour, d.spread and k not in lanes)
        axes.plot(
            c.year, c.mean, color=d.colour, linewidth=2.4, linestyle="-", marker="" if len(c.year) > 1 else "o", markersize=7,
            clip_on=False, zorder=3,
        )  # fmt: skip
        if k in lanes:
            _bar_beside(axes, c, d.colour, 5.0 + _LANE * lanes.index(k))
        if d.label:
            label_end(axes, c.year[-1], c.mean[-1], d.label, d.colour, 14.0 + _LANE * len(lanes))


def _bands(axes: Axes, c: Course, colour: str, spread: bool) -> None:
    """The interval of the mean and, where wanted, the spread between schools."""
    bands = [(c.low, c.high, 0.30, 4.5)] if np.isfinite(c.low).all() else []
    if spread and bands:
        bands.insert(0, (c.tenth, c.ninetieth, 0.11, 12.0))
    for low, high, strength, width in bands:
        if len(c.year) > 1:
            axes.fill_between(c.year, low, high, color=colour, alpha=strength, linewidth=0.0)
        else:
            axes.vlines(c.year, low, high, color=colour, alpha=1.6 * strength, linewidth=width)


def _bar_beside(axes: Axes, c: Course, colour: str, points: float) -> None:
    """The spread between schools in the last year as a bar with the mean, so many points right of the panel."""
    there = beside(axes, points)
    ends = [c.tenth[-1], c.ninetieth[-1]]
    axes.plot([1.0, 1.0], ends, color=colour, linewidth=1.8, transform=there, clip_on=False, solid_capstyle="butt", zorder=3)
    axes.plot([1.0], [c.mean[-1]], color=colour, marker="o", markersize=4.5, transform=there, clip_on=False, zorder=4)
    axes.update_datalim([(c.year[-1], end) for end in ends])


def draw_outcomes(axes: Axes, years, colours: dict[str, str], spread: Iterable[str] | None = None) -> dict[str, Course]:
    """Draw several outcomes of a table of years (column: colour), each named at its end with its last value.

    spread : those that show the spread between schools, all when left out
    """
    courses, called = {name: course(years, name) for name in colours}, labels(colours)
    draw_courses(
        axes,
        (
            Drawn(c, colours[name], f"{called[name]} {number(c.mean[-1], name)}", spread is None or name in spread)
            for name, c in courses.items()
        ),
    )
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
