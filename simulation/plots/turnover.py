"""Turnover: who leaves and where to, which posts stay vacant, how many novices there are."""

from itertools import pairwise

import numpy as np
from matplotlib.figure import Figure

from ..core.vocabulary import LEAVES, MOVES
from ..statistics.intervals import student_t
from ..words.outcomes import label
from .bands import draw_outcomes, mark_policies, small_print
from .labels import axis, finish, label_end
from .style import BLUE, INK, MUTED, ORANGE, VERMILION, dress, narrow, sheet

#: All who left, and their two ways.
DEPARTURES = {"turnover": MUTED, "leavers": VERMILION, "movers": BLUE}

#: Years of teaching at which a stage of experience begins; the last has no end.
STAGES = (0, 4, 10, 20, 30)


def turnover_figure(results) -> Figure:
    """Leavers and movers over the years and, where teachers were recorded, by experience; posts and novices."""
    teachers = "teachers" in results.record
    figure = sheet("Who goes, who comes", small_print(results), stacked=2)
    below = "stages" if teachers else "gone"
    tall: list = [["gone"], [below], ["posts"], ["novices"]]
    panels = figure.subplot_mosaic(tall if narrow() else [["gone", "posts"], [below, "novices"]])
    for name, title, what, colours in (
        ("gone", "Gone at the end of the year", "gone", DEPARTURES),
        ("posts", "Posts that stay vacant", "vacant", {"vacancies": ORANGE}),
        ("novices", "Three years of experience or fewer", "novices", {"novice_share": INK}),
    ):
        below = "" if name == "posts" or (name == "gone" and teachers) else "school year"
        axes = dress(panels[name], title, below, axis(what, *colours))
        draw_outcomes(
            axes, results.some("years", ["year", *colours]), colours, spread=("turnover", "vacancies", "novice_share")
        )
        mark_policies(axes, results.scenario)
    if teachers:
        axes = panels["stages"]
        dress(axes, "Gone in a year, by experience", "years of teaching", axis("gone", "leavers", "movers"))
        _by_experience(axes, results)
    return finish(figure)


def _by_experience(axes, results) -> None:
    """Rates of leaving and moving in each stage of experience, over all years, with 95 percent intervals."""
    at = np.arange(len(STAGES))
    shape = (len(STAGES), results.runs)
    chances, gone = np.zeros(shape), {way: np.zeros(shape) for way in (LEAVES, MOVES)}
    for teachers in results.pieces("teachers", ["run", "experience", "left"]):
        stage = np.searchsorted(STAGES, teachers["experience"].to_numpy(), side="right") - 1
        place = stage * results.runs + teachers["run"].to_numpy() - results.first_run
        chances += np.bincount(place, minlength=chances.size).reshape(shape)
        for way, counts in gone.items():
            counts += np.bincount(place[teachers["left"].to_numpy() == way], minlength=counts.size).reshape(shape)
    for way, name, shift in ((LEAVES, "leavers", -0.07), (MOVES, "movers", 0.07)):
        rates = np.array([rate_over_schools(gone[way][s], chances[s]) for s in at])
        colour = DEPARTURES[name]
        axes.plot(at + shift, rates[:, 0], color=colour, linewidth=1.6, marker="o", markersize=6)
        axes.vlines(at + shift, rates[:, 1], rates[:, 2], color=colour, linewidth=2.6, alpha=0.5)
        shown = at[np.isfinite(rates[:, 0])]
        label_end(axes, shown[-1] + shift, rates[shown[-1], 0], label(name), colour)
    ends = [f"{a}–{b - 1}" for a, b in pairwise(STAGES)] + [f"{STAGES[-1]}+"]
    axes.set_xticks(at, ends)
    axes.set_xlim(-0.4, len(STAGES) - 0.6)
    axes.set_ylim(0.0)


def rate_over_schools(gone: np.ndarray, chances: np.ndarray) -> tuple[float, float, float]:
    """(rate, low, high): the share of teacher-years with `gone`, with a 95 percent interval that knows schools are clusters.

    gone, chances (n_runs,) : teacher-years with it and all of them. NaN where there is nobody, or a single school for the interval.
    """
    n_runs = len(chances)
    if not chances.any():
        return np.nan, np.nan, np.nan
    rate = gone.sum() / chances.sum()
    if n_runs < 2:
        return rate, np.nan, np.nan
    residual = gone - rate * chances  # of a ratio of sums, linearised
    error = np.sqrt(n_runs / (n_runs - 1) * np.sum(residual**2)) / chances.sum()
    half = student_t(n_runs - 1) * error
    return rate, max(0.0, rate - half), rate + half
