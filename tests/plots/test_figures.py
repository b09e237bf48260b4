"""All figures: words, units, room for every label, no trace on matplotlib's global state, files."""

import re
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from matplotlib._pylab_helpers import Gcf
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.image import imread
from matplotlib.text import Text

import simulation as sim
from simulation.declare.outcomes import YEAR_COLUMNS
from simulation.plots import comparison_figure, figures, report, save_comparison, save_figure, save_figures
from simulation.plots.bands import policies_in_words, small_print
from simulation.plots.forms import forms_figure
from simulation.plots.style import FONT, SMALL

from .conftest import CASES, ODD, drawn, effect_of, ensemble

UNITS = {column.unit.replace("..", " to ") for column in YEAR_COLUMNS} | {"standard deviations between schools in A"}


def texts(figure):
    """Every text that is seen: not those of tick marks beyond the ends of an axis."""
    unseen = set()
    for axes in figure.axes:
        for axis, (low, high) in ((axes.xaxis, sorted(axes.get_xlim())), (axes.yaxis, sorted(axes.get_ylim()))):
            for tick in axis.get_major_ticks():
                if not low - 1e-9 <= tick.get_loc() <= high + 1e-9:
                    unseen |= {tick.label1, tick.label2}
    return [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible() and t not in unseen]


@cache
def boxes(figure):
    """(text, its box in pixels) for every text that is seen; the leader of a label is not part of it."""
    figure.draw_without_rendering()
    return [(t, Text.get_window_extent(t)) for t in texts(figure)]


def misplaced(figure):
    """Texts that leave the page, and pairs of which one stands on the other."""
    seen = boxes(figure)
    found = [
        f"{text.get_text()!r} leaves the page"
        for text, box in seen
        if box.x0 < 0 or box.y0 < 0 or box.x1 > figure.bbox.x1 or box.y1 > figure.bbox.y1
    ]
    for (a, box_a), (b, box_b) in combinations(seen, 2):
        across = min(box_a.x1, box_b.x1) - max(box_a.x0, box_b.x0)
        down = min(box_a.y1, box_b.y1) - max(box_a.y0, box_b.y0)
        if min(across, down) > 1.0:
            found.append(f"{a.get_text()!r} stands on {b.get_text()!r}")
    return found


def test_every_kind_of_ensemble_gets_all_its_figures():
    for case in CASES:
        assert list(drawn(case)) == ["forms", "influence", "workload", "well_being", "turnover", "network"]


def test_some_figures_can_be_had_without_the_others():
    some = ensemble(next(iter(CASES)))
    assert list(figures(some, only="forms")) == ["forms"]
    assert list(figures(some, only=("turnover", "forms"))) == ["turnover", "forms"]
    with pytest.raises(sim.InputError, match="no figure 'form' of this; there are: forms, influence"):
        figures(some, only="form")


def test_no_text_is_cut_and_none_stands_on_another(case_figures):
    for name, figure in case_figures.items():
        assert misplaced(figure) == [], name


def test_texts_are_large_enough_for_the_back_row_except_the_small_print(case_figures):
    for figure in case_figures.values():
        small = [t for t in texts(figure) if t.get_fontsize() < 11.0]
        assert [t.get_fontsize() for t in small] == [SMALL]
        assert all(t.get_fontname() == FONT for t in texts(figure))


def test_axes_have_labels_with_declared_units(case_figures):
    for name, figure in case_figures.items():
        if name == "network":
            continue
        for axes in figure.axes:
            labels = [axes.get_ylabel(), *(t.get_text() for t in axes.get_yticklabels() if "[" in t.get_text())]
            found = [m for label in (*labels, axes.get_xlabel()) for m in re.findall(r"\[(.*)\]", label)]
            assert found, f"{name}: {axes.get_title(loc='left')}"
            assert set(found) <= UNITS
            assert axes.get_title(loc="left")


def test_the_small_print_says_what_was_set(monkeypatch):
    told = "Scenario baseline with time.planning = 4: 2 schools"
    results = ensemble("usual")
    other = results.scenario.replace({"time.planning": 4})
    assert small_print(sim.Results(other, 1, 2, ("years",), _frames={"years": results.years}))[0].startswith(told)
    effect = effect_of(6)
    monkeypatch.setattr(effect.b, "base", sim.Scenario.load("baseline"))
    figure = comparison_figure(effect)
    assert "Set in both: years = 2 and school.teachers = 12." in next(
        t.get_text() for t in texts(figure) if t.get_fontsize() == SMALL
    )


def test_the_small_print_says_what_was_run():
    for figure in drawn("usual").values():
        note = next(t.get_text() for t in texts(figure) if t.get_fontsize() == SMALL)
        assert "Scenario baseline" in note
        assert "seed 1" in note
    assert "6 schools, 3 years" in drawn("usual")["forms"].texts[-1].get_text()
    assert "one school (run 0), 12 years" in drawn("one school")["forms"].texts[-1].get_text()
    assert "mandated teams from year 4 to 6; $relief$ from year 9" in drawn("one school")["forms"].texts[-1].get_text()


def test_a_long_list_of_policies_does_not_crowd_out_the_picture():
    many = [{"name": f"reform {n}", "start": n, "set": {"time.paperwork": n}} for n in range(2, 10)]
    scenario = sim.Scenario.load("baseline").replace({"policies": many})
    assert policies_in_words(scenario).endswith("reform 5 from year 5; 4 more.")


def test_a_name_is_shown_as_it_is_written_or_with_boxes_for_what_the_font_lacks():
    shown = drawn("one year")["forms"].texts[-1]
    assert ODD.replace("学校", "□□") in shown.get_text()
    assert not shown.get_parse_math()


def test_dotted_lines_stand_where_policies_begin_and_end():
    for axes in drawn("one school")["forms"].axes:
        dotted = sorted(line.get_xdata()[0] for line in axes.lines if len(set(line.get_xdata())) == 1)
        assert dotted == [3.5, 6.5, 8.5]
    assert all(line.get_linestyle() == "-" for axes in drawn("usual")["forms"].axes for line in axes.lines)


def test_figures_leave_matplotlib_as_they_found_it(tmp_path):
    before = dict(matplotlib.rcParams)
    save_figure(forms_figure(ensemble("one school")), tmp_path / "forms")
    assert dict(matplotlib.rcParams) == before
    assert not Gcf.figs
    for module in Path(report.__file__).parent.glob("*.py"):
        assert "pyplot" not in module.read_text(encoding="utf-8")


def test_a_readers_own_settings_do_not_change_a_figure():
    def pixels():
        canvas = FigureCanvasAgg(forms_figure(ensemble("one school")))
        canvas.draw()
        return np.asarray(canvas.buffer_rgba())

    plain = pixels()
    with matplotlib.rc_context({"axes.grid": False, "font.family": "monospace", "font.size": 20, "axes.facecolor": "black"}):
        for _ in range(5):  # not one lucky draw: the layout's solver has luck of its own
            assert (pixels() == plain).all()


def test_figures_are_written_as_valid_pictures(tmp_path, monkeypatch):
    some = {name: drawn("one year")[name] for name in ("workload", "network")}
    monkeypatch.setattr(report, "figures", lambda results, school, years=None: some)
    files = save_figures(ensemble("one year"), tmp_path / "a" / "b")
    assert [f.name for f in files] == [f"{name}.{kind}" for name in some for kind in ("png", "svg")]
    for file in files:
        if file.suffix == ".png":
            picture = imread(file)
            assert picture.shape[0] > 900
            assert picture.shape[1] == 1650
            assert picture.std() > 0.01
        else:
            assert ElementTree.parse(file).getroot().tag == "{http://www.w3.org/2000/svg}svg"


def test_the_same_results_give_the_same_bytes(tmp_path):
    first, again = (save_figure(forms_figure(ensemble("usual")), tmp_path / folder / "forms") for folder in "ab")
    for file, twin in zip(first, again, strict=True):
        assert file.read_bytes() == twin.read_bytes()


def test_a_comparison_is_written_under_its_name(tmp_path):
    assert [f.name for f in save_comparison(effect_of(1), tmp_path, ("svg",))] == ["comparison.svg", "trajectories.svg"]


def test_a_real_school_has_a_network_only_when_it_is_given(tmp_path, monkeypatch):
    (tmp_path / "oak.csv").write_text("teacher,experience,group\n" + "".join(f"T{i},{3 * i},{'ab'[i % 2]}\n" for i in range(8)))
    (tmp_path / "ties.csv").write_text("source,target\n" + "".join(f"T{i},T{(i + 3) % 8}\n" for i in range(8)))
    school = sim.School.from_csv(tmp_path / "oak.csv", tmp_path / "ties.csv")
    results = sim.simulate(sim.Scenario.load("baseline").replace({"years": 1}), 2, 1, school=school)
    assert "2 runs of oak" in small_print(results)[0]
    for name in ("forms", "influence", "workload", "well_being", "turnover"):
        monkeypatch.setattr(report, f"{name}_figure", lambda results: None)
    assert "network" not in figures(results)
    assert "8 posts" in figures(results, school)["network"].texts[-1].get_text()


@pytest.mark.parametrize("case", ["usual", "one school"])
def test_turnover_by_experience_is_shown_where_teachers_were_recorded(case):
    titles = [axes.get_title(loc="left") for axes in drawn(case)["turnover"].axes]
    assert ("Gone in a year, by experience" in titles) == (ensemble(case).teachers is not None)
