"""A lesson alone, with the keyboard only, and a class with a professor and two students, in a real browser."""

import csv
import io
import re
from pathlib import Path

import pytest

from simulation.pages.files import STATIC

from ..conftest import IN_A_BROWSER
from .conftest import Visitor, leads_to_the_page, serving

pytestmark = [*IN_A_BROWSER, pytest.mark.long]

LESSON, CURVE = "contrived_collegiality", "hours_without_voice"


def press(one, *keys):
    """Press keys, one after the other."""
    for key in keys:
        one.page.keyboard.press(key)


def tab_to(one, selector, most=60, key="Tab"):
    """Move with Tab until what the selector means has the focus: whoever uses no mouse must get there, too."""
    for _ in range(most):
        if one.page.evaluate("(s) => document.activeElement?.matches(s)", selector):
            return
        one.page.keyboard.press(key)
    raise AssertionError(f"Tab does not lead to {selector}")


def at_step(one, name):
    one.page.wait_for_selector(f".step[data-step={name}]")


def test_a_lesson_is_taken_from_question_to_discussion_with_the_keyboard_only(visitor):
    one = visitor("page=lessons")
    tab_to(one, f"[data-lesson={LESSON}]")
    press(one, "Enter")
    at_step(one, "question")
    assert one.page.evaluate("document.activeElement.tagName") == "H2"  # read on from where the step begins
    one.picture("lesson-question")
    assert one.page.locator(".steps button:disabled").count() == 5  # nothing is open that a prediction has to come before
    tab_to(one, ".stepfoot .main-button")
    press(one, "Enter")
    at_step(one, "predict")
    assert one.page.locator(".stepfoot .main-button:disabled").count() == 1
    tab_to(one, ".answer input")
    press(one, "ArrowDown", "ArrowDown")  # from higher to lower
    assert one.page.locator("input[value=less]").is_checked()
    tab_to(one, ".line-up .main-button")
    press(one, "Enter")
    at_step(one, "run")
    tab_to(one, ".computation .main-button")
    press(one, "Enter")
    at_step(one, "outcome")
    one.page.wait_for_selector(".verdicts")
    assert "Lower" in one.page.inner_text(".verdicttoken.mine") and "Lower" in one.page.inner_text(".verdicttoken.came")
    assert "As predicted." in one.page.inner_text(".verdicts")
    sentence = one.page.inner_text(".sentence")
    assert "Own hours" in sentence and "Ordered hours" in sentence
    one.picture("lesson-outcome")
    one.page.reload()  # nothing is lost: the same schools live again
    at_step(one, "outcome")
    one.page.wait_for_selector(".verdicts")
    assert one.page.inner_text(".sentence") == sentence
    tab_to(one, "[data-step=why]")
    press(one, "Enter")
    at_step(one, "why")
    tab_to(one, ".pointer button")
    press(one, "Enter")
    one.page.wait_for_selector(".lookedat .term.pointedat")
    one.picture("lesson-why")
    tab_to(one, ".lookedat > button")
    press(one, "Enter")  # the same teacher in the school itself
    one.page.wait_for_selector(".panel .term.pointedat")
    assert one.week > 0 and one.run("p.whole.seed") == 1
    assert one.page.input_value("#scenario") == "Ordered hours"
    assert one.page.inner_text(".question") == "Made from the scenario baseline" and not one.page.is_visible(".story")
    tab_to(one, ".stage .notice button", key="Shift+Tab")
    press(one, "Enter")
    at_step(one, "why")
    tab_to(one, ".stepfoot .main-button")
    press(one, "Enter")
    at_step(one, "levers")
    tab_to(one, ".freelever input")
    press(one, "End")
    one.page.wait_for_selector("text=Everything tried")
    assert "your levers" in one.page.inner_text(".leverspart .sentence:not(.gap)")
    assert re.search(
        r"0\.\d\d → 0\.\d\d\. \d+ % of the gap to “Own hours” is closed\.", one.page.inner_text(".leverspart .gap")
    )
    tab_to(one, ".stepfoot .main-button")
    press(one, "Enter")
    at_step(one, "discuss")
    assert one.page.locator(".questions > li").count() >= 2
    assert one.page.locator(".questions .telling:visible").count() == 0
    tab_to(one, ".questions button")
    press(one, "Enter")
    assert one.page.inner_text(".questions button:focus") == "Everybody who sees this screen will read it. Press again"
    assert one.page.locator(".questions .telling:visible").count() == 0
    press(one, "Enter")
    assert one.page.locator(".questions .telling:visible").count() == 1
    one.page.go_back()
    at_step(one, "levers")


def test_a_curve_is_sketched_with_keys_or_with_the_mouse_and_stays_once_it_is_committed(visitor):
    one = visitor(f"page=lessons&lesson={CURVE}&step=predict")
    at_step(one, "question")  # an address cannot jump over the question
    one.page.click(".stepfoot .main-button")
    at_step(one, "predict")
    value = "JSON.parse(sessionStorage.getItem(`collective-action-lesson-${p.lesson.name}`)).prediction"
    tab_to(one, ".handle")
    press(one, "ArrowUp", "ArrowRight", "ArrowRight", "PageDown")
    drawn = one.run(value)
    middle = (one.run("p.lesson.prediction.low") + one.run("p.lesson.prediction.high")) / 2
    assert drawn[0] > middle and drawn[1] == drawn[0] and drawn[2] < middle and drawn[3:] == [drawn[2]] * 3
    assert one.page.get_attribute(".handle:nth-of-type(3)", "aria-valuenow") == str(drawn[2])
    one.page.locator(".sketch").scroll_into_view_if_needed()
    one.page.wait_for_timeout(300)  # focus has scrolled the page: the sketch must rest before the pointer aims at it
    box = one.page.locator(".sketch").bounding_box()
    one.page.mouse.move(box["x"] + 0.12 * box["width"], box["y"] + 0.2 * box["height"])
    one.page.mouse.down()
    one.page.mouse.move(
        box["x"] + 0.95 * box["width"], box["y"] + 0.7 * box["height"], steps=2
    )  # years between lie on the stroke
    one.page.mouse.up()
    one.until(f"JSON.stringify({value}) !== {str(drawn).replace(' ', '')!r}")
    stroke = one.run(value)
    assert (
        stroke == sorted(stroke, reverse=True) and len(set(stroke)) == len(stroke) and len(stroke) == one.run("p.lesson.years")
    )
    one.picture("lesson-sketch")
    one.page.click("text=Commit this prediction")
    at_step(one, "run")
    one.page.reload()
    at_step(one, "run")
    one.page.click("[data-step=predict]")
    assert one.page.locator(".sketch").count() == 0 and "You committed" in one.page.inner_text(".committed")
    one.page.set_viewport_size({"width": 390, "height": 844})
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_telephone_shrinks_no_letter_of_the_sketch_and_the_drawing_says_what_it_is_of(visitor):
    one = visitor(f"page=lessons&lesson={CURVE}", viewport={"width": 1400, "height": 844})
    at_step(one, "question")
    one.page.click(".stepfoot .main-button")
    for width in (1400, 844, 390):  # also a telephone that is turned while one draws
        one.page.set_viewport_size({"width": width, "height": 844})
        one.until(
            "Math.abs(document.querySelector('.sketch').clientWidth - document.querySelector('.sketch').viewBox.baseVal.width) < 1"
        )
        tall = one.page.locator(".sketch text").evaluate_all(
            "(all) => all.map((e) => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)"
        )
        assert min(tall) >= 12 and "“Four hours ordered” Exhaustion" in one.page.inner_text(".sketchframe")
        box = one.page.locator(".sketch").bounding_box()
        for text in one.page.locator(".sketch text").all():
            place = text.bounding_box()
            assert box["x"] <= place["x"] and place["x"] + place["width"] <= box["x"] + box["width"] + 0.5
    one.picture("lesson-sketch-telephone")


def test_the_schools_are_those_of_the_number_that_was_entered_until_a_prediction_is_committed(visitor):
    one = visitor(f"page=lessons&lesson={LESSON}&seed=101")
    at_step(one, "question")
    assert one.page.input_value("#seed") == "101"
    one.page.fill("#seed", "-4")
    press(one, "Tab")
    one.page.wait_for_selector("text=a whole number from 0 to 4294967295")
    assert one.page.input_value("#seed") == "101"
    one.page.fill("#seed", "102")
    press(one, "Tab")
    assert "seed=102" in one.page.url
    one.page.click(".stepfoot .main-button")
    at_step(one, "predict")
    one.page.check("input[value=less]")
    one.page.click("text=Commit this prediction")
    at_step(one, "run")
    one.page.click(".computation .main-button")
    at_step(one, "outcome")
    one.page.wait_for_selector(".sentence:not(:empty)")
    assert one.page.inner_text(".schoolnumber") == "Your schools: number 102." and one.run("p.outcome.seed") == 102
    one.page.click("[data-step=question]")
    at_step(one, "question")
    assert one.page.locator("#seed").count() == 0 and "number 102" in one.page.inner_text(".schoolnumber")
    one.open(f"page=lessons&lesson={LESSON}&seed=7")
    one.page.wait_for_selector("text=You have committed a prediction for schools number 102")
    one.page.click("[data-step=discuss]")
    one.page.click("text=Start again >> nth=0")
    at_step(one, "question")
    assert one.page.input_value("#seed") == "102"


#: How far the colour of an element's letters stands out from what is behind them (WCAG 2).
CONTRAST = """(element) => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => numbers(colour).slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
  let behind = element, opacity = 1;
  for (let at = element; at; at = at.parentElement) opacity *= getComputedStyle(at).opacity;
  while (behind && numbers(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
  const [a, b] = [getComputedStyle(element).color, getComputedStyle(behind ?? document.body).backgroundColor].map(light);
  return opacity < 1 ? 0 : (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""


def test_a_projector_shows_large_letters_and_locked_steps_stand_out(visitor):
    one = visitor(f"page=lessons&lesson={LESSON}", viewport={"width": 1920, "height": 1080}, color_scheme="light")
    at_step(one, "question")
    for look, other in (("light", "Dark colours"), ("dark", "Light colours")):
        assert one.page.get_attribute("html", "data-look") == look
        for place in (".steps button:disabled .steptitle", ".steps button:disabled .stepnumber"):
            assert min(element.evaluate(CONTRAST) for element in one.page.locator(place).all()) >= 4.5
        one.page.click(f"[aria-label='{other}']")
    one.page.click(".stepfoot .main-button")
    one.page.check("input[value=less]")
    one.page.click("text=Commit this prediction")
    one.page.click(".computation .main-button")
    at_step(one, "outcome")
    one.page.wait_for_selector(".sentence:not(:empty)")
    for look, other in (("light", "Dark colours"), ("dark", "Light colours")):
        for place in (".stepof", ".outcome .fine", ".outcome th", ".claims li"):
            size = "(all) => Math.min(...all.map((e) => parseFloat(getComputedStyle(e).fontSize)))"
            assert one.page.locator(place).evaluate_all(size) >= 16, place
        for chart in ("courses", "spread"):
            assert one.run(f"p.outcomePart.{chart}.chart.getOption().xAxis[0].axisLabel.fontSize") >= 16
        one.picture(f"lesson-outcome-{look}-projector")
        one.page.click(f"[aria-label='{other}']")


def test_a_path_that_is_none_leads_to_the_page_and_to_the_part_it_names(visitor):
    leads_to_the_page(visitor())


def test_an_address_behind_the_prediction_says_why_it_leads_to_the_question_and_its_table_of_settings(visitor):
    one = visitor(f"page=lessons&lesson={LESSON}&step=levers")
    at_step(one, "question")
    assert one.page.inner_text(".notice") == "Predict first; then this step opens."
    rows = [row.inner_text().split("\t") for row in one.page.locator(".compared tr").all()]  # under their own names
    assert [cell.strip() for cell in rows[0][1:]] == ["Own hours", "Ordered hours"]
    assert all(len(row) == 3 and all(row) for row in rows[1:]) and ["0.85", "1"] in [row[1:] for row in rows]
    one.page.click(".stepfoot .main-button")
    at_step(one, "predict")
    assert not one.page.is_visible(".notice")


# ---------------------------------------------------------------- a class


@pytest.fixture
def school_class():
    """A class as a professor starts it: (address for students, the professor's, the code)."""
    with serving("class", LESSON, "--host", "127.0.0.1", "--seed", "40") as (address, server):
        said = [server.stdout.readline() for _ in range(4)]
        professor = re.search(r"http\S+professor#\S+", said[0])[0]
        assert address in said[2]
        yield address, professor, re.search(r"Code:\s+(\w+)", said[3])[1]


#: Where the letters of an element stand, line by line, and how far they reach.
LETTERS = """(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return [...range.getClientRects()].map(({ left, top, right, bottom }) => ({ left, top, right, bottom }));
}"""


PROJECTORS = ((1024, 768), (1280, 800), (1366, 768), (1440, 900), (1920, 1080))


def test_everybody_can_read_how_to_join_on_any_projector(browser, school_class):
    address, professors, _ = school_class
    professor = Visitor(browser, address, extra_http_headers={})  # compressed, as every browser asks
    professor.page.goto(professors)
    professor.page.wait_for_selector(".phases button >> nth=5")
    for width, height in PROJECTORS:
        professor.page.set_viewport_size({"width": width, "height": height})
        professor.page.wait_for_timeout(100)
        board, desk = (professor.page.locator(place).bounding_box() for place in (".board", ".desk"))
        for selector, column in (("[data-testid=code]", board), (".joinboard .joinline", board), (".phases button", desk)):
            for element in professor.page.locator(selector).all():
                lines = element.evaluate(LETTERS)
                # an address is never broken
                assert len({line["top"] for line in lines}) == 1 or selector == ".phases button"
                for line in lines:
                    assert column["x"] <= line["left"] and line["right"] <= column["x"] + column["width"] <= width
                    assert line["top"] >= 0 and line["bottom"] <= height
        for box in (one.bounding_box() for one in professor.page.locator(".phases button, .qr").all()):
            assert box["x"] + box["width"] <= width and box["y"] + box["height"] <= height
        code = professor.page.locator("[data-testid=code]")
        assert code.evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)") >= 40  # large enough for the last row
        professor.picture(f"class-join-{width}")
    professor.context.close()
    assert not professor.foreign and not professor.errors


def test_a_class_predicts_runs_and_discusses_and_a_reload_loses_nothing(browser, school_class):
    address, professors, code = school_class
    visitors = [Visitor(browser, address, viewport={"width": 1920, "height": 1080})]
    visitors += [Visitor(browser, address, viewport={"width": 390, "height": 844}) for _ in range(2)]
    professor, one, other = visitors
    professor.page.goto(professors)
    professor.page.wait_for_selector(".qr")
    assert "#" not in professor.page.url  # the key is not on the projector
    assert professor.page.inner_text("[data-testid=code]") == code
    professor.picture("class-join")
    one.page.goto(address)
    one.page.fill("#code", "AAAAA")
    one.page.click("button:has-text('Join')")
    one.page.wait_for_selector("text=This is not the code of the class")
    one.page.fill("#code", code.lower())
    one.page.click("button:has-text('Join')")
    other.page.goto(f"{address}#{code}")  # by the QR code
    other.page.click("button:has-text('Join')")
    for student in (one, other):
        student.page.wait_for_selector("text=The professor begins soon.")
        assert student.page.locator(".tab:visible").count() == 1
    professor.page.wait_for_selector("text=2 here")

    professor.page.click("[data-phase=predict]")
    for student, answer in ((one, "less"), (other, "more")):
        student.page.check(f"input[value={answer}]")
        student.picture("class-predict")
        student.page.click("text=Commit this prediction")
        student.page.wait_for_selector(".committed")
    professor.page.wait_for_selector("text=2 of 2 have committed.")
    nickname = one.page.inner_text(".whoami strong")
    one.page.reload()
    one.page.wait_for_selector(".committed:has-text('lower')")
    assert one.page.inner_text(".whoami strong") == nickname and code not in one.page.url

    other.page.evaluate("collectiveAction.link.wire.socket.close()")  # a lost connection comes back by itself
    professor.page.click("[data-phase=run]")
    for student in (one, other):
        student.page.wait_for_selector(".verdicttoken.came")
    assert "number 41" in one.page.inner_text(".step") and "number 42" in other.page.inner_text(".step")
    professor.page.click("[data-phase=reveal]")
    one.page.wait_for_selector("text=The whole class")
    professor.page.wait_for_selector("text=Predicted: 1 lower, 1 higher. Came out: 2 lower.")
    professor.picture("class-reveal")
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 390

    professor.page.click("[data-phase=levers]")
    one.page.wait_for_selector(".freelever input")
    one.page.locator(".freelever input").first.focus()
    press(one, "End")
    one.page.wait_for_selector(".leverspart .sentence:has-text('your levers')")
    assert "of the gap to “Own hours” is closed." in one.page.inner_text(".leverspart .gap")
    professor.until("p.view.trials.length === 1")
    professor.page.click("text=Run these for all")
    other.page.wait_for_selector("text=The professor has set the levers")
    professor.until("p.view.trials.length === 3")
    professor.picture("class-levers")
    professor.page.click("[data-phase=discuss]")
    other.page.wait_for_selector(".questions")
    assert other.page.locator("button:has-text('instructors')").count() == 0
    professor.page.wait_for_selector("button:has-text('instructors')")
    assert professor.page.locator(".questions .telling:visible").count() == 0  # the class looks at this page

    professor.page.check("#play")
    other.page.click("nav >> text=School")
    other.page.wait_for_selector(".canvas canvas")
    professor.page.uncheck("#play")
    other.page.wait_for_selector(".questions")

    with professor.page.expect_download() as download:
        professor.page.click("text=Download what the class did")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    asked = [row for row in rows if row["what"] == "the lesson"]
    assert [(r["predicted"], r["came out"], r["as predicted"]) for r in asked] == [
        ("Lower", "Lower", "yes"),
        ("Higher", "Lower", "no"),
    ]
    assert asked[0]["nickname"] == nickname.removeprefix("You are ") and text.startswith("nickname,")
    assert [row["lever: ordered joint time"] for row in rows if row not in asked] and "Own hours, years 4 to 6" in text
    professor.page.click("text=Close the class")
    professor.page.click("text=Press again")
    for student in (one, other):
        student.page.wait_for_selector("h1:has-text('The class is over')")
    for visitor_ in visitors:
        visitor_.context.close()
    assert [url for v in visitors for url in v.foreign] == []
    assert [error for v in visitors for error in v.errors] == []


def test_a_duplicate_is_removed_and_the_next_lesson_follows_with_the_same_class(browser, school_class):
    address, professors, code = school_class
    visitors = [Visitor(browser, address, viewport={"width": 1920, "height": 1080})]
    visitors += [Visitor(browser, address, viewport={"width": 390, "height": 844}) for _ in range(2)]
    professor, one, twin = visitors
    professor.page.goto(professors)
    names = []
    for student in (one, twin):
        student.page.goto(f"{address}#{code}")
        student.page.click("button:has-text('Join')")
        names.append(student.page.inner_text(".whoami strong").removeprefix("You are "))
    professor.page.wait_for_selector("text=2 here")
    professor.page.click("[data-phase=predict]")
    for student, answer in ((one, "less"), (twin, "more")):
        student.page.check(f"input[value={answer}]")
        student.page.click("text=Commit this prediction")
    professor.page.wait_for_selector("text=2 of 2 have committed.")

    tab_to(professor, ".desk .counts + details summary")
    press(professor, "Enter")
    assert professor.page.locator(".classlist li").count() == 2
    row = f".classlist li:has(span:text-is('{names[1]}'))"
    for _ in range(4):
        press(professor, "Tab")
        if professor.page.locator(f"{row} button:focus").count():
            break
    press(professor, "Enter")
    assert professor.page.inner_text(f"{row} button") == f"Remove {names[1]}? Press again"
    press(professor, "Escape")
    assert professor.page.inner_text(f"{row} button") == "Remove"
    press(professor, "Enter")
    professor.picture("class-remove")
    press(professor, "Enter")
    twin.page.wait_for_selector("h1:has-text('You are no longer in the class')")
    twin.picture("class-removed")
    professor.page.wait_for_selector("text=1 of 1 have committed.")
    assert professor.page.locator(".classlist li").count() == 1
    assert professor.page.evaluate("document.activeElement.closest('.classlist') !== null")  # the focus is not lost
    press(twin, "Enter")
    twin.page.fill("#code", code)
    press(twin, "Enter")
    assert twin.page.inner_text(".whoami strong").removeprefix("You are ") not in names
    professor.page.wait_for_selector("text=1 of 2 have committed.")

    assert professor.page.input_value("#lesson") == CURVE  # what follows in the course
    professor.page.click("text=Take this lesson now")
    professor.page.wait_for_selector("text=One has predicted and not seen the outcome. Go on? Press again")
    professor.picture("class-next")
    professor.page.click("text=Press again")
    for student in (one, twin):
        student.page.wait_for_selector(".sketch")
    one.picture("class-second-round")
    assert one.page.inner_text(".whoami strong").endswith(names[0])
    professor.page.wait_for_selector(".desk h2:has-text('Round 2')")
    professor.picture("class-second-round-projector")
    professor.page.click("text=Back to round 1")  # taken by mistake
    one.page.wait_for_selector(".committed:has-text('lower')")
    professor.page.click("text=Take this lesson now")
    professor.page.click("text=Press again")
    tab_to(one, ".handle")
    press(one, "ArrowUp")
    one.page.click("text=Commit this prediction")
    professor.page.click("[data-phase=reveal]")
    one.page.wait_for_selector("text=The whole class")
    professor.until("p.view.lived === 1")
    twin.page.wait_for_selector("text=You came after the prediction")
    professor.page.select_option("#lesson", CURVE)
    professor.page.click("text=Take it anew, with other schools")
    twin.page.wait_for_selector(".sketch")
    professor.page.wait_for_selector(".desk h2:has-text('Round 3')")
    with professor.page.expect_download() as download:
        professor.page.click("text=Download what the class did")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    predicted = {
        (r["round"], r["lesson"], r["student"]) for r in rows if r["predicted"] or r["predicted for Four hours ordered, year 1"]
    }
    assert predicted == {("1", LESSON, "1"), ("2", CURVE, "1")}
    assert {r["student"] for r in rows} == {"1"}

    professor.page.check("#lock")
    professor.page.click("text=New code")
    professor.page.click("text=Press again")
    professor.until(f"p.view.code !== {code!r} && p.view.locked && p.board.addresses && p.code === p.view.code")
    twin.page.close()
    professor.until("p.view.here === 1")
    professor.page.click("text=Take out who is away")
    professor.page.click("text=Press again")
    professor.until("p.view.joined === 1")
    for visitor_ in visitors:
        visitor_.context.close()
    assert [url for v in visitors for url in v.foreign] == []
    assert [error for v in visitors for error in v.errors] == []


def test_a_names_letters_stay_letters():
    """Pages set text, never HTML: no module of the class writes markup."""
    modules = [*STATIC.glob("class/*.js"), *STATIC.glob("kit/*.js"), STATIC / "app" / "lessons.js"]
    assert {"student.js", "professor.js", "parts.js", "wire.js"} <= {path.name for path in modules}
    for path in modules:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text), path.name
