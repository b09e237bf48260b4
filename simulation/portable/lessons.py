"""A lesson as the portable engine takes it: what pages are told of it, its two settings, and what it measures and claims, by number."""

from typing import Any

from ..declare.parameter import unit_in_words
from ..declare.terms import TERM_WORDS
from ..lessons.measures import PERSONAL, YEARLY, Measure, measure
from ..living.address import Identity
from ..pages.lessons import LessonView
from ..words.outcomes import state_label
from .scenario import portable_scenario


def portable_lesson(view: LessonView) -> dict[str, Any]:
    """A lesson, ready for JSON; lessons.js lives it as lessons/run.py does, and data.d.ts has its form."""
    lesson = view.lesson
    base, other = (portable_scenario(scenario) for scenario in lesson.scenarios())
    return {
        "card": view.card(),
        "whole": view.whole(),
        "base": base,
        "other": other,
        "later": bool(lesson.other.later),
        "measures": [_measure(one) for one in lesson.measures],
        "claims": [
            {"says": c.says, "luck": c.luck, "outcome": c.outcome and measure(c.outcome).text, "setting": c.setting,
             "direction": c.direction, "same": c.same, "choice": c.choice}
            for c in lesson.claim
        ],
        "options": [{"name": o.name, "outcome": measure(o.outcome).text, "setting": o.setting} for o in lesson.prediction.options],
        "predicted": lesson.claim.index(lesson.predicted),
        "outcome": lesson.prediction.outcome and measure(lesson.prediction.outcome).text,
        "looks": [_look(lesson, look) for look in lesson.look],
    }  # fmt: skip


def _measure(one: Measure) -> dict[str, Any]:
    table = PERSONAL if one.needs_teachers else YEARLY
    return {
        "text": one.text, "kind": one.kind, "columns": [table[name][0] for name in one.columns],
        "left": "left" in one.columns and one.needs_teachers, "groups": list(one.groups), "teachers": one.needs_teachers,
        "alone": one.alone, "label": one.label, "unit": one.about.unit, "unit_in_words": unit_in_words(one.about.unit),
        "meaning": one.about.meaning,
    }  # fmt: skip


def _look(lesson, look) -> dict[str, Any]:
    setting = getattr(lesson, look.setting)
    identity = Identity.of(setting.resolve(lesson.years)).changed(week=look.weeks)
    return {
        "who": look.who,
        "identity": {
            "scenario": identity.scenario, "set": identity.set, "live": [], "policies": identity.policies, "week": identity.week,
            "title": identity.title, "summer": False, "run": 0,
        },
        "state": state_label(look.state),
        "term": TERM_WORDS[look.state][look.term] if look.term else "",
        "setting": setting.label,
    }  # fmt: skip
