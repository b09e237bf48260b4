"""The School page keeps its word at every moment: history, branches, the time axis, and the persons behind its numbers.

All tests share one page, since opening pages is what costs: each goes to its own school, within the application.
"""

import pytest

from ..conftest import IN_A_BROWSER
from .conftest import visitors
from .test_browser import SMALL, set_lever

pytestmark = IN_A_BROWSER


#: Elements whose letters are smaller than so many pixels, of those that a selector finds.
SMALLER_THAN = """([selector, size]) => [...document.querySelectorAll(selector)]
    .filter((e) => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < size
        && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
    .map((e) => e.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def page(chromium, address):
    """One page for all."""
    made = visitors(chromium.browser, address)
    yield next(made)(SMALL)
    next(made, None)


@pytest.fixture
def visitor(page):
    """Goes to an address in the page that all share, as large as pages are, with an empty list of runs."""
    page.page.evaluate("() => sessionStorage.clear()")
    page.page.set_viewport_size({"width": 1500, "height": 880})

    def go(query, viewport=None):
        if viewport:
            page.page.set_viewport_size(viewport)
        name = dict(part.split("=", 1) for part in query.split("&")).get("page", "school")
        query = query.replace(f"&page={name}", "")
        page.page.evaluate(
            "([name, query]) => collectiveAction.go('evidence').then(() => collectiveAction.go(name, query))", [name, query]
        )
        page.page.wait_for_selector(".school[data-week]" if name == "school" else ".explore")
        return page

    return go


def settled(one, query_has):
    """Wait until the page has opened what its address names."""
    one.until(f"p.query.includes('{query_has}') && !p.player.busy && !p.stage.hasAttribute('aria-busy')")


def lever(one, name):
    return float(one.page.input_value(f"[data-lever='{name}'] input.value"))


def test_levers_show_what_is_in_force_and_changing_the_past_makes_a_branch_that_can_be_undone(visitor):
    one = visitor(f"{SMALL}&week=60&at=29:time.planning:5&at=53:time.planning:8")
    whole = one.run("p.query")
    one.page.locator(".scrub").fill("5")
    one.until("p.player.week === 5 && !p.player.busy")
    assert lever(one, "time.planning") == 1
    assert one.page.locator("[data-lever='time.planning'].touched").count() == 0
    one.page.locator(".scrub").fill("40")
    one.until("p.player.week === 40 && !p.player.busy")
    assert lever(one, "time.planning") == 5
    set_lever(one, "time.planning", 3)  # the change of week 53, and all weeks after this one, are another run's now
    settled(one, "at=40:time.planning:3")
    assert "at=53" not in one.run("p.query")
    assert one.run("p.runs.runs.length") == 2
    one.page.click("summary:has-text('Runs of this session (2)')")
    assert "Year 2, week 4" in one.page.inner_text(".runs")
    one.page.locator(".runs input").first.fill("a gentle branch")
    one.page.locator(".runs input").first.press("Tab")
    assert [run["name"] for run in one.run("p.runs.runs")][1] == "a gentle branch"
    one.page.click("button:has-text('Undo')")
    settled(one, "at=53:time.planning:8")
    assert one.week == 40 and lever(one, "time.planning") == 5
    one.page.locator(".scrub").fill("60")
    one.until("p.player.week === 60 && !p.player.busy")
    assert one.run("p.query") == whole
    one.page.locator(".runs button:has-text('Compare')").click()
    one.page.wait_for_selector(".pair")
    one.until("p.player.week === 60")
    assert (
        one.page.evaluate("new URLSearchParams(location.search).get('b')").replace("%3A", ":").split("&")[2]
        == "at=40:time.planning:3"
    )
    assert "common planning time 3 after year 2, week 4" in one.page.locator(".nameplate").nth(1).inner_text()
    one.page.go_back()
    one.page.wait_for_selector(".school .canvas canvas")
    one.until("p.runs && p.runs.runs.length === 2 && p.runs.runs[1].name === 'a gentle branch'")  # kept as long as the tab


@pytest.mark.long
def test_back_and_forward_restore_what_was_shown(visitor):
    one = visitor(f"{SMALL}&week=20")
    set_lever(one, "administrator.openness", 0.9)
    settled(one, "at=20:administrator.openness:0.9")
    one.page.select_option("#scenario", "small_rural_school")
    settled(one, "scenario=small_rural_school")
    one.page.go_back()
    settled(one, "at=20:administrator.openness:0.9")
    assert one.week == 20 and lever(one, "administrator.openness") == 0.9
    one.page.go_back()
    settled(one, "week=20")
    one.until("!p.query.includes('at=') && p.frame.forms.length === 12")
    one.page.go_forward()
    settled(one, "at=20")
    one.page.go_forward()
    settled(one, "scenario=small_rural_school")
    one.page.go_back()
    settled(one, "at=20")
    # A page that is left writes nothing over the page that comes.
    one.page.click("nav >> text=Compare")
    one.page.wait_for_selector(".pair")
    one.until("p.seen && p.seen[1].whole")
    one.page.select_option("[aria-label='Scenario A']", "contrived_collegiality")
    one.until("p.a.base === 'contrived_collegiality' && location.search.includes('contrived')")
    one.until("p.seen[0].whole.scenario.name === 'contrived_collegiality'")
    one.page.click("nav >> text=School")
    settled(one, "at=20")
    one.page.go_back()
    one.page.wait_for_selector(".pair")
    assert one.page.input_value("[aria-label='Scenario A']") == "contrived_collegiality"


def test_a_map_is_there_again_when_one_comes_back_from_its_cell(visitor):
    one = visitor(f"{SMALL}&page=explore")
    one.page.select_option("[aria-label=Cells]", "5")
    one.page.select_option("[aria-label='Schools in a cell']", "4")
    one.page.click(".computation button")
    one.page.wait_for_selector("text=Done in")
    box = one.page.locator(".map").bounding_box()
    x, y = one.run("p.chart.convertToPixel({ seriesIndex: 0 }, [3, 1])")
    one.page.mouse.click(box["x"] + x, box["y"] + y)
    one.page.wait_for_selector(".school .canvas canvas")
    settled(one, "set=time.planning:11.25")
    one.page.go_back()
    one.page.wait_for_selector(".map canvas")
    assert one.run("p.data.size") == 25 and not one.run("p.work.running")
    assert one.run("[...p.settings.values.keys()]") == ["school.teachers", "years"]
    assert one.page.input_value("[aria-label=Cells]") == "5"


@pytest.mark.long
def test_a_map_shows_another_outcome_without_computing_and_the_difference_from_another_map(visitor):
    one = visitor("set=school.teachers:9&set=years:1&page=explore&outcome=exhaustion")
    one.page.select_option("[aria-label=Cells]", "5")
    one.page.select_option("[aria-label='Schools in a cell']", "4")
    one.page.click(".computation button")
    one.page.wait_for_selector("text=Done in")
    drawn = "p.chart.getOption().series[0].data.map((d) => d.value).sort().map((v) => v[2])"  # cells come as they are ready
    first, job = one.run(drawn), one.run("p.work.job")
    one.page.select_option("[aria-label=Outcome]", "trust")
    assert one.run(drawn) != first and "outcome=trust" in one.page.url
    one.page.select_option("[aria-label=Outcome]", "exhaustion")
    assert one.run(drawn) == first and one.run("p.work.job") == job
    x, y = one.run("p.chart.convertToPixel({ seriesIndex: 0 }, [3, 1])")
    box = one.page.locator(".map").bounding_box()
    one.page.mouse.move(box["x"] + x, box["y"] + y)
    one.page.wait_for_selector("[role=status]:has-text('95 percent interval')")
    one.page.click("button:has-text('Keep this map')")
    one.page.select_option("[aria-label=Scenario]", "contrived_collegiality")
    one.page.click(".computation button")
    one.until(f"p.work.job > {job} && !p.work.running && p.data.size === 25")
    second = one.run(drawn)
    one.page.check("label:has-text('less the kept map') input")
    assert one.run(drawn) == pytest.approx([there - here for here, there in zip(first, second, strict=True)])
    assert "leaves out zero" in one.page.inner_text(".explore p[role=status]")
    with one.page.expect_download() as saved:
        one.page.click("text=Table (CSV)")
    rows = saved.value.path().read_text().splitlines()
    assert rows[0].endswith("exhaustion_less_kept_map,low,high,schools") and len(rows) == 26
    with one.page.expect_download() as saved:
        one.page.click("text=Figure (SVG)")
    assert saved.value.path().read_text().startswith("<svg")
    with one.page.expect_download() as saved:
        one.page.click("text=Study (TOML)")
    assert 'base = "contrived_collegiality"' in saved.value.path().read_text()


def test_one_time_axis_points_seeks_zooms_and_marks(visitor):
    one = visitor(f"{SMALL}&week=100&at=29:time.planning:5&seed=3")
    signs = one.page.locator(".marks .mark")
    said = signs.evaluate_all("(all) => all.map((one) => one.title)")
    assert any(text.startswith("Year 1, week 29: You changed the rules") for text in said)
    assert any(text.startswith("End of year 1:") for text in said)
    one.page.locator(".marks .m-lever").click()
    one.until("p.player.week === 29 && !p.player.busy")
    assert one.run("p.courses.charts[0].marks.length") == len(said)  # of all known weeks, whichever is looked at
    chart = one.page.locator(".courses .chart").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()

    def at(week):
        return box["x"] + one.run(f"p.courses.charts[0].chart.convertToPixel({{ xAxisIndex: 0 }}, {week} / 36)"), box["y"] + 60

    one.page.mouse.move(*at(80))
    one.until("p.courses.charts.every((c) => c.pointed === 80)")
    row = one.run("p.rows[79][p.columns.exhaustion]")
    assert f"exhaustion{row:.2f}" in one.page.locator(".keyline").nth(3).inner_text().replace("\n", "").replace(" ", "")
    one.page.mouse.click(*at(80))
    one.until("p.player.week === 80 && !p.player.busy")
    one.page.mouse.move(*at(40))
    one.page.mouse.down()
    one.page.mouse.move(*at(90), steps=3)
    one.page.mouse.up()
    one.until("p.courses.charts.every((c) => c.span && c.span[0] === 40 && c.span[1] === 90)")
    one.page.click("text=All years")
    one.until("p.courses.charts.every((c) => c.span === null)")
    one.page.locator(".log button.when:has-text('End of year 1')").click()
    one.until("p.player.week === 36 && !p.player.busy")


def test_every_number_about_people_leads_to_them(visitor):
    tiring = "set=time.paperwork:16&set=administrator.mandated:8&set=accountability.pressure:1"
    one = visitor(f"{SMALL}&week=72&{tiring}")
    entry = one.page.locator(".log li.k-year").first
    assert "are burnt out" in entry.inner_text()
    entry.locator("button:has-text('Show')").click()
    one.page.wait_for_selector(".litchip:visible")
    rows = one.page.locator(".people tbody tr")
    lit = one.run("[...p.network.lit]")
    assert rows.evaluate_all("(all) => all.map((r) => Number(r.dataset.post)).sort((a, b) => a - b)") == lit
    assert len(lit) == one.run("p.people.staff.staff.people.filter((x) => x.burnt_out).length") > 0
    assert "year" in rows.first.locator("td").nth(2).inner_text().lower() and "Most of this year" in rows.first.inner_text()
    one.page.click("text=Show everybody")
    assert rows.count() == 12 and one.run("p.network.lit") is None
    one.page.locator(".stage .tile:has-text('job satisfaction')").click()
    one.until("p.people.staff.sorted === 'job_satisfaction'")
    shown = [float(text) for text in one.page.locator(".people tbody td:nth-child(6)").all_inner_texts()]
    assert shown == sorted(shown, reverse=True) and len(shown) == 12
    one.page.fill(".people .search", "Teacher 3")
    assert {*one.page.locator(".people tbody th button").all_inner_texts()} <= {"Teacher 3", "new in Teacher 3's post"}
    one.page.fill(".people .search", "")
    for at in (2, 5):
        one.page.locator(".people tbody input").nth(at).click()
    assert one.run("p.network.followed.size") == 2
    assert one.page.locator(".people tbody input").nth(1).is_checked()  # whoever is followed stands on top
    one.page.select_option("[aria-label=colour]", "exhaustion")
    one.page.select_option("[aria-label=size]", "influence")
    assert one.run("[p.network.colour, p.network.size]") == ["exhaustion", "influence"]
    one.page.select_option("[aria-label=colour]", "form")
    one.page.click(".legend button:has-text('individual')")
    one.page.wait_for_selector(".litchip:visible")
    assert one.run("[...p.network.lit]") == one.run("p.frame.forms.flatMap((f, i) => f === 0 ? [i] : [])")


@pytest.mark.parametrize("size", [(844, 390, 390, 844), (1500, 880, 1200, 700)])
def test_the_page_follows_its_window(visitor, size):
    before, after = {"width": size[0], "height": size[1]}, {"width": size[2], "height": size[3]}
    one = visitor(f"{SMALL}&week=60", viewport=before)
    one.page.set_viewport_size(after)
    one.page.wait_for_timeout(300)
    assert one.page.evaluate("document.documentElement.scrollWidth") <= after["width"]
    for box, canvas in one.page.evaluate(
        "[...document.querySelectorAll('.school :is(.canvas, .chart)')].map((e) => [e.offsetWidth, e.querySelector('canvas').offsetWidth])"
    ):
        assert abs(box - canvas) <= 1 and box < after["width"]


@pytest.mark.long
def test_play_is_in_sight_on_every_projector_and_nothing_is_written_small(visitor):
    one = visitor(f"{SMALL}&week=20", viewport={"width": 1024, "height": 576})
    for width, height in ((1024, 576), (1093, 614), (1280, 720), (1280, 800), (1920, 1080), (390, 844)):
        one.page.set_viewport_size({"width": width, "height": height})
        one.page.wait_for_timeout(150)
        box = one.page.locator("button.play").bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= height
        assert one.page.locator(".canvas").bounding_box()["height"] >= 150
    assert one.page.evaluate(SMALLER_THAN, [".school *", 13]) == []


def test_charts_have_axes_a_usual_range_and_a_sentence_before_the_first_week(visitor):
    one = visitor(SMALL)
    one.until("p.courses.charts.every((c) => c.band && c.note.textContent.includes('other schools. Press Play'))")
    assert "Shaded: the middle 80 percent of 20 other schools" in one.page.inner_text(".bandline")
    for low, high in one.run("p.courses.charts.map((c) => c.chart.getModel().getComponent('yAxis').axis.scale.getExtent())"):
        assert low == 0 and 0.1 < high < 20
    one.run("p.courses.charts.forEach((c) => c.setBand(null))")  # as for a school too large for others to be lived at once
    for low, high in one.run("p.courses.charts.map((c) => c.chart.getModel().getComponent('yAxis').axis.scale.getExtent())"):
        assert low == 0 and 0.1 < high < 20
    assert one.page.locator(".chartnote:visible").count() == 4
    one.page.click("[aria-label='One week on (→)']")
    one.until("p.player.week === 1")
    assert one.page.locator(".chartnote:visible").count() == 0


def test_whoever_comes_without_an_address_sees_a_school_that_moves_under_one_sentence(visitor):
    one = visitor(SMALL)
    one.page.emulate_media(reduced_motion="no-preference")
    one.page.goto("about:blank")
    one.page.goto(f"{one.address}{one.door}{one.code}")
    one.until("p.player?.playing && p.player.week > 1")
    assert "Each circle is a teacher" in one.page.inner_text(".caption.opening")
    one.run("p.player.speed = 144")
    one.until("!p.player.playing && p.player.week === 36")
    assert "A year is over" in one.page.inner_text(".caption.opening")
    one.page.keyboard.press("ArrowRight")  # whoever touches anything takes over
    one.page.wait_for_selector(".caption", state="hidden")
    one.page.emulate_media(reduced_motion="reduce")


@pytest.mark.long
def test_before_a_room_letters_are_large_nothing_is_set_and_play_is_in_sight(visitor):
    one = visitor(SMALL, viewport={"width": 1024, "height": 576})  # the first day has the longest legend
    one.page.keyboard.press("p")
    inside = "(box) => [...box.children].every((key) => key.getBoundingClientRect().right <= box.getBoundingClientRect().right)"
    for width, height in ((1024, 576), (1280, 720), (1920, 1080)):
        one.page.set_viewport_size({"width": width, "height": height})
        one.page.wait_for_timeout(150)
        box = one.page.locator("button.play").bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= height
        assert one.page.locator(".canvas").bounding_box()["height"] >= 230
        assert one.page.evaluate(SMALLER_THAN, [".app *", 20]) == []
        assert not one.page.locator(".controls").is_visible()
        assert "12 teachers: " in one.page.inner_text(".caption")
        assert "not chosen yet" in one.page.inner_text(".legend") and one.page.locator(".legend").evaluate(inside)
    assert one.run("p.courses.charts[0].chart.getOption().xAxis[0].axisLabel.fontSize") == 20
    box = one.page.locator(".canvas").bounding_box()
    one.page.mouse.move(box["x"] + 100, box["y"] + 100)
    one.page.mouse.down()
    one.page.mouse.move(box["x"] + 300, box["y"] + 200, steps=4)
    one.page.mouse.up()
    assert one.run("p.presentation.strokes.length") == 1
    marked = "p.presentation.sheet.getContext('2d').getImageData(0, 0, 400, 400).data.some((v) => v > 0)"
    one.until(marked)
    one.page.keyboard.press("c")
    assert not one.run(marked)
    one.page.keyboard.press("Escape")
    assert one.page.locator(".controls").is_visible()
    one.page.click("[aria-label^='Present']")
    assert not one.page.locator(".controls").is_visible()
    one.page.keyboard.press("P")
    assert one.page.locator(".controls").is_visible()


def test_forms_of_action_have_shapes_and_their_lines_patterns(visitor):
    """So they are told apart in greyscale, and by whoever does not see a colour."""
    one = visitor(f"{SMALL}&week=50")
    corners = one.run(
        "p.network.chart.getZr().storage.getDisplayList().filter((e) => e.type === 'polygon').map((e) => e.shape.points.length)"
    )
    forms = one.run("p.frame.forms")
    assert [corners.count(n) for n in (3, 4, 10)] == [forms.count(k) for k in (1, 2, 3)]
    signs = one.page.locator(".legend .sign").evaluate_all("(all) => all.map((e) => e.firstChild.getAttribute('points'))")
    assert len(set(signs)) == 4
    lines = one.run("p.courses.charts[0].chart.getOption().series.slice(0, 3).map((s) => JSON.stringify(s.lineStyle.type))")
    assert len(set(lines)) == 3


def test_a_lost_server_is_one_line_and_nothing_keeps_playing(visitor):
    one = visitor(f"{SMALL}&week=20")
    one.page.click("button.play")
    one.until("p.player.playing && p.player.week > 20")
    one.page.evaluate(
        """() => {
             window.real = WebSocket;
             window.WebSocket = function () {
               const dead = { close() {}, send() {} };
               setTimeout(() => dead.onclose({ code: 1006, reason: "" }), 20);
               return dead;
             };
           }"""
    )
    one.page.evaluate("() => collectiveAction.link.wire.socket.close()")
    one.page.wait_for_selector(".banner:visible")
    one.page.wait_for_timeout(600)  # an attempt fails
    assert not one.run("p.player.playing") and one.page.locator(".toast:has-text('connection')").count() == 0
    week = one.week
    one.page.evaluate("() => { window.WebSocket = window.real; }")
    one.page.wait_for_selector(".banner", state="hidden")
    one.page.click("[aria-label='One week on (→)']")
    one.until(f"p.player.week > {week} && !p.player.busy")


def test_a_teachers_choices_are_explained_by_their_terms(visitor):
    one = visitor(f"{SMALL}&week=50")
    one.page.click("text=All teachers in a table")
    one.page.wait_for_selector(".people tbody tr")
    one.page.locator(".people tbody button").first.click()
    one.page.wait_for_selector(".panel .reasons .fine")
    said = one.page.locator(".panel .reasons").all_inner_texts()
    assert len(said) == one.page.locator(".panel .choice").count() and all("speaks for it" in text for text in said)
    assert one.page.locator(".panel .reasons .term").count() > len(said)


def test_what_cannot_be_taken_is_said_and_not_changed(visitor):
    one = visitor(f"{SMALL}&week=3")
    set_lever(one, "administrator.openness", 7)
    one.page.wait_for_selector(".toast.fault:has-text('takes 0 to 1')")
    assert lever(one, "administrator.openness") == 0.57 and "at=" not in one.run("p.query")
    for box in ("#seed", "#run"):
        before = one.page.input_value(box)
        one.page.fill(box, "-5")
        one.page.press(box, "Tab")
        assert one.page.input_value(box) == before
    one.page.wait_for_selector(".toast.fault:has-text('-5')")
