"""A large school's advice network as a matrix: where arrows would hide one another, each tie has a square of its own.

Rows are those who turn to somebody, columns those to whom they turn, both in the same order: by grade or department, within each those
first to whom most turn. So a square near the diagonal is a tie within a group, and a dark column is somebody whom many ask.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.patches import Rectangle

from ..core.vocabulary import FORMS
from .space import SEQUENCE
from .style import FORM_COLOURS, INK, MUTED, PAPER, TEXT, dress

#: Width of a strip beside the matrix, in squares for a school of sixty, and the gap before it.
_STRIP, _GAP = 1.6, 0.5


def in_order(group: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Posts by group, within a group the most asked first. group, asked (n,) : of each post"""
    return np.lexsort((np.arange(len(group)), -asked, group))


class Look(NamedTuple):
    """What a matrix shows of a school at one moment; n posts, whoever holds them.

    group (n,) : grade or department; source, target, trust (n_ties,); present (n,) : whether somebody holds the post
    forms (n,) : the colour of what each does; worn (n, 3) : that of how exhausted each is; both None where nobody knows
    new (n,) : whose holder is marked as new
    """

    group: np.ndarray
    source: np.ndarray
    target: np.ndarray
    trust: np.ndarray
    present: np.ndarray
    forms: np.ndarray | None
    worn: np.ndarray | None
    new: np.ndarray


def order_of(looks: Sequence[Look]) -> np.ndarray:
    """The order of the posts (n,) that all looks at one school share: by group, within a group those first whom most ask in all of them."""
    n = len(looks[0].group)
    return in_order(looks[0].group, np.bincount(np.concatenate([look.target for look in looks]), minlength=n))


def draw_matrix(axes: Axes, order: np.ndarray, look: Look, area: str) -> None:
    """Draw a look at a school. order (n,) : posts from top to bottom and from left to right; area : colour of the squares within a group"""
    n = len(order)
    at = np.empty(n, int)
    at[order] = np.arange(n)
    unit = n / 60.0
    group = look.group[order]
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    ends = np.r_[starts[1:], n]
    blocks = [Rectangle((s, s), e - s, e - s) for s, e in zip(starts.tolist(), ends.tolist(), strict=True)]
    axes.add_collection(PatchCollection(blocks, facecolor=area, linewidth=0.0, zorder=1))
    squares = [Rectangle((x, y), 1.0, 1.0) for x, y in zip(at[look.target], at[look.source], strict=True)]
    axes.add_collection(PatchCollection(squares, facecolor=SEQUENCE(0.35 + 0.65 * look.trust), linewidth=0.0, zorder=2))
    edges = [line for s in (*starts[1:],) for line in (((s, 0), (s, n)), ((0, s), (n, s)))]
    axes.add_collection(LineCollection(edges, colors=PAPER, linewidths=0.8, zorder=3))
    present = look.present[order]
    strips = [colours[order] for colours in (look.forms, look.worn) if colours is not None]
    for k, colours in enumerate(strips):
        x = n + unit * (_GAP + k * (_STRIP + 0.3))
        rows = [Rectangle((x, y + 0.06), unit * _STRIP, 0.88) for y in np.flatnonzero(present)]
        axes.add_collection(PatchCollection(rows, facecolor=list(colours[present]), linewidth=0.0, zorder=2, clip_on=False))
    beside = n + unit * (_GAP + len(strips) * (_STRIP + 0.3) + 0.8)
    axes.scatter(
        np.full(look.new.sum(), beside), np.flatnonzero(look.new[order]) + 0.5, s=min(5.0, 300.0 / n), color=INK, marker="s",
        linewidths=0, clip_on=False,
    )  # fmt: skip
    frame = Rectangle((0, 0), n, n, facecolor="none", edgecolor="#B9C0C8", linewidth=0.8, zorder=4)
    axes.add_patch(frame)
    axes.set(xlim=(0, beside + unit), ylim=(n, 0), aspect="equal")
    axes.set_xlabel("whom they turn to", size=TEXT, color=MUTED)
    axes.set_ylabel("who turns to somebody", size=TEXT, color=MUTED)
    axes.set(xticks=[], yticks=[])
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set_visible(False)


def draw_key(axes: Axes, area: str, rested: np.ndarray, worn: np.ndarray, forms: str, new: str, known: bool = True) -> None:
    """What the squares and the strips mean; a line of the key is one unit high.

    forms : what the colour of the first strip is; new : whose mark stands beside it; known : whether there are strips
    """
    dress(axes, "")
    axes.set(xticks=[], yticks=[], xlim=(0.0, 31.0), ylim=(-1.45, 2.55), aspect="equal", anchor="W")
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set_visible(False)

    def square(x, y, colour, size=0.7):
        axes.add_patch(Rectangle((x, y - size / 2), size, size, facecolor=colour, linewidth=0.0))

    def say(x, y, text, colour=INK):
        axes.text(x, y, text, size=TEXT, color=colour, va="center")

    for k in range(5):
        square(0.7 * k, 0.0, SEQUENCE(0.35 + 0.65 * k / 4))
    say(4.0, 0.0, "a tie; darker: more trust")
    if not known:
        say(0.0, 1.0, "Who is alone, and what people do, is seen when teachers are recorded, too.", MUTED)
        return
    say(0.0, 2.0, f"First strip, {forms}:", MUTED)
    for x, form in zip((0.0, 5.2, 10.8, 16.2), FORMS, strict=True):
        square(x, 1.0, FORM_COLOURS[form])
        say(x + 1.1, 1.0, form)
    for k in range(5):
        square(10.8 + 0.7 * k, 0.0, rested + (worn - rested) * k / 4)
    say(14.8, 0.0, "second strip: more exhausted")
    square(0.0, -1.0, area)
    say(1.1, -1.0, "within a grade or department")
    axes.scatter([11.1], [-1.0], s=5.0, color=INK, marker="s", linewidths=0)
    say(11.9, -1.0, f"{new}; an empty strip: vacant")
