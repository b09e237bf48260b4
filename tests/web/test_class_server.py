"""A class over the network: pages join, are told what they may know, and can call nothing else."""

import contextlib
import json
import socket
import threading
import time
import urllib.request
from dataclasses import replace
from urllib.error import HTTPError

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from simulation.web import lines
from simulation.web.classroom import server as class_server
from simulation.web.classroom.classroom import Classroom, Room
from simulation.web.serving import Where

from .test_classroom import Hours


class Shown(Hours):
    """A lesson that costs nothing and has something to show."""

    def card(self):
        return {"name": self.name, "title": "<b>Hours</b>"}

    def whole(self):
        return self.card() | {"answer": "for the instructor"}

    def for_students(self, revealed):
        return self.card() | {"revealed": revealed}

    def look(self, at, seed):
        return {"post": at, "seed": seed}


@pytest.fixture
def served(tmp_path):
    """A class that is served: (class, port)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    room = Classroom({"hours": Shown()}, room=Room(students=3))
    service = class_server.Service(room, [f"http://127.0.0.1:{port}/"], tmp_path / "kept.json")
    ready, servers = threading.Event(), []
    import uvicorn

    own = uvicorn.Server.run
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uvicorn.Server, "run", lambda server: (servers.append(server), own(server)))
        thread = threading.Thread(target=class_server.serve, args=(service, Where("127.0.0.1", port), ready.set), daemon=True)
        thread.start()
        assert ready.wait(20)
        yield room, port
        servers[0].should_exit = True
        thread.join(10)
        assert not thread.is_alive()


class Caller:
    """A page without a browser."""

    def __init__(self, socket):
        self.socket, self.number, self.view = socket, 0, {}

    def answer(self, ask, **content):
        """The whole answer to a request; what the class looks like meanwhile is kept in `view`."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "ask": ask, "content": content}))
        while True:
            message = self.take()
            if message.get("id") == self.number:
                return message

    def take(self):
        message = json.loads(self.socket.recv(120))  # long, for a school may have to be compiled first
        if message.get("news") == "class":
            self.view.update(message["content"])
        return message

    def until(self, **wanted):
        """Wait until the page has been told this of the class."""
        end = time.monotonic() + 10
        while not wanted.items() <= self.view.items():
            assert time.monotonic() < end, self.view
            self.take()
        return self.view


@pytest.fixture
def call(served):
    """Makes callers."""
    with contextlib.ExitStack() as open_:

        def make(**headers):
            return Caller(open_.enter_context(connect(f"ws://127.0.0.1:{served[1]}/line", additional_headers=headers)))

        yield make


def test_a_class_is_led_and_followed(served, call):
    room, _ = served
    professor, student = call(), call()
    assert "ok" in professor.answer("enter", key=room.key)
    token = student.answer("join", code=room.code)["ok"]["token"]
    professor.until(joined=1, here=1, code=room.code)
    professor.answer("choose", name="hours")
    professor.answer("phase", name="predict")
    student.until(phase="predict", lesson="hours")
    assert student.answer("predict", prediction="more") == {"id": student.number, "ok": {}}
    professor.until(committed=1)
    assert professor.view["predictions"] == []
    professor.answer("phase", name="reveal")
    assert student.until(phase="reveal")["predictions"] == ["more"]
    student.socket.close()
    professor.until(here=0, joined=1)
    again = call()
    again.answer("come", token=token)
    assert again.until(phase="reveal")["prediction"] == "more"
    professor.until(here=1, joined=1)
    professor.answer("close_class")
    again.until(closed=True)
    assert ",1,1,hours,The hours,1,2,the lesson,more," in professor.answer("table")["ok"]["text"]


def test_a_removed_page_is_told_so_and_gets_no_answer_any_more(served, call):
    room, _ = served
    professor, student, other = call(), call(), call()
    professor.answer("enter", key=room.key)
    token = student.answer("join", code=room.code)["ok"]["token"]
    other.answer("join", code=room.code)
    professor.answer("choose", name="hours")
    professor.answer("play_freely", free=True)
    name = student.until(phase="welcome", lesson="hours")["you"]
    assert professor.until(joined=2)["people"] and professor.answer("remove", name=name)["ok"] == {}
    student.until(removed=True)
    for ask in ("lesson", "catalogue", "predict", "open"):
        assert "not any more" in student.answer(ask)["shut"]
    assert [person for person, *_ in professor.until(joined=1)["people"]] == [other.view["you"]]
    assert "not any more" in call().answer("come", token=token)["shut"]
    assert "ok" in call().answer("join", code=room.code)


def test_pages_follow_into_the_next_round_without_a_reload(served, call):
    room, _ = served
    professor, student = call(), call()
    professor.answer("enter", key=room.key)
    student.answer("join", code=room.code)
    professor.answer("choose", name="hours")
    professor.answer("phase", name="reveal")
    student.until(round=1, phase="reveal")
    professor.answer("choose", name="hours")
    assert student.until(round=2, phase="predict", revealed=False)["predictions"] is None
    assert student.answer("lesson")["ok"]["revealed"] is False
    professor.answer("back")
    student.until(round=1, phase="reveal")


PROFESSORS = {
    "class_lessons": {}, "join_here": {}, "choose": {"name": "hours"}, "phase": {"name": "reveal"},
    "back": {}, "remove": {"name": "Blue 7"}, "clear": {}, "lock": {"locked": True}, "renew_code": {}, "set_levers": {"free": False}, "show": {"predictions": True}, "play_freely": {"free": True}, "close_class": {}, "table": {},
}  # fmt: skip


def test_students_and_strangers_cannot_call_what_is_the_professors(served, call):
    room, _ = served
    room.teach_lesson("hours")
    stranger, student, professor = call(), call(), call()
    student.answer("join", code=room.code)
    professor.answer("enter", key=room.key)
    before = room.state()
    for ask, content in PROFESSORS.items():
        for caller in (stranger, student):
            assert "fault" in caller.answer(ask, **content), ask
    assert room.state() == before
    for ask in ("join_here", "class_lessons", "table"):
        assert "ok" in professor.answer(ask)


def test_the_list_above_is_complete():
    """Whatever the professor's table has and the student's has not is in it, but for what both have under one name."""
    line = object.__new__(class_server.ClassLine)
    line.room, line.who = Classroom({}), ""
    assert set(line._professor()) - set(line._student()) == set(PROFESSORS)


@pytest.mark.parametrize(
    "ask", ["__init__", "_become", "teach_phase", "enter", "close", "upload_school", "download", "lessons"]
)
def test_a_student_can_call_nothing_that_is_not_named(served, call, ask):
    room, _ = served
    student = call()
    student.answer("join", code=room.code)
    assert "fault" in student.answer(ask, key=room.key, name="reveal")
    assert room.phase == "welcome"


def test_the_instructors_answers_reach_no_student(served, call):
    room, _ = served
    room.teach_lesson("hours")
    student, professor = call(), call()
    student.answer("join", code=room.code)
    professor.answer("enter", key=room.key)
    assert "instructor" not in json.dumps(student.answer("lesson"))
    assert "instructor" in json.dumps(professor.answer("lesson"))
    assert "fault" in student.answer("look", at=0)
    room.teach_phase("reveal")
    assert student.answer("look", at=0)["ok"] == {"post": 0, "seed": room.seed + 1}  # in a school of her own


def test_nobody_without_code_or_key_is_told_anything(served, call):
    room, _ = served
    stranger = call()
    for ask in ("catalogue", "lesson", "predict", "open", "documents"):
        assert "fault" in stranger.answer(ask)
    assert "not the code" in stranger.answer("join", code="AAAAA")["fault"]
    assert "not the key" in stranger.answer("enter", key=room.code)["fault"]
    assert "not in this class" in stranger.answer("come", token="x")["shut"]
    assert stranger.view == {}


def test_other_pages_are_closed_to_students_unless_the_professor_opens_them(served, call):
    room, _ = served
    student = call()
    student.answer("join", code=room.code)
    assert "closed the other pages" in student.answer("open", key="main", query="")["fault"]
    room.teach_play(True)
    assert student.answer("open", key="main", query="set=school.teachers:12&set=years:1")["ok"]["week"] == 0
    assert "fault" in student.answer("upload_school", files=[])
    room.teach_play(False)
    assert "fault" in student.answer("advance", key="main")
    assert student.answer("cancel", job="band-main")["ok"] == {}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "{", '{"id": "1", "ask": "join"}', '{"id": 1, "ask": "join", "content": 5}', "x" * 70_000]
)
def test_a_message_that_cannot_be_read_ends_the_line_and_nothing_else(served, call, text):
    room, _ = served
    caller = call()
    with contextlib.suppress(ConnectionClosed):
        caller.socket.send(text)
        caller.socket.recv(10)
    assert "ok" in call().answer("join", code=room.code)


def test_pages_of_other_origins_cannot_talk_to_the_class(served, call):
    with pytest.raises(InvalidStatus):
        call(Origin="http://evil.example")
    request = urllib.request.Request(f"http://127.0.0.1:{served[1]}/", headers={"Host": "evil.example"})
    with pytest.raises(HTTPError, match="403"):
        urllib.request.urlopen(request)


def test_pages_carry_no_secret_and_may_ask_nobody_else(served):
    room, port = served
    for path in ("", "professor"):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}") as page:
            text, policy = page.read().decode(), page.headers["content-security-policy"]
        assert room.key not in text and room.code not in text
        assert "unsafe-eval" not in policy and "script-src" not in policy and "default-src 'self'" in policy
        assert policy.count("://") == 2 and f"ws://127.0.0.1:{port}" in policy


def test_whoever_mistypes_the_path_comes_to_the_door(served):
    with urllib.request.urlopen(f"http://127.0.0.1:{served[1]}/Join/here") as page:
        assert page.url == f"http://127.0.0.1:{served[1]}/" and "student.js" in page.read().decode()


# ---------------------------------------------------------------- crowds, scripts and bad networks


def closed_with(line):
    """(code, reason) with which the server closes a line; what it says until then does not matter."""
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            line.recv(10)
    return closed.value.rcvd and (closed.value.rcvd.code, closed.value.rcvd.reason)


def test_whoever_does_not_say_who_she_is_has_to_go_and_who_does_may_stay(served, call, monkeypatch):
    room, _ = served
    monkeypatch.setattr(lines, "INTRODUCE", 0.5)
    silent, student, guesser = call(), call(), call()
    student.answer("join", code=room.code)
    guesser.answer("join", code="XXXXX")
    for caller in (silent, guesser):
        assert closed_with(caller.socket) == (1013, "")
    assert "fault" in student.answer("lesson")


def test_a_crowd_of_silent_lines_keeps_nobody_out(served, call):
    room, _ = served
    room.room = replace(room.room, students=5)
    crowd = [call() for _ in range(lines.STRANGERS + 30)]
    student, professor = call(), call()
    assert "ok" in student.answer("join", code=room.code) and "ok" in professor.answer("enter", key=room.key)
    assert closed_with(crowd[0].socket) == (1013, "")
    assert "ok" in professor.answer("class_lessons")


def test_a_student_has_so_many_pages_and_the_newest_stay(served, call):
    room, _ = served
    first, professor = call(), call()
    professor.answer("enter", key=room.key)
    token = first.answer("join", code=room.code)["ok"]["token"]
    later = [call() for _ in range(class_server.PAGES["student"])]
    for page in later:
        page.answer("come", token=token)
    code, reason = closed_with(first.socket)
    assert code == lines.TAKEN and "close some of them" in reason
    assert all("fault" in page.answer("lesson") for page in later)
    professor.until(here=1, joined=1)


def test_what_students_compute_does_not_make_the_professor_wait(served, call, monkeypatch):
    """Every worker of the pages is busy with what students look at; hers are not."""
    room, _ = served
    room.teach_lesson("hours")
    room.teach_phase("reveal")
    going, enough = threading.Semaphore(0), threading.Event()

    def look(at, seed):
        if at:
            going.release()
            enough.wait(20)
        return {"post": at, "seed": seed}

    monkeypatch.setattr(room.lessons["hours"], "look", look)
    busy, professor = [call() for _ in range(3)], call()
    professor.answer("enter", key=room.key)
    for page in busy:
        page.answer("join", code=room.code)
        page.socket.send(json.dumps({"id": 99, "ask": "look", "content": {"at": 1}}))
    assert all(going.acquire(timeout=10) for _ in range(min(len(busy), 2)))
    began = time.monotonic()
    assert professor.answer("look", at=0)["ok"]["post"] == 0
    assert "ok" in professor.answer("lesson")
    assert time.monotonic() - began < 3.0
    enough.set()


def test_a_teacher_is_looked_at_once_and_for_one_page_of_a_student_at_a_time(served, call, monkeypatch):
    room, _ = served
    room.teach_lesson("hours")
    room.teach_phase("reveal")
    seen, going, enough = [], threading.Event(), threading.Event()

    def look(at, seed):
        seen.append((at, seed))
        if at:
            going.set()
            enough.wait(20)
        return {"post": at, "seed": seed}

    monkeypatch.setattr(room.lessons["hours"], "look", look)
    one, twin = call(), call()
    token = one.answer("join", code=room.code)["ok"]["token"]
    twin.answer("come", token=token)
    for page in (one, twin, one):
        assert page.answer("look", at=0)["ok"]["post"] == 0
    assert len(seen) == 1
    one.socket.send(json.dumps({"id": 99, "ask": "look", "content": {"at": 1}}))
    assert going.wait(10)
    assert "Another of your pages" in twin.answer("look", at=1)["fault"]
    enough.set()
    assert twin.answer("look", at=0)["ok"]["post"] == 0


def test_teachers_are_looked_at_before_students_ask_and_never_while_schools_are_waited_for(served, call, monkeypatch):
    room, _ = served
    seen, lesson = [], room.lessons["hours"]
    monkeypatch.setattr(lesson, "pointers", 2)
    monkeypatch.setattr(lesson, "look", lambda at, seed: (seen.append((at, seed)), {"post": at, "seed": seed})[1])
    room.teach_lesson("hours")
    student = call()
    student.answer("join", code=room.code)
    room.teach_phase("predict")
    student.answer("predict", prediction="more")
    monkeypatch.setattr(type(room._queue), "idle", False)
    room.teach_phase("reveal")
    end = time.monotonic() + 10
    while not room.overview()["lived"]:
        assert time.monotonic() < end
        time.sleep(0.02)
    time.sleep(0.1)
    assert seen == []
    monkeypatch.setattr(type(room._queue), "idle", True)
    room.teach_show(True)
    end = time.monotonic() + 10
    while len(seen) < 2:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert student.answer("look", at=1)["ok"]["post"] == 1
    assert sorted(seen) == [(0, room.seed + 1), (1, room.seed + 1)]


def test_a_page_that_asks_without_end_is_answered_at_its_pace(served, call, monkeypatch):
    room, _ = served
    monkeypatch.setattr(lines, "BURST", 5)
    page = call()
    page.answer("join", code=room.code)
    began = time.monotonic()
    for _ in range(20):
        page.answer("lesson")
    assert time.monotonic() - began > 0.6


def test_a_class_says_nothing_raw_and_little_of_requests_that_it_cannot_read(served, call, caplog):
    room, _ = served
    student = call()
    student.answer("join", code=room.code)
    for content in ({"\x1b]0;x\x07": 1}, {"job": "\x1b[2J"}, {"job": 5}, {}):
        for ask in ("cancel", "\x1b[2J", "predict", "look"):
            assert student.answer(ask, **content).keys() <= {"id", "fault", "ok"}
    assert [record for record in caplog.records if record.exc_info or "\x1b" in record.getMessage()] == []


def test_the_key_of_the_professor_is_told_to_her_page_for_a_ticket(served, call):
    room, _ = served
    assert call().answer("enter", key=room.new_ticket())["ok"] == {"key": room.key}


def test_the_class_is_kept_while_it_goes_on(served, call, tmp_path):
    room, _ = served
    token = call().answer("join", code=room.code)["ok"]["token"]
    kept, until = tmp_path / "kept.json", time.monotonic() + 30
    while not (kept.exists() and json.loads(kept.read_text())["students"]):
        assert time.monotonic() < until
        time.sleep(0.05)
    after = Classroom({"hours": Shown()})
    after.resume(kept)
    assert after.come(token)


def test_many_writers_of_the_kept_file_never_hinder_each_other(tmp_path):
    service = class_server.Service(Classroom({"hours": Shown()}), [], tmp_path / "kept.json")
    faults = []

    def write():
        try:
            for _ in range(40):
                service.save()
        except OSError as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == [] and json.loads((tmp_path / "kept.json").read_text())["students"] == {}


def test_a_qr_code_says_the_address_and_the_code():
    """Read back from its path: the squares are those of the library that made them, each as large as one unit."""
    import segno

    text = "http://192.168.1.20:8766/#A3CDE"
    code = class_server.qr(text)
    dark = {tuple(map(int, move.split("h")[0].split())) for move in code["path"].split("M") if move}
    matrix = segno.make(text, error="m", micro=False).matrix
    assert code["size"] == len(matrix)
    assert dark == {(x, y) for y, row in enumerate(matrix) for x, value in enumerate(row) if value}
