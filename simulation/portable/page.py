"""Schools that live in one HTML file: engine, scenarios and page together, so that whoever gets the file needs nothing else.

The content security policy lets no request out, and runs the one script that is named by its digest and the engine that it brings.
"""

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from .. import __version__
from ..parameters.scenario import InputError, Scenario
from ..report import bundle, documents
from ..report.page import MOST_BYTES
from ..results import page
from ..words.templates import render
from .file import read
from .told import told

_SCRIPT, _WORKER = "portable/page.js", "portable/worker.js"
#: Parts of the page.
PARTS = ("school", "compare", "explore")


def write_page(scenarios: Iterable[str | Path | Scenario], path: str | Path, replace: bool = False) -> Path:
    """Write a page on which schools of these scenarios are lived, as one HTML file; the same scenarios give the same bytes.

    replace : let any file be replaced; otherwise only a page that this program wrote
    Returns the file. Raises ScenarioError for a scenario that cannot be, InputError for two of one name or too many for a file that
    is sent, and ResultsError when the file cannot be written.
    """
    path = page.check_page(Path(path), replace)
    return page.write_page(path, document([Scenario.load(one) for one in scenarios]), replace)


def document(scenarios: list[Scenario]) -> str:
    """The HTML of the page; the first scenario is shown first."""
    names = [scenario.name for scenario in scenarios]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise InputError(f"two scenarios are called {twice[0]!r}; give each a `name` of its own")
    engine, _ = read()
    script, worker = (bundle.inside_html(bundle.script(entry)) for entry in (_SCRIPT, _WORKER))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    text = render(
        "portable/templates/page.html",
        title=scenarios[0].title or names[0].replace("_", " ").capitalize(),
        version=__version__,
        generator=page.GENERATOR,
        licences=documents.licences(),
        style=Markup(bundle.style()),
        script=Markup(script),
        worker=Markup(worker),
        policy=(
            f"default-src 'none'; script-src 'sha256-{digest}' 'wasm-unsafe-eval'; worker-src blob:; style-src 'unsafe-inline'; "
            "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
        ),
        data={"engine": base64.b64encode(engine).decode(), "told": told(scenarios), "parts": list(PARTS)},
    )
    if len(text.encode()) > MOST_BYTES:
        raise InputError(
            f"the page would have {len(text.encode()) / 1e6:.1f} MB, more than {MOST_BYTES / 1e6:g}; give fewer scenarios"
        )
    return text
