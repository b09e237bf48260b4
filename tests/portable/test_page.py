"""The page that needs nobody: opened from the disk with the network off, it gives Python's numbers and restores what an address says."""

import time
from urllib.parse import quote

import numpy as np
import pytest

import simulation as sim
from simulation.living.address import Identity
from simulation.portable.page import write_page
from simulation.report.page import MOST_BYTES

from ..conftest import IN_A_BROWSER

pytestmark = IN_A_BROWSER

SMALL = {"school.teachers": 9, "years": 3}
NINE = "set=school.teachers:9&set=years:3"
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
    """The page; after each test it has asked for nothing but its own file, and itself for workers, and met no error."""
    page, asked, errors = opened
    yield page
    assert {url for url in asked if not url.startswith("blob:")} == {file.as_uri()}
    assert errors == []


def go(page, file, address):
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#{address}")
    until(page, "window.simulation !== undefined && !!document.querySelector('.main .canvas canvas, .main .map canvas')")


def until(page, script):
    """Wait until a script is true. Asked from outside: the page's policy forbids it to evaluate texts."""
    end = time.monotonic() + 20.0
    while not page.evaluate(script):
        assert time.monotonic() < end, f"still not: {script}"
        page.wait_for_timeout(30)


def rows_of(page) -> list[list[float]]:
    """The weeks that the page on show knows, as it was told them."""
    return page.evaluate("window.collectiveAction.page.rows")


def weeks_of(identity: Identity) -> np.ndarray:
    """The weeks of a school until the one of its identity, as Python gives them to a page."""
    found = sim.simulate(identity.scenario_now(), 1, identity.seed, first_run=identity.run, record=("weeks",), workers=1)
    return found._recorded[0].weeks[: identity.week]


def same(here, there) -> bool:
    """True for the same numbers to the four decimals that pages are told."""
    rounded = [[round(value, 4) for value in row] for row in np.asarray(here, float).tolist()]
    return np.array_equal(np.array(rounded), np.asarray(there, float), equal_nan=True)


@pytest.mark.parametrize("name", ["baseline", "korea"])
def test_schools_in_a_browser_have_the_numbers_of_python(page, name):
    asked = {"scenario": name, "set": {"school.teachers": 9}, "years": 3, "seed": 5, "run": 2, "runs": 2}
    there = page.evaluate("(asked) => window.simulation.run(asked)", asked)
    here = sim.simulate(sim.Scenario.load(name).replace(SMALL), 2, 5, first_run=2, workers=1).years
    assert page.evaluate("window.simulation.columns") == [column for column in here.columns if column in there[0]][2:]
    for column in ("run", "year", *page.evaluate("window.simulation.columns")):
        assert np.array_equal(here[column].to_numpy(float), np.array([row[column] for row in there], float), equal_nan=True), (
            column
        )


def test_an_address_restores_a_school_and_all_that_was_changed(page, file):
    assert page.inner_text(".clock") == "Year 3, week 5"
    assert same(weeks_of(Identity.from_query(ADDRESS)), rows_of(page))


def test_an_address_restores_a_summer(page, file):
    go(page, file, "scenario=korea&seed=2&school=0&week=36&summer=1&set=school.teachers:9")
    assert page.inner_text(".clock") == "Summer after year 1"
    assert page.evaluate("window.collectiveAction.page.frame.forms.every((form) => form < 0)")
    page.click("[aria-label='One week on (→)']")
    until(page, "location.hash.includes('week=37') && !location.hash.includes('summer')")
    assert same(weeks_of(Identity.from_query(page.evaluate("location.hash.slice(1)"))), rows_of(page))
    go(page, file, ADDRESS)


def test_what_is_played_and_changed_stands_in_the_address(page, file):
    """Another week, a lever, and years that were lived before: the address is one that the application reads as well."""
    page.click("[title='One year on']")
    page.fill("#page .lever .value >> nth=0", "0.7")
    page.keyboard.press("Tab")
    until(page, "location.hash.includes('at=113')")
    page.click("[aria-label='One week on (→)']")
    until(page, "location.hash.includes('week=114')")
    address = page.evaluate("location.hash.slice(1)")
    assert same(weeks_of(Identity.from_query(address)), rows_of(page))
    rows = rows_of(page)
    go(page, file, address)
    assert rows == rows_of(page)


def test_what_happened_and_who_is_who_is_told_as_in_the_application(page):
    assert page.locator(".log li, .log button").count() > 5
    page.evaluate("window.collectiveAction.page.people.open(2)")
    until(page, "document.querySelectorAll('.panel .why').length === 3")
    assert page.inner_text(".panel h2").endswith("Teacher 3") or "Teacher 3's post" in page.inner_text(".panel h2")


def test_an_address_that_cannot_be_is_said_and_the_first_school_shown(page, file):
    for address, said in {
        "scenario=nowhere": "does not know the scenario nowhere",
        "seed=x": "seed = x in the address is not a whole number",
        "set=time.planing:3": "time.planing is not a field",
        "set=time.planning:999": "out of range",
    }.items():
        page.goto("about:blank")
        page.goto(f"{file.as_uri()}#{address}")
        until(page, f"document.querySelector('.trouble')?.textContent.toLowerCase().includes({said.lower()!r})")
        assert page.evaluate("window.collectiveAction.page.whole.scenario.name") == "baseline"


def test_an_address_that_was_just_written_is_never_written_over(page, file):
    """What is shown gets into the address a moment later; whoever writes another one in that moment is not heard yet."""
    go(page, file, f"scenario=baseline&{NINE}")
    page.click("[aria-label='One week on (→)']")
    page.evaluate("() => history.replaceState(null, '', '#scenario=korea&set=school.teachers:9')")  # of which nobody is told
    page.wait_for_timeout(400)
    assert page.evaluate("location.hash") == "#scenario=korea&set=school.teachers:9"
    page.evaluate("() => dispatchEvent(new HashChangeEvent('hashchange'))")
    until(page, "location.hash.includes('scenario=korea&seed=')")


def test_schools_that_are_compared_have_the_effects_of_python(page, file):
    """200 pairs, with common random numbers, computed beside the page: what it says in the end is what `compare` says."""
    a, b = f"scenario=baseline&{NINE}", f"scenario=korea&{NINE}"
    go(page, file, f"page=compare&a={quote(a)}&b={quote(b)}&seed=3")
    until(page, "window.collectiveAction.page.found?.sentences !== undefined")
    there = {row["outcome"]: row for row in page.evaluate("window.collectiveAction.page.found.effects")}
    one, other = (sim.Scenario.load(name).replace(SMALL) for name in ("baseline", "korea"))
    here = sim.compare(one, other, runs=200, seed=3, workers=1).table
    for row in here.itertuples():
        found = there[row.outcome]
        told = [row.a, row.b, row.difference, row.low, row.high, row.effect_size]
        said = [found[key] for key in ("a", "b", "difference", "low", "high", "size")]
        assert np.allclose(np.array(said, float), np.array(told, float), rtol=0, atol=5.1e-6, equal_nan=True), row.outcome


def test_a_map_of_two_levers_is_drawn_and_its_address_restores_it(page, file):
    go(page, file, f"page=explore&scenario=baseline&{NINE}&x=time.planning&y=goals.active&outcome=trust&cells=5&schools=4")
    until(page, "document.querySelector('.wide')?.dataset.cells === '25'")
    until(page, "document.querySelector('.explore p[role=status]').textContent.startsWith('Trust runs from')")


def test_the_page_stays_alive_while_schools_are_computed(page, file):
    """Nothing is computed where the page draws: its clock ticks on. What comes back is taken in one go, and may hold it up."""
    go(page, file, f"scenario=baseline&{NINE}")
    page.evaluate(
        "() => { window.gaps = []; let last = performance.now(); window.ticking = setInterval(() => {"
        " const now = performance.now(); gaps.push(now - last); last = now; }, 20); }"
    )
    page.evaluate("() => window.simulation.run({ runs: 60, years: 10 })")
    gaps = page.evaluate("(clearInterval(window.ticking), window.gaps)")
    assert len(gaps) > 5 and np.median(gaps) < 60.0


def test_charts_show_where_other_schools_go_before_the_first_week(page, file):
    go(page, file, f"scenario=baseline&{NINE}")
    until(page, "document.querySelector('.bandline').textContent.includes('Shaded: the middle 80 percent of 20')")


def test_the_page_fits_a_phone_and_a_mail(page, file):
    assert file.stat().st_size < MOST_BYTES
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(150)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("h1").count() == 1
