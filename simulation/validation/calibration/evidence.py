"""What a set is held against: levels and relations (targets.py), statistics of patterns (guides.py), effects of policies, and their ceilings (effects/).

Each is a claim with a value and the span that the evidence allows. A good model has sizeable cross-sections and small effects of
policies at once, and each alone is easy: so a fit sees both.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..effects import EXPERIMENTS, Experiment
from ..effects.policies import OUTCOMES as OUTCOMES_WITH_CEILINGS
from ..effects.policies import STRONGEST
from ..guides import GUIDE, TARGETS_AND_GUIDES
from ..targets import OUTPUT, Target

EFFECT, CEILING = "effect", "ceiling"
#: What a miss of an effect counts, by the confidence of its row, against that of a target.
WEIGHTS = {"high": 1.0, "medium": 0.7, "low": 0.35}
#: Up to this part of a ceiling the evidence does not mind how large an effect is.
IDLE = 0.6
#: What a policy counts that is at the ceiling of one outcome: there are many of them, and they move together.
CEILING_WEIGHT = 0.5
#: Groups of effects, for leaving one out: pupils' growth, staying, and what teachers do and feel.
OUTCOMES = {"student_growth": "effects on pupils", "turnover": "effects on staying"}
REST = "effects on teachers"


class Claim(NamedTuple):
    """A number that the model is asked for.

    kind : "output", "pattern", "effect" or "ceiling"; bounds : (value, low, high) in its own unit
    idle : misses up to here [in its unit] count nothing; weight : factor on every miss
    """

    id: str
    group: str
    kind: str
    bounds: tuple[float, float, float]
    idle: float = 0.0
    weight: float = 1.0


def fitted_targets(columns: Iterable[str]) -> tuple[Target, ...]:
    """Targets and guides that are fitted: outputs that a model with these yearly columns can answer."""
    return tuple(
        t for t in TARGETS_AND_GUIDES if t.kind in (OUTPUT, GUIDE) and t.measure is not None and set(t.needs) <= set(columns)
    )


def fitted_effects() -> tuple[Experiment, ...]:
    """Every effect that can be asked for, those that share arms after each other; without statistics over all shipped policies.

    Those take as long as all others, and what a policy does that has no row of its own says nothing about any one mechanism.
    """
    return tuple(sorted((e for e in EXPERIMENTS.values() if e.ask and e.how != "over policies"), key=lambda e: (e.key, e.id)))


def fitted_ceilings() -> tuple[Claim, ...]:
    """What the strongest policies may do to each outcome at most, in parts of the ceiling: within it anything is as good."""
    return tuple(
        Claim(f"{policy}: {outcome}", "ceilings of policies", CEILING, (0.0, -1.0, 1.0), IDLE, CEILING_WEIGHT)
        for policy in STRONGEST
        for outcome in OUTCOMES_WITH_CEILINGS
    )


def claim_of(asked: Target | Experiment) -> Claim:
    """What the evidence says of a target, a guide or an effect."""
    if isinstance(asked, Target):
        return Claim(asked.id, asked.group, asked.kind, asked.bounds)
    low, high = asked.allowed
    value = min(high, max(low, 0.0 if asked.ceiling else asked.row.effect))
    group = OUTCOMES.get(asked.row.outcome, REST)
    return Claim(
        asked.id, group, EFFECT, (value, low, high), IDLE * high if asked.ceiling else 0.0, WEIGHTS[asked.row.confidence]
    )


def groups_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The groups that can be left out, in their order: guides belong to none."""
    return tuple(dict.fromkeys(claim.group for claim in claims if claim.kind != GUIDE))


def of_kind(claims: Iterable[Any], kind: str) -> int:
    """How many claims are of a kind."""
    return sum(claim.kind == kind for claim in claims)
