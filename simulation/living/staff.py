"""All teachers at the moment that is looked at, as a table tells of them: how they fare, who is burnt out, since when and why."""

from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.languages import say
from ..core.vocabulary import ORDINARY
from ..declare.outcomes import OF_STATE
from ..declare.terms import TERM_WORDS
from ..rules.burnout import burnout_of

if TYPE_CHECKING:
    from .school import LivingSchool

#: States of a person that the table shows beside her burnout, by their names in the arrays.
STATES = ("exhaustion", "satisfaction", "self_efficacy", "standing")


def burnout_now(teachers: np.ndarray) -> np.ndarray:
    """float64 (n,): overall burnout of whoever holds each post [0..1]."""
    levels: np.ndarray = burnout_of.py_func(teachers["exhaustion"], teachers["depersonalization"], teachers["accomplishment"])
    return levels


def threshold(living: "LivingSchool") -> float:
    """The burnout from which somebody counts as burnt out [0..1]: where half of those asked in a survey would say so."""
    return float(living.parameters_lived[ORDINARY]["survey_burnout"])


def are_burnt_out(living: "LivingSchool") -> np.ndarray:
    """bool (n,): whose burnout is at the threshold or above it."""
    here = living.state.teachers["present"] != 0
    return here & (burnout_now(living.state.teachers) >= threshold(living))


def staff_view(living: "LivingSchool") -> dict[str, Any]:
    """Every post with whoever holds it, ready for JSON."""
    teachers, names, mark = living.state.teachers, living.names, threshold(living)
    here = teachers["present"] != 0
    usual = living.state.terms[here].mean(axis=0)
    levels, burnt, forms = burnout_now(teachers), are_burnt_out(living), living.forms_now()
    return {
        "week": living.lived,
        "summer": living.summer,
        "threshold": round(mark, 3),
        "people": [
            {
                "post": post,
                "name": names[post],
                "group": int(t["group"]),
                "experience": round(float(t["experience"])),
                "form": int(forms[post]),
                "states": {OF_STATE[state].name: round(float(t[state]), 3) for state in STATES}
                | {
                    "burnout": round(float(levels[post]), 3),
                    "influence": round(float(t["voice"].mean()), 3),
                    "hours_total": round(float(t["total"]), 1) if living.chosen else None,
                },
                "burnt_out": bool(burnt[post]),
                "since": _since(living, post, mark) if burnt[post] else None,
                "cause": _cause(living.state.terms[post], usual) if burnt[post] else "",
            }
            for post, t in enumerate(teachers)
            if t["present"]
        ],
    }


def _since(living: "LivingSchool", post: int, mark: float) -> int:
    """The week since which she has been burnt out without a break, as weeks that had passed; not before she came."""
    first = int(living.arrived[post])
    below = np.flatnonzero(living.burnout[first : living.lived + 1, post] < mark)
    return first + (int(below[-1]) + 1 if below.size else 0)


def _cause(terms: np.ndarray, usual: np.ndarray) -> str:
    """What wore her down most this year, and what more than it did her colleagues, in a sentence. terms, usual : hers, and their means"""
    words = [say(term) for term in TERM_WORDS["exhaustion"].values()]
    worn = terms[: len(words)]
    total = float(worn[worn > 0.0].sum())
    if total <= 0.0:
        return say("Nothing has worn her down this year yet.")
    excess = np.where(worn > 0.0, worn - usual[: len(words)], -np.inf)
    most, more = int(worn.argmax()), int(excess.argmax())
    sentence = say(
        "Most of this year’s strain comes from {term} ({share} percent)",
        term=words[most],
        share=f"{100 * worn[most] / total:.0f}",
    )
    if excess[more] <= 0.0:
        return f"{sentence}."
    if more == most:
        return f"{sentence}, {say('more than colleagues have of it')}."
    return f"{sentence}; {say('{term} weighs on her more than on colleagues', term=words[more])}."
