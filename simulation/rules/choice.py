"""Which form of action a teacher takes on one goal: a random-utility model (McFadden 1974), and rival rules at the end.

Utilities are over leaving the goal aside, whose utility is zero. All teachers choose at once, looking at what their
colleagues did last. Whether the choice can be carried out is decided in rules/matching.py.
"""

from ..core.compiled import rule
from ..core.elementary import exp
from ..core.vocabulary import COLLABORATION, COOPERATION, COORDINATION, INDIVIDUAL
from .common import share


@rule
def hour_weight(weight, slack, half):
    """What an hour weighs [utility per h]: weight / (1 + slack / half), and rising linearly when slack is negative.

    slack [h/week] that is left; half [h] is the slack at which an hour weighs half. Time has diminishing returns (P17);
    the hyperbola is assumption A50.

    In words (What an hour costs): An hour of joint work weighs little in a week with time to spare, and more and more in a
    week that is overfull.
    Whom: every teacher who chooses. Raised by: an overfull week. Lowered by: time to spare.
    """
    if slack >= 0.0:
        return weight / (1.0 + slack / half)
    return weight * (1.0 - slack / half)


@rule
def social_pull(
    trust_weight,
    trust,
    disposition_weight,
    disposition,
    culture_weight,
    norm,
    exhaustion_weight,
    exhaustion,
    fatigue_weight,
    churned,
):
    """What draws this person to work with others at all, whatever the goal [utility at full depth].

    trust, disposition, norm (of the school), exhaustion [0..1], each around its middle; churned [0..1], goals replaced unattained in
    the last summer: whoever has seen initiatives come and go waits for the next to go (A64).

    In words (Being drawn to work with others): Whatever the goal, teachers are more drawn to joint work if they trust their
    partners and like working with others, if that is usual in their school, if they are not worn out, and if
    goals have not just been dropped for others.
    Whom: every teacher who chooses; it counts most for collaboration and least for coordination. Raised by: trust, a
    collaborative disposition, the school's norm of working together. Lowered by: exhaustion, goals that were replaced.
    """
    return (
        trust_weight * (trust - 0.5)
        + disposition_weight * (disposition - 0.5) * 2.0
        + culture_weight * (norm - 0.5) * 2.0
        - exhaustion_weight * (exhaustion - 0.4)
        - fatigue_weight * churned
    )


@rule
def goal_pull(fit_weight, fit, standing_weight, standing):
    """What draws anybody to this goal [utility]: its fit to classrooms, and respected colleagues already at it [0..1].

    In words (Being drawn to a goal): A goal draws teachers when it fits their classrooms and when a respected colleague is
    already working on it with others.
    Whom: every teacher who chooses. Raised by: fit to classrooms, standing of colleagues at work on it.
    """
    return fit_weight * (fit - 0.5) + standing_weight * standing


@rule
def utility_of_coordination(base, pull, social, attraction, norm, orders, hours, weight, depth):
    """Coordination: accept the goal and adjust one's own work. `orders` [utility] push where the goal is somebody's order.

    In words (What speaks for coordination): To accept a goal and adjust one's own work to it is attractive if the goal draws,
    if working that way went well before, if tied colleagues do at least as much, and if it is an order; its hours speak
    against it.
    Whom: every teacher, for each goal, once in four weeks. Raised by: pull of the goal and of others, good experience,
    colleagues' example, orders. Lowered by: the hours it takes.
    """
    return base + pull + depth * social + attraction + norm + orders - weight * hours


@rule
def utility_of_cooperation(base, pull, social, attraction, norm, orders, team, hours, weight, depth, orders_part, team_part):
    """Cooperation: do things together for the goal, whoever set it; team evaluation [utility] speaks for it.

    In words (What speaks for cooperation): To do things together for a goal is attractive for the same reasons; orders count
    half as much, and evaluation as a team speaks for it.
    Whom: every teacher, for each goal, once in four weeks. Raised by: pull of the goal and of others, good experience,
    colleagues' example, orders in part, evaluation as a team in part. Lowered by: the hours it takes.
    """
    return base + pull + depth * social + attraction + norm + orders_part * orders + team_part * team - weight * hours


@rule
def utility_of_collaboration(base, pull, social, attraction, norm, expected_voice, team, hours, weight):
    """Collaboration: shape the goal together; the voice one expects in it [utility] draws, orders do not.

    In words (What speaks for collaboration): To shape a goal together is attractive for the same reasons except orders, which
    do not count; the say one expects and evaluation as a team speak for it.
    Whom: every teacher, for each goal, once in four weeks. Raised by: pull of the goal and of others, good experience,
    colleagues' example, the say one expects, evaluation as a team. Lowered by: the hours it takes.
    """
    return base + pull + social + attraction + norm + expected_voice + team - weight * hours


@rule
def chosen_form(coordination, cooperation, collaboration, budget, hours_1, hours_2, hours_3, may_collaborate, u):
    """The form drawn with chance exp(utility) / sum, among those the time budget and the goal allow.

    coordination, cooperation, collaboration : utilities over individual practice
    budget, hours_1, hours_2, hours_3 : hours left and hours each form takes [h/week]
    may_collaborate : the goal is open and the teacher has been in it from its first stage
    u : uniform in (0, 1)

    In words (The choice itself): Among the forms that the remaining hours and the goal allow, the more attractive is the more
    likely, but never certain; to leave the goal aside is always possible.
    Whom: every teacher, for each goal, once in four weeks.
    """
    w1 = exp(min(50.0, coordination)) if hours_1 <= budget else 0.0
    w2 = exp(min(50.0, cooperation)) if hours_2 <= budget else 0.0
    w3 = exp(min(50.0, collaboration)) if may_collaborate and hours_3 <= budget else 0.0
    at = u * (1.0 + w1 + w2 + w3)
    if at < w3:  # laid from the deepest form outwards, so that what opens collaboration moves people up one step
        return COLLABORATION
    if at < w3 + w2:
        return COOPERATION
    if at < w3 + w2 + w1:
        return COORDINATION
    return INDIVIDUAL


@rule
def depth_of(form, coordination, cooperation):
    """How much a form asks of the relation between people [0..1], collaboration being 1.

    Coordination is relatively passive, collaboration joint at every stage (Woo et al. 2022). The distances are assumption A7.

    In words (How much a form asks of people): Coordination asks half as much of a relation between people as collaboration,
    cooperation three quarters.
    Whom: every form of action.
    """
    if form == COORDINATION:
        return coordination
    if form == COOPERATION:
        return cooperation
    if form == COLLABORATION:
        return 1.0
    return 0.0


@rule
def orders_of(pressure_weight, pressure, mandate_weight, mandated, clarity):
    """What pushes a teacher to follow the administrator's goal [utility]: outside pressure and mandated time, if clear.

    In words (What orders weigh): On a goal that the administrator keeps, outside pressure and mandated hours push teachers to
    follow, the hours only as far as it is clear what is wanted.
    Whom: every teacher, on goals of the administrator's. Raised by: outside pressure, mandated hours that are clear. Lowered
    by: unclear mandates.
    """
    return pressure_weight * pressure + mandate_weight * mandated * clarity


@rule
def form_within(wish, budget, hours_1, hours_2, hours_3, may_collaborate):
    """The deepest form no deeper than a wish that hours and the goal allow; budget, hours_1, hours_2, hours_3 [h/week].

    In words (As far as it goes): Who cannot do what she would like, for lack of time or because the goal does not allow it, does what
    comes next to it.
    Whom: teachers who imitate or go by habit.
    """
    if wish >= COLLABORATION and may_collaborate and hours_3 <= budget:
        return COLLABORATION
    if wish >= COOPERATION and hours_2 <= budget:
        return COOPERATION
    if wish >= COORDINATION and hours_1 <= budget:
        return COORDINATION
    return INDIVIDUAL


@rule
def threshold_form(own, slope, utilities, seen, budget, hours, may_collaborate):
    """The deepest form that time and the goal allow and in which enough colleagues are seen (Granovetter 1978).

    Enough is own - slope utility, held in 0..1: own, a lasting trait [share]; utility, what speaks for the form, colleagues' example
    aside. Thresholds sum up costs and benefits; the linear form is assumption A66. utilities, seen, hours : of coordination, cooperation,
    collaboration [utility, share, h/week]; budget [h/week]. Nothing is drawn: chance lies in who has which threshold.

    In words (Following a crowd): Where teachers follow one another, each goes as far as enough colleagues have gone before. Whether a
    few who begin carry everybody along hangs on single persons.
    Whom: every teacher, for each goal, once in four weeks, where thresholds decide. Raised by: colleagues who go as far, what
    speaks for the form.
    """
    if may_collaborate and hours[2] <= budget and seen[2] >= share(own - slope * utilities[2]):
        return COLLABORATION
    if hours[1] <= budget and seen[1] >= share(own - slope * utilities[1]):
        return COOPERATION
    if hours[0] <= budget and seen[0] >= share(own - slope * utilities[0]):
        return COORDINATION
    return INDIVIDUAL
