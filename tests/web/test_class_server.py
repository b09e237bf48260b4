"""A class over the network: pages join, are told what they may know, and can call nothing else."""

import contextlib
import json
import socket
import threading
import time
import urllib.request
from urllib.error import HTTPError

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from simulation.web.classroom import server as class_server
from simulation.web.classroom.classroom import Classroom, Room

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
        thread = threading.Thread(target=class_server.serve, args=(service, "127.0.0.1", port, ready.set), daemon=True)
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
    "back": {}, "remove": {"name": "Blue 7"}, "set_levers": {"free": False}, "show": {"predictions": True}, "play_freely": {"free": True}, "close_class": {}, "table": {},
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
    line = object.__new__(class_server.Line)
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


def test_there_is_room_for_so_many_pages_and_no_more(served, call):
    room, _ = served
    callers = [call() for _ in range(3 * room.room.students + 20)]
    with pytest.raises(InvalidStatus):
        call()
    callers[0].socket.close()
    time.sleep(0.3)
    assert "ok" in call().answer("join", code=room.code)


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
