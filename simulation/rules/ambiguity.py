"""Felt role ambiguity: unclear mandates, too many initiatives, roles without support."""

from ..compiled import rule
from .common import share


@rule
def ambiguity_level(unclear, clarity, initiatives, load, coherence, role, has_role, support):
    """The ambiguity towards which a teacher's own drifts [0..1].

    unclear (1 - clarity) + initiatives x load x (1 - coherence) + role (1 - clarity) (1 - support) for who holds a role
    load : active goals over six; clarity, coherence, support [0..1]. Assumption A12 after Shaked & Schechter (2019).
    """
    felt = unclear * (1.0 - clarity) + initiatives * load * (1.0 - coherence)
    if has_role:
        felt += role * (1.0 - clarity) * (1.0 - support)
    return share(felt)
