"""What a year begins with: other classes, formal roles, and the first week."""

from ...core.chance import JOIN, draw
from ...core.compiled import kernel
from ...core.vocabulary import ORDINARY
from ...school.kinds import appoint_leaders, take_up_roles
from ...school.teachers import assign_classes
from .outside import recruit


@kernel
def draw_classes(state, p):
    """Classes of the next year are assigned; some are harder than others.

    In words: Everybody gets other classes. How hard they are and how well they go is luck.
    """
    assign_classes(state, state.school[0].year + 1)


@kernel
def assign_roles(state, p):
    """Formal roles are kept or pass to those whom colleagues invite; who belongs to an external network follows its reach.

    In words: Formal roles are kept or pass on; some teachers belong to a professional network outside the school.
    """
    school = state.school[0]
    q = p[ORDINARY]
    if q.structure_networks != 0.0:
        recruit(state, q)
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present != 0:  # the draw of the day on which the person came, so that a wider reach adds members and drops none
            came = max(0, school.year + 1 - t.tenure)
            t.member = draw(school.seed, school.run, i, came, JOIN, 0) < q.external_members or t.recruited != 0
    appoint_leaders(state, q, school.year + 1)
    take_up_roles(state, q)


@kernel
def turn_year(state, p):
    """The clock goes to the first week of the next year.

    In words: The next school year begins.
    """
    state.school[0].year += 1
    state.school[0].week = 0
