"""Teacher self-efficacy: Bandura's four sources around a level that belongs to the person."""

from ..core.compiled import rule


@rule
def efficacy_terms(
    efficacy,
    rate,
    base,
    expertise_weight,
    expertise,
    confidence_weight,
    confidence,
    mastery_weight,
    success,
    agency,
    rapport_weight,
    rapport,
    vicarious_weight,
    partner_success,
    persuasion_weight,
    support,
    backing,
    standing,
    bodily_weight,
    exhaustion,
    ambiguity_weight,
    ambiguity,
    tension_weight,
    tension,
    support_part,
    backing_part,
    standing_part,
    leading_weight,
    led,
    lately_weight,
    lately,
):
    """What moves self-efficacy in one week: (self, mastery, vicarious, persuasion, bodily, doubt, leading, lately), to be
    added.

    The sum is rate (target - efficacy) with target = base + expertise and confidence - 1/2 (stable differences) + sources, each
    weighted: mastery = success x agency (progress that one had a hand in) and rapport (how this year's classes go [SD]),
    vicarious = partners' success, persuasion = support + backing by colleagues + standing among them, by their parts,
    bodily = -exhaustion; led = mastery of leading others (rules/leadership.py); lately = what training and networks have brought of late (rules/training.py); ambiguous mandates and tension with peers lower it. All states [0..1].
    Source: Bandura (1997) for the sources; Nguyen et al. (2019) for ambiguity; the linear form is assumption A30.

    In words (Believing in one's own teaching): Teachers believe in themselves because of what they can do and who they are,
    because goals move in which they have a hand, because they lead others with support and have learnt something lately, because classes go well and partners
    succeed, and because administrator and colleagues back them. Exhaustion, unclear expectations and tension take from it.
    Whom: every teacher, every week. Raised by: expertise, confidence, success one has a hand in, good classes, partners'
    success, support, backing and standing. Lowered by: exhaustion, ambiguity, tension.
    """
    own = rate * (base + expertise_weight * expertise + confidence_weight * (confidence - 0.5) - efficacy)
    mastery = rate * (mastery_weight * success * agency + rapport_weight * rapport)
    vicarious = rate * vicarious_weight * partner_success
    persuasion = rate * persuasion_weight * (support_part * support + backing_part * backing + standing_part * standing)
    bodily = -rate * bodily_weight * exhaustion
    doubt = -rate * (ambiguity_weight * ambiguity + tension_weight * tension)
    return own, mastery, vicarious, persuasion, bodily, doubt, rate * leading_weight * led, rate * lately_weight * lately
