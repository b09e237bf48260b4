"""Formal roles and their kinds: who is called into which, and what a role of a kind is to its holder and to the school."""

import math

from ..core.chance import APPOINT, KEEP, REVIEW, draw
from ..core.compiled import inner
from ..core.vocabulary import (
    ANY_KIND,
    APPOINTED,
    BY_APPOINTMENT,
    BY_ELECTION,
    COACH,
    FAMILIES,
    INVITED,
    N_KINDS,
    NOT_APPOINTED,
    UNION,
)
from ..rules.common import share
from ..rules.kinds import appointment_score, election_score, exposure_with_pay, reached
from ..rules.leadership import invitation_score
from ..rules.survey import gumbel
from .state import workspace


@inner
def weights_of(p):
    """How common each kind is among roles, in the order of KINDS."""
    return (0.0, p.kinds_coach, p.kinds_head, p.kinds_office, p.kinds_union, p.kinds_families, p.kinds_other)


@inner
def judging_of(kind, p):
    """Chance that a role of a kind is there to judge colleagues."""
    return (p.roles_reviewing, p.kinds_coach_judging, p.kinds_head_judging, 0.0, 0.0, 0.0, 0.0)[kind]


@inner
def places_of(kind, places, weights):
    """How many of so many roles are of a kind, by the weights of all kinds; rounding adds up."""
    before, total = 0.0, 0.0
    for k in range(N_KINDS):
        total += weights[k]
        before += weights[k] if k < kind else 0.0
    if total <= 0.0:
        return 0
    return int(places * (before + weights[kind]) / total + 0.5) - int(places * before / total + 0.5)


#: Workspace of `appoint_leaders`: how strongly the teacher is called, trust in and of colleagues in a role, who had one before, and
#: whether the teacher keeps it (1), is free for one (0) or goes back to classes for a year (-1).
CALLED = workspace("call", "trust", "led", "stays")
#: The call of somebody who is absent, has a role, or goes back to classes.
NOT_CALLED = -math.inf


@inner
def appoint_leaders(state, p, when):
    """Fill formal roles up to roles.leaders of the posts: some are kept, the others go to those who are called.

    A real school has as many as its files tell, more or fewer by what roles.leaders has changed since (leading_deviation).
    Colleagues invite: a tie to or from somebody in a role last year counts (assumption A37). Where roles differ in kind each has its
    part of the places and its way in: invitation, appointment or election (A73). Some new roles are there to judge colleagues (A56).
    Writes scratch.

    In words (How roles are filled): Most who hold a role keep it for another year, unless it rotates. Free roles go to those with the
    strongest call; a part of the roles is there to judge colleagues.
    Whom: the staff, in summer.
    """
    school = state.school[0]
    teachers, ties, scratch = state.teachers, state.ties, state.scratch
    n = teachers.size
    places = int(share(p.roles_leaders + school.leading_deviation) * n + 0.5)
    for i in range(n):
        scratch[i, CALLED.trust] = 0.0
    for e in range(school.n_ties):
        tie = ties[e]
        if teachers[tie.target].role != 0:
            scratch[tie.source, CALLED.trust] += tie.trust
        if teachers[tie.source].role != 0:
            scratch[tie.target, CALLED.trust] += tie.trust
    usual = _ask_who_stays(state, p, when)
    if p.structure_kinds != 0.0:
        for kind in range(COACH, N_KINDS):
            _fill(state, p, when, kind, places_of(kind, places, weights_of(p)), usual)
    else:
        _fill(state, p, when, ANY_KIND, places, usual)
    for i in range(n):
        t = teachers[i]
        t.reviewer *= t.role
        t.kind *= t.role
        t.appointed = NOT_APPOINTED
        if t.role != 0 and scratch[i, CALLED.led] == 0.0 and when > 0:  # on the first day nobody knows who led before
            t.appointed = INVITED if scratch[i, CALLED.trust] > 0.0 else APPOINTED


@inner
def _ask_who_stays(state, p, when):
    """Who keeps a role and who goes back to classes for a year; nobody has one for now. Trust that a teacher usually has. Writes scratch."""
    school, scratch = state.school[0], state.scratch
    rotating = p.kinds_rotation if p.structure_kinds != 0.0 else 0.0
    usual = 0.0
    for i in range(state.teachers.size):
        t = state.teachers[i]
        usual += t.acquainted * t.present
        scratch[i, CALLED.led] = t.role
        scratch[i, CALLED.stays] = 0.0
        if t.role != 0:
            u = draw(school.seed, school.run, i, when, KEEP, 0)
            if u < p.standing_keeping * (1.0 - rotating):
                scratch[i, CALLED.stays] = 1.0
            elif u < p.standing_keeping:
                scratch[i, CALLED.stays] = -1.0
        t.role = 0
    return usual / max(1, school.n_present)


@inner
def _fill(state, p, when, kind, places, usual):
    """Fill so many places of a kind, first with those who keep theirs. Writes scratch."""
    school = state.school[0]
    teachers, scratch = state.teachers, state.scratch
    ways = (
        0.0, p.kinds_coach_way, p.kinds_head_way, p.kinds_office_way, p.kinds_union_way, p.kinds_families_way, p.kinds_other_way,
    )  # fmt: skip
    way = ways[kind]
    for i in range(teachers.size):
        t = teachers[i]
        stays = scratch[i, CALLED.stays]
        if t.present == 0 or t.role != 0 or stays < 0.0 or (stays > 0.0 and t.kind != kind):
            scratch[i, CALLED.call] = NOT_CALLED
            continue
        noise = gumbel(draw(school.seed, school.run, i, when, APPOINT, kind))
        if way == BY_APPOINTMENT:
            score = appointment_score(
                p.reach_merit, t.expertise, p.standing_experience, p.standing_years, t.experience, t.disposition, noise
            )
        elif way == BY_ELECTION:
            score = election_score(
                votes=p.reach_votes,
                acquainted=t.acquainted,
                usual=usual,
                past=p.standing_past,
                years=p.standing_years,
                years_in_role=float(t.role_years),
                keen=t.disposition,
                noise=noise,
            )
        else:
            score = invitation_score(
                standing=t.standing,
                experience=t.experience,
                tied_to_leaders=scratch[i, CALLED.trust],
                invitation=p.standing_invitation,
                years_in_role=float(t.role_years),
                past=p.standing_past,
                keen=t.disposition,
                noise=noise,
                respect=p.standing_respect,
                experience_weight=p.standing_experience,
                years=p.standing_years,
            )
        scratch[i, CALLED.call] = score + (1000.0 if stays > 0.0 else 0.0)
    for _ in range(places):
        best = _strongest(state)
        if best < 0:
            break
        t = teachers[best]
        if scratch[best, CALLED.stays] == 0.0:  # what a role is for stays as long as the role
            t.reviewer = draw(school.seed, school.run, best, when, REVIEW, 0) < judging_of(kind, p)
        t.role, t.kind = 1, kind
        scratch[best, CALLED.call] = NOT_CALLED


@inner
def _strongest(state):
    """Who has the strongest call, the first of equals; -1 when nobody is left who is called."""
    scratch = state.scratch
    best = -1
    for i in range(state.teachers.size):
        if scratch[i, CALLED.call] > NOT_CALLED and (best < 0 or scratch[i, CALLED.call] > scratch[best, CALLED.call]):
            best = i
    return best


@inner
def name_kinds(state, p):
    """Give a kind to roles that are known without one, where roles have kinds: in turn that which lacks most of its places."""
    school, teachers = state.school[0], state.teachers
    roles = 0
    for i in range(teachers.size):
        roles += teachers[i].role
    for i in range(teachers.size):
        t = teachers[i]
        t.kind *= t.role
        if t.role != 0 and t.kind == ANY_KIND and p.structure_kinds != 0.0:
            most = -roles - 1
            for kind in range(COACH, N_KINDS):
                missing = places_of(kind, roles, weights_of(p))
                for j in range(teachers.size):
                    missing -= teachers[j].role != 0 and teachers[j].kind == kind
                if missing > most:
                    most, t.kind = missing, kind
        t.reviewer = t.role * (draw(school.seed, school.run, i, school.year, REVIEW, 0) < judging_of(t.kind, p))


@inner
def take_up_roles(state, p):
    """What roles are to their holders and to the school until the next summer: hours, access, exposure; relief, a representative.

    Roles without a kind are all alike, so that each factor is one. Assumptions A73, A75 and A76.

    In words (What kinds of roles are like): Kinds of roles differ in the hours they take and are released for, in how near they are to the
    administrator, and in how far they stand above colleagues. Union roles speak for all; coordinators for families take from colleagues
    a part of what poverty costs them.
    Whom: teachers in a formal role, and the school, from summer to summer.
    """
    school = state.school[0]
    hours = 0.0
    school.spoken = 0.0
    near, far, above, apart = p.reach_access_inside, p.reach_access_outside, p.reach_exposure_above, p.reach_exposure_apart
    duties = (
        1.0, p.kinds_coach_duties, p.kinds_head_duties, p.kinds_office_duties, p.kinds_union_duties, p.kinds_families_duties,
        p.kinds_other_duties,
    )  # fmt: skip
    release = (
        1.0, p.kinds_coach_release, p.kinds_head_release, p.kinds_office_release, p.kinds_union_release, p.kinds_families_release,
        p.kinds_other_release,
    )  # fmt: skip
    access = (1.0, far, near, near, near, far, far)
    exposure = (1.0, p.reach_exposure_beside, above, above, apart, apart, apart)
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.role == 0:
            t.duty = t.freed = t.access = t.exposure = 0.0
            continue
        t.duty, t.freed, t.access = duties[t.kind], release[t.kind], access[t.kind]
        t.exposure = exposure_with_pay(exposure[t.kind], p.reach_envy, p.kinds_pay)
        if t.kind == FAMILIES:
            hours += t.duty * p.roles_duties
        if t.kind == UNION:
            school.spoken = 1.0
    school.relief = p.reach_families * reached(hours, float(school.n_present), p.reach_households)
