"""The page of each kind of folder: whole, the same every time, small, and asking nobody."""

import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

import simulation as sim
from simulation.ensemble.simulate import simulate
from simulation.experiments.sweep.run import fill
from simulation.experiments.sweep.store import Store
from simulation.parameters.effects import changed, matching
from simulation.parameters.scenario import InputError
from simulation.report import documents, page
from simulation.report.commands import policies_command
from simulation.report.contents import of_effect
from simulation.report.folder import read
from simulation.report.sweep import Swept
from simulation.report.tables import trials
from simulation.results.place import ResultsError
from simulation.words.outcomes import capital, label, signed
from simulation.words.parameters import parameter_label
from tests import manifests

KINDS = ("run", "compare", "policies", "sweep")


class Seen(HTMLParser):
    """Elements that are open, text that shows, and every attribute that could ask for something."""

    VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})

    def __init__(self, text):
        super().__init__()
        self.open, self.text, self.asked, self.ids, self.targets = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attributes:
            if name in ("src", "href", "srcset", "action", "poster", "data"):
                (self.targets if value.startswith("#") else self.asked).append(value)
            if name == "id":
                self.ids.append(value)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"{tag} is closed and is not open"

    def handle_data(self, data):
        if not {"script", "style"} & set(self.open):
            self.text.append(data)


@pytest.fixture(scope="module")
def pages(folders):
    """The HTML of each kind."""
    return {kind: page.document(read(folders[kind])) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_well_formed_and_leads_nowhere_else(pages, kind):
    seen = Seen(pages[kind])
    assert seen.open == []
    assert seen.asked == []
    assert len(seen.ids) == len(set(seen.ids))
    assert {target[1:] for target in seen.targets} <= set(seen.ids)


@pytest.mark.parametrize("kind", KINDS)
def test_the_policy_lets_no_request_out_and_only_one_script_run(pages, kind):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', pages[kind])[1].replace("&#39;", "'")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert re.fullmatch(r"'sha256-[\w+/]+='", rules["script-src"])
    assert not any("http" in rule or "*" in rule or "unsafe-eval" in rule for rule in rules.values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_folder_gives_the_same_bytes_below_two_megabytes(folders, pages, kind, tmp_path):
    path = sim.write_report(folders[kind], tmp_path / "again.html")
    assert path.read_text(encoding="utf-8") == pages[kind]
    assert path.stat().st_size < 2_000_000


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_reader_must_know_is_there_without_a_script(pages, kind):
    text = " ".join(" ".join(Seen(pages[kind]).text).split())
    assert "nan" not in re.findall(r"[a-z]+", text.lower())
    for assumption in documents.assumptions():
        assert assumption["number"] in text
    assert len(documents.assumptions()) > 50 and "Deviations act in the middle" in text
    assert "Politics inside the staff" in text and "paired comparisons" in text
    for pattern in documents.failing_patterns():
        assert pattern["pattern"] in text
    for target in documents.missed_targets():
        assert target["id"] in text
    assert documents.citation()["title"] in text and "Apache License" in text and "SIL OPEN FONT LICENSE" in text
    assert f"uv run run.py {'compare' if kind == 'policies' else kind}" in text


def test_a_page_of_several_scenarios_holds_every_difference_and_the_command_that_gives_them(pages, folders, tmp_path):
    found = read(folders["policies"])
    assert isinstance(found, sim.Policies)
    text = " ".join(" ".join(Seen(pages["policies"]).text).split())
    for r in found.table.itertuples():
        assert f"{r.scenario} {capital(label(r.outcome))}" in text and signed(r.difference, r.outcome) in text
    assert "2 scenarios against without" in text and found.how_sure() in text
    assert "It was simulated again from scenario and seed" in text
    command, files = policies_command(found)
    assert set(files) == {"without.toml", "a__b_small__b__school___its_council.toml", "two.toml"}
    assert all(name in command and f"--seed {found.seed}" in command for name in files)
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert sim.Scenario.load(tmp_path / name) in (found.reference, *found.others)
    with pytest.raises(ResultsError, match="holds schools 0 to 2"):
        page.document(found, 3)
    lost = replace(found, values=found.values.assign(influence=0.5))
    assert "did not come out as in the folder" in page.document(lost)


def test_documents_are_read_and_not_copied(monkeypatch, tmp_path):
    """Whatever the documents say tomorrow, a report of tomorrow says."""
    (tmp_path / "model.md").write_text(
        "## 8 Assumptions\n\n- **A1 Snow** is\n  black.\n- **A2 Coal** is white.\n\n## 9 What the model leaves out\n\n- **Rain.** All.\n\n*Limits of use.* None.\n"
    )
    (tmp_path / "validation").mkdir()
    monkeypatch.setattr(documents, "DOCS", tmp_path)
    for function in (
        documents._model,
        documents.assumptions,
        documents.left_out,
        documents.limits,
        documents.failing_patterns,
        documents.tally,
        documents.missed_targets,
    ):
        monkeypatch.setattr(documents, function.__name__, getattr(function, "__wrapped__", function))
    assert documents.assumptions() == [
        {"number": "A1", "html": "<strong>Snow</strong> is black."}, {"number": "A2", "html": "<strong>Coal</strong> is white."},
    ]  # fmt: skip
    assert documents.left_out() == ["<strong>Rain.</strong> All."]
    assert documents.limits() == "None."
    assert (documents.tally(), documents.failing_patterns(), documents.missed_targets()) == ("", [], [])


def test_names_that_people_give_stay_text(pages, council):
    """A scenario's name is shown as it is written, in the text, in the numbers beside it and in the command."""
    assert "<b>small</b>" in council.name
    for kind in ("run", "compare"):
        assert "<b>small</b>" not in pages[kind]
        assert council.name in " ".join(Seen(pages[kind]).text)


def test_the_charts_draw_the_folders_numbers(pages, results):
    data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', pages["run"])[1])
    forms = next(chart for chart in data["charts"] if chart["id"] == "forms")
    line = next(one for one in forms["lines"] if one["outcome"] == "share_collaboration")
    mean = results.years.groupby("year")["share_collaboration"].mean()
    assert line["mean"] == pytest.approx(mean.tolist(), abs=1e-4)
    assert all(low <= m <= high for low, m, high in zip(line["low"], line["mean"], line["high"], strict=True))
    assert forms["policies"] == [[1.5, "goal council"], [2.5, "less paper"], [3.5, "less paper ends"]]


def test_the_difference_that_is_drawn_is_the_paired_one(pages, effect):
    data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', pages["compare"])[1])
    pair = next(one for one in data["pairs"] if one["id"] == "influence")
    paired = effect.difference("influence").groupby("year")["difference"].mean()
    assert pair["difference"]["mean"] == pytest.approx(paired.tolist(), abs=1e-4)


def test_results_in_memory_give_the_page_of_their_folder(results, effect, pages, tmp_path):
    assert sim.write_report(results, tmp_path / "a.html").read_text() == pages["run"]
    assert sim.write_report(effect, tmp_path / "b.html").read_text() == pages["compare"]
    with pytest.raises(InputError, match="say where the report goes"):
        sim.write_report(results)


def test_results_of_one_school_and_one_year_have_a_page(council):
    one = sim.simulate(council.replace({"years": 1, "policies": []}), 1, 3, workers=1)
    assert "one school" in " ".join(Seen(page.document(one)).text)


# ---------------------------------------------------------------- what cannot be reported


def spoilt(folder, tmp_path, **values):
    """A copy of a folder whose manifest says something else."""
    copy = shutil.copytree(folder, tmp_path / "spoilt")
    manifests.write(copy, manifests.read(copy) | values)
    return copy


def test_a_place_without_results_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "empty").mkdir()
    for place, sentence in (
        ("nowhere", "there is no folder"),
        ("notes.txt", "is not a folder"),
        ("empty", "is not a folder of results: it has no manifest.json"),
    ):
        with pytest.raises(ResultsError, match=f"{sentence}.*; give a folder that `run`, `compare` or `sweep` wrote$"):
            read(tmp_path / place)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"format": 99}, "written by a newer version"),
        ({"program": "another"}, "was not written by this program"),
        ({"scenario": {"years": 4, "school": {"teahcers": 3}}}, r"did you mean school\.teachers"),
    ],
)
def test_a_folder_that_says_something_else_is_refused(folders, tmp_path, values, sentence):
    with pytest.raises(InputError, match=sentence):
        read(spoilt(folders["run"], tmp_path, **values))


def test_a_table_of_another_version_is_named(folders, tmp_path, results):
    copy = spoilt(folders["run"], tmp_path, files={}, versions={"simulation": "0.0.1"})
    results.years.drop(columns=["trust", "isolation"]).to_parquet(copy / "years.parquet", index=False)
    with pytest.raises(
        ResultsError, match=r"years\.parquet lacks .* another version of the program wrote it \(simulation 0\.0\.1\)"
    ):
        read(copy)


def test_a_school_that_does_not_live_again_is_left_out_and_that_is_said(folders, tmp_path, results):
    copy = spoilt(folders["run"], tmp_path, files={})
    results.years.assign(trust=results.years["trust"] * 0.999).to_parquet(copy / "years.parquet", index=False)
    text = page.document(read(copy))
    assert "did not come out as in the folder" in text
    assert 'id="replay"' not in text


def test_a_school_of_a_sweep_that_does_not_live_again_is_left_out(folders):
    """The study of the folder, and the numbers of another seed."""
    swept = Swept(Store.open(folders["sweep"]))
    point = swept.extremes()[1]
    scenario = swept.study.scenario(tuple(swept.store.design().iloc[point, 1:]))
    lived = [
        simulate(scenario, 1, seed, workers=1, first_run=2)._recorded[0].years for seed in (swept.study.seed_of(point), 99)
    ]
    assert [swept.same(point, 2, years) for years in lived] == [True, False]
    assert not swept.same(point, 3, lived[0])


def test_a_sweep_that_has_not_begun_is_refused(folders, tmp_path):
    copy = shutil.copytree(folders["sweep"], tmp_path / "sweep")
    shutil.rmtree(copy / "parts")
    with pytest.raises(InputError, match="holds no school that was simulated to its end; run the sweep first"):
        page.document(read(copy))


def test_a_sweep_has_no_real_school(folders):
    with pytest.raises(InputError, match="a sweep's folder keeps its own; leave them out"):
        page.document(read(folders["sweep"]), school=object())


def test_an_older_report_survives_a_failure_and_nothing_is_left_beside_it(folders, tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    path.write_text("an older one")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(ResultsError, match=r"cannot be written \(No space left on device\); give another place with -o"):
        sim.write_report(folders["run"], path)
    assert path.read_text() == "an older one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_comparison_shows_what_trials_of_such_policies_found(effect):
    found = of_effect(effect)["trials"]
    _, fields = changed(effect.a.scenario, effect.b.scenario)
    assert [row["id"] for row in found["rows"]] == [row.id for row in matching(fields)][: len(found["rows"])] != []
    assert all(row["source"] for row in found["rows"])


def test_places_are_no_policies_and_no_trial_speaks_of_them(effect):
    poor = effect.a.scenario.replace({"school.poverty": 0.9, "name": "poor"})
    assert trials(SimpleNamespace(a=effect.a, b=SimpleNamespace(scenario=poor))) is None


def test_what_tips_is_mapped_over_the_two_parameters_that_decide_about_it(tmp_path, monkeypatch):
    """Four parameters, of which the two that matter least to all outcomes matter most to the one of the threshold."""
    fields = ["time.planning", "school.poverty", "administrator.openness", "administrator.clarity"]
    study = {
        "name": "four", "runs": 1, "set": {"school.teachers": 5, "years": 1}, "design": {"kind": "latin_hypercube", "points": 6},
        "parameters": [{"field": name, "low": 0.1, "high": 0.9} for name in fields],
        "observe": [{"outcomes": ["exhaustion", "share_collaboration"]}],
        "tipping": {"outcome": "share_collaboration", "above": 0.05},
    }  # fmt: skip
    fill(study, tmp_path / "four", workers=1)
    for_all = dict(zip(fields, (4.0, 3.0, 2.0, 1.0), strict=True))
    monkeypatch.setattr(
        "simulation.report.sweep.analysis.importance",
        lambda store, points, names: {f: -w if names == ["share_collaboration"] else w for f, w in for_all.items()},
    )
    swept = Swept(Store.open(tmp_path / "four"))
    maps = swept._maps()
    (decided,) = [one for one in maps if "(tipping)" in one["planes"]]
    labels = {one["label"] for one in (decided["up"], decided["across"])}
    assert labels == {capital(parameter_label(name)) for name in fields[2:]}
    assert len(maps) == 4  # three pairs of the strongest, and the one that decides
