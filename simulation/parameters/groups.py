"""Every parameter of the model, in groups: first what describes a school, then how teachers respond.

A *situation* group is what a reformer or a researcher sets: the school, its time, its administrator. A *behaviour* group holds
the coefficients of the rules; their signs are theory and stand in the bounds, their sizes are calibrated. Policies may
change either. The rules that use a group are in simulation/rules under the same word.
"""

from ..declare.parameter import Group, assumed, calibrated, evidence, paper, parameter

S0 = "Woo et al. (2022), Collective Actions, Int. J. of Teacher Leadership 11(1)"

# ---------------------------------------------------------------- situation


class SchoolProfile(Group):
    """Size, intake and means of the school."""

    teachers: int = parameter(
        32,
        unit="teachers",
        label="teachers in the school",
        low=4,
        high=500,
        meaning="teaching posts in the school",
        source=evidence("T103"),
        dated=False,
    )
    poverty: float = parameter(
        0.5,
        unit="share",
        label="poverty of pupils",
        low=0.0,
        high=1.0,
        meaning="share of pupils from low-income families",
        source=evidence("T105"),
    )
    materials: float = parameter(
        0.6,
        unit="0..1",
        label="adequacy of tools, rooms and materials",
        low=0.0,
        high=1.0,
        meaning="adequacy of tools, rooms and materials",
        source=paper("Center for Teaching Quality (2010): material supports are a condition of teachers' leadership"),
    )
    group_size: int = parameter(
        5,
        unit="teachers",
        label="teachers in a grade or department",
        low=2,
        high=60,
        meaning="teachers in a grade or department",
        source=assumed("37 percent of advice ties stay within a grade in schools of 12 to 76 staff (T099)"),
        dated=False,
    )


class Time(Group):
    """Hours the timetable gives and takes."""

    planning: float = parameter(
        1.0,
        unit="h/week",
        label="common planning time",
        low=0.0,
        high=15.0,
        meaning="timetabled time in which teachers can work together",
        source=evidence("T020", "T019"),
        personal=True,
    )
    paperwork: float = parameter(
        4.0,
        unit="h/week",
        label="paperwork",
        low=0.0,
        high=20.0,
        meaning="routine work that is not teaching",
        source=evidence("T008"),
        personal=True,
    )
    paperwork_spread: float = parameter(
        2.0,
        unit="h/week SD",
        label="differences in paperwork",
        low=0.0,
        high=5.0,
        meaning="lasting differences in routine work between teachers",
        source=assumed("A54"),
        dated=False,
    )


class AdministratorProfile(Group):
    """The disposition of whoever leads the school; the person in office differs and adapts."""

    openness: float = parameter(
        0.57,
        unit="chance",
        label="openness of the administrator",
        low=0.0,
        high=1.0,
        meaning="chance that teachers are asked to shape a goal; administrators keep more of some domains to themselves",
        source=calibrated("T035 to T041"),
    )
    support: float = parameter(
        0.603,
        unit="0..1",
        label="support from the administrator",
        low=0.0,
        high=1.0,
        meaning="instructional and personal support given to teachers",
        source=calibrated("T059, T062"),
        personal=True,
    )
    clarity: float = parameter(
        0.65,
        unit="0..1",
        label="clarity of mandates and roles",
        low=0.0,
        high=1.0,
        meaning="clarity of mandates and roles",
        source=paper("Nguyen, Harris & Ng (2019), Shaked & Schechter (2019): unclear mandates lower efficacy"),
        personal=True,
    )
    mandated: float = parameter(
        1.18,
        unit="h/week",
        label="ordered joint time",
        low=0.0,
        high=10.0,
        meaning="joint time that the administrator orders and fills, for members of formal teams",
        source=evidence("T017"),
        personal=True,
    )
    buffering: float = parameter(
        0.0,
        unit="share",
        label="shelter from outside pressure",
        low=0.0,
        high=1.0,
        meaning="share of outside pressure that the administrator keeps from teachers",
        source=paper("Center for Teaching Quality (2010), on principals who pass the fear of missing targets on"),
    )
    turnover: float = parameter(
        0.19,
        unit="chance/year",
        label="change of administrator",
        low=0.0,
        high=1.0,
        meaning="yearly chance of a new administrator",
        source=evidence("T061"),
    )


class Teams(Group):
    """Formal teams, in which mandated joint time is held."""

    coverage: float = parameter(
        0.85,
        unit="share of groups",
        label="reach of formal teams",
        low=0.0,
        high=1.0,
        meaning="share of grades or departments that meet as a formal team",
        source=assumed("A55; over 80 percent of teachers, as P38 has it"),
    )


class Accountability(Group):
    """What is asked of the school from outside."""

    pressure: float = parameter(
        0.4,
        unit="0..1",
        label="external pressure for results",
        low=0.0,
        high=1.0,
        meaning="external pressure for results",
        source=evidence("T047"),
    )
    scripted: float = parameter(
        0.1,
        unit="0..1",
        label="scripted curriculum",
        low=0.0,
        high=1.0,
        meaning="how far the curriculum is scripted from outside",
        source=paper("Barrett (2009); Center for Teaching Quality (2010) on scripted instruction"),
    )


class Evaluation(Group):
    """Whose work is judged."""

    team: float = parameter(
        0.2,
        unit="0..1",
        label="evaluation as a team",
        low=0.0,
        high=1.0,
        meaning="individual (0) to team-based (1) evaluation of teachers",
        source=paper("Berry (2016): evaluation that values teaching as a team effort"),
    )


class Culture(Group):
    """What colleagues expect of one another."""

    collaboration: float = parameter(
        0.5,
        unit="0..1",
        label="norm of working together",
        low=0.0,
        high=1.0,
        meaning="norm that colleagues work together; the school's own norm starts here and is drawn back to it",
        source=evidence("T032"),
    )
    egalitarian: float = parameter(
        0.5,
        unit="0..1",
        label="norm against standing out",
        low=0.0,
        high=1.0,
        meaning="norm against standing out among peers",
        source=paper("Center for Teaching Quality (2010); Lortie (1975)"),
    )


class Goals(Group):
    """What the school pursues, at most one goal in each of the six decision domains."""

    active: int = parameter(
        4,
        unit="goals",
        label="goals pursued at once",
        low=1,
        high=6,
        meaning="goals pursued at once",
        source=assumed("between one and six domains"),
    )
    churn: float = parameter(
        0.3,
        unit="share/year",
        label="goals replaced every summer",
        low=0.0,
        high=1.0,
        meaning="share of unfinished goals that are replaced every summer",
        source=paper("Little (2003), on competing priorities and demands"),
    )
    effort: float = parameter(
        24.4,
        unit="h per teacher",
        label="work that a goal takes",
        low=1.0,
        high=200.0,
        meaning="effective joint hours that one goal needs, per teacher of the staff",
        source=calibrated("a typical goal takes about a year and a half"),
    )

    effort_spread: float = parameter(
        0.3,
        unit="log SD",
        label="differences in the work of goals",
        low=0.0,
        high=1.5,
        meaning="how much goals differ in the effort they need",
        source=assumed("A48"),
    )
    unowned: float = parameter(
        0.1,
        unit="share of goals",
        label="goals left to whoever takes them up",
        low=0.0,
        high=1.0,
        meaning="share of goals not shared that are left to whoever takes them up",
        source=assumed("A24"),
    )
    fit: float = parameter(
        0.2,
        unit="0..1",
        label="gain when teachers shape a goal",
        low=0.0,
        high=0.5,
        meaning="how much better a goal fits classrooms when teachers shape it",
        source=paper("Mowrey & King (2019); Center for Teaching Quality (2010)"),
    )


class Induction(Group):
    """How newcomers are received."""

    mentoring: float = parameter(
        0.3,
        unit="0..1",
        label="mentoring",
        low=0.0,
        high=1.0,
        meaning="mentoring and peer observation for newcomers: chance of a mentor, and its intensity",
        source=evidence("T032"),
    )


class Roles(Group):
    """Formal leadership roles for teachers (chairs, coaches, mentors)."""

    leaders: float = parameter(
        0.15,
        unit="share of staff",
        label="leadership roles for teachers",
        low=0.0,
        high=0.5,
        meaning="share of staff with a formal leadership role",
        source=evidence("T107", "T108"),
    )
    release: float = parameter(
        1.0,
        unit="h/week",
        label="release from teaching for a role",
        low=0.0,
        high=20.0,
        meaning="release from teaching for a role",
        source=paper("Center for Teaching Quality (2010), on half-time release for hybrid roles"),
    )
    duties: float = parameter(
        2.0,
        unit="h/week",
        label="work that a role brings",
        low=0.0,
        high=20.0,
        meaning="work that a role brings",
        source=assumed("about half a day a week"),
    )
    reviewing: float = parameter(
        0.15,
        unit="share of roles",
        label="roles that judge colleagues",
        low=0.0,
        high=1.0,
        meaning="share of roles whose work is to judge colleagues (peer review, evaluation)",
        source=assumed("A56"),
    )


class External(Group):
    """Professional networks beyond the school."""

    members: float = parameter(
        0.1,
        unit="share of staff",
        label="teachers in networks outside",
        low=0.0,
        high=1.0,
        meaning="share of staff in external professional networks",
        source=paper("Little (2003); Center for Teaching Quality (2010)"),
    )


class Network(Group):
    """Who turns to whom for advice."""

    out_degree: float = parameter(
        3.5,
        unit="colleagues",
        label="colleagues whom one asks",
        low=0.0,
        high=12.0,
        meaning="colleagues a teacher turns to, on average, whatever the size of the school",
        source=evidence("T095"),
        dated=False,
    )
    same_group_odds: float = parameter(
        2.9,
        unit="odds ratio",
        label="preference for the own group",
        low=0.1,
        high=50.0,
        meaning="odds of a tie inside a group over one across groups",
        source=evidence("T099"),
        dated=False,
    )
    reciprocity: float = parameter(
        0.33,
        unit="share of ties",
        label="returned advice ties",
        low=0.0,
        high=0.95,
        meaning="share of ties that are returned",
        source=evidence("T097"),
        dated=False,
    )
    skew: float = parameter(
        0.76,
        unit="log SD",
        label="unequal approachability",
        low=0.0,
        high=2.0,
        meaning="spread of approachability: why a few colleagues are asked by many",
        source=calibrated("ten advice networks of Pitts & Spillane (2009): in-degree SD over mean 0.84, top tenth 29 percent"),
        dated=False,
    )
    closure: float = parameter(
        2.4,
        unit="odds per shared colleague",
        label="ties to colleagues of colleagues",
        low=0.0,
        high=5.0,
        meaning="pull of colleagues of colleagues",
        source=calibrated("ten advice networks of Pitts & Spillane (2009): transitivity 0.38"),
        dated=False,
    )
    return_odds: float = parameter(
        4.8,
        unit="odds ratio",
        label="turning to those who turn to oneself",
        low=0.1,
        high=50.0,
        meaning="odds of turning to somebody who turns to oneself already, when a new adviser is sought",
        source=evidence("T097"),
    )


class Events(Group):
    """What classrooms bring from week to week, good and bad."""

    uplifts: float = parameter(
        0.5,
        unit="chance/week",
        label="good weeks with pupils",
        low=0.0,
        high=1.0,
        meaning="chance of a week with small good moments with pupils",
        source=paper("Beltman, Mansfield & Price (2011): regular local positive experiences sustain teachers"),
        personal=True,
    )
    hassles: float = parameter(
        0.3,
        unit="chance/week",
        label="weeks with a setback in class",
        low=0.0,
        high=1.0,
        meaning="chance of a week with a setback in class",
        source=assumed("an ordinary mix in which good weeks outnumber bad ones"),
        personal=True,
    )


class Staff(Group):
    """Who is on the staff on the first day, and who applies later."""

    experience: float = parameter(
        13.5,
        unit="years",
        label="experience of the staff",
        low=0.0,
        high=40.0,
        meaning="mean experience of the staff on the first day",
        source=paper("National Center for Education Statistics, NTPS 2020-21: 14.5 years; ten schools of Pitts & Spillane: 12"),
        dated=False,
    )
    novice_hires: float = parameter(
        0.26,
        unit="share of hires",
        label="beginners among new hires",
        low=0.0,
        high=1.0,
        meaning="share of new hires without experience, in a school that is easy to staff",
        source=calibrated("T052"),
    )
    talent: float = parameter(
        0.187,
        unit="0..1 SD",
        label="differences in expertise",
        low=0.0,
        high=0.4,
        meaning="spread of expertise between teachers of the same experience",
        source=calibrated("sign: Hanushek & Rivkin (2010): teachers differ widely at any experience"),
    )
    diversity: float = parameter(
        0.128,
        unit="0..1 SD",
        label="differences in disposition",
        low=0.0,
        high=0.3,
        meaning="spread of resilience, confidence and collaborative disposition between teachers",
        source=calibrated("T082"),
    )


class Population(Group):
    """How schools of one ensemble differ from one another; all zero means the same school with other people."""

    size: float = parameter(
        0.0,
        unit="log SD",
        label="spread of school size",
        low=0.0,
        high=1.5,
        meaning="spread of school size, lognormal around school.teachers",
        source=evidence("T103"),
        dated=False,
    )
    poverty: float = parameter(
        0.0,
        unit="0..1 SD",
        label="spread of poverty",
        low=0.0,
        high=0.5,
        meaning="spread of poverty between schools",
        source=evidence("T105"),
        dated=False,
    )
    openness: float = parameter(
        0.14,
        unit="0..1 SD",
        label="spread of openness",
        low=0.0,
        high=0.5,
        meaning="spread of openness between administrators, drawn anew at succession",
        source=calibrated("T059"),
        dated=False,
    )
    support: float = parameter(
        0.154,
        unit="0..1 SD",
        label="spread of support and clarity",
        low=0.0,
        high=0.5,
        meaning="spread of support and clarity between administrators, drawn anew at succession",
        source=calibrated("T059"),
        dated=False,
    )
    culture: float = parameter(
        0.192,
        unit="0..1 SD",
        label="spread of the collaboration norm and of materials",
        low=0.0,
        high=0.5,
        meaning="spread of the collaboration norm and of materials between schools",
        source=calibrated("T033"),
        dated=False,
    )


# ---------------------------------------------------------------- behaviour


class Hours(Group):
    """Where a teacher's week goes (rules/hours.py)."""

    classroom: float = parameter(
        43.1,
        unit="h/week",
        low=10.0,
        high=60.0,
        meaning="teaching, preparation, marking and pupils, for an experienced teacher in a school without poverty",
        source=calibrated("T001, T004"),
        personal=True,
    )
    spread: float = parameter(
        6.5,
        unit="h/week SD",
        low=0.0,
        high=10.0,
        meaning="lasting differences in classroom hours between teachers",
        source=calibrated("T077"),
        dated=False,
    )
    classes: float = parameter(
        1.75,
        unit="h/week per SD",
        low=0.0,
        high=10.0,
        meaning="extra classroom hours in a year with harder classes",
        source=calibrated("T077, T082: hours and efficacy change from year to year"),
    )
    poverty: float = parameter(
        1.32,
        unit="h/week",
        low=0.0,
        high=10.0,
        meaning="extra classroom hours where every pupil is poor",
        source=calibrated(f"sign: {S0}: pupils in poverty ask for more than instruction"),
    )
    inexperience: float = parameter(
        4.0,
        unit="h/week",
        low=0.0,
        high=15.0,
        meaning="extra classroom hours of a first-year teacher",
        source=assumed("A5"),
    )
    cover: float = parameter(
        20.0,
        unit="h/week",
        low=0.0,
        high=40.0,
        meaning="lessons of a vacant post that colleagues share",
        source=evidence("T005"),
    )
    external: float = parameter(
        0.5,
        unit="h/week",
        low=0.0,
        high=5.0,
        meaning="time that an external network takes",
        source=assumed("A5"),
    )
    capacity: float = parameter(
        48.0,
        unit="h/week",
        low=20.0,
        high=80.0,
        meaning="hours a teacher can keep up without wearing out",
        source=evidence("T004"),
        personal=True,
    )
    stretch: float = parameter(
        4.0,
        unit="h/week",
        low=0.0,
        high=20.0,
        meaning="hours beyond capacity that a teacher gives to collective action at the most",
        source=assumed("A6"),
    )
    coordination: float = parameter(
        0.451,
        unit="h/week",
        low=0.0,
        high=10.0,
        meaning="hours that coordination on one goal takes",
        source=calibrated("T010, T017; coordination < cooperation < collaboration is theory"),
    )
    cooperation: float = parameter(
        1.47,
        unit="h/week",
        low=0.0,
        high=10.0,
        meaning="hours that cooperation on one goal takes",
        source=calibrated("T010, T017"),
    )
    collaboration: float = parameter(
        2.2,
        unit="h/week",
        low=0.0,
        high=10.0,
        meaning="hours that collaboration on one goal takes",
        source=calibrated("T010, T017"),
    )


class Choice(Group):
    """What makes a form of action attractive, in units of utility over leaving the goal aside (rules/choice.py)."""

    coordination: float = parameter(
        -1.5, unit="utility", low=-10.0, high=5.0, meaning="leaning to coordination", source=calibrated("T024")
    )
    cooperation: float = parameter(
        -0.373, unit="utility", low=-10.0, high=5.0, meaning="leaning to cooperation", source=calibrated("T025")
    )
    collaboration: float = parameter(
        -0.142, unit="utility", low=-10.0, high=5.0, meaning="leaning to collaboration", source=calibrated("T028, T029")
    )
    attraction: float = parameter(
        3.08,
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of what the form brought before",
        source=calibrated("sign: Klassen & Durksen (2012): seeing that joint work works motivates joint work"),
    )
    norm: float = parameter(
        0.521,
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of colleagues who go at least as far on this goal",
        source=calibrated(f"sign: {S0}; Smylie & Denny (1990)"),
    )
    trust: float = parameter(
        1.76,
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of trust in colleagues",
        source=calibrated("sign: Moolenaar et al. (2012)"),
    )
    disposition: float = parameter(
        1.11,
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of the person's collaborative disposition",
        source=calibrated("T033"),
    )
    culture: float = parameter(
        1.72, unit="utility", low=0.0, high=10.0, meaning="weight of the school's norm", source=calibrated("T032, T033")
    )
    voice: float = parameter(
        2.75,
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of the voice one expects when the goal is open",
        source=calibrated(f"sign: {S0}: buy-in comes with a voice in the goal"),
    )
    standing: float = parameter(
        1.16,
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="pull of respected colleagues who already work on the goal together",
        source=calibrated("sign: Smylie & Denny (1990); Spillane, Halverson & Diamond (2004)"),
    )
    pressure: float = parameter(
        0.8,
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="push of outside pressure towards following the administrator's goals",
        source=paper("Jeong & Luschei (2018)"),
    )
    mandate: float = parameter(
        0.35,
        unit="utility per h/week",
        low=0.0,
        high=5.0,
        meaning="push of mandated joint time towards coordination and cooperation on the administrator's goals",
        source=paper("Hargreaves (1994); Bryk et al. (2015)"),
    )
    team: float = parameter(
        0.8,
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="push of team-based evaluation towards working with others",
        source=paper("Berry (2016)"),
    )
    fit: float = parameter(
        0.897,
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of the goal's fit to classroom needs",
        source=calibrated("sign: Mowrey & King (2019)"),
    )
    cost: float = parameter(
        0.597,
        unit="utility per h/week",
        low=0.0,
        high=10.0,
        meaning="weight of an hour when no slack is left",
        source=calibrated("T018 to T020"),
    )
    slack: float = parameter(
        3.47,
        unit="h/week",
        low=0.1,
        high=40.0,
        meaning="slack at which an hour weighs half",
        source=calibrated("T020: more time, more of every kind of joint work, with diminishing returns"),
    )
    exhaustion: float = parameter(
        0.906,
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of exhaustion against joint work",
        source=calibrated("sign: Little (2003)"),
    )


class JointWork(Group):
    """What joint work yields (rules/joint_work.py)."""

    cooperation: float = parameter(
        0.164,
        unit="share",
        low=0.0,
        high=3.0,
        meaning="what an hour of cooperation yields beyond an hour of coordination",
        source=calibrated("S0: pooled effort does more"),
    )
    collaboration: float = parameter(
        0.452,
        unit="share",
        low=0.0,
        high=3.0,
        meaning="what an hour of collaboration yields beyond an hour of coordination, at full trust",
        source=calibrated("S0: pooled effort does more"),
    )
    mandated: float = parameter(
        0.3,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="yield of a mandated hour for the administrator's goals, at full clarity and coherence",
        source=paper("Bryk et al. (2015); Akiba & Wilkinson (2016): top-down routines are not always ineffective"),
    )
    poverty: float = parameter(
        0.45,
        unit="share",
        low=0.0,
        high=0.95,
        meaning="loss of quality of joint work under poverty without materials",
        source=paper("Stosich (2016); Johnston & Tsai (2018): as frequent, less helpful"),
    )
    tempo: float = parameter(
        0.787,
        unit="goals/year",
        low=0.05,
        high=10.0,
        meaning="progress at which a goal feels half successful",
        source=calibrated("A27"),
    )
    conflict: float = parameter(
        0.4,
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="dissent that joint work brings out, at full interdependence",
        source=paper("Little (1990): joint work includes moderate conflict"),
    )
    silence: float = parameter(
        0.6,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of dissent that disappears under full control",
        source=paper("Gunn & King (2003); Hargreaves (1994)"),
    )
    tolerance: float = parameter(
        0.45,
        unit="trust",
        low=0.0,
        high=1.0,
        meaning="trust above which conflict teaches and below which it hurts",
        source=assumed("A10"),
    )


class Voice(Group):
    """How a say in a goal arises and fades (rules/voice.py)."""

    consulted: float = parameter(
        0.558,
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="voice that comes from being listened to by a fully open administrator, without joint work",
        source=calibrated("T035"),
    )
    gain: float = parameter(
        0.0364,
        unit="per week",
        low=0.0,
        high=1.0,
        meaning="voice won in a week of collaborating on a goal while it is conceived",
        source=calibrated("T035 to T041"),
    )
    later: float = parameter(
        0.5,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="part of that gain in the later stages",
        source=paper(f"{S0}: influence begins at the earliest stage"),
    )
    cooperation: float = parameter(
        0.15,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="part of that gain for cooperating on an open goal",
        source=assumed("A26"),
    )
    role: float = parameter(
        0.15,
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="voice that comes with a formal role",
        source=paper("York-Barr & Duke (2004)"),
    )
    standing: float = parameter(
        0.216,
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="voice that comes with standing among peers",
        source=calibrated("sign: Smylie & Denny (1990)"),
    )
    fading: float = parameter(
        0.115,
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="weekly fading of voice towards what one is merely consulted on",
        source=calibrated("A26"),
    )


class Domains(Group):
    """What administrators keep to themselves: openness to the power of the reserve is the chance that a goal is shared."""

    hiring: float = parameter(2.27, unit="power", low=0.05, high=10.0, meaning="reserve over hiring", source=calibrated("T039"))
    budget: float = parameter(
        2.97, unit="power", low=0.05, high=10.0, meaning="reserve over the budget", source=calibrated("T041")
    )
    materials: float = parameter(
        0.841, unit="power", low=0.05, high=10.0, meaning="reserve over books and materials", source=calibrated("T043")
    )
    curriculum: float = parameter(
        0.783, unit="power", low=0.05, high=10.0, meaning="reserve over curriculum and programme", source=calibrated("T035")
    )
    training: float = parameter(
        1.38, unit="power", low=0.05, high=10.0, meaning="reserve over in-service content", source=calibrated("T037")
    )
    conduct: float = parameter(
        1.67, unit="power", low=0.05, high=10.0, meaning="reserve over standards of behaviour", source=calibrated("T038")
    )


class Learning(Group):
    """How instructional expertise grows and wanes (rules/learning.py)."""

    practice: float = parameter(
        0.0368,
        unit="share/year",
        low=0.0,
        high=1.0,
        meaning="yearly growth of a beginner's expertise by teaching",
        source=calibrated("sign: Kraft & Papay (2014); Papay & Kraft (2015): steep at first, flatter later"),
    )
    environment: float = parameter(
        2.33,
        unit="share",
        low=0.0,
        high=5.0,
        meaning="how much more practice teaches in a coherent school whose colleagues trust each other",
        source=calibrated("T086: Kraft & Papay (2014)"),
    )
    years: float = parameter(
        7.0,
        unit="years",
        low=0.5,
        high=40.0,
        meaning="experience over which learning from one's own practice fades",
        source=paper("Papay & Kraft (2015)"),
    )
    usual: float = parameter(
        0.0156,
        unit="per year",
        low=0.0,
        high=0.1,
        meaning="what colleagues and training usually add to expertise in a year of the career that somebody brings along",
        source=calibrated("T083"),
        dated=False,
    )
    obsolescence: float = parameter(
        0.027,
        unit="share/year",
        low=0.0,
        high=0.5,
        meaning="expertise that loses its fit in a year as pupils and programmes change, at twenty years of experience",
        source=calibrated("T081"),
    )
    mentoring: float = parameter(
        0.563,
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="a mentor's attention, as a lead of partners in expertise",
        source=calibrated("T084: Papay et al. (2020)"),
    )
    peers: float = parameter(
        0.00263,
        unit="share/week",
        low=0.0,
        high=0.5,
        meaning="share of the gap to more able partners closed in a week of joint work",
        source=calibrated("T083, T084"),
    )
    novice: float = parameter(
        7.47,
        unit="share",
        low=0.0,
        high=10.0,
        meaning="how much more a beginner learns from able colleagues",
        source=calibrated("T083"),
    )
    conflict: float = parameter(
        0.01,
        unit="per week",
        low=0.0,
        high=0.2,
        meaning="expertise gained from a week of full dissent at full trust",
        source=assumed("A10"),
    )
    external: float = parameter(
        0.03,
        unit="share/year",
        low=0.0,
        high=0.5,
        meaning="expertise gained in a year in an external network",
        source=paper("Little (2003); Center for Teaching Quality (2010)"),
    )
    training: float = parameter(
        0.003,
        unit="share per h/week a year",
        low=0.0,
        high=0.1,
        meaning="expertise gained from a weekly hour of mandated joint time",
        source=evidence("T092"),
    )
    attendance: float = parameter(
        0.99,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of those with mandated joint time who attend the in-service training held in it",
        source=calibrated("T089: 84 percent of the staff, of which 85 percent are in a team"),
    )


class Ties(Group):
    """How trust and advice ties live (rules/ties.py)."""

    initial: float = parameter(
        0.55,
        unit="trust",
        low=0.05,
        high=1.0,
        meaning="mean trust of a tie on the first day",
        source=evidence("T093"),
        dated=False,
    )
    success: float = parameter(
        0.0955,
        unit="per cycle",
        low=0.0,
        high=1.0,
        meaning="trust gained in a cycle of voluntary joint work that succeeds",
        source=calibrated("sign: Bryk & Schneider (2002); Little (1990)"),
    )
    mandated: float = parameter(
        0.02,
        unit="per cycle",
        low=0.0,
        high=1.0,
        meaning="trust gained from mandated contact",
        source=paper("Hargreaves (1994)"),
    )
    decay: float = parameter(
        0.0387,
        unit="per cycle",
        low=0.0,
        high=1.0,
        meaning="trust lost in a cycle without contact",
        source=calibrated("T101"),
    )
    strain: float = parameter(
        0.25,
        unit="per cycle",
        low=0.0,
        high=1.0,
        meaning="trust lost in a cycle of full conflict that nobody can bear",
        source=assumed("A10"),
    )
    summer: float = parameter(
        0.12,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="trust lost over the summer",
        source=evidence("T101"),
    )
    threshold: float = parameter(
        0.15,
        unit="trust",
        low=0.01,
        high=0.9,
        meaning="trust below which a teacher no longer turns to a colleague",
        source=assumed("A29"),
    )
    seeking: float = parameter(
        0.542,
        unit="chance/cycle",
        low=0.0,
        high=1.0,
        meaning="chance that a teacher who works with others and has fewer advisers than wished turns to somebody new",
        source=calibrated("T095, T101"),
    )
    apart: float = parameter(
        0.4,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="part of that chance for who works with nobody this cycle",
        source=paper(
            "Spillane, Kim & Frank (2012): those who work together come to ask each other; the size is assumption A29"
        ),
    )
    avoidance: float = parameter(
        0.3,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how much an egalitarian staff avoids colleagues who hold a formal role",
        source=paper("Center for Teaching Quality (2010): egalitarian norms limit teacher leaders"),
    )


class Attraction(Group):
    """What a teacher learns about the forms of action (rules/attraction.py)."""

    rate: float = parameter(
        0.0346,
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="speed at which attraction follows experience",
        source=calibrated("P23"),
    )
    success: float = parameter(
        0.7,
        unit="0..1",
        low=0.0,
        high=5.0,
        meaning="weight of visible success",
        source=calibrated("sign: Klassen & Durksen (2012)"),
    )
    voice: float = parameter(
        0.52,
        unit="0..1",
        low=0.0,
        high=5.0,
        meaning="weight of a voice in the goal",
        source=calibrated(f"sign: {S0}: participants need buy-in and an active voice"),
    )
    trust: float = parameter(
        0.417,
        unit="0..1",
        low=0.0,
        high=5.0,
        meaning="weight of working with people one trusts",
        source=calibrated("sign: Vangrieken et al. (2015)"),
    )
    strain: float = parameter(
        0.509,
        unit="0..1",
        low=0.0,
        high=5.0,
        meaning="weight of tension and overload",
        source=calibrated("sign: Margolis (2012)"),
    )


class Ambiguity(Group):
    """Felt role ambiguity (rules/ambiguity.py)."""

    rate: float = parameter(0.10, unit="share/week", low=0.0, high=1.0, meaning="speed of adjustment", source=assumed("A12"))
    unclear: float = parameter(
        0.7,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="ambiguity under wholly unclear mandates",
        source=paper("Shaked & Schechter (2019); Nguyen, Harris & Ng (2019)"),
    )
    initiatives: float = parameter(
        0.3,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="ambiguity from many and changing goals",
        source=paper("Little (2003), on competing priorities"),
    )
    role: float = parameter(
        0.335,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="extra ambiguity of a role that is unclear and unsupported",
        source=calibrated("sign: Wenner & Campbell (2017); Margolis (2012)"),
    )


class Efficacy(Group):
    """Teacher self-efficacy from Bandura's four sources (rules/efficacy.py)."""

    rate: float = parameter(
        0.03,
        unit="share/week",
        low=0.001,
        high=1.0,
        meaning="speed of adjustment",
        source=evidence("T082"),
    )
    base: float = parameter(
        0.521, unit="0..1", low=-1.0, high=1.0, meaning="level before any source", source=calibrated("T072, T081")
    )
    expertise: float = parameter(
        0.373, unit="0..1", low=0.0, high=2.0, meaning="weight of one's own expertise", source=calibrated("T081")
    )
    confidence: float = parameter(
        0.815,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of a lasting belief in oneself",
        source=calibrated("T082"),
    )
    mastery: float = parameter(
        0.119,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of success that one had a hand in",
        source=calibrated("sign: Bandura (1997): mastery experience"),
    )
    rapport: float = parameter(
        0.168,
        unit="0..1 per SD",
        low=0.0,
        high=1.0,
        meaning="mastery gained in a year in which classes go well",
        source=calibrated("T082"),
    )
    vicarious: float = parameter(
        0.0928,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of partners' success",
        source=calibrated("sign: Bandura (1997): vicarious experience"),
    )
    persuasion: float = parameter(
        0.0902,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of feedback from the administrator and from colleagues",
        source=calibrated("sign: Bandura (1997): social persuasion"),
    )
    bodily: float = parameter(
        0.107,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of exhaustion",
        source=calibrated("T072"),
    )
    ambiguity: float = parameter(
        0.121,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of ambiguous mandates",
        source=calibrated("sign: Nguyen, Harris & Ng (2019); Shaked & Schechter (2019)"),
    )
    tension: float = parameter(
        0.369,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of tension with peers",
        source=calibrated("sign: Wenner & Campbell (2017)"),
    )


class Exhaustion(Group):
    """Emotional exhaustion: demands wear, resources soften, rest restores (rules/exhaustion.py)."""

    recovery: float = parameter(
        0.0638,
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="share of exhaustion that a week's rest removes",
        source=calibrated("T067"),
    )
    ageing: float = parameter(
        0.012,
        unit="per year",
        low=0.0,
        high=0.05,
        meaning="yearly loss of the power to recover, over a career",
        source=evidence("T081"),
    )
    summer: float = parameter(
        0.39, unit="share", low=0.0, high=1.0, meaning="exhaustion that a summer removes", source=calibrated("A13")
    )
    base: float = parameter(
        0.0388,
        unit="per week",
        low=0.0,
        high=0.5,
        meaning="wear of an ordinary week of teaching",
        source=calibrated("T067"),
    )
    classes: float = parameter(
        0.0559,
        unit="per week and SD",
        low=0.0,
        high=0.2,
        meaning="wear of harder classes",
        source=calibrated("T067: spread of exhaustion; T082"),
    )
    overload: float = parameter(
        0.00475,
        unit="per h over capacity",
        low=0.0,
        high=0.5,
        meaning="wear of an hour beyond capacity",
        source=calibrated("T077"),
    )
    unvoiced: float = parameter(
        0.00299,
        unit="per h",
        low=0.0,
        high=0.5,
        meaning="wear of an hour of joint work on goals that one has no say in",
        source=calibrated(f"sign: {S0}: more and more coordination without a say undermines well-being"),
    )
    poverty: float = parameter(
        0.0187,
        unit="per week",
        low=0.0,
        high=0.5,
        meaning="wear from classrooms in poverty without materials",
        source=calibrated("sign: Simon & Johnson (2015)"),
    )
    ambiguity: float = parameter(
        0.0531, unit="per week", low=0.0, high=0.5, meaning="wear of ambiguity", source=calibrated("sign: Alarcon (2011)")
    )
    tension: float = parameter(
        0.08, unit="per week", low=0.0, high=1.0, meaning="wear of tension with colleagues", source=paper("Margolis (2012)")
    )
    pressure: float = parameter(
        0.0244,
        unit="per week",
        low=0.0,
        high=0.5,
        meaning="wear of pressure and control that one has no voice against",
        source=calibrated("sign: Center for Teaching Quality (2010); Karasek (1979)"),
    )
    hassles: float = parameter(
        0.02, unit="per week", low=0.0, high=0.5, meaning="wear of a setback in class", source=paper("Beltman et al. (2011)")
    )
    colleagues: float = parameter(
        0.20,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of wear that full support by colleagues softens",
        source=paper("Demerouti et al. (2001)"),
    )
    support: float = parameter(
        0.12,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of wear that the administrator's full support softens",
        source=paper("Demerouti et al. (2001)"),
    )
    efficacy: float = parameter(
        0.122,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of wear that self-efficacy softens",
        source=calibrated("T072"),
    )
    collective: float = parameter(
        0.12,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of wear that collective efficacy softens",
        source=paper("Klassen (2010)"),
    )
    resilience: float = parameter(
        0.307,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of wear that resilience softens",
        source=calibrated("sign: Beltman et al. (2011)"),
    )
    materials: float = parameter(
        0.08,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of wear that materials soften",
        source=paper("Demerouti et al. (2001)"),
    )


class Burnout(Group):
    """Depersonalisation and accomplishment, the other two dimensions of Maslach (rules/burnout.py)."""

    rate: float = parameter(0.04, unit="share/week", low=0.001, high=1.0, meaning="speed of adjustment", source=assumed("A32"))
    distance: float = parameter(
        -0.00817, unit="0..1", low=-1.0, high=1.0, meaning="depersonalisation before any cause", source=calibrated("T068")
    )
    exhaustion: float = parameter(
        0.756,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="depersonalisation that follows exhaustion",
        source=calibrated("sign: Maslach, Jackson & Leiter (1996)"),
    )
    isolation: float = parameter(
        0.267,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="depersonalisation that follows isolation",
        source=calibrated("sign: Vangrieken et al. (2015)"),
    )
    accomplished: float = parameter(
        0.53, unit="0..1", low=-1.0, high=1.0, meaning="accomplishment before any cause", source=calibrated("T069")
    )
    progress: float = parameter(
        0.851,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="accomplishment from progress that one had a voice in",
        source=calibrated(f"sign: {S0}"),
    )
    efficacy: float = parameter(
        0.29,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="accomplishment from self-efficacy",
        source=calibrated("sign: Zee & Koomen (2016)"),
    )
    unvoiced: float = parameter(
        0.02,
        unit="per h",
        low=0.0,
        high=0.5,
        meaning="accomplishment eroded by an hour on others' goals that goes nowhere",
        source=paper(S0),
    )
    paperwork: float = parameter(
        0.018,
        unit="per h",
        low=0.0,
        high=0.5,
        meaning="accomplishment eroded by an hour of paperwork",
        source=paper("Lawrence et al. (2019)"),
    )


class Satisfaction(Group):
    """Job satisfaction (rules/satisfaction.py)."""

    rate: float = parameter(0.05, unit="share/week", low=0.001, high=1.0, meaning="speed of adjustment", source=assumed("A15"))
    rebound: float = parameter(
        1.0,
        unit="share",
        low=0.0,
        high=5.0,
        meaning="how much faster satisfaction rises in a week with good moments",
        source=paper(
            "Beltman, Mansfield & Price (2011): good moments help to recover; Fredrickson (2001); the form is assumption A15"
        ),
    )
    base: float = parameter(
        0.274, unit="0..1", low=-1.0, high=1.0, meaning="satisfaction before any cause", source=calibrated("T071")
    )
    influence: float = parameter(
        0.268, unit="0..1", low=0.0, high=2.0, meaning="weight of influence", source=calibrated("sign: Ingersoll (2003)")
    )
    belonging: float = parameter(
        0.085,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of belonging",
        source=calibrated("sign: Vangrieken et al. (2015)"),
    )
    accomplishment: float = parameter(
        0.249,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of accomplishment",
        source=calibrated("sign: Skaalvik & Skaalvik (2010)"),
    )
    support: float = parameter(
        0.124, unit="0..1", low=0.0, high=2.0, meaning="weight of the administrator's support", source=calibrated("T062")
    )
    materials: float = parameter(
        0.08,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of material conditions",
        source=paper("Center for Teaching Quality (2010)"),
    )
    uplifts: float = parameter(
        0.08,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of good moments with pupils",
        source=paper("Beltman et al. (2011)"),
    )
    overload: float = parameter(
        0.012,
        unit="per h over capacity",
        low=0.0,
        high=0.5,
        meaning="weight of an hour beyond capacity",
        source=paper("Toropova et al. (2020)"),
    )
    paperwork: float = parameter(
        0.006, unit="per h", low=0.0, high=0.5, meaning="weight of an hour of paperwork", source=paper("Lawrence et al. (2019)")
    )
    contrived: float = parameter(
        0.161,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of contrived collegiality: mandated joint time without a voice",
        source=calibrated("sign: Hargreaves (1994); Jacob & McGovern (2015)"),
    )
    control: float = parameter(
        0.16,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of being micromanaged",
        source=paper("Center for Teaching Quality (2010)"),
    )
    exhaustion: float = parameter(
        0.106, unit="0..1", low=0.0, high=2.0, meaning="weight of exhaustion", source=calibrated("sign: Madigan & Kim (2021)")
    )


class Climate(Group):
    """Collective efficacy, coherence and the norm of the school (rules/climate.py)."""

    rate: float = parameter(
        0.03, unit="share/week", low=0.0, high=1.0, meaning="speed of collective efficacy and coherence", source=assumed("A16")
    )
    members: float = parameter(
        0.55,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="collective efficacy from the members' own",
        source=calibrated("sign: Bandura (1997)"),
    )
    success: float = parameter(
        0.363,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="collective efficacy from success that is shared and seen",
        source=calibrated("sign: Klassen & Durksen (2012)"),
    )
    trust: float = parameter(
        0.20, unit="0..1", low=0.0, high=2.0, meaning="collective efficacy from trust", source=paper("Moolenaar et al. (2012)")
    )
    poverty: float = parameter(
        0.06,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="collective efficacy lost to poverty",
        source=paper("Klassen et al. (2008)"),
    )
    norm: float = parameter(
        0.009,
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="speed at which the norm follows what teachers do",
        source=assumed("A17"),
    )
    anchoring: float = parameter(
        0.0015,
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="speed at which the norm returns to the culture around the school",
        source=assumed("A17"),
    )


class Standing(Group):
    """Leadership among peers (rules/leadership.py)."""

    rate: float = parameter(
        0.0267, unit="share/week", low=0.0, high=1.0, meaning="speed of adjustment", source=calibrated("A18")
    )
    sought: float = parameter(
        0.5,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="standing from being asked for advice",
        source=paper("Spillane, Halverson & Diamond (2004)"),
    )
    initiating: float = parameter(
        0.3,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="standing from carrying joint work",
        source=paper("York-Barr & Duke (2004)"),
    )
    expertise: float = parameter(
        0.25, unit="0..1", low=0.0, high=2.0, meaning="standing from expertise", source=paper("Wiliam (2015), cited by Berry")
    )
    levelling: float = parameter(
        0.5,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how far a fully egalitarian staff holds standing down",
        source=paper("Center for Teaching Quality (2010)"),
    )
    tension: float = parameter(
        0.0137,
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="tension of a formal role in a fully egalitarian staff",
        source=calibrated("sign: Center for Teaching Quality (2010); Margolis (2012)"),
    )
    reviewing: float = parameter(
        1.0,
        unit="times",
        low=0.0,
        high=10.0,
        meaning="how much more tension and avoidance a role brings whose work is to judge colleagues",
        source=paper("Goldstein (2004); York-Barr & Duke (2004): judging peers breaks the norm of equality most"),
    )
    invitation: float = parameter(
        1.5,
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="how much a tie to somebody in a role helps to be invited into one",
        source=paper("Center for Teaching Quality (2010): over a quarter joined at a colleague's suggestion"),
    )
    past: float = parameter(
        0.3,
        unit="utility per year",
        low=0.0,
        high=5.0,
        meaning="how much a year in a role helps to be invited again, up to three years",
        source=paper("Center for Teaching Quality (2010): opportunities to lead build on one another"),
    )
    keeping: float = parameter(
        0.75, unit="chance/year", low=0.0, high=1.0, meaning="chance to keep a role for another year", source=assumed("A37")
    )


class Leaving(Group):
    """Who means to leave, and who does (rules/leaving.py)."""

    base: float = parameter(-1.57, unit="log odds", low=-10.0, high=5.0, meaning="leaning to leave", source=calibrated("T060"))
    exhaustion: float = parameter(
        2.34, unit="log odds", low=0.0, high=20.0, meaning="weight of exhaustion", source=calibrated("T074")
    )
    depersonalization: float = parameter(
        1.0, unit="log odds", low=0.0, high=20.0, meaning="weight of depersonalisation", source=evidence("T074")
    )
    satisfaction: float = parameter(
        1.72, unit="log odds", low=0.0, high=20.0, meaning="weight of job satisfaction", source=calibrated("T075")
    )
    influence: float = parameter(
        2.79,
        unit="log odds",
        low=0.0,
        high=20.0,
        meaning="weight of influence on the school's decisions",
        source=calibrated("T048, T049"),
    )
    poverty: float = parameter(0.72, unit="log odds", low=0.0, high=5.0, meaning="weight of poverty", source=calibrated("T056"))
    role: float = parameter(
        0.5, unit="log odds", low=0.0, high=5.0, meaning="hold of a leadership role", source=evidence("T094")
    )
    leave: float = parameter(
        0.216,
        unit="chance",
        low=0.0,
        high=1.0,
        meaning="opportunity to leave teaching for one who means to",
        source=calibrated("T051, T060"),
    )
    move: float = parameter(
        0.518,
        unit="chance",
        low=0.0,
        high=1.0,
        meaning="opportunity to move to another school for a beginner who means to",
        source=calibrated("T052, T055"),
    )
    rooted: float = parameter(
        40.7,
        unit="years",
        low=1.0,
        high=100.0,
        meaning="experience over which the opportunity to move falls to a third",
        source=calibrated("T052, T055"),
    )
    retirement: float = parameter(
        0.0763,
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="yearly chance to retire at the end of a career",
        source=calibrated("T055"),
    )
    career: float = parameter(
        33.0,
        unit="years",
        low=10.0,
        high=60.0,
        meaning="experience at which half of that chance is reached",
        source=evidence("T055"),
    )
    unexplained: float = parameter(
        0.0174,
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="departures for reasons outside the school",
        source=calibrated("A19"),
    )


class Hiring(Group):
    """How posts are filled (rules/hiring.py)."""

    vacancy: float = parameter(
        0.0296,
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="chance that a free post stays vacant, without poverty",
        source=calibrated("A20"),
    )
    poverty: float = parameter(
        0.10,
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="added chance where every pupil is poor",
        source=paper("Simon & Johnson (2015)"),
    )
    novices: float = parameter(
        0.25,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="added share of novices among hires where every pupil is poor",
        source=evidence("T056"),
    )
    fit: float = parameter(
        0.15,
        unit="0..1",
        low=0.0,
        high=0.5,
        meaning="gain in newcomers' disposition where teachers choose them",
        source=paper("Ingersoll et al. (2017); Liu & Johnson (2006)"),
    )


class Adaptation(Group):
    """How administrators change with what they see (rules/administration.py)."""

    control: float = parameter(
        0.5,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="control that outside pressure breeds in an administrator who trusts nobody",
        source=paper("Center for Teaching Quality (2010)"),
    )
    falling: float = parameter(
        1.0,
        unit="per student SD",
        low=0.0,
        high=10.0,
        meaning="control added under pressure when results fall short",
        source=paper("Center for Teaching Quality (2010), on principals afraid to miss targets"),
    )
    scripted: float = parameter(
        0.5,
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="control that comes with a scripted curriculum",
        source=paper("Barrett (2009)"),
    )
    trusting: float = parameter(
        0.6,
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how far trust in teachers holds control down",
        source=paper("Center for Teaching Quality (2010)"),
    )
    rate: float = parameter(
        0.4, unit="share/year", low=0.0, high=1.0, meaning="speed at which control follows", source=assumed("A21")
    )
    proof: float = parameter(
        0.0275,
        unit="per year",
        low=0.0,
        high=1.0,
        meaning="openness gained in a year in which teachers' own goals all succeed",
        source=calibrated("A38"),
    )
    takeback: float = parameter(
        0.25,
        unit="chance/term",
        low=0.0,
        high=1.0,
        meaning="chance that a shared goal is taken back under full control",
        source=paper("Hargreaves (1994)"),
    )
    claim: float = parameter(
        0.0559,
        unit="chance/term",
        low=0.0,
        high=1.0,
        meaning="chance that teachers who all work together on a goal claim it, without control",
        source=calibrated(f"sign: {S0}: organic, teacher-led action"),
    )


class Growth(Group):
    """What pupils gain (rules/growth.py); the weights belong to a country."""

    base: float = parameter(
        0.235, unit="student SD/year", low=-1.0, high=1.0, meaning="growth in an ordinary school", source=calibrated("A22")
    )
    expertise: float = parameter(
        0.40, unit="student SD", low=0.0, high=5.0, meaning="weight of teachers' expertise", source=evidence("T083")
    )
    efficacy: float = parameter(
        0.05, unit="student SD", low=0.0, high=5.0, meaning="weight of self-efficacy", source=paper("Zee & Koomen (2016)")
    )
    collective: float = parameter(
        0.45, unit="student SD", low=0.0, high=5.0, meaning="weight of collective efficacy", source=evidence("T080")
    )
    coherence: float = parameter(
        0.10, unit="student SD", low=0.0, high=5.0, meaning="weight of coherence", source=paper("Allensworth et al. (2009)")
    )
    influence: float = parameter(
        0.45, unit="student SD", low=0.0, high=5.0, meaning="weight of influence on decisions", source=evidence("T088")
    )
    conduct: float = parameter(
        0.15,
        unit="student SD",
        low=0.0,
        high=5.0,
        meaning="added weight of influence on standards of behaviour",
        source=evidence("T088"),
    )
    coordination: float = parameter(
        0.0,
        unit="student SD",
        low=-1.0,
        high=5.0,
        meaning="weight of coordination",
        source=paper("Woo (2021): none in the United States"),
    )
    cooperation: float = parameter(
        0.0, unit="student SD", low=-1.0, high=5.0, meaning="weight of cooperation", source=paper("Reeves, Pun & Chung (2017)")
    )
    collaboration: float = parameter(
        0.08, unit="student SD", low=-1.0, high=5.0, meaning="weight of collaboration", source=evidence("T085")
    )
    burnout: float = parameter(
        0.20, unit="student SD", low=0.0, high=5.0, meaning="loss from burnout", source=paper("Hoglund, Klingle & Hosan (2015)")
    )
    turnover: float = parameter(
        0.25,
        unit="student SD",
        low=0.0,
        high=5.0,
        meaning="loss from turnover",
        source=paper("Ronfeldt, Loeb & Wyckoff (2013)"),
    )
    poverty: float = parameter(
        0.10, unit="student SD/year", low=0.0, high=5.0, meaning="loss under poverty", source=paper("Reardon (2011)")
    )


class Survey(Group):
    """How latent states become answers: thresholds and the noise of answering (rules/survey.py)."""

    any_influence: float = parameter(
        0.0703,
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="influence at which half answer that they have any",
        source=calibrated("T035, T039"),
    )
    great_influence: float = parameter(
        0.579,
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="influence at which half answer a great deal",
        source=calibrated("T035, T039"),
    )
    influence_noise: float = parameter(
        0.117, unit="0..1", low=0.001, high=1.0, meaning="spread of answers about influence", source=calibrated("T035 to T041")
    )
    stress: float = parameter(
        0.37,
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="exhaustion at which half report frequent stress",
        source=calibrated("T063"),
    )
    burnout: float = parameter(
        0.335,
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="burnout at which half say they feel burnt out",
        source=calibrated("T064"),
    )
    satisfied: float = parameter(
        0.372,
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="satisfaction at which half say they are satisfied",
        source=calibrated("T071"),
    )
    engaged: float = parameter(
        0.676, unit="0..1", low=-1.0, high=2.0, meaning="satisfaction at which half count as engaged", source=calibrated("T070")
    )
    noise: float = parameter(
        0.08, unit="0..1", low=0.001, high=1.0, meaning="spread of answers about well-being", source=assumed("A23")
    )
    high_exhaustion: float = parameter(
        0.50,
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="Maslach cut-off for exhaustion (27 of 54)",
        source=paper("Maslach, Jackson & Leiter (1996)"),
    )
    high_distance: float = parameter(
        0.47,
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="Maslach cut-off for depersonalisation (14 of 30)",
        source=paper("Maslach, Jackson & Leiter (1996)"),
    )
    low_accomplishment: float = parameter(
        0.63,
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="Maslach cut-off for accomplishment (30 of 48)",
        source=paper("Maslach, Jackson & Leiter (1996)"),
    )
    enough_time: float = parameter(
        3.52,
        unit="h/week",
        low=-50.0,
        high=50.0,
        meaning="slack at which half say they have time enough to work together",
        source=calibrated("T020"),
    )
    time_noise: float = parameter(
        2.0, unit="h/week", low=0.01, high=50.0, meaning="spread of answers about time", source=evidence("T020")
    )
    team_teaching: float = parameter(
        0.698,
        unit="trust",
        low=-1.0,
        high=2.0,
        meaning="trust in partners at which half of those who cooperate teach as a team",
        source=calibrated("T028"),
    )
    observing: float = parameter(
        0.686,
        unit="trust",
        low=-1.0,
        high=2.0,
        meaning="trust in partners at which half of those who collaborate observe each other's classes",
        source=calibrated("T031"),
    )
    trust_noise: float = parameter(
        0.08, unit="trust", low=0.001, high=1.0, meaning="spread of answers about work with partners", source=assumed("A57")
    )
    learning: float = parameter(
        0.585,
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="say and fit at which half are satisfied with what they learn in",
        source=calibrated("T090"),
    )
    informal_hours: float = parameter(
        0.209,
        unit="h/week",
        low=-50.0,
        high=50.0,
        meaning="chosen joint hours at which half say that they learn informally with colleagues",
        source=calibrated("T091"),
    )
    informal_noise: float = parameter(
        1.0, unit="h/week", low=0.05, high=50.0, meaning="spread of answers about informal learning", source=assumed("A58")
    )


# ---------------------------------------------------------------- thought experiments

#: Mechanism -> the coefficients that are zero in a world without it, whatever scenario and policies say.
MECHANISMS = {
    "attraction": ("choice.attraction", "attraction.rate"),
    "voice": ("voice.gain", "choice.voice"),
    "trust": ("ties.success", "ties.mandated", "ties.decay", "ties.strain", "ties.summer"),
    "norms": ("choice.norm", "choice.culture", "climate.norm"),
    "turnover": ("leaving.leave", "leaving.move", "leaving.retirement", "leaving.unexplained"),
    "learning": ("learning.peers", "learning.usual", "learning.conflict", "learning.external", "learning.training"),
    "conflict": ("joint_work.conflict",),
    "administration": tuple(f"adaptation.{name}" for name in Adaptation.model_fields),
    "leadership": ("choice.standing", "voice.standing", "standing.sought", "standing.initiating", "standing.expertise"),
}


def switch(mechanism: str, meaning: str) -> int:
    """Declare a mechanism that can be switched off (0); what that sets to zero is part of its meaning."""
    return parameter(
        1,
        unit="(off, on)",
        low=0,
        high=1,
        meaning=f"{meaning}; off sets to zero: {', '.join(MECHANISMS[mechanism])}",
        source=assumed("on: the model as described; off: a thought experiment"),
        dated=False,
    )


class Mechanisms(Group):
    """Mechanisms of the model, to be switched off one by one (0) in thought experiments; the world has them all (1)."""

    attraction: int = switch("attraction", "teachers learn from what a form of action brought")
    voice: int = switch("voice", "working together on an open goal wins a voice, and the voice one expects draws")
    trust: int = switch("trust", "trust grows and fades; off, a tie keeps the trust it began with")
    norms: int = switch("norms", "colleagues' example and the school's norm draw, and the norm follows practice")
    turnover: int = switch("turnover", "teachers leave")
    learning: int = switch(
        "learning", "expertise comes from colleagues, dissent, networks and training, not from practice alone"
    )
    conflict: int = switch("conflict", "joint work brings out dissent")
    administration: int = switch("administration", "the administrator adapts, takes goals back and lets them be claimed")
    leadership: int = switch("leadership", "standing arises among peers; off, it fades, draws nobody and gives no voice")
