"""The staff: persons drawn for the first day or hired later."""

import math

from ..core.chance import CAREER, CLASSES, JOIN, PERSON, TRAITS, draw, normal, second_normal, two_draws
from ..core.compiled import inner
from ..core.elementary import exp, log, power
from ..core.vocabulary import (
    ANY_KIND,
    COLLABORATION,
    COOPERATION,
    COORDINATION,
    INDIVIDUAL,
    MIDCAREER,
    N_DOMAINS,
    N_FORMS,
    N_GIVERS,
    NOT_APPOINTED,
    NOVICE,
    NOVICE_YEARS,
    STAYS,
    VETERAN,
    VETERAN_YEARS,
)
from ..rules.change import usual_newness
from ..rules.common import share, within
from ..rules.hiring import experience_brought, share_of_novices
from ..rules.hours import inexperience
from ..rules.learning import learning_terms
from ..rules.leaving import chance_to_leave, chance_to_move, usual_intention
from ..rules.ties import advisers_wished


@inner
def career_stage(experience):
    """Novice, in mid-career or veteran."""
    if experience <= NOVICE_YEARS:
        return NOVICE
    return VETERAN if experience >= VETERAN_YEARS else MIDCAREER


@inner
def audience(teacher):
    """The column of the parameter table that holds for this teacher."""
    return 2 * career_stage(teacher.experience) + teacher.role


@inner
def mean_voice(t):
    """A teacher's influence: voice averaged over the six decision domains [0..1]."""
    total = 0.0
    for d in range(N_DOMAINS):
        total += t.voice[d]
    return total / N_DOMAINS


@inner
def expertise_after(experience, p):
    """Expertise that a career gives: one's own practice, as in rules/learning.py, and what others usually add."""
    expertise = p.learning_start
    for year in range(int(experience)):
        own, _, _ = learning_terms(
            expertise=expertise,
            experience=float(year),
            practice=p.learning_practice,
            years=p.learning_years,
            obsolescence=p.learning_obsolescence,
            peers=0.0,
            gap=0.0,
            mentoring=0.0,
            novice=0.0,
            beginner=0.0,
            lesson_weight=0.0,
            lesson=0.0,
            external=0.0,
            is_member=0,
            training=0.0,
            mandated=0.0,
            seasoned=p.learning_seasoned,
            most_fading=p.learning_fading,
        )
        expertise += 36.0 * own + p.learning_usual
    return expertise


@inner
def begin_here(t, p):
    """Whatever a teacher has of a school begins anew with a new post: role, say, standing, forms, company, and what a week is made of.

    In words (What a new post begins with): Whoever is new has no role, no say and no standing yet, and begins without company.
    Whom: everybody on the first day, and everybody who takes a post.
    """
    t.present, t.role, t.reviewer, t.mentored, t.in_team = 1, 0, 0, 0, 0
    t.departure, t.appointed, t.kind = STAYS, NOT_APPOINTED, ANY_KIND
    t.duty = t.freed = t.access = t.exposure = t.guided = 0.0
    for w in range(N_GIVERS):
        t.rating[w], t.attends[w] = p.givers_usual, 0
    t.training = t.lately = t.credentials = t.met = 0.0
    t.recruited = 0
    t.tenure, t.role_years = 0, 0
    t.ambiguity = 0.3
    t.isolation = t.backing = 0.4
    t.standing = 0.1
    t.quit_intention = 0.0
    for d in range(N_DOMAINS):
        t.voice[d] = t.won[d] = 0.0
        t.form[d] = t.chosen[d] = INDIVIDUAL
        t.took_part[d] = 0
    t.classroom = t.paperwork = t.mandated = t.slack = t.collective = t.total = 0.0
    t.contact = t.acquainted = t.partner_lead = 0.0
    t.partner_trust = 0.5
    t.partner_success = t.success = t.agency = t.unvoiced = t.harm = t.blocked = t.loss = t.dissent = t.tension = t.lesson = 0.0


@inner
def take_up_post(state, i, newcomer, p):
    """Post i goes to somebody with a past: what is the person's own comes along, what belongs to a school begins anew (A87).

    newcomer : a teacher's record. Group and share of a post stay with the post; so does how many colleagues its holder turns to where
    networks are those of a school's posts.

    In words (What comes along): Who moves takes along what she can, how she is and how she feels about joint work; role, say and ties stay behind.
    Whom: everybody who takes a post after another, in summer.
    """
    t = state.teachers[i]
    t.experience, t.beginner, t.expertise = newcomer.experience, newcomer.beginner, newcomer.expertise
    t.demand, t.paperwork_deviation = newcomer.demand, newcomer.paperwork_deviation
    t.confidence, t.resilience, t.disposition = newcomer.confidence, newcomer.resilience, newcomer.disposition
    t.approachability, t.threshold = newcomer.approachability, newcomer.threshold
    t.self_efficacy, t.satisfaction = newcomer.self_efficacy, newcomer.satisfaction
    t.exhaustion, t.depersonalization, t.accomplishment = (
        newcomer.exhaustion,
        newcomer.depersonalization,
        newcomer.accomplishment,
    )
    for f in range(N_FORMS):
        t.attraction[f] = newcomer.attraction[f]
    if state.school[0].keeps < 2:
        t.wished = min(newcomer.wished, state.teachers.size - 1)
    begin_here(t, p)


@inner
def draw_person(state, i, experience, when, p):
    """Fill post i with somebody new of this experience [years]; lasting traits and first states are drawn.

    Group and post stay; ties, role and mentor come afterwards. `when` is the year of hiring, 0 on the first day.
    Traits and first states are assumption A39.

    In words (Who a teacher is): Teachers differ for good in resilience, confidence, the liking for joint work, how easily
    they are approached, talent, and in how much work their classes and their paperwork bring. Newcomers begin without a say;
    feelings begin near those of an ordinary school after the summer.
    Whom: everybody on the first day, and everybody who is hired.
    """
    school = state.school[0]
    seed, run = school.seed, school.run
    t = state.teachers[i]
    n = state.teachers.size
    begin_here(t, p)
    t.experience = experience
    t.beginner = inexperience(experience, p.hours_beginner_years)
    u, v = two_draws(seed, run, i, when, TRAITS, 0)
    t.resilience = share(0.5 + p.staff_diversity * normal(u, v))
    t.confidence = share(0.5 + p.staff_diversity * second_normal(u, v))
    u, v = two_draws(seed, run, i, when, TRAITS, 1)
    t.disposition = share(0.5 + p.staff_diversity * normal(u, v))
    u, v = two_draws(seed, run, i, when, TRAITS, 2)
    t.approachability = exp(p.network_skew * normal(u, v))
    u, v = two_draws(seed, run, i, when, TRAITS, 3)
    t.demand = within(p.hours_spread * normal(u, v), -15.0, 25.0)
    u, v = two_draws(seed, run, i, when, TRAITS, 4)
    wish = p.network_out_degree * power(-log(u), 0.8) / 0.9313838  # Weibull around the mean: SD over mean 0.82 (A11)
    if school.keeps == 0:
        t.wished = int(min(wish + 0.5, math.ceil(4.0 * p.network_out_degree), n - 1.0))
    elif school.keeps == 1:
        most = min(math.ceil(4.0 * school.asking), n - 1.0)
        t.wished = advisers_wished(u, draw(seed, run, i, when, TRAITS, 10), school.asking, p.network_silent, most)
    u, v = two_draws(seed, run, i, when, TRAITS, 5)
    t.expertise = within(expertise_after(experience, p) + p.staff_talent * normal(u, v), 0.02, 0.98)
    u, v = two_draws(seed, run, i, when, CLASSES, 0)
    t.classes, t.rapport = normal(u, v), second_normal(u, v)
    t.member = 1 if draw(seed, run, i, when, JOIN, 0) < p.external_members else 0
    u, v = two_draws(seed, run, i, when, TRAITS, 6)
    t.self_efficacy = share(0.3 + 0.75 * t.expertise + 0.3 * (t.confidence - 0.5) + 0.04 * normal(u, v))
    t.exhaustion = share(0.24 - 0.3 * (t.resilience - 0.5) + 0.06 * second_normal(u, v))
    u, v = two_draws(seed, run, i, when, TRAITS, 7)
    t.satisfaction = share(0.64 + 0.2 * (t.resilience - 0.5) + 0.05 * normal(u, v))
    t.accomplishment = share(0.72 + 0.3 * (t.self_efficacy - 0.7) + 0.05 * second_normal(u, v))
    t.depersonalization = share(0.31 + 0.6 * (t.exhaustion - 0.24))
    u, v = two_draws(seed, run, i, when, TRAITS, 8)
    t.paperwork_deviation = within(p.time_paperwork_spread * normal(u, v), -20.0, 20.0)
    u, v = two_draws(seed, run, i, when, TRAITS, 9)
    t.threshold = p.choice_threshold + p.choice_threshold_spread * normal(u, v)
    t.temper = second_normal(u, v)
    t.wonted, t.inured = p.habituation_usual_satisfaction, p.habituation_usual_exhaustion
    t.aspired = p.habituation_usual_success
    for f in range(N_FORMS):
        t.attraction[f] = 0.5


@inner
def take_post(state, i):
    """Give the next number of the school to whoever takes post i, which no one else ever gets in this run."""
    school = state.school[0]
    state.teachers[i].person = school.n_people
    school.n_people += 1


@inner
def career_so_far(state, i, p):
    """(experience, tenure) of whoever holds post i after sixty years of leaving and hiring [years]: a draw from what they lead to.

    Every summer the holder stays or goes with the chances of `depart` at a usual intention, and whoever follows brings what `hire`
    gives (assumption A70). The longest career has been forgotten by then.

    In words (Who has held a post): Before the first day a post has had its holders: every summer somebody may have left, and whoever
    came brought some experience, or none. So the first staff is as old, and as long here, as staffs become.
    Whom: the staff of the first day, if years were lived before it.
    """
    school = state.school[0]
    intention = usual_intention(
        base=p.leaving_base,
        poverty_weight=p.leaving_poverty,
        poverty=school.poverty,
        unsettled_weight=p.leaving_unsettled,
        unsettled=usual_newness(p.administrator_turnover, p.change_settling),
        churn_weight=p.leaving_churn,
        churned=p.goals_churn,
    )
    novices = share_of_novices(p.staff_novice_hires, p.hiring_novices, school.poverty)
    experience, tenure, gone = 0.0, 0, True
    for summer in range(60):
        if not gone:
            leave = chance_to_leave(
                intention=intention,
                leave=p.leaving_leave,
                retirement=p.leaving_retirement,
                career=p.leaving_career,
                experience=experience,
                unexplained=p.leaving_unexplained,
                spread=p.leaving_career_spread,
            )
            move = chance_to_move(intention, p.leaving_move, p.leaving_rooted, experience, p.leaving_unexplained)
            u, v = two_draws(school.seed, school.run, i, summer, CAREER, 0)
            gone = u < leave or v < move
            experience += 1.0
            tenure += 1
        if gone:
            u, v = two_draws(school.seed, school.run, i, summer, CAREER, 1)
            experience = 0.0 if u < novices else experience_brought(v, p.hiring_experienced, p.hiring_early)
            tenure, gone = 0, False
    return experience, tenure


@inner
def draw_staff(state, p):
    """The staff of the first day: experience is gamma distributed (shape 2) around staff.experience, at most 40 years (A41).

    With years lived before the first day it is what years of leaving and hiring lead to (A70).

    In words (How experienced the staff is): On the first day experience varies around the usual; grades or departments are of
    equal size.
    Whom: the staff of the first day.
    """
    school = state.school[0]
    school.n_people = 0
    for i in range(state.teachers.size):
        u, v = two_draws(school.seed, school.run, i, 0, PERSON, 0)
        experience, tenure = min(40.0, p.staff_experience * 0.5 * (-log(u) - log(v))), 0
        if p.mechanisms_settling > 0.0:
            experience, tenure = career_so_far(state, i, p)
        state.teachers[i].group = i % school.n_groups
        state.teachers[i].fte = 1.0
        take_post(state, i)
        draw_founder(state, i, float(int(experience)), tenure, p)


@inner
def draw_founder(state, i, experience, tenure, p):
    """Somebody with this experience and so long at this school [years] holds post i on the first day.

    Those who are there differ from those who are hired, since some stay longer than others (A70).
    """
    draw_person(state, i, experience, state.school[0].year, p)
    t = state.teachers[i]
    t.tenure = tenure
    t.demand += p.founding_demand
    t.paperwork_deviation += p.founding_paperwork
    t.disposition = share(t.disposition + p.founding_disposition)
    t.attraction[INDIVIDUAL] = p.founding_individual
    t.attraction[COORDINATION] = p.founding_coordination
    t.attraction[COOPERATION] = p.founding_cooperation
    t.attraction[COLLABORATION] = p.founding_collaboration


@inner
def assign_classes(state, when):
    """Every year brings other classes (A40): how demanding they are and how well they go [SD]; `when` : the year to come."""
    school = state.school[0]
    for i in range(state.teachers.size):
        u, v = two_draws(school.seed, school.run, i, when, CLASSES, 0)
        state.teachers[i].classes, state.teachers[i].rapport = normal(u, v), second_normal(u, v)
