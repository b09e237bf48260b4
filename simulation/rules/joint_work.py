"""What joint work yields: progress on goals, and dissent that teaches or hurts."""

from ..core.compiled import rule
from ..core.elementary import exp, log
from ..core.vocabulary import COLLABORATION, CONCEPTUALISE, COOPERATION, ENACT, JOINT_WORK, MEETINGS, PLAN
from .common import share


@rule
def hour_yield(form, expertise, trust, cooperation, collaboration, least):
    """What an hour of joint work is worth [hours of plain coordination].

    (least + expertise) (1 + synergy); synergy = cooperation, or collaboration x trust. expertise, trust [0..1].
    Source: joint planning and enactment pool resources (S0); the form is assumption A9.

    In words (What an hour together is worth): An hour is worth more in able hands and when people pool what they have: by a
    fixed amount in cooperation, and in collaboration the more they trust each other.
    Whom: every hour of work on a goal. Raised by: expertise, cooperation, collaboration among people who trust each other.
    """
    synergy = 0.0
    if form == COOPERATION:
        synergy = cooperation
    elif form == COLLABORATION:
        synergy = collaboration * trust
    return (least + expertise) * (1.0 + synergy)


@rule
def quality_of_conditions(loss, poverty, materials, coherence, relief, hanging):
    """What circumstances leave of that yield [0..1]: (1 - loss poverty (1 - relief materials)) (1 - hanging + hanging coherence).

    Poverty lowers the quality of joint work and not its frequency (Johnston & Tsai 2018; Stosich 2016). Assumption A9.

    In words (What circumstances make of joint work): Poverty lowers what joint work yields, less so with good materials, and
    so does a programme that does not hang together.
    Whom: the school, every week. Raised by: materials, coherence. Lowered by: poverty.
    """
    return (1.0 - loss * poverty * (1.0 - relief * materials)) * (1.0 - hanging + hanging * coherence)


@rule
def need_of_colleagues(weight, poverty):
    """What draws teachers to work with others because their pupils need it [utility]: weight (poverty - 1/2).

    It holds the balance to what strain and seldom success take from joint work where pupils are poor, so that poverty lowers its
    quality and its survival and not its frequency (Johnston & Tsai 2018, T023; Stosich 2016). Assumption A72.

    In words (Needing each other): Where pupils are poor nobody can do the work alone, which draws teachers to each other.
    Whom: every teacher who chooses. Raised by: poverty.
    """
    return weight * (poverty - 0.5)


@rule
def success_of(progress_per_week, tempo):
    """How successful a goal feels [0..1]: r / (r + tempo), with r the progress made, in goals a year (A27).

    In words (When a goal feels successful): A goal feels successful when it moves, whatever is left to do.
    Whom: each goal, every week. Raised by: progress this week.
    """
    rate = 36.0 * progress_per_week
    return rate / (rate + tempo)


@rule
def stage_of(progress, age, stage, plan_progress, plan_weeks, enact_progress, enact_weeks):
    """The stage of a goal that was conceived here, by its progress and age [weeks].

    Conceptualise until plan_progress and plan_weeks, plan until enact_progress and enact_weeks, then enact. Assumption A4.

    In words (The stages of a goal): A goal that is born in the school is first thought out, then planned, then carried out.
    Thinking out and planning take at least eight weeks each.
    Whom: each goal, every week. Raised by: progress and time.
    """
    if stage == CONCEPTUALISE:
        return PLAN if progress >= plan_progress and age >= plan_weeks else CONCEPTUALISE
    if stage == PLAN:
        return ENACT if progress >= enact_progress and age >= enact_weeks else PLAN
    return ENACT


@rule
def dissent(base, depth, control, silence, u):
    """Conflict that joint work brings out this week [0..1]: base x depth x (1 - silence control) x -ln u, capped at 1.

    depth [0..1] of the deepest form; control [0..1] breeds conformity and silence (Gunn & King 2003). u in (0, 1) makes
    most weeks calm and some lively (exponential, mean one: A52). Moderate conflict belongs to joint work (Little 1990).

    In words (Disagreement among those who work together): Working together brings disagreement: little in most weeks, much in
    some, and more the deeper the work goes. Control silences it.
    Whom: teachers who cooperate or collaborate, every week. Raised by: depth of the joint work, luck of the week. Lowered by:
    control.
    """
    return share(base * depth * (1.0 - silence * control) * -log(u))


@rule
def lesson_and_strain(conflict, trust, tolerance):
    """What a conflict leaves behind: (lesson, strain), both [0..1].

    Above the tolerated level of trust it teaches, conflict (trust - tolerance) / (1 - tolerance); below it hurts,
    conflict (tolerance - trust) / tolerance. Assumption A10 after Little (1990) and Achinstein (2002).

    In words (What disagreement leaves behind): Among people who trust each other enough, disagreement teaches; among others
    it hurts.
    Whom: teachers who cooperate or collaborate, every week. Raised by: disagreement; trust turns harm into learning.
    """
    if trust >= tolerance:
        return conflict * (trust - tolerance) / max(1e-9, 1.0 - tolerance), 0.0
    return 0.0, conflict * (tolerance - trust) / tolerance


@rule
def weekly_progress(effective_hours, quality, fit, effort, staff, least_fit):
    """Progress of a goal in a week [0..1 per week]: effective hours x quality x (least_fit + fit) / (effort x staff).

    effort [h per teacher]; staff [teachers]: a goal of a large school is larger. Assumption A9.

    In words (How far a goal gets in a week): A goal moves with the hours that are put into it, faster under good conditions
    and when it fits classrooms, more slowly when it is large or the school is.
    Whom: each goal, every week. Raised by: hours and what they are worth, mandated hours on the administrator's goals, fit to
    classrooms. Lowered by: effort the goal needs, size of the staff.
    """
    return effective_hours * quality * (least_fit + fit) / (effort * max(1.0, staff))


@rule
def effort_of(mean, spread, draw):
    """Effort that a new goal needs [h per teacher]: lognormal around the mean, draw being standard normal. Assumption A48.

    In words (How large a goal is): Goals differ in the work they need; most are near the usual, a few are much larger.
    Whom: each new goal.
    """
    return mean * exp(spread * draw - 0.5 * spread * spread)


@rule
def fit_of(least, spread, gain, u):
    """Fit of a new goal to the needs of classrooms [0..1]: least + spread u + gain; gain where teachers share in it (A48).

    In words (How well a new goal fits): Goals fit classrooms more or less well, which is luck; goals that are shared fit better.
    Whom: each new goal. Raised by: being shared with teachers.
    """
    return share(least + spread * u + gain)


@rule
def engaged_success(weighted_success, depth, half):
    """Success of the goals one works on, by how deep one is in them [0..1]: sum(depth success) / (half + sum(depth)).

    In words (How well one's own goals go): Teachers feel the success of the goals they work on, and feel it the more, the
    deeper they are in them.
    Whom: every teacher, every week. Raised by: success of the goals one works on, depth of the work.
    """
    return weighted_success / (half + depth)


@rule
def contact_share(work, meeting):
    """How much contact a tie brings this cycle [0..1]: joint work all of it, mandated meetings a part, else none (A28).

    In words (What counts as contact): Joint work is full contact between two colleagues, a mandated meeting a quarter of it,
    knowing each other alone none.
    Whom: each advice tie, for four weeks.
    """
    return 1.0 if work == JOINT_WORK else meeting if work == MEETINGS else 0.0


@rule
def fruitless_hours(hours, success, voice, eased):
    """Joint hours that get nowhere, as they are felt [h]: hours (1 - success) (1 - eased voice).

    success of what they were spent on, voice in it [0..1]. To work without progress is a stressor of its own, worse for who has no
    say (S0; Karasek 1979). Assumption A62.

    In words (Work that gets nowhere): Hours of joint work that bring nothing forward are felt as hard in themselves, and harder by those
    who have no say in what they are for.
    Whom: every teacher, every week. Raised by: hours on goals that do not move. Lowered by: success, a say.
    """
    return hours * (1.0 - success) * (1.0 - eased * voice)
