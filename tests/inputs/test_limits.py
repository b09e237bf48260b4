"""What strangers write is measured before it is parsed: nothing small asks for much, and what is refused is told in a sentence."""

import logging
import os
import time

import pytest

from simulation.cli.options import settings
from simulation.experiments.sweep import expressions
from simulation.experiments.sweep.study import Study, StudyError
from simulation.inputs.faults import MORE, SHOWN, Faults, InputError, first_of
from simulation.inputs.limits import MOST_BASES, MOST_BYTES, number_in, outline_fault, read_bytes, unfit, whole_in, why_not
from simulation.inputs.quoting import control_in, for_terminal, nearest, shown
from simulation.inputs.toml import parse_toml
from simulation.lessons.lesson import Lesson, LessonError
from simulation.parameters.scenario import Scenario, ScenarioError
from simulation.web.serving import Terminal

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and devices of this kind")

FORMS = [(Scenario.load, ScenarioError), (Study.load, StudyError), (Lesson.load, LessonError)]

#: Texts of some kilobytes that once asked for minutes or gigabytes, and what is said to them.
BOMBS = {
    "a name of 40,000 parts": ("a." * 40_000 + "a = 1", "a name has more than 8 parts"),
    "the same in quotes and with blanks": ('"a" . ' * 40_000 + "a = 1", "a name has more than 8 parts"),
    "a header of 40,000 parts": ("[" + "a." * 40_000 + "a]", "a name has more than 8 parts"),
    "the same after a text that looks like its end": ('x = """\n\\""" # "\n"""\n' + "a." * 40_000 + "a = 1", "a name has more than 8 parts"),
    "brackets in brackets": ("years = " + "[" * 20_000, "stand in each other more than 12 deep"),
    "tables in tables": ("years = " + "{a=" * 20_000, "stand in each other more than 12 deep"),
    "90,000 unknown keys": ("".join(f"k{i}=1\n" for i in range(90_000)), "it has more than 20,000 fields and values"),
    "90,000 values": ("years = [" + "1," * 90_000 + "]", "it has more than 20,000 fields and values"),
    "a text without end": (f'title = "{"a" * 30_000}"', "title has 30,000 characters; at most 20,000 are taken"),
    "a name without end": (f"{'a' * 300} = 1", "is no name of a field; none has more than 200 letters or 8 parts"),
    "a name in quotes of 20,000 points": (f'policies = [{{name = "x", set = {{"{"a." * 20_000}" = 1}}}}]', "is no name of a field"),
    "more than a megabyte": ("# " + "a" * MOST_BYTES, "larger than 1 MB, the most that is taken"),
    "a number of 400 digits": ("years = " + "9" * 400, "years = a whole number of 1329 bits has more digits"),
    "a hexadecimal number of a million bits": ("years = 0x" + "f" * 250_000, "years = a whole number of 1000000 bits has more digits"),
    "a title that clears the screen": (r'title = "\u001b[2J"', r"title = '\x1b[2J' holds the control character \x1b; remove it"),
    "a name that clears the screen": (r'"\u001b[2J" = 1', r"the name '\x1b[2J' holds the control character \x1b; remove it"),
    "a title that reads backwards": (r'title = "\u202etxet"', r"holds the control character \u202e; remove it"),
}  # fmt: skip


@pytest.mark.parametrize(("load", "error"), FORMS, ids=["scenario", "study", "lesson"])
@pytest.mark.parametrize(("text", "sentence"), BOMBS.values(), ids=BOMBS)
def test_a_small_file_that_asks_for_much_is_refused_at_once(tmp_path, load, error, text, sentence):
    (tmp_path / "mine.toml").write_text(text)
    with pytest.raises(error) as raised:
        load(tmp_path / "mine.toml")
    (fault,) = raised.value.faults
    assert sentence in fault
    assert len(fault) < 400


def test_five_thousand_unknown_keys_get_as_many_hints_as_are_shown(tmp_path):
    (tmp_path / "mine.toml").write_text("".join(f"openness_{i}=1\n" for i in range(5_000)))
    began = time.process_time()
    for load, error in FORMS:
        with pytest.raises(error) as raised:
            load(tmp_path / "mine.toml")
        assert len(raised.value.faults) == SHOWN + 1
        assert raised.value.faults[-1] == MORE
    assert time.process_time() - began < 4.0


def test_sentences_that_nobody_reads_are_not_even_made():
    made = []
    faults = first_of(made.append(n) or f"fault {n}" for n in range(1000))
    assert faults == [*(f"fault {n}" for n in range(SHOWN)), MORE]
    assert len(made) == SHOWN + 1


def test_an_outcome_that_there_is_not_ten_thousand_times_is_told_at_once():
    names = [f"influense_{i}" for i in range(10_000)]
    study = {"parameters": [{"field": "school.poverty", "values": [0.5]}], "observe": [{"outcomes": names}]}
    began = time.process_time()
    with pytest.raises(StudyError) as raised:
        Study.load(study)
    assert time.process_time() - began < 3.0
    assert len(raised.value.faults) == SHOWN + 1


def test_a_chain_of_more_bases_than_anybody_needs_is_refused(tmp_path):
    for i in range(1, 1200):
        (tmp_path / f"s{i}.toml").write_text(f'base = "s{i - 1}.toml"\n')
    (tmp_path / "s0.toml").write_text("years = 3\n")
    with pytest.raises(ScenarioError, match=f"more than {MOST_BASES} files stand on each other by `base`"):
        Scenario.load(tmp_path / "s1199.toml")
    assert Scenario.load(tmp_path / f"s{MOST_BASES - 1}.toml").years == 3


@posix
@pytest.mark.parametrize(("load", "error"), FORMS, ids=["scenario", "study", "lesson"])
def test_a_pipe_and_a_device_are_refused_and_not_waited_for(tmp_path, load, error):
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    for name in ("pipe.toml", "zero.toml"):
        with pytest.raises(error, match="this is a pipe or a device and no ordinary file; save it as a file first"):
            load(tmp_path / name)
    with pytest.raises(InputError, match="pipe or a device"):
        read_bytes("/dev/zero", 10)


@pytest.mark.parametrize(("load", "error"), FORMS, ids=["scenario", "study", "lesson"])
@pytest.mark.parametrize("name", ["a" * 300 + ".toml", "x/" * 3000 + "y.toml", "a\0b.toml"], ids=["name", "path", "zero byte"])
def test_a_path_that_no_file_can_have_is_told_so_and_not_shown_whole(load, error, name):
    with pytest.raises(error) as raised:
        load(name)
    assert "cannot be read" in str(raised.value) or "no file" in str(raised.value)
    assert len(str(raised.value)) < 500


@pytest.mark.parametrize("text", ["1_0", "１２", "nan", "inf", "1e", "0x10", " 1", "", "1" * 400])
def test_what_only_python_takes_for_a_number_is_none(text):
    assert number_in(text) is None
    assert whole_in(text) is None


@pytest.mark.parametrize(("text", "value"), [("12", 12.0), ("-.5", -0.5), ("3.", 3.0), ("1e3", 1000.0), ("+0.25", 0.25)])
def test_a_number_is_read_as_people_write_it(text, value):
    assert number_in(text) == value


def test_a_setting_is_one_value():
    for text in ("years=1\nseed=9", "years=1\n[time]"):
        with pytest.raises(InputError, match="is not one value; give every field an option of its own"):
            settings([text])
    assert settings(['title="""one\ntwo"""', "years=[1,\n2]"]) == {"title": "one\ntwo", "years": [1, 2]}


def test_a_setting_of_ten_thousand_brackets_is_told_so():
    with pytest.raises(InputError, match=r"'\[\[\[.* cannot be read: lists and tables stand in each other more than 12 deep"):
        settings(["years=" + "[" * 10_000])
    with pytest.raises(InputError, match="a value of 200,000 letters came; at most 100,000 are taken"):
        settings(["years=" + "[" * 200_000])


@pytest.mark.parametrize(
    "values",
    [
        {"years": 10**5000}, {"title": "a" * 10**6}, {"policies": [[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]}, {3: 1}, {"a" * 300: 1},
        {"policies": [{"name": "x", "set": {"a." * 20_000: 1}}]}, {"title": "\x1b"}, {"sources": ["x"] * 30_000},
    ],
)  # fmt: skip
def test_values_that_never_were_a_file_are_measured_too(values):
    assert next(unfit(values))
    for make in (Scenario.from_dict, Scenario().replace, Lesson.from_dict, Study.load):
        with pytest.raises(Faults) as raised:
            make(values)
        assert len(str(raised.value)) < 2000


def test_a_list_that_holds_itself_has_an_end():
    values = {"years": []}
    values["years"].append(values["years"])
    with pytest.raises(ScenarioError, match="more than 12 deep"):
        Scenario.from_dict(values)


@pytest.mark.parametrize(
    "text",
    ['x = "a.b.c.d.e.f.g.h.i"', "# a.b.c.d.e.f.g.h.i [[[[[[[[[[[[[[", "x = '''\n[[[[[[[[[[[[[[[[\n'''", "v = [1.5, 2.5]"],
)
def test_points_and_brackets_in_texts_and_comments_are_letters(text):
    assert outline_fault(text) == ""
    parse_toml(text, "", Faults)


@pytest.mark.parametrize(
    "text", ['"""' + '\\"""' * 100_000, '"' * 400_000, "'" * 400_001, '"\\' * 200_000, "#" * 500_000, '""" ' * 99_999]
)
def test_an_outline_is_looked_at_in_a_time_that_grows_with_its_length(text):
    began = time.process_time()
    outline_fault(text)
    assert time.process_time() - began < 1.0


# ---------------------------------------------------------------- expressions of a study


@pytest.mark.parametrize(
    "text",
    [
        "'a' * 999999999 == 'b'", "'a' * 10000000000 == 'b'", "'a' + 'b' == 'ab'", "9 * 'a' < 'b'", "-'a' < 1", "abs('a') < 1",
        "max('a', 'b') < 1",
    ],
)  # fmt: skip
def test_texts_are_compared_and_never_multiplied(text):
    meaning, _ = expressions.read(text)
    with pytest.raises(TypeError, match="is no number"):
        meaning({}.get)
    tiny = {"parameters": [{"field": "school.poverty", "values": [0.5]}], "observe": [{"outcomes": ["influence"]}]}
    study = Study.load(tiny | {"constraints": [text]})
    with pytest.raises(StudyError, match="a constraint cannot be worked out"):
        study.allows((0.5,))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("9" * 400 + " < 1", "a number in it has more digits"), ("(" * 300 + "1" + ")" * 300 + " < 1", "it is no expression"),
        ("-" * 300 + "1 < 2", "more than 50 deep"), ("+".join("1" * 400) + " < 2", "more than 50 deep"), ("max(1) < 2", "not allowed"),
        ("2 ** 9 < 3", "not allowed"), ("10 ** 10 ** 10 < 3", "not allowed"), ("1 << 99 < 3", "not allowed"),
    ],
)  # fmt: skip
def test_an_expression_that_grows_is_refused(text, sentence):
    with pytest.raises(expressions.ExpressionError, match=sentence):
        expressions.read(text)


def test_arithmetic_ends_where_floating_point_numbers_do():
    """A product of a thousand letters is infinite and not a number of a million digits."""
    meaning, _ = expressions.read(" * ".join(["9" * 20] * 40) + " > 1")
    assert meaning({}.get)


# ---------------------------------------------------------------- words


def test_the_nearest_of_many_names_is_found_in_little_time():
    """Names made to look alike are the slowest to tell apart."""
    names = ["ab" * 20 + format(i, "020b").replace("1", "a").replace("0", "b") for i in range(1000)]
    began = time.process_time()
    assert nearest("ab" * 20 + "b" * 19 + "c", names) is not None
    assert time.process_time() - began < 0.5
    assert nearest("a" * 5000, names) is None


def test_a_terminal_is_shown_control_characters_and_does_not_obey_them():
    assert for_terminal("a\x1b]0;x\x07b\u202e\tc\n") == "a\\x1b]0;x\\x07b\\u202e\tc\n"


def test_letters_that_nobody_sees_are_shown_wherever_texts_are_and_joiners_are_letters():
    unseen = "\u200b\u200e\u200f\u061c\u2060\xad\ufeff\u2066"
    record = logging.makeLogRecord({"msg": f"a{unseen}\u200c\u200d\tb\x1b"})
    told = "a\\u200b\\u200e\\u200f\\u061c\\u2060\\xad\\ufeff\\u2066\u200c\u200d\tb\\x1b"
    assert for_terminal(record.msg) == Terminal().format(record) == told
    assert [letter for letter in unseen if control_in(f"a{letter}b")] == ["\ufeff", "\u2066"] and not control_in("\u200c\u200d")


def test_whatever_is_quoted_is_short():
    deep = []
    for _ in range(5000):
        deep = [deep]
    for value in ("a" * 10**6, 10**5000, [1] * 10**6, deep, {"a": 1}, None, "\x1b" * 100):
        assert len(shown(value)) <= 60


def test_a_folder_and_nothing_are_no_files(tmp_path):
    assert why_not(tmp_path) == "this is a folder; give the path of a file"
    assert why_not(tmp_path / "x") == why_not(tmp_path / "x" / "y") == "there is no such file; check the path"
    assert why_not(__file__) == ""
