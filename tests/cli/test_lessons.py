"""The command `lessons`: list, show, check, run, handout, verify."""

import pytest

from simulation.cli import main
from simulation.cli.lessons import _answer
from simulation.inputs.faults import InputError
from simulation.lessons.lesson import Lesson, folder, names


def test_lessons_are_listed_in_the_order_of_the_course(capsys):
    assert main(["lessons", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()[2:]
    assert [line.split()[1] for line in lines] == [lesson.name for lesson in Lesson.shipped()]


def test_a_lesson_is_shown_without_its_answers_unless_asked(capsys):
    answer = Lesson.load("three_cs").discussion[0].answer[:30]
    assert main(["lessons", "show", "three_cs"]) == 0
    student = capsys.readouterr().out
    assert main(["lessons", "show", "three_cs", "--answers"]) == 0
    assert answer not in student and answer in capsys.readouterr().out
    assert "Predict first" in student and "administrator.openness" in student


def test_all_shipped_lessons_are_valid(capsys):
    assert main(["lessons", "check", *(str(folder() / f"{name}.toml") for name in names())]) == 0
    assert capsys.readouterr().out.count(": valid") == len(names())


def test_every_fault_of_every_file_is_reported(tmp_path, capsys):
    bad = tmp_path / "bad.toml"
    bad.write_text('title = "x"\nyeers = 3\n')
    assert main(["lessons", "check", str(bad), str(tmp_path / "nothing.toml")]) == 2
    said = capsys.readouterr().err
    assert "did you mean years?" in said and "question is missing" in said and "there is no file" in said


def test_a_run_tells_what_came_of_it_and_why(capsys):
    assert main(["lessons", "run", "contrived_collegiality", "--seed", "2", "--schools", "4", "--predict", "less"]) == 0
    out = capsys.readouterr().out
    assert "As predicted." in out and "4 schools with the same luck" in out
    assert "Why it happened" in out and "the least satisfied teacher" in out and "joint time on others' orders: +0.000" in out


@pytest.mark.parametrize(("name", "predict"), [("three_cs", "3"), ("hours_without_voice", "0.4 0.4 0.4 0.4 0.4 0.4")])
def test_every_kind_of_prediction_can_be_typed(capsys, name, predict):
    assert main(["lessons", "run", name, "--schools", "3", "--predict", predict]) == 0
    assert "predicted" in (out := capsys.readouterr().out) or "your curve" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "three_cs", "--predict", "9"], "allowed is 1 to 3"),
        (["run", "contrived_collegiality", "--predict", "up"], "allowed are: more, same, less"),
        (["run", "hours_without_voice", "--predict", "0.4"], "give 6 numbers"),
        (["run", "three_cs", "--lever", "time.planning=99"], "is out of range; allowed is 0 to 10"),
        (["run", "three_cs", "--lever", "time.planning=much"], "is not a number"),
        (["run", "three_cs", "--lever", "time.planning=2,5"], "write decimals with a point, as in 2.5"),
        (["run", "three_c"], "did you mean three_cs?"),
        (["run", "three_cs", "--schools", "100000"], "is not a whole number from 2 to 1000"),
    ],
)
def test_a_mistake_gets_one_sentence_and_exit_code_2(capsys, arguments, said):
    assert main(["lessons", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_handout_is_written_where_it_is_wanted(tmp_path, capsys):
    path = tmp_path / "leaf.html"
    assert main(["lessons", "handout", "three_cs", "-o", str(path)]) == 0
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert str(path) in capsys.readouterr().out


def test_no_lesson_chooses_where_its_handout_is_written(tmp_path, monkeypatch, capsys):
    text = (folder() / "three_cs.toml").read_text(encoding="utf-8")
    stranger = tmp_path / "lesson.toml"
    stranger.write_text(f'name = "../../x/.y"\n{text}', encoding="utf-8")
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    assert main(["lessons", "handout", str(stranger)]) == 0
    (written,) = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")]
    assert written == "a/b/______x__y.html"
    assert "______x__y.html" in capsys.readouterr().out


def test_a_promise_is_counted(capsys):
    assert main(["lessons", "verify", "contrived_collegiality", "--seeds", "3", "--schools", "4", "--quiet"]) == 0
    out = capsys.readouterr().out
    assert "100.0 %" in out and "kept" in out and "NOT KEPT" not in out


def test_a_curve_is_read_with_commas_before_decimals_and_held_to_its_axis():
    lesson = Lesson.load("hours_without_voice")
    wanted = [0.4, 0.5, 0.3, 0.4, 0.5, 0.3]
    for typed in (
        "0,4 0,5 0,3 0,4 0,5 0,3",
        "0.4,0.5,.3,0.4,0.5,0.3",
        "0,4; 0,5; 0,3; 0,4; 0,5; 0,3",
        "0.4, 0,5 0.3 0.4 0.5 0.3",
    ):
        assert _answer(lesson, typed) == wanted, typed
    for typed in ("0,4 0,5 0,3", "0,4,0,5,0,3", "0.4 0.4 0.4 0.4 0.4 9", "nan nan nan nan nan nan", "0.4,0,5 0.3 0.4 0.5 0.3"):
        with pytest.raises(InputError, match=r"give 6 numbers from 0\.3 to 0\.5, one for each year"):
            _answer(lesson, typed)
