"""Felt role ambiguity: unclear mandates, too many initiatives, roles without support."""

from ..core.compiled import rule
from .common import share


@rule
def ambiguity_level(unclear, clarity, initiatives, load, coherence, role, has_role, support):
    """The ambiguity towards which a teacher's own drifts [0..1].

    unclear (1 - clarity) + initiatives x load x (1 - coherence) + role (1 - clarity) (1 - support) for who holds a role
    load : active goals over six; clarity, coherence, support [0..1]. Assumption A12 after Shaked & Schechter (2019).

    In words (Not knowing what is expected): Teachers know less well what is expected of them when mandates are unclear and
    when many initiatives do not fit together; a formal role that is neither clear nor supported adds to it.
    Whom: every teacher, every week; the last part only those in a formal role. Raised by: many goals at once. Lowered by:
    clarity, coherence, support for those in a role.
    """
    felt = unclear * (1.0 - clarity) + initiatives * load * (1.0 - coherence)
    if has_role:
        felt += role * (1.0 - clarity) * (1.0 - support)
    return share(felt)
