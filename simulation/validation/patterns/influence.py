"""Influence on the school's decisions, who has it and what it does: P03, P12, P34, P38."""

from itertools import pairwise

import numpy as np

from ..laboratory import COUNTRY, Curve, correlation, course, mean_of, weights
from .declare import pattern, twin

ORDER = ("curriculum", "training", "conduct", "hiring", "budget")


@pattern(
    "P03",
    "core",
    claim="Where administrators set the goals, working together hardly goes with influence",
    test="Schools of a country, correlation between schools of hours of collective action with influence: below 0.30 (absolute) where goals "
    "come from above (openness 0.1), and at least 0.15 higher where goals are shared (openness 0.6).",
    source="Woo (2021) (T034); Woo et al. (2022)",
    fitted="the correlation where goals come from above was among what parameters were fitted to",
)
def influence_needs_shared_goals(lab):
    """Openness 0.1 and 0.6 in schools of a country (1600 each): joint hours with influence, and how much higher it is where
    goals are shared [r].
    """
    above, shared = (
        lab.schools(COUNTRY | {"administrator.openness": openness, "population.openness": 0.1}, runs=1600)
        for openness in (0.1, 0.6)
    )
    pair = correlation("hours_collective", "influence")
    yield lab.finding("goals from above [r]", pair, above, at_least=-0.30, at_most=0.30)
    yield lab.finding("shared minus from above [r]", lambda a, b: pair(b) - pair(a), above, shared, at_least=0.15)


@pattern(
    "P12",
    "core",
    claim="The more influence a faculty has, the fewer teachers leave",
    test="Schools of a country in five equal groups by influence: turnover falls from each to the next; the first loses at least twice as many "
    "as the last; 14 to 18 % over all.",
    source="Ingersoll (2003) (T048, T049, T051)",
    fitted="overall turnover is a calibration target, and the ratio was among what parameters were fitted to",
)
def influence_keeps_teachers(lab):
    """Schools of a country in fifths by influence (2400): yearly turnover [share].

    Yields the smallest fall from a fifth to the next, the first fifth over the last [ratio] and the mean; a Curve over the
    fifths.
    """
    schools = lab.schools(COUNTRY | {"population.openness": 0.25}, runs=2400)

    def by_fifth(table):
        fifth = np.digitize(table["influence"], np.quantile(table["influence"], [0.2, 0.4, 0.6, 0.8]))
        return table["turnover"].groupby(fifth).mean().to_numpy()

    yield lab.finding(
        "smallest fall from a fifth to the next [share]", lambda t: -np.diff(by_fifth(t)).max(), schools, at_least=0.0
    )
    yield lab.finding("first against last fifth [ratio]", lambda t: by_fifth(t)[0] / by_fifth(t)[-1], schools, at_least=2.0)
    yield lab.finding("turnover over all [share]", mean_of("turnover"), schools, at_least=0.14, at_most=0.18)
    yield Curve(
        "fifth of schools by influence",
        "yearly turnover [share]",
        (1, 2, 3, 4, 5),
        {"": course(zip(*lab.estimates(by_fifth, schools)))},
    )


@twin(
    "P12",
    "The same schools with more open administrators (openness +0.25) from year 3 on and without (400 schools), years 3 to 8: influence "
    "rises, and at least half a percentage point fewer leave a year.",
)
def a_say_keeps_teachers(lab):
    """The baseline with and without openness raised by 0.25 (400 schools), years 3 to 8: influence [0..1] and turnover [share]."""
    opened = {"name": "opened", "start": 3, "add": {"administrator.openness": 0.25}}
    usual, open_ = (lab.schools({"policies": p}, since=3, runs=400) for p in ([], [opened]))
    yield lab.finding("twins: influence, opened minus usual [0..1]", mean_of("influence"), usual, open_, at_least=0.0)
    yield lab.finding("twins: turnover, opened minus usual [share]", mean_of("turnover"), usual, open_, at_most=-0.005)


@pattern(
    "P34",
    "core",
    claim="Teachers have most say in classroom matters and least where it would count most",
    test="Baseline: a great deal of influence falls in the order curriculum, training, conduct, hiring, budget. Across schools, growth of pupils "
    "regressed on influence over each domain: conduct weighs more than curriculum and materials.",
    source="NTPS 2020-21 (T035, T037 to T041); Ingersoll, Sirinides & Dougherty (2017) (T088)",
    fitted="the levels are calibration targets; the weight of conduct is a parameter (growth.conduct)",
)
def little_say_where_it_counts(lab):
    """Great influence by domain in the baseline (400 schools), and what each domain weighs for pupils' growth.

    Yields the differences between neighbours in the expected order [share], and the weight of influence over conduct, per unit
    of influence, beyond the larger one of curriculum and materials (1600 schools).
    """
    schools = lab.schools(runs=400)
    columns = [f"influence_great_{d}" for d in ORDER]
    for first, second in pairwise(columns):
        name = f"{first.removeprefix('influence_great_')} minus {second.removeprefix('influence_great_')} [share]"
        yield lab.finding(name, lambda s, a=first, b=second: (s[a] - s[b]).mean(), schools, at_least=0.0)
    domains = tuple(f"influence_{d}" for d in ("conduct", "curriculum", "materials"))

    def marginal(table):
        spread = table[list(domains)].std().to_numpy()
        return weights("student_growth", (*domains, "expertise", "novice_share"))(table)[:3] / spread

    def conduct_beyond(table):
        per_step = marginal(table)
        return per_step[0] - max(per_step[1], per_step[2])

    alike = lab.schools({"population.openness": 0.25}, runs=1600)  # poverty alike, or it would stand for everything else
    yield lab.finding("weight of conduct beyond classroom matters", conduct_beyond, alike, at_least=0.0)


@pattern(
    "P38",
    "core",
    claim="Teams spread while their agendas still come from above",
    test="Baseline: over 80 % of teachers are in a team and under 25 % report a great deal of influence over any school-wide domain; teams for all "
    "instead of half of the groups change influence by less than 0.02.",
    source="Berry (2016); NTPS 2020-21 (T035, T037 to T041)",
    fitted="the levels of influence are calibration targets; the share in teams is a parameter (teams.coverage)",
)
def teams_without_a_say(lab):
    """Teams and great influence in the baseline (400 schools).

    Yields the share of teachers in teams, the share with great influence over each domain, and what teams for all groups
    instead of half change of influence [0..1].
    """
    schools = lab.schools(runs=400)
    yield lab.finding("teachers in a team [share]", mean_of("share_in_team"), schools, at_least=0.8)
    for domain in ORDER:
        yield lab.finding(
            f"a great deal of influence over {domain} [share]", mean_of(f"influence_great_{domain}"), schools, at_most=0.25
        )
    half, all_groups = (lab.schools({"teams.coverage": share}) for share in (0.5, 1.0))
    yield lab.finding(
        "teams for all against half: influence [0..1]", mean_of("influence"), half, all_groups, at_least=-0.02, at_most=0.02
    )
