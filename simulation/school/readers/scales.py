"""Scales of surveys: those with a name, those that a header declares by their ends, and what stands for 0 and for 1."""

import re

from ...core.vocabulary import DOMAINS
from .form import RosterError
from .words import number

#: Lowest and highest answer of named scales; where the highest stands first, the question is asked the other way round.
SCALES = {
    "MBI": {"exhaustion": (0, 54), "depersonalization": (0, 30), "accomplishment": (0, 48)},  # sums of items from 0 to 6
    "MBI-mean": {"exhaustion": (0, 6), "depersonalization": (0, 6), "accomplishment": (0, 6)},
    "TSES": {"self_efficacy": (1, 9)},
    "TALIS": {"self_efficacy": (1, 4), "satisfaction": (1, 4)},
    "NTPS": {"satisfaction": (4, 1), "influence": (1, 4)} | {f"influence_{domain}": (1, 4) for domain in DOMAINS},
}
_IN_NAME = re.compile(r"^(.*?)[\s_]*[\[({]\s*(.+?)\s*[\])}]\s*$|^(\S+)\s+(\S+(?:\.\.|–)\S+)$")
_RANGE = re.compile(r"^([+-]?\d+(?:[.,]\d+)?)\s*(?:\.\.+|–|-|to|bis)\s*([+-]?\d+(?:[.,]\d+)?)$")


def split_scale(name: str) -> tuple[str, str]:
    """`exhaustion [0..6]` as its name and its scale, which is empty where the name says none."""
    found = _IN_NAME.match(name)
    if not found:
        return name, ""
    head, scale = (found[1], found[2]) if found[2] else (found[3], found[4])
    known = _RANGE.match(scale) or scale.casefold() in {named.casefold() for named in SCALES}
    return (head.strip(), scale) if known and head else (name, "")


def ends_of(meaning: str, scale: str, where: str) -> tuple[float, float]:
    """Answers that stand for 0 and for 1. Raises RosterError for a scale that is not known, or has no length."""
    if not scale:
        return 0.0, 1.0
    if found := _RANGE.match(scale.strip()):
        low, high = (number(end) for end in found.groups())
        if low is not None and high is not None and low != high:
            return low, high
    named = {name.casefold(): fields for name, fields in SCALES.items()}.get(scale.strip().casefold(), {})
    if meaning in named:
        return float(named[meaning][0]), float(named[meaning][1])
    with_it = [name for name, fields in SCALES.items() if meaning in fields]
    raise RosterError(
        [
            f"{where}: {scale!r} is no scale of {meaning}; write its ends as LOW..HIGH"
            + (f", or {' or '.join(with_it)}" if with_it else "")
        ]
    )
