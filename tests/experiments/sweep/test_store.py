"""The store: killed at any moment, on a full disk, shared, damaged or mixed up, it loses nothing and says what is wrong."""

import contextlib
import json
import os
import random
import shutil
import signal

import pandas as pd
import pytest

import simulation as sim
from simulation.cli import main
from simulation.experiments.sweep import run, store
from simulation.experiments.sweep.store import Store, StoreError
from tests import manifests
from tests.faults.forks import Forked

from .conftest import HASTY, TINY, as_toml, in_another_process, sampled

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of this kind")

#: Enough schools for some seconds of jobs.
LONG = TINY | {"runs": 40, "set": {"school.teachers": 20, "years": 2}}
HOLD = """
import sys, time
from simulation.experiments.sweep.store import locked
with locked(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The long study run in one go."""
    folder = tmp_path_factory.mktemp("undisturbed") / "s"
    sim.sweep(LONG, folder)
    return (folder / "runs.parquet").read_bytes()


@pytest.fixture
def done(tmp_path, in_one_part):
    """A finished sweep of the tiny study."""
    sim.sweep(TINY, tmp_path / "s")
    return tmp_path / "s"


def parts(folder):
    return sorted((folder / "parts").rglob("part-*.parquet"))


@posix
def test_a_sweep_killed_again_and_again_ends_as_if_it_had_never_been_disturbed(tmp_path, undisturbed, monkeypatch):
    folder, chance, kills, seen = tmp_path / "s", random.Random(1), 0, 0
    for name, value in HASTY.items():
        monkeypatch.setattr(run, name, value)
    while kills < 4:
        process, wanted = Forked(lambda: run.fill(LONG, folder, workers=2) and 0), seen + chance.randrange(1, 40)
        killed = process.kill_after(chance.random() * 0.02, lambda wanted=wanted: len(parts(folder)) >= wanted)
        assert killed, "it ended before it could be killed"
        kills, seen = kills + 1, len(parts(folder))
    state = Store.open(folder).status()
    assert 0 < (state == store.DONE).sum() < state.size  # there was something to keep and something to do
    monkeypatch.undo()
    sim.sweep(LONG, folder)
    assert (folder / "runs.parquet").read_bytes() == undisturbed
    assert not [path for path in folder.rglob(".*") if path.is_file()]  # nor is anything half-written left


@posix
def test_a_sweep_killed_before_it_has_a_manifest_begins_anew(tmp_path):
    folder = tmp_path / "s"
    (folder / "parts").mkdir(parents=True)
    (folder / "lock").write_text("process 1 on nowhere")
    left = [folder / f".{name}-abcd_123" for name in ("manifest.json", "points.parquet", "summary.md")]
    for path in left:
        path.write_text("{")
    (folder / "design.parquet").write_bytes(b"half")
    assert len(sim.sweep(TINY, folder)) == 36
    assert not any(path.exists() for path in left)


@posix
def test_on_a_full_disk_a_sweep_says_so_keeps_what_it_has_and_goes_on_later(tmp_path, undisturbed):
    import resource

    folder = tmp_path / "s"
    sim.sweep(LONG | {"runs": 5}, folder)
    before = parts(folder)
    source = "import sys; from simulation.cli import main; sys.exit(main(sys.argv[1:]))"
    (tmp_path / "s.toml").write_text(as_toml(LONG))
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # noqa: E731
    process = in_another_process(source, "sweep", tmp_path / "s.toml", "--out", folder, "--extend", "--quiet", preexec_fn=limit)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 2, told
    assert b"the disk is full" in told
    assert b"Traceback" not in told
    assert parts(folder) == before
    sim.sweep(LONG, folder, extend=True)
    assert (folder / "runs.parquet").read_bytes() == undisturbed


@posix
def test_a_second_process_is_refused_and_a_killed_one_holds_nothing(tmp_path):
    folder = tmp_path / "s"
    process = in_another_process(HOLD, folder)
    try:
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match=f"is in use by process {process.pid} on .*; wait until it is done"):
            sim.sweep(TINY, folder)
        with pytest.raises(StoreError, match="is in use"):
            sim.sweep(TINY, folder, shard=(1, 2))
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert len(sim.sweep(TINY, folder)) == 36


@posix
def test_shards_work_side_by_side_but_not_twice_and_not_beside_the_whole(tmp_path):
    folder = tmp_path / "s"
    hold = HOLD.replace("locked(sys.argv[1])", "locked(sys.argv[1], (1, 2))")
    process = in_another_process(hold, folder)
    try:
        assert process.stdout.readline() == b"held\n"
        refusal = f"is in use by process {process.pid} on .*; wait until it is done"
        with pytest.raises(StoreError, match=refusal), store.locked(folder, (1, 2)):
            pass
        with pytest.raises(StoreError, match=refusal), store.locked(folder):
            pass
        with store.locked(folder, (2, 2)):
            pass
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    with store.locked(folder), pytest.raises(StoreError, match=f"process {os.getpid()} "), store.locked(folder, (1, 2)):
        pass
    with store.locked(folder, (1, 2)):
        pass


def test_a_damaged_part_is_found_and_named_and_what_it_held_is_lived_anew(done):
    whole = (done / "runs.parquet").read_bytes()
    (part,) = parts(done)
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1  # a single bit
    part.write_bytes(content)
    for reads in (lambda: sim.sweep(TINY, done), lambda: run.finish.runs(Store.open(done))):
        with pytest.raises(StoreError, match=rf"{part.name} is damaged .* move it away"):
            reads()
    part.unlink()
    sim.sweep(TINY, done)
    assert (done / "runs.parquet").read_bytes() == whole


def test_a_part_of_another_study_is_found_and_named(done, tmp_path):
    sim.sweep(TINY | {"seed": 2}, tmp_path / "other")
    (foreign,) = parts(tmp_path / "other")
    shutil.copy(foreign, done / "parts" / foreign.name.replace("part-000001", "part-000002"))
    with pytest.raises(StoreError, match=r"part-000002-.* belongs to another study"):
        sim.sweep(TINY, done)


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(StoreError, match=r"holds something else \(thesis.docx\)"):
        sim.sweep(TINY, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_an_ensemble_does_not_take_the_place_of_a_sweep(done):
    scenario = sim.Scenario.load("baseline").replace({"school.teachers": 6, "years": 1})
    with pytest.raises(sim.ResultsError, match="it is left alone"):
        sim.simulate(scenario, runs=1).save(done)
    assert len(sim.sweep(TINY, done)) == 36


def test_another_study_in_the_same_folder_is_refused_with_the_difference(done):
    with pytest.raises(StoreError, match=r"holds another study \(seed: 1 there, 9 here\)"):
        sim.sweep(TINY | {"seed": 9}, done)


def test_runs_of_two_versions_are_never_mixed(done, monkeypatch):
    monkeypatch.setattr(store, "sources", lambda: "changed")
    with pytest.raises(StoreError, match="runs of both must not be mixed"):
        sim.sweep(TINY, done)


def test_a_study_grows_only_when_it_is_told_to_and_never_shrinks(done):
    with pytest.raises(StoreError, match=r"runs from 4 to 6\); add --extend"):
        sim.sweep(TINY | {"runs": 6}, done)
    with pytest.raises(StoreError, match="has runs = 4 already, more than 3"):
        sim.sweep(TINY | {"runs": 3}, done, extend=True)


@pytest.mark.parametrize("kind", ["sobol", "latin_hypercube"])
def test_a_study_extended_by_points_and_runs_keeps_what_it_had(tmp_path, kind, in_one_part):
    small, large = sampled(kind, 4), sampled(kind, 8, runs=6)
    before = sim.sweep(small, tmp_path / "s")
    (part,) = parts(tmp_path / "s")
    after = sim.sweep(large, tmp_path / "s", extend=True)
    assert part.exists()
    assert len(after) == 48
    kept = after[(after["point"] < 4) & (after["run"] < 4)].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, before, check_exact=True)
    if kind == "sobol":  # a sequence does not show where it was extended
        sim.sweep(large, tmp_path / "whole")
        assert (tmp_path / "s" / "runs.parquet").read_bytes() == (tmp_path / "whole" / "runs.parquet").read_bytes()


@pytest.mark.parametrize("damage", ["", "{}", '{"program": "x"}', "[1]"])
def test_a_damaged_manifest_is_a_clear_fault(done, damage):
    (done / "manifest.json").write_text(damage)
    with pytest.raises(StoreError, match=r"damaged|no sweep's folder"):
        Store.open(done)


def test_a_folder_whose_manifest_says_luck_is_opened_and_grows(tmp_path):
    folder = tmp_path / "s"
    sim.sweep(TINY | {"random_numbers": "own"}, folder)
    manifest = manifests.read(folder)
    assert manifest["study"].pop("random_numbers") == "own"
    manifest["study"]["luck"] = "own"
    manifests.write(folder, manifest)
    before = pd.read_parquet(folder / "runs.parquet")
    assert Store.open(folder).study.own_random_numbers
    sim.sweep(TINY | {"random_numbers": "own", "runs": 5}, folder, extend=True)
    after = pd.read_parquet(folder / "runs.parquet")
    assert len(after) == 45 and after.groupby("point")["seed"].nunique().eq(1).all() and after["seed"].nunique() == 9
    pd.testing.assert_frame_equal(after[after["run"] < 4].reset_index(drop=True), before)


def test_a_folder_of_the_format_without_guards_is_read_and_gone_on_with(done, tmp_path, capsys):
    manifest = manifests.read(done)
    del manifest["files"]
    (done / "manifest.json").write_text(json.dumps(manifest | {"format": 1}), encoding="utf-8")
    assert main(["export", str(done), "--out", str(tmp_path / "x.csv")]) == 0
    assert main(["verify", str(done), "--runs", "2"]) == 0
    sim.sweep(TINY | {"runs": 5}, done, extend=True)
    assert manifests.read(done)["format"] == 2 and set(manifests.read(done)["files"]) >= {"design.parquet", "runs.parquet"}
    assert main(["verify", str(done), "--runs", "2"]) == 0


def test_an_extension_that_was_killed_between_its_files_is_read_at_the_old_size_and_grows_again(done, monkeypatch):
    small, large = sampled("sobol", 4), sampled("sobol", 8)
    folder = done.parent / "grown"
    sim.sweep(small, folder)
    good = Store._write_manifest
    with monkeypatch.context() as patched:  # the new points are there, and what tells of them is not
        patched.setattr(Store, "_write_manifest", lambda self, manifest=None: good(self, manifest) if manifest else _killed())
        with pytest.raises(KeyboardInterrupt):
            sim.sweep(large, folder, extend=True)
    assert len(pd.read_parquet(folder / "design.parquet")) == 8 and len(Store.open(folder).design()) == 4
    assert len(sim.sweep(small, folder)) == 16
    assert len(sim.sweep(large, folder, extend=True)) == 32


def _killed():
    raise KeyboardInterrupt


def test_a_sweep_that_is_done_has_few_parts_and_a_kill_while_they_are_joined_costs_nothing(tmp_path, monkeypatch):
    for name, value in HASTY.items():
        monkeypatch.setattr(run, name, value)
    monkeypatch.setattr(Store, "join", lambda store: None)
    table = sim.sweep(TINY, tmp_path / "s", workers=1)
    pieces = parts(tmp_path / "s")
    assert len(pieces) > 4
    monkeypatch.undo()

    def unlink(path, missing_ok=False):
        if path in pieces[1:]:
            raise KeyboardInterrupt
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)

    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr(store.Path, "unlink", unlink)
        sim.sweep(TINY, tmp_path / "s")
    assert len(parts(tmp_path / "s")) == len(pieces)  # one is gone, and one holds everything
    pd.testing.assert_frame_equal(sim.sweep(TINY, tmp_path / "s"), table)
    assert len(parts(tmp_path / "s")) == 1
    assert main(["verify", str(tmp_path / "s")]) == 0
