"""Advice networks that keep their shape, in the reference school: who asks how many, and how advisers are found and replaced."""

import math

from simulation.core.vocabulary import WEEKS_PER_YEAR

from .plain import chance, elementary, rules


def kind_of_network(model, n):
    """How much this school's teachers ask, and what share of ties they return."""
    p, school = model.p, model.school
    u, v = model.draws(0, chance.FOUND, 5)
    spread = p.population_asking
    school.keeps = int(p.mechanisms_own_ties)
    school.asking = p.network_out_degree * elementary.exp(spread * chance.normal(u, v) - 0.5 * spread * spread)
    shift = p.population_returning * chance.second_normal(u, v)
    school.returning = school.leaning = rules.returned_share(school.asking, n - 1.0, p.network_returned, shift)


def most_asked(p):
    """What there must be room for."""
    return p.network_out_degree * elementary.exp(2.5 * p.population_asking * p.mechanisms_own_ties)


def wish_of(teacher, u, when, p):
    """How many colleagues somebody would like to ask."""
    school, others = teacher.model.school, len(teacher.model.agents) - 1.0
    most = min(math.ceil(4.0 * school.asking), others)
    return rules.advisers_wished(u, teacher.draws(when, chance.TRAITS, 10)[0], school.asking, p.network_silent, most)


def ask_somebody(model, asker, near, u, v, novelty, avoided=lambda colleague: 0.0):
    """A new adviser: somebody who asks already, or somebody who does not, or whoever is left."""
    p, school = model.p, model.school
    back = v < school.leaning
    for odds in (1e12, 0.0, p.network_return_odds) if back else (0.0, 1e12, p.network_return_odds):
        adviser = model.adviser_for(asker, u, *near, avoided, return_odds=odds, novelty=novelty)
        if adviser is not None:
            model.tie(asker, adviser, p.ties_initial)
            return


def weave(model, near):
    """The first day: in rounds everybody who still wishes for somebody finds one."""
    for turn in range(max(t.wished for t in model.agents)):
        for t in model.agents:
            if t.wished > turn:
                ask_somebody(model, t, near, *t.draws(0, chance.TIES, turn), 0.0)


def welcome(model, newcomer, when, near):
    """A newcomer finds a part of those who are wished for at once."""
    for turn in range(math.ceil(model.p.hiring_colleagues * newcomer.wished)):
        u, w = newcomer.draws(when, chance.ASK, 2 * turn)[1], newcomer.draws(when, chance.ASK, 2 * turn + 1)[0]
        ask_somebody(model, newcomer, near, u, w, model.p.ties_novelty)


def replace_missed(model, near):
    """Somebody is found for most advisers who are missed."""
    school = model.school
    if school.week == WEEKS_PER_YEAR - 1:
        pairs = {(tie.source, tie.target) for tie in model.ties}
        returned = sum((b, a) in pairs for a, b in pairs) / max(1, len(model.ties))
        school.leaning = rules.leaning_after(school.leaning, school.returning, returned, model.p.ties_evening)
    asked = dict.fromkeys(model.agents, 0)
    for tie in model.ties:
        asked[tie.source] += 1
    for t in model.staff:
        for turn in range(t.wished - asked[t]):
            u, v = t.draws(model.now, chance.ASK, 2 * turn)
            if u < model.p.ties_renewal:
                w = t.draws(model.now, chance.ASK, 2 * turn + 1)[0]
                ask_somebody(model, t, near, v, w, model.p.ties_novelty, model.avoidance_of)
