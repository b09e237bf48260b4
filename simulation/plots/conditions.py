"""Under which conditions something happens: every simulated point, the box in which it happens, and what the box asks of each parameter.

And beside it how far an emulator is to be trusted: what it predicts against what was simulated.
"""

import textwrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..words.outcomes import capital, number, unit
from .labels import finish
from .space import TWO_SIDED, Axis, mark, outcome_label, positions
from .style import BLUE, GRID, INK, MUTED, SMALL, TEXT, dress, plain, sheet

#: More points than these hide each other; so many of them are drawn.
MOST_DRAWN = 3000
_GREY = "#C9CFD6"


def discovery_figure(found, axes_of: list[Axis], notes: list[str], box: int = 0) -> Figure:
    """A box in the space of parameters.

    found : experiments.sweep.discovery.Discovery; axes_of : an Axis for each parameter, those that the box limits first
    notes : small print; box : which of the boxes
    """
    chosen = found.boxes[box]
    limits = {limit.factor.name: limit for limit in chosen.limits}
    figure = sheet(
        "Under which conditions?",
        notes,
        height=max(5.6, 3.0 + 0.55 * len(axes_of)),
        width=13.0,
        lead=f"When does this hold: {found.when}?",
    )
    grid = figure.add_gridspec(1, 2, width_ratios=[1.15, 1.0])
    _scatter(figure, figure.add_subplot(grid[0]), found, axes_of[:2], limits)
    _bars(figure.add_subplot(grid[1]), found, axes_of, limits)
    return finish(figure)


def _scatter(figure: Figure, axes: Axes, found, two: list[Axis], limits: dict) -> None:
    """Points over the two parameters that tell most, coloured by the share of schools; the box around what it holds."""
    table = found.table.iloc[_some(len(found.table), MOST_DRAWN)]
    across, up = two[0], two[1] if len(two) > 1 else None
    dress(axes, "Share of schools in which it holds", across.title, up.title if up else "share of schools")
    rng = np.random.default_rng(0)

    def at(axis: Axis) -> np.ndarray:
        values = positions(axis, table[axis.name])
        return values + rng.uniform(-0.25, 0.25, len(values)) if axis.labels else values

    dots = axes.scatter(
        at(across), at(up) if up else table["holds"], c=table["holds"], cmap=TWO_SIDED, vmin=0.0, vmax=1.0, s=20, linewidths=0.3,
        edgecolors="#8A939D",
    )  # fmt: skip
    bar = figure.colorbar(dots, ax=axes, pad=0.02, aspect=28)
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=SMALL, labelcolor=MUTED, color=MUTED)
    mark(axes, across, "x")
    if up:
        mark(axes, up, "y")
    left, right = _ends(limits.get(across.name), across, axes.get_xlim())
    low, high = _ends(limits.get(up.name), up, axes.get_ylim()) if up else axes.get_ylim()
    axes.add_patch(Rectangle((left, low), right - left, high - low, fill=False, edgecolor=INK, linewidth=2.4, zorder=4))


def _ends(limit, axis: Axis, whole: tuple[float, float]) -> tuple[float, float]:
    """Between what the box lies on an axis; its whole length where it asks nothing."""
    if limit is None:
        return whole
    if axis.labels:
        held = positions(axis, limit.levels)
        return float(held.min()) - 0.45, float(held.max()) + 0.45
    return max(limit.low, whole[0]), min(limit.high, whole[1])


def _bars(axes: Axes, found, axes_of: list[Axis], limits: dict) -> None:
    """A row for each parameter: its whole range in grey, what the box allows in blue."""
    box = next(box for box in found.boxes if {limit.factor.name for limit in box.limits} == set(limits))
    head = f"It holds in {100 * box.density:.0f} % of the schools in the box.\n{100 * box.coverage:.0f} % of all in which it holds are there."
    dress(axes, "", "")
    axes.set_title(head, loc="left", size=TEXT, weight="bold", color=INK, pad=9)
    axes.grid(False)
    axes.set(xlim=(-0.02, 1.02), ylim=(-len(axes_of) + 0.4, 0.75), xticks=[])
    axes.spines["bottom"].set_visible(False)
    for row, axis in enumerate(axes_of):
        factor, limit = next(f for f in found.factors if f.name == axis.name), limits.get(axis.name)
        axes.plot((0.0, 1.0), (-row, -row), color=GRID, linewidth=9.0, solid_capstyle="butt")
        if axis.labels:
            allowed = limit.levels if limit else ()
            for k, level in enumerate(factor.levels):
                place = (k + 0.5) / len(factor.levels)
                inside = level in allowed
                axes.plot(place, -row, "s", color=BLUE if inside else _GREY, markersize=8)
                text = textwrap.shorten(axis.labels[k], 16, placeholder="…")
                axes.text(place, -row - 0.3, plain(text), size=SMALL, color=INK if inside else MUTED, ha="center", va="center")
            continue
        low, high = (min(factor.levels), max(factor.levels)) if factor.levels else (factor.low, factor.high)
        if limit is not None:
            ends = max(limit.low, low), min(limit.high, high)
            axes.plot(
                [_place(v, low, high, axis.log) for v in ends], (-row, -row), color=BLUE, linewidth=9.0, solid_capstyle="butt"
            )
            for v, bound in zip(ends, (limit.low, limit.high), strict=True):
                if np.isfinite(bound):
                    axes.text(
                        _place(v, low, high, axis.log),
                        -row + 0.33,
                        f"{v:.3g}",
                        size=SMALL,
                        color=INK,
                        ha="center",
                        va="center",
                        weight="bold",
                    )
        for v, side in ((low, "left"), (high, "right")):
            axes.text(_place(v, low, high, axis.log), -row - 0.3, f"{v:.3g}", size=SMALL, color=MUTED, ha=side, va="center")
    names = [textwrap.fill(plain(axis.title), 30) for axis in axes_of]
    axes.set_yticks([-row for row in range(len(axes_of))], names)
    axes.tick_params(axis="y", length=0, labelsize=TEXT, labelcolor=INK)


def _some(n: int, most: int) -> np.ndarray:
    """So many of n at most, chosen by lot: every fourth of a sequence that fills a space does not fill it."""
    return np.sort(np.random.default_rng(0).permutation(n)[:most])


def _place(value: float, low: float, high: float, log: bool) -> float:
    """Where a value lies in its range, 0 to 1."""
    return float(np.log(value / low) / np.log(high / low)) if log else (value - low) / (high - low)


def emulator_figure(emulators: dict, names: dict[str, str], notes: list[str]) -> Figure:
    """What emulators predict against what was simulated, a panel for each outcome.

    emulators : column -> experiments.sweep.emulator.Emulator; names : column -> the outcome; notes : small print
    """
    columns = min(2, len(emulators))
    rows = -(-len(emulators) // columns)
    figure = sheet("How good is the emulator?", notes, height=1.6 + 4.2 * rows, width=1.0 + 5.0 * columns)
    grid = figure.add_gridspec(rows, columns)
    for k, (name, e) in enumerate(emulators.items()):
        what = f"{capital(outcome_label(name, names[name]))} [{unit(names[name])}]"
        axes = dress(figure.add_subplot(grid[k // columns, k % columns]), what, "simulated", "predicted without the point")
        ends = [min(e.simulated.min(), e.predicted.min()), max(e.simulated.max(), e.predicted.max())]
        some = _some(len(e.simulated), 600)
        axes.vlines(e.simulated[some], e.low[some], e.high[some], color=_GREY, linewidth=0.7, zorder=1)
        axes.plot(e.simulated[some], e.predicted[some], "o", color=BLUE, markersize=3, alpha=0.6, markeredgewidth=0)
        axes.plot(ends, ends, color=INK, linewidth=1.2)
        told = (
            f"explains {100 * e.explained:.1f} % of what varies\ntypical error {number(e.error, names[name], finer=2)}\n"
            f"{100 * e.covered:.0f} % lie in the 95 % interval"
        )
        axes.text(0.03, 0.97, told, transform=axes.transAxes, size=SMALL, color=INK, va="top")
    return finish(figure)
