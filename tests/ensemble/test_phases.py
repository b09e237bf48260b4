"""Phases of one's own: in ensembles, comparisons, sweeps, folders, on the command line; and whether they keep the model's promises."""

import functools
import json

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.cli import main
from simulation.engine import extension
from simulation.ensemble.checks import check_phases
from simulation.experiments.sweep.verify import verify

from ..together import each

RULES = '''
import numpy as np

seen = []


def care(state, p):
    """The two most exhausted recover.

    More of it."""
    teachers = state.teachers
    there = np.flatnonzero(teachers.present)
    teachers.exhaustion[there[np.argsort(-teachers.exhaustion[there])][:2]] *= 0.95


def counted(state, p):
    """Luck of its own."""
    school = state.school[0]
    rng = np.random.default_rng([school.seed, school.run, school.year, school.week])
    state.teachers.exhaustion[0] *= rng.random()


def wild(state, p):
    state.teachers.exhaustion[:] += 0.5


def unknown(state, p):
    state.teachers.exhaustion[0] = np.nan


def luck(state, p):
    state.teachers.exhaustion[0] = np.random.random()


def memory(state, p):
    seen.append(1)
    state.teachers.exhaustion[0] = len(seen) % 97 / 97


def broken(state, p):
    raise ValueError("no")


def later(state, p):
    if state.school[0].run > 1:
        raise ValueError("late")


number = 3
'''


@pytest.fixture
def rules(tmp_path, monkeypatch):
    """A file of phases in the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my_rules.py").write_text(RULES)
    return lambda *names: extension.load([f"my_rules.py:{name}" for name in names])


@pytest.fixture(scope="module")
def small(scenario):
    return scenario.replace({"years": 1, "school.teachers": 8})


def test_the_models_own_week_walked_from_python_gives_the_same_schools_to_the_last_bit(small):
    record = ("years", "weeks", "teachers", "terms", "ties")
    compiled, walked = (sim.simulate(small, 2, 3, record=record, phases=phases) for phases in (None, sim.WEEK))
    for table in ("years", "weeks", "teachers", "ties"):
        pd.testing.assert_frame_equal(getattr(compiled, table), getattr(walked, table), check_exact=True)


def test_a_phase_acts_and_is_named_in_the_manifest_with_the_digest_of_its_source(small, rules, tmp_path):
    usual, helped = (sim.simulate(small, 2, 3, phases=phases) for phases in (None, rules("care")))
    assert (helped.years["exhaustion"] < usual.years["exhaustion"]).all()
    assert "phases" not in usual.manifest
    told = helped.manifest["phases"]
    assert [phase["name"] for phase in told] == [*(phase.name for phase in sim.WEEK), "care"]
    assert told[-1]["sentence"] == "The two most exhausted recover."
    (tmp_path / "my_rules.py").write_text(RULES.replace("0.95", "0.94"))
    assert extension.told(rules("care"))[-1]["source"] != told[-1]["source"]
    assert "the phase care (my_rules:care)" in helped.summary()


def test_a_folder_says_what_its_week_was_and_is_verified_only_with_it(small, rules, tmp_path):
    week = rules("care")
    folder = sim.simulate(small, 2, 3, phases=week).save(tmp_path / "x")
    assert sim.Results.load(folder).phases == extension.told(week)
    with pytest.raises(sim.InputError, match="--phase my_rules:care"):
        verify(folder)
    with pytest.raises(sim.InputError, match="are not those"):
        verify(folder, phases=rules("counted"))
    assert verify(folder, phases=week).difference == ""
    with pytest.raises(sim.ResultsError, match="other results"):
        sim.simulate(small, 2, 3).save(folder)


def test_a_rule_of_ones_own_is_compared_with_none(small, rules):
    effect = sim.compare(small, small.replace({"name": "with care"}), runs=3, seed=3, phases_b=rules("care"))
    apart = effect.difference("exhaustion")["difference"]
    assert (apart < 0.0).all()
    assert effect.was_set()[-1] == "Set in b: the phase care (my_rules:care)."


def test_a_sweep_lives_with_phases_goes_on_with_the_same_ones_only_and_is_verified_with_them(rules, tmp_path):
    study = {
        "name": "own", "runs": 2, "set": {"school.teachers": 6, "years": 1},
        "parameters": [{"field": "time.planning", "values": [0, 4]}], "observe": [{"outcomes": ["exhaustion"]}],
    }  # fmt: skip
    week = rules("care")
    usual, helped = (sim.sweep(study, tmp_path / name, phases=phases) for name, phases in (("a", None), ("b", week)))
    assert (helped["exhaustion"] < usual["exhaustion"]).all()
    assert sim.sweep(study, tmp_path / "b", phases=week).equals(helped)
    for phases in (None, rules("counted")):
        with pytest.raises(sim.InputError, match="another study"):
            sim.sweep(study, tmp_path / "b", phases=phases)
    assert verify(tmp_path / "b", phases=week).difference == ""
    with pytest.raises(sim.InputError, match="--phase my_rules:care"):
        verify(tmp_path / "b")


def test_a_whole_week_may_leave_a_phase_out(small, tmp_path):
    without = [phase for phase in sim.WEEK if phase.name != "ties"]
    results = sim.simulate(small, 1, 3, phases=without)
    assert extension.in_words(results.phases) == "without the phase ties"
    assert extension.in_words(extension.told(sim.WEEK)) == ""


@each(
    "name, sentence",
    [
        ("my_rules.py", "names no phase; write MODULE:PHASE"),
        ("my_rules.py:cara", "did you mean care"),
        ("none.py:care", "there is no file none.py"),
        ("no_such_module:care", "there is no module no_such_module"),
        ("my_rules.py:number", "is no phase"),
        ("bad.py:care", "bad.py cannot be loaded (SyntaxError"),
    ],
)
def test_a_phase_that_is_none_is_refused(rules, tmp_path, **given):
    name, sentence = given["name, sentence"]
    (tmp_path / "bad.py").write_text("def care(:")
    with pytest.raises(sim.InputError) as told:
        extension.load([name])
    assert sentence in str(told.value)


@each(
    "name, sentence",
    [
        ("care", ""),
        ("counted", ""),
        ("wild", "wild takes teachers.exhaustion to 1."),
        ("unknown", "makes teachers.exhaustion no number"),
        ("luck", "It draws from a generator of the process"),
        ("memory", "the phase keeps something from school to school"),
        ("broken", "It fails in week 0 of year 1: ValueError: no"),
        ("later", "It fails when more than 2 schools are lived, or several at once: ValueError: late"),
    ],
)
def test_a_phase_that_breaks_a_promise_is_found_and_one_that_keeps_them_is_not(small, rules, **given):
    name, sentence = given["name, sentence"]
    found = check_phases(rules(name), small, schools=3 if name == "later" else 2, years=1, threads=2)
    if sentence:
        assert any(sentence in fault for fault in found.faults), found.faults
    else:
        assert found.faults == []
        assert found.micros > 0.0 and found.usual > 0.0
        assert "draws no chance but its own" in found.sentences[-1]


def test_checking_leaves_the_generators_of_the_process_as_they_were(small, rules):
    np.random.seed(5)  # noqa: NPY002
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    check_phases(rules("care"), small, schools=2, years=1, threads=2)
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


def test_commands_take_phases_and_say_so(rules, tmp_path, capsys):
    few = ["--set", "school.teachers=6", "--years", "1", "--runs", "2", "--quiet", "--no-figures"]
    for option in ("--phase", "--extend"):
        assert main(["run", "baseline", *few, option, "my_rules.py:care"]) == 0
    assert "the phase care (my_rules:care)" in capsys.readouterr().out
    (folder,) = (tmp_path / "results").iterdir()
    assert folder.name.endswith("+care")
    assert json.loads((folder / "manifest.json").read_text())["phases"][-1]["name"] == "care"
    assert main(["verify", str(folder), "--phase", "my_rules.py:care"]) == 0
    assert main(["report", str(folder)]) == 0
    assert main(["compare", "baseline", *few, "--phase-b", "my_rules.py:care", "--out", "c"]) == 0
    assert "Set in b: the phase care" in capsys.readouterr().out
    assert main(["run", "baseline", *few, "--phase", "my_rules.py:care", "--uncertainty"]) == 2
    assert main(["check-phase", "my_rules.py:wild", "--years", "1", "--schools", "2", "--set", "school.teachers=6"]) == 1


def test_what_has_no_name_is_no_phase():
    with pytest.raises(sim.InputError, match="has no name of its own"):
        extension.as_phase(functools.partial(print))
