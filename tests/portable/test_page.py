"""The page that needs nobody: opened from the disk with the network off, it gives Python's numbers and restores what an address says."""

import time

import numpy as np
import pytest

import simulation as sim
from simulation.living.address import Identity
from simulation.portable.page import write_page
from simulation.report.page import MOST_BYTES

from ..conftest import IN_A_BROWSER

pytestmark = IN_A_BROWSER

SMALL = {"school.teachers": 9, "years": 3}
#: A school that was changed on its first day, and twice on the way: at the turn of a year and within one.
ADDRESS = (
    "scenario=baseline&seed=4000000000&school=7&week=77&set=school.teachers:9&set=time.planning:6.5"
    "&at=36:administrator.openness:0.9&at=40:time.paperwork:2"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return write_page(["baseline", "korea"], tmp_path_factory.mktemp("sent") / "schools.html")


@pytest.fixture(scope="module")
def opened(chromium, file):
    """The page in a browser without a network, and what it has asked for and which errors it met."""
    context = chromium.browser.new_context(viewport={"width": 1280, "height": 900}, offline=True, color_scheme="light")
    context.set_default_timeout(20_000)
    page, asked, errors = context.new_page(), set(), []
    context.on("request", lambda request: asked.add(request.url.partition("#")[0]))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    go(page, file, ADDRESS)
    return page, asked, errors


@pytest.fixture
def page(opened, file):
    """The page; after each test it has asked for nothing but its own file and met no error."""
    page, asked, errors = opened
    yield page
    assert asked == {file.as_uri()}
    assert errors == []


def go(page, file, address):
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#{address}")
    until(page, "window.simulation !== undefined && !!document.querySelector('.picture canvas')")


def until(page, script):
    """Wait until a script is true. Asked from outside: the page's policy forbids it to evaluate texts."""
    end = time.monotonic() + 20.0
    while not page.evaluate(script):
        assert time.monotonic() < end, f"still not: {script}"
        page.wait_for_timeout(30)


def same(here, there) -> bool:
    """True for the same numbers to the last bit."""
    return np.array_equal(np.asarray(here, float), np.asarray(there, float), equal_nan=True)


def weeks_of(identity: Identity) -> np.ndarray:
    """The weeks of a school until the one of its identity, as Python gives them."""
    found = sim.simulate(identity.scenario_now(), 1, identity.seed, first_run=identity.run, record=("weeks",), workers=1)
    return found._recorded[0].weeks[: identity.week]


@pytest.mark.parametrize("name", ["baseline", "korea"])
def test_schools_in_a_browser_have_the_numbers_of_python(page, name):
    asked = {"scenario": name, "set": SMALL, "seed": 5, "first": 2, "runs": 2}
    there = page.evaluate("(asked) => window.simulation.run(asked)", asked)
    here = sim.simulate(sim.Scenario.load(name).replace(SMALL), 2, 5, first_run=2, workers=1)
    assert same([run.years for run in here._recorded], there)
    columns = page.evaluate("window.simulation.columns")
    assert same(here.years[columns], np.reshape(there, (-1, len(columns))))


def test_an_address_restores_a_school_and_all_that_was_changed(page):
    rows = page.evaluate("window.simulation.living.rows")
    assert page.inner_text(".clock") == "Year 3, week 5"
    assert same(weeks_of(Identity.from_query(ADDRESS)), rows)


def test_an_address_restores_a_summer(page, file):
    go(page, file, "scenario=korea&seed=2&school=0&week=36&summer=1&set=school.teachers:9")
    assert page.inner_text(".clock") == "Summer after year 1"
    assert page.evaluate("window.simulation.living.frame().forms.every((form) => form < 0)")
    page.click("[title='One week on (→)']")
    until(page, "location.hash.includes('week=37') && !location.hash.includes('summer')")
    identity = Identity.from_query(page.evaluate("location.hash.slice(1)"))
    assert same(weeks_of(identity), page.evaluate("window.simulation.living.rows"))
    go(page, file, ADDRESS)


def test_what_is_played_and_changed_stands_in_the_address(page, file):
    """Another week, a lever, and years that were lived before: the address is one that the application reads as well."""
    page.click("[title='One year on']")
    page.fill("[aria-label^='planning time'].value, #page .lever .value >> nth=0", "0.7")
    page.keyboard.press("Tab")
    page.click("[title='One week on (→)']")
    until(page, "location.hash.includes('week=114') && location.hash.includes('at=113')")
    address = page.evaluate("location.hash.slice(1)")
    rows = page.evaluate("window.simulation.living.rows")
    assert same(weeks_of(Identity.from_query(address)), rows)
    go(page, file, address)
    assert same(rows, page.evaluate("window.simulation.living.rows"))


def test_an_address_that_cannot_be_is_said_and_the_first_school_shown(page, file):
    for address, said in {
        "scenario=nowhere": "does not know the scenario nowhere",
        "seed=x": "seed = x in the address is not a whole number",
        "set=time.planing:3": "time.planing in the address is not a field",
        "set=time.planning:999": "out of range",
    }.items():
        page.evaluate("(address) => { location.hash = address; }", address)
        until(page, f"document.querySelector('.trouble').textContent.includes({said!r})")
    assert page.evaluate("window.simulation.living.identity.scenario") == "baseline"


def test_an_address_that_was_just_written_is_never_written_over(page, file):
    """What is shown gets into the address a moment later; whoever writes another one in that moment is not heard yet."""
    go(page, file, "scenario=baseline&set=school.teachers:9&set=years:3")
    page.click("[title='One week on (→)']")
    page.evaluate("() => history.replaceState(null, '', '#scenario=korea&set=school.teachers:9')")  # of which nobody is told
    page.wait_for_timeout(400)
    assert page.evaluate("location.hash") == "#scenario=korea&set=school.teachers:9"
    page.evaluate("() => dispatchEvent(new HashChangeEvent('hashchange'))")
    assert page.evaluate("window.simulation.living.identity.scenario") == "korea"
    until(page, "location.hash.includes('scenario=korea&seed=')")


def test_charts_show_where_other_schools_go_before_the_first_week(page, file):
    page.evaluate("() => { location.hash = 'scenario=baseline&set=school.teachers:9&set=years:3'; }")
    until(page, "[...document.querySelectorAll('.chartnote')].every((e) => e.textContent.startsWith('Shaded: other schools'))")
    page.click("[aria-label='One week on (→)']")
    until(page, "[...document.querySelectorAll('.chartnote')].every((e) => e.hidden)")


def test_the_page_fits_a_phone_and_a_mail(page, file):
    assert file.stat().st_size < MOST_BYTES
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(150)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("h1").count() == 1 and page.get_attribute(".side", "tabindex") == "0"  # which scrolls
