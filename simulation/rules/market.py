"""The labour market between schools: what a post is worth to a teacher, and an applicant to a school."""

import math

from ..core.compiled import rule
from ..core.elementary import exp, log


@rule
def chance_not_renewed(displaced, rooted, experience):
    """Chance that a teacher has to look for another post [0..1]: displaced exp(-experience / rooted) (A82).

    rooted : years over which it falls to a third.

    In words (Having to go): Some contracts are not renewed, mostly those of teachers who are new to teaching. Who has to go looks for another post.
    Whom: every teacher, at the end of the year. Lowered by: years of experience.
    """
    return displaced * exp(-experience / rooted)


@rule
def chance_kept(keeping, bonus):
    """Chance that a bonus keeps somebody who would leave teaching [0..1]: 1 - exp(-keeping bonus); bonus : logarithm of 1 + its share of pay (A94).

    In words (Staying for a bonus): Some of those who would leave teaching stay where a bonus is paid.
    Whom: whoever would leave teaching, at the end of the year. Raised by: a bonus.
    """
    return 1.0 - exp(-keeping * bonus)


@rule
def reputation_after(believed, shown, pace):
    """What outsiders believe of a school after another year: believed + pace (shown - believed).

    In words (What outsiders believe): A school's reputation follows what it is like, slowly.
    Whom: each school, at the end of the year.
    """
    return believed + pace * (shown - believed)


@rule
def miles_between(x, y, other_x, other_y):
    """Distance of two places as the crow flies [miles].

    In words (How far it is): Distances are as the crow flies.
    Whom: places.
    """
    return math.sqrt((x - other_x) * (x - other_x) + (y - other_y) * (y - other_y))


@rule
def worth_of_conditions(support_weight, support, influence_weight, influence, turnover_weight, turnover):
    """What conditions of work are worth to whoever thinks of a post [utility], around those of an ordinary school.

    support, influence [0..1] and turnover [share] are what the person believes or, of the own school, knows.

    In words (What conditions are worth): People want to work where administrators support teachers, where teachers have a say, and where colleagues
    stay.
    Whom: everybody who looks for a post. Raised by: support, influence. Lowered by: turnover.
    """
    return support_weight * (support - 0.6) + influence_weight * (influence - 0.35) - turnover_weight * (turnover - 0.16)


@rule
def worth_of_post(conditions, poverty_weight, poverty, pay_weight, pay, distance_weight, miles, known_weight, trust, liking):
    """What a post is worth to somebody [utility]: a sum (A85).

    pay : logarithm of pay, 0 where it is usual; miles : from home; trust [0..1] in a former colleague there; liking : taste and luck.

    In words (Which post is better): A post is better the better its conditions and pay, the nearer it is to home, and if one knows somebody there;
    many prefer schools with fewer poor pupils. Much is taste and luck.
    Whom: everybody who looks for a post. Raised by: conditions, pay, known colleagues. Lowered by: poverty, distance.
    """
    return (
        conditions
        - poverty_weight * (poverty - 0.5)
        + pay_weight * pay
        - distance_weight * miles
        + known_weight * trust
        + liking
    )


@rule
def reading_error(misread, trust):
    """Standard deviation of the error with which an outsider reads a school [utility]: misread (1 - trust).

    In words (Reading a school from outside): Outsiders misread schools, less where a trusted colleague works there.
    Whom: everybody who looks for a post. Lowered by: trust in somebody there.
    """
    return misread * (1.0 - trust)


@rule
def reluctance_to_move(rooted, roots, tenure):
    """By how much another post must be better to be taken [utility]: rooted + roots log(1 + tenure); tenure [years].

    In words (Staying where one is): Another post has to be clearly better, the more so the longer one has been at a school.
    Whom: teachers who look around. Raised by: years at the school.
    """
    return rooted + roots * log(1.0 + tenure)


@rule
def score_of_applicant(
    experience_weight,
    experience,
    fit_weight,
    disposition,
    say,
    ability_weight,
    expertise,
    near_weight,
    miles,
    insider_weight,
    insider,
    recommended_weight,
    trust,
    chance,
    luck,
):
    """How a school ranks an applicant [score] (A86).

    experience [years] counts concavely, 1 - exp(-experience / 4); fit counts as far as teachers have a say in hiring, which also halves
    the chance (say 0..1); insider : of the own district, 0 or 1; luck : standard normal.

    In words (Whom a school wants): Schools want experience, ability as far as they see it, people who live near, who are of the district, and whom
    somebody on the staff knows. Where teachers have a say, they look for people who like to work with others, and see better who somebody is.
    Whom: every applicant at a school. Raised by: experience, expertise, being known, teachers' say with a liking for joint work. Lowered by:
    distance.
    """
    return (
        experience_weight * (1.0 - exp(-experience / 4.0))
        + fit_weight * say * (disposition - 0.5)
        + ability_weight * (expertise - 0.5)
        - near_weight * miles
        + insider_weight * insider
        + recommended_weight * trust
        + chance * (1.0 - 0.5 * say) * luck
    )
