"""Handouts as a printer gets them: two sides of a sheet for a student, on the paper of either continent."""

import re

import pytest

from simulation.lessons.handout import handout
from simulation.lessons.lesson import Lesson, names

from ..conftest import IN_A_BROWSER

pytestmark = IN_A_BROWSER

PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_students_copy_takes_two_sides_of_a_sheet(browser, paper):
    context = browser.new_context()
    page = context.new_page()
    sides = {}
    for name in names():
        page.set_content(handout(Lesson.load(name)))
        sides[name] = len(PAGE.findall(page.pdf(format=paper)))
    context.close()
    assert sides == dict.fromkeys(names(), 2)
