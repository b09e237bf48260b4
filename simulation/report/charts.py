"""What the charts of a report draw: courses of outcomes over years as rounded numbers, with their colours by name.

A line has mean, 95 percent interval of the mean (low, high) and the middle 80 percent of schools (tenth, ninetieth), as on the
figures (plots/bands.py). Colours are keys of the browser application's palette (theme.js), so a report wears its look.
"""

from typing import Any

import numpy as np

from ..core.vocabulary import DOMAINS
from ..plots.bands import course
from ..words.outcomes import DECLARED, is_share, label, labels, unit, written

#: Figures of an ensemble: (name, title, what its axis says, {outcome: colour}).
FIGURES = (
    ("forms", "What teachers do together", "share of all they could do about goals",
     {"share_coordination": "form1", "share_cooperation": "form2", "share_collaboration": "form3"}),
    ("monthly", "Who does so at least monthly", "teachers who go at least as far",
     {"monthly_coordination": "form1", "monthly_cooperation": "form2", "monthly_collaboration": "form3"}),
    ("domains", "Who has a say, by decision", "influence teachers feel, 0 to 1",
     dict(zip((f"influence_{d}" for d in DOMAINS), ("vermilion", "purple", "sky", "blue", "green", "orange"), strict=True))),
    ("influence", "A say felt, and believed shared", "influence over all decisions, 0 to 1",
     {"influence": "blue", "influence_shared": "vermilion"}),
    ("week", "The working week", "hours a week", {"hours_total": "ink"}),
    ("hours", "Hours beside the classroom", "hours a week",
     {"hours_collective": "form3", "hours_paperwork": "muted", "hours_mandated": "vermilion", "hours_duties": "sky"}),
    ("strengths", "What keeps teachers going", "0 to 1",
     {"job_satisfaction": "green", "self_efficacy": "blue", "collective_efficacy": "purple", "well_being": "ink"}),
    ("burnout", "Burnout in its dimensions", "0 to 1",
     {"exhaustion": "vermilion", "depersonalization": "purple", "accomplishment": "sky"}),
    ("survey", "What a survey would find", "teachers who say so",
     {"satisfied": "green", "frequent_stress": "orange", "burnout_rate": "vermilion", "engaged": "blue", "intend_to_leave": "ink"}),
    ("turnover", "Who leaves", "share of the staff, at the end of a year",
     {"turnover": "ink", "leavers": "vermilion", "movers": "blue"}),
)  # fmt: skip

#: Figures without the spread between schools: the bands of so many lines would cover each other.
_CROWDED = ("domains", "hours", "survey", "turnover")


def of_results(results) -> list[dict]:
    """The figures of an ensemble."""
    years = results.years
    return [
        figure(
            name, title, what, [line(years, o, outcomes[o], text, name not in _CROWDED) for o, text in labels(outcomes).items()]
        )
        | {"policies": policies(results.scenario)}
        for name, title, what, outcomes in FIGURES
    ]


def figure(name: str, title: str, what: str, lines: list[dict]) -> dict:
    """A chart over years. Lines share a unit; labels.unit raises ValueError when they do not."""
    unit(*(one["outcome"] for one in lines))
    return {"id": name, "title": title, "what": what, "lines": lines} | how_written(lines[0]["outcome"])


def line(years, outcome: str, colour: str, text: str, spread: bool = True) -> dict:
    """An outcome over the years of a table. text : how it is called beside the others of its figure"""
    c = course(years, outcome)
    found: dict[str, Any] = {
        "outcome": outcome,
        "label": text,
        "colour": colour,
        "year": [int(y) for y in c.year],
        "mean": rounded(c.mean),
    }
    if np.isfinite(c.low).all():
        found |= {"low": rounded(c.low), "high": rounded(c.high), "tenth": rounded(c.tenth), "ninetieth": rounded(c.ninetieth)}
        found["spread"] = spread
    return found


def pair(effect, outcome: str) -> dict:
    """An outcome over the years in both scenarios, and the paired difference with its interval."""
    difference = effect.difference(outcome).rename(columns={"difference": outcome})
    a, b = (line(side.years, outcome, letter, letter.upper()) for side, letter in ((effect.a, "a"), (effect.b, "b")))
    apart = line(difference, outcome, "b", "B − A", spread=False)
    return {"id": outcome, "title": label(outcome), "what": unit(outcome), "lines": [a, b], "difference": apart} | how_written(
        outcome
    )


def how_written(outcome: str) -> dict:
    """Whether values are percents, and otherwise how many decimals they have; and the bounds that no school can leave."""
    declared = DECLARED[outcome]
    bounds = {"bounds": [declared.low, declared.high]} if np.isfinite([declared.low, declared.high]).all() else {}
    return {"percent": is_share(outcome), "digits": written(outcome).decimals} | bounds


def policies(scenario) -> list[list]:
    """Where a policy begins or ends within the run: [year, name], half a year before it begins and after it ends."""
    marks = [[p.start - 0.5, p.name] for p in scenario.policies] + [
        [p.end + 0.5, f"{p.name} ends"] for p in scenario.policies if p.end
    ]
    return [[when, name] for when, name in marks if 1 < when < scenario.years]


def rounded(values) -> list:
    """Numbers for JSON: four significant decimals of a share; what is unknown is null."""
    return [round(float(v), 4) if np.isfinite(v) else None for v in np.asarray(values, float)]
