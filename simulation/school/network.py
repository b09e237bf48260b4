"""The advice network: who turns to whom, on the first day and when somebody looks for a new adviser.

Matched to T095 to T099: the number of colleagues asked does not depend on the size of the school, a few are asked by many,
grades and departments cluster, a third of ties are returned, and colleagues of colleagues find each other. networkx is used
here only; it gives plain arrays, and graphs to whoever asks for one.
"""

import io
import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..core.chance import ASK, SEEK, TIES, TRUST, draw, normal, two_draws
from ..core.compiled import inner
from ..core.vocabulary import COOPERATION, N_DOMAINS, NO_CONTACT, WEEKS_PER_YEAR
from ..rules.common import within
from ..rules.leadership import strain_of_role
from ..rules.ties import attention_to, chance_to_seek, leaning_after, pull_as_adviser
from .state import workspace

#: Workspace of `pick_adviser`: 1 for whom the seeker asks, 1 for who asks the seeker, colleagues in common, and the pull of
#: everybody up to here. Its callers count in the last: wishes still open, or colleagues asked.
SOUGHT = workspace("asked", "asks_me", "shared", "reached", "count")


@inner
def add_tie(state, source, target, trust):
    """Append a tie if there is room; True when it was added."""
    school = state.school[0]
    if school.n_ties >= state.ties.size:
        return False
    tie = state.ties[school.n_ties]
    tie.source, tie.target, tie.work, tie.trust = source, target, NO_CONTACT, trust
    school.n_ties += 1
    return True


@inner
def pick_adviser(  # noqa: PLR0917 - called by keyword
    state, i, odds, closure, return_odds, avoidance, egalitarian, reviewing, respect, u, novelty=0.0
):
    """Whom teacher i turns to next, or -1 when there is nobody left; the chances are rules.ties.pull_as_adviser.

    return_odds : at zero those who already turn to i are no candidates; u : uniform in (0, 1).
    avoidance, egalitarian, reviewing : how far those in a formal role are avoided (rules.leadership.strain_of_role).
    respect : how much standing draws; novelty : how much being new does (rules.ties.attention_to).
    Writes scratch, all of SOUGHT but the count.
    """
    teachers, ties, scratch = state.teachers, state.ties, state.scratch
    n = teachers.size
    n_ties = state.school[0].n_ties
    for j in range(n):
        scratch[j, SOUGHT.asked] = scratch[j, SOUGHT.asks_me] = scratch[j, SOUGHT.shared] = 0.0
    for e in range(n_ties):
        if ties[e].source == i:
            scratch[ties[e].target, SOUGHT.asked] = 1.0
        elif ties[e].target == i:
            scratch[ties[e].source, SOUGHT.asks_me] = 1.0
    for e in range(n_ties):
        a, b = ties[e].source, ties[e].target
        scratch[b, SOUGHT.shared] += scratch[a, SOUGHT.asked] + scratch[a, SOUGHT.asks_me] > 0.0
        scratch[a, SOUGHT.shared] += scratch[b, SOUGHT.asked] + scratch[b, SOUGHT.asks_me] > 0.0
    total = 0.0
    for j in range(n):
        if j != i and teachers[j].present != 0 and scratch[j, SOUGHT.asked] == 0.0:
            same = teachers[j].group == teachers[i].group
            avoided = strain_of_role(avoidance, egalitarian, reviewing, teachers[j].exposure, teachers[j].reviewer)
            approachability = teachers[j].approachability
            if novelty > 0.0:
                approachability *= attention_to(float(teachers[j].tenure), novelty)
            total += pull_as_adviser(
                approachability=approachability,
                same_group=same,
                group_odds=odds,
                asks_me=scratch[j, SOUGHT.asks_me] > 0.0,
                return_odds=return_odds,
                shared=scratch[j, SOUGHT.shared],
                closure=closure,
                standing=teachers[j].standing,
                avoided=avoided,
                respect=respect,
            )
        scratch[j, SOUGHT.reached] = total
    if total <= 0.0:
        return -1
    at = u * total
    for j in range(n):
        if at < scratch[j, SOUGHT.reached]:
            return j
    return -1


#: Odds with which nobody is asked but those who ask already.
_NOBODY_ELSE = 1e12


@inner
def ask_somebody(state, i, p, odds, closure, avoidance, novelty, u, v):  # noqa: PLR0917 - called by keyword
    """A new adviser for teacher i where networks keep their shape: somebody who asks i already, or somebody who does not (A71).

    u, v : uniform in (0, 1). True when somebody was found. Writes scratch, all of SOUGHT but the count.

    In words (Finding an adviser in a network that keeps its shape): Whoever misses an adviser turns to somebody who asks her already, as
    far as is usual in the school, or else to somebody new.
    Whom: teachers who miss an adviser.
    """
    back = v < state.school[0].leaning
    found = -1
    for attempt in range(3):  # those who are meant, the others, anybody
        if found < 0:
            found = pick_adviser(
                state,
                i,
                odds=odds,
                closure=closure,
                return_odds=p.network_return_odds if attempt == 2 else _NOBODY_ELSE if back else 0.0,
                avoidance=avoidance,
                egalitarian=p.culture_egalitarian,
                reviewing=p.standing_reviewing,
                respect=p.ties_respect,
                u=u,
                novelty=novelty,
            )
            back = not back
    return found >= 0 and add_tie(state, i, found, p.ties_initial)


@inner
def miss_advisers(state, i, p, when, missed, chance, odds, closure, avoidance):  # noqa: PLR0917 - called by keyword
    """Teacher i finds somebody for each adviser who is missed, with this chance for each; `when` : week of the run, or 0."""
    school = state.school[0]
    for turn in range(missed):
        u, v = two_draws(school.seed, school.run, i, when, ASK, 2 * turn)
        if u < chance:
            w = draw(school.seed, school.run, i, when, ASK, 2 * turn + 1)
            ask_somebody(state, i, p, odds=odds, closure=closure, avoidance=avoidance, novelty=p.ties_novelty, u=v, v=w)


@inner
def weave_own_ties(state, p):
    """The network of the first day where networks keep their shape, without trust: in rounds, as in `weave_ties`.

    In words (Who turns to whom on the first day, in a network that keeps its shape): Those who ask anybody find the advisers whom they
    wish for, one after the other; as many ask each other as is usual in a school of this kind. Who is new draws no more than others:
    those ties have grown over years.
    Whom: the staff of the first day.
    """
    school = state.school[0]
    teachers = state.teachers
    most = 0
    for i in range(teachers.size):
        most = max(most, teachers[i].wished)
    for turn in range(most):
        for i in range(teachers.size):
            if teachers[i].wished > turn:
                u, v = two_draws(school.seed, school.run, i, 0, TIES, turn)
                near, closure = p.network_same_group_odds, p.network_closure
                ask_somebody(state, i, p, odds=near, closure=closure, avoidance=0.0, novelty=0.0, u=u, v=v)


@inner
def weave_ties(state, p):
    """The network of the first day, into `state.ties`.

    Everybody asks for one adviser a round until the wish is met, or until the staff as a whole has as many ties as it
    wishes; whoever is asked may turn to the asker in return, wish or no wish. Nobody asks those who already ask him, so ties
    are returned only that way and network.reciprocity is what one gets (assumption A11).

    In words (Who turns to whom on the first day): Everybody turns to a few colleagues for advice, some to nobody and some to
    many. Ties gather within grades or departments and among colleagues of colleagues, and a part of them is returned.
    Whom: the staff of the first day.
    """
    school = state.school[0]
    teachers, scratch = state.teachers, state.scratch
    seed, run = school.seed, school.run
    school.n_ties = 0
    returned = p.network_reciprocity / (2.0 - p.network_reciprocity)
    most, wished = 0, 0
    if school.keeps != 0:
        weave_own_ties(state, p)
    for i in range(teachers.size if school.keeps == 0 else 0):
        scratch[i, SOUGHT.count] = teachers[i].wished
        most = max(most, teachers[i].wished)
        wished += teachers[i].wished
    for turn in range(most):
        for i in range(teachers.size):
            if scratch[i, SOUGHT.count] <= 0.0 or school.n_ties >= wished:
                continue
            u, v = two_draws(seed, run, i, 0, TIES, turn)
            j = pick_adviser(
                state,
                i,
                odds=p.network_same_group_odds,
                closure=p.network_closure,
                return_odds=0.0,
                avoidance=0.0,
                egalitarian=0.0,
                reviewing=0.0,
                respect=p.ties_respect,
                u=u,
            )
            if j < 0:
                j = pick_adviser(
                    state,
                    i,
                    odds=p.network_same_group_odds,
                    closure=p.network_closure,
                    return_odds=p.network_return_odds,
                    avoidance=0.0,
                    egalitarian=0.0,
                    reviewing=0.0,
                    respect=p.ties_respect,
                    u=u,
                )
            if j < 0:
                scratch[i, SOUGHT.count] = 0.0
                continue
            named_back = scratch[j, SOUGHT.asks_me] > 0.0
            add_tie(state, i, j, 0.0)
            scratch[i, SOUGHT.count] -= 1.0
            if not named_back and v < returned:
                add_tie(state, j, i, 0.0)
                scratch[j, SOUGHT.count] -= 1.0
    for e in range(school.n_ties):
        u, v = two_draws(seed, run, e, 0, TRUST, 0)
        state.ties[e].trust = within(p.ties_initial + p.ties_spread * normal(u, v), 0.2, 0.95)


@inner
def _works_with_others(t):
    """True for who cooperates or collaborates on some goal."""
    together = False
    for d in range(N_DOMAINS):
        if t.chosen[d] >= COOPERATION:
            together = True
    return together


@inner
def _afield(p):
    """(odds of the own group, closure) for who looks for somebody new: both pull less than on the first day (A11)."""
    return 1.0 - p.ties_afield + p.ties_afield * p.network_same_group_odds, p.ties_afield * p.network_closure


@inner
def seek_advisers(state, p, when):
    """Teachers who turn to fewer colleagues than they wish may turn to somebody new this cycle, sooner if they work with others (A29).

    New ties favour the group, colleagues of colleagues (triangles close), the approachable and the respected. Who looks for
    somebody new looks farther afield: group and triangles pull less than on the first day, else ties would cluster
    ever more with the years (assumption A11).

    In words (Finding a new adviser): Teachers who look for somebody new look farther afield than on the first day: their own
    group and common acquaintances count half as much.
    Whom: teachers who turn to fewer colleagues than they would like, once in four weeks.
    """
    school = state.school[0]
    teachers, ties, scratch = state.teachers, state.ties, state.scratch
    for i in range(teachers.size):
        scratch[i, SOUGHT.count] = 0.0
    for e in range(school.n_ties):
        scratch[ties[e].source, SOUGHT.count] += 1.0
    if school.keeps != 0 and when % WEEKS_PER_YEAR == WEEKS_PER_YEAR - 1:
        school.leaning = leaning_after(school.leaning, school.returning, returned_share_of(state), p.ties_evening)
    n_together = 0
    for i in range(teachers.size):
        n_together += _works_with_others(teachers[i])
    joint = n_together / max(1, school.n_present)
    for i in range(teachers.size):
        t = teachers[i]
        if school.keeps != 0:
            if t.present != 0 and scratch[i, SOUGHT.count] < t.wished:
                odds, closure = _afield(p)
                miss_advisers(
                    state,
                    i,
                    p,
                    when=when,
                    missed=t.wished - int(scratch[i, SOUGHT.count]),
                    chance=p.ties_renewal,
                    odds=odds,
                    closure=closure,
                    avoidance=p.ties_avoidance,
                )
            continue
        if t.present == 0 or scratch[i, SOUGHT.count] >= max(1, t.wished):
            continue
        u, v = two_draws(school.seed, school.run, i, when, SEEK, 0)
        if u >= chance_to_seek(p.ties_seeking, p.ties_apart, _works_with_others(t), t.wished, joint):
            continue
        odds, closure = _afield(p)
        j = pick_adviser(
            state,
            i,
            odds=odds,
            closure=closure,
            return_odds=p.network_return_odds,
            avoidance=p.ties_avoidance,
            egalitarian=p.culture_egalitarian,
            reviewing=p.standing_reviewing,
            respect=p.ties_respect,
            u=v,
        )
        if j >= 0:
            add_tie(state, i, j, p.ties_initial)


@inner
def welcome(state, i, mentor, p, when):
    """First ties of a newcomer: a part of the wished advisers, and the mentor (or nobody: -1), who is trusted from the start.

    In words (A newcomer's first colleagues): Newcomers begin with half of the advisers they would like to have, and with
    their mentor, whom they trust from the start.
    Whom: newcomers, in summer.
    """
    school = state.school[0]
    teachers = state.teachers
    if mentor >= 0:
        add_tie(state, i, mentor, within(p.ties_initial + p.hiring_mentor_trust, 0.0, 1.0))
        if school.keeps == 0:  # else a mentor asks whom she would have asked
            add_tie(state, mentor, i, p.ties_initial)
    odds, closure = _afield(p)
    if school.keeps != 0:
        first = math.ceil(p.hiring_colleagues * teachers[i].wished)
        miss_advisers(state, i, p, when=when, missed=first, chance=1.0, odds=odds, closure=closure, avoidance=0.0)
        return
    for turn in range(math.ceil(p.hiring_colleagues * teachers[i].wished)):
        u = draw(school.seed, school.run, i, when, SEEK, 1 + turn)
        j = pick_adviser(
            state,
            i,
            odds=odds,
            closure=closure,
            return_odds=p.network_return_odds,
            avoidance=0.0,
            egalitarian=0.0,
            reviewing=0.0,
            respect=p.ties_respect,
            u=u,
        )
        if j >= 0:
            add_tie(state, i, j, p.ties_initial)


@inner
def returned_share_of(state):
    """Share of ties that are returned."""
    n_ties = state.school[0].n_ties
    returned = 0
    for e in range(n_ties):
        for f in range(e):  # of two who ask each other the later tie finds the earlier
            if state.ties[e].source == state.ties[f].target and state.ties[e].target == state.ties[f].source:
                returned += 2
                break
    return returned / max(1, n_ties)


@inner
def cut_ties_of_absent(state):
    """Drop the ties to and from posts that nobody holds; the order of the others is kept."""
    school = state.school[0]
    keep = 0
    for e in range(school.n_ties):
        tie = state.ties[e]
        if state.teachers[tie.source].present != 0 and state.teachers[tie.target].present != 0:
            state.ties[keep] = tie
            keep += 1
    school.n_ties = keep


# ---------------------------------------------------------------- looking at a network


def as_graph(n: int, source: np.ndarray, target: np.ndarray, trust: np.ndarray):
    """A networkx DiGraph of `n` teachers with `trust` on its ties."""
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from(zip(source.tolist(), target.tolist(), trust.tolist(), strict=True), weight="trust")
    return graph


def graph_of_people(people: Mapping[int, Mapping[str, Any]], ties: Iterable[tuple[int, int, float]], about: Mapping[str, Any]):
    """A networkx DiGraph of people: what is known of each by number, ties (source, target, trust), and what the graph is of."""
    import networkx as nx

    graph = nx.DiGraph(**about)
    graph.add_nodes_from((number, dict(known)) for number, known in people.items())
    graph.add_weighted_edges_from(ties, weight="trust")
    return graph


def as_graphml(graph) -> bytes:
    """A graph as GraphML, which Gephi, igraph, visone and others read; its attributes are plain numbers and texts."""
    import networkx as nx

    file = io.BytesIO()
    nx.write_graphml_xml(graph, file)
    return file.getvalue()


def statistics(group: np.ndarray, source: np.ndarray, target: np.ndarray) -> dict[str, float]:
    """What T095 to T099 measure of one network.

    group (n,), source and target (n_ties,) int. Returns out_degree [people], density, reciprocity, transitivity [shares],
    same_group_odds [odds ratio, with half a tie added to each cell], in_degree_variation [SD over mean], top_tenth [share of
    ties received by the most sought tenth].
    """
    import networkx as nx

    n = len(group)
    graph = as_graph(n, source, target, np.ones(len(source)))
    received = np.bincount(target, minlength=n)
    same = group[:, None] == group[None, :]
    off = ~np.eye(n, dtype=bool)
    tied = np.zeros((n, n), bool)
    tied[source, target] = True
    a, b = (tied & same & off).sum() + 0.5, (~tied & same & off).sum() + 0.5
    c, d = (tied & ~same & off).sum() + 0.5, (~tied & ~same & off).sum() + 0.5
    top = max(1, round(n / 10))
    return {
        "out_degree": len(source) / n,
        "density": len(source) / (n * (n - 1)),
        "reciprocity": float((tied & tied.T).sum() / max(1, len(source))),
        "transitivity": float(nx.transitivity(graph.to_undirected())),
        "same_group_odds": float(a * d / (b * c)),
        "in_degree_variation": float(received.std() / max(received.mean(), 1e-9)),
        "top_tenth": float(np.sort(received)[::-1][:top].sum() / max(1, len(source))),
    }


def layout(n: int, source: np.ndarray, target: np.ndarray, trust: np.ndarray, seed: int = 1) -> np.ndarray:
    """Positions (n, 2) in -1..1 that put tied colleagues near each other; the same network gets the same picture."""
    import networkx as nx

    graph = as_graph(n, source, target, trust).to_undirected()
    places = nx.spring_layout(graph, seed=seed, weight="trust", k=1.8 / np.sqrt(max(n, 1)), iterations=120)
    return np.array([places[i] for i in range(n)])
