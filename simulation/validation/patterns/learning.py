"""Efficacy and expertise: what colleagues, training and a career do to them: P07, P18, P19, P22, P44, P45."""

import numpy as np

from ..laboratory import Curve, correlation, course, in_spreads, mean_of, weights
from ..targets import ObservedArm, error_of, peak_of_efficacy
from .declare import pattern

#: Two regimes: goals created together, or only told to each other while others set them.
TOGETHER = {"administrator.openness": 0.8, "population.openness": 0.0}
ONLY_COORDINATION = {
    "administrator.openness": 0.0,
    "population.openness": 0.0,
    "choice.cooperation": -10.0,
    "choice.collaboration": -10.0,
    "choice.coordination": 1.0,
}


def regimes_at_matched_hours(lab):
    """The changes of both regimes, with hours of coordination such that collective action takes the same time in both."""
    target = lab.schools(TOGETHER, since=1, years=3)["hours_collective"].mean()
    hours = 1.0
    for _ in range(3):  # longer meetings are chosen a little less often, so the hours are approached in steps
        taken = lab.schools(ONLY_COORDINATION | {"hours.coordination": hours}, since=1, years=3)["hours_collective"].mean()
        hours = float(np.round(min(10.0, hours * target / max(taken, 0.1)), 3))
    return ONLY_COORDINATION | {"hours.coordination": hours}, TOGETHER


@pattern(
    "P07",
    "core",
    claim="True collaboration raises self-efficacy",
    test="After three years of goals created together (openness 0.8) against coordination only, at the same hours (within half an hour): "
    "self-efficacy is higher by 0.1 to 0.5 standard deviations of teachers.",
    source="Klassen & Durksen (2012); Vangrieken et al. (2015)",
)
def collaboration_raises_efficacy(lab):
    """Goals created together against coordination alone, at matched hours, after three years.

    Yields the difference of joint hours [h/week], which must be small, and of self-efficacy [standard deviations of teachers].
    """
    alone, together = regimes_at_matched_hours(lab)
    options = {"years": 3, "since": 1, "runs": 200}
    hours = [lab.schools(arm, **options) for arm in (alone, together)]
    yield lab.finding(
        "hours, collaboration minus coordination [h/week]", mean_of("hours_collective"), *hours, at_least=-0.5, at_most=0.5
    )
    people = [lab.people(arm, years=3, since=3) for arm in (alone, together)]
    yield lab.finding("self-efficacy [SD of teachers]", in_spreads("self_efficacy"), *people, at_least=0.1, at_most=0.5)


@pattern(
    "P18",
    "core",
    claim="Beginners gain most from accomplished colleagues",
    test="The same schools with and without learning from colleagues: what it adds to expertise in a year is at least 1.5 times as much for teachers with three years or "
    "fewer as for those with fifteen or more; it adds 0 to 0.1 SD to pupils' growth; a year later at least half of it is still there.",
    source="Jackson & Bruegmann (2009) (T083); Papay et al. (2020) (T084)",
)
def beginners_gain_most(lab):
    """The same schools with and without learning from colleagues (400 each, three years).

    Yields the yearly gain in expertise of beginners [0..1 a year], their gain over that of veterans [ratio], what it adds to
    pupils' growth [standard deviations of students], and the share of the gain that is left a year after the learning stops.
    """
    own = lab.scenario().learning.peers
    options = {"years": 3, "since": 1, "runs": 400}
    staffs = []
    for peers in (own, 0.0):
        staff = lab.people({"learning.peers": peers}, **options).sort_values(["run", "teacher", "year"])
        first = staff[staff["year"] == 1].set_index(["run", "teacher"])["expertise"].rename("first")
        second = staff[(staff["year"] == 2) & (staff["tenure"] == 1)].join(first, on=["run", "teacher"])
        staffs.append(second.assign(growth=second["expertise"] - second["first"]))

    def gain(a, b, low, high):
        means = [t[t["experience"].between(low, high)]["growth"].mean() for t in (a, b)]
        return means[0] - means[1]

    yield lab.finding("gain of beginners [0..1 a year]", lambda a, b: gain(a, b, 1, 4), *staffs, at_least=0.0)
    yield lab.finding(
        "beginners against veterans [ratio]", lambda a, b: gain(a, b, 1, 4) / gain(a, b, 15, 60), *staffs, at_least=1.5
    )
    schools = [lab.schools({"learning.peers": peers}, since=3, until=3, years=3, runs=400) for peers in (0.0, own)]
    yield lab.finding("added to pupils' growth [student SD]", mean_of("student_growth"), *schools, at_least=0.0, at_most=0.1)
    stop = [{"name": "no more learning from colleagues", "start": 3, "set": {"learning.peers": 0.0}}]
    lasting = [lab.people({"learning.peers": p, "policies": stop}, **options) for p in (own, 0.0)]

    def kept(a, b):
        stayed = [t[(t["tenure"] == t["year"] - 1)] for t in (a, b)]
        left = [s.groupby("year")["expertise"].mean() for s in stayed]
        return (left[0][3] - left[1][3]) / (left[0][2] - left[1][2])

    yield lab.finding("still there a year after learning stops [share]", kept, *lasting, at_least=0.5)


@pattern(
    "P19",
    "core",
    claim="Learning that teachers choose satisfies more than training they are sent to",
    test="Baseline: satisfied with informal learning at least 20 points more than with in-service days; 80 to 88 % attend those, 65 to 80 % learn "
    "informally, 15 to 29 % are satisfied with in-service days.",
    source="Berry (2016) (T089 to T091); Jacob & McGovern (2015)",
    fitted="attendance is an input; satisfaction with in-service days and the share who learn informally are calibration targets",
)
def chosen_learning_satisfies(lab):
    """Baseline (400 schools): satisfaction with informal learning minus with in-service days, and both kinds' shares."""
    schools = lab.schools(runs=400)
    yield lab.finding(
        "satisfied, informal minus in-service [share]",
        lambda s: (s["informal_satisfied"] - s["inservice_satisfied"]).mean(),
        schools,
        at_least=0.2,
    )
    for column, low, high in (
        ("inservice_participation", 0.80, 0.88),
        ("informal_participation", 0.65, 0.80),
        ("inservice_satisfied", 0.15, 0.29),
    ):
        yield lab.finding(f"{column.replace('_', ' ')} [share]", mean_of(column), schools, at_least=low, at_most=high)


@pattern(
    "P22",
    "secondary",
    claim="Collective efficacy predicts outcomes better than individual efficacy and grows from what is seen to succeed",
    test="Between schools, growth of pupils on collective and individual efficacy, expertise and share of novices held: the collective weighs more; without seeing and sharing success (climate.success, "
    "efficacy.vicarious at zero) collective efficacy grows less in four years of shared goals.",
    source="Klassen & Durksen (2012); Eells (2011) (T080)",
    fitted="the weights of both kinds of efficacy for growth were chosen so that it holds",
)
def collective_efficacy_predicts(lab):
    """What collective and individual efficacy weigh for pupils' growth (2400 schools).

    Yields the collective minus the individual weight [standardised], and how much less collective efficacy grows in four years
    of shared goals when success is not seen [0..1].
    """
    schools = lab.schools({"population.openness": 0.25}, runs=2400)
    yield lab.finding(
        "collective minus individual [standardised weight]",
        lambda t: float(
            np.subtract(
                *weights("student_growth", ("collective_efficacy", "self_efficacy", "expertise", "novice_share"))(t)[:2]
            )
        ),
        schools,
        at_least=0.0,
    )
    reform = {"administrator.openness": 0.7}
    blind = reform | {"climate.success": 0.0, "efficacy.vicarious": 0.0}
    seen, unseen = (lab.years(arm, runs=200, years=5) for arm in (reform, blind))

    def growth(table):
        means = table.groupby("year")["collective_efficacy"].mean()
        return means[5] - means[1]

    yield lab.finding("growth without seeing minus with [0..1]", lambda a, b: growth(b) - growth(a), seen, unseen, at_most=0.0)


@pattern(
    "P44",
    "secondary",
    claim="Self-efficacy rises and falls over a career",
    test="Teachers of the baseline: a parabola of self-efficacy on experience peaks between 15 and 27 years, and the mean falls towards the end; correlation from year to year "
    "0.5 to 0.75 (with errors of answering).",
    source="Klassen & Chiu (2010) (T081, T082); Holzberger et al. (2013)",
    fitted="the peak and the stability are calibration targets",
)
def a_career_of_efficacy(lab):
    """Self-efficacy over experience in the baseline (400 schools).

    Yields the peak of a parabola [years], late minus middle career [0..1], and the correlation from year to year with errors of
    answering [r]; a Curve in steps of three years.
    """
    people = lab.people(runs=400)
    scenario = lab.scenario()

    def peak(table):
        return peak_of_efficacy({"country": ObservedArm(scenario, table, table)})

    def falls(table):
        late, middle = table["experience"] >= 30, table["experience"].between(12, 20)
        return table[late]["self_efficacy"].mean() - table[middle]["self_efficacy"].mean()

    yield lab.finding("peak of a parabola [years of experience]", peak, people, at_least=15, at_most=27)
    yield lab.finding("with 30 years or more minus with 12 to 20 [0..1]", falls, people, at_most=0.0)
    people = people.sort_values(["run", "teacher", "year"])
    stayed = (
        (people["tenure"] > 0) & (people["teacher"] == people["teacher"].shift()) & (people["run"] == people["run"].shift())
    )
    pairs = people.assign(before=people["self_efficacy"].shift())[stayed]
    latent = correlation("before", "self_efficacy")

    def stable(table):
        spread = table["self_efficacy"].var()
        return latent(table) * spread / (spread + error_of("self_efficacy", scenario.survey.noise))

    yield lab.finding("from year to year [r]", stable, pairs, at_least=0.5, at_most=0.75)
    middles = tuple(range(1, 40, 3))
    line = lab.estimates(
        lambda t: t.groupby(np.minimum(t["experience"] // 3, 12))["self_efficacy"].mean().reindex(range(13)).to_numpy(), people
    )
    yield Curve("experience [years]", "self-efficacy [0..1]", tuple(map(float, middles)), {"": course(zip(*line))})


@pattern(
    "P45",
    "secondary",
    claim="Isolated training fades; feedback among colleagues lasts",
    test="Year 3 with six weeks of six hours of training, or with a year of joint time, openness and mentors: a year after the training self-efficacy has gained at most "
    "0.05 standard deviations; a year after the feedback at least half of its gain is there.",
    source="Klassen & Durksen (2012) (T092); Jacob & McGovern (2015)",
)
def feedback_lasts(lab):
    """A year with training, or with joint time, openness and mentors, against neither (300 schools each).

    Yields gains in self-efficacy a year after the training and in the year of the feedback [standard deviations of teachers],
    and the share of the latter that is kept a year later.
    """
    training = {"name": "training", "start": 3, "end": 3, "weeks": [4, 9], "add": {"administrator.mandated": 6.0}}
    feedback = {
        "name": "feedback",
        "start": 3,
        "end": 3,
        "add": {"time.planning": 3.0, "administrator.openness": 0.3, "induction.mentoring": 0.4},
    }
    plain, trained, fed = (lab.people({"policies": p}, runs=300, years=4, since=3) for p in ([], [training], [feedback]))

    def gain(a, b, year):
        return in_spreads("self_efficacy")(a[a["year"] == year], b[b["year"] == year])

    yield lab.finding("training, a year later [SD of teachers]", lambda a, b: gain(a, b, 4), plain, trained, at_most=0.05)
    yield lab.finding("feedback, in its year [SD of teachers]", lambda a, b: gain(a, b, 3), plain, fed, at_least=0.0)
    yield lab.finding(
        "feedback: kept a year later [share]", lambda a, b: gain(a, b, 4) / gain(a, b, 3), plain, fed, at_least=0.5
    )
