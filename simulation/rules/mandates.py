"""Joint time that is ordered: what becomes of it as work, and what being watched does to people."""

from ..core.compiled import rule
from ..core.vocabulary import COOPERATION, COORDINATION, INDIVIDUAL


@rule
def ordered_form(hours, clarity, control, conformity, coordination, cooperation, u):
    """The form on one of the administrator's goals that a teacher's ordered time comes to, in a planning cycle.

    hours [h/week] of ordered time for each such goal; coordination, cooperation [h/week] that the forms take. Somebody follows with
    chance clarity + (1 - clarity) conformity control; who follows cooperates as far as the hours reach beyond coordination, and
    coordinates as far as they reach that. clarity, control [0..1]; u uniform in (0, 1), the same for all goals. Ordered time is work on
    somebody's goal and no form of its own (Hargreaves 1994). Assumption A61.

    In words (What becomes of ordered time): Time together that is ordered is spent on the administrator's goals: teachers who follow
    accept them and, where there is time enough, do things together for them. The others sit the time out. It is clear orders
    that are followed, and control makes for conformity.
    Whom: members of teams with mandated hours, on goals of the administrator's, once in four weeks. Raised by: mandated hours, clear
    mandates, control. Lowered by: the number of such goals.
    """
    follows = clarity + (1.0 - clarity) * conformity * control
    beyond = max(0.0, hours - coordination) / max(coordination, cooperation - coordination)
    if u < follows * min(1.0, beyond):
        return COOPERATION
    if u < follows * min(1.0, hours / coordination):
        return COORDINATION
    return INDIVIDUAL


@rule
def watched_harm(say, support, covered, enough, eased):
    """What being ordered together and watched does harm [0..1]: max(0, 1 - say / enough) (1 - eased support covered).

    say : influence; support, and the part of ordered time that is covered by protected time [0..1]. With a say in part, support and time
    it need not do harm; with none it does all (Hargreaves 1994; Bryk et al. 2015). Assumption A61.

    In words (When orders to work together do harm): To be ordered to work together harms satisfaction and trust where teachers have no
    say. It does less harm with support and with time for it in the timetable, and none where their say is large enough.
    Whom: members of teams with mandated hours. Lowered by: influence, support, covered time.
    """
    return max(0.0, 1.0 - say / enough) * (1.0 - eased * support * covered)


@rule
def trust_after_watching(trust, decay, suspicion, met, harm):
    """Trust after a cycle of ordered and watched contact only [0..1]: t (1 - decay) less suspicion met harm t.

    met [0..1] : how far meetings fill up; harm [0..1] as in watched_harm. Orders bind nobody: at best trust is as without contact, and
    watched contact without a say breeds some distrust (Hargreaves 1994). Assumption A61.

    In words (Trust under orders): People who meet only because they must come to trust each other no more than people who do not meet;
    where they are watched and have no say, they come to trust each other less.
    Whom: each advice tie with mandated meetings only, once in four weeks. Lowered by: hours of meetings without a say, support and
    time.
    """
    return trust * (1.0 - decay) * (1.0 - suspicion * met * harm)
