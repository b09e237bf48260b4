"""What a bundle tells machines about itself: an RO-Crate 1.1, which is a page of JSON-LD in the words of schema.org.

One run of the program is an action (Process Run Crate 0.5): the program is its instrument, the question its object, the tables its
result. The form is https://w3id.org/ro/crate/1.1; it is small, and no library is needed to write it.
"""

import hashlib
import json
import mimetypes
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..report.documents import citation

CRATE = "ro-crate-metadata.json"
#: The words that are used, and the one that schema.org has and the context of RO-Crate 1.1 has not.
CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}]
CONFORMS, PROCESS = "https://w3id.org/ro/crate/1.1", "https://w3id.org/ro/wfrun/process/0.5"
SPDX = "https://spdx.org/licenses/"
PROGRAM, RUN = "#program", "#run"
#: What the files of a bundle are, where their names do not say.
_ENDINGS = {
    ".parquet": "application/vnd.apache.parquet",
    ".toml": "application/toml",
    ".md": "text/markdown",
    ".cff": "application/yaml",
}
_ABOUT = {
    "ODD.md": "The model in the order of ODD+D (Grimm et al. 2020; Müller et al. 2013)",
    "codebook.md": "Every parameter, state and outcome with unit, bounds and meaning",
    "environment.txt": "Every installed package with its version",
    "results/manifest.json": "Everything that determines the numbers, and the digest of every file",
    "results/summary.md": "What came out, in words and a table",
    "README.md": "What the bundle holds, and how to live it again",
}


def described(
    title: str,
    commands: str,
    manifest: Mapping[str, Any],
    files: Mapping[str, Path | str],
    questions: Sequence[str],
    authors: Sequence[str],
    licence: str,
) -> str:
    """The text of ro-crate-metadata.json.

    title : of the results; commands : that made them; manifest : of their folder; files : name in the bundle -> the file, or its text
    questions : names of the files that hold what was asked; authors, licence : of the results, nothing where nobody said
    """
    about, made, day = citation(), manifest["versions"], _today()
    people = [{"@id": f"#author-{k}", "@type": "Person", "name": name} for k, name in enumerate(authors, 1)]
    tables = [name for name in files if name.startswith("results/") and name.endswith((".parquet", ".csv"))]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": title,
        "description": f"Results of {about['title']}, version {made['simulation']}, with the question, the model's description, the environment and the commands.",
        "datePublished": day,
        "license": {"@id": f"{SPDX}{licence}"} if licence else "Not said; ask the authors.",
        "hasPart": _those(files),
        "mentions": {"@id": RUN},
        "conformsTo": {"@id": PROCESS},
    }
    program = {
        "@id": PROGRAM,
        "@type": "SoftwareApplication",
        "name": about["title"],
        "softwareVersion": made["simulation"],
        "version": made["simulation"],
        "license": {"@id": f"{SPDX}MIT"},
        "identifier": f"digest of the sources that decide about the numbers: {manifest.get('digest', 'unknown')}",
        "softwareRequirements": ", ".join(f"{name} {version}" for name, version in made.items() if name != "simulation"),
    }
    run = {
        "@id": RUN,
        "@type": "CreateAction",
        "name": f"The run that made {title}",
        "description": commands,
        "instrument": {"@id": PROGRAM},
        "object": _those(questions),
        "result": _those(tables),
    }
    if "began" in manifest:
        run["startTime"] = manifest["began"]
    graph = [
        {"@id": CRATE, "@type": "CreativeWork", "conformsTo": {"@id": CONFORMS}, "about": {"@id": "./"}},
        root | ({"author": _those([one["@id"] for one in people])} if people else {}),
        program,
        run,
        *({"@id": f"{SPDX}{name}", "@type": "CreativeWork", "name": name} for name in {"MIT": None, licence or "MIT": None}),
        {"@id": PROCESS, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
        *people,
        *(_file(name, content) for name, content in files.items()),
    ]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, indent=1, ensure_ascii=False)


def _those(names: Sequence[str] | Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"@id": quote(name, safe="/#.:-_")} for name in names]


def _file(name: str, content: Path | str) -> dict[str, Any]:
    size = len(content.encode()) if isinstance(content, str) else content.stat().st_size
    ending = Path(name).suffix
    return {
        "@id": quote(name),
        "@type": "File",
        "name": _ABOUT.get(name, name.removeprefix("results/")),
        "contentSize": str(size),
        "encodingFormat": _ENDINGS.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream",
        "sha256": _sha256(content),
    }


def _sha256(content: Path | str) -> str:
    """The digest of a file, or of a text as it is written."""
    if isinstance(content, str):
        return hashlib.sha256(content.encode()).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _today() -> str:
    """The day on which a bundle is made; SOURCE_DATE_EPOCH stands for it where the same bundle is to be made twice."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(seconds) if seconds.isdigit() else None))
