"""One page, two engines: what a page asks, a server's session and the engine in the browser answer alike, to the last digit and letter.

Every request that the engine in the browser answers is asked here. What may differ is named: where posts stand in the picture, which
scenarios there are, and the sentences of refusals.
"""

import json
import subprocess
import threading
from pathlib import Path

import pytest

import simulation as sim
from simulation.pages.files import STATIC
from simulation.pages.lessons import LessonView, shipped
from simulation.portable.file import ENGINE
from simulation.portable.told import told
from simulation.web.app.session import Session

from . import schools

pytestmark = [pytest.mark.skipif(schools.NODE is None, reason="there is no Node.js to run WebAssembly")]

SCENARIOS = ("baseline", "korea", "shared_leadership")
SMALL = "set=school.teachers:9&set=years:3"
PLAYED = f"scenario=baseline&seed=4000000000&school=7&week=77&{SMALL}&set=time.planning:6.5&at=36:administrator.openness:0.9&at=40:time.paperwork:2"
POLICIES = '&policies=[{"name":"relief","start":2,"only":"novices","add":{"time.paperwork":-1.5}}]&title=mine'
PAIR = {"a": f"scenario=baseline&{SMALL}", "b": f"scenario=shared_leadership&{SMALL}"}


def predicted(view: LessonView):
    """Some prediction of a lesson's kind."""
    asked = view.lesson.prediction
    if asked.kind == "curve":
        return [round((asked.low + asked.high) / 2, 3)] * view.lesson.years
    return "more" if asked.kind == "direction" else asked.options[0].name


def highest(view: LessonView) -> dict:
    """All free levers of a lesson where they can go no higher."""
    return {lever.name: lever.high for lever in view.lesson.levers}


#: In this order, since most are about what the ones before them did.
ASKED = [
    ("open", {"key": "main", "query": PLAYED}),
    ("teacher", {"key": "main", "post": 3}),
    ("staff", {"key": "main"}),
    ("advance", {"key": "main", "weeks": 5}),
    ("seek", {"key": "main", "week": 72, "summer": True}),
    ("staff", {"key": "main"}),
    ("teacher", {"key": "main", "post": 0}),
    ("advance", {"key": "main"}),
    ("seek", {"key": "main", "week": 30}),
    ("change", {"key": "main", "changes": {"time.planning": 8}}),
    ("advance", {"key": "main", "weeks": 100}),
    ("change", {"key": "main", "changes": {"school.poverty": 0.9, "years": 2}}),
    ("band", {"key": "main", "job": 1, "runs": 12}),
    ("open", {"key": "a", "query": f"scenario=korea&seed=2&week=36&summer=1&{SMALL}{POLICIES}"}),
    ("advance", {"key": "a", "weeks": 40}),
    (
        "open",
        {"key": "b", "query": "scenario=shared_leadership&seed=9&week=150&set=time.paperwork:20&set=accountability.pressure:1"},
    ),
    *(("teacher", {"key": "b", "post": post}) for post in (0, 11, 29)),
    ("staff", {"key": "b"}),
    ("compare", {**PAIR, "job": 2, "runs": 16}),
    ("compare", {"a": PAIR["a"], "b": f"{PAIR['a']}&at=36:time.planning:9", "job": 3, "runs": 12}),
    ("explore", {"query": PAIR["a"], "x": "time.planning", "y": "goals.active", "job": 4, "steps": 3, "schools": 3}),
    ("cancel", {"job": "explore"}),
    ("lessons", {}),
    ("lesson", {"name": "mentored_novices"}),
    ("lesson_run", {"name": "mentored_novices", "job": 5, "prediction": [0.5] * 7, "levers": {"time.planning": 6.0}}),
    ("lesson_look", {"name": "mentored_novices", "at": 1, "seed": 4}),
    ("catalogue", {}),
]
LESSONS = sorted(shipped().values(), key=lambda view: (view.lesson.order, view.name))
#: What takes long: every lesson with its levers moved, whom it points to, and the luck of others.
LONG = [
    *(
        ("lesson_run", {"name": view.name, "job": 1, "prediction": predicted(view), "levers": highest(view), "seed": 5})
        for view in LESSONS
    ),
    *(("lesson_look", {"name": view.name, "at": at, "seed": 4}) for view in LESSONS for at in range(view.pointers)),
    ("lesson_others", {"name": "four_hours", "job": 3, "seed": 2}),
]
#: What neither takes.
REFUSED = [
    ("open", {"key": "main", "query": "scenario=nowhere"}),
    ("open", {"key": "main", "query": "seed=x"}),
    ("open", {"key": "main", "query": "set=time.planing:3"}),
    ("open", {"key": "main", "query": "set=time.planning:999"}),
    ("open", {"key": "main", "query": "set=years:2.5"}),
    ("open", {"key": "main", "query": f"{SMALL}&at=500:time.planning:3"}),
    ("open", {"key": "main", "query": "at=5:school.teachers:30"}),
    ("open", {"key": "main", "query": "policies=[{"}),
    ("open", {"key": "main", "query": "set=school.teachers:500&set=years:40"}),
    ("change", {"key": "main", "changes": {"time.planning": -1}}),
    ("teacher", {"key": "main", "post": 400}),
    ("band", {"key": "main", "job": 5, "runs": 1}),
    ("compare", {"a": "", "b": "set=school.teachers:12", "job": 6, "runs": 4}),
    ("explore", {"query": "", "x": "time.planning", "y": "time.planning", "job": 7}),
    ("explore", {"query": "", "x": "years", "y": "school.teachers", "job": 9, "steps": 20}),
    ("advance", {"key": "main", "weeks": 0}),
    ("explore", {"query": "", "x": "time.planing", "y": "time.planning", "job": 8}),
]


def in_node(asked: list, folder: Path):
    """What the engine in the browser answers, in Node, and all that it offers to answer."""
    about = told([sim.Scenario.load(name) for name in SCENARIOS], list(shipped()))
    job, program = folder / "job.json", Path(__file__).with_name("session.mjs")
    job.write_text(json.dumps({"engine": str(ENGINE), "modules": str(STATIC / "portable"), "told": about, "asked": asked}))
    done = subprocess.run([schools.NODE, program, job], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""  # no failure was swallowed
    found = json.loads(done.stdout)
    return found["answers"], found["offers"]


def in_python(asked: list) -> list[dict]:
    """What a server's session answers."""
    news, over = [], threading.Event()

    def push(_, content):
        news.append(content)
        if content.get("done") or "fault" in content:
            over.set()

    session, found = Session(push), []
    for ask, content in asked:
        news.clear()
        over.clear()
        answer = session.answer(ask, dict(content))
        assert "job" not in answer.get("ok", {}) or over.wait(60)
        found.append(json.loads(json.dumps({"answer": answer, "news": news})))
    session.close()
    return found


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    return in_node([*ASKED, *REFUSED], tmp_path_factory.mktemp("node"))


@pytest.fixture(scope="module")
def here():
    return in_python([*ASKED, *REFUSED])


def complete(news: list[dict]) -> dict:
    """News of a computation as a page has them in the end, whatever the order in which pieces came."""
    cells = sorted(cell for one in news for cell in one.get("cells", []))
    return {key: value for one in news for key, value in one.items()} | {"cells": cells}


def differences(one, other, at=""):
    """Places in which two answers differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted({*one, *other}):
            if key in one and key in other:
                yield from differences(one[key], other[key], f"{at}.{key}")
            else:
                yield f"{at}.{key} is not on both sides"
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for k, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, f"{at}[{k}]")
    elif one != other:
        yield f"{at}: {one!r}, {other!r}"


def hold_together(all_asked, here, there):
    """Both sides answered alike, but for what may differ."""
    for asked, one, other in zip(all_asked, here, there, strict=True):
        for answer in (one["answer"]["ok"], other["answer"]["ok"]):
            answer.pop("scenarios", None)
            for name in ("places", "middles", "radii"):
                answer.get("whole", {}).pop(name, None)
        found = [*differences(one["answer"], other["answer"]), *differences(complete(one["news"]), complete(other["news"]))]
        assert not found, (asked, found[:5])


def test_both_engines_answer_every_request_alike(here, there):
    hold_together(ASKED, here[: len(ASKED)], there[0][: len(ASKED)])


@pytest.mark.long
def test_both_engines_live_every_lesson_alike(tmp_path):
    hold_together(LONG, in_python(LONG), in_node(LONG, tmp_path)[0])


def test_both_tell_what_happened_and_every_number_of_a_comparison(here):
    """So that the test above does not compare nothing with nothing."""
    told_of = {event[1] for one in here for event in one["answer"].get("ok", {}).get("log", {}).get("events", [])}
    assert told_of >= {"policy", "goal", "people", "strain", "year"}
    compared = [complete(one["news"]) for (ask, _), one in zip(ASKED, here, strict=False) if ask == "compare"]
    assert all(len(one["effects"]) > 60 and len(one["sentences"]) > 2 for one in compared)
    assert any("Larger than trials" in one["sentences"][-1] for one in compared)


def test_neither_takes_what_cannot_be(here, there):
    for asked, one, other in zip(REFUSED, here[len(ASKED) :], there[0][len(ASKED) :], strict=True):
        for side in (one, other):
            fault = side["answer"].get("fault") or complete(side["news"]).get("fault")
            assert fault and "failed" not in fault, (asked, side["answer"])


def test_every_request_that_is_offered_is_held_to_the_contract(there):
    assert {ask for ask, _ in [*ASKED, *LONG]} == set(there[1]) - {"years"}  # numbers alone, of which test_page.py knows
