"""A week of joint work: progress on goals, hours, voice, dissent and learning."""

from ...core.chance import CONFLICT, draw
from ...core.compiled import inner, kernel
from ...core.vocabulary import (
    ADMINISTRATOR,
    COLLABORATION,
    COOPERATION,
    COORDINATION,
    INDIVIDUAL,
    N_DOMAINS,
    ORDINARY,
    WEEKS_PER_YEAR,
    WON,
)
from ...rules.change import newness_of, startup_part
from ...rules.choice import depth_of
from ...rules.common import share
from ...rules.habituation import felt_success, wonted_after
from ...rules.hours import form_hours, open_ended_hours
from ...rules.joint_work import (
    dissent,
    engaged_success,
    fruitless_hours,
    hour_yield,
    lesson_and_strain,
    quality_of_conditions,
    stage_of,
    success_of,
    weekly_progress,
)
from ...rules.leadership import strain_of_role, tension_after
from ...rules.learning import learning_terms, surroundings
from ...rules.matching import is_late, is_open
from ...rules.office import beside_her
from ...rules.voice import (
    attention_left,
    belief_after,
    consulted_voice,
    dilution_of,
    felt_voice,
    heard_voice,
    openness_in,
    voice_earned,
    voice_faded,
    voice_granted,
    voice_left,
    voice_won,
)
from ...school.administrator import clarity_of
from ...school.goals import is_school_wide, kept_goals, reserve_of
from ...school.state import workspace
from ...school.teachers import audience, mean_voice
from .situation import duties_of, inside_of
from .training import forget, train

#: Workspace of `work_together`, sums over the goals a teacher works on: hours, depth, depth times success, depth times voice, hours
#: without a say; the deepest form of action; hours that got nowhere (by last week's success); and goals coordinated on.
DONE = workspace("hours", "depth", "success", "say", "unvoiced", "deepest", "blocked", "coordinated")


@kernel
def work_together(state, p):  # noqa: C901 - one step after the other; in pieces it took longer
    """Joint work: progress on goals, hours, voice for those who shape goals, dissent, and learning from colleagues.

    In words: Hours on a goal move it on. Those who shape open goals win a say, those who work closely together disagree and
    learn, and the week gets as long as it gets. A say fades if it is not renewed.
    """
    school = state.school[0]
    teachers, scratch = state.teachers, state.scratch
    n = teachers.size
    now = school.year * WEEKS_PER_YEAR + school.week
    school_rules = p[ORDINARY]
    coordinating, cooperating = school_rules.choice_depth_coordination, school_rules.choice_depth_cooperation
    for i in range(n):
        for c in range(len(DONE)):
            scratch[i, c] = 0.0
    lasting = school_rules.structure_voice == WON
    granted = voice_granted(school.openness, school_rules.voice_granting) if lasting else 1.0
    strained = school_rules.structure_strain != 0.0
    unspecific = (
        1.0 - school_rules.structure_networks
    )  # where networks carry practice, what they teach depends on whom one meets
    kept = kept_goals(state)
    quality = quality_of_conditions(
        loss=school_rules.joint_work_poverty,
        poverty=school.poverty,
        materials=school.materials,
        coherence=school.coherence,
        relief=school_rules.joint_work_materials,
        hanging=school_rules.joint_work_coherence,
    )
    for d in range(N_DOMAINS):
        goal = state.goals[d]
        if goal.active == 0:
            continue
        goal_open = is_open(goal.owner)
        effective = 0.0
        for i in range(n):
            t = teachers[i]
            if t.present == 0:
                continue
            q = p[audience(t)]
            form = t.form[d]
            if form != INDIVIDUAL:
                by_choice = t.chosen[d]  # what is ordered takes no hours beyond those ordered, which are counted below
                hours = form_hours(by_choice, q.hours_coordination, q.hours_cooperation, q.hours_collaboration)
                effective += hours * hour_yield(
                    form=form,
                    expertise=t.expertise,
                    trust=t.partner_trust,
                    cooperation=q.joint_work_cooperation,
                    collaboration=q.joint_work_collaboration,
                    least=q.joint_work_least_yield,
                )
                depth = depth_of(form, coordinating, cooperating)
                scratch[i, DONE.hours] += hours
                scratch[i, DONE.depth] += depth
                scratch[i, DONE.say] += depth * t.voice[d]
                scratch[i, DONE.unvoiced] += hours * (1.0 - t.voice[d])
                if strained:
                    scratch[i, DONE.blocked] += fruitless_hours(hours, goal.success, t.voice[d], q.joint_work_eased)
                    scratch[i, DONE.coordinated] += form == COORDINATION
                scratch[i, DONE.deepest] = max(scratch[i, DONE.deepest], float(by_choice))
                if lasting:
                    t.won[d] += voice_earned(
                        won=t.won[d],
                        form=form,
                        goal_open=goal_open,
                        stage=goal.stage,
                        took_part=t.took_part[d],
                        success=goal.success,
                        gain=granted * beside_her(q.voice_winning, q.office_voice, goal.beside),
                        later=q.voice_later,
                        latecomer=q.change_latecomers,
                        succeeding=q.voice_succeeding,
                    )
                else:
                    gain = beside_her(q.voice_gain, q.office_voice, goal.beside)
                    if form == COLLABORATION and is_late(goal.stage, t.took_part[d]):
                        gain *= q.change_latecomers
                    t.voice[d] += voice_won(t.voice[d], form, goal_open, goal.stage, gain, q.voice_later, q.voice_cooperation)
            if goal.owner == ADMINISTRATOR:
                clarity = clarity_of(school, q)
                effective += t.mandated * q.joint_work_mandated * clarity * school.coherence / kept
        if goal.beside != 0:
            effective += school_rules.office_joining * hour_yield(
                form=COLLABORATION,
                expertise=1.0 - newness_of(school.administrator_tenure, school_rules.office_maturing),
                trust=school.trust,
                cooperation=school_rules.joint_work_cooperation,
                collaboration=school_rules.joint_work_collaboration,
                least=school_rules.joint_work_least_yield,
            )
        made = weekly_progress(
            effective, quality, goal.fit, goal.effort, float(school.n_present), school_rules.joint_work_least_fit
        )
        made *= startup_part(float(goal.age), school_rules.change_startup, school_rules.change_starting)
        goal.success = success_of(made, school_rules.joint_work_tempo)
        goal.progress = min(1.0, goal.progress + made)
        goal.age += 1
        goal.stage = stage_of(
            progress=goal.progress,
            age=goal.age,
            stage=goal.stage,
            plan_progress=school_rules.joint_work_plan_progress,
            plan_weeks=school_rules.joint_work_plan_weeks,
            enact_progress=school_rules.joint_work_enact_progress,
            enact_weeks=school_rules.joint_work_enact_weeks,
        )
        for i in range(n):
            scratch[i, DONE.success] += depth_of(teachers[i].form[d], coordinating, cooperating) * goal.success
    for i in range(n):
        t = teachers[i]
        if t.present == 0:
            continue
        q = p[audience(t)]
        depth, deepest = scratch[i, DONE.depth], int(scratch[i, DONE.deepest])
        t.collective = scratch[i, DONE.hours]
        t.success = engaged_success(scratch[i, DONE.success], depth, q.joint_work_engagement)
        if q.habituation_success > 0.0:
            achieved = t.success
            t.success = felt_success(achieved, q.habituation_success, t.aspired, q.habituation_usual_success)
            t.aspired = wonted_after(t.aspired, achieved, q.habituation_pace)
        t.agency = scratch[i, DONE.say] / depth if depth > 0.0 else 0.0
        if strained:
            beyond = open_ended_hours(scratch[i, DONE.coordinated], q.hours_pairs, q.hours_followup, t.mandated)
            t.collective += beyond
            idle = fruitless_hours(beyond, t.success, mean_voice(t), q.joint_work_eased)
            t.blocked = scratch[i, DONE.blocked] + idle
        committed = t.classroom + t.paperwork + duties_of(t, q) + t.mandated
        t.total = committed + t.collective - inside_of(t, q)
        voice = mean_voice(t)
        unheard = t.harm if q.mandates_counted > 0.0 else 1.0 - voice  # where orders are watched, their harm of last week
        t.unvoiced = scratch[i, DONE.unvoiced] + t.mandated * unheard
        t.lesson = t.dissent = 0.0
        fresh = strain_of_role(q.standing_tension, q.culture_egalitarian, q.standing_reviewing, t.exposure, t.reviewer)
        if deepest >= COOPERATION:
            deep = depth_of(deepest, coordinating, cooperating)
            u = draw(school.seed, school.run, i, now, CONFLICT, 0)
            t.dissent = dissent(q.joint_work_conflict, deep, school.control, q.joint_work_silence, u)
            t.lesson, strain = lesson_and_strain(t.dissent, t.partner_trust, q.joint_work_tolerance)
            fresh = share(fresh + strain)
        t.tension = tension_after(t.tension, fresh, q.standing_memory)
        mentoring = q.learning_mentoring * q.induction_mentoring if t.mentored != 0 else 0.0
        practice = q.learning_practice * surroundings(q.learning_environment, school.coherence, school.trust)
        own, colleagues, outside = learning_terms(
            expertise=t.expertise,
            experience=t.experience,
            practice=practice,
            years=q.learning_years,
            obsolescence=q.learning_obsolescence,
            peers=q.learning_peers,
            gap=t.partner_lead * quality + t.guided + t.met,
            mentoring=mentoring,
            novice=q.learning_novice,
            beginner=t.beginner,
            lesson_weight=q.learning_conflict,
            lesson=t.lesson,
            external=q.learning_external * unspecific,
            is_member=t.member,
            training=q.learning_training,
            mandated=q.learning_attendance * t.mandated,
            seasoned=q.learning_seasoned,
            most_fading=q.learning_fading,
        )
        t.expertise = share(t.expertise + own + colleagues + outside)
    if school_rules.structure_givers != 0.0:
        train(state, p)
    if school_rules.structure_givers != 0.0 or school_rules.structure_networks != 0.0:
        forget(state, p)
    _hear(state, school_rules)


@inner
def _hear(state, q):
    """What everybody's voice comes to, and what the administrator believes to have shared. Who left is remembered for a while."""
    school, teachers = state.school[0], state.teachers
    n = teachers.size
    lasting = q.structure_voice == WON
    diluted = dilution_of(school.n_present, q.voice_usual_staff, q.voice_dilution) if lasting else 1.0
    lapse = q.voice_lapse / WEEKS_PER_YEAR
    consulted = q.voice_consulted * (1.0 + q.reach_representation * school.spoken)
    for d in range(N_DOMAINS):
        openness = openness_in(school.openness, reserve_of(d, q))
        if lasting:
            others = 0.0
            for i in range(n):
                t = teachers[i]
                t.won[d] = voice_left(t.won[d], lapse)
                others += t.won[d] * t.present
            shared = attention_left(q.voice_crowding, others / max(1, school.n_present))
            if is_school_wide(d):
                shared *= diluted
            for i in range(n):
                t = teachers[i]
                heard = heard_voice(openness, consulted, q.voice_minor, q.voice_role, t.access, q.voice_standing, t.standing)
                t.voice[d] = felt_voice(t.won[d], heard, shared)
        else:
            for i in range(n):
                t = teachers[i]
                floor = consulted_voice(consulted, openness, q.voice_role, t.access, q.voice_standing, t.standing)
                t.voice[d] = share(voice_faded(t.voice[d], floor, q.voice_fading))
        felt = 0.0
        if q.voice_hearing > 0.0:  # else she learns nothing of it
            for i in range(n):
                felt += teachers[i].voice[d] * teachers[i].present
        goal = state.goals[d]
        school.believed[d] = belief_after(
            belief=school.believed[d],
            goal_open=goal.active != 0 and is_open(goal.owner),
            openness=openness,
            speed=q.voice_belief,
            felt=felt / max(1, school.n_present),
            control=beside_her(school.control, -q.office_listening, goal.beside),
            hearing=q.voice_hearing,
        )
