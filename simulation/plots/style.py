"""How figures look: one calm theme for all, set on each figure and never on matplotlib's global state.

So a figure looks the same in a script, in a notebook with settings of its own, and in several browser sessions at once.
What stands on the axes is in labels.py, what is drawn over years in bands.py.
"""

import textwrap
from functools import cache

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from ..core.vocabulary import FORMS
from ..declare.outcome import Better
from ..inputs.quoting import InputError
from . import paper as papers

#: Paper, ink and rules.
PAPER, INK, MUTED, GRID = "#FFFFFF", "#1F2933", "#56616C", "#E6E9ED"

#: The forms of action wear the same colours everywhere: grey alone, then the deeper the action the darker the colour.
FORM_COLOURS = dict(zip(FORMS, ("#A3A9B1", "#E2A31B", "#1F9480", "#2A2F86"), strict=True))

#: Everything else: Okabe & Ito (2008), which stay distinct for colour-blind readers.
BLUE, VERMILION, GREEN, PURPLE, SKY, ORANGE = "#0072B2", "#D55E00", "#009E73", "#B85C8E", "#4AA3DB", "#D98E00"

#: What an effect is, by what its outcome declares to be better, never by its sign: better, worse, and what is neither, as where nothing
#: is declared; and an effect whose interval holds zero.
COLOURS_OF_EFFECTS = "Blue disc: better for teachers or pupils; red square: worse; dark diamond: a matter of view; light grey: the interval holds zero."
BETTER, WORSE, NEITHER, UNSURE = BLUE, VERMILION, "#3B4450", "#A3A9B1"
#: The same for those who see no colours.
MARKS = {BETTER: "o", WORSE: "s", NEITHER: "D", UNSURE: "o"}

#: One hue, light to dark, for whatever has an order: also clear in grey and to colour-blind readers. Pages take it from here.
SEQUENCE_COLOURS = ("#F3F6FA", "#BBD3E8", "#6BA3CE", "#1F6FB2", "#0B3766")

#: The first and the second scenario of a comparison.
PAIR_COLOURS = (MUTED, BLUE)

#: Inches and points: read from the back row when a figure fills the screen.
WIDTH, HEIGHT, DPI = 11.0, 6.2, 150
TITLE, PANEL, TEXT, SMALL = 17.0, 13.0, 11.5, 9.5
FONT = "DejaVu Sans"  # where no paper wants another; it comes with matplotlib, so it is on every machine
_MARGIN = 0.14  # inches


def sheet(
    title: str, notes: list[str], lead: str = "", height: float = HEIGHT, width: float = WIDTH, stacked: int = 1
) -> Figure:
    """An empty figure with its title above and small print below; panels find their place between them.

    notes : paragraphs of the small print; lead : a line under the title; height, width in inches
    stacked : panels that stand below one another where the paper is narrow (see `narrow`); one is never narrow, so a paper that is
        raises InputError
    """
    paper, caption = papers.now(), [line for line in (title, lead, *notes) if line]
    if paper is not None:
        if narrow(width):
            if stacked == 1:
                least = papers.NARROW * width * paper.scale * 25.4
                raise InputError(
                    f"{title!r} needs a column of {least:.0f} mm with texts of {paper.text:g} points, and this one has {paper.width:g} mm"
                )
            height *= stacked * (0.9 if stacked > 2 else 0.95)
        elif width > paper.board:
            height *= (paper.board / width) ** 0.5  # a little less to the side, a little less below
        width = paper.board
        title, lead = (title, lead) if paper.title else ("", "")
        notes = notes if paper.caption else []
    figure = Figure(figsize=(width, height), dpi=DPI, facecolor=PAPER)
    lines = [line for note in notes for line in textwrap.wrap(plain(note), int(13.2 * width))]
    across, down = _MARGIN / width, _MARGIN / height
    heading = textwrap.wrap(
        plain(title), int(width * 72.0 / (0.68 * TITLE))
    )  # letters of the title are so wide at most, on the whole
    head = (1.2 * TITLE * len(heading) + 6.6) / 72.0 / height if heading else 0.0
    top = head + (1.6 * TEXT * bool(lead) + 4.0) / 72.0 / height
    bottom = len(lines) * 1.35 * SMALL / 72.0 / height + 2.0 * down
    figure.text(across, 1.0 - down, "\n".join(heading), size=TITLE, weight="bold", color=INK, va="top")
    figure.text(across, 1.0 - head - down, plain(lead), size=TEXT, color=INK, va="top")
    figure.text(across, down, "\n".join(lines), size=SMALL, color=MUTED, va="bottom", linespacing=1.3)
    room = (across, bottom, 1.0 - 2.0 * across, 1.0 - top - bottom)
    figure.caption = "\n".join(map(plain, caption))  # type: ignore[attr-defined]  # for whoever takes it off the figure
    figure.set_layout_engine(ConstrainedLayoutEngine(rect=room, w_pad=0.06, h_pad=0.06, wspace=0.03, hspace=0.04))
    return figure


def narrow(width: float = WIDTH) -> bool:
    """Whether panels have to stand below one another: the paper for which one draws has far less than this width [inches]."""
    return papers.is_narrow(width)


def verdict(better: Better, low: float, high: float) -> str:
    """The colour of an effect. better : what its outcome declares; low, high : its interval"""
    if not (low > 0.0 or high < 0.0):
        return UNSURE
    if better is None:
        return NEITHER
    return BETTER if (low > 0.0) == (better == "more") else WORSE


def dress(axes: Axes, title: str, x: str = "", y: str = "") -> Axes:
    """Give a panel its title, its axis labels and the theme."""
    axes.set_facecolor(PAPER)
    axes.set_title(plain(title), loc="left", size=PANEL, weight="bold", color=INK, pad=9)
    axes.set_xlabel(plain(x), size=TEXT, color=MUTED)
    axes.set_ylabel(plain(y), size=TEXT, color=MUTED)
    axes.tick_params(
        labelsize=TEXT, labelcolor=MUTED, labelfontfamily=font(), color=GRID, length=4, width=1.0, top=False, right=False,
        bottom=True, left=True, labelbottom=True, labelleft=True, labeltop=False, labelright=False, which="both",
        direction="out",
    )  # fmt: skip
    axes.grid(True, axis="y", color=GRID, linewidth=0.9, linestyle="-", alpha=1.0)
    axes.grid(False, axis="x")
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set(color="#B9C0C8", linewidth=1.0)
    return axes


def settle(figure: Figure) -> Figure:
    """Fix fonts and the places of the panels. Texts are plain: a dollar sign in a name begins no formula.

    The solver of the layout orders its unknowns by their addresses in memory, so that its last bits are luck: places are
    rounded to millionths of the sheet, and the same results give the same picture.
    """
    paper = papers.now()
    for text in figure.findobj(Text):
        text.set(fontfamily=font(), parse_math=False, usetex=False)
    if paper is not None:
        paper.translate(figure)
        if paper.grey:
            papers.without_colour(figure)
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:
        axes.set_position(Bbox(axes.get_position(original=True).get_points().round(6)))
    return figure


def plain(text: str) -> str:
    """The text in one line, with a box for every character that the font lacks."""
    return "".join(c if ord(c) in _glyphs(font()) else "□" for c in " ".join(text.split()))


def font() -> str:
    """The typeface of a figure that is drawn now."""
    paper = papers.now()
    return paper.font if paper is not None else FONT


@cache
def _glyphs(family: str) -> frozenset[int]:
    return frozenset(get_font(findfont(FontProperties(family=family))).get_charmap())


def readable(colour: str) -> str:
    """The colour, darkened until text in it can be read on paper (WCAG 2.2: a contrast of at least 4.5 to 1)."""
    red, green, blue = matplotlib.colors.to_rgb(colour)
    while 1.05 / (_luminance(red, green, blue) + 0.05) < 4.5:
        red, green, blue = 0.96 * red, 0.96 * green, 0.96 * blue
    return matplotlib.colors.to_hex((red, green, blue))


def ink_on(*ground: float) -> str:
    """The colour of letters on a ground of this red, green and blue: dark or paper, whichever stands out more."""
    light = _luminance(*ground) + 0.05
    dark = _luminance(*matplotlib.colors.to_rgb(INK)) + 0.05
    return INK if light / dark > 1.05 / light else PAPER


def _luminance(*rgb: float) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
