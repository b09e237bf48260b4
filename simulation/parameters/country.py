"""A country: which schools it has, where they stand, and the labour market that joins them. Read from TOML, checked as a whole.

What a school is like and how people act in it is the business of a scenario (scenario.py); a country file names one, says what differs
in it, and adds what lies between schools: regions and districts (`places`), and who finds, offers and takes which post (`market`).
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..core import shipped
from ..declare.parameter import Group, bounds, notes, table_of
from ..inputs.faults import Fault, Faults, first_of, sentences
from ..inputs.limits import unfit
from ..inputs.quoting import decimal_comma, shown
from ..inputs.schema import COUNTRY
from ..inputs.toml import find, read_toml
from .country_groups import Market, Places, Rotation
from .country_policies import CountryPolicy, Institution, policy_faults, scenario_with
from .policies import Changes, flat
from .scenario import Scenario

#: Tables of a country file that hold its own numbers.
TABLES = ("places", "market", "rotation")
#: What a country file takes from another country: `like = "country_market"`.
LIKE = "like"


class CountryError(Faults):
    """A country, or a change to one, is not valid. `faults` holds one sentence for each fault."""


class Country(BaseModel):
    """Schools of a scenario in regions and districts, joined by a labour market or by nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: str = Field("country", min_length=1, max_length=80, description="short name, used in tables and file names")
    title: str = Field("", description="the question in a line")
    story: str = Field("", description="what the country stands for")
    sources: list[str] = Field(default_factory=list, max_length=200, description="where its numbers come from")
    scenario: str = Field("country_mix", description="name of the shipped scenario, or path of the file, of its schools")
    change: Changes = Field(default_factory=dict, description="what differs in that scenario: field = value")
    institution: Institution = Field(
        "market", description='how posts are filled: by a "market", by a board ("rotation"), or as in single schools ("none")'
    )
    places: Places = Field(default_factory=Places, description="regions, districts and where schools stand")
    market: Market = Field(default_factory=Market, description="who finds, offers and takes which post")
    rotation: Rotation = Field(default_factory=Rotation, description="whom a board moves, and where")
    policies: tuple[CountryPolicy, ...] = Field((), max_length=100, description="dated changes, applied in this order")

    @classmethod
    def load(cls, name_or_path: "str | Path | Country") -> "Country":
        """A country by name_or_path: a shipped one by name, a TOML file by path.

        Raises CountryError when there is no such country, when the file cannot be read, or with every fault it contains.
        """
        if isinstance(name_or_path, Country):
            return name_or_path
        path = find(name_or_path, "country", folder(), shipped_countries(), CountryError)
        values = COUNTRY.up_to_date(read_toml(path, "docs/country.md", CountryError), CountryError, str(path))
        return _build({"name": path.stem} | _upon_another(values, path, ()), str(name_or_path), path.parent)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Country":
        """A country from nested tables, as `to_dict` gives the values. Raises CountryError with every fault."""
        return _build(values, "", Path())

    def replace(self, changes: dict[str, Any]) -> "Country":
        """A new country with changes by dotted name: `replace({"places.regions": 3, "market.poverty": 0})`.

        Any other dotted name is a field of the scenario of its schools. Raises CountryError with every fault.
        """
        if faults := first_of(unfit(changes)):
            raise CountryError(faults)
        values = self.to_dict()
        for dotted, value in changes.items():
            table, _, last = dotted.rpartition(".")
            if table in TABLES:
                values[table][last] = value
            elif table or dotted == "years":
                values["change"][dotted] = value
            else:
                values[dotted] = value
        return _build(values, "", Path())

    def to_dict(self) -> dict[str, Any]:
        """Nested tables with every value resolved, ready for TOML or JSON."""
        return self.model_dump(mode="json")

    @cached_property
    def of_schools(self) -> Scenario:
        """The scenario of its schools, with what differs in it."""
        scenario = Scenario.load(self.scenario)
        return scenario.replace(dict(self.change)) if self.change else scenario

    @property
    def joined(self) -> bool:
        """True when people go from school to school in at least one year."""
        return any(one not in (None, "none") for one in (self.institution, *(policy.institution for policy in self.policies)))

    def market_record(self) -> np.recarray:
        """The market's values as one record, (1,), a float64 for each parameter."""
        return records([self.market])


def records(groups: Sequence[Group]) -> np.recarray:
    """Groups of one kind as records, (n,), a float64 for each parameter."""
    dtype = np.dtype([(name, np.float64) for name in type(groups[0]).model_fields])
    rows = [tuple(float(getattr(group, name)) for name in dtype.names or ()) for group in groups]
    return np.array(rows, dtype).view(np.recarray)


def folder() -> Path:
    """Where the shipped countries are."""
    return shipped.ROOT / "countries"


def shipped_countries() -> list[str]:
    """Names of the shipped countries."""
    return shipped.names("countries")


def country_parameters() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every declared parameter of a country: dotted name, and its default, label, unit, bounds, meaning and source."""
    for name in TABLES:
        group = table_of(Country.model_fields[name])
        assert group is not None
        for inner, field in group.model_fields.items():
            low, high = bounds(field)
            said = {"default": field.default, "label": field.title, "low": low, "high": high, "meaning": field.description}
            yield f"{name}.{inner}", said | notes(field)


def _upon_another(values: dict[str, Any], path: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """A file's values laid over those of the country that it is like; lists take the place of lists."""
    like = values.pop(LIKE, None)
    if like is None:
        return values
    if not isinstance(like, str):
        raise CountryError(
            [f"{LIKE} = {shown(like)} is not a country; write the name of one, or the path of a file"], str(path)
        )
    beside = path.parent / like
    other = (
        beside
        if like.endswith(".toml") and beside.is_file()
        else find(like, "country", folder(), shipped_countries(), CountryError)
    )
    if other.resolve() in seen:
        raise CountryError([f"{LIKE} = {shown(like)} leads back to this file; a country can only be like another"], str(path))
    theirs = COUNTRY.up_to_date(read_toml(other, "docs/country.md", CountryError), CountryError, str(other))
    below = _upon_another(theirs, other, (*seen, path.resolve()))
    below.pop("name", None)
    for name in ("change", *TABLES):
        if isinstance(values.get(name), dict) and isinstance(below.get(name), dict):
            values[name] = flat(below[name]) | flat(values[name])
    return below | values


def _build(values: dict[str, Any], where: str, beside: Path) -> Country:
    """The country of some values; `beside` : the folder in which a scenario of one's own is looked for."""
    if faults := first_of(unfit(values)):
        raise CountryError(faults, where)
    named = values.get("scenario")
    if isinstance(named, str) and named.endswith(".toml") and (beside / named).is_file():
        values = values | {"scenario": str(beside / named)}
    try:
        country = Country.model_validate(values)
    except ValidationError as error:
        raise CountryError(sentences(Country, error, _say), where) from None
    if faults := first_of(policy_faults(country.policies, country.places.regions)):
        raise CountryError(faults, where)
    scenario = scenario_with(country.of_schools, country.policies)  # raises what is wrong with it
    if country.places.schools < country.places.regions:
        told = f"places.schools = {country.places.schools} is fewer than places.regions = {country.places.regions}"
        raise CountryError([f"{told}; a region has at least one school"], where)
    if not country.rotation.shortest <= country.rotation.due <= country.rotation.longest:
        told = ", ".join(f"rotation.{name} = {getattr(country.rotation, name)}" for name in ("shortest", "due", "longest"))
        raise CountryError([f"{told}: spells must not grow shorter in this order"], where)
    if country.joined and scenario.mechanisms.turnover == 0:
        raise CountryError(
            ["mechanisms.turnover = 0 lets nobody leave, and schools that are joined need people who do; leave it at 1"], where
        )
    return country


def _say(fault: Fault) -> str | None:
    """What only countries have: numbers with bounds and units."""
    if fault.field is None or not isinstance(fault.field.json_schema_extra, dict):
        return None
    low, high = bounds(fault.field)
    told, allowed = f"{fault.place} = {shown(fault.given)}", f"allowed is {low:g} to {high:g} {notes(fault.field)['unit']}"
    if fault.kind in ("greater_than_equal", "less_than_equal"):
        return f"{told} is {'below' if fault.kind[0] == 'g' else 'above'} {low if fault.kind[0] == 'g' else high:g}; {allowed}"
    kind = "whole number" if fault.kind == "int_from_float" else "number"
    return f"{told} is not a {kind}; {allowed}{decimal_comma(fault.given)}"
