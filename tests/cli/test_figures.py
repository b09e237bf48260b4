"""`figures`: what a folder holds is drawn anew for print, and nothing that is there is replaced unasked."""

import pytest

import simulation as sim
from simulation.cli import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    scenario = sim.Scenario.load("baseline").replace({"years": 2, "school.teachers": 8})
    return sim.simulate(scenario, runs=2).save(tmp_path_factory.mktemp("drawn") / "x")


def test_figures_are_drawn_for_a_column_with_their_captions_beside_them(folder, tmp_path, capsys):
    (tmp_path / "words.toml").write_text('"school year" = "Schuljahr"\n')
    wanted = ["figures", str(folder), "--width", "nature-1", "--figure", "forms", "--out", str(tmp_path / "p")]
    assert main([*wanted, "--format", "svg", "--grey", "--words", str(tmp_path / "words.toml")]) == 0
    assert sorted(path.name for path in (tmp_path / "p").iterdir()) == ["captions.txt", "forms.svg"]
    assert "What teachers do" in (tmp_path / "p" / "captions.txt").read_text() and "89 mm" in capsys.readouterr().out
    assert main([*wanted, "--format", "svg"]) == 2
    assert "--replace" in capsys.readouterr().err


def test_what_cannot_be_drawn_is_said_in_a_sentence(folder, tmp_path, capsys):
    (tmp_path / "words.toml").write_text('"school year" = 3\n')
    for wrong, words in (
        (["--width", "wide"], "write millimetres, or one of elsevier-1"),
        (["--format", "gif"], "allowed are: pdf"),
        (["--figure", "form"], "there are: forms"),
        (["--figure", "network", "--width", "springer-1"], "needs a column of"),
        (["--words", str(tmp_path / "words.toml")], "school year is not a text"),
    ):
        assert main(["figures", str(folder), "--out", str(tmp_path / "q"), *wrong]) == 2
        assert words in capsys.readouterr().err and not (tmp_path / "q").exists()


def test_several_scenarios_have_a_figure_for_print_as_well(tmp_path, capsys):
    scenario = sim.Scenario.load("baseline").replace({"years": 1, "school.teachers": 8})
    others = [scenario.replace({"name": name, "administrator.openness": 0.9}) for name in "xy"]
    place = sim.compare_several(scenario, others, runs=2, outcomes=("influence",), workers=1).save(tmp_path / "several")
    assert main(["figures", str(place), "--format", "svg", "--out", str(tmp_path / "p")]) == 0
    assert sorted(path.name for path in (tmp_path / "p").iterdir()) == ["captions.txt", "policies.svg"]
    capsys.readouterr()
