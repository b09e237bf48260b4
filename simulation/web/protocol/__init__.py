"""What pages and servers say to each other: every request with its answer, and all news. Declared here, and nowhere else.

Servers check with `read` what comes in; tests hold every answer against its form; documents/protocol.py makes the types of the
page's JavaScript from the same forms (pages/static/kit/protocol.d.ts). A form is a TypedDict: what is sent stays a plain dict.

A field that is `Checked` has a type for those who write a page, but is let through whatever it holds: whoever uses it checks it
in a sentence of its own, which knows what is allowed (a prediction, a number of schools, the code of a class).
"""

from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from ...inputs.quoting import InputError, allowed, did_you_mean, place_of, shown
from .base import Nothing
from .catalogue import Catalogue, Documents
from .classroom import (
    Choose,
    ClassLessons,
    Enter,
    Join,
    JoinHere,
    Key,
    Lock,
    Look,
    OpenPhase,
    PlayFreely,
    Predict,
    ProfessorView,
    Remove,
    SetLevers,
    Show,
    StudentView,
    Table,
    Token,
    TryLevers,
)
from .lessons import AskLesson, Lesson, LessonList, LessonNews, LookedAt, LookInLesson, OthersNews, RunLesson, RunOthers
from .school import (
    Advance,
    AskBand,
    AskFit,
    AskTeacher,
    BandNews,
    Begun,
    Cancel,
    Change,
    Choices,
    Command,
    Compare,
    CompareCommand,
    CompareNews,
    Download,
    Explore,
    ExploreNews,
    ExploreStudy,
    File,
    FitBegun,
    FitNews,
    FitReport,
    Frame,
    Open,
    OpenPage,
    ScenarioRead,
    SchoolsRead,
    Seek,
    Shown,
    Staff,
    StudyFiles,
    TeacherView,
    UploadScenario,
    UploadSchool,
)


class Request(NamedTuple):
    """What is asked with it, and what is answered; forms."""

    content: Any
    answer: Any


Requests = dict[str, Request]

#: The application: Session.ask_NAME answers them.
SESSION: Requests = {
    "catalogue": Request(Nothing, Catalogue),
    "documents": Request(Nothing, Documents),
    "open": Request(Open, Frame),
    "advance": Request(Advance, Frame),
    "seek": Request(Seek, Frame),
    "change": Request(Change, Frame),
    "teacher": Request(AskTeacher, TeacherView),
    "choices": Request(AskTeacher, Choices),
    "staff": Request(Shown, Staff),
    "command": Request(Shown, Command),
    "band": Request(AskBand, Begun),
    "compare": Request(Compare, Begun),
    "compare_command": Request(CompareCommand, Command),
    "explore": Request(Explore, Begun),
    "explore_study": Request(ExploreStudy, StudyFiles),
    "cancel": Request(Cancel, Nothing),
    "lessons": Request(Nothing, LessonList),
    "lesson": Request(AskLesson, Lesson),
    "lesson_run": Request(RunLesson, Begun),
    "lesson_others": Request(RunOthers, Begun),
    "lesson_look": Request(LookInLesson, LookedAt),
    "upload_school": Request(UploadSchool, SchoolsRead),
    "forget_school": Request(Nothing, Nothing),
    "fit": Request(AskFit, FitBegun),
    "fit_report": Request(FitReport, File),
    "upload_scenario": Request(UploadScenario, ScenarioRead),
    "download": Request(Download, File),
}
#: Its news, by the name of the computation.
SESSION_NEWS: dict[str, Any] = {
    "band-main": BandNews,
    "compare": CompareNews,
    "explore": ExploreNews,
    "fit": FitNews,
    "lesson": LessonNews,
    "lesson_others": OthersNews,
}

#: The application over a network, to whom nobody knows yet.
GATE: Requests = {"open_page": Request(OpenPage, Token)}

#: A class, to whom nobody knows yet.
DOOR: Requests = {
    "join": Request(Join, Token),
    "come": Request(Token, Nothing),
    "enter": Request(Enter, Key),
}
STUDENT: Requests = {
    "catalogue": Request(Nothing, Catalogue),
    "lesson": Request(Nothing, Lesson),
    "look": Request(Look, LookedAt),
    "predict": Request(Predict, Nothing),
    "levers": Request(TryLevers, Nothing),
}
PROFESSOR: Requests = {
    "catalogue": Request(Nothing, Catalogue),
    "class_lessons": Request(Nothing, ClassLessons),
    "lesson": Request(Nothing, Lesson),
    "look": Request(Look, LookedAt),
    "join_here": Request(Nothing, JoinHere),
    "choose": Request(Choose, Nothing),
    "back": Request(Nothing, Nothing),
    "phase": Request(OpenPhase, Nothing),
    "set_levers": Request(SetLevers, Nothing),
    "show": Request(Show, Nothing),
    "remove": Request(Remove, Nothing),
    "clear": Request(Nothing, Nothing),
    "lock": Request(Lock, Nothing),
    "renew_code": Request(Nothing, Nothing),
    "play_freely": Request(PlayFreely, Nothing),
    "close_class": Request(Nothing, Nothing),
    "table": Request(Nothing, Table),
}
#: What a class tells its pages: fields that have changed, and None for one that is no longer there.
STUDENT_NEWS: dict[str, Any] = {"class": StudentView}
PROFESSOR_NEWS: dict[str, Any] = {"class": ProfessorView}


# ---------------------------------------------------------------- reading what comes in

_adapter = cache(TypeAdapter)

_WANTED = {
    "int_type": "a whole number", "float_type": "a number", "string_type": "a text", "bool_type": "true or false",
    "list_type": "a list", "dict_type": "a table",
}  # fmt: skip


def read(requests: Requests, name: str, content: Any) -> dict[str, Any]:
    """The content of a request that is in the table. Raises InputError, with one sentence, when it has another form."""
    try:
        read: dict[str, Any] = _adapter(requests[name].content).validate_python(content)
        return read
    except ValidationError as error:
        raise InputError(
            f"This request cannot be read: {_wrong(name, requests[name].content, error)}; reload the page."
        ) from None


def _wrong(name: str, form: Any, error: ValidationError) -> str:
    """The first thing that is wrong, without the end of the sentence."""
    first = error.errors(include_url=False)[0]
    place, kind = place_of(first["loc"])[:60], first["type"]
    if kind == "missing":
        return f"{place} is missing in “{name}”"
    if kind == "extra_forbidden":
        fields = form.__annotations__
        return f"{place} is not a field of “{name}”{did_you_mean(place, fields, allowed(fields))}"
    return f"{place or 'content'} = {shown(first['input'])} is not {_WANTED.get(kind, 'what is asked for')}"
