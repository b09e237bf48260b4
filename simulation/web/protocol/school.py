"""A school that is shown, many schools that are computed, and files that come and go."""

from typing import Literal, NotRequired

from typing_extensions import TypeAliasType, TypedDict

from .base import Checked, Form, Known
from .catalogue import Outcome


class Administrator(Form):
    """Who leads the school."""

    openness: float
    control: float
    tenure: int


class People(Form):
    """What changes rarely of the teachers; a list each, in the order of the posts."""

    names: list[str]
    experience: list[int]
    role: list[int]
    arrived: list[int]


class ScenarioStory(Form):
    """The scenario of a shown school."""

    name: str
    title: str
    story: str


class LeversNow(Form):
    """The levers at the moment looked at: values from the coming week on, which the viewer has moved, policies in force."""

    values: dict[str, float]
    changed: list[str]
    policies: list[str]


class Summer(Form):
    """What the summer that is looked at brought: posts, and numbers of domains."""

    left: list[int]
    came: list[int]
    vacant: list[int]
    ended: list[int]
    begun: list[int]


class Whole(Form):
    """All that a page must know of a school before it can draw it."""

    groups: list[str]
    group: list[int]
    places: list[tuple[float, float]]
    middles: list[tuple[float, float]]
    radii: list[float]
    years: int
    scenario: ScenarioStory
    live: list[tuple[int, dict[str, float]]]
    policies: list[str]
    real: int  #: which of the schools that were uploaded, from 1; 0 for a made one
    named: str  #: what that one is called
    like: int  #: which of the fits, from 1; 0 for none
    seed: int
    run: int


#: Outcomes of weeks, from a week on: a row for each, in the order of `Catalogue.weekly`.
Rows = TypedDict("Rows", {"from": int, "values": list[list[Known]]})

#: A sentence of the log: week, kind, text, posts, and whether it happened in the summer after.
Event = TypeAliasType("Event", tuple[int, str, str, list[int], bool])
Log = TypedDict("Log", {"from": int, "events": list[Event]})


class Frame(Form):
    """A school at a moment: what has changed since the last frame. Shares are whole numbers from 0 to 255."""

    week: int
    weeks: int
    known: int
    over: bool
    forms: list[int]  #: the deepest form of each teacher, -1 for a vacant post, -2 for who has not chosen yet
    goal_forms: list[list[int]]  #: the same for each domain
    exhaustion: list[int]
    standing: list[int]
    job_satisfaction: list[int]
    self_efficacy: list[int]
    influence: list[int]
    goals: list[tuple[int, int, int, float]]  #: of each domain: active, owner, stage, progress
    administrator: Administrator
    query: str
    ties: NotRequired[tuple[list[int], list[int], list[int]]]  #: sources, targets, trust
    people: NotRequired[People]
    levers: NotRequired[LeversNow]
    summer: NotRequired[Summer]  #: when the moment is the summer after that week
    whole: NotRequired[Whole]
    rows: Rows
    log: Log


class VacantPost(Form):
    """A post without a teacher."""

    post: int
    name: str
    vacant: Literal[True]
    week: int


class State(Outcome):
    """An outcome of one teacher, with its value."""

    value: float


class Goal(Form):
    """A goal, what a teacher does about it, and how likely she would take each form."""

    domain: str
    owner: Literal["nobody", "administrator", "joint", "teachers"]
    stage: str
    form: str
    chances: list[float]


class Term(Form):
    """What moved a state, and by how much."""

    name: str
    value: float


class Why(Form):
    """What moved a state this year."""

    state: str
    better: Literal["more", "less"] | None
    sentence: str
    terms: list[Term]


class Colleague(Form):
    """Somebody at the other end of a tie."""

    post: int
    name: str
    trust: float
    contact: str


class Teacher(Form):
    """A teacher closely."""

    post: int
    person: int
    name: str
    vacant: Literal[False]
    week: int
    since: int
    experience: int
    tenure: int
    group: str
    notes: list[str]
    states: list[State]
    hours: list[tuple[str, float]]
    voice: dict[str, float]
    goals: list[Goal]
    why: list[Why]
    turns_to: list[Colleague]
    asked_by: list[Colleague]
    history: dict[str, list[float]]


TeacherView = TypeAliasType("TeacherView", Teacher | VacantPost)


class OpenPage(Form):
    """The code, and the token that the page was given before it lost its connection."""

    code: Checked[str]
    token: NotRequired[Checked[str | None]]


class Real(Form):
    """school: which of those that were uploaded, from 1; like: which of the fits. 0 for none."""

    school: NotRequired[int]
    like: NotRequired[int]


class Open(Real):
    """key: which of the schools that a page shows."""

    key: str
    query: str


class Advance(Form):
    """Live on."""

    key: str
    weeks: NotRequired[Checked[int]]


class Seek(Form):
    """Go to a week, or to the summer after it."""

    key: str
    week: int
    summer: NotRequired[bool]


class Change(Form):
    """Give levers other values."""

    key: str
    changes: dict[str, Checked[float]]


class AskTeacher(Form):
    """Look at a post."""

    key: str
    post: Checked[int]


class Shown(Form):
    """Which school."""

    key: str


class ChoiceOfGoal(Form):
    """What is weighed about a goal: the likeliest form, its terms [utility], and the chance of any joint work."""

    domain: str
    form: str
    joint: Known
    terms: list[Term]


class Choices(Form):
    """What a teacher weighs about all goals."""

    post: int
    week: int
    goals: list[ChoiceOfGoal]


class Person(Form):
    """A teacher in the table of all; since: weeks that had passed when she came to be burnt out."""

    post: int
    name: str
    group: int
    experience: int
    form: int
    states: dict[str, Known]
    burnt_out: bool
    since: int | None
    cause: str


class Staff(Form):
    """All teachers at a moment; threshold: the burnout from which one counts as burnt out."""

    week: int
    summer: bool
    threshold: float
    people: list[Person]


class Command(Form):
    """What to type for the same numbers."""

    command: str


#: Which schools are compared: the one that is shown, means over all that were uploaded, or each of them.
Over = Literal["one", "pooled", "apart"]


class CompareCommand(Real):
    """The addresses of two settings, and how many schools live under each."""

    a: str
    b: str
    runs: NotRequired[Checked[int]]
    over: NotRequired[Over]


class ExploreStudy(Real):
    """A map of two levers."""

    query: str
    x: str
    y: str
    steps: NotRequired[Checked[int]]
    schools: NotRequired[Checked[int]]


class StudyFiles(Form):
    """A study as files, each a name and a text, and what to type to run it."""

    files: list[tuple[str, str]]
    command: str


class Download(Form):
    """Which file of a shown run."""

    key: str
    what: str
    kind: NotRequired[str]


class File(Form):
    """A file to take home."""

    name: str
    mime: str
    base64: str


# ---------------------------------------------------------------- many schools


class Begun(Form):
    """A computation has begun; its news carry the same number."""

    job: int


class Job(Form):
    """What the news of every computation may hold: a share of the work, and how it ended."""

    job: int
    progress: NotRequired[float]
    done: NotRequired[Literal[True]]
    fault: NotRequired[str]


class AskBand(Form):
    """Other schools behind the lines of a shown one."""

    key: str
    job: int
    runs: NotRequired[Checked[int]]


class BandNews(Job):
    """band: outcome -> low, middle and high of each week."""

    runs: NotRequired[int]
    band: NotRequired[dict[str, tuple[list[float], list[float], list[float]]]]


class Compare(Real):
    """The addresses of two settings."""

    a: str
    b: str
    job: int
    runs: NotRequired[Checked[int]]
    over: NotRequired[Over]


class Effect(Form):
    """An outcome in A and B, and the paired difference with its interval and its size in standard deviations."""

    outcome: str
    a: Known
    b: Known
    difference: Known
    low: Known
    high: Known
    size: Known


class CompareNews(Job):
    """values: outcome -> what each school came to in A, and in B; at the end; of: which real school, from 0."""

    of: NotRequired[int]
    schools: NotRequired[int]
    year: NotRequired[int]
    effects: NotRequired[list[Effect]]
    values: NotRequired[dict[str, tuple[list[Known], list[Known]]]]
    sentences: NotRequired[list[str]]


class Explore(Real):
    """A map of every outcome over the levers x and y."""

    query: str
    x: str
    y: str
    job: int
    steps: NotRequired[Checked[int]]
    schools: NotRequired[Checked[int]]


class ExploreNews(Job):
    """The axes first, then cells: places across and upwards, then each outcome's mean, then half its 95 percent interval."""

    x: NotRequired[str]
    y: NotRequired[str]
    xs: NotRequired[list[float]]
    ys: NotRequired[list[float]]
    schools: NotRequired[int]
    cells: NotRequired[list[tuple[int, int, list[Known], list[Known]]]]


class Cancel(Form):
    """The name of a computation."""

    job: str


# ---------------------------------------------------------------- files


class SchoolFile(Form):
    """A file as it is, in base64."""

    name: str
    content: str


class UploadSchool(Form):
    """The files of schools; choices: option -> what was chosen, as typed; codes: put codes in place of names."""

    files: list[SchoolFile]
    ties: NotRequired[SchoolFile]
    choices: NotRequired[dict[str, str]]
    codes: NotRequired[bool]


class Question(Form):
    """What only who knows the files can tell: the option that tells it, and what is asked."""

    option: str
    sentence: str


class SchoolRead(Form):
    """What was read of a school, in figures and lines."""

    title: str
    teachers: int
    ties: int
    groups: int
    receipt: list[str]


class SchoolsRead(Form):
    """The schools that were read, or what is asked first; keys: files that tell which code is whose, each a name and a text."""

    schools: list[SchoolRead]
    question: NotRequired[Question]
    keys: NotRequired[list[tuple[str, str]]]


class AskFit(Real):
    """What a survey found; query: address of the scenario; scales, missing: as typed; over: means of its schools, or each."""

    files: list[SchoolFile]
    query: str
    job: int
    scales: NotRequired[str]
    missing: NotRequired[str]
    over: NotRequired[Over]


class FitBegun(Form):
    """What a survey holds: lines about each school; what is asked first; or the seconds that a fit may take."""

    read: list[tuple[str, list[str]]]
    question: NotRequired[Question]
    seconds: NotRequired[float]
    schools: NotRequired[int]


class Condition(Form):
    """What was learnt of a condition: its range before, its interval, and which share of its variance went (taught)."""

    name: str
    label: str
    prior: tuple[float, float]
    middle: float
    low: float
    high: float
    default: float
    taught: float
    covered: float


class Predicted(Form):
    """An observed figure among those of schools simulated under the fit."""

    figure: str
    observed: float
    low: float
    middle: float
    high: float
    apart: float
    unlike: bool
    teaches: bool


class FitTold(Form):
    """A fit: its number, from 1; the address of schools like it, and whose people live there; what to type for the same."""

    number: int
    title: str
    possible: bool
    verdict: list[str]
    taught: list[str]
    conditions: list[Condition]
    predicted: list[Predicted]
    query: str
    school: int
    command: str


class FitNews(Job):
    """Fits, as they are done."""

    fits: NotRequired[list[FitTold]]


class FitReport(Form):
    """The number of a fit."""

    number: int


class UploadScenario(Form):
    """The text of a TOML file."""

    text: str
    name: NotRequired[str]


class ScenarioRead(Form):
    """The address of a scenario's first school."""

    query: str
    name: str
    title: str
