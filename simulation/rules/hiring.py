"""Free posts: whether they are filled, and by whom."""

from ..compiled import rule
from .common import share


@rule
def chance_of_vacancy(base, added, poverty):
    """Chance that a free post stays vacant for a year [0..1]: base + added poverty (assumption A20)."""
    return share(base + added * poverty)


@rule
def share_of_novices(base, added, poverty):
    """Share of beginners among the hired [0..1]: base + added (poverty - 1/2), more where it is hard to staff (T056)."""
    return share(base + added * (poverty - 0.5))


@rule
def newcomer_disposition(disposition, fit, hiring_voice):
    """Collaborative disposition of a newcomer [0..1], better suited where teachers have a say in hiring [0..1]."""
    return share(disposition + fit * hiring_voice)
