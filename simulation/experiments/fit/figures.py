"""Pictures of a fit: what the figures taught of each condition, and where they lie among schools simulated under the fitted sets."""

import textwrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ...plots.inline import ALLOWED, TRACK
from ...plots.style import BLUE, INK, MUTED, VERMILION, plain, settle

WIDTH = 6.6  # inches
_ROW, _LEFT = 0.5, 2.75
_TEXT, _SMALL = 10.0, 8.8


def condition_figure(conditions) -> Figure:
    """A row for each condition on its prior's range: the interval, the middle, and the scenario's own value as a tick."""
    figure, rows = _sheet(len(conditions))
    for axes, r in zip(rows, conditions.itertuples(), strict=True):
        _strip(axes, r.label, r.prior_low, r.prior_high, f"{r.prior_low:g}", f"{r.prior_high:g}")
        axes.add_patch(Rectangle((r.low, 0.3), r.high - r.low, 0.4, color=ALLOWED))
        axes.plot([r.default] * 2, [0.15, 0.85], color=MUTED, linewidth=1.2)
        axes.plot(r.middle, 0.5, "o", color=BLUE, markersize=6)
    return settle(figure)


def predicted_figure(predicted) -> Figure:
    """A row for each figure: the range of simulated schools, and what was observed, as a cross where it is out of reach."""
    figure, rows = _sheet(len(predicted))
    for axes, r in zip(rows, predicted.itertuples(), strict=True):
        ends = np.array([r.low, r.high, r.observed])
        margin = 0.25 * max(np.ptp(ends), 1e-6)
        low, high = ends.min() - margin, ends.max() + margin
        _strip(axes, r.figure.replace("_", " "), low, high, f"{low:.3g}", f"{high:.3g}")
        axes.add_patch(Rectangle((r.low, 0.3), r.high - r.low, 0.4, color=ALLOWED))
        axes.plot([r.middle] * 2, [0.3, 0.7], color=MUTED, linewidth=1.2)
        axes.plot(r.observed, 0.5, "X" if r.unlike else "o", color=VERMILION if r.unlike else BLUE, markersize=7)
    return settle(figure)


def _sheet(n: int) -> tuple[Figure, list[Axes]]:
    height = _ROW * n + 0.1
    figure = Figure(figsize=(WIDTH, height))
    rows = [
        figure.add_axes((_LEFT / WIDTH, (height - _ROW * (k + 1)) / height, (WIDTH - _LEFT - 0.3) / WIDTH, 0.8 * _ROW / height))
        for k in range(n)
    ]
    return figure, rows


def _strip(axes: Axes, name: str, low: float, high: float, left: str, right: str) -> None:
    axes.set(xlim=(low, high), ylim=(-0.5, 1.0))
    axes.axis("off")
    axes.add_patch(Rectangle((low, 0.3), high - low, 0.4, color=TRACK))
    axes.text(
        -0.03,
        0.66,
        "\n".join(textwrap.wrap(plain(name), 30)),
        transform=axes.transAxes,
        ha="right",
        va="center",
        size=_TEXT,
        color=INK,
    )
    for x, text, side in ((low, left, "left"), (high, right, "right")):
        axes.text(x, -0.05, plain(text), ha=side, va="top", size=_SMALL, color=MUTED)
