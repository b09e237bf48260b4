"""A country: what differs between its poorer and its less poor schools, and who goes from which to which."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from ..inputs.quoting import InputError
from .labels import finish
from .style import BLUE, INK, MUTED, ORANGE, SEQUENCE_COLOURS, TEXT, VERMILION, dress, sheet

#: Panels of the sorting curve: column of `CountryResults.sorting`, its title, and its axis.
_PANELS = (
    ("turnover", "Gone at the end of the year", "percent of staff", VERMILION),
    ("new_to_teaching", "New to teaching (two years)", "percent of staff", INK),
    ("late", "Hired after the start", "percent of hires", ORANGE),
    ("vacant", "Vacant for the year", "percent of posts", ORANGE),
    ("expertise", "Expertise", "mean, 0 to 1", BLUE),
    ("influence", "Influence of teachers", "mean, 0 to 1", BLUE),
)
_FIFTHS = ("least\npoor", "2", "3", "4", "poorest")


def _small_print(results, every_year: bool = False) -> list[str]:
    """What a figure is of: all years, or the second half of them."""
    last = int(results.years["year"].max())
    first = results.years[results.years["year"] == 1]
    counts = f"{len(first):,} schools with {int(first['posts'].sum()):,} posts in {first['region'].nunique()} regions, seed {results.seed}"
    return [
        f"{results.country.name}: {counts}. Years {1 if every_year else last // 2 + 1} to {last}. Fifths of posts by the share of poor pupils in year 1."
    ]


def sorting_figure(results) -> Figure:
    """The sorting curve: turnover, beginners, late hires, vacancies, expertise and influence by fifth of poverty.

    results : CountryResults of a market. Raises InputError for schools that nothing joins.
    """
    curve = results.sorting()
    if "turnover" not in curve:
        raise InputError("schools that nothing joins have no sorting curve; set institution to market")
    figure = sheet("Who works where", _small_print(results), stacked=3)
    for axes, (column, title, what, colour) in zip(figure.subplots(2, 3).flat, _PANELS, strict=True):
        dress(axes, title, "", what)
        axes.plot(range(len(curve)), curve[column], color=colour, marker="o", linewidth=2.2)
        axes.set_xticks(range(len(curve)), _FIFTHS)
        low, high = float(curve[column].min()), float(curve[column].max())
        if what.startswith("percent"):
            axes.set_ylim(0.0, max(1.0, 1.15 * high))
        else:
            room = max(0.02, high - low)
            axes.set_ylim(low - 0.6 * room, high + 0.6 * room)
    return finish(figure)


def flows_figure(results) -> Figure:
    """Moves between fifths of poverty as ribbons, with those who leave teaching and those who come new or return as stubs.

    results : CountryResults of a market. Raises InputError when nobody has moved.
    """
    flows = results.flows() if len(results.hires) else None
    if flows is None or flows.to_numpy().sum() == 0:
        raise InputError("nobody has moved from school to school, so there are no flows to draw")
    rows = results.later(results.years)
    fifth = results.fifths().reindex(rows["school"]).to_numpy()
    leaving, coming = (
        counts.groupby(fifth).sum().reindex(flows.index, fill_value=0).to_numpy(float)
        for counts in (rows["gone_out"], rows["hires_new"] + rows["hires_returned"])
    )
    moves = flows.to_numpy(float)
    total = moves.sum()
    up, down = np.tril(moves, -1).sum(), np.triu(moves, 1).sum()
    lead = f"For each move to a poorer fifth there are {up / max(1.0, down):.1f} to a less poor one."
    figure = sheet("From which schools to which", _small_print(results), lead, stacked=1)
    axes = figure.subplots()
    axes.axis("off")
    axes.set_xlim(-0.32, 1.32)
    gap = 0.06 * total
    left, right = _column(moves.sum(1) + leaving, gap), _column(moves.sum(0) + coming, gap)
    axes.set_ylim(-0.02 * total, max(left[-1][1], right[-1][1]) + 0.08 * total)
    axes.invert_yaxis()
    for a in range(5):
        start = left[a][0]
        colour = SEQUENCE_COLOURS[a] if a else "#D9E4F0"
        for b in range(5):
            end = right[b][0] + moves[:a, b].sum()
            _ribbon(axes, start, end, moves[a, b], colour)
            start += moves[a, b]
        _ribbon(axes, start, start, leaving[a], "#C9CED4", 0.0, 0.16)
        landing = right[a][0] + moves[:, a].sum()
        _ribbon(axes, landing, landing, coming[a], "#C9CED4", 0.84, 1.0)
        for (low, high), x, side in ((left[a], -0.03, "right"), (right[a], 1.03, "left")):
            axes.add_patch(Rectangle((x - 0.012, low), 0.024, high - low, color=INK, linewidth=0.0))
            name = _FIFTHS[a].replace("\n", " ") if a in (0, 4) else f"fifth {_FIFTHS[a]}"
            axes.text(
                x + (-0.03 if side == "right" else 0.03), (low + high) / 2, name, ha=side, va="center", size=TEXT, color=INK
            )
    axes.text(-0.03, -0.015 * total, "leave a school", ha="center", va="bottom", size=TEXT, color=MUTED)
    axes.text(1.03, -0.015 * total, "come to a school", ha="center", va="bottom", size=TEXT, color=MUTED)
    axes.text(0.18, left[-1][1], "leave all schools", ha="left", va="bottom", size=TEXT, color=MUTED)
    axes.text(0.82, right[-1][1], "come new or return", ha="right", va="bottom", size=TEXT, color=MUTED)
    return finish(figure)


def _column(heights: np.ndarray, gap: float) -> list[tuple[float, float]]:
    """Where bars of these heights begin and end, one below the other."""
    ends = np.cumsum(heights + gap) - gap
    return [(float(end - height), float(end)) for end, height in zip(ends, heights, strict=True)]


def _ribbon(axes, start: float, end: float, width: float, colour: str, x: float = 0.0, to: float = 1.0) -> None:
    """A band of some width from a height on the left to one on the right."""
    middle = (x + to) / 2
    points = [
        (x, start), (middle, start), (middle, end), (to, end),
        (to, end + width), (middle, end + width), (middle, start + width), (x, start + width), (x, start),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, edgecolor="none", alpha=0.78))


def compared_figure(effect) -> Figure:
    """Two countries of the same schools year by year: turnover, vacancies and beginners of the poorest fifth, and what policies cost.

    effect : a CountryEffect
    """
    a, b = effect.a, effect.b
    poorest = a.fifths() == len(_FIFTHS)
    lead = f"{b.country.name} (orange) against {a.country.name} (blue): the poorest fifth of posts, the same schools and people in both."
    figure = sheet("What differs between twins", _small_print(a, every_year=True), lead, stacked=3)
    panels = (
        ("Gone at the end of the year", "percent of staff", lambda rows: rows["gone_to_schools"] + rows["gone_out"], "filled"),
        ("Vacant in the next year", "percent of posts", lambda rows: rows["vacant"], "posts"),
        ("New to teaching (two years)", "percent of staff", lambda rows: rows["new_to_teaching"] * rows["filled"], "filled"),
        ("Spent on policies", "percent of all pay", None, "filled"),
    )
    for axes, (title, what, part, whole) in zip(figure.subplots(2, 2).flat, panels, strict=True):
        dress(axes, title, "year", what)
        top = 1.0
        for side, colour in ((a, BLUE), (b, VERMILION)):
            rows = side.years if part is None else side.years[poorest.reindex(side.years["school"]).to_numpy()]
            of = rows[whole].groupby(rows["year"]).sum()
            if part is None:
                spent = side.costs.groupby("year")[["bonus", "other"]].sum().sum(axis=1) if len(side.costs) else 0.0 * of
                line = 100.0 * spent.reindex(of.index, fill_value=0.0) / of
            else:
                line = 100.0 * part(rows).groupby(rows["year"]).sum() / of
            axes.plot(line.index, line, color=colour, linewidth=2.2, marker="o", markersize=4)
            top = max(top, 1.15 * float(line.max()))
        axes.set_ylim(0.0, top)
        axes.set_xlim(0.8, float(a.years["year"].max()) + 0.2)
    return finish(figure)


def regions_figure(results) -> Figure:
    """Regions without a map: posts that stay vacant against people who look in vain, a dot for each region, as large as its posts.

    results : CountryResults of a market. Raises InputError for schools that nothing joins.
    """
    if not len(results.market):
        raise InputError("schools that nothing joins have no market; set institution to market or rotation")
    rounds, rows = results.later(results.market), results.later(results.years)
    last = rounds[rounds["round"] == "late"].groupby("region")[["seekers", "hires"]].sum()
    posts = rows.groupby("region")[["posts", "vacant", "openings"]].sum()
    poverty = (rows["poverty"] * rows["posts"]).groupby(rows["region"]).sum() / posts["posts"]
    unplaced = (last["seekers"] - last["hires"]).reindex(posts.index) / posts["openings"].clip(lower=1)
    lead = "A dot is a region, as large as its number of posts; the darker, the poorer its schools."
    figure = sheet("Regions", _small_print(results), lead, stacked=1)
    axes = figure.subplots()
    dress(
        axes,
        "Posts vacant for the year",
        "people without a post at the end of the summer, for each opening",
        "percent of posts",
    )
    years = rows["year"].nunique()
    sizes = 12.0 + 600.0 * posts["posts"] / years / max(1.0, float(posts["posts"].max()) / years)
    dots = axes.scatter(
        unplaced, 100.0 * posts["vacant"] / posts["posts"], s=sizes, c=poverty, cmap="cividis_r", vmin=0.0, vmax=1.0, alpha=0.85,
        edgecolors=INK, linewidths=0.6,
    )  # fmt: skip
    bar = figure.colorbar(dots, ax=axes, shrink=0.7)
    bar.set_label("share of poor pupils", color=INK, size=TEXT)
    axes.set_ylim(bottom=-0.1)
    axes.set_xlim(left=0.0)
    return finish(figure)
