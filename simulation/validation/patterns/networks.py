"""Ties between colleagues: P08, P36, P41, P42."""

import numpy as np

from ...school.network import statistics
from ..laboratory import Curve, course, mean_of, partial_correlation
from .declare import pattern
from .learning import regimes_at_matched_hours


@pattern(
    "P08",
    "core",
    claim="Collaboration lowers isolation",
    test="Goals created together against coordination only, at the same hours, after three years: isolation and the share of teachers without any tie are lower; "
    "in a staff without advice ties at most a quarter of the gain is left.",
    source="Klassen & Durksen (2012); Hargreaves (1994)",
    fitted="that joint work brings ties and draws in who has none is there for it",
)
def collaboration_connects(lab):
    """Goals created together against coordination alone, at matched hours, in years 3 and 4.

    Yields the difference of isolation [0..1] and of the share of teachers without ties, and how much of the first is left in a
    staff without advice ties [ratio].
    """
    alone, together = regimes_at_matched_hours(lab)
    options = {"years": 4, "since": 3}
    people = [lab.people(arm, **options) for arm in (alone, together)]

    def untied(a, b):
        return ((b["in_ties"] + b["out_ties"]) == 0).mean() - ((a["in_ties"] + a["out_ties"]) == 0).mean()

    yield lab.finding("isolation, collaboration minus coordination [0..1]", mean_of("isolation"), *people, at_most=0.0)
    yield lab.finding("without any tie, collaboration minus coordination [share]", untied, *people, at_most=0.0)
    cut = {"network.out_degree": 0.0, "ties.seeking": 0.0}
    unconnected = [lab.people(arm | cut, **options) for arm in (alone, together)]

    def left(a, b, c, d):
        return mean_of("isolation")(c, d) / mean_of("isolation")(a, b)

    yield lab.finding("gain left in a staff without ties [ratio]", left, *people, *unconnected, at_most=0.25)


@pattern(
    "P36",
    "secondary",
    claim="Joint work needs trust that bears disagreement; watched collaboration silences",
    test="Trusting staff (first trust 0.8): more expertise at moderate dissent (0.4) than at none; distrustful staff (0.35): less trust and self-efficacy at "
    "full dissent than at moderate. Pressure from 0.3 to 0.9 lowers voiced dissent and the diversity of joint action.",
    source="Gunn & King (2003); Hargreaves (1994); Johnson & Johnson on constructive controversy",
)
def trust_bears_disagreement(lab):
    """Trusting and distrustful staffs with little and much dissent (1200 schools each), and watched ones (400).

    Yields expertise, trust and self-efficacy at more minus less dissent, and what pressure does to voiced dissent and to the
    diversity of practice, all [0..1].
    """

    def arm(trust, dissent):
        return lab.schools({"ties.initial": trust, "joint_work.conflict": dissent, "administrator.openness": 0.7}, runs=1200)

    high = [arm(0.8, dissent) for dissent in (0.0, 0.4)]
    low = [arm(0.35, dissent) for dissent in (0.4, 1.0)]
    yield lab.finding("high trust: expertise, moderate dissent minus none [0..1]", mean_of("expertise"), *high, at_least=0.0)
    yield lab.finding("low trust: trust, full dissent minus moderate [0..1]", mean_of("trust"), *low, at_most=0.0)
    yield lab.finding(
        "low trust: self-efficacy, full dissent minus moderate [0..1]", mean_of("self_efficacy"), *low, at_most=0.0
    )
    calm, watched = (lab.schools({"accountability.pressure": p}, runs=400) for p in (0.3, 0.9))
    yield lab.finding("voiced dissent, watched minus calm [0..1]", mean_of("dissent"), calm, watched, at_most=0.0)
    yield lab.finding("diversity of practice, watched minus calm [0..1]", mean_of("diversity"), calm, watched, at_most=0.0)


def _described(schools):
    """A row for each school: out-degree, density, reciprocity, odds of a tie in the group, share of ties that the top tenth receive."""
    import pandas as pd

    rows = []
    for run, school in enumerate(schools):
        ties = school["ties"]
        teachers = school["teachers"]
        rows.append(statistics(teachers["group"], ties["source"], ties["target"]) | {"run": run})
    return pd.DataFrame(rows).set_index("run")


@pattern(
    "P41",
    "core",
    claim="Advice ties cluster by grade, are partly returned, and do not multiply with the size of the school",
    test="Staffs of 16, 32 and 64, on the first day and after eight years (means of schools): odds of a tie in the group 2 to 4, reciprocity 0.2 to 0.5, 2.5 to 4.5 advisers and hardly more "
    "in large schools (within 0.5), density falls with size, the most asked tenth receive 25 to 35 % of ties.",
    source="Pitts & Spillane (2009) matrices (T095 to T097, T099)",
    fitted="the first day is made to these figures; the spread of approachability was chosen so that it holds years later",
)
def advice_is_local(lab):
    """Advice networks of staffs of 16, 32 and 64 (300 schools each), on the first day and after eight years.

    Yields odds of a tie within a group [ratio], reciprocity [share], colleagues turned to, the share received by the most asked
    tenth, and large minus small schools in degree and density; a Curve of density over size.
    """
    sizes = (16, 32, 64)
    seen = {n: lab.networks({"school.teachers": n}, runs=300) for n in sizes}
    described = {(n, year): _described(seen[n][year]) for n in sizes for year in (0, 8)}
    for year, when in ((0, "first day"), (8, "after eight years")):
        usual = described[32, year]
        yield lab.finding(
            f"{when}: odds of a tie in the group",
            lambda t: np.exp(np.log(t["same_group_odds"]).mean()),
            usual,
            at_least=2.0,
            at_most=4.0,
        )
        yield lab.finding(f"{when}: reciprocity", mean_of("reciprocity"), usual, at_least=0.2, at_most=0.5)
        yield lab.finding(f"{when}: colleagues turned to", mean_of("out_degree"), usual, at_least=2.5, at_most=4.5)
        yield lab.finding(f"{when}: share received by the top tenth", mean_of("top_tenth"), usual, at_least=0.25, at_most=0.35)
        small, large = described[16, year], described[64, year]
        yield lab.finding(
            f"{when}: colleagues turned to, 64 minus 16 teachers",
            mean_of("out_degree"),
            small,
            large,
            at_least=-0.5,
            at_most=0.5,
        )
        yield lab.finding(f"{when}: density, 64 minus 16 teachers", mean_of("density"), small, large, at_most=0.0)
    lines = {
        when: course(lab.estimate(mean_of("density"), described[n, year]) for n in sizes)
        for year, when in ((0, "first day"), (8, "after eight years"))
    }
    yield Curve("teachers", "density of advice ties [share]", tuple(map(float, sizes)), lines)


@pattern(
    "P42",
    "secondary",
    claim="Dense rather than centralised networks go with collective efficacy",
    test="Schools of one size: density correlates positively with collective efficacy when openness and experience of the staff are held; how unequally colleagues are asked does not "
    "(within 0.2 of zero).",
    source="Moolenaar, Sleegers & Daly (2012); Berebitsky & Salloum (2017)",
)
def dense_networks_go_with_efficacy(lab):
    """Density and centralisation of advice against collective efficacy, between schools of one size (1200).

    Yields both partial correlations, with openness, expertise and novices held, for centralisation also density [r].
    """
    changes = {"population.openness": 0.0}
    schools = lab.schools(changes, runs=1200, record="teachers")
    people = lab.people(changes, runs=1200)
    asked = people.groupby(["run", "year"])["in_ties"]
    unequal = (asked.std() / asked.mean()).groupby("run").mean().rename("centralisation")
    schools = schools.join(unequal).assign(density=lambda t: t["out_degree"] / (t["staff"] - 1.0))
    held = ("administrator_openness", "expertise", "novice_share")
    yield lab.finding("density [partial r]", partial_correlation("density", "collective_efficacy", held), schools, at_least=0.0)
    yield lab.finding(
        "centralisation [partial r]",
        partial_correlation("centralisation", "collective_efficacy", (*held, "density")),
        schools,
        at_least=-0.2,
        at_most=0.2,
    )
