"""The page: what contents.py gathered as one HTML document that asks nobody for anything.

Text and tables stand in the document itself, so they are there without scripts and on paper; charts and replay are drawn from numbers
that stand beside them. The content security policy lets no request out and runs only the script that is named by its digest.
"""

import base64
import hashlib
from pathlib import Path
from typing import Any

from markupsafe import Markup

from .. import __version__
from ..experiments.compare import Effect
from ..experiments.policies import Policies
from ..experiments.sweep.store import Store
from ..pages.catalogue import catalogue
from ..parameters.scenario import InputError
from ..results.folder import Results
from ..results.page import GENERATOR, check_page, write_page
from ..words.outcomes import CARD, HEADLINES, TILES, for_page
from ..words.templates import render
from . import bundle, contents, documents, replay
from .folder import complete, read

#: A page larger than this is refused: it would not be sent, and phones would not open it.
MOST_BYTES = 3_000_000


def write_report(
    results: str | Path | Results | Effect | Policies | Store,
    path: str | Path | None = None,
    *,
    run: int | None = None,
    school=None,
    replace: bool = False,
) -> Path:
    """Write the report of a folder, of Results, of an Effect or of Policies as one HTML file; the same input gives the same bytes.

    results : a folder that `run`, `compare` or `sweep` wrote, or what is in memory
    path : the file; report.html in the folder when left out
    run : the school to replay; the one most like the average of all when left out
    school : the real school, if one was simulated: folders do not keep its ties, so without it there is no replay
    replace : let any file be replaced; otherwise only a page that this program wrote
    Returns the file. Raises InputError when a report cannot be made or the file cannot be written; an older file is then left as it is.
    """
    held = read(results) if isinstance(results, (str, Path)) else results
    if path is None:
        if not isinstance(results, (str, Path)):
            raise InputError("results in memory have no folder; say where the report goes")
        path = Path(results) / "report.html"
    path = check_page(Path(path), replace)
    return write_page(path, document(held, run, school), replace)


def document(held: Results | Effect | Policies | Store, run: int | None = None, school=None) -> str:
    """The HTML of a report."""
    if isinstance(held, Effect):
        shown = contents.of_effect(held, run, school)
    elif isinstance(held, Policies):
        shown = contents.of_policies(held, run, school)
    elif isinstance(held, Store):
        if school is not None:
            raise InputError("--roster and --ties describe a real school, and a sweep's folder keeps its own; leave them out")
        shown = contents.of_store(held, run)
    else:
        shown = contents.of_results(complete(held), run, school)
    return _fill(shown)


# ---------------------------------------------------------------- one file


def _fill(shown: dict[str, Any]) -> str:
    about = catalogue()
    data = shown.pop("data") | {"kind": shown["kind"], "colours": about["colours"], "forms": about["forms"]}
    data["replays"] = shown["replays"].get("schools", [])
    data["person"], data["followed"] = list(replay.PERSON), list(HEADLINES)
    data["tiles"], data["card"] = ([for_page(name) for name in names] for names in (TILES, CARD))
    script = bundle.inside_html(bundle.script())
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    text = render(
        "report/templates/report.html",
        **shown,
        version=__version__,
        generator=GENERATOR,
        documents=documents,
        style=Markup(bundle.style()),
        script=Markup(script),
        policy=(
            f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
        data=data,
        forms=list(zip(about["forms"], about["colours"]["forms"], strict=True)),
    )
    if len(text.encode()) > MOST_BYTES:
        raise InputError(
            f"the report would have {len(text.encode()) / 1e6:.1f} MB, more than {MOST_BYTES / 1e6:g}; report a smaller study"
        )
    return text
