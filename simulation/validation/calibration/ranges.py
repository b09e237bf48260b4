"""What a calibration may move, and how far: parameters declared `calibrated` or `provisional`, within a range around their values.

All that are calibrated move when none is named. The world they are fitted in may differ from the baseline (another structure, say):
then ranges lie around that world's values, and whatever else it sets stands in every arm. A point of a study lies in the unit cube, one coordinate a parameter: 0 is the low end of its range and 1 the high end; the
prior is uniform there. Most parameters are sizes of mechanisms: their range is a factor, so that the sign, which is theory,
never changes. Intercepts and thresholds have no sign to keep and move by an amount.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...declare.parameter import PROVISIONAL, bounds, notes
from ...parameters.scenario import InputError, parameters

#: Lowest and highest value of a size, as a factor of its default.
USUAL = (0.5, 1.5)
FACTORS = {
    "administrator.openness": (0.7, 1.3),
    "administrator.support": (0.8, 1.2),
    "hours.classroom": (0.85, 1.15),  # nearly all of the week
    "hours.coordination": (0.8, 1.2),  # narrow enough for the three to keep their order
    "hours.cooperation": (0.8, 1.19),
    "hours.collaboration": (0.8, 1.2),
    "learning.peers": (0.4, 8.0),  # chosen by sign so far: the evidence (T083, T084) fixes no more than the order of magnitude
    "learning.attendance": (0.85, 1.15),  # a share near 1
    "learning.practice": (0.5, 2.0),
    "learning.environment": (0.3, 3.0),
    "learning.mentoring": (0.3, 3.0),
    "learning.obsolescence": (0.3, 3.0),
}
#: Intercepts and thresholds: so far from the default on either side.
AMOUNTS = {
    "choice.coordination": 1.5,
    "choice.cooperation": 1.0,
    "choice.collaboration": 1.0,
    "efficacy.base": 0.2,
    "burnout.distance": 0.1,
    "burnout.accomplished": 0.2,
    "satisfaction.base": 0.15,
    "leaving.base": 1.0,
    "growth.base": 0.1,
    "survey.any_influence": 0.1,
    "survey.great_influence": 0.15,
    "survey.stress": 0.15,
    "survey.burnout": 0.15,
    "survey.satisfied": 0.15,
    "survey.engaged": 0.15,
    "survey.enough_time": 3.0,
    "survey.team_teaching": 0.15,
    "survey.observing": 0.15,
    "survey.learning": 0.15,
}
#: A range whose ends lie further apart than this is walked by factors and not by amounts.
LOGARITHMIC = 10.0
#: Trust from ordered contact stays below this share of trust from chosen success, whatever is fitted.
MANDATED_AT_MOST = 0.3


@dataclass(frozen=True)
class Range:
    """One coordinate: the parameter's name, and the ends of its range in its own unit."""

    name: str
    default: float
    low: float
    high: float

    @property
    def logarithmic(self) -> bool:
        """True when the range is walked by factors: it lies above 0 and its ends are more than LOGARITHMIC-fold apart."""
        return self.low > 0 and self.high / self.low > LOGARITHMIC

    def value(self, u: float) -> float:
        """The parameter at coordinate u [0..1]."""
        if self.logarithmic:
            return self.low * (self.high / self.low) ** u
        return self.low + u * (self.high - self.low)

    def coordinate(self, value: float) -> float:
        """Where a value lies in the range [0..1], at an end if it lies beyond."""
        if self.logarithmic:
            place = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        else:
            place = (value - self.low) / (self.high - self.low)
        return min(1.0, max(0.0, place))


def calibrated_names() -> tuple[str, ...]:
    """Every parameter whose source is a calibration, in the order of declaration."""
    return tuple(name for name, field in parameters().items() if notes(field)["source"].startswith("calibrated"))


def provisional_names() -> tuple[str, ...]:
    """Every parameter that waits for a fit, in the order of declaration."""
    return tuple(name for name, field in parameters().items() if notes(field)["source"].startswith(PROVISIONAL))


def movable_names(world: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    """Every parameter that a fit may move in a world: calibrated or waiting for a fit, and not off there, where its range is a point."""
    ranges = (range_of(name, (world or {}).get(name)) for name in (*calibrated_names(), *provisional_names()))
    return tuple(found.name for found in ranges if found.low < found.high)


def range_of(name: str, usual: float | None = None) -> Range:
    """The range of one parameter, inside its declared bounds, around a usual value: its default when left out."""
    field = parameters()[name]
    default = float(field.default) if usual is None else float(usual)
    if name in AMOUNTS:
        ends = [default - AMOUNTS[name], default + AMOUNTS[name]]
    else:
        ends = sorted(default * factor for factor in FACTORS.get(name, USUAL))
    low, high = bounds(field)
    return Range(name, default, max(ends[0], low), min(ends[1], high))


def free_ranges(names: Iterable[str] = (), world: Mapping[str, Any] | None = None) -> tuple[Range, ...]:
    """The ranges of some parameters, of all calibrated ones when none is named, around their values in a world.

    Raises InputError for a name that may not be moved.
    """
    allowed = calibrated_names()
    names = tuple(names) or allowed
    if wrong := [name for name in names if name not in (*allowed, *provisional_names())]:
        raise InputError(f"{wrong[0]} is not a calibrated parameter; the source column of docs/codebook.md says which are")
    ranges = tuple(range_of(name, (world or {}).get(name)) for name in names)
    if off := [found.name for found in ranges if not found.low < found.high]:
        raise InputError(
            f"{off[0]} is {parameters()[off[0]].default:g} here, so that it has no range to move in; give it a value in --world first"
        )
    return ranges


class Cube:
    """The unit cube of some ranges, and the way from a point in it to parameter values and back.

    world : what holds in every arm besides (dotted field -> value)
    """

    def __init__(self, names: Iterable[str] = (), world: Mapping[str, Any] | None = None):
        self.world = dict(world or {})
        self.ranges = free_ranges(names, self.world)
        self.names = tuple(r.name for r in self.ranges)
        self.defaults = np.array([r.coordinate(r.default) for r in self.ranges])

    def values(self, point: np.ndarray) -> dict[str, Any]:
        """What holds at a point (n,): the world's values, the parameters, and what they tie down besides."""
        values = self.world | {r.name: r.value(float(u)) for r, u in zip(self.ranges, point, strict=True)}
        if "ties.success" in values:
            ordered = float(self.world.get("ties.mandated", parameters()["ties.mandated"].default))
            values["ties.mandated"] = min(ordered, MANDATED_AT_MOST * values["ties.success"])
        return values

    def point(self, values: dict[str, float]) -> np.ndarray:
        """The point (n,) of some values; the default's coordinate where a value is missing."""
        return np.array([r.coordinate(values.get(r.name, r.default)) for r in self.ranges])
