"""The application on one's own computer, where Solara serves it: the same page, and nothing for pages of others.

What the page does is tried over the plain web socket (test_browser.py), where it opens in a fraction of the time.
"""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from simulation.engine.observe import W
from simulation.ensemble.simulate import simulate
from simulation.living.address import Identity

from ..conftest import NEEDS_A_BROWSER
from .conftest import leads_to_the_page
from .test_browser import SMALL

pytestmark = NEEDS_A_BROWSER  # served by Solara, so tried with every Python

#: Pages, as the tabs name them: (in the address, on its tab, what shows that it is drawn).
PAGES = (
    ("evidence", "Evidence", ".document"),
    ("school", "School", ".canvas canvas"),
    ("compare", "Compare", ".pair canvas"),
    ("explore", "Explore", ".computation"),
    ("yours", "Your school", ".drop"),
)


@pytest.mark.long
def test_every_page_is_drawn_in_both_looks_and_fits_a_phone(owner):
    usual = {"color_scheme": "light", "reduced_motion": "reduce", "extra_http_headers": {}}  # compressed, as every browser asks
    one = owner(f"{SMALL}&week=30&page={PAGES[0][0]}", **usual)
    for page, tab, sign in PAGES:
        if page != PAGES[0][0]:
            one.page.click(f"nav >> text={tab}")
        one.page.wait_for_selector(sign)
        assert f"page={page}" in one.page.url or page == "school"
        assert one.page.locator("[aria-current]").count() == 1
        for look, other in (("light", "Dark colours"), ("dark", "Light colours")):
            assert one.page.get_attribute("html", "data-look") == look
            one.picture(f"{page}-{look}")
            one.page.click(f"[aria-label='{other}']")
        one.page.set_viewport_size({"width": 390, "height": 844})
        one.page.wait_for_timeout(100)
        assert one.page.evaluate("document.documentElement.scrollWidth") <= 390
        one.picture(f"{page}-narrow")
        one.page.set_viewport_size({"width": 1500, "height": 880})


@pytest.fixture
def another_site(own_address, tmp_path):
    """The address of a page that shows a picture of ours and leads to us; `localhost` is another site than 127.0.0.1."""
    (tmp_path / "index.html").write_text(
        f"<img src='{own_address}files/kit/style.css'><a href='{own_address}?page=evidence'>there</a>"
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=tmp_path)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def test_another_site_gets_no_picture_from_here_but_its_links_lead_here(browser, own_address, another_site):
    page = browser.new_context().new_page()
    answers = {}
    page.on("response", lambda answer: answers.update({answer.url: answer.status}))
    page.on("requestfailed", lambda request: answers.update({request.url: request.failure}))
    page.goto(another_site)
    refused = answers.pop(
        f"{own_address}files/kit/style.css"
    )  # the browser keeps back what says that it is for its own site only
    assert refused == 403 or "ERR_BLOCKED_BY_RESPONSE" in refused
    assert answers == {another_site: 200}
    page.click("a")
    page.wait_for_selector(".document")
    page.context.close()


@pytest.mark.long
def test_two_browsers_at_once_each_have_their_own_school(owner):
    one, other = owner(f"{SMALL}&seed=1"), owner(f"{SMALL}&seed=2")
    for visitor_ in (one, other):
        visitor_.page.select_option("[aria-label=Speed]", "20")
        visitor_.run("p.player.play()")
    one.until("p.player.week >= 40")
    other.run("p.player.pause()")
    other.until("!p.player.busy")
    stopped = other.week
    one.until("p.player.week >= 60")
    assert other.week == stopped
    one.run("p.player.pause()")
    for visitor_, seed in ((one, 1), (other, 2)):
        weeks = simulate(Identity.from_query(SMALL).scenario_now(), 1, seed, record="weeks", workers=1).weeks
        shown = np.array(visitor_.run("p.rows"))
        assert np.allclose(shown[:, W.exhaustion], weeks["exhaustion"].to_numpy()[: len(shown)], atol=6e-5)


def test_a_path_that_is_none_leads_to_the_page_and_to_the_part_it_names(owner):
    leads_to_the_page(owner())
