"""The lesson: a question, a prediction, two settings that answer it, and what to look at afterwards. Read from TOML.

A professor writes one without programming: docs/teaching.md has an annotated example, `lessons/` has more. All faults of a
file are reported together, each with its place, what came, what is allowed and the nearest name. What is measured is written
in the words of measures.py, whom to look at in those of people.py; run.py lives the schools.
"""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ..core import shipped
from ..core.vocabulary import WEEKS_PER_YEAR
from ..declare.parameter import Number, WholeNumber
from ..parameters.files import Faults, find, read_toml
from ..parameters.policies import flat
from ..parameters.scenario import Scenario, ScenarioError, describe, list_of_fields, parameters
from ..school.state import TERMS
from .measures import Measure, measure
from .people import WHO

#: What makes run r of two settings the same school; neither a setting nor a lever may touch it.
SAME_SCHOOL = ("school.teachers", "school.group_size", "population.size", "years")
DIRECTIONS = ("more", "same", "less")
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
Year = Annotated[WholeNumber, Field(ge=1, le=40)]
Changes = Annotated[dict[str, Number], BeforeValidator(flat)]


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
    direction: Literal[DIRECTIONS] | None = Field(
        None, description="more (above `same`), less (below minus `same`) or same (between)"
    )
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
        """A shipped lesson by name, or a TOML file by path. Raises LessonError with every fault."""
        if isinstance(name_or_path, Lesson):
            return name_or_path
        path = find(name_or_path, "lesson", folder(), names(), LessonError)
        return _build({"name": path.stem} | read_toml(path, "docs/teaching.md", LessonError), str(name_or_path), path.parent)

    @classmethod
    def from_dict(cls, values: dict[str, Any], where: str = "") -> "Lesson":
        """A lesson from nested tables, as TOML gives them."""
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
        """Where a lever stands before it is moved."""
        return self.other.value(name)

    def contrast(self) -> list[dict[str, str]]:
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


def _build(values: dict[str, Any], where: str, beside: Path) -> Lesson:
    if not isinstance(values, dict):
        raise LessonError([f"a lesson is a table of fields, and {_shown(values)} is not"], where)
    values = {key: _beside(value, beside) if key in ("base", "other") else value for key, value in values.items()}
    try:
        lesson = Lesson.model_validate(values)
    except ValidationError as error:
        raise LessonError([_sentence(fault) for fault in error.errors()], where) from None
    if faults := [*_faults(lesson)]:
        raise LessonError(faults, where)
    return lesson


def _beside(setting: Any, folder: Path) -> Any:
    """A scenario given by its path lies beside the lesson."""
    if isinstance(setting, dict) and isinstance(name := setting.get("scenario"), str) and (folder / name).is_file():
        return setting | {"scenario": str(folder / name)}
    return setting


def _faults(lesson: Lesson) -> Iterator[str]:
    """What pydantic cannot see: measures, scenarios, years, levers, and whether claim and prediction fit together."""
    outcomes = list(_outcome_faults(lesson))
    yield from outcomes
    settings = list(_setting_faults(lesson))
    yield from settings
    first, last = lesson.over
    if not first <= last <= lesson.years:
        yield f"over = [{first}, {last}] does not lie in the run; allowed are two years from 1 to years = {lesson.years}, the earlier first"
    yield from _prediction_faults(lesson.prediction)
    if not outcomes:
        yield from _claim_faults(lesson)
    if not settings:
        for i, lever in enumerate(lesson.levers, 1):
            yield from _offered_faults(lesson, f"levers[{i}]", lever)
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
            yield f"{place} = {_shown(text)} {error}"


def _setting_faults(lesson: Lesson) -> Iterator[str]:
    found = {}
    for place in ("base", "other"):
        setting: Setting = getattr(lesson, place)
        kept = [name for name in SAME_SCHOOL if name in setting.set]
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
    if len(found) == 2:
        for name in SAME_SCHOOL[:3]:
            base, other = (scenario.get(name) for scenario in found.values())
            if base != other:
                yield f"{name} is {base:g} in base and {other:g} in other: these would not be the same schools; choose scenarios that agree"


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
            yield f"claim[{i}].choice = {_shown(claim.choice)} is none of the options{_did_you_mean(claim.choice, options)}"
        if claim.setting == "apart" and claim.outcome and not measure(claim.outcome).alone:
            yield f"claim[{i}].outcome = {_shown(claim.outcome)} has no value for a single school, so no school can end apart from itself"
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
        near = _did_you_mean(lever.name, parameters())
        yield f"{place}.name = {_shown(lever.name)} is not a field of a scenario{near or f'; {list_of_fields()}'}"
        return
    if lever.name in SAME_SCHOOL:
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
        near = _did_you_mean(look.who, WHO)
        yield f"{place}.who = {_shown(look.who)} is nobody{near or '; allowed are: ' + ', '.join(WHO)}"
    if look.year > lesson.years:
        yield f"{place}.year = {look.year} lies after the last year; allowed is 1 to years = {lesson.years}"
    if look.state not in TERMS:
        near = _did_you_mean(look.state, TERMS)
        yield f"{place}.state = {_shown(look.state)} has no terms{near or '; allowed are: ' + ', '.join(TERMS)}"
    elif look.term and look.term not in TERMS[look.state]:
        near = _did_you_mean(look.term, TERMS[look.state])
        yield f"{place}.term = {_shown(look.term)} is no term of {look.state}{near or '; allowed are: ' + ', '.join(TERMS[look.state])}"


def _lever_faults(lesson: Lesson, levers: dict[str, float]) -> Iterator[str]:
    """Whether these values of levers are offered."""
    offered = {lever.name: lever for lever in lesson.levers}
    for name, value in levers.items():
        if name not in offered:
            near = _did_you_mean(name, offered)
            yield f"{name} is no lever of this lesson{near or '; allowed are: ' + (', '.join(offered) or 'none')}"
            continue
        lever = offered[name]
        unit = lever.about["unit"]
        if isinstance(value, (bool, str)) or not isinstance(value, (int, float)):
            yield f"{name} = {_shown(value)} is not a number; allowed is {lever.low:g} to {lever.high:g} {unit}"
        elif not lever.low <= value <= lever.high:
            yield f"{name} = {value:g} is out of range; allowed is {lever.low:g} to {lever.high:g} {unit}"


# ---------------------------------------------------------------- pydantic's faults in our words

_TABLES: dict[str, type[BaseModel]] = {
    "prediction": Prediction, "options": Option, "base": Setting, "other": Setting, "levers": Lever, "claim": Claim, "look": Look,
    "discussion": Discussion, "reading": Reading,
}  # fmt: skip
_LISTS = ("levers", "claim", "look", "discussion", "reading", "options")


def _sentence(fault: dict[str, Any]) -> str:
    """One fault as a sentence with its place, what came, what is allowed."""
    place = ""
    for part in fault["loc"]:
        place += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if place else part
    names = [part for part in fault["loc"] if isinstance(part, str)]
    table = _TABLES.get(next((name for name in reversed(names[:-1]) if name in _TABLES), ""), Lesson)
    last, kind = names[-1] if names else "", fault["type"]
    if kind == "extra_forbidden":
        near = _did_you_mean(last, table.model_fields)
        return f"{place} is not a field here{near or '; allowed are: ' + ', '.join(table.model_fields)}"
    field = table.model_fields.get(last)
    meaning = field.description if field else "a number"
    if kind == "missing":
        return f"{place} is missing: {meaning}"
    context = fault.get("ctx", {})
    wrong = {
        "greater_than_equal": "is below {ge}", "less_than_equal": "is above {le}", "literal_error": "is not one of {expected}",
        "too_short": "is empty", "string_too_short": "is empty", "too_long": "has more than {max_length}",
    }.get(kind)  # fmt: skip
    near = ""
    if kind == "literal_error" and isinstance(fault["input"], str):
        near = _did_you_mean(fault["input"], context["expected"].replace("'", "").replace(" or ", ", ").split(", "))
    said = wrong.format(**context) if wrong else f"cannot be used ({_wanted(kind, last)})"
    return f"{place} = {_shown(fault['input'])} {said}; it is {meaning}{near}"


def _wanted(kind: str, name: str) -> str:
    if kind in ("model_type", "dict_type"):
        return f"a table is wanted; write [[{name}]]" if name in _LISTS else f"a table is wanted; write [{name}]"
    if "tuple" in kind:
        return f"a list is wanted; begin each with [[{name}]]" if name in _LISTS else "a list is wanted; write [ ... ]"
    return {
        "string_type": "a text in quotes is wanted", "int_from_float": "a whole number is wanted", "bool_type": "true or false is wanted",
        "bool_parsing": "true or false is wanted",
    }.get(kind, "a number is wanted")  # fmt: skip


def _did_you_mean(name: str, candidates) -> str:
    near = difflib.get_close_matches(name, list(candidates), 1, 0.6)
    if not near:
        ends = {c.rpartition(".")[2]: c for c in candidates}
        near = [ends[n] for n in difflib.get_close_matches(name.rpartition(".")[2], ends, 1, 0.8)]
    return f"; did you mean {near[0]}?" if near else ""


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
