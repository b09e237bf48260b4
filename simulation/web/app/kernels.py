"""Solara's part of the page: its files, its web sockets, and through them nothing but what the page itself says.

Solara gives each web socket a kernel, in which a browser may open any widget of the installation, and keeps it for whoever may come
back. Here only messages of the page pass, so many pages are open at a time, and few that were left are kept.
"""

import asyncio
import base64
import contextlib
import hashlib
import json
import re
from collections import OrderedDict
from urllib.parse import parse_qs

from ..places import Places

PAGES = 100  #: open at a time
LEFT = 10  #: closed without a word, which may come back
OPENINGS = 6  #: times that one web socket may ask for a channel or a page; it does so once each
FIRST = 10.0  #: seconds until a web socket must have said something

#: Files of Solara's that its page loads; nothing else of the installation is served.
FILES = re.compile(
    r"/static/(main-vuetify\.js|assets/(style|theme-light|theme-dark|custom)\.css|assets/(custom\.js|favicon\.svg|favicon\.png))"
    r"|/jupyter/nbextensions/(anywidget|jupyter-vuetify|jupyter-vue)/\w+\.js"
    r"|/_solara/cdn/(@widgetti/solara-vuetify-app@[\d.]+/dist/[\w.-]+|requirejs@[\d.]+/require\.js)"
)
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SAID = ("kernel_info_request", "comm_info_request", "comm_msg", "comm_close")
#: Scripts that stand in the page itself; those with a source are known by their address.
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def of_the_page(text: str) -> str | None:
    """What a message to a kernel does, if it is one that the page sends: "opens" Solara's own channel, or the page in it, or "says" more."""
    try:
        message = json.loads(text)
        kind, content = message["header"]["msg_type"], message.get("content") or {}
        if not isinstance(message["channel"], str) or not isinstance(content, dict):
            return None
        if kind == "comm_open":
            return "opens" if content.get("target_name") == "solara.control" else None
        begins = kind == "comm_msg" and content["data"].get("method") == "run"
        return ("opens" if begins else "says") if kind in _SAID else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def policy_for(html: str, policy: str) -> str:
    """The content security policy of a page: scripts within it are allowed as they stand, each by its digest."""
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in _INLINE.findall(html))
    return policy.replace("{inline}", " ".join(f"'sha256-{digest}'" for digest in dict.fromkeys(digests)))


class OnlyThePage:
    """Around Solara's web sockets: refuses what the page does not say, and forgets pages that were left."""

    def __init__(self, app):
        self.app = app
        self._places: Places[asyncio.Future] = Places(PAGES, self._ask_to_leave)
        self._left: OrderedDict[str, None] = OrderedDict()

    @staticmethod
    def _ask_to_leave(leaving: asyncio.Future) -> None:
        if not leaving.done():
            leaving.set_result(None)

    async def __call__(self, scope, receive, send):
        kernel = scope["path_params"]["kernel_id"]
        page = parse_qs(scope["query_string"].decode("latin-1")).get("session_id", [""])
        if not (_ID.fullmatch(kernel) and len(page) == 1 and _ID.fullmatch(page[0])):
            return await send({"type": "websocket.close", "code": 1008})
        leaving = asyncio.get_running_loop().create_future()
        said, openings = False, 0

        async def heard():
            nonlocal said, openings
            hearing = asyncio.ensure_future(receive())
            await asyncio.wait((hearing, leaving), timeout=None if said else FIRST, return_when=asyncio.FIRST_COMPLETED)
            if hearing.done():
                message = hearing.result()
                if message["type"] != "websocket.receive":
                    return message
                does = of_the_page(message["text"])
                said, openings = True, openings + (does == "opens")
                if does and openings <= OPENINGS:
                    return message
            hearing.cancel()
            with contextlib.suppress(Exception):
                await send({"type": "websocket.close", "code": 1008})
            return {"type": "websocket.disconnect", "code": 1008}

        opened = False

        async def heard_once_open():
            nonlocal opened
            if not opened:  # the first that comes is that it connects
                opened = True
                return await receive()
            return await heard()

        self._places.take(leaving, (scope.get("client") or ("",))[0])
        self._left.pop(kernel, None)
        try:
            await self.app(scope, heard_once_open, send)
        finally:
            self._places.free(leaving)
            await self._leave(kernel)

    async def _leave(self, kernel: str) -> None:
        """A page is gone. Those that went first are forgotten when there are too many."""
        from solara.server.kernel_context import PageStatus, contexts

        context = contexts.get(kernel)
        if context is None or PageStatus.CONNECTED in tuple(context.page_status.values()):
            return
        self._left[kernel] = None
        while len(self._left) > LEFT:
            if oldest := contexts.get(self._left.popitem(last=False)[0]):
                await asyncio.to_thread(oldest.close, "crowded")


def close(request):
    """A page says that it is closed; only its own browser can."""
    from solara.server.kernel_context import contexts
    from solara.server.server import COOKIE_KEY_SESSION_ID
    from starlette.responses import Response

    context = contexts.get(request.path_params["kernel_id"])
    page = request.query_params.get("session_id", "")
    if context is None or page not in context.page_status:
        return Response(status_code=404)
    if request.cookies.get(COOKIE_KEY_SESSION_ID) != context.session_id:
        return Response(status_code=403)
    context.page_close(page)
    return Response()
