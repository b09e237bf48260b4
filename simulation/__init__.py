"""A simulation of collective action among teachers: individual practice, coordination, cooperation, collaboration."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.7.0"

if TYPE_CHECKING:  # the same names for editors and type checkers, which do not run what is below
    from . import plots as plots
    from .country.compare import CountryEffect as CountryEffect
    from .country.compare import compare_countries as compare_countries
    from .country.live import simulate_country as simulate_country
    from .country.results import CountryResults as CountryResults
    from .documents.codebook import fields as fields
    from .documents.codebook import outcomes as outcomes
    from .engine.schedule import WEEK as WEEK
    from .engine.schedule import Phase as Phase
    from .ensemble.checks import check_phases as check_phases
    from .ensemble.simulate import simulate as simulate
    from .ensemble.snapshots import snapshots as snapshots
    from .experiments.compare import Effect as Effect
    from .experiments.compare import compare as compare
    from .experiments.fit.fit import Fit as Fit
    from .experiments.fit.fit import fit as fit
    from .experiments.fit.fit import fit_each as fit_each
    from .experiments.policies import Policies as Policies
    from .experiments.policies import compare_several as compare_several
    from .experiments.power import power as power
    from .experiments.sweep.analysis import sensitivity as sensitivity
    from .experiments.sweep.figures import sweep_figures as sweep_figures
    from .experiments.sweep.run import sweep as sweep
    from .experiments.sweep.study import Study as Study
    from .experiments.sweep.study import StudyError as StudyError
    from .inputs.faults import InputError as InputError
    from .lessons.lesson import Lesson as Lesson
    from .lessons.lesson import LessonError as LessonError
    from .lessons.run import run_lesson as run_lesson
    from .lessons.run import seed_shares as seed_shares
    from .living.why import Why as Why
    from .living.why import why as why
    from .mesa_view.model import SchoolModel as SchoolModel
    from .parameters.country import Country as Country
    from .parameters.country import CountryError as CountryError
    from .parameters.policies import Policy as Policy
    from .parameters.scenario import Scenario as Scenario
    from .parameters.scenario import ScenarioError as ScenarioError
    from .report.page import write_report as write_report
    from .results.folder import Results as Results
    from .results.place import ResultsError as ResultsError
    from .school.roster import ChoiceNeededError as ChoiceNeededError
    from .school.roster import RosterError as RosterError
    from .school.roster import School as School
    from .statistics.intervals import mean_interval as mean_interval
    from .validation.effects.judge import effects as effects

#: Public names and where they live. They are loaded when first used, so that a script pays for what it uses only.
_PUBLIC = {
    "Scenario": "parameters.scenario",
    "ScenarioError": "parameters.scenario",
    "InputError": "inputs.faults",
    "Policy": "parameters.policies",
    "School": "school.roster",
    "ChoiceNeededError": "school.roster",
    "RosterError": "school.roster",
    "check_phases": "ensemble.checks",
    "simulate": "ensemble.simulate",
    "snapshots": "ensemble.snapshots",
    "compare": "experiments.compare",
    "Effect": "experiments.compare",
    "compare_several": "experiments.policies",
    "Policies": "experiments.policies",
    "power": "experiments.power",
    "fit": "experiments.fit.fit",
    "fit_each": "experiments.fit.fit",
    "Fit": "experiments.fit.fit",
    "Country": "parameters.country",
    "CountryError": "parameters.country",
    "simulate_country": "country.live",
    "CountryResults": "country.results",
    "compare_countries": "country.compare",
    "CountryEffect": "country.compare",
    "sweep": "experiments.sweep.run",
    "sweep_figures": "experiments.sweep.figures",
    "sensitivity": "experiments.sweep.analysis",
    "Study": "experiments.sweep.study",
    "StudyError": "experiments.sweep.study",
    "Results": "results.folder",
    "ResultsError": "results.place",
    "mean_interval": "statistics.intervals",
    "effects": "validation.effects.judge",
    "fields": "documents.codebook",
    "outcomes": "documents.codebook",
    "plots": "plots",
    "SchoolModel": "mesa_view.model",
    "why": "living.why",
    "Why": "living.why",
    "Phase": "engine.schedule",
    "WEEK": "engine.schedule",
    "write_report": "report.page",
    "Lesson": "lessons.lesson",
    "LessonError": "lessons.lesson",
    "run_lesson": "lessons.run",
    "seed_shares": "lessons.run",
}
__all__ = ["__version__", *_PUBLIC]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'simulation' has no attribute {name!r}; public are: {', '.join(_PUBLIC)}")
    module = import_module(f".{_PUBLIC[name]}", __name__)
    value = module if name == _PUBLIC[name] else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
