"""The page: what a folder holds, said, drawn and tabled, as one HTML document that asks nobody for anything.

Text and tables stand in the document itself, so they are there without scripts and on paper; charts and replay are drawn from numbers
that stand beside them. The content security policy lets no request out and runs only the script that is named by its digest.
"""

import base64
import hashlib
import json
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from .. import __version__
from ..app.catalogue import catalogue
from ..parameters.scenario import BASELINE, InputError, Scenario
from ..results.folder import Results, ResultsError
from ..results.summary import KEY_OUTCOMES
from ..studies.compare import Effect
from ..studies.sweep.store import Store
from ..studies.sweep.study import BASE
from . import bundle, charts, commands, documents, replay, sweep, tables, words
from .folder import complete, read

#: A page larger than this is refused: it would not be sent, and phones would not open it.
MOST_BYTES = 3_000_000
#: What decides which school is typical.
TYPICAL = tuple(name for name in KEY_OUTCOMES if name != "influence_shared")


def write_report(
    results: str | Path | Results | Effect | Store, path: str | Path | None = None, *, run: int | None = None, school=None
) -> Path:
    """Write the report of a folder, of Results or of an Effect as one HTML file; the same input gives the same bytes.

    path : the file; report.html in the folder when left out
    run : the school to replay; the one most like the average of all when left out
    school : the real school, if one was simulated: folders do not keep its ties, so without it there is no replay
    Raises InputError when a report cannot be made or the file cannot be written; an older file is then left as it is.
    """
    held = read(results) if isinstance(results, (str, Path)) else results
    if path is None:
        if not isinstance(results, (str, Path)):
            raise InputError("results in memory have no folder; say where the report goes")
        path = Path(results) / "report.html"
    return _write(Path(path), document(held, run, school))


def document(held: Results | Effect | Store, run: int | None = None, school=None) -> str:
    """The HTML of a report."""
    if isinstance(held, Effect):
        shown = _of_effect(held, run, school)
    elif isinstance(held, Store):
        shown = _of_store(held, run)
    else:
        shown = _of_results(complete(held), run, school)
    return _fill(shown)


# ---------------------------------------------------------------- the three kinds


def _of_results(results: Results, run: int | None, school) -> dict[str, Any]:
    scenario, last = results.scenario, int(results.years["year"].max())
    return {
        "kind": "run",
        "several": results.runs > 1,
        "title": scenario.title or scenario.name,
        "facts": [_schools(results), _years(last), f"seed {results.seed}"],
        "sentences": words.of_run(results),
        "headlines": words.headlines(results),
        "asked": [_asked(scenario)],
        "yearly": tables.yearly(results.years),
        "all": tables.every_outcome(results),
        "commands": [("The command", commands.run_command(results))],
        "notes": _notes(results),
        "manifest": _made(results),
        "data": {"charts": charts.of_results(results)},
        "replays": _replays(results, lambda at: [replay.of_results(results, at, school)], run, school),
    }


def _of_effect(effect: Effect, run: int | None, school) -> dict[str, Any]:
    a, b = effect.a.scenario, effect.b.scenario
    outcomes = [name for _, names in tables.THEMES.values() for name in names]
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
        "sentences": words.of_comparison(effect),
        "headlines": words.headline_effects(effect),
        "asked": [_asked(a, "A"), _asked(b, "B", told=a)],
        "apart": words.differences(b, a) if a.differences(Scenario.load(BASELINE)) else [],  # else B's own table says it
        "letters": {"a": a.name, "b": b.name},
        "effects": tables.effects(effect),
        "every_effect": tables.effects(effect, [r for r in effect.table["outcome"] if r not in outcomes]),
        "commands": [("The command", commands.compare_command(effect))],
        "notes": notes,
        "manifest": _made(effect.a),
        "data": {"pairs": [charts.pair(effect, name) for name in outcomes], "names": [a.name, b.name]},
        "replays": _replays(effect.a, lambda at: replay.both(effect, at, school), run, school),
    }


def _of_store(store: Store, run: int | None) -> dict[str, Any]:
    swept, study = sweep.Swept(store), store.study
    base = study.scenarios.get(BASE) or next(iter(study.scenarios.values()))
    luck = "schools of its own at each point" if study.own_luck else "the same schools and the same luck at every point"
    notes = [f"Every point has {luck}."]
    missing = int((swept.points["runs"] == 0).sum())
    if missing:
        notes.append(
            f"{missing} of {len(swept.points)} points have no school yet; the same command goes on where the sweep stopped."
        )
    if swept.failed:
        notes.append(f"{swept.failed} schools failed; failures.csv names them.")
    files = commands.study_files(study)
    return {
        "kind": "sweep",
        "several": True,
        "title": study.spec.title or study.name,
        "facts": [
            f"{len(swept.points)} points ({study.spec.design.kind.replace('_', ' ')})",
            f"{swept.schools} schools",
            f"seed {study.spec.seed}",
        ],
        "sentences": swept.sentences(),
        "headlines": swept.headlines(),
        "asked": [_asked(base, fixed=study.spec.set)],
        "varied": swept.varied(),
        "points": swept.table(),
        "decisive": swept.decisive(),
        "design": study.spec.design.kind,
        "switches": swept.policies(),
        "tipping": swept.tipping(),
        "commands": [("The command", commands.sweep_commands(study, store.manifest["sizes"])), *files.items()],
        "notes": notes,
        "manifest": {"seed": study.spec.seed, "versions": store.manifest["versions"] | {"sources": store.manifest["sources"]}},
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
    chosen = replay.typical(results.years, TYPICAL) if run is None else run
    schools = make(chosen)
    if not all(one["same"] for one in schools):
        return {"why_not": _other(chosen)}
    how = f"school {chosen} of seed {results.seed}"
    if run is None and results.runs > 1:
        how += f", the one most like the average of the {results.runs} in its last year"
    return {"schools": schools, "how": how}


def _other(run: int) -> str:
    return (
        f"School {run} was lived again for this report and did not come out as in the folder: another version of the program, or of "
        "what it stands on, wrote it. So it is not shown."
    )


def _extremes(swept: sweep.Swept, run: int) -> dict[str, Any]:
    """The same school at the two points where the first outcome is lowest and highest."""
    study, found = swept.study, []
    if not 0 <= run < study.most_runs:
        raise InputError(f"--school {run} is not in the folder; it holds schools 0 to {study.most_runs - 1} at each point")
    for point in swept.extremes():
        scenario, seed = study.scenario(tuple(swept.store.design().iloc[point, 1:])), study.seed_of(point)
        one = replay.replay(scenario, seed, run, lambda recorded, point=point: swept.same(point, run, recorded))
        found.append(one | {"scenario": swept.label(point)})
    if not all(one["same"] for one in found):
        return {"why_not": _other(run)}
    outcome = words.subject(swept.outcomes[0].outcome)
    how = f"school {run} at the points where {outcome} is lowest (A) and highest (B)"
    return {"schools": found, "how": how}


# ---------------------------------------------------------------- what all have


def _title(a: Scenario, b: Scenario) -> str:
    """The question of a comparison: that of the second scenario, unless it is the first one's."""
    if b.title and b.title != a.title:
        return b.title
    return words.capital(b.name) if b.name != a.name else "What a change does"


def _asked(scenario: Scenario, letter: str = "", fixed: dict | None = None, told: Scenario | None = None) -> dict[str, Any]:
    """A scenario in words: its story, unless that of `told` is the same, in what it differs from the baseline, its policies."""
    known = told is not None and scenario.story == told.story
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
    if results.manifest.get("uncertainty"):
        notes.append("Parameters differ from run to run, as far as the evidence leaves them open: intervals contain that, too.")
    if results.first_run:
        notes.append(
            f"The command lives {results.first_run + results.runs} schools; those of this folder are the last {results.runs}."
        )
    if results.school:
        notes.append(
            f"roster.csv and ties.csv stand for the two files of {results.school['title']} ({len(results.school['names'])} teachers, "
            f"{results.school['ties']} ties), which the folder does not keep."
        )
    return notes


def _made(results: Results) -> dict[str, Any]:
    made = results.manifest["versions"]
    return {"seed": results.seed, "versions": made}


# ---------------------------------------------------------------- one file


def _fill(shown: dict[str, Any]) -> str:
    about = catalogue()
    data = shown.pop("data") | {"kind": shown["kind"], "colours": about["colours"], "forms": about["forms"]}
    data["replays"] = shown["replays"].get("schools", [])
    data["person"], data["tiles"] = list(replay.PERSON), list(replay.TILES)
    script = bundle.inside_html(bundle.script())
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    text = _template().render(
        **shown,
        version=__version__,
        documents=documents,
        style=bundle.style(),
        script=script,
        policy=(
            f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c"),
        forms=list(zip(about["forms"], about["colours"]["forms"], strict=True)),
        capital=words.capital,
    )
    if len(text.encode()) > MOST_BYTES:
        raise InputError(
            f"the report would have {len(text.encode()) / 1e6:.1f} MB, more than {MOST_BYTES / 1e6:g}; report a smaller study"
        )
    return text


@cache
def _template():
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader(__package__, "templates")
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template("report.html")


def _write(path: Path, text: str) -> Path:
    """Put the file in its place when it is whole. Raises ResultsError when it cannot be."""
    if path.is_dir():
        raise ResultsError(f"{path} is a folder; give a file such as {path / 'report.html'}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            os.chmod(aside, 0o644)
            os.replace(aside, path)
        finally:
            Path(aside).unlink(missing_ok=True)
    except OSError as error:
        raise ResultsError(f"{path} cannot be written ({error.strerror or error}); give another place with -o") from None
    return path
