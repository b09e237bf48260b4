"""What rude visitors do to a server that really runs, and whether it goes on: `python -m tests.attacks.servers`.

    python -m tests.attacks.servers --count 1000         # all attacks on all servers, some minutes
    python -m tests.attacks.servers --only abandoned
    python -m tests.attacks.servers --minutes 60         # instead: thirty pages use the application for an hour

Servers listen to this computer only. Attackers come from 127.0.0.9, others from 127.0.0.1, so a limit for one address is told from one
for all. Exit code 1 when something did not hold.
"""

import argparse
import contextlib
import json
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

import simulation as sim

ROOT = Path(__file__).parents[2]
ATTACKER, SHOUTER, HONEST = "127.0.0.9", "127.0.0.10", "127.0.0.1"
KINDS = ("own", "others", "class")
SOON = 5.0  #: seconds within which a page opens, and a server ends


class Server:
    """A server as a user starts it. kind : one of KINDS; files : open files that it may have at most"""

    def __init__(self, kind, files=None, options=()):
        self.kind, self.files, self.options = kind, files, options

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind((HONEST, 0))
            self.port = probe.getsockname()[1]
        words = {
            "own": ["app"],
            "others": ["app", "--allow-host", "school.test"],
            "class": ["class", "contrived_collegiality", "--host", HONEST, "--students", "200"],
        }[self.kind]
        command = [sys.executable, "run.py", *words, *self.options, "--no-browser", "--port", str(self.port)]
        if self.files:
            command = ["sh", "-c", f'ulimit -n {self.files}; exec "$@"', "sh", *command]
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=self.log, text=True)
        said = ""
        while "Ctrl-C" not in said or (self.kind == "others" and "Code" not in said):
            line = self.process.stdout.readline()
            assert line, f"{self.kind} did not start: {said}{self.terminal()}"
            said += line
        self.code = (re.search(r"Code:\s+(\w+)", said) or [None, ""])[1]
        self.key = (re.search(r"professor#(\S+)", said) or [None, ""])[1]
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.log.close()

    def terminal(self):
        """What the server has said so far beside its address."""
        self.log.seek(0)
        return self.log.read().decode("utf-8", "surrogateescape")

    @property
    def megabytes(self):
        """Memory of the server now."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * 4096 / 1e6

    def tcp(self, source=ATTACKER):
        """A connection that says nothing."""
        return socket.create_connection((HONEST, self.port), timeout=30, source_address=(source, 0))

    def line(self, source=ATTACKER):
        """A web socket that says nothing."""
        if self.kind == "own":
            path = f"jupyter/api/kernels/{uuid.uuid4()}/channels?session_id={uuid.uuid4()}"
            headers = {"Cookie": f"solara-session-id={uuid.uuid4()}"}
        else:
            path, headers = "line", {}
        url = f"ws://{HONEST}:{self.port}/{path}"
        context = connect(
            url, sock=self.tcp(source), max_size=None, compression=None, additional_headers=headers, open_timeout=30, proxy=None
        )
        return context.__enter__()

    def page(self, source=HONEST, **introduction):
        """A page that is open: fetched, introduced, and answered."""
        with contextlib.closing(self.tcp(source)) as files:
            files.sendall(f"GET / HTTP/1.1\r\nHost: {HONEST}:{self.port}\r\nConnection: close\r\n\r\n".encode())
            assert files.recv(12) == b"HTTP/1.1 200", "the page itself was not served"
        if self.kind == "own":
            return Kernel(self.line(source))
        ask = {"others": {"open_page": {"code": self.code}}, "class": {"join": {"code": self.code}}}[self.kind]
        return Page(self.line(source), **(introduction or ask))


class Page:
    """A page of plain web sockets."""

    def __init__(self, line, **introduction):
        self.socket, self.number, self.view, self.news = line, 0, {}, []
        for ask, content in introduction.items():
            answer = self.whole(ask, **content)
            assert "ok" in answer, answer
            self.introduced = answer["ok"]

    def whole(self, ask, **content):
        """The whole answer to a request."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "ask": ask, "content": content}))
        while (message := json.loads(self.socket.recv(60))).get("id") != self.number:
            if message.get("news") == "class":
                self.view.update(message["content"])
            else:
                self.news.append(message)
        return message

    def ask(self, ask, **content):
        """The answer to a request that must succeed."""
        answer = self.whole(ask, **content)
        assert "ok" in answer, (ask, answer)
        return answer["ok"]

    def drop(self):
        """Be gone without a word."""
        self.socket.socket.close()


class Kernel(Page):
    """A page of Solara's: the same in a widget's messages."""

    def __init__(self, line):
        super().__init__(line)
        control = uuid.uuid4().hex
        self._say("comm_open", {"comm_id": control, "target_name": "solara.control", "data": {}})
        run = {"method": "run", "args": {"path": "/", "dark": False, "themes": {}, "appName": None}}
        self._say("comm_msg", {"comm_id": control, "data": run})
        self.widget = None
        while self.widget is None:
            message = json.loads(self.socket.recv(60))
            if message["msg_type"] == "comm_open" and "files" in message["content"]["data"].get("state", {}):
                self.widget = message["content"]["comm_id"]

    def whole(self, ask, **content):
        self.number += 1
        custom = {"method": "custom", "content": {"id": self.number, "ask": ask, "content": content}}
        self._say("comm_msg", {"comm_id": self.widget, "data": custom})
        while True:
            message = json.loads(self.socket.recv(60))
            if message["msg_type"] == "comm_msg" and message["content"]["comm_id"] == self.widget:
                answer = message["content"]["data"].get("content", {})
                if answer.get("id") == self.number:
                    return answer

    def _say(self, kind, content):
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "", "username": "", "version": "5.2", "date": ""}
        message = {"buffers": [], "channel": "shell", "content": content, "header": header, "metadata": {}, "parent_header": {}}
        self.socket.send(json.dumps(message))


def opens(server, within=SOON):
    """Open an honest page, and say how long that took."""
    began = time.perf_counter()
    page = server.page()
    page.ask("catalogue")
    took = time.perf_counter() - began
    page.drop()
    assert took < within, f"a new page took {took:.1f} s"
    return f"a new page opens in {took:.2f} s"


def attempt(work, *arguments, **content):
    """What work gives, or None when the server, or its limit, ends it."""
    with contextlib.suppress(OSError, WebSocketException, TimeoutError, AssertionError, EOFError):
        return work(*arguments, **content)


# ---------------------------------------------------------------- attacks: (server, count) -> what held


def abandoned(server, count):
    """Connections that say nothing, lines that do not introduce themselves, and pages that vanish, all of which stay."""
    held = []
    for k in range(count):
        if k % 3 == 0:
            held.append(attempt(server.tcp))
        elif k % 3 == 1:
            held.append(attempt(server.line))
        elif (page := attempt(server.page, ATTACKER)) is not None:
            page.drop()
    found = opens(server)
    for one in filter(None, held):
        one.close() if isinstance(one, socket.socket) else one.socket.close()
    return f"after {count} abandoned connections {found}"


def shouting(server, count):
    """Requests that cannot be read, with what would move a terminal's cursor."""
    hostile = "\x1b]0;pwned\x07\x1b[2J\x9b31m\u202e"
    page = server.page(SHOUTER)
    before = len(server.terminal())
    for k in range(count):
        content = ({hostile: k}, {"job": hostile}, {"job": [hostile]}, {"key": hostile, "query": hostile})[k % 4]
        if attempt(page.whole, (hostile, "cancel", "open", "look")[k % 4], **content) is None:
            page = server.page(SHOUTER)
        if k % 10 == 0 and (raw := attempt(server.tcp)):
            raw.sendall(hostile.encode() + b"\r\n\r\n")
            raw.close()
    time.sleep(0.5)
    said = server.terminal()[before:]
    assert len(said) < 60_000, f"{len(said):,} characters in the terminal"
    assert all(c.isprintable() or c == "\n" for c in said), "raw characters in the terminal"
    assert "Traceback" not in said, said[:3000]
    return f"after {count} unreadable requests {len(said)} characters in the terminal; {opens(server)}"


def greed(server, count):
    """One address with the code opens pages without end and has all of them compute; another opens one meanwhile."""
    if server.kind == "own":
        return "a page of another address does not reach it"
    pages = [page for page in (attempt(server.page, ATTACKER) for _ in range(min(count, 120))) if page]

    def use(page):
        while attempt(page.whole, "open", key="main", query="set=years:20&week=700") is not None:
            pass

    threads = [threading.Thread(target=use, args=(page,), daemon=True) for page in pages]
    for thread in threads:
        thread.start()
    time.sleep(2.0)
    try:
        return f"while one address has {len(pages)} busy pages {opens(server)}"
    finally:
        for page in pages:
            page.drop()


def fetching(server, count):
    """One address fetches the largest file without end, packed; a page of another asks meanwhile."""
    if server.kind == "own":
        return "a page of another address does not reach it"
    page, over, fetched = server.page(), threading.Event(), []
    ask = (
        f"GET /files/kit/vendor/echarts.esm.min.js HTTP/1.1\r\nHost: {HONEST}:{server.port}\r\nAccept-Encoding: gzip\r\n\r\n"
    ).encode()

    def fetch():
        line = server.tcp()
        while not over.is_set() and len(fetched) < 100 * count:
            line.sendall(ask)
            line.recv(1 << 20)
            fetched.append(1)

    threads = [threading.Thread(target=attempt, args=(fetch,), daemon=True) for _ in range(8)]
    for thread in threads:
        thread.start()
    waits = []
    for _ in range(20):
        began = time.perf_counter()
        page.ask("catalogue")
        waits.append(time.perf_counter() - began)
    over.set()
    assert max(waits) < 1.5, f"another page waited {max(waits):.1f} s"
    return f"during {len(fetched)} fetches another page waits {statistics.median(waits):.2f} s, at most {max(waits):.2f} s; {opens(server)}"


def guessing(server, count):
    """Guesses from one address; the right code from another is listened to."""
    if server.kind == "own":
        return "there is no code"
    ask, field = ("open_page", "code") if server.kind == "others" else ("join", "code")
    right = 0
    page = Page(server.line())
    for _ in range(count):
        answer = attempt(page.whole, ask, **{field: uuid.uuid4().hex[:8]})
        if answer is None:
            page = Page(server.line())
        elif "Too many" in answer["fault"]:
            right += 1
    assert right >= count - 40, f"{count - right} guesses were listened to"
    return f"of {count} guesses {count - right} were listened to; {opens(server)}"


def professor(server, count):
    """A class in which one address has many silent lines and one student forty tabs that look at teachers; the professor works."""
    if server.kind != "class":
        return "there is none"
    lead = Page(server.line(HONEST), enter={"key": server.key})
    token = server.page(ATTACKER).introduced["token"]
    lead.ask("phase", name="reveal")
    silent = [attempt(server.line) for _ in range(min(count, 200))]
    tabs = [tab for tab in (attempt(lambda: Page(server.line(), come={"token": token})) for _ in range(40)) if tab]

    def look(tab):
        at = 0
        while attempt(tab.whole, "look", at=at % 2) is not None:
            at += 1

    for tab in tabs:
        threading.Thread(target=look, args=(tab,), daemon=True).start()
    waits = []
    for k in range(30):
        began = time.perf_counter()
        lead.ask(("lesson", "table", "class_lessons")[k % 3])
        waits.append(time.perf_counter() - began)
    again = Page(server.line(HONEST), enter={"key": server.key})
    again.ask("lesson")
    for one in filter(None, [*silent, *(tab.socket for tab in tabs)]):
        one.socket.close()
    longest = max(waits)
    assert longest < 1.5, f"the professor waited {longest:.1f} s"
    return f"the professor waits {statistics.median(waits):.2f} s, at most {longest:.2f} s; {opens(server)}"


ATTACKS = (abandoned, shouting, greed, fetching, guessing, professor)


def few_files(kind, count):
    """A server that may have 256 open files, and more connections than that."""
    with Server(kind, files=256) as server:
        held = [attempt(server.tcp) for _ in range(min(count, 400))]
        took = opens(server, within=20.0)
        said = server.terminal()
        assert said.count("\n") < 70 and "Traceback" not in said, said[:2000]
        for one in filter(None, held):
            one.close()
        return f"with {len(held)} idle connections and 256 files {took}; {said.count(chr(10))} lines in the terminal"


def ending(kind, how):
    """A signal while large computations run."""
    with Server(kind) as server:
        if kind == "class":
            page = Page(server.line(HONEST), enter={"key": server.key})
        else:
            page = server.page()
        page.ask(
            "compare",
            a="set=school.teachers:200&set=years:20",
            b="set=school.teachers:200&set=years:20&set=time.planning:5",
            job=1,
            runs=200,
        )
        page.ask(
            "explore",
            query="set=years:10",
            x="time.planning",
            y="time.paperwork",
            job=2,
            steps=33,
            schools=5,
        )
        time.sleep(1.0)
        began = time.perf_counter()
        server.process.send_signal(how)
        server.process.wait(30)
        took = time.perf_counter() - began
        assert took < SOON, f"{took:.1f} s"
        return f"ends {took:.1f} s after {how.name}, exit code {server.process.returncode}"


def _use(server, k, stop, pause, done):
    """A browser's messages: it plays, looks, compares, moves a lever and reloads now and then. done : what to call after each round"""
    page, at = server.page(), 0
    query = f"scenario=baseline&set=school.teachers:{20 + k}&seed={k}"
    page.ask("open", key="main", query=query)
    now_and_then = {
        7: ("teacher", {"key": "main", "post": k % 20}),
        60: ("band", {"key": "main", "job": 1, "runs": 20}),
        90: ("compare", {"a": query, "b": query + "&set=time.planning:4", "job": 1, "runs": 20}),
        200: ("change", {"key": "main", "changes": {"time.planning": 3.0}}),
    }
    while not stop.wait(pause):
        at += 1
        if page.ask("advance", key="main", weeks=1)["over"]:
            page.ask("seek", key="main", week=0)
        for every, (ask, content) in now_and_then.items():
            if at % every == k % every:
                page.ask(ask, **content)
        if at % 400 == 10 * k:
            page.socket.close(1001)
            page = server.page()
            page.ask("open", key="main", query=query)
        page.news.clear()
        done()


def endurance(minutes, pages=30, pause=0.5):
    """Thirty pages of an application for others; no error, and memory within a fifth of what the first five minutes took.

    pause : seconds that a page rests between two rounds of requests
    """
    errors, rounds, stop = [], [], threading.Event()
    sim.simulate(sim.Scenario.load("baseline").replace({"years": 1}), runs=1)  # so that nothing is to be said of compiling
    with Server("others") as server:

        def use(k):
            try:
                _use(server, k, stop, pause, lambda: rounds.append(k))
            except Exception as error:
                errors.append(repr(error))

        threads = [threading.Thread(target=use, args=(k,)) for k in range(pages)]
        for thread in threads:
            thread.start()
        sizes, began = [], time.monotonic()
        while time.monotonic() < began + 60 * minutes and not errors:
            time.sleep(min(5.0, 60 * minutes / 20))
            sizes.append(server.megabytes)
        ran = (time.monotonic() - began) / 60
        stop.set()
        for thread in threads:
            thread.join()
        first, last = max(sizes[: max(1, min(60, len(sizes) // 2))]), max(sizes[-max(1, len(sizes) // 10) :])
        said = server.terminal()
    print(
        f"{pages} pages, {ran:.0f} of {minutes:g} minutes, {len(rounds)} rounds of requests, {len(errors)} errors {errors[:3]}"
    )
    print(f"memory: {first:.0f} MB in the first five minutes (or half), {last:.0f} MB at the end; terminal: {said[-300:]!r}")
    return not errors and last < 1.2 * first and not said


def main():
    """Run what was asked for; 1 when something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--only", choices=[*(attack.__name__ for attack in ATTACKS), "few_files", "ending"])
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--pause", type=float, default=0.5, help="with --minutes: seconds that a page rests between two rounds")
    asked = parser.parse_args()
    if asked.minutes:
        return 0 if endurance(asked.minutes, pause=asked.pause) else 1
    failed = 0

    def tell(kind, name, work):
        nonlocal failed
        try:
            print(f"{kind:7} {name:10} held: {work()}", flush=True)
        except Exception as fault:
            failed += 1
            print(f"{kind:7} {name:10} DID NOT HOLD: {type(fault).__name__}: {fault}", flush=True)

    for kind in [asked.kind] if asked.kind else KINDS:
        for attack in ATTACKS:
            if asked.only in (None, attack.__name__):
                with Server(kind) as server:
                    tell(kind, attack.__name__, lambda attack=attack, server=server: attack(server, asked.count))
        if asked.only in (None, "few_files"):
            tell(kind, "few_files", lambda kind=kind: few_files(kind, asked.count))
        for how in (signal.SIGINT, signal.SIGTERM):
            if asked.only in (None, "ending"):
                tell(kind, "ending", lambda kind=kind, how=how: ending(kind, how))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
