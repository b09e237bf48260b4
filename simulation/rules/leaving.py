"""Who means to leave, and who does: an intention needs an opportunity."""

from ..core.compiled import rule
from ..core.elementary import exp
from .common import logistic, share


@rule
def quit_intention_of(
    base,
    exhaustion_weight,
    exhaustion,
    distance_weight,
    depersonalization,
    satisfaction_weight,
    satisfaction,
    influence_weight,
    influence,
    poverty_weight,
    poverty,
    role_weight,
    has_role,
    unsettled_weight,
    unsettled,
    churn_weight,
    churned,
):
    """Chance that a teacher means to leave the job [0..1], a logistic function of states around their usual values.

    Burnout and low satisfaction drive it (Madigan & Kim 2021), influence and roles hold (Ingersoll 2003; CTQ 2010); a new
    administrator (unsettled) and goals replaced unattained (churned) unsettle (Miller 2013; Allensworth et al. 2009).

    In words (Meaning to leave): Teachers think of leaving when they are exhausted, distant or dissatisfied, and more so in
    poor schools; influence on decisions and a formal role hold them. A new administrator and goals that do not last unsettle.
    Whom: every teacher, at the end of the year. Raised by: exhaustion, distance, poverty, a new administrator, goals replaced. Lowered by: satisfaction,
    influence, a formal role.
    """
    return logistic(
        base
        + exhaustion_weight * (exhaustion - 0.4)
        + distance_weight * (depersonalization - 0.35)
        - satisfaction_weight * (satisfaction - 0.65)
        - influence_weight * (influence - 0.3)
        + poverty_weight * (poverty - 0.5)
        - role_weight * has_role
        + (unsettled_weight * unsettled + churn_weight * churned)
    )


@rule
def usual_intention(base, poverty_weight, poverty, unsettled_weight, unsettled, churn_weight, churned):
    """Chance that an ordinary teacher means to leave the job [0..1]: quit_intention_of, where every state has its usual value.

    unsettled, churned [0..1] : what a new administrator and replaced goals come to over the years.

    In words (Meaning to leave, in ordinary years): In the years before the first day teachers thought of leaving as teachers usually
    do, more so in poor schools.
    Whom: whoever held a post before the first day. Raised by: poverty.
    """
    usual = base + poverty_weight * (poverty - 0.5)
    return logistic(usual + (unsettled_weight * unsettled + churn_weight * churned))


@rule
def belief_after_farewell(collective, loss, turnover, hardship, poverty):
    """Collective efficacy after a summer in which this share of the staff went [0..1].

    collective (1 - loss turnover (1 + hardship (2 poverty - 1))): who has seen colleagues go believes less in what those who stay can
    do, most where it is hard to find others (Ronfeldt, Loeb & Wyckoff 2013; Simon & Johnson 2015). Assumption A72.

    In words (Seeing colleagues go): A summer in which many go shakes the belief of those who stay, most in poor schools.
    Whom: the whole school, in summer. Lowered by: turnover, poverty.
    """
    return share(collective * (1.0 - loss * turnover * (1.0 + hardship * (2.0 * poverty - 1.0))))


@rule
def chance_to_leave(intention, leave, retirement, career, experience, unexplained, spread):
    """Chance to leave teaching this summer [0..1]: intention x opportunity, retirement, and reasons outside the school.

    retirement x logistic((experience - career) / spread) grows towards the end of a career (T055). The three are
    independent, so they combine as 1 - product of staying. Assumption A19.

    In words (Leaving teaching): Those who mean to leave teaching do so only if there is an opportunity; others retire, or go
    for reasons that have nothing to do with the school.
    Whom: every teacher, at the end of the year. Raised by: meaning to leave, the end of a career, private reasons.
    """
    retire = retirement * logistic((experience - career) / spread)
    return 1.0 - (1.0 - leave * intention) * (1.0 - retire) * (1.0 - unexplained)


@rule
def chance_to_move(intention, move, rooted, experience, unexplained):
    """Chance to move to another school this summer [0..1]: the opportunity falls as one takes root (T052 to T055).

    In words (Moving to another school): Those who mean to leave may find another school, more easily early in a career than
    once they have taken root.
    Whom: every teacher, at the end of the year. Raised by: meaning to leave, private reasons. Lowered by: years of
    experience.
    """
    fresh = exp(-experience / rooted)
    return 1.0 - (1.0 - move * fresh * intention) * (1.0 - unexplained * fresh)
