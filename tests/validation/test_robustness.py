"""What must not matter, and what must: shuffled posts, other sizes, mechanisms switched off."""

from functools import partial

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.core.vocabulary import WEEKS_PER_YEAR
from simulation.engine.steps import Steps
from simulation.ensemble.simulate import start
from simulation.parameters.scenario import InputError, Scenario
from simulation.results.recorder import Recorded
from simulation.validation import robustness as study
from simulation.validation.ablation import ablate, carriers, matrix, mechanisms
from simulation.validation.laboratory import Finding, Laboratory
from simulation.validation.patterns import Pattern
from simulation.validation.robustness import (
    Shuffle,
    ShuffledLaboratory,
    Variation,
    VariedLaboratory,
    mark_of,
    overall,
    robustness,
    simulate_shuffled,
    unless_set,
    varied,
)
from simulation.validation.validate import judge

SMALL = Scenario.load("baseline").replace({"school.teachers": 12, "years": 3})


def made_up(id, estimate):
    """A pattern whose one finding is a function of the laboratory, half a unit to either side, and must be above zero."""

    def experiment(laboratory):
        middle = estimate(laboratory)
        yield Finding("x", middle, middle - 0.5, middle + 0.5, at_least=0.0)

    return Pattern(id, "core", "a claim", "a test", "a source", "", experiment)


# ---------------------------------------------------------------- the order in which teachers act


def identified(state):
    """Who asks whom, and who is in which group, told by a trait that nobody shares."""
    person = state.teachers["approachability"]
    ties = state.ties[: state.school[0].n_ties]
    asks = {
        (person[a], person[b], round(float(trust), 12)) for a, b, trust in zip(ties["source"], ties["target"], ties["trust"])
    }
    return asks, dict(zip(person, state.teachers["group"]))


def test_shuffling_posts_leaves_groups_and_ties_with_their_people():
    state = start(SMALL, 5, 0)
    before = identified(state)
    people = state.teachers["approachability"].copy()
    shuffle = Shuffle(5, 0, np.zeros((0, 12, 1)))
    for week in range(5):
        shuffle(state, 0, week)
        assert identified(state) == before
    assert not np.array_equal(state.teachers["approachability"], people)
    shuffle(state, 0, WEEKS_PER_YEAR - 1)
    assert np.array_equal(state.teachers["approachability"], people)


def test_what_is_recorded_of_somebody_moves_along():
    state = start(SMALL, 5, 0)
    rows = np.zeros((1, 12, 1))
    shuffle = Shuffle(5, 0, rows)
    for week in (*range(7), WEEKS_PER_YEAR - 1):
        shuffle(state, 0, week)
        rows[0, :, 0] += state.teachers["experience"]
    assert rows[0, :, 0] == pytest.approx(8 * state.teachers["experience"])


def test_without_shuffling_the_slow_way_is_the_usual_way():
    """So that differences of a shuffled school come from the order and from nothing else."""
    state = start(SMALL, 5, 0)
    kept = Recorded.empty(0, 12, 3, ("years", "teachers"))
    steps = Steps(state, *SMALL.table(), kept.years, kept.weeks, kept.teachers, hook=lambda *_: None)
    while not steps.over:
        steps.week()
    usual = sim.simulate(SMALL, 1, 5)
    assert kept.years[:, 3] == pytest.approx(usual.years["share_collaboration"].to_numpy(), abs=0)


@pytest.fixture(scope="module")
def lived():
    """The same schools, usual and shuffled."""
    return [simulator(SMALL, 60, 2, record=("years", "teachers")) for simulator in (sim.simulate, simulate_shuffled)]


@pytest.mark.parametrize(
    "outcome", ["monthly_coordination", "hours_collective", "influence", "exhaustion", "trust", "turnover"]
)
def test_the_order_in_which_teachers_act_does_not_matter(lived, outcome):
    """60 schools: means differ by less than four standard errors."""
    usual, shuffled = (results.years.groupby("run")[outcome].mean() for results in lived)
    difference = shuffled - usual
    assert difference.abs().max() > 0.0
    assert abs(difference.mean()) < 4.0 * difference.std() / len(difference) ** 0.5


def test_a_shuffled_teacher_keeps_his_post_from_year_to_year(lived):
    staff = lived[1].teachers.set_index(["run", "teacher", "year"])[["experience", "tenure", "group"]]
    again = staff[staff["tenure"] > 0]
    before = staff.reindex(again.index.set_levels(again.index.levels[2] - 1, level="year"))
    assert len(again) > 500
    assert (again["experience"].to_numpy() == before["experience"].to_numpy() + 1).all()
    assert (again["group"].to_numpy() == before["group"].to_numpy()).all()


def test_shuffled_networks_are_looked_at_after_the_years_asked_for():
    laboratory = ShuffledLaboratory(1, 0.01)
    seen = laboratory.networks({"school.teachers": 8}, runs=20, at=(0, 1))
    first = sim.snapshots(laboratory.scenario({"school.teachers": 8, "years": 1}), 1, 0, (0,))[0]
    assert {year: len(schools) for year, schools in seen.items()} == {0: 20, 1: 20}
    assert seen[0][0]["ties"].tolist() == first["ties"].tolist()  # not their bytes: nobody sets what pads a row
    assert any(a["ties"].tolist() != b["ties"].tolist() for a, b in zip(seen[0], seen[1]))


# ---------------------------------------------------------------- variations


def test_what_an_experiment_or_its_scenario_says_stands():
    laboratory = VariedLaboratory(1, 1.0, beneath=unless_set({"school.teachers": 20, "time.planning": 2.5}))
    assert laboratory.scenario().school.teachers == 20
    assert laboratory.scenario({"school.teachers": 64}).school.teachers == 64
    own = Scenario.load("small_rural_school").school.teachers
    assert laboratory.scenario(base="small_rural_school").school.teachers == own != 20
    assert laboratory.scenario(base="small_rural_school").time.planning == 2.5


def test_there_is_a_variation_of_each_kind_and_of_parameters_if_sets_are_stored(monkeypatch):
    def none():
        raise InputError("no sets")

    monkeypatch.setattr(study, "posterior", none)
    bare = [v.name for v in study.variations()]
    assert bare == ["20 teachers", "60 teachers", "other random numbers", "fewer schools", "shuffled"]
    default = Scenario.load("baseline").choice.coordination
    sets = pd.DataFrame({"choice.coordination": default + np.array([0.1, 0.2, 0.3, 0.4])})
    monkeypatch.setattr(study, "posterior", lambda: sets)
    drawn = study.variations(draws=2)[len(bare) :]
    moved = [v.laboratory(1, 1.0, None).scenario().choice.coordination for v in drawn]
    assert moved == pytest.approx([default + 0.1, default + 0.4])


@pytest.mark.parametrize(
    ("intervals", "mark"),
    [
        ([(1, 0.5, 1.5), (1, 0.1, 2)], "robust"),
        ([(1, 0.5, 1.5), (1, -0.1, 2)], "shifted"),
        ([(1, -0.5, 1.5), (-0.1, -0.2, 0.5)], "fragile"),
        ([(float("nan"),) * 3], "fragile"),
    ],
)
def test_a_pattern_is_robust_shifted_or_fragile(intervals, mark):
    assert mark_of(Finding("x", *i, at_least=0.0) for i in intervals) == mark


def test_only_reproduced_patterns_are_tried_and_the_worst_mark_counts():
    size = made_up("P01", lambda lab: (lab.scenario().school.teachers - 25) / 10)  # 32 -> 0.7, 20 -> -0.5, 60 -> 3.5
    steady = made_up("P02", lambda lab: 1.0)
    absent = made_up("P03", lambda lab: -1.0)
    among = [Variation(f"{n}", "", varied(unless_set({"school.teachers": n}))) for n in (20, 28, 60)]
    judged = [judge(p, Laboratory(1, 1.0)) for p in (size, steady, absent)]
    found = robustness(judged, among=among)
    marks = found.set_index(["pattern", "variation"])["mark"]
    assert marks["P01"].to_dict() == {"20": "fragile", "28": "shifted", "60": "robust"}
    assert overall(found) == {"P01": "fragile", "P02": "robust"}


def test_what_as_few_schools_cannot_show_is_not_held_against_the_order():
    few = made_up("P01", lambda lab: 1.0 if lab.effort >= 1.0 else 0.2)
    by_order = made_up("P02", lambda lab: -1.0 if isinstance(lab, ShuffledLaboratory) else 1.0)
    among = [v for v in study.variations(0) if v.name in ("fewer schools", "shuffled")]
    found = robustness([judge(p, Laboratory(1, 1.0)) for p in (few, by_order)], among=among)
    marks = found.set_index(["pattern", "variation"])["mark"].to_dict()
    assert marks["P01", "shuffled"] == "untold"
    assert overall(found) == {"P02": "fragile"}


# ---------------------------------------------------------------- ablation


def test_every_mechanism_can_be_switched_off_and_says_what_it_is():
    assert len(mechanisms()) >= 9
    assert all(mechanisms().values())


def test_a_mechanism_carries_the_patterns_that_are_lost_without_it():
    def needs(name, without, lab):
        return 1.0 if lab.scenario().get(f"mechanisms.{name}") else without

    judged = [
        judge(pattern, Laboratory(1, 1.0))
        for pattern in (
            made_up("P01", partial(needs, "trust", -1.0)),
            made_up("P02", partial(needs, "norms", 0.1)),
            made_up("P03", lambda lab: -1.0),
        )
    ]
    found = ablate(judged, among=("trust", "norms", "conflict"))
    assert carriers(found) == {
        "trust": {"lost": ["P01"], "weakened": []},
        "norms": {"lost": [], "weakened": ["P02"]},
        "conflict": {"lost": [], "weakened": []},
    }
    assert list(matrix(found).columns) == ["P01", "P02"]
    with pytest.raises(InputError, match="'magic' is not a mechanism; there are: attraction"):
        ablate(judged, among=("magic",))


def test_what_cannot_happen_without_a_mechanism_is_lost_and_stops_nothing():
    """A ratio of two nothings; and a difference of exactly nothing, which is not below zero either."""

    def ratio(lab):
        return np.float64(lab.scenario().mechanisms.trust) / np.float64(lab.scenario().mechanisms.trust)

    def difference(lab):
        x = float(lab.scenario().mechanisms.trust)
        yield Finding("x", x, x, x, at_least=0.0)

    patterns = made_up("P01", ratio), made_up("P02", ratio)._replace(id="P02", experiment=difference)
    found = ablate([judge(p, Laboratory(1, 1.0)) for p in patterns], among=("trust",))
    assert list(found["verdict"]) == ["inconclusive", "inconclusive"]
    assert list(found["effect"]) == ["lost", "lost"]
