"""Directional sanity: stylised facts that a school of this model must show before any fine tuning.

Each test is a small experiment; its design stands in the test, the claim and its source in the docstring. Thresholds are signs
and orderings with room for chance, not sizes; calibration and validation proper come later.
"""

from functools import cache

import numpy as np
import pytest

import simulation as sim

pytestmark = pytest.mark.science

#: Schools that differ as schools of a country do, for correlations between schools.
COUNTRY = {"population.culture": 0.2, "population.poverty": 0.15, "population.support": 0.15}


@cache
def _ensemble(changes: tuple, runs: int, record: str):
    scenario = sim.Scenario.load("baseline").replace({"years": 5} | {k: v for k, v in changes if k != "policies"})
    reforms = [dict(policy) | {"set": dict(policy["set"])} for k, v in changes if k == "policies" for policy in map(dict, v)]
    return sim.simulate(scenario.replace({"policies": reforms}), runs=runs, seed=1, record=record)


def ensemble(runs: int = 80, record: str = "years", **changes):
    """Results of the baseline with some fields changed (double underscores for dots), five years."""
    return _ensemble(tuple((name.replace("__", "."), value) for name, value in changes.items()), runs, record)


def late(results):
    """Each school's mean over its last two years."""
    years = results.years
    return years[years.year >= 4].groupby("run").mean(numeric_only=True)


def country(runs: int = 250, **changes):
    return late(_ensemble(tuple((COUNTRY | {k.replace("__", "."): v for k, v in changes.items()}).items()), runs, "years"))


def partial(a, b, given):
    """Correlation of a and b with what `given` explains taken out of both."""
    design = np.column_stack([np.ones(len(given)), given])
    a, b = (x - design @ np.linalg.lstsq(design, x, rcond=None)[0] for x in (a, b))
    return np.corrcoef(a, b)[0, 1]


def test_p01_coordination_is_commonest_and_collaboration_rarest():
    """OECD (2009, 2014, 2019): the deeper the form, the rarer."""
    schools = late(ensemble())
    ordered = (schools.monthly_coordination > schools.monthly_cooperation) & (
        schools.monthly_cooperation > schools.monthly_collaboration
    )
    assert ordered.mean() > 0.6
    assert 1.5 < schools.monthly_coordination.mean() / schools.monthly_collaboration.mean() < 5


def test_p02_coordination_and_collaboration_rise_and_fall_together():
    """TALIS 2008 to 2018, and not because schools have more or less time."""
    schools = country()
    assert schools.monthly_coordination.corr(schools.monthly_collaboration) > 0.15
    assert partial(schools.monthly_coordination, schools.monthly_collaboration, schools.enough_time) > 0.1


def test_p03_collective_action_brings_influence_only_where_goals_are_shared():
    """Woo (2021): weakly related where administrators set the goals."""
    above = country(administrator__openness=0.1, population__openness=0.05)
    shared = country(administrator__openness=0.6, population__openness=0.15)
    r_above, r_shared = (s.hours_collective.corr(s.influence) for s in (above, shared))
    assert r_above < 0.45
    assert r_shared > r_above + 0.15


def test_p05_mandated_hours_are_disliked_and_voluntary_ones_are_not():
    """Hargreaves (1994); Jacob & McGovern (2015): the same joint time, ordered or chosen."""
    mandated = late(ensemble(administrator__mandated=4.0, time__planning=4.0, administrator__openness=0.2))
    chosen = late(ensemble(administrator__mandated=0.0, time__planning=4.0, administrator__openness=0.7))
    together = [s.hours_collective.mean() + s.hours_mandated.mean() for s in (mandated, chosen)]
    assert abs(together[0] - together[1]) < 1.5
    difference = mandated.job_satisfaction - chosen.job_satisfaction
    teachers = ensemble(record="teachers").teachers
    assert difference.mean() < -0.2 * teachers.job_satisfaction.std()


def test_p06_more_coordination_exhausts_without_a_voice_and_not_with_one():
    """Woo et al. (2022): more and more coordination without a say in the goals undermines well-being."""
    slope = {}
    for voice, openness in (("low", 0.05), ("high", 0.85)):
        less, more = (
            late(ensemble(administrator__openness=openness, population__openness=0.0, choice__coordination=leaning))
            for leaning in (-2.5, 0.5)
        )
        slope[voice] = (more.exhaustion.mean() - less.exhaustion.mean()) / max(
            0.05, abs(more.hours_collective.mean() - less.hours_collective.mean())
        )
    assert slope["low"] > 0.004
    assert slope["high"] < 0.5 * slope["low"]


def test_p07_collaboration_raises_self_efficacy_more_than_coordination_does():
    """Vangrieken et al. (2015): efficacy, morale and motivation grow where goals are created together."""
    closed = ensemble(administrator__openness=0.0, record="teachers").teachers
    shared = ensemble(administrator__openness=0.8, record="teachers").teachers
    third = [t[t.year == 3].self_efficacy for t in (closed, shared)]
    gain = (third[1].mean() - third[0].mean()) / third[0].std()
    assert 0.1 < gain < 1.2


def test_p12_schools_that_share_influence_keep_their_teachers():
    """Ingersoll (2003): turnover falls with the faculty's influence. Between schools, since influence grows with tenure."""
    schools = country(runs=400, population__openness=0.2)
    fifth = np.digitize(schools.influence, np.quantile(schools.influence, [0.2, 0.4, 0.6, 0.8]))
    turnover = schools.turnover.groupby(fifth).mean().to_numpy()
    assert (np.diff(turnover) < 0.005).all()
    assert turnover[0] / turnover[-1] > 1.5


def test_p17_more_protected_time_brings_more_of_every_form_with_diminishing_returns():
    """Johnston & Tsai (2018); Berry (2016); Darling-Hammond et al. (2010).

    Between four and ten hours mere coordination gives way to deeper forms, so ten hours are compared with none.
    """
    none, four, ten = (late(ensemble(time__planning=h)).mean() for h in (0.0, 4.0, 10.0))
    for form in ("monthly_coordination", "monthly_cooperation", "monthly_collaboration"):
        assert four[form] > none[form] + 0.02, form
        assert ten[form] > none[form] + 0.02, form
    assert 0.25 <= late(ensemble()).enough_time.mean() <= 0.45
    assert (four.hours_collective - none.hours_collective) / 4 > (ten.hours_collective - four.hours_collective) / 6


def test_p18_novices_gain_most_from_accomplished_colleagues():
    """Jackson & Bruegmann (2009): what colleagues add to a year's growth of expertise, for novices and for veterans.

    The same schools with the same luck, with and without learning from colleagues, in the first two years, while they hardly
    differ otherwise.
    """
    staffs = [
        _ensemble((("years", 2), ("learning.peers", peers)), 150, "teachers").teachers.sort_values(["run", "teacher", "year"])
        for peers in (sim.Scenario.load("baseline").learning.peers, 0.0)
    ]

    def growth(staff, who):
        mine = staff[who(staff) & (staff.tenure == 1)]
        before = staff[staff.year == 1].set_index(["run", "teacher"]).expertise
        return (mine.set_index(["run", "teacher"]).expertise - before).dropna().mean()

    def gain(who):
        return growth(staffs[0], who) - growth(staffs[1], who)

    novices, veterans = gain(lambda t: t.experience <= 4), gain(lambda t: t.experience >= 15)
    assert novices > 0
    assert novices > 1.5 * veterans


def test_p24_unclear_mandates_and_weak_support_lower_the_efficacy_of_those_who_lead():
    """Nguyen et al. (2019); Shaked & Schechter (2019): the usual gain of a role is reversed."""
    alone = (
        {"name": "left alone", "only": "leaders", "set": (("administrator.clarity", 0.1), ("administrator.support", 0.15))},
    )
    gap = {}
    for case, changes in (("usual", {}), ("alone", {"policies": tuple(tuple(p.items()) for p in alone)})):
        staff = ensemble(runs=120, record="teachers", roles__leaders=0.2, **changes).teachers
        staff = staff[(staff.year >= 4) & (staff.experience >= 5)]
        gap[case] = staff[staff.role == 1].self_efficacy.mean() - staff[staff.role == 0].self_efficacy.mean()
    assert gap["usual"] > -0.01
    assert gap["alone"] < 0
    assert gap["alone"] < gap["usual"] - 0.02
