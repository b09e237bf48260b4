"""A bundle holds everything that made its numbers, is lived again to the last bit, and does no harm whoever made it."""

import hashlib
import io
import json
import struct
import warnings
import zipfile
from urllib.parse import unquote

import pytest

import simulation as sim
from simulation.archive import unpack
from simulation.archive.bundle import DOCUMENTS, archive
from simulation.archive.crate import CRATE
from simulation.archive.reproduce import reproduce
from simulation.archive.unpack import BundleError, unpacked
from simulation.cli import main
from simulation.parameters.scenario import InputError
from tests import manifests
from tests.together import each

SHORT = {"years": 1, "school.teachers": 8, "name": "short"}
STUDY = {
    "name": "tiny",
    "runs": 1,
    "set": {"years": 1, "school.teachers": 8},
    "parameters": [{"field": "time.planning", "values": [0, 1]}],
    "observe": [{"outcomes": ["influence"]}],
}


@pytest.fixture(scope="module")
def scenario():
    return sim.Scenario.load("baseline").replace(SHORT)


@pytest.fixture(scope="module")
def folders(scenario, tmp_path_factory):
    place = tmp_path_factory.mktemp("held")
    sim.simulate(scenario, runs=2, record=("teachers",)).save(place / "run")
    sim.compare(scenario, scenario.replace({"time.planning": 4}), runs=2).save(place / "compare")
    sim.sweep(STUDY, out=place / "sweep")
    return place


@pytest.fixture(scope="module")
def bundle(folders, tmp_path_factory):
    return archive(folders / "run", tmp_path_factory.mktemp("out") / "run.zip", authors=("Ada L.",), licence="CC-BY-4.0").path


def changed(bundle, place, change):
    """A copy of a bundle whose files (name -> content) somebody has changed, with a description that fits if `change` says so."""
    with zipfile.ZipFile(bundle) as old:
        files = {name: old.read(name) for name in old.namelist()}
    files = change(files) or files
    path = place / "changed.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in files.items():
            new.writestr(name, content)
    return path


def described(files):
    """Make the description of some files fit them, as a forger would."""
    crate = json.loads(files[CRATE])
    others = [one for one in crate["@graph"] if one["@type"] != "File"]
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != CRATE}
    crate["@graph"] = others + [{"@id": name, "@type": "File", "sha256": digest} for name, digest in digests.items()]
    return files | {CRATE: json.dumps(crate).encode()}


# ---------------------------------------------------------------- what it holds


def test_a_bundle_of_any_folder_is_lived_again_to_the_last_bit(folders, tmp_path, capsys):
    for kind, runs in (("run", 2), ("compare", 4), ("sweep", 2)):
        file = tmp_path / f"{kind}.zip"
        assert main(["archive", str(folders / kind), "--out", str(file)]) == 0
        assert main(["reproduce", str(file)]) == 0
        said = capsys.readouterr()
        assert f"{runs} of {runs} runs simulated again" in said.out and "the same to the last bit" in said.out and not said.err


def test_the_description_tells_of_every_file_and_of_nothing_else(bundle):
    with zipfile.ZipFile(bundle) as held:
        names, crate = set(held.namelist()), json.loads(held.read(CRATE))
        by_id = {one["@id"]: one for one in crate["@graph"]}
        told = {unquote(one["@id"]): one for one in crate["@graph"] if one["@type"] == "File"}
        assert (
            set(told) | {CRATE} == names >= {*DOCUMENTS, "results/years.parquet", "question/scenario.toml", "environment.txt"}
        )
        for name, one in told.items():
            content = held.read(name)
            assert (one["sha256"], one["contentSize"]) == (hashlib.sha256(content).hexdigest(), str(len(content)))
    root, action = by_id["./"], by_id["#run"]
    assert by_id[CRATE]["about"] == {"@id": "./"} and root["author"] == [{"@id": "#author-1"}] and root["datePublished"]
    assert root["license"]["@id"] in by_id and {"@id": "results/years.parquet"} in action["result"]
    linked = [one["@id"] for one in (*root["hasPart"], *action["object"], *action["result"], action["instrument"])]
    assert set(linked) <= set(by_id) and "run " in action["description"] and sim.__version__ in json.dumps(by_id["#program"])


def test_the_question_in_a_bundle_is_the_scenario_with_every_value(bundle, scenario, tmp_path):
    with zipfile.ZipFile(bundle) as held:
        (tmp_path / "s.toml").write_bytes(held.read("question/scenario.toml"))
        environment = held.read("environment.txt").decode()
        assert (
            "figures results" in (told := held.read("README.md").decode())
            and "reproduce" in told
            and "run.py run baseline" in told
        )
    assert sim.Scenario.load(tmp_path / "s.toml") == scenario
    assert "\nnumba==" in environment and environment.startswith("# Python 3.")


def test_the_same_folder_gives_the_same_bundle(folders, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    one, two = (archive(folders / "run", tmp_path / name).path.read_bytes() for name in ("a.zip", "b.zip"))
    assert one == two


def test_what_the_manifest_does_not_vouch_for_is_left_out_and_named(folders, tmp_path, capsys):
    stranger = folders / "run" / "key.csv"
    stranger.write_text("code,name\n")
    try:
        assert main(["archive", str(folders / "run"), "--out", str(tmp_path / "x.zip")]) == 0
    finally:
        stranger.unlink()
    assert "left out" in (said := capsys.readouterr().err) and "key.csv" in said
    assert "results/key.csv" not in zipfile.ZipFile(tmp_path / "x.zip").namelist()


def test_an_older_file_is_never_replaced_unasked_and_damage_is_not_archived(folders, tmp_path, capsys):
    out = tmp_path / "x.zip"
    out.write_text("mine")
    assert main(["archive", str(folders / "run"), "--out", str(out)]) == 2
    assert "--replace" in capsys.readouterr().err and out.read_text() == "mine"
    assert main(["archive", str(folders / "run"), "--out", str(out), "--replace"]) == 0 and zipfile.is_zipfile(out)
    table, own = folders / "run" / "teachers.parquet", (folders / "run" / "teachers.parquet").read_bytes()
    table.write_bytes(own[:-40] + own[-40:][::-1])
    try:
        with pytest.raises(InputError, match=r"teachers\.parquet is damaged"):
            archive(folders / "run", tmp_path / "y.zip")
    finally:
        table.write_bytes(own)
    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]


# ---------------------------------------------------------------- numbers that are others


def forged(table, change):
    """Change a table of a bundle, and forge every digest on the way, as whoever wants to deceive would."""

    def forge(files):
        import pandas as pd

        frame = change(pd.read_parquet(io.BytesIO(files[f"results/{table}"])))
        content = io.BytesIO()
        frame.to_parquet(content, index=False)
        manifest = json.loads(files["results/manifest.json"])
        manifest.pop("guard")
        manifest["files"][table] = hashlib.sha256(content.getvalue()).hexdigest()[:32]
        text = manifests.sealed(manifest).encode()
        return described(files | {f"results/{table}": content.getvalue(), "results/manifest.json": text})

    return forge


def test_a_forged_number_is_found_and_named(bundle, tmp_path, capsys):
    def touch(frame):
        frame.loc[5, "exhaustion"] = min(1.0, frame.loc[5, "exhaustion"] + 2.0**-50)
        return frame

    path = changed(bundle, tmp_path, forged("teachers.parquet", touch))
    assert main(["reproduce", str(path)]) == 1
    said = capsys.readouterr().err
    assert f"{path} was not reproduced: teachers.parquet, run 0" in said and "exhaustion is stored as" in said


def test_forged_effects_are_found_although_their_tables_are_right(folders, tmp_path):
    def forge(files):
        text = files["results/effects.csv"].replace(b"influence,0.", b"influence,0.9", 1)
        manifest = json.loads(files["results/manifest.json"])
        manifest.pop("guard")
        manifest["files"]["effects.csv"] = hashlib.sha256(text).hexdigest()[:32]
        return described(files | {"results/effects.csv": text, "results/manifest.json": manifests.sealed(manifest).encode()})

    own = archive(folders / "compare", tmp_path / "own.zip").path
    assert "effects.csv holds other effects" in reproduce(changed(own, tmp_path, forge)).verdict.difference


# ---------------------------------------------------------------- strangers

EVIL = {
    "../up.txt": "leads out", "/etc/passwd": "leads out", "results/../../up": "leads out", "a\\..\\b": "leads out", "c:/x": "leads out",
    "results//x": "leads out", "results/nul.txt": "not every system", "results/x.": "not every system", "results/\x1b[2J": "control character",
    "results/" + 300 * "x": "more than 240 letters", "/".join(12 * "a"): "8 folders", "results/YEARS.parquet": "twice",
}  # fmt: skip


@each("name", EVIL, repr)
def test_a_file_that_would_land_elsewhere_is_refused_before_anything_is_unpacked(name, bundle, tmp_path):
    path = changed(bundle, tmp_path, lambda files: described(files | {name: b"evil"}))
    with pytest.raises(BundleError, match=EVIL[name]), unpacked(path):
        pytest.fail("it was unpacked")
    assert not (tmp_path.parent / "up.txt").exists()


def bomb(files):
    return described(files | {"results/zeros.bin": bytes(30_000_000)})


def link(path):
    about = zipfile.ZipInfo("results/link")
    about.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as held:
        held.writestr(about, "/etc/passwd")


def test_a_bundle_that_swells_holds_links_or_strangers_or_was_touched_is_refused(bundle, tmp_path, monkeypatch):
    monkeypatch.setattr(unpack, "_ROOMY", 20_000_000)

    def tell(change, match):
        with pytest.raises(BundleError, match=match), unpacked(changed(bundle, tmp_path, change)):
            pytest.fail("it was unpacked")

    tell(bomb, "would take 30 MB|would take 31 MB")
    tell(lambda files: files | {"results/more.txt": b"x"}, "does not tell")
    tell(lambda files: files | {"results/summary.md": b"All is well."}, "not what was archived")
    tell(lambda files: {name: text for name, text in files.items() if name != CRATE}, f"it has no {CRATE}")
    tell(lambda files: files | {CRATE: b"[" * 1000}, "is damaged")
    tell(lambda files: files | {CRATE: b'{"@graph": 3}'}, "is damaged")
    path = changed(bundle, tmp_path, lambda files: None)
    link(path)
    with pytest.raises(BundleError, match="holds a link"), unpacked(path):
        pytest.fail("it was unpacked")
    whole = bundle.read_bytes()
    for name, content, match in (
        ("text.zip", b"no zip at all", "is no bundle"),
        ("short.zip", whole[: len(whole) // 2], "is no bundle"),
        (
            "flipped.zip",
            whole[:5000] + bytes(len(whole) - 10000) + whole[-5000:],
            "is damaged|is no bundle|not what was archived",
        ),
        ("many.zip", whole[:-10] + struct.pack("<I", 2**31) + whole[-6:], "table of contents of"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BundleError, match=match), unpacked(tmp_path / name):
            pytest.fail("it was unpacked")


def remade(change):
    """Change what the manifest within says, with a guard and a description that fit."""

    def forge(files):
        manifest = json.loads(files["results/manifest.json"])
        manifest.pop("guard")
        change(manifest)
        return described(files | {"results/manifest.json": manifests.sealed(manifest).encode()})

    return forge


def test_a_manifest_that_asks_for_the_world_is_refused_at_once(bundle, folders, tmp_path):
    for kind, change, match in (
        ("run", lambda m: m["files"].update({"../../../../dev/zero": "0" * 32}), "not within the folder"),
        ("run", lambda m: m.update(runs=10**9), "schools would take"),
        ("run", lambda m: m.update(runs=50), "holds 2 runs and not 50"),
        ("run", lambda m: m.update(record=["years", "../x"]), "damaged|record"),
        ("sweep", lambda m: m.update(points=10**7), "lacks points|would take|damaged"),
        ("sweep", lambda m: m.update(sizes=[5, 4, 3]), "shrank"),
    ):
        own = bundle if kind == "run" else archive(folders / kind, tmp_path / "own.zip", replace=True).path
        path = changed(own, tmp_path, remade(change))
        try:
            told = reproduce(path).verdict.difference
        except InputError as fault:
            told = str(fault)
        with pytest.raises(AssertionError, match=match):
            raise AssertionError(told)
        assert "/bundle-" not in told  # the folder that was there for a moment


def test_other_sources_and_versions_are_told_in_words(bundle, tmp_path, capsys):
    def other(manifest):
        manifest["digest"] = "0123456789abcdef"
        manifest["versions"]["numba"] = "0.1"

    path = changed(bundle, tmp_path, remade(other))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert main(["reproduce", str(path)]) == 0
    said = capsys.readouterr().err
    assert "made with numba 0.1; here numba" in said and said.count("0123456789abcdef") == 1 and "/bundle-" not in said


def test_names_that_no_disk_can_hold_together_and_names_that_are_no_text_are_told_in_a_sentence(tmp_path, capsys):
    path = tmp_path / "x.zip"
    for names, told in (
        (
            ["results/a", "results/a/b"],
            "holds 'results/a' both as a file and as the folder of 'results/a/b'; nothing was unpacked",
        ),
        (
            ["results/A/b", "results/a"],
            "holds 'results/a' both as a file and as the folder of 'results/A/b'; nothing was unpacked",
        ),
        (["results/a/", "results/a"], "holds 'results/a' twice; nothing was unpacked"),
        (["results/\xe9.md"], "holds a file whose name is no text in UTF-8; get it again"),
    ):
        with zipfile.ZipFile(path, "w") as bundle:
            for name in names:
                bundle.writestr(name, "")
        path.write_bytes(path.read_bytes().replace("\xe9".encode(), b"\xff\xfe"))
        assert main(["reproduce", str(path)]) == 2
        assert told in capsys.readouterr().err


def test_only_a_sweeps_own_locks_are_left_out_unnamed(folders, tmp_path):
    strangers = ["lockdown_survey.csv", "lock", "lock-2-of-3.csv"]
    for kind, named in (("run", strangers), ("sweep", [strangers[0], strangers[2]])):
        there = [folders / kind / name for name in strangers if not (folders / kind / name).exists()]
        for path in there:
            path.touch()
        try:
            assert archive(folders / kind, tmp_path / f"{kind}.zip").left_out == sorted(named)
        finally:
            for path in there:
                path.unlink()
