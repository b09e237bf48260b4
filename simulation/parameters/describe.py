"""Parameters for people: a scenario as a commented TOML file, and tables for the codebook."""

from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import Array, Table

from ..declare.parameter import Group, said_of, table_of
from ..inputs.schema import SCENARIO
from ..inputs.writing import in_line, list_of_tables
from .scenario import BASELINE, SITUATION, Scenario, describe, parameters


def as_toml(scenario: Scenario, only_situation: bool = True) -> str:
    """A scenario as TOML, every field with its meaning, unit and bounds in a comment.

    only_situation : leave out the groups of coefficients, which a scenario file rarely touches
    """
    text = tomlkit.document()
    for name, number in SCENARIO.head.items():
        text.add(name, in_line(number))
    for name in ("name", "title", "story"):
        if name == "name" or getattr(scenario, name):
            text.add(name, in_line(getattr(scenario, name)))
    if scenario.sources:
        sources = in_line(scenario.sources)
        assert isinstance(sources, Array)
        text.add("sources", sources.multiline(True))
    text.add(tomlkit.nl())
    _add(text, scenario, "years")
    for name, field in Scenario.model_fields.items():
        group = table_of(field)
        if group is None or not issubclass(group, Group) or (only_situation and name not in SITUATION):
            continue
        table = tomlkit.table()
        for inner in group.model_fields:
            _add(table, scenario, f"{name}.{inner}")
        table.trivia.indent = f"\n# {said_of(field)}\n"
        text.add(name, table)
    if scenario.policies:
        policies = [policy.model_dump(exclude_none=True) for policy in scenario.policies]
        text.add(tomlkit.nl())
        text.add("policies", list_of_tables([{k: v for k, v in one.items() if v != {}} for one in policies]))
    return tomlkit.dumps(text)


def _add(table: Table | TOMLDocument, scenario: Scenario, dotted: str) -> None:
    """A parameter as a line of its table; comments of a file stand below one another."""
    about, name = describe(dotted), dotted.rpartition(".")[2]
    item = in_line(scenario.get(dotted))
    item.comment(f"{about['meaning']} [{about['unit']}; {about['low']:g} to {about['high']:g}]")
    item.trivia.comment_ws = " " * max(1, 25 - len(f"{name} = {item.as_string()}"))
    table.add(name, item)


def parameter_rows(situation: bool) -> list[dict[str, Any]]:
    """Declarations of the situation's parameters, or of the rules' coefficients, in their order."""
    return [describe(name) for name in parameters() if (name == "years" or name.partition(".")[0] in SITUATION) == situation]


BASELINE_HEAD = {
    "name": BASELINE,
    "title": "How do teachers work together in a typical public school in the United States?",
    "story": (
        "A school of average size with half of its pupils from low-income families. The administrator opens some goals to shared "
        "creation and keeps most; an hour of joint time is timetabled and an hour is mandated. Most teachers leave most goals "
        "alone in most weeks: coordination is commoner than cooperation, and cooperation commoner than collaboration. High "
        "satisfaction and frequent stress live side by side, and about one teacher in six leaves every year. Every other scenario "
        "states only how it differs from this one."
    ),
    "sources": [
        "National Center for Education Statistics: NTPS 2020-21, TFS 2021-22, Digest of Education Statistics 2022",
        "OECD (2019), TALIS 2018 Results (Volume I)",
        "Doan, Steiner & Pandey (2024), RAND RR-A1108-12",
        "Markow & Pieters (2010), The MetLife Survey of the American Teacher",
        "Johnston & Tsai (2018), RAND RR-2217",
        "Pitts & Spillane (2009), Int. J. of Research and Method in Education 32:185-207",
        "Woo et al. (2022), Collective Actions, Int. J. of Teacher Leadership 11(1)",
    ],
}

if __name__ == "__main__":  # how scenarios/baseline.toml is made
    print(as_toml(Scenario.from_dict(BASELINE_HEAD)), end="")
