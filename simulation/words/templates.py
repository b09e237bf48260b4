"""HTML is written in templates and nowhere else: one environment fills them, in which whatever a page is told stays text.

A template lies in `templates/` beside the room that fills it, as do the style and the script it includes. Python prepares plain data.
Every value is escaped on its way into a page, and a template that asks for what it was not told fails. Only text that is markup by its
origin is handed over as such (markupsafe.Markup): what the markdown library made of our own documents, what matplotlib drew.
"""

from functools import cache
from pathlib import Path

from .outcomes import capital

#: The names of templates begin here.
PACKAGE = Path(__file__).parents[1]


def render(template: str, /, **shown) -> str:
    """A template filled with what is shown.

    template : its path in the package, such as "lessons/templates/handout.html"
    Raises jinja2.TemplateNotFound, or jinja2.UndefinedError when it asks for what is not shown.
    """
    return _environment().get_template(template).render(shown)


@cache
def _environment():
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(PACKAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["capital"] = capital
    # numbers beside a page: short, in their own order, and only such as every browser reads
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "allow_nan": False}
    return environment
