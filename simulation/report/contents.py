"""What a report shows of an ensemble, a comparison, several scenarios or a sweep: sentences, tables, numbers for charts, schools to replay, commands.

Each kind becomes a dict that templates/report.html lays out; page.py makes the file.
"""

from functools import partial
from typing import Any

from ..experiments.compare import Effect
from ..experiments.policies import Policies
from ..experiments.sweep.store import Store
from ..experiments.sweep.study import BASE
from ..parameters.scenario import BASELINE, InputError, Scenario
from ..results.folder import Results
from ..results.place import ResultsError
from ..words import effects
from ..words.outcomes import COMPARED, TOLD, capital, subject
from . import charts, commands, policies, replay, sweep, tables, words

#: What decides which school is typical.
TYPICAL = TOLD
#: Why a folder of a week with phases of one's own has no school to replay.
NO_CODE = "The schools were simulated with phases of one's own, whose code no folder holds, so none is replayed here."


def of_results(results: Results, run: int | None = None, school=None) -> dict[str, Any]:
    """An ensemble. run : the school to replay; school : the real school, if one was simulated"""
    scenario, last = results.scenario, int(results.years["year"].max())
    return {
        "kind": "run",
        "several": results.runs > 1,
        "title": scenario.title or scenario.name,
        "facts": [_schools(results), _years(last), f"seed {results.seed}"],
        "sentences": words.of_run(results),
        "headlines": words.headlines(results),
        "asked": [_scenario_in_words(scenario)],
        "yearly": tables.yearly(results.years),
        "all": tables.every_outcome(results),
        "commands": [("The command", commands.run_command(results))],
        "notes": _notes(results),
        "manifest": _made(results),
        "data": {"charts": charts.of_results(results)},
        "replays": _replays(results, lambda at: [replay.of_results(results, at, school)], run, school),
    }


def of_effect(effect: Effect, run: int | None = None, school=None) -> dict[str, Any]:
    """A comparison."""
    a, b = effect.a.scenario, effect.b.scenario
    when = f"year {effect.years[0]}" if len(effect.years) == 1 else f"the mean of years {', '.join(map(str, effect.years))}"
    notes = _notes(effect.a)
    if list(effect.years) != [min(a.years, b.years)]:
        notes.append(
            f"The command compares the last year; for {when} call simulation.compare(..., years={tuple(effect.years)})."
        )
    return {
        "kind": "comparison",
        "several": effect.a.runs > 1,
        "title": _title(a, b),
        "facts": [_schools(effect.a) + " in both", f"effects in {when}", f"seed {effect.a.seed}"],
        "sentences": effects.of_comparison(effect.table, effect.a.runs),
        "headlines": words.headline_effects(effect),
        "asked": [_scenario_in_words(a, "A"), _scenario_in_words(b, "B", before=a)],
        "apart": words.differences(b, a) if a.differences(Scenario.load(BASELINE)) else [],  # else B's own table says it
        "letters": {"a": a.name, "b": b.name},
        "effects": tables.effects(effect),
        "trials": tables.trials(effect),
        "every_effect": tables.effects(effect, [r for r in effect.table["outcome"] if r not in COMPARED]),
        "commands": [("The command", commands.compare_command(effect))],
        "notes": notes,
        "manifest": _made(effect.a),
        "data": {"pairs": [charts.pair(effect, name) for name in COMPARED], "names": [a.name, b.name]},
        "replays": _replays(effect.a, lambda at: replay.both(effect, at, school), run, school),
    }


def of_policies(found: Policies, run: int | None = None, school=None) -> dict[str, Any]:
    """Several scenarios against one."""
    when = f"year {found.years[0]}" if len(found.years) == 1 else f"the mean of years {', '.join(map(str, found.years))}"
    what = f"runs of {found.school['title']}" if found.school else "schools"
    made = found.manifest
    return {
        "kind": "policies",
        "several": found.runs > 1,
        "title": f"{len(found.others)} scenarios against {found.reference.name}",
        "facts": [f"{found.runs} {what}, the same in all", f"effects in {when}", f"seed {found.seed}"],
        "how_sure": found.how_sure(),
        "asked": [_scenario_in_words(found.reference)],
        "notes": _notes_of_school(found.school),
        "manifest": {"seed": found.seed, "versions": made["versions"] | {"sources": made["digest"]}},
        "data": {},
        **policies.shown(found, run, school),
    }


def of_store(store: Store, run: int | None = None) -> dict[str, Any]:
    """A sweep."""
    swept, study = sweep.Swept(store), store.study
    base = study.scenarios.get(BASE) or next(iter(study.scenarios.values()))
    sharing = (
        "schools of its own at each point"
        if study.own_random_numbers
        else "the same schools and the same random numbers at every point"
    )
    notes = [f"Every point has {sharing}."]
    notes += swept.count.sentences()
    empty = int((swept.points["runs"] == 0).sum())
    if empty:
        notes.append(f"{empty} of {len(swept.points)} points have no school yet.")
    files = commands.study_files(study)
    return {
        "kind": "sweep",
        "several": True,
        "title": study.spec.title or study.name,
        "facts": [
            f"{len(swept.points)} points ({study.spec.design.kind.replace('_', ' ')})",
            f"{swept.schools} schools" if swept.count.whole else f"{swept.schools} of {swept.count.asked} schools",
            f"seed {study.spec.seed}",
        ],
        "sentences": swept.sentences(),
        "headlines": swept.headlines(),
        "asked": [_scenario_in_words(base, fixed=study.spec.set)],
        "varied": swept.varied(),
        "points": swept.table(),
        "decisive": swept.decisive(),
        "design": study.spec.design.kind,
        "switches": swept.policies(),
        "tipping": swept.tipping(),
        "commands": [("The command", commands.sweep_commands(study, store.manifest["sizes"])), *files.items()],
        "notes": notes,
        "manifest": {
            "seed": study.spec.seed,
            "versions": store.manifest["versions"] | {"sources": store.manifest.get("digest", "unknown")},
        },
        "data": {"sweep": swept.charts() | {"tipping": swept.tipping()}},
        "replays": _extremes(swept, run or 0),
    }


def _replays(results: Results, make, run: int | None, school) -> dict[str, Any]:
    """The schools to replay, and how they were chosen; or why there are none."""
    if results.school is not None and school is None:
        if run is not None:
            raise ResultsError("a real school's ties are not kept in a folder; give --roster and --ties to replay it")
        return {
            "why_not": "The folder holds runs of a real school, and not its ties; with --roster and --ties it can be replayed."
        }
    if results.phases:
        return {"why_not": NO_CODE}
    chosen = replay.typical(results.years, TYPICAL) if run is None else run
    schools = make(chosen)
    if not all(one["same"] for one in schools):
        return {"why_not": _other(chosen)}
    how = f"school {chosen} of seed {results.seed}"
    if run is None and results.runs > 1:
        how += f", the one most like the average of the {results.runs} in its last year"
    more = "The names of its roster stand in this file." if results.school else ""
    return {"schools": schools, "how": how, "more": more}


def _other(run: int) -> str:
    return (
        f"School {run} was simulated again for this report and did not come out as in the folder: another version of the program, or of "
        "what it stands on, wrote it. So it is not shown."
    )


def _extremes(swept: sweep.Swept, run: int) -> dict[str, Any]:
    """The same school at the two points where the first outcome is lowest and highest."""
    study, found = swept.study, []
    if not 0 <= run < study.most_runs:
        raise InputError(f"--school {run} is not in the folder; it holds schools 0 to {study.most_runs - 1} at each point")
    if study.week:
        return {"why_not": NO_CODE}
    for point in swept.extremes():
        scenario, seed = study.scenario(tuple(swept.store.design().iloc[point, 1:])), study.seed_of(point)
        one = replay.replay(scenario, seed, run, partial(swept.same, point, run), study.school)
        found.append(one | {"scenario": swept.label(point)})
    if not all(one["same"] for one in found):
        return {"why_not": _other(run)}
    outcome = subject(swept.outcomes[0].outcome)
    how = f"school {run} at the points where {outcome} is lowest (A) and highest (B)"
    more = "The names of its roster stand in this file." if study.school else ""
    return {"schools": found, "how": how, "more": more}


# ---------------------------------------------------------------- what all have


def _title(a: Scenario, b: Scenario) -> str:
    """The question of a comparison: that of the second scenario, unless it is the first one's."""
    if b.title and b.title != a.title:
        return b.title
    return capital(b.name) if b.name != a.name else "What a change does"


def _scenario_in_words(
    scenario: Scenario, letter: str = "", fixed: dict | None = None, before: Scenario | None = None
) -> dict[str, Any]:
    """A scenario in words: its story, unless that of `before` is the same, in what it differs from the baseline, its policies."""
    known = before is not None and scenario.story == before.story
    base = Scenario.load(BASELINE)
    here = scenario.replace(dict(fixed)) if fixed else scenario
    return {
        "letter": letter,
        "name": scenario.name,
        "title": "" if known else scenario.title,
        "story": "The same story as A." if known else " ".join(scenario.story.split()),
        "sources": [] if known else list(scenario.sources),
        "differences": words.differences(here, base),
        "policies": [words.policy(p, scenario) for p in scenario.policies],
        "is_baseline": not here.differences(base),
    }


def _schools(results: Results) -> str:
    what = f"runs of {results.school['title']}" if results.school else "schools"
    return (
        f"{results.runs} {what}"
        if results.runs != 1
        else f"one {'run of ' + results.school['title'] if results.school else 'school'}"
    )


def _years(n: int) -> str:
    return f"{n} years" if n != 1 else "one year"


def _notes(results: Results) -> list[str]:
    """What the command does not say by itself."""
    notes = []
    if "like" in (results.manifest.get("uncertainty") or {}):
        notes.append(
            f"Parameters and conditions differ from run to run: they are those under which schools are like "
            f"{results.manifest['uncertainty']['like']['title']}."
        )
    elif results.manifest.get("uncertainty"):
        notes.append("Parameters differ from run to run, as far as the evidence leaves them open: intervals contain that, too.")
    if results.first_run:
        notes.append(
            f"The command simulates {results.first_run + results.runs} schools; those of this folder are the last {results.runs}."
        )
    return notes + _notes_of_school(results.school)


def _notes_of_school(school: dict[str, Any] | None) -> list[str]:
    """What was read of a real school and what set aside."""
    if not school:
        return []
    receipt = school.get("receipt", {})
    return [
        f"The files of {school['title']} ({len(school['names'])} teachers, {school['ties']} ties) are not kept in the folder; the command "
        "names them.",
        *(f"Read of the school: {note}." for note in receipt.get("notes", ())),
        *(f"Set aside when the school was read: {sentence}." for sentence in receipt.get("set_aside", ())),
    ]


def _made(results: Results) -> dict[str, Any]:
    made = results.manifest["versions"]
    return {"seed": results.seed, "versions": made | {"sources": results.manifest["digest"]}}
