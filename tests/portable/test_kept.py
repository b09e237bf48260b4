"""A browser keeps the site: opened once, it opens without a server."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ..conftest import IN_A_BROWSER

pytestmark = [pytest.mark.long, *IN_A_BROWSER]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def served(site):
    """The address of the site, some way below the root of a server, and the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=site.parents[1]))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/course/schools/", server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_browser_keeps_the_site_and_opens_it_without_a_server(chromium, served):
    address, server = served
    context = chromium.browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(20_000)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    assert page.evaluate("navigator.serviceWorker.ready.then((ready) => ready.active !== null)")
    server.shutdown()
    server.server_close()
    page.goto(f"{address}app.html#scenario=korea&seed=2&week=40&set=school.teachers:9")
    page.wait_for_selector(".canvas canvas")
    assert page.inner_text(".clock") == "Year 2, week 4"
    page.goto(f"{address}index.html")
    page.click("text=Whose meeting is it?")
    page.wait_for_selector(".step[data-step=question]")
    assert errors == []
    context.close()
