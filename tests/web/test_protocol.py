"""Pages and servers speak as web/protocol.py declares: what is asked, what is answered, and what JavaScript is told of both."""

import inspect
from types import SimpleNamespace
from typing import NotRequired, get_origin

import pytest
from pydantic import TypeAdapter, ValidationError
from typing_extensions import get_type_hints

from simulation.documents.protocol import FILE, declarations, type_of
from simulation.pages.documents import documents
from simulation.pages.lessons import shipped
from simulation.web import protocol
from simulation.web.app.session import Session
from simulation.web.classroom import server as class_server
from simulation.web.classroom.classroom import PHASES, Classroom
from simulation.web.protocol.base import Answer, Form, News, Question
from simulation.web.protocol.classroom import Left, Phase
from simulation.web.protocol.school import Rows, Term

from .conftest import ADDRESS
from .forms import has_form
from .test_classroom import AtOnce, students


def test_the_types_of_the_page_are_current():
    assert FILE.read_text(encoding="utf-8") == declarations(), "renew them with: python -m simulation.documents.protocol"


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        ({"type": "integer"}, "number"),
        ({"$ref": "Lesson"}, "Lesson"),
        ({"type": "array", "items": {"anyOf": [{"type": "number"}, {"type": "null"}]}}, "(number | null)[]"),
        ({"type": "array", "prefixItems": [{"type": "string"}, {"$ref": "A"}], "minItems": 2, "maxItems": 2}, "[string, A]"),
        ({"type": "object", "additionalProperties": {"type": "boolean"}}, "{ [name: string]: boolean }"),
        ({"enum": ["a", "b"], "type": "string"}, '"a" | "b"'),
        ({"const": True, "type": "boolean"}, "true"),
        ({"type": "object", "properties": {"x-y": {}}, "additionalProperties": False}, '{ "x-y"?: any }'),
        ({"type": "object", "properties": {}, "additionalProperties": False}, "{ [name: string]: never }"),
    ],
)
def test_a_schema_becomes_a_type(schema, written):
    assert type_of(schema) == written


@pytest.mark.parametrize("schema", [{"type": "string", "pattern": "x"}, {"allOf": []}, {"type": "array"}, {"type": "odd"}])
def test_a_schema_that_is_not_known_is_refused_and_not_guessed(schema):
    with pytest.raises(ValueError, match="not known here"):
        type_of(schema)


# ---------------------------------------------------------------- what may be asked


def fields(form):
    """Fields of a form -> whether they may be left out."""
    hints = get_type_hints(form, include_extras=True)
    return {name: get_origin(hint) is NotRequired for name, hint in hints.items()}


def parameters(function):
    """Parameters of a function -> whether they may be left out."""
    return {p.name: p.default is not p.empty for p in inspect.signature(function).parameters.values() if p.name != "self"}


def test_every_request_of_the_application_is_declared_with_its_fields():
    asks = {name[4:]: function for name, function in vars(Session).items() if name.startswith("ask_")}
    assert asks.keys() == protocol.SESSION.keys()
    for name, function in asks.items():
        assert parameters(function) == fields(protocol.SESSION[name].content), name


def line_of(room, role=None, who=""):
    """A page of a class without a network."""
    line = object.__new__(class_server.ClassLine)
    line.room, line.role, line.who, line.address, line.session = room, role, who, "", None
    line.service = line.lines = class_server.Service(room, ["http://192.0.2.1:8766/"])
    line._loop = SimpleNamespace(call_soon_threadsafe=lambda *_: None)
    return line


@pytest.mark.parametrize(
    ("table", "forms"), [("_nobody", protocol.DOOR), ("_student", protocol.STUDENT), ("_professor", protocol.PROFESSOR)]
)
def test_every_request_of_a_class_is_declared_with_its_fields(table, forms):
    functions = getattr(line_of(Classroom({}, queue=AtOnce())), table)()
    assert functions.keys() == forms.keys()
    for name, function in functions.items():
        assert parameters(function) == fields(forms[name].content), name


def test_phases_are_declared_as_the_class_has_them():
    for phase in PHASES:
        has_form(Phase, phase)
    with pytest.raises(ValidationError):
        has_form(Phase, "party")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("open", {"query": ""}, "key is missing in “open”"),
        ("open", {"key": "main", "query": 5}, "query = 5 is not a text"),
        ("open", {"key": "main", "query": "", "scool": True}, "scool is not a field of “open”; did you mean school?"),
        ("open", {"key": "main", "query": "", "school": True}, "school = true is not a whole number"),
        ("seek", {"key": "main", "week": "x"}, "week = 'x' is not a whole number"),
        ("seek", {"key": "main", "week": True}, "week = true is not a whole number"),
        ("change", {"key": "main", "changes": []}, "changes = [] is not a table"),
        ("band", {"key": "main", "job": None}, "job = nothing is not a whole number"),
        ("catalogue", {"key": "main"}, "key is not a field of “catalogue”; allowed are: none"),
        ("catalogue", [], "content = [] is not a table"),
        ("cancel", None, "content = nothing is not a table"),
    ],
)
def test_a_request_of_another_form_is_refused_in_one_sentence(ask, name, content, said):
    ask("open", key="main", query=ADDRESS)
    fault = ask.session.answer(name, content)["fault"]
    assert fault == f"This request cannot be read: {said}; reload the page."


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("advance", {"key": "main", "weeks": "many"}, "weeks = 'many' is not a whole number from 1 to"),
        ("band", {"key": "main", "job": 1, "runs": 2.5}, "schools = 2.5 is not a whole number from 2 to 300"),
        ("lesson", {"name": 5}, "here is no lesson"),
        ("lesson_run", {"name": "three_cs", "job": 1, "prediction": {}}, "Choose one"),
        ("change", {"key": "main", "changes": {"time.planning": "x"}}, "time.planning"),
    ],
)
def test_what_is_checked_where_it_is_used_is_refused_in_the_words_used_there(ask, name, content, said):
    ask("open", key="main", query=ADDRESS)
    fault = ask.session.answer(name, content)["fault"]
    assert said in fault and "cannot be read" not in fault and "failed" not in fault


def test_a_class_refuses_a_request_of_another_form_and_tells_strangers_nothing_of_its_forms():
    room = Classroom(shipped(), queue=AtOnce())
    professor, stranger = line_of(room, "professor"), line_of(room)
    assert "free = 'yes' is not true or false" in professor.answer("play_freely", {"free": "yes"})["fault"]
    assert "name is missing in “choose”" in professor.answer("choose", {})["fault"]
    assert "“open”" in professor.answer("open", {})["fault"]
    assert stranger.answer("choose", {})["fault"] == stranger.answer("nothing", {})["fault"] == "This cannot be asked here."
    assert "not the code" in stranger.answer("join", {"code": ["A"]})["fault"]


# ---------------------------------------------------------------- what is answered


class InPlace(Form):
    """A form that is no class of its own, where it is used."""

    rows: Rows


def test_a_form_lets_nothing_pass_that_it_does_not_declare():
    good = {"job": 3}
    has_form(protocol.Begun, good)
    for wrong in ({}, {"job": "3"}, {"job": 3.5}, {"job": None}, good | {"more": 1}):
        with pytest.raises(ValidationError):
            has_form(protocol.Begun, wrong)
    with pytest.raises(ValueError, match="not JSON compliant"):
        has_form(Term, {"name": "rest", "value": float("nan")})
    with pytest.raises(ValidationError):
        has_form(InPlace, {"rows": {"from": 0, "values": [], "more": 1}})


def test_every_answer_of_the_application_has_its_form(ask):
    """Those that other tests do not ask for anyway; the fixture checks each."""
    for name in ("catalogue", "lessons"):
        ask(name)
    has_form(protocol.Documents, documents())
    for name in shipped():
        ask("lesson", name=name)
    look = ask("lesson_look", name="contrived_collegiality", at=0)
    assert look["view"]["vacant"] is False
    ask("open", key="main", query=ADDRESS)
    ask("advance", key="main", weeks=200)
    for post in range(12):
        ask("teacher", key="main", post=post)
    ask("download", key="main", what="scenario", kind="toml")
    ask("upload_scenario", text="title = 'Mine'\n", name="mine.toml")


@pytest.mark.parametrize("kind", ["direction", "choice", "curve"])
def test_a_class_says_everything_in_its_form(kind):
    """A lesson of each kind, from the door to the last discussion."""
    lesson = next(lesson for lesson in shipped().values() if lesson.lesson.prediction.kind == kind and lesson.lesson.levers)
    asked = lesson.lesson.prediction
    answer = {
        "direction": "more",
        "choice": asked.options and asked.options[0].name,
        "curve": [asked.low] * lesson.lesson.years,
    }[kind]
    room = Classroom(shipped(), queue=AtOnce())
    professor, student = line_of(room), line_of(room)
    (idle,) = students(room, 1)

    def says(line, forms, name, /, **content):
        given = line.answer(name, content)
        assert given.keys() == {"ok"}, given
        if line.role == "student":
            has_form(protocol.StudentView, room.view(line.who))
        has_form(protocol.StudentView, room.view(idle))
        has_form(protocol.ProfessorView, room.overview())
        return has_form(forms[name].answer, given["ok"])

    says(professor, protocol.DOOR, "enter", key=room.key)
    token = says(student, protocol.DOOR, "join", code=room.code)["token"]
    says(line_of(room), protocol.DOOR, "come", token=token)
    assert says(professor, protocol.PROFESSOR, "class_lessons")["phases"] == list(PHASES)
    says(professor, protocol.PROFESSOR, "join_here")
    says(professor, protocol.PROFESSOR, "choose", name=lesson.name)
    says(professor, protocol.PROFESSOR, "phase", name="predict")
    assert says(student, protocol.STUDENT, "lesson")["discussion"] == []
    says(student, protocol.STUDENT, "predict", prediction=answer)
    says(professor, protocol.PROFESSOR, "show", predictions=True)
    for phase in ("run", "reveal", "levers"):
        says(professor, protocol.PROFESSOR, "phase", name=phase)
    says(student, protocol.STUDENT, "levers", values={})
    says(
        professor,
        protocol.PROFESSOR,
        "set_levers",
        free=False,
        values={lesson.lesson.levers[0].name: lesson.lesson.levers[0].low},
    )
    assert room.view(student.who)["trial"] and room.overview()["trials"]
    if lesson.lesson.look:
        says(student, protocol.STUDENT, "look", at=0)
    assert "answer" not in says(student, protocol.STUDENT, "lesson")["discussion"][0]
    says(professor, protocol.PROFESSOR, "lesson")
    says(professor, protocol.PROFESSOR, "play_freely", free=True)
    has_form(protocol.Frame, student.answer("open", {"key": "main", "query": ADDRESS})["ok"])
    says(professor, protocol.PROFESSOR, "table")
    says(professor, protocol.PROFESSOR, "remove", name=room.view(student.who)["you"])
    has_form(Left, room.view(student.who))
    assert professor.answer("close_class", {}) == {"ok": {}}
    assert has_form(Left, room.view(idle)) == {"closed": True}
    for line in (professor, student):
        if line.session:
            line.session.close()


def test_envelopes_hold_what_is_sent():
    assert TypeAdapter(Question).validate_python({"id": 1, "ask": "open"})
    has_form(Answer, {"id": 1, "gone": True})
    has_form(News, {"news": "lesson", "content": {}})
