"""Who takes part in a summer's market: schools as employers, and people as seekers with what they see, want, and are wanted for.

Both live for one summer, but for what is believed of a school, which lasts. A seeker's chances are functions of country, person, year
and school, and not of who else looks: whom a policy elsewhere does not reach makes the same draws.
"""

import numpy as np

from ..core.chance import (
    FADE,
    GLANCE,
    INTERVIEW,
    POST,
    RENEWED,
    RETURN,
    TASTE,
    YEARS_LUCK,
    draw,
    normal,
    second_normal,
    two_draws,
)
from ..core.compiled import inner, kernel
from ..core.vocabulary import HIRING, LEAVES, ORDINARY, STAYS, WEEKS_PER_YEAR
from ..engine.observe import W
from ..rules.market import (
    chance_kept,
    chance_not_renewed,
    miles_between,
    reading_error,
    reluctance_to_move,
    reputation_after,
    score_of_applicant,
    worth_of_conditions,
    worth_of_post,
)
from .people import DISPLACED, ENTRANT, GOING, KEPT, LOOKING, N_KNOWN, NOWHERE, RESTING, RETURNER, ROTATED, STAYING

#: Rounds of a summer: spring, summer, and after the start of the year, in which nobody leaves a post for another.
SPRING, SUMMER, LATE = 0, 1, 2
N_ROUNDS = 3
ROUNDS = ("spring", "summer", "late")
#: Turnover that outsiders expect of a school of which they know nothing yet.
USUAL_TURNOVER = 0.16
_MOST_SEEN = 64

#: A school as an employer. What is known of it from inside, what is believed outside, and what a summer brings.
EMPLOYER_DTYPE = np.dtype(
    [
        ("support", "f8"), ("influence", "f8"), ("turnover", "f8"), ("believed_support", "f8"), ("believed_influence", "f8"),
        ("believed_turnover", "f8"), ("inside", "f8"), ("outside", "f8"), ("poverty", "f8"), ("say", "f8"), ("pay", "f8"),
        ("free", "i8"), ("open", "i8"), ("to_come", "i8"), ("openings", "i8"), ("applicants", "i8"), ("hires", "i8"), ("late_hires", "i8"),
    ],
    align=True,
)  # fmt: skip

#: A seeker. `row` : of the pool for who holds a post (school >= 0), of the reserve for others.
SEEKER_DTYPE = np.dtype(
    [
        ("person", "i8"), ("row", "i8"), ("about", "i1"), ("round", "i1"), ("school", "i4"), ("taken", "i4"), ("region", "i4"),
        ("district", "i4"), ("x", "f8"), ("y", "f8"), ("experience", "f8"), ("expertise", "f8"), ("disposition", "f8"),
        ("tenure", "f8"), ("known", "i4", (N_KNOWN,)), ("trust", "f8", (N_KNOWN,)),
    ],
    align=True,
)  # fmt: skip


@kernel
def intend(pool, employers, first, last, table, period, years, season, new):  # noqa: PLR0917 - numba takes arrays
    """What schools are known for, and who stays, looks around, has to go or leaves: `about` of everybody in schools first ... last - 1.

    years : of the year that ends, as `live_schools` fills it; new : True in the first summer, when schools are
    believed to be what they are

    In words: In spring outsiders hear what a school's year was like. Those who mean to leave look around for another school; a few have to.
    """
    for k in range(first, last):
        school, office, place = pool.school[k], employers[k], pool.places[k]
        p, m = table[period[place.group, school.year * WEEKS_PER_YEAR + school.week]], season.of[place.group]
        office.support, office.influence = years[k, W.administrator_support], years[k, W.influence]
        if new:
            office.turnover = office.believed_turnover = USUAL_TURNOVER
            office.believed_support, office.believed_influence = office.support, office.influence
        office.believed_support = reputation_after(office.believed_support, office.support, season.m.believing)
        office.believed_influence = reputation_after(office.believed_influence, office.influence, season.m.believing)
        office.believed_turnover = reputation_after(office.believed_turnover, office.turnover, season.m.believing)
        office.inside = worth_of_conditions(
            season.m.conditions_support,
            office.support,
            season.m.conditions_influence,
            office.influence,
            season.m.conditions_turnover,
            office.turnover,
        )
        office.outside = worth_of_conditions(
            season.m.conditions_support, office.believed_support, season.m.conditions_influence, office.believed_influence,
            season.m.conditions_turnover, office.believed_turnover,
        )  # fmt: skip
        office.poverty, office.say = school.poverty, 0.0
        office.free = office.applicants = office.hires = office.late_hires = 0
        for i in range(place.first_post, place.first_post + place.posts):
            t, person = pool.teachers[i], pool.people[i]
            person.about = STAYING
            if t.present == 0:
                office.free += 1
                continue
            office.say += t.voice[HIRING]
            if t.departure != STAYS:
                person.about = GOING if t.departure == LEAVES else LOOKING
                bonus = office.pay - place.pay
                if person.about == GOING and bonus > 0.0:
                    kept = chance_kept(season.m.keeping, bonus)
                    person.about = STAYING if draw(season.key, person.number, 0, school.year, KEPT, 0) < kept else GOING
            chance = chance_not_renewed(m.displaced, p[ORDINARY].leaving_rooted, t.experience)
            if person.about != GOING and draw(season.key, person.number, 0, school.year, RENEWED, 0) < chance:
                person.about = DISPLACED
            office.free += person.about == GOING or person.about == DISPLACED
        office.say /= max(1, school.n_present)
        office.open = 0
        for j in range(office.free):
            office.open += draw(season.key, place.run, j, school.year, POST, 0) < m.posted
        office.to_come = office.free - office.open
        office.openings = office.free


@kernel
def rouse(reserve, season):
    """Who of the reserve looks for a post this summer: all who never taught, and of the others those who wish to return."""
    for k in range(reserve.people.size):
        person = reserve.people[k]
        if person.taught == 0:
            person.about = ENTRANT
        else:
            person.about = (
                RETURNER if draw(season.key, person.number, 0, season.year, RETURN, 0) < season.m.returning else RESTING
            )


@inner
def seeks(person):
    """Whoever holds a post and takes part: by choice, because she has to go, or because a board moves her."""
    return person.about == LOOKING or person.about == DISPLACED or person.about == ROTATED


@kernel
def count_seekers(people, reserve):
    """How many there are among those who hold posts, and in the reserve."""
    employed, others = 0, 0
    for i in range(people.size):
        employed += seeks(people[i])
    for i in range(reserve.people.size):
        others += reserve.people[i].about != RESTING
    return employed, others


@kernel
def gather(pool, land, reserve, seekers):
    """Fill `seekers`: those who hold posts in the order of posts, then those of the reserve in the order of their numbers."""
    at = 0
    for i in range(pool.people.size):
        person = pool.people[i]
        if seeks(person):
            _enrol(seekers[at], pool.teachers[i], person, i)
            place = pool.places[land.school_of_post[i]]
            seekers[at].school, seekers[at].region, seekers[at].district = land.school_of_post[i], place.region, place.district
            at += 1
    for i in range(reserve.people.size):
        person = reserve.people[i]
        if person.about != RESTING:
            _enrol(seekers[at], reserve.teachers[i], person, i)
            seekers[at].school, seekers[at].region, seekers[at].district = NOWHERE, person.region, person.district
            at += 1


@inner
def _enrol(seeker, teacher, person, row):
    """What a market knows of a person."""
    seeker.person, seeker.row, seeker.about = person.number, row, person.about
    seeker.round = seeker.taken = NOWHERE
    seeker.x, seeker.y = person.x, person.y
    seeker.experience, seeker.expertise, seeker.disposition = teacher.experience, teacher.expertise, teacher.disposition
    seeker.tenure = float(teacher.tenure)
    for k in range(N_KNOWN):
        seeker.known[k], seeker.trust[k] = person.known[k], person.trust[k]


@inner
def trust_in(seeker, k):
    """Trust in a former colleague at school k [0..1]."""
    trust = 0.0
    for j in range(N_KNOWN):
        if seeker.known[j] == k:
            trust = max(trust, seeker.trust[j])
    return trust


@inner
def parts_of_worth(seeker, k, office, place, season):
    """(conditions, miles, trust, liking) of school k to a seeker: of the own school what is known inside, of others what is read."""
    trust = trust_in(seeker, k)
    u, v = two_draws(season.key, seeker.person, place.run, 0, TASTE, 0)
    liking = season.m.taste * normal(u, v)
    u, v = two_draws(season.key, seeker.person, place.run, season.year, YEARS_LUCK, 0)
    liking += season.m.luck * normal(u, v)
    conditions = office.inside
    if k != seeker.school:
        conditions = office.outside + reading_error(season.m.misread, trust) * second_normal(u, v)
    return conditions, miles_between(seeker.x, seeker.y, place.x, place.y), trust, liking


@inner
def worth(seeker, k, office, place, season):
    """What a post at school k is worth to a seeker [utility]."""
    conditions, miles, trust, liking = parts_of_worth(seeker, k, office, place, season)
    return worth_of_post(
        conditions=conditions,
        poverty_weight=season.m.poverty,
        poverty=office.poverty,
        pay_weight=season.m.pay,
        pay=office.pay,
        distance_weight=season.m.distance,
        miles=miles,
        known_weight=season.m.known,
        trust=trust,
        liking=liking,
    )


@inner
def to_beat(seeker, employers, places, season):
    """What a post must be worth to be taken [utility]: the own one with its roots, or work outside."""
    if seeker.about != LOOKING:
        return season.m.outside
    k = seeker.school
    return worth(seeker, k, employers[k], places[k], season) + reluctance_to_move(
        season.m.rooted, season.m.roots, seeker.tenure
    )


@inner
def score(seeker, k, office, place, season):
    """How school k ranks a seeker."""
    m = season.of[place.group]
    u, v = two_draws(season.key, seeker.person, place.run, season.year, INTERVIEW, 0)
    return score_of_applicant(
        experience_weight=m.experience,
        experience=seeker.experience,
        fit_weight=m.fit,
        disposition=seeker.disposition,
        say=office.say,
        ability_weight=m.ability,
        expertise=seeker.expertise,
        near_weight=m.near,
        miles=miles_between(seeker.x, seeker.y, place.x, place.y),
        insider_weight=m.insider,
        insider=seeker.district == place.district,
        recommended_weight=m.recommended,
        trust=trust_in(seeker, k),
        chance=m.chance,
        luck=normal(u, v),
    )


@inner
def glance(seeker, land, season, turn, g):
    """The school that glance g of a round falls on: that of a post drawn in the own district, the own region or a neighbouring one."""
    u, v = two_draws(season.key, seeker.person, season.year, turn, GLANCE, g)
    area = land.regions[seeker.region]
    if u < season.m.own_district:
        area = land.districts[seeker.district]
    elif u >= 1.0 - season.m.border:
        near = int((u - (1.0 - season.m.border)) / season.m.border * area.near.size)
        if area.near[near] != NOWHERE:
            area = land.regions[area.near[near]]
    return land.school_of_post[area.first_post + int(v * area.posts)]


@inner
def takes_part(seeker, turn):
    """Whoever has no place yet; after the start of the year nobody leaves a post for another."""
    return seeker.taken == NOWHERE and (turn < LATE or seeker.about != LOOKING)


@kernel
def look_around(seekers, first, last, employers, land, season, turn, wishes, worths, scores):  # noqa: PLR0917 - numba takes arrays
    """What seekers first ... last - 1 see of a round and apply for, best first.

    wishes (n, most) int32 : schools, NOWHERE behind the last; worths, scores (n, most) : of each to the seeker, and of her to it

    In words: Seekers come across some schools, mostly near, and hear of those at which somebody works whom they know. They apply to the
    best of those that have a free post and are better than what they have.
    """
    seen = np.empty(_MOST_SEEN, np.int64)
    for s in range(first, last):
        seeker = seekers[s]
        for a in range(wishes.shape[1]):
            wishes[s, a] = NOWHERE
        if not takes_part(seeker, turn):
            continue
        n_seen, n_wishes = 0, 0
        limit = to_beat(seeker, employers, land.places, season)
        for g in range(-N_KNOWN, int(season.m.glances)):
            k = seeker.known[g + N_KNOWN] if g < 0 else glance(seeker, land, season, turn, g)
            if k == NOWHERE or k == seeker.school or employers[k].open == 0 or _is_among(seen, n_seen, k):
                continue
            seen[n_seen] = k
            n_seen += 1
            value = worth(seeker, k, employers[k], land.places[k], season)
            if value > limit:
                n_wishes = _wish(wishes[s], worths[s], n_wishes, k, value)
        for a in range(n_wishes):
            k = wishes[s, a]
            scores[s, a] = score(seeker, k, employers[k], land.places[k], season)


@inner
def _is_among(seen, n_seen, k):
    found = False
    for j in range(n_seen):
        found = found or seen[j] == k
    return found


@inner
def _wish(wishes, worths, count, k, value):
    """Put school k in its place among the best, of equals the lower number first; how many there are then is returned."""
    at = count
    while at > 0 and (worths[at - 1] < value or (worths[at - 1] == value and wishes[at - 1] > k)):
        at -= 1
    if at >= wishes.size:
        return count
    count = min(count + 1, wishes.size)
    for j in range(count - 1, at, -1):
        wishes[j], worths[j] = wishes[j - 1], worths[j - 1]
    wishes[at], worths[at] = k, value
    return count


@inner
def faded(person, season):
    """True for somebody without a post who gives up teaching for good this year."""
    return draw(season.key, person.number, 0, season.year, FADE, 0) < season.m.fading
