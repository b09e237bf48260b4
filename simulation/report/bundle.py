"""The scripts and styles of a report as text that stands in one file.

The browser application's modules are used as they are. Modules cannot import each other from inside a file that lies on a disk, so
each becomes a function that returns what it exports, in the order of their imports. The few forms of `import` and `export` that our
modules use are listed here; a module with any other is refused, so none can be bundled wrongly.
"""

import base64
import posixpath
import re
from functools import cache

from ..pages.files import KIT, STATIC

#: The script of a report.
REPORT = "report/report.js"

_IMPORT = re.compile(r'^import (?:\* as (\w+)|\{([^}]*)\}) from "(\.\.?/[\w./-]+)";$', re.MULTILINE)
_DECLARED = re.compile(r"^export (?:async )?(?:const|let|class|function) (\w+)", re.MULTILINE)
_LISTED = re.compile(r"\bexport ?\{([^}]*)\};?")


@cache
def script(entry: str = REPORT) -> str:
    """All modules that `entry` needs as one script, itself last."""
    order: list[str] = []
    _collect(entry, order)
    return "\n".join(_function(name) for name in order)


@cache
def style() -> str:
    """The application's style with its typeface inside, and what reports add to it."""
    text = (KIT / "style.css").read_text(encoding="utf-8")
    font = base64.b64encode((KIT / "vendor" / "inter.woff2").read_bytes()).decode()
    text = text.replace('url("vendor/inter.woff2")', f'url("data:font/woff2;base64,{font}")')
    return text + "\n" + (STATIC / "report" / "report.css").read_text(encoding="utf-8")


def _source(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _imported(by: str, path: str) -> str:
    """What a module calls `path`, as a name below STATIC."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(by), path))


def _collect(name: str, order: list[str]) -> None:
    """Modules in an order in which each stands after those it imports."""
    for *_, path in _IMPORT.findall(_source(name)):
        _collect(_imported(name, path), order)
    if name not in order:
        order.append(name)


def _variable(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name)


def _function(name: str) -> str:
    """A module as `const $name = (() => { ...; return { what it exports }; })();`."""
    return f"const {_variable(name)} = (() => {{\n{as_body(_source(name), name)}}})();"


def as_body(source: str, name: str = REPORT) -> str:
    """The body of a function that does what the module `name` does and returns what it exports."""
    exports = {found: found for found in _DECLARED.findall(source)}
    for listed in _LISTED.findall(source):
        for item in filter(None, map(str.strip, listed.split(","))):
            here, _, there = item.partition(" as ")
            exports[(there or here).strip()] = here.strip()
    body = _IMPORT.sub(
        lambda m: f"const {m[1] or '{' + m[2].replace(' as ', ': ') + '}'} = {_variable(_imported(name, m[3]))};", source
    )
    body = _LISTED.sub("", body)
    body = re.sub(r"^export (?=(?:async )?(?:const|let|class|function) \w)", "", body, flags=re.MULTILINE)
    if left := re.search(r"^(?:import|export)\b.*$", body, re.MULTILINE):
        raise ValueError(f"this form of import or export is not known here: {left[0][:80]}")
    returned = ", ".join(f"{there}: {here}" for there, here in exports.items())
    return f'"use strict";\n{body}\nreturn {{ {returned} }};\n'


def inside_html(text: str) -> str:
    """A script's text so that no part of it ends the element it stands in; a backslash changes nothing inside strings there."""
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
