"""What change costs: goals that start up, progress thrown away, and a new administrator."""

from ..core.compiled import rule
from ..core.elementary import exp


@rule
def startup_part(age, lost, starting):
    """What a goal of this age yields of what it will [0..1]: 1 - lost exp(-age / starting); age, starting [weeks]. Assumption A64.

    In words (New goals start slowly): The first weeks of a goal go into understanding it and arranging the work, so that hours bring it on
    less than later.
    Whom: each goal, every week. Raised by: time since it began.
    """
    return 1.0 - lost * exp(-age / starting)


@rule
def loss_after(loss, waste, depth, progress):
    """What is felt of progress thrown away, after a goal ended unattained or was taken back [0..1].

    loss + (1 - loss) waste depth progress: by how far it had come and how deep one was in it. Assumption A64.

    In words (Work for nothing): When a goal is dropped before it is attained, or taken back, those who worked on it feel it as failure,
    the more the further it had come.
    Whom: teachers who worked on such a goal. Raised by: its progress, depth of the work.
    """
    return loss + (1.0 - loss) * waste * depth * progress


@rule
def newness_of(tenure, settling):
    """How new an administrator still is [0..1]: exp(-tenure / settling), in years. Assumption A64.

    In words (How new an administrator is): An administrator is wholly new in the first year in office, and a third of that after a year or
    two.
    Whom: the administrator, once a year. Lowered by: years in office.
    """
    return exp(-tenure / settling)


@rule
def usual_newness(turnover, settling):
    """How new administrators are on average over the years [0..1]: turnover / (1 - (1 - turnover) exp(-1 / settling)), the mean of newness_of.

    turnover [chance/year] : of the administrator, whose years in office are distributed geometrically by it.

    In words (How new administrators usually are): Where administrators change often, many are new.
    Whom: the school, before its first day. Raised by: change of administrators.
    """
    return turnover / (1.0 - (1.0 - turnover) * exp(-1.0 / settling)) if turnover > 0.0 else 0.0
