"""What a page without a server is told: all that only Python knows, so that names and words have one source for both.

The engine's own file (layout.py) says how a school lies in memory; here stands what people read, and what its statistics need.
"""

from typing import Any

from ..core.vocabulary import CONTACTS, DEPARTURES, OWNERS, STAGES, STAYS
from ..declare.outcomes import HOURS, OF_STATE, TEACHER_COLUMNS, YEAR_COLUMNS
from ..declare.terms import TERM_WORDS
from ..living import narrator, staff, teacher
from ..living.school import REMEMBERED
from ..pages.catalogue import catalogue
from ..pages.courses import BANDED
from ..parameters.effects import DECIDED, plausible_sizes
from ..parameters.scenario import SAME_SCHOOL, Scenario, describe, parameters
from ..statistics.intervals import student_t
from ..words.outcomes import TOLD, for_page, label, state_label, subject
from .scenario import portable_scenario

#: Schools that a page may compare at most.
MOST_SCHOOLS = 1000


def told(scenarios: list[Scenario]) -> dict[str, Any]:
    """Everything, ready for JSON; data.d.ts has its form. The first scenario is the one of an address that names none."""
    about = {name: describe(name) for name in parameters()}
    listed = [
        {"name": one.name, "title": one.title, "story": " ".join(one.story.split()), "sources": list(one.sources)}
        for one in scenarios
    ]
    return {
        "scenarios": {scenario.name: portable_scenario(scenario) for scenario in scenarios},
        "catalogue": catalogue() | {"scenarios": listed},
        "columns": [column.name for column in YEAR_COLUMNS],
        "teacher_columns": [column.name for column in TEACHER_COLUMNS],
        "left": [column.name for column in TEACHER_COLUMNS].index("left"),
        "stays": STAYS,
        "whole": [name for name, one in about.items() if one["integer"]],
        "fixed": [name for name, one in about.items() if not one["dated"]],
        "same_school": list(SAME_SCHOOL),
        "banded": sorted(BANDED),
        "told": list(TOLD),
        "subjects": {name: subject(name) for name in TOLD},
        "plausible": {
            "rows": [
                {"outcome": one.outcome, "fields": list(one.fields), "unit": one.unit, "ceilings": list(one.ceilings.items())}
                for one in plausible_sizes()
            ],
            "decided": list(DECIDED),
        },
        "states": [
            *([state, for_page(OF_STATE[state].name)] for state in teacher.STATES),
            *([name, for_page(name)] for name in ("burnout", "well_being")),
        ],
        "staff_states": [[state, OF_STATE[state].name] for state in staff.STATES],
        "remembered": [state for state in REMEMBERED if state in teacher.STATES],
        "words": _words(),
        "t": [float(student_t(freedom)) for freedom in range(1, MOST_SCHOOLS)],
    }


def _words() -> dict[str, Any]:
    """What things are called in sentences."""
    return {
        "goals": list(narrator.GOALS.values()),
        "risen": list(narrator.RISEN),
        "risen_together": list(narrator.RISEN_TOGETHER),
        "departures": list(DEPARTURES),
        "parameters": {name: describe(name)["label"] for name in parameters()},
        "owners": list(OWNERS),
        "stages": list(STAGES),
        "contacts": list(CONTACTS),
        "roles": list(teacher.ROLES),
        "training": list(teacher.TRAINING),
        "hours": [label(what) for what in HOURS],
        "states": [
            {"label": state_label(state), "better": OF_STATE[state].better, "terms": list(words.values())}
            for state, words in TERM_WORDS.items()
        ],
    }
