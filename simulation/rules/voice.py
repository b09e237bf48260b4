"""A say in the school's decisions: how voice in a domain is won by shaping goals, and how it fades."""

from ..core.compiled import rule
from ..core.elementary import exp, power
from ..core.vocabulary import COLLABORATION, CONCEPTUALISE, COOPERATION


@rule
def openness_in(openness, reserve):
    """Chance that a goal of a domain is shared [0..1]: openness ** reserve. One disposition, seen through a reserve (A3).

    In words (In which matters goals are shared): An administrator shares goals according to her openness, but keeps more to
    herself in some matters, such as hiring and money, than in others.
    Whom: each new goal. Raised by: openness. Lowered by: the reserve that is usual in a matter.
    """
    return power(openness, reserve)


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
def consulted_voice(consulted, openness, role_voice, access, standing_voice, standing):
    """Voice without joint work [0..1]: being listened to, more so with a role or with standing among peers.

    consulted x openness (of the domain) + role_voice x openness x access + standing_voice x openness x standing, at most 1.
    access [times] : one for any role, more or less for kinds of roles (A75), none without one. An administrator who shares nothing
    listens to nobody. Assumption A8.

    In words (Being listened to): Without any joint work a teacher is heard a little, and more with a formal role or with
    standing; the less the administrator shares, the less of this there is.
    Whom: every teacher, every week, in each matter. Raised by: openness, a formal role, standing.
    """
    return min(1.0, openness * (consulted + role_voice * access + standing_voice * standing))


@rule
def voice_expected(voice, openness):
    """The voice one expects from shaping an open goal [0..1]: midway between what one has and what is on offer (A50).

    In words (The say one expects): The say that a teacher expects from shaping a goal is half-way between what she has and
    what the administrator has to offer.
    Whom: every teacher who chooses. Raised by: the say one has, openness in the matter.
    """
    return 0.5 * (voice + openness)


@rule
def voice_earned(won, form, goal_open, stage, took_part, success, gain, later, latecomer, succeeding):
    """Lasting voice won in one week of work on a goal [0..1 per week], where a say is won and not lent.

    gain (1 - won) (1 + succeeding success), at most what is missing; gain [per week] as far as it is granted (voice_granted); times `later` after the first stage, and there times `latecomer`
    for who was not in it from the start. Nothing on a closed goal, and nothing for coordination and cooperation, which expand
    nobody's part in decisions (S0). Assumption A59.

    In words (Winning a say that lasts): Teachers who take part in an open goal from its first stage on win a say that stays with
    them for years, most while it is thought out and more when it succeeds. Who joins later wins less; coordinating and
    cooperating win nothing.
    Whom: teachers who collaborate on an open goal, every week. Raised by: being in it early, success of the goal. Lowered by: the
    say one has already.
    """
    if not goal_open or form != COLLABORATION:
        return 0.0
    earned = gain * (1.0 + succeeding * success)
    if stage != CONCEPTUALISE:
        earned *= later if took_part != 0 else later * latecomer
    return min(1.0, earned) * (1.0 - won)


@rule
def voice_granted(openness, half):
    """What a say that is won under an administrator is multiplied by [0..1]: openness^4 / (openness^4 + half^4).

    openness [0..1] of the administrator, whatever the matter; half [0..1], the openness at which half is granted; with 0 all is. What is
    decided together stands only as far as she lets it, and below some openness goals are shared in name only. The form is assumption A90.

    In words (A goal is as open as whoever opens it): Under an administrator who keeps most things to herself a share in one goal changes
    little in who decides.
    Whom: teachers who collaborate on an open goal, every week. Raised by: openness.
    """
    if half <= 0.0:
        return 1.0
    fourth = openness * openness * openness * openness
    return fourth / (fourth + half * half * half * half)


@rule
def attention_left(crowding, others):
    """What a voice counts beside those of colleagues [times]: 1 / (1 + crowding others).

    others [0..1] : lasting voice in the matter, on average in the staff. What all decide together grows with the number who have a say
    (Tannenbaum 1968), but the part of each grows less: a meeting and an administrator can listen to so many. The form is assumption A91.

    In words (Many voices): The more colleagues have won a say in a matter, the less decides the say of any one of them.
    Whom: the whole school, every week, in each matter. Lowered by: colleagues' say.
    """
    return 1.0 / (1.0 + crowding * others)


@rule
def voice_left(won, lost):
    """Lasting voice of which a share is lost [0..1]: won (1 - lost), with the years or by an event.

    In words (Losing a say that was won): A say that was won thins over the years; a part of it goes when a goal is taken back, and
    when somebody new takes the administrator's office.
    Whom: every teacher, every week; those who took part in a goal that is taken back; everybody at a succession. Lowered by:
    time, goals taken back, a change of administrator.
    """
    return won * (1.0 - lost)


@rule
def voice_of_service(level, openness, tenure, lapse):
    """Lasting voice on the first day [0..1]: level openness (1 - exp(-lapse tenure)), where a say is won.

    level [0..1] that many years lead to where all is shared; openness of the domain; tenure [years]; lapse [share/year]. Assumption A70.

    In words (A say won before the first day): Who has long been at a school comes with the say that others have won there in as many
    years.
    Whom: the staff of the first day. Raised by: years in the school, openness in the matter.
    """
    return level * openness * (1.0 - exp(-lapse * tenure))


@rule
def heard_voice(openness, consulted, minor, role_voice, access, standing_voice, standing):
    """Voice without taking part [0..1], where a say is won: consultation, which reaches minor influence at most, role and standing.

    min(minor, consulted openness) + openness (role_voice access + standing_voice standing), at most 1; openness of the domain. An
    administrator who shares nothing listens to nobody (A8). That consultation has a ceiling is assumption A59.

    In words (Being consulted is not a say): Where a say has to be won, an administrator who listens gives minor influence and no
    more; a formal role and standing among peers add to it as far as she is open.
    Whom: every teacher, every week, in each matter. Raised by: openness, a formal role, standing.
    """
    return min(1.0, min(minor, consulted * openness) + openness * (role_voice * access + standing_voice * standing))


@rule
def dilution_of(staff, usual, exponent):
    """What a voice in matters of the whole school is multiplied by [times]: (usual / staff) ** exponent (T045).

    In words (One voice among many): In matters of the whole school each voice counts less in a large staff and more in a small one.
    Whom: the school, every week. Lowered by: the number of teachers.
    """
    return power(usual / max(1.0, staff), exponent)


@rule
def felt_voice(won, heard, diluted):
    """Voice that is felt, where a say is won [0..1]: diluted (heard + won (1 - heard)), at most 1. Assumption A59.

    diluted [times] : dilution_of a large staff in matters of the whole school, times attention_left beside colleagues.

    In words (The say one feels): The say that one feels is what has been won, and of the rest what comes from being heard.
    Whom: every teacher, every week, in each matter. Raised by: what was won, being heard.
    """
    return min(1.0, diluted * (heard + won * (1.0 - heard)))


@rule
def belief_after(belief, goal_open, openness, speed, felt, control, hearing):
    """Influence that the administrator believes to have shared in a domain, after a week [0..1].

    It drifts with a speed [share/week] to what opening looks like, 1 where a goal is open (as if it were shared with everybody) and the
    administrator's openness elsewhere, corrected by the share hearing (1 - control) towards what teachers feel: control keeps her
    from hearing it. Principals believe they share more than teachers feel (Brezicha et al. 2019). Its speed is assumption A46.

    In words (What the administrator believes to share): An administrator slowly comes to believe that every goal she has
    opened gives influence to everybody, which is more than teachers feel. Teachers may tell her better, unless she controls them.
    Whom: the administrator, every week, in each matter. Raised by: open goals, openness. Lowered by: hearing what teachers feel.
    """
    looks = 1.0 if goal_open else openness
    return belief + speed * (looks + hearing * (1.0 - control) * (felt - looks) - belief)


@rule
def principals_influence(remit, giving, voice, control, hold):
    """The administrator's own influence in a domain [0..1]: what her office decides, less what teachers decide, tightened by control.

    own = remit (1 - giving voice); own + hold control (1 - own). remit [0..1] of the office in the domain; voice, the mean of
    teachers; control [0..1]. A surplus of one is no loss of the other, save for `giving`. Remits: T042; the form is assumption A60.

    In words (The administrator's own influence): An administrator has much influence in matters that belong to the office, such as
    hiring, and less where others decide, such as the curriculum; she gives a part of it to teachers who have a say, and has more
    the more she controls.
    Whom: the administrator, in each matter. Raised by: what the office decides, control. Lowered by: teachers' say.
    """
    own = remit * (1.0 - giving * voice)
    return own + hold * control * (1.0 - own)
