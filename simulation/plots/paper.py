"""Figures for print: as wide as a journal's column, in its type, in grey, without title and caption, in another language.

A figure is drawn on a board that is larger than the paper, on which texts have the sizes of style.py, and is then set down at the size of
the column: whatever stands on it shrinks alike, so that texts come out in the wanted size. What is too wide for a column says so.
"""

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import matplotlib
import numpy as np
from matplotlib.backends.backend_pdf import Op, PdfFile, PdfPages
from matplotlib.colors import Colormap, ListedColormap, to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font_names
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator

from ..inputs.limits import number_in
from ..inputs.quoting import InputError, shown

#: Widths of columns [mm], as publishers' guides to authors give them.
COLUMNS = {
    "elsevier-1": 90.0, "elsevier-1.5": 140.0, "elsevier-2": 190.0,
    "springer-1": 84.0, "springer-1.5": 129.0, "springer-2": 174.0,
    "nature-1": 89.0, "nature-2": 183.0,
    "plos-1": 132.0, "plos-2": 190.5,
    "a4": 160.0, "slide": 254.0,
}  # fmt: skip
#: What a width may be [mm], a type [points] and a resolution [dots per inch].
WIDTHS, TYPES, RESOLUTIONS = (40.0, 500.0), (4.0, 30.0), (50, 2400)
#: Size of ordinary texts on the board [points]; style.py calls it TEXT.
BOARD_TEXT = 11.5
FORMATS = ("pdf", "svg", "png", "tiff")
#: A board that is narrower than this part of what a figure wants lets panels stand below one another.
NARROW = 0.75
#: Dashes of lines in the order in which they are drawn, where colours cannot tell them apart.
DASHES = ("-", (0, (5, 1.5)), (0, (1, 1.2)), (0, (6, 1.5, 1, 1.5)), (0, (3, 1, 1, 1, 1, 1)), (0, (9, 2)))


@dataclass(frozen=True)
class Paper:
    """How a figure is to come out.

    width [mm], text [points]; font : any that is installed; title, caption : whether they stand on the figure
    grey : without colours; words : a phrase of a figure -> what is to stand in its place; dpi : of PNG and TIFF
    """

    width: float
    text: float = 7.0
    font: str = "DejaVu Sans"
    title: bool = False
    caption: bool = False
    grey: bool = False
    dpi: int = 600
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Raise InputError for what cannot be printed."""
        for name, value, (low, high), unit in (
            ("width", self.width, WIDTHS, "mm"), ("text", self.text, TYPES, "points"), ("dpi", self.dpi, RESOLUTIONS, "dots per inch"),
        ):  # fmt: skip
            if not low <= value <= high:
                raise InputError(f"{name} = {value:g} {unit} cannot be printed; allowed is {low:g} to {high:g} {unit}")
        if self.font not in (known := get_font_names()):
            near = get_close_matches(self.font, known, 1)
            raise InputError(
                f"the font {shown(self.font)} is not installed"
                + (f"; did you mean {near[0]}?" if near else f"; there are {', '.join(sorted(known)[:8])} ...")
            )

    @property
    def scale(self) -> float:
        """Size on the paper over size on the board."""
        return self.text / BOARD_TEXT

    @property
    def board(self) -> float:
        """Width of the board [inches]."""
        return self.width / 25.4 / self.scale

    @cached_property
    def _phrases(self) -> tuple[re.Pattern[str], dict[str, str]]:
        """The phrases, the longest first, and what stands in their place; also as they begin a sentence or a title."""
        both = dict(self.words) | {_capital(phrase): _capital(other) for phrase, other in self.words.items()}
        pattern = "|".join(rf"(?<!\w){re.escape(phrase)}(?!\w)" for phrase in sorted(both, key=len, reverse=True))
        return re.compile(pattern), both

    def translated(self, text: str) -> str:
        """A text with the wanted phrases in place of its own."""
        if not self.words:
            return text
        pattern, words = self._phrases
        return pattern.sub(lambda found: words[found[0]], text)

    def translate(self, figure: Figure) -> None:
        """Put the wanted phrases on a figure, before its panels find their places."""
        for text in figure.findobj(Text):
            text.set_text(self.translated(text.get_text()))
        for axes in figure.axes if self.words else ():
            for axis in (axes.xaxis, axes.yaxis):
                if isinstance(axis.get_major_locator(), FixedLocator):  # its texts are given anew at every drawing
                    axis.set_ticks(axis.get_ticklocs(), [self.translated(label.get_text()) for label in axis.get_ticklabels()])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


#: How figures come out that are drawn now; None on a screen.
_NOW: ContextVar[Paper | None] = ContextVar("paper", default=None)


@contextmanager
def on(paper: Paper | None) -> Iterator[None]:
    """Inside, figures are drawn for this paper."""
    before = _NOW.set(paper)
    try:
        yield
    finally:
        _NOW.reset(before)


def now() -> Paper | None:
    """The paper for which figures are drawn; None for a screen."""
    return _NOW.get()


def is_narrow(width: float) -> bool:
    """Whether a figure that wants so many inches has far less."""
    return (paper := now()) is not None and paper.board < NARROW * width


def width_in_words(text: str) -> float:
    """A width [mm] as somebody writes it: the name of a column, or a number, also with mm behind it. Raises InputError."""
    if text in COLUMNS:
        return COLUMNS[text]
    value = number_in(text.removesuffix("mm").strip())
    if value is None:
        raise InputError(f"{shown(text)} is no width; write millimetres, or one of {', '.join(COLUMNS)}")
    return value


# ---------------------------------------------------------------- grey


def without_colour(figure: Figure) -> None:
    """Turn everything grey, as light as it was; lines of a panel that differed in colour differ in dashes."""
    for axes in figure.axes:
        dashes: dict[Any, Any] = {}
        for line in axes.lines:
            if len(line.get_xdata()) > 2 and line.get_linestyle() == "-" and (colour := line.get_color()) is not None:  # type: ignore[arg-type]
                line.set_linestyle(dashes.setdefault(str(colour), DASHES[len(dashes) % len(DASHES)]))
    artist: Any
    for artist in figure.findobj():
        if hasattr(artist, "set_cmap") and artist.get_array() is not None:
            artist.set_cmap(scale_of(artist.get_cmap()))
            continue
        for what in ("color", "facecolor", "edgecolor", "hatchcolor", "markerfacecolor", "markeredgecolor"):
            get, put = getattr(artist, f"get_{what}", None), getattr(artist, f"set_{what}", None)
            if (
                get is None
                or put is None
                or (what == "color" and not hasattr(artist, "get_linestyle") and not isinstance(artist, Text))
            ):
                continue
            put(_greys(get()))
        if (leader := getattr(artist, "arrow_patch", None)) is not None:
            leader.set_color(_greys(leader.get_edgecolor()))
        if isinstance(artist, Text) and (ground := artist.get_bbox_patch()) is not None:
            ground.set(facecolor=_greys(ground.get_facecolor()), edgecolor=_greys(ground.get_edgecolor()))


def _greys(colour: Any) -> Any:
    """A colour, or several, as grey of the same lightness; what is no colour stays."""
    if colour is None or (isinstance(colour, str) and colour in ("none", "auto", "inherit", "face", "edge")):
        return colour
    several = isinstance(colour, (list, np.ndarray)) and np.ndim(colour) != 1  # rows of red, green, blue and opacity, or names
    several = several or (isinstance(colour, list) and len(colour) > 0 and isinstance(colour[0], str))
    made = [_grey(one) for one in (colour if several else [colour])]
    return made if several else made[0]


def _grey(colour: Any) -> tuple[float, float, float, float]:
    red, green, blue, alpha = to_rgba(colour)
    lightness = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return lightness, lightness, lightness, alpha


def scale_of(colours: Colormap) -> Colormap:
    """A scale of colours as it will be printed: in grey one that grows darker all the way, whatever the two ends of the coloured one are."""
    paper = now()
    if paper is None or not paper.grey:
        return colours
    lightness = np.linspace(0.97, 0.15, colours.N)
    return ListedColormap(np.stack([lightness] * 3, axis=1), "grey")


# ---------------------------------------------------------------- files


def save(figure: Figure, file: Path, paper: Paper, **options: Any) -> None:
    """Write a figure that was drawn for this paper at its size on the paper. options : for savefig"""
    kind = file.suffix.removeprefix(".")
    if kind == "pdf":
        _save_pdf(figure, file, paper.scale, **options)
    elif kind == "svg":
        text = io.StringIO()
        figure.savefig(text, format="svg", **options)
        wide, tall = (72.0 * size for size in figure.get_size_inches())
        whole = text.getvalue()
        for name, points in (("width", wide), ("height", tall)):  # of the picture itself, which comes first
            whole = re.sub(rf' {name}="[\d.]+pt"', f' {name}="{points * paper.scale:.4f}pt"', whole, count=1)
        file.write_text(whole, encoding="utf-8")
    else:
        more = {"compression": "tiff_lzw"} if kind == "tiff" else {}
        options.pop("metadata", None)
        figure.savefig(file, dpi=paper.dpi * paper.scale, pil_kwargs={"dpi": (paper.dpi, paper.dpi)} | more, **options)


class _Shrunk(PdfFile):
    """A PDF whose pages are smaller than what is drawn on them."""

    def __init__(self, file: Any, scale: float, metadata: Any):
        super().__init__(file, metadata=metadata)
        self._scale = scale

    def newPage(self, width: float, height: float) -> None:
        """Begin a page whose drawing, in inches, is shrunk."""
        super().newPage(width * self._scale, height * self._scale)
        self.output(self._scale, 0, 0, self._scale, 0, 0, Op.concat_matrix)


def _save_pdf(figure: Figure, file: Path, scale: float, metadata: Any = None, **options: Any) -> None:
    with matplotlib.rc_context({"pdf.fonttype": 42}), PdfPages(file) as pages:  # texts stay texts, with their font
        pages._file = _Shrunk(file, scale, metadata)
        figure.savefig(pages, format="pdf", **options)
