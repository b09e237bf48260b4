"""Why somebody is as she is and does what she does, in sentences: made of terms, for the page, the terminal and reports alike."""

from collections.abc import Mapping, Sequence

from ..declare.terms import CHOICE_WORDS

#: Of the terms that raise, and of those that lower, so many are named, and none that is smaller than a tenth of the largest.
NAMED, WORTH_NAMING = 2, 0.1


def join(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def times(how_often: int) -> str:
    """ "never", "once", "7 times"."""
    return {0: "never", 1: "once"}.get(how_often, f"{how_often} times")


def strongest(parts: Mapping[str, float]) -> tuple[list[str], list[str]]:
    """The terms that raise most and those that lower most, by what they are called; the strongest first."""
    up = sorted((name for name, value in parts.items() if value > 0.0), key=lambda name: -parts[name])
    down = sorted((name for name, value in parts.items() if value < 0.0), key=lambda name: parts[name])
    return tuple(
        [name for name in names if abs(parts[name]) > WORTH_NAMING * abs(parts[names[0]])][:NAMED] for names in (up, down)
    )  # type: ignore[return-value]


def moved(state: str, parts: Mapping[str, float], when: str = "this year") -> str:
    """What moved a state, in a sentence. state : as it is called; parts : term in words -> how much it moved the state; when : over which time"""
    net = sum(parts.values())
    if all(value == 0.0 for value in parts.values()):
        return f"Nothing has moved {state} yet."
    up, down = strongest(parts)
    how = "held steady" if abs(net) < 0.005 else f"rose by {net:.2f}" if net > 0 else f"fell by {-net:.2f}"
    text = f"{state[:1].upper()}{state[1:]} {how} {when}"
    text += f": raised most by {join(up)}" if up else ""
    text += f"{', ' if up else ': '}lowered most by {join(down)}" if down else ""
    return f"{text}."


def spoke(form: str, parts: Mapping[str, float]) -> str:
    """What spoke for a form of action and against it, in a sentence. parts : key of CHOICE_WORDS -> utility; what the form asks of anybody apart"""
    up, down = strongest({CHOICE_WORDS[name]: value for name, value in parts.items() if name != "own"})
    text = f"What spoke most for {form}: {join(up)}" if up else f"Nothing spoke for {form}"
    return f"{text}{f'; against it: {join(down)}' if down else ''}."
