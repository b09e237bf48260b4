"""What is attacked: each kind of input with a way to make one, to hand it in, and to judge what was accepted.

A kind takes a `Random` and a `World` and returns True when its input was accepted and False when it was refused in a sentence. It
raises `WrongError` when something was accepted that lies outside declared bounds or does not come back as itself, or refused in words that
are no sentence. Whatever else is raised is a fault of the program.
"""

import contextlib
import io
import json
import math
import shutil
import tomllib
from functools import cached_property
from pathlib import Path

import numpy as np

from simulation.declare.parameter import bounds
from simulation.experiments.sweep.store import Store
from simulation.experiments.sweep.study import Study
from simulation.inputs.faults import InputError
from simulation.inputs.limits import unfit
from simulation.inputs.quoting import control_in
from simulation.inputs.writing import toml_text
from simulation.lessons.lesson import Lesson
from simulation.living.address import Identity
from simulation.parameters.describe import as_toml
from simulation.parameters.scenario import Scenario, parameters

from . import mutate

ROOT = Path(__file__).parents[2]
LONGEST_MESSAGE = 12_000


class WrongError(Exception):
    """Something was accepted that should not have been, or refused in words that are no sentence."""


def check(right, what):
    """Raise WrongError unless something is right."""
    if not right:
        raise WrongError(what)


def refused(error):
    """False, once the words of a refusal have been looked at."""
    told = str(error)
    check(told.strip(), "a refusal without a word")
    check(len(told) <= LONGEST_MESSAGE, f"a refusal of {len(told)} letters")
    for strange in ("Traceback", "<class '", "<function", " object at 0x", "validation error", "NoneType"):
        check(strange not in told, f"a refusal that says {strange!r}: {told[:200]!r}")
    return False


class World:
    """What inputs are made from, and a folder to put them in; what takes long is made when it is first wanted."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.scenarios = {p: p.read_text(encoding="utf-8") for p in sorted((ROOT / "scenarios").glob("*.toml"))}
        self.studies = {p: p.read_text(encoding="utf-8") for p in sorted((ROOT / "studies").glob("*.toml"))}
        self.lessons = {p: p.read_text(encoding="utf-8") for p in sorted((ROOT / "lessons").glob("*.toml"))}
        self.schools = tuple(
            (ROOT / "schools" / f"sample_{kind}.csv").read_text(encoding="utf-8") for kind in ("roster", "ties")
        )

    def put(self, name, text):
        """A file with a text, as an editor writes it."""
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return path

    @cached_property
    def results(self):
        """A folder of `run`, written once."""
        from simulation.ensemble.simulate import simulate

        scenario = Scenario.load("baseline").replace({"school.teachers": 4, "years": 1})
        return simulate(scenario, 2, 1, record=("years", "teachers"), workers=1).save(self.folder / "results")

    @cached_property
    def sweep(self):
        """A folder of `sweep`, written once."""
        from simulation.experiments.sweep.run import fill

        study = {
            "runs": 2, "set": {"school.teachers": 4, "years": 1}, "observe": [{"outcomes": ["influence"]}],
            "parameters": [{"field": "administrator.openness", "values": [0.1, 0.9]}],
        }  # fmt: skip
        fill(study, self.folder / "sweep", workers=1)
        return self.folder / "sweep"

    @cached_property
    def session(self):
        """A page's session that may ask for little work."""
        from simulation.web.app.session import Limits, Session

        return Session(lambda *_: None, Limits(teacher_weeks=20_000, work=40_000, runs=4, band=4))

    @cached_property
    def classroom(self):
        """A class with one student, whose schools are never run."""
        from simulation.pages.lessons import shipped
        from simulation.web.classroom.classroom import Classroom

        class Never:
            put = waits = close = staticmethod(lambda *_: False)

        room = Classroom(shipped(), queue=Never())
        room.teach_lesson("four_hours")
        return room, room.come(room.join(room.code))


# ---------------------------------------------------------------- scenarios


def sound(scenario):
    """Whether a scenario lies within its declared bounds and comes back as itself."""
    for name, field in parameters().items():
        value = scenario.get(name)
        low, high = bounds(field)
        check(not isinstance(value, bool) and math.isfinite(value) and low <= value <= high, f"{name} = {value!r}")
        check(field.annotation is not int or isinstance(value, int), f"{name} = {value!r} is not whole")
    texts = [scenario.name, scenario.title, scenario.story, *scenario.sources, *(p.name for p in scenario.policies)]
    check(not any(control_in(text) for text in texts), "a control character in a text")
    check(1 <= len(scenario.name) <= 80, "a name without end")
    check(Scenario.from_dict(scenario.to_dict()) == scenario, "it does not come back from its values")
    again = Scenario.from_toml(as_toml(scenario, only_situation=False), scenario.name)
    check(again.differences(scenario) == {}, f"it does not come back from TOML: {again.differences(scenario)}")
    return True


def scenario_file(rng, world):
    """A scenario's text, changed."""
    path = world.put("mine.toml", mutate.text(rng, rng.choice(list(world.scenarios.values()))))
    try:
        return sound(Scenario.load(path))
    except InputError as error:
        return refused(error)


def scenario_values(rng, world):
    """A scenario's values, changed; as values, and as a file where they can be one."""
    values = mutate.table(rng, tomllib.loads(rng.choice(list(world.scenarios.values()))))
    values.pop("base", None)
    try:
        return sound(Scenario.from_dict(values))
    except InputError as error:
        return refused(error)


def scenario_upload(rng, world):
    """A scenario's values as the text of an upload to the page."""
    from simulation.web.app.uploads import scenario_from

    values = mutate.table(rng, tomllib.loads(rng.choice(list(world.scenarios.values()))))
    try:
        check(not next(unfit(values), ""), "tomlkit takes minutes for lists of thousands")
        text = toml_text(values)
    except Exception:  # not everything that is hostile can be written as TOML
        text = mutate.text(rng, rng.choice(list(world.scenarios.values())), 8)
    try:
        return sound(scenario_from(text, str(mutate.nasty(rng))[:200] if rng.random() < 0.3 else "mine.toml"))
    except InputError as error:
        return refused(error)


def setting(rng, world):
    """`--set` with a text that is nearly right."""
    from simulation.cli.options import settings

    name = rng.choice([*parameters(), "policies", "name", "title", "time", "sources"])
    values = (
        "3",
        "0.5",
        ".5",
        "[1]",
        "true",
        '"a"',
        '[{name = "x", set = {"time.planning" = 1}}]',
        "a b",
        str(mutate.nasty(rng))[:9999],
    )
    value = rng.choice(values)
    given = f"{mutate.text(rng, name, 1)}={mutate.text(rng, value, 2)}" if rng.random() < 0.6 else f"{name}={value}"
    try:
        return sound(Scenario.load("baseline").replace(settings([given])))
    except InputError as error:
        return refused(error)


# ---------------------------------------------------------------- studies and lessons


def sound_study(study):
    """Whether a study comes back as itself, and its points make scenarios."""
    again = Study.from_dict(json.loads(json.dumps(study.to_dict())))
    check(again.identity() == study.identity(), "it does not come back from its values")
    check(study.outcome_names and all(not control_in(name, in_a_line=True) for name in study.outcome_names), "strange names")
    first = tuple(f.levels[0] if f.levels else f.low for f in study.factors)
    sound(study.scenario(first))
    with contextlib.suppress(InputError):
        study.allows(first)
    return True


def study_file(rng, world):
    """A study's text, changed."""
    path = world.put("study.toml", mutate.text(rng, rng.choice(list(world.studies.values()))))
    try:
        return sound_study(Study.load(path))
    except InputError as error:
        return refused(error)


def study_values(rng, world):
    """A study's values, changed."""
    try:
        return sound_study(Study.load(mutate.table(rng, tomllib.loads(rng.choice(list(world.studies.values()))))))
    except InputError as error:
        return refused(error)


def expression(rng, world):
    """A constraint, made of pieces."""
    pieces = [
        "time.planning",
        "'a'",
        "9" * rng.choice((1, 30, 400)),
        "0",
        "1.5",
        "true",
        "min(",
        "max(",
        "abs(",
        ")",
        "(",
        "not ",
        "-",
        "+",
    ]
    pieces += [
        "*",
        "/",
        "<",
        "<=",
        "==",
        " and ",
        " or ",
        ",",
        "**",
        "%",
        "10000000000",
        "school.teachers",
        "[",
        "lambda: 0",
        ".",
        "x",
    ]
    text = "".join(rng.choice(pieces) for _ in range(rng.choice((3, 5, 9, 200))))
    text = rng.choice(
        (text, f"time.planning * {text} < 2", f"({text}) == 1", f"'a' * {text} == 'b'", "abs(-time.planning) >= 0")
    )
    values = {
        "parameters": [{"field": "time.planning", "low": 0, "high": 4, "steps": 2}],
        "observe": [{"outcomes": ["influence"]}],
    }
    try:
        study = Study.load(values | {"constraints": [text]})
        check(isinstance(study.allows((0.0,)), bool), "it is neither true nor false")
        return True
    except InputError as error:
        return refused(error)


def sound_lesson(lesson):
    """Whether a lesson comes back as itself, and its settings make scenarios."""
    check(
        Lesson.from_dict(lesson.model_dump(mode="json", exclude_none=True)) == lesson, "it does not come back from its values"
    )
    for scenario in lesson.scenarios():
        sound(scenario)
    check(lesson.contrast() is not None and lesson.predicted is not None, "nothing is predicted")
    check(all(1 <= year <= lesson.years for year in lesson.over), "years beyond the last")
    return True


def lesson_file(rng, world):
    """A lesson's text, changed."""
    path = world.put("lesson.toml", mutate.text(rng, rng.choice(list(world.lessons.values()))))
    try:
        return sound_lesson(Lesson.load(path))
    except InputError as error:
        return refused(error)


def lesson_values(rng, world):
    """A lesson's values, changed."""
    values = {"name": "mine"} | tomllib.loads(rng.choice(list(world.lessons.values())))
    try:
        return sound_lesson(Lesson.from_dict(mutate.table(rng, values)))
    except InputError as error:
        return refused(error)


# ---------------------------------------------------------------- schools


def school(rng, world):
    """A roster and ties, changed; from memory, and the same from files."""
    from simulation.school.roster import School

    roster, ties = (mutate.text(rng, text, rng.choice((0, 1, 3))) for text in world.schools)
    try:
        made = School.from_text(roster, ties, "mine")
    except InputError as error:
        return refused(error)
    check(4 <= made.n <= 500 and len(set(made.names)) == made.n, "names")
    check(
        all(name and len(name) <= 200 and not control_in(name, in_a_line=True) for name in (*made.names, *made.group_names)),
        "letters",
    )
    known = made.experience[~np.isnan(made.experience)]
    trust = made.trust[~np.isnan(made.trust)]
    check(((known >= 0) & (known <= 60)).all() and ((trust >= 0) & (trust <= 1)).all(), "numbers out of range")
    check(
        (made.source != made.target).all() and len(set(zip(made.source, made.target, strict=True))) == made.source.size, "ties"
    )
    paths = world.put("mine_roster.csv", roster), world.put("mine_ties.csv", ties)
    check(School.from_csv(*paths).identity() == made.identity(), "it is another school from files")
    return True


# ---------------------------------------------------------------- addresses, settings and protocol


def address(rng, world):
    """An address of the page, changed."""
    whole = (
        "scenario=high_poverty&seed=7&school=1&week=50&set=school.teachers:8&set=years:2&set=induction.mentoring:0.3333333333333333"
        "&at=10:time.planning:4&at=36:administrator.openness:0.125&policies=[{%22name%22:%22x%22,%22set%22:{%22time.planning%22:1}}]&title=mine"
    )
    query = mutate.text(rng, whole, 3)
    if rng.random() < 0.3:
        value = str(mutate.nasty(rng))[:3000]
        query += f"&{rng.choice(('seed', 'week', 'school', 'set', 'at', 'policies', 'title', 'scenario'))}={value}"
    try:
        identity = Identity.from_query(query)
        scenario = identity.scenario_now()
    except InputError as error:
        return refused(error)
    again = Identity.from_query(identity.query())
    check(again == identity, "the address does not come back")
    check(again.scenario_now() == scenario, "its scenario does not come back")
    identity.command()
    return sound(scenario)


QUESTIONS = {
    "open": {"key": "main", "query": "set=school.teachers:4&set=years:1"}, "advance": {"key": "main", "weeks": 2},
    "seek": {"key": "main", "week": 3}, "change": {"key": "main", "changes": {"time.planning": 2}}, "teacher": {"key": "main", "post": 1},
    "command": {"key": "main"},
    "compare_command": {"a": "set=school.teachers:4&set=years:1", "b": "set=school.teachers:4&set=years:1", "runs": 2},
    "explore_study": {"query": "set=school.teachers:4&set=years:1", "x": "time.planning", "y": "administrator.openness", "steps": 2,
                      "schools": 1},
    "band": {"key": "main", "job": 1, "runs": 2},
    "compare": {"a": "set=school.teachers:4&set=years:1", "b": "set=school.teachers:4&set=years:1", "job": 2, "runs": 2},
    "explore": {"query": "set=school.teachers:4&set=years:1", "x": "time.planning", "y": "administrator.openness",
                "job": 3, "steps": 2, "schools": 1},
    "cancel": {"job": "explore"}, "lesson": {"name": "four_hours"}, "lesson_look": {"name": "four_hours", "at": 0, "seed": 1},
    "lesson_run": {"name": "four_hours", "job": 4, "prediction": "more", "seed": 1, "levers": {}},
    "upload_school": {
        "files": [{"name": "roster.csv", "content": "dGVhY2hlcgphCmIKYwpkCg=="}],
        "ties": {"name": "ties.csv", "content": "c291cmNlLHRhcmdldAphLGIK"}, "choices": {"cut": "1"}, "codes": True,
    },
    "forget_school": {}, "fit_report": {"number": 1},
    "fit": {
        "files": [{"name": "s.csv", "content": "b3V0Y29tZSx2YWx1ZSxuLHNlCmV4aGF1c3Rpb24sMC40LDQsMC4xCg=="}],
        "query": "set=school.teachers:4", "job": 5, "scales": "exhaustion=0..1", "missing": "-9", "school": 0, "over": "apart",
    },
    "upload_scenario": {"text": "years = 3\n", "name": "mine.toml"}, "download": {"key": "main", "what": "scenario", "kind": "csv"},
}  # fmt: skip


def session(rng, world):
    """A request of a page, changed, to a session that shows a school or none."""
    from pydantic import TypeAdapter

    from simulation.web import protocol

    if rng.random() < 0.3:
        world.session.answer("open", QUESTIONS["open"])
    ask = rng.choice(list(QUESTIONS))
    content = mutate.table(rng, QUESTIONS[ask], 2) if rng.random() < 0.9 else mutate.nasty(rng)
    if ask == "lesson_look" and isinstance(content, dict):
        content["at"] = (
            -1 if content.get("at") == 0 else content.get("at")
        )  # looking takes a school's life; what is refused does not
    with quiet():
        answer = world.session.answer(ask, content)
    for job in list(world.session.jobs):
        thread = world.session.jobs.pop(job)
        thread.cancel()
        thread.thread.join()
    check(len(answer.keys() & {"ok", "fault", "gone"}) == 1, f"an answer of another form: {list(answer)}")
    if "fault" in answer:
        if answer["fault"].startswith("This failed"):
            raise RuntimeError(f"{ask} {str(content)[:300]}: {answer['fault'][:300]}")
        return refused(answer["fault"])
    if "ok" in answer:
        TypeAdapter(protocol.SESSION[ask].answer).validate_json(json.dumps(answer["ok"], allow_nan=False))
    return "ok" in answer


def classroom(rng, world):
    """A request to a class, changed: of a student, of the professor, or of somebody at the door."""
    from simulation.web import protocol

    room, who = world.classroom
    doors = {
        "join": lambda code: room.join(code, "192.0.2.1"), "come": room.come, "enter": lambda key: room.enter(key, "192.0.2.1"),
        "predict": lambda prediction: room.predict(who, prediction), "levers": lambda values: room.try_levers(who, values),
        "choose": room.teach_lesson, "back": room.teach_back, "phase": room.teach_phase, "set_levers": room.teach_levers,
        "show": room.teach_show, "play_freely": room.teach_play, "table": room.table,
    }  # fmt: skip
    contents = {
        "join": {"code": "AAAAA"}, "come": {"token": "x"}, "enter": {"key": "x"}, "predict": {"prediction": "more"},
        "levers": {"values": {"time.planning": 3.0}}, "choose": {"name": "four_hours"}, "back": {}, "phase": {"name": "predict"},
        "set_levers": {"free": True, "values": {"time.planning": 3.0}}, "show": {"predictions": True}, "play_freely": {"free": True}, "table": {},
    }  # fmt: skip
    ask = rng.choice(list(doors))
    forms = protocol.DOOR if ask in protocol.DOOR else protocol.STUDENT if ask in protocol.STUDENT else protocol.PROFESSOR
    if rng.random() < 0.3:
        room.now.phase = rng.choice(("predict", "levers", "run"))
    from simulation.web.classroom.classroom import Shut

    try:
        doors[ask](**protocol.read(forms, ask, mutate.table(rng, contents[ask], 2)))
        json.dumps([room.overview(), room.view(who), room.state()], allow_nan=False)
        return True
    except (InputError, Shut) as error:
        return refused(error)


# ---------------------------------------------------------------- folders


def damaged(rng, world, base):
    """A copy of a folder, damaged in one place."""
    place = world.folder / "damaged"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(base, place, ignore=shutil.ignore_patterns("figures", "lock*"))
    files = sorted(path for path in place.rglob("*") if path.is_file())
    file = place / "manifest.json" if rng.random() < 0.6 else rng.choice(files)
    way = rng.random()
    if file.name == "manifest.json" and way < 0.7:
        file.write_text(mutate.as_json(mutate.table(rng, json.loads(file.read_text(encoding="utf-8")), 2)), encoding="utf-8")
    elif way < 0.9:
        file.write_bytes(mutate.content(rng, file.read_bytes()))
    else:
        file.unlink()
        if way > 0.95:
            file.mkdir()
    return place


def results_folder(rng, world):
    """A folder of `run`, damaged, as a report and a notebook read it."""
    from simulation.report.folder import read
    from simulation.results.folder import Results
    from simulation.results.question import check_question

    place = damaged(rng, world, world.results)
    intact = json.loads((world.results / "manifest.json").read_text(encoding="utf-8"))
    accepted = True
    with quiet():
        for look in (Results.load, read, lambda folder: check_question(folder, intact, "run")):
            try:
                found = look(place)
                if isinstance(found, Results):
                    sound(found.scenario)
                    check(type(found.seed) is int and 0 <= found.seed < 2**32, f"seed = {found.seed!r}")
                    check(type(found.runs) is int and found.runs > 0, f"runs = {found.runs!r}")
                    found.summary()
            except InputError as error:
                accepted = refused(error)
    return accepted


def sweep_folder(rng, world):
    """A folder of `sweep`, damaged, as its commands read it."""
    place = damaged(rng, world, world.sweep)
    with quiet():
        try:
            store = Store.open(place)
            store.design(), store.status()
            check(sum(len(batch) for batch in store.batches()) <= 4, "more schools than there are")
            return sound_study(store.study)
        except InputError as error:
            return refused(error)


def class_file(rng, world):
    """A class that was kept, damaged."""
    room, _ = world.classroom
    state = room.state()
    path = world.put("class.json", mutate.as_json(mutate.table(rng, state, 2)))
    from simulation.web.classroom.classroom import Classroom, Shut

    other = Classroom(room.lessons, queue=room._queue)
    try:
        other.resume(path)
        json.dumps([other.overview(), other.state()], allow_nan=False)
        return True
    except (InputError, Shut) as error:
        return refused(error)


# ---------------------------------------------------------------- commands


@contextlib.contextmanager
def quiet():
    """What is said meanwhile, as [out, err]."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield [out, err]


def command(rng, world):
    """A command line that nothing is simulated for, with a hostile word in it."""
    from simulation.cli import main

    word = "".join(letter for letter in str(mutate.nasty(rng))[:5000] if letter != "\0" and not "\ud800" <= letter <= "\udfff")
    mine = str(world.put("mine.toml", mutate.text(rng, rng.choice(list(world.scenarios.values())))))
    study = str(world.put("study.toml", mutate.text(rng, rng.choice(list(world.studies.values())))))
    never = ["--roster", "nowhere.csv", "--ties", "nowhere.csv"]
    line = rng.choice(
        [
            ["scenarios", "check", mine], ["scenarios", "check", word], ["scenarios", "show", word], ["scenarios", "show", mine],
            ["lessons", "check", word], ["lessons", "show", word], ["lessons", "check", mine], ["run", word, *never], ["run", mine, *never],
            ["run", "baseline", *never, "--set", f"years={word}"], ["run", "baseline", *never, "--set", word], ["run", "--years", word, *never],
            ["run", "--seed", word, *never], ["run", "--runs", word, *never], ["run", "--roster", word, "--ties", word],
            ["run", "--roster", word], ["compare", word, *never], ["compare", "baseline", "--change", word, *never],
            ["sweep", word, "--shard", word], ["sweep", "screening", "--shard", word], ["sweep", study, "--shard", f"2/{word}", "--dry-run"],
            ["report", word], ["export", word], ["verify", word], ["sensitivity", word],
        ]
    )  # fmt: skip
    with quiet() as (out, err):
        code = main(line)
    told = err.getvalue()
    check(code in (0, 2), f"{line}: exit code {code}: {told[:300]!r}")
    check("please report" not in told and "Traceback" not in told, f"{line}: {told[:300]!r}")
    check("\x1b" not in told + out.getvalue(), f"{line}: an escape sequence reaches the terminal")
    check(code == 0 or told.strip(), f"{line}: nothing is said")
    return code == 0


#: Each kind and its share. Those at the end need the compiled engine.
KINDS = {
    scenario_file: 12, scenario_values: 8, scenario_upload: 8, setting: 8, study_file: 10, study_values: 8, expression: 5,
    lesson_file: 7, lesson_values: 6, school: 10, address: 8, command: 4,
    session: 8, classroom: 5, class_file: 2, results_folder: 4, sweep_folder: 3,
}  # fmt: skip
