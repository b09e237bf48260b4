"""Effects in sentences: what differs between two scenarios, by how much, how surely, and how large that is."""

import math

from . import outcomes as words
from .outcomes import capital

#: Effects from here on [standard deviations between schools] are said to be large together, and not one by one.
LARGE = 0.8


def of_comparison(table, schools: int, most: int = 7) -> list[str]:
    """The clearest effects first, each with its interval; then what does not differ.

    table : as experiments/compare.py makes it, a row for each outcome; schools : how many there were in each of the two
    """
    table = table.set_index("outcome")
    rows = [(name, table.loc[name]) for name in words.TOLD if name in table.index]
    if schools == 1:
        return [_effect(name, r) for name, r in rows[:most]] + ["One school does not tell how certain an effect is."]
    clear = [(name, r) for name, r in rows if math.isfinite(r.low) and (r.low > 0.0 or r.high < 0.0)]
    if not clear:
        return [f"Over {schools} schools no key outcome differs more than chance could make it."]
    clear.sort(key=lambda pair: -abs(pair[1].effect_size) if math.isfinite(pair[1].effect_size) else 0.0)
    shown = clear[:most]
    large = [name for name, r in shown if abs(r.effect_size) >= LARGE]
    told = [_effect(name, r) for name, r in shown]
    if len(large) > 1:
        told.insert(len(large), f"Each of these {len(large)} differences is {how_large(LARGE)}.")
    seen = {name for name, _ in clear}
    quiet = [words.label(name) for name, _ in rows if name not in seen]
    if quiet:
        told.append(f"No clear difference over {schools} schools: {', '.join(quiet)}.")
    return told


def _effect(name: str, r) -> str:
    if not words.rounds_to_something(r.difference, name):
        return f"{capital(words.subject(name))} is the same in A and in B: {words.value(r.b, name)}."
    between = f" (95 % interval {between_ends(r, name)})" if math.isfinite(r.low) else ""
    told = math.isfinite(r.effect_size) and math.isfinite(r.low) and abs(r.effect_size) < LARGE
    size = f", {how_large(abs(r.effect_size))}" if told else ""
    apart = f"{words.difference(abs(r.difference), name)} {direction(r.difference, name)}"
    return (
        f"{capital(words.subject(name))} is {apart} in B{between}: {words.value(r.b, name)} against "
        f"{words.value(r.a, name)} in A{size}."
    )


def direction(difference: float, name: str) -> str:
    """Higher or lower; a time is longer or shorter."""
    up, down = ("longer", "shorter") if words.DECLARED[name].unit == "h/week" else ("higher", "lower")
    return up if difference > 0 else down


def between_ends(r, name: str) -> str:
    """The interval of a difference, in the direction in which it is told."""
    low, high = sorted((abs(r.low), abs(r.high))) if (r.low > 0.0) == (r.high > 0.0) else (r.low, r.high)
    return words.ends(low, high, name)


def how_large(size: float) -> str:
    """An effect [standard deviations between schools] in words."""
    if size >= LARGE:
        return "more than schools usually differ from one another"
    if size >= 0.5:
        return "about half of what usually lies between two schools"
    if size >= 0.2:
        return "small beside the usual differences between schools"
    return "hardly noticeable in any one school"
