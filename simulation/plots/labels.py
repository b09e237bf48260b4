"""What stands on a figure in words: axes with their units, and labels at the ends of lines that keep clear of each other."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from matplotlib.transforms import ScaledTranslation, Transform

from ..words.outcomes import unit
from .style import TEXT, plain, readable, settle


def axis(what: str, *names: str) -> str:
    """A label for the axis on which these outcomes are drawn, with their unit."""
    return f"{what} [{unit(*names)}]"


class EndLabel(Annotation):
    """The name of a line, right of the panel; `finish` makes room between neighbours."""


def beside(axes: Axes, points: float) -> Transform:
    """Where (1, y [data]) lies so many points right of the panel."""
    return axes.get_yaxis_transform() + ScaledTranslation(points / 72.0, 0.0, axes.figure.dpi_scale_trans)


def label_end(axes: Axes, x: float, y: float, text: str, colour: str, points: float = 14.0) -> EndLabel:
    """Name the line that ends at x, y [data], in its colour, so many points right of the panel."""
    leader = {"arrowstyle": "-", "color": colour, "linewidth": 1.1, "shrinkA": 1.5, "shrinkB": 1.0, "relpos": (0.0, 0.5)}
    label = EndLabel(
        plain(text), xy=(float(x), float(y)), xytext=(1.0, float(y)), textcoords=beside(axes, points), ha="left", va="center", size=TEXT,
        color=readable(colour), annotation_clip=False, arrowprops=leader,
    )  # fmt: skip
    axes.add_artist(label)
    label.set_clip_on(False)  # add_artist clips to the panel
    return label


def finish(figure: Figure) -> Figure:
    """The last touch of every figure: fonts, places, and labels that keep clear of each other."""
    settle(figure)
    for axes in figure.axes:
        labels = [artist for artist in axes.get_children() if isinstance(artist, EndLabel)]
        if not labels:
            continue
        box = axes.get_window_extent()
        wanted = axes.transData.transform([label.xy for label in labels])[:, 1]
        tall = np.array([Text.get_window_extent(label).height for label in labels])
        heights = spread(wanted, tall, box.y0 - 0.5 * tall.max(), box.y1 + 0.5 * tall.max())
        for label, pixels in zip(labels, heights, strict=True):
            label.set_position((1.0, axes.transData.inverted().transform((0.0, pixels))[1]))
    return figure


def spread(wanted: np.ndarray, tall: np.ndarray, low: float, high: float) -> np.ndarray:
    """Heights that keep labels apart and as near as can be to where they belong (least squares, in their order).

    wanted, tall (n,) : middle and height of each label; low, high : room for all of them
    Returns the middles (n,). Labels that need more room than there is are stacked around the middle of it.
    """
    order = np.argsort(wanted, kind="stable")
    tall = tall[order]
    stacked = np.concatenate([[0.0], np.cumsum(0.5 * (tall[1:] + tall[:-1]))])  # closest possible, from the lowest
    blocks: list[list[float]] = []  # [mean, size]: labels that touch move as one
    for goal in wanted[order] - stacked:
        blocks.append([goal, 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, m), (b, n) = blocks[-2:]
            blocks[-2:] = [[(a * m + b * n) / (m + n), m + n]]
    base = np.repeat([mean for mean, _ in blocks], [int(size) for _, size in blocks])
    lowest, highest = low + 0.5 * tall[0], high - 0.5 * tall[-1] - stacked[-1]
    base = np.clip(base, lowest, highest) if lowest <= highest else np.full(len(base), 0.5 * (lowest + highest))
    middles = np.empty(len(base))
    middles[order] = base + stacked
    return middles
