"""A class on this computer: `python -m tests.benchmarks.classroom`, or with `--students 100`.

Students, each with the messages of an honest browser, and a projector over real web sockets. How long until what somebody asks is
answered, which is what an action takes; how long from committing a prediction, and from moving a lever, until the
outcome is on the student's page; how long until what a student does is on the projector; what travels; what the server takes. The
load is that of a class: students think, so they do not all press in the same instant, and once they all do. The machine's speed is
in all of these numbers.
"""

import argparse
import contextlib
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

ROOT = Path(__file__).parents[2]
LESSON = "hours_without_voice"
THINKING = 20.0  #: seconds over which the predictions of a class come in
TRIES, PAUSE = 6, 5.0  #: settings that each student tries, and the mean time she looks at one [s]


class Server:
    """A class as a professor starts it."""

    def __init__(self, students):
        self.students = students

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "run.py", "class", LESSON, "--host", "127.0.0.1", "--no-browser", "--port", str(self.port)]
        command += ["--students", str(self.students), "--joins", "1000"]  # all come from one address here
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        said = "".join(self.process.stdout.readline() for _ in range(5))
        self.key, self.code = re.search(r"professor#(\S+)", said)[1], re.search(r"Code:\s+(\w+)", said)[1]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    @property
    def megabytes(self):
        """Memory of the server now."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * 4096 / 1e6


class Page:
    """A page without a browser, which notes when it was told what."""

    def __init__(self, server, **introduction):
        self.view, self.seen, self.bytes, self.largest = {}, threading.Condition(), 0, 0
        self.answers, self.number, self.took = {}, 0, []
        self.context = connect(f"ws://127.0.0.1:{server.port}/line", max_size=None, compression=None)
        self.socket = self.context.__enter__()
        threading.Thread(target=self._listen, daemon=True).start()
        (ask, content), *_ = introduction.items()
        assert "ok" in self.ask(ask, **content)

    def _listen(self):
        with contextlib.suppress(ConnectionClosed):
            self._take()

    def _take(self):
        for text in self.socket:
            message = json.loads(text)
            with self.seen:
                self.bytes += len(text)
                self.largest = max(self.largest, len(text))
                if message.get("news") == "class":
                    self.view.update(message["content"])
                else:
                    self.answers[message["id"]] = message
                self.seen.notify_all()

    def ask(self, ask, **content):
        """The answer."""
        began = time.perf_counter()
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "ask": ask, "content": content}))
        with self.seen:
            assert self.seen.wait_for(lambda: self.number in self.answers, 60), f"no answer to {ask}"
            self.took.append((ask, time.perf_counter() - began))
            return self.answers.pop(self.number)

    def when(self, true, patience=120):
        """The moment at which the page has been told so."""
        with self.seen:
            assert self.seen.wait_for(lambda: true(self.view), patience), "this was never told"
            return time.perf_counter()


def summary(name, seconds):
    """Median and 95th percentile."""
    ordered = sorted(seconds)
    return f"{name}: median {statistics.median(ordered):.2f} s, 95 % {ordered[int(0.95 * (len(ordered) - 1))]:.2f} s, longest {ordered[-1]:.2f} s"


def together(pages, what):
    """Let all pages do something at once; what each returns."""
    found = [None] * len(pages)

    def one(k):
        found[k] = what(k, pages[k])

    threads = [threading.Thread(target=one, args=(k,)) for k in range(len(pages))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def main():
    """Print all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=30)
    n_students = parser.parse_args().students
    print(f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    random.seed(1)
    with Server(n_students) as server:
        professor = Page(server, enter={"key": server.key})
        years = professor.ask("lesson")["ok"]["years"]
        print(f"server with an empty class: {server.megabytes:.0f} MB")
        began = time.perf_counter()
        students = [Page(server, join={"code": server.code}) for _ in range(n_students)]
        professor.when(lambda view: view.get("here") == n_students)
        together(students, lambda _, page: (page.ask("catalogue"), page.ask("lesson")))
        print(f"{n_students} students have joined in {time.perf_counter() - began:.1f} s")

        def commit(k, page):
            page.when(lambda view: view.get("phase") in ("predict", "run"))
            return page.ask("predict", prediction=[0.3 + 0.003 * k] * years)

        # Everybody has committed, and the professor runs all schools at once.
        professor.ask("phase", name="predict")
        together(students[: n_students // 2], commit)
        began = time.perf_counter()
        professor.ask("phase", name="run")
        waits = together(students[: n_students // 2], lambda k, page: page.when(lambda view: view.get("outcome")) - began)
        print(summary(f"all at once: run pressed until the outcome of {n_students // 2} students", waits))

        # The others commit while the schools run, each when she is done thinking.
        projector, noticed = [], threading.Lock()

        def think_and_commit(k, page):
            time.sleep(random.uniform(0.0, THINKING))
            with noticed:
                before = professor.view["committed"]
                asked = time.perf_counter()
                commit(k, page)
                projector.append(professor.when(lambda view: view["committed"] > before) - asked)
            return page.when(lambda view: view.get("outcome")) - asked

        print(summary("one by one: commit until the outcome", together(students[n_students // 2 :], think_and_commit)))
        print(summary("commit until it is counted on the projector", projector))
        professor.ask("phase", name="reveal")
        professor.when(lambda view: len(view["outcomes"]) == n_students)

        def read_and_look(_, page):
            page.ask("lesson")
            time.sleep(random.uniform(0.0, THINKING / 2))
            page.ask("look", at=0)

        together(students, read_and_look)
        professor.ask("phase", name="levers")
        lever = professor.ask("lesson")["ok"]["levers"][0]
        shown = []

        def play(k, page):
            page.when(lambda view: view.get("phase") == "levers")
            took = []
            for done in range(TRIES):
                time.sleep(random.expovariate(1.0 / PAUSE))
                value = (
                    round(random.uniform(lever["low"], lever["high"]), 2) + k * 1e-6
                )  # whose point it is, for the clock below
                asked = time.perf_counter()
                assert "ok" in page.ask("levers", values={lever["name"]: min(value, lever["high"])})
                took.append(page.when(lambda view, done=done: len(view["tried"]) > done) - asked)
                point = page.view["trial"]["levers"][lever["name"]]
                shown.append(professor.when(lambda view, point=point: any(t[1] == point for t in view["trials"])) - asked)
            return took

        sent = [page.bytes for page in students], professor.bytes
        began = time.perf_counter()
        waits = [wait for took in together(students, play) for wait in took]
        lasted = time.perf_counter() - began
        print(summary(f"levers: {n_students} students, {len(waits)} tries in {lasted:.0f} s, lever until the outcome", waits))
        print(summary("lever until its point is on the projector", shown))
        each = statistics.median(page.bytes - before for page, before in zip(students, sent[0])) / lasted / 1e3
        print(
            f"sent: {each:.1f} kB/s to a student, {(professor.bytes - sent[1]) / lasted / 1e3:.1f} kB/s to the projector; largest "
            f"message {max(page.largest for page in students) / 1e3:.0f} kB to a student, {professor.largest / 1e3:.0f} kB to the projector"
        )
        print(f"server with {n_students} students: {server.megabytes:.0f} MB")
        took = [one for page in students for one in page.took]
        print(summary(f"all {len(took)} actions of students, until they are answered", [t for _, t in took]))
        print(summary("of these, all but looking at a teacher", [t for ask, t in took if ask != "look"]))
        print(summary("looking at a teacher", [t for ask, t in took if ask == "look"]))
        print(summary("all actions of the professor", [t for _, t in professor.took]))
        print(f"load of this machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
