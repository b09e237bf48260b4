"""No change of results goes unannounced: whoever moves a stored number raises the version and says so in the changelog."""

import json
import math
from importlib import metadata

import pytest

import simulation as sim

from . import numbers

STORED = json.loads(numbers.STORED.read_text(encoding="utf-8"))
WHAT_TO_DO = (
    "; if that is meant: raise the version, say in CHANGELOG.md what changes, and run `python -m tests.baseline.numbers`; "
    "if it is not, find what moved it"
)


@pytest.mark.parametrize("name", numbers.SCENARIOS)
def test_the_numbers_of_a_scenario_are_those_of_the_version(name):
    now, stored = numbers.numbers(name), STORED["scenarios"][name]
    assert now["means"].keys() == stored["means"].keys()
    moved = [
        f"{outcome} in year {year}: {b} for {a}"
        for outcome, values in stored["means"].items()
        for year, (a, b) in enumerate(zip(values, now["means"][outcome], strict=True), 1)
        if not math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) and not (math.isnan(a) and math.isnan(b))
    ]
    assert not moved, f"{len(moved)} stored means have moved, first {moved[0]}{WHAT_TO_DO}"
    assert now["digest"] == stored["digest"], f"the last bits have moved{WHAT_TO_DO}"


def test_the_stored_numbers_belong_to_a_version_that_the_changelog_names():
    assert numbers.announced(STORED["version"])
    assert STORED["version"] == ".".join((*sim.__version__.split(".")[:2], "0")), "results change with the second number only"


def test_a_version_is_named_in_the_changelog_and_is_the_installed_one():
    assert numbers.announced(sim.__version__)
    assert metadata.version("teachers-collective-action") == sim.__version__


def test_a_change_that_nobody_announced_would_be_seen(monkeypatch):
    """One coefficient moved by a thousandth moves the digest, and the means beyond what is let pass."""
    usual = sim.simulate

    def moved(scenario, **options):
        return usual(scenario.replace({"exhaustion.recovery": scenario.get("exhaustion.recovery") * 1.001}), **options)

    monkeypatch.setattr(numbers.sim, "simulate", moved)
    with pytest.raises(AssertionError, match="raise the version"):
        test_the_numbers_of_a_scenario_are_those_of_the_version("baseline")


def test_numbers_are_not_renewed_under_the_same_version(capsys, monkeypatch):
    monkeypatch.setattr(numbers.sim, "__version__", STORED["version"])
    assert numbers.main([]) == 2
    assert "raise the version" in capsys.readouterr().out


def test_numbers_are_not_renewed_under_a_version_that_is_not_announced(capsys, monkeypatch):
    monkeypatch.setattr(numbers.sim, "__version__", "99.0.0")
    assert numbers.main([]) == 2
    assert "CHANGELOG" in capsys.readouterr().out
