"""What a week does to people: exhaustion, self-efficacy, burnout, satisfaction, and the liking for forms of action."""

from ...core.chance import EVENT, two_draws
from ...core.compiled import kernel
from ...core.vocabulary import COOPERATION, INDIVIDUAL, N_DOMAINS, ORDINARY, WEEKS_PER_YEAR, numbered
from ...rules.ambiguity import ambiguity_level
from ...rules.attraction import attraction_after, reward_of
from ...rules.burnout import accomplishment_change, depersonalization_change
from ...rules.climate import unbuffered_stress
from ...rules.common import share
from ...rules.efficacy import efficacy_terms
from ...rules.exhaustion import exhaustion_terms, softened
from ...rules.leadership import mastery_of_leading
from ...rules.mandates import watched_harm
from ...rules.satisfaction import contrived, pace_of_change, satisfaction_terms
from ...school.administrator import clarity_of, support_of
from ...school.goals import active_goals
from ...school.state import TERM_NAMES
from ...school.teachers import audience, mean_voice

#: Places of the terms that move states.
TERM = numbered(TERM_NAMES)


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
        uplift = 1.0 if u < q.events_uplifts else 0.0
        hassle = 1.0 if v < q.events_hassles else 0.0
        voice = mean_voice(t)
        support = support_of(school, q)
        clarity = clarity_of(school, q)
        overload = max(0.0, t.total - t.fte * q.hours_capacity)
        harm = 1.0 - voice
        if q.mandates_counted > 0.0 and t.mandated > 0.0:
            covered = min(1.0, q.time_planning / t.mandated)
            harm = t.harm = watched_harm(voice, support, covered, q.mandates_enough, q.mandates_eased)
        if strained:
            t.blocked += t.mandated * (1.0 - t.success) * harm
        unclear = ambiguity_level(
            unclear=q.ambiguity_unclear,
            clarity=clarity,
            initiatives=q.ambiguity_initiatives,
            load=n_active / N_DOMAINS,
            coherence=school.coherence,
            role=q.ambiguity_role,
            has_role=t.role != 0,
            support=support,
        )
        t.ambiguity += q.ambiguity_rate * (unclear - t.ambiguity)
        soft = softened(
            colleagues=q.exhaustion_colleagues,
            backing=t.backing,
            admin=q.exhaustion_support,
            support=support,
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
        pressed = (q.exhaustion_outside * school.pressure + q.exhaustion_control * school.control) * (1.0 - voice)
        rest, work, over, unvoiced, doubt, tension, press, stuck = exhaustion_terms(
            exhaustion=t.exhaustion,
            recovery=q.exhaustion_recovery,
            ageing=q.exhaustion_ageing,
            experience=t.experience,
            soft=soft,
            base=q.exhaustion_base,
            class_weight=q.exhaustion_classes,
            classes=t.classes,
            overload_weight=q.exhaustion_overload,
            overload=overload,
            unvoiced_weight=q.exhaustion_unvoiced,
            unvoiced=t.unvoiced,
            poverty_weight=q.exhaustion_poverty,
            hardship=hardship,
            ambiguity_weight=q.exhaustion_ambiguity,
            ambiguity=t.ambiguity,
            tension_weight=q.exhaustion_tension,
            tension=t.tension,
            pressure_weight=q.exhaustion_pressure,
            pressed=pressed,
            hassle_weight=q.exhaustion_hassles,
            hassle=hassle,
            least_recovery=q.exhaustion_least_recovery,
            blocked_weight=q.exhaustion_blocked,
            blocked=t.blocked,
            loss_weight=q.exhaustion_loss,
            loss=t.loss,
        )
        own, mastery, vicarious, persuasion, bodily, doubts, led, learnt = efficacy_terms(
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
            support=support,
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
            led=mastery_of_leading(t.role, support, clarity),
            lately_weight=q.efficacy_lately,
            lately=t.lately,
        )
        itself, influence, belonging, achieved, conditions, workload, forced = satisfaction_terms(
            satisfaction=t.satisfaction,
            rate=q.satisfaction_rate,
            base=q.satisfaction_base,
            influence_weight=q.satisfaction_influence,
            influence=voice,
            belonging_weight=q.satisfaction_belonging,
            isolation=t.isolation,
            accomplishment_weight=q.satisfaction_accomplishment,
            accomplishment=t.accomplishment,
            support_weight=q.satisfaction_support,
            support=support,
            materials_weight=q.satisfaction_materials,
            materials=school.materials,
            uplift_weight=q.satisfaction_uplifts,
            uplift=uplift,
            overload_weight=q.satisfaction_overload,
            overload=overload,
            paperwork_weight=q.satisfaction_paperwork,
            paperwork=t.paperwork,
            exhaustion_weight=q.satisfaction_exhaustion,
            exhaustion=t.exhaustion,
            contrived_weight=q.satisfaction_contrived,
            contrived_share=contrived(t.mandated, harm, q.satisfaction_contrived_hours),
            control_weight=q.satisfaction_control,
            control=school.control,
            unbuffered=unbuffered,
        )
        t.depersonalization += depersonalization_change(
            level=t.depersonalization,
            rate=q.burnout_rate,
            base=q.burnout_distance,
            exhaustion_weight=q.burnout_exhaustion,
            exhaustion=t.exhaustion,
            isolation_weight=q.burnout_isolation,
            isolation=t.isolation,
            unbuffered=unbuffered,
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
        if t.loss > 0.0:
            t.loss -= q.change_forgetting * t.loss
        t.exhaustion = share(t.exhaustion + (rest + work + over + unvoiced + doubt + tension + press + stuck))
        t.self_efficacy = share(t.self_efficacy + (own + mastery + vicarious + persuasion + bodily + doubts + led + learnt))
        change = itself + influence + belonging + achieved + conditions + workload + forced
        pace = pace_of_change(change, q.satisfaction_rebound, uplift)
        t.satisfaction = share(t.satisfaction + pace * change)
        for d in range(N_DOMAINS):
            if state.goals[d].active == 0:
                continue
            form = t.form[d]
            reward = reward_of(
                success_weight=q.attraction_success,
                success=state.goals[d].success if form != INDIVIDUAL else q.attraction_usual_success,
                voice_weight=q.attraction_voice,
                voice=t.voice[d] if form != INDIVIDUAL else q.attraction_usual_voice,
                trust_weight=q.attraction_trust,
                trust=t.partner_trust if form >= COOPERATION else q.attraction_usual_trust,
                strain_weight=q.attraction_strain,
                tension=t.tension,
                overload=overload,
                usual_success=q.attraction_usual_success,
                usual_voice=q.attraction_usual_voice,
                usual_trust=q.attraction_usual_trust,
                overload_weight=q.attraction_overload,
            )
            t.attraction[form] = attraction_after(t.attraction[form], q.attraction_rate / n_active, reward)
        if explain:
            terms = state.terms[i]
            terms[TERM.exhaustion_from_rest] += rest
            terms[TERM.exhaustion_from_work] += work
            terms[TERM.exhaustion_from_overload] += over
            terms[TERM.exhaustion_from_unvoiced] += unvoiced
            terms[TERM.exhaustion_from_ambiguity] += doubt
            terms[TERM.exhaustion_from_tension] += tension
            terms[TERM.exhaustion_from_pressure] += press
            terms[TERM.exhaustion_from_blocked] += stuck
            terms[TERM.self_efficacy_from_self] += own
            terms[TERM.self_efficacy_from_mastery] += mastery
            terms[TERM.self_efficacy_from_vicarious] += vicarious
            terms[TERM.self_efficacy_from_persuasion] += persuasion
            terms[TERM.self_efficacy_from_bodily] += bodily
            terms[TERM.self_efficacy_from_doubt] += doubts
            terms[TERM.self_efficacy_from_leading] += led
            terms[TERM.self_efficacy_from_lately] += learnt
            terms[TERM.satisfaction_from_self] += pace * itself
            terms[TERM.satisfaction_from_influence] += pace * influence
            terms[TERM.satisfaction_from_belonging] += pace * belonging
            terms[TERM.satisfaction_from_accomplishment] += pace * achieved
            terms[TERM.satisfaction_from_conditions] += pace * conditions
            terms[TERM.satisfaction_from_workload] += pace * workload
            terms[TERM.satisfaction_from_contrived] += pace * forced
