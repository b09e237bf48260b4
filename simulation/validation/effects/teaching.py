"""Mentors, coaches, time for teams and training: what trials of learning on the job found."""

from dataclasses import replace

from .declare import Dose, cannot, twins
from .measures import gain, gone, in_classes, persons

#: As in mentored_novices.
MENTORS = Dose(
    "nearly every beginner has a mentor and two hours for it",
    set={"induction.mentoring": 0.9},
    novices={"time.planning": 2.0},
)
PAIRED = Dose(
    "every newcomer has an able mentor, against none", set={"induction.mentoring": 1.0}, plain={"induction.mentoring": 0.0}
)

twins("E05", MENTORS, gone(3, beginners=True, teaching=True), schools=1000)
twins("E07", MENTORS, in_classes(lambda t: t["experience"] == 1, "teachers in their second year", 2))
twins("E08", MENTORS, in_classes(lambda t: t["experience"] == 2, "teachers in their third year, mentored in the first two", 3))
twins("E09", MENTORS, in_classes(lambda t: t["experience"] < t["at"], "teachers in their first two years", 1, 2))
twins("E10", MENTORS, gone(2, beginners=True, teaching=True), schools=1000)
twins("E11", MENTORS, in_classes(lambda t: t["experience"] == 0, "beginners", 1))
twins(
    "E12",
    PAIRED,
    in_classes(lambda t: t["tenure"] == 0, "newcomers", 1),
    reason="the nearest case of a pair: the model gives able colleagues to newcomers, not to weak teachers of long standing",
)
cannot("E13", "the model ties no weak teacher to a strong one; mentors are for newcomers, whom E12 asks")
cannot("E14", "colleagues cannot be exchanged while a teacher stays the same; T083 asks for the same thing in another way")

#: As in hybrid_roles, from START on.
HYBRID = Dose(
    "one teacher in five leads, with half the load of teaching and a clear mandate",
    set={"roles.leaders": 0.2, "roles.release": 10.0, "roles.duties": 6.0},
    leaders={"administrator.support": 0.8, "administrator.clarity": 0.85},
    years=6,
)
QUARTER = Dose(
    "one teacher in four has a role, with release",
    set={"roles.leaders": 0.25, "roles.release": 5.0, "roles.duties": 4.0},
)


def beside_a_leader(staff):
    """Teachers without a role in whose grade or department somebody has one."""
    led = staff.groupby(["run", "year", "group"])["role"].transform("max") > 0
    return (staff["role"] == 0) & led


cannot("E15", "nobody is coached one by one in the model; a ceiling for E42")
twins(
    "E16",
    HYBRID,
    gain(2, 3, total=False),
    ceiling=True,
    reason="leaders stand for coaches, and a fifth of the staff for all of it",
)
COACHES = replace(
    HYBRID,
    words="one teacher in five leads, with half the load of teaching and a clear mandate, and gives an hour a week of feedback",
    add={"training.feedback": 1.0},
)
twins("E42", COACHES, in_classes(beside_a_leader, "teachers beside a leader in their team", 1, same_posts=True))
twins("E43", HYBRID, gain(1, 2, 3, 4))
twins("E45", QUARTER, gain(1, 2, 3))

cannot("E18", "a test of one topic has no counterpart in a year's gain")
ROUNDS = Dose(
    "an hour a week in teams, a norm to work together, and an hour of feedback on each other's lessons",
    add={"time.planning": 1.0, "culture.collaboration": 0.2, "training.feedback": 1.0},
)
twins("E19", ROUNDS, gain(1), reason="the whole staff takes part, so that all classes are those of the teams")
twins("E20", ROUNDS, persons("expertise", 1))
cannot("E21", "the model observes lessons within mentoring and monthly routines only; a whole staff cannot be told to")
cannot("E22", "as E21: the same trial")
COMMUNITIES = Dose(
    "a third of an hour a week in teams, and a clearer goal", add={"time.planning": 0.35, "administrator.clarity": 0.1}
)
twins("E23", COMMUNITIES, gain(1, 2), ceiling=True, reason="the trial gave content, a lead teacher and a mentor as well")

MANDATED = Dose("two more hours a week that are ordered and filled from above", add={"administrator.mandated": 2.0})
ROUTINE = Dose(
    "the routine of coherent_routine",
    set={
        "time.planning": 4.0,
        "administrator.mandated": 2.0,
        "administrator.clarity": 0.9,
        "administrator.openness": 0.2,
        "goals.active": 2,
        "goals.churn": 0.1,
        "teams.coverage": 1.0,
    },
)
twins("E26", MANDATED, gain(1, 2))
twins("E32", MANDATED, persons("expertise", 3))
twins("E85", MANDATED, persons("burnout", 2), reason="support by order stands for the service of peers")
twins("E27", ROUTINE, gain(1, 2, 3))
twins("E28", ROUTINE, gain(1))
NETWORKS = Dose(
    "every teacher is in a network beyond the school, against none",
    set={"external.members": 1.0},
    plain={"external.members": 0.0},
)
TRAINED = replace(
    NETWORKS,
    words="every teacher is in a network beyond the school, and an hour a week of training led by colleagues, against neither",
    add={"training.colleagues": 1.0},
)
twins("E30", TRAINED, gain(2), reason="networks and training are what teaches in the model and does nothing else")
cannot("E31", "new material and tests near to it are no part of the model")

TEN_HOURS = Dose("ten timetabled hours a week for joint work", set={"time.planning": 10.0})
twins(
    "E03",
    TEN_HOURS,
    gain(1, 2, 3),
    ceiling=True,
    reason="the model has no size of classes; ten hours for teams without a teacher more must not beat it",
)
