"""Policies: when they are in force, for whom, what they make of the values, and how mistakes are told."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from simulation.core.vocabulary import CAREER_STAGES, MIDCAREER, N_AUDIENCES, NOVICE, VETERAN, WEEKS_PER_YEAR
from simulation.declare.parameter import bounds
from simulation.parameters.behaviour.structure import STRUCTURE
from simulation.parameters.policies import AUDIENCES, Policy, audience_of
from simulation.parameters.scenario import PARAMETER_DTYPE, Scenario, ScenarioError, parameters

BASELINE = Scenario.load("baseline").replace({"years": 6})


def with_policies(*policies, **fields):
    return BASELINE.replace({"policies": list(policies)} | {name.replace("__", "."): value for name, value in fields.items()})


def value(scenario, name, year, week=1, stage=MIDCAREER, leads=False):
    """What the engine reads for one teacher in one week of the run."""
    table, period = scenario.table()
    at = (year - 1) * WEEKS_PER_YEAR + week - 1
    return table[period[at], audience_of(stage, leads)][name.replace(".", "_")]


def fault_of(*policies):
    """The one sentence that tells what is wrong."""
    with pytest.raises(ScenarioError) as raised:
        with_policies(*policies)
    assert len(raised.value.faults) == 1, raised.value.faults
    return raised.value.faults[0]


def change(**more):
    return {"name": "reform", "set": {"time.planning": 4.0}} | more


# ---------------------------------------------------------------- when


@pytest.mark.parametrize(
    ("dates", "in_force", "not_in_force"),
    [
        ({}, [(1, 1), (40, 36)], []),
        ({"start": 3}, [(3, 1), (3, 36), (40, 1)], [(1, 1), (2, 36)]),
        ({"start": 3, "end": 4}, [(3, 1), (4, 36)], [(2, 36), (5, 1)]),
        ({"start": 3, "end": 3}, [(3, 1), (3, 36)], [(2, 36), (4, 1)]),
        ({"start": 2, "weeks": (10, 18)}, [(2, 10), (2, 18), (3, 10)], [(1, 10), (2, 9), (2, 19)]),
        ({"start": 2, "end": 2, "weeks": (36, 36)}, [(2, 36)], [(2, 35), (3, 36)]),
    ],
)
def test_a_policy_is_in_force_from_its_first_to_its_last_day_and_both_count(dates, in_force, not_in_force):
    policy = Policy(**change(**dates))
    assert all(policy.covers(year, week) for year, week in in_force)
    assert not any(policy.covers(year, week) for year, week in not_in_force)


def test_values_change_in_the_weeks_of_a_policy_and_return_afterwards():
    scenario = with_policies(change(start=3, end=4, weeks=[10, 18]))
    planning = BASELINE.time.planning
    for year, week, expected in [
        (2, 18, planning),
        (3, 9, planning),
        (3, 10, 4.0),
        (4, 18, 4.0),
        (4, 19, planning),
        (5, 10, planning),
    ]:
        assert value(scenario, "time.planning", year, week) == expected


def test_a_policy_that_begins_after_the_run_changes_nothing():
    table, period = with_policies(change(start=7)).table()
    assert len(table) == 1
    assert (period == 0).all()


# ---------------------------------------------------------------- the table


def test_without_policies_all_weeks_and_teachers_share_the_scenario_s_values():
    table, period = BASELINE.table()
    assert table.shape == (1, N_AUDIENCES)
    assert table.dtype == PARAMETER_DTYPE
    assert period.shape == (6 * WEEKS_PER_YEAR,)
    assert period.dtype == np.int64
    left_out = {name for coefficients in STRUCTURE.values() for name in coefficients}
    for name in parameters().keys() - left_out:
        assert (table[name.replace(".", "_")] == BASELINE.get(name)).all()


@pytest.mark.parametrize(
    ("policies", "rows"),
    [
        ([change(start=3)], 2),
        ([change(start=1)], 1),
        ([change(weeks=[1, 9])], 2),  # six autumns share a row
        ([change(start=2, end=2), change(start=4, end=4)], 3),
        ([change(start=1, end=4), change(start=3)], 3),  # the first, both, the second
        ([change(start=2, weeks=[1, 18]), change(start=2, weeks=[10, 36])], 4),
    ],
)
def test_weeks_under_the_same_policies_share_a_row(policies, rows):
    table, period = with_policies(*policies).table()
    assert table.shape == (rows, N_AUDIENCES)
    assert set(period.tolist()) == set(range(rows))


# ---------------------------------------------------------------- what


def test_set_gives_a_value_and_add_moves_the_one_in_force():
    first_set, then_add = change(set={"time.planning": 4.0}), {"name": "more", "add": {"time.planning": 1.5}}
    assert value(with_policies(first_set, then_add), "time.planning", 1) == 5.5
    assert value(with_policies(then_add, first_set), "time.planning", 1) == 4.0
    assert value(with_policies(then_add, then_add), "time.planning", 1) == BASELINE.time.planning + 3.0


def test_sums_stop_at_the_bounds_policy_by_policy():
    cut, raised = {"name": "cut", "add": {"time.planning": -50.0}}, {"name": "raise", "add": {"time.planning": 2.0}}
    low, high = bounds(parameters()["time.planning"])
    assert value(with_policies(cut), "time.planning", 1) == low
    assert value(with_policies(cut, raised), "time.planning", 1) == low + 2.0
    assert value(with_policies({"name": "flood", "add": {"time.planning": 50.0}}), "time.planning", 1) == high


def test_of_overlapping_policies_the_later_in_the_file_has_the_last_word():
    scenario = with_policies(change(start=2, end=5), change(start=4, set={"time.planning": 8.0}))
    assert [value(scenario, "time.planning", year) for year in range(1, 7)] == [BASELINE.time.planning, 4.0, 4.0, 8.0, 8.0, 8.0]


def test_a_policy_touches_nothing_but_what_it_names():
    table, period = with_policies(change(start=2)).table()
    before, after = table[period[0]], table[period[-1]]
    changed = {name for name in PARAMETER_DTYPE.names if (before[name] != after[name]).any()}
    assert changed == {"time_planning"}


# ---------------------------------------------------------------- for whom


@pytest.mark.parametrize(
    ("only", "touched"),
    [
        ("everyone", {(stage, leads) for stage in range(3) for leads in (False, True)}),
        ("novices", {(NOVICE, False), (NOVICE, True)}),
        ("midcareer", {(MIDCAREER, False), (MIDCAREER, True)}),
        ("veterans", {(VETERAN, False), (VETERAN, True)}),
        ("leaders", {(NOVICE, True), (MIDCAREER, True), (VETERAN, True)}),
        ("others", {(NOVICE, False), (MIDCAREER, False), (VETERAN, False)}),
    ],
)
def test_a_policy_reaches_those_it_singles_out_and_nobody_else(only, touched):
    scenario = with_policies(change(only=only))
    reached = {
        (stage, leads)
        for stage in range(3)
        for leads in (False, True)
        if value(scenario, "time.planning", 1, stage=stage, leads=leads) == 4.0
    }
    assert reached == touched


def test_the_engine_finds_novices_midcareer_and_veterans_in_pairs_of_columns_the_second_for_leaders():
    assert [audience_of(stage, leads) for stage in (NOVICE, MIDCAREER, VETERAN) for leads in (False, True)] == [
        0,
        1,
        2,
        3,
        4,
        5,
    ]


def test_a_leading_novice_takes_part_in_what_novices_and_what_leaders_get():
    scenario = with_policies(
        {"name": "time for novices", "only": "novices", "add": {"time.planning": 2.0}},
        {"name": "time for leaders", "only": "leaders", "add": {"time.planning": 3.0}},
    )
    plain = BASELINE.time.planning
    assert value(scenario, "time.planning", 1, stage=NOVICE, leads=True) == plain + 5.0
    assert value(scenario, "time.planning", 1, stage=NOVICE, leads=False) == plain + 2.0
    assert value(scenario, "time.planning", 1, stage=VETERAN, leads=True) == plain + 3.0
    assert value(scenario, "time.planning", 1, stage=VETERAN, leads=False) == plain


# ---------------------------------------------------------------- against slower, plainer code


PERSONAL = [name for name, field in parameters().items() if field.json_schema_extra["personal"]]
SCHOOL_WIDE = [
    name
    for name, field in parameters().items()
    if field.json_schema_extra["dated"] and not field.json_schema_extra["personal"] and field.annotation is float
]


@st.composite
def policy_tables(draw):
    """A policy that makes sense: a few dated fields, values inside bounds, amounts of any size."""
    only = draw(st.sampled_from(AUDIENCES))
    names = draw(
        st.lists(
            st.sampled_from(PERSONAL if only != "everyone" else PERSONAL + SCHOOL_WIDE[:12]),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    policy = {"name": "reform", "start": draw(st.integers(1, 6)), "only": only, "set": {}, "add": {}}
    if draw(st.booleans()):
        policy["end"] = draw(st.integers(policy["start"], 8))
    if draw(st.booleans()):
        policy["weeks"] = sorted(draw(st.tuples(st.integers(1, 36), st.integers(1, 36))))
    for name in names:
        low, high = bounds(parameters()[name])
        if draw(st.booleans()):
            policy["set"][name] = draw(st.floats(low, high))
        else:
            policy["add"][name] = draw(st.floats(low - high, high - low))
    return policy


def slow_value(scenario, name, year, week, stage, leads):
    """The rule in words: go through the policies in order, and through each question about them."""
    low, high = bounds(parameters()[name])
    now = scenario.get(name)
    for policy in scenario.policies:
        begun = year >= policy.start
        over = policy.end is not None and year > policy.end
        season = policy.weeks is None or policy.weeks[0] <= week <= policy.weeks[1]
        concerned = policy.only in ("everyone", CAREER_STAGES[stage], "leaders" if leads else "others")
        if not begun or over or not season or not concerned:
            continue
        if name in policy.set:
            now = policy.set[name]
        if name in policy.add:
            now = max(low, min(high, now + policy.add[name]))
    return now


@settings(max_examples=60, deadline=None)
@given(
    st.lists(policy_tables(), max_size=4),
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 36), st.integers(0, 2), st.booleans()), min_size=1, max_size=10),
)
def test_the_table_holds_what_going_through_the_policies_gives(policies, moments):
    scenario = with_policies(*policies)
    table, period = scenario.table()
    named = {name for policy in policies for name in (*policy["set"], *policy["add"])}
    for year, week, stage, leads in moments:
        record = table[period[(year - 1) * WEEKS_PER_YEAR + week - 1], audience_of(stage, leads)]
        for name in named:
            assert record[name.replace(".", "_")] == slow_value(scenario, name, year, week, stage, leads)


@settings(max_examples=60, deadline=None)
@given(st.lists(policy_tables(), min_size=1, max_size=5))
def test_whatever_policies_do_values_stay_within_their_bounds(policies):
    table, _ = with_policies(*policies).table()
    for name, field in parameters().items():
        low, high = bounds(field)
        values = table[name.replace(".", "_")]
        assert (low <= values).all(), name
        assert (values <= high).all(), name


# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        (
            change(set={"school.teachers": 40}),
            "policies[1].set.school.teachers: school.teachers is fixed on the first day; set it in the scenario itself",
        ),
        (
            change(set={"population.size": 0.5}),
            "policies[1].set.population.size: population.size is fixed on the first day; set it in the scenario itself",
        ),
        (
            change(only="novices", set={"school.poverty": 0.5}),
            "policies[1].set.school.poverty: school.poverty belongs to the whole school; leave out `only = 'novices'`",
        ),
        (
            change(set={"time.planning": 40}),
            "policies[1].set.time.planning = 40 is out of range; allowed is 0 to 15 h/week",
        ),
        (
            change(set={"time.planing": 4}),
            "policies[1].set.time.planing: time.planing is not a field of a scenario; did you mean time.planning?",
        ),
        (
            change(set={}, add={"goals.active": 1.5}),
            "policies[1].add.goals.active = 1.5 is not a whole number; allowed is 1 to 6 goals",
        ),
        (
            change(set={"time.planning": True}),
            "policies[1].set.time.planning = true is not a number; allowed is 0 to 15 h/week",
        ),
        (
            change(set={"hours.capacity": True}),
            "policies[1].set.hours.capacity = true is not a number; allowed is 20 to 80 h/week",
        ),
        (
            change(set={"time.planning": "4"}),
            "policies[1].set.time.planning = '4' is not a number; allowed is 0 to 15 h/week",
        ),
        (
            change(set={"time.planning": float("nan")}),
            "policies[1].set.time.planning = nan is not a number; allowed is 0 to 15 h/week",
        ),
        (
            change(set={}, add={"time.planning": float("inf")}),
            "policies[1].add.time.planning = inf is not a number",
        ),
        (
            change(set=4),
            'policies[1].set = 4 is not a table; write set = { "time.planning" = 4 }',
        ),
        (
            change(set={}),
            "policies[1]: it changes nothing; say what with `set` (new values) or `add` (amounts added)",
        ),
        (
            change(add={"time.planning": 1.0}),
            "policies[1]: time.planning stands in both `set` and `add`; keep it in one of them",
        ),
        (change(start=5, end=3), "policies[1]: end = 3 lies before start = 5; give an end of 5 or later"),
        (change(start=0), "policies[1].start = 0 is below 1; allowed is 1 to 40 school years"),
        (change(end=41), "policies[1].end = 41 is above 40; allowed is 1 to 40 school years"),
        (change(start=2.5), "policies[1].start = 2.5 is not a whole number; allowed is 1 to 40 school years"),
        (change(start=True), "policies[1].start = true is not a number; allowed is 1 to 40 school years"),
        (
            change(weeks=[20, 10]),
            "policies[1]: weeks = [20, 10] run backwards; give the first week first, then the last",
        ),
        (
            change(weeks=[20, 40]),
            "policies[1].weeks is not a pair of weeks; write weeks = [first, last], whole numbers from 1 to 36",
        ),
        (
            change(weeks=20),
            "policies[1].weeks is not a pair of weeks; write weeks = [first, last], whole numbers from 1 to 36",
        ),
        (
            change(only="beginners"),
            "policies[1].only = 'beginners' is nobody; allowed are: everyone, novices, midcareer, veterans, leaders, others",
        ),
        (change(begin=2), "policies[1].begin is not a field of a policy; allowed are: name, start, end, weeks, only, set, add"),
        (change(strat=2), "policies[1].strat is not a field of a policy; did you mean policies[1].start?"),
        ({"set": {"time.planning": 4}}, "policies[1].name is missing; say what the policy is called"),
        (change(name=""), "policies[1].name = '' is not a text in quotes with at least one letter"),
        ("four hours", "policies[1] = 'four hours' is not a table; write [[policies]] with a line for each field"),
    ],
)
def test_a_mistake_in_a_policy_is_told_in_one_sentence_that_names_it(policy, sentence):
    assert fault_of(policy) == sentence


def test_all_mistakes_of_all_policies_are_told_at_once():
    with pytest.raises(ScenarioError) as raised:
        with_policies(change(start=0), change(), change(only="leaders", set={"school.poverty": 2.0, "time.planing": 1.0}))
    faults = raised.value.faults
    assert [fault.split(" ")[0].rstrip(":") for fault in faults] == [
        "policies[1].start",
        "policies[3].set.school.poverty",
        "policies[3].set.school.poverty",
        "policies[3].set.time.planing",
    ]


def test_a_single_table_of_policies_is_told_how_to_become_a_list():
    with pytest.raises(
        ScenarioError, match=r"policies = a table is not a list; begin each policy with a line \[\[policies\]\]"
    ):
        BASELINE.replace({"policies": change()})


def test_a_policy_made_in_python_is_checked_like_one_in_a_file():
    assert fault_of(Policy(name="reform", set={"time.planing": 4.0})).endswith("did you mean time.planning?")
    assert "out of range" in fault_of(Policy(name="reform", set={"time.planning": np.float32(40.0)}))
    assert with_policies(Policy(**change())) == with_policies(change())


def test_a_policy_cannot_be_changed_once_made():
    policy = Policy(**change())
    with pytest.raises(ValidationError):
        policy.start = 3


# ---------------------------------------------------------------- in a file


def test_policies_are_read_from_a_file_in_either_spelling(tmp_path):
    path = tmp_path / "reform.toml"
    path.write_text(
        """
years = 6

[[policies]]
name = "four hours for teams"
start = 3
set = { "time.planning" = 4.0 }

[[policies]]
name = "lighter first years"
start = 2
end = 5
weeks = [1, 18]
only = "novices"
add.hours.classroom = -3.0

[[policies]]
name = "an open door"
start = 4
[policies.set]
administrator.openness = 0.9
administrator.support = 0.8
""",
        encoding="utf-8",
    )
    scenario = Scenario.load(path)
    assert [policy.name for policy in scenario.policies] == ["four hours for teams", "lighter first years", "an open door"]
    assert value(scenario, "time.planning", 2) == BASELINE.time.planning
    assert value(scenario, "time.planning", 3) == 4.0
    assert value(scenario, "hours.classroom", 2, week=18, stage=NOVICE) == BASELINE.hours.classroom - 3.0
    assert value(scenario, "hours.classroom", 2, week=19, stage=NOVICE) == BASELINE.hours.classroom
    assert value(scenario, "hours.classroom", 2, week=18, stage=VETERAN) == BASELINE.hours.classroom
    assert value(scenario, "administrator.openness", 4) == 0.9
    assert value(scenario, "administrator.support", 3) == BASELINE.administrator.support
    assert Scenario.from_dict(scenario.to_dict()) == scenario
