"""Formal roles: who is new to one and through whom, and roles that are there to judge colleagues."""

import numpy as np
import pytest

import simulation as sim

SCHOOL = sim.Scenario.load("baseline").replace({"years": 5, "school.teachers": 30})
RUNS = 40


def lived(record="teachers", **changes):
    scenario = SCHOOL.replace({name.replace("__", "."): value for name, value in changes.items()})
    return sim.simulate(scenario, runs=RUNS, seed=9, record=record)


def test_new_leaders_are_those_who_led_this_year_and_not_the_year_before():
    results = lived()
    staff = results.teachers.sort_values(["run", "teacher", "year"])
    before = staff.groupby(["run", "teacher"]).role.shift(fill_value=0)
    led_before = before.where((staff.tenure > 0) & (staff.year > 1), 0)
    new = ((staff.role == 1) & (led_before == 0) & (staff.year > 1)).groupby([staff.run, staff.year]).mean()
    years = results.years.set_index(["run", "year"])
    assert np.allclose(years.new_leaders, new.reindex(years.index))
    assert (years.new_leaders_invited <= years.new_leaders).all()
    assert years.new_leaders.xs(1, level="year").eq(0).all(), "the first year has no year before"


def test_colleagues_who_lead_recruit_the_next_leaders():
    """P39: at least a quarter of new leaders come through a tie; where invitations count for nothing there are fewer."""
    years = lived("years").years
    invited = years.new_leaders_invited.sum() / years.new_leaders.sum()
    assert invited > 0.25
    cold = lived("years", standing__invitation=0.0).years
    assert cold.new_leaders_invited.sum() / cold.new_leaders.sum() < invited


def test_only_who_holds_a_role_judges_colleagues_and_about_as_many_as_declared():
    staff = lived(roles__reviewing=0.4, roles__leaders=0.3).teachers
    assert (staff.reviewer <= staff.role).all()
    assert staff.reviewer.sum() / staff.role.sum() == pytest.approx(0.4, abs=0.06)
    assert lived(roles__reviewing=1.0).teachers.eval("reviewer == role").all()
    assert (lived(roles__reviewing=0.0).teachers.reviewer == 0).all()


def test_what_a_role_is_for_stays_as_long_as_it_is_kept():
    staff = lived(roles__reviewing=0.5, standing__keeping=1.0).teachers.sort_values(["run", "teacher", "year"])
    same = staff.groupby(["run", "teacher"])
    kept = (staff.role == 1) & (same.role.shift() == 1) & (staff.tenure > 0)
    assert kept.sum() > 100
    assert (staff.reviewer[kept] == same.reviewer.shift()[kept]).all()


def test_in_an_egalitarian_staff_fewer_turn_to_those_who_judge_them():
    """P25: peer-review style roles suffer most."""

    def sought(egalitarian):
        staff = lived(
            roles__reviewing=0.5,
            roles__leaders=0.3,
            culture__egalitarian=egalitarian,
            ties__avoidance=0.5,
            standing__keeping=1.0,
        ).teachers
        late = staff[(staff.year >= 4) & (staff.role == 1)]
        return late[late.reviewer == 1].in_ties.mean() - late[late.reviewer == 0].in_ties.mean()

    assert sought(1.0) < -0.2
    assert abs(sought(0.0)) < 0.5 * abs(sought(1.0)) + 0.2


def test_a_real_school_keeps_as_many_roles_as_its_files_tell_and_a_policy_moves_them():
    """Eight of twenty lead on the first day, twice what the scenario has."""
    from simulation.school.readers.files import Source

    roster = "".join(f"T{k},{int(k < 8)}\n" for k in range(20))
    school, unknown = (
        sim.School.read(Source("r.csv", f"teacher,{column}\n{roster}".encode())) for column in ("leader", "shoe size")
    )
    plain = SCHOOL.replace({"years": 4, "roles.leaders": 0.2})
    more = plain.replace({"policies": [{"name": "more", "start": 3, "add": {"roles.leaders": 0.1}}]})

    def roles(scenario, school):
        staff = sim.simulate(scenario, 3, 1, record="teachers", school=school, workers=1).teachers
        return staff.groupby(["run", "year"])["role"].sum().unstack().mean().tolist()

    assert roles(plain, school) == [8, 8, 8, 8]
    assert roles(more, school) == [8, 8, 10, 10]
    assert roles(plain, unknown) == [4, 4, 4, 4]
