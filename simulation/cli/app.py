"""`app`: the application in the browser, served from this computer; to others on purpose only, and behind a code."""

from __future__ import annotations

import contextlib
import threading
from typing import Annotated

import typer

from ..core.extras import need
from .options import say_if_cold
from .serving import AllowHost, Certificate, Key, Proxy, addresses_of, open_browser, where_from

HOME = "127.0.0.1"


def app(
    host: Annotated[
        str,
        typer.Option("--host", help="Address to serve on. 0.0.0.0 lets others in the same network open the page with a code."),
    ] = HOME,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to serve on.")] = 8765,
    allow_host: AllowHost = None,
    certificate: Certificate = None,
    key: Key = None,
    proxy: Proxy = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Open the application in the browser: living schools, comparison, exploration, evidence."""
    need("app", "`app`")
    where = where_from(host, port, allow_host, certificate, key, proxy)
    say_if_cold(False)
    from ..web.app.public import LETTERS
    from ..web.app.server import serve
    from ..web.door import new_code

    code = new_code(LETTERS)
    behind = "" if where.home else f"#{code}"
    addresses = [f"{address}{behind}" for address in ([where.address()] if where.home else addresses_of(where))]

    def ready() -> None:
        print(f"The application is at {'  or  '.join(addresses)} (Ctrl-C ends it)", flush=True)
        if not where.home:
            safe = "what is said is encrypted" if where.certificate else "nothing is encrypted"
            print(f"Code: {code}. Everybody who reaches this computer and has it can open the page; {safe}.", flush=True)
        if browser:
            threading.Thread(target=open_browser, args=(addresses[0],), daemon=True).start()

    with contextlib.suppress(KeyboardInterrupt):
        serve(where, code, ready)
