"""Figures of a calibration, in the style of the house."""

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ...plots.report import save_figure
from ...plots.style import BLUE, GREEN, GRID, INK, MUTED, ORANGE, SMALL, VERMILION, dress, settle, sheet
from ..guides import GUIDE
from ..targets import OUTPUT


def save_figures(
    result, before: pd.DataFrame, after: pd.DataFrame, parameters: pd.DataFrame, values: np.ndarray, folder: Path
) -> None:
    """Write all figures that the study has something to show for."""
    made = {
        "distance": distance_figure(result),
        "targets": targets_figure(before, after),
        "identifiability": identifiability_figure(parameters, values, result.sets.spread),
    }
    if result.recovery is not None:
        made["recovery"] = recovery_figure(result.recovery)
    if result.left_out is not None:
        made["crossvalidation"] = crossvalidation_figure(result.left_out)
    for name, figure in made.items():
        save_figure(figure, folder / name, ("png",))


def distance_figure(result) -> Figure:
    """How the distance fell, stage by stage."""
    far = result.screened[1]
    names = ["defaults", "screen", "sampler", *(f"step {k}" for k in range(1, len(result.found.path)))]
    heights = [far[0], far.min(), *result.found.path]
    notes = ["Sum over targets of squared misses, in halves of a target's band; a single target counts 36 at most."]
    figure = sheet("Distance from the evidence", notes, lead=f"{len(result.objective.claims)} claims of the evidence")
    axes = dress(figure.add_subplot(), "After each stage", "", "distance")
    axes.bar(range(len(heights)), heights, color=BLUE, width=0.6)
    axes.set_xticks(range(len(heights)), names)
    for k, height in enumerate(heights):
        axes.annotate(f"{height:.0f}", (k, height), (0, 4), textcoords="offset points", ha="center", color=INK)
    return settle(figure)


def targets_figure(before: pd.DataFrame, after: pd.DataFrame) -> Figure:
    """Every target in units of its band, at the defaults and at the best set, on fresh schools."""
    rows = after[after["kind"].isin((OUTPUT, GUIDE)) & after["model"].notna()]
    old = before.set_index("id")["model"]
    notes = [
        "0 is the middle of a target's band and the shaded area the band itself; what lies beyond 3 stands at the edge. "
        "Large dots are the best set, blue inside and red outside of the band; small grey ones are the defaults."
    ]
    figure = sheet("The model and its targets", notes, height=2.4 + 0.24 * len(rows))
    axes = dress(figure.add_subplot(), "Answers of the model", "halves of the band from its middle", "")
    axes.axvspan(-1, 1, color=GRID)
    for k, r in enumerate(rows.itertuples()):
        half = max((r.high - r.low) / 2, 1e-12)
        place = [float(np.clip((value - (r.low + r.high) / 2) / half, -3, 3)) for value in (old[r.id], r.model)]
        axes.plot(place, [k, k], color=MUTED, linewidth=0.8, zorder=2)
        axes.plot(place[0], k, "o", color=MUTED, markersize=4, label="defaults" if k == 0 else None)
        axes.plot(place[1], k, "o", color=BLUE if bool(r.inside) else VERMILION, markersize=7, zorder=3)
    axes.set_yticks(range(len(rows)), [f"{r.id} {r.quantity.replace('_', ' ')}" for r in rows.itertuples()])
    axes.tick_params(axis="y", labelsize=SMALL)
    axes.set_xlim(-3.2, 3.2)
    axes.invert_yaxis()
    return settle(figure)


def identifiability_figure(parameters: pd.DataFrame, values: np.ndarray, spread: float) -> Figure:
    """How far the evidence narrows each parameter, and how many directions it speaks about."""
    rows = parameters.sort_values("narrowing")
    notes = [
        "Left: standard deviation of the sets that are not ruled out over that of the prior; the dotted line is that of the "
        "proposals, so a bar that reaches it was not narrowed. Right: singular values of the Jacobian; "
        "above 1 the targets speak about a direction, below they do not."
    ]
    figure = sheet("What the evidence fixes", notes, height=3.0 + 0.17 * len(rows))
    left, right = figure.subplots(1, 2, width_ratios=(1.4, 1.0))
    dress(left, "Posterior over prior", "ratio of standard deviations", "")
    left.barh(range(len(rows)), rows["narrowing"], color=BLUE, height=0.7)
    left.axvline(1.0, color=INK, linewidth=0.8)
    left.axvline(spread, color=INK, linewidth=0.8, linestyle=":")
    left.set_ylim(-1, len(rows))
    left.set_yticks(range(len(rows)), rows["parameter"])
    left.tick_params(axis="y", labelsize=7)
    left.invert_yaxis()
    dress(right, "Directions", "direction, from the strongest", "singular value per prior SD")
    shown = values[values > 1e-3]  # beyond the number of targets they are zero
    right.semilogy(range(1, len(shown) + 1), shown, "o", color=GREEN, markersize=4)
    right.yaxis.set_major_formatter("{x:g}")
    right.yaxis.set_minor_formatter("")
    right.axhline(1.0, color=INK, linewidth=0.8)
    return settle(figure)


def recovery_figure(recovery) -> Figure:
    """Known and recovered coordinates, for what the evidence pins down and for the rest."""
    notes = ["Coordinates in the range of a parameter, 0 its low and 1 its high end; on the line a parameter is recovered."]
    figure = sheet("Recovery of known sets", notes, height=6.0, width=7.5)
    axes = dress(figure.add_subplot(), "Known and recovered", "known", "recovered")
    pinned = recovery.expected < 0.5
    for mask, colour, word in ((~pinned, MUTED, "hardly identifiable"), (pinned, BLUE, "pinned down by the evidence")):
        axes.plot(
            recovery.truths[:, mask].ravel(), recovery.recovered[:, mask].ravel(), "o", color=colour, markersize=4, label=word
        )
    axes.plot([0, 1], [0, 1], color=INK, linewidth=0.8)
    axes.legend(frameon=False, fontsize=SMALL)
    return settle(figure)


def crossvalidation_figure(left_out) -> Figure:
    """Misses of each group of targets for who knows nothing, when it was left out, and when fitted."""
    notes = ["Root mean squares of misses, in halves of a target's band; below the line a group is inside on average."]
    figure = sheet("Targets that were left out", notes)
    axes = dress(figure.add_subplot(), "Each group in turn", "", "miss")
    words = (("unknowing", ORANGE, "knowing nothing"), ("predicted", BLUE, "left out"), ("fitted", GREEN, "fitted"))
    for k, (name, colour, word) in enumerate(words):
        heights = [float(np.sqrt((getattr(group, name) ** 2).mean())) for group in left_out]
        axes.bar(np.arange(len(left_out)) + 0.27 * (k - 1), heights, width=0.25, color=colour, label=word)
    axes.axhline(1.0, color=INK, linewidth=0.8)
    axes.set_xticks(range(len(left_out)), [group.group for group in left_out], rotation=20)
    axes.legend(frameon=False, fontsize=SMALL)
    return settle(figure)
