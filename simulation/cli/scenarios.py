"""`scenarios`: list, show and check scenario files; print their JSON Schema."""

from pathlib import Path
from typing import Annotated

import typer

from ..parameters.describe import as_toml
from ..parameters.scenario import BASELINE, Scenario, describe, json_schema, shipped
from .options import Set, check_each, report_faults, scenario_from, text_table

scenarios = typer.Typer(help="List, show and check scenarios.", no_args_is_help=True, rich_markup_mode=None)


@scenarios.command("list")
@report_faults
def list_() -> None:
    """Shipped scenarios and their questions."""
    print(text_table(["scenario", "question"], [[name, Scenario.load(name).title] for name in shipped()]))


@scenarios.command()
@report_faults
def show(
    name: Annotated[str, typer.Argument(help="Name of a shipped scenario, or path of a TOML file.")],
    set: Set = [],  # noqa: B006 - typer wants a list and does not change it
    toml: Annotated[bool, typer.Option("--toml", help="As a complete scenario file with comments.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="With the coefficients of the rules.")] = False,
) -> None:
    """A scenario in words: its story, and how it differs from the baseline."""
    scenario = scenario_from(name, set)
    if toml or everything or scenario.name == BASELINE:
        print(as_toml(scenario, only_situation=not everything), end="")
        return
    print(f"{scenario.name}: {scenario.title}\n\n{scenario.story}\n")
    rows = []
    for field, (here, there) in scenario.differences(Scenario.load(BASELINE)).items():
        if field != "policies":
            about = describe(field)
            rows.append([field, f"{here:g}", f"{there:g}", about["unit"], about["meaning"]])
    if rows:
        print(text_table(["field", "here", "baseline", "unit", "meaning"], rows), end="\n\n")
    for policy in scenario.policies:
        print(f"Policy: {_in_words(policy)}")
    if scenario.sources:
        print("\nSources:\n" + "\n".join(f"- {source}" for source in scenario.sources))


@scenarios.command()
@report_faults
def check(files: Annotated[list[Path], typer.Argument(help="TOML files to check.")]) -> None:
    """Check scenario files; every fault is listed, and the exit code is 2 if there is one."""

    def told(file: Path | str) -> str:
        scenario = Scenario.load(file)
        return f"{scenario.years} years, {len(scenario.policies)} policies"

    check_each(files, told)


@scenarios.command()
@report_faults
def schema() -> None:
    """The JSON Schema of scenario files, for editors that complete and check TOML."""
    print(json_schema())


def _in_words(policy) -> str:
    when = f"from year {policy.start}" + (f" to year {policy.end}" if policy.end else "")
    when += f", weeks {policy.weeks[0]} to {policy.weeks[1]}" if policy.weeks else ""
    changes = [f"{field} = {value:g}" for field, value in policy.set.items()]
    changes += [f"{field} {value:+g}" for field, value in policy.add.items()]
    return f"{policy.name} ({when}, {policy.only}): {', '.join(changes)}"
