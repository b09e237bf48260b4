"""The application for others than whoever runs it: the page and its files as they are, and a session for each page behind a code.

There is no Solara in it: a page speaks through the plain web sockets of lines.py. Whoever has the code gets a seat with a session of
its own; the seat is kept for a page that lost its connection, and freed at once when the page is closed. When seats run out, the
address that has most of them gives one up, and no address computes more than its share at a time.
"""

import logging
import secrets
import threading
from collections import defaultdict, deque
from typing import Any

from ...core.languages import say
from ...inputs.faults import InputError
from .. import protocol
from ..door import Door, as_typed, new_code
from ..lines import BACKLOG, TAKEN, Line, Lines, application
from ..places import Places, neighbourhood
from ..serving import Where, run
from .session import MESSAGE, Session, stop_all

log = logging.getLogger(__name__)

SEATS = 60  #: pages at a time
KEPT = 40.0  #: seconds for which a page may be without a connection
SHORT = 2000  #: bytes of a message of somebody who is not in yet
TOGETHER = 4  #: computations, such as comparisons, that run for one address at a time; others wait
ANSWERS = 8  #: requests for schools that are answered at a time; half of them for one address at most
WRONG, WRONG_IN_ALL, PATIENCE = 10, 300, 60.0  #: wrong codes of one address, and of all, in so many seconds
LETTERS = 8  #: of the code, which may be good for months

#: Parts of the page, as its addresses call them (pages/static/app/main.js).
PARTS = ("school", "compare", "explore", "lessons", "evidence", "yours")


def page_at(path: str, query: str) -> str:
    """Where the page is that a path leads to: the whole, and where the path has the name of one of its parts, that part."""
    asked = path.strip("/").lower()
    query = query or (f"page={asked}" if asked in PARTS else "")
    return f"/?{query}" if query else "/"


class Seat:
    """A page's session, and what waits for the page while it has no connection."""

    def __init__(self, address: str, turns: threading.Semaphore):
        self.address, self.token = address, secrets.token_urlsafe(18)
        self.line: PageLine | None = None
        self.session = Session(self.push, turns=turns)
        self._waiting: deque[dict] = deque(maxlen=BACKLOG)
        self._lock = threading.Lock()

    def push(self, kind: str, content: dict) -> None:
        """Send something to the page, now or when it is back."""
        message = {"news": kind, "content": content}
        with self._lock:
            if self.line is None:
                self._waiting.append(message)
            else:
                self.line.say(message)

    def sit(self, line: "PageLine") -> None:
        """The page has a connection again."""
        with self._lock:
            before, self.line = self.line, line
            waiting = list(self._waiting)
            self._waiting.clear()
        for message in waiting:
            line.say(message)
        if before is not None:
            before.end(TAKEN, say("This page was opened anew."))

    def rise(self, line: "PageLine") -> bool:
        """A connection has ended. Returns whether it was the page's."""
        with self._lock:
            mine = self.line is line
            if mine:
                self.line = None
            return mine


class Pages(Lines["PageLine"]):
    """All pages of a server, and the code that lets them in."""

    def __init__(self, code: str | None = None):
        super().__init__(lambda address: PageLine(self, address), heavy=ANSWERS)
        self.code = code or new_code(LETTERS)
        self._door = Door(WRONG, WRONG_IN_ALL, PATIENCE)
        self._seats: dict[str, Seat] = {}
        self._places: Places[Seat] = Places(SEATS, self._crowded_out)
        self._jobs: dict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(TOGETHER))

    def seat_for(self, line: "PageLine", code: Any, token: Any) -> Seat:
        """The seat of a page that has the code: the one it had, or a new one. Raises InputError."""
        self._door.check(
            as_typed(code), self.code, line.address, say("This is not the code; the terminal of this server shows it.")
        )
        seat = self._seats.get(str(token)[:100]) if token is not None else None
        if seat is None:
            seat = Seat(line.address, self._jobs[neighbourhood(line.address)])
            self._seats[seat.token] = seat
            self._places.take(seat, line.address)
        seat.sit(line)
        return seat

    def left(self, line: "PageLine", seat: Seat, said: bool) -> None:
        """A page's connection has ended; `said` tells whether the page is closed."""
        if not seat.rise(line):
            return
        if said:
            self.free(seat)
        else:
            line.later(KEPT, self._free_if_empty, seat)

    def free(self, seat: Seat) -> None:
        """The page does not come back: whatever is computed for it is given up."""
        self._seats.pop(seat.token, None)
        self._places.free(seat)
        seat.session.close()

    def _free_if_empty(self, seat: Seat) -> None:
        if seat.line is None:
            self.light.submit(self.free, seat)

    def _crowded_out(self, seat: Seat) -> None:
        line = seat.line
        self.free(seat)
        if line is not None:
            line.end(TAKEN, say("More pages were opened from your network than it may have; close some, then reload."))


class PageLine(Line):
    """A page of the application."""

    heavy = frozenset(protocol.SESSION) - {"catalogue", "lessons", "lesson", "cancel", "command", "forget_school"}

    def __init__(self, pages: Pages, address: str):
        super().__init__(pages, address)
        self._pages = pages
        self._seat: Seat | None = None

    @property
    def most(self) -> int:
        """Bytes of a message that is read."""
        return SHORT if self._seat is None else MESSAGE

    def answer(self, ask: str, content: dict) -> dict:
        """The answer to a request."""
        if self._seat is not None:
            return self._seat.session.answer(ask, content)
        try:
            if ask not in protocol.GATE:
                raise InputError(say("Nothing is answered here without the code."))
            given = protocol.read(protocol.GATE, ask, content)
            self._seat = self._pages.seat_for(self, given["code"], given.get("token"))
            self.become("page")
            return {"ok": {"token": self._seat.token}}
        except InputError as fault:
            return {"fault": str(fault)}

    def close(self, said: bool) -> None:
        """The page is gone, or has lost its connection."""
        if self._seat is not None:
            self._pages.left(self, self._seat, said)


def pages(served: Pages, where: Where):
    """The ASGI application."""
    return application(served, {"/": ("app/remote.js", "Collective action among teachers")}, where.hosts, page_at)


def serve(where: Where, served: Pages, ready=None) -> None:
    """Serve until interrupted. ready : called once pages can be opened."""
    settings = {"ws_max_size": MESSAGE, "ws_ping_interval": 10.0, "ws_ping_timeout": 20.0}
    run(pages(served, where), where, ready, stop_all, **settings)
