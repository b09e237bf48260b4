"""One school's advice network early and late: who turns to whom, what each does, who is worn out, who is new.

Both pictures share the places of posts (places.py), so that what differs is the school and not the drawing.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from ..core.vocabulary import FORMS, WEEKS_PER_CYCLE, WEEKS_PER_YEAR
from ..engine.steps import Steps
from ..ensemble.simulate import start
from ..results.recorder import Recorded
from .labels import finish
from .matrix import Look, draw_key, draw_matrix, order_of
from .places import places_of
from .style import FORM_COLOURS, HEIGHT, INK, MUTED, PAPER, TEXT, dress, sheet

AREA, ARROW = "#EDF0F3", "#56616C"
RESTED, WORN = np.array([0.957, 0.847, 0.804]), np.array([0.702, 0.106, 0.086])  # rims, from exhaustion 0.2 to 0.7
_FORMS = np.array([FORM_COLOURS[form] for form in FORMS], dtype=object)

#: A larger school is drawn as a matrix: its arrows would be a tangle.
ARROWS_UP_TO = 45
#: Up to so many teachers the arrows have heads and the nodes rims; a larger school is drawn in less detail.
DETAILED = 150


def early_and_late(scenario, seed: int, run: int = 0, school=None) -> dict[tuple[int, int], dict[str, np.ndarray]]:
    """One school after its first month and at the end of its last year, as copies of its arrays.

    scenario, seed, run : which school, as in `simulate`; school : a real one, whose roster and ties start the run
    Keys are (year, week), counted from 0. On the first day nobody has begun to work, and after a summer most goals are new;
    looked at then, a school would seem to do nothing together. So the last look is at the end of the last week, before the summer.
    """
    state = start(scenario, seed, run, school)
    kept = Recorded.empty(run, state.teachers.size, scenario.years, ("years",))
    table, period = scenario.table()
    steps = Steps(state, table, period, kept.years, kept.weeks, kept.teachers)

    def look():
        whole = {name: getattr(state, name).copy() for name in ("teachers", "goals", "school")}
        return whole | {"ties": state.ties[: state.school[0].n_ties].copy()}

    for _ in range(WEEKS_PER_CYCLE):
        steps.week()
    first = look()
    for _ in range(scenario.years * WEEKS_PER_YEAR - WEEKS_PER_CYCLE - 1):
        steps.week()
    steps.school_week()
    return {(0, WEEKS_PER_CYCLE): first, (scenario.years - 1, WEEKS_PER_YEAR - 1): look()}


def network_figure(seen: dict, name: str = "", matrix: bool | None = None) -> Figure:
    """The first and the last of some looks at one school.

    seen : looks by time, from `early_and_late` or `simulation.snapshots`: teachers, ties, goals and school as arrays
    name : of the scenario, for the small print; matrix : whether ties are squares of a matrix and not arrows; when left out, as the school is large
    """
    first, last = seen[min(seen)], seen[max(seen)]
    n, school = len(last["teachers"]), last["school"][0]
    whose = f"Scenario {name}: one" if name else "One"
    note = (
        f"{whose} school (run {school['run']} of seed {school['seed']}), {n} posts. A post has the same place in both pictures."
    )
    if as_matrix(n, matrix):
        return _matrices(
            first,
            last,
            note.replace("A post has the same place in both pictures.", "Posts stand in the same order in both pictures."),
        )
    figure = sheet("Who turns to whom for advice", [note], height=HEIGHT + 1.0)
    panels = figure.subplot_mosaic([["first", "last"], ["key", "key"]], height_ratios=[1.0, 0.23])
    ties = np.concatenate([first["ties"], last["ties"]])
    places, middles, radii = places_of(last["teachers"]["group"], ties["source"], ties["target"], ties["trust"])
    new = new_holders(first, last)
    for axes, look, marked in ((panels["first"], first, np.zeros(n, bool)), (panels["last"], last, new)):
        dress(axes, when(look) + (f": {marked.sum()} of {n} posts newly held" if marked.any() else ""))
        bare(axes)
        areas = [Circle(at, r) for at, r in zip(middles, radii, strict=True)]
        axes.add_collection(PatchCollection(areas, facecolor=AREA, linewidth=0.0, zorder=1))
        draw_school(axes, look, places, marked)
        low, high = (middles - radii[:, None]).min(axis=0), (middles + radii[:, None]).max(axis=0)
        axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), aspect="equal")
    _key(panels["key"])
    return finish(figure)


def _matrices(first: dict, last: dict, note: str) -> Figure:
    """A large school early and late, by group, within a group the most asked (of both looks) first."""
    figure = sheet("Who turns to whom for advice", [note], height=HEIGHT + 1.6)
    panels = figure.subplot_mosaic([["first", "last"], ["key", "key"]], height_ratios=[1.0, 0.24])
    marks = (np.zeros(len(last["teachers"]), bool), new_holders(first, last))
    looks = [_look(look, marked) for look, marked in zip((first, last), marks, strict=True)]
    order = order_of(looks)
    for axes, moment, look in zip((panels["first"], panels["last"]), (first, last), looks, strict=True):
        dress(axes, when(moment) + (f": {look.new.sum()} of {len(look.new)} posts newly held" if look.new.any() else ""))
        draw_matrix(axes, order, look, AREA)
    draw_key(panels["key"], AREA, RESTED, WORN, "deepest form of action on any goal", "somebody new in the post")
    return finish(figure)


def _look(look: dict, new: np.ndarray) -> Look:
    """What a matrix shows of it."""
    teachers, ties = look["teachers"], look["ties"]
    present, forms = teachers["present"] != 0, _FORMS[deepest_form(look)]
    return Look(
        teachers["group"],
        ties["source"],
        ties["target"],
        ties["trust"],
        present,
        forms,
        worn_colours(teachers["exhaustion"]),
        new,
    )


def as_matrix(posts: int, wanted: bool | None) -> bool:
    """Whether a school of so many posts is drawn as a matrix: as is wanted, or when its arrows would be a tangle."""
    return posts > ARROWS_UP_TO if wanted is None else wanted


def worn_colours(exhaustion: np.ndarray) -> np.ndarray:
    """The colour of how exhausted somebody is, (n, 3)."""
    return RESTED + np.clip((exhaustion - 0.2) / 0.5, 0.0, 1.0)[:, None] * (WORN - RESTED)


def when(look: dict) -> str:
    """The moment of a look, in words."""
    year, week = int(look["school"][0]["year"]), int(look["school"][0]["week"])
    if week:
        return f"Year {year + 1}, week {week + 1}"
    return f"After {year} year{'s' * (year > 1)}" if year else "The first day"


def new_holders(first: dict, last: dict) -> np.ndarray:
    """bool (n,): the post is filled, by somebody who was not in it at the first look."""
    years = last["school"][0]["year"] - first["school"][0]["year"]
    stayed = last["teachers"]["tenure"] >= first["teachers"]["tenure"] + years
    return (last["teachers"]["present"] != 0) & ~stayed


def deepest_form(look: dict) -> np.ndarray:
    """int (n,): the deepest form of action on any goal that the school pursues."""
    return look["teachers"]["form"][:, look["goals"]["active"] != 0].max(axis=1, initial=0)


def draw_school(axes: Axes, look: dict, places: np.ndarray, new: np.ndarray) -> None:
    """Draw a look at a school. places (n, 2) : where each post stands; new (n,) : whose holder is marked as new."""
    teachers, ties = look["teachers"], look["ties"]
    size = radius_of(np.bincount(ties["target"], minlength=len(teachers)))
    worn = teachers["exhaustion"]
    outer = size + rim_of(worn)
    draw_arrows(axes, places[ties["source"]], places[ties["target"]], outer[ties["target"]], ties["trust"])
    filled = teachers["present"] != 0
    draw_nodes(axes, places[filled], size[filled], worn[filled], _FORMS[deepest_form(look)[filled]], new[filled])
    draw_vacant(axes, places[~filled])


def radius_of(asked) -> np.ndarray:
    """Radius of a node by how many colleagues turn to the person."""
    return np.minimum(0.14 + 0.075 * np.sqrt(asked), 0.4)


def rim_of(exhaustion: np.ndarray) -> np.ndarray:
    """Width of the rim around a node; nobody is so rested as to have none, so 0 stands for a node without."""
    return np.where(exhaustion > 0.0, 0.03 + 0.2 * exhaustion**1.5, 0.02)


def draw_nodes(axes: Axes, places, size, exhaustion, colours, new) -> None:
    """Discs, squares for the new, with a rim that widens and reddens with exhaustion."""
    rims = np.where(exhaustion[:, None] > 0.0, worn_colours(exhaustion), 1.0)
    for zorder, radius, face in ((3, size + rim_of(exhaustion), rims), (4, size + 0.02, PAPER), (5, size, list(colours))):
        shapes = [
            Rectangle(at - 0.89 * r, 1.78 * r, 1.78 * r) if marked else Circle(at, r)
            for at, r, marked in zip(np.asarray(places), radius, new, strict=True)
        ]
        axes.add_collection(PatchCollection(shapes, facecolor=face, linewidth=0.0, zorder=zorder))


def draw_vacant(axes: Axes, places) -> None:
    """Dotted rings."""
    rings = [Circle(at, 0.2) for at in places]
    axes.add_collection(PatchCollection(rings, facecolor=PAPER, edgecolor=MUTED, linewidth=1.3, linestyle=":", zorder=4))


def draw_arrows(axes: Axes, source, target, gap, trust, detailed: bool = True) -> None:
    """Arrows from source to target, (n_ties, 2) each, that end `gap` (n_ties,) before it; more trust makes them wider."""
    along = target - source
    far = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    along = along / far
    aside = along[:, ::-1] * (-1.0, 1.0)
    half = (0.006 + 0.03 * np.asarray(trust)[:, None]) * (1.0 if detailed else 0.6)
    wing, head = (half + 0.05, 0.17) if detailed else (half, 0.0)
    lane = 0.06 * aside  # two who turn to each other have a lane each
    begin, tip = source + lane, target + lane - along * (np.asarray(gap)[:, None] + 0.03)
    neck = tip - along * np.minimum(head, 0.5 * far)
    there = (begin + half * aside, neck + half * aside, neck + wing * aside)
    back = (neck - wing * aside, neck - half * aside, begin - half * aside)
    shafts = PolyCollection(
        np.stack((*there, tip, *back), axis=1),  # type: ignore[arg-type]  # one array is drawn fastest; the stub knows lists
        facecolor=ARROW,
        linewidth=0.0,
        alpha=0.55 if detailed else 0.2,
        zorder=2,
    )
    axes.add_collection(shafts)


def bare(axes: Axes) -> None:
    """Take away what has no meaning where people stand in space: ticks, grid and frame."""
    axes.set(xticks=[], yticks=[])
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _key(axes: Axes) -> None:
    """What the signs mean, in words; a line of the key is one unit high."""
    dress(axes, "")
    bare(axes)
    axes.set(xlim=(0.0, 31.0), ylim=(-0.55, 2.55), aspect="equal", anchor="W")

    def say(x, y, text, colour=INK):
        axes.text(x, y, text, size=TEXT, color=colour, va="center")

    grey, white, one = "#C9CFD6", np.zeros(1), np.zeros(1, bool)
    say(0.0, 2.0, "Deepest form of action on any goal:", MUTED)
    for x, form in zip((10.9, 15.5, 20.1, 24.7), FORMS, strict=True):
        draw_nodes(axes, [(x, 2.0)], np.array([0.3]), white, [FORM_COLOURS[form]], one)
        say(x + 0.6, 2.0, form)
    draw_nodes(axes, [(0.2, 1.0), (0.8, 1.0)], radius_of(np.array([0, 9])), np.zeros(2), [grey, grey], np.zeros(2, bool))
    say(1.6, 1.0, "larger: more turn to the person")
    draw_arrows(axes, np.array([[0.0, 0.0]]), np.array([[1.2, 0.0]]), np.array([0.0]), np.array([0.8]))
    say(1.6, 0.0, "turns to; wider: more trust")
    draw_nodes(axes, [(11.8, 0.0)], np.array([0.3]), white, [grey], ~one)
    say(12.5, 0.0, "somebody new in the post")
    draw_nodes(axes, [(11.8, 1.0)], np.array([0.24]), np.array([0.8]), [grey], one)
    say(12.5, 1.0, "redder rim: more exhausted")
    axes.add_collection(PatchCollection([Circle((22.3, 1.0), 0.42)], facecolor=AREA, linewidth=0.0))
    say(23.0, 1.0, "grade or department")
    draw_vacant(axes, [(22.3, 0.0)])
    say(23.0, 0.0, "vacant post")
