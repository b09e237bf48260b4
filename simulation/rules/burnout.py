"""The other two dimensions of burnout, isolation, and the composite (Maslach, Jackson & Leiter 1996)."""

from ..core.compiled import rule
from ..core.elementary import exp
from .common import share


@rule
def isolation_of(contact, ties, acquaintance, company):
    """Isolation [0..1]: exp(-(contact + acquaintance ties) / company); contact = trust summed over colleagues one works with, ties likewise
    over all ties in and out. Joint work relieves isolation more than acquaintance. Assumption A33.

    In words (Feeling alone among colleagues): A teacher is less isolated the more trusted colleagues there are, above all
    those with whom there is work in common.
    Whom: every teacher, once in four weeks. Lowered by: joint work with trusted colleagues, and less so mere acquaintance.
    """
    return exp(-(contact + acquaintance * ties) / company)


@rule
def backing_of(contact, ties, acquaintance, circle):
    """Colleagues' support [0..1]: 1 - exp(-(contact + acquaintance ties) / circle), from the same two sums as isolation (A33).

    In words (Being backed by colleagues): Trusted colleagues stand behind a teacher, above all those with whom there is work
    in common; the first few count most.
    Whom: every teacher, once in four weeks. Raised by: joint work with trusted colleagues, and less so mere acquaintance.
    """
    return 1.0 - exp(-(contact + acquaintance * ties) / circle)


@rule
def depersonalization_change(level, rate, base, exhaustion_weight, exhaustion, isolation_weight, isolation):
    """Weekly change of depersonalisation [0..1 per week]: it follows exhaustion and isolation (Maslach et al. 1996).

    rate (base + exhaustion + isolation, each weighted and the sum held in 0..1, - level); exhaustion as far as it is felt
    (rules/climate.py). Assumption A32.

    In words (Growing distant): Teachers who are exhausted and alone slowly become distant towards pupils and work; those who
    are rested and in company come back.
    Whom: every teacher, every week. Raised by: exhaustion, isolation.
    """
    return rate * (share(base + exhaustion_weight * exhaustion + isolation_weight * isolation) - level)


@rule
def accomplishment_change(
    level,
    rate,
    base,
    progress_weight,
    success,
    agency,
    efficacy_weight,
    efficacy,
    unvoiced_weight,
    unvoiced,
    paperwork_weight,
    paperwork,
    blocked_weight,
    blocked,
    loss_weight,
    loss,
):
    """Weekly change of personal accomplishment [0..1 per week].

    It follows progress that one had a voice in (success x agency) and self-efficacy; hours on somebody else's goals with
    little progress, unvoiced [h] (1 - success), and paperwork [h] erode it, and so do joint hours that get nowhere, blocked [h], and
    loss [0..1], progress thrown away. Source: S0; Lawrence et al. (2019). Assumption A32.

    In words (The feeling of getting something done): Teachers feel that they achieve something when goals in which they have
    a say move and when they believe in their teaching; hours on other people's goals that do not move, and paperwork, wear
    the feeling down.
    Whom: every teacher, every week. Raised by: success of goals one has a say in, self-efficacy. Lowered by: fruitless hours
    without a say, paperwork.
    """
    target = (
        base
        + progress_weight * success * agency
        + efficacy_weight * efficacy
        - unvoiced_weight * unvoiced * (1.0 - success)
        - paperwork_weight * paperwork
        - (blocked_weight * blocked + loss_weight * loss)
    )
    return rate * (share(target) - level)


@rule
def burnout_of(exhaustion, depersonalization, accomplishment):
    """Overall burnout [0..1]: exhaustion counts 0.4, depersonalisation and reduced accomplishment 0.3 each (assumption A14).

    In words (Burnout as a whole): Burnout is counted as two fifths exhaustion and three tenths each of distance and of
    lacking accomplishment.
    Whom: every teacher. Raised by: exhaustion, distance. Lowered by: accomplishment.
    """
    return 0.4 * exhaustion + 0.3 * depersonalization + 0.3 * (1.0 - accomplishment)


@rule
def well_being_of(satisfaction, efficacy, burnout):
    """Professional well-being [0..1]: the positive side (satisfaction, self-efficacy) against burnout (Yildirim 2014; S0).

    In words (Professional well-being): Well-being is half the good side of work, satisfaction and self-efficacy, and half the
    absence of burnout.
    Whom: every teacher. Raised by: job satisfaction, self-efficacy. Lowered by: burnout.
    """
    return 0.5 * (0.5 * satisfaction + 0.5 * efficacy) + 0.5 * (1.0 - burnout)
