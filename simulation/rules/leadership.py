"""Standing among peers, and who is invited into a formal role."""

from ..core.compiled import rule
from .common import share


@rule
def standing_level(
    sought_weight, sought, initiating_weight, depth, success, expertise_weight, expertise, levelling, egalitarian, success_part
):
    """The standing towards which a teacher's own drifts [0..1].

    (sought + depth (1 - success_part + success_part success) + expertise - 1/2, each weighted) (1 - levelling egalitarian)
    sought [0..1] : in-ties over several times the usual number; depth [0..1] of joint work carried, and its success; expertise
    [0..1]. An egalitarian staff holds it down. Sources: Spillane et al. (2004); York-Barr & Duke (2004). Form: assumption A18.

    In words (Standing among peers): Teachers gain the respect of colleagues by being asked for advice, by carrying joint work
    that succeeds, and by being able; an egalitarian staff lets nobody stand out much.
    Whom: every teacher, once in four weeks. Raised by: being asked for advice, joint work that succeeds, expertise. Lowered
    by: a norm against standing out.
    """
    level = (
        sought_weight * sought
        + initiating_weight * depth * (1.0 - success_part + success_part * success)
        + expertise_weight * (expertise - 0.5)
    )
    return share(level * (1.0 - levelling * egalitarian))


@rule
def invitation_score(
    standing, experience, tied_to_leaders, invitation, years_in_role, past, keen, noise, respect, experience_weight, years
):
    """How strongly a teacher suggests herself for a free role [utility]: standing, some experience, a tie to a leader, and noise.

    respect standing + experience_weight min(years, experience) + invitation min(1, tied_to_leaders)
    + past min(years, years_in_role) + keen + noise
    experience, years_in_role [years], of which so many `years` count; tied_to_leaders : trust, summed over ties; keen : collaborative disposition [0..1]; noise : Gumbel.
    Source: invitation by colleagues (Center for Teaching Quality 2010); growth over the first years (T107). Weights: A37.

    In words (Who is invited into a formal role): A free role is more likely to go to somebody who has standing and a few
    years of experience, knows and trusts a colleague in a role, has held one before, and likes to work with others; luck
    decides the rest.
    Whom: every teacher, in summer. Raised by: standing, the first years of experience, ties to those in a role, earlier
    roles, a collaborative disposition.
    """
    drawn = respect * standing + experience_weight * min(years, experience) + invitation * min(1.0, tied_to_leaders)
    return drawn + past * min(years, years_in_role) + keen + noise


@rule
def strain_of_role(weight, egalitarian, reviewing, exposure, is_reviewer):
    """What an egalitarian staff makes of somebody who holds a formal role [0..1]: tension, or being avoided as an adviser.

    share(weight egalitarian (1 + reviewing is_reviewer) exposure); exposure [times] : how far the role makes its holder stand out, one
    for any role, more or less for kinds of roles (A75), nothing without one. Judging colleagues strains relations most
    (Goldstein 2004; York-Barr & Duke 2004). The form is assumption A56.

    In words (What an egalitarian staff makes of a role): Where standing out is frowned upon, teachers who hold a formal role
    have some tension with colleagues and are asked for advice less often, above all if the role is to judge others.
    Whom: teachers in a formal role. Raised by: a norm against standing out, a role that judges colleagues or stands above them.
    """
    return share(weight * egalitarian * (1.0 + reviewing * is_reviewer) * exposure)


@rule
def mastery_of_leading(has_role, support, clarity):
    """What leading others gives the sense of one's own ability [0..1]: support x clarity for who holds a formal role, else 0.

    Leading is mastery where it is supported and clear what it is for (York-Barr & Duke 2004); unsupported and unclear roles give
    nothing, and bring doubt (Nguyen et al. 2019). Assumption A63.

    In words (What leading gives): To lead colleagues strengthens the belief in oneself if the administrator supports it and it is clear
    what the role is for.
    Whom: teachers in a formal role, every week. Raised by: support, clarity.
    """
    return support * clarity if has_role != 0 else 0.0


@rule
def tension_after(tension, fresh, memory):
    """Tension with colleagues after a week [0..1]: what is remembered of the last, and the week's own on what that leaves.

    r + (1 - r) fresh with r = memory x tension; memory [share/week]. Strained relations do not end with the week (Achinstein 2002). The
    form is assumption A63.

    In words (Tension is remembered): Tension with colleagues lasts for months: most of a week's tension is still felt in the next, and new
    tension adds to it.
    Whom: every teacher, every week. Raised by: strained disagreement, a role in an egalitarian staff. Lowered by: time.
    """
    remembered = memory * tension
    return remembered + (1.0 - remembered) * fresh
