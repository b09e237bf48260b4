"""A class: who comes in, what can be committed and when, what is pooled, and that nobody's name is needed for any of it."""

import csv
import io
import threading
import time

import pytest

from simulation.app.classroom import ALPHABET, PHASES, Classroom, Queue, Room, Shut
from simulation.parameters.scenario import InputError


class Hours:
    """A lesson that costs nothing: its schools come out as their seed says."""

    name = "hours"

    def check_prediction(self, given):
        if given not in ("more", "less"):
            raise InputError("Choose one.")
        return given

    def check_levers(self, given):
        if set(given or {}) - {"time.planning"}:
            raise InputError("locked")
        return {"time.planning": float((given or {}).get("time.planning", 2.0))}

    def outcome(self, seed, levers=None, prediction=None):
        return {"verdict": "more" if seed % 2 else "less", "seed": seed, "levers": levers or {}, "said": prediction}

    def brief(self, told):
        return {"verdict": told["verdict"]}

    def point(self, told):
        return [told["seed"], told["levers"]["time.planning"]]

    def rows(self, kind, content):
        return [("answer", "", content)] if kind == "prediction" else [("verdict", "", content["verdict"])]


class AtOnce:
    """A queue that does everything when it is put in."""

    def put(self, who, work, then):
        then(work())

    def waits(self, who):
        return False

    def close(self):
        pass


@pytest.fixture
def now():
    """A clock that stands still: [seconds]."""
    return [0.0]


@pytest.fixture
def room(now):
    """A class that has chosen its lesson."""
    made = Classroom(
        {"hours": Hours(), "other": Hours()}, seed=100, room=Room(students=5), queue=AtOnce(), clock=lambda: now[0]
    )
    made.teach_lesson("hours")
    return made


def students(room, n):
    """So many students who have come in."""
    return [room.come(room.join(room.code)) for _ in range(n)]


# ---------------------------------------------------------------- coming in


def test_codes_have_no_letters_that_look_alike():
    codes = "".join(Classroom({}, queue=AtOnce()).code for _ in range(200))
    assert not set(codes) & set("0O1IL2Z5S8BUV") and set(codes) <= set(ALPHABET)


def test_a_code_may_be_typed_in_small_letters_and_with_blanks(room):
    assert room.come(room.join(f" {room.code[:2]} {room.code[2:].lower()} "))


@pytest.mark.parametrize("wrong", ["", "AAAAA", None, 7, "é" * 50, "x" * 100_000])
def test_nobody_comes_in_with_a_wrong_code(room, wrong):
    with pytest.raises(InputError, match="not the code"):
        room.join(wrong)
    assert room.students == {}


def test_whoever_guesses_has_to_wait_also_with_the_right_code_and_others_do_not(room, now):
    for _ in range(room.room.wrong):
        with pytest.raises(InputError, match="not the code"):
            room.join("AAAAA", "192.0.2.7")
    with pytest.raises(InputError, match="wait 60 seconds"):
        room.join(room.code, "192.0.2.7")
    assert room.join(room.code, "192.0.2.8")
    now[0] += 61.0
    assert room.join(room.code, "192.0.2.7")


def test_many_addresses_together_cannot_guess_for_long_either(room):
    for k in range(room.room.wrong_in_all):
        with pytest.raises(InputError, match="not the code"):
            room.join("AAAAA", f"192.0.2.{k // 2}")
    with pytest.raises(InputError, match="Too many"):
        room.join(room.code, "198.51.100.1")


def test_the_code_is_not_the_key(room):
    for wrong in (room.code, "", room.join(room.code)):
        with pytest.raises(InputError, match="not the key"):
            room.enter(wrong)
    room.enter(room.key)


def test_everybody_gets_a_nickname_and_schools_of_her_own(room):
    views = [room.view(who) for who in students(room, 5)]
    assert len({view["you"] for view in views}) == 5
    assert [view["seed"] for view in views] == [101, 102, 103, 104, 105]
    with pytest.raises(InputError, match="full"):
        room.join(room.code)


def test_whoever_comes_back_with_her_token_is_the_same_student(room):
    token = room.join(room.code)
    who = room.come(token)
    room.teach_phase("predict")
    room.predict(who, "more")
    before = room.view(who)
    room.go(who)
    assert room.overview()["here"] == 0
    again = room.come(token)
    assert again == who and room.view(again) == before
    assert room.overview()["joined"] == room.overview()["here"] == 1
    for nobodys in ("", token[:-1], None, who):
        with pytest.raises(Shut):
            room.come(nobodys)


# ---------------------------------------------------------------- predicting and running


def test_nothing_runs_before_a_prediction_is_committed(room):
    one, other = students(room, 2)
    room.teach_phase("predict")
    room.predict(one, "more")
    assert "outcome" not in room.view(one)
    room.teach_phase("run")
    assert room.view(one)["outcome"]["said"] == "more"
    assert "outcome" not in room.view(other)
    room.predict(other, "less")
    assert room.view(other)["outcome"]["said"] == "less"


def test_a_prediction_may_be_changed_until_the_schools_run_and_never_once_it_is_revealed(room):
    (one,) = students(room, 1)
    with pytest.raises(InputError, match="not asked for"):
        room.predict(one, "more")
    room.teach_phase("predict")
    room.predict(one, "more")
    room.predict(one, "less")
    room.teach_phase("run")
    with pytest.raises(InputError, match="stays"):
        room.predict(one, "more")
    for phase in ("reveal", "predict", "run"):  # going back opens nothing
        room.teach_phase(phase)
        with pytest.raises(InputError, match="revealed"):
            room.predict(one, "more")
    assert room.view(one)["prediction"] == "less"


def test_an_answer_that_is_none_changes_nothing(room):
    (one,) = students(room, 1)
    room.teach_phase("predict")
    with pytest.raises(InputError):
        room.predict(one, "perhaps")
    assert room.view(one)["prediction"] is None and room.overview()["committed"] == 0


def test_predictions_of_others_are_hidden_until_the_reveal_unless_the_professor_shows_them(room):
    one, other = students(room, 2)
    room.teach_phase("predict")
    room.predict(one, "more")
    assert room.overview()["predictions"] == [] and room.overview()["committed"] == 1
    room.teach_show(True)
    assert room.overview()["predictions"] == ["more"]
    assert "predictions" not in room.view(other)
    room.teach_show(False)
    room.teach_phase("reveal")
    assert room.overview()["predictions"] == room.view(other)["predictions"] == ["more"]


def test_whoever_comes_late_sees_the_outcome_and_predicts_nothing(room):
    students(room, 1)
    room.teach_phase("reveal")
    (late,) = students(room, 1)
    assert room.view(late)["outcome"]["seed"] == 102
    assert len(room.overview()["outcomes"]) == 2 and room.overview()["predictions"] == []


def test_every_lesson_keeps_its_own_predictions(room):
    (one,) = students(room, 1)
    room.teach_phase("predict")
    room.predict(one, "more")
    room.teach_phase("reveal")
    room.lessons["other"].name = "other"
    room.teach_lesson("other")
    assert room.phase == PHASES[0] and room.view(one)["prediction"] is None and not room.view(one)["revealed"]
    room.teach_phase("predict")
    room.predict(one, "less")
    room.teach_lesson("hours")
    assert room.view(one)["prediction"] == "more" and room.view(one)["revealed"]


def test_phases_and_lessons_that_do_not_exist_are_refused():
    room = Classroom({"hours": Hours()}, queue=AtOnce())
    with pytest.raises(InputError, match="Choose a lesson"):
        room.teach_phase("predict")
    with pytest.raises(InputError, match="no lesson"):
        room.teach_lesson("algebra")
    room.teach_lesson("hours")
    with pytest.raises(InputError, match="no phase"):
        room.teach_phase("party")
    assert room.phase == "welcome"


# ---------------------------------------------------------------- levers


def test_levers_move_only_in_their_phase_and_everything_tried_is_pooled(room):
    one, other = students(room, 2)
    with pytest.raises(InputError, match="locked"):
        room.try_levers(one, {"time.planning": 3})
    room.teach_phase("levers")
    room.try_levers(one, {"time.planning": 3})
    room.try_levers(one, {"time.planning": 4})
    room.try_levers(other, {"time.planning": 5})
    assert room.overview()["trials"] == [[101, 3.0], [101, 4.0], [102, 5.0]]
    assert room.view(one)["trial"]["levers"] == {"time.planning": 4.0}
    with pytest.raises(InputError):
        room.try_levers(one, {"administrator.openness": 1})


def test_the_professor_can_set_the_levers_for_all(room):
    one, other = students(room, 2)
    room.teach_phase("levers")
    room.teach_levers(False, {"time.planning": 8})
    for who in (one, other):
        assert room.view(who)["trial"]["levers"] == {"time.planning": 8.0}
    room.try_levers(one, {"time.planning": 1})  # the page is behind: the professor's values hold
    assert room.view(one)["trial"]["levers"] == {"time.planning": 8.0}
    room.teach_levers(True)
    room.try_levers(one, {"time.planning": 1})
    assert room.view(one)["trial"]["levers"] == {"time.planning": 1.0}


def test_levers_set_beforehand_run_for_all_once_their_phase_is_opened(room):
    (one,) = students(room, 1)
    room.teach_levers(False, {"time.planning": 8})
    assert room.overview()["trials"] == []
    room.teach_phase("levers")
    room.teach_phase("levers")
    assert room.overview()["trials"] == [[101, 8.0]] and not room.view(one)["levers_free"]


def test_nobody_can_try_for_ever(room):
    (one,) = students(room, 1)
    room.teach_phase("levers")
    for _ in range(room.room.trials):
        room.try_levers(one, {})
    with pytest.raises(InputError, match="all that one student may"):
        room.try_levers(one, {})


# ---------------------------------------------------------------- closing, taking home, keeping


def test_a_closed_class_lets_nobody_in_and_still_gives_its_data(room):
    (one,) = students(room, 1)
    room.teach_phase("predict")
    room.predict(one, "more")
    room.teach_close()
    assert room.view(one) == {"closed": True}
    with pytest.raises(Shut):
        room.join(room.code)
    with pytest.raises(Shut):
        room.predict(one, "less")
    assert "more" in room.table()


def test_the_table_has_numbers_and_no_names(room):
    one, other = students(room, 2)
    room.teach_phase("predict")
    room.predict(one, "more")
    room.predict(other, "less")
    room.teach_phase("levers")
    room.try_levers(other, {"time.planning": 7})
    text = room.table()
    for view in (room.view(one), room.view(other)):
        assert view["you"] not in text
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    assert [(r["student"], r["seed"], r["record"], r["trial"], r["value"]) for r in rows] == [
        ("1", "101", "prediction", "", "more"),
        ("1", "101", "outcome", "", "more"),
        ("2", "102", "prediction", "", "less"),
        ("2", "102", "outcome", "", "less"),
        ("2", "102", "lever", "1", "less"),
    ]
    described = text.split("lesson,student")[0]
    assert all(f"{column}" in described for column in rows[0])


def test_a_kept_class_goes_on_where_it_was(room, tmp_path):
    token = room.join(room.code)
    who = room.come(token)
    room.teach_phase("predict")
    room.predict(who, "more")
    room.teach_phase("levers")
    room.try_levers(who, {"time.planning": 7})
    room.keep(tmp_path / "class.json")
    text = (tmp_path / "class.json").read_text()
    assert token not in text and room.key not in text
    after = Classroom({"hours": Hours(), "other": Hours()}, queue=AtOnce())
    after.resume(tmp_path / "class.json")
    assert after.code == room.code and after.view(after.come(token)) == room.view(who)
    assert after.table() == room.table()
    with pytest.raises(InputError, match="revealed"):
        after.teach_phase("predict") or after.predict(who, "less")


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"class": 1, "students": {"a": {"number": 1}}}', "\0"])
def test_a_file_that_is_no_class_is_said_to_be_none(room, tmp_path, text):
    path = tmp_path / "class.json"
    path.write_text(text)
    with pytest.raises(InputError, match="not a class"):
        room.resume(path)
    assert room.lesson == "hours"


# ---------------------------------------------------------------- many at once


def test_thirty_students_at_once_lose_nothing():
    room = Classroom({"hours": Hours()}, room=Room(students=30), queue=Queue(2))
    room.teach_lesson("hours")
    room.teach_phase("predict")
    seen = []

    def take_part():
        who = room.come(room.join(room.code))
        room.predict(who, "more")
        room.view(who)
        seen.append(who)

    threads = [threading.Thread(target=take_part) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    room.teach_phase("reveal")
    until = time.monotonic() + 10
    while room.overview()["lived"] < 30 and time.monotonic() < until:
        time.sleep(0.01)
    view = room.overview()
    assert len(set(seen)) == view["joined"] == view["committed"] == view["lived"] == 30
    assert sorted(s.number for s in room.students.values()) == list(range(1, 31))
    room.teach_close()


def test_everybody_has_her_turn_and_a_newer_wish_replaces_an_older_one():
    queue, begun, done, order = Queue(1), threading.Event(), threading.Event(), []

    def first():
        begun.set()
        done.wait(5)

    over = threading.Event()
    queue.put("eager", first, lambda _: None)
    begun.wait(5)
    for k in range(5):  # one student moves a slider, again and again
        queue.put("eager", lambda k=k: k, order.append)
    queue.put("calm", lambda: "calm", order.append)
    queue.put("last", lambda: "last", lambda found: (order.append(found), over.set()))
    assert queue.waits("eager") and queue.waits("calm") and not queue.waits("nobody")
    done.set()
    assert over.wait(5)
    assert order == [4, "calm", "last"]
    queue.close()


def test_work_that_fails_stops_nobody(caplog):
    queue, over, found = Queue(1), threading.Event(), []
    queue.put("one", lambda: 1 / 0, found.append)
    queue.put("two", lambda: 2, lambda value: (found.append(value), over.set()))
    assert over.wait(5) and found == [None, 2]
    queue.close()
