"""What a week does to people: exhaustion, self-efficacy, burnout, satisfaction, and the liking for forms of action.

First what the week was like is gathered (`Felt`), then every state's terms are asked of its rule, all of them from the states before
this week, and only then states move.
"""

from typing import NamedTuple

from ...core.chance import EVENT, two_draws
from ...core.compiled import inner, kernel
from ...core.vocabulary import COOPERATION, INDIVIDUAL, N_DOMAINS, ORDINARY, WEEKS_PER_YEAR, numbered
from ...rules.ambiguity import ambiguity_level
from ...rules.attraction import attraction_after, reward_of
from ...rules.burnout import accomplishment_change, depersonalization_change
from ...rules.climate import buffered_stress, unbuffered_stress
from ...rules.common import share
from ...rules.efficacy import efficacy_terms
from ...rules.exhaustion import exhaustion_terms, softened
from ...rules.habituation import set_point, wonted_after
from ...rules.leadership import mastery_of_leading
from ...rules.mandates import watched_harm
from ...rules.satisfaction import contrived, pace_of_change, satisfaction_terms
from ...school.administrator import clarity_of, support_of
from ...school.goals import active_goals
from ...school.state import TERM_NAMES
from ...school.teachers import audience, mean_voice

#: Places of the terms that move states.
TERM = numbered(TERM_NAMES)


class Felt(NamedTuple):
    """What the week was like for one teacher, as far as more than one state asks. hours: overload; the rest are shares [0..1]."""

    voice: float
    support: float
    clarity: float
    overload: float
    uplift: float  #: 1 with a good moment with pupils, else 0
    hassle: float  #: 1 with a setback in class, else 0
    hardship: float
    stress: float  #: exhaustion, as far as collective efficacy does not keep away what it does
    harm: float  #: how much ordered work without a say hurts


@kernel
def apply_consequences(state, p):
    """Consequences for the person: exhaustion, self-efficacy, the other dimensions of burnout, satisfaction, attraction.

    In words: At the end of the week everybody feels what it was like. Good moments with pupils and setbacks in class come by
    luck.
    """
    school = state.school[0]
    explain = state.terms.shape[0] > 0
    now = school.year * WEEKS_PER_YEAR + school.week
    hardship = school.poverty * (1.0 - p[ORDINARY].exhaustion_relief * school.materials) * (1.0 - school.relief)
    unbuffered = unbuffered_stress(school.collective_efficacy, p[ORDINARY].climate_usual, p[ORDINARY].climate_buffer)
    strained = p[ORDINARY].structure_strain != 0.0
    n_active = active_goals(state)
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present == 0:
            continue
        q = p[audience(t)]
        u, v = two_draws(school.seed, school.run, i, now, EVENT, 0)
        voice = mean_voice(t)
        support = support_of(school, q)
        harm = 1.0 - voice
        if q.mandates_counted > 0.0 and t.mandated > 0.0:
            covered = min(1.0, q.time_planning / t.mandated)
            harm = t.harm = watched_harm(voice, support, covered, q.mandates_enough, q.mandates_eased)
        if strained:
            t.blocked += t.mandated * (1.0 - t.success) * harm
        felt = Felt(
            voice=voice,
            support=support,
            clarity=clarity_of(school, q),
            overload=max(0.0, t.total - t.fte * q.hours_capacity),
            uplift=1.0 if u < q.events_uplifts else 0.0,
            hassle=1.0 if v < q.events_hassles else 0.0,
            hardship=hardship,
            stress=buffered_stress(t.exhaustion, q.climate_rested, unbuffered),
            harm=harm,
        )
        unclear = ambiguity_level(
            unclear=q.ambiguity_unclear,
            clarity=felt.clarity,
            initiatives=q.ambiguity_initiatives,
            load=n_active / N_DOMAINS,
            coherence=school.coherence,
            role=q.ambiguity_role,
            has_role=t.role != 0,
            support=support,
        )
        t.ambiguity += q.ambiguity_rate * (unclear - t.ambiguity)
        exhausting = _exhaustion(t, q, school, felt)
        empowering = _self_efficacy(t, q, felt)
        satisfying = _satisfaction(t, q, school, felt)
        _depersonalization_and_accomplishment(t, q, felt)
        if t.loss > 0.0:
            t.loss -= q.change_forgetting * t.loss
        t.exhaustion = share(t.exhaustion + _sum(exhausting))
        t.self_efficacy = share(t.self_efficacy + _sum(empowering))
        change = _sum(satisfying)
        pace = pace_of_change(change, q.satisfaction_rebound, felt.uplift)
        t.satisfaction = share(t.satisfaction + pace * change)
        t.wonted = wonted_after(t.wonted, t.satisfaction, q.habituation_pace)
        t.inured = wonted_after(t.inured, t.exhaustion, q.habituation_pace)
        _attraction(t, q, state.goals, felt, n_active)
        if explain:
            _account(state.terms[i], exhausting, empowering, satisfying, pace)


@inner
def _exhaustion(t, q, school, felt):
    """The eight terms of this week's change of exhaustion, in the order of rules/exhaustion.py."""
    soft = softened(
        colleagues=q.exhaustion_colleagues,
        backing=t.backing,
        admin=q.exhaustion_support,
        support=felt.support,
        efficacy_weight=q.exhaustion_efficacy,
        efficacy=t.self_efficacy,
        collective_weight=q.exhaustion_collective,
        collective=school.collective_efficacy,
        resilience_weight=q.exhaustion_resilience,
        resilience=t.resilience,
        materials_weight=q.exhaustion_materials,
        materials=school.materials,
        most=q.exhaustion_softened,
    )
    pressed = (q.exhaustion_outside * school.pressure + q.exhaustion_control * school.control) * (1.0 - felt.voice)
    return exhaustion_terms(
        exhaustion=t.exhaustion,
        recovery=q.exhaustion_recovery,
        ageing=q.exhaustion_ageing,
        experience=t.experience,
        soft=soft,
        base=set_point(q.exhaustion_base, q.habituation_strain, t.inured, q.habituation_usual_exhaustion),
        class_weight=q.exhaustion_classes,
        classes=t.classes,
        overload_weight=q.exhaustion_overload,
        overload=felt.overload,
        unvoiced_weight=q.exhaustion_unvoiced,
        unvoiced=t.unvoiced,
        poverty_weight=q.exhaustion_poverty,
        hardship=felt.hardship,
        ambiguity_weight=q.exhaustion_ambiguity,
        ambiguity=t.ambiguity,
        tension_weight=q.exhaustion_tension,
        tension=t.tension,
        pressure_weight=q.exhaustion_pressure,
        pressed=pressed,
        hassle_weight=q.exhaustion_hassles,
        hassle=felt.hassle,
        least_recovery=q.exhaustion_least_recovery,
        blocked_weight=q.exhaustion_blocked,
        blocked=t.blocked,
        loss_weight=q.exhaustion_loss,
        loss=t.loss,
    )


@inner
def _self_efficacy(t, q, felt):
    """The eight terms of this week's change of self-efficacy, in the order of rules/efficacy.py."""
    return efficacy_terms(
        efficacy=t.self_efficacy,
        rate=q.efficacy_rate,
        base=q.efficacy_base,
        expertise_weight=q.efficacy_expertise,
        expertise=t.expertise,
        confidence_weight=q.efficacy_confidence,
        confidence=t.confidence,
        mastery_weight=q.efficacy_mastery,
        success=t.success,
        agency=t.agency,
        rapport_weight=q.efficacy_rapport,
        rapport=t.rapport,
        vicarious_weight=q.efficacy_vicarious,
        partner_success=t.partner_success,
        persuasion_weight=q.efficacy_persuasion,
        support=felt.support,
        backing=t.backing,
        standing=t.standing,
        bodily_weight=q.efficacy_bodily,
        exhaustion=t.exhaustion,
        ambiguity_weight=q.efficacy_ambiguity,
        ambiguity=t.ambiguity,
        tension_weight=q.efficacy_tension,
        tension=t.tension,
        support_part=q.efficacy_support,
        backing_part=q.efficacy_backing,
        standing_part=q.efficacy_standing,
        leading_weight=q.efficacy_leading,
        led=mastery_of_leading(t.role, felt.support, felt.clarity),
        lately_weight=q.efficacy_lately,
        lately=t.lately,
    )


@inner
def _satisfaction(t, q, school, felt):
    """The seven terms of this week's change of satisfaction before its pace, in the order of rules/satisfaction.py."""
    content = q.satisfaction_base + q.habituation_temper * t.temper
    return satisfaction_terms(
        satisfaction=t.satisfaction,
        rate=q.satisfaction_rate,
        base=set_point(content, q.habituation_satisfaction, t.wonted, q.habituation_usual_satisfaction),
        influence_weight=q.satisfaction_influence,
        influence=felt.voice,
        belonging_weight=q.satisfaction_belonging,
        isolation=t.isolation,
        accomplishment_weight=q.satisfaction_accomplishment,
        accomplishment=t.accomplishment,
        support_weight=q.satisfaction_support,
        support=felt.support,
        materials_weight=q.satisfaction_materials,
        materials=school.materials,
        uplift_weight=q.satisfaction_uplifts,
        uplift=felt.uplift,
        overload_weight=q.satisfaction_overload,
        overload=felt.overload,
        paperwork_weight=q.satisfaction_paperwork,
        paperwork=t.paperwork,
        exhaustion_weight=q.satisfaction_exhaustion,
        exhaustion=felt.stress,
        contrived_weight=q.satisfaction_contrived,
        contrived_share=contrived(t.mandated, felt.harm, q.satisfaction_contrived_hours),
        control_weight=q.satisfaction_control,
        control=school.control,
    )


@inner
def _depersonalization_and_accomplishment(t, q, felt):
    """The other two dimensions of burnout move."""
    t.depersonalization += depersonalization_change(
        level=t.depersonalization,
        rate=q.burnout_rate,
        base=q.burnout_distance - q.habituation_distance * t.temper,
        exhaustion_weight=q.burnout_exhaustion,
        exhaustion=felt.stress,
        isolation_weight=q.burnout_isolation,
        isolation=t.isolation,
    )
    t.accomplishment += accomplishment_change(
        level=t.accomplishment,
        rate=q.burnout_rate,
        base=q.burnout_accomplished,
        progress_weight=q.burnout_progress,
        success=t.success,
        agency=t.agency,
        efficacy_weight=q.burnout_efficacy,
        efficacy=t.self_efficacy,
        unvoiced_weight=q.burnout_unvoiced,
        unvoiced=t.unvoiced,
        paperwork_weight=q.burnout_paperwork,
        paperwork=t.paperwork,
        blocked_weight=q.burnout_blocked,
        blocked=t.blocked,
        loss_weight=q.burnout_loss,
        loss=t.loss,
    )


@inner
def _attraction(t, q, goals, felt, n_active):
    """The liking for the forms of action that were chosen moves, one goal after the other."""
    for d in range(N_DOMAINS):
        if goals[d].active == 0:
            continue
        form = t.form[d]
        reward = reward_of(
            success_weight=q.attraction_success,
            success=goals[d].success if form != INDIVIDUAL else q.attraction_usual_success,
            voice_weight=q.attraction_voice,
            voice=t.voice[d] if form != INDIVIDUAL else q.attraction_usual_voice,
            trust_weight=q.attraction_trust,
            trust=t.partner_trust if form >= COOPERATION else q.attraction_usual_trust,
            strain_weight=q.attraction_strain,
            tension=t.tension,
            overload=felt.overload,
            usual_success=q.attraction_usual_success,
            usual_voice=q.attraction_usual_voice,
            usual_trust=q.attraction_usual_trust,
            overload_weight=q.attraction_overload,
        )
        t.attraction[form] = attraction_after(t.attraction[form], q.attraction_rate / n_active, reward)


@inner
def _account(terms, exhausting, empowering, satisfying, pace):
    """The terms of this week are added to those of the year. terms : float64 (len(TERM_NAMES),)"""
    for k in range(len(exhausting)):
        terms[TERM.exhaustion_from_rest + k] += exhausting[k]
    for k in range(len(empowering)):
        terms[TERM.self_efficacy_from_self + k] += empowering[k]
    for k in range(len(satisfying)):
        terms[TERM.satisfaction_from_self + k] += pace * satisfying[k]


@inner
def _sum(changes):
    """From the first to the last: so it is the same to the last bit wherever it is added up."""
    total = changes[0]
    for k in range(1, len(changes)):
        total += changes[k]
    return total
