"""Compiled code is kept in a folder of one's own; what is damaged heals, and what cannot be kept stops nothing."""

import os
import sys
import threading
import time
import warnings
from pathlib import Path

import pytest

from simulation.core import cache, compiled
from simulation.core.cache import CacheWarning, OwnCache, cache_folder, is_own, users_caches
from simulation.engine import first_call

posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners and permissions of this kind")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A user whose caches are in a folder of the test."""
    monkeypatch.delenv("SIMULATION_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(sys, "platform", "linux")
    return tmp_path / "caches" / "teachers-collective-action"


# ---------------------------------------------------------------- whose folder it is


@posix
def test_the_cache_is_the_users_own_and_nobody_elses(home):
    folder = cache_folder("v")
    assert folder.parent == home
    assert [path.stat().st_mode & 0o777 for path in (folder, home)] == [0o700, 0o700]
    assert cache_folder("v") == folder


@posix
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777])
def test_a_folder_that_others_may_write_to_is_not_loaded_from(home, mode):
    folder = cache_folder("v")
    (folder / "planted.nbi").touch()
    folder.chmod(mode)
    other = cache_folder("v")
    assert other != folder
    assert list(other.iterdir()) == []
    assert is_own(other)


@posix
def test_a_folder_of_somebody_else_is_not_loaded_from(home, monkeypatch):
    folder = cache_folder("v")
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert cache_folder("v") != folder


@posix
def test_a_link_in_place_of_the_folder_is_not_followed(home, tmp_path):
    folder = cache_folder("v")
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "elsewhere")
    assert cache_folder("v") != folder


@posix
def test_a_named_folder_that_others_may_write_to_is_refused_with_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("SIMULATION_CACHE", str(tmp_path / "shared"))
    cache_folder("v").chmod(0o777)
    with pytest.warns(CacheWarning, match=r"shared is not used, since others may write to it or you may not"):
        other = cache_folder("v")
    assert tmp_path not in other.parents


def test_a_user_without_a_home_compiles_in_a_folder_that_is_removed_at_the_end(monkeypatch):
    removed = []
    monkeypatch.delenv("SIMULATION_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    monkeypatch.setattr(cache.atexit, "register", lambda work, *what, **_: removed.append(what[0]))
    folder = cache_folder("v")
    assert removed == [folder.parent]
    assert is_own(folder)


@pytest.mark.parametrize(
    ("environment", "platform", "end"),
    [
        ({"XDG_CACHE_HOME": os.path.abspath("/x")}, "linux", "x/teachers-collective-action"),
        ({"XDG_CACHE_HOME": "relative"}, "linux", ".cache/teachers-collective-action"),  # as the standard says
        ({}, "linux", ".cache/teachers-collective-action"),
        ({}, "darwin", "Library/Caches/teachers-collective-action"),
        ({"LOCALAPPDATA": "C:/Local"}, "win32", "Local/teachers-collective-action/Cache"),
        ({}, "win32", "AppData/Local/teachers-collective-action/Cache"),
    ],
)
def test_every_system_has_its_place_for_caches(environment, platform, end):
    assert users_caches(environment, platform).as_posix().endswith(end)


def test_two_installations_have_a_folder_each(home, monkeypatch):
    """numba keeps code by the path of its source: one would take the other's folder for warm."""
    here = cache_folder("v")
    monkeypatch.setattr(cache, "_PACKAGE", Path("/elsewhere/simulation"))
    assert cache_folder("v") != here


# ---------------------------------------------------------------- many at once


def test_old_folders_go_and_whoever_starts_meanwhile_does_not_mind(home, monkeypatch):
    old, new = (home / f"compiled-{16 * letter}-0.66.0rc1-{8 * letter}" for letter in "0e")
    cache_folder("v")
    for folder in (old, new):
        folder.mkdir()
    os.utime(old, (time.time() - 15 * 24 * 3600,) * 2)
    asked = []
    look = Path.lstat

    def vanishing(path, **how):
        asked.append(path)
        if path == new:
            raise FileNotFoundError(path)  # removed between the listing and the look
        return look(path, **how)

    monkeypatch.setattr(Path, "lstat", vanishing)
    cache_folder("v")
    assert new in asked
    monkeypatch.undo()
    assert not old.exists()


def test_nothing_that_another_program_keeps_in_the_named_place_is_removed(tmp_path, monkeypatch):
    monkeypatch.setenv("SIMULATION_CACHE", str(tmp_path))
    ours = f"compiled-{16 * '0'}-0.66.0-{8 * '0'}"
    others = ["compiled-assets", f"{ours}-backup", "compiled-old", ours.replace("0.66.0", "shaders")]
    for name in (ours, *others):
        (tmp_path / name).mkdir(mode=0o700)
        os.utime(tmp_path / name, (time.time() - 15 * 24 * 3600,) * 2)
    kept = cache_folder(f"{16 * '1'}-0.66.0")
    assert {path.name for path in tmp_path.iterdir()} == {*others, kept.name}


def test_a_folder_that_vanishes_while_it_is_taken_is_no_fault(home, monkeypatch):
    """An old one that another process removes at this very moment."""

    def gone(*_, **__):
        raise FileNotFoundError("gone")

    monkeypatch.setattr(os, "utime", gone)
    assert is_own(cache_folder("v"))


def test_many_programs_may_start_at_the_same_time(home):
    found = []
    threads = [threading.Thread(target=lambda: found.append(cache_folder("v"))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert len(set(found)) == 1


def test_a_second_process_that_cannot_be_started_is_done_without(monkeypatch):
    """No memory, no more processes: everything is compiled here."""

    def refused(*_, **__):
        raise OSError(11, "Resource temporarily unavailable")

    done = []
    monkeypatch.setattr(first_call, "is_cold", lambda: True)
    monkeypatch.setattr(first_call.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(first_call, "compile_weeks", lambda: done.append("weeks"))
    monkeypatch.setattr(first_call.subprocess, "Popen", refused)
    first_call._once.cache_clear()
    try:
        first_call.make_ready()
    finally:
        first_call._once.cache_clear()
    assert done == ["weeks"]


# ---------------------------------------------------------------- what is damaged


def twice(number):
    return 2.0 * number


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A cache of the test; whatever is said about it is said anew."""
    monkeypatch.setattr(compiled, "CACHE_FOLDER", tmp_path)
    monkeypatch.setattr(OwnCache, "_told", False)
    return tmp_path


def compiled_anew():
    """The function as a program that starts would have it, and whether it came from the cache."""
    function = compiled.kernel(twice)
    assert function(21.0) == 42.0
    return sum(function.stats.cache_hits.values())


def one_bit(content):
    return content[:-9] + bytes([content[-9] ^ 16]) + content[-8:]


DAMAGE = {
    "cut off": lambda c: c[: len(c) // 2],
    "empty": lambda c: b"",
    "other bytes": lambda c: b"\x80\x04garbage" * 20,
    "a bit": one_bit,
}


@pytest.mark.parametrize("ending", [".nbi", ".nbc"])
def test_a_damaged_cache_is_thrown_away_and_compiled_again(place, ending, monkeypatch):
    assert compiled_anew() == 0
    assert compiled_anew() == 1
    for name, damage in DAMAGE.items():
        (file,) = place.rglob(f"*{ending}")
        file.write_bytes(damage(file.read_bytes()))
        monkeypatch.setattr(OwnCache, "_told", False)
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            assert compiled_anew() == 0, name
        if (ending, name) != (".nbi", "a bit"):  # an index with another key only lacks the right one
            assert [str(one.message) for one in said] == [
                "a damaged part of the cache of compiled code was thrown away; it is compiled again, which takes some seconds"
            ], name
        assert compiled_anew() == 1, name


def test_a_cache_that_was_removed_is_made_again(place):
    assert compiled_anew() == 0
    for file in place.rglob("*.nb?"):
        file.unlink()
    assert compiled_anew() == 0
    assert compiled_anew() == 1


def test_a_disk_that_is_full_costs_the_cache_and_not_the_run(place, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("numba.core.caching.IndexDataCacheFile.save", full)
    with pytest.warns(CacheWarning, match=r"compiled code cannot be kept in .* \(No space left on device\)"):
        assert compiled_anew() == 0


def test_where_no_cache_can_be_had_everything_is_compiled(place, monkeypatch):
    def refused(*_):
        raise RuntimeError("cannot cache function")

    monkeypatch.setattr("numba.core.caching.CompileResultCacheImpl.__init__", refused)
    assert compiled_anew() == 0
