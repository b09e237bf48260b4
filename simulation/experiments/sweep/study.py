"""The study: what varies, how the points are chosen, how many schools are simulated at each, and what is kept of them.

Read from TOML or a dictionary, checked as a whole; all faults are reported together, each with its place, its value, what is
allowed and the nearest name. docs/sweeps.md explains every field.
"""

import contextlib
import hashlib
import json
import math
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import ValidationError

from ...core import shipped
from ...core.program import command
from ...declare.outcome import Outcome
from ...declare.parameter import bounds, notes
from ...engine import extension
from ...engine.schedule import Phase
from ...inputs.faults import SHOWN, Faults, Readable, first_of, read, sentences
from ...inputs.limits import unfit, why_not
from ...inputs.quoting import did_you_mean, shown
from ...inputs.schema import STUDY
from ...inputs.toml import find, read_toml
from ...parameters.policies import Policy
from ...parameters.scenario import InputError, Scenario, ScenarioError, parameters
from ..uncertainty import Sets
from . import distributions, expressions, metrics, points
from .factors import MOST_WHOLE_STEPS, Factor, dummy, groups_of
from .spec import MOST_POINTS, OUTCOMES, SIZE_OF, STRUCTURED, Parameter, Spec

NOT_BOTH = "phases of one's own came with schools like a fitted one; a fit tells nothing of a phase of your own, so give one of the two"

if TYPE_CHECKING:
    from ...school.roster import School
    from ..fit.fit import Fit

#: Scenarios of points that a study keeps: some hundred megabytes at most.
_KEPT = 2000

_WAYS = ("distribution", "low", "values", "scenarios", "policy", "policies_of", "cases")


#: What `random_numbers` was called up to 0.4.1, and its values: files and manifests of that time hold them.
OLD_KEY, OLD_VALUES = "luck", {"shared": "common", "own": "own"}


class StudyError(Faults):
    """A study is not valid. `faults` holds one sentence for each fault."""


class StudyWarning(FutureWarning):
    """A study uses a key that has another name now; the message says what to write instead."""


@dataclass(frozen=True)
class Observed:
    """A column of the results: an outcome, averaged over years (empty: the last one)."""

    name: str
    outcome: str
    years: tuple[int, ...]
    declared: Outcome  #: under which name words/outcomes.py knows it, `outcome` says

    def about(self) -> dict[str, Any]:
        """Unit, range and meaning, with the years in words."""
        declared = self.declared
        when = "last year" if not self.years else f"year{'s' * (len(self.years) > 1)} {', '.join(map(str, self.years))}"
        return {
            "name": self.name,
            "unit": declared.unit,
            "range": f"{declared.low:g} to {declared.high:g}" if math.isfinite(declared.high - declared.low) else "any number",
            "meaning": f"{declared.meaning} ({when})",
        }


@dataclass(eq=False)
class Study:
    """A study that can be run.

    spec : what its file says, checked; scenarios : every scenario it names, by name; school : the real school that lives all runs
    sets : of a fit, under which run r of every point lives
    given : the values of all factors at each point, where a file has them; phases : of a week, if not the model's own
    week : what a manifest says of those phases; a study that is read back has this alone, and cannot go on without them
    """

    spec: Spec
    scenarios: dict[str, Scenario] = field(repr=False)
    school: "School | None" = field(default=None, repr=False)
    sets: Sets | None = field(default=None, repr=False)
    given: points.Rows | None = field(default=None, repr=False)
    phases: tuple[Phase, ...] | None = field(default=None, repr=False)
    week: list[dict[str, str]] | None = field(default=None, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """What travels to a worker: not what was worked out here, some of which cannot travel."""
        return {name: getattr(self, name) for name in ("spec", "scenarios", "school", "sets", "given", "phases", "week")}

    # ---------------------------------------------------------------- making one

    @classmethod
    def load(cls, source: "str | Path | dict | Study") -> "Study":
        """A study from its `source`: a TOML file, a shipped one also by its name, or a dictionary of the same form.

        Raises StudyError with every fault.
        """
        if isinstance(source, Study):
            return source
        if isinstance(source, dict):
            return _build(source, "", Path())
        path = Path(source)
        if why_not(path):
            path = find(source, "study", shipped.ROOT / "studies", shipped.names("studies"), StudyError)
        values = read_toml(path, "docs/sweeps.md", StudyError)
        return _build({"name": path.stem} | values, str(path), path.parent)

    def to_dict(self) -> dict[str, Any]:
        """Everything that determines the study, ready for JSON; `from_dict` reads it back without any other file."""
        spec = self.spec.model_dump(mode="json", exclude_none=True)
        school = {"school": self.school.to_dict()} if self.school else {}
        more: dict[str, Any] = {"uncertainty": self.sets.about()} if self.sets else {}
        more |= {"given": [list(row) for row in self.given]} if self.given is not None else {}
        more |= {"phases": self.week} if self.week else {}
        return {"study": spec, "scenarios": {name: s.to_dict() for name, s in self.scenarios.items()}} | school | more

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Study":
        """A study from values as `to_dict` gives them. Raises StudyError or ScenarioError when they are none."""
        if faults := first_of(unfit(values["study"])):
            raise StudyError(faults)
        scenarios = {name: Scenario.from_dict(s) for name, s in values["scenarios"].items()}
        spec, faults = _under_new_names(values["study"])
        if faults:
            raise StudyError(faults)
        school = None
        if "school" in values:
            from ...school.roster import School

            school = School.from_dict(values["school"])
        try:
            sets = Sets.from_manifest(values["uncertainty"]) if "uncertainty" in values else None
            rows = tuple(map(tuple, values["given"])) if "given" in values else None
            return cls(Spec.model_validate(spec), scenarios, school, sets, rows, week=values.get("phases"))
        except ValidationError as error:
            raise StudyError(sentences(Spec, error)) from None

    def of_school(self, school: "School | None") -> "Study":
        """The same study of a real school, or this one where none is given."""
        return replace(self, school=school) if school is not None else self

    def of_week(self, phases: Iterable[Phase] | None) -> "Study":
        """The same study with phases of one's own, or this one where none are given. Raises InputError for what is no phase."""
        week = extension.checked(phases)
        if week is not None and self.sets is not None:
            raise InputError(NOT_BOTH)
        return self if week is None else replace(self, phases=week, week=extension.told(week))

    def like(self, fit: "Fit | None") -> "Study":
        """The same study of schools like a fitted one, or this one where no fit is given. Raises InputError for another real school.

        What the study varies or sets, and what its scenarios say otherwise than the fitted one, stays as it is here.
        """
        if fit is None:
            return self
        fit.check_school(self.school)
        if self.phases is not None:
            raise InputError(NOT_BOTH)
        sets = fit.sets.but([*self._moved, *self.spec.set])
        for scenario in self.scenarios.values():
            sets = sets.but([name for name in sets.conditions if scenario.get(name) != fit.scenario.get(name)])
        return replace(self, sets=sets)

    def grown(self, size: int | None = None, runs: int | None = None) -> "Study":
        """The same study with another size (number of points, samples or trajectories) or other runs. Raises StudyError."""
        values = self.spec.model_dump(mode="python", exclude_none=True)
        if size is not None:
            if (key := SIZE_OF.get(self.spec.design.kind)) is None:
                kind = "a grid has as many points as its parameters make it; more steps are another study"
                given = "the points stand in the study's file; more of them are another study"
                raise StudyError([given if self.spec.design.kind == "file" else kind])
            values["design"][key] = size
        if runs is not None:
            if self.spec.precision is None:
                values["runs"] = runs
            else:
                values["precision"]["maximum"] = runs
        try:
            spec = Spec.model_validate(values)
        except ValidationError as error:
            raise StudyError(sentences(Spec, error)) from None
        if faults := _Checker(spec, self.scenarios, Readable(spec, [], frozenset())).faults():
            raise StudyError(faults)
        return replace(self, spec=spec)

    # ---------------------------------------------------------------- reading one

    @property
    def name(self) -> str:
        """The short name."""
        return self.spec.name or "study"

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """What varies; a dummy stands last where an analysis of variance needs one."""
        made = tuple(_factor(p, self.spec, self.scenarios) for p in self.spec.parameters)
        return (*made, dummy()) if self.spec.design.kind in STRUCTURED else made

    @cached_property
    def observed(self) -> tuple[Observed, ...]:
        """The columns that are kept of each school, in their order."""
        return _observed(self.spec)

    @cached_property
    def looked(self) -> metrics.Looked:
        """How the years of a school become its row."""
        return metrics.Looked(self.spec, self.observed)

    @cached_property
    def correlation(self) -> np.ndarray | None:
        """The correlations of what is sampled, as normal scores in the order of the factors; None where all are independent."""
        if not self.spec.correlations:
            return None
        return distributions.matrix([f.name for f in self.factors if not f.crossed], self.spec.correlations)

    @property
    def points_a_draw(self) -> int:
        """At how many points a place that was drawn once is simulated: at every value of what is crossed, one after another."""
        return math.prod(len(f.levels) for f in self.factors if f.crossed)

    @property
    def outcome_names(self) -> list[str]:
        """Names of those columns."""
        return [o.name for o in self.observed]

    @property
    def own_random_numbers(self) -> bool:
        """True when every point has schools of its own; False with common random numbers."""
        return (self.spec.random_numbers or self._usual_random_numbers) == "own"

    @property
    def _usual_random_numbers(self) -> str:
        return "own" if self.spec.design.kind in STRUCTURED else "common"

    @property
    def runs(self) -> int:
        """Runs at each point, before any are added for precision."""
        return self.spec.precision.minimum if self.spec.precision else self.spec.runs or 20

    @property
    def most_runs(self) -> int:
        """Runs at a point at most."""
        return self.spec.precision.maximum if self.spec.precision else self.runs

    @property
    def size(self) -> int | None:
        """Points, samples or trajectories; None for a grid."""
        key = SIZE_OF.get(self.spec.design.kind)
        return getattr(self.spec.design, key) if key else None

    def seed_of(self, point: int) -> int:
        """The seed of a point's schools. With random numbers of their own no two points share one: the multiplier is odd."""
        return (self.spec.seed + point * 0x9E3779B9) % 2**32 if self.own_random_numbers else self.spec.seed

    def scenario(self, values: tuple[Any, ...]) -> Scenario:
        """The scenario at a point; values in the order of the factors. Those of some thousand points are kept: work comes back to them."""
        return self._kept(values)

    @cached_property
    def _kept(self) -> Callable[[tuple[Any, ...]], Scenario]:
        return lru_cache(maxsize=_KEPT)(self._made)

    def moves(self, *fields: str) -> bool:
        """Whether some of these fields differ between points, as far as can be told: a choice of scenarios may move any."""
        return any(f.chooses_base for f in self.factors) or not self._moved.isdisjoint(fields)

    @cached_property
    def _moved(self) -> set[str]:
        """Fields that a factor moves, besides what scenarios to choose from differ in."""
        of = (f for f in self.factors if not f.chooses_base)
        return {name for f in of for level in (f.levels or (f.low,)) for name in f.changes(level)}

    def _made(self, values: tuple[Any, ...]) -> Scenario:
        base = BASE
        changes: dict[str, Any] = {}
        policies: tuple[Policy, ...] = ()
        for factor, value in zip(self.factors, values, strict=True):
            if factor.chooses_base:
                base = value
            elif factor.policies:
                policies += factor.policies if value else ()
            else:
                changes |= {name: float(v) if isinstance(v, bool) else v for name, v in factor.changes(value).items()}
        scenario = self._bases[base]
        if policies:
            changes["policies"] = [p.model_dump(exclude_none=True) for p in (*scenario.policies, *policies)]
        return scenario.replace(changes) if changes else scenario

    @cached_property
    def _bases(self) -> dict[str, Scenario]:
        return {name: s.replace(self.spec.set) if self.spec.set else s for name, s in self.scenarios.items()}

    def allows(self, values: tuple[Any, ...]) -> bool:
        """Whether a point (values in the order of the factors) meets every constraint."""
        if not self._constraints:
            return True
        known = {f.name: v for f, v in zip(self.factors, values, strict=True)}
        base = self._bases[next((known[f.name] for f in self.factors if f.chooses_base), BASE)]
        for factor in self.factors:
            known |= factor.changes(known[factor.name])
        lookup = lambda name: known[name] if name in known else base.get(name)  # noqa: E731
        try:
            return all(holds(lookup) for holds in self._constraints)
        except (TypeError, ArithmeticError) as error:
            raise StudyError([f"a constraint cannot be worked out ({error}); compare numbers with numbers"]) from None

    @cached_property
    def _constraints(self):
        return [expressions.read(text)[0] for text in self.spec.constraints]

    def identity(self) -> str:
        """A digest of what makes it this study: everything but its size and what only the analysis uses."""
        values = self.to_dict()
        spec = values["study"]
        if spec.pop("random_numbers", self._usual_random_numbers) != self._usual_random_numbers:
            spec[OLD_KEY] = "own" if self.own_random_numbers else "shared"  # so that digests stay what they were
        for key in ("title", "runs", "tipping", "roster", "ties", "reading"):  # what was read of files stands in `school`
            spec.pop(key, None)
        if self.school:
            values["school"] = self.school.identity()["digest"]
        for key in ("points", "samples", "trajectories"):
            spec["design"].pop(key, None)
        spec["design"].pop("file")  # what was read of it stands in `given`
        for key in ("correlations", "metrics"):  # so that digests of studies without them stay what they were
            if not spec[key]:
                spec.pop(key)
        for parameter in spec["parameters"]:
            if not parameter["group"]:
                parameter.pop("group")
        for key in ("half_width", "maximum"):
            spec.get("precision", {}).pop(key, None)
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def n_points(study: Study) -> int:
    """How many points a study has, at most: constraints may thin a grid."""
    if study.given is not None:
        return len(study.given)
    if (size := study.size) is None:
        return math.prod(len(f.grid()) for f in study.factors)
    n_factors = len(set(groups_of(study.factors)))
    if study.spec.design.kind == "saltelli":
        return size * ((2 if study.spec.design.second_order else 1) * n_factors + 2)
    if study.spec.design.kind == "morris":
        return size * (n_factors + 1)
    return size * study.points_a_draw


#: The key under which a study keeps the scenario that it differs from.
BASE = "(base)"


# ---------------------------------------------------------------- building and checking

#: Tables that no study is without, to check the others where these cannot be read.
_INSTEAD = {"parameters": [{"field": "school.poverty", "values": [0.5]}], "observe": [{"outcomes": [next(iter(OUTCOMES))]}]}


def _build(values: dict[str, Any], where: str, folder: Path) -> Study:
    if not isinstance(values, dict):
        raise StudyError([f"a study is a table of fields, and {shown(values)} is not"], where)
    values, old = _under_new_names(STUDY.up_to_date(values, StudyError, where), warn=True)
    values, table = _with_parameters(values, folder, where)
    reading = read(Spec, values, _INSTEAD)
    if (spec := reading.value) is None:
        raise StudyError([*old, *reading.faults], where)
    scenarios, faults = _scenarios(spec, folder)
    faults += _Checker(spec, scenarios, reading).faults()
    school, wrong = _school(spec, folder)
    faults += wrong
    if faults := [*old, *reading.and_also(faults)]:
        raise StudyError(faults, where)
    study = Study(spec, scenarios, school)
    if table is None:
        return study
    try:
        return replace(study, given=table.points(study.factors))
    except InputError as error:
        raise StudyError([f"design.file: {error}"], where) from None


def _with_parameters(values: dict[str, Any], folder: Path, where: str) -> tuple[dict[str, Any], points.Table | None]:
    """The values with a parameter for each column of design.file where none are listed, and that table. Raises StudyError."""
    design = values.get("design")
    if (
        not isinstance(design, dict)
        or design.get("kind") != "file"
        or not isinstance(name := design.get("file"), str)
        or not name
    ):
        return values, None
    try:
        table = points.Table(name if Path(name).is_absolute() else folder / name)
        return (values if "parameters" in values else values | {"parameters": table.parameters()}), table
    except InputError as error:
        raise StudyError([f"design.file: {error}"], where) from None


def _school(spec: Spec, folder: Path) -> "tuple[School | None, list[str]]":
    """The real school that a study names, and what is wrong with its files, which lie beside the study."""
    names = [spec.roster] if isinstance(spec.roster, str) else list(spec.roster)
    files = [name if why_not(folder / name) else str(folder / name) for name in names if name]
    ties = (spec.ties if why_not(folder / spec.ties) else str(folder / spec.ties)) if spec.ties else None
    reading = spec.reading.model_dump(exclude_defaults=True)
    if not files and ties is None:
        return None, ["reading says how to read the files of a real school; name them: roster = FILE"] if reading else []
    from ...school.roster import RosterError, School

    try:
        return School.read(files or [str(ties)], ties if files else None, **reading), []
    except RosterError as error:
        return None, error.faults


def _under_new_names(values: dict[str, Any], warn: bool = False) -> tuple[dict[str, Any], list[str]]:
    """A study's values without keys of older versions, and what is wrong with those; warn : issue a StudyWarning for them."""
    if OLD_KEY not in values:
        return values, []
    values = dict(values)
    old = values.pop(OLD_KEY)
    if "random_numbers" in values:
        return values, [f"{OLD_KEY} and random_numbers say the same; keep random_numbers and leave {OLD_KEY} out"]
    if not isinstance(old, str) or old not in OLD_VALUES:
        new = " or ".join(f'"{value}"' for value in OLD_VALUES.values())
        return values, [f"{OLD_KEY} = {shown(old)} is not one of {', '.join(OLD_VALUES)}; write random_numbers = {new} instead"]
    values["random_numbers"] = OLD_VALUES[old]
    if warn:
        sentence = f'{OLD_KEY} = "{old}" of a study has another name now: write random_numbers = "{OLD_VALUES[old]}" instead'
        warnings.warn(sentence, StudyWarning, stacklevel=4)
    return values, []


def _scenarios(spec: Spec, folder: Path) -> tuple[dict[str, Scenario], list[str]]:
    """Every scenario that a study names; those given by path lie beside the study file."""
    named = {"base": (BASE, spec.base)}
    for i, p in enumerate(spec.parameters, 1):
        named |= {f"parameters[{i}].scenarios[{k}]": (name, name) for k, name in enumerate(p.scenarios or (), 1)}
        if p.policies_of:
            named[f"parameters[{i}].policies_of"] = (p.policies_of, p.policies_of)
    found, faults = {}, []
    for place, (key, name) in named.items():
        beside = folder / name
        try:
            found[key] = Scenario.load(beside if name.endswith(".toml") and not why_not(beside) else name)
        except InputError as error:
            faults += [f"{place} = {name!r}: {fault}" for fault in getattr(error, "faults", [str(error)])]
    return found, faults


def _factor(p: Parameter, spec: Spec, scenarios: dict[str, Scenario]) -> Factor:
    """The factor of a parameter that has been checked."""
    if p.scenarios:
        return Factor(p.name or "scenario", "category", levels=p.scenarios, chooses_base=True, crossed=bool(p.crossed))
    if p.policy or p.policies_of:
        policies = (p.policy,) if p.policy else scenarios[p.policies_of].policies
        name = p.name or (p.policy.name if p.policy else Path(p.policies_of).stem)
        crossed = spec.design.kind not in (*STRUCTURED, "grid", "file") and p.crossed is not False
        return Factor(name, "switch", levels=(False, True), policies=policies, crossed=crossed)
    if p.cases:
        return Factor(p.name, "category", levels=tuple(p.cases), cases=p.cases, crossed=bool(p.crossed))
    name = p.name or p.field
    if p.values is not None:
        kind = "switch" if all(isinstance(v, bool) for v in p.values) else "category"
        return Factor(name, kind, p.field, levels=p.values, crossed=bool(p.crossed))
    low, high = _ends(p)
    within = distributions.Within(p.distribution, low, high) if p.distribution else None
    if within is not None:
        low, high = within.low, within.high
    whole = parameters()[p.field].annotation is int
    low, high = (int(low), int(high)) if whole else (float(low), float(high))
    kind = "integer" if whole else "continuous"
    return Factor(name, kind, p.field, low, high, p.scale == "log", p.steps or 0, within=within, group=p.group)


def _ends(p: Parameter) -> tuple[float, float]:
    """The lowest and the highest value of a number; those that its field allows where a distribution leaves them out."""
    lowest, highest = bounds(parameters()[p.field])
    return (lowest if p.low is None else p.low), (highest if p.high is None else p.high)


def _observed(spec: Spec) -> tuple[Observed, ...]:
    """The columns of the study's table; an outcome that is taken twice carries its years in the column's name."""
    pairs = [(name, tuple(sorted(set(o.years)))) for o in spec.observe for name in o.outcomes]
    names = [name for name, _ in pairs]
    own = metrics.own_outcomes(spec)
    made = []
    for name, years in pairs:
        span = f"_year_{years[0]}" if len(years) == 1 else "_years_" + "_".join(map(str, years)) if years else "_last"
        declared = own.get(name) or OUTCOMES[name]
        made.append(Observed(name + span if names.count(name) > 1 else name, metrics.known_as(declared), years, declared))
    return tuple(made)


class _EnoughError(Exception):
    """More is wrong than is told at once."""


class _Checker:
    """Whether the parts of a specification fit together. A study has all of its faults or none."""

    def __init__(self, spec: Spec, scenarios: dict[str, Scenario], reading: Readable[Spec]):
        self.spec, self.scenarios = spec, scenarios
        self.sure, self.whole = reading.sure, not reading.faults
        self.found: list[str] = []

    def faults(self) -> list[str]:
        """One sentence for each fault; no more are looked for than are told."""
        with contextlib.suppress(_EnoughError):
            self._look()
        return self.found

    def _look(self) -> None:
        self._valid("set", self.spec.set)
        for i, p in enumerate(self.spec.parameters, 1):
            self._parameter(f"parameters[{i}]", p)
        if self.sure("design"):
            self._design()
        if self.sure("metrics", "stop"):
            for fault in metrics.faults(self.spec):
                self.say(fault)
        self._columns()
        if self.sure("parameters"):
            self._constraints()
            self._correlations()
        if self.whole and not self.found:  # what follows needs factors that make sense
            self._names()
            self._points()

    def say(self, sentence: str) -> None:
        self.found.append(sentence)
        if len(self.found) > SHOWN:
            raise _EnoughError

    def _valid(self, place: str, changes: dict[str, Any]) -> None:
        """Whether the scenario takes these changes."""
        try:
            self.scenarios.get(BASE, Scenario()).replace(changes)
        except ScenarioError as error:
            for fault in error.faults:
                self.say(f"{place}: {fault}")

    def _parameter(self, place: str, p: Parameter) -> None:
        ways = [way for way in _WAYS if getattr(p, way) not in (None, "")]
        if p.distribution:
            ways = [way for way in ways if way != "low"]
        elif p.high is not None and p.low is None:
            ways.insert(0, "low")
        if len(ways) != 1:
            given = f"{' and '.join(ways)} were given" if ways else "nothing says what it varies"
            return self.say(f"{place}: {given}; give one of: low and high, values, scenarios, policy, policies_of, cases")
        way = ways[0]
        if way in ("low", "values", "distribution"):
            if not p.field:
                return self.say(f"{place}.field is missing; name the scenario's field that varies")
            if p.field not in parameters():
                return self.say(
                    f"{place}.field: {p.field!r} is not a number of a scenario{did_you_mean(p.field, parameters())}"
                )
        elif p.field:
            self.say(f"{place}.field = {p.field!r} stands beside {way}, which says itself what varies; leave it out")
        if (p.scale == "log" and way != "low") or (p.steps is not None and way != "low"):
            self.say(f"{place}: scale and steps belong to low and high; leave them out beside {way}")
        spoilt = self.sure("design") and self.spec.design.kind in (*STRUCTURED, "grid", "file")
        if p.crossed is not None and (way == "low" or spoilt):
            self.say(f"{place}.crossed is for categories and switches of a sampled design (random, latin_hypercube, sobol)")
        if p.group and self.spec.design.kind not in STRUCTURED and self.sure("design"):
            self.say(f"{place}.group = {p.group!r} belongs to a morris or saltelli design")
        getattr(self, f"_{way}")(place, p)

    def _distribution(self, place: str, p: Parameter) -> None:
        if self.spec.design.kind in ("grid", "file") and self.sure("design"):
            return self.say(
                f"{place}.distribution is for points that are drawn; a {self.spec.design.kind} has its values already"
            )
        lowest, highest = bounds(parameters()[p.field])
        low, high = _ends(p)
        if not lowest <= low < high <= highest:
            unit = notes(parameters()[p.field])["unit"]
            return self.say(
                f"{place}: low = {low:g} and high = {high:g} are no range; {p.field} may go from {lowest:g} to {highest:g} {unit}"
            )
        assert p.distribution is not None
        try:
            distributions.Within(p.distribution, low, high)
        except ValueError as error:
            self.say(f"{place}.distribution: {error}")

    def _correlations(self) -> None:
        kind, asked = self.spec.design.kind, self.spec.correlations
        if asked and kind not in ("random", "sobol", "latin_hypercube") and self.sure("design"):
            self.say(
                f"correlations are for random, sobol and latin_hypercube designs; a {kind} one needs parameters that move by themselves"
            )
        named = [p.name or p.field for p in self.spec.parameters if p.low is not None or p.distribution]
        for i, c in enumerate(asked, 1):
            for name in c.between:
                if name not in named:
                    self.say(
                        f"correlations[{i}].between: {name!r} is no parameter with a range or a distribution{did_you_mean(name, named)}"
                    )
            if c.between[0] == c.between[1]:
                self.say(f"correlations[{i}].between names {c.between[0]!r} twice; a parameter goes with itself anyway")
        if len({frozenset(c.between) for c in asked}) < len(asked):
            self.say("correlations: two parameters are named together twice; keep one")
        if asked and not self.found and self.whole:
            try:
                distributions.matrix(named, asked)
            except ValueError as error:
                self.say(f"correlations: {error}")

    def _low(self, place: str, p: Parameter) -> None:
        if p.low is None or p.high is None:
            return self.say(f"{place}.{'low' if p.low is None else 'high'} is missing; a range has both ends")
        about = parameters()[p.field]
        lowest, highest = bounds(about)
        allowed = f"{p.field} may go from {lowest:g} to {highest:g} {notes(about)['unit']}"
        for end in ("low", "high"):
            value = getattr(p, end)
            if not lowest <= value <= highest:
                self.say(f"{place}.{end} = {value:g} is out of range; {allowed}")
            elif about.annotation is int and value != int(value):
                self.say(f"{place}.{end} = {value:g} is not a whole number; {allowed}")
        if p.low >= p.high:
            self.say(f"{place}.low = {p.low:g} is not below high = {p.high:g}; a range has a lower and a higher end")
        elif p.scale == "log" and p.low <= 0:
            self.say(f"{place}.low = {p.low:g} has no logarithm; give a low above 0 or scale = 'linear'")
        elif self.spec.design.kind == "grid" and p.steps is None and self.sure("design"):
            if about.annotation is not int:
                self.say(f"{place}.steps is missing; on a grid say how many values to take between low and high")
            elif p.high - p.low >= MOST_WHOLE_STEPS:
                self.say(f"{place}.steps is missing; {p.high - p.low + 1:.0f} whole numbers are many for a grid")

    def _values(self, place: str, p: Parameter) -> None:
        assert p.values is not None
        if any(isinstance(v, bool) for v in p.values) and not all(isinstance(v, bool) for v in p.values):
            return self.say(f"{place}.values mixes numbers with true and false; give either")
        about = parameters()[p.field]
        if isinstance(p.values[0], bool) and (about.annotation is not int or bounds(about) != (0, 1)):
            low, high = bounds(about)
            unit = notes(about)["unit"]
            return self.say(
                f"{place}.values = {shown(p.values)} are for what is off or on; {p.field} takes {low:g} to {high:g} {unit}"
            )
        if len(set(p.values)) < len(p.values):
            self.say(f"{place}.values names a value twice; keep it once")
        for value in p.values:
            self._valid(f"{place}.values", {p.field: float(value) if isinstance(value, bool) else value})

    def _scenarios(self, place: str, p: Parameter) -> None:
        assert p.scenarios is not None
        if len(set(p.scenarios)) < len(p.scenarios):
            self.say(f"{place}.scenarios names a scenario twice; keep it once")
        if any(q.scenarios for q in self.spec.parameters if q is not p):
            self.say(f"{place}.scenarios: only one parameter can choose the scenario; put them into one list")

    def _policy(self, place: str, p: Parameter) -> None:
        assert p.policy is not None
        self._valid(f"{place}.policy", {"policies": [p.policy.model_dump(exclude_none=True)]})

    def _policies_of(self, place: str, p: Parameter) -> None:
        if p.policies_of in self.scenarios and not self.scenarios[p.policies_of].policies:
            self.say(
                f"{place}.policies_of = {p.policies_of!r} has no policies; `{command('scenarios', 'show', p.policies_of)}` tells what it does"
            )

    def _cases(self, place: str, p: Parameter) -> None:
        assert p.cases is not None
        if not p.name:
            self.say(f"{place}.name is missing; say what the cases are cases of")
        for case, changes in p.cases.items():
            self._valid(f"{place}.cases.{case}", changes)
            if not changes:
                self.say(f"{place}.cases.{case} changes nothing; name fields and their values")

    def _design(self) -> None:
        design, kind = self.spec.design, self.spec.design.kind
        wanted = SIZE_OF.get(kind)
        if (kind == "file") != bool(design.file):
            how = 'write file = "points.csv"' if kind == "file" else 'it goes with kind = "file"'
            self.say(f"design.file {'is missing' if kind == 'file' else f'= {design.file!r} means nothing here'}; {how}")
        for key in ("points", "samples", "trajectories"):
            value = getattr(design, key)
            if key == wanted and value is None:
                self.say(f"design.{key} is missing; say how many {key} the {kind} design has")
            elif key != wanted and value is not None:
                no_size = "its points stand in the file" if kind == "file" else "its size follows from steps and values"
                instead = f"its size is design.{wanted}" if wanted else no_size
                self.say(f"design.{key} = {value} means nothing to a {kind} design; {instead}")
        if kind == "saltelli" and design.samples and design.samples & (design.samples - 1):
            below = 1 << (design.samples.bit_length() - 1)
            self.say(f"design.samples = {design.samples} is not a power of two; the nearest are {below} and {2 * below}")
        if design.levels is not None and (kind != "morris" or design.levels % 2):
            self.say(f"design.levels = {design.levels}: it belongs to a morris design and is an even number")
        if design.second_order and kind != "saltelli":
            self.say("design.second_order belongs to a saltelli design")
        if self.spec.constraints and kind in (*STRUCTURED, "latin_hypercube", "file"):
            self.say(f"constraints would tear holes into a {kind} design; use cases, or a grid, random or sobol design")
        if self.spec.runs is not None and self.spec.precision is not None:
            self.say("runs and [precision] say different things; the runs of [precision] go from minimum to maximum")

    def _columns(self) -> None:
        known = OUTCOMES | metrics.own_outcomes(self.spec)
        for i, block in enumerate(self.spec.observe, 1):
            for name in block.outcomes:
                if name not in known:
                    near = did_you_mean(name, known, "docs/codebook.md has all")
                    self.say(f"observe[{i}].outcomes: {name!r} is not an outcome{near}")
        if any(name not in known for block in self.spec.observe for name in block.outcomes):
            return
        columns = [o.name for o in _observed(self.spec)]
        for name in sorted({name for name in columns if columns.count(name) > 1}):
            self.say(f"observe: {name} is taken twice from the same years; keep it once")
        for table in ("precision", "tipping"):
            wanted = getattr(self.spec, table)
            if wanted is not None and wanted.outcome not in columns and self.sure("observe"):
                self.say(f"{table}.outcome = {wanted.outcome!r} is not observed{did_you_mean(wanted.outcome, columns)}; add it")
        if (p := self.spec.precision) and p.maximum < p.minimum:
            self.say(f"precision.maximum = {p.maximum} is below minimum = {p.minimum}; give a larger one")

    def _names(self) -> None:
        if not self._complete():
            return
        factors = Study(self.spec, self.scenarios).factors
        names = [f.name for f in factors]
        taken = {"point", "run", "seed", "error", *(o.name for o in _observed(self.spec))}
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                self.say(f"parameters: two are called {name!r}; give each a name of its own")
            if name in taken:
                self.say(f"parameters: {name!r} is the name of another column; give the parameter another name")
        fields = [name for f in factors for name in dict.fromkeys(n for v in (f.levels or (f.low,)) for n in f.changes(v))]
        for name in dict.fromkeys([*fields, *self.spec.set]):
            if fields.count(name) + (name in self.spec.set) > 1:
                self.say(f"{name} is set in two places; keep it in one parameter, case or [set]")

    def _complete(self) -> bool:
        """False when a scenario is missing; that has been said already."""
        named = {n for p in self.spec.parameters for n in (*(p.scenarios or ()), p.policies_of) if n}
        return {BASE, *named} <= self.scenarios.keys()

    def _constraints(self) -> None:
        named = [p.name or p.field or (p.policy.name if p.policy else Path(p.policies_of).stem) for p in self.spec.parameters]
        for i, text in enumerate(self.spec.constraints, 1):
            try:
                _, names = expressions.read(text)
            except expressions.ExpressionError as error:
                self.say(f"constraints[{i}] = {text!r}: {error}; allowed are {expressions.ALLOWED}")
                continue
            known = [*named, "scenario", *parameters()]
            for name in names:
                if name not in known:
                    self.say(f"constraints[{i}]: {name} is neither a parameter nor a field{did_you_mean(name, known)}")

    def _points(self) -> None:
        """Whether the years that are observed are simulated at every point, and every level makes a scenario."""
        if self.found or not self._complete():
            return
        study = Study(self.spec, self.scenarios)
        if (n := n_points(study)) > MOST_POINTS:
            return self.say(f"design: {n:,} points are more than {MOST_POINTS:,}; take fewer values, steps or samples")
        first = [f.levels[0] if f.levels else f.low for f in study.factors]
        simulated = []
        for k, factor in enumerate(study.factors):
            for level in factor.levels or (factor.low, factor.high):
                try:
                    simulated.append(study.scenario((*first[:k], level, *first[k + 1 :])).years)
                except ScenarioError as error:
                    for fault in error.faults:
                        self.say(f"parameter {factor.name} at {level}: {fault}")
        asked = max((year for o in study.observed for year in o.years), default=1)
        if simulated and asked > min(simulated):
            self.say(f"observe: year {asked} is not simulated at every point; the shortest run has {min(simulated)} years")
