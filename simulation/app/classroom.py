"""A class: students who predict, run and discuss one lesson together, each with schools of her own. Plain Python, no page.

The professor chooses the lesson and opens one phase after the other; students commit a prediction before anything runs and see,
once it is revealed, all predictions beside all outcomes. Nobody gives a name: whoever comes in is called "Blue 7" or the like and
gets a random token that lets her in again. Everything lives in memory; `keep` writes it to a file when somebody asks for that.

What a lesson takes and what its schools give is lessons.py; who may ask what over the network is class_server.py.
"""

import csv
import hashlib
import hmac
import io
import json
import logging
import os
import secrets
import threading
import time
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ..parameters.scenario import InputError

log = logging.getLogger(__name__)

#: What the professor opens, in this order; she may go back to look at something again.
PHASES = ("welcome", "predict", "run", "reveal", "levers", "discuss")

#: Letters and digits that nobody takes for one another on a projector.
ALPHABET = "ACDEFGHJKMNPQRTWXY34679"
COLOURS = ("Blue", "Green", "Amber", "Coral", "Violet", "Silver", "Teal", "Ruby", "Olive", "Indigo", "Copper", "Pearl")


class Taught(Protocol):
    """What a class needs of a lesson: see lessons.py."""

    name: str

    def check_prediction(self, given: Any) -> Any:
        """The prediction, made clean. Raises InputError."""

    def check_levers(self, given: Any) -> dict[str, float]:
        """A value for each free lever. Raises InputError."""

    def outcome(self, seed: int, levers: dict[str, float] | None = None, prediction: Any = None) -> dict:
        """What becomes of a student's schools under both settings, the other with levers moved; ready for JSON."""

    def brief(self, told: dict) -> dict:
        """The few numbers of an outcome that a picture of many students needs."""

    def point(self, told: dict) -> list:
        """The few numbers of an outcome with levers moved that such a picture needs."""

    def rows(self, kind: str, content: Any) -> list[tuple[str, str, Any]]:
        """A prediction, an outcome or a trial of levers as (variable, year or "", value), for the table that is taken home."""


@dataclass(frozen=True)
class Room:
    """How much one class takes."""

    students: int = 60
    wrong: int = 10  #: wrong codes that one address may give within `patience`
    wrong_in_all: int = 300  #: wrong codes that all addresses together may give within `patience`
    patience: float = 60.0  #: seconds
    trials: int = 40  #: settings of the levers that one student may try in one lesson


class Shut(InputError):
    """The class is over, or somebody is not (or no longer) in it."""


class Door:
    """Compares codes in constant time, and lets nobody guess for long."""

    def __init__(self, room: Room, clock: Callable[[], float]):
        self._room, self._clock = room, clock
        self._wrong: dict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def check(self, given: Any, right: str, address: str, sentence: str) -> None:
        """Raise InputError unless the code is right, and nobody has guessed too much from this address."""
        with self._lock:
            now = self._clock()
            for where in list(self._wrong):
                while self._wrong[where] and now - self._wrong[where][0] > self._room.patience:
                    self._wrong[where].popleft()
                if not self._wrong[where]:
                    del self._wrong[where]
            mine, everybodys = len(self._wrong.get(address, ())), sum(map(len, self._wrong.values()))
            if mine >= self._room.wrong or everybodys >= self._room.wrong_in_all:
                raise InputError(
                    f"Too many wrong codes; wait {self._room.patience:.0f} seconds, then look at the projector again."
                )
            known = str(given)[:100].encode("utf-8", "replace")
            if not hmac.compare_digest(hashlib.sha256(known).digest(), hashlib.sha256(right.encode()).digest()):
                self._wrong[address].append(now)
                raise InputError(sentence)


@dataclass
class Student:
    """Somebody in the class. Her schools are those of a seed of her own."""

    number: int  #: from 1, in the order of joining
    name: str
    seed: int
    predictions: dict[str, Any] = field(default_factory=dict)  #: by lesson
    outcomes: dict[str, dict] = field(default_factory=dict)  #: by lesson: what became of her schools
    trials: dict[str, list[dict]] = field(default_factory=dict)  #: by lesson: outcomes with levers moved, in their order


class Queue:
    """Work for many, done by few: everybody waits for one thing at most, and whoever has waited longest is next.

    A newer wish takes the place of an older one that has not begun, and keeps its place in the line.
    """

    def __init__(self, workers: int | None = None):
        self._waiting: OrderedDict[Any, tuple[Callable[[], Any], Callable[[Any], None]]] = OrderedDict()
        self._begun: list[Any] = []
        self._change = threading.Condition()
        self._over = False
        # The kernels release the interpreter's lock, so the pages are answered while every processor lives schools.
        for k in range(workers or os.cpu_count() or 1):
            threading.Thread(target=self._work, daemon=True, name=f"class-{k}").start()

    def put(self, who: Any, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do this for somebody when it is her turn, and hand on what comes of it, or None when it failed."""
        with self._change:
            self._waiting[who] = work, then
            self._change.notify()

    def waits(self, who: Any) -> bool:
        """Is something of hers in the line, or being done?"""
        with self._change:
            return who in self._waiting or who in self._begun

    def close(self) -> None:
        """Forget what has not begun."""
        with self._change:
            self._over = True
            self._waiting.clear()
            self._change.notify_all()

    def _work(self) -> None:
        while True:
            with self._change:
                while not self._waiting and not self._over:
                    self._change.wait()
                if self._over:
                    return
                who, (work, then) = self._waiting.popitem(last=False)
                self._begun.append(who)
            found = None
            try:
                found = work()
            except Exception:
                log.exception("a school of the class failed")
            with self._change:
                self._begun.remove(who)
            then(found)


class Classroom:
    """The class. Students' methods take their token; `teach_` methods are the professor's, who is let in by the key.

    lessons : by name; seed : student n has the schools of seed + n; changed : called after every change, from any
    thread, quickly and without asking the class anything back
    """

    def __init__(
        self,
        lessons: Mapping[str, Taught],
        seed: int = 1,
        room: Room | None = None,
        queue: Queue | None = None,
        clock: Callable[[], float] = time.monotonic,
    ):
        self.lessons, self.seed, self.room = lessons, seed, room or Room()
        self.code = "".join(secrets.choice(ALPHABET) for _ in range(5))
        self.key = secrets.token_urlsafe(18)
        self.lesson: str | None = None
        self.phase = PHASES[0]
        self.revealed: set[str] = set()  #: lessons whose predictions nobody can change any more
        self.shown = False  #: predictions are on the projector before they are revealed
        self.levers_free = True
        self.preset: dict[str, float] = {}
        self.free_play = False
        self.closed = False
        self.version = 0
        self.students: dict[str, Student] = {}  #: by digest of the token
        self.present: dict[str, int] = defaultdict(int)  #: pages that a student has open, by digest
        self.changed: Callable[[], None] = lambda: None
        self._queue = queue or Queue()
        self._door = Door(self.room, clock)
        self._lock = threading.RLock()
        self._pool: tuple[int, dict] = (-1, {})  #: what is pooled, and at which version; asked for by every page

    # ---------------------------------------------------------------- coming in

    def join(self, code: Any, address: str = "") -> str:
        """Come in with the code. Returns the token that lets the same student in again. Raises InputError."""
        given = "".join(c for c in str(code)[:40].upper() if c.isalnum())
        self._door.check(given, self.code, address, "This is not the code of the class; look at the projector again.")
        with self._lock:
            self._open()
            if len(self.students) >= self.room.students:
                raise InputError(f"The class is full: it takes {self.room.students} students.")
            token = secrets.token_urlsafe(18)
            number = len(self.students) + 1
            taken = {s.name for s in self.students.values()}
            free = [f"{c} {k}" for k in range(2, 3 + self.room.students // 4) for c in COLOURS]
            name = secrets.choice([n for n in free if n not in taken])
            self.students[_digest(token)] = Student(number, name, self.seed + number)
            self._begin_outcomes()
            self._change()
            return token

    def enter(self, key: Any, address: str = "") -> None:
        """Let the professor in. Raises InputError."""
        self._door.check(key, self.key, address, "This is not the key of the class; the terminal shows the whole address.")

    def come(self, token: Any) -> str:
        """A page of this student is open. Returns who it is, for `go`. Raises Shut for a token nobody knows."""
        with self._lock:
            self._open()
            who = _digest(str(token)[:100])
            if who not in self.students:
                raise Shut("You are not in this class yet; enter the code on the projector.")
            self.present[who] += 1
            self._change()
            return who

    def go(self, who: str) -> None:
        """A page of this student was closed, or lost its connection."""
        with self._lock:
            self.present[who] -= 1
            self._change()

    def seed_of(self, who: str) -> int:
        """Of which seed a student's schools are."""
        return self.students[who].seed

    # ---------------------------------------------------------------- what students do

    def predict(self, who: str, given: Any) -> None:
        """Commit a prediction; until it is revealed the last one counts. Raises InputError."""
        with self._lock:
            student, lesson = self._student(who)
            if lesson.name in self.revealed:
                raise InputError("The outcome has been revealed; predictions stay as they are.")
            if self.phase not in ("predict", "run"):
                raise InputError("Predictions are not asked for now; wait until the professor opens them.")
            if self.phase == "run" and lesson.name in student.predictions:
                raise InputError("The schools are running; your prediction stays as it is.")
            student.predictions[lesson.name] = lesson.check_prediction(given)
            self._begin_outcomes()
            self._change()

    def try_levers(self, who: str, given: Any) -> None:
        """Let the school live under other levers. Raises InputError."""
        with self._lock:
            student, lesson = self._student(who)
            if self.phase != "levers":
                raise InputError("The levers are locked; wait until the professor opens them.")
            if len(student.trials.get(lesson.name, ())) >= self.room.trials:
                raise InputError(f"You have tried {self.room.trials} settings, which is all that one student may.")
            values = lesson.check_levers(given if self.levers_free else self.preset)
            self._begin(student, lesson, values)
            self._change()

    # ---------------------------------------------------------------- what the professor does

    def teach_lesson(self, name: Any) -> None:
        """Choose the lesson, from its beginning or, if it was taught before, as it was left."""
        with self._lock:
            if name not in self.lessons:
                raise InputError(f"There is no lesson {str(name)[:60]!r}; there are {', '.join(self.lessons)}.")
            if name != self.lesson:
                self.lesson, self.phase, self.preset, self.shown = name, PHASES[0], {}, False
            self._change()

    def teach_phase(self, name: Any) -> None:
        """Open a phase. What was revealed stays revealed."""
        with self._lock:
            if name not in PHASES:
                raise InputError(f"There is no phase {str(name)[:60]!r}; there are {', '.join(PHASES)}.")
            if self.lesson is None and name != PHASES[0]:
                raise InputError("Choose a lesson first.")
            self.phase = name
            if PHASES.index(name) >= PHASES.index("reveal"):
                self.revealed.add(self.lesson)
            self._begin_outcomes()
            self._run_preset()
            self._change()

    def teach_levers(self, free: bool, values: Any = None) -> None:
        """Leave the levers to the students, or give all schools the same values and run them."""
        with self._lock:
            lesson = self._lesson()
            self.preset = lesson.check_levers(values) if values else {}
            self.levers_free = bool(free) or not self.preset
            self._run_preset()
            self._change()

    def teach_show(self, predictions: bool) -> None:
        """Put predictions on the projector before they are revealed, or take them away.

        Hidden at first: whoever sees what the others think commits to that, and not to what she thinks.
        """
        with self._lock:
            self.shown = bool(predictions)
            self._change()

    def teach_play(self, free: bool) -> None:
        """Open the other pages of the application to the students, or close them."""
        with self._lock:
            self.free_play = bool(free)
            self._change()

    def teach_close(self) -> None:
        """End the class: nobody comes in, nobody stays. The professor may still take the data home."""
        with self._lock:
            self.closed = True
            self._queue.close()
            self._change()

    # ---------------------------------------------------------------- what is shown

    def view(self, who: str) -> dict:
        """What a student's page shows."""
        with self._lock:
            if self.closed:
                return {"closed": True}
            student = self.students[who]
            name = self.lesson
            seen = {
                "closed": False, "phase": self.phase, "lesson": name, "free_play": self.free_play,
                "you": student.name, "seed": student.seed, "revealed": name in self.revealed,
                "prediction": student.predictions.get(name), "joined": len(self.students), "committed": self._committed(),
                "levers_free": self.levers_free, "preset": self.preset,
            }  # fmt: skip
            if name in self.revealed or (self.phase == "run" and name in student.predictions):
                seen["outcome"] = student.outcomes.get(name)
            if name in self.revealed:
                trials = student.trials.get(name, [])
                seen["tried"] = [self.lessons[name].point(trial) for trial in trials]
                seen["trial"] = trials[-1] if trials else None
                seen["waiting"] = self._queue.waits((student.number, name, "trial"))
                seen |= self.pooled()
            return seen

    def overview(self) -> dict:
        """What the professor's page shows, which is on the projector."""
        with self._lock:
            here = sum(count > 0 for count in self.present.values())
            lived = sum(self.lesson in s.outcomes for s in self.students.values())
            return {
                "closed": self.closed, "phase": self.phase, "lesson": self.lesson, "free_play": self.free_play, "seed": self.seed,
                "joined": len(self.students), "here": here, "room": self.room.students, "committed": self._committed(),
                "lived": lived, "shown": self.shown, "revealed": self.lesson in self.revealed, "levers_free": self.levers_free,
                "preset": self.preset, "code": self.code, **self.pooled(),
            }  # fmt: skip

    def pooled(self) -> dict:
        """Predictions and outcomes of all, without saying whose; predictions only once they may be seen."""
        with self._lock:
            if self._pool[0] != self.version:
                self._pool = self.version, self._pooled()
            return self._pool[1]

    def _pooled(self) -> dict:
        name, students = self.lesson, list(self.students.values())
        revealed = name in self.revealed
        predictions = [s.predictions[name] for s in students if name in s.predictions]
        lesson = self.lessons.get(name)
        return {
            "predictions": predictions if self.shown or revealed else [],
            "outcomes": [lesson.brief(s.outcomes[name]) for s in students if name in s.outcomes] if revealed else [],
            "trials": [lesson.point(t) for s in students for t in s.trials.get(name, [])[-8:]] if revealed else [],
        }

    def table(self) -> str:
        """Everything as CSV, without names: a line for each number, and before them what the columns mean."""
        out = io.StringIO()
        for line in _CODEBOOK:
            out.write(f"# {line}\n")
        write = csv.writer(out, lineterminator="\n")
        write.writerow(("lesson", "student", "seed", "record", "trial", "variable", "year", "value"))
        with self._lock:
            for name, lesson in self.lessons.items():
                for student in sorted(self.students.values(), key=lambda s: s.number):
                    kept = [("prediction", 0, student.predictions.get(name)), ("outcome", 0, student.outcomes.get(name))]
                    kept += [("lever", k, trial) for k, trial in enumerate(student.trials.get(name, ()), 1)]
                    for record, trial, content in kept:
                        if content is None:
                            continue
                        who = (name, student.number, student.seed, record, trial or "")
                        write.writerows((*who, *row) for row in lesson.rows(record, content))
        return out.getvalue()

    # ---------------------------------------------------------------- keeping

    def state(self) -> dict:
        """Everything that a restart would lose, ready for JSON. Tokens are in it as digests only, the key is not."""
        with self._lock:
            return {
                "class": 1, "code": self.code, "seed": self.seed, "lesson": self.lesson, "phase": self.phase,
                "revealed": sorted(self.revealed), "shown": self.shown, "levers_free": self.levers_free, "preset": self.preset,
                "free_play": self.free_play, "students": {who: asdict(s) for who, s in self.students.items()},
            }  # fmt: skip

    def keep(self, path: Path) -> None:
        """Write the state to a file, aside first, so that a crash leaves the last whole one."""
        aside = path.with_name(f".{path.name}.part")
        aside.write_text(json.dumps(self.state()), encoding="utf-8")
        aside.replace(path)

    def resume(self, path: Path) -> None:
        """Go on as a file says. Raises InputError when it is not that of a class."""
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            students = {str(who): Student(**values) for who, values in kept["students"].items()}
            lesson, phase = kept["lesson"], kept["phase"]
            if kept["class"] != 1 or phase not in PHASES or not (lesson is None or lesson in self.lessons):
                raise ValueError
            with self._lock:
                self.students, self.lesson, self.phase = students, lesson, phase
                self.revealed, self.preset = set(kept["revealed"]), dict(kept["preset"])
                self.code, self.seed = str(kept["code"]), int(kept["seed"])
                for flag in ("shown", "levers_free", "free_play"):
                    setattr(self, flag, bool(kept[flag]))
                self._begin_outcomes()
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise InputError(
                f"{path} is not a class that was kept by this program; give another file, or one that does not exist yet."
            ) from None

    # ---------------------------------------------------------------- inside

    def _open(self) -> None:
        if self.closed:
            raise Shut("The class is over.")

    def _lesson(self) -> Taught:
        self._open()
        if self.lesson is None:
            raise InputError("No lesson has been chosen yet.")
        return self.lessons[self.lesson]

    def _student(self, who: str) -> tuple[Student, Taught]:
        lesson = self._lesson()
        return self.students[who], lesson

    def _committed(self) -> int:
        return sum(self.lesson in s.predictions for s in self.students.values())

    def _begin_outcomes(self) -> None:
        """Let live the schools whose outcome may be known: of whoever has committed, and of all once it is revealed."""
        name = self.lesson
        if name is None or (self.phase != "run" and name not in self.revealed):
            return
        for student in self.students.values():
            due = name in self.revealed or name in student.predictions
            if due and name not in student.outcomes and not self._queue.waits((student.number, name, "outcome")):
                self._begin(student, self.lessons[name], None)

    def _run_preset(self) -> None:
        """Let all schools live with the levers that the professor has locked; those that have done so last need not again."""
        if self.levers_free or self.phase != "levers":
            return
        for student in self.students.values():
            tried = student.trials.get(self.lesson)
            if not tried or tried[-1]["levers"] != self.preset:
                self._begin(student, self.lessons[self.lesson], self.preset)

    def _begin(self, student: Student, lesson: Taught, levers: dict[str, float] | None) -> None:
        def then(found: dict | None) -> None:
            with self._lock:
                if found is not None and levers is None:
                    student.outcomes[lesson.name] = found
                elif found is not None:
                    student.trials.setdefault(lesson.name, []).append(found)
                self._change()

        what = (student.number, lesson.name, "outcome" if levers is None else "trial")
        prediction = student.predictions.get(lesson.name)
        self._queue.put(what, lambda: lesson.outcome(student.seed, levers, prediction), then)

    def _change(self) -> None:
        with self._lock:
            self.version += 1
        self.changed()


_CODEBOOK = (
    "A class: what its students predicted, and what became of their schools. A line is one value.",
    "lesson: name of the lesson; student: place in the order of joining, from 1, not a name",
    "seed: of the student's own schools; with it the command line gives the same numbers (`lessons run NAME --seed SEED`)",
    "record: prediction (what the student committed), outcome (of her schools), lever (values of the levers she tried, and outcome)",
    "trial: which try of the levers, from 1; empty otherwise",
    "variable: what the value is of; base and other are the lesson's two settings, difference is other minus base; names with a dot "
    "are levers; docs/codebook.md has meanings and units",
    "year: school year, from 1, or empty when the value is not of one year",
)


def _digest(token: str) -> str:
    """Tokens are looked up, and kept, as digests: neither the time of a lookup nor a kept file gives one away."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
