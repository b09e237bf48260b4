"""The administrator's week in the reference school: its hours, what she gives and keeps off, and goals she takes part in."""

from simulation.core.vocabulary import ADMINISTRATOR, COLLABORATION, N_DOMAINS

from .plain import chance, rules
from .teacher import reserve_of


def enter(school, p):
    """Somebody new in office, who has no practice yet."""
    school.confidence, school.shelter = school.openness, 0.0
    school.support_shift, school.clarity_shift = (
        rules.given_level(practising, 1.0, p.office_usual_practice, 0.0, 0.0)
        for practising in (p.office_support_practice, p.office_clarity_practice)
    )


def kept_off(school, p):
    """The share of outside pressure that does not reach teachers."""
    return rules.buffering_of(p.administrator_buffering, school.shelter)


def load(school, p):
    """How overfull her week is."""
    return rules.load_of(school.office, p.office_capacity)


def live_week(model):
    """What she has to do this week, and what becomes of her habits."""
    school, p, goals = model.school, model.p, model.active_goals
    school.office = rules.office_hours(
        usual=p.office_usual,
        growing=p.office_growing,
        staff=float(school.n_present),
        usual_staff=p.voice_usual_staff,
        receiving=p.office_receiving,
        newcomers=float(sum(t.tenure == 0 for t in model.staff)),
        serving=p.office_serving,
        poverty=school.poverty,
        pressing=p.office_pressing,
        pressure=p.accountability_pressure,
        sheltering=p.office_sheltering,
        kept_off=p.accountability_pressure * kept_off(school, p),
        checking=p.office_checking,
        control=school.control,
        leading=p.office_leading,
        kept=float(sum(goal.owner == ADMINISTRATOR for goal in goals)),
        joining=p.office_joining,
        joined=float(sum(goal.beside for goal in goals)),
    )
    newness = rules.newness_of(school.administrator_tenure, p.office_maturing)
    for name in ("support", "clarity"):
        practising, crowding = (getattr(p, f"office_{name}_{cause}") for cause in ("practice", "load"))
        level = rules.given_level(practising, newness, p.office_usual_practice, crowding, load(school, p))
        setattr(school, f"{name}_shift", rules.drifted(getattr(school, f"{name}_shift"), level, p.office_pace))
    shelter = rules.shelter_level(
        trusting=p.office_trusting,
        confidence=school.confidence,
        usual=p.office_usual_trust,
        fearing=p.office_fearing,
        shortfall=max(0.0, p.growth_base - school.growth),
        pressure=p.accountability_pressure,
        tiring=p.office_tiring,
        load=load(school, p),
    )
    school.shelter = rules.drifted(school.shelter, shelter, p.office_pace)


def joins(model, goal, when):
    """1 if she takes part in a goal that she shares."""
    p = model.p
    openness = rules.openness_in(model.school.openness, reserve_of(goal.domain, p))
    chance_of_it = rules.chance_to_take_part(p.office_taking_part, openness, p.office_crowding, load(model.school, p))
    return int(model.draws(when, chance.SHARE, 3 * N_DOMAINS + goal.domain)[0] < chance_of_it)


def work_beside(model):
    """Effective hours of hers on a goal in which she takes part."""
    school, p = model.school, model.p
    return p.office_joining * rules.hour_yield(
        COLLABORATION,
        1.0 - rules.newness_of(school.administrator_tenure, p.office_maturing),
        school.trust,
        p.joint_work_cooperation,
        p.joint_work_collaboration,
        p.joint_work_least_yield,
    )
