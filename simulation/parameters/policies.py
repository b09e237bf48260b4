"""Policies: dated, declarative changes of parameters, and the table of values they make week by week.

A policy names parameters and what becomes of them from a first year on, until a last year or for good, in all weeks or
in some. It may single out teachers (novices, leaders ...) where a parameter belongs to a person. The engine never sees a
policy: it reads one record of values for the week and the audience, so policies cost nothing in its loop.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, get_args

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from ..core.vocabulary import LAST_YEAR, N_AUDIENCES, WEEKS_PER_YEAR
from ..declare.parameter import Number, WholeNumber, bounds, is_parameter, table_of
from .behaviour.mechanisms import MECHANISMS
from .behaviour.structure import STRUCTURE

if TYPE_CHECKING:
    from .scenario import Scenario

Audience = Literal["everyone", "novices", "midcareer", "veterans", "leaders", "others"]
AUDIENCES: tuple[str, ...] = get_args(Audience)

Week = Annotated[WholeNumber, Field(ge=1, le=WEEKS_PER_YEAR)]
Year = Annotated[WholeNumber, Field(ge=1, le=LAST_YEAR)]


def flat(changes: Any) -> Any:
    """Changes by dotted name. TOML reads `time.planning = 4` without quotes as a table in a table; both spellings are meant."""
    if not isinstance(changes, dict):
        return changes
    result: dict[str, Any] = {}
    for name, value in changes.items():
        if isinstance(value, dict):
            result |= {f"{name}.{inner}": amount for inner, amount in flat(value).items()}
        else:
            result[name] = value
    return result


Changes = Annotated[dict[str, Number], BeforeValidator(flat)]


class Policy(BaseModel):
    """A dated change. `set` gives new values, `add` raises or lowers the values in force."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: str = Field(min_length=1, description="what the reform is called")
    start: Year = Field(1, description="first school year in force")
    end: Year | None = Field(None, description="last school year in force; for good when left out")
    weeks: tuple[Week, Week] | None = Field(None, description="first and last week of each of these years; all when left out")
    only: Audience = Field("everyone", description="whom it touches")
    set: Changes = Field(default_factory=dict, description="field = new value")
    add: Changes = Field(default_factory=dict, description="field = amount added")

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"end = {self.end} lies before start = {self.start}; give an end of {self.start} or later")
        if self.weeks is not None and self.weeks[1] < self.weeks[0]:
            raise ValueError(f"weeks = {list(self.weeks)} run backwards; give the first week first, then the last")
        if not self.set and not self.add:
            raise ValueError("it changes nothing; say what with `set` (new values) or `add` (amounts added)")
        if both := sorted(self.set.keys() & self.add.keys()):
            raise ValueError(f"{both[0]} stands in both `set` and `add`; keep it in one of them")
        return self

    def covers(self, year: int, week: int) -> bool:
        """True when the policy is in force in this year (from 1) and week of the year (from 1)."""
        in_years = self.start <= year and (self.end is None or year <= self.end)
        return in_years and (self.weeks is None or self.weeks[0] <= week <= self.weeks[1])


def audience_of(stage: int, leads: bool) -> int:
    """The column of the parameter table for a career stage (0 novice, 1 mid-career, 2 veteran) and a formal role."""
    return 2 * stage + int(leads)


def audience_columns(only: str) -> list[int]:
    """The columns of the parameter table that a policy `only` for somebody touches."""
    if only == "everyone":
        return list(range(N_AUDIENCES))
    if only in ("leaders", "others"):
        return [audience_of(stage, only == "leaders") for stage in range(3)]
    stage = AUDIENCES.index(only) - 1
    return [audience_of(stage, False), audience_of(stage, True)]


def parameter_fields(scenario_type: type[BaseModel]) -> dict[str, FieldInfo]:
    """Every declared parameter of a scenario: dotted name -> pydantic field, in the order of declaration."""
    found = {}
    for name, field in scenario_type.model_fields.items():
        if is_parameter(field):
            found[name] = field
        elif table := table_of(field):
            for inner, declared in table.model_fields.items():
                if is_parameter(declared):
                    found[f"{name}.{inner}"] = declared
    return found


def parameter_dtype(scenario_type: type[BaseModel]) -> np.dtype:
    """One float64 for each parameter; `school.poverty` becomes the member `school_poverty`."""
    return np.dtype([(name.replace(".", "_"), np.float64) for name in parameter_fields(scenario_type)])


def parameter_table(scenario: "Scenario") -> tuple[np.ndarray, np.ndarray]:
    """The values in force: `table` (n_periods, 6 audiences) of records, and `period` int64 (weeks of the run,).

    Weeks in which the same policies are in force share a row. A summer follows the rules of the year it leads into (A42).
    What a mechanism that is switched off sets to zero is zero in all of them, after all policies.
    """
    fields = parameter_fields(type(scenario))
    dtype = parameter_dtype(type(scenario))
    plain = {name: float(scenario.get(name)) for name in fields}
    rows: dict[tuple[int, ...], int] = {}
    table: list[list[list[float]]] = []
    period = np.empty(scenario.years * WEEKS_PER_YEAR, np.int64)
    for at in range(period.size):
        year, week = at // WEEKS_PER_YEAR + 1, at % WEEKS_PER_YEAR + 1
        in_force = tuple(i for i, policy in enumerate(scenario.policies) if policy.covers(year, week))
        if in_force not in rows:
            rows[in_force] = len(table)
            table.append([_values(plain, fields, scenario.policies, in_force, audience) for audience in range(N_AUDIENCES)])
        period[at] = rows[in_force]
    return np.array([[tuple(cell) for cell in row] for row in table], dtype=dtype), period


def _values(
    plain: Mapping[str, float],
    fields: Mapping[str, FieldInfo],
    policies: Sequence[Policy],
    in_force: Sequence[int],
    audience: int,
) -> list[float]:
    """The values in force for one audience; in_force : indices of the policies"""
    values = dict(plain)
    for i in in_force:
        policy = policies[i]
        if audience not in audience_columns(policy.only):
            continue
        values.update(policy.set)
        for name, amount in policy.add.items():
            low, high = bounds(fields[name])
            values[name] = min(high, max(low, values[name] + amount))  # sums stop at the declared bounds (A2)
    for table, switches in (("mechanisms", MECHANISMS), ("structure", STRUCTURE)):
        for mechanism, coefficients in switches.items():
            if values[f"{table}.{mechanism}"] == 0.0:
                values.update(dict.fromkeys(coefficients, 0.0))
    return list(values.values())
