"""The tables inside docs/model.md, made from the declarations in the code.

The text of docs/model.md is written by hand; what stands between `<!-- generated: NAME -->` and `<!-- end -->` is made here.
`python -m simulation.results.documentation` renews it in place; a test keeps it current.
"""

import re
from pathlib import Path

import numpy as np

from ..engine.summer import SUMMER, YEAR_END
from ..engine.week import WEEK, Phase
from ..parameters.describe import parameter_rows
from ..parameters.scenario import SITUATION, Scenario
from ..school.state import GOAL, SCHOOL, TEACHER, TIE, Variable
from .codebook import markdown_table

MODEL = Path(__file__).parents[2] / "docs" / "model.md"

#: When a state may change, from the rarest to the commonest moment; what is not named changes in any week.
CHANGES = {
    "teacher": {
        "never": ("group",),
        "hiring": ("wished", "demand", "confidence", "resilience", "disposition", "approachability"),
        "summer": (
            "present", "role", "member", "mentored", "departure", "tenure", "role_years", "experience", "classes", "rapport",
            "quit_intention",
        ),
        "cycle": ("standing", "contact", "acquainted", "partner_trust", "partner_lead", "partner_success"),
    },
    "tie": {"cycle": ("source", "target", "work", "trust")},
    "goal": {"summer": ("active",), "term": ("owner", "fit"), "cycle": ("joint",)},
    "school": {
        "never": ("seed", "run", "n_groups", "poverty_deviation", "materials_deviation", "culture_deviation"),
        "summer": (
            "year", "n_present", "openness_deviation", "support_deviation", "clarity_deviation", "opening",
            "administrator_tenure", "control", "churned", "growth", "turnover",
        ),
        "cycle": ("n_ties", "trust"),
    },
}  # fmt: skip
ENTITIES = {"teacher": TEACHER, "tie": TIE, "goal": GOAL, "school": SCHOOL}

_MARKED = re.compile(r"(<!-- generated: ([\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def entity_table(entity: str) -> str:
    """The state variables of one kind of entity (`teacher`, `tie`, `goal`, `school`), from simulation/school/state.py."""
    when = {name: moment for moment, names in CHANGES[entity].items() for name in names}
    rows = [
        (f"`{v.name}`", _kind(v), v.unit, f"{v.low:g} to {v.high:g}", when.get(v.name, "week"), v.meaning)
        for v in ENTITIES[entity]
    ]
    return _text(("state", "kind", "unit", "range", "changes", "meaning"), rows)


def _kind(variable: Variable) -> str:
    """Whole or real number, and how many of them."""
    plain, shape = variable.type if isinstance(variable.type, tuple) else (variable.type, ())
    kind = "real" if np.dtype(plain).kind == "f" else "whole"
    return f"{shape[0]} {kind}" if shape else kind


def schedule_table(phases: tuple[Phase, ...]) -> str:
    """The steps of a week, a year's end or a summer, in order, with the kernel that carries out each."""
    rows = [(k, p.name, f"`{p.kernel.__name__}`", p.sentence) for k, p in enumerate(phases, 1)]
    return _text(("", "step", "kernel", "what happens"), rows)


def parameter_table(group: str) -> str:
    """The parameters of one group of the scenario (`choice`, `ties` ...), with default, unit, bounds, meaning and source."""
    rows = [r for r in parameter_rows(group in SITUATION) if r["name"].partition(".")[0] == group]
    return _parameters(rows)


def situation_table() -> str:
    """All parameters that describe a school and not the rules; policies may change those that are not fixed on the first day."""
    return _parameters(parameter_rows(True))


def _parameters(rows: list[dict]) -> str:
    cells = [
        (f"`{r['name']}`", f"{r['default']:g}", r["unit"], f"{r['low']:g} to {r['high']:g}", r["meaning"], r["source"]) for r in rows
    ]
    return _text(("parameter", "default", "unit", "range", "meaning", "source"), cells)


def _text(head: tuple[str, ...], rows: list[tuple]) -> str:
    return "\n".join(markdown_table(head, rows))


def rule_groups() -> list[str]:
    """The groups of coefficients, in the order of the scenario."""
    groups = dict.fromkeys(name.partition(".")[0] for name in (row["name"] for row in parameter_rows(False)))
    return [name for name in groups if name in Scenario.model_fields]


def table(name: str) -> str:
    """A generated table by the name in its marker. Raises KeyError for a name that nothing stands behind."""
    kind, _, which = name.partition(" ")
    if kind == "parameters" and which in rule_groups():
        return parameter_table(which)
    if kind == "states" and which in ENTITIES:
        return entity_table(which)
    return {
        "week": lambda: schedule_table(WEEK),
        "year end": lambda: schedule_table(YEAR_END),
        "summer": lambda: schedule_table(SUMMER),
        "situation": situation_table,
    }[name]()


def refresh(text: str) -> str:
    """The text with every generated part renewed; what is written by hand stays as it is."""
    return _MARKED.sub(lambda found: f"{found[1]}\n{table(found[2])}\n{found[3]}", text)


if __name__ == "__main__":
    MODEL.write_text(refresh(MODEL.read_text(encoding="utf-8")), encoding="utf-8")
