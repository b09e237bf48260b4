"""Advice networks that keep their shape: drawn ones are like real ones, and a real one stays itself.

Real networks against generated ones, where they are at hand: `python -m tests.benchmarks.real_networks FOLDER`. What is known of ten schools
(Pitts & Spillane 2009) stands here as means.
"""

import itertools

import numpy as np
import pytest

import simulation as sim
from simulation.school.roster import School
from tests.benchmarks.real_networks import generated, kept

pytestmark = pytest.mark.science
FRAME = sim.Scenario.load("second_structure")
RUNS = 40


@pytest.fixture(scope="module")
def networks():
    """Schools of an ordinary size in the middle of their first year."""
    return generated(FRAME, 28, RUNS)


@pytest.mark.parametrize(
    ("statistic", "low", "high"),
    [
        ("silent", 0.14, 0.26),  # a fifth, 0.05 to 0.42
        ("seniority", -0.12, 0.12),  # -0.04, -0.23 to 0.24
        ("out_degree", 3.0, 4.0),  # 3.5 in fifteen schools, SD 1.0
        ("in_degree_variation", 0.7, 1.05),  # 0.84
        ("isolated", 0.0, 0.07),
        ("transitivity", 0.28, 0.5),  # 0.38
        ("reciprocity", 0.2, 0.4),  # 0.30 in ten schools, 0.33 in fifteen
    ],
)
def test_drawn_networks_are_like_real_ones(networks, statistic, low, high):
    assert low <= np.nanmean(networks[statistic]) <= high


def test_schools_differ_in_how_much_their_teachers_ask(networks):
    """T095: an SD of 1.0 colleagues between schools."""
    assert 0.7 <= networks["out_degree"].std() <= 2.0


def test_dense_networks_return_more_ties(networks):
    assert np.corrcoef(networks["density"], networks["reciprocity"])[0, 1] > 0.4
    small = generated(FRAME, 14, RUNS)
    assert small["density"].mean() > 1.5 * networks["density"].mean()
    assert small["reciprocity"].mean() > networks["reciprocity"].mean() + 0.05


def test_without_it_nobody_is_silent_and_the_seniors_are_asked():
    """What this account replaces; or the tests above could not fail."""
    old = generated(FRAME.replace({"mechanisms.own_ties": 0, "ties.respect": 0.6}), 28, RUNS)
    assert old["silent"].mean() < 0.05
    assert np.nanmean(old["seniority"]) > 0.15


# ---------------------------------------------------------------- a real school


def made_up(n, advisers, returned, own_ties=True, seed=1):
    """A school of a file: teacher i asks advisers[i] colleagues, and about this share of ties is returned."""
    random = np.random.default_rng(seed)
    pairs = set()
    places = [i for i, count in enumerate(advisers) for _ in range(count)]
    for i in random.permutation(places).tolist():
        others = [j for j in range(n) if j != i and (i, j) not in pairs]
        asking = [j for j in others if (j, i) in pairs]
        now = sum((b, a) in pairs for a, b in pairs) / max(1, len(pairs))
        strangers = [j for j in others if j not in asking]
        pairs.add((i, int(random.choice(asking if asking and now < returned else strangers))))
    source, target = np.array(sorted(pairs)).T
    return School(
        title="made up",
        names=tuple(f"t{i}" for i in range(n)),
        experience=random.gamma(2.0, 6.0, n).round(),
        group=np.arange(n) % 4,
        group_names=("a", "b", "c", "d"),
        source=source,
        target=target,
        trust=np.full(len(source), np.nan),
        own_ties=own_ties,
    )


#: Of the kinds that were found: sparse and one-sided, ordinary with many who are silent, small and close.
KINDS = {
    "sparse": (30, [0, 1, 1, 2, 3, 5] * 5, 0.1),
    "ordinary": (32, [0, 0, 1, 2, 3, 4, 6, 10] * 4, 0.3),
    "close": (15, [0, 3, 4, 8, 12] * 3, 0.6),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_real_school_keeps_its_advisers_its_reciprocity_and_its_density_for_ten_years(kind):
    ratios = kept(made_up(*KINDS[kind]), sim.Scenario.load("baseline"), runs=100)
    assert all(ratio == pytest.approx(1.0, abs=0.15) for ratio in ratios.values()), ratios


def test_a_real_school_that_need_not_keep_its_shape_becomes_another():
    """Or the test above could not fail."""
    changed = [kept(made_up(*KINDS[kind], own_ties=False), sim.Scenario.load("baseline"), runs=8) for kind in KINDS]
    assert any(abs(ratio - 1.0) > 0.25 for ratio in itertools.chain(*(ratios.values() for ratios in changed)))


def test_whoever_follows_a_teacher_of_a_real_school_asks_as_many():
    school = made_up(*KINDS["ordinary"])
    years = FRAME.replace({"years": 6, "leaving.unexplained": 0.5})
    people = sim.simulate(years, 12, 1, school=school, record=("years", "teachers")).teachers
    last = people[(people.year == 6) & (people.tenure.between(1, 4))]
    asked = last.groupby("teacher").out_ties.mean()
    wanted = np.bincount(school.source, minlength=school.n)[asked.index.astype(int)]
    assert np.corrcoef(asked, wanted)[0, 1] > 0.9
