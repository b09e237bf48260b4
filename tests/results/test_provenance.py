"""A manifest determines its numbers: it carries a digest of the sources that made them, and other sources are told of."""

import json
import warnings

import pytest

import simulation as sim
from simulation.cli import main
from simulation.core.sources import sources_digest
from simulation.experiments.sweep.verify import verify
from simulation.experiments.uncertainty import simulate_uncertain
from simulation.results.folder import SourcesWarning
from tests import manifests

SHORT = {"years": 1, "school.teachers": 8}
STUDY = """
base = "baseline"
runs = 1
set = { years = 1, "school.teachers" = 8 }

[design]
kind = "grid"

[[parameters]]
field = "time.planning"
values = [0, 1]

[[observe]]
outcomes = ["influence"]
"""


@pytest.fixture(scope="module")
def scenario():
    return sim.Scenario.load("baseline").replace(SHORT)


@pytest.fixture(scope="module")
def made(scenario, tmp_path_factory):
    """One folder of each kind: name -> (folder, how it is read back, the module that made it)."""
    place = tmp_path_factory.mktemp("made")
    run = sim.simulate(scenario, runs=2).save(place / "run")
    compare = sim.compare(scenario, scenario.replace({"time.planning": 4}), runs=2).save(place / "compare")
    uncertain = simulate_uncertain(scenario, runs=2).save(place / "uncertain")
    return {
        "run": (run, sim.Results.load, "ensemble.simulate"),
        "compare": (compare, sim.Effect.load, "experiments.compare"),
        "uncertain": (uncertain, sim.Results.load, "experiments.uncertainty"),
    }


@pytest.fixture(params=["run", "compare", "uncertain"])
def one(request, made):
    folder, load, module = made[request.param]
    own = (folder / "manifest.json").read_bytes()
    yield folder, load, module
    (folder / "manifest.json").write_bytes(own)


def change(folder, **values):
    manifests.write(folder, manifests.read(folder) | values)


def test_every_manifest_carries_the_digest_of_the_sources_that_decide(one):
    folder, _, module = one
    assert json.loads((folder / "manifest.json").read_text())["digest"] == sources_digest(module)


def test_what_these_sources_made_is_read_without_a_word(one):
    folder, load, _ = one
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load(folder)


def test_what_other_sources_made_is_read_with_one_sentence(one):
    folder, load, module = one
    change(folder, digest="0123456789abcdef")
    with pytest.warns(SourcesWarning) as told:
        load(folder)
    (sentence,) = {str(warning.message) for warning in told}
    assert "other sources" in sentence and "0123456789abcdef" in sentence and sources_digest(module) in sentence


def test_a_manifest_that_does_not_say_is_not_taken_for_ours(one):
    folder, load, _ = one
    manifest = manifests.read(folder)
    del manifest["digest"]
    manifests.write(folder, manifest)
    with pytest.warns(SourcesWarning, match="unknown"):
        load(folder)


def test_whoever_saves_old_results_again_has_not_made_them(made, tmp_path):
    folder, load, _ = made["run"]
    own = (folder / "manifest.json").read_bytes()
    change(folder, digest="0123456789abcdef")
    with pytest.warns(SourcesWarning):
        again = load(folder).save(tmp_path / "again")
    (folder / "manifest.json").write_bytes(own)
    assert json.loads((again / "manifest.json").read_text())["digest"] == "0123456789abcdef"


def test_verifying_with_other_sources_says_so(made, capsys):
    folder, _, _ = made["run"]
    own = (folder / "manifest.json").read_bytes()
    assert verify(folder).note == ""
    change(folder, digest="0123456789abcdef")
    try:
        assert "0123456789abcdef" in verify(folder).note
        assert main(["verify", str(folder)]) == 0
        assert capsys.readouterr().err.count("other sources") == 1
    finally:
        (folder / "manifest.json").write_bytes(own)


def test_uncertain_runs_are_verified_under_their_sets(made):
    """They were once lived again under the defaults, and differed."""
    verdict = verify(made["uncertain"][0])
    assert verdict.difference == "" and verdict.checked == 2


def test_a_sweep_carries_the_digest_too(tmp_path, capsys):
    (tmp_path / "s.toml").write_text(STUDY)
    assert main(["sweep", str(tmp_path / "s.toml"), "--out", str(tmp_path / "x"), "--quiet"]) == 0
    manifest = json.loads((tmp_path / "x" / "manifest.json").read_text())
    assert manifest["digest"] == sources_digest("experiments.sweep.run")


def test_on_the_command_line_the_warning_is_a_sentence_and_no_traceback(made, capsys, tmp_path):
    folder, _, _ = made["run"]
    own = (folder / "manifest.json").read_bytes()
    change(folder, digest="0123456789abcdef")
    try:
        assert main(["report", str(folder), "--out", str(tmp_path / "r.html")]) == 0
    finally:
        (folder / "manifest.json").write_bytes(own)
    told = capsys.readouterr().err
    assert "Note: " in told and "Warning" not in told
