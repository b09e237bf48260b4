"""How both servers run: patient with pages, not with silence, brief in the terminal, and gone within five seconds of an interrupt.

A connection that asks for nothing is closed after `SILENT` seconds, however many there are; when places run out, whoever has most
of them gives one up (places.py).
"""

import asyncio
import contextlib
import errno
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..inputs.quoting import for_terminal
from .guard import Hosts
from .places import Places

if TYPE_CHECKING:
    import socket

HOME = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")
SILENT = 10.0  #: seconds after which a connection that has asked for nothing is closed
CONNECTIONS = 1000  #: connections that have not become web sockets, at most
FILES = 8192  #: open files that are asked of the system
GRACE = 2  #: seconds in which pages may end what they do when the server ends
AT_LAST = 4.0  #: seconds after an interrupt when the process ends, whatever runs
LINES = 60  #: lines in a minute that the terminal shows at most

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Where:
    """Where a server listens, and what it may be called.

    allowed : names besides this computer's own; certificate, key : files for TLS; proxy : address of the one proxy that is believed
    """

    host: str = HOME
    port: int = 8765
    allowed: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    proxy: str | None = None

    @property
    def home(self) -> bool:
        """Whether the server is reached from this computer alone, as far as one knows."""
        return self.host.lower() in (HOME, "localhost", "::1") and not self.allowed and self.proxy is None

    @property
    def hosts(self) -> Hosts:
        """Names under which pages are answered."""
        return Hosts() if self.home else Hosts.of_this_computer(self.allowed)

    def address(self, host: str | None = None) -> str:
        """What one types into a browser to reach `host`, or this server from this computer."""
        host = host or (HOME if self.host in EVERYWHERE else self.host)
        if self.proxy and host in self.allowed:
            return f"https://{host}/"  # where the proxy is reached
        return f"http{'s' if self.certificate else ''}://{f'[{host}]' if ':' in host else host}:{self.port}/"


# ---------------------------------------------------------------- the terminal


class Terminal(logging.StreamHandler):
    """What a server says in its terminal: no control character of a visitor gets there, no line is endless, and a flood is cut."""

    def __init__(self, stream=None, clock: Callable[[], float] = time.monotonic):
        super().__init__(stream)
        self._clock, self._minute, self._said = clock, 0, 0

    def emit(self, record):
        """Write the record, if the minute has room for it; the last of a minute says that others are left out."""
        minute = int(self._clock() // 60)
        if minute != self._minute:
            self._minute, self._said = minute, 0
        self._said += 1
        if self._said == LINES:
            record = logging.makeLogRecord({"msg": "There is more of this; the rest of this minute is left out."})
        if self._said <= LINES:
            super().emit(record)

    def handleError(self, record):
        """A record that cannot be written is left out: the standard report of that quotes it raw."""

    def format(self, record):
        """The record with everything made visible that would move a cursor, in at most 3,000 characters."""
        text = super().format(record)
        if len(text) > 3000:
            text = f"{text[:600]}\n…\n{text[-2400:]}"
        return for_terminal(text)


def speak_softly() -> None:
    """Let everything that is logged or warned of go through one Terminal."""
    root = logging.getLogger()
    if not any(isinstance(handler, Terminal) for handler in root.handlers):
        root.addHandler(Terminal())
    logging.captureWarnings(True)


# ---------------------------------------------------------------- connections


def raise_limit() -> int:
    """Ask the system for more open files; how many there may be."""
    try:
        import resource
    except ImportError:  # Windows
        return 512
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return FILES if soft == resource.RLIM_INFINITY else soft
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return soft


def _patient(most: int):
    """uvicorn's class for a connection, with an end to silence and a place for each."""
    from uvicorn.protocols.http.auto import AutoHTTPProtocol

    places: Places[Any] = Places(most, lambda connection: connection.transport.abort())

    class Patient(AutoHTTPProtocol):  # type: ignore[misc, valid-type] # uvicorn chooses it when it is imported
        _asked = None  #: the request that was under way when it was last looked

        def connection_made(self, transport):
            super().connection_made(transport)
            places.take(self, self.client[0] if self.client else "")
            self.loop.call_later(SILENT, self._look)

        def connection_lost(self, exc):
            places.free(self)
            super().connection_lost(exc)

        def handle_websocket_upgrade(self, *given):
            places.free(self)  # it becomes another's, who counts on his own
            super().handle_websocket_upgrade(*given)

        def _look(self):
            if self not in self.connections:
                return
            answering = self.cycle is not None and not self.cycle.response_complete
            if not answering and self.cycle is self._asked:
                self.transport.abort()
                return
            self._asked = self.cycle
            self.loop.call_later(SILENT, self._look)

    return Patient


def _unless_out_of_files(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """asyncio's report of a fault, but for one that comes with each connection while no file is left."""
    fault = context.get("exception")
    if isinstance(fault, OSError) and fault.errno in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
        log.warning("no connection can be taken now: %s", fault.strerror)
    elif not isinstance(fault, ConnectionError):
        loop.default_exception_handler(context)


# ---------------------------------------------------------------- running


def run(
    app: Callable[..., Any],
    where: Where,
    ready: Callable[[], None] | None = None,
    ended: Callable[[], None] | None = None,
    **settings: Any,
) -> None:
    """Serve until interrupted.

    ready : called once pages can be opened; ended : called when they no longer can; settings : more of uvicorn's
    """
    import uvicorn

    files = raise_limit()
    speak_softly()

    class Announced(uvicorn.Server):
        async def startup(self, sockets: "list[socket.socket] | None" = None) -> None:
            loop = asyncio.get_running_loop()
            loop.set_exception_handler(_unless_out_of_files)
            if where.certificate:  # whoever says nothing within TLS has not got as far as Patient
                loop.create_server = partial(loop.create_server, ssl_handshake_timeout=SILENT)  # type: ignore[method-assign]
            await super().startup(sockets)
            if ready is not None and not self.should_exit:
                ready()

        async def shutdown(self, sockets: "list[socket.socket] | None" = None) -> None:
            try:
                await super().shutdown(sockets)
            finally:
                if ended is not None:
                    ended()

        def handle_exit(self, sig: int, frame: Any) -> None:
            end = threading.Timer(AT_LAST, os._exit, (0 if sig == signal.SIGINT else 128 + sig,))
            end.daemon = True
            end.start()
            super().handle_exit(sig, frame)

    config = uvicorn.Config(
        app,
        host=where.host,
        port=where.port,
        http=_patient(max(32, min(CONNECTIONS, (files - 100) // 2))),
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws_per_message_deflate=False,
        proxy_headers=where.proxy is not None,
        forwarded_allow_ips=where.proxy or "",
        ssl_certfile=where.certificate,
        ssl_keyfile=where.key,
        timeout_graceful_shutdown=GRACE,
        backlog=256,
        **settings,
    )
    Announced(config).run()
