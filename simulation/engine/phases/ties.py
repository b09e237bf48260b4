"""At the end of a planning cycle trust grows or fades, ties end, and some teachers look for somebody new."""

from ...core.compiled import kernel
from ...core.vocabulary import JOINT_WORK, MEETINGS, ORDINARY, WEEKS_PER_CYCLE, WEEKS_PER_YEAR
from ...rules.common import share
from ...rules.mandates import trust_after_watching
from ...rules.ties import trust_after_meetings, trust_after_silence, trust_after_work, trust_at_home
from ...school.network import seek_advisers


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
    home = share(q.ties_home + school.trust_deviation)
    keep = 0
    for e in range(school.n_ties):
        tie = ties[e]
        a, b = teachers[tie.source], teachers[tie.target]
        if tie.work == JOINT_WORK:
            success = 0.5 * (a.success + b.success)
            strain = 0.5 * (a.tension + b.tension)
            tie.trust = trust_after_work(tie.trust, success, q.ties_success, strain, q.ties_strain, q.ties_together)
        elif tie.work == MEETINGS and q.mandates_counted > 0.0:
            met = min(1.0, a.mandated / q.satisfaction_contrived_hours)
            tie.trust = trust_after_watching(tie.trust, q.ties_decay, q.mandates_suspicion, met, 0.5 * (a.harm + b.harm))
        elif tie.work == MEETINGS:
            tie.trust = trust_after_meetings(tie.trust, q.ties_mandated, q.ties_decay, a.mandated, q.ties_meeting_hours)
        else:
            tie.trust = trust_after_silence(tie.trust, q.ties_decay)
        tie.trust = trust_at_home(tie.trust, q.ties_homing, home)
        if tie.trust >= q.ties_threshold:
            ties[keep] = tie
            keep += 1
    school.n_ties = keep
    seek_advisers(state, q, school.year * WEEKS_PER_YEAR + school.week)
