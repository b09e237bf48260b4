"""How both servers run: until somebody interrupts them, and saying when pages can be opened."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket

HOME = "127.0.0.1"


def names_of(host: str) -> tuple[str, ...]:
    """The names under which a server at this address answers: this machine's own, or any where others are to reach it."""
    return (HOME, "localhost", "[::1]") if host in (HOME, "localhost", "::1") else ("*",)


def run(app: Callable[..., Any], host: str, port: int, ready: Callable[[], None] | None = None, **settings: Any) -> None:
    """Serve until interrupted. ready : called once pages can be opened; settings : more of uvicorn's"""
    import uvicorn

    class Announced(uvicorn.Server):
        async def startup(self, sockets: "list[socket.socket] | None" = None) -> None:
            await super().startup(sockets)
            if ready is not None and not self.should_exit:
                ready()

    Announced(uvicorn.Config(app, host=host, port=port, log_level="warning", ws_per_message_deflate=False, **settings)).run()
