"""A simulation of collective action among teachers: individual practice, coordination, cooperation, collaboration."""

from importlib import import_module

__version__ = "0.4.1"

#: Public names and where they live. They are loaded when first used, so that a script pays for what it uses only.
_PUBLIC = {
    "Scenario": "parameters.scenario",
    "ScenarioError": "parameters.scenario",
    "InputError": "inputs.faults",
    "Policy": "parameters.policies",
    "School": "school.roster",
    "RosterError": "school.roster",
    "simulate": "ensemble.simulate",
    "snapshots": "ensemble.snapshots",
    "compare": "experiments.compare",
    "Effect": "experiments.compare",
    "sweep": "experiments.sweep.run",
    "sweep_figures": "experiments.sweep.figures",
    "sensitivity": "experiments.sweep.analysis",
    "Study": "experiments.sweep.study",
    "StudyError": "experiments.sweep.study",
    "Results": "results.folder",
    "ResultsError": "results.folder",
    "mean_interval": "statistics.intervals",
    "fields": "documents.codebook",
    "outcomes": "documents.codebook",
    "plots": "plots",
    "SchoolModel": "mesa_view.model",
    "Phase": "engine.schedule",
    "WEEK": "engine.schedule",
    "write_report": "report.page",
    "Lesson": "lessons.lesson",
    "LessonError": "lessons.lesson",
    "run_lesson": "lessons.run",
    "seed_shares": "lessons.run",
}
__all__ = ["__version__", *_PUBLIC]


def __getattr__(name):
    if name not in _PUBLIC:
        raise AttributeError(f"module 'simulation' has no attribute {name!r}; public are: {', '.join(_PUBLIC)}")
    module = import_module(f".{_PUBLIC[name]}", __name__)
    value = module if name == _PUBLIC[name] else getattr(module, name)
    globals()[name] = value
    return value


def __dir__():
    return sorted(__all__)
