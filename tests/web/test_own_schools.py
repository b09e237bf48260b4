"""Several schools of one's own on the page, each by its name, and fits to their surveys: the numbers and sentences of the commands."""

import base64
import io
import time
import zipfile

import numpy as np
import pytest

import simulation as sim
from simulation.experiments.pooled import pooled_effect
from simulation.school.several import read_each
from simulation.web.app import fits
from simulation.web.app.session import Limits

from ..together import each
from .conftest import Asked
from .test_files import sent

NORTH = "teacher,experience\nAda,12\nBen,3\nCleo,25\nDan,\n"
SOUTH = "teacher,experience\nEva,1\nFay,2\nGil,9\nHal,4\nIda,5\n"
TIES = {"North": "source,target\nAda,Ben\nBen,Cleo\n", "South": "source,target\nEva,Fay\n"}
FILES = {"North_roster.csv": NORTH, "South_roster.csv": SOUTH} | {f"{name}_ties.csv": text for name, text in TIES.items()}
SURVEY = "outcome,value,n,scale\nexhaustion,2.1,8,0..6\nself_efficacy,0.7,8,0..1\n"
#: Short lives of schools.
A, B = "scenario=baseline&set=years:1", "scenario=baseline&set=years:1&set=time.planning:6"


def zipped(files):
    """A folder as a zip, with what a Mac leaves in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**files, "__MACOSX/district/._North_roster.csv": "\0", "district/.DS_Store": "\0"}.items():
            archive.writestr(name, text)
    return stream.getvalue()


def column(one="North", other="South"):
    """Both schools in one file with a column, without ties."""
    rows = [(one, line) for line in NORTH.splitlines()[1:]] + [(other, line) for line in SOUTH.splitlines()[1:]]
    return "school,teacher,experience\n" + "".join(f"{name},{line}\n" for name, line in rows)


WAYS = {
    "several files": [sent(name, text) for name, text in FILES.items()],
    "a zip": [sent("district.zip", zipped({f"district/{name}": text for name, text in FILES.items()}))],
    "a zip of folders": [
        sent("d.zip", zipped({name.replace("_", "/", 1): text for name, text in FILES.items()})),
    ],
    "a column": [sent("all.csv", column())],
}


@each("way", WAYS, str)
def test_several_schools_come_as_files_as_a_zip_or_with_a_column(way):
    ask = Asked()
    found = ask("upload_school", files=WAYS[way])["schools"]
    assert [(one["title"], one["teachers"]) for one in found] == [("North", 4), ("South", 5)]
    assert way == "a column" or [one["ties"] for one in found] == [2, 1]
    assert all(one["receipt"][-1].startswith("set aside") for one in found)
    frame = ask("open", key="main", query=A, school=2)
    assert (frame["whole"]["real"], frame["whole"]["named"], frame["people"]["names"][0]) == (2, "South", "Eva")
    command = ask("command", key="main")["command"]
    source = {"several files": "my_schools", "a zip": "district.zip", "a zip of folders": "d.zip", "a column": "all.csv"}[way]
    assert f"--roster {source} --only South" in command
    pair = ask("compare_command", a=A, b=B, school=1, over="pooled")["command"]
    assert f"--roster {source} --pooled" in pair and "--only" not in pair
    ask.session.close()


def test_a_folder_and_a_zip_are_the_same_on_the_command_line(tmp_path):
    (tmp_path / "Elm").mkdir()
    (tmp_path / "Elm" / "roster.csv").write_text(NORTH)
    (tmp_path / "Elm" / "ties.csv").write_text(TIES["North"])
    (tmp_path / "Elm.zip").write_bytes(zipped({"roster.csv": NORTH, "ties.csv": TIES["North"]}))
    folder, packed = read_each([tmp_path / "Elm"]), read_each([tmp_path / "Elm.zip"])
    assert [(one.title, one.n, one.source.size) for one in (*folder, *packed)] == [("Elm", 4, 2)] * 2
    assert folder[0].identity()["digest"] == packed[0].identity()["digest"]


def test_people_and_ties_of_one_school_are_not_taken_for_two_schools(ask):
    said = ask.fault("upload_school", files=[sent("teachers.csv", NORTH), sent("advice.csv", TIES["North"] + "Dan,Ada\n")])
    assert "teachers holds people and advice ties between the same ones: are they one school?" in said
    assert "Call the files of each school NAME_roster" in ask.fault(
        "upload_school", files=WAYS["several files"][:2], ties=sent("t.csv", TIES["North"])
    )


def test_what_a_zip_may_hold_is_bounded(ask):
    assert "damaged" in ask.fault("upload_school", files=[sent("d.zip", b"PK\x03\x04nothing")])
    bomb = zipped({"a.csv": "0" * 70_000_000})
    assert len(bomb) < 1_000_000 and "more than" in ask.fault("upload_school", files=[sent("d.zip", bomb)])
    assert "no file of a school" in ask.fault("upload_school", files=[sent("d.zip", zipped({"read.me": "x"}))])
    few = Asked(Limits(real=1))
    assert "one page takes 1" in few.fault("upload_school", files=WAYS["a column"])
    few.session.close()
    small = Asked(Limits(uploads=100))
    assert "together" in small.fault("upload_school", files=WAYS["a column"])
    small.session.close()


def test_several_schools_are_compared_each_for_itself_or_pooled_as_by_the_command(ask):
    ask("upload_school", files=WAYS["several files"])
    ask("compare", a=A, b=B, job=1, runs=4, over="apart", school=1)
    apart = {news["of"]: news for news in ask.finish("compare") if "sentences" in news}
    assert set(apart) == {0, 1}
    ask.news.clear()
    ask("compare", a=A, b=B, job=2, runs=4, over="pooled", school=1)
    (both,) = (news for news in ask.finish("compare") if "sentences" in news)
    scenario = sim.Scenario.load("baseline").replace({"years": 1})
    schools = [sim.School.from_text(FILES[f"{name}_roster.csv"], TIES[name]) for name in TIES]
    every = [
        sim.compare(scenario, scenario.replace({"time.planning": 6.0}), runs=4, seed=1, school=school, workers=1)
        for school in schools
    ]
    for found, effect in ((apart[0], every[0]), (apart[1], every[1]), (both, pooled_effect(every))):
        told = {row["outcome"]: row["difference"] for row in found["effects"]}
        for row in effect.table.itertuples():
            assert told[row.outcome] is None or told[row.outcome] == pytest.approx(row.difference, abs=1e-5)
    exhaustion = [apart[k]["values"]["exhaustion"][0] for k in (0, 1)]
    assert both["values"]["exhaustion"][0] == pytest.approx(np.mean(exhaustion, axis=0).tolist(), abs=1e-4)
    assert "No schools were uploaded" in Asked().fault("compare", a=A, b=B, job=1, over="pooled")


# ---------------------------------------------------------------- fits


@pytest.fixture(scope="module")
def few():
    """Fits with few schools."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(fits.SIZE, "simulated", 120)
        patch.setitem(fits.SIZE, "sets", 12)
        yield


@pytest.fixture(scope="module")
def fitted(few):
    """A session with a fit, and the same fit as a notebook makes it."""
    ask = Asked()
    begun = ask("fit", files=[sent("my survey.csv", SURVEY)], query="scenario=baseline&set=school.teachers:10", job=1)
    assert begun["seconds"] > 0 and begun["schools"] == 120 + 12 + 60
    assert begun["read"] == [["my survey", ["2 figures: exhaustion, self_efficacy"]]]
    news = ask.finish("fit")
    same = sim.fit(
        read_survey(),
        sim.Scenario.load("baseline").replace({"school.teachers": 10}),
        fixed=("school.teachers",),
        simulated=120,
        sets=12,
    )
    yield ask, news, same
    ask.session.close()


def read_survey():
    """The survey as the command reads it."""
    from simulation.experiments.fit.observed import read_observed
    from simulation.school.readers.files import Source

    return read_observed([Source("my survey.csv", SURVEY.encode())])


def test_a_fit_on_the_page_says_what_the_command_says(fitted):
    ask, news, same = fitted
    (told,) = (one for content in news for one in content.get("fits", ()))
    assert told["verdict"] + told["taught"] == same.lines() and told["possible"] == same.possible
    assert [row["middle"] for row in told["conditions"]] == pytest.approx(same.conditions["middle"].tolist(), rel=1e-5)
    assert [row["high"] for row in told["predicted"]] == pytest.approx(same.predicted["high"].tolist(), rel=1e-5)
    shares = [content["progress"] for content in news if "progress" in content]
    assert shares == sorted(shares) and len(shares) > 20 and shares[-1] == 1.0 and news[-1]["done"]
    words = "fit baseline --observed 'my survey.csv' --set school.teachers=10 --seed 1"
    assert told["command"].endswith(words)
    report = base64.b64decode(ask("fit_report", number=1)["base64"]).decode()
    assert same.verdict()[0][:60] in report and ask("fit_report", number=1)["name"] == "fit-my_survey.html"
    assert "counted from 1" in ask.fault("fit_report", number=0) and "fit them again" in ask.fault("fit_report", number=9)


def test_a_shown_school_and_a_comparison_may_be_like_a_fit(fitted):
    """Run r lives under set r, as with --like, and what the address sets stays as it says."""
    ask, _, same = fitted
    query = "scenario=baseline&set=school.teachers:10&set=years:1"
    short = same.scenario.replace({"years": 1})
    frame = ask("open", key="main", query=f"{query}&school=3&week=36", like=1)
    lived = same.simulate(4, scenario=short, record="weeks", workers=1).weeks.query("run == 3")
    assert frame["whole"]["like"] == 1
    names = ask("catalogue")["weekly"]
    assert [row[names.index("exhaustion")] for row in frame["rows"]["values"]] == pytest.approx(
        lived["exhaustion"].tolist(), abs=1e-4
    )
    openness = frame["levers"]["values"]["administrator.openness"]
    assert openness == pytest.approx(same.sets.conditions["administrator.openness"][3])
    assert "--like fit-my_survey" in ask("command", key="main")["command"]
    said = ask("change", key="main", changes={"administrator.openness": 0.5, "school.teachers": 10})
    assert said["levers"]["values"]["administrator.openness"] == 0.5 and said["whole"]["like"] == 1
    other = f"{query}&set=administrator.openness:0.9"
    ask.news.clear()
    ask("compare", a=query, b=other, job=1, runs=4, like=1)
    (found,) = (content for content in ask.finish("compare") if "sentences" in content)
    effect = same.compare(short.replace({"administrator.openness": 0.9}), 4, a=short, workers=1)
    told = {row["outcome"]: row["difference"] for row in found["effects"]}
    assert told["exhaustion"] == pytest.approx(effect.table.set_index("outcome")["difference"]["exhaustion"], abs=1e-5)
    assert "--like fit-my_survey" in ask("compare_command", a=query, b=other, like=1)["command"]
    ask("explore", query=query, x="administrator.openness", y="time.planning", job=1, steps=2, schools=2, like=1)
    assert "fault" not in ask.finish("explore")[-1]
    assert "fit them again" in Asked().fault("open", key="main", query=query, like=1)


def test_of_several_schools_of_a_survey_it_is_asked_whether_they_are_fitted_apart(few):
    ask = Asked()
    survey = "school,exhaustion,n,exhaustion_se,school.teachers\nNorth,0.3,8,0.05,10\nSouth,0.5,8,0.05,10\n"
    what = {"files": [sent("two.csv", survey)], "query": "scenario=baseline", "job": 1}
    assert ask("fit", **what)["question"]["option"] == "over"
    ask("fit", over="apart", **what)
    assert [one["title"] for content in ask.finish("fit") for one in content.get("fits", ())] == ["North", "South"]
    assert "--like fit-South" in ask("compare_command", a=A, b=B, like=2)["command"]
    ask("upload_school", files=WAYS["several files"])
    assert "North is one: choose drawn people" in ask.fault("fit", school=1, **what)
    assert "no outcome of the model" in ask.fault("fit", files=[sent("x.csv", "a,b\n1,2\n")], query="", job=1)
    ask("forget_school")
    assert "fit them again" in ask.fault("compare", a=A, b=B, job=1, like=2)
    ask.session.close()


def test_a_page_that_is_closed_fits_no_further_and_may_not_ask_for_too_much():
    ask = Asked()
    what = {"files": [sent("s.csv", SURVEY)], "query": "scenario=baseline&set=school.teachers:200", "job": 1}
    ask("fit", **what)
    thread = ask.session.jobs["fit"].thread
    ask.session.close()
    until = time.monotonic() + 20
    thread.join(20)
    assert time.monotonic() < until and not any("fits" in content for _, content in ask.news)
    little = Asked(Limits(work=1000))
    assert "million teacher-weeks" in little.fault("fit", **what)
    little.session.close()
    full = Asked(Limits(fits=0))
    assert "keeps 0 fits" in full.fault("fit", **what)
    full.session.close()
