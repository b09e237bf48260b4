"""The class over the network: who may ask what, and what each page is told. The web sockets are those of lines.py.

A page begins as nobody; with the code it becomes a student's, with the key the professor's. Each may call what its table below
names and nothing else, in the form that protocol declares. Students have so many pages each and compute one thing at a time; the
professor has workers of her own, so nothing that a class does makes her wait.
"""

import json
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ...core.languages import languages, say, speaking, spoken
from ...parameters.scenario import InputError
from .. import protocol
from ..app.session import Session, stop_all
from ..lines import TAKEN, Line, Lines, application
from ..serving import Where, run
from .classroom import PHASES, ClassLesson, Classroom, Shut

log = logging.getLogger(__name__)

PORT = 8766
LARGEST = 60_000  #: bytes of a message
PAGES = {"student": 4, "professor": 6}  #: pages that one student, and all professors, have open
WORKERS = 4  #: requests of students for schools that are answered at a time
LOOKS = 600  #: teachers that were looked at and are remembered
#: What is pooled comes to students more rarely: thirty of them share one wireless network.
CROWD, CROWD_PACE = ("joined", "committed", "predictions", "outcomes", "trials"), 2.0

#: Requests to the schools (session.py) that a student may make while the professor lets the class play freely.
FREE = frozenset(
    (
        "open",
        "advance",
        "seek",
        "change",
        "teacher",
        "command",
        "band",
        "compare",
        "compare_command",
        "explore",
        "explore_study",
        "cancel",
        "documents",
    )
)


class Service(Lines["ClassLine"]):
    """One class and all its pages.

    join : addresses under which students reach this computer, the most likely first
    keep : a file that is written after every change, or None
    """

    def __init__(self, room: Classroom, join: list[str], keep: Path | None = None):
        super().__init__(lambda address: ClassLine(self, address), heavy=WORKERS)
        self.room, self.join = room, join
        self.desk = ThreadPoolExecutor(4, "desk")
        self._looks: OrderedDict[tuple, dict] = OrderedDict()
        self._busy: set[str] = set()
        self._read: dict[tuple[str, bool, str], dict] = {}
        self._told: tuple[dict[str, Any], dict[str, str]] = ({}, {})
        self._lock = threading.Lock()
        self._keep, self._keep_wanted = keep, threading.Event()
        self._keeping = threading.Lock()
        self._ahead = threading.Event()
        threading.Thread(target=self._look_ahead, daemon=True, name="looks-ahead").start()
        room.changed = self._changed
        if keep:
            threading.Thread(target=self._keep_forever, daemon=True, name="keeper").start()
            self._keep_wanted.set()

    def save(self) -> None:
        """Write the kept file now, if there is one; one writer at a time, for all of them use the same file aside."""
        if self._keep:
            with self._keeping:
                self.room.keep(self._keep)

    def look(self, lesson: Any, at: Any, seed: int, who: str = "") -> dict:
        """The teacher to whom a lesson points, remembered; new ones for one page of a student at a time. Raises InputError."""
        what = (lesson.name, at if type(at) is int else None, seed, spoken())
        with self._lock:
            if what in self._looks:
                self._looks.move_to_end(what)
                return self._looks[what]
            if who and who in self._busy:
                raise InputError(say("Another of your pages is being answered; try again in a moment."))
            self._busy.add(who)
        try:
            found = lesson.look(at, seed)
            with self._lock:
                self._looks[what] = found
                while len(self._looks) > LOOKS:
                    self._looks.popitem(last=False)
            return found
        finally:
            with self._lock:
                self._busy.discard(who)

    def for_students(self, lesson: Any, revealed: bool) -> dict:
        """The lesson as far as students may read it, made once for all of them who speak one language."""
        what = (lesson.name, revealed, spoken())
        if what not in self._read:
            self._read[what] = lesson.for_students(revealed)
        return self._read[what]

    def make_room(self, line: "ClassLine") -> None:
        """Close the oldest of pages of which somebody has too many."""
        same = sorted((one for one in self.open if (one.role, one.who) == (line.role, line.who)), key=lambda one: one.number)
        for one in same[: -PAGES[line.role or "student"]]:
            one.end(TAKEN, say("You have opened this in other places since; close some of them, then reload."))

    def told(self) -> tuple[dict[str, Any], dict[str, str]]:
        """What is pooled, and each part of it as JSON: written once for all pages."""
        with self._lock:
            pooled = self.room.pooled()
            if self._told[0] is not pooled:
                self._told = pooled, {key: _json(value) for key, value in pooled.items()}
            return self._told

    def _changed(self) -> None:
        self._keep_wanted.set()
        self._ahead.set()
        self.tell_all()

    def _look_ahead(self) -> None:
        """Look at whom students are about to look at, while no school is waited for: all of them are told to at the same moment."""
        while True:
            self._ahead.wait()
            self._ahead.clear()
            try:
                while (due := self._to_look_at()) is not None:
                    language, lesson, at, seed = due
                    with speaking(language):
                        self.look(lesson, at, seed)
            except Exception:
                log.exception(
                    "a teacher could not be looked at"
                )  # who asks is told; the others' turn comes with the next change

    def _to_look_at(self) -> tuple[str, ClassLesson, int, int] | None:
        """The next that nobody has looked at."""
        lesson = self.room.lessons.get(self.room.lesson or "")
        if lesson is None or len(self._looks) > LOOKS - 100:
            return None
        seeds = self.room.seeds_to_look_at()
        due = (
            (language, lesson, at, seed)
            for language in sorted({line.language for line in tuple(self.open)} & set(languages()))
            for at in range(lesson.pointers)
            for seed in seeds
            if (lesson.name, at, seed, language) not in self._looks
        )
        return next(due, None)

    def _keep_forever(self) -> None:
        while True:
            self._keep_wanted.wait()
            self._keep_wanted.clear()
            try:
                self.save()
            except OSError as fault:
                log.error("the class cannot be kept: %s", fault)
            threading.Event().wait(1.0)  # at most once a second


class ClassLine(Line):
    """A page of the class: who is there, what she may ask, and what she has been told already."""

    heavy = FREE - {"cancel", "command"} | {"look"}
    _count = 0

    def __init__(self, service: Service, address: str):
        super().__init__(service, address)
        self.service, self.room = service, service.room
        ClassLine._count += 1
        self.number = ClassLine._count
        self.who = ""
        self.session: Session | None = None
        self._told: dict[str, str] = {}
        self._crowd_due = 0.0

    def workers(self, ask: str) -> ThreadPoolExecutor:
        """The professor has her own."""
        return self.service.desk if self.role == "professor" else super().workers(ask)

    def difference(self) -> str:
        """What has changed of the class since the page was last told."""
        seen = self.room.overview() if self.role == "professor" else self.room.view(self.who)
        pooled, texts = self.service.told()
        told = {key: texts[key] if key in texts and value is pooled[key] else _json(value) for key, value in seen.items()}
        now = self._loop.time()
        same = all(self._told.get(key) == told.get(key) for key in ("round", "phase"))
        if self.role == "student" and same and now < self._crowd_due:
            told |= {key: self._told[key] for key in CROWD if key in told and key in self._told}
            self.later(self._crowd_due - now, self.wake, True)
        elif any(self._told.get(key) != told.get(key) for key in CROWD):
            self._crowd_due = now + CROWD_PACE
        changed = [f"{_json(key)}:{text}" for key, text in told.items() if self._told.get(key) != text]
        gone = [f"{_json(key)}:null" for key in self._told if key not in told]
        self._told = told
        return f'{{"news":"class","content":{{{",".join(changed + gone)}}}}}' if changed or gone else ""

    def close(self, said: bool) -> None:
        """The page is gone, and with it what it computed."""
        if self.role == "student":
            self.room.go(self.who)
        self.role = None
        if self.session:
            self.session.close()

    # ---------------------------------------------------------------- who may ask what

    def answer(self, ask: str, content: dict) -> dict:
        """The answer to a request: {"ok": ...}, {"fault": a sentence}, or {"shut": a sentence} when she is not in the class."""
        tables = {None: self._nobody, "student": self._student, "professor": self._professor}
        forms = {None: protocol.DOOR, "student": protocol.STUDENT, "professor": protocol.PROFESSOR}[self.role]
        try:
            if self.role == "student":
                self.room.student(self.who)  # whoever was removed asks nothing any more
            if (function := tables[self.role]().get(ask)) is not None:
                return {"ok": function(**protocol.read(forms, ask, content)) or {}}
            closing = ask == "cancel"  # a page that is closed stops its work, whatever is open
            if self.role == "professor" or (self.role == "student" and ask in FREE and (self.room.free_play or closing)):
                return self._schools(ask, content)
            if self.role == "student" and ask in FREE:
                raise InputError(say("The professor has closed the other pages for now."))
            raise InputError(say("This cannot be asked here."))
        except Shut as shut:
            return {"shut": str(shut)}
        except InputError as fault:
            return {"fault": str(fault)}
        except Exception as failure:
            log.exception("a request of the class failed: %s", ask)
            return {"fault": f"This failed ({type(failure).__name__}); the page can still be used."}

    def _nobody(self) -> dict[str, Callable[..., Any]]:
        return {"join": self._join, "come": self._come, "enter": self._enter}

    def _student(self) -> dict[str, Callable[..., Any]]:
        room = self.room
        return {
            "catalogue": _catalogue,
            "lesson": self._lesson_for_students,
            "look": self._look,
            "predict": lambda prediction: room.predict(self.who, prediction),
            "levers": lambda values: room.try_levers(self.who, values),
        }

    def _professor(self) -> dict[str, Callable[..., Any]]:
        room = self.room
        return {
            "catalogue": _catalogue,
            "class_lessons": lambda: {"lessons": [lesson.card() for lesson in room.lessons.values()], "phases": list(PHASES)},
            "lesson": lambda: self._lesson().whole(),
            "look": self._look,
            "join_here": lambda: {"addresses": [{"address": a, "code": qr(f"{a}#{room.code}")} for a in self.service.join]},
            "choose": lambda name: room.teach_lesson(name),
            "back": room.teach_back,
            "phase": lambda name: room.teach_phase(name),
            "set_levers": lambda free, values=None: room.teach_levers(free, values),
            "show": lambda predictions: room.teach_show(predictions),
            "remove": lambda name: room.teach_remove(name),
            "clear": room.teach_clear,
            "lock": lambda locked: room.teach_lock(locked),
            "renew_code": room.teach_code,
            "play_freely": lambda free: room.teach_play(free),
            "close_class": self._close_class,
            "table": lambda: {"name": "class.csv", "mime": "text/csv", "text": "\ufeff" + room.table()},
        }

    def _join(self, code: Any) -> dict:
        token = self.room.join(code, self.address)
        return {"token": token} | self._come(token)

    def _come(self, token: Any) -> dict:
        self.who = self.room.come(token)
        self._become("student")
        return {}

    def _enter(self, key: Any) -> dict:
        found = self.room.enter(key, self.address)
        self._become("professor")
        return {"key": found}

    def _become(self, role: str) -> None:
        self.become(role)
        self._call(self.service.make_room, self)

    def _lesson(self):
        if self.room.lesson is None:
            raise InputError(say("No lesson has been chosen yet."))
        return self.room.lessons[self.room.lesson]

    def _lesson_for_students(self) -> dict:
        return self.service.for_students(self._lesson(), self.room.now.revealed)

    def _look(self, at: int) -> dict:
        if self.role == "professor":
            return self.service.look(self._lesson(), at, self.room.now.seed)
        if not self.room.now.revealed:
            raise InputError(say("This can be looked at once the outcome has been revealed."))
        return self.service.look(self._lesson(), at, self.room.seed_of(self.who), self.who)

    def _close_class(self) -> None:
        self.room.teach_close()

    def _schools(self, ask: str, content: dict) -> dict:
        """What the application's own session answers."""
        if self.session is None:
            self.session = Session(lambda kind, content: self.say({"news": kind, "content": content}))
        return self.session.answer(ask, content)


def _json(value: Any) -> str:
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def _catalogue() -> dict:
    from ...pages.catalogue import catalogue

    return catalogue()


def qr(text: str) -> dict:
    """A QR code as the path of its dark squares, one unit each: {"size": squares a side, "path": for an SVG}."""
    import segno

    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"size": len(rows), "path": path}


def pages(service: Service, where: Where):
    """The ASGI application of a class."""
    title = "Class · Collective action among teachers"
    return application(
        service, {"/": ("class/student.js", title), "/professor": ("class/professor.js", title)}, where.hosts, lambda *_: "/"
    )


def serve(service: Service, where: Where, ready: Callable[[], None] | None = None) -> None:
    """Serve until interrupted. ready : called once pages can be opened."""

    def ended() -> None:
        service.save()
        stop_all()

    settings = {"ws_max_size": LARGEST, "ws_ping_interval": 10.0, "ws_ping_timeout": 20.0}
    run(pages(service, where), where, ready, ended, **settings)
