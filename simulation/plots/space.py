"""Pictures of a parameter space: an outcome over one parameter, over two, where it tips, and what a policy does everywhere.

They draw tables that experiments/sweep/analysis.py makes; names, units and meanings of parameters come from the declarations.
"""

import textwrap
from typing import Any, NamedTuple

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from ..words.outcomes import DECLARED, capital, label, unit
from ..words.parameters import parameter_label, text_of
from . import paper as papers
from .labels import finish
from .style import BLUE, INK, MARKS, MUTED, PAPER, SEQUENCE_COLOURS, SMALL, TEXT, dress, ink_on, narrow, plain, sheet, verdict

SEQUENCE = LinearSegmentedColormap.from_list("sequence", SEQUENCE_COLOURS)
#: From what dies to what survives, through paper.
TWO_SIDED = LinearSegmentedColormap.from_list("two sided", ("#B3530B", "#E9A96F", "#F7F5F2", "#7FB4DA", "#0B5C96"))
TWO_SIDED_MIDDLE = 0.5
MOST_COLUMNS = 5
#: What is rounding, and what half a side shows then, in any outcome's unit.
_NOTHING, _LEAST_SIDE = 1e-6, 0.01


class Axis(NamedTuple):
    """A parameter as it stands on an axis. labels: names of categories in their order; log: spread by orders of magnitude."""

    name: str
    unit: str
    labels: tuple[str, ...] = ()
    log: bool = False

    @property
    def title(self) -> str:
        """Its name with its unit."""
        measured = self.unit and not self.labels
        return f"{parameter_label(self.name)} [{self.unit.replace('..', ' to ')}]" if measured else parameter_label(self.name)


def outcome_label(name: str, outcome: str) -> str:
    """The column in words: the outcome's, and what the column adds to it (years)."""
    more = name.removeprefix(DECLARED[outcome].name).replace("_", " ").strip()
    return f"{label(outcome)}, {more}" if more else label(outcome)


def positions(axis: Axis, values) -> np.ndarray:
    """Where values stand on an axis."""
    if axis.labels:
        return np.array([axis.labels.index(text_of(v)) for v in values], float)
    return np.asarray(values, float)


def dodged(x: np.ndarray, lane: np.ndarray | int, lanes: int) -> np.ndarray:
    """Places side by side for what stands at the same place: lane 0 to lanes - 1, at most a third of a gap between values apart."""
    gaps = np.diff(np.unique(x))
    gap = float(gaps.min()) if gaps.size else 1.0
    return x + (lane - (lanes - 1) / 2.0) * gap * min(0.07, 0.33 / max(1, lanes - 1))


def mark(axes: Axes, axis: Axis, which: str = "x", values=()) -> None:
    """Scale and ticks of a parameter's axis. values : those that were simulated; where they are few and apart, they are the ticks"""
    along = axes.xaxis if which == "x" else axes.yaxis
    if axis.labels:
        along.set_ticks(range(len(axis.labels)), [plain(textwrap.shorten(text, 14, placeholder="…")) for text in axis.labels])
        (axes.set_xlim if which == "x" else axes.set_ylim)(-0.5, len(axis.labels) - 0.5)
    elif axis.log:
        (axes.set_xscale if which == "x" else axes.set_yscale)("log")
    elif len(few := np.unique(np.asarray(values, float))) in range(2, 7) and np.diff(few).min() > 0.12 * np.ptp(few):
        along.set_ticks(few, [f"{value:.3g}" for value in few])
    else:
        along.set_major_locator(MaxNLocator(nbins=5, steps=(1, 2, 2.5, 5, 10)))


def side(axes: Axes, margin: float = 0.12) -> None:
    """Four marks along the side, and room above and below. What does not differ is not blown up until it seems to."""
    axes.margins(y=margin)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4))
    low, high = axes.get_ylim()
    if high - low < _NOTHING:
        axes.set_ylim(0.5 * (low + high) - _LEAST_SIDE, 0.5 * (low + high) + _LEAST_SIDE)


def dependence_figure(title: str, notes: list[str], axes_of: list[Axis], rows: dict[tuple[str, str], list]) -> Figure:
    """Outcomes (rows) over parameters (columns). rows: (column name, outcome) -> a dependence table for each axis."""
    figure = sheet(title, notes, height=1.6 + 2.3 * len(rows), width=max(7.5, 1.2 + 2.75 * len(axes_of)))
    grid = figure.add_gridspec(len(rows), len(axes_of))
    for r, ((name, outcome), tables) in enumerate(rows.items()):
        first: Axes | None = None
        for c, (axis, table) in enumerate(zip(axes_of, tables, strict=True)):
            axes = figure.add_subplot(grid[r, c], sharey=first)
            first = first or axes
            last = r == len(rows) - 1
            label = f"{textwrap.fill(outcome_label(name, outcome), 16)}\n[{unit(outcome)}]" if c == 0 else ""
            dress(axes, "", textwrap.fill(axis.title, 26) if last else "")
            axes.set_xlabel(textwrap.fill(plain(axis.title), 26) if last else "", size=TEXT, color=MUTED)
            axes.set_ylabel(label, size=TEXT, color=INK)
            x = positions(axis, table["value"])
            if axis.labels:
                axes.errorbar(
                    x, table["mean"], yerr=[table["mean"] - table["low"], table["high"] - table["mean"]], fmt="o", color=BLUE,
                    markersize=7, elinewidth=2, capsize=0,
                )  # fmt: skip
            else:
                axes.fill_between(x, table["low"], table["high"], color=BLUE, alpha=0.2, linewidth=0)
                axes.plot(x, table["mean"], color=BLUE, linewidth=2.2, marker="o", markersize=4.5)
            mark(axes, axis, values=x)
            axes.tick_params(labelsize=SMALL, labelbottom=last, labelleft=c == 0)
        assert first is not None  # there is an axis
        side(first)
    return finish(figure)


def heat_figure(title: str, notes: list[str], across: Axis, up: Axis, planes: dict[tuple[str, str], Any]) -> Figure:
    """A panel for each outcome: its mean over two parameters."""
    columns = min(2, len(planes))
    if narrow(1.0 + 5.2 * columns):
        columns = 1
    rows = -(-len(planes) // columns)
    figure = sheet(title, notes, height=1.5 + 3.7 * rows, width=1.0 + 5.2 * columns)
    grid = figure.add_gridspec(rows, columns)
    for k, ((name, outcome), plane) in enumerate(planes.items()):
        axes = figure.add_subplot(grid[k // columns, k % columns])
        dress(axes, f"{capital(outcome_label(name, outcome))} [{unit(outcome)}]", across.title, up.title)
        picture = paint(axes, plane, across, up, SEQUENCE)
        _bar(figure, picture, axes)
        numbers(axes, plane, picture)
    return finish(figure)


def paint(axes: Axes, plane, across: Axis, up: Axis, colours, low=None, high=None):
    """Fill a panel with a plane: cells for a grid, a smooth surface between sampled points."""
    axes.grid(False)
    colours = papers.scale_of(colours)
    if plane.smoothed:
        picture = axes.pcolormesh(
            plane.x, plane.y, plane.z, cmap=colours, vmin=low, vmax=high, shading="gouraud", rasterized=True
        )
        mark(axes, across, "x")
        mark(axes, up, "y")
        return picture
    picture = axes.pcolormesh(
        np.arange(len(plane.x) + 1) - 0.5, np.arange(len(plane.y) + 1) - 0.5, plane.z, cmap=colours, vmin=low, vmax=high,
        edgecolors=PAPER, linewidth=1.0,
    )  # fmt: skip
    for axis, values in ((axes.xaxis, plane.x), (axes.yaxis, plane.y)):
        step = -(-len(values) // 10)
        axis.set_ticks(range(0, len(values), step), [f"{v:.3g}" for v in values[::step]])
    axes.tick_params(length=0)
    return picture


def numbers(axes: Axes, plane, picture) -> None:
    """The value in each cell of a small grid."""
    if plane.smoothed or plane.z.size > 64:
        return
    digits = 2 if np.nanmax(np.abs(plane.z)) < 10 else 1
    for i, j in np.ndindex(plane.z.shape):
        if np.isfinite(plane.z[i, j]):
            ground = picture.cmap(picture.norm(plane.z[i, j]))[:3]
            axes.text(j, i, f"{plane.z[i, j]:.{digits}f}", ha="center", va="center", size=SMALL, color=ink_on(*ground))


def _bar(figure: Figure, picture, axes: Axes):
    bar = figure.colorbar(picture, ax=axes, pad=0.02, aspect=26)
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=SMALL, labelcolor=MUTED, color=MUTED)
    return bar


def tipping_figure(title: str, notes: list[str], across: Axis, up: Axis, plane, what: str) -> Figure:
    """Where an outcome survives: the share of schools, the line of one half, and where its 95 percent interval holds one half."""
    figure = sheet(title, notes, height=6.8, width=9.4)
    axes = dress(figure.add_subplot(), what, across.title, up.title)
    picture = paint(axes, plane, across, up, TWO_SIDED, 0.0, 1.0)
    bar = _bar(figure, picture, axes)
    bar.set_label("share of schools in which it survives", size=TEXT, color=MUTED)
    open_question = (plane.low <= TWO_SIDED_MIDDLE) & (plane.high >= TWO_SIDED_MIDDLE)
    x, y = (plane.x, plane.y) if plane.smoothed else (np.arange(len(plane.x)), np.arange(len(plane.y)))
    with matplotlib.rc_context({"hatch.color": INK, "hatch.linewidth": 0.8}):
        if plane.smoothed:
            if open_question.any():
                axes.contourf(x, y, open_question.astype(float), levels=(0.5, 1.5), colors="none", hatches=["////"])
            if plane.z.min() < TWO_SIDED_MIDDLE < plane.z.max():
                axes.contour(x, y, plane.z, levels=(TWO_SIDED_MIDDLE,), colors=[INK], linewidths=2.0)
        else:
            for i, j in np.argwhere(open_question):
                axes.add_patch(
                    matplotlib.patches.Rectangle((j - 0.5, i - 0.5), 1, 1, fill=False, hatch="////", edgecolor=INK, linewidth=0)
                )
            _edges(axes, plane.z >= TWO_SIDED_MIDDLE)
            _shares(axes, plane, picture)
    handles = [
        Patch(facecolor="none", edgecolor=INK, hatch="////", linewidth=0, label="undecided: the interval holds one half"),
        matplotlib.lines.Line2D([], [], color=INK, linewidth=2.0, label="one half of the schools"),
    ]
    axes.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0.0, -0.14), ncol=2, frameon=False, fontsize=TEXT, labelcolor=MUTED,
        borderaxespad=0.0,
    )  # fmt: skip
    return finish(figure)


def _shares(axes: Axes, plane, picture) -> None:
    if plane.z.size > 100:
        return
    for i, j in np.ndindex(plane.z.shape):
        ground = picture.cmap(picture.norm(plane.z[i, j]))[:3]
        axes.text(
            j, i, f"{plane.z[i, j]:.2f}", ha="center", va="center", size=SMALL, color=ink_on(*ground),
            bbox={"boxstyle": "round,pad=0.15", "facecolor": ground, "edgecolor": "none"},
        )  # fmt: skip


def _edges(axes: Axes, alive: np.ndarray) -> None:
    """The line between cells above and below one half."""
    for i, j in np.ndindex(alive.shape):
        if j + 1 < alive.shape[1] and alive[i, j] != alive[i, j + 1]:
            axes.plot([j + 0.5, j + 0.5], [i - 0.5, i + 0.5], color=INK, linewidth=2.0, solid_capstyle="projecting")
        if i + 1 < alive.shape[0] and alive[i, j] != alive[i + 1, j]:
            axes.plot([j - 0.5, j + 0.5], [i + 0.5, i + 0.5], color=INK, linewidth=2.0, solid_capstyle="projecting")


def effects_figure(title: str, notes: list[str], axes_of: list[Axis], rows: dict[tuple[str, str], Any], totals) -> Figure:
    """A policy's paired effects: outcomes (rows), over the whole space (left) and over each parameter.

    rows: (column name, outcome) -> effects (effect, low, high, a column for each parameter); totals: its summary, in their order
    """
    figure = sheet(title, notes, height=1.8 + 2.3 * len(rows), width=2.6 + 2.75 * max(1, len(axes_of)))
    grid = figure.add_gridspec(len(rows), len(axes_of) + 1, width_ratios=[0.42, *([1.0] * len(axes_of))])
    rng = np.random.default_rng(0)
    for r, ((name, outcome), table) in enumerate(rows.items()):
        last, total = r == len(rows) - 1, totals.iloc[r]
        better = DECLARED[outcome].better
        colour = np.array([verdict(better, low, high) for low, high in zip(table["low"], table["high"], strict=True)])
        left = dress(figure.add_subplot(grid[r, 0]), "")
        left.set_ylabel(f"{textwrap.fill(outcome_label(name, outcome), 16)}\n[{unit(outcome)}]", size=TEXT, color=INK)
        _marks(left, rng.uniform(-0.25, 0.25, len(table)), table["effect"].to_numpy(), colour, 14, 0.55)
        left.errorbar(
            [0.42], [total["effect"]], yerr=[[total["effect"] - total["low"]], [total["high"] - total["effect"]]], fmt="_", color=INK,
            markersize=14, markeredgewidth=3, elinewidth=1.6,
        )  # fmt: skip
        left.set_xlim(-0.4, 0.6)
        left.set_xticks([])
        left.set_xlabel("all points" if last else "", size=TEXT, color=MUTED)
        panels = [left]
        for c, axis in enumerate(axes_of, 1):
            axes = dress(figure.add_subplot(grid[r, c], sharey=left), "")
            axes.set_xlabel(textwrap.fill(plain(axis.title), 26) if last else "", size=TEXT, color=MUTED)
            at = positions(axis, table[axis.name])
            lane = np.array([int((at[:k] == at[k]).sum()) for k in range(len(at))])
            x = dodged(at, lane, int(lane.max(initial=0)) + 1)
            axes.vlines(x, table["low"], table["high"], color=colour, alpha=0.35, linewidth=1.2)
            _marks(axes, x, table["effect"].to_numpy(), colour, 16, 1.0)
            mark(axes, axis, values=at)
            axes.tick_params(labelsize=SMALL, labelbottom=last, labelleft=False)
            panels.append(axes)
        for axes in panels:
            axes.axhline(0.0, color=MUTED, linewidth=1.1, zorder=1)
        left.tick_params(labelsize=SMALL, labelbottom=False)
        side(left)
    return finish(figure)


def _marks(axes: Axes, x: np.ndarray, effect: np.ndarray, colours: np.ndarray, size: float, opacity: float) -> None:
    """A mark for each effect, in the form that goes with its colour."""
    for colour, mark_of in MARKS.items():
        if (of := colours == colour).any():
            axes.scatter(x[of], effect[of], s=size, c=colour, marker=mark_of, alpha=opacity, linewidths=0)


__all__ = ["Axis", "dependence_figure", "effects_figure", "heat_figure", "tipping_figure"]
