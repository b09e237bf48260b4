"""The courses that the living school draws beside its network: which outcomes, in which colours, and under which title.

Colours are keys of the page's palette (theme.js); names, units and numbers come from the declarations.
"""

from typing import Any, NamedTuple

from ..core.languages import say
from ..core.vocabulary import DOMAINS
from ..words.outcomes import is_share, labels, written


class Line(NamedTuple):
    """An outcome in a chart. band: other schools may be shown behind it; quiet: thin, and without a name in the legend."""

    outcome: str
    colour: str
    band: bool = False
    dash: bool = False
    width: float = 2.2
    quiet: bool = False


#: Title, what its axis says, highest value of the axis (None: as the values ask for), lines in the order of importance.
COURSES = (
    ("What teachers do together", "share of all action", None, (
        Line("share_coordination", "form1", band=True), Line("share_cooperation", "form2", band=True),
        Line("share_collaboration", "form3", band=True, width=3.0),
    )),
    ("Who has a say", "influence, 0 to 1", 1.0, (
        Line("influence", "blue", band=True, width=3.0), Line("influence_shared", "vermilion", dash=True),
        *(Line(f"influence_{domain}", "muted", width=1.0, quiet=True) for domain in DOMAINS),
    )),
    ("Hours beside the classroom", "hours a week", None, (
        Line("hours_collective", "form3", band=True, width=3.0), Line("hours_paperwork", "muted"),
        Line("hours_mandated", "vermilion"), Line("hours_duties", "sky"),
    )),
    ("How they fare", "0 to 1", 1.0, (
        Line("job_satisfaction", "green", band=True), Line("well_being", "blue"),
        Line("exhaustion", "vermilion", band=True, width=3.0), Line("burnout", "purple"),
    )),
)  # fmt: skip

#: Outcomes for which the courses of other schools are worth sending.
BANDED = frozenset(line.outcome for *_, lines in COURSES for line in lines if line.band)


def courses() -> list[dict[str, Any]]:
    """The same ready for JSON, with labels and how numbers are written."""
    found = []
    for title, what, high, lines in COURSES:
        called, first = labels(line.outcome for line in lines), lines[0].outcome
        found.append(
            {
                "title": say(title),
                "what": say(what),
                "options": {"percent": is_share(first), "digits": written(first).decimals, "high": high},
                "lines": [line._asdict() | {"label": called[line.outcome]} for line in lines],
            }
        )
    return found
