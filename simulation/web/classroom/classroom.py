"""A class: students who predict, run and discuss lessons together, each with schools of her own. Plain Python, no page.

A class takes one round after the other, each with one lesson; the last is the one that goes on. The professor chooses its lesson
and opens one phase after the other; students commit a prediction before anything runs and see, once it is revealed, all predictions
beside all outcomes. Nobody gives a name: whoever comes in is called "Blue 7" or the like and gets a random token that lets her in
again. Everything lives in memory; `keep` writes it to a file when somebody asks for that.

Whoever has the code can come in, so the professor can lock the door, give out another code, and send away who is not there. Schools
run for those who are there and have predicted.

What a lesson takes and what its schools give is lessons.py; who may ask what over the network is server.py.
"""

import csv
import hashlib
import io
import json
import logging
import os
import secrets
import threading
import time
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ...core.languages import say
from ...inputs.limits import manifest_text
from ...inputs.writing import for_spreadsheet
from ...parameters.scenario import InputError
from ..door import Door, Often, as_typed, new_code, same

log = logging.getLogger(__name__)

#: What the professor opens, in this order; she may go back to look at something again.
PHASES = ("welcome", "predict", "run", "reveal", "levers", "discuss")

#: How far the seeds of a lesson that a class takes again lie from those before.
ANEW = 1000
COLOURS = ("Blue", "Green", "Amber", "Coral", "Violet", "Silver", "Teal", "Ruby", "Olive", "Indigo", "Copper", "Pearl")


class ClassLesson(Protocol):
    """What a class needs of a lesson: see lessons.py."""

    name: str
    title: str

    @property
    def pointers(self) -> int:
        """Teachers to whom it leads."""

    def card(self) -> dict:
        """What a list of lessons tells of it."""

    def check_prediction(self, given: Any) -> Any:
        """The prediction, made clean. Raises InputError."""

    def check_levers(self, given: Any) -> dict[str, float]:
        """A value for each free lever. Raises InputError."""

    def outcome(self, seed: int, levers: dict[str, float] | None = None, prediction: Any = None) -> dict:
        """What becomes of a student's schools under both settings, the other with levers moved; ready for JSON."""

    def brief(self, told: dict) -> dict:
        """The few numbers of an outcome that a picture of many students needs."""

    def spoken(self, told: dict, prediction: Any) -> dict:
        """An outcome, which was told in English while the schools lived, with its sentences in the language that is spoken."""

    def point(self, told: dict) -> list:
        """The few numbers of an outcome with levers moved that such a picture needs."""

    def columns(self, prediction: Any, told: dict | None) -> dict[str, Any]:
        """A prediction and an outcome, either of which may be missing, as column -> value of the table that is taken home."""


@dataclass(frozen=True)
class Room:
    """How much one class takes."""

    students: int = 60
    wrong: int = 10  #: wrong codes that one address may give within `patience`
    wrong_in_all: int = 300  #: wrong codes that all addresses together may give within `patience`
    patience: float = 60.0  #: seconds
    joins: int = 15  #: students who may come in from one address within `patience`
    joins_in_all: int = 200
    ghost: float = 60.0  #: seconds after which a student who has left without doing anything gives her place to another
    code_lives: float = 3 * 3600.0  #: seconds for which the code of a kept class is good
    ticket_lives: float = 120.0  #: seconds for which the browser that is opened for the professor may take
    trials: int = 40  #: settings of the levers that one student may try in one round
    rounds: int = 40


class Shut(InputError):
    """The class is over, or somebody is not (or no longer) in it."""


@dataclass(frozen=True)
class Student:
    """Somebody in the class."""

    number: int  #: from 1, in the order of joining; nobody else ever gets it
    name: str


@dataclass
class Round:
    """One lesson with the class: how far it is, and what students did. Student n has the schools of seed + n."""

    lesson: str | None  #: None before the first is chosen
    seed: int
    phase: str = PHASES[0]
    revealed: bool = False  #: nobody can change a prediction any more
    shown: bool = False  #: predictions are on the projector before they are revealed
    levers_free: bool = True
    preset: dict[str, float] = field(default_factory=dict)  #: values of the levers for all
    predictions: dict[int, Any] = field(default_factory=dict)  #: by the student's number, as are the others
    outcomes: dict[int, dict] = field(default_factory=dict)  #: what became of her schools
    trials: dict[int, list[dict]] = field(default_factory=dict)  #: outcomes with levers moved, in their order

    @property
    def untouched(self) -> bool:
        """Has nobody done or seen anything yet?"""
        return not (self.revealed or self.predictions or self.outcomes or self.trials)

    def knows(self, number: int) -> bool:
        """Has a student done anything in it?"""
        return any(number in kept for kept in (self.predictions, self.outcomes, self.trials))

    def forget(self, number: int) -> None:
        """Drop all that a student did."""
        for kept in (self.predictions, self.outcomes, self.trials):
            kept.pop(number, None)


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

    @property
    def idle(self) -> bool:
        """Does nobody wait?"""
        with self._change:
            return not self._waiting

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
        lessons: Mapping[str, ClassLesson],
        seed: int = 1,
        room: Room | None = None,
        queue: Queue | None = None,
        clock: Callable[[], float] = time.monotonic,
    ):
        self.lessons, self.seed, self.room = lessons, seed, room or Room()
        self.code = new_code()
        self.key = secrets.token_urlsafe(18)
        self._ticket: tuple[str, float] | None = None  #: what lets in once, and until when
        self.locked = False  #: nobody new comes in
        self.rounds: list[Round] = []
        self.free_play = False
        self.closed = False
        self.version = 0
        self.students: dict[str, Student] = {}  #: by digest of the token
        self.joined = 0  #: numbers that have been given to students, also to those who were removed
        self.present: dict[str, int] = defaultdict(int)  #: pages that a student has open, by digest
        self.changed: Callable[[], None] = lambda: None
        self._queue = queue or Queue()
        self._clock = clock
        room_ = self.room
        self._door = Door(room_.wrong, room_.wrong_in_all, room_.patience, clock)
        self._desk_door = Door(room_.wrong, 1000 * room_.wrong, room_.patience, clock)  # no crowd of guessers keeps her out
        self._joins = Often(room_.joins, room_.joins_in_all, room_.patience, clock)
        self._left: dict[str, float] = {}  #: when a student's last page went, by digest
        self._lock = threading.RLock()
        self._pool: tuple[int, dict] = (-1, {})  #: what is pooled, and at which version; asked for by every page
        self._names: set[str] = set()  #: nicknames that have been given

    @property
    def now(self) -> Round:
        """The round that goes on; an empty one before the first lesson is chosen."""
        return self.rounds[-1] if self.rounds else Round(None, self.seed)

    @property
    def lesson(self) -> str | None:
        """Name of the lesson that goes on."""
        return self.now.lesson

    @property
    def phase(self) -> str:
        """The open phase of the round that goes on."""
        return self.now.phase

    # ---------------------------------------------------------------- coming in

    def join(self, code: Any, address: str = "") -> str:
        """Come in with the code. Returns the token that lets the same student in again. Raises InputError."""
        self._door.check(
            as_typed(code), self.code, address, say("This is not the code of the class; look at the projector again.")
        )
        with self._lock:
            self._open()
            if self.locked:
                raise InputError(say("The door is locked; ask your professor to open it."))
            if address and self._joins.too_often(address):
                raise InputError(say("Many have come in from your network just now; wait a minute, then press Join again."))
            if len(self.students) >= self.room.students and not self._make_room():
                raise InputError(say("The class is full: it takes {n} students.", n=self.room.students))
            self._joins.note(address)
            token = secrets.token_urlsafe(18)
            self.joined += 1
            self.students[_digest(token)] = Student(self.joined, self._nickname())
            self._begin_outcomes()
            self._change()
            return token

    def enter(self, key: Any, address: str = "") -> str:
        """Let the professor in, with the key or with the ticket, which is good once. Returns the key. Raises InputError."""
        with self._lock:
            if self._ticket and self._clock() < self._ticket[1] and same(key, self._ticket[0]):
                self._ticket = None
                return self.key
        self._desk_door.check(key, self.key, address, "This is not the key of the class; the terminal shows the whole address.")
        return self.key

    def new_ticket(self) -> str:
        """What lets the professor in once, and soon: for a browser's command line, which others on the computer can read."""
        ticket = secrets.token_urlsafe(18)
        self._ticket = ticket, self._clock() + self.room.ticket_lives
        return ticket

    def come(self, token: Any) -> str:
        """A page of this student is open. Returns who it is, for `go`. Raises Shut for a token nobody knows."""
        with self._lock:
            self._open()
            who = _digest(str(token)[:100])
            self.student(who)
            self.present[who] += 1
            self._left.pop(who, None)
            self._begin_outcomes()
            if not self._queue.waits((self.students[who].number, self.now.seed, self.lesson, "trial")):
                self._run_preset((who,))
            self._change()
            return who

    def go(self, who: str) -> None:
        """A page of this student was closed, or lost its connection."""
        with self._lock:
            if who in self.students:
                self.present[who] -= 1
                if not self.present[who]:
                    self._left[who] = self._clock()
                self._change()

    def student(self, who: str) -> Student:
        """Who that is. Raises Shut for whoever is not, or no longer, in the class."""
        self._open()
        if (student := self.students.get(who)) is None:
            raise Shut(
                say("You are not in this class, or not any more; with the code on the projector you come in as a new student.")
            )
        return student

    def seed_of(self, who: str) -> int:
        """Of which seed a student's schools are in this round."""
        return self.now.seed + self.student(who).number

    # ---------------------------------------------------------------- what students do

    def predict(self, who: str, given: Any) -> None:
        """Commit a prediction; until it is revealed the last one counts. Raises InputError."""
        with self._lock:
            number, lesson, now = self.student(who).number, self._lesson(), self.now
            if now.revealed:
                raise InputError(say("The outcome has been revealed; predictions stay as they are."))
            if now.phase not in ("predict", "run"):
                raise InputError(say("Predictions are not asked for now; wait until the professor opens them."))
            if now.phase == "run" and number in now.predictions:
                raise InputError(say("The schools are running; your prediction stays as it is."))
            now.predictions[number] = lesson.check_prediction(given)
            self._begin_outcomes()
            self._change()

    def try_levers(self, who: str, given: Any) -> None:
        """Let the school live under other levers. Raises InputError."""
        with self._lock:
            student, lesson, now = self.student(who), self._lesson(), self.now
            if now.phase != "levers":
                raise InputError(say("The levers are locked; wait until the professor opens them."))
            if len(now.trials.get(student.number, ())) >= self.room.trials:
                raise InputError(say("You have tried {n} settings, which is all that one student may.", n=self.room.trials))
            if student.number not in now.outcomes and not self._queue.waits((student.number, now.seed, now.lesson, "outcome")):
                self._begin(student, None)  # she came too late to predict
            self._begin(student, lesson.check_levers(given if now.levers_free else now.preset))
            self._change()

    # ---------------------------------------------------------------- what the professor does

    def teach_lesson(self, name: Any) -> None:
        """Begin a round with a lesson: everybody stays, and what was done before stays in its own round.

        A class that waits at the door goes on waiting; one that has begun is brought to the prediction. A round in which nobody
        has done anything yet is given up for the new one. Who takes a lesson again gets other schools than before.
        """
        with self._lock:
            self._open()
            if not isinstance(name, str) or name not in self.lessons:
                raise InputError(f"There is no lesson {str(name)[:60]!r}; there are {', '.join(self.lessons)}.")
            waits = self.now.untouched and self.phase == PHASES[0]
            rounds = self.rounds[:-1] if self.now.untouched else self.rounds
            if len(rounds) >= self.room.rounds:
                raise InputError(
                    say("This class has taken {n} rounds, which is all it may; begin another class.", n=len(rounds))
                )
            before = sum(one.lesson == name for one in rounds)
            self.rounds = [*rounds, Round(name, self.seed + ANEW * before, PHASES[0] if waits else "predict")]
            self.free_play = False  # nothing runs before a prediction
            self._change()

    def teach_back(self) -> None:
        """Return to the round before, as it was left, while nobody has done anything in this one."""
        with self._lock:
            self._open()
            if len(self.rounds) < 2 or not self.now.untouched:
                raise InputError(say("There is no going back: this round is the first, or somebody has done something in it."))
            self.rounds.pop()
            self._change()

    def teach_phase(self, name: Any) -> None:
        """Open a phase. What was revealed stays revealed."""
        with self._lock:
            if name not in PHASES:
                raise InputError(f"There is no phase {str(name)[:60]!r}; there are {', '.join(PHASES)}.")
            if self.lesson is None and name != PHASES[0]:
                raise InputError(say("Choose a lesson first."))
            self.now.phase = name
            self.now.revealed |= PHASES.index(name) >= PHASES.index("reveal")
            self._begin_outcomes()
            self._run_preset()
            self._change()

    def teach_levers(self, free: bool, values: Any = None) -> None:
        """Leave the levers to the students, or give all schools the same values and run them."""
        with self._lock:
            lesson, now = self._lesson(), self.now
            now.preset = lesson.check_levers(values) if values else {}
            now.levers_free = bool(free) or not now.preset
            self._run_preset()
            self._change()

    def teach_show(self, predictions: bool) -> None:
        """Put predictions on the projector before they are revealed, or take them away.

        Hidden at first: whoever sees what the others think commits to that, and not to what she thinks.
        """
        with self._lock:
            self._lesson()
            self.now.shown = bool(predictions)
            self._change()

    def teach_remove(self, name: Any) -> None:
        """Take a student, by her nickname, out of the class with all she did; her token lets nobody in any more."""
        with self._lock:
            found = [who for who, student in self.students.items() if student.name == name]
            if not found:
                raise InputError(say("There is no {name} in the class any more.", name=repr(str(name)[:60])))
            self._remove(found[0])
            self._change()

    def teach_clear(self) -> None:
        """Take out everybody who is not there now."""
        with self._lock:
            for who in [who for who in self.students if not self._here(who)]:
                self._remove(who)
            self._change()

    def teach_lock(self, locked: bool) -> None:
        """Lock the door: whoever is in the class stays, and comes back; nobody new comes in. Or open it."""
        with self._lock:
            self.locked = bool(locked)
            self._change()

    def teach_code(self) -> None:
        """Another code for whoever comes from now on; the old one lets nobody in any more."""
        with self._lock:
            self._open()
            self.code = new_code()
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
            if who not in self.students:
                return {"removed": True}
            student, now = self.students[who], self.now
            number = student.number
            seen = {
                "closed": False, "phase": now.phase, "lesson": now.lesson, "round": len(self.rounds), "free_play": self.free_play,
                "you": student.name, "seed": now.seed + number, "revealed": now.revealed,
                "prediction": now.predictions.get(number), "joined": len(self.students), "committed": len(now.predictions),
                "levers_free": now.levers_free, "preset": now.preset,
            }  # fmt: skip
            if now.revealed or (now.phase == "run" and number in now.predictions):
                seen["outcome"] = self._spoken(now.outcomes.get(number), now.predictions.get(number))
            if now.revealed and now.lesson is not None:
                trials = now.trials.get(number, [])
                seen["tried"] = [self.lessons[now.lesson].point(trial) for trial in trials]
                seen["trial"] = self._spoken(trials[-1], now.predictions.get(number)) if trials else None
                seen["waiting"] = self._queue.waits((number, now.seed, now.lesson, "trial"))
                seen |= self.pooled()
            return seen

    def _spoken(self, told: dict | None, prediction: Any) -> dict | None:
        return told if told is None or self.now.lesson is None else self.lessons[self.now.lesson].spoken(told, prediction)

    def overview(self) -> dict:
        """What the professor's page shows, which is on the projector."""
        with self._lock:
            now = self.now
            here = {who for who, count in self.present.items() if count > 0}
            people = [[s.name, who in here, s.number in now.predictions] for who, s in self.students.items()]
            return {
                "closed": self.closed, "phase": now.phase, "lesson": now.lesson, "rounds": [one.lesson for one in self.rounds],
                "untouched": now.untouched, "free_play": self.free_play, "seed": now.seed, "joined": len(self.students),
                "here": len(here), "people": sorted(people), "room": self.room.students, "committed": len(now.predictions),
                "lived": len(now.outcomes), "shown": now.shown, "revealed": now.revealed, "levers_free": now.levers_free,
                "preset": now.preset, "code": self.code, "locked": self.locked, **self.pooled(),
            }  # fmt: skip

    def seeds_to_look_at(self) -> list[int]:
        """Of which seeds students may soon look at a teacher: of those who have their outcome, once it is revealed; none while any waits."""
        with self._lock:
            now = self.now
            return [now.seed + number for number in now.outcomes] if now.revealed and self._queue.idle else []

    def pooled(self) -> dict:
        """Predictions and outcomes of all, without saying whose; predictions only once they may be seen."""
        with self._lock:
            if self._pool[0] != self.version:
                self._pool = self.version, self._pooled()
            return self._pool[1]

    def _pooled(self) -> dict:
        now = self.now
        lesson = self.lessons.get(now.lesson or "") if now.revealed else None
        told = [found for number, found in now.outcomes.items() if number in now.predictions]
        return {
            "predictions": [*now.predictions.values()] if now.shown or now.revealed else [],
            "outcomes": [lesson.brief(found) for found in told] if lesson else [],
            "trials": [lesson.point(found) for tried in now.trials.values() for found in tried[-8:]] if lesson else [],
        }

    def table(self) -> str:
        """Everything as CSV under nicknames, for a spreadsheet: in each round a row for each student, then one for each of her tries."""
        rows = []
        with self._lock:
            everybody = sorted(self.students.values(), key=lambda student: student.number)
            taken: Counter[str] = Counter()
            for k, one in enumerate(self.rounds, 1):
                assert one.lesson is not None  # a round begins with its lesson
                lesson = self.lessons[one.lesson]
                taken[one.lesson] += 1
                done = [(s, "the lesson", one.predictions.get(s.number), one.outcomes.get(s.number)) for s in everybody]
                done += [
                    (s, f"levers, try {at}", None, told)
                    for s in everybody
                    for at, told in enumerate(one.trials.get(s.number, ()), 1)
                ]
                for s, what, prediction, told in done:
                    if prediction is not None or told is not None:
                        which = (s.name, s.number, k, lesson.name, lesson.title, taken[one.lesson], one.seed + s.number, what)
                        rows.append(dict(zip(_WHICH, which, strict=True)) | lesson.columns(prediction, told))
        out = io.StringIO()
        columns = dict.fromkeys([*_WHICH, *(column for row in rows for column in row)])
        write = csv.DictWriter(out, list(columns), restval="", lineterminator="\n")
        write.writeheader()
        write.writerows({name: for_spreadsheet(v) if isinstance(v, str) else v for name, v in row.items()} for row in rows)
        return out.getvalue()

    # ---------------------------------------------------------------- keeping

    def state(self) -> dict:
        """Everything that a restart would lose, ready for JSON. Tokens are in it as digests only, the key is not."""
        with self._lock:
            return {
                "class": 2, "code": self.code, "locked": self.locked, "seed": self.seed, "free_play": self.free_play, "joined": self.joined,
                "students": {who: asdict(s) for who, s in self.students.items()}, "rounds": [asdict(one) for one in self.rounds],
            }  # fmt: skip

    def keep(self, path: Path) -> None:
        """Write the state to a file that nobody else may read, aside first, so that a crash leaves the last whole one."""
        aside = path.with_name(f".{path.name}.part")
        aside.unlink(missing_ok=True)
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(self.state() | {"at": time.time()}, file)
        aside.replace(path)

    def resume(self, path: Path) -> None:
        """Go on as a file says; its code is good for whom it was given to, not for next week.

        Raises InputError when it is not that of a class, or a lesson of it is not here.
        """
        try:
            kept = json.loads(manifest_text(path), parse_constant=_no_number)
            if kept["class"] == 1:
                kept = _with_rounds(kept)
            if kept["class"] != 2:
                raise ValueError
            students = {str(who): Student(int(one["number"]), str(one["name"])) for who, one in kept["students"].items()}
            rounds = [_round(one) for one in kept["rounds"]]
            code, seed, joined, free_play = str(kept["code"]), int(kept["seed"]), int(kept["joined"]), bool(kept["free_play"])
            fresh = 0.0 <= time.time() - float(kept.get("at", 0.0)) < self.room.code_lives
            locked = bool(kept.get("locked", False))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise InputError(
                f"{path} is not a class that was kept by this program; give another file, or one that does not exist yet."
            ) from None
        if lost := [one.lesson for one in rounds if one.lesson not in self.lessons]:
            raise InputError(
                f"The class in {path} has taken the lesson {lost[0]!r}, which is not here; give the lesson’s file, too."
            )
        with self._lock:
            self.students, self.rounds, self.code, self.seed = students, rounds, code if fresh else self.code, seed
            self.joined, self.free_play, self.locked = joined, free_play, locked
            self.present = defaultdict(int, dict.fromkeys(students, 0))
            self._begin_outcomes()

    # ---------------------------------------------------------------- inside

    def _open(self) -> None:
        if self.closed:
            raise Shut(say("The class is over."))

    def _lesson(self) -> ClassLesson:
        self._open()
        if self.lesson is None:
            raise InputError(say("No lesson has been chosen yet."))
        return self.lessons[self.lesson]

    def _nickname(self) -> str:
        """One that nobody has or had: whoever was removed and comes again is somebody else."""
        self._names |= {student.name for student in self.students.values()}
        most = 3 + max(self.room.students, len(self._names)) // 4
        name = secrets.choice([n for n in (f"{c} {k}" for k in range(2, most) for c in COLOURS) if n not in self._names])
        self._names.add(name)
        return name

    def _here(self, who: str) -> bool:
        """Whether a student has a page open, or has not opened her first yet."""
        return self.present.get(who, 1) > 0

    def _remove(self, who: str) -> None:
        """Take a student out, with all she did."""
        for one in self.rounds:
            one.forget(self.students[who].number)
        del self.students[who]
        self.present.pop(who, None)
        self._left.pop(who, None)

    def _make_room(self) -> bool:
        """Take out who went longest ago without doing anything, if anybody did."""
        long_ago = self._clock() - self.room.ghost
        for who in sorted((w for w, at in self._left.items() if at <= long_ago), key=lambda w: self._left[w]):
            if not any(one.knows(self.students[who].number) for one in self.rounds):
                self._remove(who)
                return True
        return False

    def _begin_outcomes(self) -> None:
        """Let live the schools whose outcome may be known, of those who are here and have committed."""
        now = self.now
        if now.lesson is None or (now.phase != "run" and not now.revealed):
            return
        for who, student in self.students.items():
            what = (student.number, now.seed, now.lesson, "outcome")
            due = student.number in now.predictions and student.number not in now.outcomes and self._here(who)
            if due and not self._queue.waits(what):
                self._begin(student, None)

    def _run_preset(self, only: Iterable[str] | None = None) -> None:
        """Let the schools of those who are here and have predicted live with the levers that the professor has locked, once."""
        now = self.now
        if now.levers_free or now.phase != "levers":
            return
        for who in self.students if only is None else only:
            student = self.students[who]
            tried = now.trials.get(student.number)
            if student.number in now.predictions and self._here(who) and (not tried or tried[-1]["levers"] != now.preset):
                self._begin(student, now.preset)

    def _begin(self, student: Student, levers: dict[str, float] | None) -> None:
        now, lesson, number = self.now, self._lesson(), student.number

        def then(found: dict | None) -> None:
            with self._lock:
                if found is None or student not in self.students.values():
                    return
                if levers is None:
                    now.outcomes[number] = found  # of its own round, whichever goes on by now
                else:
                    now.trials.setdefault(number, []).append(found)
                self._change()

        what = (number, now.seed, now.lesson, "outcome" if levers is None else "trial")
        prediction = now.predictions.get(number)
        self._queue.put(what, lambda: lesson.outcome(now.seed + number, levers, prediction), then)

    def _change(self) -> None:
        with self._lock:
            self.version += 1
        self.changed()


#: Whose row it is and of what: `lesson` and `seed` are those of `lessons run LESSON --seed SEED`, which gives the same numbers; `taken`
#: says which time the class took that lesson, each time with other schools.
_WHICH = ("nickname", "student", "round", "lesson", "title", "taken", "seed", "what")


def _round(kept: dict) -> Round:
    """A round as a file has it. Raises ValueError, KeyError or TypeError when it is none."""
    done = {
        name: {int(number): value for number, value in kept[name].items()} for name in ("predictions", "outcomes", "trials")
    }
    found = Round(**(kept | done))
    if found.phase not in PHASES or not isinstance(found.lesson, str | None):
        raise ValueError
    return found


def _with_rounds(kept: dict) -> dict:
    """A class as it was kept before there were rounds: a round for each lesson, the one that went on last."""
    students, seed = kept["students"], kept["seed"]

    def done(what: str, lesson: str) -> dict:
        return {one["number"]: one[what][lesson] for one in students.values() if lesson in one[what]}

    rounds = []
    begun = [lesson for one in students.values() for lesson in one["predictions"]] + kept["revealed"]
    for lesson in dict.fromkeys(name for name in [*begun, kept["lesson"]] if name not in (None, kept["lesson"])):
        rounds.append({"lesson": lesson, "phase": "discuss" if lesson in kept["revealed"] else "predict"})
    if kept["lesson"] is not None:
        rounds.append({key: kept[key] for key in ("lesson", "phase", "shown", "levers_free", "preset")})
    for one in rounds:
        one |= {"seed": seed, "revealed": one["lesson"] in kept["revealed"]}
        one |= {what: done(what, one["lesson"]) for what in ("predictions", "outcomes", "trials")}
    return {
        "class": 2, "code": kept["code"], "seed": seed, "free_play": kept["free_play"], "students": students, "rounds": rounds,
        "joined": max((one["number"] for one in students.values()), default=0),
    }  # fmt: skip


def _no_number(name: str) -> None:
    """NaN and the infinities, which JSON has not and no page could be told."""
    raise ValueError(f"{name} is no number")


def _digest(token: str) -> str:
    """Tokens are looked up, and kept, as digests: neither the time of a lookup nor a kept file gives one away."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
