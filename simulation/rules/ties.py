"""Advice ties: how trust grows and fades, and whom a teacher turns to next."""

from ..compiled import rule
from .common import share


@rule
def trust_after_work(trust, success, gain, conflict_strain, strain):
    """Trust after a planning cycle of voluntary joint work [0..1].

    t + gain (0.3 + 0.7 success) (1 - t) - strain x conflict_strain x t: most of it comes from success shared (Bryk &
    Schneider 2002). The form is assumption A29.
    """
    return share(trust + gain * (0.3 + 0.7 * success) * (1.0 - trust) - strain * conflict_strain * trust)


@rule
def trust_after_meetings(trust, gain, decay, hours):
    """Trust after a cycle of mandated meetings of the staff only [0..1]: mandated contact binds little (Hargreaves 1994).

    t + gain m (1 - t) - decay (1 - m) t with m = hours / 2, at most 1: it gains more and loses less as meetings fill up to two
    hours a week.
    """
    met = min(1.0, 0.5 * hours)
    return share(trust + gain * met * (1.0 - trust) - decay * (1.0 - met) * trust)


@rule
def chance_to_seek(seeking, apart, together, wished, joint):
    """Chance that somebody with fewer advisers than wished turns to somebody new this cycle.

    `seeking` for who works together with others on some goal, and only the part `apart` of it for who does not: joint work
    is where one learns whom to ask (Spillane, Kim & Frank 2012; Penuel et al. 2009). Who wishes for nobody (wished 0) is
    drawn in by colleagues as far as they work together: seeking x joint, their share [0..1]. Sizes: assumption A29.
    """
    if wished == 0:
        return seeking * joint
    return seeking if together else apart * seeking


@rule
def trust_after_silence(trust, decay):
    """Trust after a cycle without contact [0..1]: t (1 - decay)."""
    return trust * (1.0 - decay)


@rule
def pull_as_adviser(approachability, same_group, group_odds, asks_me, return_odds, shared, closure, standing, avoided):
    """How likely a colleague is to be asked, relative to others [weight].

    approachability x (group_odds if same group) x (return_odds if asks_me) x (1 + closure shared)
    x (0.7 + 0.6 standing) x (1 - avoided)
    shared : colleagues in common; standing, avoided [0..1]. Matched to T095 to T099; the product form is assumption A11.
    """
    odds = group_odds if same_group else 1.0
    if asks_me:
        odds *= return_odds
    return approachability * odds * (1.0 + closure * shared) * (0.7 + 0.6 * standing) * (1.0 - avoided)
