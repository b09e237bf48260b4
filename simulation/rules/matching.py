"""What becomes of an intention: partners, and the definition of collaboration."""

from ..core.compiled import rule
from ..core.vocabulary import COLLABORATION, CONCEPTUALISE, COOPERATION, COORDINATION, JOINT


@rule
def is_open(owner):
    """True when a goal may be shaped by teachers: they own it, alone or with the administrator.

    In words (Which goals teachers may shape): Teachers may shape a goal that is theirs, or theirs together with the
    administrator's; on every other goal they can coordinate or cooperate, but not collaborate.
    Whom: each goal.
    """
    return owner >= JOINT


@rule
def may_collaborate(owner, stage, took_part, latecomers):
    """The definition of collaboration: an open goal, and a part in it from its first stage (Hord 1986; Woo et al. 2022).

    latecomers [share] : part of a voice that those get who join later; 0 where nobody may (A64).

    In words (What counts as collaboration): Only those who have taken part in an open goal from its first stage on can
    collaborate on it; those who come later can cooperate, or join with less of a voice where latecomers are let in.
    Whom: every teacher, for each goal.
    """
    return is_open(owner) and (stage == CONCEPTUALISE or took_part != 0 or latecomers > 0.0)


@rule
def is_late(stage, took_part):
    """True for who was not in a goal from its first stage on, once that is over.

    In words (Who comes late): Whoever did not take part while a goal was thought out comes to it late.
    Whom: every teacher, for each goal.
    """
    return stage != CONCEPTUALISE and took_part == 0


@rule
def feasible_form(wish, goal_open, willing, active):
    """The form that can be carried out.

    wish : the chosen form; goal_open : may be shaped by teachers
    willing : tied colleagues who wish to collaborate on the goal too; active : tied colleagues who wish to cooperate at least
    Without willing partners, or on a closed goal, collaboration falls back to cooperation; without anybody, to coordination.
    Who counts as a partner is assumption A47.

    In words (No partner, no joint work): Collaboration needs a tied colleague who wants it too, and cooperation one who wants
    at least that; without a partner a teacher makes do with a humbler form.
    Whom: every teacher, for each goal, once in four weeks.
    """
    if wish == COLLABORATION and goal_open and willing > 0:
        return COLLABORATION
    if wish >= COOPERATION:
        return COOPERATION if active > 0 else COORDINATION
    return wish
