"""The pages for R and Stata: every file and every variable in their lines is one that an export has."""

import re
import runpy
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import simulation as sim

from .commands import commands, fault_of

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"r": DOCS / "r.md", "stata": DOCS / "stata.md"}
#: Words of the languages, and names that the lines make.
WORDS = {
    "r": """read csv haven read_dta max summary lm data subset library lme4 lmer glmer family binomial interaction drop TRUE within function
        ave na omit paste0 ncol sum apply var rowSums rowMeans merge by cor use complete obs igraph graph_from_data_frame reciprocity
        transitivity test paired fixest feols psych alpha last items one graph columns id wave source chdir attributes
        burden ability content rm feglm scale cluster""",
    "stata": """use clear describe label list keep if regress mixed estat icc generate leaves melogit egen id group xtset xtreg fe vce cluster
        alpha item merge using _merge rename before ttest burden content rowmean logit beta""",
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """A small run and a small comparison, exported as the pages say."""
    place = tmp_path_factory.mktemp("data")
    scenario = sim.Scenario.load("baseline").replace({"school.teachers": 6, "years": 2})
    results = sim.simulate(scenario, 4, 1, record=("teachers", "ties", "answers"))
    effect = sim.compare(scenario, scenario.replace({"administrator.openness": 0.9}), runs=2)
    for format in ("csv", "dta"):
        results.export(place / "results/baseline/export", format)
        for side, letter in ((effect.a, "a"), (effect.b, "b")):
            side.export(place / letter, format)
            (place / "comparison").mkdir(exist_ok=True)
            (place / letter / f"years.{format}").rename(place / "comparison" / f"years_{letter}.{format}")
        for letter in "ab":
            (place / letter / "columns.csv").unlink(missing_ok=True), (place / letter / "codebook.md").unlink(missing_ok=True)
    return place


def lines_of(kind):
    return "\n".join(re.findall(rf"```{kind}\n(.*?)```", PAGES[kind].read_text(encoding="utf-8"), re.DOTALL))


@pytest.mark.parametrize("kind", PAGES)
def test_every_file_and_every_name_in_the_lines_is_there(exported, kind):
    lines = lines_of(kind)
    files = set(re.findall(r'"([\w/]+\.(?:csv|dta))"', lines))
    assert len(files) >= 4 and [file for file in files if not (exported / file).is_file()] == []
    columns = set()
    for file in files:
        table = pd.read_csv(exported / file) if file.endswith("csv") else pd.read_stata(exported / file)
        columns |= {*table.columns, file.rpartition("/")[2].partition(".")[0]}
    code = re.sub(r'"[^"]*"', lambda text: text[0] if "/" not in text[0] else "", re.sub(r"#.*", "", lines))
    names = set(re.findall(r"\b_?[A-Za-z]\w+\b", code)) - set(WORDS[kind].split())
    assert names and names <= columns | {"mbi_exhaustion_", "talis_efficacy_", "talis_satisfaction_"}, names - columns


@pytest.mark.parametrize("page", ["data.md", "r.md", "stata.md"])
def test_every_command_of_these_pages_can_be_typed_and_every_link_leads_somewhere(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    assert [fault for command in commands(text) if (fault := fault_of(command, text))] == []
    assert [link for link in re.findall(r"\]\(([^)#\s]+)\)", text) if not (DOCS / link).exists()] == []


def test_the_regressions_of_the_pages_find_what_a_model_of_strain_must_show(exported):
    """Read back from the files: within persons exhaustion goes with hours, and the wave's sum with the state."""
    teachers = pd.read_stata(exported / "results/baseline/export/teachers.dta", convert_categoricals=False)
    own = teachers.groupby(["run", "person"])[["exhaustion", "hours_total"]]
    within = teachers[["exhaustion", "hours_total"]] - own.transform("mean")
    assert within["exhaustion"].cov(within["hours_total"]) / within["hours_total"].var() > 0.0
    answers = pd.read_csv(exported / "results/baseline/export/answers.csv")
    wave = answers.merge(teachers, on=["run", "year", "teacher", "person"])
    assert wave.filter(like="mbi_exhaustion_").sum(axis=1, min_count=9).corr(wave["exhaustion"]) > 0.8


def test_the_usual_regressions_say_the_same_of_every_format_and_what_algebra_says(exported, tmp_path_factory):
    """Least squares against numpy's, clustered errors against a loop over schools, and signs that surveys of teachers have found."""
    script = runpy.run_path(str(DOCS / "survey_regressions.py"))
    place = tmp_path_factory.mktemp("wave")
    scenario = sim.Scenario.load("baseline").replace({"school.teachers": 12, "years": 1})
    results = sim.simulate(scenario, 25, 1, record="answers")
    waves = []
    for format in ("csv", "dta", "sav"):
        results.export(place / format, format)
        waves.append(script["with_scales"](script["read"](place / format / f"answers.{format}")))
    tables = [script["regress"](wave, "satisfaction", ("efficacy", "influence", "exhaustion")) for wave in waves]
    for table in tables[1:]:
        pd.testing.assert_frame_equal(table, tables[0])
    wave = waves[0].dropna(subset=["satisfaction", "efficacy", "influence", "exhaustion"])
    z = {name: ((wave[name] - wave[name].mean()) / wave[name].std()).to_numpy() for name in ("satisfaction", *tables[0].index)}
    x = np.column_stack([np.ones(len(wave)), *(z[name] for name in tables[0].index)])
    beta = np.linalg.lstsq(x, z["satisfaction"], rcond=None)[0]
    assert tables[0]["beta"].tolist() == pytest.approx(beta[1:].tolist())
    left, meat, schools = z["satisfaction"] - x @ beta, 0.0, wave["run"].unique()
    for school in schools:
        score = (x * left[:, None])[(wave["run"] == school).to_numpy()].sum(axis=0)
        meat = meat + np.outer(score, score)
    bread = np.linalg.inv(x.T @ x)
    adjusted = len(schools) / (len(schools) - 1) * (len(x) - 1) / (len(x) - x.shape[1])
    assert tables[0]["se"].tolist() == pytest.approx(np.sqrt(np.diag(bread @ meat @ bread) * adjusted)[1:].tolist())
    assert tables[0].loc["efficacy", "beta"] > 0 > tables[0].loc["exhaustion", "beta"]
    assert 0.6 < script["alpha"](script["items_of"](wave, "efficacy")) < 1.0
    assert 0.0 <= script["between"](wave["influence"], wave["run"]) < 1.0
