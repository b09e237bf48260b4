"""Advice ties: how trust grows and fades, and whom a teacher turns to next."""

from ..core.compiled import rule
from ..core.elementary import exp, log, power
from .common import share


@rule
def trust_after_work(trust, success, gain, conflict_strain, strain, together):
    """Trust after a planning cycle of voluntary joint work [0..1].

    t + gain (together + (1 - together) success) (1 - t) - strain x conflict_strain x t: most of it comes from success shared (Bryk &
    Schneider 2002). The form is assumption A29.

    In words (Trust after working together): Working together makes people trust each other, above all when it succeeds;
    tension destroys trust.
    Whom: each advice tie with joint work, once in four weeks. Raised by: joint work, success. Lowered by: tension.
    """
    return share(trust + gain * (together + (1.0 - together) * success) * (1.0 - trust) - strain * conflict_strain * trust)


@rule
def trust_after_meetings(trust, gain, decay, hours, full):
    """Trust after a cycle of mandated meetings of the staff only [0..1]: mandated contact binds little (Hargreaves 1994).

    t + gain m (1 - t) - decay (1 - m) t with m = hours / full, at most 1: it gains more and loses less as meetings fill up to so
    many hours a week.

    In words (Trust after mandated meetings): People who meet only because they must gain little trust. But the more they
    meet, up to two hours a week, the less of it they lose.
    Whom: each advice tie with mandated meetings only, once in four weeks. Raised by: hours of meetings. Lowered by: few
    meetings.
    """
    met = min(1.0, hours / full)
    return share(trust + gain * met * (1.0 - trust) - decay * (1.0 - met) * trust)


@rule
def chance_to_seek(seeking, apart, together, wished, joint):
    """Chance that somebody with fewer advisers than wished turns to somebody new this cycle.

    `seeking` for who works together with others on some goal, and only the part `apart` of it for who does not: joint work
    is where one learns whom to ask (Spillane, Kim & Frank 2012; Penuel et al. 2009). Who wishes for nobody (wished 0) is
    drawn in by colleagues as far as they work together: seeking x joint, their share [0..1]. Sizes: assumption A29.

    In words (Looking for somebody new to ask): Teachers who turn to fewer colleagues than they would like look for somebody
    new from time to time, sooner if they work together with others, since there one learns whom to ask.
    Whom: teachers who turn to fewer colleagues than they would like, once in four weeks. Raised by: working together with
    others.
    """
    if wished == 0:
        return seeking * joint
    return seeking if together else apart * seeking


@rule
def advisers_wished(u, v, asking, silent, most):
    """How many colleagues somebody would like to turn to [colleagues]: nobody with chance `silent`, else at least one.

    asking : mean over the staff; u, v uniform in (0, 1); most : four times the mean, or all colleagues. Those who ask at all are Weibull
    distributed with an SD of 0.6 of their mean, so that with a fifth who ask nobody SD over mean is 0.84, as in ten advice networks
    (Pitts & Spillane 2009). Assumption A71.

    In words (How many one would like to ask): Some teachers ask nobody; the others ask a few, and some of them many.
    Whom: everybody on the first day, and everybody who is hired.
    """
    if v < silent:
        return 0
    wish = asking / (1.0 - silent) * power(-log(u), 0.59) / 0.893
    return int(min(max(1.0, wish + 0.5), most))


@rule
def returned_share(asking, colleagues, odds, shift):
    """Share of ties that a school of this density returns [0..1]: odds x density / (1 - density) x exp(shift), as a share.

    asking, colleagues [people]: whom a teacher turns to, and how many there are; shift [log odds]: this school's difference. Where all
    ask nearly all, nearly all ties are returned by chance alone. Assumption A71.

    In words (How many ties are returned): Where teachers ask many of their colleagues, more of those whom they ask turn to them too.
    Whom: the school, on the first day.
    """
    density = min(1.0, asking / max(1.0, colleagues))
    tied = odds * density * exp(shift)
    return tied / (tied + (1.0 - density))


@rule
def leaning_after(leaning, returning, returned, pace):
    """Chance that the next adviser somebody finds is one who turns to her already, a year later [0..1].

    leaning + pace (returning - returned), held in 0..1: more, when fewer ties are returned than is usual in the school; returning,
    returned [shares of ties]. Assumption A71.

    In words (Asking those who ask): A teacher who looks for another adviser turns to somebody who asks her, or to somebody new; over
    the years as many ties are returned as is usual in the school.
    Whom: the school, once a year. Lowered by: ties that are returned.
    """
    return share(leaning + pace * (returning - returned))


@rule
def attention_to(tenure, novelty):
    """How much more a colleague is asked because she is new [factor, 1 or more]: 1 + novelty / 2^tenure, tenure in years (A71).

    In words (Attention to newcomers): Those who are new to a school are noticed and asked, or they would be asked less than those whom
    everybody has known for years.
    Whom: whoever looks for somebody to ask. Raised by: being new to the school.
    """
    return 1.0 + novelty * power(0.5, tenure)


@rule
def trust_after_silence(trust, decay):
    """Trust after a cycle without contact [0..1]: t (1 - decay).

    In words (Trust without contact): Trust fades between people who have nothing to do with each other.
    Whom: each advice tie without contact, once in four weeks. Lowered by: time without contact.
    """
    return trust * (1.0 - decay)


@rule
def trust_at_home(trust, homing, home):
    """Trust after a cycle's return to what is usual in the school [0..1]: t + homing (home - t). Assumption A89.

    In words (Trust has a home): Whatever happens between two people, how much people trust each other in their school draws them back to it.
    Whom: each advice tie, once in four weeks. Raised by: more trust than theirs being usual.
    """
    return trust + homing * (home - trust)


@rule
def pull_as_adviser(approachability, same_group, group_odds, asks_me, return_odds, shared, closure, standing, avoided, respect):
    """How likely a colleague is to be asked, relative to others [weight].

    approachability x (group_odds if same group) x (return_odds if asks_me) x (1 + closure shared)
    x (1 + respect (standing - 1/2)) x (1 - avoided)
    shared : colleagues in common; standing, avoided [0..1]. Matched to T095 to T099; the product form is assumption A11.

    In words (Whom one asks): Teachers tend to ask colleagues who are easy to approach, belong to their own grade or
    department, ask them in turn, have colleagues in common with them, and are respected. Colleagues who are avoided because
    of their role are asked less.
    Whom: whoever looks for somebody to ask. Raised by: being approachable, same group, being asked in return, colleagues in
    common, standing. Lowered by: being avoided because of a role.
    """
    odds = group_odds if same_group else 1.0
    if asks_me:
        odds *= return_odds
    return approachability * odds * (1.0 + closure * shared) * (1.0 - 0.5 * respect + respect * standing) * (1.0 - avoided)
