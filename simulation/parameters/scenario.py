"""The scenario: everything that determines an ensemble except its seed. Read from TOML, checked as a whole, frozen.

A scenario file says what differs from its base (the baseline, unless `base` names another) and may tell a story with
sources. All faults of a file are reported together, each with its place, its value, what is allowed and the nearest name.
"""

import json
import math
import numbers
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic.fields import FieldInfo

from ..core.program import command
from ..core.shipped import ROOT, names
from ..core.vocabulary import LAST_YEAR, WEEKS_PER_YEAR
from ..declare.parameter import assumed, bounds, is_parameter, notes, parameter, plain_number, table_of, unit_in_words
from ..inputs.faults import Fault, Faults, first_of, sentences
from ..inputs.faults import InputError as InputError  # what cannot be used is an InputError wherever scenarios are known
from ..inputs.limits import MOST_BASES, unfit, why_not
from ..inputs.quoting import decimal_comma, nearest, shown
from ..inputs.schema import SCENARIO, SCHEMA
from ..inputs.toml import find, parse_toml, read_toml
from .behaviour import Behaviour
from .behaviour.structure import OPTIONS
from .policies import AUDIENCES, Policy, flat, parameter_dtype, parameter_fields, parameter_table
from .situation import Situation

BASELINE = "baseline"


def list_of_fields() -> str:
    """What to do about a field that there is not."""
    return f"`{command('scenarios', 'show', BASELINE)}` lists every field"


class ScenarioError(Faults):
    """A scenario, or a change to one, is not valid. `faults` holds one sentence for each fault."""


class Heading(BaseModel):
    """What a scenario is called, what it is about, and how long it lasts."""

    name: str = Field("baseline", min_length=1, max_length=80, description="short name, used in tables and file names")
    title: str = Field("", description="the question in a line")
    story: str = Field("", description="what the scenario stands for")
    sources: list[str] = Field(default_factory=list, max_length=200, description="where its numbers and its story come from")
    years: int = parameter(
        10,
        label="school years",
        unit="years",
        low=1,
        high=LAST_YEAR,
        meaning="simulated school years",
        source=assumed("long enough for staff and norms to turn over"),
        dated=False,
    )

    _numbers = field_validator("years", mode="before")(plain_number)


class Scenario(Behaviour, Situation, Heading):
    """One kind of school under one set of policies.

    Fields come in the order of the bases from the last to the first, then its own: heading, situation, behaviour, policies.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    policies: tuple[Policy, ...] = Field((), max_length=500, description="dated changes, applied in this order")

    # ---------------------------------------------------------------- making one

    @classmethod
    def load(cls, name_or_path: "str | Path | Scenario") -> "Scenario":
        """A scenario by name_or_path: a shipped one by name, a TOML file by path.

        Raises ScenarioError when there is no such scenario, when the file cannot be read, or with every fault it contains.
        """
        if isinstance(name_or_path, Scenario):
            return name_or_path
        path = find(name_or_path, "scenario", folder(), shipped(), ScenarioError)
        return _build(_merged(path, ()), str(name_or_path))

    @classmethod
    def from_toml(cls, text: str, name: str) -> "Scenario":
        """A scenario from the text of a TOML file, called `name` where the text does not say; its base is a shipped scenario.

        Raises ScenarioError with every fault.
        """
        values = SCENARIO.up_to_date(parse_toml(text, "scenarios/baseline.toml", ScenarioError, name), ScenarioError, name)
        base = values.pop("base", BASELINE)
        if not isinstance(base, str):
            raise ScenarioError([_no_base(base)], name)
        if base not in shipped():
            raise ScenarioError([f"base = {shown(base)} is not a shipped scenario; allowed are: {', '.join(shipped())}"], name)
        return _build(_upon(_merged(folder() / f"{base}.toml", ()), name, values), name)

    @classmethod
    def from_dict(cls, values: dict[str, Any], where: str = "") -> "Scenario":
        """A scenario from nested tables, as `to_dict` gives the values; what is left out takes the baseline's.

        where : what messages call the place they came from
        Raises ScenarioError with every fault.
        """
        if faults := first_of(unfit(values)):
            raise ScenarioError(faults, where)
        return _build(SCENARIO.up_to_date(values, ScenarioError, where) if isinstance(values, dict) else values, where)

    def replace(self, changes: dict[str, Any]) -> "Scenario":
        """A new scenario with changes by dotted name, in the field's unit: `replace({"administrator.openness": 0.8})`.

        Raises ScenarioError with every fault: a name that is no field, a value out of bounds.
        """
        if faults := first_of(unfit(changes)):
            raise ScenarioError(faults)
        if unknown := [dotted for dotted in changes if dotted not in known_names()]:
            raise ScenarioError(map(_no_name, unknown))
        values = self.to_dict()
        for dotted, value in changes.items():
            table, _, last = dotted.rpartition(".")
            (values[table] if table else values)[last] = value
        return _build(values, "")

    # ---------------------------------------------------------------- reading one

    def get(self, dotted: str) -> Any:
        """The value of a field by its dotted name, in its unit. Raises ScenarioError when there is no such field."""
        if dotted not in known_names():
            raise ScenarioError([_unknown(dotted)])
        value: Any = self
        for part in dotted.split("."):
            value = getattr(value, part)
        return value

    def to_dict(self) -> dict[str, Any]:
        """Nested tables with every value resolved, ready for TOML or JSON."""
        return self.model_dump(mode="json", exclude_none=True)

    def table(self) -> tuple[np.ndarray, np.ndarray]:
        """The parameter records for each audience and the period of each week (see policies.parameter_table)."""
        return parameter_table(self)

    def differences(self, other: "Scenario") -> dict[str, tuple[Any, Any]]:
        """Fields in which this scenario and the other differ: dotted name -> (here, there); names and stories are left out."""
        pairs = {name: (self.get(name), other.get(name)) for name in [*parameters(), "policies"]}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


PARAMETER_DTYPE = parameter_dtype(Scenario)

#: Groups that describe a school; the others hold the coefficients of the rules.
SITUATION = tuple(Situation.model_fields)

#: What makes run r of two scenarios the same school on its first day: these fields have to agree.
SAME_SCHOOL = ("school.teachers", "school.group_size", "population.size")


@cache
def parameters() -> dict[str, FieldInfo]:
    """Every declared parameter: dotted name -> pydantic field."""
    return parameter_fields(Scenario)


@cache
def known_names() -> frozenset[str]:
    """Every name that a scenario file may give a value to."""
    return frozenset([*parameters(), *(n for n, f in Scenario.model_fields.items() if not table_of(f))])


def json_schema() -> str:
    """The JSON Schema of a scenario file, for editors that complete and check TOML."""
    schema = Scenario.model_json_schema()
    schema["properties"][SCHEMA] = {"type": "integer", "description": "form of the file", "default": SCENARIO.number}
    schema["properties"]["base"] = {"type": "string", "description": "scenario that this one differs from", "default": BASELINE}
    for name, theories in OPTIONS.items():  # a theory may be named as well as numbered
        about = schema["$defs"]["Structure"]["properties"][name]
        about["anyOf"] = [{"type": about.pop("type")}, {"enum": list(theories)}]
    return json.dumps(schema, indent=2)


# ---------------------------------------------------------------- files


def folder() -> Path:
    """Where the shipped scenarios are."""
    return ROOT / "scenarios"


def shipped() -> list[str]:
    """Names of the shipped scenarios, the baseline first."""
    return sorted(names("scenarios"), key=lambda name: name != BASELINE)


def _merged(path: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """A file's tables laid over those of its base; a list, such as the policies, takes the place of the base's list."""
    path = path.resolve()
    if path in seen:
        raise ScenarioError([f"`base` goes in a circle: {' -> '.join(p.stem for p in (*seen, path))}; break it"], str(path))
    if len(seen) > MOST_BASES:
        raise ScenarioError([f"more than {MOST_BASES} files stand on each other by `base`; put some into one"], str(path))
    values = SCENARIO.up_to_date(read_toml(path, "scenarios/baseline.toml", ScenarioError), ScenarioError, str(path))
    base = values.pop("base", None if path == folder().resolve() / f"{BASELINE}.toml" else BASELINE)
    if base is None:
        return values
    if not isinstance(base, str):
        raise ScenarioError([_no_base(base)], str(path))
    return _upon(_merged(_base(base, path), (*seen, path)), path.stem, values)


def _no_base(base: Any) -> str:
    return f"base = {shown(base)} is not a name; give the name or the path of a scenario in quotes"


def _upon(below: dict[str, Any], name: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a file called `name` laid over those of its base, whose story would tell of another school."""
    untold = {field: value for field, value in below.items() if field not in ("title", "story", "sources")}
    return _overlay(untold, {"name": name} | values)


def _base(base: str, path: Path) -> Path:
    """The file that the file at `path` differs from: one beside it, by name or by path, else a shipped scenario."""
    beside = path.parent / (base if base.endswith(".toml") else f"{base}.toml")
    if not why_not(beside) and beside.resolve() != path:
        return beside
    try:
        return find(base, "scenario", folder(), shipped(), ScenarioError)
    except ScenarioError as error:
        raise ScenarioError([f"base = {shown(base)}: {fault}" for fault in error.faults], str(path)) from None


def _overlay(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        both_tables = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = _overlay(result[key], value) if both_tables else value
    return result


# ---------------------------------------------------------------- checking


def _build(values: dict[str, Any], where: str) -> Scenario:
    if not isinstance(values, dict):
        raise ScenarioError([f"a scenario is a table of fields, and {shown(values)} is not"], where)
    of_policies = _policy_faults(values.get("policies"))
    try:
        scenario = Scenario.model_validate(values)
    except ValidationError as error:
        raise ScenarioError(chain(sentences(Scenario, error, _say), of_policies), where) from None
    if faults := first_of(of_policies):
        raise ScenarioError(faults, where)
    return scenario


def _say(fault: Fault) -> str | None:
    """What only scenarios have: parameters with bounds and units, and policies that name them."""
    place, kind, given = fault.place, fault.kind, fault.given
    if kind == "extra_forbidden":
        return _unknown(place, isinstance(given, dict))
    if fault.field is not None and is_parameter(fault.field):
        return _about_number(place, given, kind, *bounds(fault.field), notes(fault.field)["unit"])
    if place.startswith("policies[") and "." in place:
        return _about_policy(place, given, kind)
    if kind == "too_long":
        return None  # the words that all forms share
    wanted = {
        "name": "a text of 1 to 80 characters in quotes",
        "sources": 'a list; write sources = ["...", "..."]',
        "policies": "a list; begin each policy with a line [[policies]]",
    }.get(place)
    if wanted is None and kind == "string_type":
        wanted = "a text in quotes"
    return f"{place} = {shown(given)} is not {wanted}" if wanted else None


def _about_policy(place: str, given: Any, kind: str) -> str:
    """What is wrong with a field of a policy."""
    policy, field, *changed = place.split(".", 2)
    if field.startswith("weeks"):
        return f"{policy}.weeks is not a pair of weeks; write weeks = [first, last], whole numbers from 1 to {WEEKS_PER_YEAR}"
    if kind == "missing":
        return f"{place} is missing; say what the policy is called"
    if field in ("start", "end"):
        return _about_number(place, given, kind, 1, LAST_YEAR, "school years")
    if field == "set" and changed and changed[0] in parameters():
        about = parameters()[changed[0]]
        return _about_number(place, given, kind, *bounds(about), notes(about)["unit"])
    if field in ("set", "add"):
        wanted = "a number" if changed else f'a table; write {field} = {{ "time.planning" = 4 }}'
        return f"{place} = {shown(given)} is not {wanted}"
    if field == "only":
        return f"{place} = {shown(given)} is nobody; allowed are: {', '.join(AUDIENCES)}"
    return f"{place} = {shown(given)} is not a text in quotes with at least one letter"


def _about_number(place: str, given: Any, kind: str, low: float, high: float, unit: str) -> str:
    """What is wrong with the value of a number, and what is allowed."""
    told, allowed = shown(given), f"allowed is {low:g} to {high:g} {unit}"
    if kind == "greater_than_equal":
        return f"{place} = {told} is below {low:g}; {allowed}"
    if kind == "less_than_equal":
        return f"{place} = {told} is above {high:g}; {allowed}"
    return (
        f"{place} = {told} is not a {'whole number' if kind == 'int_from_float' else 'number'}; {allowed}{decimal_comma(given)}"
    )


def _no_name(dotted: str) -> str:
    """Why nothing can be changed under a name."""
    if dotted in _tables():
        return f"{dotted} is a table; name the field to change, such as {dotted}.{_fields_of(dotted)[0]}"
    return _unknown(dotted)


def _unknown(place: str, is_table: bool = False) -> str:
    """A name that does not exist, with the nearest one that does."""
    if place.startswith("policies["):
        head, _, last = place.rpartition(".")
        near = nearest(last, Policy.model_fields)
        allowed = f"did you mean {head}.{near}?" if near else f"allowed are: {', '.join(Policy.model_fields)}"
        return f"{place} is not a field of a policy; {allowed}"
    near = nearest(place, _tables() if is_table else [*parameters(), *sorted(known_names())], 0.75)
    what = "a table" if is_table else "a field"
    return f"{place} is not {what} of a scenario; " + (f"did you mean {near}?" if near else list_of_fields())


def _tables() -> list[str]:
    return [name for name, field in Scenario.model_fields.items() if table_of(field)]


def _fields_of(table: str) -> list[str]:
    group = table_of(Scenario.model_fields[table])
    return list(group.model_fields) if group else []


def _policy_faults(policies: Any) -> Iterator[str]:
    """Whether the fields and values that policies name exist, may change in a run, and for whom."""
    for i, policy in enumerate(policies if isinstance(policies, (list, tuple)) else ()):
        if isinstance(policy, Policy):
            policy = policy.model_dump()
        if not isinstance(policy, dict):
            continue
        for action in ("set", "add"):
            changes = flat(policy.get(action))
            for name, value in changes.items() if isinstance(changes, dict) else ():
                place = f"policies[{i + 1}].{action}.{name}"
                yield from _change_faults(place, action, name, value, policy.get("only", "everyone"))


def _change_faults(place: str, action: str, name: str, value: Any, only: Any) -> Iterator[str]:
    """What is wrong with one change of a policy; a value that is no number at all is left to pydantic."""
    field = parameters().get(name)
    if field is None:
        yield f"{place}: {_unknown(name)}"
        return
    low, high = bounds(field)
    about = notes(field)
    if not about["dated"]:
        yield f"{place}: {name} is fixed on the first day; set it in the scenario itself"
    if only in AUDIENCES[1:] and not about["personal"]:
        yield f"{place}: {name} belongs to the whole school; leave out `only = {only!r}`"
    if isinstance(value, bool) or not isinstance(value, numbers.Real) or not math.isfinite(value):
        return
    amount = float(value)
    if field.annotation is int and not amount.is_integer():
        yield f"{place} = {amount:g} is not a whole number; allowed is {low:g} to {high:g} {about['unit']}"
    elif action == "set" and not low <= amount <= high:
        yield f"{place} = {amount:g} is out of range; allowed is {low:g} to {high:g} {about['unit']}"


def describe(dotted: str) -> dict[str, Any]:
    """Label, unit, bounds, meaning and source of a parameter: what tables, help and controls are made from.

    label and more, one after the other, are its words for people: a name of a few words, and what that leaves unsaid.
    """
    field = parameters()[dotted]
    low, high = bounds(field)
    label, meaning = field.title or "", field.description or ""
    return {
        "name": dotted,
        "label": label,
        "more": meaning.removeprefix(label) if meaning.startswith(label) else f": {meaning}",
        "default": field.default,
        "low": low,
        "high": high,
        "meaning": meaning,
        "unit_in_words": unit_in_words(notes(field)["unit"]),
        "integer": field.annotation is int,
        **notes(field),
    }
