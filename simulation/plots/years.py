"""One school's advice networks of several years side by side, from the ties that an ensemble has recorded.

Signs and places are those of network.py, or of matrix.py for a large school: a post stands in the same place in every year, so what differs
is the school.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from ..core.vocabulary import FORMS
from .labels import finish
from .matrix import Look, draw_key, draw_matrix, order_of
from .network import (
    AREA,
    DETAILED,
    RESTED,
    WORN,
    as_matrix,
    bare,
    draw_arrows,
    draw_nodes,
    draw_vacant,
    radius_of,
    rim_of,
    worn_colours,
)  # fmt: skip
from .places import places_of
from .style import FORM_COLOURS, INK, MUTED, TEXT, dress, sheet

#: Of a year's goal-weeks, what a form must take to be somebody's: less is a visit.
TAKEN = 0.1
_PLAIN = "#7A8794"


def years_figure(results, run: int | None = None, years: Sequence[int] | None = None, matrix: bool | None = None) -> Figure:
    """The networks of one school at the end of some years; of a large school as matrices in one order.

    results : with ties recorded; with teachers too it shows groups, forms, exhaustion and vacant posts
    run : which school, the first when left out; years : which (from 1), the first, the middle and the last when left out
    matrix : whether ties are squares of a matrix and not arrows; when left out, as the school is large
    Raises InputError when ties were not recorded, or not of this run and these years.
    """
    run = results.first_run if run is None else run
    last = int(results.years["year"].max())
    years = sorted({1, (last + 1) // 2, last}) if years is None else list(years)
    graphs = [results.graph(run, year) for year in years]  # says what is wrong
    posts = int(results.years.loc[results.years["run"] == run, "teachers"].iloc[0])
    ties = results.ties[(results.ties["run"] == run) & results.ties["year"].isin(years)]
    staff = _staff(results, run, posts)
    known = results.teachers is not None
    squares = as_matrix(posts, matrix)
    across = 2 if len(graphs) == 4 else min(len(graphs), 3)
    rows = -(-len(graphs) // across)
    where = "Posts stand in the same order every year" if squares else "A post has the same place every year"
    whose = f"one school (run {run} of seed {results.seed}), {posts} posts, at each year's end"
    note = f"Scenario {results.scenario.name}: {whose}. {where}."
    key = 0.5 if squares else 0.36
    figure = sheet("Who turned to whom for advice, year by year", [note], height=1.2 + 1.0 * (key / 0.36) + 3.6 * rows)
    names = [[f"{row}.{column}" for column in range(across)] for row in range(rows)]
    cells: list = [*names, ["key"] * len(names[0])]
    panels = figure.subplot_mosaic(cells, height_ratios=[1.0] * rows + [key])
    before = {who["post"]: person for person, who in graphs[0].nodes(data=True)}
    looks = [_look(graph, before, staff["group"], known) for graph in graphs]
    spots = [name for row in names for name in row]
    drawn = [dress(panels[spot], _heading(look, year, known)) for spot, look, year in zip(spots, looks, years)]
    for spot in spots[len(graphs) :]:
        bare(dress(panels[spot], ""))
    if squares:
        order = order_of(looks)
        for axes, look in zip(drawn, looks, strict=True):
            draw_matrix(axes, order, look, AREA)
        deepest = "deepest form that took a tenth of the year's goal-weeks"
        draw_key(panels["key"], AREA, RESTED, WORN, deepest, "not there in the first picture", known)
        return finish(figure)
    places, middles, radii = places_of(staff["group"], *(ties[name].to_numpy() for name in ("source", "target", "trust")))
    low, high = (middles - radii[:, None]).min(axis=0), (middles + radii[:, None]).max(axis=0)
    for axes, graph in zip(drawn, graphs, strict=True):
        bare(axes)
        if known:
            areas = [Circle(at, r) for at, r in zip(middles, radii, strict=True)]
            axes.add_collection(PatchCollection(areas, facecolor=AREA, linewidth=0.0, zorder=1))
        _draw(axes, graph, places, before, known)
        axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), aspect="equal")
    _key(panels["key"], known, posts <= DETAILED)
    return finish(figure)


def _heading(look: Look, year: int, known: bool) -> str:
    new = int(look.new.sum())
    return f"Year {year}" + (f": {new} of {len(look.new)} posts newly held" if known and new else "")


def _look(graph, before: dict[int, int], group: np.ndarray, known: bool) -> Look:
    """What a matrix shows of a year. before : who held each post in the first; group (n,) : of each post"""
    n = len(group)
    present, new, worn = np.zeros(n, bool), np.zeros(n, bool), np.zeros(n)
    forms = np.full(n, _PLAIN, dtype=object)
    for person, who in graph.nodes(data=True):
        post = who["post"]
        present[post], new[post] = True, known and before.get(post) != person
        forms[post], worn[post] = _colour(who), who.get("exhaustion", 0.0)
    post_of = dict(graph.nodes(data="post"))
    ties = list(graph.edges(data="trust"))
    source, target = (np.array([post_of[tie[end]] for tie in ties], np.int64) for end in (0, 1))
    trust = np.array([tie[2] for tie in ties], float)
    if not known:
        return Look(group, source, target, trust, present, None, None, new)
    return Look(group, source, target, trust, present, forms, worn_colours(worn), new)


def _staff(results, run: int, posts: int) -> dict[str, np.ndarray]:
    """The group of each post; all in one where nobody knows."""
    group = np.zeros(posts, np.int64)
    if results.teachers is not None:
        rows = results.teachers[results.teachers["run"] == run]
        group[rows["teacher"]] = rows["group"]
    return {"group": group}


def _draw(axes, graph, places: np.ndarray, before: dict[int, int], known: bool) -> None:
    """One year: arrows, whoever is there, and where teachers are known, empty posts."""
    people = list(graph.nodes(data=True))
    at = {person: who["post"] for person, who in people}
    posts = np.array([who["post"] for _, who in people], np.int64)
    detailed = len(places) <= DETAILED
    size = radius_of(np.array([graph.in_degree(person) for person, _ in people], float))
    worn = np.array([who.get("exhaustion", 0.0) if detailed else 0.0 for _, who in people])
    outer = np.zeros(len(places))
    outer[posts] = size + rim_of(worn)
    edges = list(graph.edges(data="trust"))
    source, target = (np.array([at[edge[end]] for edge in edges], np.int64) for end in (0, 1))
    draw_arrows(axes, places[source], places[target], outer[target], np.array([edge[2] for edge in edges]), detailed)
    colours = np.array([_colour(who) for _, who in people], dtype=object)
    new = np.array([before.get(who["post"]) != person and known for person, who in people], bool)
    draw_nodes(axes, places[posts], size, worn, colours, new)
    if known:
        draw_vacant(axes, np.delete(places, posts, axis=0))


def _colour(who: dict) -> str:
    """The colour of the deepest form that took its part of somebody's year."""
    if f"share_{FORMS[0]}" not in who:
        return _PLAIN
    return FORM_COLOURS[next(form for form in reversed(FORMS) if who[f"share_{form}"] >= TAKEN or form == FORMS[0])]


def _key(axes, known: bool, detailed: bool) -> None:
    """What the signs mean."""
    dress(axes, "")
    bare(axes)
    axes.set(xlim=(0.0, 31.0), ylim=(-0.55, 2.55), aspect="equal", anchor="W")

    def say(x, y, text, colour=INK):
        axes.text(x, y, text, size=TEXT, color=colour, va="center")

    white, one = np.zeros(1), np.zeros(1, bool)
    draw_nodes(axes, [(0.2, 1.0), (0.8, 1.0)], radius_of(np.array([0, 9])), np.zeros(2), [_PLAIN, _PLAIN], np.zeros(2, bool))
    say(1.6, 1.0, "larger: more turn to the person")
    draw_arrows(axes, np.array([[0.0, 0.0]]), np.array([[1.2, 0.0]]), np.array([0.0]), np.array([0.8]), detailed)
    say(1.6, 0.0, "turns to; wider: more trust")
    if not known:
        say(0.0, 2.0, "Who is alone, and what people do, is seen when teachers are recorded, too.", MUTED)
        return
    say(0.0, 2.0, "Deepest form, a tenth of goal-weeks:", MUTED)
    for x, form in zip((11.5, 15.9, 20.5, 25.1), FORMS, strict=True):
        draw_nodes(axes, [(x, 2.0)], np.array([0.3]), white, [FORM_COLOURS[form]], one)
        say(x + 0.6, 2.0, form)
    draw_nodes(axes, [(12.6, 0.0)], np.array([0.3]), white, [_PLAIN], ~one)
    say(13.3, 0.0, "not there in the first picture")
    if detailed:
        draw_nodes(axes, [(12.6, 1.0)], np.array([0.24]), np.array([0.8]), [_PLAIN], one)
        say(13.3, 1.0, "redder rim: more exhausted")
    axes.add_collection(PatchCollection([Circle((23.3, 1.0), 0.42)], facecolor=AREA, linewidth=0.0))
    say(24.0, 1.0, "grade or department")
    draw_vacant(axes, [(23.3, 0.0)])
    say(24.0, 0.0, "vacant post")
