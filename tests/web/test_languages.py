"""Pages speak more than one language: every text is in every catalogue, no catalogue has others, and numbers follow the language."""

import re

import pytest

from simulation.core.languages import catalogue_of, languages, say, speaking
from simulation.pages.catalogue import catalogue

from ..languages import declared, scripts, templates, texts_of_python, texts_of_scripts

OTHERS = languages()[1:]
PLACE = re.compile(r"\{\w+\}")

#: Looks like a text: words with a blank between, or one that begins large.
_TEXT = re.compile(r"[A-Za-z]{2,} [A-Za-z“(]|^[A-Z][a-z]+\b|[a-z]{3,}[.:!?]$|… ?$")
#: Keys, names of files and formats, fonts, paths: what nobody reads as a sentence.
_NONE = re.compile(
    r"^(Arrow\w*|Escape|Enter|Home|End|PageUp|PageDown|Backspace|Parquet|English|Deutsch)$|Inter,|^title = |^[MLQ][\d{]|px |^Page|Boolean|"
    r"^(use strict|icon solid|not reproduced)$|class --host|^(\{0\} )?…$|-webkit|^[a-z]+\.[a-z.]+$"
)
#: What stands before a string that is compared, imported or thrown at programmers.
_ASIDE = re.compile(
    r"(===?\s*|from\s*|import\(\s*|Error\(\s*|case\s*|startsWith\(|in\s*|querySelector(All)?\(|closest\(|on\(|includes\()$"
)


@pytest.fixture(scope="module")
def texts():
    """Every text of the pages, with where it stands."""
    return dict.fromkeys(declared(), "declarations") | texts_of_python() | texts_of_scripts()


def test_every_text_is_in_every_catalogue_and_no_catalogue_has_a_text_that_nobody_says(texts):
    assert OTHERS and len(texts) > 1000
    for language in OTHERS:
        known = catalogue_of(language)
        assert {text: place for text, place in texts.items() if not known.get(text)} == {}
        assert sorted(known.keys() - texts.keys()) == []


def test_places_for_values_are_the_same_in_every_language():
    for language in OTHERS:
        for text, told in catalogue_of(language).items():
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(told)), text


def test_scripts_have_no_text_that_is_not_looked_up():
    found = [
        (path.name, text)
        for path in scripts()
        if path.parent.name != "portable" and path.name != "words.js"
        for before, text, quote in templates(path.read_text(encoding="utf-8"))
        if _TEXT.search(text) and not _NONE.search(text) and not re.search(r"\bt$", before) and not _ASIDE.search(before)
    ]
    assert found == []


def test_a_session_answers_in_the_language_that_is_spoken(ask):
    english = ask("open", key="main", query="scenario=baseline&set=school.teachers:12&set=years:2&week=72")
    with speaking("de"):
        told = ask("open", key="main", query="scenario=baseline&set=school.teachers:12&set=years:2&week=72")
        years = [text for _, kind, text, *_ in told["log"]["events"] if kind == "year"]
        labels = {outcome["name"]: outcome["label"] for outcome in catalogue()["outcomes"]}
        fault = ask.fault("open", key="main", query="scenario=baseline&set=years:40&set=school.teachers:500")
        view = ask("teacher", key="main", post=0)
    assert years[0].startswith("Jahr 1 endete:") and re.search(r"bei 0,\d\d von 1", years[0])
    assert labels["exhaustion"] == "Erschöpfung" and "Lehrkräfte" in fault
    assert told["people"]["names"][0] == view["name"] == "Lehrkraft 1"
    assert catalogue()["forms"][0] == "individual practice" and english["people"]["names"][0] == "Teacher 1"
    # the school is the same, whatever is spoken
    assert {k: v for k, v in told.items() if k in ("rows", "forms")} == {
        k: v for k, v in english.items() if k in ("rows", "forms")
    }


def test_a_language_that_there_is_not_is_english_and_a_text_without_a_translation_stays():
    with speaking("tlh"):
        assert say("Higher") == "Higher"
    with speaking("de"):
        assert (say("Higher"), say("Nobody said this."), say("{n} of 3", n=2)) == ("Höher", "Nobody said this.", "2 of 3")
    assert say("Higher") == "Higher"
