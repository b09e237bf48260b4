"""The school as its staff feels it: collective efficacy, coherence, and the norm of working together."""

from ..core.compiled import rule
from ..core.elementary import exp
from .common import share


@rule
def collective_efficacy_level(
    members_weight, mean_efficacy, success_weight, shared_success, trust_weight, trust, poverty_weight, poverty
):
    """The collective efficacy towards which the school drifts [0..1].

    From the members' own efficacy, success that is shared and seen, and trust; poverty makes the task look harder. A sum.
    Source: Bandura (1997); Klassen & Durksen (2012); Moolenaar et al. (2012). Assumption A16.

    In words (Believing in what the school can do together): A staff comes to believe in what it can do together when its
    members believe in themselves, when success is shared and seen, and when people trust each other; poverty makes the task
    look harder.
    Whom: the whole school, drifting every week. Raised by: self-efficacy of the members, shared success, trust. Lowered by:
    poverty.
    """
    return share(
        members_weight * mean_efficacy + success_weight * shared_success + trust_weight * trust - poverty_weight * poverty
    )


@rule
def coherence_level(
    clarity,
    n_goals,
    churned,
    joint_share,
    control,
    clarity_weight,
    few_weight,
    many,
    lasting_weight,
    joint_weight,
    control_weight,
):
    """The coherence towards which the school drifts [0..1]: few, lasting, clear and jointly owned goals.

    clarity + (1 - (goals - 1) / many) + (1 - churned) + joint_share - control, each weighted.
    Source: Allensworth et al. (2009); Newmann et al. (2001). Weights: assumption A35.

    In words (How well things fit together): A school's programme is coherent when expectations are clear, goals are few, last
    and are set together, and less so under control.
    Whom: the whole school, drifting every week. Raised by: clarity, few goals, goals that last, goals set together. Lowered
    by: control, goals replaced before they are attained.
    """
    few = 1.0 - (n_goals - 1.0) / many
    return share(
        clarity_weight * clarity
        + few_weight * few
        + lasting_weight * (1.0 - churned)
        + joint_weight * joint_share
        - control_weight * control
    )


@rule
def norm_after(norm, speed, practice, anchoring, culture):
    """The norm of working together after a week [0..1]: it follows practice, and is drawn back to the surrounding culture.

    practice [0..1] : depth of what teachers do on their goals, relative to what is usual. Assumption A17.

    In words (What is usual here): What is normal in a school slowly follows what its teachers do, and is drawn back to the
    culture around it.
    Whom: the whole school, every week. Raised by: joint work, a collaborative culture around the school. Lowered by: working
    alone.
    """
    return share(norm + speed * (practice - norm) + anchoring * (culture - norm))


@rule
def unbuffered_stress(collective, usual, buffer):
    """What collective efficacy leaves of the effect of stress [times]: exp(-buffer (collective - usual)).

    collective, usual [0..1]. Teachers who believe in what their school can do together suffer less from the same stress (Klassen
    2010; Klassen & Durksen 2012). The form is assumption A65.

    In words (Believing in the staff takes the edge off stress): Where the staff believes in what it can do together, the same stress makes
    teachers less dissatisfied and less distant.
    Whom: the whole staff, every week. Lowered by: collective efficacy.
    """
    return exp(-buffer * (collective - usual))


@rule
def buffered_stress(exhaustion, rested, unbuffered):
    """Exhaustion as far as it is felt in satisfaction and distance [0..1 or a little more]: e + (unbuffered - 1) max(0, e - rested).

    unbuffered [times], what collective efficacy leaves of the effect of stress; who is hardly exhausted has nothing to buffer. A65.

    In words (Only stress can be buffered): Belief in the staff takes the edge off what exhaustion does, and does nothing for those who are
    rested.
    Whom: every teacher, every week. Raised by: exhaustion. Lowered by: collective efficacy, for those who are exhausted.
    """
    return exhaustion + (unbuffered - 1.0) * max(0.0, exhaustion - rested)
