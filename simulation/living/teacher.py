"""One teacher looked at closely: what she may choose now, what moved her states and why, whom she turns to."""

from typing import TYPE_CHECKING

import numpy as np

from ..core.languages import say
from ..core.vocabulary import CONTACTS, DOMAINS, INDIVIDUAL, N_FORMS, OWNERS, STAGES, WEEKS_PER_CYCLE
from ..declare.outcomes import DOMAIN_WORDS, HOURS, OF_STATE
from ..declare.terms import CHOICE_WORDS, TERM_WORDS
from ..engine.foresight import foresee_choices
from ..engine.observe import account_for_hours
from ..engine.phases.situation import situate
from ..rules.burnout import well_being_of
from ..school.state import State
from ..words.outcomes import for_page, form_label, label, state_label
from ..words.why import moved
from .choices import considered
from .school import REMEMBERED
from .staff import burnout_now

if TYPE_CHECKING:
    from .school import LivingSchool

#: How often the engine is asked, each time with other random numbers, what everybody would choose.
DRAWS = 400
#: States that are shown; those whose history is remembered also as courses since the person came.
STATES = ("exhaustion", "self_efficacy", "satisfaction", "standing", "expertise", "isolation")


def chances(living: "LivingSchool", draws: int = DRAWS) -> np.ndarray:
    """How likely each teacher would take each form on each goal, were everybody to choose now: (n, 6, 4), shares of `draws`.

    The engine's own phases answer, on a copy of the school with other random numbers each time; so no formula stands here twice. What is
    counted is what can be carried out, after partners have been found.
    """
    state = _before_choosing(living)
    forms = np.empty((draws, living.n, len(DOMAINS)), np.int8)
    foresee_choices(state, living.parameters, state.teachers.copy(), forms)
    return np.stack([(forms == form).mean(axis=0) for form in range(N_FORMS)], axis=-1)


def _before_choosing(living: "LivingSchool") -> State:
    """A copy of the school as the phase of choice would find it: people choose in the first week of a planning cycle."""
    state = State(*(array.copy() for array in living.state))
    school = state.school[0]
    school.week -= school.week % WEEKS_PER_CYCLE
    situate(state, living.parameters)
    return state


def choices_view(living: "LivingSchool", post: int) -> dict:
    """What a teacher would weigh about each goal, were she to choose now: the terms of the form that she would take most likely; for JSON."""
    goals = []
    for one in considered(_before_choosing(living), living.parameters, post):
        form = max(one.terms, key=lambda form: one.utility[form] if np.isnan(one.chances[form]) else one.chances[form])
        known = not np.isnan(one.chances[INDIVIDUAL])
        terms = sorted(one.terms[form].items(), key=lambda term: -abs(term[1]))
        goals.append(
            {
                "domain": DOMAINS[one.domain],
                "form": form_label(form),
                "joint": _r(1.0 - one.chances[INDIVIDUAL]) if known else None,
                "terms": [{"name": say(CHOICE_WORDS[t]), "value": _r(value)} for t, value in terms if abs(value) >= 0.01],
            }
        )
    return {"post": post, "week": living.lived, "goals": goals}


def why(living: "LivingSchool", post: int) -> list[dict]:
    """What moved exhaustion, self-efficacy and satisfaction this year: a sentence and the terms, for each state."""
    terms = living.state.terms[post]
    told, at = [], 0
    for state, words in TERM_WORDS.items():
        values = terms[at : at + len(words)]
        at += len(words)
        parts = {say(name): float(value) for name, value in zip(words.values(), values, strict=True)}
        told.append(
            {
                "state": state_label(state),
                "better": OF_STATE[state].better,
                "sentence": moved(state_label(state), parts),
                "terms": [{"name": name, "value": round(value, 4)} for name, value in parts.items()],
            }
        )
    return told


def teacher_view(living: "LivingSchool", post: int) -> dict:
    """Everything the page shows of one teacher, ready for JSON."""
    t = living.state.teachers[post]
    if not t["present"]:
        return {"post": post, "name": living.names[post], "vacant": True, "week": living.lived}
    burnout = float(burnout_now(living.state.teachers)[post])
    states = {OF_STATE[state].name: t[state] for state in STATES}
    states |= {"burnout": burnout, "well_being": well_being_of.py_func(t["satisfaction"], t["self_efficacy"], burnout)}
    ties, names = living.ties, living.names
    since = int(living.arrived[post])
    goals = living.state.goals
    chance = chances(living)[post]
    return {
        "post": post,
        "person": int(t["person"]),
        "name": names[post],
        "vacant": False,
        "week": living.lived,
        "since": since,
        "experience": round(float(t["experience"])),
        "tenure": int(t["tenure"]),
        "group": group_name(living, int(t["group"])),
        "notes": _notes(t),
        "states": [for_page(name) | {"value": _r(value)} for name, value in states.items()],
        "hours": hours(living, post) if living.chosen else [],
        "voice": {say(DOMAIN_WORDS[d]): _r(v) for d, v in zip(DOMAINS, t["voice"], strict=True)},
        "goals": [
            {
                "domain": d,
                "owner": OWNERS[goals[k]["owner"]],
                "stage": STAGES[goals[k]["stage"]],
                "form": form_label(t["form"][k]) if living.chosen else say("nothing yet"),
                "chances": [_r(c) for c in chance[k]],
            }
            for k, d in enumerate(DOMAINS)
            if goals[k]["active"]
        ],
        "why": why(living, post),
        "turns_to": _colleagues(ties, "source", "target", post, names),
        "asked_by": _colleagues(ties, "target", "source", post, names),
        "history": {
            OF_STATE[state].name: np.round(living.history[since + 1 : living.lived + 1, post, c].astype(float), 3).tolist()
            for c, state in enumerate(REMEMBERED)
            if state in STATES
        },
    }


def hours(living: "LivingSchool", post: int) -> list[tuple[str, float]]:
    """What a teacher's week is made of [h], as (what, hours) without what takes none; the last is the sum of the others."""
    rows = np.zeros((living.n, len(HOURS)))
    account_for_hours(living.state, living.parameters_lived, rows)
    shown = [(label(what), round(h, 1)) for what, h in zip(HOURS, rows[post].tolist(), strict=True) if abs(h) >= 0.05]
    return [*shown, (say("in all"), round(float(rows[post].sum()), 1))]


def group_name(living: "LivingSchool", group: int) -> str:
    """A grade or department as people call it."""
    known = living.school.group_names if living.school else ()
    return known[group] if group < len(known) else say("Group {number}", number=group + 1)


#: What somebody in a role of each kind does, in the order of KINDS.
ROLES = (
    "holds a formal leadership role",
    "coaches colleagues",
    "heads the grade or department",
    "has administrative duties",
    "speaks for the staff in the union",
    "coordinates work with families",
    "has another role beside teaching",
)

#: What somebody does who takes up each way of learning on the job, in the order of GIVERS.
TRAINING = (
    "attends mandated days of training",
    "takes a course of her own choice",
    "is trained by colleagues",
    "exchanges feedback on lessons",
    "works for a micro-credential",
)


def _notes(t) -> list[str]:
    said = []
    if t["role"]:
        said.append(say(ROLES[t["kind"]]) + (f", {say('judging colleagues')}" if t["reviewer"] else ""))
    if t["mentored"]:
        said.append(say("has a mentor"))
    if t["member"]:
        said.append(
            say("in a professional network outside") + (f", {say('brought along by a colleague')}" if t["recruited"] else "")
        )
    said += [say(TRAINING[w]) for w, attends in enumerate(t["attends"]) if attends]
    if t["in_team"]:
        said.append(say("meets in a formal team"))
    return said


def _colleagues(ties, mine: str, theirs: str, post: int, names) -> list[dict]:
    rows = ties[ties[mine] == post]
    found = [
        {"post": int(e[theirs]), "name": names[e[theirs]], "trust": _r(e["trust"]), "contact": say(CONTACTS[e["work"]])}
        for e in rows
    ]
    return sorted(found, key=lambda c: -c["trust"])


def _r(value) -> float:
    return round(float(value), 3)
