"""A board in the place of a market: in each region it moves people from school to school and gives what is left to those without a post.

Under rotation a post belongs to the region. Who is due leaves it, and is sent to another school: by the board, for the weakest staff first
(Japan), or by her own choice, in the order of points that are earned in hard schools (Korea). New people are taken in the order of an
examination. One region is one job, and nothing crosses a border, so that no order of work moves a bit.
"""

import numpy as np

from ..core.chance import INTERVIEW, draw, normal, two_draws
from ..core.compiled import inner, kernel
from ..rules.market import score_of_applicant
from ..rules.rotation import chance_moved, score_of_candidate, strength
from .people import BOARD, LOOKING, NOWHERE, ROTATE, ROTATED, STAYING
from .places import LAND
from .seekers import SPRING, SUMMER, worth


@inner
def is_hard(office, season):
    """1 for a hard school, else 0: the kind of a school for a board."""
    return 1 if office.poverty >= season.board.hard else 0


@kernel
def call_up(pool, employers, first, last, land, season):
    """Whose turn it is in schools first ... last - 1: `about` of everybody there, after `intend`. Posts of whoever is moved fall free.

    In words: Where people rotate, a board calls up those whose time at a school is over, but never a large part of a staff at once.
    """
    for k in range(first, last):
        office, place = employers[k], pool.places[k]
        kind, alone = is_hard(office, season), land.regions[place.region].schools == 1
        called = 0
        for i in range(place.first_post, place.first_post + place.posts):
            t, person = pool.teachers[i], pool.people[i]
            if t.present == 0:
                continue
            person.served[kind] = 1
            person.points += kind
            if person.about == STAYING or person.about == LOOKING:
                wishes = 1 if person.about == LOOKING else 0
                person.about = STAYING
                board = season.board
                chance = chance_moved(t.tenure + 1.0, board.shortest, board.due, board.longest, board.moving, wishes)
                if not alone and draw(season.key, person.number, 0, season.year, ROTATE, 0) < chance:
                    person.about = ROTATED
                    called += 1
        most = int(season.board.most * pool.school[k].n_present)
        while called > most:
            _let_stay(pool, place)
            called -= 1
        office.free += called
        office.open = office.openings = office.free
        office.to_come = 0


@inner
def _let_stay(pool, place):
    """Of those who are called up, who has been at the school for the shortest time stays after all; of equals the higher number."""
    newest = NOWHERE
    for i in range(place.first_post, place.first_post + place.posts):
        if pool.people[i].about != ROTATED:
            continue
        tenure, number = pool.teachers[i].tenure, pool.people[i].number
        if newest == NOWHERE or tenure < pool.teachers[newest].tenure or (
            tenure == pool.teachers[newest].tenure and number > pool.people[newest].number
        ):  # fmt: skip
            newest = i
    pool.people[newest].about = STAYING


@kernel
def hold_boards(pool, land, seekers, employers, held, free, season, rounds, first, last):  # noqa: PLR0917 - numba takes arrays
    """The boards of regions first ... last - 1: `taken` and `round` of their seekers.

    held, free : rows of seekers with and without a post in the order of regions, and where each region's begin (summer.in_regions)

    In words: A board sends whoever is called up to another school of the region, or lets her choose in her turn. What is left goes to the best of
    those without a post.
    """
    for region in range(first, last):
        first_school = land.school_of_post[land.regions[region].first_post]
        staffs = first_school, np.zeros(land.regions[region].schools), np.zeros(land.regions[region].schools)
        _count_staffs(pool, land, staffs)
        moved = held[0][held[1][region] : held[1][region + 1]]
        if season.board.by_points == 1:
            moved = moved[np.argsort(np.array([-pool.people[seekers[s].row].points for s in moved]), kind="mergesort")]
        _place(pool, land, seekers, employers, moved, staffs, season, SPRING, rounds[SPRING, region])
        for s in moved:
            pool.people[seekers[s].row].points *= 1.0 if seekers[s].taken == NOWHERE else 0.0
        looking = free[0][free[1][region] : free[1][region + 1]]
        best = _by_examination(seekers, looking, season)[: _open_posts(employers, staffs).size]
        _place(pool, land, seekers, employers, best, staffs, season, SUMMER, rounds[SUMMER, region])
        rounds[SUMMER, region].seekers = rounds[SUMMER, region].applications = looking.size


@inner
def _count_staffs(pool, land, staffs):
    """Strength of each staff of a region without those who go, and of how many it is."""
    first, sums, counts = staffs
    for k in range(first, first + counts.size):
        place = land.places[k]
        for i in range(place.first_post, place.first_post + place.posts):
            t = pool.teachers[i]
            if t.present != 0 and pool.people[i].about == STAYING:
                sums[k - first] += strength(t.experience, t.expertise)
                counts[k - first] += 1.0


@inner
def _by_examination(seekers, rows, season):
    """Rows of seekers, best first; of equals the lower number."""
    m, points = season.m, np.empty(rows.size)
    for at in range(rows.size):
        seeker = seekers[rows[at]]
        u, v = two_draws(season.key, seeker.person, LAND, season.year, INTERVIEW, 0)
        points[at] = -score_of_applicant(
            experience_weight=m.experience,
            experience=seeker.experience,
            fit_weight=0.0,
            disposition=seeker.disposition,
            say=0.0,
            ability_weight=m.ability,
            expertise=seeker.expertise,
            near_weight=0.0,
            miles=0.0,
            insider_weight=0.0,
            insider=0.0,
            recommended_weight=0.0,
            trust=0.0,
            chance=m.chance,
            luck=normal(u, v),
        )
    return rows[np.argsort(points, kind="mergesort")]


@inner
def _place(pool, land, seekers, employers, rows, staffs, season, turn, counted):  # noqa: PLR0917 - numba takes arrays
    """Give posts of a region to these seekers, who are no more than there are posts: who holds one goes to another, or stays where none is left.

    staffs : (the region's first school, strength of each staff (n_schools of the region,), of how many it is)
    """
    counted.seekers += rows.size
    posts = _open_posts(employers, staffs)
    counted.open += posts.size
    if season.board.by_points == 1:
        left = posts.size
        for step in range(rows.size):
            s = rows[step]
            at = _choice_of_person(pool, land, seekers[s], employers, posts, left, season, turn)
            _grant(seekers[s], posts[at], employers, staffs, turn, counted)
            left -= 1
            posts[at] = posts[left]
        return
    waiting = rows.copy()
    for step in range(rows.size):
        left = rows.size - step
        common = _common_school(seekers, waiting, left)
        k = _weakest(employers, staffs, common)
        k = common if k == NOWHERE else k
        at = _choice_of_board(pool, land, seekers, employers, waiting, left, k, season, step)
        _grant(seekers[waiting[at]], k, employers, staffs, turn, counted)
        waiting[at] = waiting[left - 1]


@inner
def _grant(seeker, k, employers, staffs, turn, counted):
    """Somebody gets a post at school k, which may be her own."""
    first, sums, counts = staffs
    sums[k - first] += strength(seeker.experience, seeker.expertise)
    counts[k - first] += 1.0
    employers[k].open -= 1
    if k == seeker.school:
        employers[k].openings -= 1
        return
    seeker.taken, seeker.round = k, turn
    employers[k].hires += 1
    counted.hires += 1
    counted.moved += seeker.school != NOWHERE


@inner
def _open_posts(employers, staffs):
    """The school of every open post of a region."""
    first, _, counts = staffs
    total = 0
    for k in range(first, first + counts.size):
        total += employers[k].open
    posts, at = np.empty(total, np.int64), 0
    for k in range(first, first + counts.size):
        for _ in range(employers[k].open):
            posts[at] = k
            at += 1
    return posts


@inner
def _common_school(seekers, waiting, left):
    """The school from which all of waiting[:left] come; NOWHERE where they come from several, or hold no post."""
    school = seekers[waiting[0]].school
    for at in range(1, left):
        if seekers[waiting[at]].school != school:
            return NOWHERE
    return school


@inner
def _weakest(employers, staffs, avoided):
    """The school with an open post whose staff is weakest, which is not the avoided one; one without a staff first, of equals the lower number."""
    first, sums, counts = staffs
    weakest, least = NOWHERE, 0.0
    for k in range(first, first + counts.size):
        value = sums[k - first] / counts[k - first] if counts[k - first] > 0.0 else -1.0
        if employers[k].open > 0 and k != avoided and (weakest == NOWHERE or value < least):
            weakest, least = k, value
    return weakest


@inner
def _owes(pool, seeker, office, season):
    """1 for somebody who has not served in a school of this kind yet."""
    return 1 if seeker.school != NOWHERE and pool.people[seeker.row].served[is_hard(office, season)] == 0 else 0


@inner
def _choice_of_board(pool, land, seekers, employers, waiting, left, k, season, step):  # noqa: PLR0917
    """Whom of waiting[:left] the board sends to school k, as a place in it: the best of some, or the first whose school it is not."""
    best, most, office, place = NOWHERE, 0.0, employers[k], land.places[k]
    for g in range(int(season.board.candidates)):
        at = int(draw(season.key, LAND, place.run, season.year, BOARD, 32 * step + g) * left)
        seeker = seekers[waiting[at]]
        if seeker.school == k:
            continue
        office.applicants += 1
        value = score_of_candidate(
            even=season.board.even,
            strength=strength(seeker.experience, seeker.expertise),
            wishes=season.board.wishes,
            worth=worth(seeker, k, office, place, season),
            owed=season.board.owed,
            owes=_owes(pool, seeker, office, season),
        )
        if best == NOWHERE or value > most or (value == most and seeker.person < seekers[waiting[best]].person):
            best, most = at, value
    for at in range(left):
        if best == NOWHERE and seekers[waiting[at]].school != k:
            best = at
    return max(best, 0)


@inner
def _choice_of_person(pool, land, seeker, employers, posts, left, season, turn):  # noqa: PLR0917
    """Which of posts[:left] somebody chooses whose turn it is: the best that she looks at, a spell that she owes counting for it."""
    best, most = NOWHERE, 0.0
    for g in range(int(season.board.candidates)):
        at = int(draw(season.key, seeker.person, turn, season.year, BOARD, g) * left)
        k = posts[at]
        if k == seeker.school:
            continue
        employers[k].applicants += 1
        value = worth(seeker, k, employers[k], land.places[k], season)
        value += season.board.owed * _owes(pool, seeker, employers[k], season)
        if best == NOWHERE or value > most or (value == most and k < posts[best]):
            best, most = at, value
    for at in range(left):
        if best == NOWHERE and posts[at] != seeker.school:
            best = at
    return max(best, 0)
