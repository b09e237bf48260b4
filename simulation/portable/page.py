"""Schools that live in one HTML file: engine, scenarios and page together, so that whoever gets the file needs nothing else.

The content security policy lets no request out, and runs the one script that is named by its digest and the engine that it brings.
"""

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from .. import __version__
from ..pages.files import KIT, STATIC
from ..parameters.scenario import BASELINE, InputError, Scenario
from ..report import bundle, documents
from ..report.page import MOST_BYTES
from ..results import page
from ..words.templates import render
from .file import read
from .told import told

_SCRIPT, _WORKER = "portable/page.js", "portable/worker.js"
#: Parts of the page.
PARTS = ("school", "compare", "explore")


def write_page(
    scenarios: Iterable[str | Path | Scenario], path: str | Path, replace: bool = False, lessons: Iterable[str] = ()
) -> Path:
    """Write a page on which schools of these scenarios are lived, as one HTML file; the same scenarios give the same bytes.

    lessons : names of shipped lessons that are taught in it
    replace : let any file be replaced; otherwise only a page that this program wrote
    Returns the file. Raises ScenarioError for a scenario that cannot be, InputError for two of one name, for a lesson that is not shipped or too many for a file that
    is sent, and ResultsError when the file cannot be written.
    """
    path = page.check_page(Path(path), replace)
    return page.write_page(path, document([Scenario.load(one) for one in scenarios], list(lessons)), replace)


def style() -> str:
    """The application's style, and what pages without a server have beside it."""
    more = (KIT / "lessons.css", STATIC / "portable" / "portable.css")
    return "\n".join([bundle.style(), *(file.read_text(encoding="utf-8") for file in more)])


def document(scenarios: list[Scenario], lessons: list[str], site: bool = False) -> str:
    """The HTML of the page; the first scenario is shown first. site : it lies beside the other files of site.py"""
    if lessons and not any(scenario.name == BASELINE for scenario in scenarios):
        scenarios = [*scenarios, Scenario.load(BASELINE)]  # schools to which a lesson leads are told apart from it
    names = [scenario.name for scenario in scenarios]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise InputError(f"two scenarios are called {twice[0]!r}; give each a `name` of its own")
    engine, _ = read()
    script, worker = (bundle.inside_html(bundle.script(entry)) for entry in (_SCRIPT, _WORKER))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    own = " 'self'" if site else ""
    text = render(
        "portable/templates/page.html",
        title=scenarios[0].title or names[0].replace("_", " ").capitalize(),
        version=__version__,
        generator=page.GENERATOR,
        licences=documents.licences(),
        style=Markup(style()),
        script=Markup(script),
        worker=Markup(worker),
        policy=(
            f"default-src 'none'; script-src 'sha256-{digest}' 'wasm-unsafe-eval'; worker-src blob:{own}; style-src 'unsafe-inline'; "
            f"img-src data: blob:{own}; font-src data:;{' manifest-src' + own + ';' if site else ''} base-uri 'none'; form-action 'none'"
        ),
        site=site,
        data={
            "site": site,
            "engine": base64.b64encode(engine).decode(),
            "told": told(scenarios, lessons),
            "parts": [*PARTS, *(["lessons"] if lessons else [])],
        },
    )
    if len(text.encode()) > MOST_BYTES:
        raise InputError(
            f"the page would have {len(text.encode()) / 1e6:.1f} MB, more than {MOST_BYTES / 1e6:g}; give fewer scenarios"
        )
    return text
