"""How fast the application answers, and what it takes: `python -m tests.benchmarks.app`.

A page in Chromium (first paint, a step until it is painted, frames a second), thirty sessions that play at once over the wire, and
the server's memory after an hour of play, by count. The machine's speed is in all of these numbers; ratios are not.
"""

import json
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
import uuid
from pathlib import Path

from websockets.sync.client import connect

ROOT = Path(__file__).parents[2]
SESSIONS, SECONDS, PACE = 30, 20.0, 10.0  #: pages, how long they play [s], weeks a second each asks for
AN_HOUR = 36_000  #: weeks of an hour at ten weeks a second


class Server:
    """A server as a user starts it."""

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "run.py", "app", "--no-browser", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.address = f"http://127.0.0.1:{self.port}/"
        while True:
            try:
                urllib.request.urlopen(self.address).close()
                return self
            except OSError:
                time.sleep(0.2)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    @property
    def megabytes(self):
        """Memory of the server now."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * 4096 / 1e6


class Wire:
    """A page without a browser: Solara's and the widget's messages over a web socket."""

    def __init__(self, server):
        self.session = str(uuid.uuid4())
        url = f"ws://127.0.0.1:{server.port}/jupyter/api/kernels/{uuid.uuid4()}/channels?session_id={self.session}"
        self.context = connect(
            url, max_size=None, compression=None, additional_headers={"Cookie": f"solara-session-id={uuid.uuid4()}"}
        )
        self.socket = self.context.__enter__()
        control = uuid.uuid4().hex
        self._send("comm_open", {"comm_id": control, "target_name": "solara.control", "data": {}})
        run = {"method": "run", "args": {"path": "/", "dark": False, "themes": {}, "appName": None}}
        self._send("comm_msg", {"comm_id": control, "data": run})
        self.widget, self.number = None, 0
        while self.widget is None:
            message = json.loads(self.socket.recv(30))
            if message["msg_type"] == "comm_open" and "files" in message["content"]["data"].get("state", {}):
                self.widget = message["content"]["comm_id"]

    def ask(self, ask, **content):
        """The answer to a request."""
        self.number += 1
        custom = {"method": "custom", "content": {"id": self.number, "ask": ask, "content": content}}
        self._send("comm_msg", {"comm_id": self.widget, "data": custom})
        while True:
            message = json.loads(self.socket.recv(60))
            if message["msg_type"] == "comm_msg" and message["content"]["comm_id"] == self.widget:
                answer = message["content"]["data"].get("content", {})
                if answer.get("id") == self.number:
                    return answer["ok"]

    def _send(self, kind, content):
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "session": self.session,
            "username": "",
            "version": "5.2",
            "date": "",
        }
        self.socket.send(
            json.dumps(
                {"buffers": [], "channel": "shell", "content": content, "header": header, "metadata": {}, "parent_header": {}}
            )
        )


def play(wire, seconds, latencies):
    """Ask for a week whenever one is due, one request in flight."""
    wire.ask("open", key="main", query="scenario=baseline&set=years:40")
    until, due = time.perf_counter() + seconds, time.perf_counter()
    while (now := time.perf_counter()) < until:
        if now < due:
            time.sleep(due - now)
        began = time.perf_counter()
        wire.ask("advance", key="main", weeks=1)
        latencies.append(time.perf_counter() - began)
        due = max(due + 1.0 / PACE, time.perf_counter())


def in_a_browser(server):
    """First paint, step and frames in Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        paints = []
        for _ in range(5):
            page = browser.new_context(viewport={"width": 1600, "height": 900}).new_page()
            began = time.perf_counter()
            page.goto(server.address)
            page.wait_for_selector("[data-week] canvas")
            paints.append(time.perf_counter() - began)
            page.context.close()
        print(f"first paint, fresh browser profile: median {statistics.median(paints):.2f} s")
        for teachers in (60, 200):
            page = browser.new_context(viewport={"width": 1600, "height": 900}).new_page()
            page.goto(f"{server.address}?scenario=baseline&set=school.teachers:{teachers}&week=20")
            page.wait_for_selector("[data-week] canvas")
            steps = page.evaluate(
                """async () => {
                  const p = collectiveAction.page, times = [];
                  for (let k = 0; k < 40; k++) {
                    const began = performance.now();
                    await p.player.step(1);
                    await new Promise((r) => requestAnimationFrame(() => setTimeout(r)));
                    times.push(performance.now() - began);
                  }
                  return times;
                }"""
            )
            rate = page.evaluate(
                """async () => {
                  const p = collectiveAction.page;
                  p.player.speed = 36; p.player.play();
                  await new Promise((r) => setTimeout(r, 500));
                  const from = p.player.steps, began = performance.now();
                  await new Promise((r) => setTimeout(r, 4000));
                  const rate = ((p.player.steps - from) * 1000) / (performance.now() - began);
                  p.player.pause();
                  return rate;
                }"""
            )
            ninetieth = sorted(steps)[int(0.9 * len(steps))]
            print(
                f"{teachers} teachers: step until painted, median {statistics.median(steps):.0f} ms, 90 % {ninetieth:.0f} ms; {rate:.0f} frames/s"
            )
            page.context.close()
        browser.close()


def main():
    """Print all of it."""
    with Server() as server:
        if shutil.which("chromium"):
            in_a_browser(server)
        print(f"server before the sessions: {server.megabytes:.0f} MB")
        wires, latencies = [Wire(server) for _ in range(SESSIONS)], []
        threads = [threading.Thread(target=play, args=(wire, SECONDS, latencies)) for wire in wires]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rate = len(latencies) / SECONDS / SESSIONS
        print(
            f"{SESSIONS} sessions playing: median step {1e3 * statistics.median(latencies):.0f} ms, 99 % "
            f"{1e3 * sorted(latencies)[int(0.99 * len(latencies))]:.0f} ms, {rate:.1f} of {PACE:.0f} weeks a second each; server {server.megabytes:.0f} MB"
        )
        wire = wires[0]
        wire.ask("open", key="main", query="scenario=baseline")
        lived, sizes = 0, []
        while lived < AN_HOUR:
            frame = wire.ask("advance", key="main", weeks=1)
            lived += 1
            if frame["over"]:
                wire.ask("seek", key="main", week=0)
            if lived % (AN_HOUR // 6) == 0:
                sizes.append(server.megabytes)
        print(f"an hour of play, by count: {', '.join(f'{size:.0f}' for size in sizes)} MB")


if __name__ == "__main__":
    main()
