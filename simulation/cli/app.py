"""`app`: the application in the browser, served from this computer."""

import contextlib
import threading
from typing import Annotated

import typer

from ..core.extras import need
from .options import say_if_cold
from .serving import check_free, open_browser

HOME = "127.0.0.1"


def app(
    host: Annotated[
        str, typer.Option("--host", help="Address to serve on. 0.0.0.0 lets others in the same network open the page.")
    ] = HOME,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to serve on.")] = 8765,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Open the application in the browser: living schools, comparison, exploration, evidence."""
    need("app", "`app`")
    check_free(host, port)
    say_if_cold(False)
    from ..web.app.server import serve
    from ..web.serving import Where

    where = Where(host, port)

    def ready() -> None:
        print(f"The application is at {where.address()} (Ctrl-C ends it)", flush=True)
        if host != HOME:
            print("Everybody who can reach this computer can open it; there is no password.", flush=True)
        if browser:
            threading.Thread(target=open_browser, args=(where.address(),), daemon=True).start()

    with contextlib.suppress(KeyboardInterrupt):
        serve(where, ready)
