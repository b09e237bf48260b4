"""Formal roles in kinds: who gets which, how far it reaches, and what it does to colleagues and families."""

from ..core.compiled import rule


@rule
def appointment_score(merit, expertise, experience_weight, years, experience, keen, noise):
    """How strongly a teacher suggests herself to an administrator who appoints [utility].

    merit expertise + experience_weight min(years, experience) + keen + noise; expertise, keen (collaborative disposition) [0..1];
    experience [years], of which `years` count; noise : Gumbel. Whom colleagues know or respect is not asked. Assumption A73.

    In words (Who is appointed): An administrator who appoints somebody looks at expertise and the first years of experience, and at who
    likes to work with others; luck decides the rest. Standing among colleagues and ties to them count for nothing.
    Whom: every teacher without a role, in summer, for roles to which one is appointed. Raised by: expertise, experience.
    """
    return merit * expertise + experience_weight * min(years, experience) + keen + noise


@rule
def election_score(votes, acquainted, usual, past, years, years_in_role, keen, noise):
    """How many votes a teacher would get, as a leaning [utility]: who is known and trusted by many is elected.

    votes min(1, acquainted / (2 usual)) + past min(years, years_in_role) + keen + noise; acquainted, usual : trust summed over ties, the
    teacher's and the mean; years_in_role [years], of which `years` count; keen [0..1]; noise : Gumbel. Assumption A73.

    In words (Who is elected): The staff elects whom many know and trust, and who has served before; expertise is not asked for.
    Whom: every teacher without a role, in summer, for roles to which one is elected. Raised by: ties and trust, earlier roles.
    """
    known = min(1.0, acquainted / (2.0 * usual)) if usual > 0.0 else 0.0
    return votes * known + past * min(years, years_in_role) + keen + noise


@rule
def exposure_with_pay(exposure, envy, pay):
    """How much a role makes its holder stand out, relative to any role [times]: exposure (1 + envy pay); pay [share of salary].

    To be paid more than equals breaks the norm of equality further (Center for Teaching Quality 2010). Assumption A75.

    In words (Being paid for a role): Extra pay for a role makes its holder stand out more among equals.
    Whom: teachers in a formal role. Raised by: extra pay.
    """
    return exposure * (1.0 + envy * pay)


@rule
def reached(hours, people, attention):
    """How far guidance reaches each of so many people [0..1]: hours / (hours + attention people).

    hours [h/week] of all who guide, shared by all whom they guide; attention [h/week for each] that reaches half. Assumption A74.

    In words (Attention is shared): The more colleagues somebody has to look after, the less each gets; many hours for one person add little.
    Whom: those whom coaches, heads of departments or coordinators look after. Raised by: hours of the role. Lowered by: colleagues.
    """
    return hours / (hours + attention * people) if hours > 0.0 else 0.0


@rule
def guided_by(weight, reach, lead):
    """What guidance adds to the lead of partners in expertise [0..1]: weight reach max(0, lead).

    reach [0..1] as in `reached`; lead [0..1] : expertise of those who guide beyond one's own. One learns only from who knows more.
    Source: coaching changes teaching (Kraft, Blazar & Hogan 2018), teams learn from a released lead teacher (Backes & Hansen
    2018). Assumption A74.

    In words (Learning from a coach or head): Teachers learn from a coach, and from the head of their own grade or department, as far as
    these know more than they do and have time for them.
    Whom: every teacher, once in four weeks. Raised by: able colleagues in such roles, their hours.
    """
    return weight * reach * max(0.0, lead)
