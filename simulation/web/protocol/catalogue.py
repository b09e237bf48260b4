"""What a page needs to know once, and the documents of the evidence page."""

from typing import Literal

from .base import Form, Known


class Lever(Form):
    """A parameter that may be set on the page."""

    name: str
    label: str
    low: float
    high: float
    default: float
    whole: bool
    step: float
    unit: str
    help: str
    source: str
    live: bool  #: it may change while a school lives


class LeverGroup(Form):
    """Levers that belong together."""

    name: str
    title: str
    about: str
    levers: list[Lever]


class ShippedScenario(Form):
    """A scenario that comes with the program."""

    name: str
    title: str
    story: str
    sources: list[str]


class Outcome(Form):
    """An outcome as pages write it: names, unit in words, and how its numbers are written."""

    name: str
    label: str
    unit: str
    percent: bool
    digits: int
    after: str  #: the unit behind a number
    brief: str  #: the same where there is little room
    better: Literal["more", "less"] | None
    theme: str
    meaning: str


class YearlyOutcome(Outcome):
    """An outcome of a year; yearly: weeks have it not."""

    yearly: bool


class CourseLine(Form):
    """An outcome in a chart of the living school (pages/courses.py)."""

    outcome: str
    colour: str
    band: bool
    dash: bool
    width: float
    quiet: bool
    label: str


class CourseOptions(Form):
    """How the numbers of a chart are written, and where its axis ends."""

    percent: bool
    digits: int
    high: Known


class Course(Form):
    """A chart of the living school."""

    title: str
    what: str
    options: CourseOptions
    lines: list[CourseLine]


class Clock(Form):
    """Weeks of a year, of a term, and of a planning cycle."""

    year: int
    term: int
    cycle: int


class Colours(Form):
    """Colours by what they stand for."""

    forms: list[str]
    pair: list[str]
    blue: str
    vermilion: str
    green: str
    purple: str
    sky: str
    orange: str
    sequence: list[str]


class Catalogue(Form):
    """What a page needs to know once."""

    program: str  # what commands begin with here
    groups: list[LeverGroup]
    scenarios: list[ShippedScenario]
    outcomes: list[YearlyOutcome]
    weekly: list[str]
    key_outcomes: list[str]
    told: list[str]
    tiles: list[str]
    card: list[Outcome]
    courses: list[Course]
    forms: list[str]
    domains: list[str]
    domain_words: dict[str, str]
    terms: dict[str, dict[str, tuple[str, str]]]  #: state -> term -> the words for both
    clock: Clock
    colours: Colours


# ---------------------------------------------------------------- evidence


class Finding(Form):
    """A number that a pattern is judged by."""

    finding: str
    allowed: str
    met: str
    estimate: Known
    low: Known
    high: Known


class Pattern(Form):
    """A pattern of the evidence and whether the model shows it."""

    pattern: str
    strength: str
    claim: str
    verdict: str
    findings: list[Finding]
    test: str
    twin: str
    source: str
    fitted: str
    robustness: str


class EffectOfTrial(Form):
    """What trials found that a change does, and the model's answer to the same question in the same unit."""

    id: str
    intervention: str
    outcome: str
    unit: str
    confidence: str
    verdict: str
    dose: str
    who: str
    when: str
    reason: str
    source: str
    note: str
    effect: Known
    low: Known
    high: Known
    model: Known
    model_low: Known
    model_high: Known
    allowed: list[Known]
    ceiling: bool


class Documents(Form):
    """The evidence page; None for what this installation has not."""

    findings: list[Pattern] | None
    effects: list[EffectOfTrial] | None
    model: str | None
    codebook: str | None
