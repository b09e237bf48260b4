"""A say in the school's decisions: how voice in a domain is won by shaping goals, and how it fades."""

from ..core.compiled import rule
from ..core.vocabulary import COLLABORATION, CONCEPTUALISE, COOPERATION


@rule
def openness_in(openness, reserve):
    """Chance that a goal of a domain is shared [0..1]: openness ** reserve. One disposition, seen through a reserve (A3).

    In words (In which matters goals are shared): An administrator shares goals according to her openness, but keeps more to
    herself in some matters, such as hiring and money, than in others.
    Whom: each new goal. Raised by: openness. Lowered by: the reserve that is usual in a matter.
    """
    return openness**reserve


@rule
def voice_won(voice, form, goal_open, stage, gain, later, cooperation):
    """Voice gained in one week of work on a goal [0..1 per week].

    gain (1 - voice), times `later` after the first stage, times `cooperation` for cooperating; nothing on a closed goal
    and nothing for coordination, which accepts what others decide (S0). The form is assumption A26.

    In words (Winning a say): Teachers who shape an open goal win a say in such matters week by week, most in the goal's first
    stage. Cooperating on it wins less, and coordinating wins nothing.
    Whom: teachers who cooperate or collaborate on an open goal, every week. Raised by: collaboration, being in it early.
    Lowered by: the say one has already.
    """
    if not goal_open or form < COOPERATION:
        return 0.0
    won = gain * (1.0 - voice)
    if stage != CONCEPTUALISE:
        won *= later
    return won if form == COLLABORATION else won * cooperation


@rule
def voice_faded(voice, floor, fading):
    """Voice after a week's fading towards `floor`, what one is merely consulted on [0..1]: voice + fading (floor - voice).

    In words (Losing a say): A say that is not renewed fades to what one is merely consulted on.
    Whom: every teacher, every week, in each matter. Lowered by: time.
    """
    return voice + fading * (floor - voice)


@rule
def consulted_voice(consulted, openness, role_voice, has_role, standing_voice, standing):
    """Voice without joint work [0..1]: being listened to, more so with a role or with standing among peers.

    consulted x openness (of the domain) + role_voice x openness x has_role + standing_voice x openness x standing, at most 1.
    An administrator who shares nothing listens to nobody. Assumption A8.

    In words (Being listened to): Without any joint work a teacher is heard a little, and more with a formal role or with
    standing; the less the administrator shares, the less of this there is.
    Whom: every teacher, every week, in each matter. Raised by: openness, a formal role, standing.
    """
    return min(1.0, openness * (consulted + role_voice * has_role + standing_voice * standing))


@rule
def voice_expected(voice, openness):
    """The voice one expects from shaping an open goal [0..1]: midway between what one has and what is on offer (A50).

    In words (The say one expects): The say that a teacher expects from shaping a goal is half-way between what she has and
    what the administrator has to offer.
    Whom: every teacher who chooses. Raised by: the say one has, openness in the matter.
    """
    return 0.5 * (voice + openness)


@rule
def belief_after(belief, goal_open, openness, speed):
    """Influence that the administrator believes to have shared in a domain, after a week [0..1].

    It drifts with a speed [share/week] to 1 where a goal is open (opening it looks like sharing it with everybody) and to the
    administrator's openness elsewhere. Principals believe they share more than teachers feel (Brezicha et al. 2019). Its speed
    is assumption A46.

    In words (What the administrator believes to share): An administrator slowly comes to believe that every goal she has
    opened gives influence to everybody, which is more than teachers feel.
    Whom: the administrator, every week, in each matter. Raised by: open goals, openness.
    """
    return belief + speed * ((1.0 if goal_open else openness) - belief)
