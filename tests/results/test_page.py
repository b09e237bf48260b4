"""A page takes the place of a page of this program's and of nothing else, whichever command writes it."""

import pytest

import simulation as sim
from simulation.cli import main
from simulation.results.page import GENERATOR, check_page, write_page
from tests.together import each

PAGES = {
    "report": ["report", "{folder}", "-o"],
    "portable": ["portable", "baseline", "-o"],
    "handout": ["lessons", "handout", "three_cs", "-o"],
}


@each("kind", PAGES)
def test_a_file_of_somebody_elses_is_left_alone_unless_that_is_said(kind, tmp_path_factory, monkeypatch, capsys):
    place = tmp_path_factory.mktemp(kind)
    monkeypatch.setattr("simulation.report.folder.read", lambda folder: object())
    head = f'<!doctype html><head><meta name="generator" content="{GENERATOR} 1"></head>'
    monkeypatch.setattr("simulation.report.page.document", lambda *_: head)
    words = [word.format(folder=place) for word in PAGES[kind]]
    mine = place / "thesis.html"
    mine.write_text("years of work")
    assert main([*words, str(mine)]) == 2
    assert f"{mine} exists and is no page of this program's; it is left alone, give another file" in capsys.readouterr().err
    assert mine.read_text() == "years of work"
    assert main([*words, str(mine), "--replace"]) == 0 and "years of work" not in mine.read_text()
    assert main([*words, str(mine)]) == 0  # since now it is ours
    assert list(place.iterdir()) == [mine]


def test_only_what_a_page_says_in_its_head_tells_whose_it_is(tmp_path):
    path = tmp_path / "quotes.html"
    path.write_text(f"<pre>{5000 * 'x'}" + f'<meta name="generator" content="{GENERATOR} 1">')
    for other in (path, tmp_path):
        with pytest.raises(sim.ResultsError):
            write_page(other, "")
    assert check_page(path, replace=True) == path
