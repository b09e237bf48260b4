"""The language in which pages are spoken to: texts stand in the code in English and are looked up under what they say.

`say("{n} of {all} left", n=3, all=32)` is the text in the language that is spoken while it is called; a text that the catalogue does not
have is said in English. Catalogues are one JSON file for each language beside the pages' scripts, which read the same (kit/words.js).
English needs none, so a command line, which never calls `speaking`, reads nothing.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

CATALOGUES = Path(__file__).parents[1] / "pages" / "static" / "kit" / "words"
ENGLISH = "en"

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


@cache
def languages() -> tuple[str, ...]:
    """What may be spoken, as codes of two letters; English first."""
    return (ENGLISH, *sorted(path.stem for path in CATALOGUES.glob("??.json")))


@cache
def catalogue_of(language: str) -> dict[str, str]:
    """English text -> the same in a language of `languages`."""
    if language == ENGLISH:
        return {}
    texts: dict[str, str] = json.loads((CATALOGUES / f"{language}.json").read_text(encoding="utf-8"))
    return texts


def spoken() -> str:
    """The language that is spoken here and now."""
    return _spoken.get()


@contextmanager
def speaking(language: Any) -> Iterator[None]:
    """Speak a language meanwhile, on this thread; English in place of one that there is not."""
    before = _spoken.set(language if language in languages() else ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(before)


def say(text: str, **values: Any) -> str:
    """A text in the language that is spoken. values : what stands in its places, `{name}`; without any the text is taken as it is"""
    told = catalogue_of(_spoken.get()).get(text, text)
    return told.format(**values) if values else told


def decimals(written: str) -> str:
    """A number that was written with a point, as the language writes it."""
    return written.replace(".", ",") if _spoken.get() == "de" else written
