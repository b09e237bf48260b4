"""Learning on the job: who gives it, what it is worth, what stays of it, and whether people come again."""

from ..core.compiled import rule
from .common import logistic, share


@rule
def chance_to_come(rating, usual, noise):
    """Chance that somebody takes up a way of learning this cycle [0..1]: logistic((rating - usual) / noise).

    rating [0..1] : what she thinks of it from earlier times; usual [0..1] : a rating at which half come. Assumption A78.

    In words (Coming again): Who liked a way of learning comes again, who was bored stays away.
    Whom: every teacher, once in four weeks, for what is chosen. Raised by: good experience with it.
    """
    return logistic((rating - usual) / noise)


@rule
def learnt_in(hours, gain, giver, fit, expertise):
    """What a week of training gives [0..1 per week]: gain hours giver fit (1 - expertise).

    hours [h/week]; gain [per h]; giver [0..1] : how able and credible whoever gives it is; fit [0..1] to one's own lessons. Source: who
    helps needs credibility (Wiliam 2015), training works as far as it fits (Jacob & McGovern 2015). A product: assumption A77.

    In words (What training is worth): An hour of training is worth more the better whoever gives it knows the work, and the better it
    fits one's own lessons; a mandated day that fits nobody is worth little.
    Whom: everybody who attends, every week. Raised by: hours, an able and trusted giver, fit. Lowered by: expertise one has.
    """
    return gain * hours * giver * fit * (1.0 - expertise)


@rule
def rating_after(rating, impression, say, fit, giver):
    """What somebody thinks of a way of learning after a week of it [0..1]: it drifts to (say + fit + giver) / 3.

    rating + impression (level - rating); impression [share/week]; say, fit, giver [0..1]. Source: self-chosen learning satisfies more than
    ordered days (Berry 2016); as A58, and the giver besides. Assumption A78.

    In words (How training is rated): Teachers like training in which they have a say, that fits what they do, and that is given by somebody
    who knows the work.
    Whom: everybody who attends, every week. Raised by: a say, fit, an able giver.
    """
    return rating + impression * ((say + fit + giver) / 3.0 - rating)


@rule
def lately_after(lately, forgetting, fresh):
    """What was learnt lately and is no practice yet, after a week [0..1]: lately (1 - forgetting) + fresh, held in 0..1.

    forgetting [share/week]; fresh [0..1 per week]. What does not become practice is gone within a year (P45). Assumption A77.

    In words (What does not become practice is forgotten): What one has heard and not made one's own encourages for some weeks, and is gone.
    Whom: every teacher, every week. Raised by: training, ideas from a network. Lowered by: time.
    """
    return share(lately * (1.0 - forgetting) + fresh)


@rule
def credible(expertise, credentials, badge):
    """How much colleagues believe somebody who trains them [0..1]: expertise + badge min(1, credentials), at most 1.

    credentials : small certified steps that were taken; badge [0..1] : what they show to others. Assumption A77.

    In words (Being believed): Colleagues learn from somebody who is good, and believe it sooner if she can show what she has learnt.
    Whom: whoever leads training for colleagues. Raised by: expertise, micro-credentials.
    """
    return share(expertise + badge * min(1.0, credentials))
