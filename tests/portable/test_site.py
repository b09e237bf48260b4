"""The site: a folder that works from any path, and that a browser keeps so that it opens without a network."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from simulation.lessons.lesson import names as lessons
from simulation.parameters.scenario import shipped
from simulation.portable.site import write_site
from simulation.report.page import MOST_BYTES
from simulation.results.place import ResultsError

from ..conftest import IN_A_BROWSER


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_site(tmp_path_factory.mktemp("web") / "course" / "schools")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def served(folder):
    """The address of the site, some way below the root of a server, and the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder.parents[1]))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/course/schools/", server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.quick
def test_the_index_names_every_scenario_and_lesson_and_nothing_outside(folder):
    index = (folder / "index.html").read_text(encoding="utf-8")
    for name in (*(f"app.html#scenario={name}" for name in shipped()), *(f"lesson={name}&" for name in lessons())):
        assert f'"{name}' in index.replace("&amp;", "&") or name in index.replace("&amp;", "&"), name
    for file in ("index.html", "app.html", "keep.js", "app.webmanifest"):
        text = (folder / file).read_text(encoding="utf-8")
        assert not any(f'{kind}="{root}' in text for kind in ("href", "src") for root in ("http", "/"))
    assert (folder / "app.html").stat().st_size < MOST_BYTES


@pytest.mark.quick
def test_a_site_is_written_again_over_an_older_one_and_never_over_something_else(folder, tmp_path):
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert {file.name: file.read_bytes() for file in write_site(folder).iterdir()} == before
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ResultsError, match="left alone"):
        write_site(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.skipif(IN_A_BROWSER[-2].args[0] or IN_A_BROWSER[-1].args[0], reason="there is no browser to drive")
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
