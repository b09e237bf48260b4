"""Free posts: whether they are filled, and by whom."""

from ..core.compiled import rule
from ..core.elementary import power
from .common import share


@rule
def chance_of_vacancy(base, added, poverty):
    """Chance that a free post stays vacant for a year [0..1]: base + added poverty (assumption A20).

    In words (Whether a free post stays vacant): Most free posts are filled over the summer; in a poor school more stay
    vacant.
    Whom: each free post, in summer. Raised by: poverty.
    """
    return share(base + added * poverty)


@rule
def share_of_novices(base, added, poverty):
    """Share of beginners among the hired [0..1]: base + added (poverty - 1/2), more where it is hard to staff (T056).

    In words (How many of the newcomers are beginners): Where it is hard to find people, more of those who come have never
    taught.
    Whom: each hire, in summer. Raised by: poverty.
    """
    return share(base + added * (poverty - 0.5))


@rule
def experience_brought(u, most, early):
    """Experience of a hire who has taught before [years]: 1 + most u^early, cut to whole years; u in (0, 1). Assumption A41.

    early : 1 when all stages of a career are as likely to come, more when mostly the young move.

    In words (What newcomers bring who have taught before): Those who come from elsewhere have taught for some years, mostly few.
    Whom: each hire who has taught before, in summer.
    """
    return float(1 + int(most * power(u, early)))


@rule
def newcomer_disposition(disposition, fit, hiring_voice):
    """Collaborative disposition of a newcomer [0..1], better suited where teachers have a say in hiring [0..1].

    In words (Who is chosen): Where teachers have a say in hiring, the people who are chosen like working with others a little
    more.
    Whom: each hire, in summer. Raised by: teachers' say in hiring.
    """
    return share(disposition + fit * hiring_voice)
