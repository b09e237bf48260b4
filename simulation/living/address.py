"""One run's identity: scenario, changes, seed, school and week as an address of the page and as a command line.

Whatever a viewer changed is part of it, and with all its digits, so the same address, or the same command, gives the same numbers to the last digit.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from ..core.program import command
from ..core.vocabulary import WEEKS_PER_YEAR
from ..inputs.limits import number_in, whole_in
from ..inputs.quoting import shown
from ..inputs.writing import in_full, toml_value
from ..parameters.scenario import BASELINE, InputError, Scenario, shipped

if TYPE_CHECKING:
    from ..school.roster import School

#: Changes in the course of a run that one address may carry.
MOST_CHANGES = 100


@dataclass(frozen=True)
class Identity:
    """What determines the school on the screen, and the week at which it is looked at."""

    scenario: str = BASELINE  #: name of a shipped scenario
    set: dict = field(default_factory=dict)  #: fields changed on the first day
    live: tuple[tuple[int, dict], ...] = ()  #: fields changed once so many weeks had passed, in the order of weeks
    policies: str = ""  #: policies of a scenario that is not shipped, as JSON; they take the place of the scenario's own
    seed: int = 1
    run: int = 0
    week: int = 0  #: weeks that have passed
    title: str = ""  #: name of a scenario that is not shipped
    summer: bool = False  #: the summer after that week has passed as well

    def scenario_now(self) -> Scenario:
        """The scenario under which this school lives, with what was changed on the way as dated policies. Raises InputError."""
        return with_changes(self.scenario_on_first_day(), self.live)

    def scenario_on_first_day(self) -> Scenario:
        """The scenario before anything was changed on the way. Raises InputError."""
        if self.scenario not in shipped():
            Scenario.load(str(self.scenario).replace("/", " ").replace(".toml", " "))  # says which names there are
        changes = dict(self.set)
        if self.policies:
            changes["policies"] = _json(self.policies)
        if self.title:
            changes["name"] = self.title
        scenario = Scenario.load(self.scenario)
        return scenario.replace(changes) if changes else scenario

    def query(self) -> str:
        """The part of the address after the question mark."""
        pairs = [("scenario", self.scenario), ("seed", self.seed), ("school", self.run), ("week", self.week)]
        pairs += [("set", f"{name}:{in_full(value)}") for name, value in self.set.items()]
        pairs += [("at", f"{week}:{name}:{in_full(value)}") for week, changes in self.live for name, value in changes.items()]
        pairs += [("summer", 1)] if self.summer else []
        pairs += [("policies", self.policies)] if self.policies else []
        pairs += [("title", self.title)] if self.title else []
        return urlencode(pairs, safe=":.")

    @classmethod
    def from_query(cls, query: str) -> "Identity":
        """Read an address. Raises InputError when it is not one; fields and values are checked with the scenario."""
        if len(query) > 20_000:
            raise InputError("the address is longer than 20000 characters; open the scenario from its file instead")
        values = {"scenario": BASELINE, "seed": "1", "school": "0", "week": "0", "summer": "0", "policies": "", "title": ""}
        first_day: dict[str, float] = {}
        live: dict[int, dict[str, float]] = {}
        for key, text in parse_qsl(query.lstrip("?"), keep_blank_values=True):
            if key == "set":
                name, _, value = text.partition(":")
                first_day[name] = _number(f"set {name}", value)
            elif key == "at":
                week, _, rest = text.partition(":")
                name, _, value = rest.partition(":")
                live.setdefault(_whole("at", week), {})[name] = _number(f"at {week} {name}", value)
            elif key in values:
                values[key] = text
        if sum(len(changes) for changes in live.values()) > MOST_CHANGES:
            raise InputError(f"the address carries more than {MOST_CHANGES} changes; put them into a scenario file as policies")
        return cls(
            values["scenario"], first_day, tuple(sorted(live.items())), values["policies"], _whole("seed", values["seed"]),
            _whole("school", values["school"]), _whole("week", values["week"]), values["title"][:80],
            values["summer"] == "1",
        )  # fmt: skip

    @classmethod
    def of(cls, scenario: Scenario, seed: int = 1, run: int = 0) -> "Identity":
        """The identity of a run under a scenario that is not shipped: the baseline, and all that differs from it."""
        base = Scenario.load(BASELINE)
        differ = {name: here for name, (here, _) in scenario.differences(base).items() if name != "policies"}
        policies = [policy.model_dump(mode="json", exclude_none=True) for policy in scenario.policies]
        text = json.dumps(policies, separators=(",", ":")) if policies else ""
        return cls(BASELINE, differ, (), text, seed, run, 0, scenario.name)

    def changed(self, **values) -> "Identity":
        """The same run with other values."""
        return replace(self, **values)

    def command(self, school: "School | None" = None, more: Sequence[str] = ()) -> str:
        """The command that gives the numbers of this run: the school is the last of its tables. school : the real one, if it is one

        more : other options
        """
        words = ["run", self.scenario, "--seed", str(self.seed), "--runs", str(self.run + 1)]
        for name, value in self.set.items():
            words += ["--set", f"{name}={in_full(value)}"]
        scenario = self.scenario_now()
        if self.policies or self.live:
            words += [
                "--set",
                f"policies={toml_value([p.model_dump(mode='json', exclude_none=True) for p in scenario.policies])}",
            ]
        words += school.receipt.words if school is not None and school.receipt else []
        return command(*words, *more, "--record", "weeks", "--record", "teachers")


#: Changes on the way: weeks that had passed, and field -> value from then on.
Live = tuple[tuple[int, dict[str, float]], ...]


def with_changes(scenario: Scenario, live: tuple[tuple[int, dict], ...]) -> Scenario:
    """The scenario with a dated policy, or two, for every week in which something was changed. Raises InputError."""
    policies: list[dict[str, Any]] = [policy.model_dump() for policy in scenario.policies]
    for week, changes in live:
        year, of_year = week // WEEKS_PER_YEAR + 1, week % WEEKS_PER_YEAR + 1
        if year > scenario.years or not changes:
            continue
        name = f"changed in year {year}, week {of_year}"
        if of_year == 1:
            policies.append({"name": name, "start": year, "set": changes})
            continue
        policies.append({"name": name, "start": year, "end": year, "weeks": (of_year, WEEKS_PER_YEAR), "set": changes})
        if year < scenario.years:
            policies.append({"name": f"{name}, for good", "start": year + 1, "set": changes})
    if not live:
        return scenario
    return scenario.replace({"policies": policies})


def _json(text: str):
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise InputError(
            "the policies in the address cannot be read; copy the whole address, or open the scenario file"
        ) from None


def _whole(name: str, text: str) -> int:
    if (value := whole_in(text)) is None:
        raise InputError(f"{shown(name)[1:-1]} = {shown(text)} in the address is not a whole number")
    return value


def _number(name: str, text: str):
    value = number_in(text)
    if value is None or not math.isfinite(value):
        raise InputError(f"{shown(name)[1:-1]} = {shown(text)} in the address is not a number")
    return int(value) if value.is_integer() else value
