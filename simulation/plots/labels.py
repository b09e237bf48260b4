"""What stands on a figure in words: units and names of outcomes, and labels at the ends of lines.

Units and meanings come from the declarations in engine/outcomes.py.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from matplotlib.transforms import ScaledTranslation

from ..engine.outcomes import YEAR_COLUMNS
from .style import TEXT, plain, readable, settle

_DECLARED = {column.name: column for column in YEAR_COLUMNS}
_FAMILIES = ("share_", "monthly_", "hours_", "influence_")

#: Where the name of a column is not what one would say.
_SAID = {
    "self_efficacy": "self-efficacy",
    "depersonalization": "depersonalisation",
    "influence": "influence felt",
    "influence_shared": "administrator's belief",
    "influence_gini": "inequality of influence",
    "hours_total": "working week",
    "hours_collective": "chosen joint work",
    "hours_mandated": "mandated meetings",
    "hours_duties": "roles and networks",
    "hours_protected": "within protected time",
    "burnout_rate": "feel burnt out",
    "frequent_stress": "frequently stressed",
    "intend_to_leave": "mean to leave",
    "leavers": "left teaching",
    "movers": "moved school",
    "turnover": "all who left",
    "vacancies": "vacant",
    "novice_share": "novices",
    "goals_attained": "goals attained",
    "student_growth": "growth of pupils",
    "trust": "trust climate",
    "share_in_team": "in a formal team",
    "new_leaders": "new to a role",
    "new_leaders_invited": "new to a role, invited",
    "inservice_participation": "attend ordered training",
    "inservice_satisfied": "satisfied with ordered training",
    "informal_participation": "learn with colleagues",
    "informal_satisfied": "satisfied with learning so",
}


def said(name: str) -> str:
    """The outcome in a word or two."""
    family = next((f for f in _FAMILIES if name.startswith(f)), "")
    return _SAID.get(name, name.removeprefix(family).replace("_", " "))


def unit(*names: str) -> str:
    """The unit these outcomes share. Raises ValueError when they do not: they do not belong on one axis."""
    units = {_DECLARED[name].unit for name in names}
    if len(units) > 1:
        raise ValueError(f"{', '.join(names)} are not measured in one unit but in {', '.join(sorted(units))}")
    return units.pop().replace("..", " to ")


def axis(what: str, *names: str) -> str:
    """A label for the axis on which these outcomes are drawn, with their unit."""
    return f"{what} [{unit(*names)}]"


def number(value: float, name: str) -> str:
    """A value of an outcome as it is written on a figure."""
    return f"{value:.1f}" if _DECLARED[name].unit == "h/week" else f"{value:.2f}"


class EndLabel(Annotation):
    """The name of a line, right of the panel; `finish` makes room between neighbours."""


def label_end(axes: Axes, x: float, y: float, text: str, colour: str) -> EndLabel:
    """Name the line that ends at x, y [data], in its colour."""
    beside = axes.get_yaxis_transform() + ScaledTranslation(14.0 / 72.0, 0.0, axes.figure.dpi_scale_trans)
    leader = {"arrowstyle": "-", "color": colour, "linewidth": 1.1, "shrinkA": 1.5, "shrinkB": 1.0, "relpos": (0.0, 0.5)}
    label = EndLabel(
        plain(text), xy=(float(x), float(y)), xytext=(1.0, float(y)), textcoords=beside, ha="left", va="center", size=TEXT,
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
