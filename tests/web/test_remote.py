"""The application over a network: a code at the door, plain web sockets, and a page that is the same as anywhere."""

import contextlib
import json
import socket
import threading
import time

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from simulation.web import lines
from simulation.web.app import public
from simulation.web.app.public import Pages, page_at
from simulation.web.app.session import Session
from simulation.web.serving import Where

from .conftest import Visitor
from .test_files import ROSTER, TIES, sent
from .test_serving import running

SMALL = "set=school.teachers:12&set=years:1"


@pytest.fixture(scope="module")
def server():
    """(pages, port) of a server in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(public, "KEPT", 0.6)
        served = Pages()
        with running(public.pages(served, Where("127.0.0.1", allowed=("school.test",)))) as port:
            yield served, port


class Caller:
    """A page without a browser."""

    def __init__(self, port, name=None, origin=None):
        line = socket.create_connection(("127.0.0.1", port))
        self.socket = connect(f"ws://{name or f'127.0.0.1:{port}'}/line", sock=line, origin=origin, proxy=None).__enter__()
        self.number, self.news = 0, []

    def __call__(self, ask, **content):
        """The whole answer to a request; news are kept."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "ask": ask, "content": content}))
        while (message := json.loads(self.socket.recv(60))).get("id") != self.number:
            self.news.append(message)
        return message

    def closed(self):
        """(code, reason) with which the server closes the line."""
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                self.socket.recv(10)
        return closed.value.rcvd and (closed.value.rcvd.code, closed.value.rcvd.reason)

    def drop(self):
        """Lose the connection without taking leave."""
        self.socket.socket.close()


@pytest.fixture
def call(server):
    with contextlib.ExitStack() as later:

        def make(name=None, origin=None):
            caller = Caller(server[1], name, origin)
            later.callback(caller.socket.close)
            return caller

        yield make
    eventually(lambda: not server[0].open and not server[0]._seats)


def eventually(true):
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_nothing_is_answered_without_the_code_and_everything_with_it(server, call):
    served, _ = server
    page = call()
    for ask in ("catalogue", "open", "upload_school", "download", "answer", "__init__"):
        assert "without the code" in page(ask)["fault"]
    assert "not the code" in page("open_page", code="AAAAAAAA")["fault"]
    assert "cannot be read" in page("open_page")["fault"]
    assert page("open_page", code=f" {served.code[:4].lower()}-{served.code[4:]} ")["ok"]["token"]
    assert page("open", key="main", query=SMALL)["ok"]["week"] == 0
    assert "fault" in page("open_page", code=served.code)


def test_guesses_from_one_address_end_and_so_do_its_right_codes(server, call, monkeypatch):
    served, _ = server
    monkeypatch.setattr(served, "_door", public.Door(3, 100, 60.0))
    page = call()
    for _ in range(3):
        assert "not the code" in page("open_page", code="x")["fault"]
    assert "Too many" in page("open_page", code=served.code)["fault"]


def test_a_page_that_loses_its_connection_finds_its_school_and_its_upload_again(server, call):
    served, _ = server
    page = call()
    token = page("open_page", code=served.code)["ok"]["token"]
    assert (
        page("upload_school", files=[sent("roster.csv", ROSTER)], ties=sent("ties.csv", TIES))["ok"]["schools"][0]["teachers"]
        == 4
    )
    page("open", key="main", query=SMALL)
    page("advance", key="main", weeks=5)
    page.drop()
    again = call()
    assert again("open_page", code=served.code, token=token)["ok"]["token"] == token
    assert again("advance", key="main", weeks=1)["ok"]["week"] == 6
    assert again("open", key="main", query="set=years:1", school=1)["ok"]["whole"]["real"]


def test_what_is_computed_meanwhile_reaches_the_page_when_it_is_back(server, call):
    served, _ = server
    page = call()
    token = page("open_page", code=served.code)["ok"]["token"]
    page("open", key="main", query=SMALL)
    page.drop()
    seat = served._seats[token]
    eventually(lambda: seat.line is None)
    seat.session.answer("band", {"key": "main", "job": 3, "runs": 2})
    seat.session.jobs["band-main"].thread.join(60)
    again = call()
    again("open_page", code=served.code, token=token)
    again("catalogue")
    assert {news["news"] for news in again.news} == {"band-main"}
    assert [news["content"].get("done") for news in again.news][-1] is True


@pytest.mark.parametrize("said", [True, False])
def test_a_page_that_is_left_frees_its_seat_and_stops_its_work(server, call, said):
    """At once when it says so, and after a while when it is only gone."""
    served, _ = server
    page = call()
    token = page("open_page", code=served.code)["ok"]["token"]
    page("open", key="main", query=SMALL)
    job = page("compare", a="set=school.teachers:12", b="set=school.teachers:12&set=time.planning:4", job=1, runs=1000)
    assert "ok" in job
    session = served._seats[token].session
    work = session.jobs["compare"]
    if said:
        page.socket.close(1001)
    else:
        page.drop()
    eventually(lambda: token not in served._seats)
    assert work.cancelled and session not in Session.alive
    work.thread.join(20)
    assert not work.thread.is_alive()
    assert call()("open_page", code=served.code, token=token)["ok"]["token"] != token


def test_a_network_with_too_many_pages_gives_up_its_oldest(server, call, monkeypatch):
    served, _ = server
    monkeypatch.setattr(served._places, "most", 3)
    pages = [call() for _ in range(4)]
    for page in pages:
        assert "ok" in page("open_page", code=served.code)
    code, reason = pages[0].closed()
    assert code == lines.TAKEN and "close some" in reason
    assert all("ok" in page("lessons") for page in pages[1:]) and len(served._seats) == 3


def test_strangers_send_short_messages_only_and_say_soon_who_they_are(server, call, monkeypatch):
    monkeypatch.setattr(lines, "INTRODUCE", 0.4)
    silent, long = call(), call()
    long.socket.send(json.dumps({"id": 1, "ask": "open_page", "content": {"code": "x" * 5000}}))
    assert long.closed() == (1007, "")
    assert silent.closed() == (1013, "")


def test_one_address_has_half_of_the_workers_at_most(server, call, monkeypatch):
    served, _ = server
    going, enough = threading.Semaphore(0), threading.Event()
    monkeypatch.setattr(Session, "ask_teacher", lambda *_, **__: (going.release(), enough.wait(20), {})[-1])
    pages = [call() for _ in range(public.ANSWERS)]
    for page in pages:
        page("open_page", code=served.code)
        page.socket.send(json.dumps({"id": 99, "ask": "teacher", "content": {"key": "main", "post": 0}}))
    assert all(going.acquire(timeout=10) for _ in range(public.ANSWERS // 2))
    assert not going.acquire(timeout=0.3)
    assert "ok" in call()("open_page", code=served.code)
    enough.set()


@pytest.mark.parametrize(
    ("name", "origin"), [("rebound.example", None), (None, "http://rebound.example"), ("school.test", "null")]
)
def test_pages_under_other_names_are_not_answered(server, name, origin):
    with pytest.raises(InvalidStatus, match="403"):
        Caller(server[1], name, origin)


def test_pages_under_its_names_are(server, call):
    served, port = server
    for name in (f"school.test:{port}", f"192.0.2.7:{port}"):
        assert "ok" in call(name, f"http://{name}")("open_page", code=served.code)


def test_a_path_that_names_a_part_of_the_page_leads_to_it():
    assert page_at("Compare/", "") == "/?page=compare" and page_at("x", "") == "/"
    assert page_at("school", "scenario=baseline") == "/?scenario=baseline" and page_at("//evil.example", "") == "/"


@pytest.mark.slow
def test_the_page_is_opened_with_the_code_and_survives_a_lost_connection(browser, server):
    served, port = server
    address = f"http://127.0.0.1:{port}/"
    one = Visitor(browser, address)
    one.page.goto(f"{address}#%")  # as somebody may mistype it
    one.page.fill("#code", "nonsense")
    one.page.click("text=Open")
    one.page.wait_for_selector(".trouble")
    one.page.fill("#code", served.code.lower())
    one.page.click("text=Open")
    one.page.wait_for_selector(".app [data-week]")
    one.page.click("text=+ year")
    one.until("p.player.week === 36")
    one.page.evaluate("collectiveAction.link.wire.socket.close(4999)")
    one.page.wait_for_selector("text=comes back by itself")
    one.page.click("text=+ year")
    one.until("p.player.week === 72")
    one.page.goto(f"{address}yours")
    one.page.wait_for_selector("text=Files go to the computer that serves this page")
    assert one.page.locator("text=Files stay on this computer").count() == 0
    assert one.foreign == [] and one.errors == []
    one.context.close()
