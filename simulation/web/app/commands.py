"""What to type for the numbers that the page computed over many schools: a command for a comparison, a study file for a map."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ...core.program import command
from ...declare.outcomes import YEAR_COLUMNS
from ...inputs.writing import in_full, toml_value
from ...living.address import Identity
from ...parameters.describe import as_toml
from ...parameters.scenario import Scenario
from .ensembles import axis_values

if TYPE_CHECKING:
    from ...school.roster import School

#: What the files of a map are called.
STUDY, SCENARIO = "map.toml", "map_scenario.toml"


def comparison(a: Identity, b: Identity, runs: int, files: list[str], like: Sequence[str] = ()) -> str:
    """The command that compares two settings over `runs` schools. files : options that read real ones; like : options for schools like a fit"""
    first, second = a.scenario_now(), b.scenario_now()
    given = _changes(first, Scenario.load(a.scenario))
    changed = _changes(second, Scenario.load(b.scenario).replace(given))
    words = [word for name, value in _said(given, a, like).items() for word in ("--set", f"{name}={_typed(value)}")]
    words += [
        word for name, value in _said(changed, b, like, given).items() for word in ("--change", f"{name}={_typed(value)}")
    ]
    return command("compare", a.scenario, b.scenario, "--seed", str(a.seed), "--runs", str(runs), *words, *files, *like)


def study(
    identity: Identity, x: str, y: str, steps: int, schools: int, school: "School | None" = None, like: Sequence[str] = ()
) -> dict[str, Any]:
    """The study of a map and the command that runs it: {"files": [[name, text], ...], "command"}.

    A study sets numbers only, so policies come in a scenario file of their own.
    """
    scenario = identity.scenario_now()
    given = _said(_changes(scenario, Scenario.load(identity.scenario)), identity, like)
    own = "policies" in given
    lines = [
        "schema = 1",
        f"title = {toml_value(f'What {x} and {y} do together')}",
        f"base = {toml_value(SCENARIO if own else identity.scenario)}",
        f"seed = {identity.seed}",
        f"runs = {schools}",
        'random_numbers = "common"',
    ]
    if not own:
        fixed = {name: value for name, value in given.items() if name not in (x, y)}
        lines += ["", "[set]", *(f"{toml_value(name)} = {toml_value(value)}" for name, value in fixed.items())]
    lines += ["", "[design]", 'kind = "grid"']
    for name in (x, y):
        lines += ["", "[[parameters]]", f"field = {toml_value(name)}", f"values = {toml_value(axis_values(name, steps))}"]
    lines += ["", "[[observe]]", f"outcomes = {toml_value([column.name for column in YEAR_COLUMNS])}", ""]
    made = [[STUDY, "\n".join(lines)]]
    made += [[SCENARIO, as_toml(scenario, only_situation=False)]] if own else []
    return {"files": made, "command": command("sweep", STUDY, *files(school), *like)}


def files(school: "School | None") -> list[str]:
    """Options that read a real school; none for a made one."""
    return school.receipt.words if school is not None and school.receipt else []


def _said(
    changes: dict[str, Any], identity: Identity, like: Sequence[str], already: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    """Changes, under a fit also what an address sets to the value that it has anyway: then no set moves it."""
    more = {name: value for name, value in identity.set.items() if already.get(name) != value} if like else {}
    return {**more, **changes}


def _changes(scenario: Scenario, other: Scenario) -> dict[str, Any]:
    """What has to be set in another scenario to make it this one."""
    changes = {name: here for name, (here, _) in scenario.differences(other).items()}
    if "policies" in changes:
        changes["policies"] = [policy.model_dump(mode="json", exclude_none=True) for policy in scenario.policies]
    return changes


def _typed(value: Any) -> str:
    return toml_value(value) if isinstance(value, list) else in_full(value)
