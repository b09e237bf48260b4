"""Networks of teachers between schools: whom one meets there, which ideas work at home, and how colleagues are recruited."""

from ..core.compiled import rule
from .common import share


@rule
def depth_of_meeting(face, virtual):
    """How deep meetings of a network go [0..1]: face + (1 - face) virtual; face [share] of meetings face to face, virtual [0..1] of the rest.

    In words (Meeting face to face or on screens): Meeting each other goes deeper than meeting on screens.
    Whom: members of a network outside. Raised by: meetings face to face. The form is assumption A79.
    """
    return face + (1.0 - face) * virtual


@rule
def hours_of_network(hours, face, travel):
    """Hours that a network takes [h/week]: hours (1 + travel face); travel [share] : what the way there adds. Assumption A79.

    In words (The way to the meeting): Meetings on screens save the way there.
    Whom: members of a network outside, every week. Raised by: meetings face to face.
    """
    return hours * (1.0 + travel * face)


@rule
def met_lead(carry, depth, lead):
    """What a circle of colleagues from other schools adds to the lead of partners in expertise [0..1]: carry depth lead.

    lead [0..1] : mean of what each knows beyond oneself, nothing for those who know less; depth [0..1] as above. Source: networks of
    teachers carry practice (Center for Teaching Quality 2010; Little 2003). Assumption A79.

    In words (Learning beyond the own school): Teachers learn from able colleagues of other schools as they do from partners at home, less
    so when they only see them on a screen.
    Whom: members of a network outside, once in four weeks. Raised by: able members, meetings face to face.
    """
    return carry * depth * lead


@rule
def idea_tested(best, depth, working, proof, u):
    """What an idea brought home does for the belief in oneself [0..1]: proof depth best if it works in class (u < working), else nothing.

    best [0..1] : lead of the most able whom one has met, so a wide circle has better ideas; working [chance]; u uniform in (0, 1).
    A network is a place to test ideas (Center for Teaching Quality 2010). Assumption A79.

    In words (Trying out what others do): What works for an able colleague elsewhere is tried at home. If it works, one believes more in
    oneself for a while.
    Whom: members of a network outside, once in four weeks. Raised by: a wide circle, able members, luck.
    """
    return proof * depth * best if u < working else 0.0


@rule
def chance_to_be_recruited(recruiting, trust):
    """Chance to join a network at the suggestion of colleagues [0..1]: recruiting min(1, trust in ties to and from members).

    recruiting [chance/year]. Over a quarter joined at a colleague's suggestion (Center for Teaching Quality 2010). Assumption A80.

    In words (Joining at a colleague's suggestion): Whoever knows and trusts a member may be brought along.
    Whom: every teacher who is no member, in summer. Raised by: ties to members.
    """
    return share(recruiting * min(1.0, trust))
