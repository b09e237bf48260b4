"""The command that makes a folder again: scenario, changes, seed and number of schools as words that a shell takes.

What a manifest holds is the whole scenario; the command says only in what it differs from a shipped one. Numbers are written with
every digit, so the command gives the same results to the last bit with the versions that the manifest names.
"""

from collections.abc import Iterable
from typing import Any

from ..core.program import command
from ..experiments.sweep import design
from ..experiments.sweep.study import BASE, Study
from ..inputs.names import as_stems
from ..inputs.schema import STUDY
from ..inputs.writing import toml_text, toml_value
from ..parameters.describe import as_toml
from ..parameters.scenario import BASELINE, Scenario, shipped
from ..results.formats import as_csv
from ..results.recorder import RECORDS

#: What the file of a study's own base is called.
_BASE_FILE = "base_of_the_study"


def run_command(results) -> str:
    """`run` with everything that determines an ensemble. Schools before its first one are simulated, too."""
    scenario = results.scenario
    base = base_of(scenario)
    words = ["run", base, *_options("--set", scenario, Scenario.load(base)), *_ensemble(results)]
    for table in (name for name in RECORDS if name != "years" and name in results.record):
        words += ["--record", table]
    return command(*words)


def compare_command(effect) -> str:
    """`compare` with both scenarios; `--set` holds for both, `--change` for the second."""
    a, b = effect.a.scenario, effect.b.scenario
    base_a, base_b = base_of(a), base_of(b)
    in_both = a.differences(Scenario.load(base_a))
    second = Scenario.load(base_b)
    if in_both:
        second = second.replace({name: _plain(here) for name, (here, _) in in_both.items()})
    words = ["compare", base_a, base_b, *_options("--set", a, Scenario.load(base_a), naming=False)]
    second_only = own_phases(effect.b.phases, "--phase-b") if effect.b.phases != effect.a.phases else []
    return command(*words, *_options("--change", b, second), *_ensemble(effect.a), *second_only)


def policies_command(found) -> tuple[str, dict[str, str]]:
    """`compare` with several scenarios, and a file for each that is not shipped as it was simulated: name -> TOML.

    found : experiments.policies.Policies. What was set alike in all of them is said by --set.
    """
    scenarios = [found.reference, *found.others]
    bases = [Scenario.load(base_of(scenario)) for scenario in scenarios]
    set_ = [_options("--set", scenario, base) for scenario, base in zip(scenarios, bases, strict=True)]
    called = scenario_files(scenarios)
    files: dict[str, str] = {}
    if any(words != set_[0] for words in set_):
        alone = [k for k, words in enumerate(set_) if words]
        files = {called[k]: as_toml(scenarios[k], only_situation=False) for k in alone}
    named = [file if files and words else base.name for file, base, words in zip(called, bases, set_, strict=True)]
    words = [*named, *([] if files else set_[0])]
    for name in found.outcomes:
        words += ["--outcome", name]
    words += ["--runs", str(found.runs), "--seed", str(found.seed)]
    if found.school:
        words += found.school.get("receipt", {}).get("words", ["--roster", "roster.csv", "--ties", "ties.csv"])
    return command("compare", *words), files


def scenario_files(scenarios: Iterable[Scenario]) -> list[str]:
    """What the file of each scenario is called; no two are alike, also where their names differ only in what no file bears."""
    return [f"{stem}.toml" for stem in as_stems(scenario.name for scenario in scenarios)]


def sweep_commands(study: Study, sizes: list[int | None]) -> str:
    """`sweep` with the study's file, which `study_files` gives; where the study grew, once for every size it has had.

    sizes : of the manifest. Points that were added later are not those that a larger study would have begun with.
    """
    words = ["sweep", f"{file_name(study)}.toml", *own_phases(study.week)]
    if len(sizes) < 2:
        return command(*words)
    steps = [[*words, "--points", str(size), *(["--extend"] if k else [])] for k, size in enumerate(sizes)]
    return "\n".join(command(*step) for step in steps)


def own_phases(week: list[dict[str, str]] | None, option: str = "--phase") -> list[str]:
    """The options that name the phases of one's own of a week."""
    return [word for phase in week or () if "source" in phase for word in (option, phase["from"])]


def study_files(study: Study) -> dict[str, str]:
    """The study as a file, and the scenario it differs from, unless that one is shipped: name -> TOML."""
    values = STUDY.head | study.spec.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    base, files = study.scenarios.get(BASE), {}
    if base is not None and (study.spec.base not in shipped() or Scenario.load(study.spec.base) != base):
        values["base"] = f"{_BASE_FILE}.toml"
        files[values["base"]] = as_toml(base, only_situation=False)
    if study.given is not None:
        values["design"]["file"] = f"{file_name(study)}-points.csv"
        files[values["design"]["file"]] = as_csv(design.table(study, list(study.given)).drop(columns="point"))
    return {f"{file_name(study)}.toml": toml_text(values, ("set",))} | files


def file_name(study: Study) -> str:
    """The study's name as one that a file may bear, besides that of its base."""
    return as_stems([study.name], taken=[_BASE_FILE])[0]


def base_of(scenario: Scenario) -> str:
    """The shipped scenario from which this one is told: the one of its name, or the baseline."""
    return scenario.name if scenario.name in shipped() else BASELINE


def _options(option: str, scenario: Scenario, base: Scenario, naming: bool = True) -> list[str]:
    """What turns `base` into the scenario: an option for each field."""
    changes = {name: _plain(here) for name, (here, _) in scenario.differences(base).items()}
    if naming:
        changes |= {
            name: getattr(scenario, name) for name in ("name", "title") if getattr(scenario, name) != getattr(base, name)
        }
    return [word for name, value in changes.items() for word in (option, f"{name}={toml_value(value)}")]


def _plain(value: Any) -> Any:
    """Policies as TOML says them; everything else as it is."""
    if isinstance(value, tuple):
        return [policy.model_dump(mode="json", exclude_none=True, exclude_defaults=True) for policy in value]
    return value


def _ensemble(results) -> list[str]:
    words = ["--runs", str(results.first_run + results.runs), "--seed", str(results.seed)]
    if sets := results.manifest.get("uncertainty"):
        words += ["--like", sets["like"]["title"]] if "like" in sets else ["--uncertainty"]
    words += own_phases(results.phases)
    if not results.school:
        return words
    return words + results.school.get("receipt", {}).get("words", ["--roster", "roster.csv", "--ties", "ties.csv"])
