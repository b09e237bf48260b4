"""Parameters for people: a scenario as a commented TOML file, and tables for the codebook."""

import json

from ..declare.parameter import Group
from .scenario import BASELINE, SITUATION, Scenario, describe, parameters


def as_toml(scenario: Scenario, only_situation: bool = True) -> str:
    """A scenario as TOML, every field with its meaning, unit and bounds in a comment.

    only_situation : leave out the groups of coefficients, which a scenario file rarely touches
    """
    lines = [f"name = {_value(scenario.name)}"]
    lines += [f"{field} = {_value(getattr(scenario, field))}" for field in ("title", "story") if getattr(scenario, field)]
    if scenario.sources:
        lines += ["sources = [", *(f"    {_value(source)}," for source in scenario.sources), "]"]
    lines += ["", _line("years", scenario.years)]
    for name, field in Scenario.model_fields.items():
        group = field.annotation
        if not (isinstance(group, type) and issubclass(group, Group)) or (only_situation and name not in SITUATION):
            continue
        lines += ["", f"# {group.__doc__.strip().splitlines()[0]}", f"[{name}]"]
        lines += [_line(f"{name}.{inner}", getattr(getattr(scenario, name), inner)) for inner in group.model_fields]
    for policy in scenario.policies:
        lines += ["", "[[policies]]"]
        for key, value in policy.model_dump(exclude_none=True).items():
            if isinstance(value, dict):
                inside = ", ".join(f"{json.dumps(k)} = {_value(v)}" for k, v in value.items())
                lines += [f"{key} = {{ {inside} }}"] if value else []
            else:
                lines.append(f"{key} = {_value(value)}")
    return "\n".join(lines) + "\n"


def _line(dotted: str, value) -> str:
    about = describe(dotted)
    setting = f"{dotted.rpartition('.')[2]} = {_value(value)}"
    return f"{setting:<24} # {about['meaning']} [{about['unit']}; {about['low']:g} to {about['high']:g}]"


def _value(value) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def parameter_rows(situation: bool) -> list[dict]:
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
