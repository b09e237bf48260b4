"""Outcomes over the years: the numbers behind lines and bands."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PolyCollection

from simulation.plots.bands import course
from simulation.plots.labels import EndLabel
from simulation.plots.turnover import rate_over_schools
from simulation.plots.workload import PARTS
from simulation.words.outcomes import label

from .conftest import T_QUANTILE, drawn, ensemble


def test_a_course_holds_mean_interval_and_spread_over_schools():
    values = np.random.default_rng(1).normal(size=(7, 3))
    years = pd.DataFrame({"year": np.tile([1, 2, 3], 7), "x": values.ravel()})
    c = course(years, "x")
    half = T_QUANTILE[6] * values.std(axis=0, ddof=1) / np.sqrt(7)
    low, high = values.mean(axis=0) - half, values.mean(axis=0) + half
    assert c.year.tolist() == [1, 2, 3]
    np.testing.assert_allclose([c.mean, c.low, c.high], [values.mean(axis=0), low, high], atol=1e-4)
    np.testing.assert_allclose([c.tenth, c.ninetieth], np.percentile(values, (10, 90), axis=0))


def test_one_school_has_lines_but_no_bands():
    for axes in drawn("one school")["forms"].axes:
        assert len(axes.lines) >= 3
        assert not [c for c in axes.collections if isinstance(c, PolyCollection)]
    for axes in drawn("usual")["forms"].axes:  # the interval of each mean
        assert len([c for c in axes.collections if isinstance(c, PolyCollection)]) == len(courses_of(axes))


def courses_of(axes):
    """The lines over the years, without the bars beside the last one."""
    return [line for line in axes.lines if len(line.get_xdata()) > 2]


def test_spreads_of_several_lines_stand_beside_the_last_year_and_never_over_one_another():
    years = ensemble("usual").years.query("year == 3")
    forms, posts = (drawn("usual")[name].axes[0 if name == "forms" else 1] for name in ("forms", "turnover"))
    bars = [line for line in forms.lines if len(line.get_xdata()) == 2]
    assert len(bars) == len(courses_of(forms)) == 4
    places = [bar.get_transform().transform(bar.get_xydata())[0, 0] for bar in bars]
    assert np.diff(places).min() > 0 and places[0] > forms.get_window_extent().x1
    np.testing.assert_allclose(bars[3].get_ydata(), np.percentile(years["share_collaboration"], (10, 90)))
    low, high = forms.get_ylim()
    assert all(low <= end <= high for bar in bars for end in bar.get_ydata())
    assert len(posts.collections) == 2 and len(posts.lines) == 1  # one line keeps its light band


def test_lines_show_the_means_of_the_results():
    years = ensemble("usual").years
    line = courses_of(drawn("usual")["forms"].axes[0])[3]
    np.testing.assert_allclose(line.get_ydata(), years.groupby("year")["share_collaboration"].mean())


def test_the_working_week_is_its_parts_less_protected_time():
    week = drawn("usual")["workload"].axes[0]
    years = ensemble("usual").years
    top = max(c.get_datalim(week.transData).y1 for c in week.collections)
    total = years.groupby("year")["hours_total"].mean()
    assert top == pytest.approx((total + years.groupby("year")["hours_protected"].mean()).max(), abs=1e-6)
    np.testing.assert_allclose(week.lines[0].get_ydata(), total)


def test_every_part_of_the_week_is_named_at_its_own_height():
    week = drawn("usual")["workload"].axes[0]
    last = ensemble("usual").years.query("year == 3")[list(PARTS)].mean()
    middles = last.cumsum() - 0.5 * last
    labels = [child for child in week.get_children() if isinstance(child, EndLabel)]
    assert [end.xy[1] for end in labels] == pytest.approx(list(middles))
    assert [end.get_text().rsplit(" ", 1)[0] for end in labels] == [label(name) for name in PARTS]


def test_rates_of_leaving_know_that_teachers_of_one_school_share_a_fate():
    """Ten schools of ten: the same rate is less certain when whole schools leave than when one of ten leaves everywhere."""
    teachers = np.full(10, 10.0)
    whole = rate_over_schools(10.0 * (np.arange(10) == 0), teachers)
    even = rate_over_schools(np.ones(10), teachers)
    assert whole[0] == even[0] == pytest.approx(0.1)
    assert even[1:] == pytest.approx((0.1, 0.1))
    half = T_QUANTILE[9] * np.std(np.arange(10) == 0, ddof=1) / np.sqrt(10)
    assert whole[1:] == pytest.approx((max(0.0, 0.1 - half), 0.1 + half), abs=1e-4)


def test_a_rate_without_teachers_or_with_a_single_school_claims_nothing():
    assert np.isnan(rate_over_schools(np.zeros(3), np.zeros(3))).all()
    rate, low, high = rate_over_schools(np.array([1.0]), np.array([2.0]))
    assert rate == 0.5
    assert np.isnan([low, high]).all()
