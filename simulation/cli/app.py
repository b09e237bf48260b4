"""`app`: the application in the browser, served from this computer."""

import contextlib
import socket
import threading
import webbrowser
from typing import Annotated

import typer

from ..core.extras import need
from ..parameters.scenario import InputError
from .options import say_if_cold

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


def check_free(host: str, port: int) -> None:
    """Raise InputError when nothing can be served there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise InputError(
                f"{host}:{port} cannot be used ({getattr(error, 'strerror', None) or error}); give another --port, or --host"
            ) from None


def open_browser(address: str) -> None:
    """Show the page, if there is a browser to show it."""
    with contextlib.suppress(Exception):
        webbrowser.open(address)
