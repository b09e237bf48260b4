"""One week of a school, phase by phase, in the order in which the model text tells it.

A phase is a kernel `phase(state, p)`: state is a school (school/state.py), p the parameter records of this week, one for each
audience. Formulas stand in simulation/rules; a phase only gathers their arguments and stores what they return.
"""

from collections.abc import Callable
from typing import NamedTuple

from ..chance import CHOOSE, CLAIM, CONFLICT, EVENT, SCHOOL, TEAM, draw, two_draws
from ..compiled import inner, kernel
from ..names import (
    ADMINISTRATOR,
    COLLABORATION,
    CONCEPTUALISE,
    COOPERATION,
    COORDINATION,
    ENACT,
    INDIVIDUAL,
    JOINT_WORK,
    MEETINGS,
    N_DOMAINS,
    NO_CONTACT,
    ORDINARY,
    TEACHERS,
    WEEKS_PER_CYCLE,
    WEEKS_PER_TERM,
    WEEKS_PER_YEAR,
    numbered,
)
from ..rules.administration import chance_to_claim, chance_to_take_back, pressure_passed_on
from ..rules.ambiguity import ambiguity_level
from ..rules.attraction import attraction_after, reward_of
from ..rules.burnout import accomplishment_change, backing_of, depersonalization_change, isolation_of
from ..rules.choice import (
    DEPTH_COORDINATION,
    chosen_form,
    depth_of,
    goal_pull,
    hour_weight,
    orders_of,
    social_pull,
    utility_of_collaboration,
    utility_of_cooperation,
    utility_of_coordination,
)
from ..rules.climate import coherence_level, collective_efficacy_level, norm_after
from ..rules.common import share, shifted
from ..rules.efficacy import efficacy_terms
from ..rules.exhaustion import exhaustion_terms, softened
from ..rules.hours import classroom_hours, form_hours, hours_inside, paperwork_hours, slack_hours
from ..rules.joint_work import (
    contact_share,
    dissent,
    engaged_success,
    hour_yield,
    lesson_and_strain,
    quality_of_conditions,
    stage_of,
    success_of,
    weekly_progress,
)
from ..rules.leadership import standing_level, strain_of_role
from ..rules.learning import learning_terms, surroundings
from ..rules.matching import feasible_form, is_open, may_collaborate
from ..rules.satisfaction import contrived, pace_of_change, satisfaction_terms
from ..rules.ties import trust_after_meetings, trust_after_silence, trust_after_work
from ..rules.voice import belief_after, consulted_voice, openness_in, voice_expected, voice_faded, voice_won
from ..school.goals import reserve_of
from ..school.network import seek_advisers
from ..school.state import TERM_NAMES, workspace
from ..school.teachers import audience


class Phase(NamedTuple):
    """One step of a week or a summer: its name, its kernel, and what happens in a sentence.

    A phase of one's own (SchoolModel, `phases=(*WEEK, mine)`) is a plain function `kernel(state, p)`: it may read and change
    `state.teachers`, `state.ties`, `state.goals` and `state.school[0]`, and read the parameters of the week, as `p[0].time_planning`.
    """

    name: str
    kernel: Callable
    sentence: str


@kernel
def situate(state, p):
    """Situation: what the week already takes, and the slack that is left. Conditions follow the policies in force.

    Mandated time is held in formal teams, which are set up for a planning cycle (assumption A55).

    In words: The week begins with what it already takes: classes, paperwork, roles, and meetings for those who belong to a
    formal team. What is left over is time for joint work.
    """
    school = state.school[0]
    q = p[ORDINARY]
    school.poverty = shifted(q.school_poverty, school.poverty_deviation)
    school.materials = shifted(q.school_materials, school.materials_deviation)
    school.openness = shifted(q.administrator_openness, school.openness_deviation + school.opening)
    school.pressure = pressure_passed_on(q.accountability_pressure, q.administrator_buffering)
    n = state.teachers.size
    if school.week % WEEKS_PER_CYCLE == 0:  # a wider coverage adds teams and drops none
        for i in range(n):
            t = state.teachers[i]
            t.in_team = t.present != 0 and draw(school.seed, school.run, int(t.group), 0, TEAM, 0) < q.teams_coverage
    vacancies = (n - school.n_present) / n
    for i in range(n):
        t = state.teachers[i]
        if t.present == 0:
            continue
        q = p[audience(t)]
        mentoring = q.induction_mentoring if t.mentored != 0 else 0.0
        t.classroom = classroom_hours(
            base=q.hours_classroom,
            own_demand=t.demand,
            class_hours=q.hours_classes,
            classes=t.classes,
            poverty_hours=q.hours_poverty,
            poverty=school.poverty,
            beginner_hours=q.hours_inexperience,
            beginner=t.beginner,
            mentoring=mentoring,
            cover_hours=q.hours_cover,
            vacancies=vacancies,
        )
        t.paperwork = paperwork_hours(q.time_paperwork, t.paperwork_deviation)
        t.mandated = q.administrator_mandated if t.in_team != 0 else 0.0
        committed = t.classroom + t.paperwork + duties_of(t, q) + t.mandated
        t.slack = slack_hours(q.hours_capacity, committed, protected_of(t, q))


@inner
def duties_of(t, q):
    """Hours that a formal role and an external network take [h/week]."""
    return (q.roles_duties if t.role != 0 else 0.0) + (q.hours_external if t.member != 0 else 0.0)


@inner
def protected_of(t, q):
    """Hours in which somebody else covers the teacher's duties: joint time and release for a role [h/week]."""
    return q.time_planning + (q.roles_release if t.role != 0 else 0.0)


@inner
def inside_of(t, q):
    """Hours of joint work and of a role that fall into that time [h/week]."""
    return hours_inside(protected_of(t, q), t.collective + t.mandated + duties_of(t, q))


#: Workspace of `choose`: trust in all colleagues, in those who go at least as far as a form, the highest standing among colleagues
#: at work on the goal, and hours left.
SEEN = workspace("everybody", "coordination", "cooperation", "collaboration", "leaders", "budget")


@kernel
def choose(state, p):
    """Choice: once in a planning cycle all choose a form for each goal, looking at what colleagues did last (assumption A31).

    Goals are considered in an order that rotates from cycle to cycle; all share one budget of hours (assumption A6).
    The form stored here is a wish until `match` has seen to partners.

    In words: Once in four weeks all teachers decide at the same time what to do about each of the school's goals. They look
    at what the colleagues they have ties with did in the four weeks before, and at the hours that are left; a few hours
    beyond their limit they are willing to give.
    """
    school = state.school[0]
    if school.week % WEEKS_PER_CYCLE != 0:
        return
    teachers, ties, scratch = state.teachers, state.ties, state.scratch
    n = teachers.size
    now = school.year * WEEKS_PER_YEAR + school.week
    for i in range(n):
        scratch[i, SEEN.budget] = teachers[i].slack
    for k in range(N_DOMAINS):
        d = (k + now // WEEKS_PER_CYCLE) % N_DOMAINS
        goal = state.goals[d]
        if goal.active == 0:
            continue
        for i in range(n):
            for c in range(SEEN.budget):
                scratch[i, c] = 0.0
        for e in range(school.n_ties):
            tie = ties[e]
            a, b = tie.source, tie.target
            _look(scratch, a, teachers[b].form[d], teachers[b].standing, tie.trust)
            _look(scratch, b, teachers[a].form[d], teachers[a].standing, tie.trust)
        offered = openness_in(school.openness, reserve_of(d, p[ORDINARY]))
        for i in range(n):
            t = teachers[i]
            if t.present == 0:
                continue
            q = p[audience(t)]
            budget = scratch[i, SEEN.budget]
            everybody = scratch[i, SEEN.everybody] if scratch[i, SEEN.everybody] > 0.0 else 1.0
            pull = goal_pull(q.choice_fit, goal.fit, q.choice_standing, scratch[i, SEEN.leaders])
            social = social_pull(
                trust_weight=q.choice_trust,
                trust=t.partner_trust,
                disposition_weight=q.choice_disposition,
                disposition=t.disposition,
                culture_weight=q.choice_culture,
                norm=school.norm,
                exhaustion_weight=q.choice_exhaustion,
                exhaustion=t.exhaustion,
            )
            weight = hour_weight(q.choice_cost, budget, q.choice_slack)
            orders = 0.0
            if goal.owner == ADMINISTRATOR:
                orders = orders_of(
                    pressure_weight=q.choice_pressure,
                    pressure=school.pressure,
                    mandate_weight=q.choice_mandate,
                    mandated=t.mandated,
                    clarity=shifted(q.administrator_clarity, school.clarity_deviation),
                )
            team = q.choice_team * q.evaluation_team
            learned = q.choice_attraction
            left_aside = t.attraction[INDIVIDUAL]
            u1 = utility_of_coordination(
                base=q.choice_coordination,
                pull=pull,
                social=social,
                attraction=learned * (t.attraction[COORDINATION] - left_aside),
                norm=q.choice_norm * scratch[i, SEEN.coordination] / everybody,
                orders=orders,
                hours=q.hours_coordination,
                weight=weight,
            )
            u2 = utility_of_cooperation(
                base=q.choice_cooperation,
                pull=pull,
                social=social,
                attraction=learned * (t.attraction[COOPERATION] - left_aside),
                norm=q.choice_norm * scratch[i, SEEN.cooperation] / everybody,
                orders=orders,
                team=team,
                hours=q.hours_cooperation,
                weight=weight,
            )
            u3 = utility_of_collaboration(
                base=q.choice_collaboration,
                pull=pull,
                social=social,
                attraction=learned * (t.attraction[COLLABORATION] - left_aside),
                norm=q.choice_norm * scratch[i, SEEN.collaboration] / everybody,
                expected_voice=q.choice_voice * voice_expected(t.voice[d], offered),
                team=team,
                hours=q.hours_collaboration,
                weight=weight,
            )
            may = may_collaborate(goal.owner, goal.stage, t.took_part[d])
            u = draw(school.seed, school.run, i, now, CHOOSE, d)
            form = chosen_form(
                coordination=u1,
                cooperation=u2,
                collaboration=u3,
                budget=budget + q.hours_stretch,
                hours_1=q.hours_coordination,
                hours_2=q.hours_cooperation,
                hours_3=q.hours_collaboration,
                may_collaborate=may,
                u=u,
            )
            t.form[d] = form
            scratch[i, SEEN.budget] -= form_hours(form, q.hours_coordination, q.hours_cooperation, q.hours_collaboration)


@inner
def _look(scratch, i, form, standing, trust):
    """Teacher i sees what a tied colleague does: trust-weighted counts of going at least as far, and the leaders at work.

    Sums instead of branches: what a colleague does is luck, which a processor cannot foresee.
    """
    scratch[i, SEEN.everybody] += trust
    scratch[i, SEEN.coordination] += trust * (form >= COORDINATION)
    scratch[i, SEEN.cooperation] += trust * (form >= COOPERATION)
    scratch[i, SEEN.collaboration] += trust * (form >= COLLABORATION)
    scratch[i, SEEN.leaders] = max(scratch[i, SEEN.leaders], standing * (form >= COOPERATION))


#: Workspace of `match`: tied colleagues who wish to collaborate on the goal, and who wish to cooperate at least.
WISHES = workspace("willing", "active")


@kernel
def match(state, p):
    """Matching: no partner or no open goal means a humbler form; then it is clear who works with whom this cycle.

    In words: Then wishes meet: nobody can collaborate alone. From here it is clear who works with whom for four weeks, and
    what company that is.
    """
    school = state.school[0]
    if school.week % WEEKS_PER_CYCLE != 0:
        return
    teachers, ties, scratch = state.teachers, state.ties, state.scratch
    n = teachers.size
    for d in range(N_DOMAINS):
        goal = state.goals[d]
        if goal.active == 0:
            continue
        for i in range(n):
            scratch[i, WISHES.willing] = scratch[i, WISHES.active] = 0.0
        for e in range(school.n_ties):
            a, b = ties[e].source, ties[e].target
            wish_a, wish_b = teachers[a].form[d], teachers[b].form[d]
            scratch[a, WISHES.willing] += wish_b == COLLABORATION
            scratch[b, WISHES.willing] += wish_a == COLLABORATION
            scratch[a, WISHES.active] += wish_b >= COOPERATION
            scratch[b, WISHES.active] += wish_a >= COOPERATION
        together = 0
        for i in range(n):
            t = teachers[i]
            t.form[d] = feasible_form(t.form[d], is_open(goal.owner), scratch[i, WISHES.willing], scratch[i, WISHES.active])
            if t.form[d] == COLLABORATION and goal.stage == CONCEPTUALISE:
                t.took_part[d] = 1
            together += t.form[d] >= COOPERATION
        goal.joint = together / max(1, school.n_present)
    _meet(state, p)


#: Workspace of `_meet`: how many ties there are, and how much contact they bring; and a bit for each goal on which the teacher at
#: least cooperates, so that two who share a bit work together.
MET = workspace("ties", "contacts", "goals")


@inner
def _meet(state, p):
    """Who works with whom: contact, and what partners are like (assumption A28). Writes scratch."""
    school = state.school[0]
    teachers, ties, scratch = state.teachers, state.ties, state.scratch
    n = teachers.size
    for i in range(n):
        t = teachers[i]
        t.contact = t.acquainted = t.partner_lead = t.partner_success = 0.0
        scratch[i, MET.ties] = scratch[i, MET.contacts] = 0.0
        joint = 0
        for d in range(N_DOMAINS):
            joint |= (t.form[d] >= COOPERATION) << d
        scratch[i, MET.goals] = joint
    trust = 0.0
    for e in range(school.n_ties):
        tie = ties[e]
        a, b = teachers[tie.source], teachers[tie.target]
        shared = int(scratch[tie.source, MET.goals]) & int(scratch[tie.target, MET.goals])
        tie.work = JOINT_WORK if shared != 0 else NO_CONTACT
        if tie.work == NO_CONTACT and a.mandated > 0.0 and b.in_team != 0:
            tie.work = MEETINGS
        part = contact_share(tie.work)
        trust += tie.trust
        a.acquainted += tie.trust
        b.acquainted += tie.trust
        scratch[tie.source, MET.ties] += 1.0
        scratch[tie.target, MET.ties] += 1.0
        a.contact += part * tie.trust
        b.contact += part * tie.trust
        scratch[tie.source, MET.contacts] += part
        scratch[tie.target, MET.contacts] += part
        a.partner_lead += part * max(0.0, b.expertise - a.expertise)
        b.partner_lead += part * max(0.0, a.expertise - b.expertise)
        a.partner_success += part * b.success
        b.partner_success += part * a.success
    for i in range(n):
        t = teachers[i]
        contacts, n_ties = scratch[i, MET.contacts], scratch[i, MET.ties]
        if contacts > 0.0:
            met = max(1.0, contacts)
            t.partner_trust = t.contact / contacts
            t.partner_lead /= met
            t.partner_success /= met
        elif n_ties > 0.0:
            t.partner_trust = t.acquainted / n_ties
        else:
            t.partner_trust = 0.3
        t.backing = backing_of(t.contact, t.acquainted)
        t.isolation = isolation_of(t.contact, t.acquainted)
    school.trust = trust / max(1, max(school.n_present, school.n_ties))


#: Workspace of `work_together`, sums over the goals a teacher works on: hours, depth, depth times success, depth times voice, hours
#: without a say; and the deepest form.
DONE = workspace("hours", "depth", "success", "say", "unvoiced", "deepest")


@kernel
def work_together(state, p):
    """Joint work: progress on goals, hours, voice for those who shape goals, dissent, and learning from colleagues.

    In words: Hours on a goal move it on. Those who shape open goals win a say, those who work closely together disagree and
    learn, and the week gets as long as it gets. A say fades if it is not renewed.
    """
    school = state.school[0]
    teachers, scratch = state.teachers, state.scratch
    n = teachers.size
    now = school.year * WEEKS_PER_YEAR + school.week
    school_rules = p[ORDINARY]
    for i in range(n):
        for c in range(len(DONE)):
            scratch[i, c] = 0.0
    kept = 0
    for d in range(N_DOMAINS):
        kept += state.goals[d].active != 0 and state.goals[d].owner == ADMINISTRATOR
    quality = quality_of_conditions(school_rules.joint_work_poverty, school.poverty, school.materials, school.coherence)
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
                hours = form_hours(form, q.hours_coordination, q.hours_cooperation, q.hours_collaboration)
                effective += hours * hour_yield(
                    form, t.expertise, t.partner_trust, q.joint_work_cooperation, q.joint_work_collaboration
                )
                depth = depth_of(form)
                scratch[i, DONE.hours] += hours
                scratch[i, DONE.depth] += depth
                scratch[i, DONE.say] += depth * t.voice[d]
                scratch[i, DONE.unvoiced] += hours * (1.0 - t.voice[d])
                scratch[i, DONE.deepest] = max(scratch[i, DONE.deepest], depth)
                t.voice[d] += voice_won(
                    t.voice[d], form, goal_open, goal.stage, q.voice_gain, q.voice_later, q.voice_cooperation
                )
            if goal.owner == ADMINISTRATOR:
                clarity = shifted(q.administrator_clarity, school.clarity_deviation)
                effective += t.mandated * q.joint_work_mandated * clarity * school.coherence / kept
        made = weekly_progress(effective, quality, goal.fit, goal.effort, float(school.n_present))
        goal.success = success_of(made, school_rules.joint_work_tempo)
        goal.progress = min(1.0, goal.progress + made)
        goal.age += 1
        goal.stage = stage_of(goal.progress, goal.age, goal.stage)
        for i in range(n):
            scratch[i, DONE.success] += depth_of(teachers[i].form[d]) * goal.success
    for i in range(n):
        t = teachers[i]
        if t.present == 0:
            continue
        q = p[audience(t)]
        depth, deepest = scratch[i, DONE.depth], scratch[i, DONE.deepest]
        t.collective = scratch[i, DONE.hours]
        t.success = engaged_success(scratch[i, DONE.success], depth)
        t.agency = scratch[i, DONE.say] / depth if depth > 0.0 else 0.0
        committed = t.classroom + t.paperwork + duties_of(t, q) + t.mandated
        t.total = committed + t.collective - inside_of(t, q)
        voice = mean_voice(t)
        t.unvoiced = scratch[i, DONE.unvoiced] + t.mandated * (1.0 - voice)
        t.lesson = t.dissent = 0.0
        t.tension = strain_of_role(q.standing_tension, q.culture_egalitarian, q.standing_reviewing, t.role, t.reviewer)
        if deepest > DEPTH_COORDINATION:  # cooperation or collaboration
            u = draw(school.seed, school.run, i, now, CONFLICT, 0)
            t.dissent = dissent(q.joint_work_conflict, deepest, school.control, q.joint_work_silence, u)
            t.lesson, strain = lesson_and_strain(t.dissent, t.partner_trust, q.joint_work_tolerance)
            t.tension = share(t.tension + strain)
        mentoring = q.learning_mentoring * q.induction_mentoring if t.mentored != 0 else 0.0
        practice = q.learning_practice * surroundings(q.learning_environment, school.coherence, school.trust)
        own, colleagues, outside = learning_terms(
            expertise=t.expertise,
            experience=t.experience,
            practice=practice,
            years=q.learning_years,
            obsolescence=q.learning_obsolescence,
            peers=q.learning_peers,
            gap=t.partner_lead * quality,
            mentoring=mentoring,
            novice=q.learning_novice,
            beginner=t.beginner,
            lesson_weight=q.learning_conflict,
            lesson=t.lesson,
            external=q.learning_external,
            is_member=t.member,
            training=q.learning_training,
            mandated=q.learning_attendance * t.mandated,
        )
        t.expertise = share(t.expertise + own + colleagues + outside)
    for d in range(N_DOMAINS):
        openness = openness_in(school.openness, reserve_of(d, school_rules))
        goal = state.goals[d]
        school.believed[d] = belief_after(school.believed[d], goal.active != 0 and is_open(goal.owner), openness)
        for i in range(n):
            t = teachers[i]
            q = school_rules
            floor = consulted_voice(q.voice_consulted, openness, q.voice_role, t.role, q.voice_standing, t.standing)
            t.voice[d] = share(voice_faded(t.voice[d], floor, q.voice_fading))


@inner
def active_goals(state):
    """How many goals the school pursues."""
    n_active = 0
    for d in range(N_DOMAINS):
        n_active += state.goals[d].active
    return n_active


@inner
def mean_voice(t):
    """A teacher's influence: voice averaged over the six decision domains [0..1]."""
    total = 0.0
    for d in range(N_DOMAINS):
        total += t.voice[d]
    return total / N_DOMAINS


#: Places of the terms that move states.
TERM = numbered(TERM_NAMES)


@kernel
def feel(state, p):
    """Consequences for the person: exhaustion, self-efficacy, the other dimensions of burnout, satisfaction, attraction.

    In words: At the end of the week everybody feels what it was like. Good moments with pupils and setbacks in class come by
    luck.
    """
    school = state.school[0]
    explain = state.terms.shape[0] > 0
    now = school.year * WEEKS_PER_YEAR + school.week
    hardship = school.poverty * (1.0 - 0.5 * school.materials)
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
        support = shifted(q.administrator_support, school.support_deviation)
        clarity = shifted(q.administrator_clarity, school.clarity_deviation)
        overload = max(0.0, t.total - q.hours_capacity)
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
        )
        pressed = (0.2 * school.pressure + 0.8 * school.control) * (1.0 - voice)
        rest, work, over, unvoiced, doubt, tension, press = exhaustion_terms(
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
        )
        own, mastery, vicarious, persuasion, bodily, doubts = efficacy_terms(
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
            contrived_share=contrived(t.mandated, voice),
            control_weight=q.satisfaction_control,
            control=school.control,
        )
        t.depersonalization += depersonalization_change(
            level=t.depersonalization,
            rate=q.burnout_rate,
            base=q.burnout_distance,
            exhaustion_weight=q.burnout_exhaustion,
            exhaustion=t.exhaustion,
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
        )
        t.exhaustion = share(t.exhaustion + (rest + work + over + unvoiced + doubt + tension + press))
        t.self_efficacy = share(t.self_efficacy + (own + mastery + vicarious + persuasion + bodily + doubts))
        change = itself + influence + belonging + achieved + conditions + workload + forced
        pace = pace_of_change(change, q.satisfaction_rebound, uplift)
        t.satisfaction = share(t.satisfaction + pace * change)
        for d in range(N_DOMAINS):
            if state.goals[d].active == 0:
                continue
            form = t.form[d]
            reward = reward_of(
                success_weight=q.attraction_success,
                success=state.goals[d].success if form != INDIVIDUAL else 0.45,
                voice_weight=q.attraction_voice,
                voice=t.voice[d] if form != INDIVIDUAL else 0.3,
                trust_weight=q.attraction_trust,
                trust=t.partner_trust if form >= COOPERATION else 0.5,
                strain_weight=q.attraction_strain,
                tension=t.tension,
                overload=overload,
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
            terms[TERM.self_efficacy_from_self] += own
            terms[TERM.self_efficacy_from_mastery] += mastery
            terms[TERM.self_efficacy_from_vicarious] += vicarious
            terms[TERM.self_efficacy_from_persuasion] += persuasion
            terms[TERM.self_efficacy_from_bodily] += bodily
            terms[TERM.self_efficacy_from_doubt] += doubts
            terms[TERM.satisfaction_from_self] += pace * itself
            terms[TERM.satisfaction_from_influence] += pace * influence
            terms[TERM.satisfaction_from_belonging] += pace * belonging
            terms[TERM.satisfaction_from_accomplishment] += pace * achieved
            terms[TERM.satisfaction_from_conditions] += pace * conditions
            terms[TERM.satisfaction_from_workload] += pace * workload
            terms[TERM.satisfaction_from_contrived] += pace * forced


@kernel
def renew_ties(state, p):
    """Ties: at the end of a cycle trust grows with success shared and fades without contact; new ties close triangles.

    In words: Once in four weeks trust grows or fades. A tie with too little trust ends, and teachers who turn to fewer
    colleagues than they would like may find somebody new.
    """
    school = state.school[0]
    if school.week % WEEKS_PER_CYCLE != WEEKS_PER_CYCLE - 1:
        return
    teachers, ties = state.teachers, state.ties
    q = p[ORDINARY]
    keep = 0
    for e in range(school.n_ties):
        tie = ties[e]
        a, b = teachers[tie.source], teachers[tie.target]
        if tie.work == JOINT_WORK:
            success = 0.5 * (a.success + b.success)
            strain = 0.5 * (a.tension + b.tension)
            tie.trust = trust_after_work(tie.trust, success, q.ties_success, strain, q.ties_strain)
        elif tie.work == MEETINGS:
            tie.trust = trust_after_meetings(tie.trust, q.ties_mandated, q.ties_decay, a.mandated)
        else:
            tie.trust = trust_after_silence(tie.trust, q.ties_decay)
        if tie.trust >= q.ties_threshold:
            ties[keep] = tie
            keep += 1
    school.n_ties = keep
    seek_advisers(state, q, school.year * WEEKS_PER_YEAR + school.week)


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
    efficacy, success, depth = 0.0, 0.0, 0.0
    for i in range(n):
        t = teachers[i]
        if t.present == 0:
            continue
        efficacy += t.self_efficacy
        success += 0.5 * (t.success + t.partner_success)
        for d in range(N_DOMAINS):
            depth += depth_of(t.form[d])
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
    school.collective_efficacy += q.climate_rate * (level - school.collective_efficacy)
    clarity = shifted(q.administrator_clarity, school.clarity_deviation)
    goals = max(1, n_active)
    coherent = coherence_level(clarity, float(n_active), school.churned, n_joint / goals, school.control)
    school.coherence += q.climate_rate * (coherent - school.coherence)
    culture = shifted(q.culture_collaboration, school.culture_deviation)
    practice = min(1.0, 1.9 * depth / (staff * goals))
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
    usual = max(1.0, school.n_ties / max(1, school.n_present))
    for i in range(teachers.size):
        t = teachers[i]
        if t.present == 0:
            continue
        q = p[audience(t)]
        depth = 0.0
        for d in range(N_DOMAINS):
            depth += depth_of(t.form[d])
        level = standing_level(
            sought_weight=q.standing_sought,
            sought=min(1.0, scratch[i, ASKED.by] / (3.0 * usual)),
            initiating_weight=q.standing_initiating,
            depth=min(1.0, depth / max(1, n_active)),
            success=t.success,
            expertise_weight=q.standing_expertise,
            expertise=t.expertise,
            levelling=q.standing_levelling,
            egalitarian=q.culture_egalitarian,
        )
        t.standing += min(1.0, WEEKS_PER_CYCLE * q.standing_rate) * (level - t.standing)


@kernel
def turn_of_term(state, p):
    """At the turn of a term goals change hands: a controlling administrator takes shared ones back, teachers claim others.

    In words: Every nine weeks goals may change hands. A goal that is taken back is carried out as ordered and fits classrooms
    less; one that teachers claim begins anew, keeps half of its progress and fits better.
    """
    school = state.school[0]
    if school.week == 0 or school.week % WEEKS_PER_TERM != 0:
        return
    q = p[ORDINARY]
    now = school.year * WEEKS_PER_YEAR + school.week
    for d in range(N_DOMAINS):
        goal = state.goals[d]
        if goal.active == 0:
            continue
        u = draw(school.seed, school.run, SCHOOL, now, CLAIM, d)
        if is_open(goal.owner):
            if u < chance_to_take_back(q.adaptation_takeback, school.control, school.openness):
                goal.owner = ADMINISTRATOR
                goal.stage = ENACT
                goal.fit = max(0.0, goal.fit - q.goals_fit)
        elif u < chance_to_claim(q.adaptation_claim, goal.joint, school.collective_efficacy, school.control):
            goal.owner = TEACHERS
            goal.stage = CONCEPTUALISE
            goal.age = 0
            goal.progress = 0.5 * goal.progress
            goal.fit = min(1.0, goal.fit + q.goals_fit)
        if not is_open(goal.owner):
            for i in range(state.teachers.size):
                state.teachers[i].took_part[d] = 0
                if state.teachers[i].form[d] == COLLABORATION:
                    state.teachers[i].form[d] = COOPERATION


#: A week, in order. The compiled year calls the same kernels in the same order (engine/year.py); a test holds them together.
WEEK = (
    Phase("turn of term", turn_of_term, "goals are taken back or claimed"),
    Phase("situation", situate, "teaching, paperwork, roles and mandates leave some slack"),
    Phase("choice", choose, "once a cycle all choose a form for each goal, looking at last week's school"),
    Phase("matching", match, "no partner or no open goal means a humbler form"),
    Phase("joint work", work_together, "progress, hours, voice, dissent, learning"),
    Phase("consequences", feel, "exhaustion, efficacy, burnout, satisfaction, attraction"),
    Phase("ties", renew_ties, "at the end of a cycle trust grows or fades, and new ties form"),
    Phase("school", sense_climate, "standing, collective efficacy, coherence, norm"),
)
