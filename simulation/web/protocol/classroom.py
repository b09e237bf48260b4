"""A class: the door, students and the professor."""

from typing import Literal, NotRequired

from typing_extensions import TypeAliasType

from .base import Checked, Form
from .lessons import Brief, LessonCard, LessonOutcome, Prediction, Trial


class Join(Form):
    """The code on the projector."""

    code: Checked[str]


class Token(Form):
    """What lets the same student in again."""

    token: Checked[str]


class Enter(Form):
    """The professor's key."""

    key: Checked[str]


class Key(Form):
    """The professor's key, also for whoever came in with a ticket."""

    key: str


class Lock(Form):
    """Whether anybody new may come in."""

    locked: bool


class Look(Form):
    """at: which pointer of the lesson that goes on."""

    at: Checked[int]


class Predict(Form):
    """Commit a prediction."""

    prediction: Checked[Prediction | None]


class TryLevers(Form):
    """A value for each free lever."""

    values: Checked[dict[str, float]]


Phase = TypeAliasType("Phase", Literal["welcome", "predict", "run", "reveal", "levers", "discuss"])


class ClassLessons(Form):
    """What a class may take, and its phases."""

    lessons: list[LessonCard]
    phases: list[Phase]


class QrCode(Form):
    """Squares a side, and the path of the dark ones."""

    size: int
    path: str


class JoinAddress(Form):
    """An address under which students reach the class."""

    address: str
    code: QrCode


class JoinHere(Form):
    """All such addresses, the most likely first."""

    addresses: list[JoinAddress]


class Choose(Form):
    """A lesson for the next round."""

    name: Checked[str]


class OpenPhase(Form):
    """The phase to open."""

    name: Checked[Phase]


class SetLevers(Form):
    """free: students may move them; values: where all begin, or stay."""

    free: bool
    values: NotRequired[Checked[dict[str, float] | None]]


class Show(Form):
    """Whether predictions are on the projector before the reveal."""

    predictions: bool


class Remove(Form):
    """A student, by her nickname."""

    name: Checked[str]


class PlayFreely(Form):
    """Whether students may use the other pages."""

    free: bool


class Table(Form):
    """What the class did, as CSV."""

    name: str
    mime: str
    text: str


class StudentView(Form):
    """What a student's page shows. What others did is there once it may be seen."""

    closed: bool
    phase: Phase
    lesson: str | None
    round: int
    free_play: bool
    you: str
    seed: int
    revealed: bool
    prediction: Prediction | None
    joined: int
    committed: int
    levers_free: bool
    preset: dict[str, float]
    outcome: NotRequired[LessonOutcome | None]
    tried: NotRequired[list[Trial]]
    trial: NotRequired[LessonOutcome | None]
    waiting: NotRequired[bool]
    predictions: NotRequired[list[Prediction]]
    outcomes: NotRequired[list[Brief]]
    trials: NotRequired[list[Trial]]
    removed: NotRequired[Literal[True]]


class Left(Form, total=False):
    """The class is over, or the student was taken out of it."""

    closed: Literal[True]
    removed: Literal[True]


class ProfessorView(Form):
    """What the professor's page shows. people: nickname, whether she is here, whether she has predicted."""

    closed: bool
    phase: Phase
    lesson: str | None
    rounds: list[str]
    untouched: bool
    free_play: bool
    seed: int
    joined: int
    here: int
    people: list[tuple[str, bool, bool]]
    room: int
    committed: int
    lived: int
    shown: bool
    revealed: bool
    levers_free: bool
    preset: dict[str, float]
    code: str
    locked: bool
    predictions: list[Prediction]
    outcomes: list[Brief]
    trials: list[Trial]
