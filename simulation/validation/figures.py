"""Pictures of a validation: a forest of findings, curves, and which mechanism carries which pattern.

They are narrow, so that a phone shows them as they are and a projector can enlarge them.
"""

import math
import textwrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..plots.inline import ALLOWED, TRACK
from ..plots.style import BLUE, GREEN, GRID, INK, MUTED, ORANGE, PAPER, PURPLE, VERMILION, dress, plain, settle
from .ablation import LOST, WEAKENED, matrix
from .laboratory import Curve, Finding
from .validate import INCONCLUSIVE, MISSED, REPRODUCED

WIDTH = 5.4  # inches
TEXT, NUMBERS, SMALL = 10.5, 9.8, 9.0
VERDICT_COLOURS = {REPRODUCED: BLUE, INCONCLUSIVE: ORANGE, MISSED: VERMILION}
VERDICT_MARKERS = {REPRODUCED: "o", INCONCLUSIVE: "D", MISSED: "X"}
LINES = ((BLUE, "o", "-"), (VERMILION, "s", "--"), (GREEN, "^", "-."), (PURPLE, "D", ":"))

_ROW, _LINE, _STRIP = 0.66, 0.175, 0.17  # inches: a finding, one more line of its name, the strip
_LEFT, _RIGHT = 0.06, 3.0  # inches: where strips begin and end


def shown(*values: float) -> list[str]:
    """Numbers with as many decimals as the distance between the last two of them deserves; one alone with three digits."""
    wide = abs(values[-1] - values[-2]) if len(values) > 1 else 0.0
    if not math.isfinite(wide) or wide <= 0.0:
        texts = [f"{v:.3g}" if math.isfinite(v) else "unknown" for v in values]
    else:
        decimals = min(5, max(0, 1 - math.floor(math.log10(wide))))
        texts = [f"{v:.{decimals}f}" for v in values]
        texts = [t.lstrip("-") if float(t) == 0.0 else t for t in texts]
    return [t.replace("-", "\u2212") for t in texts]


def interval(finding: Finding) -> str:
    """`estimate [low, high]` of a finding."""
    middle, low, high = shown(finding.estimate, finding.low, finding.high)
    return f"{middle} [{low}, {high}]" if math.isfinite(finding.estimate) else "not defined"


def forest_figure(findings: tuple[Finding, ...]) -> Figure:
    """A row for each finding, each on a scale of its own: what is allowed, the 95 percent interval, the estimate."""
    names = [textwrap.wrap(plain(f.what), 60) for f in findings]
    heights = [_ROW + _LINE * (len(lines) - 1) for lines in names]
    height = sum(heights) + 0.1
    figure = Figure(figsize=(WIDTH, height), facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.set_axis_off()
    top = 0.05
    for finding, lines, room in zip(findings, names, heights):
        axes.text(_LEFT, top + 0.02, "\n".join(lines), size=TEXT, color=INK, va="top", linespacing=1.15)
        _strip(axes, finding, top + room - _ROW + 0.31)
        top += room
    return settle(figure)


def _strip(axes: Axes, finding: Finding, y: float) -> None:
    """One finding on its own scale; y : middle of the strip [inches from above]."""
    bounds = [b for b in (finding.at_least, finding.at_most) if math.isfinite(b)]
    marks = [v for v in (finding.estimate, finding.low, finding.high, *bounds) if math.isfinite(v)]
    low, high = min(marks), max(marks)
    margin = 0.12 * (high - low) or 0.5 * abs(high) or 1.0
    low, high = low - margin, high + margin

    def at(value: float) -> float:
        return _LEFT + (min(max(value, low), high) - low) / (high - low) * (_RIGHT - _LEFT)

    def bar(left: float, right: float, tall: float, colour: str) -> None:
        axes.add_patch(Rectangle((at(left), y - tall / 2), at(right) - at(left), tall, facecolor=colour, edgecolor="none"))

    bar(low, high, _STRIP, TRACK)
    bar(finding.at_least, finding.at_most, _STRIP, ALLOWED)
    for bound in bounds:
        axes.plot([at(bound)] * 2, [y - _STRIP / 2, y + _STRIP / 2], color=MUTED, linewidth=1.2)
        axes.text(at(bound), y + _STRIP / 2 + 0.02, shown(bound)[0], size=SMALL, color=MUTED, ha="center", va="top")
    colour, marker = VERDICT_COLOURS[finding.verdict], VERDICT_MARKERS[finding.verdict]
    if not math.isnan(finding.low):
        axes.plot([at(finding.low), at(finding.high)], [y, y], color=colour, linewidth=3.0, solid_capstyle="butt")
    if math.isfinite(finding.estimate):
        axes.plot([at(finding.estimate)], [y], marker=marker, color=colour, markersize=8, markeredgecolor=PAPER)
    axes.text(_RIGHT + 0.12, y, interval(finding), size=NUMBERS, color=INK, va="center")


def curve_figure(curve: Curve) -> Figure:
    """The lines of a curve with their intervals; names stand at their ends."""
    named = [name for name in curve.lines if name]
    figure = Figure(figsize=(WIDTH, 2.9), facecolor=PAPER)
    axes = dress(figure.add_axes((0.135, 0.175, 0.575 if named else 0.83, 0.765)), "", curve.x_label, curve.y_label)
    ends = []
    for (name, (middle, low, high)), (colour, marker, dashes) in zip(curve.lines.items(), LINES * 3):
        axes.fill_between(curve.x, np.asarray(low, float), np.asarray(high, float), color=colour, alpha=0.2, linewidth=0)
        axes.plot(curve.x, middle, color=colour, marker=marker, linestyle=dashes, linewidth=2.0, markersize=5.5)
        ends.append((float(middle[-1]), textwrap.fill(plain(name), 18), colour))
    axes.tick_params(labelsize=SMALL)
    axes.xaxis.label.set_fontsize(TEXT)
    axes.yaxis.label.set_fontsize(TEXT)
    if named:
        _name_ends(axes, ends)
    return settle(figure)


def _name_ends(axes: Axes, ends: list[tuple[float, str, str]]) -> None:
    """Names of lines right of the panel, beside their last values, as far apart as their lines of text need."""
    low, high = axes.get_ylim()
    lowest = -math.inf
    for value, text, colour in sorted(ends):
        room = 0.085 * (text.count("\n") + 1)
        place = max((value - low) / (high - low), lowest + room / 2)
        lowest = place + room / 2
        axes.text(1.03, place, text, transform=axes.transAxes, size=TEXT, color=colour, va="center", linespacing=1.05)


def ablation_figure(table) -> Figure:
    """Patterns down, mechanisms across: what a pattern loses without a mechanism."""
    cells = matrix(table).T
    rows, columns = cells.shape
    figure = Figure(figsize=(WIDTH, 0.27 * rows + 0.95), facecolor=PAPER)
    tall = figure.get_figheight()
    axes = figure.add_axes((0.1, 0.08 / tall, 0.73, 0.27 * rows / tall))
    axes.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5))
    marks = {LOST: ("X", VERMILION, 9), WEAKENED: ("D", ORANGE, 6)}
    for r, pattern in enumerate(cells.index):
        for c, mechanism in enumerate(cells.columns):
            marker, colour, size = marks.get(cells.loc[pattern, mechanism], (".", "#B9C0C8", 4))
            axes.plot([c], [r], marker=marker, color=colour, markersize=size, markeredgecolor="none", linestyle="")
    dress(axes, "")
    axes.grid(True, axis="both", color=GRID, linewidth=0.9)
    axes.set_xticks(range(columns), cells.columns, rotation=38, ha="left", rotation_mode="anchor")
    axes.set_yticks(range(rows), cells.index)
    axes.tick_params(top=False, bottom=False, left=False, labeltop=True, labelbottom=False, labelsize=SMALL, labelcolor=INK)
    axes.spines["bottom"].set_visible(False)
    return settle(figure)


# ---------------------------------------------------------------- as part of a page
