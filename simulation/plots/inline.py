"""A figure as part of a page: its drawing as SVG, whose colours follow the page's, on paper and on dark screens."""

import io
import re
from typing import NamedTuple

import matplotlib
from markupsafe import Markup
from matplotlib.figure import Figure

from .style import BLUE, GREEN, GRID, INK, MUTED, ORANGE, PAPER, PURPLE, VERMILION

ALLOWED, TRACK = "#CFE6DC", "#EEF0F3"

#: Colours of a figure -> the names under which a page sets them, for paper and for dark screens.
NAMED = {
    PAPER: "paper",
    INK: "ink",
    MUTED: "muted",
    GRID: "grid",
    TRACK: "track",
    ALLOWED: "allowed",
    BLUE: "blue",
    ORANGE: "orange",
    VERMILION: "vermilion",
    GREEN: "green",
    PURPLE: "purple",
    "#B9C0C8": "rule",
}


def svg(figure: Figure, salt: str) -> str:
    """The figure as an SVG document; the same figure and salt give the same text. Letters stay letters."""
    out = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": salt, "svg.fonttype": "none"}):
        figure.savefig(out, format="svg", facecolor=PAPER, metadata={"Date": None, "Creator": None})
    return out.getvalue()


#: Of a document that matplotlib wrote: width, height and what it draws.
_SVG = re.compile(r'<svg[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>(.*)</svg>', re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)


class Picture(NamedTuple):
    """A figure as part of a page.

    id : a word that no other figure of the page has; title : for those who listen
    wide, tall : its size, in units of its drawing; drawing : the elements inside its SVG
    """

    id: str
    title: str
    wide: str
    tall: str
    drawing: Markup


def inline(figure: Figure, id: str, title: str) -> Picture:
    """The figure for a page: colours follow the page's, names of parts are unique."""
    drawn = _SVG.search(svg(figure, id))
    assert drawn is not None  # every SVG says its size
    wide, tall, text = drawn.groups()
    text = _METADATA.sub("", text)
    text = re.sub(r'\bid="', f'id="{id}-', text)
    text = re.sub(r'(xlink:href="|url\()#', rf"\1#{id}-", text)
    text = re.sub(r"'?DejaVu Sans'?(, [^;\"]*)?", "'DejaVu Sans', Verdana, Geneva, sans-serif", text)
    for colour, name in NAMED.items():
        text = re.sub(re.escape(colour), f"var(--{name})", text, flags=re.IGNORECASE)
    return Picture(id, title, wide, tall, Markup(re.sub(r"\s*\n\s*", "\n", text)))  # matplotlib escapes the texts it draws
