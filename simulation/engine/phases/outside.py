"""Networks of teachers between schools: members meet colleagues of other schools, and recruit colleagues of their own.

Runs of an ensemble never touch (A44), so members meet a stand-in: colleagues drawn as such networks have them.
"""

from ...core.chance import MEET, RECRUIT_OUTSIDE, draw, normal, two_draws
from ...core.compiled import inner
from ...core.vocabulary import ORDINARY, WEEKS_PER_YEAR
from ...rules.common import share
from ...rules.networks import chance_to_be_recruited, depth_of_meeting, idea_tested, met_lead
from ...rules.training import lately_after
from ...school.state import workspace

#: Workspace of `recruit`: trust in and of colleagues who are members.
KNOWN = workspace("members")


@inner
def meet_outside(state, p):
    """Whom members meet in a planning cycle, and whether the best idea of them works at home (A79)."""
    school = state.school[0]
    q = p[ORDINARY]
    now = school.year * WEEKS_PER_YEAR + school.week
    depth = depth_of_meeting(q.external_face, q.outside_virtual)
    circle = int(q.external_circle)
    for i in range(state.teachers.size):
        t = state.teachers[i]
        t.met = 0.0
        if t.present == 0 or t.member == 0:
            continue
        lead, best = 0.0, 0.0
        for k in range(circle):
            u, v = two_draws(school.seed, school.run, i, now, MEET, k)
            beyond = max(0.0, share(q.outside_expertise + q.outside_spread * normal(u, v)) - t.expertise)
            lead += beyond / circle
            best = max(best, beyond)
        t.met = met_lead(q.outside_carry, depth, lead)
        u = draw(school.seed, school.run, i, now, MEET, circle)
        t.lately = lately_after(t.lately, 0.0, idea_tested(best, depth, q.outside_working, q.outside_proof, u))


@inner
def recruit(state, q):
    """Who is brought into a network by a colleague, and who of those leaves it again (A80). Writes scratch."""
    school, ties, teachers, scratch = state.school[0], state.ties, state.teachers, state.scratch
    for i in range(teachers.size):
        scratch[i, KNOWN.members] = 0.0
    for e in range(school.n_ties):
        tie = ties[e]
        scratch[tie.source, KNOWN.members] += tie.trust * teachers[tie.target].member
        scratch[tie.target, KNOWN.members] += tie.trust * teachers[tie.source].member
    for i in range(teachers.size):
        t = teachers[i]
        if t.present == 0:
            continue
        u, v = two_draws(school.seed, school.run, i, school.year + 1, RECRUIT_OUTSIDE, 0)
        if t.recruited != 0:
            t.recruited = u < q.outside_staying
        elif t.member == 0:
            t.recruited = v < chance_to_be_recruited(q.outside_recruiting, scratch[i, KNOWN.members])
