"""A page in another language: chosen by the browser or by hand, and English nowhere but where somebody wrote it."""

import re

import pytest

from simulation.core.languages import catalogue_of

from ..conftest import IN_A_BROWSER
from .test_languages import PLACE

pytestmark = IN_A_BROWSER

#: Texts, titles and names for those who do not see, but for what is shown as somebody wrote it: code, and names of scenarios.
SHOWN = """() => {
  const aside = "code, pre, option, .nameplate, .story";
  const walk = document.createTreeWalker(document.querySelector(".app"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode())
    if (!walk.currentNode.parentElement.closest(aside)) found.push(walk.currentNode.textContent);
  for (const element of document.querySelectorAll(".app [title], .app [aria-label], .app [placeholder]"))
    if (!element.closest(".tongue")) found.push(...["title", "aria-label", "placeholder"].map((name) => element.getAttribute(name) ?? ""));
  return [...new Set(found)];
}"""
SMALL = "scenario=baseline&set=school.teachers:12&set=years:2"


def words(texts):
    """The words of some texts, in small letters."""
    return {word.lower() for text in texts for word in re.findall(r"[^\W\d_]{3,}", PLACE.sub(" ", text))}


def test_the_page_speaks_the_browsers_language_until_another_is_chosen(visitor):
    one = visitor(f"{SMALL}&week=36", locale="de-CH")
    assert (one.page.inner_text(".clock"), one.page.get_attribute("html", "lang")) == ("Ende von Jahr 1", "de")
    assert re.search(r"\d,\d", one.page.inner_text(".stage .tiles")) and not re.search(
        r"\d\.\d", one.page.inner_text(".stage .tiles")
    )
    assert "Jahr 1 endete" in one.page.inner_text(".log")
    for said in ("End of year 1", "Ende von Jahr 1"):
        one.page.click(".tongue")
        one.page.wait_for_function("(said) => document.querySelector('.clock')?.textContent === said", arg=said)
    one.page.reload()
    one.page.wait_for_selector("text=Ende von Jahr 1")


@pytest.mark.long
@pytest.mark.parametrize("query", [f"{SMALL}&week=60", "page=compare", "page=explore", "page=yours"])
def test_no_english_is_left_on_a_german_page(visitor, query):
    one = visitor(query, locale="de-DE")
    one.page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    if "week" in query:
        one.run("p.people.open(0)")
        one.page.wait_for_selector(".why")
    german = catalogue_of("de")
    english = words(german) - words(german.values())
    assert len(english) > 500
    shown = [text for text in one.page.evaluate(SHOWN) if not text.startswith("Quelle: ")]  # titles of books and papers
    shown = [text for text in shown if not re.fullmatch(r"\w+=\S+", text)]  # what is typed as on the command line
    assert {text: left for text in shown if (left := words([text]) & english)} == {}
