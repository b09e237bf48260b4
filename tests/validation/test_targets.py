"""What the model is held against: each row of the evidence once, asked as the evidence asked."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.declare.outcomes import YEAR_COLUMNS
from simulation.declare.parameter import evidence_table
from simulation.validation import levels, targets
from simulation.validation.targets import INPUT, NOT_COMPARABLE, NOT_OBSERVED, OUTPUT, TARGETS, ObservedArm, Target

BASELINE = sim.Scenario.load("baseline").replace({"years": 8})


@pytest.fixture(scope="module")
def arms():
    """A dozen schools for each arm's full size."""
    return targets.observe(runs=12, seed=3)


@pytest.fixture(scope="module")
def table(arms):
    return targets.target_table(arms).set_index("id")


def seen(teachers=None, years=None, poverty=None):
    """An arm as if somebody had recorded these rows."""
    teachers = None if teachers is None else pd.DataFrame({"run": 0, "year": 5, **teachers})
    years = pd.DataFrame({"run": [0], "year": [5], "staff": [10.0]} if years is None else {"year": 5, **years})
    return {"country": ObservedArm(BASELINE, years, teachers, {}, poverty or {})}


def target(name):
    return next(t for t in TARGETS if t.id == name)


def test_every_core_row_of_the_evidence_has_exactly_one_target():
    core = [row for row, about in evidence_table().items() if about["use"] == "core"]
    ids = [t.id for t in TARGETS]
    assert len(ids) == len(set(ids))
    assert set(core) <= set(ids)
    assert {t.kind for t in TARGETS} == {OUTPUT, INPUT, NOT_COMPARABLE}


def test_what_is_not_compared_says_why_and_what_is_compared_is_measured():
    for t in TARGETS:
        if t.kind == NOT_COMPARABLE:
            assert t.measure is None and t.reason
        else:
            assert t.measure is not None


@pytest.mark.parametrize(
    ("row", "expected"), [("T024", (0.61, 0.58, 0.64)), ("T010", (2.8, 2.7, 2.9)), ("T056", (1.5, 1.3, 1.7))]
)
def test_percent_are_shares_and_everything_else_keeps_its_unit(row, expected):
    assert target(row).bounds == pytest.approx(expected)


def test_the_two_surveys_of_the_working_week_share_one_band():
    assert target("T001").bounds[1:] == target("T004").bounds[1:] == (46.0, 53.0)


def test_the_table_has_a_row_for_every_target_and_knows_how_sure_it_is(table):
    assert list(table.index) == [t.id for t in TARGETS]
    asked = table[table["model"].notna() & (table["kind"] == OUTPUT)]
    assert len(asked) >= 35
    assert (asked["error"] > 0).all()
    assert ((asked["model"] >= asked["low"]) & (asked["model"] <= asked["high"]) == asked["inside"].astype(bool)).all()


def test_inputs_take_the_value_of_the_evidence(table):
    for row in ("T008", "T019", "T061"):
        assert table.loc[row, "kind"] == INPUT
        assert table.loc[row, "inside"], row


def test_a_question_that_this_version_cannot_answer_is_listed_as_not_observed(arms, monkeypatch):
    unknown = Target("T028", "activities", targets.among_teachers("no_such_column"), needs=("no_such_column",))
    monkeypatch.setattr(targets, "TARGETS", (unknown,))
    [row] = targets.target_table(arms).itertuples()
    assert (np.isnan(row.model), row.inside, row.reason) == (True, None, f"{NOT_OBSERVED}: no_such_column")


def test_every_target_asks_for_columns_that_exist_or_says_that_it_needs_them(arms):
    known = {column.name for column in YEAR_COLUMNS}
    for t in TARGETS:
        if t.measure is not None and set(t.needs) <= known:
            assert np.isfinite(t.model_value(arms)), t.id


def test_the_same_seed_gives_the_same_answers_however_the_work_is_split(arms):
    again = targets.observe(runs=12, seed=3, workers=1)
    np.testing.assert_array_equal(targets.measure(again, TARGETS), targets.measure(arms, TARGETS))


def test_a_parameter_changes_every_arm_but_those_that_set_it_themselves():
    changed = {"hours.classroom": 30.0}
    assert targets.arm_scenario(targets.ARMS["country"], changed).hours.classroom == 30.0
    own = sim.Scenario.load("lesson_study_japan").hours.classroom
    assert targets.arm_scenario(targets.ARMS["japan"], changed).hours.classroom == own


def test_better_leadership_is_one_sd_of_three_traits_together():
    """The mean of three independent traits moves by SD / sqrt(3) when each does."""
    scenario = targets.arm_scenario(targets.ARMS["led_better"], {})
    openness, support, clarity = (
        scenario.get(f"administrator.{trait}") - BASELINE.get(f"administrator.{trait}")
        for trait in ("openness", "support", "clarity")
    )
    assert openness == pytest.approx(BASELINE.population.openness / np.sqrt(3))
    assert support == pytest.approx(clarity)
    assert clarity == pytest.approx(BASELINE.population.support / np.sqrt(3))


def test_surveys_draw_teachers_and_not_schools():
    arms = seen(years={"run": [0, 1], "staff": [30.0, 10.0], "enough_time": [0.0, 1.0]})
    assert targets.among_teachers("enough_time")(arms) == pytest.approx(0.25)


def test_turnover_by_experience_counts_leavers_and_movers():
    arms = seen({"experience": [0, 3, 4, 9, 15, 30], "left": [1, 0, 2, 2, 0, 1]})
    assert [targets.departing(*stage)(arms) for stage in ((0, 3), (4, 9), (15, 99))] == [0.5, 1.0, 0.5]


def test_beginners_gone_is_a_life_table_and_movers_go_on_teaching():
    """Half leave in the first summer, nobody in the second, half in the third and nobody in the fourth: three quarters are gone."""
    arms = seen({"experience": [0, 0, 1, 1, 2, 2, 3, 3], "left": [1, 0, 2, 2, 1, 2, 0, 0]})
    assert targets.beginners_gone(arms) == pytest.approx(0.75)


def test_poor_schools_are_those_of_the_title_one_threshold():
    arms = seen(years={"run": [0, 1, 2], "staff": [10.0] * 3, "turnover": [0.3, 0.2, 0.1]}, poverty={0: 0.9, 1: 0.4, 2: 0.39})
    assert targets.turnover_by_poverty(arms) == pytest.approx(2.5)


def test_answers_correlate_less_than_the_states_behind_them():
    """r of the answers = covariance / sqrt((var a + error a)(var b + error b))."""
    rng = np.random.default_rng(1)
    x = rng.normal(0.5, 0.15, 4000)
    arms = seen({"exhaustion": x, "self_efficacy": 0.5 * x + rng.normal(0.0, 0.1, 4000)})
    latent = targets.answers_correlate("exhaustion", "self_efficacy", latent=True)(arms)
    assert latent == pytest.approx(arms["country"].teachers["exhaustion"].corr(arms["country"].teachers["self_efficacy"]))
    noise = np.pi**2 / 3 * BASELINE.survey.noise**2
    reliability = [
        v.var(ddof=1) / (v.var(ddof=1) + noise / k) for v, k in ((x, 9), (arms["country"].teachers["self_efficacy"], 12))
    ]
    answered = targets.answers_correlate("exhaustion", "self_efficacy")(arms)
    assert answered == pytest.approx(latent * np.sqrt(reliability[0] * reliability[1]), rel=1e-3)
    assert 0.5 < answered / latent < 1.0


def test_the_peak_of_efficacy_is_the_top_of_a_parabola():
    years = np.arange(40.0)
    assert targets.peak_of_efficacy(seen({"experience": years, "self_efficacy": 0.7 - 0.001 * (years - 22) ** 2})) == (
        pytest.approx(22.0)
    )
    assert targets.peak_of_efficacy(seen({"experience": years, "self_efficacy": 0.3 + 0.001 * years**2})) == 40.0


def staffs(gain, runs=30, grades=4, size=5):
    """Two years of schools whose teachers gain `gain(mean of grade colleagues, run)` in the second."""
    rng = np.random.default_rng(2)
    rows = []
    for run in range(runs):
        ability = np.clip(rng.normal(0.5, 0.15, (grades, size)), 0.05, 0.95)
        for g in range(grades):
            for i in range(size):
                colleagues = (ability[g].sum() - ability[g, i]) / (size - 1)
                common = {"run": run, "teacher": g * size + i, "group": g}
                after = ability[g, i]
                rows.append(common | {"year": 4, "tenure": 3, "experience": int(i), "expertise": after - gain(colleagues, run)})
                rows.append(common | {"year": 5, "tenure": 4, "experience": int(i) + 1, "expertise": after})
    return pd.DataFrame(rows)


def test_what_colleagues_are_worth_is_what_a_more_able_staff_brings():
    """The same schools with expertise up by 0.1 grow by 0.05 more: 0.5 per unit, times the spread of grade colleagues."""
    staff = staffs(lambda colleagues, run: 0.03)
    usual = pd.DataFrame({"run": range(30), "year": 5, "teachers": 20, "expertise": 0.5, "student_growth": np.arange(30.0)})
    able = usual.assign(expertise=0.6, student_growth=usual["student_growth"] + 0.05)
    late = staff[staff["year"] == 5]
    grade = late.groupby(["run", "group"])["expertise"]
    colleagues = (grade.transform("sum") - late["expertise"]) / 4
    spread = (colleagues - colleagues.groupby(late["run"]).transform("mean")).std(ddof=0)
    arms = {"country": ObservedArm(BASELINE, usual, staff), "more_able": ObservedArm(BASELINE, able[able["run"] < 10])}
    assert targets.colleagues_effect(arms) == pytest.approx(0.5 * (19 / 20) * spread, rel=1e-6)


def test_a_better_environment_shows_in_the_growth_of_expertise():
    """Expertise grows by 0.02 a year in an average school, and by 0.005 more for each unit of the environment."""
    runs = 40
    rank = np.linspace(-1.0, 1.0, runs)
    years = pd.DataFrame({"run": range(runs), "year": 5, "staff": 20.0})
    for name in targets.ENVIRONMENT:
        years[name] = -rank if name == "ambiguity" else rank
    staff = staffs(lambda colleagues, run: 0.02 + 0.005 * rank[run], runs)
    low, high = (0.02 + 0.005 * np.quantile(rank, q) for q in (0.25, 0.75))
    found = targets.environment_effect({"country": ObservedArm(BASELINE, years, staff)})
    assert found == pytest.approx(high / low - 1.0, rel=1e-6)


def test_the_standard_error_of_a_mean_over_schools_is_the_usual_one(arms, monkeypatch):
    """Leaving out one school of ten at a time gives SD / sqrt(10) for a plain mean."""
    values = np.random.default_rng(4).normal(0.5, 0.1, 10)
    one = {"country": ObservedArm(BASELINE, pd.DataFrame({"run": range(10), "year": 5, "staff": 20.0, "enough_time": values}))}
    monkeypatch.setattr(targets, "TARGETS", (target("T020"),))
    [row] = targets.target_table(one).itertuples()
    assert row.error == pytest.approx(values.std(ddof=1) / np.sqrt(10))


def test_networks_are_measured_among_the_posts_that_are_filled():
    state = {
        "teachers": np.array([(1, 0, 1), (0, 0, 1), (1, 0, 1), (1, 1, 0)], [("present", int), ("group", int), ("tenure", int)]),
        "ties": np.array([(0, 2), (2, 0), (3, 0)], [("source", int), ("target", int)]),
    }
    a_year_later = state | {"ties": state["ties"][:1]}
    found = targets._network(state, a_year_later)
    assert found["out_degree"] == pytest.approx(1.0)
    assert found["density"] == pytest.approx(0.5)
    assert found["reciprocity"] == pytest.approx(2 / 3)
    assert found["persistence"] == pytest.approx(1 / 2)  # the third tie was with somebody who is new a year later


# ---------------------------------------------------------------- levels: every row, counted or not


def test_every_row_of_the_evidence_is_answered_or_says_why_not():
    assert [level.id for level in levels.LEVELS] == sorted(evidence_table())
    for level in levels.CHECKS:
        assert level.kind == levels.CHECK if level.measure else (level.kind == NOT_COMPARABLE and level.reason), level.id


def test_levels_that_no_fit_saw_are_in_the_same_table_and_are_counted_apart(arms):
    found = targets.target_table(arms, levels.LEVELS)
    checked = found[found["kind"] == levels.CHECK]
    assert checked["model"].notna().all() and len(checked) == 21
    assert levels.tally(found)["check"]["inside"] == (checked["inside"] == True).sum()  # noqa: E712 - None where not asked
    assert levels.tally(found)["not comparable"]["not asked"] == (found["kind"] == NOT_COMPARABLE).sum()


def test_a_level_that_misses_its_band_says_why_or_that_nobody_knows():
    def row(model, reason=""):
        return SimpleNamespace(model=model, low=0.2, high=0.4, error=0.05, reason=reason)

    assert levels.remark(row(0.3)) == ""
    assert levels.remark(row(0.44)) == "beyond the band by less than the standard error"
    assert levels.remark(row(0.9)) == "no reason is known"
    assert levels.remark(row(0.9, "asked between schools")) == "asked between schools"


def test_the_gap_between_poor_and_rich_schools_is_that_of_those_at_the_ends():
    years = {"run": [0, 1, 2], "staff": 10.0, "enough_time": [0.2, 0.5, 0.9]}
    arms = seen(years=years, poverty={0: 0.8, 1: 0.5, 2: 0.2})
    assert levels.poor_minus_rich("enough_time", factor=100.0)(arms) == pytest.approx(-70.0)


def test_a_fifth_of_schools_is_that_with_least_or_most_influence():
    years = {"run": range(5), "influence": [0.5, 0.1, 0.4, 0.9, 0.3], "turnover": [0.2, 0.3, 0.2, 0.05, 0.2]}
    arms = seen(years=years)
    assert levels.fifth_of_schools(last=False)(arms) == pytest.approx(0.3)
    assert levels.fifth_of_schools(last=True)(arms) == pytest.approx(0.05)
