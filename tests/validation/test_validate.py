"""Judging patterns, and what a validation leaves behind: tables and a page that needs no network."""

import json
import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

from simulation.parameters.scenario import InputError
from simulation.plots.inline import inline
from simulation.results.place import ResultsError
from simulation.validation.ablation import COLUMNS as ABLATION_COLUMNS
from simulation.validation.figures import curve_figure, forest_figure, interval, shown
from simulation.validation.laboratory import Curve, Finding, Laboratory
from simulation.validation.patterns import PATTERNS, Pattern
from simulation.validation.patterns.declare import pattern
from simulation.validation.report import Validation, in_words, page
from simulation.validation.robustness import COLUMNS as ROBUSTNESS_COLUMNS
from simulation.validation.validate import Judgement, judge, table, tally, validate

GOOD = Finding("good [share]", 0.5, 0.4, 0.6, at_least=0.3)
OPEN = Finding("open [0..1]", 0.5, 0.2, 0.8, at_least=0.3, at_most=0.9)
BAD = Finding("bad <b>&</b> worse", -0.5, -0.6, -0.4, at_least=0.0)
LOST = Finding("lost", float("nan"), float("nan"), float("nan"), at_most=0.0)
CURVE = Curve("hours [h/week]", "share <1>", (0.0, 4.0, 10.0), {"a": ((0.1, 0.2, 0.3),) * 3, "b": ((0.3, 0.2, 0.1),) * 3})
ODD = 'teachers & <script>alert("x")</script> "quoted"'


def judged(*findings, id="P01", strength="core", claim="A claim"):
    return Judgement(
        Pattern(id, strength, claim, f"design of {id}", "Somebody (2001)", "", lambda lab: iter(findings)),
        tuple(f for f in findings if isinstance(f, Finding)),
        tuple(f for f in findings if isinstance(f, Curve)),
        0.1,
    )


@pytest.fixture(scope="module")
def validation():
    patterns = [
        judged(GOOD, CURVE),
        judged(GOOD, OPEN, id="P02", claim=ODD),
        judged(GOOD, OPEN, BAD, LOST, id="P03", strength="secondary"),
    ]
    tried = [("P01", name, "reproduced", mark, "x", 1, 1, 1, "at least 0", "reproduced") for name, mark in (
        ("20 teachers", "robust"), ("60 teachers", "shifted"), ("fewer schools", "fragile"), ("shuffled", "untold"))]  # fmt: skip
    without = [(m, "P01", v, e, "x", 1, 1, 1, "at least 0", v) for m, v, e in (
        ("trust", "not reproduced", "lost"), ("norms", "inconclusive", "weakened"), ("conflict", "reproduced", "kept"))]  # fmt: skip
    return Validation(
        patterns, 3, 0.5, pd.DataFrame(tried, columns=ROBUSTNESS_COLUMNS), pd.DataFrame(without, columns=ABLATION_COLUMNS)
    )


# ---------------------------------------------------------------- judging


def test_a_pattern_is_as_good_as_the_worst_of_its_findings():
    assert judged(GOOD, GOOD).verdict == "reproduced"
    assert judged(GOOD, OPEN).verdict == "inconclusive"
    assert judged(OPEN, BAD, GOOD).verdict == "not reproduced"


def test_verdicts_are_counted_by_strength(validation):
    counts = tally(validation.judged)
    assert counts["core"] == {"reproduced": 1, "inconclusive": 1, "not reproduced": 0}
    assert counts["secondary"] == {"reproduced": 0, "inconclusive": 0, "not reproduced": 1}
    assert in_words(counts["core"]) == "1 of 2 reproduced (50 %), 1 inconclusive, 0 not reproduced"
    assert in_words(dict.fromkeys(counts["core"], 0)) == "none was asked for"


def test_every_finding_has_a_row(validation):
    rows = table(validation.judged)
    assert list(rows["pattern"]) == ["P01", "P02", "P02", "P03", "P03", "P03", "P03"]
    assert list(rows["met"][3:]) == ["reproduced", "inconclusive", "not reproduced", "inconclusive"]
    assert set(rows["verdict"][3:]) == {"not reproduced"}


def test_every_declared_pattern_says_what_would_count_and_where_it_comes_from():
    assert list(PATTERNS) == sorted(PATTERNS)
    for id, declared in PATTERNS.items():
        assert id == declared.id and re.fullmatch(r"P\d\d", id)
        assert declared.strength in ("core", "secondary")
        assert declared.claim and declared.test and declared.source


def test_a_number_is_declared_once():
    with pytest.raises(ValueError, match="P01 is declared twice"):
        pattern("P01", "core", claim="", test="", source="")(lambda lab: iter(()))


@pytest.mark.parametrize("id", ["P02", "P14"])
def test_a_small_run_finds_what_a_pattern_asks_for(id):
    """A twentieth of the schools: findings with proper intervals, whatever they say."""
    [found] = validate([id.lower()], effort=0.05)
    assert found.pattern.id == id
    for finding in found.findings:
        assert finding.low <= finding.estimate <= finding.high
        assert np.isfinite([finding.low, finding.high]).all()
    [again] = validate([id], effort=0.05, workers=1)
    assert again.findings == found.findings


def test_a_curve_of_many_values_is_drawn_with_an_interval_for_each():
    """P44 draws a career in thirteen steps."""
    [found] = validate(["P44"], effort=0.05)
    [curve] = found.curves
    middle, low, high = curve.lines[""]
    assert len(curve.x) == len(middle) == len(low) == len(high) == 13


def test_an_unknown_number_is_refused():
    with pytest.raises(InputError, match="'P99' is not declared"):
        validate(["P99"])


def test_the_same_laboratory_serves_several_patterns():
    laboratory = Laboratory(1, 0.01, simulator=lambda *_, **__: pytest.fail("no school was asked for"))
    ask = Pattern("P00", "core", "c", "t", "s", "", lambda lab: iter((GOOD, CURVE)))
    assert judge(ask, laboratory).curves == (CURVE,)


# ---------------------------------------------------------------- figures


def test_numbers_have_as_many_decimals_as_their_interval_deserves():
    assert interval(Finding("x", 0.123456, 0.1, 0.15)) == "0.123 [0.100, 0.150]"
    assert interval(Finding("x", -12.3, -14.0, -10.0)) == "−12.3 [−14.0, −10.0]"
    assert interval(Finding("x", 1.0, 1.0, 1.0)) == "1 [1, 1]"
    assert interval(Finding("x", -0.0001, -0.3, 0.3)) == "0.00 [−0.30, 0.30]"
    assert interval(LOST) == "not defined"
    assert shown(0.6666667) == ["0.667"]


def test_a_forest_names_every_finding_with_its_interval_and_its_threshold():
    texts = [text.get_text() for text in forest_figure((GOOD, OPEN, BAD, LOST)).axes[0].texts]
    assert {"good [share]", "0.50 [0.40, 0.60]", "0.3", "0.9", "bad <b>&</b> worse", "not defined"} <= set(texts)


def test_a_curve_has_units_on_its_axes_and_names_its_lines():
    [axes] = curve_figure(CURVE).axes
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("hours [h/week]", "share <1>")
    assert [line.get_ydata().tolist() for line in axes.lines] == [[0.1, 0.2, 0.3], [0.3, 0.2, 0.1]]
    assert {text.get_text() for text in axes.texts} == {"a", "b"}


def test_nothing_of_a_figure_is_cut_off_at_the_right():
    """A name that just fits a line, and the longest numbers there are."""
    name = "hours of meetings beyond the fourth against one before [h/w]"
    assert len(name) == 60
    wide = Finding(name, -0.0133333, -0.0155555, -0.0112222, at_most=-0.0012345)
    figure = forest_figure((wide,))
    figure.draw_without_rendering()
    assert max(text.get_window_extent().x1 for text in figure.axes[0].texts) <= figure.bbox.x1


def test_two_figures_of_a_page_share_no_name_and_take_its_colours():
    first, second = (inline(curve_figure(CURVE), salt, "a title") for salt in ("P01", "P02"))
    names = [set(re.findall(r'\bid="([^"]+)"', picture.drawing)) for picture in (first, second)]
    assert names[0] and not names[0] & names[1]
    used = set(re.findall(r'(?:xlink:href="|url\()#([^")]+)', first.drawing))
    assert used and used <= names[0]
    assert "var(--blue)" in first.drawing
    assert "#0072b2" not in first.drawing.lower()


# ---------------------------------------------------------------- the page


class Page(HTMLParser):
    """What a browser would make of it: elements left open, resources it would fetch, ids, text."""

    EMPTY = ("meta", "input", "br", "hr", "img", "link")

    def __init__(self, html):
        super().__init__()
        self.open, self.fetched, self.ids, self.tags, self.faults, self.said = [], [], [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        for name, value in attributes:
            if name in ("src", "href", "xlink:href", "action", "data", "poster") and not value.startswith("#"):
                self.fetched.append(value)
            if name == "id":
                self.ids.append(value)
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in self.EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        self.said.append(data)


@pytest.fixture(scope="module")
def html(validation):
    return page(validation)


def test_the_page_is_well_formed_and_loads_nothing(html):
    seen = Page(html)
    assert (seen.open, seen.faults, seen.fetched) == ([], [], [])
    assert len(set(seen.ids)) == len(seen.ids)
    assert not re.search(r"https?://|@import|url\((?!#)", html)
    assert "default-src 'none'" in html


def test_the_page_shows_every_pattern_with_claim_criterion_source_and_verdict(html, validation):
    said = " ".join(Page(html).said)
    for j in validation.judged:
        for text in (j.pattern.claim, j.pattern.test, j.pattern.source, j.verdict, *(f.what for f in j.findings)):
            assert text in said
    assert html.count('<details class="pattern"') == 3
    assert "Core patterns: 1 of 2 reproduced (50 %), 1 inconclusive, 0 not reproduced." in said


def test_what_people_wrote_is_no_markup(html):
    assert ODD not in html
    assert "&lt;script&gt;alert" in html
    assert Page(html).tags.count("script") == 1


def test_no_text_of_a_pattern_is_markup_wherever_it_stands(validation):
    """Claim and facts, findings as a table and drawn, a curve with its title, variations, mechanisms as a table and drawn."""
    finding = Finding(ODD, 0.5, 0.4, 0.6, at_least=0.3)
    curve = Curve(ODD, ODD, (0.0, 4.0, 10.0), {ODD: ((0.1, 0.2, 0.3),) * 3, "b": ((0.3, 0.2, 0.1),) * 3})
    odd = Pattern("P01", "core", ODD, ODD, ODD, ODD, lambda lab: iter(()))
    changed = validation.robustness.assign(variation=[ODD, *validation.robustness["variation"][1:]])
    without = validation.ablation.assign(mechanism=[ODD, *validation.ablation["mechanism"][1:]])
    html = page(Validation([Judgement(odd, (finding,), (curve,), 0.1)], 1, 1.0, changed, without))
    seen = Page(html)
    assert seen.tags.count("script") == 1 and seen.faults == []
    places = {"pattern": 4, "table": 1, "forest": 1, "axes": 2, "title": 2, "robustness": 1, "mechanisms": 2}
    assert "".join(seen.said).count(ODD) == sum(places.values())


def test_every_picture_has_words_for_those_who_cannot_see_it(html, validation):
    pictures = re.findall(r"<svg[^>]*>", html)
    assert len(pictures) == 3 + 1 + 1  # forests, a curve, the mechanisms
    for picture in pictures:
        label = re.search(r'role="img" aria-labelledby="([^"]+)"', picture)[1]
        assert re.search(rf'<title id="{label}">[^<]+</title>', html)


def test_the_page_tells_robustness_and_mechanisms(html):
    said = " ".join(Page(html).said)
    assert "0 robust, 1 shifted, 0 fragile" in said  # what as few schools cannot show does not count
    assert "No posterior of parameters is stored" in said
    assert "No pattern is lost without: norms, conflict." in said


def test_a_page_of_nothing_reproduced_says_so(validation):
    empty = validation._replace(
        judged=validation.judged[2:], robustness=validation.robustness[:0], ablation=validation.ablation[:0]
    )
    said = " ".join(Page(page(empty)).said)
    assert "none could be tried again" in said
    assert "none could be lost" in said


def test_a_validation_is_a_folder_that_is_complete_or_absent(validation, tmp_path):
    place = validation.save(tmp_path / "v")
    assert {f.name for f in place.iterdir()} == {
        "findings.csv", "robustness.csv", "ablation.csv", "report.html", "manifest.json", "figures",
    }  # fmt: skip
    assert {f.name for f in (place / "figures").iterdir()} == {
        "P01.svg",
        "P01_curve_1.svg",
        "P02.svg",
        "P03.svg",
        "ablation.svg",
    }
    assert (place / "report.html").read_text(encoding="utf-8") == page(validation)
    manifest = json.loads((place / "manifest.json").read_text())
    assert (manifest["seed"], manifest["effort"], manifest["patterns"]) == (3, 0.5, ["P01", "P02", "P03"])
    assert manifest["verdicts"] == tally(validation.judged)
    pd.testing.assert_frame_equal(pd.read_csv(place / "findings.csv"), table(validation.judged))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(ResultsError, match="it is left alone"):
        validation.save(tmp_path / "mine")
