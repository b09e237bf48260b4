"""The class over the network: one web socket for each page, through which it asks and is told. What is allowed is decided here.

A page begins as nobody; with the code it becomes a student's, with the key the professor's. Each may call what its table below
names and nothing else, in the form that protocol.py declares. There is no Solara in it: students get a plain page and the
application's own files, which is quick on a telephone, and no way to anything that is not named here.
"""

import asyncio
import contextlib
import json
import logging
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...pages.files import STATIC
from ...parameters.scenario import InputError
from ...words.templates import render
from .. import protocol
from ..app.session import Session, stop_all
from ..guard import Hosts, OnlyOwnPages, OnlyText
from ..serving import Where, run
from .classroom import PHASES, Classroom, Shut

log = logging.getLogger(__name__)

PORT = 8766
LARGEST = 60_000  #: bytes of a message
BACKLOG = 400  #: messages that a page may be behind before its line is cut; it comes back and is told everything anew
PACE = {"student": 0.3, "professor": 0.15}  #: seconds between two updates of a page
#: What is pooled comes to students more rarely: thirty of them share one wireless network.
CROWD, CROWD_PACE = ("joined", "committed", "predictions", "outcomes", "trials"), 2.0

#: Stricter than that of the application, whose page needs Solara's scripts. No other page may frame this one.
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; connect-src 'self' ws://{host} wss://{host}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
)

#: Requests to the schools (session.py) that a student may make while the professor lets the class play freely.
FREE = frozenset(
    ("open", "advance", "seek", "change", "teacher", "command", "band", "compare", "explore", "cancel", "documents")
)


class Service:
    """One class and all its pages.

    join : addresses under which students reach this computer, the most likely first
    keep : a file that is written after every change, or None
    """

    def __init__(self, room: Classroom, join: list[str], keep: Path | None = None):
        self.room, self.join = room, join
        self.lines: set[Line] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._keep, self._keep_wanted = keep, threading.Event()
        self._keeping = threading.Lock()
        room.changed = self._changed
        if keep:
            threading.Thread(target=self._keep_forever, daemon=True, name="keeper").start()
            self._keep_wanted.set()

    @property
    def full(self) -> bool:
        """More pages than a class has."""
        return len(self.lines) >= 3 * self.room.room.students + 20

    async def serve(self, socket) -> None:
        """One page, from its first message to its last."""
        from starlette.websockets import WebSocketDisconnect

        self._loop = asyncio.get_running_loop()
        if self.full:
            await socket.close(1013)
            return
        await socket.accept()
        line = Line(self, socket.client.host if socket.client else "")
        self.lines.add(line)
        sender = asyncio.create_task(line.send_forever(socket))
        receiver = asyncio.create_task(line.receive_forever(socket))
        try:
            done, _ = await asyncio.wait((sender, receiver), return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if (fault := task.exception()) and not isinstance(fault, (WebSocketDisconnect, RuntimeError, ConnectionError)):
                    log.error("a line of the class failed", exc_info=fault)
        finally:
            for task in (sender, receiver):
                task.cancel()
            self.lines.discard(line)
            await asyncio.to_thread(line.close)

    def save(self) -> None:
        """Write the kept file now, if there is one; one writer at a time, for all of them use the same file aside."""
        if self._keep:
            with self._keeping:
                self.room.keep(self._keep)

    def _changed(self) -> None:
        self._keep_wanted.set()
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for line in self.lines:
            line.wake(stale=True)

    def _keep_forever(self) -> None:
        while True:
            self._keep_wanted.wait()
            self._keep_wanted.clear()
            try:
                self.save()
            except OSError as fault:
                log.error("the class cannot be kept: %s", fault)
            threading.Event().wait(1.0)  # at most once a second


class Line:
    """A page's web socket: who is there, what she may ask, and what she has been told already."""

    def __init__(self, service: Service, address: str):
        self.service, self.room, self.address = service, service.room, address
        self.role: str | None = None
        self.who = ""
        self.session: Session | None = None
        self._out: deque[str] = deque()
        self._news = asyncio.Event()
        self._stale = False
        self._told: dict[str, str] = {}
        self._crowd_due = 0.0
        self._loop = asyncio.get_running_loop()

    # ---------------------------------------------------------------- the wire

    async def receive_forever(self, socket) -> None:
        """Answer one request after the other: nobody can ask faster than she is answered."""
        while True:
            text = await socket.receive_text()
            if len(text) > LARGEST:
                return
            try:
                message = json.loads(text)
                number, ask, content = message["id"], str(message["ask"])[:40], message.get("content", {})
                if not isinstance(content, dict) or not isinstance(number, int):
                    raise ValueError
            except (ValueError, KeyError, TypeError, RecursionError):
                return
            answer = await asyncio.to_thread(self.answer, ask, content)
            self.say({"id": number, **answer})

    async def send_forever(self, socket) -> None:
        """Send what waits; what the class looks like only as often as the page can use it, and only what has changed of it."""
        due = 0.0
        while len(self._out) <= BACKLOG:
            await self._news.wait()
            self._news.clear()
            while self._out:
                await socket.send_text(self._out.popleft())
            if self._stale and self.role:
                early = due - self._loop.time()
                if early > 0.0:
                    self._loop.call_later(early, self._news.set)  # answers do not wait for it
                    continue
                self._stale = False
                due = self._loop.time() + PACE[self.role]
                if news := await asyncio.to_thread(self._difference):
                    await socket.send_text(news)

    def say(self, message: dict) -> None:
        """Send a message; from any thread."""
        text = json.dumps(message, allow_nan=False)
        with contextlib.suppress(RuntimeError):  # the server ends
            self._loop.call_soon_threadsafe(self._put, text)

    def wake(self, stale: bool = False) -> None:
        """There is something to send."""
        self._stale = self._stale or stale
        self._news.set()

    def _put(self, text: str) -> None:
        self._out.append(text)
        self.wake()

    def _difference(self) -> str:
        """What has changed of the class since it was last told, as a message, or nothing."""
        seen = self.room.overview() if self.role == "professor" else self.room.view(self.who)
        told = {key: json.dumps(value, allow_nan=False, separators=(",", ":")) for key, value in seen.items()}
        now = self._loop.time()
        same = all(self._told.get(key) == told.get(key) for key in ("round", "phase"))
        if self.role == "student" and same and now < self._crowd_due:
            told |= {key: self._told[key] for key in CROWD if key in told and key in self._told}
            self._loop.call_soon_threadsafe(self._loop.call_later, self._crowd_due - now, self.wake, True)
        elif any(self._told.get(key) != told.get(key) for key in CROWD):
            self._crowd_due = now + CROWD_PACE
        changed = [f"{json.dumps(key)}:{text}" for key, text in told.items() if self._told.get(key) != text]
        gone = [f"{json.dumps(key)}:null" for key in self._told if key not in told]
        self._told = told
        return f'{{"news":"class","content":{{{",".join(changed + gone)}}}}}' if changed or gone else ""

    def close(self) -> None:
        """The page is gone."""
        if self.role == "student":
            self.room.go(self.who)
        self.role = None
        if self.session:
            self.session.close()

    # ---------------------------------------------------------------- who may ask what

    def answer(self, ask: str, content: dict) -> dict:
        """The answer to a request: {"ok": ...}, {"fault": a sentence}, or {"shut": a sentence} when she is not in the class."""
        tables = {None: self._nobody, "student": self._student, "professor": self._professor}
        forms = {None: protocol.DOOR, "student": protocol.STUDENT, "professor": protocol.PROFESSOR}[self.role]
        try:
            if self.role == "student":
                self.room.student(self.who)  # whoever was removed asks nothing any more
            if (function := tables[self.role]().get(ask)) is not None:
                return {"ok": function(**protocol.read(forms, ask, content)) or {}}
            closing = ask == "cancel"  # a page that is closed stops its work, whatever is open
            if self.role == "professor" or (self.role == "student" and ask in FREE and (self.room.free_play or closing)):
                return self._schools(ask, content)
            if self.role == "student" and ask in FREE:
                raise InputError("The professor has closed the other pages for now.")
            raise InputError("This cannot be asked here.")
        except Shut as shut:
            return {"shut": str(shut)}
        except InputError as fault:
            return {"fault": str(fault)}
        except Exception as failure:
            log.exception("a request of the class failed: %s", ask)
            return {"fault": f"This failed ({type(failure).__name__}); the page can still be used."}

    def _nobody(self) -> dict[str, Callable[..., Any]]:
        return {"join": self._join, "come": self._come, "enter": self._enter}

    def _student(self) -> dict[str, Callable[..., Any]]:
        room = self.room
        return {
            "catalogue": _catalogue,
            "lesson": self._lesson_for_students,
            "look": self._look,
            "predict": lambda prediction: room.predict(self.who, prediction),
            "levers": lambda values: room.try_levers(self.who, values),
        }

    def _professor(self) -> dict[str, Callable[..., Any]]:
        room = self.room
        return {
            "catalogue": _catalogue,
            "class_lessons": lambda: {"lessons": [lesson.card() for lesson in room.lessons.values()], "phases": list(PHASES)},
            "lesson": lambda: self._lesson().whole(),
            "look": self._look,
            "join_here": lambda: {"addresses": [{"address": a, "code": qr(f"{a}#{room.code}")} for a in self.service.join]},
            "choose": lambda name: room.teach_lesson(name),
            "back": room.teach_back,
            "phase": lambda name: room.teach_phase(name),
            "set_levers": lambda free, values=None: room.teach_levers(free, values),
            "show": lambda predictions: room.teach_show(predictions),
            "remove": lambda name: room.teach_remove(name),
            "play_freely": lambda free: room.teach_play(free),
            "close_class": self._close_class,
            "table": lambda: {"name": "class.csv", "mime": "text/csv", "text": "\ufeff" + room.table()},
        }

    def _join(self, code: Any) -> dict:
        token = self.room.join(code, self.address)
        return {"token": token} | self._come(token)

    def _come(self, token: Any) -> dict:
        self.who = self.room.come(token)
        self._become("student")
        return {}

    def _enter(self, key: Any) -> dict:
        self.room.enter(key, self.address)
        self._become("professor")
        return {}

    def _become(self, role: str) -> None:
        self.role = role
        self._loop.call_soon_threadsafe(self.wake, True)

    def _lesson(self):
        if self.room.lesson is None:
            raise InputError("No lesson has been chosen yet.")
        return self.room.lessons[self.room.lesson]

    def _lesson_for_students(self) -> dict:
        return self._lesson().for_students(self.room.now.revealed)

    def _look(self, at: int) -> dict:
        if self.role == "student" and not self.room.now.revealed:
            raise InputError("This can be looked at once the outcome has been revealed.")
        return self._lesson().look(at, self.room.seed_of(self.who) if self.role == "student" else self.room.now.seed)

    def _close_class(self) -> None:
        self.room.teach_close()

    def _schools(self, ask: str, content: dict) -> dict:
        """What the application's own session answers."""
        if self.session is None:
            self.session = Session(lambda kind, content: self.say({"news": kind, "content": content}))
        return self.session.answer(ask, content)


def _catalogue() -> dict:
    from ...pages.catalogue import catalogue

    return catalogue()


def qr(text: str) -> dict:
    """A QR code as the path of its dark squares, one unit each: {"size": squares a side, "path": for an SVG}."""
    import segno

    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"size": len(rows), "path": path}


def application(service: Service, hosts: Hosts):
    """The ASGI application of a class."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.gzip import GZipMiddleware
    from starlette.responses import HTMLResponse, RedirectResponse
    from starlette.routing import Mount, Route, WebSocketRoute
    from starlette.staticfiles import StaticFiles

    def page(script: str):
        html = render("web/classroom/templates/page.html", script=script)
        return lambda request: HTMLResponse(html, headers={"cache-control": "no-store"})

    return Starlette(
        routes=[
            Route("/", page("student.js")),
            Route("/professor", page("professor.js")),
            WebSocketRoute("/line", service.serve),
            Mount("/files", StaticFiles(directory=STATIC)),
            Route("/{path:path}", lambda request: RedirectResponse("/")),  # whoever mistypes comes to the door
        ],
        middleware=[
            Middleware(OnlyOwnPages, hosts=hosts, policy=POLICY),
            Middleware(OnlyText),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
    )


def serve(service: Service, where: Where, ready: Callable[[], None] | None = None) -> None:
    """Serve until interrupted. ready : called once pages can be opened."""

    def ended() -> None:
        service.save()
        stop_all()

    settings = {"ws_max_size": LARGEST, "ws_ping_interval": 10.0, "ws_ping_timeout": 20.0}
    run(application(service, where.hosts), where, ready, ended, **settings)
