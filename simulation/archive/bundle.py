"""A bundle: a folder of results, the question, the model's description, the software and the commands, described for machines.

    ro-crate-metadata.json   what is in the bundle and how it was made (crate.py)
    README.md                the same for people, with the commands
    results/                 the folder, each file as its manifest vouches for it
    question/                scenarios or the study as files that a command takes
    ODD.md, codebook.md      the model in the order of ODD+D; every parameter, state and outcome
    environment.txt          every installed package with its version, as pip takes it for constraints
    codemeta.json, CITATION.cff, LICENSE

What the folder holds besides is left out and named: whoever publishes a bundle knows all that is in it.
"""

import os
import platform
import shutil
import tempfile
import zipfile
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from ..core.program import command
from ..core.shipped import ROOT
from ..experiments.compare import Effect
from ..experiments.policies import Policies
from ..experiments.sweep.store import Store, is_lock
from ..parameters.describe import as_toml
from ..report.commands import compare_command, policies_command, run_command, scenario_files, study_files, sweep_commands
from ..report.documents import in_a_line
from ..report.folder import read
from ..results.folder import Results, read_manifest, versions
from ..results.place import ResultsError
from ..results.seal import damage
from .crate import CRATE, described

#: Files of the program that go along: name in the bundle -> where they come from.
DOCUMENTS = {
    "ODD.md": "docs/model.md",
    "codebook.md": "docs/codebook.md",
    "codemeta.json": "codemeta.json",
    "CITATION.cff": "CITATION.cff",
    "LICENSE": "LICENSE",
}
RESULTS = "results"
#: The largest file of the classic form of ZIP, which every program reads, and the most files that such a one may hold.
MOST_BYTES, MOST_FILES = 2**32 - 1, 65_000
#: The time of every file within: the same folder gives the same bytes.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Bundle:
    """What was written. path : the file; left_out : what else lay in the folder; notes : sentences for whoever publishes it"""

    path: Path
    files: int
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def archive(
    folder: str | Path,
    out: str | Path | None = None,
    *,
    authors: tuple[str, ...] = (),
    licence: str = "",
    replace: bool = False,
) -> Bundle:
    """Write a folder of results that `run`, `compare` or `sweep` made as one bundle.

    out : the file, FOLDER.zip when left out; authors, licence : of the results, told in the description; the licence as SPDX names it
    replace : let an older file be replaced
    Raises InputError when the folder holds nothing of this program's or is damaged, and when the file is there or cannot be written.
    """
    folder = Path(folder)
    held = read(folder)
    manifest = held.manifest if isinstance(held, Store) else read_manifest(folder)
    kept = _kept(folder, held, manifest)
    if found := damage(folder, manifest.get("files", {})):
        raise ResultsError(f"{found[0]}; only what is whole is archived: run it again")
    path = Path(out) if out is not None else (folder if folder.name else folder.resolve()).with_suffix(f"{folder.suffix}.zip")
    if path.exists() and not replace:
        raise ResultsError(f"{path} is there already; give another --out, or put the new one in its place with --replace")
    commands, questions = question_of(held)
    sources = {f"{RESULTS}/{name}": folder / name for name in kept} | {name: ROOT / at for name, at in DOCUMENTS.items()}
    texts = {f"question/{name}": text for name, text in questions.items()} | {"environment.txt": environment()}
    texts["README.md"] = _readme(_title(held), commands, manifest, list(questions))
    crate = described(
        _title(held), commands, manifest, {**sources, **texts}, list(map("question/{}".format, questions)), authors, licence
    )
    _write(path, sources, texts | {CRATE: crate})
    others = sorted(
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_file() and not (isinstance(held, Store) and p.parent == folder and is_lock(p.name))
    )
    return Bundle(path, len(sources) + len(texts) + 1, [name for name in others if name not in kept], _notes(held, manifest))


def question_of(held: Results | Effect | Policies | Store) -> tuple[str, dict[str, str]]:
    """The commands that give the same results, and files of what was asked: name -> TOML, with every value."""
    if isinstance(held, Store):
        return sweep_commands(held.study, held.manifest["sizes"]), study_files(held.study)
    if isinstance(held, Effect):
        sides = {"scenario_a.toml": held.a, "scenario_b.toml": held.b}
        return compare_command(held), {name: as_toml(side.scenario, only_situation=False) for name, side in sides.items()}
    if isinstance(held, Policies):
        every = (held.reference, *held.others)
        command, files = policies_command(held)
        whole = (as_toml(scenario, only_situation=False) for scenario in every)
        return command, files | dict(zip(scenario_files(every), whole, strict=True))
    return run_command(held), {"scenario.toml": as_toml(held.scenario, only_situation=False)}


def environment() -> str:
    """Every installed package with its version, and the Python, as a file of constraints."""
    found = {name.lower(): f"{name}=={one.version}" for one in metadata.distributions() if (name := one.metadata["Name"])}
    return (
        "\n".join([f"# Python {platform.python_version()}, {platform.system()} {platform.machine()}", *sorted(found.values())])
        + "\n"
    )


def _kept(folder: Path, held: Results | Effect | Policies | Store, manifest: dict) -> list[str]:
    """What goes along: the manifest, what it vouches for, and the parts of a sweep, whose names hold their digests."""
    parts = [path.relative_to(folder).as_posix() for path in held.part_files()] if isinstance(held, Store) else []
    return ["manifest.json", *sorted(manifest.get("files", {})), *parts]


def _title(held: Results | Effect | Policies | Store) -> str:
    if isinstance(held, Store):
        return held.study.spec.title or held.study.name
    if isinstance(held, Effect):
        return f"{held.b.scenario.name} compared with {held.a.scenario.name}"
    if isinstance(held, Policies):
        return f"{len(held.others)} scenarios compared with {held.reference.name}"
    return held.scenario.title or held.scenario.name


def _notes(held: Results | Effect | Policies | Store, manifest: dict) -> list[str]:
    """What whoever publishes the bundle should know."""
    sides = [held] if isinstance(held, Results) else [held.a] if isinstance(held, Effect) else []
    school = next((side.school for side in sides if side.school), None) or manifest.get("school")
    told = []
    if school:
        told.append(
            f"It tells of a real school, {school['title']}: where its people are not called by codes (--anonymous), it holds their names"
        )
    made, here = manifest["versions"], versions()
    if apart := [f"{name} {made.get(name, 'unknown')} (here {here[name]})" for name in here if made.get(name) != here[name]]:
        told.append(f"environment.txt is that of now; the results were made with {', '.join(apart)}, as their manifest says")
    return told


def _readme(title: str, commands: str, manifest: dict, questions: list[str]) -> str:
    fence = "```"
    return f"""# {title}

Results of an agent-based simulation of collective action among teachers, with everything that made them.

- `results/`: the folder that the program wrote; `summary.md` tells what came out, `manifest.json` holds everything that determines the
  numbers and the digest of every file.
- `question/`: {" and ".join(f"`{name}`" for name in questions)}, with every value.
- `ODD.md`: the model in the order of ODD+D; `codebook.md`: every parameter, state and outcome, with units.
- `environment.txt`: every package with its version. `codemeta.json`, `CITATION.cff`, `LICENSE`: the program.
- `ro-crate-metadata.json`: all of this for machines (RO-Crate 1.1).

## To live it again

Install version {manifest["versions"]["simulation"]} of the program (digest of its sources: {manifest.get("digest", "unknown")}) under any Python that it takes;
`environment.txt` is the environment in which this bundle was made. Then

{fence}sh
{command("reproduce", "BUNDLE.zip")}
{fence}

simulates every school again and says whether each number is the same to the last bit. The results were made by

{fence}sh
{commands}
{fence}

which also draws the figures; they come out alike with the same version of matplotlib. As a journal wants them they are drawn from the
folder, unpacked, by

{fence}sh
{command("figures", "results", "--width", "elsevier-2", "--format", "pdf")}
{fence}

## To cite the program

{in_a_line()}
"""


def _write(path: Path, sources: dict[str, Path], texts: dict[str, str]) -> None:
    """Write the file aside and give it its place: it is whole or absent. Raises ResultsError."""
    if len(sources) + len(texts) > MOST_FILES:
        raise ResultsError(f"the bundle would hold {len(sources) + len(texts):,} files; at most {MOST_FILES:,} are taken")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as bundle:
                for name in sorted({**sources, **texts}, key=lambda name: (name != CRATE, name)):
                    about = zipfile.ZipInfo(name, _LONG_AGO)
                    about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                    if name in texts:
                        bundle.writestr(about, texts[name])
                        continue
                    about.file_size = sources[name].stat().st_size
                    with sources[name].open("rb") as content, bundle.open(about, "w") as there:
                        shutil.copyfileobj(content, there)
            Path(aside).chmod(0o644)
            Path(aside).replace(path)
        finally:
            Path(aside).unlink(missing_ok=True)
    except zipfile.LargeZipFile:
        raise ResultsError(
            f"the bundle would be larger than {MOST_BYTES / 1e9:.1f} GB; record less, or archive parts of it"
        ) from None
    except OSError as error:
        raise ResultsError(f"{path} cannot be written ({error.strerror or error}); give another --out") from None
