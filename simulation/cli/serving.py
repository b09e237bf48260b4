"""Options of both servers: under which names pages are answered, TLS, and a proxy that is believed."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..parameters.scenario import InputError

if TYPE_CHECKING:
    from ..web.serving import Where

AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        help="A name under which this computer is opened, besides its own and its addresses in numbers; may be given again.",
        show_default=False,
    ),
]
Certificate = Annotated[
    Path | None,
    typer.Option("--certificate", help="File with the certificate for https (PEM); with --key.", show_default=False),
]
Key = Annotated[Path | None, typer.Option("--key", help="File with the certificate’s private key (PEM).", show_default=False)]
Proxy = Annotated[
    str | None,
    typer.Option(
        "--proxy",
        help="Address of a proxy in front, whose word on where a visitor comes from is believed; nobody else’s is.",
        show_default=False,
    ),
]


def where_from(
    host: str, port: int, allowed: list[str] | None, certificate: Path | None, key: Path | None, proxy: str | None
) -> Where:
    """Where to serve, if one can. Raises InputError."""
    from ..web.serving import Where

    check_free(host, port)
    for name in allowed or ():
        if not name or any(c in name for c in "/:*[] \t") or not name.isascii():
            raise InputError(
                f"--allow-host {name!r} is no name of a computer; give one such as lessons.school.edu, without http://"
            )
    if (certificate is None) != (key is None):
        raise InputError("--certificate and --key belong together; give both files, or neither for plain http")
    if certificate is not None:
        _check_certificate(certificate, key)
    if proxy is not None:
        try:
            ipaddress.ip_address(proxy)
        except ValueError:
            raise InputError(f"--proxy {proxy!r} is not an address in numbers, such as 127.0.0.1") from None
    return Where(host, port, tuple(allowed or ()), certificate, key, proxy)


def _check_certificate(certificate: Path, key: Path | None) -> None:
    for file in (certificate, key):
        if file is not None and not file.is_file():
            raise InputError(f"{file} is not a file; give the certificate and its key as PEM files")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=lambda: b"")
    except (ssl.SSLError, OSError) as error:
        raise InputError(
            f"{certificate} and {key} are not a certificate and its key without a password, as PEM files ({error})"
        ) from None


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


def local_addresses() -> list[str]:
    """Addresses of this computer in its networks, the most likely first; nothing is sent to find them."""
    found = []
    for target in ("192.0.2.1", "10.255.255.255", "192.168.255.255", "172.31.255.255"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
            probe.connect((target, 9))  # of a datagram socket: chooses the way, sends nothing
            found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return [a for a in dict.fromkeys(found) if not a.startswith(("127.", "0.", "169.254."))]


def addresses_of(where: Where) -> list[str]:
    """What others type into their browsers to come here, the most likely first."""
    from ..web.serving import EVERYWHERE, HOME

    named = [where.address(name) for name in where.allowed]
    if where.host in EVERYWHERE:
        return named + [where.address(place) for place in local_addresses() or [HOME]]
    return named or [where.address()]
