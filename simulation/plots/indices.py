"""Pictures of sensitivity: Sobol's indices and Morris' elementary effects, each with the floor that chance alone reaches."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..words.outcomes import capital, unit
from ..words.parameters import parameter_label
from .labels import finish
from .space import outcome_label
from .style import BLUE, GRID, INK, MUTED, ORANGE, PAPER, dress, plain, sheet

CHANCE = "Grey: what chance alone reaches."
SOBOL_LEAD = f"Filled, orange: first order (alone). Hollow, blue: total (with all interactions). {CHANCE}"
MORRIS_LEAD = f"Filled: raises. Hollow: lowers. Square: a category, which has no sign. {CHANCE}"


def sobol_figure(title: str, notes: list[str], names: dict[str, str], table) -> Figure:
    """First and total indices of each outcome. names: column name -> outcome; table: experiments/sweep/analysis.py `sobol`."""
    figure, panels = _panels(title, SOBOL_LEAD, notes, table)
    for axes, (name, rows) in panels:
        order = _order(rows, "total")
        at = np.arange(len(order))[::-1]
        rows = rows.set_index("parameter").loc[order]
        floor = rows.loc["dummy", "total_high"]
        dress(axes, capital(outcome_label(name, names[name])), "share of the variance between points")
        axes.axvspan(0.0, max(0.0, floor), color="#EEF0F2", zorder=0)
        for shift, index, colour, fill in ((0.17, "first", ORANGE, True), (-0.17, "total", BLUE, False)):
            _dots(axes, rows, (index, f"{index}_low", f"{index}_high"), at + shift, colour, fill=fill)
        ends = rows[["first_low", "total_low", "first_high", "total_high"]].to_numpy(float)
        _finish_rows(axes, order, at, max(1.0, 1.02 * np.nanmax(ends)), min(0.0, np.nanmin(ends)))
    return finish(figure)


def morris_figure(title: str, notes: list[str], names: dict[str, str], table) -> Figure:
    """Mean absolute elementary effects of each outcome, in its unit. names: column name -> outcome; table: `morris`."""
    figure, panels = _panels(title, MORRIS_LEAD, notes, table)
    for axes, (name, rows) in panels:
        order = _order(rows, "mu_star")
        at = np.arange(len(order))[::-1]
        rows = rows.set_index("parameter").loc[order]
        dress(
            axes,
            capital(outcome_label(name, names[name])),
            f"mean absolute effect [{unit(names[name])}]",
        )
        axes.axvspan(0.0, float(rows["floor"].iloc[0]), color="#EEF0F2", zorder=0)
        _dots(axes, rows, ("mu_star", "low", "high"), at, BLUE, signs=rows["mu"])
        _finish_rows(axes, order, at, 1.08 * float(rows["high"].max()) or 1.0)
    return finish(figure)


def _panels(title, lead, notes, table):
    groups = list(table.groupby("outcome", sort=False))
    columns = min(2, len(groups))
    rows = -(-len(groups) // columns)
    n = table["parameter"].nunique()
    figure = sheet(title, notes, lead, height=1.9 + rows * (1.1 + 0.36 * n), width=1.5 + 5.6 * columns)
    grid = figure.add_gridspec(rows, columns)
    return figure, [(figure.add_subplot(grid[k // columns, k % columns]), group) for k, group in enumerate(groups)]


def _order(rows, column: str) -> list[str]:
    """Parameters by size, the dummy last."""
    ordered = rows.sort_values(column, ascending=False, kind="stable")["parameter"]
    return [*ordered[ordered != "dummy"], "dummy"]


def _dots(axes: Axes, rows, columns: tuple[str, str, str], at, colour: str, *, fill: bool = True, signs=None) -> None:
    """A dot with its interval for each parameter; filled or hollow, or by the sign of the effect. columns : value, low, high"""
    value, low, high = columns
    axes.hlines(at, rows[low], rows[high], color=colour, linewidth=2.0, alpha=0.75)
    filled = [fill] * len(rows) if signs is None else [sign > 0 for sign in signs]
    for k, (x, y) in enumerate(zip(rows[value], at)):
        mark = "s" if signs is not None and np.isnan(signs.iloc[k]) else "o"
        inside = colour if filled[k] or mark == "s" else PAPER
        axes.plot([x], [y], mark, markersize=7.5, markerfacecolor=inside, markeredgecolor=colour, markeredgewidth=1.8)


def _finish_rows(axes: Axes, order: list[str], at, right: float, left: float = 0.0) -> None:
    """Names at the side, and room from `left` to `right`: an index is estimated, and may come out below zero."""
    axes.set_yticks(at, [plain("nothing (dummy)" if name == "dummy" else parameter_label(name)) for name in order])
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    axes.grid(False, axis="y")
    axes.grid(True, axis="x", color=GRID, linewidth=0.9)
    axes.axvline(0.0, color=MUTED, linewidth=1.1, zorder=1)
    axes.set(ylim=(-0.7, len(order) - 0.3), xlim=(left - 0.03 * right, right))
