"""How servers run: silence ends, nobody is crowded out, the terminal is told little and nothing raw, and an interrupt ends all."""

import contextlib
import errno
import io
import logging
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from dataclasses import replace
from functools import partial

import pytest

from simulation.cli.serving import where_from
from simulation.web import serving
from simulation.web.places import Places
from simulation.web.serving import Terminal, Where

from .conftest import ROOT


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(app, where=None, **settings):
    """A server in this process that answers with an ASGI application: its port."""
    import uvicorn

    where = replace(where or Where(), port=free_port())
    ready, servers, own = threading.Event(), [], uvicorn.Server.run
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uvicorn.Server, "run", lambda server: (servers.append(server), own(server)))
        work = partial(serving.run, app, where, ready.set, **settings)
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        assert ready.wait(20)
        yield where.port
        servers[0].should_exit = True
        thread.join(10)
        assert not thread.is_alive()


async def slow(scope, receive, send):
    """Answers after a while."""
    import asyncio

    if scope["type"] == "http":
        await asyncio.sleep(1.0)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})


def talk(port, said=b""):
    line = socket.create_connection(("127.0.0.1", port), timeout=10)
    line.sendall(said)
    return line


# ---------------------------------------------------------------- connections


def test_whoever_asks_for_nothing_is_shown_out_and_whoever_waits_for_an_answer_is_not(monkeypatch):
    monkeypatch.setattr(serving, "SILENT", 0.4)
    with running(slow, lifespan="off") as port:
        half = talk(port, b"GET / HTTP/1.1\r\nHost: x\r\nX-Endless: ")
        silent, waiting = talk(port), talk(port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        began = time.monotonic()
        for line in (silent, half):
            with contextlib.suppress(ConnectionError):
                assert line.recv(10) == b""
        assert time.monotonic() - began < 3.0
        assert waiting.recv(12) == b"HTTP/1.1 200"
        for line in (silent, half, waiting):
            line.close()


def test_a_crowd_from_one_address_takes_no_place_of_another():
    gone = []
    places = Places(6, gone.append)
    places.take("quiet", "10.0.0.2")
    for k in range(20):
        places.take(k, "10.0.0.1")
    places.take("late", "10.0.0.3")
    assert "quiet" not in gone and gone == list(range(16)) and len(places) == 6
    places.free("quiet")
    places.free("quiet")
    assert len(places) == 5


def test_when_all_have_as_many_the_newcomers_own_address_gives_a_place():
    gone = []
    places = Places(4, gone.append)
    for address in ("10.0.0.1", "10.0.0.2"):
        for k in range(2):
            places.take((address, k), address)
    places.take("new", "10.0.0.2")
    assert gone == [("10.0.0.2", 0)]


def test_a_room_with_many_ipv6_addresses_counts_as_one():
    gone = []
    places = Places(3, gone.append)
    places.take("quiet", "2001:db8:1:1::5")
    for k in range(5):
        places.take(k, f"2001:db8:0:0:{k}::1")
    assert "quiet" not in gone and len(gone) == 3


def test_a_server_without_files_left_says_so_in_a_line(caplog):
    said = []
    loop = type("Loop", (), {"default_exception_handler": said.append})()
    for _ in range(3):
        serving._unless_out_of_files(loop, {"exception": OSError(errno.EMFILE, "Too many open files"), "message": "accept"})
    assert said == [] and {record.exc_info for record in caplog.records} == {None}
    serving._unless_out_of_files(loop, {"exception": ValueError("a fault")})
    assert len(said) == 1


async def whose(scope, receive, send):
    """Answers with the address that a visitor is taken to come from, and how he is taken to speak."""
    said = f"{scope['client'][0]} {scope['scheme']}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(len(said)).encode())]})
    await send({"type": "http.response.body", "body": said})


@pytest.mark.parametrize(("proxy", "seen"), [(None, b"127.0.0.1"), ("127.0.0.1", b"192.0.2.7"), ("192.0.2.1", b"127.0.0.1")])
def test_only_a_declared_proxy_says_where_a_visitor_comes_from(proxy, seen):
    asked = b"GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.7\r\nConnection: close\r\n\r\n"
    with running(whose, Where(proxy=proxy), lifespan="off") as port, talk(port, asked) as line:
        assert b"".join(iter(partial(line.recv, 1000), b"")).endswith(b"\r\n\r\n" + seen + b" http")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")
def test_a_certificate_and_its_key_make_it_https_and_silence_ends_there_too(monkeypatch, tmp_path):
    monkeypatch.setattr(serving, "SILENT", 0.6)
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    words = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost -days 2"
    subprocess.run([*words.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    trusting = ssl.create_default_context(cafile=certificate)
    trusting.check_hostname = False
    with running(whose, where_from("127.0.0.1", 0, None, certificate, key, None), lifespan="off") as port:
        silent = talk(port)
        with trusting.wrap_socket(talk(port)) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert b"".join(iter(partial(line.recv, 1000), b"")).endswith(b"127.0.0.1 https")
        with contextlib.suppress(ConnectionError), silent:
            assert silent.recv(10) == b""


# ---------------------------------------------------------------- the terminal


def terminal(clock=time.monotonic):
    out = io.StringIO()
    logger = logging.Logger("visitors")
    logger.addHandler(Terminal(out, clock))
    return logger, out


def test_nothing_that_a_visitor_sends_moves_the_cursor_of_the_terminal():
    logger, out = terminal()
    hostile = "\x1b]0;pwned\x07 \x9b31m \r over \u202e backwards"
    logger.warning("asked for %s", hostile)
    try:
        raise ValueError(hostile)
    except ValueError:
        logger.exception("failed")
    said = out.getvalue()
    assert "pwned" in said and all(c.isprintable() or c == "\n" for c in said)


def test_a_flood_is_cut_and_an_endless_line_is_too():
    now = [0.0]
    logger, out = terminal(lambda: now[0])
    for _ in range(10_000):
        logger.warning("x" * 100_000)
    assert len(out.getvalue()) < 200_000 and "left out" in out.getvalue()
    now[0] = 61.0
    logger.warning("again")
    assert out.getvalue().endswith("again\n")


def test_what_cannot_be_written_is_left_out_without_quoting_it(capsys):
    logger, out = terminal()
    logger.warning("%d", "\x1b[2J")
    assert out.getvalue() == "" and capsys.readouterr().err == ""


# ---------------------------------------------------------------- the end

_STUCK = """
import threading, time
from concurrent.futures import ThreadPoolExecutor
from simulation.web import serving
serving.GRACE, serving.AT_LAST = 0.3, 1.0
pool = ThreadPoolExecutor()
async def app(scope, receive, send):
    pass
def ready():
    pool.submit(time.sleep, 60)
    print("ready", flush=True)
serving.run(app, serving.Where("127.0.0.1", {port}), ready, lambda: print("ended", flush=True), lifespan="off")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_server_whatever_runs(how):
    assert serving.GRACE < serving.AT_LAST < 5.0
    words = [sys.executable, "-c", _STUCK.format(port=free_port())]
    server = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout.readline() == "ready\n"
        began = time.monotonic()
        server.send_signal(how)
        server.wait(10)
        assert time.monotonic() - began < 4.0
        assert server.stdout.read() == "ended\n"
    finally:
        server.kill()
