"""What is observed: every column of the tables, declared once.

A weekly row describes the school in one week; a yearly row holds the means of the year's weekly rows, followed by what only
a year has (turnover, answers to a survey at its end). Rows are float64 vectors in the order of the declarations; the kernels of
the engine fill them.
"""

from dataclasses import replace

from ..core.vocabulary import DOMAINS, FORMS, KINDS, MOST_PEOPLE, N_KINDS, NO_PERSON
from .outcome import Better, Outcome, Theme
from .terms import TERM_WORDS, term_name

INF = float("inf")

#: Forms of action and decision domains as nouns.
FORM_WORDS = {form: form for form in FORMS} | {"individual": "individual practice"}
DOMAIN_WORDS = {domain: domain for domain in DOMAINS} | {"conduct": "pupils' conduct"}


def _level(
    name: str, label: str, subject: str, theme: Theme, better: Better, meaning: str,
    *, unit: str = "0..1", high: float = 1.0, rank: int | None = None, state: str = "",
) -> Outcome:  # fmt: skip
    """A level without unit, from 0 to 1."""
    return Outcome(
        name=name, label=label, subject=subject, unit=unit, low=0.0, high=high, theme=theme, better=better, meaning=meaning,
        rank=rank, state=state,
    )  # fmt: skip


def _share(
    name: str, label: str, subject: str, theme: Theme, better: Better, meaning: str, *, of: str = "", rank: int | None = None
) -> Outcome:
    """A share, which people read in percent. of : whose, where the unit says so"""
    return _level(name, label, subject, theme, better, meaning, unit=f"share of {of}" if of else "share", rank=rank)


def _hours(name: str, label: str, subject: str, better: Better, meaning: str, *, rank: int | None = None) -> Outcome:
    """Hours of a teacher's week."""
    return _level(name, label, subject, Theme.HOURS, better, meaning, unit="h/week", high=168.0, rank=rank)


def _form_share(form: str, rank: int) -> Outcome:
    words = FORM_WORDS[form]
    return _share(
        f"share_{form}", words, f"the share of {words}", Theme.FORMS, None, f"share of teacher-goal-weeks in {words}", rank=rank
    )


def _monthly(form: str, deeper: str, rank: int) -> Outcome:
    return _share(
        f"monthly_{form}", f"monthly {form}", f"the share of teachers in monthly {form}", Theme.FORMS, None,
        f"share of teachers in {form}{deeper} on some goal in a typical month (planning cycle)", rank=rank,
    )  # fmt: skip


def _influence_on(domain: str) -> Outcome:
    words = DOMAIN_WORDS[domain]
    return _level(
        f"influence_{domain}", f"influence over {words}", f"the influence that teachers feel over {words}", Theme.INFLUENCE, "more",
        f"felt influence over {words}", state="voice",
    )  # fmt: skip


def _principals(domain: str) -> Outcome:
    words = DOMAIN_WORDS[domain]
    return _level(
        f"principal_influence_{domain}", f"principal's say over {words}", f"the administrator's own influence over {words}",
        Theme.INFLUENCE, None, f"the administrator's own influence over {words}",
    )  # fmt: skip


def _survey_influence(much: str, amount: str, domain: str) -> Outcome:
    words = DOMAIN_WORDS[domain]
    return _share(
        f"influence_{much}_{domain}", f"{much} influence over {words}", f"the share who report {amount} over {words}",
        Theme.INFLUENCE, "more", f"survey: {amount} over {words}",
    )  # fmt: skip


WEEKLY = (
    *(_form_share(form, rank) for form, rank in zip(FORMS, (27, 10, 9, 1), strict=True)),
    _hours(
        "hours_total", "working week", "the working week", "less",
        "working hours: classroom + paperwork + duties + mandated + collective - protected", rank=5,
    ),
    _hours("hours_classroom", "classroom work", "the time for classroom work", None, "teaching, preparation, marking and pupils"),
    _hours("hours_paperwork", "paperwork", "the time for paperwork", "less", "routine work that is not teaching"),
    _hours("hours_duties", "roles and networks", "the time for roles and networks", None, "formal roles and external networks"),
    _hours("hours_mandated", "mandated meetings", "the time in mandated meetings", None, "joint time ordered by the administrator"),
    _hours("hours_collective", "chosen joint work", "the time for chosen joint work", None, "chosen collective action", rank=16),
    _hours(
        "hours_protected", "within protected time", "the joint work within protected time", None,
        "joint time that falls into timetabled time or release",
    ),
    _level(
        "influence", "felt influence", "the influence that teachers feel", Theme.INFLUENCE, "more",
        "felt influence, mean over the six domains", rank=2, state="voice",
    ),
    *(_influence_on(domain) for domain in DOMAINS),
    _level(
        "influence_shared", "influence believed shared", "the influence that the administrator believes to have shared",
        Theme.INFLUENCE, None, "influence the administrator believes to have shared", rank=17,
    ),
    *(_principals(domain) for domain in DOMAINS),
    _level(
        "self_efficacy", "self-efficacy", "self-efficacy", Theme.WELL_BEING, "more", "teacher self-efficacy", rank=8,
        state="self_efficacy",
    ),
    _level(
        "collective_efficacy", "collective efficacy", "collective efficacy", Theme.SCHOOL, "more", "collective efficacy", rank=13
    ),
    _level(
        "job_satisfaction", "job satisfaction", "job satisfaction", Theme.WELL_BEING, "more", "job satisfaction", rank=4,
        state="satisfaction",
    ),
    _level(
        "exhaustion", "exhaustion", "exhaustion", Theme.WELL_BEING, "less", "emotional exhaustion", rank=3, state="exhaustion"
    ),
    _level(
        "depersonalization", "depersonalisation", "depersonalisation", Theme.WELL_BEING, "less", "depersonalisation", rank=18,
        state="depersonalization",
    ),
    _level(
        "accomplishment", "accomplishment", "the sense of accomplishment", Theme.WELL_BEING, "more", "personal accomplishment",
        rank=19, state="accomplishment",
    ),
    _level(
        "burnout", "burnout", "burnout", Theme.WELL_BEING, "less",
        "overall burnout: 0.4 exhaustion, 0.3 depersonalisation, 0.3 reduced accomplishment", rank=21,
    ),
    _level(
        "well_being", "well-being", "well-being", Theme.WELL_BEING, "more",
        "professional well-being: satisfaction and efficacy against burnout", rank=22,
    ),
    _level(
        "ambiguity", "role ambiguity", "role ambiguity", Theme.WELL_BEING, "less", "felt role ambiguity", rank=20,
        state="ambiguity",
    ),
    _level("isolation", "isolation", "isolation", Theme.RELATIONS, "less", "isolation from colleagues", rank=12, state="isolation"),
    _level("tension", "tension", "tension with colleagues", Theme.RELATIONS, "less", "tension with colleagues", state="tension"),
    _level(
        "expertise", "teaching expertise", "teaching expertise", Theme.LEARNING, "more", "instructional expertise",
        state="expertise",
    ),
    _share(
        "novice_share", "novices", "the share of novices", Theme.STAFF, None,
        "share of staff with three years of experience or fewer",
    ),
    _level("trust", "trust", "trust between colleagues", Theme.RELATIONS, "more", "trust climate", rank=11),
    _level(
        "norm", "norm of working together", "the norm of working together", Theme.RELATIONS, None, "norm of working together"
    ),
    _level("coherence", "coherence", "the coherence of the programme", Theme.SCHOOL, "more", "coherence of the programme"),
    _share(
        "goals_shared", "shared goals", "the share of goals open to shared creation", Theme.SCHOOL, None,
        "share of goals open to shared creation",
    ),
    _level(
        "administrator_openness", "openness of the administrator", "the openness of the administrator", Theme.SCHOOL, None,
        "openness of the administrator in office", unit="chance",
    ),
    _level(
        "administrator_control", "control by the administrator", "the control by the administrator", Theme.SCHOOL, None,
        "control by the administrator",
    ),
    _level(
        "administrator_hours", "week of the administrator", "the administrator's working week", Theme.SCHOOL, "less",
        "hours of the administrator's week", unit="h/week", high=1000.0,
    ),
    _level(
        "administrator_support", "support by the administrator", "the administrator's support", Theme.SCHOOL, "more",
        "support by the administrator, as an ordinary teacher meets it",
    ),
    _level(
        "administrator_clarity", "clarity of mandates", "the clarity of mandates", Theme.SCHOOL, "more",
        "clarity of mandates, as an ordinary teacher meets it",
    ),
    _share(
        "pressure_kept_off", "pressure kept off", "the share of outside pressure kept from teachers", Theme.SCHOOL, "more",
        "share of outside pressure that the administrator keeps from teachers",
    ),
    _share(
        "goals_beside", "goals with the administrator", "the share of goals in which the administrator takes part", Theme.SCHOOL,
        None, "share of goals in which the administrator takes part with teachers",
    ),
    _level(
        "staff", "filled posts", "the number of filled posts", Theme.STAFF, None, "filled posts", unit="teachers", high=500.0
    ),
    _share(
        "vacancies", "vacant posts", "the share of vacant posts", Theme.STAFF, "less", "posts that are vacant", of="posts"
    ),
    _level(
        "dissent", "dissent", "dissent in joint work", Theme.RELATIONS, None,
        "dissent voiced in joint work, none by those who work alone", state="dissent",
    ),
    _level(
        "diversity", "diversity of forms", "the diversity of forms of action", Theme.FORMS, None,
        "chance that two acts of joint work, of anybody on any goal, differ in form", high=2 / 3,
    ),
)  # fmt: skip

YEARLY = (
    *(
        _monthly(form, deeper, rank)
        for form, deeper, rank in zip(
            FORMS[1:], (" or a deeper form", " or a deeper form", ""), (28, 29, 30), strict=True
        )
    ),
    _level(
        "influence_gini", "inequality of influence", "the inequality of influence", Theme.INFLUENCE, None,
        "inequality of influence between teachers (Gini)", rank=23,
    ),
    _level(
        "leadership_gini", "inequality of standing", "the inequality of standing", Theme.INFLUENCE, None,
        "inequality of standing among peers (Gini)", rank=24,
    ),
    _share(
        "turnover", "turnover", "the share who leave every year", Theme.STAFF, "less",
        "left the school at the end of the year: leavers and movers", of="staff", rank=6,
    ),
    _share("leavers", "leaving teaching", "the share who leave teaching", Theme.STAFF, "less", "left teaching", of="staff"),
    _share(
        "movers", "moving school", "the share who move to another school", Theme.STAFF, "less",
        "moved to another school", of="staff",
    ),
    _share(
        "hired", "new hires", "the share of posts filled in the summer", Theme.STAFF, None, "posts filled in the summer before",
        of="posts",
    ),
    _share(
        "goals_attained", "goals attained", "the share of goals attained", Theme.SCHOOL, "more",
        "share of goals that were attained by the end of the year", rank=14,
    ),
    Outcome(
        name="student_growth", label="growth of pupils", subject="the growth of pupils", unit="student SD/year", low=-INF, high=INF,
        theme=Theme.LEARNING, better="more", meaning="mean growth of pupils", rank=15,
    ),
    _share(
        "burnout_rate", "feeling burnt out", "the share who feel burnt out", Theme.WELL_BEING, "less",
        "survey: feel burnt out (single item)", rank=7,
    ),
    _share(
        "frequent_stress", "frequent stress", "the share who are frequently stressed", Theme.WELL_BEING, "less",
        "survey: frequent job-related stress", rank=25,
    ),
    _share(
        "satisfied", "satisfied teachers", "the share who are satisfied with their job", Theme.WELL_BEING, "more",
        "survey: satisfied with the job overall", rank=26,
    ),
    _share("engaged", "engaged teachers", "the share who are engaged at work", Theme.WELL_BEING, "more", "survey: engaged at work"),
    _share(
        "intend_to_leave", "meaning to leave", "the share who mean to leave", Theme.STAFF, "less", "survey: mean to leave the job"
    ),
    _share(
        "maslach_high", "beyond a Maslach cut-off", "the share beyond a Maslach cut-off", Theme.WELL_BEING, "less",
        "survey: beyond a Maslach cut-off on at least one dimension",
    ),
    _share(
        "enough_time", "enough joint time", "the share who have enough time to work together", Theme.HOURS, "more",
        "survey: have enough time to work together",
    ),
    *(_survey_influence("any", "any influence", domain) for domain in DOMAINS),
    *(_survey_influence("great", "a great deal of influence", domain) for domain in DOMAINS),
    Outcome(
        name="out_degree", label="colleagues asked", subject="the number of colleagues a teacher turns to", unit="colleagues", low=0.0,
        high=INF, theme=Theme.RELATIONS, better=None, meaning="colleagues a teacher turns to",
    ),
    _share(
        "reciprocity", "returned ties", "the share of advice ties that are returned", Theme.RELATIONS, None,
        "share of advice ties that are returned",
    ),
    _share(
        "share_in_team", "members of formal teams", "the share of staff in formal teams", Theme.RELATIONS, None,
        "share of staff whose grade or department meets as a formal team",
    ),
    _share(
        "new_leaders", "new leaders", "the share who are new to a formal role", Theme.INFLUENCE, None,
        "share of staff in a formal role this year and not the year before",
    ),
    _share(
        "new_leaders_invited", "new leaders with ties to leaders", "the share who are new to a formal role and tied to a leader",
        Theme.INFLUENCE, None, "share of staff new to a role and tied to somebody who had one the year before",
    ),
    _hours("training_hours", "training on the job", "the time for training on the job", None,
           "training on the job at the end of the year, by whoever gives it (0 unless training has givers)"),
    _level(
        "training_rating", "rating of training", "the rating of training", Theme.LEARNING, "more",
        "what teachers think of the training that they attend at the end of the year (0 without any)",
    ),
    _level(
        "credentials", "micro-credentials", "the number of micro-credentials", Theme.LEARNING, None,
        "small certified steps that a teacher has taken here", unit="number", high=INF,
    ),
    _share(
        "members", "members of networks", "the share who belong to an outside network", Theme.RELATIONS, None,
        "share of staff in an external professional network",
    ),
    _share(
        "members_recruited", "recruited into networks", "the share who were brought into an outside network", Theme.RELATIONS, None,
        "share of staff whom a colleague brought into one (0 unless networks carry practice)",
    ),
    _level(
        "guidance", "guidance by coaches and heads", "the guidance by coaches and heads", Theme.LEARNING, None,
        "what coaches and heads of departments add to the lead of partners in expertise, mean of the staff (0 unless roles differ in kind)",
        high=INF,
    ),
    _share(
        "families_relief", "relief by family coordinators", "the relief by coordinators for families", Theme.HOURS, "more",
        "share of what poverty costs teachers that coordinators for families take from them (0 unless roles differ in kind)",
    ),
    _share(
        "monthly_team_teaching", "monthly team teaching", "the share who teach as a team every month", Theme.FORMS, None,
        "survey: teach jointly as a team at least monthly",
    ),
    _share(
        "monthly_observation", "monthly observation", "the share who observe each other every month", Theme.FORMS, None,
        "survey: observe each other's classes at least monthly",
    ),
    _share(
        "inservice_participation", "mandated training", "the share who attend mandated training", Theme.LEARNING, None,
        "survey: attended in-service training that was ordered",
    ),
    _share(
        "inservice_satisfied", "satisfied with mandated training", "the share satisfied with mandated training", Theme.LEARNING,
        "more", "survey: satisfied with it, among those who attended (0 without any)",
    ),
    _share(
        "informal_participation", "informal learning", "the share who learn informally with colleagues", Theme.LEARNING, None,
        "survey: learn informally with colleagues",
    ),
    _share(
        "informal_satisfied", "satisfied with informal learning", "the share satisfied with informal learning", Theme.LEARNING,
        "more", "survey: satisfied with that, among those who do (0 without any)",
    ),
)  # fmt: skip

#: Columns of the table of years, after scenario, run, year and teachers (posts).
YEAR_COLUMNS = WEEKLY + YEARLY
WEEK_COLUMNS = WEEKLY
N_WEEKLY, N_YEARLY = len(WEEKLY), len(YEARLY)
#: What is gathered from month to month for the yearly row: the three forms, team teaching, observation.
N_MONTHLY = 5

#: What a week is made of. Covered time is taken off: somebody else does in it what would have to be done besides.
HOURS = ("hours_classroom", "hours_paperwork", "hours_duties", "hours_mandated", "hours_collective", "hours_protected")

_OF_SCHOOL = {outcome.name: outcome for outcome in WEEKLY}


def _own(*names: str, meaning: str = "{}") -> tuple[Outcome, ...]:
    """What holds of a school's teachers on average, of a single one. meaning : what becomes of the meaning"""
    return tuple(replace(_OF_SCHOOL[name], meaning=meaning.format(_OF_SCHOOL[name].meaning)) for name in names)


def _fact(
    name: str, label: str, subject: str, theme: Theme, better: Better, meaning: str, *, unit: str = "0/1", high: float = 1.0
) -> Outcome:
    """Something that is so or not, a number of something, or a level; held as a state of the same name."""
    return _level(name, label, subject, theme, better, meaning, unit=unit, high=high, state=name)


#: Columns of the table of teachers, after scenario, run, year and teacher. Means over the year, then states at its end.
TEACHER_MEANS = (
    *(replace(_OF_SCHOOL[f"share_{form}"], meaning=f"share of one's goal-weeks in {FORM_WORDS[form]}") for form in FORMS),
    *_own("hours_total", "hours_collective", "hours_classroom", "hours_paperwork", meaning="{}, mean over the year"),
)
TEACHER_STATES = (
    Outcome(
        name="person", label="person", subject="the number of the person", unit="number", low=NO_PERSON, high=MOST_PEOPLE - 1,
        theme=Theme.STAFF, better=None, meaning="who holds the post: a number that nobody else is given in the run", state="person",
    ),
    _fact("group", "grade or department", "the grade or department", Theme.STAFF, None, "grade or department", unit="index",
          high=500.0),
    _fact("experience", "years of teaching", "the number of years of teaching", Theme.STAFF, None, "years of teaching",
          unit="years", high=60.0),
    _fact("tenure", "years in this school", "the number of years in this school", Theme.STAFF, None,
          "completed years in this school, as far as they are known", unit="years", high=120.0),
    _fact("role", "holding a role", "holding a formal role", Theme.INFLUENCE, None, "holds a formal leadership role"),
    _fact("kind", "kind of role", "the kind of role", Theme.INFLUENCE, None,
          "what the role is for, where roles differ in kind: 0 no kind or no role, "
          + ", ".join(f"{k} {kind}" for k, kind in enumerate(KINDS) if k), unit="kind", high=N_KINDS - 1.0),
    _fact("reviewer", "judging colleagues", "having to judge colleagues", Theme.INFLUENCE, None,
          "holds a role whose work is to judge colleagues"),
    _fact("member", "outside network", "belonging to an outside network", Theme.RELATIONS, None,
          "belongs to an external professional network"),
    _fact("recruited", "recruited into a network", "having been brought into a network", Theme.RELATIONS, None,
          "was brought into an external network by a colleague"),
    _fact("lately", "learnt lately", "what was learnt lately", Theme.LEARNING, None,
          "what was learnt lately and is no practice yet", unit="0..1"),
    _fact("mentored", "mentor", "having a mentor", Theme.LEARNING, None, "has a mentor this year"),
    _fact("in_team", "formal team", "meeting as a formal team", Theme.RELATIONS, None,
          "the grade or department meets as a formal team"),
    *_own("influence", *(f"influence_{domain}" for domain in DOMAINS), "expertise"),
    _fact("resilience", "resilience", "resilience", Theme.WELL_BEING, None, "resilience", unit="0..1"),
    _fact("disposition", "collaborative disposition", "the collaborative disposition", Theme.FORMS, None,
          "collaborative disposition", unit="0..1"),
    *(
        _level(f"attraction_{form}", f"attraction to {words}", f"the attraction to {words}", Theme.FORMS, None,
               f"learned attraction to {words}", state="attraction")
        for form, words in FORM_WORDS.items()
    ),
    *_own("self_efficacy", "exhaustion", "depersonalization", "accomplishment", "burnout", "job_satisfaction", "well_being",
          "ambiguity", "isolation"),
    _fact("standing", "standing", "standing among peers", Theme.INFLUENCE, None, "standing as a leader among peers", unit="0..1"),
    _level("in_ties", "being asked for advice", "the number of colleagues who ask for advice", Theme.RELATIONS, None,
           "colleagues who turn to the person", unit="colleagues", high=499.0),
    _level("out_ties", "asking for advice", "the number of colleagues who are asked for advice", Theme.RELATIONS, None,
           "colleagues the person turns to", unit="colleagues", high=499.0),
    _fact("quit_intention", "intention to leave", "the intention to leave", Theme.STAFF, "less",
          "chance that the person means to leave", unit="chance"),
    _level("left", "yearly departures", "the number of yearly departures", Theme.STAFF, "less",
           "stayed (0), left teaching (1) or moved to another school (2) at the end of the year", unit="0/1/2", high=2.0,
           state="departure"),
)  # fmt: skip
TEACHER_COLUMNS = TEACHER_MEANS + TEACHER_STATES
N_TEACHER_MEANS = len(TEACHER_MEANS)

#: What a teacher's state is called where people read it: that of the outcome which is its mean.
OF_STATE = {outcome.state: outcome for outcome in reversed((*WEEKLY, *TEACHER_STATES)) if outcome.state}


def _term(state: str, term: str, words: str) -> Outcome:
    moved = OF_STATE[state]
    return Outcome(
        name=term_name(state, term), label=f"{moved.label}: {words}", subject=f"the part of {words} in {moved.label}",
        unit="0..1 per year", low=-INF, high=INF, theme=moved.theme, better=moved.better,
        meaning="what moved the state through this term",
    )  # fmt: skip


#: What follows in the table of teachers when terms are recorded.
TERM_COLUMNS = tuple(_term(state, term, words) for state, terms in TERM_WORDS.items() for term, words in terms.items())
