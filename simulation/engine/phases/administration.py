"""What the administrator makes of a year; sometimes somebody new takes office."""

from ...core.chance import SCHOOL, SUCCEED, draw
from ...core.compiled import kernel
from ...core.vocabulary import N_DOMAINS, ORDINARY
from ...rules.administration import control_level, opening_after
from ...rules.change import newness_of
from ...rules.common import share, shifted
from ...rules.matching import is_open
from ...rules.office import beside_her
from ...rules.voice import voice_left
from ...school.administrator import draw_administrator


@kernel
def adapt(state, p):
    """The administrator learns: pressure and disappointing results tighten control, proven teacher leadership opens; or leaves.

    In words: The administrator learns from the year, and sometimes somebody new takes the office.
    """
    school = state.school[0]
    q = p[ORDINARY]
    proven, n_open, n_beside = 0.0, 0, 0
    for d in range(N_DOMAINS):
        goal = state.goals[d]
        if goal.active != 0 and is_open(goal.owner):
            n_open += 1
            n_beside += goal.beside
            proven += goal.progress
    confidence = school.confidence = share(0.5 * school.openness + 0.5 * (proven / n_open if n_open > 0 else 0.0))
    shared_success = proven / n_open if n_open > 0 else q.adaptation_usual_success  # nothing open proves nothing
    shortfall = max(0.0, q.growth_base - school.growth)
    level = control_level(
        breeding=q.adaptation_control,
        pressure=q.accountability_pressure,
        falling=q.adaptation_falling,
        shortfall=shortfall,
        scripted_weight=q.adaptation_scripted,
        scripted=q.accountability_scripted,
        trusting=q.adaptation_trusting,
        confidence=confidence,
        scripted_trust=q.adaptation_scripted_trust,
    )
    school.control += q.adaptation_rate * (level - school.control)
    school.opening = opening_after(
        opening=school.opening,
        proof=beside_her(q.adaptation_proof, q.office_proof, n_beside / max(1, n_open)),
        shared_success=shared_success,
        pressure=q.accountability_pressure,
        control=school.control,
        usual=q.adaptation_usual_success,
        forgetting=q.adaptation_forgetting,
    )
    school.administrator_tenure += 1
    if draw(school.seed, school.run, SCHOOL, school.year, SUCCEED, 0) < q.administrator_turnover:
        draw_administrator(state, q, school.year + 1)
        for d in range(N_DOMAINS):
            state.goals[d].beside = 0  # whoever follows has not been in it from its first stage on
            for i in range(state.teachers.size):
                state.teachers[i].won[d] = voice_left(state.teachers[i].won[d], q.voice_succession)
        for e in range(school.n_ties):
            state.ties[e].trust *= 1.0 - q.change_upset
    school.unsettled = newness_of(school.administrator_tenure, q.change_settling)
    school.openness = shifted(q.administrator_openness, school.openness_deviation + school.opening)
