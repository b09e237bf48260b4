"""Several scenarios against one: a panel for each outcome, a row for each scenario, its paired difference with two intervals."""

import textwrap

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from ..words.outcomes import DECLARED, capital, label, unit
from .labels import finish
from .style import COLOURS_OF_EFFECTS, GRID, INK, MARKS, MUTED, PAPER, SMALL, TEXT, dress, plain, sheet, verdict

#: More panels would not be read.
MOST = 5
_ROW = 0.27  # inches


def policies_figure(policies, outcomes: tuple[str, ...] | None = None) -> Figure:
    """The effects of several scenarios.

    policies : experiments.policies.Policies; outcomes : some of those that were asked, the first MOST when left out
    """
    shown = outcomes or policies.outcomes[:MOST]
    table = policies.table.set_index(["scenario", "outcome"])
    names = [s.name for s in policies.others]
    notes = [
        policies.told(),
        "Dot: mean of paired differences. Thick line: its 95 percent interval. Thin line: intervals that hold all together with 95 percent. "
        f"Filled: differs from zero although {int(policies.table['p'].notna().sum())} differences are asked at once (Holm, 5 percent). {COLOURS_OF_EFFECTS}",
    ]
    title = f"What changes against {policies.reference.name}"
    figure = sheet(title, notes, height=2.5 + _ROW * len(names), width=3.0 + 2.3 * len(shown))
    at = -np.arange(len(names), dtype=float)
    first = None
    for k, (axes, outcome) in enumerate(zip(np.atleast_1d(figure.subplots(1, len(shown), sharey=True)), shown, strict=True)):
        dress(axes, "", f"[{unit(outcome)}]")
        axes.set_title(textwrap.fill(plain(capital(label(outcome))), 20), loc="left", size=TEXT, weight="bold", color=INK)
        axes.grid(True, axis="both", color=GRID, linewidth=0.9)
        axes.axvline(0.0, color=MUTED, linewidth=1.2, zorder=1)
        rows = table.loc[[(name, outcome) for name in names]]
        clear = (rows["p_holm"] < 0.05).to_numpy()
        lows, highs = (rows[end].to_numpy(float) for end in ("low", "high"))
        better = DECLARED[outcome].better
        colours = np.array([verdict(better, low, high) for low, high in zip(lows, highs, strict=True)])
        for ends, width in ((("low_all", "high_all"), 1.0), (("low", "high"), 3.6)):
            low, high = (rows[end].to_numpy(float) for end in ends)
            known = np.isfinite(low) & np.isfinite(high)
            axes.hlines(
                at[known], low[known], high[known], color=colours[known], linewidth=width, alpha=0.45 if width > 1 else 0.9
            )
        for y, size, sure, colour in zip(at, rows["difference"], clear, colours.tolist(), strict=True):
            inside = colour if sure else PAPER
            axes.plot(
                size, y, MARKS[colour], markersize=5.5, color=inside, markeredgecolor=colour, markeredgewidth=1.4, zorder=3
            )
        axes.xaxis.set_major_locator(MaxNLocator(nbins=3))
        axes.tick_params(axis="both", labelsize=SMALL)
        axes.tick_params(axis="y", length=0, labelleft=k == 0, labelcolor=INK)
        first = first or axes
    assert first is not None  # there is an outcome
    first.set_yticks(at, [plain(textwrap.shorten(name.replace("_", " "), 30, placeholder="…")) for name in names])
    first.set_ylim(at[-1] - 0.7, 0.7)
    return finish(figure)
