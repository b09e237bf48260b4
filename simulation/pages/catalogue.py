"""What the page offers, made from the declarations: levers with unit, range, help and source; scenarios; outcomes; colours."""

from functools import cache
from typing import Any

from ..core.languages import say, spoken
from ..core.program import command
from ..core.vocabulary import DOMAINS, FORMS, WEEKS_PER_CYCLE, WEEKS_PER_TERM, WEEKS_PER_YEAR
from ..declare.outcomes import DOMAIN_WORDS, WEEKLY, YEAR_COLUMNS, YEARLY
from ..declare.parameter import said_of
from ..declare.terms import TERM_WORDS
from ..parameters.scenario import SITUATION, Scenario, describe, parameters, shipped
from ..plots import style
from ..words.outcomes import CARD, KEY, TILES, TOLD, for_page, form_label, in_order, state_label
from .courses import courses

#: Groups of levers in the order in which one would ask for them, and how they are called.
TITLES = {
    "administrator": "The administrator",
    "time": "Time",
    "goals": "Goals",
    "culture": "Culture",
    "teams": "Teams",
    "induction": "Newcomers",
    "roles": "Leadership roles",
    "evaluation": "Evaluation",
    "accountability": "Accountability",
    "external": "Networks outside",
    "school": "The school",
    "network": "Advice ties",
    "staff": "Staff",
    "events": "Events",
    "population": "How schools differ",
}


def catalogue() -> dict:
    """Everything the page needs to know once, in the language that is spoken, ready for JSON."""
    return _catalogue(spoken(), command())


@cache
def _catalogue(_language: str, program: str) -> dict:
    return {
        "program": program,
        "groups": _groups(),
        "scenarios": [_scenario(name) for name in shipped()],
        "outcomes": [
            for_page(column.name) | {"yearly": column in YEARLY} for column in YEAR_COLUMNS
        ],
        "weekly": [c.name for c in WEEKLY],
        "key_outcomes": list(KEY),
        "told": list(in_order(TOLD)),
        "tiles": list(TILES),
        "card": [for_page(name) for name in CARD],
        "courses": courses(),
        "forms": [form_label(form) for form in range(len(FORMS))],
        "domains": list(DOMAINS),
        "domain_words": {domain: say(words) for domain, words in DOMAIN_WORDS.items()},
        "terms": {
            state: {"": [state_label(state), ""]} | {term: [state_label(state), say(words)] for term, words in terms.items()}
            for state, terms in TERM_WORDS.items()
        },
        "clock": {"year": WEEKS_PER_YEAR, "term": WEEKS_PER_TERM, "cycle": WEEKS_PER_CYCLE},
        "colours": {
            "forms": [style.FORM_COLOURS[form] for form in FORMS],
            "pair": list(style.PAIR_COLOURS),
            "blue": style.BLUE, "vermilion": style.VERMILION, "green": style.GREEN, "purple": style.PURPLE, "sky": style.SKY,
            "orange": style.ORANGE, "sequence": list(style.SEQUENCE_COLOURS),
        },
    }  # fmt: skip


def _groups() -> list[dict]:
    found: list[dict[str, Any]] = []
    names = [*TITLES, *(group for group in SITUATION if group not in TITLES)]
    for group in names:
        levers = [_lever(name) for name in parameters() if name.startswith(f"{group}.")]
        if levers:
            about = said_of(Scenario.model_fields[group])
            found.append(
                {"name": group, "title": say(TITLES.get(group, group.capitalize())), "about": say(about), "levers": levers}
            )
    found[[g["name"] for g in found].index("school")]["levers"].insert(0, _lever("years"))
    return found


def _lever(name: str) -> dict:
    about = describe(name)
    return {
        "name": name,
        "label": say(about["label"]),
        "low": about["low"],
        "high": about["high"],
        "default": about["default"],
        "whole": about["integer"],
        "step": 1 if about["integer"] else _step(about["high"] - about["low"]),
        "unit": say(about["unit"].replace("..", " to ")),
        "help": say(about["meaning"]),
        "source": about["source"],
        "live": about["dated"],
    }


def _step(width: float) -> float:
    return 0.01 if width <= 2.0 else 0.1 if width <= 20.0 else 0.5


def _scenario(name: str) -> dict:
    scenario = Scenario.load(name)
    return {
        "name": name,
        "title": say(scenario.title),
        "story": say(" ".join(scenario.story.split())),
        "sources": list(scenario.sources),
    }
