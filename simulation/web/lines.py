"""Pages over the network, without Solara: one plain web socket for each, through which it asks and is told.

A page says first who it is and has `INTRODUCE` seconds for it; what it may ask then is for a Line's own kind to say (classroom/server.py,
app/public.py). Nobody can ask faster than she is answered, or than `PACE`; light requests never wait for heavy ones.
"""

import asyncio
import contextlib
import json
import logging
import os
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from ..core.languages import ENGLISH, speaking
from ..words.templates import render
from .guard import Hosts, OnlyOwnPages, OnlyText, Unhurried
from .places import Places, neighbourhood

log = logging.getLogger(__name__)

BACKLOG = 400  #: messages that a page may be behind before its line is cut; it comes back and is told everything anew
INTRODUCE = 5.0  #: seconds in which a page says who it is
STRANGERS = 100  #: pages that have not yet
PACE, BURST = 20.0, 60  #: requests a second that a page may make for long, and at once
LONG = 20_000  #: bytes that cost a page as much as one more request, since all others wait while they are read
TELL = 0.3  #: seconds between two updates of a page

#: Why the server closes a line, as codes of web sockets. `TAKEN` comes with a sentence and is final; after others a page comes back.
AGAIN, TAKEN = 1013, 4000

#: No other page may frame this one, and it has no script but its own files.
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; connect-src 'self' ws://{host} wss://{host}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
)

L = TypeVar("L", bound="Line")


class Line(ABC):
    """A page's web socket: who is there, and what waits to be sent. Its kind answers requests and tells news."""

    #: Requests that compute; all others are answered at once.
    heavy: frozenset[str] = frozenset()

    def __init__(self, lines: "Lines", address: str):
        self.lines, self.address = lines, address
        self.role: str | None = None  #: None until the page has said who it is
        self.language = ENGLISH  #: of the page, as it last asked
        self._out: deque[str] = deque()
        self._news = asyncio.Event()
        self._stale = False
        self._end: tuple[int, str] | None = None
        self._loop = asyncio.get_running_loop()
        self._may, self._since = float(BURST), self._loop.time()

    # ---------------------------------------------------------------- for its kind

    @abstractmethod
    def answer(self, ask: str, content: dict) -> dict:
        """The answer to a request, on a thread: {"ok": ...}, {"fault": a sentence} or {"shut": a sentence}."""

    def difference(self) -> str:
        """What has changed since the page was last told, as a message, or nothing; on a thread."""
        return ""

    @abstractmethod
    def close(self, said: bool) -> None:
        """The page is gone; `said` tells whether it took leave. On a thread."""

    def become(self, role: str) -> None:
        """The page has said who it is; from any thread."""
        self.role = role
        self.lines.strangers.free(self)
        self._call(self.wake, True)

    @property
    def most(self) -> int:
        """Characters of a message that is read; the server takes no larger one anyway."""
        return 1_000_000_000

    def workers(self, ask: str) -> ThreadPoolExecutor:
        """Who answers this."""
        return self.lines.heavy if ask in self.heavy else self.lines.light

    # ---------------------------------------------------------------- the wire

    async def receive_forever(self, socket) -> bool:
        """Answer one request after the other. Returns whether the page took leave."""
        while True:
            message = await socket.receive()
            if message["type"] == "websocket.disconnect":
                return message.get("code") in (1000, 1001)
            try:
                if len(message["text"]) > self.most:
                    raise ValueError
                asked = json.loads(message["text"])
                number, ask, content = asked["id"], str(asked["ask"])[:40], asked.get("content", {})
                if not isinstance(content, dict) or not isinstance(number, int):
                    raise ValueError
                self.language = str(asked.get("language", self.language))[:2]
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                self.end(1007, "")
                return True
            await self._wait_a_turn(1.0 + len(message["text"]) / LONG)
            async with self.lines.turn(self, ask):
                answer = await self._loop.run_in_executor(self.workers(ask), self._spoken, self.answer, ask, content)
            self.say({"id": number, **answer})

    async def send_forever(self, socket) -> None:
        """Send what waits; news only as often as a page can use them."""
        due = 0.0
        while len(self._out) <= BACKLOG:
            await self._news.wait()
            self._news.clear()
            while self._out:
                await socket.send_text(self._out.popleft())
            if self._end:
                await socket.close(*self._end)
                return
            if self._stale and self.role:
                early = due - self._loop.time()
                if early > 0.0:
                    self._loop.call_later(early, self._news.set)  # answers do not wait for it
                    continue
                self._stale = False
                due = self._loop.time() + TELL
                if news := await self._loop.run_in_executor(self.workers(""), self._spoken, self.difference):
                    await socket.send_text(news)

    def _spoken(self, work: Callable[..., Any], *given: Any) -> Any:
        """Work in the language of the page; on the thread that works."""
        with speaking(self.language):
            return work(*given)

    async def _wait_a_turn(self, cost: float) -> None:
        now = self._loop.time()
        self._may = min(float(BURST), self._may + PACE * (now - self._since)) - cost
        self._since = now
        if self._may < 0.0:
            await asyncio.sleep(-self._may / PACE)

    def say(self, message: dict) -> None:
        """Send a message; from any thread."""
        self._call(self._put, json.dumps(message, allow_nan=False))

    def end(self, code: int, sentence: str) -> None:
        """Close the line once what waits has been sent; from any thread. sentence : why, at most 120 bytes"""
        self._end = code, sentence
        self._call(self.wake)

    def wake(self, stale: bool = False) -> None:
        """There is something to send; on the loop. stale : there are news"""
        self._stale = self._stale or stale
        self._news.set()

    def later(self, seconds: float, work: Callable[..., None], *given: Any) -> None:
        """Do something on the loop in a while; from any thread."""
        self._call(self._loop.call_later, seconds, work, *given)

    def _call(self, work: Callable[..., Any], *given: Any) -> None:
        with contextlib.suppress(RuntimeError):  # the server ends
            self._loop.call_soon_threadsafe(work, *given)

    def _put(self, text: str) -> None:
        self._out.append(text)
        self.wake()


class Lines(Generic[L]):
    """All pages of a server. make(address) : a line for a page that has come; heavy : requests that are computed at a time"""

    def __init__(self, make: Callable[[str], L], heavy: int | None = None):
        self._make = make
        heavy = heavy or max(2, os.cpu_count() or 1)
        self._share = max(1, heavy // 2)
        self._turns: dict[str, tuple[asyncio.Semaphore, list[Line]]] = {}
        self.open: set[L] = set()
        self.strangers: Places[Line] = Places(STRANGERS, lambda line: line.end(AGAIN, ""))
        self.light = ThreadPoolExecutor(8, "answers")
        self.heavy = ThreadPoolExecutor(heavy, "schools-of-pages")
        self.loop: asyncio.AbstractEventLoop | None = None

    async def serve(self, socket) -> None:
        """One page, from its first message to its last."""
        self.loop = asyncio.get_running_loop()
        await socket.accept()
        line = self._make(socket.client.host if socket.client else "")
        self.open.add(line)
        self.strangers.take(line, line.address)
        self.loop.call_later(INTRODUCE, self._unless_known, line)
        sender = asyncio.create_task(line.send_forever(socket))
        receiver = asyncio.create_task(line.receive_forever(socket))
        said = False
        try:
            await asyncio.wait((sender, receiver), return_when=asyncio.FIRST_COMPLETED)
            for task in (sender, receiver):
                if task.done() and (fault := task.exception()) and not _of_the_line(fault):
                    log.error("a line failed", exc_info=fault)
            said = receiver.done() and not receiver.exception() and receiver.result()
            if receiver.done() and not sender.done():
                await asyncio.wait((sender,), timeout=0.5)  # why the server closes it
        finally:
            for task in (sender, receiver):
                task.cancel()
            self.strangers.free(line)
            self.open.discard(line)
            await self.loop.run_in_executor(self.light, line.close, said)

    @contextlib.asynccontextmanager
    async def turn(self, line: Line, ask: str):
        """A page's turn to have something computed: half of those who do it work for one address at most."""
        if line.workers(ask) is not self.heavy:
            yield
            return
        where = neighbourhood(line.address)
        turns, waiting = self._turns.setdefault(where, (asyncio.Semaphore(self._share), []))
        waiting.append(line)
        try:
            async with turns:
                yield
        finally:
            waiting.remove(line)
            if not waiting:
                self._turns.pop(where, None)

    def tell_all(self) -> None:
        """There are news for everybody; from any thread."""
        if self.loop is not None:
            with contextlib.suppress(RuntimeError):  # the server ends
                self.loop.call_soon_threadsafe(lambda: [line.wake(True) for line in self.open])

    def _unless_known(self, line: L) -> None:
        if line.role is None and line in self.open:
            line.end(AGAIN, "")


def _of_the_line(fault: BaseException) -> bool:
    """Whether this is how a connection ends, and no fault of the program."""
    from starlette.websockets import WebSocketDisconnect

    return isinstance(fault, (WebSocketDisconnect, RuntimeError, ConnectionError, asyncio.CancelledError))


def application(lines: Lines, pages: dict[str, tuple[str, str]], hosts: Hosts, elsewhere: Callable[[str, str], str]):
    """The ASGI application of plain pages.

    pages : path -> (script, title); elsewhere : where whoever asks for another path is led
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.responses import HTMLResponse, RedirectResponse
    from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

    from .files import Files

    def page(script: str, title: str):
        html = render("web/templates/page.html", script=script, title=title)
        return lambda request: HTMLResponse(html, headers={"cache-control": "no-store"})

    routes: Sequence[BaseRoute] = [
        *(Route(path, page(*what)) for path, what in pages.items()),
        WebSocketRoute("/line", lines.serve),
        Mount("/files", Files()),
        Route("/{path:path}", lambda request: RedirectResponse(elsewhere(request.path_params["path"], request.url.query))),
    ]
    gates = [
        Middleware(OnlyOwnPages, hosts=hosts, policy=POLICY),
        Middleware(Unhurried),
        Middleware(OnlyText),
    ]
    return Starlette(routes=routes, middleware=gates)
