"""`portable`: a page that can be sent, or a sentence that says why not."""

import pytest

from simulation.cli import main

pytestmark = pytest.mark.quick


def test_the_same_scenarios_give_the_same_page(tmp_path, capsys):
    pages = [tmp_path / name for name in ("one.html", "another.html")]
    for page in pages:
        assert main(["portable", "korea", "baseline", "--out", str(page)]) == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()
    assert f"Wrote {pages[0]} (" in capsys.readouterr().out
    assert main(["portable", "korea", "--out", str(pages[0])]) == 0
    assert f"Wrote {pages[0]} in place of an older one (" in capsys.readouterr().out


def test_a_scenario_that_is_not_there_or_there_twice_is_refused_and_nothing_is_written(tmp_path, capsys):
    for wrong, said in {("nowhere",): "no scenario 'nowhere'", ("korea", "korea"): "two scenarios are called 'korea'"}.items():
        assert main(["portable", *wrong, "--out", str(tmp_path / "page.html")]) == 2
        assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
