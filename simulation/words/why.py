"""Why somebody is as she is and does what she does, in sentences: made of terms, for the page, the terminal and reports alike."""

from collections.abc import Mapping, Sequence

from ..core.languages import decimals, say
from ..declare.terms import CHOICE_WORDS

#: Of the terms that raise, and of those that lower, so many are named, and none that is smaller than a tenth of the largest.
NAMED, WORTH_NAMING = 2, 0.1


def join(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return say("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])


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
        return say("Nothing has moved {state} yet.", state=state)
    up, down = strongest(parts)
    how = (
        "{state} held steady {when}"
        if abs(net) < 0.005
        else "{state} rose by {net} {when}"
        if net > 0
        else "{state} fell by {net} {when}"
    )
    text = say(how, state=f"{state[:1].upper()}{state[1:]}", net=decimals(f"{abs(net):.2f}"), when=say(when))
    by = [say("raised most by {terms}", terms=join(up))] if up else []
    by += [say("lowered most by {terms}", terms=join(down))] if down else []
    return f"{text}{': ' if by else ''}{', '.join(by)}."


def spoke(form: str, parts: Mapping[str, float]) -> str:
    """What spoke for a form of action and against it, in a sentence. parts : key of CHOICE_WORDS -> utility; what the form asks of anybody apart"""
    up, down = strongest({CHOICE_WORDS[name]: value for name, value in parts.items() if name != "own"})
    text = f"What spoke most for {form}: {join(up)}" if up else f"Nothing spoke for {form}"
    return f"{text}{f'; against it: {join(down)}' if down else ''}."
