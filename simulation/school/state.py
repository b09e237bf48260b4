"""The state of one school as structured arrays; every variable is declared here once.

A `State` is a bundle of arrays: `teachers` has a row for each post, `ties` one for each advice tie (the first
`school[0].n_ties` rows count), `goals` one for each decision domain, `school` a single row for the school and its
administrator. DataFrames, the codebook and Mesa's views are made from the declarations below.
"""

from collections import namedtuple
from typing import Any, NamedTuple

import numpy as np

from ..core.vocabulary import MOST_PEOPLE, N_DOMAINS, N_FORMS, N_GIVERS, NO_PERSON, numbered
from ..declare.terms import TERM_NAMES


class Variable(NamedTuple):
    """One state variable: its name, array type, unit, lowest and highest value, and meaning."""

    name: str
    type: str | tuple
    unit: str
    low: float
    high: float
    meaning: str


INF = float("inf")

TEACHER = (
    Variable(
        "person",
        "i4",
        "number",
        NO_PERSON,
        MOST_PEOPLE - 1,
        "who holds the post: a number given once only, -1 while it is vacant",
    ),
    Variable("present", "i1", "0/1", 0, 1, "the post is filled"),
    Variable("role", "i1", "0/1", 0, 1, "holds a formal leadership role"),
    Variable("kind", "i1", "kind", 0, 6, "what the role is for, where roles differ in kind"),
    Variable("reviewer", "i1", "0/1", 0, 1, "holds a role whose work is to judge colleagues"),
    Variable("member", "i1", "0/1", 0, 1, "belongs to an external professional network"),
    Variable("mentored", "i1", "0/1", 0, 1, "has a mentor this year"),
    Variable("in_team", "i1", "0/1", 0, 1, "the group meets as a formal team"),
    Variable("departure", "i1", "0/1/2", 0, 2, "stays, leaves teaching, or moves to another school this summer"),
    Variable("group", "i2", "index", 0, 500, "grade or department"),
    Variable("wished", "i2", "colleagues", 0, 499, "how many colleagues the person would like to turn to"),
    Variable(
        "tenure",
        "i2",
        "years",
        0,
        120,
        "completed years in this school, as far as they are known: from the first day or before",
    ),
    Variable("role_years", "i2", "years", 0, 60, "years in a formal role during the run, or before"),
    Variable("appointed", "i1", "0/1/2", 0, 2, "new to a formal role this year: no, yes, yes and tied to somebody in one"),
    Variable("fte", "f8", "share", 0, 1, "share of a full post, which stays with the post"),
    Variable("experience", "f8", "years", 0, 60, "years of teaching"),
    Variable("beginner", "f8", "0..1", 0, 1, "how much of a beginner the person still is"),
    Variable("expertise", "f8", "0..1", 0, 1, "instructional expertise"),
    Variable("demand", "f8", "h/week", -40, 40, "lasting difference in classroom hours"),
    Variable("paperwork_deviation", "f8", "h/week", -20, 20, "lasting difference in routine work"),
    Variable("classes", "f8", "SD", -10, 10, "how demanding this year's classes are"),
    Variable("rapport", "f8", "SD", -10, 10, "how well this year's classes go"),
    Variable("confidence", "f8", "0..1", 0, 1, "belief in oneself as a teacher, a lasting trait"),
    Variable("resilience", "f8", "0..1", 0, 1, "resilience, a lasting trait"),
    Variable("disposition", "f8", "0..1", 0, 1, "collaborative disposition, a lasting trait"),
    Variable("approachability", "f8", "weight", 0, INF, "how readily colleagues turn to the person, a lasting trait"),
    Variable("threshold", "f8", "share", -INF, INF, "share of colleagues who have to join before, a lasting trait"),
    Variable("attraction", ("f8", (N_FORMS,)), "0..1", 0, 1, "learned attraction to each form of action"),
    Variable("voice", ("f8", (N_DOMAINS,)), "0..1", 0, 1, "voice in each decision domain, which is felt influence"),
    Variable("won", ("f8", (N_DOMAINS,)), "0..1", 0, 1, "lasting voice won by taking part, where a say is won"),
    Variable("form", ("i1", (N_DOMAINS,)), "form", 0, 3, "form of action on each goal"),
    Variable("chosen", ("i1", (N_DOMAINS,)), "form", 0, 3, "the form as far as it is chosen: none where it is by order"),
    Variable("took_part", ("i1", (N_DOMAINS,)), "0/1", 0, 1, "collaborated on the goal while it was conceived"),
    Variable("self_efficacy", "f8", "0..1", 0, 1, "teacher self-efficacy"),
    Variable("exhaustion", "f8", "0..1", 0, 1, "emotional exhaustion"),
    Variable("depersonalization", "f8", "0..1", 0, 1, "depersonalisation"),
    Variable("accomplishment", "f8", "0..1", 0, 1, "personal accomplishment"),
    Variable("satisfaction", "f8", "0..1", 0, 1, "job satisfaction"),
    Variable("temper", "f8", "SD", -10, 10, "how easily the person is satisfied, a lasting trait"),
    Variable("wonted", "f8", "0..1", 0, 1, "satisfaction that the person is used to"),
    Variable("inured", "f8", "0..1", 0, 1, "exhaustion that the person is used to"),
    Variable("aspired", "f8", "0..1", 0, 1, "success of goals that the person is used to"),
    Variable("ambiguity", "f8", "0..1", 0, 1, "felt role ambiguity"),
    Variable("isolation", "f8", "0..1", 0, 1, "isolation from colleagues"),
    Variable("standing", "f8", "0..1", 0, 1, "standing as a leader among peers"),
    Variable("duty", "f8", "times", 0, 10, "work of the role, relative to any role; none without one"),
    Variable("freed", "f8", "times", 0, 10, "likewise release for it"),
    Variable("access", "f8", "times", 0, 5, "likewise the ear that the administrator lends to it"),
    Variable("exposure", "f8", "times", 0, INF, "likewise how far it makes its holder stand out"),
    Variable("guided", "f8", "0..1", 0, INF, "what guidance by coaches and heads adds to the lead of partners"),
    Variable("rating", ("f8", (N_GIVERS,)), "0..1", 0, 1, "what the person thinks of each way of learning on the job"),
    Variable("attends", ("i1", (N_GIVERS,)), "0/1", 0, 1, "takes it up in this planning cycle"),
    Variable("training", "f8", "h/week", 0, 60, "hours of training on the job, by whoever gives it"),
    Variable("lately", "f8", "0..1", 0, 1, "what was learnt lately and is no practice yet"),
    Variable("credentials", "f8", "number", 0, INF, "small certified steps that were taken here"),
    Variable("recruited", "i1", "0/1", 0, 1, "was brought into an external network by a colleague"),
    Variable("met", "f8", "0..1", 0, INF, "what colleagues of other schools add to the lead of partners"),
    Variable("quit_intention", "f8", "chance", 0, 1, "chance that the person means to leave, at the end of the last year"),
    Variable("classroom", "f8", "h/week", 0, 168, "hours for teaching, preparation, marking and pupils"),
    Variable("paperwork", "f8", "h/week", 0, 168, "hours for routine work that is not teaching"),
    Variable("mandated", "f8", "h/week", 0, 168, "joint time ordered by the administrator, held in teams"),
    Variable("slack", "f8", "h/week", -168, 168, "hours left for collective action before it is chosen"),
    Variable("collective", "f8", "h/week", 0, 168, "hours of chosen collective action"),
    Variable("total", "f8", "h/week", 0, 168, "all working hours"),
    Variable("contact", "f8", "trust", 0, INF, "trust summed over colleagues one works with this cycle"),
    Variable("acquainted", "f8", "trust", 0, INF, "trust summed over all ties, in and out"),
    Variable("backing", "f8", "0..1", 0, 1, "support by colleagues"),
    Variable("partner_trust", "f8", "0..1", 0, 1, "mean trust in the colleagues one works with, or in all when there are none"),
    Variable("partner_lead", "f8", "0..1", 0, 1, "mean lead in expertise of the colleagues one works with"),
    Variable("partner_success", "f8", "0..1", 0, 1, "mean success of the colleagues one works with"),
    Variable("success", "f8", "0..1", 0, 1, "success of the goals one works on, this week"),
    Variable("agency", "f8", "0..1", 0, 1, "hand one has in the goals one works on"),
    Variable("unvoiced", "f8", "h/week", 0, 168, "hours of joint work and meetings without a say"),
    Variable(
        "harm", "f8", "0..1", 0, 1, "how far ordered joint time would do harm: what is missing to a say, support and time"
    ),
    Variable("blocked", "f8", "h/week", 0, 1000, "joint hours that get nowhere, as they are felt"),
    Variable("loss", "f8", "0..1", 0, 1, "what is felt of joint progress thrown away"),
    Variable("dissent", "f8", "0..1", 0, 1, "dissent voiced in joint work this week"),
    Variable("tension", "f8", "0..1", 0, 1, "tension with colleagues this week"),
    Variable("lesson", "f8", "0..1", 0, 1, "what this week's dissent taught"),
)

TIE = (
    Variable("source", "i2", "post", 0, 499, "who turns to somebody"),
    Variable("target", "i2", "post", 0, 499, "to whom"),
    Variable("work", "i2", "0/1/2", 0, 2, "contact this cycle: none, voluntary joint work, mandated meetings only"),
    Variable("trust", "f8", "0..1", 0, 1, "trust in the colleague"),
)

GOAL = (
    Variable("active", "i1", "0/1", 0, 1, "the school pursues a goal in this domain"),
    Variable("owner", "i1", "owner", 0, 3, "nobody, administrator, joint or teachers"),
    Variable("stage", "i1", "stage", 0, 2, "conceptualise, plan or enact"),
    Variable("age", "i4", "weeks", 0, 2000, "weeks since it was conceived"),
    Variable("fit", "f8", "0..1", 0, 1, "fit to the needs of classrooms"),
    Variable("effort", "f8", "h per teacher", 0, INF, "effective joint hours it needs, per teacher of the staff"),
    Variable("progress", "f8", "0..1", 0, 1, "how far it has come"),
    Variable("success", "f8", "0..1", 0, 1, "how successful it feels this week"),
    Variable("joint", "f8", "share", 0, 1, "share of staff that cooperates or collaborates on it"),
    Variable("beside", "i1", "0/1", 0, 1, "the administrator takes part in it with teachers, from its first stage on"),
)

SCHOOL = (
    Variable("seed", "i8", "number", 0, 2**32 - 1, "seed of the ensemble"),
    Variable("run", "i8", "number", 0, 2**32 - 1, "which school of the ensemble"),
    Variable("year", "i8", "years", 0, 39, "school years completed"),
    Variable("week", "i8", "weeks", 0, 35, "week of the year, from 0"),
    Variable("past", "i8", "years", 0, 20, "years that were lived before the first day"),
    Variable("n_ties", "i8", "ties", 0, INF, "advice ties in force"),
    Variable("n_groups", "i8", "groups", 1, 500, "grades or departments"),
    Variable("n_present", "i8", "teachers", 0, 500, "filled posts"),
    Variable(
        "n_people", "i8", "people", 0, MOST_PEOPLE, "how many have worked here so far: the next who is hired gets this number"
    ),
    Variable(
        "keeps", "i8", "0/1/2", 0, 2, "whether the network keeps its shape: no, as this school's, or as this school's posts'"
    ),
    Variable("asking", "f8", "colleagues", 0, INF, "how many colleagues a teacher of this school turns to, on average"),
    Variable("returning", "f8", "share", 0, 1, "share of advice ties that are returned in this school"),
    Variable("leaning", "f8", "chance", 0, 1, "chance that the next adviser somebody finds is one who turns to her already"),
    Variable("leading_deviation", "f8", "share", -1, 1, "how this school's share of formal roles differs from the scenario's"),
    Variable("poverty_deviation", "f8", "0..1", -INF, INF, "how this school's poverty differs from the scenario's"),
    Variable("materials_deviation", "f8", "0..1", -INF, INF, "likewise its materials"),
    Variable("culture_deviation", "f8", "0..1", -INF, INF, "likewise the culture around it"),
    Variable(
        "trust_deviation", "f8", "trust", -INF, INF, "how the trust that is usual here differs from that in other schools"
    ),
    Variable(
        "belief_deviation",
        "f8",
        "0..1",
        -INF,
        INF,
        "how this staff's belief in itself differs for good from what its work gives",
    ),
    Variable("openness_deviation", "f8", "0..1", -INF, INF, "how this administrator's openness differs from the scenario's"),
    Variable("support_deviation", "f8", "0..1", -INF, INF, "likewise support"),
    Variable("clarity_deviation", "f8", "0..1", -INF, INF, "likewise clarity"),
    Variable("opening", "f8", "0..1", -0.5, 0.5, "what experience has added to the administrator's openness"),
    Variable("administrator_tenure", "i8", "years", 0, 60, "years this administrator has been in office"),
    Variable("unsettled", "f8", "0..1", 0, 1, "how new the administrator is"),
    Variable("office", "f8", "h/week", 0, 1000, "hours of the administrator's week"),
    Variable("confidence", "f8", "0..1", 0, 1, "the administrator's confidence in teachers"),
    Variable("support_shift", "f8", "0..1", -1, 1, "what practice and load have added to the administrator's support"),
    Variable("clarity_shift", "f8", "0..1", -1, 1, "likewise clarity"),
    Variable("shelter", "f8", "share", -1, 1, "outside pressure that she has come to keep from teachers beyond her habit"),
    Variable("poverty", "f8", "share", 0, 1, "share of pupils from low-income families"),
    Variable("pressure", "f8", "0..1", 0, 1, "outside pressure that reaches teachers"),
    Variable("materials", "f8", "0..1", 0, 1, "adequacy of tools and materials"),
    Variable("openness", "f8", "chance", 0, 1, "openness of the administrator in office"),
    Variable("control", "f8", "0..1", 0, 1, "micromanagement by the administrator"),
    Variable("believed", ("f8", (N_DOMAINS,)), "0..1", 0, 1, "influence the administrator believes to have shared"),
    Variable("norm", "f8", "0..1", 0, 1, "norm of working together"),
    Variable("collective_efficacy", "f8", "0..1", 0, 1, "collective efficacy"),
    Variable("trust", "f8", "0..1", 0, 1, "trust climate: mean trust of advice ties, diluted where few have any"),
    Variable("coherence", "f8", "0..1", 0, 1, "coherence of the programme"),
    Variable("churned", "f8", "share", 0, 1, "share of goals that were replaced last summer before they were attained"),
    Variable("families", "f8", "SD", -INF, INF, "how much more its families and place do for pupils than poverty tells"),
    Variable("use", "f8", "factor", 0, INF, "how much of its expertise the staff brings to pupils, relative to a usual school"),
    Variable("growth", "f8", "student SD/year", -INF, INF, "growth of pupils in the last completed year"),
    Variable("turnover", "f8", "share", 0, 1, "share of staff that left last summer"),
    Variable(
        "relief", "f8", "share", 0, 1, "share of what poverty costs teachers that coordinators for families take from them"
    ),
    Variable("spoken", "f8", "0/1", 0, 1, "somebody in a union role speaks for the staff"),
)


def dtype_of(variables: tuple[Variable, ...]) -> np.dtype:
    """The array type of one kind of entity."""
    return np.dtype([(v.name, *(v.type if isinstance(v.type, tuple) else (v.type,))) for v in variables], align=True)


TEACHER_DTYPE, TIE_DTYPE, GOAL_DTYPE, SCHOOL_DTYPE = map(dtype_of, (TEACHER, TIE, GOAL, SCHOOL))

#: What is kept of a tie at the end of a year (from 1): who turned to whom, as posts and as people. A row without a tie has year 0.
KEPT_TIE_DTYPE = np.dtype(
    [("year", "i2"), ("source", "i2"), ("target", "i2"), ("source_person", "i4"), ("target_person", "i4"), ("trust", "f8")],
    align=True,
)

#: teachers (n,), ties (capacity,), goals (6,), school (1,): the arrays declared above
#: terms (n, len(TERM_NAMES)) float64 sums over the year, or (0, ...) when nobody asks why
#: scratch (n, N_SCRATCH) float64: workspace of the kernels, without meaning between them
State = namedtuple("State", "teachers ties goals school terms scratch")


#: Columns of the workspace that kernels share.
N_SCRATCH = 8


def workspace(*names: str) -> Any:
    """The columns of `scratch` that one kernel uses, by name and from the first on. Raises ValueError when there are too few."""
    if len(names) > N_SCRATCH:
        raise ValueError(f"{len(names)} columns of the workspace are wanted ({', '.join(names)}), and it has {N_SCRATCH}")
    return numbered(names)


def room_for_ties(n_posts: int, out_degree: float) -> int:
    """Rows for advice ties: half as many again as there are on the first day, and room for mentors and small schools."""
    return int(n_posts * min(n_posts - 1, 1.5 * out_degree + 2.0)) + 24


def no_ties(n_years: int = 0, room: int = 1) -> np.ndarray:
    """Room for ties of so many years, (n_years, room) of KEPT_TIE_DTYPE."""
    return np.zeros((n_years, room), KEPT_TIE_DTYPE).view(np.recarray)


def empty_state(n_posts: int, out_degree: float, explain: bool = False) -> State:
    """Arrays for a school of `n_posts` in which nobody is yet. `explain` keeps the terms that move states."""
    return State(
        np.zeros(n_posts, TEACHER_DTYPE).view(np.recarray),
        np.zeros(room_for_ties(n_posts, out_degree), TIE_DTYPE).view(np.recarray),
        np.zeros(N_DOMAINS, GOAL_DTYPE).view(np.recarray),
        np.zeros(1, SCHOOL_DTYPE).view(np.recarray),
        np.zeros((n_posts if explain else 0, len(TERM_NAMES))),
        np.zeros((n_posts, N_SCRATCH)),
    )
