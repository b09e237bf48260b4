"""Lessons as pages see them: what may be asked, what is told, and that nothing is told too early."""

import html
import json
import math
import re

import pytest

from simulation.ensemble.simulate import simulate
from simulation.lessons.handout import handout
from simulation.lessons.lesson import Lesson
from simulation.lessons.run import run_lesson
from simulation.pages.lessons import LessonView, shipped
from simulation.parameters.scenario import InputError

#: A lesson of each kind, with few small schools.
COMMON = {
    "title": "A lesson", "question": "A question?", "sources": ["Nobody (2020), A Text"], "story": "A story.", "years": 3,
    "over": [2, 3], "schools": 3, "table": ["exhaustion"], "reveal": "A reason.",
    "base": {"label": "Few hours", "scenario": "small_rural_school", "set": {"time.planning": 1.0}},
    "other": {"label": "Many hours", "scenario": "small_rural_school", "set": {"time.planning": 8.0}},
    "levers": [{"name": "time.planning", "low": 0.0, "high": 10.0, "why": "Move it."}],
    "look": [{"who": "most exhausted", "year": 2, "week": 5, "state": "exhaustion", "term": "rest", "see": "This."}],
    "discussion": [{"question": "Why?", "answer": "Because."}],
}  # fmt: skip
KINDS = {
    "direction": {
        "prediction": {"kind": "direction", "ask": "Which way?", "outcome": "hours_total"},
        "claim": [{"says": "Hours.", "outcome": "hours_total", "direction": "more", "luck": True}],
    },
    "curve": {
        "prediction": {"kind": "curve", "ask": "Sketch.", "outcome": "exhaustion", "low": 0.0, "high": 1.0},
        "claim": [{"says": "Tired.", "outcome": "exhaustion", "direction": "more", "luck": True}],
    },
    "choice": {
        "prediction": {
            "kind": "choice", "ask": "What grows?",
            "options": [
                {"name": "Trust", "outcome": "trust", "setting": "difference"},
                {"name": "Hours", "outcome": "hours_total", "setting": "difference"},
            ],
        },
        "claim": [{"says": "Hours grow.", "choice": "Hours"}],
    },
}  # fmt: skip
ANSWERS = {"direction": "more", "curve": [0.4, 0.5, 0.6], "choice": "Trust"}


@pytest.fixture(params=KINDS)
def kind(request):
    """A kind of prediction."""
    return request.param


@pytest.fixture
def lesson(kind):
    """A small lesson of this kind."""
    return LessonView(Lesson.from_dict({"name": kind, **COMMON, **KINDS[kind]}))


def test_every_shipped_lesson_can_be_shown():
    assert shipped()
    orders = [lesson.card()["order"] for lesson in shipped().values()]
    assert orders == sorted(orders)
    for lesson in shipped().values():
        told = json.loads(json.dumps(lesson.whole(), allow_nan=False))
        assert told["prediction"]["ask"] and told["story"] and told["discussion"]
        assert told["main"] == lesson.main.text


def test_only_answers_to_the_question_are_predictions(lesson, kind):
    assert lesson.check_prediction(ANSWERS[kind]) == ANSWERS[kind]
    wrong = [None, "", "sideways", 5, {}, [], [0.5], [0.5, 0.5, 1.5], [0.5, "0.5", 0.5], [0.5, math.nan, 0.5], [True, 0.5, 0.5]]
    for given in wrong:
        with pytest.raises(InputError):
            lesson.check_prediction(given)


def test_only_free_levers_move_and_only_within_their_bounds(lesson):
    assert lesson.check_levers(None) == {"time.planning": 8.0}
    assert lesson.check_levers({"time.planning": 3}) == {"time.planning": 3.0}
    for given in (
        {"administrator.openness": 1.0},
        {"time.planning": 11},
        {"time.planning": "3"},
        {"time.planning": math.nan},
        [1],
    ):
        with pytest.raises(InputError):
            lesson.check_levers(given)


def test_an_outcome_is_that_of_the_lesson_itself(lesson, kind):
    told = lesson.outcome(7, None, ANSWERS[kind])
    lived = run_lesson(lesson.lesson, 7)
    assert {key: value for key, value in told.items() if key not in ("judged", "sentence")} == lived.to_dict()
    assert told["judged"]["right"] == lived.judge(ANSWERS[kind]).right
    json.dumps(told, allow_nan=False)


def test_the_sentence_says_the_numbers_of_both_settings(lesson):
    told = lesson.outcome(7)
    series = next(s for s in told["series"] if s["outcome"] == lesson.main.text)
    scenario = lesson.lesson.scenarios()[1]
    years = simulate(scenario, 3, 7, workers=1).years
    expected = years[years["year"] >= 2][lesson.main.text].mean()
    assert series["over_other"][0] == pytest.approx(expected, abs=1e-6)
    digits = 1 if expected >= 10 else 2
    assert f"{expected:.{digits}f}" in told["sentence"] and "Few hours" in told["sentence"]


def test_moving_a_lever_moves_the_other_setting_alone(lesson):
    locked, moved = lesson.outcome(7), lesson.outcome(7, {"time.planning": 0.0})
    for before, after in zip(locked["series"], moved["series"]):
        assert before["base"] == after["base"]
        assert before["outcome"] != "hours_total" or before["other"] != after["other"]
    point = lesson.point(moved)
    assert point[1:] == [0.0] and point[0] == pytest.approx(lesson.brief(moved)["other"]) and lesson.point(locked)[1:] == [8.0]
    lesson.outcome(8)
    assert LessonView(lesson.lesson).outcome(7, {"time.planning": 0.0}) == lesson.outcome(7, {"time.planning": 0.0}) == moved


def test_a_picture_of_many_needs_few_numbers(lesson):
    assert len(json.dumps(lesson.brief(lesson.outcome(7)))) < 300


@pytest.mark.parametrize("name", [lesson.name for lesson in Lesson.shipped()])
def test_levers_and_settings_are_called_the_same_on_the_page_and_on_the_handout(name):
    told = shipped()[name].whole()
    page = re.sub("<[^>]+>", "", html.unescape(handout(Lesson.load(name)))).lower()
    for lever in told["levers"]:
        assert f"{lever['label']}{lever['more']}".lower() in page and lever["name"] not in page, lever["name"]
    for row in (row for side in ("base", "other") for when in ("set", "later") for row in told[side][when]):
        assert row["label"] and "_" not in row["label"] and "/" not in row["unit"] and ".." not in row["unit"]


def test_both_settings_have_a_value_for_everything_in_which_they_differ(lesson):
    compared = lesson.whole()["compared"]
    assert [(row["base"], row["other"]) for row in compared["differing"]] == [("1", "8")] and not compared["alike"]
    for one in shipped().values():
        told = one.whole()["compared"]
        assert told["differing"] and all(
            row["base"] != row["other"] and row["base"] and row["other"] for row in told["differing"]
        )
    alike = shipped()["hours_without_voice"].whole()["compared"]["alike"]
    assert [(row["label"], row["value"]) for row in alike] == [("openness of the administrator", 0.1)]


def test_a_difference_has_two_digits_and_one_more_only_where_it_would_vanish(lesson):
    told = lesson.outcome(7)
    series = next(s for s in told["series"] if s["outcome"] == lesson.main.text)
    for difference, said in ((-0.1234, "is −0.12, and"), (0.0042, "is +0.004, and"), (0.0002, "They are about the same")):
        series |= {"difference": [difference, difference - 0.03, difference + 0.03], "over_base": [0.5, 0.4, 0.6]}
        assert said in lesson._sentence(told)
    series |= {"difference": [-1.234, -1.5, -1.0], "over_base": [49.0, 48.0, 50.0]}
    assert "is −1.2, and chance leaves it between −1.5 and −1.0." in lesson._sentence(told)
    series |= {"over_base": [-0.002, -0.1, 0.1], "over_other": [-0.2, -0.3, -0.1], "difference": [-0.2, -0.4, 0.001]}
    said = lesson._sentence(told)  # what is rounded to nothing has no sign
    assert ": 0.00 " in said and ", −0.20 " in said and "−0.00" not in said and "between −0.40 and 0.00." in said


def test_students_are_not_told_the_reasons_early_and_the_instructors_answers_never(lesson):
    early, late = lesson.for_students(False), lesson.for_students(True)
    assert not early["reveal"] and not early["look"] and not early["claim"] and not early["discussion"]
    assert late["reveal"] == "A reason." and late["look"]
    assert late["discussion"] == [{"question": "Why?"}]
    assert "Because." not in json.dumps(late) and "Because." in json.dumps(lesson.whole())


def test_a_pointer_leads_to_the_teacher_whom_the_lesson_means(lesson):
    seen = lesson.look(0, seed=7)
    state = {one["name"]: one["value"] for one in seen["view"]["states"]}
    assert seen["view"]["week"] == 36 + 5 and seen["term"] == "rest" and f"week={36 + 5}" in seen["query"]
    from simulation.living.address import Identity
    from simulation.living.school import LivingSchool

    identity = Identity.from_query(seen["query"])
    living = LivingSchool(identity.scenario_on_first_day(), identity.seed, identity.run)
    living.go_to(identity.week)
    present = living.state.teachers["present"] != 0
    tired = living.state.teachers["exhaustion"][present].max()
    assert state["exhaustion"] == round(float(tired), 3)
    assert living.state.teachers["exhaustion"][seen["post"]] == tired


@pytest.mark.parametrize("at", [-1, 1, True, None, "0", 10**20])
def test_a_pointer_that_does_not_exist_is_said_not_to(lesson, at):
    with pytest.raises(InputError):
        lesson.look(at)


def test_the_table_says_what_every_number_is_in_the_words_of_the_page(lesson, kind):
    told = lesson.outcome(7, None, ANSWERS[kind])
    row = lesson.columns(ANSWERS[kind], told)
    if kind == "curve":
        assert [row[f"predicted for Many hours, year {year}"] for year in (1, 2, 3)] == ANSWERS[kind] and "came out" not in row
    else:
        assert row["predicted"] == {"direction": "Higher", "choice": "Trust"}[kind]
        assert row["came out"] == {"more": "Higher", "same": "About the same", "less": "Lower"}.get(
            told["verdict"], told["verdict"]
        )
    assert row["as predicted"] == ("yes" if told["judged"]["right"] else "no")
    series = next(s for s in told["series"] if s["outcome"] == "exhaustion")
    assert row["Exhaustion [0 to 1]: Few hours, years 2 to 3"] == series["over_base"][0]
    assert row["Exhaustion [0 to 1]: Many hours less Few hours"] == series["difference"][0]
    main = next(s for s in told["series"] if s["outcome"] == lesson.main.text)
    assert row[f"{main['said']}: Many hours, year 2"] == main["other"][0][1]
    moved = lesson.columns(None, lesson.outcome(7, {"time.planning": 2.0}, ANSWERS[kind]))
    assert moved["lever: common planning time"] == 2.0 and not any(c.startswith(("predicted", "as predicted")) for c in moved)
    assert lesson.columns(ANSWERS[kind], None) and not lesson.columns(None, None)


def test_a_curve_is_judged_in_the_units_of_what_is_sketched():
    lesson = LessonView(Lesson.from_dict({"name": "curve", **COMMON, **KINDS["curve"]}))
    happened = next(s for s in lesson.outcome(7)["series"] if s["outcome"] == "exhaustion")["other"][0]
    told = lesson.outcome(7, None, [value + 0.06 for value in happened])
    assert told["judged"]["said"] == "On average your curve lies 0.06 from what happened, which is close."


# ---------------------------------------------------------------- through a session


@pytest.fixture
def one(monkeypatch, lesson):
    """The small lesson takes the place of the shipped ones."""
    from simulation.pages import lessons

    monkeypatch.setattr(lessons, "shipped", lambda: {lesson.name: lesson})
    return lesson


def test_a_page_may_run_a_lesson_only_with_a_prediction(ask, one, kind):
    assert [card["name"] for card in ask("lessons")["lessons"]] == [kind]
    assert ask("lesson", name=kind)["title"] == "A lesson"
    assert ask.fault("lesson_run", name=kind, job=1, prediction=None)
    assert "no lesson" in ask.fault("lesson", name="algebra")
    ask("lesson_run", name=kind, job=2, prediction=ANSWERS[kind], seed=7)
    news = ask.finish("lesson")
    assert news[-1] == {"job": 2, "done": True} and news[-2]["outcome"] == one.outcome(7, None, ANSWERS[kind])
    assert max(n.get("progress", 0) for n in news) == 1.0


def test_other_seeds_show_what_luck_does(ask, one, kind, monkeypatch):
    monkeypatch.setattr("simulation.pages.lessons.OTHER_SEEDS", 2)
    ask("lesson_others", name=kind, job=3, seed=7)
    briefs = [news["brief"] for news in ask.finish("lesson_others") if "brief" in news]
    assert briefs == [one.brief(one.outcome(8)), one.brief(one.outcome(9))]
