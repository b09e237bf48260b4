"""The tables: columns that others rely on, one row for each thing, and numbers that agree with one another."""

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.core.vocabulary import LEAVES, MOVES, STAYS
from simulation.declare.outcomes import TEACHER_COLUMNS, TERM_COLUMNS, WEEK_COLUMNS, YEAR_COLUMNS
from simulation.results.recorder import what_to_record

DOMAINS = ["hiring", "budget", "materials", "curriculum", "training", "conduct"]
FORMS = ["individual", "coordination", "cooperation", "collaboration"]
SHARES = [f"share_{form}" for form in FORMS]

#: Written out here and not taken from the code: notebooks, lessons and checks use these names.
YEARS = [
    "scenario", "run", "year", "teachers", *SHARES, "monthly_coordination", "monthly_cooperation", "monthly_collaboration",
    "hours_total", "hours_collective", "hours_mandated", "hours_paperwork", "influence",
    *(f"influence_{domain}" for domain in DOMAINS), "influence_shared", "influence_gini", "leadership_gini", "self_efficacy",
    "collective_efficacy", "job_satisfaction", "exhaustion", "depersonalization", "accomplishment", "burnout", "burnout_rate",
    "ambiguity", "isolation", "trust", "well_being", "turnover", "leavers", "movers", "vacancies", "novice_share", "expertise",
    "goals_shared", "goals_attained", "coherence", "administrator_openness", "administrator_control", "student_growth",
]  # fmt: skip
WEEKS = [
    "scenario", "run", "year", "week", "teachers", *SHARES, "hours_total", "hours_collective", "hours_mandated",
    "hours_paperwork", "influence", *(f"influence_{domain}" for domain in DOMAINS), "influence_shared", "self_efficacy",
    "collective_efficacy", "job_satisfaction", "exhaustion", "depersonalization", "accomplishment", "burnout", "ambiguity",
    "isolation", "trust", "well_being", "vacancies", "novice_share", "expertise", "goals_shared", "coherence",
    "administrator_openness", "administrator_control",
]  # fmt: skip
TEACHERS = [
    "scenario", "run", "year", "teacher", "person", "group", "experience", "role", *SHARES, "hours_total", "hours_collective",
    *(f"influence_{domain}" for domain in DOMAINS), "self_efficacy", "exhaustion", "depersonalization", "accomplishment",
    "burnout", "job_satisfaction", "ambiguity", "isolation", "expertise", "resilience", "disposition", "standing", "in_ties",
    "out_ties", "quit_intention", "left",
]  # fmt: skip

#: `person` stands beside the post.
OF_TEACHERS = tuple(column for column in TEACHER_COLUMNS + TERM_COLUMNS if column.name != "person")

TABLES = {
    "years": (YEARS, ["scenario", "run", "year", "teachers"], YEAR_COLUMNS),
    "weeks": (WEEKS, ["scenario", "run", "year", "week", "teachers"], WEEK_COLUMNS),
    "teachers": (TEACHERS, ["scenario", "run", "year", "teacher", "person"], OF_TEACHERS),
}
every_table = pytest.mark.parametrize("name", TABLES)


@every_table
def test_a_table_has_the_promised_columns_and_all_that_are_declared_in_their_order(results, name):
    promised, keys, declared = TABLES[name]
    columns = list(getattr(results, name).columns)
    assert set(promised) <= set(columns)
    assert columns == keys + [column.name for column in declared]
    assert len(set(columns)) == len(columns)


@every_table
def test_a_table_is_tidy(results, scenario, name):
    """One row for each run, year and week or teacher; whole numbers where people count; no holes."""
    table = getattr(results, name)
    keys = [key for key in TABLES[name][1] if key not in ("scenario", "teachers")]
    assert not table.duplicated(keys).any()
    assert (table["scenario"] == scenario.name).all()
    assert sorted(table["run"].unique()) == [0, 1, 2, 3]
    assert sorted(table["year"].unique()) == [1, 2]
    assert not table.isna().any().any()
    for key in [*keys, *({"teachers"} & set(table.columns))]:
        assert pd.api.types.is_integer_dtype(table[key]), key
    assert list(table.index) == list(range(len(table)))


@every_table
def test_every_value_lies_in_its_declared_range(results, name):
    table = getattr(results, name)
    for column in TABLES[name][2]:
        assert table[column.name].between(column.low - 1e-9, column.high + 1e-9).all(), column.name


def test_every_run_has_each_of_its_years_and_weeks(results):
    assert len(results.years) == 4 * 2
    assert len(results.weeks) == 4 * 2 * 36
    assert results.weeks.groupby(["run", "year"])["week"].agg(list).map(lambda weeks: weeks == list(range(1, 37))).all()


@every_table
def test_shares_of_the_four_forms_sum_to_one(results, name):
    np.testing.assert_allclose(getattr(results, name)[SHARES].sum(axis=1), 1.0, rtol=0, atol=1e-12)


def test_weeks_average_to_years(results):
    columns = [column.name for column in WEEK_COLUMNS]
    means = results.weeks.groupby(["run", "year"])[columns].mean()
    years = results.years.set_index(["run", "year"])[columns]
    np.testing.assert_allclose(means, years, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", ["years", "weeks"])
def test_columns_agree_with_one_another_as_their_meanings_say(results, name):
    table = getattr(results, name)
    domains = [f"influence_{domain}" for domain in DOMAINS]
    sums = {
        "influence": table[domains].mean(axis=1),
        "burnout": 0.4 * table["exhaustion"] + 0.3 * table["depersonalization"] + 0.3 * (1.0 - table["accomplishment"]),
        "vacancies": 1.0 - table["staff"] / table["teachers"],
        "hours_total": table["hours_classroom"] + table["hours_paperwork"] + table["hours_duties"] + table["hours_mandated"]
        + table["hours_collective"] - table["hours_protected"],
    }  # fmt: skip
    for column, expected in sums.items():
        np.testing.assert_allclose(table[column], expected, rtol=1e-9, atol=1e-12, err_msg=column)


def test_who_left_in_the_table_of_teachers_is_the_turnover_in_the_table_of_years(results):
    by_year = results.teachers.groupby(["run", "year"])
    years = results.years.set_index(["run", "year"])
    for column, codes in (("leavers", [LEAVES]), ("movers", [MOVES]), ("turnover", [LEAVES, MOVES])):
        left = by_year["left"].agg(lambda who, codes=codes: who.isin(codes).mean())
        np.testing.assert_allclose(left, years[column], atol=1e-12, err_msg=column)
    assert years["turnover"].sum() > 0.0


def test_every_tie_has_two_ends(results):
    by_year = results.teachers.groupby(["run", "year"])
    assert (by_year["in_ties"].sum() == by_year["out_ties"].sum()).all()
    np.testing.assert_allclose(by_year["out_ties"].mean(), results.years.set_index(["run", "year"])["out_degree"])


def test_vacant_posts_have_no_row_and_keep_their_number(results):
    rows = results.teachers.groupby(["run", "year"]).size()
    staff = results.weeks[results.weeks["week"] == 36].set_index(["run", "year"])["staff"]
    assert (rows == staff).all()
    assert (rows < results.years.set_index(["run", "year"])["teachers"]).any()  # so there are vacancies to leave out
    assert (results.teachers["teacher"] < results.teachers["run"].map(results.years.groupby("run")["teachers"].first())).all()


def test_schools_of_one_ensemble_differ_in_size_and_each_keeps_its_own(results):
    sizes = results.years.groupby("run")["teachers"].unique()
    assert sizes.map(len).eq(1).all()
    assert sizes.map(lambda size: size[0]).nunique() > 1


def test_a_newcomer_in_a_post_has_no_tenure(results):
    """Whoever left in year 1 is followed in the same post by somebody new, or by nobody."""
    first, second = (results.teachers[results.teachers["year"] == y].set_index(["run", "teacher"]) for y in (1, 2))
    gone = first.index[first["left"] != STAYS]
    follows = second.loc[second.index.intersection(gone)]
    stayed = second.loc[second.index.intersection(first.index[first["left"] == STAYS])]
    assert len(follows) and (follows["tenure"] == 0).all()
    assert len(stayed) == (first["left"] == STAYS).sum()
    assert (stayed["tenure"] == 1).all()
    assert (stayed["experience"] == first.loc[stayed.index, "experience"] + 1).all()


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("years", ("years",)),
        ((), ("years",)),
        (["weeks"], ("years", "weeks")),
        (("teachers", "weeks", "years"), ("years", "weeks", "teachers")),
        ("terms", ("years", "teachers", "terms")),
    ],
)
def test_years_are_always_kept_and_the_rest_on_request(asked, kept):
    assert what_to_record(asked) == kept


def test_tables_that_were_not_asked_for_are_absent(plain):
    assert plain.weeks is None
    assert plain.teachers is None
    assert len(plain.years) == 3 * 2


def test_asking_for_a_table_that_does_not_exist_says_which_do(scenario):
    with pytest.raises(sim.InputError, match=r"record = 'months' is not a table; allowed are: years, weeks, teachers, terms"):
        sim.simulate(scenario, runs=1, record=("years", "months"))


def test_recording_more_changes_no_number(results, plain):
    """The same seed and runs, with and without weeks, teachers and terms."""
    pd.testing.assert_frame_equal(results.years[results.years["run"] < 3], plain.years)


def test_an_ensemble_can_be_continued(scenario, results):
    later = sim.simulate(scenario, runs=2, seed=11, first_run=2)
    pd.testing.assert_frame_equal(later.years, results.years[results.years["run"] >= 2].reset_index(drop=True))


def test_teachers_of_a_real_school_keep_their_names(tmp_path):
    roster, ties = tmp_path / "elm_roster.csv", tmp_path / "elm_ties.csv"
    roster.write_text("teacher,experience\nAda,3\nBen,10\nCleo,20\nDan,5\n")
    ties.write_text("source,target\nAda,Ben\nBen,Cleo\n")
    school = sim.School.from_csv(roster, ties)
    results = sim.simulate(sim.Scenario.load("baseline").replace({"years": 1}), runs=2, record="teachers", school=school)
    table = results.teachers
    assert list(table.columns[:6]) == ["scenario", "run", "year", "teacher", "person", "name"]
    assert dict(zip(table["teacher"], table["name"], strict=True)) == {0: "Ada", 1: "Ben", 2: "Cleo", 3: "Dan"}
    assert table.set_index(["run", "name"])["experience"].loc[0].to_dict() == {"Ada": 3, "Ben": 10, "Cleo": 20, "Dan": 5}
    assert (results.years["teachers"] == 4).all()
