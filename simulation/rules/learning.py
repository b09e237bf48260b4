"""Instructional expertise: by teaching, from colleagues, from dissent, from outside; and how it loses its fit."""

from ..core.compiled import rule
from ..core.elementary import exp

WEEKS = 36.0


@rule
def surroundings(weight, coherence, trust):
    """How much faster teachers learn from their practice where the school helps them to [factor, 0 or more].

    1 + weight (coherence + trust - 1): one where both are in the middle [0..1 each]. Source: Kraft & Papay (2014), T086; the
    form is assumption A51.

    In words (Where teachers learn faster): Teachers learn more from their own practice in a school whose programme hangs
    together and where people trust each other.
    Whom: every teacher, every week. Raised by: coherence, trust.
    """
    return max(0.0, 1.0 + weight * (coherence + trust - 1.0))


@rule
def learning_terms(
    expertise,
    experience,
    practice,
    years,
    obsolescence,
    peers,
    gap,
    mentoring,
    novice,
    beginner,
    lesson_weight,
    lesson,
    external,
    is_member,
    training,
    mandated,
    seasoned,
    most_fading,
):
    """What moves expertise in one week: (own practice, colleagues, outside), to be added [0..1 per week].

    own practice = (practice exp(-experience / years) (1 - e) - obsolescence min(most_fading, experience / seasoned) e) / 36: steep for beginners;
        the more of it was learnt long ago, the more loses its fit, so that expertise peaks in mid-career (T081, T086)
    colleagues = peers gap (1 + novice beginner) + lesson_weight lesson (1 - e); gap [0..1] = partners' lead, less what joint
        work leaves unused; a mentor's attention adds to it (Jackson & Bruegmann 2009; Papay et al. 2020)
    outside = (external is_member + training mandated) (1 - e) / 36; mandated [h/week]
    beginner [0..1] : how much of a beginner the learner still is. The forms are assumption A51.

    In words (Becoming a better teacher): Teachers learn from their own practice, fast at first and slowly later, while part
    of it loses its fit, the more the longer ago it was learnt; from partners who know more, beginners most; from a mentor; from disagreement among
    people who trust each other; and a little from outside networks and ordered training.
    Whom: every teacher, every week. Raised by: practice, able partners, a mentor, fruitful disagreement, an external network,
    training. Lowered by: what was learnt becoming outdated.
    """
    room = 1.0 - expertise
    fading = obsolescence * min(most_fading, experience / seasoned) * expertise
    own = (practice * exp(-experience / years) * room - fading) / WEEKS
    colleagues = peers * (gap + mentoring) * (1.0 + novice * beginner) + lesson_weight * lesson * room
    outside = (external * is_member + training * mandated) * room / WEEKS
    return own, colleagues, outside
