"""The school as a whole: standing among peers, collective efficacy, coherence, and the norm of working together."""

from ...core.compiled import inner, kernel
from ...core.vocabulary import N_DOMAINS, ORDINARY, WEEKS_PER_CYCLE
from ...rules.choice import depth_of
from ...rules.climate import coherence_level, collective_efficacy_level, norm_after
from ...rules.common import share, shifted
from ...rules.growth import believed_after_results
from ...rules.leadership import standing_level
from ...rules.matching import is_open
from ...school.administrator import clarity_of
from ...school.goals import active_goals
from ...school.state import workspace
from ...school.teachers import audience


@kernel
def sense_climate(state, p):
    """School: standing among peers; collective efficacy, coherence and the norm drift with what people do and feel.

    In words: The school as a whole moves slowly: who is respected, whether the staff believes in itself, whether things hang
    together, and what counts as normal.
    """
    school = state.school[0]
    teachers = state.teachers
    q = p[ORDINARY]
    n = teachers.size
    n_active = active_goals(state)
    n_joint = 0
    for d in range(N_DOMAINS):
        n_joint += state.goals[d].active != 0 and is_open(state.goals[d].owner)
    if school.week % WEEKS_PER_CYCLE == WEEKS_PER_CYCLE - 1:
        _stand(state, p, n_active)
    coordinating, cooperating = q.choice_depth_coordination, q.choice_depth_cooperation
    efficacy, success, depth = 0.0, 0.0, 0.0
    for i in range(n):
        t = teachers[i]
        if t.present == 0:
            continue
        efficacy += t.self_efficacy
        success += 0.5 * (t.success + t.partner_success)
        for d in range(N_DOMAINS):
            depth += depth_of(t.chosen[d], coordinating, cooperating)
    staff = max(1, school.n_present)
    level = collective_efficacy_level(
        members_weight=q.climate_members,
        mean_efficacy=efficacy / staff,
        success_weight=q.climate_success,
        shared_success=success / staff,
        trust_weight=q.climate_trust,
        trust=school.trust,
        poverty_weight=q.climate_poverty,
        poverty=school.poverty,
    )
    believed = believed_after_results(level, q.growth_seen, school.growth, q.growth_base)
    believed = share(believed + school.belief_deviation)
    school.collective_efficacy += q.climate_rate * (believed - school.collective_efficacy)
    clarity = clarity_of(school, q)
    goals = max(1, n_active)
    coherent = coherence_level(
        clarity=clarity,
        n_goals=float(n_active),
        churned=school.churned,
        joint_share=n_joint / goals,
        control=school.control,
        clarity_weight=q.climate_clarity,
        few_weight=q.climate_few,
        many=q.climate_many,
        lasting_weight=q.climate_lasting,
        joint_weight=q.climate_joint,
        control_weight=q.climate_control,
    )
    school.coherence += q.climate_rate * (coherent - school.coherence)
    culture = shifted(q.culture_collaboration, school.culture_deviation)
    practice = min(1.0, q.climate_practice * depth / (staff * goals))
    school.norm = norm_after(school.norm, q.climate_norm, practice, q.climate_anchoring, culture)


#: Workspace of `_stand`: how many turn to the teacher.
ASKED = workspace("by")


@inner
def _stand(state, p, n_active):
    """Standing after a cycle: being sought out, carrying joint work that succeeds, expertise. Writes scratch."""
    school = state.school[0]
    teachers, scratch = state.teachers, state.scratch
    for i in range(teachers.size):
        scratch[i, ASKED.by] = 0.0
    for e in range(school.n_ties):
        scratch[state.ties[e].target, ASKED.by] += 1.0
    coordinating, cooperating = p[ORDINARY].choice_depth_coordination, p[ORDINARY].choice_depth_cooperation
    usual = max(1.0, school.n_ties / max(1, school.n_present))
    for i in range(teachers.size):
        t = teachers[i]
        if t.present == 0:
            continue
        q = p[audience(t)]
        depth = 0.0
        for d in range(N_DOMAINS):
            depth += depth_of(t.chosen[d], coordinating, cooperating)
        level = standing_level(
            sought_weight=q.standing_sought,
            sought=min(1.0, scratch[i, ASKED.by] / (q.standing_many * usual)),
            initiating_weight=q.standing_initiating,
            depth=min(1.0, depth / max(1, n_active)),
            success=t.success,
            expertise_weight=q.standing_expertise,
            expertise=t.expertise,
            levelling=q.standing_levelling,
            egalitarian=q.culture_egalitarian,
            success_part=q.standing_success,
        )
        t.standing += min(1.0, WEEKS_PER_CYCLE * q.standing_rate) * (level - t.standing)
