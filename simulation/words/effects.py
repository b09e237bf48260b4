"""Effects in sentences: what differs between two scenarios, by how much, how surely, and how large that is."""

import math

from ..core.languages import decimals, say
from . import outcomes as words
from .outcomes import capital

#: Effects from here on [standard deviations between schools] are said to be large together, and not one by one.
LARGE = 0.8


def of_comparison(table, schools: int, most: int = 7) -> list[str]:
    """The clearest effects first, each with its interval; then what does not differ.

    table : as experiments/compare.py makes it, a row for each outcome; schools : how many there were in each of the two
    """
    beyond = [text for text in (warning(table),) if text]
    table = table.set_index("outcome")
    rows = [(name, table.loc[name]) for name in words.TOLD if name in table.index]
    rows = [(name, r) for name, r in rows if math.isfinite(r.difference)]  # of what is not known there is nothing to tell
    if schools == 1:
        return [_effect(name, r) for name, r in rows[:most]] + [say("One school does not tell how certain an effect is.")]
    clear = [(name, r) for name, r in rows if math.isfinite(r.low) and (r.low > 0.0 or r.high < 0.0)]
    if not clear:
        return [say("Over {schools} schools no key outcome differs more than chance could make it.", schools=schools)]
    clear.sort(key=lambda pair: -abs(_size(pair[1])) if math.isfinite(_size(pair[1])) else 0.0)
    shown = clear[:most]
    each = any(_of_persons(r) for _, r in shown)  # then sizes are told for persons, and schools are no measure beside them
    large = [] if each else [name for name, r in shown if abs(r.effect_size) >= LARGE]
    told = [_effect(name, r, each) for name, r in shown]
    if len(large) > 1:
        told.insert(len(large), say("Each of these {n} differences is {size}.", n=len(large), size=how_large(LARGE)))
    seen = {name for name, _ in clear}
    quiet = [words.label(name) for name, _ in rows if name not in seen]
    if quiet:
        told.append(say("No clear difference over {schools} schools: {outcomes}.", schools=schools, outcomes=", ".join(quiet)))
    return told + beyond


def _of_persons(r) -> bool:
    """True where an effect is known in standard deviations between teachers."""
    return math.isfinite(getattr(r, "effect_persons", math.nan))


def _size(r) -> float:
    """What effects are ordered by: standard deviations between teachers, and between schools for what only schools have."""
    return float(r.effect_persons) if _of_persons(r) else float(r.effect_size)


def _effect(name: str, r, each: bool = False) -> str:
    if not words.rounds_to_something(r.difference, name):
        same = "{subject} is the same in A and in B: {value}."
        return say(same, subject=capital(words.subject(name)), value=words.value(r.b, name))
    between = f" ({say('95 % interval {ends}', ends=between_ends(r, name))})" if math.isfinite(r.low) else ""
    told = math.isfinite(r.effect_size) and math.isfinite(r.low) and abs(r.effect_size) < LARGE and not each
    size = f", {how_large(abs(r.effect_size))}" if told else ""
    if _of_persons(r) and math.isfinite(r.low):
        size = ", " + say("{size} standard deviations between teachers", size=decimals(f"{abs(r.effect_persons):.2f}"))
    return say(
        "{subject} is {apart} {direction} in B{between}: {b} against {a} in A{size}.",
        subject=capital(words.subject(name)),
        apart=words.difference(abs(r.difference), name),
        direction=direction(r.difference, name),
        between=between,
        b=words.value(r.b, name),
        a=words.value(r.a, name),
        size=size,
    )


def direction(difference: float, name: str) -> str:
    """Higher or lower; a time is longer or shorter."""
    up, down = ("longer", "shorter") if words.DECLARED[name].unit == "h/week" else ("higher", "lower")
    return say(up if difference > 0 else down)


def between_ends(r, name: str) -> str:
    """The interval of a difference, in the direction in which it is told."""
    low, high = sorted((abs(r.low), abs(r.high))) if (r.low > 0.0) == (r.high > 0.0) else (r.low, r.high)
    return words.ends(low, high, name)


def how_large(size: float) -> str:
    """An effect [standard deviations between schools] in words."""
    if size >= LARGE:
        return say("more than schools usually differ from one another")
    if size >= 0.5:
        return say("about half of what usually lies between two schools")
    if size >= 0.2:
        return say("small beside the usual differences between schools")
    return say("hardly noticeable in any one school")


# ---------------------------------------------------------------- beside what is plausible


def plausible_range(r) -> str:
    """What a policy can plausibly do to an outcome: `0 to 0.04, at most 0.08 student SD a year`; nothing where nobody knows.

    r : a row of a comparison's table
    """
    if not getattr(r, "range_unit", "") or math.isnan(r.ceiling):
        return ""
    usual = "" if math.isnan(r.usual_low) else f"{r.usual_low:g} to {r.usual_high:g}, "
    return f"{usual}at most {r.ceiling:.2g} {r.range_unit}"


def plausible_briefly(r) -> str:
    """The same for a narrow column: `0 to 0.04 (0.08)`, with ! where all of the interval is beyond."""
    if not plausible_range(r):
        return ""
    usual = "" if math.isnan(r.usual_low) else f"{r.usual_low:g} to {r.usual_high:g} "
    return f"{usual}({r.ceiling:.2g}){' !' if r.beyond else ''}".replace("-", "\u2212")


def warning(table) -> str:
    """A sentence that names every effect that is larger than a policy like this can plausibly have; nothing when there is none."""
    if "beyond" not in table:
        return ""
    told = []
    for r in table[table["beyond"].astype(bool)].itertuples():
        in_units = {"SD of teachers": r.effect_persons, "SD of schools": r.effect_size, "points": 100.0 * r.difference}
        value = in_units.get(r.range_unit, r.difference)
        told.append(
            say(
                "{outcome} {value} {unit} (at most {ceiling})",
                outcome=words.label(r.outcome),
                value=decimals(f"{value:+.2f}"),
                unit=say(r.range_unit),
                ceiling=decimals(f"{abs(r.ceiling):.2g}"),
            )
        )
    if not told:
        return ""
    beyond = "Larger than trials make plausible for a policy like this, so believe the direction and not the size: {effects}."
    return say(beyond, effects="; ".join(told))
