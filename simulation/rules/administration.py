"""How an administrator changes: control bred by pressure, openness earned by teachers' success, goals taken back or claimed."""

import math

from ..core.compiled import rule
from .common import share


@rule
def all_of_a_piece(taste, likeness, luck):
    """How an administrator differs in support, or clarity, from the usual one [SD]: likeness taste + sqrt(1 - likeness^2) luck.

    taste : how she differs in openness [SD]; likeness [correlation]; luck is standard normal, and so is the result. Source: Grissom & Loeb
    (2011), who find that principals strong in one field of their work mostly are so in others. Assumption A92.

    In words (Good in one way, good in others): Administrators who share more mostly also support more and say more clearly what they want.
    Whom: the administrator, when the office changes hands. Raised by: openness.
    """
    return likeness * taste + math.sqrt(1.0 - likeness * likeness) * luck


@rule
def control_level(breeding, pressure, falling, shortfall, scripted_weight, scripted, trusting, confidence, scripted_trust):
    """The control towards which an administrator drifts [0..1].

    (breeding + falling shortfall) pressure (1 - trusting confidence) + scripted_weight scripted (1 - scripted_trust trusting confidence)
    shortfall [student SD] of results against those of an ordinary school; confidence [0..1] in teachers. A21 after CTQ (2010).

    In words (How tightly an administrator controls): Outside pressure, results below the ordinary and a scripted curriculum
    make an administrator check and prescribe more; trust in teachers holds this back.
    Whom: the administrator, once a year. Raised by: outside pressure, results that fall short under pressure, a scripted
    curriculum. Lowered by: confidence in teachers.
    """
    bred = (breeding * pressure + falling * shortfall * pressure) * (1.0 - trusting * confidence)
    return share(bred + scripted_weight * scripted * (1.0 - scripted_trust * trusting * confidence))


@rule
def pressure_passed_on(pressure, buffering):
    """Outside pressure that reaches teachers [0..1]: what the administrator does not keep from them.

    In words (How much outside pressure reaches teachers): Teachers feel the pressure for results that the administrator does
    not keep from them.
    Whom: the whole staff, every week. Raised by: outside pressure. Lowered by: buffering by the administrator.
    """
    return pressure * (1.0 - buffering)


@rule
def opening_after(opening, proof, shared_success, pressure, control, usual, forgetting):
    """What experience has added to an administrator's openness [-0.5..0.5]: proven teacher leadership opens, pressure closes.

    opening + proof (shared_success - usual - pressure control) - forgetting opening: what exceeds the usual progress of shared
    goals counts. Assumption A38.

    In words (What experience does to an administrator's openness): An administrator becomes more willing to share goals when
    shared goals go better than usual, and less willing when she is under pressure and used to control; old experience is
    slowly forgotten.
    Whom: the administrator, once a year. Raised by: success of goals that teachers shape. Lowered by: pressure and control
    together, forgetting.
    """
    after = opening + proof * (shared_success - usual - pressure * control) - forgetting * opening
    return min(0.5, max(-0.5, after))


@rule
def chance_to_take_back(takeback, control, openness):
    """Chance that the administrator takes a shared goal back at a term's turn [0..1]: takeback control (1 - openness) (A53).

    In words (Taking a shared goal back): At the turn of a term a controlling administrator may take a shared goal back, and
    does so more easily the less open she is.
    Whom: each shared goal, at the turn of a term. Raised by: control. Lowered by: openness.
    """
    return share(takeback * control * (1.0 - openness))


@rule
def chance_to_claim(claim, joint_share, collective_efficacy, control):
    """Chance that teachers claim a goal that nobody shared with them [0..1]: it grows with those who work on it together.

    2 claim joint_share collective_efficacy (1 - control): `claim` at a usual collective efficacy of 1/2. Assumption A53.

    In words (Teachers claim a goal): At the turn of a term teachers may make a goal their own that was never shared with
    them. It is more likely if many of them work on it together, if they believe in what they can do together, and if they are
    not controlled.
    Whom: each goal that is not shared, at the turn of a term. Raised by: colleagues who work on it together, collective
    efficacy. Lowered by: control.
    """
    return share(claim * joint_share * collective_efficacy * 2.0 * (1.0 - control))
