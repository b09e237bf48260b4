"""What was asked of a folder of results: an answer may be made anew, but never takes the place of the answer to another question.

A question is a manifest without what came of it: everything that determines the numbers, and what was kept of them. How a folder
is written is in place.py.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .place import ResultsError, held_at

#: What a manifest holds besides its question: whose folder it is, how long it took and what came of it.
_ANSWER = {"program", "format", "files", "guard", "seconds", "verdicts"}
#: What a scenario tells its reader, which no number depends on.
_TOLD = {"title", "story", "sources"}
#: Values that are named as a whole: what is inside says nothing to a reader.
_WHOLE = {"school", "uncertainty"}
#: Differences that a refusal names.
_NAMED = 3


def question_of(manifest: dict[str, Any]) -> dict[str, Any]:
    """The question of a manifest, flat: dotted name -> value, where those of a scenario are called as in its file."""
    return dict(_flat(json.loads(json.dumps(manifest)), ""))


def check_question(place: str | Path, manifest: dict[str, Any], command: str = "", replace: bool = False) -> str:
    """What to tell whoever asks for results at a place before they are made: that they replace others, or nothing.

    manifest : what is to stand there, whatever it says of the answer
    command : name of the command, for the advice; without one it is about `save`
    replace : let them replace the answer to another question
    Raises ResultsError when the place is taken by something else, or by the answer to another question.
    """
    held = held_at(place)
    if held is None:
        return ""
    there, here = question_of(held), question_of(manifest)
    if there == here:
        return f"{place} holds the results of the same question; they are replaced."
    what = f"{place} holds {_contents_in_words(held)}" + (_apart(there, here) if _kind(held) == _kind(manifest) else "")
    if replace:
        return f"{what}; they are replaced."
    other, instead = (f"`{command} --out NAME`", f"`{command} --replace`") if command else ("another path", "`replace=True`")
    raise ResultsError(f"{what}; keep them with {other}, or put the new ones in their place with {instead}")


def _flat(values: dict[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if key == "scenario" and isinstance(value, dict):
            yield from _flat({k: v for k, v in value.items() if k not in _TOLD}, prefix)
        elif key in _WHOLE and "scenario" in values:
            told = (
                {k: v for k, v in value.items() if k != "receipt"} if key == "school" and value else value
            )  # the digest tells it all
            yield f"{prefix}{'real school' if key == 'school' else key}", told
        elif key not in _ANSWER:
            if isinstance(value, dict) and value:
                yield from _flat(value, f"{prefix}{key}.")
            else:
                yield f"{prefix}{key}", value


def _kind(manifest: dict[str, Any]) -> str:
    """What tells an ensemble, a comparison, a table of policies, a validation and anything else apart."""
    return next((key for key in ("scenario", "a", "reference", "patterns") if key in manifest), "")


def _contents_in_words(manifest: dict[str, Any]) -> str:
    """What a folder holds, in a few words."""
    match manifest:
        case {"scenario": {"name": name}, "runs": runs, "seed": seed}:
            return f"other results ({_short(name)}, {_short(runs)} schools, seed {_short(seed)})"
        case {"a": {"scenario": {"name": a}, "runs": runs, "seed": seed}, "b": {"scenario": {"name": b}}}:
            return f"another comparison ({_short(a)} and {_short(b)}, {_short(runs)} schools, seed {_short(seed)})"
        case {"reference": {"name": reference}, "others": list(others), "runs": runs, "seed": seed}:
            return f"another table of policies ({len(others)} against {_short(reference)}, {_short(runs)} schools, seed {_short(seed)})"
        case {"patterns": list(patterns), "seed": seed}:
            parts = [(len(patterns), "pattern"), (len(manifest.get("effects", ())), "effect")]
            told = [f"{n} {what}{'s' * (n != 1)}" for n, what in parts if n] or ["nothing"]
            return f"another validation ({' and '.join(told)}, seed {_short(seed)})"
        case _:
            return "other results"


def _apart(there: dict[str, Any], here: dict[str, Any]) -> str:
    """In what two questions of the same kind differ, as the end of a sentence."""
    names = [name for name in {**there, **here} if there.get(name) != here.get(name)]
    told = []
    for name in names[:_NAMED]:
        was, now = (_short(values.get(name)) for values in (there, here))
        told.append(f"{name} is {was} there and {now} here" if was != now else f"{name} differs")
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return f": {', '.join(told + more)}"


def _short(value: Any) -> str:
    match value:
        case None | [] | "":
            return "none"
        case {"title": title}:
            return str(title)[:60]
        case [*items] if all(isinstance(item, str) for item in items) and len(items) < 6:
            return " ".join(items)[:60]
        case list():
            return f"a list of {len(value)}"
        case dict():
            return "another"
        case float():
            return f"{value:.10g}"
        case _:
            return str(value)[:60]
