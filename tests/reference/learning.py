"""Training on the job and networks between schools, as the reference school has them."""

from collections import Counter

from simulation.core.vocabulary import (
    COOPERATION,
    CREDENTIALS,
    DAYS,
    FEEDBACK,
    GIVERS,
    TRAINING,
    WEEKS_PER_CYCLE,
    WEEKS_PER_YEAR,
)

from .plain import chance, rules, total


def now_of(model):
    """Weeks since the first day."""
    return model.school.year * WEEKS_PER_YEAR + model.school.week


def sign_up(model):
    """Who takes up which way of learning."""
    for t in model.staff:
        p = t.parameters()
        meeting = t.in_team and model.p.time_planning > 0.0
        together = meeting or any(form >= COOPERATION for form in t.chosen)
        t.training = 0.0
        for w, name in enumerate(GIVERS):
            hours = getattr(p, f"training_{name}")
            likely = rules.chance_to_come(t.rating[w], p.givers_usual, p.givers_noise)
            if w == DAYS:
                likely = p.learning_attendance
            if w == FEEDBACK:
                likely *= t.partner_trust if together else 0.0
            t.attends[w] = int(hours > 0.0 and t.draws(now_of(model), chance.TRAIN, w)[0] < likely)
            t.training += hours * t.attends[w]
    for t in model.agents:
        if not t.present:
            t.training = 0.0


def train(model):
    """What a planning cycle of training gave, and what is thought of it."""
    if model.school.week % WEEKS_PER_CYCLE != WEEKS_PER_CYCLE - 1:
        return
    school, ours, staff = model.school, model.p, model.staff
    believed = {t: rules.credible(t.expertise, t.credentials, ours.givers_badge) for t in staff}
    leaders = [t for t in staff if t.role] or list(staff)
    led = total(believed[t] for t in leaders) / max(1, len(leaders))
    for t in staff:
        if not t.training:
            continue
        p = t.p
        ordered = rules.appeal_of(t.voice[TRAINING], school.coherence)
        partner = t.partner_trust * rules.share(t.expertise + t.partner_lead)
        giver = (p.givers_outsider, p.givers_outsider, led, partner, p.givers_outsider)
        fit = (ordered, p.givers_choosing, school.coherence, 1.0, p.givers_choosing)
        kept = 0.0
        for w, name in enumerate(GIVERS):
            if not t.attends[w]:
                continue
            hours, stays = WEEKS_PER_CYCLE * getattr(p, f"training_{name}"), getattr(p, f"givers_stays_{name}")
            kept += stays * rules.learnt_in(hours, p.givers_gain, giver[w], fit[w], t.expertise)
            fresh = (1.0 - stays) * rules.learnt_in(hours, p.givers_fresh, giver[w], fit[w], t.expertise)
            t.lately = rules.lately_after(t.lately, 0.0, fresh)
            say = t.voice[TRAINING] if w == DAYS else 1.0
            t.rating[w] = rules.rating_after(
                t.rating[w], min(1.0, WEEKS_PER_CYCLE * p.givers_impression), say, fit[w], giver[w]
            )
            if w == CREDENTIALS:
                t.credentials += hours / p.givers_step
        t.expertise = rules.share(t.expertise + kept)


def forget(model):
    """What is no practice fades."""
    for t in model.agents:
        t.lately = rules.lately_after(t.lately, model.p.learning_forgetting, 0.0)


def meet_outside(model):
    """Whom members of networks meet, and what they bring home."""
    p = model.p
    depth, circle = rules.depth_of_meeting(p.external_face, p.outside_virtual), int(p.external_circle)
    for t in model.agents:
        t.met = 0.0
        if not (t.present and t.member):
            continue
        luck = [t.draws(now_of(model), chance.MEET, k) for k in range(circle)]
        known = [rules.share(p.outside_expertise + p.outside_spread * chance.normal(*pair)) for pair in luck]
        beyond = [max(0.0, expertise - t.expertise) for expertise in known]
        t.met = rules.met_lead(p.outside_carry, depth, total(lead / circle for lead in beyond))
        u = t.draws(now_of(model), chance.MEET, circle)[0]
        fresh = rules.idea_tested(max(beyond), depth, p.outside_working, p.outside_proof, u)
        t.lately = rules.lately_after(t.lately, 0.0, fresh)


def recruit(model):
    """Who is brought into a network by colleagues."""
    p, known = model.p, Counter()
    for tie in model.ties:
        known[tie.source] += tie.trust * tie.target.member
        known[tie.target] += tie.trust * tie.source.member
    for t in model.staff:
        u, v = t.draws(model.school.year + 1, chance.RECRUIT_OUTSIDE)
        if t.recruited:
            t.recruited = int(u < p.outside_staying)
        elif not t.member:
            t.recruited = int(v < rules.chance_to_be_recruited(p.outside_recruiting, known[t]))


def expertise_of_a_career(experience, p):
    """Expertise after so many years of one's own practice and of what others usually add."""
    expertise = p.learning_start
    for year in range(int(experience)):
        practice = rules.learning_terms(
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
        )[0]
        expertise += 36.0 * practice + p.learning_usual
    return expertise
