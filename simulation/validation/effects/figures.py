"""Pictures of the effects: evidence and model side by side on the scale of their unit, a row for each finding that can be asked."""

import math
import textwrap
from collections.abc import Sequence

from matplotlib.figure import Figure

from ...plots.style import BLUE, GRID, INK, MUTED, ORANGE, PAPER, VERMILION, dress, plain, settle
from .judge import INCONCLUSIVE, INSIDE, OUTSIDE, Answer

WIDTH = 7.2  # inches: the text width of a printed page
_ROW, _HEAD, _FOOT = 0.235, 0.36, 0.34  # inches: a row, the title of a panel, its axis
TEXT, SMALL = 8.6, 8.0
LETTERS = 54  # of a row's name
EVIDENCE = "#9CCBB8"
COLOURS = {INSIDE: BLUE, INCONCLUSIVE: ORANGE, OUTSIDE: VERMILION}
MARKERS = {INSIDE: "o", INCONCLUSIVE: "D", OUTSIDE: "X"}
#: Columns of a figure, as shares of its width: where names begin, where the scale begins and ends, where verdicts stand.
_NAMES, _LEFT, _RIGHT, _VERDICT = 0.01, 0.50, 0.86, 0.875

#: Units that share a scale, by what they begin with, and the title of their panel; every other unit has a panel of its own.
SCALES = (
    ("student SD", "What pupils gain [student SD]"),
    ("SD of teachers", "States of teachers [SD of teachers]"),
    ("SD of schools", "States of schools [SD of schools]"),
    ("points", "Leaving [points]"),
    ("h/week", "Work [h/week]"),
    ("correlation", "What goes together [correlation or standardised weight]"),
    ("standardised", "What goes together [correlation or standardised weight]"),
)


def panel_of(unit: str) -> str:
    """Title of the panel in which a unit has its scale."""
    return next((title for start, title in SCALES if unit.startswith(start)), f"[{unit}]")


def effect_figures(answers: Sequence[Answer]) -> dict[str, Figure]:
    """`pupils` and `others`, each a figure with the rows that were asked; one without rows is left out."""
    asked = [a for a in answers if a.found is not None]
    parts: dict[str, list[Answer]] = {"pupils": [], "others": []}
    for a in asked:
        parts["pupils" if a.experiment.row.unit.startswith("student SD") else "others"].append(a)
    return {name: _figure(rows) for name, rows in parts.items() if rows}


def _figure(answers: Sequence[Answer]) -> Figure:
    panels: dict[str, list[Answer]] = {}
    for a in sorted(answers, key=lambda a: (_order(a), a.experiment.id)):
        panels.setdefault(panel_of(a.experiment.row.unit), []).append(a)
    height = sum(_HEAD + _FOOT + _ROW * len(rows) for rows in panels.values()) + 0.3
    figure = Figure(figsize=(WIDTH, height), facecolor=PAPER)
    _legend(figure, height)
    top = height - 0.3
    for title, rows in panels.items():
        tall = _ROW * len(rows)
        top -= _HEAD
        _panel(figure, title, rows, (top - tall) / height, tall / height)
        top -= tall + _FOOT
    return settle(figure)


def _order(answer: Answer) -> int:
    titles = list(dict.fromkeys(title for _, title in SCALES))
    title = panel_of(answer.experiment.row.unit)
    return titles.index(title) if title in titles else len(titles)


def _legend(figure: Figure, height: float) -> None:
    y = 1.0 - 0.14 / height
    figure.text(
        _NAMES,
        y,
        "Bar: what the evidence allows (pale: a ceiling), tick: its value. Sign and line: the model, 95 % interval.",
        size=SMALL,
        color=MUTED,
        va="center",
    )


def _panel(figure: Figure, title: str, rows: Sequence[Answer], bottom: float, tall: float) -> None:
    axes = figure.add_axes((_LEFT, bottom, _RIGHT - _LEFT, tall))
    dress(axes, "")
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks([])
    axes.tick_params(labelsize=SMALL)
    axes.grid(True, axis="x", color=GRID)
    axes.use_sticky_edges = False
    axes.margins(x=0.04)
    axes.axvline(1.0 if rows[0].experiment.row.unit == "odds ratio" else 0.0, color=MUTED, linewidth=0.8)
    figure.text(_NAMES, bottom + tall + 0.10 / figure.get_figheight(), plain(title), size=TEXT + 0.6, weight="bold", color=INK)
    for k, a in enumerate(rows):
        _row(figure, axes, a, k, bottom + tall * (1.0 - (k + 0.5) / len(rows)))


def _row(figure: Figure, axes, a: Answer, k: int, y: float) -> None:
    """One finding: evidence as a bar, the model as a sign with its interval, both named."""
    e, row = a.experiment, a.experiment.row
    assert a.found is not None
    estimate, low, high = a.found
    allowed = e.allowed
    axes.barh(k, allowed[1] - allowed[0], left=allowed[0], height=0.62, color=EVIDENCE, alpha=0.5 if e.ceiling else 1.0)
    axes.plot([row.effect, row.effect], [k - 0.31, k + 0.31], color=INK, linewidth=1.3)
    if all(map(math.isfinite, a.found)):
        axes.plot([low, high], [k, k], color=COLOURS[a.verdict], linewidth=2.2, solid_capstyle="butt")
        axes.plot([estimate], [k], marker=MARKERS[a.verdict], color=COLOURS[a.verdict], markersize=6.2, markeredgecolor=PAPER)
    what = "" if row.outcome == "student_growth" else f": {row.outcome.replace('_', ' ')}"
    figure.text(
        _NAMES,
        y,
        plain(textwrap.shorten(f"{row.id} {row.intervention}", LETTERS - len(what), placeholder=" …") + what),
        size=TEXT,
        color=INK,
        va="center",
    )
    figure.text(_VERDICT, y, a.verdict, size=SMALL, color=COLOURS[a.verdict], va="center")
