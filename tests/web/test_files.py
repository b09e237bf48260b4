"""Files that come in, go out, or come with the program."""

import base64
import hashlib
import io
import re
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulation.engine.observe import W
from simulation.pages.documents import documents, effects, findings
from simulation.pages.files import KIT, STATIC
from simulation.parameters.scenario import InputError, Scenario, ScenarioError
from simulation.school.roster import RosterError
from simulation.validation.effects.judge import effect_table, judge_effects
from simulation.validation.laboratory import Laboratory
from simulation.validation.patterns import PATTERNS
from simulation.validation.robustness import MARKS
from simulation.web.app.downloads import FIGURES
from simulation.web.app.uploads import scenario_from, schools_from
from simulation.web.protocol.catalogue import EffectOfTrial

from ..together import each
from .conftest import ADDRESS

ROSTER = "teacher,experience,group\nAda,12,Grade 1\nBen,3,Grade 1\nCleo,25,Grade 2\nDan,,Grade 2\n"
TIES = "source,target,trust\nBen,Ada,0.8\nDan,Cleo,\n"

#: As published: npm echarts 6.1.0 and @fontsource-variable/inter 5.3.0.
PUBLISHED = {
    "echarts.esm.min.js": "28515f26aa57f87eb1e4ed4eb446927eaf329b5f5e02b4bfd4b0264fea40d1da",
    "echarts.LICENSE": "634293835b43a6dd2094fa39182a3d9a6b9ca43b7fdb9ac354e8037af2a3093a",
    "echarts.LICENSE-d3": "e1211892da0b0e0585b7aebe8f98c1274fba15bafe47fa1f4ee8a7a502c06304",
    "echarts.NOTICE": "d491d358344f842685c1b1585970999db65fe30ecf7ef3867af8814f4016c016",
    "inter.woff2": "3100e775e8616cd2611beecfa23a4263d7037586789b43f035236a2e6fbd4c62",
    "inter.LICENSE": "3b0a5fca3d17942cde889069889dedbbbd075e9b599968c82a95f4d944e9b345",
}


@each("name", PUBLISHED)
def test_files_of_other_projects_are_as_they_were_published(name):
    assert hashlib.sha256((KIT / "vendor" / name).read_bytes()).hexdigest() == PUBLISHED[name]


def test_no_other_file_of_others_is_there():
    ours = {"README.md", "echarts.esm.min.d.ts"}
    assert {path.name for path in (KIT / "vendor").iterdir()} == {*PUBLISHED, *ours}


SCRIPTS = [path for path in sorted(STATIC.glob("*/*")) if path.suffix in (".js", ".ts")]


@each("path", SCRIPTS, lambda path: path.name)
def test_a_script_can_be_read(path):
    """No line is longer than in Python's files, and no module longer than any of Python's; the protocol is generated."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 128] == []
    assert len(lines) <= 500 or path.name == "protocol.d.ts"


@each("path", [path for path in SCRIPTS if path.suffix == ".js"], lambda path: path.name)
def test_the_types_of_every_module_are_checked(path):
    """Also by an editor that knows nothing of tsconfig.json."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("// @ts-check\n") and "@ts-ignore" not in text and "@ts-nocheck" not in text


@each("path", [p for p in sorted(STATIC.glob("*/*")) if p.is_file()], lambda p: p.name)
def test_the_page_asks_nobody_else(path):
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|//[a-z0-9-]+\.[a-z]{2,}/", text)


def test_html_is_only_made_of_the_projects_own_documents():
    """Names that people upload are set as text."""
    uses = [
        (p.name, line)
        for p in STATIC.glob("*/*.js")
        for line in p.read_text(encoding="utf-8").splitlines()
        if "innerHTML" in line
    ]
    assert [name for name, _ in uses] == ["evidence.js"]


# ---------------------------------------------------------------- coming in


def sent(name, text):
    """A file as a page sends it."""
    return {"name": name, "content": base64.b64encode(text if isinstance(text, bytes) else text.encode()).decode()}


def test_a_real_school_is_read_with_its_names_and_lives(ask):
    found = ask("upload_school", files=[sent("roster.csv", ROSTER)], ties=sent("ties.csv", TIES))
    (read,) = found["schools"]
    assert (read["title"], read["teachers"], read["ties"], read["groups"]) == ("roster", 4, 2, 2)
    frame = ask("open", key="main", query="scenario=baseline&set=years:2", school=1)
    assert frame["people"]["names"] == ["Ada", "Ben", "Cleo", "Dan"]
    assert frame["whole"]["groups"] == ["Grade 1", "Grade 2"]
    assert "--roster roster.csv --ties ties.csv" in ask("command", key="main")["command"]
    short = "scenario=baseline&set=years:2"
    ask("compare", a=short, b=f"{short}&set=time.planning:9", job=1, runs=8, school=1)
    assert ask.finish("compare")[-2]["schools"] == 8
    ask("explore", query=short, x="time.planning", y="time.paperwork", job=1, steps=2, schools=2, school=1)
    assert sum(len(content.get("cells", ())) for content in ask.finish("explore")) == 4
    ask("forget_school")
    assert "upload its roster" in ask.fault("open", key="main", query="scenario=baseline", school=1)


def test_a_school_under_codes_shows_no_name_and_its_key_goes_to_whoever_brought_it(ask):
    ((name, key),) = ask("upload_school", files=[sent("roster.csv", ROSTER)], ties=sent("ties.csv", TIES), codes=True)["keys"]
    assert name == "key.csv"
    code_of = {name: code for code, name in (line.split(",") for line in key.splitlines()[1:])}
    assert code_of.keys() == {"Ada", "Ben", "Cleo", "Dan"}
    frame = ask("open", key="main", query="scenario=baseline&set=years:1", school=1)
    assert frame["people"]["names"] == sorted(code_of.values())  # in their own order, which tells nobody's name
    file = ask("download", key="main", what="teachers", kind="csv")
    assert file["name"].startswith("roster-")
    table = base64.b64decode(file["base64"]).decode()
    assert code_of["Ada"] in table
    command = ask("command", key="main")["command"]
    assert "--roster roster.csv --ties ties.csv --anonymous key.csv" in command
    assert not any(name in table + str(frame) + command for name in code_of)


def test_an_upload_is_read_in_memory(ask, monkeypatch):
    """No roster of anybody's is left in a folder, whatever happens meanwhile."""

    def never(*_, **__):
        raise AssertionError("a temporary file was made")

    for name in ("TemporaryDirectory", "NamedTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, never)
    ask("upload_school", files=[sent("roster.csv", ROSTER)], ties=sent("ties.csv", TIES))
    ask("upload_scenario", text="years = 3", name="mine.toml")


def test_a_thousand_unknown_names_take_no_time(ask):
    """Nearest names are sought for those that are shown: it once took half a minute, while everybody waited."""
    roster = "teacher\n" + "\n".join(f"teacher number {i:03d}" for i in range(500))
    ties = "source,target\n" + "\n".join(f"teacher number {i % 500:03d},teacher numbre {i:04d}" for i in range(1000))
    began = time.process_time()
    said = ask.fault("upload_school", files=[sent("roster.csv", roster)], ties=sent("ties.csv", ties))
    assert time.process_time() - began < 3.0
    assert said.count("may be teacher number") == 5
    assert "and 992 more" in said


def test_faults_of_files_are_all_told_and_no_folder_of_ours_is_named():
    with pytest.raises(RosterError) as error:
        roster = "teacher,experience\nAda,88\nBen,1\nCleo,2\nCleo,3\n"
        schools_from([sent("C:\\mine\\roster.csv", roster)], sent("ties.csv", "source,target\nAda\n"))
    assert [fault.partition(":")[0] for fault in error.value.faults] == [
        "roster.csv, line 2",
        "roster.csv, line 5",
        "ties.csv, line 2",
    ]
    with pytest.raises(RosterError, match="no text at all"):
        schools_from([sent("r.csv", "\0roster")], sent("t.csv", TIES))
    with pytest.raises(InputError, match="did not arrive whole"):
        schools_from([{"name": "r.csv", "content": "%"}])
    with pytest.raises(InputError, match="at least one file"):
        schools_from([])


def test_what_files_cannot_tell_is_asked_and_they_are_read_with_the_answer(ask):
    matrix = ";a;b;c;d\na;0;3;0;0\nb;0;0;1;0\nc;0;2;0;0\nd;0;0;0;0\n".encode("utf-16")
    asked = ask("upload_school", files=[sent("m.csv", matrix)])
    assert asked["question"]["option"] == "cut" and "--cut 1/2/3 there are 3/2/1 ties" in asked["question"]["sentence"]
    assert "upload its roster" in ask.fault("open", key="main", query="scenario=baseline", school=1)
    found = ask("upload_school", files=[sent("m.csv", matrix)], choices={"cut": "2,0"})
    (read,) = found["schools"]
    assert (read["teachers"], read["ties"]) == (4, 2) and "question" not in found
    assert "set aside: 1 tie with a value below the cut of 2" in read["receipt"]
    pairs = sent("t.csv", "id1,id2\na,b\nc,d\n")
    assert ask("upload_school", files=[], ties=pairs, choices={})["question"]["option"] == "undirected"
    assert ask("upload_school", files=[], ties=pairs, choices={"undirected": "both"})["schools"][0]["ties"] == 4
    for choices, fault in (
        ({"cut": "many"}, "not a number"),
        ({"column": "3"}, "no list such as"),
        ({"x": "1"}, "chooses nothing"),
    ):
        assert fault in ask.fault("upload_school", files=[pairs], choices=choices)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[school", "not TOML"),
        ("[school]\nteachers = 900", "above 500"),
        ("[school]\nteacher = 9", "did you mean school.teachers"),
        ('base = "/etc/passwd.toml"', "not a shipped scenario"),
        ('base = "../other"', "not a shipped scenario"),
        ("years = []", "not a number"),
    ],
)
def test_a_scenario_file_is_checked_as_on_the_command_line(text, says):
    with pytest.raises(InputError, match=re.escape(says)) as error:
        scenario_from(text, "mine.toml")
    assert "/tmp" not in str(error.value)
    if isinstance(error.value, ScenarioError) and "TOML" not in says:
        assert str(error.value).startswith("mine")


def test_an_uploaded_scenario_opens_by_its_address(ask):
    text = '[school]\nteachers = 9\n[[policies]]\nname = "council"\nstart = 2\nset = { "administrator.openness" = 0.8 }'
    found = ask("upload_scenario", text=text, name="../../my school.toml")
    assert found["name"] == "my school"
    frame = ask("open", key="main", query=found["query"])
    assert len(frame["people"]["names"]) == 9
    assert frame["whole"]["policies"] == ["council"]


# ---------------------------------------------------------------- going out


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("table", ["years", "weeks", "teachers"])
def test_data_are_those_of_the_shown_run(ask, table, kind):
    ask("open", key="main", query=f"{ADDRESS}&school=2&week=30")
    file = ask("download", key="main", what=table, kind=kind)
    content = io.BytesIO(base64.b64decode(file["base64"]))
    frame = pd.read_csv(content) if kind == "csv" else pd.read_parquet(content)
    assert (frame["run"] == 2).all()
    living = ask.session.shown["main"].living
    living.go_to(108)
    if table == "weeks":
        assert np.array_equal(frame["trust"].to_numpy(), living.recorded.weeks[:, W.trust])
    assert file["name"].endswith(f"{table}.{kind}")


def test_a_downloaded_scenario_is_the_scenario(ask, tmp_path):
    ask("open", key="main", query=f"{ADDRESS}&week=20")
    ask("change", key="main", changes={"time.planning": 5})
    file = ask("download", key="main", what="scenario", kind="toml")
    (tmp_path / "again.toml").write_bytes(base64.b64decode(file["base64"]))
    assert Scenario.load(tmp_path / "again.toml").differences(ask.session.shown["main"].living.scenario) == {}


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_figures_can_be_taken_home(ask, kind, begins):
    ask("open", key="main", query=ADDRESS)
    for what in ("forms", "network"):
        assert base64.b64decode(ask("download", key="main", what=what, kind=kind)["base64"]).startswith(begins)
    assert set(FIGURES) == {"forms", "influence", "workload", "well_being", "turnover", "network"}
    assert "There is no file" in ask.fault("download", key="main", what="../years", kind="csv")


# ---------------------------------------------------------------- the evidence


def test_the_documents_are_read_from_the_project():
    found = documents()
    assert "<h1" in found["model"] and "Submodels" in found["model"]
    assert "administrator.openness" in found["codebook"]


def test_verdicts_are_gathered_by_pattern(tmp_path):
    file = tmp_path / "findings.csv"
    assert findings(file) is None
    file.write_text(
        "pattern,strength,claim,verdict,finding,estimate,low,high,allowed,met\n"
        "P01,strong,Coordination is commoner,met,difference,0.2,0.1,0.3,above 0,True\n"
        "P01,strong,Coordination is commoner,met,share,0.3,,nan,0.1 to 0.6,True\n"
        "P02,weak,Both go together,missed,correlation,,,,above 0,False\n"
    )
    first, second = findings(file)
    assert (first["pattern"], first["verdict"], len(first["findings"])) == ("P01", "met", 2)
    assert first["findings"][1]["high"] is None
    assert second["findings"][0]["estimate"] is None


def test_the_page_tells_how_a_pattern_is_tested_and_what_of_it_was_fitted():
    """The declaration of a pattern and its mark of robustness stand beside the verdict."""
    shown = {about["pattern"]: about for about in documents()["findings"]}
    for id, declared in PATTERNS.items():
        assert (shown[id]["test"], shown[id]["fitted"]) == (declared.test, declared.fitted or "")
        assert shown[id]["robustness"] in {"", *MARKS}
    assert any(about["robustness"] == "robust" for about in shown.values())


def test_effects_stand_beside_the_models_answers(tmp_path):
    file = tmp_path / "effects.csv"
    assert effects(file) is None
    effect_table(judge_effects(["E33", "E75"], laboratory=Laboratory(1, 0.01, workers=1))).to_csv(file, index=False)
    asked, not_asked = effects(file)
    assert asked["ceiling"] and asked["allowed"] == [-0.27, 0.27] and asked["model_low"] < asked["model"] < asked["model_high"]
    assert not_asked["model"] is None and not_asked["verdict"] == "not expressible" and not_asked["reason"]
    assert {**asked, **not_asked}.keys() == EffectOfTrial.__annotations__.keys()


def test_what_the_page_needs_is_part_of_the_package():
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert '"docs" = "simulation/shipped/docs"' in text
