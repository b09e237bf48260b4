"""Living a lesson: the same schools twice, intervals, predictions, and teachers to look at."""

import json

import numpy as np
import pytest

from simulation.ensemble.simulate import start
from simulation.experiments.compare import compare
from simulation.lessons.lesson import Lesson
from simulation.lessons.people import WHO, find_teacher
from simulation.lessons.run import Share, direction_of, run_lesson, seed_shares
from simulation.parameters.scenario import InputError, Scenario
from simulation.statistics.intervals import mean_interval


@pytest.fixture(scope="module")
def outcome():
    return run_lesson("four_hours", 5, 8)


def test_a_lesson_sees_what_a_paired_comparison_sees(outcome):
    lesson = outcome.lesson
    base, other = lesson.scenarios()
    effect = compare(base, other, 8, 5, years=tuple(range(lesson.over[0], lesson.over[1] + 1))).table.set_index("outcome")
    for words in ("influence", "hours_collective", "exhaustion"):
        seen, row = outcome[words].difference, effect.loc[words]
        np.testing.assert_allclose(seen, (row.difference, row.low, row.high), rtol=1e-9, atol=1e-12)


def test_until_the_change_both_settings_are_the_same_to_the_last_bit(outcome):
    series = outcome["hours_collective"]
    before = outcome.lesson.other.start - 1
    assert (series.base[0, :before] == series.other[0, :before]).all()
    assert (series.base[0, before:] != series.other[0, before:]).all()


def test_the_interval_of_a_year_is_that_of_a_mean_over_schools(outcome):
    from simulation.ensemble.simulate import simulate

    years = simulate(outcome.lesson.scenarios()[0], 8, 5).years
    expected = mean_interval(years[years["year"] == 4]["influence"])
    np.testing.assert_allclose(outcome["influence"].base[:, 3], expected)


def test_school_by_school_differences_average_to_the_difference(outcome):
    series = outcome["exhaustion"]
    assert series.apart.shape == (8,)
    assert series.apart.mean() == pytest.approx(series.difference.value)
    assert series.over("apart").value == pytest.approx(np.abs(series.apart).mean())


def test_seeds_are_other_schools_and_threads_are_not(outcome):
    again = run_lesson("four_hours", 5, 8, workers=1)
    other = run_lesson("four_hours", 6, 8)
    assert again.to_dict() == outcome.to_dict()
    assert other["influence"].over_base.value != outcome["influence"].over_base.value


def test_a_lever_moves_the_other_setting_only(outcome):
    moved = run_lesson("four_hours", 5, 8, {"administrator.openness": 0.9})
    assert (moved["influence"].base == outcome["influence"].base).all()
    assert moved["influence"].over_other.value > outcome["influence"].over_other.value
    assert moved.verdict == "more" and outcome.verdict == "same"


def test_a_direction_is_judged_by_what_happened(outcome):
    assert outcome.judge("same").right
    assert not outcome.judge("more").right
    with pytest.raises(InputError, match="allowed are: more, same, less"):
        outcome.judge("up")


def test_a_curve_is_judged_by_its_distance():
    outcome = run_lesson("hours_without_voice", 1, 4)
    happened = outcome["exhaustion"].other[0]
    assert outcome.judge(happened.tolist()).distance == pytest.approx(0.0)
    axis = outcome.lesson.prediction.high - outcome.lesson.prediction.low
    far = outcome.judge((happened + 0.5 * axis).tolist())
    assert not far.right and far.distance == pytest.approx(0.5)
    for wrong in ([0.4], "high", [float("nan")] * 6):
        with pytest.raises(InputError, match="give 6 numbers"):
            outcome.judge(wrong)


def test_a_choice_is_judged_by_the_highest_option():
    outcome = run_lesson("three_cs", 1, 4)
    names = [option.name for option in outcome.lesson.prediction.options]
    values = [estimate.value for estimate in outcome.options]
    assert outcome.verdict == names[int(np.argmax(values))]
    assert [outcome.judge(name).right for name in names] == [name == outcome.verdict for name in names]


def test_what_was_seen_is_ready_for_json(outcome):
    told = json.loads(json.dumps(outcome.to_dict(), allow_nan=False))
    assert told["verdict"] == "same" and told["schools"] == 8
    assert len(told["series"][0]["base"][0]) == outcome.lesson.years


@pytest.mark.parametrize(("schools", "seed"), [(1, 1), (5000, 1), (4, -1), (4, 1.5)])
def test_numbers_out_of_range_are_refused(schools, seed):
    with pytest.raises(InputError, match="is not a whole number from"):
        run_lesson("three_cs", seed, schools)


def test_about_the_same_has_an_edge():
    assert [direction_of(value, 0.1) for value in (0.2, 0.1, -0.1, -0.2)] == ["more", "same", "same", "less"]
    assert direction_of(float("nan"), 0.1) == "unknown"


def test_shares_count_seeds_and_single_schools():
    shares = seed_shares("four_hours", [1, 2, 3], 3)
    assert shares.all.trials == 3 and sum(share.successes for share in shares.ways.values()) == 3
    assert shares.against[0] is None  # the claim is that nothing happens
    assert shares.against[1].trials == 9


def test_the_interval_of_a_share_is_wilsons():
    low, high = Share(95, 100).interval
    assert (low, high) == pytest.approx((0.8882, 0.9785), abs=1e-4)  # Newcombe (1998), by the published formula
    assert Share(10, 10).interval[1] == pytest.approx(1.0)


# ---------------------------------------------------------------- whom to look at


@pytest.mark.parametrize("who", WHO)
def test_everybody_a_lesson_may_point_to_is_found_among_those_present(who):
    state = start(Scenario.load("baseline"), 1, 0)
    state.teachers["present"][:5] = 0
    state.teachers["standing"][:5] = 1.0
    post = find_teacher(who, state)
    assert state.teachers["present"][post]


def test_words_for_people_mean_what_they_say():
    state = start(Scenario.load("baseline"), 1, 0)
    t = state.teachers
    assert t["exhaustion"][find_teacher("most exhausted", state)] == t["exhaustion"].max()
    assert t["standing"][find_teacher("highest standing", state)] == t["standing"].max()
    assert t["experience"][find_teacher("newcomer", state)] == t["experience"].min()
    assert t["role"][find_teacher("leader", state)] == 1
    t["role"] = 0
    assert find_teacher("leader", state) == find_teacher("highest standing", state)


def test_what_a_lesson_says_of_teachers_is_seen_there():
    """The least influential teacher of shared goals has more say than the most influential one where goals come from above."""
    from simulation.living.school import LivingSchool

    lesson = Lesson.load("weak_correlations")
    above, shared = lesson.look
    assert (above.who, shared.who) == ("most influential", "least influential")
    for seed in (1, 2, 3):
        say = []
        for scenario, look in zip(lesson.scenarios(), lesson.look, strict=True):
            living = LivingSchool(scenario, seed)
            living.go_to(look.weeks)
            say.append(living.state.teachers[find_teacher(look.who, living.state)]["voice"].mean())
        assert say[0] < 0.1 < say[1]
