"""Which forms of collective action teachers choose, and what makes them choose more: P01, P02, P17, P23."""

import numpy as np

from ..laboratory import COUNTRY, Curve, correlation, course, mean_of, partial_correlation
from .declare import pattern

DEEPER = (
    "monthly_coordination",
    "monthly_cooperation",
    "monthly_team_teaching",
    "monthly_collaboration",
    "monthly_observation",
)


@pattern(
    "P01",
    "core",
    claim="The deeper the form of working together, the rarer it is",
    test="Baseline, last year: monthly shares fall from talking about pupils over exchanging material, teaching together and learning "
    "together to observing each other, in at least 90 % of schools; coordination is 1.5 to 5 times as common as collaboration.",
    source="OECD (2020) TALIS 2018 vol. II, ch. 4 (T024, T025, T028, T029, T031); Woo et al. (2022)",
    fitted="the levels of the monthly shares are calibration targets",
)
def the_deeper_the_rarer(lab):
    """Last year of the baseline (400 schools): share of schools with all five monthly shares in order, and coordination over
    collaboration.
    """
    last = lab.schools(since=8, runs=400)

    def ordered(schools):
        shares = schools[list(DEEPER)].to_numpy()
        return float((np.diff(shares, axis=1) <= 0).all(axis=1).mean())

    yield lab.finding("schools in which all five are in order [share]", ordered, last, at_least=0.9)
    yield lab.finding(
        "coordination over collaboration [ratio]",
        lambda s: s["monthly_coordination"].mean() / s["monthly_collaboration"].mean(),
        last,
        at_least=1.5,
        at_most=5.0,
    )


@pattern(
    "P02",
    "core",
    claim="Coordination and collaboration rise and fall together across schools",
    test="Schools of a country: correlation between schools of monthly coordination and monthly collaboration 0.3 to 0.8; more than "
    "0.1 is left when time enough has explained its part.",
    source="OECD (2009) ch. 4 (T033); Woo et al. (2022)",
    fitted="the correlation was kept below its upper threshold when parameters were fitted",
)
def forms_rise_together(lab):
    """Schools of a country (1200): monthly coordination with monthly collaboration, alone and with time enough held [r]."""
    schools = lab.schools(COUNTRY, runs=1200)
    pair = "monthly_coordination", "monthly_collaboration"
    yield lab.finding("correlation [r]", correlation(*pair), schools, at_least=0.3, at_most=0.8)
    yield lab.finding("correlation given time [r]", partial_correlation(*pair, ("enough_time",)), schools, at_least=0.1)


@pattern(
    "P17",
    "core",
    claim="Time is the binding constraint on working together",
    test="Protected joint time of 0, 4 and 10 hours a week: the share of teachers in every form rises from 0 to 4 and from 4 to 10, and less "
    "for an hour beyond 4 than before; in the baseline 25 to 40 % say that they have time enough.",
    source="Johnston & Tsai (2018) (T020); Berry (2016) (T019); Darling-Hammond et al. (2010) (T018)",
    fitted="the share with time enough is a calibration target",
)
def time_binds(lab):
    """Protected joint time of 0, 4 and 10 h/week.

    Yields the rise of each form's monthly share at both steps, what an hour beyond 4 h brings against one before [ratio], and
    the share of teachers with time enough in the baseline; a Curve of the three shares over the hours.
    """
    hours = (0.0, 4.0, 10.0)
    none, four, ten = arms = [lab.schools({"time.planning": h}) for h in hours]
    lines = {}
    for form in ("coordination", "cooperation", "collaboration"):
        column = f"monthly_{form}"
        yield lab.finding(f"{form}, from 0 to 4 h [share of teachers]", mean_of(column), none, four, at_least=0.0)
        yield lab.finding(f"{form}, from 4 to 10 h [share of teachers]", mean_of(column), four, ten, at_least=0.0)
        lines[form] = course(lab.estimate(mean_of(column), arm) for arm in arms)
    yield lab.finding(
        "hours of collective action: an hour beyond 4 h against one before [ratio]",
        lambda a, b, c: ((c - b).hours_collective.mean() / 6.0) / ((b - a).hours_collective.mean() / 4.0),
        none,
        four,
        ten,
        at_most=1.0,
    )
    yield lab.finding("baseline: time enough [share]", mean_of("enough_time"), lab.schools(), at_least=0.25, at_most=0.40)
    yield Curve("protected joint time [h/week]", "teachers, monthly [share]", hours, lines)


@pattern(
    "P23",
    "secondary",
    claim="Seeing joint work pay off makes teachers work together more",
    test="Schools that differ by chance only: collaboration in the last two of twelve years is spread more widely than without learned attraction; "
    "attainment of goals in the first three years predicts it (r at least 0.2).",
    source="Klassen & Durksen (2012); York-Barr & Duke (2004)",
    fitted="the speed at which the norm moves and returns was chosen so that it holds",
)
def success_feeds_on_itself(lab):
    """Schools that differ by chance only, with and without learned attraction (4000 each, twelve years).

    Yields the spread of late collaboration with over without [ratio], and the correlation over schools of goals attained early
    with collaboration late [r].
    """
    alike = dict.fromkeys(("population.openness", "population.support", "population.culture", "administrator.turnover"), 0.0)
    options = {"runs": 4000, "years": 12}
    late = lab.schools(alike, since=11, **options)
    blind = lab.schools(alike | {"mechanisms.attraction": 0}, since=11, **options)
    yield lab.finding(
        "spread of collaboration, with learned attraction over without [ratio]",
        lambda a, b: a["share_collaboration"].std() / b["share_collaboration"].std(),
        late,
        blind,
        at_least=1.0,
    )
    early = lab.schools(alike, since=1, until=3, **options)
    yield lab.finding(
        "early attainment of goals with late collaboration [r]",
        lambda a, b: float(np.corrcoef(a["goals_attained"], b["share_collaboration"])[0, 1]),
        early,
        late,
        at_least=0.2,
    )
