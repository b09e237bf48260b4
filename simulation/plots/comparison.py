"""What a difference between two scenarios does: effects in a forest, and four outcomes over the years in both.

The schools and their random numbers are the same in both (experiments/compare.py), so a difference is an effect.
"""

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..statistics.intervals import mean_interval
from ..words.outcomes import COMPARED, DECLARED, FOLLOWED, by_theme, capital, label, number, unit
from . import paper as papers
from .bands import HOW_TO_READ, Drawn, course, draw_courses, frame_years, schools_in_words
from .labels import finish
from .style import COLOURS_OF_EFFECTS, GRID, INK, MARKS, MUTED, PAIR_COLOURS, PAPER, TEXT, dress, sheet, verdict

#: Effects beyond so many standard deviations stand as arrows at the edge.
WIDEST = 8.0


class PairedEffect(NamedTuple):
    """Difference B - A with its 95 percent interval, and the standard deviation between schools of A; NaN where unknown."""

    difference: float
    low: float
    high: float
    spread: float


def paired_effect(effect, outcome: str) -> PairedEffect:
    """The effect on an outcome, run by run, over the years that are compared."""
    a, b = (r.years[r.years["year"].isin(effect.years)].groupby("run")[outcome].mean() for r in (effect.a, effect.b))
    difference, low, high = mean_interval(b - a)
    if len(a) < 2:
        return PairedEffect(difference, np.nan, np.nan, np.nan)
    spread = float(a.std(ddof=1))
    return PairedEffect(difference, low, high, spread if spread > 1e-9 else np.nan)


def comparison_figure(effect) -> Figure:
    """The paired effects of an `effect`, standardised and raw, with 95 percent intervals; and trajectories in both scenarios."""
    figure = sheet("What changes from A to B", _notes(effect), lead=_who_is_who(effect), height=9.8, width=13.0)
    grid = figure.add_gridspec(len(FOLLOWED), 2, width_ratios=[1.25 if effect.a.runs > 1 else 0.3, 1.0])
    draw_forest(figure.add_subplot(grid[:, 0]), effect)
    for row, name in enumerate(FOLLOWED):
        last = row == len(FOLLOWED) - 1
        axes = dress(figure.add_subplot(grid[row, 1]), capital(label(name)), "school year" if last else "", f"[{unit(name)}]")
        drawn = []
        for letter, results, colour in zip("AB", (effect.a, effect.b), PAIR_COLOURS, strict=True):
            c = course(results.years, name)
            if len(c.year) == 1:  # side by side
                c = c._replace(year=c.year + (0.1 if letter == "B" else -0.1))
            drawn.append(Drawn(c, colour, f"{letter} {number(c.mean[-1], name)}"))
        draw_courses(axes, drawn)
        frame_years(axes, [*effect.a.years["year"], *effect.b.years["year"]], marks=4)
    return finish(figure)


def draw_forest(axes: Axes, effect) -> None:
    """A row for each outcome: the effect in standard deviations, its interval, and the raw difference at the right.

    Where no school differs from another, as where there is only one, the differences stand alone.
    """
    rows, headings, at = [], {}, 0.0
    for theme, names in by_theme(COMPARED).items():
        headings[capital(theme)] = at
        found = [(name, at - k, paired_effect(effect, name)) for k, name in enumerate(names, start=1)]
        rows += [(name, y, verdict(DECLARED[name].better, e.low, e.high), e) for name, y, e in found]
        at -= len(names) + 1.4
    drawn = [row for row in rows if np.isfinite(row[3].spread)]
    reach = max((abs(bound) / e.spread for *_, e in drawn for bound in (e.low, e.high)), default=0.0)
    widest = min(max(1.08 * reach, 0.5), WIDEST)
    dress(axes, f"B against A in {_years(effect)}", "effect [standard deviations between schools in A]" if drawn else "")
    axes.grid(False, axis="y")
    axes.set(xlim=(-widest, widest), ylim=(at + 0.7, 0.8))
    if drawn:
        axes.grid(True, axis="x", color=GRID, linewidth=0.9)
        axes.axvline(0.0, color=MUTED, linewidth=1.2, zorder=1)
    else:
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
    for _, height, colour, e in drawn:
        _draw_row(axes, height, colour, e, widest)
    lines = {height: f"{label(name)} [{unit(name)}]" for name, height, *_ in rows}
    lines |= {height: theme for theme, height in headings.items()}
    axes.set_yticks(list(lines), list(lines.values()))
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    for text, height in zip(axes.get_yticklabels(), lines, strict=True):
        if lines[height] in headings:
            text.set(weight="bold", color=INK)
    beside, across = (1.02 if drawn else 0.02), axes.get_yaxis_transform()
    head = "B − A, with 95 percent interval" if drawn else "B − A"
    axes.text(beside, 0.0, head, transform=across, size=TEXT, color=MUTED, va="center_baseline")
    for name, height, _, e in rows:
        axes.text(beside, height, raw(e, name), transform=across, size=TEXT, color=INK, va="center_baseline")


def _draw_row(axes: Axes, at: float, colour: str, e: PairedEffect, widest: float) -> None:
    """Marker and interval; hollow when the interval holds zero, an arrow at the edge when the effect lies beyond it."""
    size, low, high = (value / e.spread for value in (e.difference, e.low, e.high))
    axes.plot(np.clip((low, high), -widest, widest), (at, at), color=colour, linewidth=4.0, alpha=0.4, solid_capstyle="butt")
    beyond = abs(size) > widest
    marker = MARKS[colour] if not beyond else ">" if size > 0.0 else "<"
    inside = PAPER if low <= 0.0 <= high else colour
    axes.plot(
        np.clip(size, -0.985 * widest, 0.985 * widest), at, linestyle="", marker=marker, markersize=7.5, color=inside,
        markeredgecolor=colour, markeredgewidth=1.8, zorder=3,
    )  # fmt: skip


def raw(e: PairedEffect, name: str) -> str:
    """The difference in the outcome's unit, with its interval where there is one."""
    difference, low, high = (number(value, name, finer=1, sign="+") for value in e[:3])
    return difference if np.isnan(e.low) else f"{difference}  ({low} to {high})"


def _years(effect) -> str:
    first, last = min(effect.years), max(effect.years)
    if first == last:
        return f"year {first}"
    return f"years {first} to {last}" if len(effect.years) == last - first + 1 else f"years {', '.join(map(str, effect.years))}"


def _who_is_who(effect) -> str:
    a, b = (r.scenario.name if len(r.scenario.name) <= 60 else f"{r.scenario.name[:57]}..." for r in (effect.a, effect.b))
    paper = papers.now()
    line_a, line_b = ("solid", "dashed") if paper is not None and paper.grey else ("grey", "blue")
    return f"A, {line_a}: {a}.  B, {line_b}: {b if a != b else 'the same with changes'}."


def _notes(effect) -> list[str]:
    """What was compared, in what A and B differ, and how to read the figure."""
    a, b, runs = effect.a.scenario, effect.b.scenario, effect.a.runs
    changes = [
        "policies" if name == "policies" else f"{name} ({left:g} in A, {right:g} in B)"
        for name, (left, right) in a.differences(b).items()
    ]
    if len(changes) > 6:
        changes[5:] = [f"{len(changes) - 5} more"]
    what = f"Scenarios {a.name} (A) and {b.name} (B): {schools_in_words(effect.a)}, the same in both; seed {effect.a.seed}."
    differ = f"They differ in {', '.join(changes)}." if changes else "They do not differ."
    what = " ".join([what, *(line for line in effect.was_set() if line.startswith("Set in both"))])
    if runs == 1:
        return [what, f"{differ} One school does not tell how certain an effect is."]
    return [
        what,
        differ,
        f"Left: dot, mean of paired differences (hollow: its interval holds zero). {COLOURS_OF_EFFECTS} {HOW_TO_READ}",
    ]
