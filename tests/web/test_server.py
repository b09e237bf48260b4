"""The server answers its own pages only, and says what it cannot do."""

import asyncio
import gzip
import socket

import pytest

from simulation.cli import main
from simulation.pages.files import KIT
from simulation.web.app.server import POLICY
from simulation.web.files import Files, _packed
from simulation.web.guard import Hosts, OnlyOwnPages, Unhurried
from simulation.web.serving import HOME

pytestmark = pytest.mark.quick


def answer_to(kind="http", hosts=None, **headers):
    """What the gate in front of the application sends, and whether the application was reached."""
    reached, sent = [], []

    async def application(scope, receive, send):
        reached.append(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "headers": [(name.encode(), value.encode()) for name, value in headers.items()]}
    asyncio.run(OnlyOwnPages(application, hosts or Hosts(), POLICY)(scope, None, send))
    return bool(reached), sent


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765", "localhost"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_page_of_ones_own_is_answered(kind, host):
    assert answer_to(kind, host=host)[0]
    assert answer_to(kind, host=host, origin=f"http://{host}")[0]


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "localhost.evil.example"},
        {"host": "192.168.1.20:8765"},
        {"host": "localhost:8765; script-src *"},
        {"host": "[::1].evil.example"},
        {"host": "127.0.0.1:8765", "origin": "https://evil.example"},
        {"host": "127.0.0.1:8765", "origin": "null"},
        {},
    ],
)
def test_foreign_pages_are_turned_away(headers):
    reached, sent = answer_to("http", **headers)
    assert not reached and sent[0]["status"] == 403
    reached, sent = answer_to("websocket", **headers)
    assert not reached and sent == [{"type": "websocket.close", "code": 1008}]


def test_a_web_socket_is_known_by_its_origin_whatever_the_browser_calls_its_site():
    """Some browsers hold that ws: is another site than http:."""
    own = {"host": "localhost:8765", "origin": "http://localhost:8765", "sec-fetch-site": "cross-site"}
    assert answer_to("websocket", **own)[0]
    assert not answer_to("http", **own)[0]


def test_whoever_serves_a_network_accepts_its_names_but_no_foreign_pages():
    hosts = Hosts.of_this_computer(["Laptop.School"])
    for name in ("laptop.school:8765", "192.168.1.20:8765", "[fd00::2]:8765", socket.gethostname(), "localhost"):
        assert answer_to(hosts=hosts, host=name, origin=f"http://{name}")[0], name
        assert not answer_to(hosts=hosts, host=name, origin="http://elsewhere")[0]


def test_a_name_that_somebody_else_points_at_this_computer_is_not_answered():
    """DNS rebinding: the page of rebound.example asks its own name, which leads here by now."""
    own = {"host": "rebound.example:8765", "origin": "http://rebound.example:8765", "sec-fetch-site": "same-origin"}
    for kind in ("http", "websocket"):
        assert not answer_to(kind, hosts=Hosts.of_this_computer(["laptop.school"]), **own)[0]


def test_only_known_headers_are_passed_on():
    seen = []

    async def application(scope, receive, send):
        seen.extend(name for name, _ in scope["headers"])

    names = ("host", "cookie", "x-forwarded-for", "x-script-name", "forwarded", "x-forwarded-proto", "authorization")
    scope = {"type": "http", "headers": [(name.encode(), b"localhost") for name in names]}
    asyncio.run(OnlyOwnPages(application, Hosts(), POLICY)(scope, None, None))
    assert seen == [b"host", b"cookie"]


@pytest.mark.parametrize("host", ["localhost:1", "evil.example"])
def test_every_answer_says_what_it_is_and_for_whom(host):
    headers = dict(answer_to(host=host)[1][0]["headers"])
    assert headers[b"x-content-type-options"] == b"nosniff" and headers[b"cross-origin-resource-policy"] == b"same-origin"


def test_browsers_are_forbidden_to_ask_anybody_else():
    headers = dict(answer_to(host="localhost:1")[1][0]["headers"])
    policy = headers[b"content-security-policy"].decode()
    assert "connect-src 'self' ws://localhost:1;" in policy and "http" not in policy and "*" not in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]


def test_a_port_in_use_is_said_to_be(capsys):
    with socket.socket() as other:
        other.bind((HOME, 0))
        other.listen()
        assert main(["app", "--port", str(other.getsockname()[1]), "--no-browser"]) == 2
    assert "cannot be used" in capsys.readouterr().err


@pytest.fixture
def served(monkeypatch):
    """What would have been served: [(where, code)]."""
    seen = []
    monkeypatch.setattr("simulation.web.app.server.serve", lambda where, code, ready: (seen.append((where, code)), ready()))
    return seen


def test_the_application_is_for_oneself_unless_others_are_let_in_with_a_code(served, capsys):
    with socket.socket() as probe:
        probe.bind((HOME, 0))
        port = str(probe.getsockname()[1])
    assert main(["app", "--no-browser", "--port", port]) == 0
    assert served[0][0].home and served[0][1] not in (said := capsys.readouterr().out) and f"http://127.0.0.1:{port}/ " in said
    assert main(["app", "--no-browser", "--port", port, "--allow-host", "school.test"]) == 0
    where, code = served[1]
    said = capsys.readouterr().out
    assert not where.home and where.hosts.knows("school.test") and f"http://school.test:{port}/#{code} " in said
    assert f"Code: {code}" in said and "nothing is encrypted" in said


def fetched(path, **headers):
    """(status, headers, body) of a file."""
    sent = []

    async def send(message):
        sent.append(message)

    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": given, "extensions": {}}
    asyncio.run(Files()(scope, lambda: asyncio.Event().wait(), send))
    start, *parts = sent
    return start["status"], dict(start["headers"]), b"".join(part.get("body", b"") for part in parts)


def test_a_file_is_packed_once_and_is_what_it_was():
    name = "/kit/dom.js"
    plain = fetched(name)[2]
    before = _packed.cache_info()
    for _ in range(3):
        status, headers, packed = fetched(name, accept_encoding="br, gzip")
        assert (status, headers[b"content-encoding"]) == (200, b"gzip") and gzip.decompress(packed) == plain == (
            KIT / "dom.js"
        ).read_bytes()
    assert _packed.cache_info().misses <= before.misses + 1 and _packed.cache_info().hits >= before.hits + 2
    assert fetched(name, accept_encoding="gzip", if_none_match=headers[b"etag"].decode())[0] == 304
    assert fetched(name, accept_encoding="gzip", range="bytes=0-9")[2] == plain[:10]
    assert b"content-encoding" not in fetched("/kit/vendor/inter.woff2", accept_encoding="gzip")[1]


def test_an_address_that_asks_too_fast_is_refused_for_a_while_and_others_are_not():
    now, reached, sent = [0.0], [], []

    async def application(scope, receive, send):
        reached.append(scope["client"][0])

    async def send(message):
        sent.append(message)

    gate = Unhurried(application, lambda: now[0])

    def ask(address, times):
        reached.clear()
        for _ in range(times):
            asyncio.run(gate({"type": "http", "client": (address, 1)}, None, send))
        return len(reached)

    gate.BURST, gate.PACE = 30, 10
    assert ask("10.0.0.1", 50) == 30 and {message["status"] for message in sent if "status" in message} == {429}
    assert ask("10.0.0.2", 20) == 20
    now[0] = 1.0
    assert ask("10.0.0.1", 50) == 10
    gate.KNOWN = 5
    for k in range(50):
        ask(f"10.0.1.{k}", 1)
    assert len(gate._left) == 5
