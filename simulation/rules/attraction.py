"""Learned attraction to a form of action: what working that way has brought (Klassen & Durksen 2012)."""

from ..core.compiled import rule
from .common import share


@rule
def reward_of(
    success_weight,
    success,
    voice_weight,
    voice,
    trust_weight,
    trust,
    strain_weight,
    tension,
    overload,
    usual_success,
    usual_voice,
    usual_trust,
    overload_weight,
):
    """What a week of a form brought [0..1], a half being neither good nor bad.

    0.5 + success, voice and trust around what is usual - strain (tension + overload_weight overload), each weighted;
    overload [h over capacity], the rest [0..1]. Assumption A36.

    In words (What a way of working brought): A way of working is remembered as good when the goal moved, when one had a say
    and trusted one's partners, and as bad when there was tension or too much work.
    Whom: every teacher, every week, for each goal of the school. Raised by: success, a say, trust. Lowered by: tension, hours
    beyond what one can keep up.
    """
    good = (
        success_weight * (success - usual_success) + voice_weight * (voice - usual_voice) + trust_weight * (trust - usual_trust)
    )
    return share(0.5 + good - strain_weight * (tension + overload_weight * overload))


@rule
def attraction_after(attraction, rate, reward):
    """Attraction to a form after a week of practising it [0..1]: a + rate (reward - a).

    In words (Learning to like a way of working): What a way of working brings slowly makes it more or less attractive, so
    that good experience breeds more of it and bad experience less.
    Whom: every teacher, every week, for the forms practised. Raised by: good experience. Lowered by: bad experience.
    """
    return attraction + rate * (reward - attraction)
