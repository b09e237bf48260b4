"""The form of a study file: its tables and fields, as pydantic checks them. What they mean together, study.py checks."""

import numbers
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ...declare.outcome import Outcome
from ...declare.outcomes import YEAR_COLUMNS
from ...declare.parameter import Number, WholeNumber
from ...parameters.policies import Changes, Policy, Year
from ...parameters.scenario import BASELINE

OUTCOMES: dict[str, Outcome] = {column.name: column for column in YEAR_COLUMNS}
Kind = Literal["grid", "random", "latin_hypercube", "sobol", "saltelli", "morris", "file"]
DESIGNS: tuple[str, ...] = get_args(Kind)
#: What says how large a design is. A grid is as large as its parameters make it.
SIZE_OF = {
    "random": "points", "latin_hypercube": "points", "sobol": "points", "saltelli": "samples", "morris": "trajectories",
}  # fmt: skip
#: Designs for analyses of variance, which need parameters that move independently and a dummy among them.
STRUCTURED = ("saltelli", "morris")
MOST_POINTS, MOST_RUNS = 10_000_000, 1_000_000


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _boolean_or_number(value: Any) -> Any:
    if isinstance(value, bool) or (isinstance(value, numbers.Real) and not isinstance(value, str)):
        return value
    raise ValueError("neither a number nor true or false")


Level = Annotated[Any, BeforeValidator(_boolean_or_number)]  # pydantic would read true as 1
Years = Annotated[tuple[Year, ...], BeforeValidator(lambda given: () if given == "last" else given)]


class Distribution(BaseModel):
    """distribution = { name = "beta", a = 2, b = 5 }: a continuous one of scipy.stats, with its parameters there, loc and scale."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)

    name: str = Field(max_length=40, description="its name in scipy.stats")

    @property
    def parameters(self) -> dict[str, Any]:
        """Its parameters by their names in scipy, unchecked."""
        return dict(self.model_extra or {})


class Parameter(_Table):
    """One [[parameters]] of the file: a field between `low` and `high`, or one of the other ways to vary something."""

    name: str = Field("", max_length=60, description="name in tables and figures; the field's when left out")
    field: str = Field("", description="dotted name of the scenario's field")
    low: Number | None = Field(None, description="lowest value")
    high: Number | None = Field(None, description="highest value")
    distribution: Distribution | None = Field(
        None, description="how values are distributed, between low and high if these are given"
    )
    scale: Literal["linear", "log"] = Field("linear", description="how values are spread between low and high")
    steps: Annotated[WholeNumber, Field(ge=1, le=10_000)] | None = Field(None, description="values on a grid")
    values: tuple[Level, ...] | None = Field(None, min_length=1, description="values of the field, or [false, true]")
    scenarios: tuple[str, ...] | None = Field(
        None, min_length=1, max_length=200, description="scenarios that a point may differ from"
    )
    policy: Policy | None = Field(None, description="a policy to switch on and off")
    policies_of: str = Field("", description="a scenario whose policies are switched on and off together")
    cases: dict[str, Changes] | None = Field(None, min_length=1, description="case = {field: value ...}: fields move together")
    group: str = Field("", max_length=60, description="morris, saltelli: parameters of one group are moved together")
    crossed: bool | None = Field(None, description="run every point at each of its values; policies are, unless said otherwise")


class Design(_Table):
    """[design]: how the points are chosen, and how many."""

    kind: Kind = Field("grid", description="the way of choosing points")
    points: Annotated[WholeNumber, Field(ge=1, le=MOST_POINTS)] | None = Field(None, description="points of a sampled design")
    samples: Annotated[WholeNumber, Field(ge=2, le=2**20)] | None = Field(
        None, description="base samples of saltelli: 2, 4, 8 ..."
    )
    trajectories: Annotated[WholeNumber, Field(ge=2, le=10_000)] | None = Field(None, description="trajectories of morris")
    levels: Annotated[WholeNumber, Field(ge=2, le=100)] | None = Field(None, description="levels of morris, an even number; 4")
    file: str = Field("", description="file: the table (CSV) of the points, a column for each parameter, beside the study")
    second_order: bool = Field(False, description="saltelli: also interactions of pairs, at twice the cost")


class Observe(_Table):
    """One [[observe]]: outcomes, and the years whose mean is taken."""

    outcomes: tuple[str, ...] = Field(min_length=1, description="columns of the table of years")
    years: Years = Field((), description='a list of years to average, from 1; the last year when left out or "last"')


class Correlation(_Table):
    """One [[correlations]]: two parameters that go together."""

    between: tuple[str, str] = Field(description="names of two parameters")
    rank: Number = Field(gt=-1, lt=1, description="their rank correlation (Spearman), above -1 and below 1")


class Metric(_Table):
    """One [[metrics]]: an outcome of the study's own, an expression over outcomes of each year."""

    name: str = Field(
        max_length=60, pattern=r"^[a-z][a-z0-9_]*$", description="name of its column: small letters, digits and _"
    )
    expression: str = Field(description="arithmetic over outcomes, e.g. hours_total - hours_collective")
    unit: str = Field(min_length=1, max_length=40, description="its unit; 0..1 for a level")
    label: str = Field("", max_length=60, description="a word or two for axes")
    meaning: str = Field("", max_length=500, description="what it is")
    low: Number | None = Field(None, description="the lowest value it can have")
    high: Number | None = Field(None, description="the highest value it can have")


class Stop(_Table):
    """[stop]: a school is looked at until the end of the first year in which a condition holds."""

    when: str = Field(description="a comparison over outcomes of a year, e.g. share_collaboration < 0.01")
    for_years: Annotated[WholeNumber, Field(ge=1, le=40)] = Field(1, description="years in a row in which it has to hold")


class Precision(_Table):
    """[precision]: runs are added at each point until the 95 percent interval of a mean is narrow enough."""

    outcome: str = Field(description="column of the study's table")
    half_width: Number = Field(gt=0, description="wanted half width of the interval, in the outcome's unit")
    minimum: Annotated[WholeNumber, Field(ge=2, le=MOST_RUNS)] = Field(10, description="runs before the first look")
    maximum: Annotated[WholeNumber, Field(ge=2, le=MOST_RUNS)] = Field(200, description="runs at most")
    step: Annotated[WholeNumber, Field(ge=1, le=MOST_RUNS)] = Field(10, description="runs added between two looks")


class Tipping(_Table):
    """[tipping]: a school counts as surviving where an outcome is at or above a threshold."""

    outcome: str = Field("share_collaboration", description="column of the study's table")
    above: Number = Field(description="threshold, in the outcome's unit")


class Reading(_Table):
    """[reading]: what the files of a real school cannot tell."""

    cut: Number | None = Field(None, description="ties of at least this value count")
    undirected: bool | None = Field(None, description="whether every tie is one both ways")
    relation: str | None = Field(None, description="which relation, of several")
    wave: str | int | None = Field(None, description="which wave, of several")
    columns: dict[str, str | int] = Field(default_factory=dict, description="meaning of a column -> its name or number")
    scales: dict[str, str] = Field(default_factory=dict, description="what was measured -> its survey's scale, such as 0..6")
    missing: tuple[str | int, ...] = Field((), description="values that stand for unknown")
    principal: Literal["aside", "teacher"] | None = Field(None, description="what a principal in the roster is")


class Spec(_Table):
    """A study file, checked for its form."""

    name: str = Field("", max_length=80, description="short name, of the folder too; the file's when left out")
    title: str = Field("", description="the question in a line")
    base: str = Field(BASELINE, description="name or path of the scenario that points differ from")
    roster: str | tuple[str, ...] = Field("", description="file of a real school, or several; the name of a shipped one")
    ties: str = Field("", description="file of its ties, if they stand in another")
    reading: Reading = Field(default_factory=Reading, description="what the files cannot tell")
    seed: Annotated[WholeNumber, Field(ge=0, le=2**32 - 1)] = Field(1, description="seed of design and schools")
    runs: Annotated[WholeNumber, Field(ge=1, le=MOST_RUNS)] | None = Field(None, description="schools at each point; 20")
    random_numbers: Literal["common", "own"] | None = Field(
        None, description="whether points share their schools and random numbers or each has its own"
    )
    set: Changes = Field(default_factory=dict, description="fields that differ from the base at every point")
    design: Design = Field(default_factory=Design, description="how points are chosen")
    parameters: tuple[Parameter, ...] = Field(min_length=1, max_length=500, description="what varies")
    correlations: tuple[Correlation, ...] = Field((), max_length=500, description="which parameters go together")
    metrics: tuple[Metric, ...] = Field((), max_length=50, description="outcomes of the study's own")
    stop: Stop | None = Field(None, description="when a school is looked at no longer")
    constraints: tuple[str, ...] = Field((), max_length=100, description="comparisons that must hold at every point")
    observe: tuple[Observe, ...] = Field(min_length=1, max_length=200, description="what is kept of each school")
    precision: Precision | None = Field(None, description="when to stop adding runs")
    tipping: Tipping | None = Field(None, description="what counts as survival")
