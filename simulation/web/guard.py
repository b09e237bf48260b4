"""Who is answered at all: pages of this server, under its own names, in text. Both servers stand behind it."""

import ipaddress
import re
import socket
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .places import neighbourhood

#: Headers that are passed on; what a stranger adds beside them, such as where a proxy is said to stand, reaches nobody.
PASSED = frozenset(
    b"host cookie accept accept-encoding content-type content-length if-none-match if-modified-since range origin "
    b"connection upgrade sec-websocket-key sec-websocket-version sec-websocket-extensions sec-websocket-protocol".split()
)


@dataclass(frozen=True)
class Hosts:
    """Names under which a server may be addressed, in any case.

    names : such as ("localhost", "laptop.school.edu")
    anywhere : also under each IP address, which no other site can point at this computer; otherwise under loopback ones only
    """

    names: tuple[str, ...] = ("localhost",)
    anywhere: bool = False

    @classmethod
    def of_this_computer(cls, more: Iterable[str] = ()) -> "Hosts":
        """For a server that others may reach: this computer's own name, `more` names, and every IP address."""
        own = socket.gethostname().lower()
        return cls(("localhost", own, f"{own.partition('.')[0]}.local", *(name.lower().rstrip(".") for name in more)), True)

    def knows(self, host: str) -> bool:
        """Whether a Host header, with or without port, is one of these."""
        found = re.fullmatch(r"(\[[0-9a-f:.]+\]|[^:\[\]\s/;,]+)(:\d{1,5})?", host.lower())
        if not found:
            return False
        name = found[1].strip("[]")
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return name.rstrip(".") in self.names
        return self.anywhere or address.is_loopback


class OnlyOwnPages:
    """Turns away requests under foreign names and from foreign pages, and sends the content security policy along."""

    def __init__(self, app, hosts: Hosts, policy: str):
        self.app, self.hosts, self.policy = app, hosts, policy

    async def __call__(self, scope, receive, send):
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if refusal := self._refusal(scope, headers):
            if scope["type"] == "websocket":
                return await send({"type": "websocket.close", "code": 1008})
            plain = [(b"content-type", b"text/plain; charset=utf-8"), *_ALWAYS]
            await send({"type": "http.response.start", "status": 403, "headers": plain})
            return await send({"type": "http.response.body", "body": refusal.encode()})

        policy = self.policy.replace("{host}", headers["host"]).encode("latin-1")

        async def send_with_policy(message):
            if message["type"] == "http.response.start":
                own = any(name == b"content-security-policy" for name, _ in message["headers"])
                tight = [] if own else [(b"content-security-policy", policy)]
                message["headers"] = [*message["headers"], *tight, *_ALWAYS]
            await send(message)

        passed = [(name, value) for name, value in scope["headers"] if name.lower() in PASSED]
        await self.app({**scope, "headers": passed}, receive, send_with_policy)

    def _refusal(self, scope, headers: dict[str, str]) -> str:
        """Why this is not answered, or nothing."""
        hosts = [value for name, value in scope["headers"] if name.lower() == b"host"]
        if len(hosts) != 1 or not self.hosts.knows(headers["host"]):
            return "This server is not known under that name; open it by its address in numbers, or start it with --allow-host NAME."
        origin = headers.get("origin")
        foreign = origin is not None and origin.partition("://")[2].lower() != headers["host"].lower()
        if foreign or (scope["type"] == "http" and self._fetched_elsewhere(headers)):
            return "This server answers its own pages only."
        return ""

    @staticmethod
    def _fetched_elsewhere(headers: dict[str, str]) -> bool:
        """Whether another page fetches or frames this. Pictures and scripts carry no Origin; a link may lead here from anywhere."""
        followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and not followed


#: What browsers are told with every answer: nothing is what it does not say it is, and nothing is for pages of others.
_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
)


class Unhurried:
    """Refuses requests of an address that asks faster than many browsers do, in few words."""

    PACE, BURST = 100.0, 3000.0  #: requests a second for long, and at once: a class behind one router opens a page together
    KNOWN = 2000  #: addresses that are remembered

    def __init__(self, app, clock: Callable[[], float] = time.monotonic):
        self.app, self._clock = app, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  #: requests that an address has left, and when

    async def __call__(self, scope, receive, send):
        if scope["type"] not in ("http", "websocket") or self._may(neighbourhood((scope.get("client") or ("",))[0])):
            return await self.app(scope, receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1013})
        await send({"type": "http.response.start", "status": 429, "headers": [(b"retry-after", b"10")]})
        await send({"type": "http.response.body", "body": b"Too many requests come from your network; wait a moment."})

    def _may(self, address: str) -> bool:
        now = self._clock()
        left, since = self._left.pop(address, (self.BURST, now))
        left = min(self.BURST, left + self.PACE * (now - since))
        self._left[address] = (max(0.0, left - 1.0), now)
        while len(self._left) > self.KNOWN:
            self._left.popitem(last=False)
        return left >= 1.0


class OnlyText:
    """Closes a web socket at its first binary frame, which is not read: pages send text, and Solara trusts the sizes in the other."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def receive_text():
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("text") is None:
                unsupported = 1003
                await send({"type": "websocket.close", "code": unsupported})
                return {"type": "websocket.disconnect", "code": unsupported}
            return message

        await self.app(scope, receive_text if scope["type"] == "websocket" else receive, send)
