"""The handout: complete in itself, without answers for students, with them for instructors, and never over something else."""

import re
from html.parser import HTMLParser
from types import SimpleNamespace

import numpy as np
import pytest

from simulation.lessons.drawings import Bar, Word, _limits, axes, bars, strip
from simulation.lessons.handout import handout, write_handout
from simulation.lessons.lesson import Lesson, names
from simulation.lessons.measures import measure
from simulation.lessons.run import run_lesson
from simulation.parameters.scenario import InputError

VOID = {"meta", "br"}


class Balance(HTMLParser):
    """Whether every element that opens closes, in order; and its text."""

    def __init__(self):
        super().__init__()
        self.open, self.text = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def text_of(page):
    parser = Balance()
    parser.feed(page)
    assert parser.open == []
    return re.sub(r"\s+", " ", "".join(parser.text))


@pytest.mark.parametrize("name", names())
def test_a_students_copy_asks_and_does_not_tell(name):
    lesson = Lesson.load(name)
    page = handout(lesson)
    text = text_of(page)
    assert lesson.question in text and lesson.prediction.ask in text
    assert all(one.question in text for one in lesson.discussion)
    told = [lesson.reveal.split("\n\n")[0], *(one.answer for one in lesson.discussion), *(look.see for look in lesson.look)]
    assert not any(words in text for words in told)
    assert "<svg" in page or lesson.prediction.kind == "choice"


@pytest.mark.parametrize("name", ["three_cs", "hours_without_voice", "principal_succession", "four_hours"])
def test_an_instructors_copy_holds_figures_and_answers(name):
    """One of each kind: a choice, a curve, luck, a direction."""
    lesson = Lesson.load(name)
    outcome = run_lesson(lesson, 1, 4)
    text = text_of(handout(lesson, outcome))
    assert all(one.answer in text for one in lesson.discussion)
    seen = outcome[lesson.table[-1]].over_other.value
    assert f"{seen:.{2 if abs(seen) >= 0.02 else 3}f}".replace("-", "\u2212") in text
    assert "<svg" in handout(lesson, outcome)


def test_nothing_is_loaded_from_anywhere():
    page = handout(Lesson.load("three_cs"))
    assert not re.search(r"(src|href|url\(|@import|https?:)", page)


def test_a_handout_is_written_again_and_nothing_else_is_lost(tmp_path):
    lesson, path = Lesson.load("three_cs"), tmp_path / "deep" / "three.html"
    write_handout(lesson, path)
    write_handout(lesson, path)
    assert [p.name for p in path.parent.iterdir()] == ["three.html"]
    mine = tmp_path / "mine.html"
    mine.write_text("my own page")
    with pytest.raises(InputError, match="is no page of this program's; it is left alone"):
        write_handout(lesson, mine)
    assert mine.read_text() == "my own page"


TEXTS = {
    "title", "question", "sources", "story", "reveal", "ask", "label", "why", "says", "see", "answer", "reference", "note", "choice",
}  # fmt: skip
ODD = '<script>alert("x")</script>'


def spoilt(value, key=""):
    """The same lesson with a script in every text that somebody wrote."""
    if isinstance(value, dict):
        return {name: spoilt(below, "label" if key == "options" and name == "name" else name) for name, below in value.items()}
    if isinstance(value, (list, tuple)):
        return [spoilt(below, key) for below in value]
    return f"{value} {ODD}" if key in TEXTS and value else value


@pytest.mark.parametrize("name", ["three_cs", "hours_without_voice", "principal_succession", "four_hours"])
def test_what_a_lesson_says_is_no_markup(name):
    lesson = Lesson.from_dict(spoilt(Lesson.load(name).model_dump(exclude_none=True)))
    outcome = run_lesson(lesson, 1, 4)
    for page in (handout(lesson), handout(lesson, outcome)):
        assert "<script" not in page and "</script" not in page
        text = text_of(page)
        shown = [lesson.title, lesson.question, lesson.prediction.ask, lesson.base.label, lesson.other.label]
        shown += [lever.why for lever in lesson.levers] + [option.name for option in lesson.prediction.options]
        assert all(words in text and words.endswith(ODD) for words in shown)
    told = [lesson.sources[0], *(claim.says for claim in lesson.claim), *(look.see for look in lesson.look)]
    told += [part for one in lesson.discussion for part in (one.question, one.answer)]
    assert all(words in text and words.endswith(ODD) for words in told)


def test_where_nothing_differs_there_is_a_drawing_still():
    still, unknown = np.zeros((3, 6)), np.full((3, 6), np.nan)
    lesson = Lesson.load("four_hours")
    for series in (SimpleNamespace(base=still, other=still), SimpleNamespace(base=still + 46.0, other=still + 46.0)):
        drawn = axes(lesson, series)
        numbers = [shape.text for shape in drawn.shapes if isinstance(shape, Word) and shape.anchor == "end"]
        assert len(set(numbers)) == 5  # the ends of the axis can be told apart
    assert _limits(lesson, SimpleNamespace(base=unknown, other=unknown)) == (-0.05, 0.05)
    options = [SimpleNamespace(name=name) for name in ("a", "b")]
    choice = SimpleNamespace(prediction=SimpleNamespace(options=options))
    for values in ((0.0, 0.0), (0.0, np.nan)):
        outcome = SimpleNamespace(lesson=choice, options=[SimpleNamespace(value=value) for value in values], verdict="a")
        assert all(np.isfinite([shape.x, shape.width]).all() for shape in bars(outcome).shapes if isinstance(shape, Bar))
    luck = Lesson.load("principal_succession")
    for apart in (np.zeros(4), np.array([]), np.array([np.nan])):
        series = SimpleNamespace(apart=apart, measure=measure("influence"))

        class Alike(dict):
            lesson = luck

            def __missing__(self, name, series=series):
                return series

        assert "lower in 0 schools" in [shape.text for shape in strip(Alike()).shapes if isinstance(shape, Word)]


def test_the_command_for_a_lesson_of_ones_own_names_its_file(file):
    own = Lesson.load(file)
    assert "lessons run small.toml" in text_of(handout(own))
    assert "lessons run mine/small.toml" in text_of(handout(own, file="mine/small.toml"))
    assert "lessons run three_cs " in text_of(handout(Lesson.load("three_cs"), file="three_cs"))
