"""The drawings of a handout as plain shapes: axes over the years, a bar for each option, a dot for each school.

Places are in units of the drawing, WIDTH across, y downwards. templates/drawing.html writes the shapes in their order, later ones above
earlier ones; black and grey alone, for copies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ..words.outcomes import capital
from .lesson import Lesson
from .measures import measure, shown
from .run import Outcome, Series

WIDTH = 640.0
_HEIGHT = 280.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 62.0, 150.0, 14.0, 40.0  # margins of a pair of axes
_LEAST = 1e-6  # what differs by less is the same on an axis
_INTERVALS = "Upright lines: 95 % interval of each mean. The difference is judged school by school, so they may overlap."


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line. dash : lengths of strokes and gaps, as SVG has them; drawn through when empty."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = "#000"
    width: float = 1.2
    dash: str = ""

    kind: ClassVar[str] = "line"


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points (x, y)."""

    points: tuple[tuple[float, float], ...]
    dash: str = ""

    kind: ClassVar[str] = "curve"


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: str

    kind: ClassVar[str] = "bar"


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle by its middle."""

    x: float
    y: float
    fill: str

    kind: ClassVar[str] = "dot"


@dataclass(frozen=True, slots=True)
class Word:
    """Text on its baseline. anchor : start, middle or end, which part of it stands at x."""

    x: float
    y: float
    text: str
    anchor: str
    bold: bool = False

    kind: ClassVar[str] = "word"


Shape = Line | Curve | Bar | Dot | Word


class Drawing(NamedTuple):
    """Shapes in their order, and what is to be said below them."""

    shapes: tuple[Shape, ...]
    height: float
    note: str = ""
    width: float = WIDTH


def drawing_of(lesson: Lesson, outcome: Outcome | None) -> Drawing | None:
    """What stands below the question for a prediction: what came out, or, without an outcome, axes to sketch on; a choice has none."""
    if lesson.prediction.kind == "choice":
        return bars(outcome) if outcome else None
    if outcome and lesson.luck:
        return strip(outcome)
    return axes(lesson, outcome[lesson.prediction.outcome] if outcome else None)


# ---------------------------------------------------------------- over the years


@dataclass(frozen=True, slots=True)
class _Axes:
    """Where years and values lie. ends : of the upright axis, lower and upper; None when it bears no numbers."""

    years: int
    ends: tuple[float, float] | None

    left: ClassVar[float] = _LEFT
    right: ClassVar[float] = WIDTH - _RIGHT
    top: ClassVar[float] = _TOP
    bottom: ClassVar[float] = _HEIGHT - _BOTTOM

    def x(self, year: float) -> float:
        return self.left + (year - 1) / max(1, self.years - 1) * (self.right - self.left)

    def y(self, value: float) -> float:
        assert self.ends is not None
        low, high = self.ends
        return self.top + (high - value) / (high - low) * (self.bottom - self.top)


def axes(lesson: Lesson, series: Series | None) -> Drawing:
    """A pair of axes over the years: empty to sketch on, or with both settings."""
    frame = _Axes(lesson.years, _limits(lesson, series))
    shapes = [*_frame(frame), *_heading(frame, lesson)]
    if series is None:
        return Drawing(tuple(shapes), _HEIGHT)
    return Drawing((*shapes, *_settings(frame, lesson, series)), _HEIGHT, _INTERVALS)


def _limits(lesson: Lesson, series: Series | None) -> tuple[float, float] | None:
    if lesson.prediction.kind == "curve":
        return lesson.prediction.axis
    if series is None:
        return None
    values = np.concatenate([series.base, series.other], axis=None)
    return _round_limits(*_wide(values[np.isfinite(values)]))


def _wide(values: np.ndarray) -> tuple[float, float]:
    """The lowest and the highest of some values; where they are the same, or there is none, a little to both sides of them."""
    low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
    more = max(0.05, 0.02 * abs(high)) if high - low < _LEAST else 0.0
    return low - more, high + more


def _round_limits(low: float, high: float) -> tuple[float, float]:
    """Ends of an axis that hold both values, which differ, at round numbers."""
    step = 10.0 ** np.floor(np.log10(high - low))
    step = step / 2 if (high - low) / step < 3 else step
    return float(np.floor(low / step) * step), float(np.ceil(high / step) * step)


def _frame(a: _Axes) -> Iterator[Shape]:
    """The two lines with their ticks and numbers."""
    yield Line(a.left, a.top, a.left, a.bottom)
    yield Line(a.left, a.bottom, a.right, a.bottom)
    for year in range(1, a.years + 1):
        yield Line(a.x(year), a.bottom, a.x(year), a.bottom + 5)
        yield Word(a.x(year), a.bottom + 18, str(year), "middle")
    yield Word((a.left + a.right) / 2, _HEIGHT - 6, "school year", "middle")
    if a.ends is None:
        yield Word(a.left - 8, a.top + 10, "higher", "end")
        yield Word(a.left - 8, a.bottom, "lower", "end")
        return
    for value in np.linspace(*a.ends, 5):
        yield Line(a.left - 5, a.y(value), a.left, a.y(value))
        yield Word(a.left - 9, a.y(value) + 4, f"{value:.3g}", "end")
        yield Line(a.left, a.y(value), a.right, a.y(value), "#bbb", 0.5, "1 3")


def _heading(a: _Axes, lesson: Lesson) -> Iterator[Shape]:
    """What is measured, and when something changes."""
    yield Word(a.left + 6, a.top + 2, capital(measure(lesson.prediction.outcome).label), "start", True)
    if lesson.other.later:
        at = a.x(lesson.other.start - 0.5)
        yield Line(at, a.top + 12, at, a.bottom, "#000", 0.7, "2 3")
        yield Word(at + 4, a.bottom - 6, "the change", "start")


def _settings(a: _Axes, lesson: Lesson, series: Series) -> Iterator[Shape]:
    """Both settings with their intervals; names at their ends, moved apart where they would touch."""
    ends = [a.y(float(values[0][-1])) for values in (series.base, series.other)]
    shift = max(0.0, 15 - abs(ends[0] - ends[1])) / 2
    for k, (values, label, dash) in enumerate(
        ((series.base, lesson.base.label, "7 5"), (series.other, lesson.other.label, ""))
    ):
        yield Curve(tuple((a.x(year), a.y(float(value))) for year, value in enumerate(values[0], 1)), dash)
        for year, (low, high) in enumerate(zip(values[1], values[2], strict=True), 1):
            at = a.x(year) + 4 * k - 2  # beside each other, where both intervals can be told apart
            yield Line(at, a.y(float(low)), at, a.y(float(high)), "#000", 1.0)
        above = ends[k] < ends[1 - k] or (k == 1 and ends[0] == ends[1])
        yield Word(a.right + 8, ends[k] + 4 + (-shift if above else shift), label, "start", k == 1)


# ---------------------------------------------------------------- a choice, and luck


def bars(outcome: Outcome) -> Drawing:
    """The options of a choice, a bar each."""
    options = outcome.lesson.prediction.options
    values = [estimate.value for estimate in outcome.options]
    least, most = _wide(np.array([0.0, *(value for value in values if np.isfinite(value))]))

    def x(value: float) -> float:
        return 330 + (value - least) / (most - least) * 250

    shapes: list[Shape] = []
    for k, (option, value) in enumerate(zip(options, values, strict=True)):
        top, highest = 8 + 30 * k, option.name == outcome.verdict
        left, right = sorted((x(0.0), x(value if np.isfinite(value) else 0.0)))
        shapes.append(Bar(left, top, max(1.0, right - left), 16, "#000" if highest else "#bbb"))
        shapes.append(Word(320, top + 13, option.name.split(":")[0], "end", highest))
        shapes.append(Word(right + 6, top + 13, shown(value, "+"), "start"))
    height = 30 * len(options) + 8
    return Drawing((*shapes, Line(x(0.0), 2, x(0.0), height - 6)), height)


def strip(outcome: Outcome) -> Drawing:
    """Every school a dot: how far it ended from itself."""
    lesson = outcome.lesson
    series = outcome[next(claim for claim in lesson.claim if claim.luck).outcome]
    apart = np.sort(series.apart[np.isfinite(series.apart)])
    reach = _wide(np.array([*apart, *-apart]))[1] * 1.1

    def x(value: float) -> float:
        return 40 + (value + reach) / (2 * reach) * 560

    shapes: list[Shape] = [Line(40, 92, 600, 92), Line(x(0.0), 12, x(0.0), 92, "#000", 0.8, "2 3")]
    for value in np.linspace(-reach / 1.1, reach / 1.1, 5):
        shapes.append(Line(x(value), 92, x(value), 97))
        shapes.append(Word(x(value), 110, shown(float(value), "+") if abs(value) > 1e-9 else "0", "middle"))
    stacked: dict[int, int] = {}
    for value in apart:
        column = round(x(value) / 9)
        stacked[column] = stacked.get(column, 0) + 1
        shapes.append(Dot(column * 9, 96 - 9 * stacked[column], "#000" if value > 0 else "#fff"))
    lower, higher = int((apart < 0).sum()), int((apart > 0).sum())
    title = f"{capital(series.measure.label)}: {lesson.other.label} minus {lesson.base.label}, school by school"
    shapes += [
        Word(44, 22, f"lower in {lower} schools", "start"),
        Word(596, 22, f"higher in {higher} schools", "end"),
        Word(320, 130, title, "middle", True),
    ]
    return Drawing(tuple(shapes), 138)
