"""The server: Solara on one laptop, files and sockets from this machine only, no request to any other. For others there is public.py.

Everything a page needs is served from here; a content security policy forbids the browser to ask anybody else. Pages of other
origins are turned away, so a web site that is open in another tab cannot talk to the schools on this machine. Whatever is asked,
files are only read, and nothing that one visitor says is shown to another.
"""

import os
import secrets
import threading
import warnings

from ..guard import Hosts, OnlyOwnPages, OnlyText
from ..serving import Where, run
from .kernels import FILES, OnlyThePage, close, policy_for
from .public import Pages, page_at
from .public import serve as serve_to_others
from .session import MESSAGE, Session, stop_all, sweep_forever

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
    "SOLARA_KERNEL_CULL_TIMEOUT": "45s",  # how long a page that lost its connection may come back
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_SESSION_HTTP_ONLY": "True",
}

#: Solara makes its frame of Vue templates, which are evaluated, and anywidget imports a widget's script from a blob.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' blob: {inline}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws://{host}; base-uri 'self'; form-action 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)


def application(hosts: Hosts | None = None):
    """The ASGI application, addressed under the names of `hosts`."""
    os.environ.update(SETTINGS)
    os.environ.setdefault("SOLARA_SESSION_SECRET_KEY", secrets.token_hex(32))
    warnings.filterwarnings("ignore", message="Cookies with samesite")  # said of every page that is not embedded in another
    import solara.server.starlette as solara_server
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.gzip import GZipMiddleware
    from starlette.responses import PlainTextResponse, RedirectResponse
    from starlette.routing import Mount, Route, WebSocketRoute, websocket_session
    from starlette.staticfiles import StaticFiles

    from ..files import Files

    threading.Thread(target=sweep_forever, daemon=True, name="sweeper").start()

    async def page(request):
        """The page, with its own scripts allowed as they stand."""
        response = await solara_server.root(request)
        response.headers["content-security-policy"] = policy_for(response.body.decode(), POLICY).replace(
            "{host}", request.headers["host"]
        )
        return response

    class NeededFiles:
        """Of Solara's files those that the page loads."""

        def __init__(self, app):
            self.app = app

        async def __call__(self, scope, receive, send):
            path = scope.get("path", "")
            solaras = scope["type"] == "http" and path.startswith(("/static/", "/jupyter/", f"{ASSETS}/"))
            known = not solaras or FILES.fullmatch(path)
            await (self.app if known else PlainTextResponse("There is no such file.", 404))(scope, receive, send)

    return Starlette(
        routes=[
            Mount("/files", Files()),
            Mount(ASSETS, StaticFiles(directory=solara_server.settings.assets.proxy_cache_dir)),
            Mount("/static/assets", solara_server.StaticAssets()),
            Mount("/static", StaticFiles(directory=solara_server.server.solara_static)),
            Mount("/jupyter/nbextensions", solara_server.StaticNbFiles()),
            WebSocketRoute(
                "/jupyter/api/kernels/{kernel_id}/channels", OnlyThePage(websocket_session(solara_server.kernel_connection))
            ),
            Route("/_solara/api/close/{kernel_id}", close, methods=["POST"]),
            Route("/", page),
            Route("/{path:path}", lambda request: RedirectResponse(page_at(request.path_params["path"], request.url.query))),
        ],
        middleware=[
            Middleware(OnlyOwnPages, hosts=hosts or Hosts(), policy=POLICY.replace(" {inline}", "")),
            Middleware(OnlyText),
            Middleware(NeededFiles),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
        lifespan=solara_server.lifespan,
    )


def warm_up() -> None:
    """Compile, or load, what the first page needs."""
    session = Session(lambda kind, content: None)
    session.answer("catalogue", {})
    session.answer("open", {"key": "main", "query": ""})
    session.answer("advance", {"key": "main", "weeks": 40})
    session.answer("teacher", {"key": "main", "post": 0})
    session.close()


def serve(where: Where, code: str, ready=None) -> None:
    """Serve until interrupted: to oneself through Solara, to others through plain web sockets and behind a code.

    ready : called once pages can be opened
    """
    warm_up()
    if where.home:
        run(application(where.hosts), where, ready, stop_all, ws_max_size=MESSAGE)
    else:
        serve_to_others(where, Pages(code), ready)
