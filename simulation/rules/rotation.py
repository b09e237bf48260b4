"""Assignment in place of a market: a board moves people from school to school, for even staffs or by what they have earned."""

from ..core.compiled import rule
from ..core.elementary import exp


@rule
def chance_moved(years, shortest, due, longest, moving, wishes):
    """Chance that a board moves somebody this summer [0..1] (A93); years : at the school, the one that ends included.

    wishes : 1 for who looks for another school, who is moved as soon as rules allow.

    In words (Being due): Nobody is moved in the first years at a school. Later whoever wishes is, some whose time has come are, and in the end everybody.
    Whom: every teacher of a country with rotation, at the end of the year. Raised by: years at the school, a wish to move.
    """
    if years < shortest:
        return 0.0
    if wishes == 1 or years >= longest:
        return 1.0
    return moving if years >= due else 0.0


@rule
def strength(experience, expertise):
    """What somebody adds to a staff, as a board sees it [0..2]: 1 - exp(-experience / 4) + expertise.

    In words (A strong staff): A board counts experience, of which the first years matter most, and expertise.
    Whom: every teacher of a country with rotation. Raised by: experience, expertise.
    """
    return 1.0 - exp(-experience / 4.0) + expertise


@rule
def score_of_candidate(even, strength, wishes, worth, owed, owes):
    """How a board ranks a candidate for a post [score]: even strength + wishes worth + owed owes (A93).

    worth : of the post to the candidate [utility]; owes : 1 for somebody who has not served in a school of this kind yet.

    In words (Whom a board sends): The board sends somebody strong where the staff is weakest, who owes a spell there, and looks a little at wishes.
    Whom: candidates for a post. Raised by: experience, expertise, what the post is worth to her, a spell that is owed.
    """
    return even * strength + wishes * worth + owed * owes
