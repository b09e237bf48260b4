"""What administrators, money and pressure make of joint work: P09, P10, P15."""

from ..laboratory import Curve, course, mean_of
from .declare import pattern


@pattern(
    "P09",
    "core",
    claim="Routines from above are not always ineffective",
    test="No routine, a coherent routine with time, and the routine with a voice in it: with the routine there is more joint activity and less "
    "burnout than without; with a voice in it there is more activity and more well-being than in both others.",
    source="Bryk et al. (2015); Perry & Lewis (2009) on lesson study; Woo et al. (2022)",
)
def routines_can_help(lab):
    """No mandated time, coherent_routine and routine_with_voice: joint hours [h/week], burnout and well-being [0..1], paired by
    school.
    """
    none = lab.schools({"administrator.mandated": 0.0})
    routine, voiced = (lab.schools(base=base) for base in ("coherent_routine", "routine_with_voice"))

    def active(a, b):
        return (b["hours_collective"] + b["hours_mandated"] - a["hours_collective"] - a["hours_mandated"]).mean()

    yield lab.finding("joint activity, routine minus none [h/week]", active, none, routine, at_least=0.0)
    yield lab.finding("burnout, routine minus none [0..1]", mean_of("burnout"), none, routine, at_most=0.0)
    yield lab.finding("joint activity, routine with voice minus routine [h/week]", active, routine, voiced, at_least=0.0)
    yield lab.finding("well-being, routine with voice minus none [0..1]", mean_of("well_being"), none, voiced, at_least=0.0)
    yield lab.finding(
        "well-being, routine with voice minus routine [0..1]", mean_of("well_being"), routine, voiced, at_least=0.0
    )


POOR = {"school.poverty": 0.9, "school.materials": 0.4}
RICH = {"school.poverty": 0.1, "school.materials": 0.8}
REFORM = {"name": "reform", "start": 2, "add": {"administrator.openness": 0.3, "time.planning": 2.0}}
COMPENSATION = {
    "name": "compensation",
    "start": 2,
    "add": {"time.planning": 2.0, "administrator.support": 0.2, "school.materials": 0.4},
}


@pattern(
    "P10",
    "core",
    claim="In poor schools collaboration is harder to keep alive",
    test="The same reform (openness +0.3, 2 h of joint time from year 2) in poor and rich schools: the share of schools in which monthly collaboration "
    "is alive in years 7 and 8 (at least 30 % of teachers) is lower in poor ones; with two more hours, support and materials for the poor "
    "the gap in frequency is within 0.05; poor schools attain fewer goals.",
    source="Louis et al. (2010); Stosich (2016); Johnston & Tsai (2018) (T023)",
    fitted="the hours that poverty adds were raised so that help does not overshoot",
)
def poverty_tests_collaboration(lab):
    """The same reform in poor, rich, and poor but helped schools (600 each, years 7 and 8).

    Yields the gap in the share of schools where monthly collaboration is alive (0.3 of the teachers or more), in its frequency
    once the poor are helped [share], and in goals attained [share].
    """
    poor, rich, helped = (
        lab.schools(arm | {"policies": policies}, since=7, runs=600)
        for arm, policies in ((POOR, [REFORM]), (RICH, [REFORM]), (POOR, [REFORM, COMPENSATION]))
    )

    def alive(table):
        return (table["monthly_collaboration"] >= 0.3).mean()

    yield lab.finding("alive, poor minus rich [share of schools]", lambda a, b: alive(a) - alive(b), poor, rich, at_most=0.0)
    yield lab.finding(
        "monthly collaboration, helped poor minus rich [share]",
        mean_of("monthly_collaboration"),
        rich,
        helped,
        at_least=-0.05,
        at_most=0.05,
    )
    yield lab.finding(
        "goals attained, poor minus rich [share]",
        mean_of("goals_attained"),
        rich,
        poor,
        at_most=0.0,
    )


@pattern(
    "P15",
    "core",
    claim="Pressure and scripts breed control from above, which undermines and burns out teachers",
    test="External pressure from 0.3 to 0.9 and scripts from 0.1 to 0.6: control rises, influence and collaboration fall, burnout and turnover rise; "
    "under administrators who trust teachers (openness 0.7, trust holds control down fully) control and burnout rise by at least a third less.",
    source="Ingersoll (2003); Woo et al. (2022) (T047); York-Barr & Duke (2004)",
    fitted="how much control presses against pressure was chosen so that it holds",
)
def pressure_breeds_control(lab):
    """Calm and pressed schools, under usual administrators and under those who trust teachers (800 each).

    Yields what pressure does to control, influence, collaboration, burnout and turnover, and how much of the rise in control
    and burnout is left under trust [ratio]; a Curve of burnout over external pressure.
    """
    calm = {"accountability.pressure": 0.3, "accountability.scripted": 0.1}
    pressed = {"accountability.pressure": 0.9, "accountability.scripted": 0.6}
    trust = {"administrator.openness": 0.7, "adaptation.trusting": 1.0}
    a, b = lab.schools(calm, runs=800), lab.schools(pressed, runs=800)
    c, d = lab.schools(calm | trust, runs=800), lab.schools(pressed | trust, runs=800)
    for column, sign in (
        ("administrator_control", 1),
        ("influence", -1),
        ("share_collaboration", -1),
        ("burnout", 1),
        ("turnover", 1),
    ):
        allowed = {"at_least": 0.0} if sign > 0 else {"at_most": 0.0}
        yield lab.finding(f"{column.replace('_', ' ')}, pressed minus calm", mean_of(column), a, b, **allowed)
    for column in ("administrator_control", "burnout"):

        def part(a, b, c, d, column=column):
            return (d[column].mean() - c[column].mean()) / (b[column].mean() - a[column].mean())

        name = f"{column.replace('_', ' ')}: rise under trust over rise without [ratio]"
        yield lab.finding(name, part, a, b, c, d, at_most=2.0 / 3.0)
    steps = (0.1, 0.3, 0.5, 0.7, 0.9)
    lines = {}
    for name, arm in (("usual administrators", {}), ("who trust teachers", trust)):
        rows = [lab.estimate(mean_of("burnout"), lab.schools(arm | {"accountability.pressure": x})) for x in steps]
        lines[name] = course(rows)
    yield Curve("external pressure [0..1]", "burnout [0..1]", steps, lines)
