"""A report in a real browser, from the disk and with the network off: whatever asks for anything but the file fails its test.

Screenshots go to artefacts/.
"""

import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

import simulation as sim
from simulation.words.outcomes import CARD, TILES, label

from ..conftest import IN_A_BROWSER

PICTURES = Path(__file__).parents[2] / "artefacts"
pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def files(folders, tmp_path_factory):
    """A report of each kind, all in a place of their own, far from the folders."""
    place = tmp_path_factory.mktemp("sent")
    return {kind: sim.write_report(folder, place / f"{kind}.html") for kind, folder in folders.items()}


class Desk:
    """Opens reports, and knows what they asked for and which errors they met. A report that nobody changed is opened once."""

    def __init__(self, chromium, files):
        self.chromium, self.files = chromium, files
        self.asked, self.errors, self.open = [], [], {}

    def __call__(self, kind, **options):
        """A report, opened anew where options say how."""
        if options or kind not in self.open:
            context = self.chromium.browser.new_context(
                **{"viewport": {"width": 1280, "height": 900}, "offline": True, "color_scheme": "light"} | options
            )
            context.set_default_timeout(20_000)
            page = context.new_page()
            context.on("request", lambda request: self.asked.append(request.url))
            page.on("pageerror", lambda error: self.errors.append(str(error)))
            page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
            page.goto(self.files[kind].as_uri())
            if options:
                return page
            self.open[kind] = page
        return self.open[kind]


@pytest.fixture(scope="module")
def desk(chromium, files):
    """One for all tests."""
    return Desk(chromium, files)


@pytest.fixture
def reader(desk):
    """Opens a report; afterwards nothing has been asked for but the file, and no error was met."""
    yield desk
    own = {file.as_uri() for file in desk.files.values()}
    assert [url for url in desk.asked if url not in own and not url.startswith("data:")] == []
    assert desk.errors == []


def until(page, script, patience=20.0):
    """Wait until a script is true. Asked from outside: the page's policy forbids it to evaluate texts, as playwright's own way would."""
    end = time.monotonic() + patience
    while not page.evaluate(script):
        assert time.monotonic() < end, f"still not: {script}"
        page.wait_for_timeout(30)


def narrow(page):
    """True when nothing sticks out at the side."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", ["run", "compare", "sweep"])
def test_every_report_is_drawn_in_both_looks_and_fits_a_phone(reader, kind):
    page = reader(kind, color_scheme="dark")
    page.wait_for_selector(".replay canvas")
    PICTURES.mkdir(exist_ok=True)
    for look, other in (("dark", "Light colours"), ("light", "Dark colours")):
        assert page.get_attribute("html", "data-look") == look
        assert page.locator(".curves svg path").count() > 5
        assert narrow(page)
        page.screenshot(path=PICTURES / f"report-{kind}-{look}.png")
        page.click(f"[aria-label='{other}']")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(150)
    assert narrow(page)
    assert page.evaluate(
        "[...document.querySelectorAll('.curves svg, .heat svg, .replay canvas')].every((c) => c.clientWidth < 390)"
    )
    page.screenshot(path=PICTURES / f"report-{kind}-narrow.png", full_page=True)


def test_pointing_at_a_chart_shows_the_value_of_that_year(reader, results):
    page = reader("run")
    chart = page.locator("[data-chart=forms] .curves")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    page.mouse.move(box["x"] + 0.05 * box["width"] + 40, box["y"] + 0.5 * box["height"])
    until(page, "document.querySelector('[data-chart=forms] .curves').dataset.at === '0'")
    told = chart.inner_text()
    mean = results.years[results.years["year"] == 1]["share_coordination"].mean()
    assert "Year 1" in told and "95 % interval" in told
    assert f"{100 * mean:.0f} %" in told or f"{100 * mean:.1f} %" in told
    chart.focus()
    page.keyboard.press("End")
    until(page, "document.querySelector('[data-chart=forms] .curves').dataset.at === '3'")
    assert "Year 4" in chart.inner_text()
    assert "Year 4: coordination" in chart.get_attribute("aria-label")


def test_the_slider_and_the_keys_change_the_network(reader):
    page = reader("run")
    page.wait_for_selector(".replay canvas")
    root = page.locator(".replay")
    picture = page.locator(".replay .picture")
    assert root.get_attribute("data-moment") == "15"
    last = picture.screenshot()
    slider = page.locator(".replay input[type=range]")
    slider.fill("0")
    assert page.inner_text(".replay .clock") == "Year 1, term 1"
    page.wait_for_timeout(100)
    first = picture.screenshot()
    assert first != last
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert root.get_attribute("data-moment") == "1"
    page.locator(".replay .canvas").focus()
    page.keyboard.press("Shift+ArrowRight")
    assert page.inner_text(".replay .clock") == "Year 2, term 2"
    page.keyboard.press("Home")
    page.wait_for_timeout(100)
    assert picture.screenshot() != last
    page.keyboard.press("Space")
    until(page, "Number(document.querySelector('.replay').dataset.moment) >= 2")
    page.keyboard.press("Space")
    assert root.get_attribute("data-playing") == "false"
    assert "Deepest form of action" in page.get_attribute(".replay .canvas", "aria-label")


def test_pointing_at_a_teacher_tells_of_the_person(reader):
    page = reader("run")
    page.wait_for_selector(".replay canvas")
    page.locator(".replay .picture").scroll_into_view_if_needed()
    box = page.locator(".replay .canvas").bounding_box()
    at = page.evaluate("replay.networks[0].place(3)")
    page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    card = page.locator(".replay .card")
    card.wait_for(state="visible")
    assert "Teacher 4" in card.inner_text()
    shown = page.evaluate("replay.frames[0].exhaustion[3] / 255")
    vacant = page.evaluate("replay.frames[0].forms[3] < 0")
    assert vacant or f"{shown:.2f}" in card.inner_text()
    assert vacant or card.locator("dt").all_inner_texts() == ["does at most", *(label(name) for name in CARD)]
    assert page.locator(".replay .tile span").all_inner_texts() == [label(name) for name in TILES]


def test_both_schools_of_a_comparison_are_played_together(reader):
    page = reader("compare")
    page.wait_for_selector(".replay canvas")
    assert page.locator(".replay canvas").count() == 2
    page.fill(".replay input[type=range]", "2")
    assert page.evaluate("replay.frames.length === 2 && replay.k === 2")


def test_choosing_an_effect_draws_it_and_the_table_sorts(reader):
    page = reader("compare")
    page.click("#table-effects tr[data-outcome=exhaustion]")
    assert page.locator("#table-effects tr.chosen").get_attribute("data-outcome") == "exhaustion"
    assert page.locator("#pair .curves").first.get_attribute("aria-label").startswith("Exhaustion, 0 to 1.")
    column = "[...document.querySelectorAll('#table-effects tbody td:nth-child(2)')].map((c) => Number(c.dataset.value))"
    before = page.evaluate(column)
    page.click("#table-effects thead th:nth-child(2) button")
    after = page.evaluate(column)
    assert after == sorted(before, reverse=True) != before
    assert page.get_attribute("#table-effects thead th:nth-child(2)", "aria-sort") == "descending"


def test_the_map_of_a_sweep_tells_the_value_of_a_cell(reader):
    page = reader("sweep")
    heat = page.locator(".heat")
    heat.scroll_into_view_if_needed()
    box = heat.bounding_box()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.4 * box["height"])
    until(page, "/openness/.test(document.querySelector('.heat').innerText)")
    assert "%" in heat.inner_text()
    shown = page.evaluate(
        "[...document.querySelectorAll('.heat svg text')].map((t) => [parseFloat(t.textContent), t.getAttribute('fill'), t.getAttribute('text-anchor')])"
    )
    inside = sorted(
        (value, fill)
        for value, fill, anchor in shown
        if anchor == "middle" and fill in ("#ffffff", "#1f2933") and value is not None
    )
    assert inside[0][1] == "#1f2933" and inside[-1][1] == "#ffffff", inside  # dark on the lightest cell, light on the darkest
    page.select_option("#maps select", "(tipping)")
    assert "of 5.0 % or more" in page.inner_text("#maps .fine")


def test_the_command_is_copied(reader):
    page = reader("run", permissions=["clipboard-read", "clipboard-write"])
    page.click("[data-copy=command-1]")
    page.wait_for_selector("[data-copy=command-1]:has-text('Copied')")
    assert page.evaluate("navigator.clipboard.readText()") == page.inner_text("#command-1")


def test_without_scripts_text_and_tables_remain(reader):
    page = reader("run", java_script_enabled=False)
    assert page.locator("#charts").is_hidden()
    assert page.is_visible("text=All numbers of the charts are in the tables.")
    page.click("#tables summary >> nth=0")
    assert page.is_visible("#table-forms tbody tr >> nth=3")
    assert page.is_visible("#command-1")


def printed(page):
    """The pages of a printed report, as text."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=page.pdf(format="A4"), capture_output=True, check=True)
    return done.stdout.decode().split("\f")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads what was printed with pdftotext")
def test_every_outcome_is_printed_and_a_table_has_its_head_on_each_page(reader, folders):
    page = reader("sweep")
    page.wait_for_selector("#curves svg")
    text = " ".join(" ".join(printed(page)).split())
    outcomes = page.locator("#curves select >> nth=0").evaluate("menu => [...menu.options].map((o) => o.text)")
    assert len(outcomes) > 1
    for name in outcomes[1:]:
        assert f"Over each parameter: {name}" in text
    assert page.locator(".onpaper").count() == 0  # gone when it is printed
    page = reader("compare")
    pages = printed(page)
    with_rows = [
        sheet
        for sheet in pages
        if re.search(r"^ *(Role ambiguity|Trust|Principal's say over budget|Vacant posts) .*[+−]", sheet, re.MULTILINE)
    ]
    assert len(with_rows) > 1 and all(re.search(r"Outcome\s+A\W*\s+B\W*\s+B", sheet) for sheet in with_rows)


def test_a_table_that_is_wider_than_a_phone_says_so(reader):
    page = reader("compare", viewport={"width": 390, "height": 844})
    wide = "[...document.querySelectorAll('.tablebox')].filter((b) => b.checkVisibility({ contentVisibilityAuto: true }) && b.scrollWidth > b.clientWidth + 1)"
    until(page, f"{wide}.length > 0 && {wide}.every((b) => getComputedStyle(b, '::before').content.includes('More columns'))")


def test_a_sheet_of_paper_is_light_and_unfolded(reader):
    page = reader("run", color_scheme="dark")
    page.wait_for_selector(".replay canvas")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.get_attribute("html", "data-look") == "light"
    assert page.locator("details[data-print]:not([open])").count() == 0
    assert page.evaluate("[...document.querySelectorAll('.curves svg')].every((c) => c.clientWidth <= 684)")
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.get_attribute("html", "data-look") == "dark"
