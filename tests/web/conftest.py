"""Small schools for the application, sessions without a page, and browsers without the internet.

Whatever asks another machine fails its test. Screenshots go to artefacts/.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from simulation.web import protocol
from simulation.web.app.session import Session

from ..living.conftest import ADDRESS, SMALL, living, small  # noqa: F401 - fixtures and constants of these tests, too
from .forms import has_form

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "artefacts"
PATIENCE = 30_000

#: What a page asks for in most tests: packing three megabytes of scripts for the same machine takes longer than sending them.
UNCOMPRESSED = {"Accept-Encoding": "identity"}


class Asked:
    """A session whose news are kept."""

    def __init__(self, limits=None):
        self.news = []
        self.session = Session(lambda kind, content: self.news.append((kind, content)), limits)

    def __call__(self, what, /, **content):
        """The answer to a request that must succeed, in its declared form."""
        answer = self.session.answer(what, content)
        assert "ok" in answer, answer
        return has_form(protocol.SESSION[what].answer, answer["ok"])

    def fault(self, what, /, **content):
        """The sentence with which a request is refused."""
        return self.session.answer(what, content)["fault"]

    def finish(self, job):
        """Wait for a computation, and return what it sent."""
        self.session.jobs[job].thread.join(60)
        return [has_form(protocol.SESSION_NEWS[kind], content) for kind, content in self.news if kind == job]


@pytest.fixture
def ask():
    """A session without a page."""
    asked = Asked()
    yield asked
    asked.session.close()


# ---------------------------------------------------------------- in a browser


@contextlib.contextmanager
def serving(command, *options, environment=None):
    """A server of its own, as a user would start it: (its address, its process). environment : settings besides one's own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "run.py", command, *options, "--no-browser", "--port", str(port)]
    settings = {**os.environ, **(environment or {})}
    server = subprocess.Popen(words, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        until = time.monotonic() + 120
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/files/kit/style.css", timeout=2).close()
                break
            except OSError:
                assert server.poll() is None and time.monotonic() < until, server.stdout.read()
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/", server
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def address():
    """The application as others reach it: the page and a web socket, which open in a fraction of the time that Solara takes.

    It is behind a code, which stands behind the # of the address.
    """
    with serving("app", "--allow-host", "localhost") as (address, server):
        code = next(line for line in server.stdout if line.startswith("Code: ")).split()[1].rstrip(".")
        yield f"{address}#{code}"


@pytest.fixture(scope="session")
def own_address():
    """The application on one's own computer, in Solara."""
    with serving("app") as (address, _):
        yield address


class Visitor:
    """Somebody with a browser of her own, and what went wrong there."""

    def __init__(self, browser, address, **options):
        self.address, self.door, self.code = address.partition("#")
        self.context = browser.new_context(
            **{"viewport": {"width": 1500, "height": 880}, "reduced_motion": "reduce", "extra_http_headers": UNCOMPRESSED}
            | options
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.foreign, self.errors = [], []
        self.context.on("request", self._watch)
        self.page.on("websocket", self._watch)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    def _watch(self, request):
        allowed = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        if not request.url.startswith(allowed):
            self.foreign.append(request.url)

    def open(self, query=""):
        """Open an address and wait until the page is drawn."""
        self.page.goto(f"{self.address}?{query}{self.door}{self.code}")
        try:
            self.page.wait_for_selector(".app [data-week]")
        except Exception as fault:
            shown = self.page.inner_text("body")[:500]
            raise AssertionError(f"the page did not open; it shows {shown!r}, and met {self.errors}") from fault
        return self

    def run(self, script):
        """What a script says that sees the page as `p`."""
        return self.page.evaluate(f"(() => {{ const p = collectiveAction.page; return {script}; }})()")

    def until(self, script):
        """Wait until a script is true that sees the page as `p`."""
        end = time.monotonic() + PATIENCE / 1000
        while not self.page.evaluate(f"(() => {{ const p = window.collectiveAction?.page; return p && ({script}); }})()"):
            assert time.monotonic() < end, script  # asked from here: a class's pages let nothing evaluate within them
            self.page.wait_for_timeout(50)

    @property
    def week(self):
        """Weeks that have passed on the screen."""
        return int(self.page.get_attribute("[data-week]", "data-week"))

    def picture(self, name):
        """Keep a screenshot."""
        PICTURES.mkdir(exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")

    def place(self, post):
        """Where a teacher stands on the screen."""
        box = self.page.locator(".canvas").first.bounding_box()
        at = self.run(f"p.network.place({post})")
        return box["x"] + at["x"], box["y"] + at["y"]


@pytest.fixture
def visitor(browser, address):
    """Makes visitors; afterwards none of them has asked another machine or met an error."""
    yield from visitors(browser, address)


@pytest.fixture
def owner(browser, own_address):
    """The same, on one's own computer: the one page of the two that Solara serves."""
    yield from visitors(browser, own_address)


def visitors(browser, address):
    """A function that makes visitors, and what must hold of them in the end."""
    known = []

    def come(query="", **options):
        known.append(Visitor(browser, address, **options))
        return known[-1].open(query)

    yield come
    for one in known:
        one.context.close()
    assert [url for one in known for url in one.foreign] == []
    assert [error for one in known for error in one.errors] == []


def leads_to_the_page(one):
    """Paths of no file lead to the page, and to the part of it that they name."""
    one.page.goto(f"{one.address}lessons")
    one.page.wait_for_selector(".lessoncard")
    one.page.goto(f"{one.address}somewhere/else")
    one.page.wait_for_selector(".school .canvas canvas")
    assert one.page.url.startswith(f"{one.address}?scenario=baseline")
