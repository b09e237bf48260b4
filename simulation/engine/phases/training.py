"""Training on the job: who comes, what it gives, what is thought of it."""

from ...core.chance import TRAIN, draw
from ...core.compiled import inner
from ...core.vocabulary import (
    COOPERATION,
    CREDENTIALS,
    DAYS,
    FEEDBACK,
    N_DOMAINS,
    N_GIVERS,
    ORDINARY,
    TRAINING,
    WEEKS_PER_CYCLE,
    WEEKS_PER_YEAR,
)
from ...rules.common import share
from ...rules.survey import appeal_of
from ...rules.training import chance_to_come, credible, lately_after, learnt_in, rating_after
from ...school.teachers import audience


@inner
def sign_up(state, p):
    """Who takes up which way of learning in this planning cycle, and the hours it takes (assumption A78).

    Mandated days are attended as other ordered training; feedback needs colleagues with whom one works, or meets in a team that has
    time for it, and trust in them.
    """
    school = state.school[0]
    now = school.year * WEEKS_PER_YEAR + school.week
    for i in range(state.teachers.size):
        t = state.teachers[i]
        t.training = 0.0
        if t.present == 0:
            continue
        q = p[audience(t)]
        together = t.in_team != 0 and p[ORDINARY].time_planning > 0.0
        for d in range(N_DOMAINS):
            together |= t.chosen[d] >= COOPERATION
        hours = hours_of(q)
        for w in range(N_GIVERS):
            chance = q.learning_attendance if w == DAYS else chance_to_come(t.rating[w], q.givers_usual, q.givers_noise)
            if w == FEEDBACK:
                chance *= t.partner_trust if together else 0.0
            t.attends[w] = hours[w] > 0.0 and draw(school.seed, school.run, i, now, TRAIN, w) < chance
            t.training += hours[w] * t.attends[w]


@inner
def hours_of(q):
    """Hours of each way of learning, in the order of GIVERS [h/week]."""
    return (q.training_days, q.training_courses, q.training_colleagues, q.training_feedback, q.training_credentials)


@inner
def train(state, p):
    """What a planning cycle of training gave to those who attended, and what they think of it, in its last week (A77, A78)."""
    school = state.school[0]
    if school.week % WEEKS_PER_CYCLE != WEEKS_PER_CYCLE - 1:
        return
    rules = p[ORDINARY]
    led = credibility_of_leaders(state, rules)
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present == 0 or t.training == 0.0:
            continue
        q = p[audience(t)]
        hours = hours_of(q)
        stays = (
            q.givers_stays_days, q.givers_stays_courses, q.givers_stays_colleagues, q.givers_stays_feedback, q.givers_stays_credentials,
        )  # fmt: skip
        ordered = appeal_of(t.voice[TRAINING], school.coherence)
        partner = t.partner_trust * share(t.expertise + t.partner_lead)
        giver = (q.givers_outsider, q.givers_outsider, led, partner, q.givers_outsider)
        fit = (ordered, q.givers_choosing, school.coherence, 1.0, q.givers_choosing)
        kept = 0.0
        for w in range(N_GIVERS):
            if t.attends[w] == 0:
                continue
            spent = WEEKS_PER_CYCLE * hours[w]
            learnt = learnt_in(spent, q.givers_gain, giver[w], fit[w], t.expertise)
            kept += stays[w] * learnt
            fresh = (1.0 - stays[w]) * learnt_in(spent, q.givers_fresh, giver[w], fit[w], t.expertise)
            t.lately = lately_after(t.lately, 0.0, fresh)
            say = t.voice[TRAINING] if w == DAYS else 1.0
            t.rating[w] = rating_after(t.rating[w], min(1.0, WEEKS_PER_CYCLE * q.givers_impression), say, fit[w], giver[w])
            if w == CREDENTIALS:
                t.credentials += spent / q.givers_step
        t.expertise = share(t.expertise + kept)


@inner
def credibility_of_leaders(state, q):
    """How much colleagues believe those who lead training: whoever holds a formal role, or the whole staff where nobody does."""
    led, leaders, believed = 0.0, 0, 0.0
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present != 0:
            one = credible(t.expertise, t.credentials, q.givers_badge)
            believed += one
            if t.role != 0:
                led += one
                leaders += 1
    return led / leaders if leaders > 0 else believed / max(1, state.school[0].n_present)


@inner
def forget(state, p):
    """What was learnt lately and is no practice fades."""
    for i in range(state.teachers.size):
        t = state.teachers[i]
        t.lately = lately_after(t.lately, p[ORDINARY].learning_forgetting, 0.0)
