"""A lesson, what is predicted, and what came of it."""

from typing import Literal, NotRequired

from typing_extensions import TypeAliasType

from .base import Checked, Form, Known
from .school import Job, TeacherView

#: A direction, the name of an option, or a value for each year.
Prediction = TypeAliasType("Prediction", str | list[float])
LessonKind = TypeAliasType("LessonKind", Literal["direction", "choice", "curve"])

#: Mean, low and high: one number each, or one for each year.
Estimate = TypeAliasType("Estimate", tuple[Known, Known, Known])
Curve = TypeAliasType("Curve", tuple[list[Known], list[Known], list[Known]])


class LessonCard(Form):
    """A lesson in the list."""

    name: str
    title: str
    order: int
    minutes: int
    question: str
    kind: LessonKind
    luck: bool


class AskedPrediction(Form):
    """What is to be predicted; low and high: the ends of the axis of a curve."""

    kind: LessonKind
    ask: str
    low: Known
    high: Known
    options: list[str]


class SetField(Form):
    """A field that a setting sets."""

    name: str
    label: str
    value: float
    unit: str


class Setting(Form):
    """One of the two settings that a lesson compares."""

    label: str
    scenario: str
    set: list[SetField]
    later: list[SetField]
    start: int
    end: int | None


class Differing(Form):
    """A field in which the settings differ, with both values in words."""

    label: str
    unit: str
    base: str
    other: str


class Alike(Form):
    """A field that both settings set alike."""

    label: str
    unit: str
    value: float


class Compared(Form):
    """In what the settings differ, and what they set alike."""

    differing: list[Differing]
    alike: list[Alike]


class FreeLever(Form):
    """A lever that a lesson leaves free."""

    name: str
    label: str
    low: float
    high: float
    unit: str
    more: str
    why: str
    whole: bool
    step: float
    start: float


class Claim(Form):
    """What a lesson says will happen."""

    says: str
    luck: bool
    outcome: str
    same: float


class Pointer(Form):
    """A teacher to look at."""

    who: str
    setting: Literal["base", "other"]
    year: int
    week: int
    state: str
    term: str
    see: str


class Discussion(Form):
    """A question to discuss; answer: what an instructor listens for, which students are not told."""

    question: str
    answer: NotRequired[str]


class Reading(Form):
    """A text to read."""

    reference: str
    note: str


class Lesson(LessonCard):
    """A lesson, whole; what gives the outcome away is left empty for students until it is revealed."""

    sources: list[str]
    patterns: list[str]
    story: str
    schools: int
    years: int
    over: tuple[int, int]
    table: list[str]
    prediction: AskedPrediction
    base: Setting
    other: Setting
    compared: Compared
    main: str
    setting: Literal["difference", "apart", "base", "other"]
    said: str
    unit: str
    meaning: str
    levers: list[FreeLever]
    claim: list[Claim]
    reveal: str
    look: list[Pointer]
    discussion: list[Discussion]
    reading: list[Reading]


class SeenClaim(Form):
    """What became of a claim; against: schools that went the other way, of all."""

    says: str
    luck: bool
    against: tuple[int, int] | None
    direction: str
    holds: bool
    estimate: Estimate


class SeenOption(Form):
    """What came out for an option."""

    name: str
    estimate: Estimate


class Series(Form):
    """A measure in both settings: each year, over the years of the lesson, and the difference of each school."""

    outcome: str
    said: str
    unit: str
    meaning: str
    base: Curve
    other: Curve
    over_base: Estimate
    over_other: Estimate
    difference: Estimate
    apart: list[Known]


class Judged(Form):
    """A prediction set against what happened."""

    right: bool
    said: str


class LessonOutcome(Form):
    """What became of the schools of a seed."""

    lesson: str
    seed: int
    schools: int
    levers: dict[str, float]
    years: list[int]
    over: tuple[int, int]
    verdict: str
    holds: bool
    claims: list[SeenClaim]
    options: list[SeenOption]
    series: list[Series]
    judged: NotRequired[Judged]
    sentence: str


class Brief(Form):
    """The few numbers of an outcome that a picture of many students needs."""

    verdict: str
    difference: Known
    base: Known
    other: Known
    curves: NotRequired[tuple[list[Known], list[Known]]]
    options: NotRequired[list[Known]]


#: What a setting of the levers came to, then each lever in its order.
Trial = TypeAliasType("Trial", list[Known])


class LookedAt(Form):
    """The teacher that a pointer leads to, and the address of her school."""

    query: str
    post: int
    view: TeacherView
    state: str
    term: str
    setting: str


class LessonList(Form):
    """All lessons."""

    lessons: list[LessonCard]


class AskLesson(Form):
    """Which lesson."""

    name: Checked[str]


class RunLesson(Form):
    """Live a lesson; levers: moved after it has been lived."""

    name: Checked[str]
    job: int
    prediction: Checked[Prediction | None]
    seed: NotRequired[Checked[int]]
    levers: NotRequired[Checked[dict[str, float] | None]]


class RunOthers(Form):
    """Live a lesson with other seeds."""

    name: Checked[str]
    job: int
    seed: NotRequired[Checked[int]]


class LookInLesson(Form):
    """at: which pointer of the lesson."""

    name: Checked[str]
    at: Checked[int]
    seed: NotRequired[Checked[int]]


class LessonNews(Job):
    """A lesson has been lived."""

    outcome: NotRequired[LessonOutcome]


class OthersNews(Job):
    """Another seed has been lived."""

    brief: NotRequired[Brief]
