"""The server: Solara on one laptop, files and sockets from this machine only, no request to any other.

Everything a page needs is served from here; a content security policy forbids the browser to ask anybody else. Pages of other
origins are turned away, so a web site that is open in another tab cannot talk to the schools on this machine. Whatever is asked,
files are only read, and nothing that one visitor says is shown to another.
"""

import os
import secrets
import threading
import warnings
from pathlib import Path

STATIC = Path(__file__).parent / "static"
HOME = "127.0.0.1"
PORT = 8765

#: Parts of the page, as its addresses call them (static/main.js).
PARTS = ("school", "compare", "explore", "lessons", "evidence", "yours")

#: Where pages find what Solara takes from a content network: solara-assets, which is installed along with it.
ASSETS = "/_solara/cdn"

#: Read by Solara when it is imported.
SETTINGS = {
    "SOLARA_APP": "simulation.app.page",
    "SOLARA_MODE": "production",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_ROOT_PATH": "",  # unset, whatever the first visitor's X-Script-Name says is put into every page
    "SOLARA_ASSETS_PROXY": "False",  # Solara's own proxy fetches what is missing and deletes a folder that is asked for
    "SOLARA_ASSETS_CDN": ASSETS,
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
    "SOLARA_KERNEL_CULL_TIMEOUT": "10m",  # how long a page that was closed, or a laptop that sleeps, may come back
    "SOLARA_KERNEL_MAX_PER_SESSION": "20",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_SESSION_HTTP_ONLY": "True",
}

POLICY = (
    "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; object-src 'none'"
)


def application(hosts: tuple[str, ...] = (HOME, "localhost")):
    """The ASGI application. `hosts` are the names under which it may be addressed; "*" stands for all."""
    os.environ.update(SETTINGS)
    os.environ.setdefault("SOLARA_SESSION_SECRET_KEY", secrets.token_hex(32))
    warnings.filterwarnings("ignore", message="Cookies with samesite")  # said of every page that is not embedded in another
    import solara.server.starlette as solara_server
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.gzip import GZipMiddleware
    from starlette.responses import RedirectResponse
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    from .session import sweep_forever

    threading.Thread(target=sweep_forever, daemon=True, name="sweeper").start()
    # Solara takes every other path for a page of its own and says that its router does not find it; there is one page only.
    own = [route for route in solara_server.routes if "{fullpath" not in getattr(route, "path", "")]

    def to_the_page(request):
        """The page, and where a path has the name of one of its parts, that part."""
        asked = request.path_params["path"].strip("/").lower()
        query = request.url.query or (f"page={asked}" if asked in PARTS else "")
        return RedirectResponse(f"/?{query}" if query else "/")

    return Starlette(
        routes=[
            Mount("/files", StaticFiles(directory=STATIC)),
            Mount(ASSETS, StaticFiles(directory=solara_server.settings.assets.proxy_cache_dir)),
            *own,
            Route("/{path:path}", to_the_page),
        ],
        middleware=[
            Middleware(OnlyOwnPages, hosts=hosts),
            Middleware(OnlyText),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
        lifespan=solara_server.lifespan,
    )


class OnlyOwnPages:
    """Turns away requests under foreign names and from foreign pages, and sends the content security policy along."""

    def __init__(self, app, hosts: tuple[str, ...], policy: str = POLICY):
        self.app, self.hosts, self.policy = app, hosts, policy

    async def __call__(self, scope, receive, send):
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        origin = headers.get("origin")
        known = "*" in self.hosts or host.rsplit(":", 1)[0] in self.hosts
        foreign = origin is not None and origin.partition("://")[2] != host
        if not known or foreign or (scope["type"] == "http" and self._fetched_elsewhere(headers)):
            if scope["type"] == "websocket":
                return await send({"type": "websocket.close", "code": 1008})
            await send(
                {"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain; charset=utf-8")]}
            )
            return await send({"type": "http.response.body", "body": b"This server answers its own pages only."})

        policy = self.policy.replace("{host}", host).encode("latin-1")

        async def send_with_policy(message):
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    (b"content-security-policy", policy),
                    (b"referrer-policy", b"no-referrer"),
                ]
            await send(message)

        await self.app(scope, receive, send_with_policy)

    @staticmethod
    def _fetched_elsewhere(headers: dict[str, str]) -> bool:
        """Whether another page fetches or frames this. Pictures and scripts carry no Origin; a link may lead here from anywhere."""
        followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and not followed


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


def warm_up() -> None:
    """Compile, or load, what the first page needs."""
    from .session import Session

    session = Session(lambda kind, content: None)
    session.answer("catalogue", {})
    session.answer("open", {"key": "main", "query": ""})
    session.answer("advance", {"key": "main", "weeks": 40})
    session.answer("teacher", {"key": "main", "post": 0})
    session.close()


def serve(host: str = HOME, port: int = PORT, ready=None) -> None:
    """Serve until interrupted. ready : called once pages can be opened."""
    import uvicorn

    own = host in (HOME, "localhost", "::1")
    app = application((HOME, "localhost", "[::1]") if own else ("*",))
    warm_up()
    server = uvicorn.Server(
        uvicorn.Config(app, host=host, port=port, log_level="warning", ws_max_size=6_000_000, ws_per_message_deflate=False)
    )
    if ready is not None:
        started = server.startup

        async def startup(sockets=None):
            await started(sockets)
            if not server.should_exit:
                ready()

        server.startup = startup
    server.run()
