"""What is observed: every column of the tables, declared once; the kernels of observe.py fill them.

A weekly row describes the school in one week; a yearly row holds the means of the year's weekly rows, followed by what only
a year has (turnover, answers to a survey at its end). Rows are float64 vectors in the order of the declarations.
"""

from typing import NamedTuple

from ..names import DOMAINS, FORMS
from ..school.state import TERM_NAMES


class Outcome(NamedTuple):
    """One column: name, unit, lowest and highest value, meaning."""

    name: str
    unit: str
    low: float
    high: float
    meaning: str


INF = float("inf")


def _shares(prefix: str, names, meaning: str):
    return tuple(Outcome(f"{prefix}_{name}", "share", 0, 1, meaning.format(name)) for name in names)


WEEKLY = (
    *_shares("share", FORMS, "share of teacher-goal-weeks in {}"),
    Outcome(
        "hours_total", "h/week", 0, 168, "working hours: classroom + paperwork + duties + mandated + collective - protected"
    ),
    Outcome("hours_classroom", "h/week", 0, 168, "teaching, preparation, marking and pupils"),
    Outcome("hours_paperwork", "h/week", 0, 168, "routine work that is not teaching"),
    Outcome("hours_duties", "h/week", 0, 168, "formal roles and external networks"),
    Outcome("hours_mandated", "h/week", 0, 168, "joint time ordered by the administrator"),
    Outcome("hours_collective", "h/week", 0, 168, "chosen collective action"),
    Outcome("hours_protected", "h/week", 0, 168, "joint time that falls into timetabled time or release"),
    Outcome("influence", "0..1", 0, 1, "felt influence, mean over the six domains"),
    *(Outcome(f"influence_{d}", "0..1", 0, 1, f"felt influence over {d}") for d in DOMAINS),
    Outcome("influence_shared", "0..1", 0, 1, "influence the administrator believes to have shared"),
    Outcome("self_efficacy", "0..1", 0, 1, "teacher self-efficacy"),
    Outcome("collective_efficacy", "0..1", 0, 1, "collective efficacy"),
    Outcome("job_satisfaction", "0..1", 0, 1, "job satisfaction"),
    Outcome("exhaustion", "0..1", 0, 1, "emotional exhaustion"),
    Outcome("depersonalization", "0..1", 0, 1, "depersonalisation"),
    Outcome("accomplishment", "0..1", 0, 1, "personal accomplishment"),
    Outcome("burnout", "0..1", 0, 1, "overall burnout: 0.4 exhaustion, 0.3 depersonalisation, 0.3 reduced accomplishment"),
    Outcome("well_being", "0..1", 0, 1, "professional well-being: satisfaction and efficacy against burnout"),
    Outcome("ambiguity", "0..1", 0, 1, "felt role ambiguity"),
    Outcome("isolation", "0..1", 0, 1, "isolation from colleagues"),
    Outcome("tension", "0..1", 0, 1, "tension with colleagues"),
    Outcome("expertise", "0..1", 0, 1, "instructional expertise"),
    Outcome("novice_share", "share", 0, 1, "share of staff with three years of experience or fewer"),
    Outcome("trust", "0..1", 0, 1, "trust climate"),
    Outcome("norm", "0..1", 0, 1, "norm of working together"),
    Outcome("coherence", "0..1", 0, 1, "coherence of the programme"),
    Outcome("goals_shared", "share", 0, 1, "share of goals open to shared creation"),
    Outcome("administrator_openness", "chance", 0, 1, "openness of the administrator in office"),
    Outcome("administrator_control", "0..1", 0, 1, "control by the administrator"),
    Outcome("staff", "teachers", 0, 500, "filled posts"),
    Outcome("vacancies", "share of posts", 0, 1, "posts that are vacant"),
    Outcome("dissent", "0..1", 0, 1, "dissent voiced in joint work, none by those who work alone"),
    Outcome("diversity", "0..1", 0, 2 / 3, "chance that two acts of joint work, of anybody on any goal, differ in form"),
)

YEARLY = (
    *(
        Outcome(
            f"monthly_{f}", "share", 0, 1, f"share of teachers in {f}{deeper} on some goal in a typical month (planning cycle)"
        )
        for f, deeper in zip(FORMS[1:], (" or a deeper form", " or a deeper form", ""))
    ),
    Outcome("influence_gini", "0..1", 0, 1, "inequality of influence between teachers (Gini)"),
    Outcome("leadership_gini", "0..1", 0, 1, "inequality of standing among peers (Gini)"),
    Outcome("turnover", "share of staff", 0, 1, "left the school at the end of the year: leavers and movers"),
    Outcome("leavers", "share of staff", 0, 1, "left teaching"),
    Outcome("movers", "share of staff", 0, 1, "moved to another school"),
    Outcome("hired", "share of posts", 0, 1, "posts filled in the summer before"),
    Outcome("goals_attained", "share", 0, 1, "share of goals that were attained by the end of the year"),
    Outcome("student_growth", "student SD/year", -INF, INF, "mean growth of pupils"),
    Outcome("burnout_rate", "share", 0, 1, "survey: feel burnt out (single item)"),
    Outcome("frequent_stress", "share", 0, 1, "survey: frequent job-related stress"),
    Outcome("satisfied", "share", 0, 1, "survey: satisfied with the job overall"),
    Outcome("engaged", "share", 0, 1, "survey: engaged at work"),
    Outcome("intend_to_leave", "share", 0, 1, "survey: mean to leave the job"),
    Outcome("maslach_high", "share", 0, 1, "survey: beyond a Maslach cut-off on at least one dimension"),
    Outcome("enough_time", "share", 0, 1, "survey: have enough time to work together"),
    *(Outcome(f"influence_any_{d}", "share", 0, 1, f"survey: any influence over {d}") for d in DOMAINS),
    *(Outcome(f"influence_great_{d}", "share", 0, 1, f"survey: a great deal of influence over {d}") for d in DOMAINS),
    Outcome("out_degree", "colleagues", 0, INF, "colleagues a teacher turns to"),
    Outcome("reciprocity", "share", 0, 1, "share of advice ties that are returned"),
    Outcome("share_in_team", "share", 0, 1, "share of staff whose grade or department meets as a formal team"),
    Outcome("new_leaders", "share", 0, 1, "share of staff in a formal role this year and not the year before"),
    Outcome(
        "new_leaders_invited", "share", 0, 1, "share of staff new to a role and tied to somebody who had one the year before"
    ),
    Outcome("monthly_team_teaching", "share", 0, 1, "survey: teach jointly as a team at least monthly"),
    Outcome("monthly_observation", "share", 0, 1, "survey: observe each other's classes at least monthly"),
    Outcome("inservice_participation", "share", 0, 1, "survey: attended in-service training that was ordered"),
    Outcome("inservice_satisfied", "share", 0, 1, "survey: satisfied with it, among those who attended (0 without any)"),
    Outcome("informal_participation", "share", 0, 1, "survey: learn informally with colleagues"),
    Outcome("informal_satisfied", "share", 0, 1, "survey: satisfied with that, among those who do (0 without any)"),
)

#: Columns of the table of years, after scenario, run, year and teachers (posts).
YEAR_COLUMNS = WEEKLY + YEARLY
WEEK_COLUMNS = WEEKLY
N_WEEKLY, N_YEARLY = len(WEEKLY), len(YEARLY)
#: What is gathered from month to month for the yearly row: the three forms, team teaching, observation.
N_MONTHLY = 5

#: Columns of the table of teachers, after scenario, run, year and teacher. Means over the year, then states at its end.
TEACHER_MEANS = (
    *_shares("share", FORMS, "share of one's goal-weeks in {}"),
    Outcome("hours_total", "h/week", 0, 168, "working hours, mean over the year"),
    Outcome("hours_collective", "h/week", 0, 168, "chosen collective action, mean over the year"),
    Outcome("hours_classroom", "h/week", 0, 168, "teaching, preparation, marking and pupils, mean over the year"),
    Outcome("hours_paperwork", "h/week", 0, 168, "routine work that is not teaching, mean over the year"),
)
TEACHER_STATES = (
    Outcome("group", "index", 0, 500, "grade or department"),
    Outcome("experience", "years", 0, 60, "years of teaching"),
    Outcome("tenure", "years", 0, 40, "completed years in this school during the run"),
    Outcome("role", "0/1", 0, 1, "holds a formal leadership role"),
    Outcome("reviewer", "0/1", 0, 1, "holds a role whose work is to judge colleagues"),
    Outcome("member", "0/1", 0, 1, "belongs to an external professional network"),
    Outcome("mentored", "0/1", 0, 1, "has a mentor this year"),
    Outcome("in_team", "0/1", 0, 1, "the grade or department meets as a formal team"),
    Outcome("influence", "0..1", 0, 1, "felt influence, mean over the six domains"),
    *(Outcome(f"influence_{d}", "0..1", 0, 1, f"felt influence over {d}") for d in DOMAINS),
    Outcome("expertise", "0..1", 0, 1, "instructional expertise"),
    Outcome("resilience", "0..1", 0, 1, "resilience"),
    Outcome("disposition", "0..1", 0, 1, "collaborative disposition"),
    *(Outcome(f"attraction_{f}", "0..1", 0, 1, f"learned attraction to {f}") for f in FORMS),
    Outcome("self_efficacy", "0..1", 0, 1, "teacher self-efficacy"),
    Outcome("exhaustion", "0..1", 0, 1, "emotional exhaustion"),
    Outcome("depersonalization", "0..1", 0, 1, "depersonalisation"),
    Outcome("accomplishment", "0..1", 0, 1, "personal accomplishment"),
    Outcome("burnout", "0..1", 0, 1, "overall burnout"),
    Outcome("job_satisfaction", "0..1", 0, 1, "job satisfaction"),
    Outcome("well_being", "0..1", 0, 1, "professional well-being"),
    Outcome("ambiguity", "0..1", 0, 1, "felt role ambiguity"),
    Outcome("isolation", "0..1", 0, 1, "isolation from colleagues"),
    Outcome("standing", "0..1", 0, 1, "standing as a leader among peers"),
    Outcome("in_ties", "colleagues", 0, 499, "colleagues who turn to the person"),
    Outcome("out_ties", "colleagues", 0, 499, "colleagues the person turns to"),
    Outcome("quit_intention", "chance", 0, 1, "chance that the person means to leave"),
    Outcome("left", "0/1/2", 0, 2, "stayed (0), left teaching (1) or moved to another school (2) at the end of the year"),
)
TERM_COLUMNS = tuple(Outcome(name, "0..1 per year", -INF, INF, "what moved the state through this term") for name in TERM_NAMES)
TEACHER_COLUMNS = TEACHER_MEANS + TEACHER_STATES
N_TEACHER_MEANS = len(TEACHER_MEANS)
