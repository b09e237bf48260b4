"""Complex contagions and the weakness of long ties (Centola & Macy 2007), as a special case of the threshold rule.

On a ring everybody is tied to the two on either side; rewiring keeps how many ties everybody has. What one tied colleague is enough for
spreads the faster, the more ties are rewired; what takes two spreads all over the ring, and stops where ties are long. The engine's weeks are held
against a plain cascade, person by person and cycle by cycle.
"""

import networkx as nx
import numpy as np
import pytest

import simulation as sim
from simulation.core.vocabulary import COORDINATION, WEEKS_PER_CYCLE
from simulation.declare.outcomes import N_TEACHER_MEANS, N_WEEKLY, N_YEARLY, TEACHER_STATES
from simulation.engine.steps import Steps
from simulation.ensemble.simulate import start

pytestmark = pytest.mark.science

PEOPLE, TIES = 60, 4
FIRST = 30
#: Nothing but colleagues' example counts: nobody leaves, ties and trust stay as they are, one goal that nobody owns, time is never short.
STILL = {
    "structure.choice": "threshold", "choice.sight": 0.0, "choice.threshold_slope": 0.0, "choice.threshold_spread": 0.0, "years": 4,
    "mechanisms.turnover": 0, "mechanisms.trust": 0, "ties.seeking": 0.0, "ties.renewal": 0.0, "population.openness": 0.0,
    "administrator.openness": 0.0, "adaptation.claim": 0.0, "goals.active": 1.0, "goals.unowned": 1.0, "goals.churn": 0.0,
    "goals.effort": 200.0, "hours.stretch": 20.0, "hours.classroom": 30.0, "hours.spread": 0.0, "time.paperwork_spread": 0.0,
}  # fmt: skip


def network(rewired):
    """A ring, of whose ties a share has other ends; everybody keeps four."""
    ring = nx.circulant_graph(PEOPLE, [1, 2])
    if rewired:
        nx.double_edge_swap(ring, round(rewired * ring.size() / 2), max_tries=100_000, seed=1)
    return ring


def plain(graph, needed, seeds):
    """Who has joined at first and after each step, until nobody follows."""
    steps = [set(seeds)]
    while (new := steps[-1] | {i for i in graph if sum(j in steps[-1] for j in graph[i]) >= needed}) != steps[-1]:
        steps.append(new)
    return steps


def lived(graph, needed, seeds, cycles):
    """Who has joined in each planning cycle of a school with these ties; the seeds need nobody."""
    roster = "teacher\n" + "".join(f"{i}\n" for i in graph)
    ties = "source,target,trust\n" + "".join(f"{a},{b},0.5\n" for a, b in graph.edges)
    scenario = sim.Scenario.load("baseline").replace(STILL | {"choice.threshold": (needed - 0.1) / TIES})
    state = start(scenario, 1, 0, sim.School.from_text(roster, ties))
    state.teachers.threshold[seeds] = 0.0
    years, nothing = (
        np.zeros((scenario.years, N_WEEKLY + N_YEARLY)),
        np.zeros((0, PEOPLE, N_TEACHER_MEANS + len(TEACHER_STATES))),
    )
    school = Steps(state, *scenario.table(), years, np.zeros((0, N_WEEKLY)), nothing)
    steps = []
    for week in range(WEEKS_PER_CYCLE * (cycles - 1) + 1):
        school.week()
        if week % WEEKS_PER_CYCLE == 0:
            steps.append(set(np.flatnonzero((state.teachers.form >= COORDINATION).any(axis=1)).tolist()))
    return steps


@pytest.fixture(scope="module")
def spread():
    """(share of ties rewired, colleagues needed) -> who has joined after each step, in a plain cascade and in the engine."""
    found = {}
    for rewired in (0.0, 0.1, 1.0):
        graph = network(rewired)
        seeds = [FIRST, *graph[FIRST]]
        for needed in (1, 2):
            steps = plain(graph, needed, seeds)
            found[rewired, needed] = steps, lived(graph, needed, seeds, len(steps))
    return found


def test_the_engine_spreads_as_a_plain_cascade_person_by_person(spread):
    for steps, weeks in spread.values():
        assert weeks == steps


def test_long_ties_speed_up_what_one_colleague_is_enough_for(spread):
    everybody = [spread[rewired, 1][1] for rewired in (0.0, 0.1, 1.0)]
    assert [len(weeks[-1]) for weeks in everybody] == [PEOPLE] * 3
    ring, few, many = map(len, everybody)
    assert ring == 1 + 14 and few < 0.7 * ring and many < few  # four more people a cycle around the ring


def test_long_ties_stop_what_takes_two_colleagues(spread):
    ring, few, many = (len(spread[rewired, 2][1][-1]) for rewired in (0.0, 0.1, 1.0))
    assert (ring, len(spread[0.0, 2][1])) == (
        PEOPLE,
        1 + 27,
    )  # one at either end a cycle, and at the last the three who are left
    assert few < PEOPLE / 2 and many < 10
