"""The application in a real browser, without the internet: whatever asks another machine fails its test."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from simulation.declare.outcomes import WEEKLY, YEAR_COLUMNS
from simulation.ensemble.simulate import simulate
from simulation.living.address import Identity
from simulation.words.outcomes import TILES, label, value

from ..conftest import IN_A_BROWSER
from .conftest import Asked

SMALL = "scenario=baseline&set=school.teachers:12&set=years:6"
WEEKLY_NAMES = [column.name for column in WEEKLY]

pytestmark = IN_A_BROWSER


# ---------------------------------------------------------------- all pages


def test_a_dark_room_gets_dark_colours(visitor):
    assert visitor("page=yours", color_scheme="dark").page.get_attribute("html", "data-look") == "dark"


def test_the_tabs_lead_to_the_pages_and_back(visitor):
    one = visitor(SMALL)
    one.page.click("text=Explore")
    one.page.wait_for_selector(".explore")
    one.page.click("text=Evidence")
    one.page.click("[data-tab=model]")
    one.page.wait_for_selector("h2:has-text('Submodels')")
    one.page.click("[data-tab=codebook]")
    one.page.wait_for_selector("text=administrator.openness")
    one.page.go_back()
    one.page.wait_for_selector(".explore")


# ---------------------------------------------------------------- the living school


@pytest.mark.long
def test_two_hundred_weeks_are_played_and_pause_stops_them(visitor):
    query = f"{SMALL}&seed=3"
    one = visitor(query)
    one.page.select_option("[aria-label=Speed]", "36")
    one.page.locator(".canvas").focus()
    one.page.keyboard.press("Space")
    one.until("p.player.week >= 200")
    one.page.keyboard.press("Space")
    one.until("!p.player.playing && !p.player.busy")
    week = one.week
    one.page.wait_for_timeout(400)
    assert one.week == week >= 200
    assert f"week={week}" in one.page.url
    shown = np.array(one.run("p.rows"))
    weeks = simulate(Identity.from_query(query).scenario_now(), 1, 3, record="weeks", workers=1).weeks
    assert np.allclose(shown, weeks[[c.name for c in WEEKLY]].to_numpy()[: len(shown)], atol=6e-5)
    assert len(shown) == week


def test_keys_step_weeks_and_terms(visitor):
    one = visitor(SMALL)
    one.page.locator(".canvas").focus()
    for keys, week in (
        ("ArrowRight", 1),
        ("Shift+ArrowRight", 10),
        ("ArrowLeft", 9),
        ("Shift+ArrowLeft", 0),
        ("ArrowRight", 1),
        ("Home", 0),
    ):
        one.page.keyboard.press(keys)
        one.until(f"p.player.week === {week} && !p.player.busy")
    one.page.click("[aria-label='One year on']")
    one.until("p.player.week === 36")
    assert one.page.inner_text(".clock") == "End of year 1"


def test_whoever_scrubs_back_sees_the_same_school_again(visitor):
    one = visitor(f"{SMALL}&week=100")
    then = one.run("JSON.stringify([p.frame.forms, p.frame.exhaustion, p.frame.ties])")
    one.page.locator(".scrub").fill("20")
    one.until("p.player.week === 20 && !p.player.busy")
    assert one.run("p.rows.length") == 100  # what is known stays behind the lines
    one.page.locator(".scrub").fill("100")
    one.until("p.player.week === 100 && !p.player.busy")
    assert one.run("JSON.stringify([p.frame.forms, p.frame.exhaustion, p.frame.ties])") == then


#: Of each series of the network, and of its ties: how many data it has, and how many of them are drawn.
DRAWN = """Object.fromEntries([
  ...p.network.chart.getModel().getSeries().map((series) => {
    const data = series.getData();
    let drawn = 0;
    data.eachItemGraphicEl(() => drawn++);
    return [series.id, [data.count(), drawn]];
  }),
  ["ties", [p.network.frame.ties[0].length, p.network.ties.drawn]],
])"""


def shown_school(one):
    """What the page shows of its school once it has answered: clock, tiles, address, and what stands in the drawing."""
    one.until("!p.player.busy && !p.stage.hasAttribute('aria-busy')")
    one.page.wait_for_timeout(300)  # the address follows a little later
    drawn = one.run(DRAWN)
    tiles = [tile.split("\n")[0] for tile in one.page.locator(".stage .tile").all_inner_texts()]
    return {"clock": one.page.inner_text(".clock"), "tiles": tiles, "address": one.page.url.partition("?")[2], "drawn": drawn}


def on_a_tile(name, number):
    """A value as the page writes it; browsers round a half percent upwards."""
    whole = name.startswith("share_") and number >= 0.0995
    return f"{int(100 * number + 0.5)} %" if whole else value(number, name, brief=True)


def assert_it_shows(one, query):
    """The page shows the school of an address and nothing of the one before; nothing went wrong on the way."""
    session = Asked()
    frame = session("open", key="main", query=query)
    session.session.close()
    seen = shown_school(one)
    week, row = frame["week"], dict(zip(WEEKLY_NAMES, frame["rows"]["values"][-1], strict=True)) if frame["week"] else {}
    assert seen["clock"] == (f"Year {week // 36 + 1}, week {week % 36}" if week else "First day")
    assert seen["tiles"] == [on_a_tile(name, row[name]) if row else "–" for name in TILES]
    assert seen["address"].startswith(frame["query"])
    n, ties, groups = len(frame["forms"]), len(frame["ties"][0]), len(frame["whole"]["groups"])
    assert seen["drawn"] == {"people": [n, n], "ties": [ties, ties], "groups": [groups, groups], "names": [groups, groups]}
    assert one.page.locator(".toast.fault").count() == 0
    assert one.errors == []


def test_the_next_school_takes_the_place_of_the_one_before(visitor):
    """Seven schools of a scenario one after the other: they have more ties and fewer, so each must leave nothing behind."""
    one = visitor("scenario=baseline&seed=1&school=1&week=60")
    assert_it_shows(one, "scenario=baseline&seed=1&school=1&week=60")
    for school in range(2, 9):
        one.page.click("text=Next school")
        one.until(f"p.whole.run === {school}")
        assert_it_shows(one, f"scenario=baseline&seed=1&school={school}")


@pytest.mark.long
@pytest.mark.parametrize("looked_at", [0, 60])
def test_a_smaller_school_follows_a_larger_one_and_a_larger_one_a_smaller_one(visitor, looked_at):
    one = visitor(f"scenario=baseline&week={looked_at}")
    for scenario in ("small_rural_school", "large_secondary_school", "korea", "small_rural_school", "baseline"):
        one.page.select_option("#scenario", scenario)
        one.until(f"p.whole.scenario.name === '{scenario}'")
        assert_it_shows(one, f"scenario={scenario}&seed=1&school=0")
        one.run(f"p.player.seek({looked_at})")
        one.until(f"p.player.week === {looked_at}")
        assert_it_shows(one, f"scenario={scenario}&seed=1&school=0&week={looked_at}")


def test_a_school_with_fewer_teachers_takes_the_place_of_one_with_more(visitor):
    one = visitor("scenario=baseline&week=60")
    x, y = one.place(31)
    one.page.mouse.move(x - 40, y - 40)
    one.page.mouse.move(x, y, steps=4)  # pointed at while it goes away
    one.page.wait_for_selector(".card:visible")
    for teachers in (16, 60, 4):
        set_lever(one, "school.teachers", teachers)
        one.page.click("text=Restart now")
        one.until(f"p.player.week === 0 && p.frame.forms.length === {teachers}")
        assert_it_shows(one, f"scenario=baseline&set=school.teachers:{teachers}")
        assert one.page.locator(".card:visible").count() == 0
        one.page.click("[aria-label='One term on (Shift →)']")
        one.until("p.player.week === 9")


def seen_forms(one, frame="p.frame"):
    """How many teachers are drawn in each form of action, and the share of collaboration that the arrays behind them come to."""
    forms = np.array(one.run(f"{frame}.forms"))
    here = forms >= 0
    active = np.array([goal[0] for goal in one.run(f"{frame}.goals")]) == 1
    share = (np.array(one.run(f"{frame}.goal_forms"))[active][:, here] == 3).mean()
    return np.bincount(forms[here], minlength=4), on_a_tile("share_collaboration", round(share, 4))


def test_a_years_end_its_summer_and_the_week_after_it_are_moments_of_their_own(visitor):
    """Picture, tiles, sentence, log and address agree at each of them; and back again."""
    one = visitor("scenario=shared_leadership")
    one.page.click("[aria-label='One year on']")
    one.until("p.player.week === 36 && !p.player.busy")
    at_the_end = one.run("JSON.stringify([p.frame.forms, p.frame.goals, p.frame.ties])")
    (individual, *_, collaborating), share = seen_forms(one)
    assert one.page.inner_text(".clock") == "End of year 1"
    assert one.page.locator(".stage .tile b").first.inner_text() == share
    assert collaborating > 5 and individual < 16
    assert one.page.locator(".log .when").first.inner_text() == "End of year 1"
    assert "newcomer" not in one.page.inner_text(".log")
    one.page.click("[aria-label='One week on (→)']")
    one.until("p.player.summer && !p.player.busy")
    assert one.page.inner_text(".clock") == "Summer after year 1"
    summer = one.run("p.frame.summer")
    left, came, vacant, ended, begun = (int(text) for text in one.page.locator(".stage .tile b").all_inner_texts())
    assert [left, came, vacant, ended, begun] == [len(summer[k]) for k in ("left", "came", "vacant", "ended", "begun")]
    assert left > 0 and set(one.run("p.frame.forms")) <= {-1, -2}
    assert f"nobody has chosen yet. {left} left, {came} came" in one.page.get_attribute(".canvas", "aria-label")
    assert one.page.locator(".log .when").first.inner_text() == "Summer after year 1"
    one.until("location.search.includes('summer=1')")
    one.page.locator(".stage .tile").first.click()  # who left
    one.page.wait_for_selector(".litchip:visible")
    assert one.run("[...p.network.lit]") == summer["left"]
    one.page.click("[aria-label='One week on (→)']")
    one.until("p.player.week === 37 && !p.player.busy")
    heads = one.page.locator(".log .when").all_inner_texts()
    assert heads[heads.index("Summer after year 1") + 1] == "End of year 1"
    assert "newcomer" in one.page.inner_text(".log")
    assert seen_forms(one)[1] == one.page.locator(".stage .tile b").first.inner_text()
    for summer in ("true", "false"):
        one.page.click("[aria-label='One week back']")
        one.until(f"String(p.player.summer) === '{summer}' && p.player.week === 36 && !p.player.busy")
    assert one.run("JSON.stringify([p.frame.forms, p.frame.goals, p.frame.ties])") == at_the_end
    assert "newcomer" not in one.page.inner_text(".log")
    one.page.locator(".scrub").fill("360")
    one.until("p.player.week === 360 && !p.player.busy")
    (individual, *_, collaborating), share = seen_forms(one)
    assert one.page.locator(".stage .tile b").first.inner_text() == share
    assert collaborating > 5 and individual < 16
    one.picture("years-end")


def test_two_schools_are_compared_at_their_years_end(visitor):
    one = visitor("page=compare&a=scenario%3Dcontrived_collegiality&b=scenario%3Dshared_leadership&week=360")
    shares = [seen_forms(one, f"p.seen[{k}].frame") for k in (0, 1)]
    for k, (_, share) in enumerate(shares):
        assert one.page.locator(".half").nth(k).locator(".tile b").first.inner_text() == share
    assert shares[1][0][3] > shares[0][0][3]
    one.picture("compare-years-end")


def test_the_viewers_zoom_outlives_the_weeks(visitor):
    one = visitor(SMALL)
    box = one.page.locator(".canvas").bounding_box()
    one.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    one.page.mouse.wheel(0, -300)
    one.until("p.network.chart.getOption().dataZoom[0].end < 99")
    zoom = one.run("p.network.chart.getOption().dataZoom.map((z) => [z.start, z.end])")
    one.page.click("[aria-label='One term on (Shift →)']")
    one.until("p.player.week === 9")
    assert one.run("p.network.chart.getOption().dataZoom.map((z) => [z.start, z.end])") == zoom
    set_lever(one, "time.planning", 3)
    one.until("p.query.includes('at=9')")
    assert one.run("p.network.chart.getOption().dataZoom.map((z) => [z.start, z.end])") == zoom
    one.page.click("[aria-label='Show the whole school']")
    one.until("p.network.chart.getOption().dataZoom[0].end === 100")


def test_a_teacher_is_known_by_pointing_and_told_of_by_clicking(visitor):
    one = visitor(f"{SMALL}&week=50")
    post = one.run("p.frame.forms.findIndex((f) => f >= 0)")
    x, y = one.place(post)
    one.page.mouse.move(x - 60, y - 60)
    one.page.mouse.move(x, y, steps=4)
    one.page.wait_for_selector(".card:visible")
    assert f"Teacher {post + 1}" in one.page.inner_text(".card")
    one.page.mouse.click(x, y)
    one.page.wait_for_selector(".panel .why")
    text = one.page.inner_text(".panel")
    for part in ("How it goes now", "Why", "What comes next", "Voice by domain", "Turns to"):
        assert part in text
    assert "Exhaustion" in one.page.locator(".panel .why").first.inner_text()
    one.picture("teacher")
    one.page.keyboard.press("ArrowRight")
    one.until("p.people.panel.week === 51")
    one.page.keyboard.press("Escape")
    one.page.wait_for_selector(".panel", state="detached")


def set_lever(one, name, value):
    """Give a lever a value by its number box."""
    box = one.page.locator(f"[data-lever='{name}'] input.value")
    box.evaluate("(e) => { e.closest('details').open = true; }")
    box.fill(str(value))
    box.press("Enter")


def test_a_live_lever_acts_from_now_on_and_one_of_the_first_day_waits_for_a_restart(visitor):
    one = visitor(f"{SMALL}&week=20")
    set_lever(one, "administrator.openness", 0.9)
    one.until("p.query.includes('at=20:administrator.openness:0.9')")  # the address knows
    assert one.week == 20
    assert one.page.locator("[data-lever='administrator.openness'].touched").count() == 1
    one.page.click("[aria-label='One week on (→)']")
    one.page.wait_for_selector(".log li.k-lever")
    set_lever(one, "school.teachers", 15)
    one.page.wait_for_selector(".notice:has-text('first day')")
    assert one.week == 21
    one.page.click("text=Restart now")
    one.until("p.player.week === 0 && p.frame.forms.length === 15")


def test_the_copied_command_is_that_of_the_shown_run(visitor):
    """That it gives the same numbers is shown in test_identity.py."""
    one = visitor(f"{SMALL}&week=20&seed=4&school=1")
    set_lever(one, "time.planning", 6)
    one.until("p.query.includes('at=20:time.planning:6')")
    one.page.click("[data-testid=command]")
    one.until("p.lastCommand")
    identity = Identity.from_query(one.run("p.query"))
    assert one.run("p.lastCommand") == identity.command()
    one.page.click("[aria-label='One year on']")
    one.until("p.player.week === 56")
    weeks = simulate(identity.scenario_now(), 1, 4, record="weeks", workers=1, first_run=1).weeks
    assert np.allclose(np.array(one.run("p.rows")), weeks[[c.name for c in WEEKLY]].to_numpy()[:56], atol=6e-5)


def test_an_address_restores_the_school_elsewhere(visitor):
    one = visitor(f"{SMALL}&seed=8&school=2&week=44")
    set_lever(one, "administrator.openness", 0.9)
    one.until("p.query.includes('at=44')")
    one.page.click("[aria-label='One term on (Shift →)']")
    one.until("p.player.week === 53")
    one.page.wait_for_timeout(400)
    other = visitor(one.page.url.partition("?")[2])
    assert other.week == 53
    what = "JSON.stringify([p.frame.forms, p.frame.exhaustion, p.frame.ties, p.rows[52]])"
    assert other.run(what) == one.run(what)


def test_other_schools_stand_behind_the_lines(visitor):
    one = visitor(f"{SMALL}&week=100")
    one.page.check("#band")
    one.page.wait_for_selector("text=Shaded: the middle 80")
    assert one.run("p.courses.charts[0].chart.getOption().series.length") == 9
    one.picture("school-band")


def test_an_address_that_cannot_be_opened_says_why_and_the_page_can_be_used(visitor):
    one = visitor("scenario=basline")
    assert "did you mean baseline" in one.page.inner_text(".trouble")
    one.page.locator(".canvas").focus()
    one.page.keyboard.press("ArrowRight")
    one.until("p.player.week === 1")


# ---------------------------------------------------------------- many schools


def test_the_page_calls_outcomes_what_their_declarations_call_them(visitor):
    one = visitor(f"{SMALL}&week=50")
    assert one.page.locator(".tile span").all_inner_texts() == [label(name) for name in TILES]
    shares, hours = (one.page.locator(".tile b").nth(TILES.index(name)) for name in ("share_collaboration", "hours_total"))
    assert shares.inner_text().endswith(" %") and hours.inner_text().endswith(" h")
    lines = one.page.locator(".courses .keyline .word").all_inner_texts()
    assert len(lines) > 10 and set(lines) <= {outcome.label for outcome in YEAR_COLUMNS}
    one.page.click("text=All teachers in a table")
    one.page.locator(".people tbody button").first.click()
    one.page.wait_for_selector(".panel .meters")
    meters = one.page.locator(".panel .meters").first.locator(".meter > span:first-child").all_inner_texts()
    assert {"Job satisfaction", "Self-efficacy", "Teaching expertise", "Well-being"} < set(meters)


@pytest.mark.long
def test_two_settings_are_compared_while_one_watches(visitor):
    one = visitor("page=compare")
    one.page.click("text=Compare 200 schools")
    one.page.wait_for_selector(".effects tbody tr")
    one.page.wait_for_selector("text=Done in")
    assert "higher in B" in one.page.inner_text(".words")
    one.page.click("text=Copy command")
    one.page.wait_for_selector(".toast:has-text('compare baseline shared_leadership --seed 1 --runs 200')")
    assert one.page.locator(".effects tbody tr").count() == 15
    one.run("p.player.step(36)")
    one.until("p.player.week === 36")
    assert one.run("p.seen[0].frame.week") == one.run("p.seen[1].frame.week") == 36
    one.page.locator(".effects tbody tr").nth(3).click()
    assert one.page.inner_text(".plotbox strong") == "Felt influence in 200 schools"
    one.picture("compare")
    other = visitor(one.page.url.partition("?")[2])
    assert other.week == 36
    other.page.wait_for_selector(".effects tbody tr")  # an address of a comparison is computed at once


@pytest.mark.long
def test_a_map_can_be_cancelled_and_its_cells_lead_to_schools(visitor):
    one = visitor(f"{SMALL}&page=explore")
    one.page.select_option("[aria-label=Cells]", "17")
    one.page.select_option("[aria-label='Schools in a cell']", "20")
    one.page.click(".computation button")
    one.until("p.data && p.data.size > 3")
    one.page.click("text=Cancel")
    one.page.wait_for_selector("text=Cancelled")
    one.page.wait_for_timeout(500)
    cells = one.run("p.data.size")
    one.page.wait_for_timeout(700)
    assert one.run("p.data.size") == cells < 17 * 17
    one.page.select_option("[aria-label=Cells]", "5")
    one.page.click(".computation button")
    one.page.wait_for_selector("text=Done in")
    assert one.run("p.data.size") == 25
    one.picture("explore")
    box = one.page.locator(".map").bounding_box()
    x, y = one.run("p.chart.convertToPixel({ seriesIndex: 0 }, [3, 1])")
    one.page.mouse.click(box["x"] + x, box["y"] + y)
    one.page.wait_for_selector(".canvas canvas")
    assert "set=time.planning:11.25" in one.run("p.query")
    assert "set=administrator.openness:0.25" in one.run("p.query")


# ---------------------------------------------------------------- files

ROSTER = "teacher,experience,group\n<img src=x onerror=hacked=1>,12,Grade 1\nBen,3,Grade 1\nCleo,25,Grade 2\nDan,,Grade 2\n"


def files(one, roster, ties):
    """Choose the two files of a school."""
    for key, text in (("roster", roster), ("ties", ties)):
        one.page.set_input_files(
            f"#file-{key}", {"name": f"{key}.csv", "mimeType": "text/csv", "buffer": text.encode("latin-1")}
        )


def test_a_real_school_is_uploaded_and_its_names_stay_names(visitor):
    one = visitor("page=yours")
    files(one, ROSTER, "source,target\nBen,Cleo\nDan,Ben\n")
    one.page.click("text=Read these files")
    one.page.click("article.receipt:has-text('4 teachers, 2 ties') >> text=Open this school")
    one.page.wait_for_selector(".canvas canvas")
    one.until("p.frame && p.frame.people.names.length === 4")
    one.page.click("text=All teachers in a table")
    one.page.wait_for_selector(".people tbody tr")
    assert "<img src=x onerror=hacked=1>" in one.page.inner_text(".people")
    one.page.locator(".people tbody button").first.click()
    one.page.wait_for_selector(".panel .why")
    assert one.page.evaluate("typeof hacked") == "undefined"
    other = visitor(one.page.url.partition("?")[2])
    assert "pload its roster" in other.page.inner_text(".trouble")
    one.page.click("nav >> text=Compare")
    one.until("p.seen?.[1]?.frame?.people.names[1] === 'Ben'")
    named = "computed on roster, which you uploaded, with its 4 teachers and 2 ties"
    assert named in one.page.inner_text(".yourschool")
    one.page.click("nav >> text=Explore")
    one.page.wait_for_selector(f".yourschool:has-text('{named}')")
    assert named in one.page.inner_text(".yourschool")
    one.page.click("nav >> text=Your school")
    one.page.click("text=Forget this school now")
    one.page.wait_for_selector("text=Forgotten.")


def test_with_the_box_of_codes_no_name_is_on_the_page_and_the_key_is_saved(visitor):
    one = visitor("page=yours")
    files(one, ROSTER, "source,target\nBen,Cleo\nDan,Ben\n")
    one.page.check("#codes")
    with one.page.expect_download() as saved:
        one.page.click("text=Read these files")
    one.page.click("text=Open this school")
    one.until("p.whole && p.frame?.people.names.length === 4")
    names = one.run("p.frame.people.names")
    key = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    assert saved.value.suggested_filename == "key.csv"
    assert not {"Ben", "Cleo", "Dan"} & set(names)
    assert all(name in key for name in ("Ben", "Cleo", "Dan", *names))
    assert "Ben" not in one.page.content()


def test_files_that_cannot_be_used_are_told_of(visitor):
    one = visitor("page=yours")
    for roster, says in (
        ("teacher,experience\nAda,88\nBen,1\nCleo,2\nDan,3\n", "line 2: experience = '88' is out of range"),
        ("teacher\nA\x00a\nBen\nCleo\nDan\n", "save it as CSV"),
        ("name;experience\nAda;old\n", "experience = 'old' is not a number"),
    ):
        files(one, roster, "source,target\nAda,Ben\n")
        one.page.click("text=Read these files")
        one.page.wait_for_selector(f'.faults:has-text("{says}")')


def test_what_a_file_cannot_tell_is_asked_on_the_page(visitor):
    one = visitor("page=yours")
    rows = ";Ada;Ben;Cleo;J\xe9\nAda;0;3;0;0\nBen;0;0;1;0\nCleo;0;2;0;0\nJ\xe9;1;0;0;0\n"
    one.page.set_input_files("#file-roster", {"name": "m.csv", "mimeType": "text/csv", "buffer": rows.encode("cp1252")})
    one.page.click("text=Read these files")
    one.page.wait_for_selector('.trouble:has-text("with --cut 1/2/3 there are 4/2/1 ties")')
    one.page.fill("#choice-cut", "2")
    one.page.click("text=Read again")
    one.page.click("text=Open this school")
    one.page.wait_for_selector(".canvas canvas")
    one.until("p.frame && p.frame.people.names[3] === 'J\u00e9'")


@pytest.mark.long
def test_several_schools_are_compared_by_their_names_and_a_fit_is_used(visitor):
    """From the upload to a school that is like the survey, as somebody would go."""
    one = visitor("page=yours")
    north = "teacher\nAda\nBen\nCleo\nDan\n"
    files = {
        "North_roster.csv": north,
        "North_ties.csv": "source,target\nAda,Ben\n",
        "South.csv": "from,to\nEva,Fay\nGil,Hal\n",
    }
    one.page.set_input_files(
        "#file-roster", [{"name": name, "mimeType": "text/csv", "buffer": text.encode()} for name, text in files.items()]
    )
    one.page.click("text=Read these files")
    one.page.wait_for_selector("article.receipt:has-text('North') >> text=4 teachers, 1 tie")
    one.page.wait_for_selector("article.receipt:has-text('South') >> text=4 teachers, 2 ties")
    one.picture("own-schools")
    one.page.locator("article.receipt", has_text="South").get_by_text("Open this school").click()
    one.until("p.frame?.people.names[0] === 'Eva'")
    assert "South, as you uploaded it" in one.page.inner_text(".question")
    one.page.select_option("#own-people", label="North")
    one.until("p.frame?.people.names[0] === 'Ada'")
    one.page.click("nav >> text=Compare")
    one.page.wait_for_selector(".yourschool:has-text('computed on North')")
    one.page.select_option("#over", "apart")
    one.page.click("text=Compare 200 schools")
    one.page.wait_for_selector("tr:has-text('South') td.interval:has-text(' to ')", timeout=120_000)
    one.until("!p.many.running")
    assert "over=apart" in one.page.url and "real=1" in one.page.url and "North" not in one.page.url
    one.page.click("tr:has-text('South')")
    one.page.wait_for_selector("caption:has-text('South. Year 10, 200 runs')")
    one.picture("own-compare")
    one.page.click("nav >> text=Your school")
    survey = b"outcome,value,n,scale\nexhaustion,2.1,20,0..6\nself_efficacy,3.2,20,1..4\n"
    one.page.set_input_files("#file-survey", {"name": "elm.csv", "mimeType": "text/csv", "buffer": survey})
    one.page.click("text=Fit the model to this survey")
    one.page.wait_for_selector("article.fitcard:has-text('elm') .fitverdict", timeout=240_000)
    one.picture("own-fit")
    told = one.page.inner_text("article.fitcard")
    assert "2 figures, 4000 simulated schools" in told and "elm" in told
    one.page.click("text=A school like it")
    one.until("p.whole?.like === 1")
    assert "like=1" in one.page.url and "Conditions as they may be in elm." in one.page.inner_text(".question")
    one.picture("own-like")


def test_a_scenario_file_is_opened(visitor):
    one = visitor("page=yours")
    text = b"[school]\nteachers = 9\n"
    one.page.set_input_files("#file-scenario", {"name": "mine.toml", "mimeType": "application/toml", "buffer": text})
    one.page.click("text=Open this scenario")
    one.page.wait_for_selector(".canvas canvas")
    one.until("p.frame && p.frame.forms.length === 9")
    assert "title=mine" in one.run("p.query")


def test_data_are_taken_home(visitor):
    one = visitor(f"{SMALL}&week=10")
    one.page.click("text=Take it home")
    with one.page.expect_download() as download:
        one.page.click("[data-file='years.csv']")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("scenario,run,year,teachers") and len(text.splitlines()) == 7
    assert download.value.suggested_filename == "baseline-seed1-school0-years.csv"


def test_the_page_can_be_read_without_eyes(visitor):
    """Every control has a name, every picture a text, and a list of teachers says in words what the network shows."""
    one = visitor(f"{SMALL}&week=10")
    nameless = one.page.evaluate(
        """[...document.querySelectorAll(".app :is(button, input, select, a)")].filter((e) => {
             const label = e.getAttribute("aria-label") || e.labels?.[0]?.textContent || e.textContent || e.placeholder;
             return !label || !label.trim();
           }).map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert nameless == []
    assert "12 teachers" in one.page.get_attribute(".canvas", "aria-label")
    assert one.page.get_attribute("html", "lang") == "en"
    one.page.click("text=All teachers in a table")
    one.page.wait_for_selector(".people tbody tr")
    assert one.page.locator(".people tbody tr").count() == 12
    one.page.click(".people thead button:has-text('Teacher')")
    one.page.click(".people thead button:has-text('Teacher')")
    one.page.locator(".people tbody button").first.click()
    one.page.wait_for_selector(".panel h2:has-text('Teacher 1')")
    one.page.click("nav >> text=Evidence")
    one.page.wait_for_selector(".pattern")
    levels = "[...document.querySelectorAll('main :is(h1, h2, h3)')].map((e) => Number(e.tagName[1]))"
    steps = one.page.evaluate(levels)
    assert steps[0] == 1 and all(b - a <= 1 for a, b in itertools.pairwise(steps))
    one.page.click("[data-tab=model]")
    one.page.wait_for_selector("pre")
    assert (
        one.page.locator("main :is(pre, .tablebox):not([tabindex='0'])").count() == 0
    )  # what scrolls is scrolled by keys, too
