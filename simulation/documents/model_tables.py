"""The tables inside docs/model.md and docs/country.md, made from the declarations in the code.

Their text is written by hand; what stands between `<!-- generated: NAME -->` and `<!-- end -->` is made here.
`python -m simulation.documents.model_tables` renews it in place; a test keeps it current.
"""

import re
from pathlib import Path

import numpy as np

from ..engine.schedule import SUMMER, WEEK, YEAR_END, Phase
from ..parameters.country import country_parameters
from ..parameters.describe import parameter_rows
from ..parameters.scenario import SITUATION
from ..school.state import GOAL, SCHOOL, TEACHER, TIE, Variable
from ..words.markdown import markdown_table

MODEL = Path(__file__).parents[2] / "docs" / "model.md"
COUNTRY = MODEL.with_name("country.md")

#: When a state may change, from the rarest moment to the commonest; what is not named changes in any week. A test watches.
CHANGES: dict[str, dict[str, tuple[str, ...]]] = {
    "teacher": {
        "never": ("group", "fte"),
        "hiring": ("wished", "demand", "paperwork_deviation", "confidence", "resilience", "disposition", "approachability", "threshold", "temper"),
        "summer": (
            "person", "present", "role", "kind", "duty", "freed", "access", "exposure", "reviewer", "member", "recruited", "mentored", "departure", "tenure", "role_years", "appointed", "experience", "beginner", "classes",
            "rapport", "quit_intention",
        ),
        "cycle": (
            "in_team", "standing", "guided", "attends", "training", "rating", "credentials", "met", "isolation", "contact", "acquainted", "backing", "partner_trust", "partner_lead", "partner_success",
        ),
        "cycle, term": ("form", "chosen", "took_part"),
    },
    "tie": {"cycle": ("source", "target", "work", "trust")},
    "goal": {"summer": ("active", "effort"), "term": ("owner", "fit", "beside"), "cycle": ("joint",)},
    "school": {
        "never": ("seed", "run", "past", "keeps", "asking", "returning", "n_groups", "poverty_deviation", "materials_deviation", "culture_deviation", "trust_deviation", "belief_deviation", "leading_deviation", "families"),
        "summer": (
            "year", "n_present", "n_people", "openness_deviation", "support_deviation", "clarity_deviation", "opening",
            "administrator_tenure", "unsettled", "confidence", "control", "leaning", "churned", "use", "growth", "turnover", "relief", "spoken",
        ),
        "cycle": ("n_ties", "trust"),
    },
}  # fmt: skip
ENTITIES = {"teacher": TEACHER, "tie": TIE, "goal": GOAL, "school": SCHOOL}

_MARKED = re.compile(r"(<!-- generated: ([\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def entity_table(entity: str) -> str:
    """The state variables of one kind of entity (`teacher`, `tie`, `goal`, `school`), from simulation/school/state.py."""
    when = moments(entity)
    rows = [(f"`{v.name}`", _kind(v), v.unit, f"{v.low:g} to {v.high:g}", when[v.name], v.meaning) for v in ENTITIES[entity]]
    return _text(("state", "kind", "unit", "range", "changes", "meaning"), rows)


def moments(entity: str) -> dict[str, str]:
    """State variable -> when it may change."""
    rare = {name: moment for moment, names in CHANGES[entity].items() for name in names}
    return {v.name: rare.get(v.name, "week") for v in ENTITIES[entity]}


def _kind(variable: Variable) -> str:
    """Whole or real number, and how many of them."""
    plain, shape = variable.type if isinstance(variable.type, tuple) else (variable.type, ())
    kind = "real" if np.dtype(plain).kind == "f" else "whole"
    return f"{shape[0]} {kind}" if shape else kind


def schedule_table(phases: tuple[Phase, ...]) -> str:
    """The steps of a week, a year's end or a summer, in order, with the kernel that carries out each."""
    rows = [(k, p.name, f"`{p.kernel.__name__}`", p.sentence) for k, p in enumerate(phases, 1)]
    return _text(("", "step", "kernel", "what happens"), rows)


def parameter_list(group: str) -> str:
    """The parameters of one group with their defaults, in a line; ranges, meanings and sources are in the codebook."""
    rows = [row for situation in (True, False) for row in parameter_rows(situation)]
    return "; ".join(f"`{r['name']}` = {r['default']:g} [{r['unit']}]" for r in rows if r["name"].partition(".")[0] == group)


def situation_table() -> str:
    """What a scenario says about a school, a row for each group."""
    return _text(("group", "parameters"), [(f"`{group}`", parameter_list(group)) for group in SITUATION])


def country_table() -> str:
    """What a country file may set besides its scenario, a row for each number."""
    head = ("number", "usual", "unit", "range", "meaning", "source")
    return _text(
        head,
        [
            (f"`{name}`", f"{a['default']:g}", a["unit"], f"{a['low']:g} to {a['high']:g}", a["meaning"], a["source"])
            for name, a in country_parameters()
        ],
    )


def _text(head: tuple[str, ...], rows: list[tuple]) -> str:
    return "\n".join(markdown_table(head, rows)[:-1])


def rule_groups() -> list[str]:
    """The groups of coefficients, in the order of the scenario."""
    return list(dict.fromkeys(row["name"].partition(".")[0] for row in parameter_rows(False)))


def table(name: str) -> str:
    """A generated table by the name in its marker. Raises KeyError for a name that nothing stands behind."""
    kind, _, which = name.partition(" ")
    if kind == "parameters" and which in rule_groups():
        return f"Parameters: {parameter_list(which)}."
    if kind == "states" and which in ENTITIES:
        return entity_table(which)
    return {
        "week": lambda: schedule_table(WEEK),
        "year end": lambda: schedule_table(YEAR_END),
        "summer": lambda: schedule_table(SUMMER),
        "situation": situation_table,
        "country": country_table,
    }[name]()


def refresh(text: str) -> str:
    """The text with every generated part renewed; what is written by hand stays as it is."""
    return _MARKED.sub(lambda found: f"{found[1]}{table(found[2])}\n{found[3]}", text)


if __name__ == "__main__":
    for page in (MODEL, COUNTRY):
        page.write_text(refresh(page.read_text(encoding="utf-8")), encoding="utf-8")
