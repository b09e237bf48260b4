"""Free posts are filled or stay vacant; newcomers find colleagues, and some a mentor."""

from ...core.chance import FILL, MENTOR, RECRUIT, draw, two_draws
from ...core.compiled import inner, kernel
from ...core.vocabulary import HIRING, ORDINARY
from ...rules.hiring import chance_of_vacancy, newcomer_disposition, share_of_novices
from ...school.network import welcome
from ...school.teachers import audience, draw_person, take_post


@kernel
def hire(state, p):
    """Free posts are advertised; some stay vacant. Newcomers suit the school better where teachers have a say in hiring.

    Applicants come from outside the model and are never used up (A20, A44); what experience they bring is assumption A41.

    In words: Free posts are advertised. Most are filled, partly with beginners and partly with experienced people from
    elsewhere.
    """
    school = state.school[0]
    q = p[ORDINARY]
    when = school.year + 1
    voice = 0.0
    for i in range(state.teachers.size):
        if state.teachers[i].present != 0:
            voice += state.teachers[i].voice[HIRING]
    voice /= max(1, school.n_present)
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present != 0:
            continue
        u, v = two_draws(school.seed, school.run, i, when, FILL, 0)
        if u < chance_of_vacancy(q.hiring_vacancy, q.hiring_poverty, school.poverty):
            continue
        novices = share_of_novices(q.staff_novice_hires, q.hiring_novices, school.poverty)
        w = draw(school.seed, school.run, i, when, RECRUIT, 0)
        experience = 0.0 if v < novices else float(1 + int(q.hiring_experienced * w * w))
        take_post(state, i)
        draw_person(state, i, experience, when, q)
        t.disposition = newcomer_disposition(t.disposition, q.hiring_fit, voice)
        school.n_present += 1


@kernel
def induct(state, p):
    """Newcomers meet their first colleagues; some get a mentor: the most able, of the group if possible (A45).

    In words: Newcomers find their first colleagues; some get a mentor, the most able colleague there is, preferably of their
    own group.
    """
    school = state.school[0]
    when = school.year + 1
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present == 0 or t.tenure > 0:
            continue
        q = p[audience(t)]
        mentor = -1
        if draw(school.seed, school.run, i, when, MENTOR, 0) < q.induction_mentoring:
            mentor = _mentor_for(state, i, q.hiring_mentor_group)
        t.mentored = mentor >= 0
        welcome(state, i, mentor, q, when)


@inner
def _mentor_for(state, i, nearness):
    """The most able who is not new, `nearness` being added for the own group; -1 when there is nobody."""
    best, best_score = -1, 0.0
    for j in range(state.teachers.size):
        other = state.teachers[j]
        if j == i or other.present == 0 or other.tenure == 0:
            continue
        score = other.expertise + (nearness if other.group == state.teachers[i].group else 0.0)
        if score > best_score:
            best, best_score = j, score
    return best
