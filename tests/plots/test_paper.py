"""Figures for print: as wide as the column, in its type, in grey, in other words; no text is cut or stands on another."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.text import Text
from PIL import Image

import simulation as sim
from simulation.declare.outcomes import YEAR_COLUMNS
from simulation.inputs.faults import InputError
from simulation.plots import comparison_figure, figures, save_figure
from simulation.plots.matrix import in_order
from simulation.plots.network import ARROWS_UP_TO, network_figure
from simulation.plots.paper import COLUMNS, Paper, now, on, width_in_words
from simulation.plots.space import Axis, tipping_figure
from simulation.plots.style import BETTER, NEITHER, SEQUENCE_COLOURS, UNSURE, WORSE, verdict
from simulation.words.outcomes import DECLARED
from tests.together import each

from .conftest import effect_of, ensemble
from .test_figures import misplaced, texts

ONE, TWO = COLUMNS["elsevier-1"], COLUMNS["elsevier-2"]


def printed(width, *only, case="usual", **more):
    with on(Paper(width, **more)):
        return figures(ensemble(case), only=only)


@pytest.fixture(scope="module")
def in_print():
    """Figures on both columns, with all that may stand on them, and grey in other words: what it is -> figures."""
    german = {"felt influence": "erlebter Einfluss", "school year": "Schuljahr", "Who has a say": "Wer etwas zu sagen hat"}
    with on(Paper(TWO)):
        wide = {"comparison": comparison_figure(effect_of(6))}
        large = sim.Scenario.load("baseline").replace({"years": 1, "school.teachers": 60})
        wide["network of sixty"] = network_figure(sim.snapshots(large, 1, 0, (0, 1)))
    return {
        "two columns": printed(TWO, "well_being") | wide,
        "one column": printed(ONE, "forms", "turnover", "workload"),
        "one column, one year, odd name": printed(ONE, "influence", case="one year", caption=True, title=True),
        "grey, in German": printed(COLUMNS["nature-1"], "influence", grey=True, words=german, title=True),
    }


def test_no_text_is_cut_and_none_stands_on_another(in_print):
    for kind, made in in_print.items():
        for name, figure in made.items():
            assert misplaced(figure) == [], f"{kind}, {name}"


def test_files_have_the_width_of_the_column_and_its_resolution(in_print, tmp_path):
    paper = Paper(ONE, dpi=300)
    with on(paper):
        pdf, svg, png, tiff = save_figure(in_print["one column"]["forms"], tmp_path / "x", ("pdf", "svg", "png", "tiff"))
    wide = ONE / 25.4 * 72
    assert float(re.search(rb"MediaBox \[ 0 0 ([\d.]+)", pdf.read_bytes())[1]) == pytest.approx(wide, abs=0.01)
    assert float(re.search(r'<svg[^>]* width="([\d.]+)pt"', svg.read_text())[1]) == pytest.approx(wide, abs=0.01)
    assert imread(png).shape[1] == pytest.approx(ONE / 25.4 * 300, abs=1.0)
    for file in (png, tiff):
        assert Image.open(file).info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert b"/FontFile2" in pdf.read_bytes() and b"/Type3" not in pdf.read_bytes()  # texts stay texts in an embedded typeface


def test_texts_have_the_wanted_size_on_the_paper(in_print):
    sizes = {round(t.get_fontsize() * Paper(ONE).scale, 1) for t in texts(in_print["one column"]["forms"])}
    assert sizes == {7.0, 7.9}  # the panels' own titles are larger


def test_titles_and_captions_stand_where_they_are_wanted(in_print):
    plain, full = in_print["one column"]["forms"], in_print["one column, one year, odd name"]["influence"]
    assert not any("What teachers do" in t.get_text() for t in texts(plain)) and plain.caption.startswith("What teachers do")
    assert any(t.get_text() == "Who has a say" for t in texts(full))
    assert any("seed 1" in t.get_text() for t in texts(full)) and "seed 1" in plain.caption


def test_words_are_data(in_print):
    said = " ".join(t.get_text() for t in texts(in_print["grey, in German"]["influence"]))
    assert (
        "erlebter Einfluss 0." in said
        and "Schuljahr" in said
        and "Wer etwas zu sagen hat" in said
        and "school year" not in said
    )
    with on(Paper(TWO, words={"felt influence": "Einfluss"})):
        figure = comparison_figure(effect_of(6))
    figure.draw_without_rendering()
    said = {t.get_text() for t in figure.findobj(Text)}
    assert "Einfluss [0 to 1]" in said and "Einfluss" in said  # on an axis, and as a title


def test_in_grey_nothing_is_coloured_and_lines_differ_in_dashes(in_print, tmp_path):
    figure = in_print["grey, in German"]["influence"]
    with on(Paper(COLUMNS["nature-1"], dpi=60)):
        (file,) = save_figure(figure, tmp_path / "x", ("png",))
    pixels = imread(file)[:, :, :3]
    assert np.abs(pixels.max(axis=2) - pixels.min(axis=2)).max() < 0.02 < pixels.std()
    lines = [line for line in figure.axes[0].lines if len(line.get_xdata()) > 2]
    assert len({str(line.get_linestyle()) + str(line._dash_pattern) for line in lines}) == len(lines) == 6


def test_what_stands_under_letters_and_over_a_plane_is_grey_too(tmp_path):
    shares = np.linspace(0.0, 1.0, 9).reshape(3, 3)
    plane = SimpleNamespace(smoothed=False, x=[0, 1, 2], y=[0, 1, 2], z=shares, low=shares - 0.2, high=shares + 0.2)
    with on(Paper(TWO, grey=True, dpi=60)):
        figure = tipping_figure("x", [], Axis("time.planning", "h/week"), Axis("school.poverty", "share"), plane, "survives")
        (file,) = save_figure(figure, tmp_path / "x", ("png",))
    pixels = imread(file)[:, :, :3]
    assert np.abs(pixels.max(axis=2) - pixels.min(axis=2)).max() < 0.02 < pixels.std()


@each("outcome", [c.name for c in YEAR_COLUMNS])
def test_an_effect_is_coloured_by_what_its_outcome_declares_and_never_by_its_sign(outcome):
    better = DECLARED[outcome].better
    expected = {"more": (BETTER, WORSE), "less": (WORSE, BETTER), None: (NEITHER, NEITHER)}[better]
    assert (verdict(better, 0.1, 0.2), verdict(better, -0.2, -0.1)) == expected
    assert verdict(better, -0.1, 0.1) == UNSURE


def test_a_scale_grows_darker_all_the_way_so_that_it_is_one_in_grey():
    lightness = [np.dot(to_rgb(colour), (0.2126, 0.7152, 0.0722)) for colour in SEQUENCE_COLOURS]
    assert (np.diff(lightness) < -0.1).all()


def test_the_page_takes_its_scale_from_the_figures():
    from simulation.pages.catalogue import catalogue

    assert catalogue()["colours"]["sequence"] == list(SEQUENCE_COLOURS)


def test_a_large_school_is_a_matrix_in_which_no_tie_hides_another(in_print):
    assert ARROWS_UP_TO < 60
    large = sim.Scenario.load("baseline").replace({"years": 1, "school.teachers": 60})
    look = sim.snapshots(large, 1, 0, (1,))[1]
    squares = in_print["two columns"]["network of sixty"].axes[1].collections[1].get_paths()
    places = {tuple(path.vertices[0].round(6)) for path in squares}
    assert len(places) == len(squares) == len(look["ties"])
    group, asked = look["teachers"]["group"], np.bincount(look["ties"]["target"], minlength=60)
    order = in_order(group, asked)
    assert sorted(order) == list(range(60)) and (np.diff(group[order]) >= 0).all()
    assert all((np.diff(asked[order][group[order] == g]) <= 0).all() for g in set(group.tolist()))


def test_what_cannot_be_printed_is_said_in_a_sentence():
    for what, words in (
        (lambda: Paper(20.0), "width = 20 mm"), (lambda: Paper(90.0, text=2.0), "text = 2 points"), (lambda: Paper(90.0, dpi=9), "dpi = 9"),
        (lambda: Paper(90.0, font="DejaVu San"), "did you mean DejaVu Sans"), (lambda: width_in_words("wide"), "write millimetres"),
    ):  # fmt: skip
        with pytest.raises(InputError, match=words):
            what()
    with on(Paper(60.0)), pytest.raises(InputError, match="needs a column of"):
        comparison_figure(effect_of(6))
    assert width_in_words("120 mm") == width_in_words("120") == 120.0 and now() is None
    assert isinstance(comparison_figure(effect_of(6)), Figure)
