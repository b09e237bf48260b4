"""Formal roles of the reference school: who gets them, of which kind, and what they are to others."""

from collections import Counter

from simulation.core.vocabulary import (
    ANY_KIND,
    APPOINTED,
    BY_APPOINTMENT,
    BY_ELECTION,
    COACH,
    FAMILIES,
    HEAD,
    INVITED,
    KINDS,
    NOT_APPOINTED,
    OFFICE,
    UNION,
)

from .plain import chance, rules, total


def of_kind(p, kind, what=""):
    """What a scenario says about a kind of role."""
    return getattr(p, "_".join(("kinds", KINDS[kind], *what.split())))


def appoint_leaders(model, when):
    """Formal roles: some are kept, the others go to those who are called."""
    p, staff = model.p, model.staff
    tied = Counter()
    for tie in model.ties:
        if tie.target.role:
            tied[tie.source] += tie.trust
        if tie.source.role:
            tied[tie.target] += tie.trust
    usual = total(t.acquainted for t in staff) / max(1, model.school.n_present)
    before = {t: t.kind for t in model.agents if t.role}
    keeping = p.standing_keeping * (1.0 - p.kinds_rotation if p.structure_kinds else 1.0)
    luck = {t: t.draws(when, chance.KEEP)[0] for t in before}
    kept = {t for t in before if luck[t] < keeping}
    away = {t for t in before if keeping <= luck[t] < p.standing_keeping}
    for t in model.agents:
        t.role = 0
    places = int(p.roles_leaders * len(model.agents) + 0.5)
    for kind, n in places_of_kinds(p, places).items():
        score = {
            t: call(t, kind, when, tied[t], usual) + 1000.0 * (t in kept)
            for t in staff
            if not t.role and t not in away and (t not in kept or before[t] == kind)
        }
        for t in sorted(score, key=score.get, reverse=True)[:n]:
            t.role, t.kind = 1, kind
            if t not in kept:
                t.reviewer = int(t.draws(when, chance.REVIEW)[0] < judging_of(p, kind))
    for t in model.agents:
        if not t.role:
            t.reviewer, t.kind = 0, ANY_KIND
        new = t.role and t not in before and when > 0
        t.appointed = (INVITED if tied[t] > 0.0 else APPOINTED) if new else NOT_APPOINTED


def places_of_kinds(p, places):
    """How many roles there are of each kind."""
    if not p.structure_kinds:
        return {ANY_KIND: places}
    weights = [of_kind(p, kind) for kind in range(COACH, len(KINDS))]
    if not total(weights):
        return {}
    ends = [int(places * total(weights[:k]) / total(weights) + 0.5) for k in range(len(weights) + 1)]
    return {kind: ends[k + 1] - ends[k] for k, kind in enumerate(range(COACH, len(KINDS)))}


def judging_of(p, kind):
    """The share of a kind's roles that judge colleagues."""
    if kind == ANY_KIND:
        return p.roles_reviewing
    return of_kind(p, kind, "judging") if kind in (COACH, HEAD) else 0.0


def call(t, kind, when, tied_to_leaders, usual):
    """How strongly a teacher is called into a role of this kind."""
    p = t.model.p
    noise = rules.gumbel(t.draws(when, chance.APPOINT, kind)[0])
    way = of_kind(p, kind, "way") if kind != ANY_KIND else None
    if way == BY_APPOINTMENT:
        return rules.appointment_score(
            p.reach_merit, t.expertise, p.standing_experience, p.standing_years, t.experience, t.disposition, noise
        )
    if way == BY_ELECTION:
        return rules.election_score(
            p.reach_votes, t.acquainted, usual, p.standing_past, p.standing_years, float(t.role_years), t.disposition, noise
        )
    return rules.invitation_score(
        standing=t.standing,
        experience=t.experience,
        tied_to_leaders=tied_to_leaders,
        invitation=p.standing_invitation,
        years_in_role=float(t.role_years),
        past=p.standing_past,
        keen=t.disposition,
        noise=noise,
        respect=p.standing_respect,
        experience_weight=p.standing_experience,
        years=p.standing_years,
    )


def take_up_roles(model):
    """What roles are like until the next summer."""
    p, school = model.p, model.school
    for t in model.agents:
        t.duty = t.freed = t.access = t.exposure = 0.0
        if not t.role:
            continue
        t.duty = t.freed = t.access = t.exposure = 1.0
        if t.kind != ANY_KIND:
            above, inside = t.kind in (HEAD, OFFICE), t.kind in (HEAD, OFFICE, UNION)
            t.duty, t.freed = of_kind(p, t.kind, "duties"), of_kind(p, t.kind, "release")
            t.access = p.reach_access_inside if inside else p.reach_access_outside
            t.exposure = p.reach_exposure_above if above else p.reach_exposure_apart
            if t.kind == COACH:
                t.exposure = p.reach_exposure_beside
        t.exposure = rules.exposure_with_pay(t.exposure, p.reach_envy, p.kinds_pay)
    hours = total(t.duty * p.roles_duties for t in model.agents if t.role and t.kind == FAMILIES)
    school.relief = p.reach_families * rules.reached(hours, float(school.n_present), p.reach_households)
    school.spoken = float(any(t.role and t.kind == UNION for t in model.agents))


def guide(model):
    """What everybody learns from coaches and from the head of the own group."""
    p, staff = model.p, model.staff

    def accepted(t):
        refused = rules.strain_of_role(
            p.reach_resistance, p.culture_egalitarian, p.standing_reviewing, t.exposure, t.reviewer
        )  # fmt: skip
        return t.parameters().roles_duties * t.duty * (1.0 - refused)

    def guided_by(those, people, weight, learner):
        hours = total(accepted(t) for t in those)
        if hours <= 0.0:
            return 0.0
        lead = total(accepted(t) * t.expertise for t in those) / hours - learner.expertise
        return rules.guided_by(weight, rules.reached(hours, float(people), p.reach_attention), lead)

    coaches = [t for t in staff if t.kind == COACH]
    for t in model.agents:
        t.guided = 0.0
        if not t.present:
            continue
        group = [other for other in staff if other.group == t.group]
        if t.kind != COACH:
            t.guided += guided_by(coaches, len(staff), p.reach_coaching, t)
        if t.kind != HEAD:
            t.guided += guided_by([other for other in group if other.kind == HEAD], len(group), p.reach_department, t)
        if t.kind in (COACH, HEAD):
            t.guided += p.reach_explaining
