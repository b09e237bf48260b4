"""Formal roles and informal leadership: P13, P14, P24, P25, P39."""

import numpy as np

from ...core.vocabulary import STAYS
from ..laboratory import mean_of, same_persons
from .declare import pattern, twin


@pattern(
    "P13",
    "core",
    claim="Who holds a leadership role stays, whatever the role",
    test="Teachers with four years of experience or more, matched by years of experience and tenure: within three years fewer of those in a role leave; "
    "between roles that judge colleagues and others the difference is within 3 percentage points.",
    source="Berry, Daughtrey & Wieder (2010) (T094)",
)
def roles_hold(lab):
    """Teachers with four years of experience or more in year 4, followed for three years (2000 schools).

    Yields the share who leave: in a role minus without one, and in a judging role minus in another, matched by stages of
    experience and tenure [share].
    """
    people = lab.people({"roles.leaders": 0.3, "roles.reviewing": 0.5}, since=1, runs=2000)
    people = people[["run", "year", "teacher", "experience", "tenure", "role", "reviewer", "left"]]
    start = people[(people["year"] == 4) & (people["experience"] >= 4)]
    later = people[people["year"].between(4, 6)]
    # a post whose holder leaves is filled by somebody else, so only the first departure counts: any departure within the three years
    gone = later.assign(gone=later["left"] != STAYS).groupby(["run", "teacher"])["gone"].max()
    start = start.join(gone, on=["run", "teacher"])
    start = start.assign(stage=np.digitize(start["experience"], (8, 15, 25)) * 10 + np.digitize(start["tenure"], (1, 3)))

    def matched(table, a, b):
        """Difference of exits, a minus b, within stages weighted by the number of a."""
        mean = table[a].groupby("stage")["gone"].mean() - table[b].groupby("stage")["gone"].mean()
        return float(np.average(mean.dropna(), weights=table[a].groupby("stage").size()[mean.dropna().index]))

    yield lab.finding(
        "exits in three years, role minus none [share]",
        lambda t: matched(t, t["role"] == 1, t["role"] == 0),
        start,
        at_most=0.0,
    )
    yield lab.finding(
        "exits, judging roles minus others [share]",
        lambda t: matched(t, t["reviewer"] == 1, (t["role"] == 1) & (t["reviewer"] == 0)),
        start,
        at_least=-0.03,
        at_most=0.03,
    )


@twin(
    "P13",
    "The same persons with roles for three in ten from year 3 on and without any (800 schools): of those who hold one in the first year, at "
    "least 1 percentage point fewer leave within three years.",
)
def a_role_holds_who_has_it(lab):
    """Who holds a role in the first year of roles, and the same persons in schools without roles.

    Yields how many more leave within three years with a role [share].
    """
    options = {"since": 3, "until": 5, "runs": 800, "years": 5}
    none, roles = (lab.people({"policies": [_roles(leaders)]}, **options) for leaders in (0.0, 0.3))
    columns = ["run", "year", "teacher", "experience", "tenure", "role", "left"]
    first = same_persons(none[none["year"] == 3][columns], roles[roles["year"] == 3][columns])
    held = (first[1]["role"] == 1).to_numpy()
    parts = []
    for chosen, table in zip(first, (none, roles)):
        gone = table.assign(gone=table["left"] != STAYS).groupby(["run", "teacher"])["gone"].max()
        parts.append(chosen[held][["run", "teacher"]].join(gone, on=["run", "teacher"]))
    yield lab.finding(
        "twins: leave within three years, with a role minus without [share]",
        lambda a, b: b["gone"].mean() - a["gone"].mean(),
        *parts,
        at_most=-0.01,
    )


def _roles(leaders):
    """A policy that gives roles from year 3 on."""
    return {"name": "roles", "start": 3, "set": {"roles.leaders": leaders}}


@pattern(
    "P14",
    "core",
    claim="Leadership roles burden less than paperwork does",
    test="A staff without roles: two more hours of paperwork a week raise turnover; roles of two hours for half of the staff do not (at most 0.005).",
    source="Berry, Daughtrey & Wieder (2010)",
)
def roles_burden_less_than_paperwork(lab):
    """A staff without roles, with two more hours of paperwork, and with roles of two hours (800 schools each): turnover against
    the first [share].
    """
    none = {"roles.leaders": 0.0, "roles.release": 0.0}
    plain, paper, roles = (
        lab.schools(arm, runs=800)
        for arm in (none, none | {"time.paperwork": 6.0}, none | {"roles.leaders": 0.5, "roles.duties": 2.0})
    )
    yield lab.finding("turnover, paperwork minus plain [share]", mean_of("turnover"), plain, paper, at_least=0.0)
    yield lab.finding("turnover, roles minus plain [share]", mean_of("turnover"), plain, roles, at_most=0.005)


@pattern(
    "P24",
    "core",
    claim="Unclear mandates and weak support turn the gain of a role into a loss",
    test="Teachers with five years or more: those in a role feel at least as efficacious as the others; with unclear mandates and little support for "
    "role holders only (clarity 0.1, support 0.15) they feel less.",
    source="Nguyen, Harris & Ng (2019); Shaked & Schechter (2019)",
    fitted="the usual gap was among what parameters were fitted to",
)
def roles_need_clarity(lab):
    """Self-efficacy of role holders minus that of others, among teachers with five years or more (400 schools).

    Yields the gap as usual, and with holders left without clarity and support [0..1].
    """
    alone = {"name": "left alone", "only": "leaders", "set": {"administrator.clarity": 0.1, "administrator.support": 0.15}}

    def gap(table):
        staff = table[table["experience"] >= 5]
        holds = staff["role"] == 1
        return staff[holds]["self_efficacy"].mean() - staff[~holds]["self_efficacy"].mean()

    usual, left = (lab.people({"roles.leaders": 0.2, "policies": p}, runs=400) for p in ([], [alone]))
    yield lab.finding("usual: role minus none [0..1]", gap, usual, at_least=0.0)
    yield lab.finding("left alone: role minus none [0..1]", gap, left, at_most=0.0)


@twin(
    "P24",
    "The same persons with roles for one in five and without any, five years of experience or more (400 schools): a role raises its holders' "
    "self-efficacy by at least 0.05 SD of teachers, and lowers it by as much where holders are left alone.",
)
def a_role_lifts_who_has_it(lab):
    """Role holders, and the same persons in schools without roles, years 5 to 8.

    Yields what the role does to their self-efficacy as usual, and with holders left without clarity and support [SD of teachers].
    """
    alone = {"name": "left alone", "only": "leaders", "set": {"administrator.clarity": 0.1, "administrator.support": 0.15}}
    options = {"since": 5, "runs": 400}
    columns = ["run", "year", "teacher", "experience", "tenure", "role", "self_efficacy"]
    none = lab.people({"policies": [_roles(0.0)]}, **options)[columns]
    for name, more, allowed in (("usual", [], {"at_least": 0.05}), ("left alone", [alone], {"at_most": -0.05})):
        roles = lab.people({"policies": [_roles(0.2), *more]}, **options)[columns]
        without, with_role = same_persons(none, roles)
        held = ((with_role["role"] == 1) & (with_role["experience"] >= 5)).to_numpy()
        yield lab.finding(
            f"twins, {name}: self-efficacy with a role minus without [SD of teachers]",
            lambda a, b, everybody: (b["self_efficacy"].mean() - a["self_efficacy"].mean()) / everybody["self_efficacy"].std(),
            without[held],
            with_role[held],
            none,
            **allowed,
        )


@pattern(
    "P25",
    "secondary",
    claim="Among colleagues who want to be equal, leading strains relations",
    test="Egalitarian staff (0.9) against one that accepts leaders (0.1): role holders are asked by fewer colleagues relative to the others; what colleagues' learning adds "
    "to expertise is less; those who judge colleagues lose most.",
    source="York-Barr & Duke (2004); Goldstein (2004); Woo et al. (2022)",
)
def leading_strains_equals(lab):
    """A staff that wants to be equal against one that accepts leaders (400 schools each).

    Yields how many fewer colleagues ask a role holder than others, the same for judging against other roles [colleagues], and
    what learning from colleagues adds to expertise [0..1].
    """
    accept, equal = (
        lab.people({"culture.egalitarian": e, "roles.leaders": 0.3, "roles.reviewing": 0.5}, runs=400) for e in (0.1, 0.9)
    )

    def asked(table, a, b):
        return table[a(table)]["in_ties"].mean() - table[b(table)]["in_ties"].mean()

    def holds(t):
        return t["role"] == 1

    def others(t):
        return t["role"] == 0

    def judges(t):
        return t["reviewer"] == 1

    def leads(t):
        return (t["role"] == 1) & (t["reviewer"] == 0)

    yield lab.finding(
        "asked by: role minus none, egalitarian minus accepting [colleagues]",
        lambda a, b: asked(b, holds, others) - asked(a, holds, others),
        accept,
        equal,
        at_most=0.0,
    )
    yield lab.finding(
        "egalitarian: asked by, judging minus other roles [colleagues]", lambda t: asked(t, judges, leads), equal, at_most=0.0
    )
    arms = [
        lab.schools(
            {"culture.egalitarian": e, "roles.leaders": 0.3, "learning.peers": peers}
            if peers == 0.0
            else {"culture.egalitarian": e, "roles.leaders": 0.3},
            runs=400,
        )
        for e in (0.1, 0.9)
        for peers in (1.0, 0.0)
    ]

    def spread(with_accept, without_accept, with_equal, without_equal):
        gain = [
            (a["expertise"] - b["expertise"]).mean() for a, b in ((with_accept, without_accept), (with_equal, without_equal))
        ]
        return gain[1] - gain[0]

    yield lab.finding("what colleagues add to expertise, egalitarian minus accepting [0..1]", spread, *arms, at_most=0.0)


@pattern(
    "P39",
    "secondary",
    claim="Leadership spreads by invitation and experience",
    test="Of those new in a role at least 25 % have a tie to somebody who held one; who held a role before is likelier to hold one again; from the first to the "
    "third year of teaching the share in a role grows by at least 5 percentage points.",
    source="Berry, Daughtrey & Wieder (2010); NCES Beginning Teacher Longitudinal Study (T107, T108)",
    fitted="how experience counts for an invitation was chosen for it (T107)",
)
def leaders_are_invited(lab):
    """Who comes into a role (1200 schools of the baseline).

    Yields the share of new holders with a tie to somebody who held one, the chance of a role for former holders minus that of
    others, and how the share in a role grows from the first to the third year of teaching.
    """
    schools = lab.schools(runs=1200)
    yield lab.finding(
        "new in a role, invited through a tie [share]",
        lambda s: s["new_leaders_invited"].sum() / s["new_leaders"].sum(),
        schools,
        at_least=0.25,
    )
    people = lab.people(since=1, runs=1200)[["run", "year", "teacher", "experience", "tenure", "role"]]
    people = people.sort_values(["run", "teacher", "year"])
    same = (people["tenure"] > 0) & (people["teacher"] == people["teacher"].shift()) & (people["run"] == people["run"].shift())
    person = (~same).cumsum()
    held = people.groupby(person)["role"].cumsum() - people["role"]
    now = people[same & (people["role"].shift() == 0) & (people["experience"] >= 4)]
    now = now.assign(before=held[now.index] > 0)

    def again(t):
        return t[t["before"]]["role"].mean() - t[~t["before"]]["role"].mean()

    yield lab.finding("chance of a role: held one before minus never [share]", again, now, at_least=0.0)

    def grows(t):
        return t[t["experience"] == 3]["role"].mean() - t[t["experience"] == 1]["role"].mean()

    yield lab.finding("in a role, third minus first year of teaching [share]", grows, people, at_least=0.05)
