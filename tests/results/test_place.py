"""A place for results is tried before the work, keeps the answers to other questions, and is cleared of what kills leave."""

import warnings

import pytest
from filelock import FileLock

import simulation as sim
from simulation.cli import main
from simulation.ensemble import into
from simulation.ensemble import simulate as ensemble
from simulation.experiments import uncertainty
from simulation.results.place import ReplacedWarning, check_place, unfinished, write_folder


@pytest.fixture
def stored(plain, tmp_path):
    return plain.save(tmp_path / "stored")


# ---------------------------------------------------------------- other questions


def test_results_of_another_question_are_not_replaced_unless_that_is_said(plain, results, stored):
    with pytest.raises(sim.ResultsError, match=r"holds other results .*record is .*`replace=True`"):
        results.save(stored)
    assert sim.Results.load(stored).record == ("years",)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        results.save(stored, replace=True)
    assert sim.Results.load(stored).record == results.record


def test_the_same_question_may_be_answered_again_and_it_is_said(plain, stored):
    with pytest.warns(ReplacedWarning, match="stored holds the results of the same question; they are replaced"):
        plain.save(stored)


def test_a_comparison_keeps_other_questions_too(scenario, stored, tmp_path):
    effect = sim.compare(scenario, scenario, runs=2, seed=1)
    with pytest.raises(sim.ResultsError, match="holds other results"):
        effect.save(stored)
    place = effect.save(tmp_path / "pair")
    with pytest.raises(sim.ResultsError, match=r"holds another comparison .*seed is 1 there and 2 here"):
        sim.compare(scenario, scenario, runs=2, seed=2).save(place)
    assert effect.save(stored, replace=True) == stored


# ---------------------------------------------------------------- tried before the work


@pytest.mark.parametrize("command", [["run"], ["compare", "baseline"], ["validate", "P01"], ["calibrate"]])
def test_a_place_that_cannot_be_written_is_refused_before_anything_is_simulated(command, tmp_path, monkeypatch, capsys):
    def never(*_, **__):
        raise AssertionError("the place should have been tried first")

    for module in (ensemble, into, uncertainty):
        monkeypatch.setattr(module, "simulate_block", never)
    monkeypatch.setattr("simulation.experiments.compare.simulate", never)
    (tmp_path / "file").write_text("mine")
    long = tmp_path / ("x" * (300 if command == ["calibrate"] else 250))  # the name beside it, for the time being, is longer
    for place in (tmp_path / "file" / "x", long):
        assert main([*command, "--out", str(place), "--quiet"]) == 2
        assert "cannot be written (" in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"file"}


def test_trying_a_place_leaves_nothing(tmp_path):
    assert check_place(tmp_path / "deep" / "x") == tmp_path / "deep" / "x"
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- what kills leave


def left_by_a_kill(place, *folders):
    aside = place.with_name(f".{place.name}-abcd_123")
    for folder in folders:
        (aside / folder).mkdir(parents=True)
    (aside / "lock").touch()
    return aside


def test_what_a_killed_run_left_is_removed_by_the_next_and_it_is_said(plain, tmp_path):
    aside = left_by_a_kill(tmp_path / "x", "new")
    with pytest.warns(ReplacedWarning, match="x: what a killed process had left half-written beside it was removed"):
        plain.save(tmp_path / "x")
    assert not aside.exists()


def test_what_somebody_is_writing_or_another_place_is_left_alone(plain, tmp_path):
    other = left_by_a_kill(tmp_path / "x-y", "new")
    mine = tmp_path / ".x-notes"
    mine.mkdir()
    with unfinished(tmp_path / "x") as busy, warnings.catch_warnings():
        warnings.simplefilter("error")
        check_place(tmp_path / "x")
        assert busy.is_dir() and other.is_dir() and mine.is_dir()


def test_results_that_were_moved_aside_when_a_process_was_killed_come_back(plain, stored, tmp_path):
    aside = left_by_a_kill(stored, "new")
    stored.rename(aside / "old")
    with pytest.warns(ReplacedWarning, match="stands there again"):
        check_place(stored)
    assert sim.Results.load(stored).runs == 3
    assert list(tmp_path.iterdir()) == [stored]


def test_a_folder_that_is_being_filled_is_held(tmp_path):
    with unfinished(tmp_path / "x") as aside:
        assert not FileLock(aside.parent / "lock").is_locked  # this object holds nothing yet
        with pytest.raises(TimeoutError):
            FileLock(aside.parent / "lock", is_singleton=False).acquire(timeout=0)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["figures"]


# ---------------------------------------------------------------- what somebody has put there


def filled(place, names, manifest=None):
    """A folder of results that holds `names`, written where one may stand already."""
    return write_folder(place, lambda aside: [(aside / name).write_text("new") for name in names], manifest or {})


def test_what_somebody_put_into_a_folder_of_results_stays_when_they_are_replaced(tmp_path):
    place = filled(tmp_path / "x", ["years.csv", "ties.csv"])
    (place / "export" / "deep").mkdir(parents=True)
    for name in ("my_notes.md", "report.html", "export/deep/years.dta"):
        (place / name).write_text("mine")
    (place / "link").symlink_to("my_notes.md")
    with pytest.warns(ReplacedWarning, match=r"is kept \(export/deep/years.dta, link, my_notes.md and 1 more\)"):
        filled(place, ["years.csv", "report.html"])
    there = {path.relative_to(place).as_posix(): path.read_text() for path in place.rglob("*") if path.is_file()}
    assert there.pop("manifest.json")
    mine = dict.fromkeys(("my_notes.md", "link", "report-2.html", "export/deep/years.dta"), "mine")
    assert there == {"years.csv": "new", "report.html": "new"} | mine
    assert list(tmp_path.iterdir()) == [place]


def test_a_manifest_of_before_there_were_digests_vouches_for_what_is_written_again(tmp_path):
    place = filled(tmp_path / "x", ["years.csv"])
    (place / "manifest.json").write_text('{"program": "teachers-collective-action"}')
    (place / "mine.md").write_text("mine")
    with pytest.warns(ReplacedWarning, match=r"is kept \(mine.md\)"):
        filled(place, ["years.csv"])
    assert sorted(path.name for path in place.iterdir()) == ["figures", "manifest.json", "mine.md", "years.csv"]
