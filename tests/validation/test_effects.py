"""Effects as experiments: every row is asked or says why not, units are converted right, and verdicts are those of intervals."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import simulation
from simulation.parameters.effects import KINDS, changed, effect_rows, matching, plausible, plausible_sizes
from simulation.parameters.scenario import InputError, Scenario, parameters, shipped
from simulation.validation.effects import EXPERIMENTS, cross_sections, policies
from simulation.validation.effects.declare import SCHOOLS, START, Dose, Experiment, Measure, arm, twins
from simulation.validation.effects.judge import Answer, judge_effects, tally, verdict_of
from simulation.validation.effects.measures import (
    between,
    for_each,
    gain,
    gone,
    hours,
    in_classes,
    of_turnover,
    persons,
    points,
)
from simulation.validation.effects.policies import NO_POLICIES, OUTCOMES, POLICIES
from simulation.validation.laboratory import Laboratory

# ---------------------------------------------------------------- the table


def test_every_finding_has_a_source_an_interval_around_its_value_and_a_kind():
    for row in effect_rows().values():
        assert row.source and row.intervention and row.unit and row.design and row.population, row.id
        assert row.low <= row.effect <= row.high and row.low < row.high, row.id
        assert row.confidence in ("high", "medium", "low") and row.kind in KINDS, row.id
        assert set(row.fields) <= parameters().keys(), row.id


def test_every_finding_is_asked_or_says_why_the_model_cannot_be_asked():
    assert EXPERIMENTS.keys() == effect_rows().keys()
    for experiment in EXPERIMENTS.values():
        if experiment.ask is None:
            assert experiment.reason and not experiment.how, experiment.id
        else:
            assert experiment.how and experiment.dose and experiment.who and experiment.when and experiment.what, experiment.id


def test_what_is_only_correlational_is_asked_of_schools_that_nobody_treated():
    for experiment in EXPERIMENTS.values():
        if experiment.row.kind == "correlational" and experiment.ask:
            assert experiment.how == "cross-section", experiment.id
        if experiment.row.kind == "policy":
            assert experiment.how != "cross-section", experiment.id


def test_every_plausible_size_leans_on_rows_that_exist_and_grows_no_smaller_with_the_years():
    for size in plausible_sizes():
        assert set(size.rows) <= effect_rows().keys() and set(size.fields) <= parameters().keys()
        assert size.reason and sorted(map(abs, size.ceilings.values())) == [abs(c) for c in size.ceilings.values()]


def test_the_narrowest_row_that_fits_a_policy_says_what_it_can_do():
    assert plausible("student_growth", ["induction.mentoring", "time.planning"]).of == "mentoring of novices"
    assert plausible("student_growth", ["time.planning"]).of == "more time for teams alone"
    assert plausible("student_growth", ["time.planning", "administrator.openness"]).of == "any policy"
    assert plausible("isolation") is None


def test_a_ceiling_lies_on_a_line_between_its_years_and_stays_level_after_the_last():
    size = plausible("student_growth")
    assert [size.ceiling(year) for year in (1, 2, 3, 5, 10)] == pytest.approx([0.06, 0.07, 0.08, 0.10, 0.10])
    spans = ((-0.10, -0.09), (0.081, 0.09), (0.0, 0.08), (-0.08, 0.01), (0.07, 0.09), (-0.09, 0.0))
    assert [size.judged(*span, 3) for span in spans] == ["beyond", "beyond", "within", "within", "unsure", "unsure"]


def test_rows_that_share_most_fields_with_a_policy_come_first():
    found = matching(["roles.leaders", "roles.release", "roles.duties"])
    assert {"E42", "E43", "E45"} <= {row.id for row in found}
    assert {row.id for row in found[:3]} <= {"E15", "E16", "E42", "E43", "E45"}
    assert matching(["events.uplifts"]) == []


def test_what_a_policy_changes_and_from_when_is_read_off_two_scenarios():
    baseline = Scenario.load("baseline")
    assert changed(baseline, Scenario.load("ten_hours")) == (3, {"time.planning"})
    start, fields = changed(baseline, Scenario.load("four_conditions"))
    assert start == 1 and {"external.members", "evaluation.team", "administrator.clarity"} <= fields
    assert changed(baseline, baseline.replace({"years": 4})) == (1, frozenset())


def test_every_shipped_scenario_is_a_policy_or_said_to_be_something_else():
    assert sorted([*POLICIES, *NO_POLICIES]) == sorted(["baseline", *(name for name in shipped() if name != "baseline")])


# ---------------------------------------------------------------- units, on made-up schools with known effects

STAFF, SPREAD = 10, 2.0


def made_up(scenario, runs, seed, record=("years",), workers=None):
    """Schools with known effects: a policy adds what is written below, and nothing is random that its effect would hang on."""
    treated = bool(scenario.policies)
    rng = np.random.default_rng(5)
    years, teachers = [], []
    for run in range(runs):
        level = rng.normal()
        for year in range(1, scenario.years + 1):
            on = treated and year >= START
            years.append(
                {
                    "run": run, "year": year, "student_growth": level + 0.03 * on, "turnover": 0.2 - 0.05 * on,
                    "hours_total": 50.0 - 1.5 * on, "trust": 0.5 + level + 0.2 * on, "expertise": 0.6 + 0.1 * on,
                }
            )  # fmt: skip
            for teacher in range(STAFF):
                high = teacher % 2  # two kinds of teachers, SPREAD apart: a standard deviation of SPREAD / 2
                teachers.append(
                    {
                        "run": run, "year": year, "teacher": teacher, "group": teacher // 5, "experience": year - START,
                        "exhaustion": SPREAD * high - 0.5 * on, "influence": SPREAD * high + 1.0 * on, "role": int(teacher == 0),
                        "left": int(teacher < (2 if on else 4)), "expertise": 0.1 * on * high, "self_efficacy": 0.5,
                        "influence_conduct": 0.0, "burnout": 0.0, "tenure": year,
                        "share_coordination": 0.0, "share_cooperation": 0.0, "share_collaboration": 0.0,
                    }
                )  # fmt: skip
    return SimpleNamespace(years=pd.DataFrame(years), teachers=pd.DataFrame(teachers))


@pytest.fixture(scope="module")
def asked():
    lab = Laboratory(1, 0.05, simulator=made_up)
    dose = Dose("anything", set={"time.planning": 9.0})
    plain, treated = (arm(lab, changes) for changes in dose.arms())

    def ask(measure: Measure) -> float:
        value, low, high = measure.of(lab, plain, treated)
        assert low <= value + 1e-9 and value - 1e-9 <= high
        return value

    return ask


def test_pupils_gains_are_summed_over_the_years_of_a_trial_or_taken_a_year(asked):
    assert asked(gain(1, 2, 3)) == pytest.approx(0.09)
    assert asked(gain(1, 2, 3, total=False)) == pytest.approx(0.03)


def test_effects_on_persons_are_in_spreads_between_teachers_and_not_between_schools(asked):
    assert asked(persons("exhaustion", 1, 2)) == pytest.approx(-0.5 / (SPREAD / 2))
    assert asked(for_each("exhaustion", "influence", 1)) == pytest.approx(-0.5)


def test_shares_are_in_points_and_hours_in_hours(asked):
    assert asked(points("turnover", 1)) == pytest.approx(-5.0)
    assert asked(hours(1, 2)) == pytest.approx(-1.5)


def test_who_is_gone_after_some_years_is_a_life_table(asked):
    assert asked(gone(2)) == pytest.approx(100 * ((1 - 0.8**2) - (1 - 0.6**2)))
    assert asked(gone(3, beginners=True)) == pytest.approx(100 * ((1 - 0.8**3) - (1 - 0.6**3)))


def test_schools_are_compared_in_spreads_between_schools(asked):
    rng = np.random.default_rng(5)
    assert asked(between("trust", 1)) == pytest.approx(0.2 / np.std([rng.normal() for _ in range(20)], ddof=1))


def test_a_class_gains_what_its_school_does_and_what_its_teacher_is_beyond_the_staff(asked):
    weight = Scenario.load("baseline").growth.expertise
    able = in_classes(lambda t: t["teacher"] % 2 == 1, "the able", 1)
    assert asked(able) == pytest.approx(0.03 + weight * (0.1 - 0.05))
    everybody = in_classes(lambda t: t["teacher"] >= 0, "all", 1, same_posts=True)
    assert asked(everybody) == pytest.approx(0.03)


def test_gains_are_told_for_each_unit_of_turnover(asked):
    weight = Scenario.load("baseline").growth.expertise
    assert asked(of_turnover()) == pytest.approx(0.03 / -0.05)
    assert asked(of_turnover(without_expertise=True)) == pytest.approx((0.03 - weight * 0.1) / -0.05)


def test_the_slope_for_each_spread_holds_what_is_given():
    rng = np.random.default_rng(1)
    given = rng.normal(size=2000)
    x = given + rng.normal(size=2000)
    assert cross_sections.slope(x, 3.0 * x + 2.0 * given, given) == pytest.approx(3.0 * x.std())


# ---------------------------------------------------------------- verdicts


def answer(found, id="E71", **changes):
    made = Experiment(id, "twins", "a dose", "all staff", "year 1", "satisfaction", ask=lambda lab: found, **changes)
    return Answer(made, found, 400, 0.1)


def test_an_answer_is_inside_outside_or_inconclusive_by_its_whole_interval():
    allowed = (-0.05, 0.05)
    assert verdict_of((0.0, -0.01, 0.01), allowed) == "inside"
    assert verdict_of((0.05, 0.03, 0.07), allowed) == "inconclusive"
    assert verdict_of((0.5, 0.4, 0.6), allowed) == "outside"
    assert verdict_of((float("nan"),) * 3, allowed) == "inconclusive"
    assert answer(None).verdict == "not expressible"


def test_a_ceiling_allows_every_smaller_size_and_a_range_does_not():
    small = (0.001, 0.0, 0.002)
    assert answer(small, "E36", ceiling=True).verdict == "inside"
    assert answer((-0.3, -0.31, -0.29), "E36", ceiling=True).verdict == "outside"
    assert answer(small, "E19").verdict == "outside"


def test_twice_as_wide_an_interval_needs_four_times_the_schools():
    narrow, wide = (answer((0.0, -half, half)).needed for half in (0.02, 0.04))
    assert narrow == pytest.approx(400 * (0.02 / (0.1 / 8)) ** 2, abs=10)
    assert wide == pytest.approx(4 * narrow, abs=40)


def test_rows_of_low_confidence_are_counted_apart():
    counts = tally([answer((0.0, -0.01, 0.01)), answer((9.0, 8.5, 9.5), "E73"), answer(None)])
    assert counts["high or medium"] == {"inside": 1, "inconclusive": 0, "outside": 0, "not expressible": 1}
    assert counts["low"]["outside"] == 1


# ---------------------------------------------------------------- asking the model


def test_rows_that_share_arms_are_simulated_once():
    lab = Laboratory(1, 0.05, simulator=made_up)
    judge_effects(["E46", "E47", "E52"], laboratory=lab)
    assert lab.schools_simulated == 2 * lab.runs(SCHOOLS)


def test_the_public_table_has_the_evidence_beside_the_models_answers():
    table = simulation.effects(["E33", "E03", "e75"], effort=0.01, workers=1)
    assert list(table["id"]) == ["E33", "E03", "E75"]
    assert table.loc[0, "model_low"] <= table.loc[0, "model"] <= table.loc[0, "model_high"]
    assert table.loc[0, "schools"] == 20 and table.loc[0, "source"] == effect_rows()["E33"].source
    assert np.isnan(table.loc[2, "model"]) and table.loc[2, "verdict"] == "not expressible" and table.loc[2, "reason"]


def test_a_row_cannot_ask_for_a_year_that_is_not_simulated():
    with pytest.raises(ValueError, match="E71 asks for year 4 of a policy that is simulated for 3"):
        twins("E71", Dose("anything"), gain(4))


def test_an_effect_that_is_not_declared_is_refused_with_those_that_are():
    with pytest.raises(InputError, match="effect 'E99' is not declared; there are E01"):
        judge_effects(["E99"])


def test_twins_are_the_same_schools_until_the_policy_begins():
    results = [Laboratory(1, 0.05, workers=1).results(c, runs=20, years=START) for c in EXPERIMENTS_DOSE.arms()]
    a, b = (r.years[r.years["year"] < START].drop(columns="scenario") for r in results)
    assert a.equals(b)
    later = [r.years[r.years["year"] == START]["influence"].mean() for r in results]
    assert later[0] != later[1]


EXPERIMENTS_DOSE = Dose("a council", set={"administrator.openness": 0.8})


def test_every_policy_is_compared_in_years_of_its_own(monkeypatch):
    some = {name: POLICIES[name] for name in ("accountability_era", "ten_hours")}
    monkeypatch.setattr(policies, "POLICIES", some)
    table = policies.sizes(Laboratory(1, 0.05, simulator=with_every_outcome))
    assert set(table["policy"]) == set(some) and set(table["outcome"]) == set(OUTCOMES)
    ten = table[(table["policy"] == "ten_hours") & (table["outcome"] == "student_growth")]
    assert list(ten["year"]) == [1, 3, 5, 10] and list(ten["ceiling"]) == [0.03, 0.05, 0.06, 0.06]
    assert list(ten["verdict"]) == ["within", "within", "within", "beyond"]  # 0.01 for each year since the policy began


def with_every_outcome(scenario, runs, seed, record=("years",), workers=None):
    """Schools in which each year of ten_hours adds 0.01 to every outcome, and nothing else does anything."""
    index = pd.MultiIndex.from_product([range(runs), range(1, scenario.years + 1)], names=["run", "year"])
    years = pd.DataFrame({name: 0.5 + 0.001 * index.get_level_values("run") for name in OUTCOMES}, index=index).reset_index()
    if scenario.name == "ten_hours":
        years[list(OUTCOMES)] += 0.01 * (years[["year"]].to_numpy() - 2).clip(0)
    return SimpleNamespace(years=years, teachers=years)
