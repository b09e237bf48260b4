"""The shipped scenarios: each asks one question, says only what differs, gives its sources, and can be lived."""

import re
import tomllib
from statistics import NormalDist

import numpy as np
import pytest

from simulation.declare.outcomes import TEACHER_COLUMNS, YEAR_COLUMNS
from simulation.declare.parameter import evidence_table
from simulation.ensemble.simulate import simulate
from simulation.parameters.behaviour.structure import APART
from simulation.parameters.describe import as_toml
from simulation.parameters.scenario import BASELINE, SITUATION, Scenario, folder, parameters, shipped
from simulation.rules.common import shifted
from simulation.school.founding import size_of_school

from ..together import each

NAMES = shipped()
OTHERS = [name for name in NAMES if name != BASELINE]

#: Questions that lessons, checks and papers rely on finding.
EXPECTED = [
    "contrived_collegiality", "shared_leadership", "high_poverty", "accountability_era", "lesson_study_japan", "korea",
    "hybrid_roles", "roles_without_release", "initiative_overload", "four_hours_for_teams", "ten_hours",
    "mentored_novices", "principal_succession", "budget_cut", "external_networks", "goal_council", "team_evaluation",
    "workload_relief", "pandemic_shock", "small_rural_school", "large_secondary_school", "country_mix",
]  # fmt: skip


def read(name):
    """The file as written, before anything is laid under it."""
    return tomllib.loads((folder() / f"{name}.toml").read_text(encoding="utf-8"))


def stated(values, prefix=""):
    """Dotted name -> value of every parameter that a file states outside its policies."""
    found = {}
    for key, value in values.items():
        if isinstance(value, dict):
            found |= stated(value, f"{prefix}{key}.")
        elif prefix or key == "years":
            found[f"{prefix}{key}"] = value
    return found


def only_policies(name):
    """True when a scenario is the baseline until its first policy begins."""
    return set(Scenario.load(name).differences(Scenario.load(BASELINE))) <= {"policies"} and name != BASELINE


@each("name", EXPECTED)
def test_the_questions_people_rely_on_are_shipped(name):
    assert name in NAMES


@each("name", NAMES)
def test_every_scenario_says_what_it_asks_what_it_stands_for_and_where_that_comes_from(name):
    scenario = Scenario.load(name)
    assert scenario.name == name
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
    assert 20 <= len(scenario.title) <= 120
    assert scenario.title.endswith("?")
    assert len(scenario.story) >= 100
    assert scenario.sources
    assert all(len(source) > 20 for source in scenario.sources)
    assert len(set(scenario.sources)) == len(scenario.sources)


@each("name", OTHERS)
def test_a_story_is_told_in_three_to_eight_sentences(name):
    story = " ".join(Scenario.load(name).story.split())
    assert 3 <= len(re.findall(r"[.?!](?: |$)", story)) <= 8


def test_no_two_scenarios_ask_the_same_question():
    titles = [Scenario.load(name).title for name in NAMES]
    assert len(set(titles)) == len(titles)


@each("name", NAMES)
def test_evidence_that_a_file_cites_exists(name):
    cited = re.findall(r"\bT\d{3}\b", (folder() / f"{name}.toml").read_text(encoding="utf-8"))
    assert set(cited) <= set(evidence_table())


@each("name", OTHERS)
def test_columns_fields_and_scenarios_that_a_story_mentions_exist(name):
    columns = {column.name for column in (*YEAR_COLUMNS, *TEACHER_COLUMNS)}
    mentioned = re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", Scenario.load(name).story)
    assert set(mentioned) <= columns | set(NAMES)
    assert set(re.findall(r"`([^`]+)`", Scenario.load(name).story)) <= set(parameters())


@each("name", OTHERS)
def test_a_scenario_states_only_what_differs_from_its_base(name):
    values = read(name)
    base = Scenario.load(values.get("base", BASELINE))
    same = {field: value for field, value in stated(values).items() if base.get(field) == value}
    assert same == {}
    assert stated(values) or values.get("policies")


@each("name", [name for name in OTHERS if name != "second_structure"])  # which is another theory, and meant to be one
def test_behaviour_is_changed_only_where_the_story_is_about_a_country(name):
    """What a school is belongs into situation groups; how teachers respond is the theory and stays."""
    behaviour = {field.partition(".")[0] for field in stated(read(name)) if field != "years"} - set(SITUATION)
    if name in APART.values():
        assert behaviour == {"structure"}
    else:
        assert behaviour <= ({"growth", "hours"} if name in ("lesson_study_japan", "korea") else set())


def test_the_baseline_states_the_whole_situation():
    situation = {name for name in parameters() if name == "years" or name.partition(".")[0] in SITUATION}
    assert situation <= set(stated(read(BASELINE)))


@each("name", NAMES)
def test_a_scenario_survives_the_way_through_tables_and_back(name):
    scenario = Scenario.load(name)
    assert Scenario.from_dict(scenario.to_dict()) == scenario


@each("name", NAMES)
def test_a_scenario_survives_being_written_as_toml_and_read_again(name, tmp_path):
    path = tmp_path / "copy.toml"
    path.write_text(as_toml(Scenario.load(name), only_situation=False), encoding="utf-8")
    assert Scenario.load(path) == Scenario.load(name)


@each("name", OTHERS)
def test_every_policy_comes_into_force_during_the_run_and_changes_something(name):
    scenario = Scenario.load(name)
    table, period = scenario.table()
    before = scenario.replace({"policies": []}).table()[0][0]
    for policy in scenario.policies:
        weeks = [at for at in range(period.size) if policy.covers(at // 36 + 1, at % 36 + 1)]
        assert weeks, policy.name
        assert policy.end is None or policy.end <= scenario.years
        assert (table[period[weeks[0]]] != before).any(), policy.name


@each("name", NAMES)
def test_every_scenario_can_be_lived(name):
    """Two schools, two years: all that is observed is finite and inside its declared range."""
    years = simulate(Scenario.load(name).replace({"years": 2}), runs=2, seed=3, workers=1).years
    for column in YEAR_COLUMNS:
        values = years[column.name]
        assert np.isfinite(values).all(), column.name
        assert values.between(column.low - 1e-9, column.high + 1e-9).all(), column.name


@each("name", [name for name in OTHERS if only_policies(name)])
def test_years_before_a_policy_are_those_of_the_baseline(name):
    """The same schools with the same luck: what begins in year 3 cannot be felt in year 2."""
    scenario = Scenario.load(name)
    first = min(policy.start for policy in scenario.policies)
    reformed = simulate(scenario.replace({"years": first}), runs=2, seed=5, workers=1).years
    plain = simulate(Scenario.load(BASELINE).replace({"years": first}), runs=2, seed=5, workers=1).years
    columns = [column.name for column in YEAR_COLUMNS]
    early = plain["year"] < first
    np.testing.assert_array_equal(reformed.loc[early, columns], plain.loc[early, columns])
    assert (reformed.loc[~early, columns].to_numpy() != plain.loc[~early, columns].to_numpy()).any()


def test_the_two_ways_of_owning_joint_time_differ_in_nothing_else():
    """Equal hours, equal people: contrived_collegiality against shared_leadership is a fair contrast (P05)."""
    fields = set(Scenario.load("contrived_collegiality").differences(Scenario.load("shared_leadership")))
    assert fields == {"administrator.mandated", "administrator.openness"}


def test_leaders_have_the_same_duties_with_and_without_release():
    with_release, without = Scenario.load("hybrid_roles"), Scenario.load("roles_without_release")
    assert with_release.roles.duties == without.roles.duties
    assert with_release.roles.leaders == without.roles.leaders
    assert without.roles.release == 0.0


def test_a_country_has_as_many_poor_schools_as_the_official_statistics_count():
    """T105: 24.2, 28.8, 21.9 and 21.5 percent of pupils' schools by share of poor pupils; the rest did not report."""
    scenario = Scenario.load("country_mix")
    quantiles = (np.arange(4000) + 0.5) / 4000
    deviations = [scenario.population.poverty * NormalDist().inv_cdf(q) for q in quantiles]
    poverty = np.array([shifted(scenario.school.poverty, deviation) for deviation in deviations])
    shares = np.bincount(np.minimum(3, (4.0 * poverty).astype(int)), minlength=4) / poverty.size
    counted = np.array([24.2, 28.8, 21.9, 21.5]) / 96.4
    assert np.abs(shares - counted).max() < 0.04


def test_schools_of_a_country_are_as_large_as_the_official_statistics_say():
    """T103: 31.8 teachers on average; quartiles of 20 and 45 are plausible, so three to four points are allowed at each end."""
    table, period = Scenario.load("country_mix").table()
    first_day = table.view(np.recarray)[period[0]][0]
    sizes = np.array([size_of_school(first_day, 1, run) for run in range(4000)])
    lower, upper = np.quantile(sizes, [0.25, 0.75])
    assert sizes.mean() == pytest.approx(31.8, rel=0.05)
    assert 16 <= lower <= 24
    assert 36 <= upper <= 54
    assert upper / lower == pytest.approx(45 / 20, rel=0.1)


def test_a_week_in_japan_has_about_fifty_six_hours():
    """T002: 56.0 h in junior high schools, 54.4 h in primary schools; and many hours more than at home (T001, T004)."""
    japan, home = (
        simulate(Scenario.load(name), runs=40, seed=1).years["hours_total"].mean() for name in ("lesson_study_japan", BASELINE)
    )
    assert 54.4 <= japan <= 57.6
    assert japan - home > 4.0
