"""What one teacher weighs when she chooses: the terms of her utilities, her chances, and what each tie adds to them.

No formula stands here. The engine's own phase (engine/phases/choice.py) is run as plain Python on a copy of the school, with ears in the
place of the rules that it calls; what a rule returns with all but one of its additive arguments at zero is that argument's term.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import FunctionType
from typing import Any

import numpy as np

from ..core import chance
from ..core.chance import CHOOSE
from ..core.vocabulary import COLLABORATION, COOPERATION, COORDINATION, N_FORMS, ORDINARY, UTILITY
from ..declare.terms import CHOICE_WORDS
from ..engine.phases.choice import choose
from ..school.state import State

#: Rules of utility, by the form that they are about.
UTILITIES = {
    "utility_of_coordination": COORDINATION,
    "utility_of_cooperation": COOPERATION,
    "utility_of_collaboration": COLLABORATION,
}
#: Arguments of these rules that are added, and the term that each is; `pull` and `social` are sums of several.
_ADDED = {
    "base": "own", "pull": "", "social": "", "attraction": "experience", "norm": "example", "orders": "orders", "expected_voice": "voice",
    "team": "team", "hours": "hours",
}  # fmt: skip
_SOCIAL = ("trust", "disposition", "culture", "exhaustion", "fatigue")
_PULL = {"fit": "fit", "standing": "respected"}
#: Halvings of an interval of chance: to a millionth.
_HALVINGS = 20


@dataclass
class Considered:
    """What somebody weighed about one goal.

    domain : of the goal; terms : form -> key of CHOICE_WORDS -> utility; utility : of each form, individual practice being 0
    chances : of each form before partners are sought, NaN where another theory than utility decides; wish : what was chosen
    """

    domain: int
    terms: dict[int, dict[str, float]]
    utility: np.ndarray
    chances: np.ndarray
    wish: int


@dataclass
class _Heard:
    """What the phase was heard to call about the goal that it is at."""

    parts: dict[str, float] = field(default_factory=dict)
    calls: dict[int, tuple[Callable, dict[str, Any]]] = field(default_factory=dict)
    domain: int = -1
    choice: tuple[Callable, dict[str, Any]] | None = None


def considered(state: State, p: np.ndarray, post: int, without: int = -1) -> list[Considered]:
    """What the holder of a post weighs about each goal, were everybody to choose now; empty for a vacant post, or between two choices.

    state : a school as the phase of choice finds it, which is left as it is; p : the parameters of the week
    without : a post to which she has no ties
    """
    if not state.teachers["present"][post]:
        return []
    alone = State(*(array.copy() for array in state))
    alone.teachers["present"][np.arange(alone.teachers.size) != post] = 0  # the others need not choose
    ties = alone.ties[: alone.school[0].n_ties]
    mine = ((ties["source"] == post) | (ties["target"] == post)) & (ties["source"] != without) & (ties["target"] != without)
    alone.ties[: mine.sum()] = ties[mine]
    alone.school[0].n_ties = mine.sum()
    weighed: list[Considered] = []
    heard = _Heard()
    by_utility = int(p[ORDINARY].structure_choice) == UTILITY

    def ear(name: str, hear: Callable[[Callable, dict[str, Any], Any], None]) -> Callable:
        rule = choose_globals[name] if name == "draw" else plain(choose_globals[name])

        def listening(*given, **named):
            said = rule(*given, **named)
            hear(rule, signatures[name].bind(*given, **named).arguments, said)
            return said

        return listening

    def need(_rule, _given, said):
        heard.parts.clear()
        heard.parts["need"] = float(said)

    def drawn(_rule, given, _said):
        if given["purpose"] == CHOOSE:
            heard.domain = int(given["item"])

    def chosen(rule, given, said):
        terms = {form: _terms(*call, heard.parts) for form, call in heard.calls.items()}
        utility = np.zeros(N_FORMS)
        for form, (of, arguments) in heard.calls.items():
            utility[form] = of(**arguments)
        chances = _chances(rule, given) if by_utility else np.full(N_FORMS, np.nan)
        weighed.append(Considered(heard.domain, terms, utility, chances, int(said)))

    choose_globals = written(choose).__globals__
    signatures = {
        name: _signature(choose_globals[name])
        for name in ("need_of_colleagues", "goal_pull", "social_pull", "draw", "chosen_form", *UTILITIES)
    }

    def utility_of(form: int) -> Callable:
        return lambda rule, given, said: heard.calls.update({form: (rule, given)})

    social = dict(zip(_SOCIAL, _SOCIAL, strict=True))
    ears = {
        "need_of_colleagues": ear("need_of_colleagues", need),
        "goal_pull": ear("goal_pull", lambda rule, given, said: heard.parts.update(_parts(rule, given, _PULL))),
        "social_pull": ear("social_pull", lambda rule, given, said: heard.parts.update(_parts(rule, given, social))),
        "draw": ear("draw", drawn),
        "chosen_form": ear("chosen_form", chosen),
    } | {name: ear(name, utility_of(form)) for name, form in UTILITIES.items()}
    _with(written(choose), ears)(alone, p)
    return weighed


def ties_that_matter(state: State, p: np.ndarray, post: int, whole: list[Considered]) -> dict[int, float]:
    """What each tied colleague's example adds to the chance of working with others: post -> points of chance, mean over the goals; none where no
    form of joint work can be chosen at all.

    whole : what `considered` says with all ties
    """
    if all(one.chances[0] == 1.0 for one in whole):
        return {}  # there is no time for joint work, whoever does it
    ties = state.ties[: state.school[0].n_ties]
    colleagues = np.unique(np.concatenate([ties["target"][ties["source"] == post], ties["source"][ties["target"] == post]]))
    joint = np.array([1.0 - one.chances[0] for one in whole])
    effects = {}
    for colleague in colleagues.tolist():
        without = np.array([1.0 - one.chances[0] for one in considered(state, p, post, colleague)])
        effects[colleague] = float((joint - without).mean()) if len(whole) else 0.0
    return effects


def written(function: Any) -> Any:
    """What was compiled, as it was written; anything else as it is."""
    return getattr(function, "py_func", function)


@cache
def _signature(function: Any) -> inspect.Signature:
    return inspect.signature(written(function))


@cache
def plain(function: Any) -> Any:
    """A compiled function as plain Python, and so all that it calls: compiled code must not be handed rows of arrays from outside.

    Draws stay compiled: they take nothing but numbers, and need those that wrap round.
    """
    return _with(written(function), {})


def _with(source: Any, instead: Mapping[str, Callable]) -> Any:
    """A function with others in place of some that it calls, by name; all the rest it calls as plain Python."""
    called = {name: value for name, value in source.__globals__.items() if name in source.__code__.co_names}
    compiled = {
        name: plain(value)
        for name, value in called.items()
        if written(value) is not value and written(value).__module__ != chance.__name__
    }
    return FunctionType(source.__code__, {**source.__globals__, **compiled, **instead}, source.__name__, source.__defaults__)


def _parts(rule: Callable, given: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, float]:
    """A sum of weighted states, term by term: what the rule says when all weights but one are zero. names : of the weights -> of the terms"""
    nothing = {name: 0.0 for name in given if name.endswith("_weight")}
    return {
        term: float(rule(**{**given, **nothing, f"{name}_weight": given[f"{name}_weight"]})) for name, term in names.items()
    }


def _terms(rule: Callable, given: Mapping[str, Any], parts: Mapping[str, float]) -> dict[str, float]:
    """The terms of a utility, in the order of CHOICE_WORDS. parts : of `pull` and of `social`, which a form takes in part"""
    nothing = {name: 0.0 for name in _ADDED if name in given}
    terms = dict.fromkeys(CHOICE_WORDS, 0.0)
    for name, term in _ADDED.items():
        if term and name in given:
            terms[term] = float(rule(**{**given, **nothing, name: given[name]}))
    for term, value in parts.items():
        terms[term] = float(rule(**{**given, **nothing, "social" if term in _SOCIAL else "pull": value}))
    return terms


def _chances(rule: Callable, given: Mapping[str, Any]) -> np.ndarray:
    """The chance of each form: the rule is a staircase in its uniform number, whose steps are sought by halving."""

    def reaches(form: int) -> float:
        """The largest number at which the form, or a deeper one, is chosen."""
        low, high = 0.0, 1.0
        for _ in range(_HALVINGS):
            middle = (low + high) / 2.0
            low, high = (middle, high) if rule(**{**given, "u": middle}) >= form else (low, middle)
        return low

    at_least = np.array([1.0, *(reaches(form) for form in range(1, N_FORMS)), 0.0])
    return at_least[:-1] - at_least[1:]
