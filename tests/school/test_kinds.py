"""Roles in kinds: how many there are of each, how one gets them, and how they rotate."""

from functools import cache

import pytest

import simulation as sim
from simulation.core.vocabulary import ANY_KIND, COACH, HEAD, KINDS, N_KINDS, WAYS
from simulation.school.kinds import places_of

SCHOOL = sim.Scenario.load("baseline").replace(
    {"structure.kinds": 1, "years": 4, "school.teachers": 30, "roles.leaders": 0.4, "leaving.unexplained": 0.1}
)


@cache
def staff(changes: tuple = ()):
    return sim.simulate(SCHOOL.replace(dict(changes)), runs=20, seed=4, record="teachers", workers=1).teachers


def only(kind):
    """All roles are of one kind."""
    return tuple((f"kinds.{name}", float(name == kind)) for name in KINDS[COACH:])


def test_places_of_all_kinds_add_up_to_the_roles_there_are():
    weights = (0.0, *(SCHOOL.get(f"kinds.{name}") for name in KINDS[COACH:]))
    for roles in range(40):
        shares = [places_of.py_func(kind, roles, weights) for kind in range(N_KINDS)]
        assert sum(shares) == roles
        assert min(shares) >= 0 == shares[ANY_KIND]
    assert [places_of.py_func(kind, 7, (0.0,) * N_KINDS) for kind in range(N_KINDS)] == [0] * N_KINDS


def test_every_role_has_a_kind_and_nobody_else_has_one_and_without_the_switch_no_role_has():
    people = staff()
    assert (people.kind.ne(ANY_KIND) == people.role.eq(1)).all()
    assert set(people.kind) == set(range(N_KINDS))
    plain = staff((("structure.kinds", 0),))
    assert plain.role.sum() == people.role.sum()
    assert plain.kind.eq(ANY_KIND).all()


def test_only_coaches_and_heads_may_judge():
    people = staff((("kinds.coach_judging", 1.0), ("kinds.head_judging", 0.0)))
    assert (people.reviewer == people.kind.eq(COACH)).all()
    assert staff().query("reviewer == 1").kind.isin((COACH, HEAD)).all()


def test_a_role_that_is_kept_keeps_its_kind():
    people = staff((("standing.keeping", 1.0),)).sort_values(["run", "teacher", "year"])
    same = people.groupby(["run", "teacher"])
    stayed = (people.tenure > 0) & (same.kind.shift() > ANY_KIND)
    assert stayed.sum() > 200
    assert (people.kind[stayed] == same.kind.shift()[stayed]).all()


def test_who_keeps_a_role_that_rotates_every_year_teaches_a_year_in_between():
    people = staff((("standing.keeping", 1.0), ("kinds.rotation", 1.0), ("roles.leaders", 0.2))).sort_values(
        ["run", "teacher", "year"]
    )
    led = people.groupby(["run", "teacher"]).role.shift(fill_value=0)
    assert not ((led == 1) & (people.role == 1) & (people.tenure > 0)).any()
    assert people[people.year == 4].role.mean() == pytest.approx(0.2, abs=0.01)


def test_the_way_into_a_role_decides_whether_the_able_the_known_or_the_respected_get_it():
    """Everything else is the same: one kind of role, found in three ways."""
    late = {}
    for number, way in enumerate(WAYS):
        people = staff((*only("coach"), ("kinds.coach_way", number), ("standing.keeping", 0.0)))
        people = people[people.year >= 3]
        late[way] = people[people.role == 1].mean(numeric_only=True) - people.mean(numeric_only=True)
    assert late["appointment"].expertise > max(late["invitation"].expertise, late["election"].expertise) + 0.01
    ties = {way: gain.in_ties + gain.out_ties for way, gain in late.items()}
    assert ties["election"] > ties["appointment"] + 0.5
    assert late["invitation"].standing > late["appointment"].standing


def test_a_real_school_s_roles_are_dealt_out_to_kinds(tmp_path):
    roster = tmp_path / "roster.csv"
    rows = [f"{name},{years},{int(k < 7)}" for k, (name, years) in enumerate(zip("abcdefghij", range(3, 13), strict=True))]
    roster.write_text("\n".join(["teacher,experience,role", *rows]), encoding="utf-8")
    school = sim.School.read(roster)
    scenario = SCHOOL.replace({"roles.leaders": 0.0, "kinds.coach_judging": 1.0, "standing.keeping": 1.0, "years": 1})
    people = sim.simulate(scenario, school=school, runs=2, seed=1, record="teachers", workers=1).teachers
    assert (people.role == people.kind.ne(ANY_KIND)).all()
    assert len(set(people.kind) - {ANY_KIND}) == 5, "seven roles have no room for the rarest kind"
    assert (people.reviewer[people.kind == COACH] == 1).all()
