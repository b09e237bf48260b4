"""The server: Solara on one laptop, files and sockets from this machine only, no request to any other.

Everything a page needs is served from here; a content security policy forbids the browser to ask anybody else. Pages of other
origins are turned away, so a web site that is open in another tab cannot talk to the schools on this machine. Whatever is asked,
files are only read, and nothing that one visitor says is shown to another.
"""

import os
import secrets
import threading
import warnings

from ...pages.files import STATIC
from ..guard import OnlyOwnPages, OnlyText
from ..serving import HOME, names_of, run

PORT = 8765

#: Parts of the page, as its addresses call them (pages/static/app/main.js).
PARTS = ("school", "compare", "explore", "lessons", "evidence", "yours")

#: Where pages find what Solara takes from a content network: solara-assets, which is installed along with it.
ASSETS = "/_solara/cdn"

#: Read by Solara when it is imported.
SETTINGS = {
    "SOLARA_APP": "simulation.web.app.page",
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
            Middleware(OnlyOwnPages, hosts=hosts, policy=POLICY),
            Middleware(OnlyText),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
        lifespan=solara_server.lifespan,
    )


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
    app = application(names_of(host))
    warm_up()
    run(app, host, port, ready, ws_max_size=6_000_000)
