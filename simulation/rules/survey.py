"""The measurement model: what a survey would see of a latent state."""

from ..core.compiled import rule
from ..core.elementary import log
from .common import logistic


@rule
def share_above(state, threshold, noise):
    """Chance that a person with this state answers above a threshold [0..1]: logistic((state - threshold) / noise).

    One latent scale with as many cut points as a question has answers (Samejima 1969). The noise is assumption A23.

    In words (From a state to an answer in a survey): The stronger a feeling, the more likely somebody ticks the box; people
    with the same feeling do not always give the same answer.
    Whom: every teacher, when a survey is imitated. Raised by: the feeling in question.
    """
    return logistic((state - threshold) / noise)


@rule
def leaning_to_answer(state, loading, error, u):
    """What somebody in this state feels like answering, on the scale of the state: it falls between the cuts of an item.

    1/2 + loading (state - 1/2) + error ln(u / (1 - u)); u : uniform in (0, 1). With loading 1 it lies beyond a threshold with chance
    `share_above` (Samejima 1969).

    In words (One person's answer to one question): Asked the same, people with the same feeling answer differently, and some
    questions take up a feeling more strongly than others.
    Whom: every teacher, when single answers are recorded. Raised by: the feeling in question.
    """
    return 0.5 + loading * (state - 0.5) + error * log(u / (1.0 - u))


@rule
def any_of_three(a, b, c):
    """Chance that at least one of three independent answers is given [0..1].

    In words (At least one of three): Somebody counts who gives at least one of three answers.
    Whom: every teacher, when a survey is imitated.
    """
    return 1.0 - (1.0 - a) * (1.0 - b) * (1.0 - c)


@rule
def monthly_activities(collaborates, cooperates, dares_to_teach, dares_to_observe):
    """What surveys count as team teaching, and as observing each other's classes: two chances in a month [0..1].

    Team teaching: all who collaborate on some goal, and those who cooperate as far as they trust their partners enough.
    Observing: those who collaborate, as far as they trust enough. dares_to_... : chances of that trust. Assumption A57.

    In words (Team teaching and visiting classes): Teachers who collaborate on some goal count as teaching in a team, and so
    do some of those who cooperate; colleagues observe each other's classes only if they collaborate and trust each other.
    Whom: every teacher, when a survey is imitated. Raised by: collaboration, cooperation, trust in partners.
    """
    if collaborates:
        return 1.0, dares_to_observe
    return (dares_to_teach if cooperates else 0.0), 0.0


@rule
def appeal_of(say, fit):
    """What speaks for a way of learning [0..1]: a say in it and its fit, in equal parts (A58).

    In-service training: voice in its content, and coherence of the programme. Learning with colleagues of one's choice: all of
    the say, and trust in them. Self-chosen learning satisfies more than ordered training (Berry 2016; Jacob & McGovern 2015).

    In words (What makes learning satisfying): Teachers are satisfied with what they learn as far as they have a say in it and
    it fits what they do.
    Whom: teachers who attend training or learn with colleagues, when a survey is imitated. Raised by: a say, fit.
    """
    return 0.5 * say + 0.5 * fit


@rule
def gini_of(weighted, total, n):
    """Gini coefficient [0..1] from sum(rank x value), sum(value) and n: (2 weighted / (n total)) - (n + 1) / n.

    In words (How unequally something is spread): Nought means that all have the same, one that a single person has
    everything.
    Whom: the staff.
    """
    if n < 1.0 or total <= 0.0:
        return 0.0
    return max(0.0, 2.0 * weighted / (n * total) - (n + 1.0) / n)


@rule
def diversity_of(coordination, cooperation, collaboration):
    """How differently people work together [0..2/3]: the chance that two acts of joint work, drawn with return, differ in form.

    1 - sum of squared shares (Blau 1977), from counts of acts in each form; 0 where there are none.

    In words (How many ways of working together): A school is diverse if two acts of joint work, picked at random, are often
    of different forms.
    Whom: the school, every week.
    """
    n = coordination + cooperation + collaboration
    if n == 0.0:
        return 0.0
    return 1.0 - (coordination * coordination + cooperation * cooperation + collaboration * collaboration) / (n * n)


@rule
def gumbel(u):
    """Standard Gumbel noise from a uniform number in (0, 1): the noise of a random-utility choice.

    In words (Luck in a choice): A random amount that stands for everything about a choice which nobody can know.
    Whom: choices.
    """
    return -log(-log(u))
