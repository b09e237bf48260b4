"""Results on disk: complete or absent, equal when read again, and never at the cost of somebody else's files."""

import errno
import json
import os
import shutil

import pandas as pd
import pytest

import simulation as sim
from simulation import Results
from simulation.results import place as places
from simulation.results.folder import versions
from simulation.results.place import ResultsError, check_place
from tests import manifests

TABLES = ("years", "weeks", "teachers")


@pytest.fixture
def stored(plain, tmp_path):
    """A folder as `run` leaves it."""
    return plain.save(tmp_path / "stored")


def nothing_left_beside(place):
    """True when no half-written folder stands beside a place, hidden or not."""
    return set(place.parent.iterdir()) <= {place}


# ---------------------------------------------------------------- there and back


def test_what_is_saved_is_what_is_read(results, tmp_path):
    again = Results.load(results.save(tmp_path / "x"))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(again, name), getattr(results, name))
    assert again.scenario == results.scenario
    for field in ("seed", "runs", "record", "school", "first_run"):
        assert getattr(again, field) == getattr(results, field), field
    assert again.seconds == pytest.approx(results.seconds, abs=1e-3)


def test_results_read_and_saved_again_are_the_same(results, tmp_path):
    once = Results.load(results.save(tmp_path / "once"))
    twice = Results.load(once.save(tmp_path / "twice"))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(twice, name), getattr(results, name))
    assert (tmp_path / "once" / "summary.md").read_text() == (tmp_path / "twice" / "summary.md").read_text()


def test_results_remember_the_versions_they_were_made_with(stored, tmp_path):
    """Whoever copies old results with a new program has not made them with it."""
    spoilt(stored, versions={"simulation": "0.0.1", "numpy": "1.0"})
    copy = Results.load(stored).save(tmp_path / "copy")
    assert json.loads((copy / "manifest.json").read_text())["versions"] == {"simulation": "0.0.1", "numpy": "1.0"}


def test_the_manifest_alone_determines_the_numbers(results, tmp_path):
    """Whoever has only the manifest can make the tables again."""
    path = results.save(tmp_path / "x")
    manifest = json.loads((path / "manifest.json").read_text())
    scenario = sim.Scenario.from_dict(manifest["scenario"])
    again = sim.simulate(
        scenario, manifest["runs"], manifest["seed"], record=manifest["record"], first_run=manifest["first_run"]
    )
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(again, name), getattr(results, name))


def test_the_manifest_says_everything_that_matters(plain, stored):
    manifest = json.loads((stored / "manifest.json").read_text())
    assert manifest.keys() >= {"program", "format", "scenario", "seed", "runs", "first_run", "record", "seconds", "versions"}
    assert (manifest["seed"], manifest["runs"], manifest["first_run"], manifest["record"]) == (11, 3, 0, ["years"])
    assert manifest["seconds"] > 0.0
    assert manifest["versions"].keys() >= {"simulation", "python", "system", "numpy", "numba", "pandas"}
    assert manifest["versions"] == versions()
    assert manifest["versions"]["simulation"] == sim.__version__
    assert manifest["scenario"]["school"]["teachers"] == 9
    assert manifest["scenario"]["policies"][0]["set"] == {"time.planning": 4.0, "administrator.mandated": 3.0}


def test_a_real_school_is_named_in_the_manifest_by_what_identifies_it(tmp_path):
    (tmp_path / "roster.csv").write_text("teacher\nAda\nBen\nCleo\nDan\n")
    (tmp_path / "ties.csv").write_text("source,target\nAda,Ben\n")
    school = sim.School.from_csv(tmp_path / "roster.csv", tmp_path / "ties.csv")
    scenario = sim.Scenario.load("baseline").replace({"years": 1})
    path = sim.simulate(scenario, runs=1, record="teachers", school=school).save(tmp_path / "x")
    assert json.loads((path / "manifest.json").read_text())["school"] == school.described()
    again = Results.load(path)
    assert again.school == school.described()
    assert list(again.teachers["name"]) == ["Ada", "Ben", "Cleo", "Dan"]


def test_a_folder_holds_what_was_recorded_and_a_summary(plain, results, tmp_path):
    usual = {"years.parquet", "manifest.json", "summary.md", "figures"}
    assert {path.name for path in plain.save(tmp_path / "plain").iterdir()} == usual
    assert {path.name for path in results.save(tmp_path / "full").iterdir()} == usual | {"weeks.parquet", "teachers.parquet"}


def test_a_folder_can_be_made_in_a_place_that_does_not_exist_yet(plain, tmp_path):
    path = plain.save(tmp_path / "new" / "deep" / "x")
    assert path.is_dir()
    assert path == tmp_path / "new" / "deep" / "x"


def test_others_may_read_a_folder(stored):
    """The temporary folder it was written in is private; the folder people share is not."""
    assert stored.stat().st_mode & 0o555 == 0o555


# ---------------------------------------------------------------- complete or absent


def test_figures_are_added_before_the_folder_takes_its_place(plain, tmp_path):
    place = tmp_path / "x"

    def draw(unfinished):
        assert unfinished != place
        assert not place.exists()
        (unfinished / "figures" / "forms.svg").write_text("<svg/>")

    assert (plain.save(place, also=draw) / "figures" / "forms.svg").read_text() == "<svg/>"
    assert nothing_left_beside(place)


@pytest.mark.parametrize("failure", [RuntimeError("no font"), KeyboardInterrupt(), MemoryError()])
def test_when_drawing_fails_nothing_is_left_behind(plain, tmp_path, failure):
    place = tmp_path / "x"

    def draw(unfinished):
        raise failure

    with pytest.raises(type(failure)):
        plain.save(place, also=draw)
    assert list(tmp_path.iterdir()) == []


def test_when_saving_fails_an_older_folder_stays_as_it_was(plain, stored):
    before = (stored / "manifest.json").read_text()

    def draw(unfinished):
        raise RuntimeError("no font")

    with pytest.raises(RuntimeError):
        plain.save(stored, also=draw)
    assert (stored / "manifest.json").read_text() == before
    assert nothing_left_beside(stored)


def test_a_full_disk_is_said_to_be_one_and_leaves_nothing_behind(plain, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(pd.DataFrame, "to_parquet", full)
    with pytest.raises(
        ResultsError, match=r"x cannot be written \(No space left on device\); free space or give another folder"
    ):
        plain.save(tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(plain, tmp_path, monkeypatch):
    def forbidden(*_, **__):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(places.tempfile, "mkdtemp", forbidden)
    with pytest.raises(ResultsError, match=r"x cannot be written \(Permission denied\); give another folder"):
        plain.save(tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to an administrator")
def test_a_read_only_folder_is_named(plain, tmp_path):
    (tmp_path / "locked").mkdir(mode=0o555)
    with pytest.raises(ResultsError, match="cannot be written"):
        plain.save(tmp_path / "locked" / "x")


def test_a_name_that_no_system_takes_is_refused(plain, tmp_path):
    with pytest.raises(ResultsError, match=r"cannot be written \(File name too long\); give another folder"):
        plain.save(tmp_path / ("x" * 300))


def test_a_folder_cannot_stand_inside_a_file(plain, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ResultsError, match=r"x cannot be written \(.+\); give another folder"):
        plain.save(tmp_path / "file" / "x")


# ---------------------------------------------------------------- what stands there already


def test_an_older_folder_of_results_is_replaced_as_a_whole(plain, results, tmp_path):
    place = results.save(tmp_path / "x")
    plain.save(place, replace=True)
    assert not (place / "weeks.parquet").exists()
    assert Results.load(place).record == ("years",)
    assert nothing_left_beside(place)


def test_an_empty_folder_is_used(plain, tmp_path):
    place = tmp_path / "x"
    place.mkdir()
    assert Results.load(plain.save(place)).runs == 3


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("thesis.docx", "ten years of work"),
        ("manifest.json", '{"name": "a browser extension", "version": "1.0"}'),  # many programs write such a file
        ("manifest.json", "not even JSON"),
        ("manifest.json", "[1, 2]"),
    ],
)
def test_a_folder_of_somebody_elses_is_left_alone(plain, tmp_path, file, text):
    place = tmp_path / "x"
    place.mkdir()
    (place / file).write_text(text)
    with pytest.raises(ResultsError, match="x exists and holds no results; it is left alone, give another folder"):
        plain.save(place)
    assert [path.name for path in place.iterdir()] == [file]
    assert (place / file).read_text() == text
    assert nothing_left_beside(place)


def test_a_file_is_left_alone(plain, tmp_path):
    (tmp_path / "x").write_text("mine")
    with pytest.raises(ResultsError, match="left alone"):
        plain.save(tmp_path / "x")
    assert (tmp_path / "x").read_text() == "mine"


def test_whether_a_place_is_taken_can_be_asked_before_a_long_run(stored, tmp_path):
    assert check_place(tmp_path / "new") == tmp_path / "new"
    assert check_place(str(stored)) == stored
    with pytest.raises(ResultsError, match="left alone"):
        check_place(tmp_path)  # it holds the folder of results and is none itself


def test_a_link_to_a_folder_of_results_stays_a_link(plain, stored, tmp_path):
    link = tmp_path / "latest"
    link.symlink_to(stored, target_is_directory=True)
    shutil.rmtree(stored / "figures")
    plain.save(link)
    assert link.is_symlink()
    assert (stored / "figures").is_dir()
    assert {path.name for path in tmp_path.iterdir()} == {"latest", "stored"}


def test_when_the_new_folder_cannot_take_its_place_the_old_one_comes_back(plain, stored, monkeypatch):
    rename = places.Path.rename

    def once_refused(self, target):
        if self.name == "new":
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(places.Path, "rename", once_refused)
    with pytest.raises(ResultsError, match="Input/output error"):
        plain.save(stored)
    monkeypatch.undo()
    assert Results.load(stored).runs == 3
    assert nothing_left_beside(stored)


# ---------------------------------------------------------------- what cannot be read


def spoilt(stored, without="", **changes):
    """The stored folder with some entries of its manifest changed, and one of them left out."""
    manifest = manifests.read(stored) | changes
    manifest.pop(without, None)
    manifests.write(stored, manifest)
    return stored


def test_a_folder_without_a_manifest_is_no_results(tmp_path):
    with pytest.raises(ResultsError, match=r"it has no manifest\.json; give a folder that `run` wrote"):
        Results.load(tmp_path)
    with pytest.raises(ResultsError, match="is not a folder of results"):
        Results.load(tmp_path / "nowhere")


def test_results_of_a_newer_version_ask_for_an_update(stored):
    with pytest.raises(ResultsError, match=r"written by a newer version \(format 99\); update this program"):
        Results.load(spoilt(stored, format=99))


def test_a_comparison_is_not_one_ensemble(plain, scenario, tmp_path):
    effect = sim.compare(scenario, scenario, runs=1, seed=1)
    with pytest.raises(ResultsError, match="several ensembles and not one; give a folder that `run` wrote"):
        Results.load(effect.save(tmp_path / "x"))


@pytest.mark.parametrize("key", ["seed", "runs", "record", "seconds", "versions"])
def test_a_manifest_with_an_entry_missing_is_damaged(stored, key):
    with pytest.raises(ResultsError, match=rf"stored.manifest\.json is damaged \({key} is missing\); run it again"):
        Results.load(spoilt(stored, without=key))


@pytest.mark.parametrize("text", ["", "{", "[]", '"text"', "\x00\x01", '{"format": "one"}'])
def test_a_manifest_that_cannot_be_read_is_damaged(stored, text):
    (stored / "manifest.json").write_text(text)
    with pytest.raises(ResultsError, match=r"stored is damaged \(.+\); run it again"):
        Results.load(stored)


def test_a_manifest_in_another_encoding_is_damaged(stored):
    (stored / "manifest.json").write_bytes("{}".encode("utf-16"))
    with pytest.raises(ResultsError, match="stored is damaged"):
        Results.load(stored)


def test_a_table_that_is_missing_or_cut_short_is_damage(stored):
    whole = (stored / "years.parquet").read_bytes()
    for remains in (whole[: len(whole) // 2], b"", b"not a table"):
        (stored / "years.parquet").write_bytes(remains)
        with pytest.raises(ResultsError, match=r"years\.parquet is damaged \(.+\); run it again"):
            Results.load(stored)
    (stored / "years.parquet").unlink()
    with pytest.raises(ResultsError, match=r"years\.parquet is damaged \(.+\); run it again"):
        Results.load(stored)


def test_a_scenario_that_was_tampered_with_is_reported_with_its_field(stored):
    with pytest.raises(sim.InputError, match=r"stored: years = 400 is above 40"):
        Results.load(spoilt(stored, scenario={"years": 400}))
