"""What a policy does, in two sentences for each outcome: how much on average, and what that depends on.

Estimates have difference, low, high and schools; interactions have moderator (with a name), first, other, at_first, at_other, apart
and linear: experiments/sweep/effects.py makes both.
"""

import math
from collections.abc import Sequence
from typing import Any

from . import outcomes as words
from .effects import direction
from .parameters import parameter_label, text_of


def on_average(policy: str, outcome: str, found: Any, pairs: int) -> str:
    """The first sentence: the mean effect over all pairs of points."""
    if not math.isfinite(found.low):
        return f"One school does not tell what {policy} does to {words.label(outcome)}; give the study more runs."
    subject, where = words.subject(outcome), f"averaged over {pairs} points" if pairs > 1 else "at the one point"
    sure = f"{where} (95 % interval {_span(found, outcome)}, {found.schools} schools)"
    if not _clear(found):
        return f"With {policy} {subject} is not seen to differ, {sure}."
    way = direction(found.difference, outcome)
    return f"With {policy} {subject} is {_size(found.difference, outcome)} {way}, {sure}."


def depends(outcome: str, found: Sequence[Any]) -> str:
    """The second sentence: which moderators change the effect, the most first, and of which that cannot be said.

    found : for each moderator the interaction between both ends of its range, or between the first category and the one furthest from it
    """
    told = [i for i in found if math.isfinite(i.apart.low)]
    clear = sorted((i for i in told if _clear(i.apart)), key=lambda i: -abs(i.apart.difference))
    quiet = [i for i in told if i not in clear]
    if not told:
        return ""
    parts = []
    if clear:
        parts.append("This depends on " + "; and on ".join(_between(i, outcome) for i in clear))
    if quiet:
        names = [f"{parameter_label(i.moderator.name)} ({_span(i.apart, outcome)})" for i in quiet]
        listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
        parts.append(("no difference is seen by " if clear else "It is not seen to depend on ") + listed)
    return "; ".join(parts) + "."


def _between(i: Any, outcome: str) -> str:
    first, other = (words.signed(at.difference, outcome) for at in (i.at_first, i.at_other))
    line = " on a straight line" if i.linear else ""
    return (
        f"{parameter_label(i.moderator.name)}: {first} at {text_of(i.first)} and {other} at {text_of(i.other)}{line} "
        f"(difference {words.signed(i.apart.difference, outcome)}, {_span(i.apart, outcome)})"
    )


def _clear(found: Any) -> bool:
    return found.low > 0.0 or found.high < 0.0


def _span(found: Any, outcome: str) -> str:
    """Both ends with their signs, in as many decimals as tell them apart; shares in percentage points."""
    points = " points" if words.is_share(outcome) else ""
    return f"{words.signed(found.low, outcome)} to {words.signed(found.high, outcome)}{points}"


def _size(apart: float, outcome: str) -> str:
    """A difference without its sign, with its unit, as finely as its interval is told."""
    after = "percentage points" if words.is_share(outcome) else words.written(outcome).after
    return f"{words.signed(abs(apart), outcome).lstrip('+')} {after}".rstrip()
