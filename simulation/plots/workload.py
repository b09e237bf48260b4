"""Workload: what fills the working week, and what of it lies beyond the classroom."""

import numpy as np
from matplotlib.figure import Figure

from ..words.outcomes import label, number
from .bands import course, draw_outcomes, frame_years, mark_policies, small_print
from .labels import axis, finish, label_end
from .style import BLUE, GREEN, INK, ORANGE, PURPLE, dress, narrow, sheet

#: What a week is made of, from the bottom up.
PARTS = {
    "hours_classroom": "#B8C2CC",
    "hours_paperwork": "#6F7D8C",
    "hours_duties": PURPLE,
    "hours_mandated": ORANGE,
    "hours_collective": BLUE,
}

HATCHED = (
    "Hatched: joint time that falls into timetabled time or release. It does not lengthen the working week, the dark line."
)


def workload_figure(results) -> Figure:
    """The working week as a stack, less what falls into protected time, and the parts beyond the classroom with bands."""
    figure = sheet("What fills a teacher's week", [*small_print(results), HATCHED], stacked=2)
    left, right = figure.subplots(*((2, 1) if narrow() else (1, 2)))
    years = results.some("years", ["year", "hours_total", "hours_protected", *PARTS])
    week = _stack(left, years)
    title = f"The whole week: {week:.1f} hours in year {years['year'].max()}"
    dress(left, title, "school year", axis("working hours", "hours_total", *PARTS))
    beyond = {name: colour for name, colour in PARTS.items() if name != "hours_classroom"} | {"hours_protected": GREEN}
    dress(right, "Beyond the classroom", "school year", axis("hours", *beyond))
    draw_outcomes(right, years, beyond)
    for axes in (left, right):
        mark_policies(axes, results.scenario)
    return finish(figure)


def _stack(axes, years) -> float:
    """Draw the stack; returns the last working week [h]."""
    courses = {name: course(years, name) for name in (*PARTS, "hours_total")}
    total = courses["hours_total"]
    below = np.zeros(len(total.year))
    at = (total.year[0] - 0.3, total.year[0] + 0.3) if len(total.year) == 1 else total.year
    for name, colour in PARTS.items():
        above = below + courses[name].mean
        axes.fill_between(at, *np.broadcast_arrays(below, above, at)[:2], color=colour, linewidth=0.0)
        label_end(axes, at[-1], 0.5 * (below[-1] + above[-1]), f"{label(name)} {number(courses[name].mean[-1], name)}", colour)
        below = above
    spared = np.broadcast_arrays(total.mean, below, at)[:2]
    axes.fill_between(at, *spared, facecolor="none", edgecolor="white", hatch="////", linewidth=0.0)
    axes.plot(at, spared[0], color=INK, linewidth=2.4)
    frame_years(axes, years["year"])
    axes.set_ylim(0.0, 1.06 * below.max())
    return float(total.mean[-1])
