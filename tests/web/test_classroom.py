"""A class: who comes in, what can be committed and when, what is pooled, and that nobody's name is needed for any of it."""

import csv
import io
import json
import threading
import time

import pytest

from simulation.parameters.scenario import InputError
from simulation.web.classroom.classroom import Classroom, Queue, Room, Shut
from simulation.web.door import ALPHABET


class Hours:
    """A lesson that costs nothing: its schools come out as their seed says."""

    name, title, pointers = "hours", "The hours", 0

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

    def spoken(self, told, prediction):
        return told

    def brief(self, told):
        return {"verdict": told["verdict"]}

    def point(self, told):
        return [told["seed"], told["levers"]["time.planning"]]

    def columns(self, prediction, told):
        found = {} if prediction is None else {"predicted": prediction}
        return found if told is None else {**found, "came out": told["verdict"]}


class AtOnce:
    """A queue that does everything when it is put in."""

    idle = True

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
    made.lessons["other"].name = "other"
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


def test_whoever_comes_late_sees_what_came_of_the_class_and_runs_nothing_until_she_moves_a_lever(room):
    (one,) = students(room, 1)
    take(room, (one, "more"))
    (late,) = students(room, 1)
    assert room.view(late)["outcome"] is None and room.view(late)["outcomes"] == [{"verdict": "more"}]
    room.teach_phase("levers")
    room.try_levers(late, {"time.planning": 3})
    assert room.view(late)["outcome"]["seed"] == 102 and room.view(late)["trial"]["seed"] == 102
    assert len(room.overview()["outcomes"]) == 1


def test_schools_run_for_those_who_have_predicted_and_are_there(room):
    here, away, silent = students(room, 3)
    room.teach_phase("predict")
    for who in (here, away):
        room.predict(who, "more")
    room.go(away)
    for phase in ("run", "reveal"):
        room.teach_phase(phase)
        assert room.overview()["lived"] == 1, phase
    room.teach_levers(False, {"time.planning": 8})
    room.teach_phase("levers")
    assert room.overview()["trials"] == [[101, 8.0]]
    room.present[away] += 1  # her line comes back, as `come` lets it
    room._begin_outcomes()
    assert room.overview()["lived"] == 2 and room.view(silent)["outcome"] is None


# ---------------------------------------------------------------- the door is the professor's


def test_a_locked_door_lets_students_back_and_nobody_new_in(room):
    token = room.join(room.code)
    who = room.come(token)
    room.teach_lock(True)
    with pytest.raises(InputError, match="locked"):
        room.join(room.code)
    room.go(who)
    assert room.come(token) == who and room.overview()["locked"]
    room.teach_lock(False)
    assert room.join(room.code)


def test_another_code_shuts_out_who_has_the_old_one_and_nobody_who_is_in(room):
    old, token = room.code, room.join(room.code)
    room.teach_code()
    assert room.code != old and room.come(token)
    with pytest.raises(InputError, match="not the code"):
        room.join(old)
    assert room.join(room.code)


def test_the_professor_clears_away_who_is_not_there(room):
    here, gone, before = students(room, 3)
    for who in (gone, before):
        room.go(who)
    room.teach_clear()
    assert [person[1] for person in room.overview()["people"]] == [True] and room.view(gone) == {"removed": True}
    assert room.view(here)["joined"] == 1


def test_one_address_cannot_fill_the_class_in_a_moment_and_others_come_in_meanwhile(now):
    room = Classroom({"hours": Hours()}, room=Room(students=60, joins=4), queue=AtOnce(), clock=lambda: now[0])
    for _ in range(4):
        room.join(room.code, "10.0.0.1")
    for _ in range(20):
        with pytest.raises(InputError, match="wait a minute"):
            room.join(room.code, "10.0.0.1")
    assert room.join(room.code, "10.0.0.2")
    now[0] = 61.0
    assert room.join(room.code, "10.0.0.1")


def test_who_left_without_doing_anything_gives_her_place_to_a_newcomer_and_who_did_something_does_not(room, now):
    everybody = students(room, 5)
    room.teach_phase("predict")
    room.predict(everybody[0], "more")
    for who in everybody[:2]:
        room.go(who)
    with pytest.raises(InputError, match="full"):
        room.join(room.code)  # she may only have lost her line
    now[0] = 61.0
    (new,) = students(room, 1)
    assert room.view(everybody[1]) == {"removed": True} and room.view(new)["joined"] == 5
    with pytest.raises(InputError, match="full"):
        room.join(room.code)
    assert room.view(everybody[0])["prediction"] == "more"


def test_guesses_at_the_key_and_at_the_code_are_counted_apart_and_no_crowd_keeps_the_professor_out(room):
    for k in range(40):
        for _ in range(room.room.wrong):
            with pytest.raises(InputError):
                room.join("XXXXX", f"10.0.0.{k}")
    with pytest.raises(InputError, match="Too many"):
        room.join(room.code, "10.0.1.1")
    assert room.enter(room.key, "10.0.0.1") == room.key
    for _ in range(room.room.wrong):
        with pytest.raises(InputError, match="not the key"):
            room.enter("x", "10.0.0.1")
    with pytest.raises(InputError, match="Too many"):
        room.enter(room.key, "10.0.0.1")
    assert room.enter(room.key, "127.0.0.1") == room.key


def test_the_browser_is_opened_with_a_ticket_that_is_good_once_and_soon(room, now):
    ticket = room.new_ticket()
    assert ticket not in (room.key, room.code) and room.enter(ticket) == room.key
    with pytest.raises(InputError, match="not the key"):
        room.enter(ticket)
    late = Classroom({}, clock=lambda: now[0])
    ticket = late.new_ticket()
    now[0] += late.room.ticket_lives + 1
    with pytest.raises(InputError, match="not the key"):
        late.enter(ticket)


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


# ---------------------------------------------------------------- rounds


def table(room):
    """The lines that are taken home."""
    return list(csv.DictReader(io.StringIO(room.table())))


def take(room, *given):
    """Let the students predict, and take the round to the levers."""
    room.teach_phase("predict")
    for who, answer in given:
        room.predict(who, answer)
    room.teach_phase("levers")


def test_a_second_round_leaves_the_first_untouched_and_both_are_taken_home(room):
    one, other = students(room, 2)
    take(room, (one, "more"), (other, "less"))
    room.try_levers(one, {"time.planning": 3})
    before = table(room)
    room.teach_lesson("other")
    assert table(room) == before
    take(room, (one, "less"))
    room.try_levers(other, {"time.planning": 4})
    after = table(room)
    assert [row for row in after if row["round"] == "1"] == before
    second = [
        (r["lesson"], r["taken"], r["student"], r["what"], r["predicted"], r["came out"]) for r in after if r["round"] == "2"
    ]
    assert second == [
        ("other", "1", "1", "the lesson", "less", "more"),
        ("other", "1", "2", "the lesson", "", "less"),
        ("other", "1", "2", "levers, try 1", "", "less"),
    ]


def test_a_new_round_keeps_students_and_code_and_brings_everybody_to_its_prediction(room):
    one, other = students(room, 2)
    take(room, (one, "more"))
    room.teach_levers(False, {"time.planning": 8})
    room.teach_play(True)
    names, code = [room.view(who)["you"] for who in (one, other)], room.code
    room.teach_lesson("other")
    for who, name in zip((one, other), names):
        view = room.view(who)
        assert (view["you"], view["lesson"], view["round"], view["phase"]) == (name, "other", 2, "predict")
        assert view["prediction"] is None and not view["revealed"] and "outcome" not in view and "predictions" not in view
        assert view["levers_free"] and view["preset"] == {} and not view["free_play"]
    assert room.code == code and room.overview()["committed"] == room.overview()["lived"] == 0
    room.predict(other, "less")
    assert room.view(other)["prediction"] == "less"


def test_the_same_lesson_taken_anew_has_other_schools(room):
    (one,) = students(room, 1)
    take(room, (one, "more"))
    room.teach_lesson("hours")
    take(room, (one, "less"))
    rows = [(r["round"], r["lesson"], r["taken"], r["seed"], r["predicted"]) for r in table(room)]
    assert rows == [("1", "hours", "1", "101", "more"), ("2", "hours", "2", "1101", "less")]
    assert room.view(one)["outcome"]["seed"] == room.seed_of(one) == 1101


def test_thirty_students_survive_a_change_of_lesson():
    room = Classroom({"hours": Hours(), "other": Hours()}, seed=100, room=Room(students=30), queue=AtOnce())
    room.lessons["other"].name = "other"
    room.teach_lesson("hours")
    tokens = [room.join(room.code) for _ in range(30)]
    everybody = [room.come(token) for token in tokens]
    names = [room.view(who)["you"] for who in everybody]
    take(room, *((who, "more") for who in everybody))
    room.teach_lesson("other")
    for who in everybody[:15]:  # half of them lose their line while the lesson changes
        room.go(who)
    assert [room.come(token) for token in tokens[:15]] == everybody[:15]
    assert [room.view(who)["you"] for who in everybody] == names and room.overview()["here"] == 30
    take(room, *((who, "less") for who in everybody))
    assert room.overview()["committed"] == room.overview()["lived"] == 30
    predicted = [(r["round"], r["predicted"]) for r in table(room)]
    assert predicted == [("1", "more")] * 30 + [("2", "less")] * 30


def test_what_still_runs_when_the_lesson_changes_belongs_to_its_own_round(room):
    (one,) = students(room, 1)
    late = []
    room._queue.put = lambda who, work, then: late.append((work, then))
    take(room, (one, "more"))
    room.teach_lesson("other")
    for work, then in late:
        then(work())
    assert room.overview()["lived"] == 0
    assert [(r["round"], r["predicted"], r["came out"]) for r in table(room)] == [("1", "more", "more")]


def test_a_lesson_in_which_nobody_has_done_anything_leaves_no_round(room):
    (one,) = students(room, 1)
    room.teach_lesson("other")
    assert room.overview()["rounds"] == ["other"] and room.phase == "welcome"  # the class still waits at the door
    take(room, (one, "more"))
    room.teach_lesson("hours")
    room.teach_lesson("other")
    assert room.overview()["rounds"] == ["other", "other"] and room.view(one)["seed"] == 1101


def test_a_lesson_chosen_by_mistake_is_taken_back_and_one_that_has_begun_is_not(room):
    (one,) = students(room, 1)
    take(room, (one, "more"))
    before = room.view(one)
    room.teach_lesson("other")
    room.teach_back()
    assert room.view(one) == before
    room.teach_lesson("other")
    room.predict(one, "less")
    with pytest.raises(InputError, match="no going back"):
        room.teach_back()
    assert room.view(one)["prediction"] == "less"


def test_nobody_can_take_rounds_for_ever(room):
    (one,) = students(room, 1)
    for _ in range(room.room.rounds):
        room.teach_lesson("hours")
        take(room, (one, "more"))
    with pytest.raises(InputError, match="all it may"):
        room.teach_lesson("other")
    assert room.lesson == "hours" and room.phase == "levers"


# ---------------------------------------------------------------- removing a student


def test_a_removed_student_is_gone_from_everything(room, tmp_path):
    tokens = [room.join(room.code) for _ in range(3)]
    one, twin, other = (room.come(token) for token in tokens)
    take(room, (one, "more"), (twin, "less"), (other, "more"))
    for who in (one, twin, other):
        room.try_levers(who, {"time.planning": 3})
    room.teach_lesson("other")
    room.predict(twin, "less")
    name = room.view(twin)["you"]
    room.teach_remove(name)
    seen = room.overview()
    assert (seen["joined"], seen["here"], seen["committed"], seen["lived"]) == (2, 2, 0, 0)
    assert name not in [person for person, *_ in seen["people"]]
    assert {row["student"] for row in table(room)} == {"1", "3"}
    assert room.view(one)["joined"] == 2
    room.predict(one, "less")
    room.teach_phase("reveal")
    assert len(room.overview()["outcomes"]) == 1 and room.overview()["predictions"] == ["less"]
    assert name not in json.dumps(room.state()) and twin not in json.dumps(room.state())
    room.keep(tmp_path / "class.json")
    after = Classroom(room.lessons, room=room.room, queue=AtOnce())
    after.resume(tmp_path / "class.json")
    for place in (room, after):  # nor does the token come back
        with pytest.raises(Shut, match="new student"):
            place.come(tokens[1])
        assert place.come(tokens[0]) == one


def test_whoever_was_removed_is_told_so_may_do_nothing_and_joins_again_as_somebody_else(room):
    _, prankster = students(room, 2)
    room.teach_phase("predict")
    name = room.view(prankster)["you"]
    room.teach_remove(name)
    assert room.view(prankster) == {"removed": True}
    for doing in (room.predict, room.try_levers):
        with pytest.raises(Shut):
            doing(prankster, "more")
    room.go(prankster)  # the page closes
    assert room.overview()["here"] == 1
    again = room.come(room.join(room.code))
    view = room.view(again)
    assert view["you"] != name and view["seed"] == 103 and view["prediction"] is None
    with pytest.raises(InputError, match="no 'Nobody 7' in the class"):
        room.teach_remove("Nobody 7")


def test_schools_that_still_run_bring_no_removed_student_back(room):
    one, other = students(room, 2)
    late = []
    room._queue.put = lambda who, work, then: late.append((work, then))
    take(room, (one, "more"), (other, "less"))
    room.teach_remove(room.view(one)["you"])
    for work, then in late:
        then(work())
    assert room.overview()["lived"] == 1 and {row["student"] for row in table(room)} == {"2"}


def test_a_full_class_has_room_again_and_a_nickname_is_never_given_twice(room):
    names = set()
    for _ in range(60):
        names.add(room.view(room.come(room.join(room.code)))["you"])
        if room.overview()["joined"] == room.room.students:
            room.teach_remove(room.overview()["people"][0][0])
    assert len(names) == 60 and room.overview()["joined"] == 4


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
    take(room, (one, "more"), (other, "less"))
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
    room.teach_phase("predict")
    room.predict(one, "more")
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


def test_the_table_has_a_row_for_each_student_under_her_nickname_and_nothing_but_rows(room):
    one, other = students(room, 2)
    assert room.table().splitlines() == ["nickname,student,round,lesson,title,taken,seed,what"]
    room.teach_phase("predict")
    room.predict(one, "more")
    room.predict(other, "less")
    room.teach_phase("levers")
    room.try_levers(other, {"time.planning": 7})
    names = [room.view(who)["you"] for who in (one, other)]
    first, *lines = csv.reader(io.StringIO(room.table()))
    assert first[0] == "nickname" and all(len(line) == len(first) for line in lines)  # a spreadsheet shows every line as data
    assert lines == [
        [names[0], "1", "1", "hours", "The hours", "1", "101", "the lesson", "more", "more"],
        [names[1], "2", "1", "hours", "The hours", "1", "102", "the lesson", "less", "less"],
        [names[1], "2", "1", "hours", "The hours", "1", "102", "levers, try 1", "", "less"],
    ]


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
    after = Classroom(room.lessons, queue=AtOnce())
    after.resume(tmp_path / "class.json")
    assert after.code == room.code and after.view(after.come(token)) == room.view(who)
    assert after.table() == room.table()
    with pytest.raises(InputError, match="revealed"):
        after.teach_phase("predict") or after.predict(who, "less")


def test_a_kept_file_is_nobody_elses_and_its_code_is_not_good_next_week(room, tmp_path):
    place = tmp_path / "class.json"
    place.write_text("{}")
    place.chmod(0o644)
    token = room.join(room.code)
    room.keep(place)
    assert place.stat().st_mode & 0o777 == 0o600
    for age, same in ((60.0, True), (7 * 24 * 3600.0, False), (-3600.0, False)):
        kept = json.loads(place.read_text())
        place.write_text(json.dumps(kept | {"at": time.time() - age}))
        after = Classroom(room.lessons, queue=AtOnce())
        after.resume(place)
        assert (after.code == room.code) is same and after.come(token)


def test_rounds_and_who_joined_survive_a_restart(room, tmp_path):
    one, other = students(room, 2)
    take(room, (one, "more"))
    room.teach_lesson("hours")
    room.predict(other, "less")
    room.teach_remove(room.view(other)["you"])
    room.keep(tmp_path / "class.json")
    after = Classroom(room.lessons, seed=7, room=room.room, queue=AtOnce())
    after.resume(tmp_path / "class.json")
    assert after.state() == room.state() and after.table() == room.table() and after.phase == "predict"
    assert after.view(after.come(after.join(after.code)))["seed"] == 1103  # a number is not given twice


#: A class as it was kept before there were rounds: two lessons, the second of which goes on.
FIRST_FORMAT = {
    "class": 1, "code": "ACDEF", "seed": 100, "lesson": "other", "phase": "predict", "revealed": ["hours"], "shown": True,
    "levers_free": True, "preset": {}, "free_play": False,
    "students": {
        "a" * 64: {
            "number": 1, "name": "Blue 7", "seed": 101, "predictions": {"hours": "more", "other": "less"},
            "outcomes": {"hours": {"verdict": "more", "seed": 101, "levers": {}, "said": "more"}},
            "trials": {"hours": [{"verdict": "less", "seed": 101, "levers": {"time.planning": 3.0}, "said": "more"}]},
        },
        "b" * 64: {"number": 2, "name": "Teal 3", "seed": 102, "predictions": {"hours": "less"}, "outcomes": {}, "trials": {}},
    },
}  # fmt: skip


def test_a_class_that_was_kept_before_there_were_rounds_goes_on(room, tmp_path):
    path = tmp_path / "class.json"
    path.write_text(json.dumps(FIRST_FORMAT))
    room.resume(path)
    seen = room.overview()
    assert (seen["rounds"], seen["phase"], seen["joined"], seen["committed"]) == (["hours", "other"], "predict", 2, 1)
    assert seen["predictions"] == ["less"] and room.view("a" * 64)["you"] == "Blue 7"
    columns = ("nickname", "round", "lesson", "student", "seed", "what", "predicted", "came out")
    assert [tuple(row[column] for column in columns) for row in table(room)] == [
        ("Blue 7", "1", "hours", "1", "101", "the lesson", "more", "more"),
        ("Teal 3", "1", "hours", "2", "102", "the lesson", "less", ""),
        ("Blue 7", "1", "hours", "1", "101", "levers, try 1", "", "less"),
        ("Blue 7", "2", "other", "1", "101", "the lesson", "less", ""),
    ]
    assert room.state()["class"] == 2


def test_a_kept_class_whose_lesson_is_not_here_says_which_is_missing(room, tmp_path):
    room.keep(tmp_path / "class.json")
    after = Classroom({"other": Hours()}, queue=AtOnce())
    with pytest.raises(InputError, match="the lesson 'hours', which is not here"):
        after.resume(tmp_path / "class.json")
    assert after.rounds == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"class": 1, "students": {"a": {"number": 1}}}',
        '{"class": 2, "students": {}}',
        '{"class": 2, "students": {}, "code": "A", "seed": 1, "joined": 0, "free_play": false, "rounds": [{"lesson": ["hours"], '
        '"seed": 1, "phase": "predict", "predictions": {}, "outcomes": {}, "trials": {}}]}',
        '{"class": 3}',
        "\0",
    ],
)
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
