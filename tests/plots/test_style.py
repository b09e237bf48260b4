"""The theme: colours that keep their meaning and can be told apart, texts that can be read."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from simulation.core.vocabulary import FORMS
from simulation.plots.style import FORM_COLOURS, INK, MUTED, PAIR_COLOURS, plain, readable

#: How somebody without one kind of cone sees linear RGB (Machado, Oliveira & Fernandes 2009, severity 1).
EYES = {
    "ordinary": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def linear(colour):
    c = np.array(to_rgb(colour))
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE L*a*b* of linear RGB."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(rgb, 0, 1)
    t = xyz / (0.9505, 1.0, 1.089)
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(colour):
    """Of text on white paper (WCAG 2.2)."""
    return 1.05 / (np.array([0.2126, 0.7152, 0.0722]) @ linear(colour) + 0.05)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("colours", [FORM_COLOURS.values(), PAIR_COLOURS], ids=["forms", "scenarios"])
def test_colours_can_be_told_apart_by_all_eyes(eyes, colours):
    for a, b in combinations(colours, 2):
        seen = [lab(np.asarray(EYES[eyes]) @ linear(colour)) for colour in (a, b)]
        assert np.linalg.norm(seen[0] - seen[1]) > 12.0  # just noticeable is about 2


def test_the_deeper_the_action_the_darker_its_colour_and_working_alone_is_grey():
    assert tuple(FORM_COLOURS) == FORMS
    lightness = [lab(linear(FORM_COLOURS[form]))[0] for form in FORMS[1:]]
    assert lightness[0] > lightness[1] + 10 > lightness[2] + 20
    assert np.abs(lab(linear(FORM_COLOURS["individual"]))[1:]).max() < 6


def test_the_colours_of_forms_do_not_change():
    assert FORM_COLOURS == {
        "individual": "#A3A9B1", "coordination": "#E2A31B", "cooperation": "#1F9480", "collaboration": "#2A2F86",
    }  # fmt: skip


@pytest.mark.parametrize("colour", [*FORM_COLOURS.values(), *PAIR_COLOURS, INK, MUTED, "#FFFF00"])
def test_text_in_any_colour_can_be_read_on_paper(colour):
    assert contrast(readable(colour)) >= 4.49  # the hexadecimal colour is rounded


def test_a_colour_that_can_be_read_is_left_alone():
    assert readable(INK) == INK.lower()


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_text_becomes_one_line_in_the_font(text):
    line = plain(text)
    assert "\n" not in line
    assert plain(line) == line
    assert plain("école $x_1$ – 95 %") == "école $x_1$ – 95 %"
