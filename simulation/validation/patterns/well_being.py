"""Hours, burnout, satisfaction and what protects: P05, P06, P27, P28, P29, P30."""

from ..laboratory import Curve, correlation, course, in_spreads, mean_of
from ..targets import ObservedArm, answers_correlate
from .declare import pattern, twin


def answers(lab, a: str, b: str):
    """Correlation between answers to two scales, with the errors of answering (validation/targets.py), of a table of teachers."""
    measure, scenario = answers_correlate(a, b), lab.scenario()
    return lambda people: measure({"country": ObservedArm(scenario, people, people)})


@pattern(
    "P05",
    "core",
    claim="Joint work that is ordered and watched lowers satisfaction",
    test="The same joint hours, ordered (mandated 4 h, openness 0.2) or chosen (none mandated, openness 0.7), both in 4 h of protected time: "
    "satisfaction with the ordered hours is lower by at least 0.2 standard deviations of teachers.",
    source="Hargreaves (1994); Jacob & McGovern (2015)",
)
def ordered_work_is_disliked(lab):
    """The same joint time, ordered or chosen.

    Yields the difference of joint hours [h/week], which must be small, and of job satisfaction [standard deviations of
    teachers].
    """
    time = {"time.planning": 4.0}
    ordered = time | {"administrator.mandated": 4.0, "administrator.openness": 0.2, "teams.coverage": 1.0}
    chosen = time | {"administrator.mandated": 0.0, "administrator.openness": 0.7}

    def joint(schools):
        return (schools["hours_collective"] + schools["hours_mandated"]).mean()

    schools = [lab.schools(arm, record="teachers") for arm in (ordered, chosen)]
    yield lab.finding(
        "joint hours, ordered minus chosen [h/week]", lambda a, b: joint(a) - joint(b), *schools, at_least=-1.5, at_most=1.5
    )
    people = [lab.people(arm) for arm in (chosen, ordered)]
    yield lab.finding(
        "satisfaction, ordered minus chosen [SD of teachers]", in_spreads("job_satisfaction"), *people, at_most=-0.2
    )


@pattern(
    "P06",
    "core",
    claim="Ever more coordination without a say in the goals exhausts",
    test="Leaning to coordination from weak to strong, with hardly any say (openness 0.05) and with much (0.85): exhaustion per hour of collective "
    "action rises without a say, and with a say at most half as steeply.",
    source="Woo et al. (2022); Alarcon (2011) (T077)",
)
def hours_without_a_say_exhaust(lab):
    """Three leanings to coordination under little say and under much.

    Yields exhaustion per hour of joint work under little say [0..1 per h/week], and the slope under much say beyond half of
    that; a Curve of exhaustion over the leaning.
    """
    leanings = (-2.5, -1.0, 0.5)
    arms = {
        name: [
            lab.schools({"administrator.openness": o, "population.openness": 0.0, "choice.coordination": c}) for c in leanings
        ]
        for name, o in (("little say", 0.05), ("much say", 0.85))
    }

    def steep(less, more):
        hours = (more - less)["hours_collective"].mean()
        return (more - less)["exhaustion"].mean() / max(0.05, abs(hours))

    little, much = arms["little say"], arms["much say"]
    yield lab.finding("little say: exhaustion per hour [0..1 per h/week]", steep, little[0], little[-1], at_least=0.0)
    yield lab.finding(
        "slope with much say minus half of that with little",
        lambda a, b, c, d: steep(c, d) - 0.5 * steep(a, b),
        little[0],
        little[-1],
        much[0],
        much[-1],
        at_most=0.0,
    )
    lines = {name: course(lab.estimate(mean_of("exhaustion"), s) for s in schools) for name, schools in arms.items()}
    yield Curve("leaning to coordination", "exhaustion [0..1]", leanings, lines)


@pattern(
    "P27",
    "secondary",
    claim="A load of work that is not teaching wears down the sense of accomplishment",
    test="Teachers of the baseline: hours of paperwork go with less accomplishment (negative correlation), and more closely than hours of teaching.",
    source="Lawrence, Loi & Gudex (2019) (T008)",
    fitted="the spread and the weight of paperwork were chosen so that it holds",
)
def paperwork_wears_down_accomplishment(lab):
    """Teachers of the baseline (800 schools): hours of paperwork with accomplishment, and that minus hours of teaching with it
    [r].
    """
    people = lab.people(runs=800)
    paper, classroom = correlation("hours_paperwork", "accomplishment"), correlation("hours_classroom", "accomplishment")
    yield lab.finding("paperwork with accomplishment [r]", paper, people, at_most=0.0)
    yield lab.finding("paperwork minus teaching [r]", lambda t: paper(t) - classroom(t), people, at_most=0.0)


def _dosed(lab, **add):
    """Teachers of the baseline in years 5 to 8 (400 schools): as usual, and with something added from year 3 on (field = amount)."""
    dose = {"name": "dose", "start": 3, "add": {name.replace("__", "."): amount for name, amount in add.items()}}
    return tuple(lab.people({"policies": p}, since=5, runs=400) for p in ([], [dose]))


def _for_each_spread(outcome, cause):
    """How far an outcome moves for each SD of teachers by which its cause moves; tables of teachers without and with the dose."""

    def statistic(a, b):
        return (b[outcome].mean() - a[outcome].mean()) / in_spreads(cause)(a, b)

    return statistic


@twin(
    "P27",
    "The same persons with two more hours of paperwork a week from year 3 on and without (400 schools), years 5 to 8: accomplishment falls "
    "by at least 0.05 SD of teachers.",
)
def more_paperwork_less_accomplishment(lab):
    """Two more hours of paperwork (400 schools each): accomplishment [SD of teachers]."""
    usual, loaded = _dosed(lab, time__paperwork=2.0)
    yield lab.finding(
        "twins: accomplishment, more paperwork minus usual [SD of teachers]",
        in_spreads("accomplishment"),
        usual,
        loaded,
        at_most=-0.05,
    )


@pattern(
    "P28",
    "core",
    claim="Self-efficacy protects against burnout",
    test="Teachers of the baseline, scales with errors of answering: correlation of self-efficacy with burnout -0.45 to -0.25, "
    "with reduced accomplishment -0.60 to -0.40 and closer than with the whole.",
    source="Shoji et al. (2016) (T072); Zee & Koomen (2016)",
    fitted="both correlations were among what parameters were fitted to",
)
def efficacy_protects(lab):
    """Self-efficacy with burnout and with reduced accomplishment, with errors of answering (800 schools) [r].

    Yields both, and how much closer the second is.
    """
    people = lab.people(runs=800)
    whole, part = answers(lab, "self_efficacy", "burnout"), answers(lab, "self_efficacy", "accomplishment")
    yield lab.finding("with burnout [r]", whole, people, at_least=-0.45, at_most=-0.25)
    yield lab.finding("with reduced accomplishment [r]", lambda t: -part(t), people, at_least=-0.60, at_most=-0.40)
    yield lab.finding("closer with accomplishment than with the whole [r]", lambda t: part(t) + whole(t), people, at_least=0.0)


@twin(
    "P28",
    "The same persons with a higher belief in themselves from year 3 on (efficacy.base +0.1) and without (400 schools), years 5 to 8: for each "
    "SD of self-efficacy burnout falls by at least 0.05 SD of teachers.",
)
def efficacy_lowers_burnout(lab):
    """Self-efficacy raised for no other reason (400 schools each): burnout for each SD of it [SD of teachers]."""
    usual, sure = _dosed(lab, efficacy__base=0.1)

    def statistic(a, b):
        return in_spreads("burnout")(a, b) / in_spreads("self_efficacy")(a, b)

    yield lab.finding("twins: burnout for each SD of self-efficacy [SD of teachers]", statistic, usual, sure, at_most=-0.05)


@pattern(
    "P29",
    "core",
    claim="Burnout and low satisfaction drive quitting, burnout more so",
    test="Teachers of the baseline, scales with errors of answering: intention to quit correlates 0.35 to 0.47 with exhaustion and -0.46 to "
    "-0.34 with satisfaction; both explain 20 to 35 % of its variance; exhaustion weighs more.",
    source="Madigan & Kim (2021) (T074, T075)",
    fitted="both correlations are calibration targets, and the difference of weights was among what parameters were fitted to",
)
def burnout_drives_quitting(lab):
    """Intention to quit with exhaustion and with satisfaction, with errors of answering (800 schools).

    Yields both correlations [r], the share of variance that they explain together, and how much more exhaustion weighs.
    """
    people = lab.people(runs=800)
    tired, content = answers(lab, "exhaustion", "quit"), answers(lab, "job_satisfaction", "quit")
    both = answers(lab, "exhaustion", "job_satisfaction")

    def observed(table):
        return tired(table), content(table), both(table)

    def explained(table):
        a, b, c = observed(table)
        return (a * a + b * b - 2.0 * a * b * c) / (1.0 - c * c)

    def beyond(table):
        a, b, c = observed(table)
        return abs(a - b * c) - abs(b - a * c)

    yield lab.finding("with exhaustion [r]", tired, people, at_least=0.35, at_most=0.47)
    yield lab.finding("with satisfaction [r]", content, people, at_least=-0.46, at_most=-0.34)
    yield lab.finding("explained by both [share of variance]", explained, people, at_least=0.20, at_most=0.35)
    yield lab.finding("weight of exhaustion beyond that of satisfaction", beyond, people, at_least=0.0)


@twin(
    "P29",
    "The same persons with more wear from work (exhaustion.base up by a tenth) or less satisfaction (satisfaction.base -0.1) from year 3 on, and "
    "without (400 schools), years 5 to 8: for each SD of exhaustion the chance to mean to quit rises by at least 1 percentage point, and by "
    "more than for each SD of lost satisfaction.",
)
def exhaustion_drives_quitting(lab):
    """Exhaustion raised, or satisfaction lowered, for no other reason (400 schools each): intention to quit for each SD [share]."""
    usual, tired = _dosed(lab, exhaustion__base=0.1 * lab.scenario().exhaustion.base)
    _, unhappy = _dosed(lab, satisfaction__base=-0.1)
    of_exhaustion, of_satisfaction = (_for_each_spread("quit_intention", c) for c in ("exhaustion", "job_satisfaction"))
    yield lab.finding("twins: meaning to quit for each SD of exhaustion [share]", of_exhaustion, usual, tired, at_least=0.01)
    yield lab.finding(
        "twins: that beyond each SD of lost satisfaction [share]",
        lambda a, b, c: of_exhaustion(a, b) + of_satisfaction(a, c),
        usual,
        tired,
        unhappy,
        at_least=0.0,
    )


@pattern(
    "P30",
    "secondary",
    claim="Small good moments carry teachers through hardship",
    test="A year of hardship (pressure and paperwork in year 3), with and without frequent good moments: a year later satisfaction has "
    "regained a larger part of its loss with them. Baseline: over half often stressed while over 80 % satisfied.",
    source="Beltman, Mansfield & Price (2011); RAND (T063), TALIS (T071)",
    fitted="shares of stressed and satisfied are calibration targets; the rebound of satisfaction is there for it",
)
def good_moments_carry(lab):
    """A hard year 3 with few and with many good moments (400 schools each, six years).

    Yields the share of lost satisfaction that is regained a year later, many minus few, and in the baseline the shares of
    stressed and of satisfied teachers; a Curve of the loss over the years.
    """
    hardship = {"name": "hardship", "start": 3, "end": 3, "add": {"accountability.pressure": 0.5, "time.paperwork": 6.0}}

    def path(uplifts, policies):
        years = lab.years({"events.uplifts": uplifts, "policies": policies}, runs=400, years=6)
        return years.pivot(index="run", columns="year", values="job_satisfaction")

    def regained(calm, hard):
        loss = (calm - hard).mean()
        return 1.0 - loss[4] / loss[3]

    few = path(0.1, []), path(0.1, [hardship])
    many = path(0.9, []), path(0.9, [hardship])
    yield lab.finding(
        "loss regained a year later, with many good moments minus with few [share]",
        lambda a, b, c, d: regained(c, d) - regained(a, b),
        *few,
        *many,
        at_least=0.0,
    )
    schools = lab.schools(runs=400)
    yield lab.finding("often stressed [share]", mean_of("frequent_stress"), schools, at_least=0.5)
    yield lab.finding("satisfied [share]", mean_of("satisfied"), schools, at_least=0.8)
    lost = [course(lab.estimate(lambda a, b, y=y: (b - a)[y].mean(), *pair) for y in (3, 4, 5, 6)) for pair in (few, many)]
    yield Curve(
        "year", "satisfaction lost to the hardship [0..1]", (3, 4, 5, 6), {"few good moments": lost[0], "many": lost[1]}
    )
