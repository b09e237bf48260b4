"""Where a policy does more: its effect over one parameter, in a line for each value of another.

One line has a band. Bands of several would lie over one another and be mud, so lines stand a little apart and have bars.
"""

import textwrap

import numpy as np
from matplotlib.figure import Figure

from ..words.outcomes import capital, unit
from .labels import finish
from .space import Axis, dodged, mark, outcome_label, positions, side
from .style import GREEN, INK, MUTED, PURPLE, SMALL, TEXT, dress, plain, sheet

#: Lines of a panel differ in colour, in dashes and in marks, so that they are told apart in grey as well; blue and red
#: say better and worse elsewhere, which a line of this figure does not.
STYLES = ((INK, "-", "o"), (PURPLE, "--", "s"), (GREEN, ":", "^"))
#: Letters of small print that have room above a panel, and what the sign of a line takes of them.
_ABREAST, _HANDLE = 40, 9


def interaction_figure(title: str, notes: list[str], across: Axis, by: list[Axis], rows: dict[tuple[str, str], list]) -> Figure:
    """Outcomes (rows) over one parameter, a column for each other parameter whose values are the lines.

    rows : (column name, outcome) -> for each of `by` a list of (what the line is, table with value, difference, low, high); a single
    column of one nameless line where `by` is empty
    """
    columns = max(1, len(by))
    figure = sheet(title, notes, height=2.1 + 2.6 * len(rows), width=max(7.5, 1.6 + 4.2 * columns))
    grid = figure.add_gridspec(len(rows), columns)
    for r, ((name, outcome), panels) in enumerate(rows.items()):
        last, shared = r == len(rows) - 1, None
        for c, lines in enumerate(panels):
            axes = figure.add_subplot(grid[r, c], sharey=shared)
            shared = shared or axes
            dress(axes, "")
            axes.set_xlabel(textwrap.fill(plain(across.title), 34) if last else "", size=TEXT, color=MUTED)
            if c == 0:
                what = f"Effect on {outcome_label(name, outcome)}"
                axes.set_ylabel(f"{textwrap.fill(what, 22)}\n[{unit(outcome)}]", size=TEXT, color=INK)
            axes.axhline(0.0, color=MUTED, linewidth=1.1, zorder=1)
            for k, ((text, table), (colour, dashes, dot)) in enumerate(zip(lines, STYLES, strict=False)):
                x = dodged(positions(across, table["value"]), k, len(lines))
                if len(lines) > 1:
                    axes.vlines(x, *_finite(table), color=colour, linewidth=1.6, alpha=0.8)
                else:
                    axes.fill_between(x, *_finite(table), color=colour, alpha=0.16, linewidth=0)
                axes.plot(x, table["difference"], dashes, color=colour, marker=dot, markersize=5, linewidth=2.0, label=text)
            mark(axes, across, values=np.concatenate([positions(across, table["value"]) for _, table in lines]))
            axes.tick_params(labelsize=SMALL, labelbottom=last, labelleft=c == 0)
            side(axes, 0.15)
            if by and r == 0:
                wide = sum(len(text) + _HANDLE for text, _ in lines)
                axes.legend(
                    title=textwrap.fill(plain(capital(by[c].title)), _ABREAST), loc="lower left", bbox_to_anchor=(0.0, 1.01),
                    ncol=len(lines) if wide <= _ABREAST else 1, frameon=False,
                    fontsize=SMALL, title_fontsize=SMALL, labelcolor=MUTED, alignment="left", borderaxespad=0.0, handlelength=2.6,
                )  # fmt: skip
    return finish(figure)


def _finite(table) -> tuple[np.ndarray, np.ndarray]:
    """Both ends of the intervals; where one school does not tell, the band has no width."""
    middle = table["difference"].to_numpy(float)
    low, high = (np.where(np.isfinite(table[end]), table[end], middle) for end in ("low", "high"))
    return low, high
