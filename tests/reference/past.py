"""What was before the first day of the reference school: parameters without reforms, and careers of those who hold its posts."""

from types import SimpleNamespace

from simulation.parameters.scenario import SITUATION, parameters

from .plain import chance, rules


def career_of(post, p):
    """How experienced and how long here whoever holds a post is, after sixty summers."""
    new = rules.usual_newness(p.administrator_turnover, p.change_settling)
    intention = rules.usual_intention(
        p.leaving_base, p.leaving_poverty, post.model.school.poverty, p.leaving_unsettled, new, p.leaving_churn, p.goals_churn
    )
    novices = rules.share_of_novices(p.staff_novice_hires, p.hiring_novices, post.model.school.poverty)
    experience, tenure = None, 0
    for summer in range(60):
        if experience is not None:
            u, v = post.draws(summer, chance.CAREER)
            if u < rules.chance_to_leave(
                intention,
                p.leaving_leave,
                p.leaving_retirement,
                p.leaving_career,
                experience,
                p.leaving_unexplained,
                p.leaving_career_spread,
            ) or v < rules.chance_to_move(intention, p.leaving_move, p.leaving_rooted, experience, p.leaving_unexplained):
                experience = None
            else:
                experience, tenure = experience + 1.0, tenure + 1
        if experience is None:
            u, v = post.draws(summer, chance.CAREER, 1)
            experience, tenure = 0.0, 0
            if u >= novices:
                experience = rules.experience_brought(v, p.hiring_experienced, p.hiring_early)
    return experience, tenure


def records_of(table):
    """A table of parameters as ordinary objects: for each period one for each audience."""
    return [[SimpleNamespace(**dict(zip(table.dtype.names, cell))) for cell in row] for row in table.tolist()]


def before_the_first_day(scenario):
    """What the school is, without anything that reforms bring."""
    lasting = ("school", "population", "staff", "network", "culture")
    groups = [group for group in SITUATION if group not in lasting]
    usual = {name: field.default for name, field in parameters().items() if name.partition(".")[0] in groups}
    return scenario.replace(usual | {"policies": [], "years": 1})
