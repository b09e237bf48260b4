"""The page in another browser: Firefox, driven over its own protocol (WebDriver BiDi), shows the same schools with the same numbers."""

import itertools
import json
import shutil
import socket
import subprocess
import time

import numpy as np
import pytest

import simulation as sim
from simulation.portable.page import write_page

FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)

pytestmark = [
    pytest.mark.long,
    pytest.mark.browser,
    pytest.mark.skipif(FIREFOX is None, reason="no Firefox found: install Debian's package firefox-esr to try the page in it"),
]


class Page:
    """A tab of Firefox."""

    def __init__(self, line):
        self._line, self._ids = line, itertools.count(1)
        self.ask("session.new", capabilities={})
        self._tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method, **params):
        number = next(self._ids)
        self._line.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._line.recv(timeout=120))).get("id") != number:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def go(self, address):
        self.ask("browsingContext.navigate", context=self._tab, url="about:blank", wait="complete")
        self.ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def evaluate(self, script):
        """What a script comes to; it is waited for."""
        asked = {"expression": f"(async () => JSON.stringify(await ({script})))()", "awaitPromise": True}
        answer = self.ask("script.evaluate", target={"context": self._tab}, **asked)
        assert answer["type"] == "success", answer
        return json.loads(answer["result"].get("value", "null"))

    def until(self, script):
        end = time.monotonic() + 120.0
        while not self.evaluate(f"Boolean({script})"):
            assert time.monotonic() < end, f"still not: {script}"
            time.sleep(0.1)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    connect = pytest.importorskip("websockets.sync.client").connect

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    profile = tmp_path_factory.mktemp("firefox")
    # Nothing is asked of anybody: every request but those to this computer's files would go to a port where nobody is.
    settings = {"network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9, "network.proxy.ssl": "127.0.0.1",
                "network.proxy.ssl_port": 9}  # fmt: skip
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items())
    (profile / "user.js").write_text("\n".join(lines))
    command = [FIREFOX, "--headless", "--no-remote", "--profile", str(profile), f"--remote-debugging-port={port}"]
    browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for attempt in range(120):
            try:
                line = connect(f"ws://127.0.0.1:{port}/session", max_size=None, open_timeout=60)
                break
            except OSError:
                assert attempt < 119, "Firefox does not answer"
                time.sleep(0.5)
        with line:
            yield Page(line)
    finally:
        browser.terminate()
        browser.wait(30)


def test_schools_have_the_numbers_of_python_in_firefox_too(page, tmp_path):
    file = write_page(["baseline", "korea"], tmp_path / "schools.html", lessons=["four_hours"])
    page.go(f"{file.as_uri()}#scenario=korea&seed=2&week=40&set=school.teachers:9")
    page.until("window.simulation && document.querySelector('.canvas canvas')")
    assert page.evaluate("document.querySelector('.clock').textContent") == "Year 2, week 4"
    there = page.evaluate(
        "window.simulation.run({ scenario: 'korea', set: { 'school.teachers': 9 }, years: 3, seed: 5, runs: 2 })"
    )
    here = sim.simulate(sim.Scenario.load("korea").replace({"school.teachers": 9, "years": 3}), 2, 5, workers=1).years
    for column in there[0]:
        told = np.array([row[column] for row in there], float)  # JSON writes every digit, and null for what is not known
        assert np.array_equal(here[column].to_numpy(float), told, equal_nan=True), column

    pair = "a=scenario%3Dbaseline%26set%3Dyears%3A2&b=scenario%3Dkorea%26set%3Dyears%3A2&seed=1"
    page.go(f"{file.as_uri()}#page=compare&{pair}")
    page.until("window.collectiveAction?.page?.found?.sentences?.length > 2")
    page.go(f"{file.as_uri()}#page=lessons&lesson=four_hours&step=question")
    page.until("document.querySelector('.step[data-step=question]')")
