"""The site: a folder that names everything there is, from any path, and takes the place of nothing but an older one."""

import pytest

from simulation.lessons.lesson import names as lessons
from simulation.parameters.scenario import shipped
from simulation.portable.site import write_site
from simulation.report.page import MOST_BYTES
from simulation.results.place import ResultsError


def test_the_index_names_every_scenario_and_lesson_and_nothing_outside(site):
    index = (site / "index.html").read_text(encoding="utf-8").replace("&amp;", "&")
    for name in (*(f"app.html#scenario={name}" for name in shipped()), *(f"lesson={name}&" for name in lessons())):
        assert name in index, name
    for file in ("index.html", "app.html", "keep.js", "app.webmanifest"):
        text = (site / file).read_text(encoding="utf-8")
        assert not any(f'{kind}="{root}' in text for kind in ("href", "src") for root in ("http", "/"))
    assert (site / "app.html").stat().st_size < MOST_BYTES


def test_a_site_is_written_again_over_an_older_one_and_never_over_something_else(site, tmp_path):
    before = {file.name: file.read_bytes() for file in site.iterdir()}
    assert {file.name: file.read_bytes() for file in write_site(site).iterdir()} == before
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ResultsError, match="left alone"):
        write_site(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]
