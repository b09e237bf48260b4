"""The lesson: a question, a prediction, two settings that answer it, and what to look at afterwards. Read from TOML.

A professor writes one without programming: docs/teaching.md has an annotated example, `lessons/` has more. All faults of a
file are reported together, each with its place, what came, what is allowed and the nearest name. What is measured is written
in the words of measures.py, whom to look at in those of people.py; run.py lives the schools.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ..core import shipped
from ..core.vocabulary import WEEKS_PER_YEAR
from ..declare.parameter import Number, WholeNumber
from ..declare.terms import TERMS
from ..inputs.faults import Faults, read
from ..inputs.limits import why_not
from ..inputs.quoting import allowed, decimal_comma, did_you_mean, shown
from ..inputs.schema import LESSON
from ..inputs.toml import find, read_toml
from ..parameters.pairs import other_schools
from ..parameters.policies import Changes, Year
from ..parameters.scenario import SAME_SCHOOL, Scenario, ScenarioError, describe, list_of_fields, parameters
from .measures import Measure, measure
from .people import WHO

#: What neither a setting nor a lever may touch: both settings are the same schools for as long.
UNTOUCHED = (*SAME_SCHOOL, "years")
Direction = Literal["more", "same", "less"]
DIRECTIONS: tuple[str, ...] = get_args(Direction)
MOST_SCHOOLS = 1000


class LessonError(Faults):
    """A lesson is not valid. `faults` holds one sentence for each fault."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _words(value: Any) -> Any:
    """Lines of a paragraph as one text; an empty line begins a new paragraph."""
    if not isinstance(value, str):
        return value
    return "\n\n".join(" ".join(part.split()) for part in value.strip().split("\n\n"))


Text = Annotated[str, BeforeValidator(_words), Field(min_length=1)]


class Option(_Table):
    """One of the things among which a student chooses."""

    name: Text = Field(description="what the student reads")
    outcome: str = Field(description="its measure; the option whose measure is highest is the right one")
    setting: Literal["base", "other", "difference"] = Field(
        "other", description="where it is measured: base, other, or difference (other minus base)"
    )


class Prediction(_Table):
    """What students commit to before anything runs."""

    kind: Literal["direction", "curve", "choice"] = Field(description="direction (more, same, less), curve or choice")
    ask: Text = Field(description="the sentence that asks for the prediction")
    outcome: str = Field(
        "", description="the measure that is predicted, of the other setting against the base; not for a choice"
    )
    low: Number | None = Field(None, description="lower end of the axis to sketch on, for a curve")
    high: Number | None = Field(None, description="upper end of the axis to sketch on, for a curve")
    options: tuple[Option, ...] = Field((), description="the options of a choice")

    @property
    def axis(self) -> tuple[float, float]:
        """Both ends of the axis to sketch on, of a curve."""
        assert self.low is not None and self.high is not None, "only a curve is sketched"
        return self.low, self.high


class Setting(_Table):
    """One of the two settings that are compared."""

    label: Text = Field(description="what it is called, in two or three words")
    scenario: str = Field("baseline", description="name of a shipped scenario, or the path of one beside the lesson")
    set: Changes = Field(default_factory=dict, description="fields of the scenario = their value from the first day")
    later: Changes = Field(default_factory=dict, description="fields = their value from the year `start` on")
    start: Year = Field(1, description="school year from which `later` holds")
    end: Year | None = Field(None, description="last school year in which `later` holds; for good when left out")

    def resolve(self, years: int, levers: dict[str, float] | None = None) -> Scenario:
        """The scenario for so many years. Levers act from the year in which this setting changes, if it does. Raises ScenarioError."""
        scenario = Scenario.load(self.scenario)
        first, later = (self.set, self.later | (levers or {})) if self.later else (self.set | (levers or {}), {})
        values = {"years": years, "name": self.label} | first
        if later:
            policies = [policy.model_dump(exclude_none=True) for policy in scenario.policies]
            dates = {"start": self.start} | ({} if self.end is None else {"end": self.end})
            values["policies"] = [*policies, {"name": self.label, "set": later} | dates]
        return scenario.replace(values)

    def value(self, name: str) -> float:
        """What a field has in the end, before any lever is moved."""
        return float((self.set | self.later).get(name, Scenario.load(self.scenario).get(name)))


class Lever(_Table):
    """What students may move in the other setting once they have seen the answer; everything else is locked."""

    name: str = Field(description="the field of the scenario")
    low: Number = Field(description="lowest value that may be tried")
    high: Number = Field(description="highest value that may be tried")
    why: Text = Field(description="what moving it asks")

    @property
    def about(self) -> dict[str, Any]:
        """Unit, meaning and whether it is a whole number."""
        return describe(self.name)


class Claim(_Table):
    """What the lesson promises to show, at its own number of schools, in at least 95 % of seeds unless it is luck."""

    says: Text = Field(description="the claim in a sentence")
    outcome: str = Field("", description="the measure; left out when a choice is promised")
    setting: Literal["difference", "base", "other", "apart"] = Field(
        "difference",
        description="difference (other minus base), the value in base or other, or apart (how far the same school ends from itself)",
    )
    direction: Direction | None = Field(None, description="more (above `same`), less (below minus `same`) or same (between)")
    same: Annotated[Number, Field(ge=0)] = Field(
        0.0, description="what still counts as about the same, in the unit of the outcome"
    )
    choice: str = Field("", description="name of the option that comes out highest, when the prediction is a choice")
    luck: bool = Field(
        False, description="true when chance decides: then the share that goes the other way is shown, not promised"
    )


class Look(_Table):
    """Where the reveal points: a teacher, in a setting, at a week, and what to see there."""

    who: str = Field(description="which teacher")
    setting: Literal["base", "other"] = Field("other", description="in which of the two settings")
    year: Year = Field(description="school year")
    week: Annotated[WholeNumber, Field(ge=1, le=WEEKS_PER_YEAR)] = Field(WEEKS_PER_YEAR, description="week of that year")
    state: str = Field(description="the state whose terms are shown: exhaustion, self_efficacy or satisfaction")
    term: str = Field("", description="the term of it to look at; none for the state as a whole")
    see: Text = Field(description="what to see there, in a sentence")

    @property
    def weeks(self) -> int:
        """Weeks of the run that have passed when one looks."""
        return (self.year - 1) * WEEKS_PER_YEAR + self.week


class Discussion(_Table):
    """A question for the class, with an answer for the instructor."""

    question: Text = Field(description="the question")
    answer: Text = Field(description="what an instructor would want to hear")


class Reading(_Table):
    """A text to read."""

    reference: Text = Field(description="the full reference")
    note: Annotated[str, BeforeValidator(_words)] = Field("", description="what to read it for")


class Lesson(_Table):
    """One lesson."""

    name: str = Field(min_length=1, description="short name, that of the file")
    title: Text = Field(description="the title")
    order: Annotated[WholeNumber, Field(ge=1)] = Field(99, description="place in the course")
    minutes: Annotated[WholeNumber, Field(ge=1, le=300)] = Field(20, description="how long it takes")
    question: Text = Field(description="the question from the literature")
    patterns: tuple[str, ...] = Field((), description="stylised facts of docs/model.md it rests on, such as P05")
    sources: tuple[Text, ...] = Field(min_length=1, description="full references of the question and the claim")
    story: Text = Field(description="what students hear before they predict")

    schools: Annotated[WholeNumber, Field(ge=2, le=MOST_SCHOOLS)] = Field(20, description="schools that each student runs")
    years: Year = Field(6, description="school years that are run")
    over: tuple[Year, Year] = Field(description="first and last year over which outcomes are averaged")
    table: tuple[str, ...] = Field(min_length=1, description="measures in the table to fill in")

    prediction: Prediction = Field(description="the prediction, a table [prediction]")
    base: Setting = Field(description="the setting compared with, a table [base]")
    other: Setting = Field(description="the setting that is asked about, a table [other]")
    levers: tuple[Lever, ...] = Field((), max_length=2, description="one or two levers, each begun with [[levers]]")
    claim: tuple[Claim, ...] = Field(min_length=1, description="what is promised, each begun with [[claim]]")
    reveal: Text = Field(description="why it happened, told after the run")
    look: tuple[Look, ...] = Field((), description="whom to look at, each begun with [[look]]")
    discussion: tuple[Discussion, ...] = Field(min_length=1, description="questions, each begun with [[discussion]]")
    reading: tuple[Reading, ...] = Field((), description="texts, each begun with [[reading]]")

    # ---------------------------------------------------------------- making one

    @classmethod
    def load(cls, name_or_path: "str | Path | Lesson") -> "Lesson":
        """A lesson by name_or_path: a shipped one by name, a TOML file by path. Raises LessonError with every fault."""
        if isinstance(name_or_path, Lesson):
            return name_or_path
        path = find(name_or_path, "lesson", folder(), names(), LessonError)
        return _build({"name": path.stem} | read_toml(path, "docs/teaching.md", LessonError), str(name_or_path), path.parent)

    @classmethod
    def from_dict(cls, values: dict[str, Any], where: str = "") -> "Lesson":
        """A lesson from nested tables of values, as TOML gives them.

        where : what messages call the place they came from
        Raises LessonError with every fault.
        """
        return _build(values, where, Path())

    @classmethod
    def shipped(cls) -> "list[Lesson]":
        """The shipped lessons in the order of the course."""
        return sorted((cls.load(name) for name in names()), key=lambda lesson: (lesson.order, lesson.name))

    # ---------------------------------------------------------------- reading one

    def scenarios(self, levers: dict[str, float] | None = None) -> tuple[Scenario, Scenario]:
        """Base and other, ready to run, the other with levers moved. Raises LessonError for a lever that is not offered."""
        if faults := list(_lever_faults(self, levers or {})):
            raise LessonError(faults)
        return self.base.resolve(self.years), self.other.resolve(self.years, levers)

    def lever_start(self, name: str) -> float:
        """Where the lever of this name (a dotted field) stands before it is moved, in the field's unit."""
        return self.other.value(name)

    def contrast(self) -> list[dict[str, Any]]:
        """Where the two settings differ: field, what is declared about it, and what it is in base and in other, in words."""
        scenarios = self.scenarios()
        fields = list(scenarios[0].differences(scenarios[1]))
        fields += [name for s in scenarios for policy in s.policies for name in (*policy.set, *policy.add)]
        rows = []
        for name in dict.fromkeys(name for name in fields if name != "policies"):
            base, other = (_course(scenario, name) for scenario in scenarios)
            if base != other:
                about = describe(name)
                rows.append({"field": name, "about": about, "base": base, "other": other})
        return rows

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Everything it measures: the table in its author's order, then what only the prediction, an option or a claim is about."""
        texts = [*self.table, self.prediction.outcome, *(o.outcome for o in self.prediction.options)]
        texts += [c.outcome for c in self.claim]
        return tuple(dict.fromkeys(measure(text) for text in texts if text))

    @property
    def luck(self) -> bool:
        """True when chance decides about a claim."""
        return any(claim.luck for claim in self.claim)

    @property
    def predicted(self) -> Claim:
        """The claim about what is predicted."""
        if self.prediction.kind == "choice":
            return next(c for c in self.claim if c.choice)
        return next(
            c for c in self.claim if c.setting == "difference" and measure(c.outcome) == measure(self.prediction.outcome)
        )


def _course(scenario: Scenario, name: str) -> str:
    """What becomes of a field over the years, in words."""
    words = f"{scenario.get(name):g}"
    for policy in scenario.policies:
        for change in (
            f"{policy.set[name]:g}" if name in policy.set else "",
            f"{policy.add[name]:+g}" if name in policy.add else "",
        ):
            if change:
                when = f"in year {policy.start}" if policy.end == policy.start else f"from year {policy.start}"
                when += f" to {policy.end}" if policy.end and policy.end != policy.start else ""
                whom = "" if policy.only == "everyone" else f" for {policy.only}"
                words += f", then {change} {when}{whom}" if policy.start > 1 or policy.end else f", {change}{whom}"
    return words


# ---------------------------------------------------------------- files


def folder() -> Path:
    """Where the shipped lessons live."""
    return shipped.ROOT / "lessons"


def names() -> list[str]:
    """Names of the shipped lessons, alphabetically."""
    return shipped.names("lessons")


# ---------------------------------------------------------------- checking

#: Fields that no lesson is without, to check the others where these cannot be read.
_INSTEAD = dict.fromkeys(("name", "title", "question", "story", "reveal"), "...") | {
    "sources": ["..."], "over": [1, 1], "table": ["influence"], "base": {"label": "..."}, "other": {"label": "..."},
    "prediction": {"kind": "direction", "ask": "...", "outcome": "influence"}, "claim": [{"says": "..."}],
    "discussion": [{"question": "...", "answer": "..."}],
}  # fmt: skip


def _build(values: dict[str, Any], where: str, beside: Path) -> Lesson:
    if not isinstance(values, dict):
        raise LessonError([f"a lesson is a table of fields, and {shown(values)} is not"], where)
    values = LESSON.up_to_date(values, LessonError, where)
    values = {key: _beside(value, beside) if key in ("base", "other") else value for key, value in values.items()}
    reading = read(Lesson, values, _INSTEAD)
    if reading.value is None:
        raise LessonError(reading.faults, where)
    if faults := reading.and_also(_faults(reading.value, reading.sure)):
        raise LessonError(faults, where)
    return reading.value


def _beside(setting: Any, folder: Path) -> Any:
    """A scenario given by its path lies beside the lesson."""
    if isinstance(setting, dict) and isinstance(name := setting.get("scenario"), str) and not why_not(folder / name):
        return setting | {"scenario": str(folder / name)}
    return setting


def _faults(lesson: Lesson, sure: Callable[..., bool]) -> Iterator[str]:
    """What pydantic cannot see: measures, scenarios, years, levers, and whether claim and prediction fit together.

    sure : whether all of some fields could be read; nothing is said on the strength of what could not
    """
    outcomes = list(_outcome_faults(lesson))
    yield from outcomes
    comparable = sure("base", "other", "years")
    settings = list(_setting_faults(lesson)) if comparable else []
    yield from settings
    first, last = lesson.over
    if sure("over", "years") and not first <= last <= lesson.years:
        yield f"over = [{first}, {last}] does not lie in the run; allowed are two years from 1 to years = {lesson.years}, the earlier first"
    if sure("prediction"):
        yield from _prediction_faults(lesson.prediction)
    if not outcomes and sure("claim", "prediction"):
        yield from _claim_faults(lesson)
    if comparable and not settings:
        for i, lever in enumerate(lesson.levers, 1):
            yield from _offered_faults(lesson, f"levers[{i}]", lever)
    if sure("years"):
        for i, look in enumerate(lesson.look, 1):
            yield from _look_faults(lesson, f"look[{i}]", look)


def _outcome_faults(lesson: Lesson) -> Iterator[str]:
    places = {"prediction.outcome": lesson.prediction.outcome}
    places |= {f"prediction.options[{i}].outcome": o.outcome for i, o in enumerate(lesson.prediction.options, 1)}
    places |= {f"claim[{i}].outcome": c.outcome for i, c in enumerate(lesson.claim, 1)}
    places |= {f"table[{i}]": text for i, text in enumerate(lesson.table, 1)}
    for place, text in places.items():
        try:
            _ = text and measure(text)
        except ValueError as error:
            yield f"{place} = {shown(text)} {error}"


def _setting_faults(lesson: Lesson) -> Iterator[str]:
    found = {}
    for place in ("base", "other"):
        setting: Setting = getattr(lesson, place)
        kept = [name for name in UNTOUCHED if name in setting.set]
        for name in kept:
            yield f"{place}.set.{name} may not be set: both settings must be the same schools; choose a scenario that has it, for both"
        if setting.later and not 2 <= setting.start <= lesson.years:
            yield f"{place}.start = {setting.start} is not a year for `later` to begin; allowed is 2 to years = {lesson.years}"
        if setting.start > 1 and not setting.later:
            yield f"{place}.start = {setting.start}, but nothing begins then; say what in {place}.later"
        try:
            found[place] = setting.resolve(lesson.years) if not kept else Scenario.load(setting.scenario)
        except ScenarioError as error:
            yield from (f"{place}: {fault}" for fault in error.faults)
    if len(found) == 2 and (why := other_schools(found["base"], found["other"], ("base", "other"))):
        yield f"{why}; choose scenarios that agree"


def _prediction_faults(prediction: Prediction) -> Iterator[str]:
    kind = prediction.kind
    if kind == "choice":
        if len(prediction.options) < 2:
            yield "prediction.options: a choice needs at least two, each begun with [[prediction.options]]"
        if prediction.outcome:
            yield "prediction.outcome is not for a choice; give each option its own outcome"
        if len({option.name for option in prediction.options}) < len(prediction.options):
            yield "prediction.options have the same name twice; give each a name of its own"
    else:
        if not prediction.outcome:
            yield f"prediction.outcome is missing: the measure that students predict as a {kind}"
        if prediction.options:
            yield f'prediction.options are for kind = "choice"; leave them out for a {kind}'
    if kind == "curve":
        if prediction.low is None or prediction.high is None or not prediction.low < prediction.high:
            yield "prediction.low and prediction.high are the ends of the axis to sketch on; give both, the lower one first"
    elif prediction.low is not None or prediction.high is not None:
        yield f'prediction.low and prediction.high are for kind = "curve"; leave them out for a {kind}'


def _claim_faults(lesson: Lesson) -> Iterator[str]:
    options = [option.name for option in lesson.prediction.options]
    for i, claim in enumerate(lesson.claim, 1):
        if bool(claim.choice) == bool(claim.outcome):
            yield f"claim[{i}] needs either an outcome with its direction, or the choice that comes out highest"
        elif claim.outcome and claim.direction is None:
            yield f"claim[{i}].direction is missing; allowed are: {', '.join(DIRECTIONS)}"
        elif claim.choice and claim.choice not in options:
            yield f"claim[{i}].choice = {shown(claim.choice)} is none of the options{did_you_mean(claim.choice, options)}"
        if claim.setting == "apart" and claim.outcome and not measure(claim.outcome).alone:
            yield f"claim[{i}].outcome = {shown(claim.outcome)} has no value for a single school, so no school can end apart from itself"
        if claim.direction == "same" and claim.same == 0.0:
            yield f"claim[{i}].same is missing: say up to what size a difference still counts as about the same"
    kind = lesson.prediction.kind
    if kind == "choice" and not any(claim.choice for claim in lesson.claim):
        yield 'no claim says which option comes out highest; add choice = "..." to one'
    if kind != "choice" and lesson.prediction.outcome:
        asked = measure(lesson.prediction.outcome)
        if not any(c.outcome and c.setting == "difference" and measure(c.outcome) == asked for c in lesson.claim):
            yield f"no claim is about the difference in {asked.text}, which students predict; add one with its direction"


def _offered_faults(lesson: Lesson, place: str, lever: Lever) -> Iterator[str]:
    """Whether a lever exists, can be moved in the other setting, and stands within its own bounds."""
    if lever.name not in parameters():
        near = did_you_mean(lever.name, parameters(), list_of_fields())
        yield f"{place}.name = {shown(lever.name)} is not a field of a scenario{near}"
        return
    if lever.name in UNTOUCHED:
        yield f"{place}.name = {lever.name} cannot be a lever: it would make other schools of them"
        return
    about = lever.about
    if not about["low"] <= lever.low < lever.high <= about["high"]:
        yield f"{place}: low = {lever.low:g}, high = {lever.high:g} is not a range within {about['low']:g} to {about['high']:g} {about['unit']}, the lower first"
    elif not lever.low <= (start := lesson.lever_start(lever.name)) <= lever.high:
        yield f"{place}: {lever.name} = {start:g} in the other setting lies outside low = {lever.low:g} to high = {lever.high:g}; widen the range"
    if lesson.other.later and not about["dated"]:
        yield f"{place}.name = {lever.name} is fixed on the first day, and the other setting begins in year {lesson.other.start}; choose another lever"
    for policy in Scenario.load(lesson.other.scenario).policies:
        if lever.name in {**policy.set, **policy.add} and not lesson.other.later:
            yield f"{place}.name = {lever.name} is changed by the policy {policy.name!r} of the scenario, which would undo it; choose another lever"


def _look_faults(lesson: Lesson, place: str, look: Look) -> Iterator[str]:
    if look.who not in WHO:
        yield f"{place}.who = {shown(look.who)} is nobody{did_you_mean(look.who, WHO, allowed(WHO))}"
    if look.year > lesson.years:
        yield f"{place}.year = {look.year} lies after the last year; allowed is 1 to years = {lesson.years}"
    if look.state not in TERMS:
        yield f"{place}.state = {shown(look.state)} has no terms{did_you_mean(look.state, TERMS, allowed(TERMS))}"
    elif look.term and look.term not in TERMS[look.state]:
        terms = TERMS[look.state]
        yield f"{place}.term = {shown(look.term)} is no term of {look.state}{did_you_mean(look.term, terms, allowed(terms))}"


def _lever_faults(lesson: Lesson, levers: dict[str, float]) -> Iterator[str]:
    """Whether these values of levers are offered."""
    offered = {lever.name: lever for lever in lesson.levers}
    for name, value in levers.items():
        if name not in offered:
            yield f"{name} is no lever of this lesson{did_you_mean(name, offered, allowed(offered))}"
            continue
        lever = offered[name]
        unit = lever.about["unit"]
        if isinstance(value, (bool, str)) or not isinstance(value, (int, float)):
            yield f"{name} = {shown(value)} is not a number; allowed is {lever.low:g} to {lever.high:g} {unit}{decimal_comma(value)}"
        elif not lever.low <= value <= lever.high:
            yield f"{name} = {value:g} is out of range; allowed is {lever.low:g} to {lever.high:g} {unit}"
