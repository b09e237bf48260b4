"""Two scenarios over the years: each outcome in both, with bands, and beside it the paired difference with its own."""

import numpy as np
from matplotlib.figure import Figure

from ..words.outcomes import FOLLOWED, capital, label, number, unit
from .bands import Drawn, course, draw_courses, frame_years, mark_policies, policies_in_words, schools_in_words
from .labels import finish, label_end
from .style import BLUE, MUTED, PAIR_COLOURS, dress, sheet


def trajectories_figure(effect, outcomes: tuple[str, ...] = FOLLOWED) -> Figure:
    """Outcomes over the years: A and B at the left, B less A at the right.

    effect : of `compare`; outcomes : columns of `Results.years`, those that are usually followed when left out
    """
    table, schools = effect.trajectories(outcomes), effect.a.runs
    notes = [
        f"Scenarios {effect.a.scenario.name} (A, grey) and {effect.b.scenario.name} (B, blue): {schools_in_words(effect.a)}, the same in both; "
        f"seed {effect.a.seed}. {policies_in_words(effect.b.scenario)}",
        "Left: mean over schools, dark band: its 95 percent interval, bars beside the last year: the middle 80 percent of schools. Right: mean of "
        "paired differences, band: its 95 percent interval, for each year by itself."
        if schools > 1
        else "One school does not tell how certain a difference is.",
    ]
    figure = sheet("From year to year", notes, height=1.9 + 2.2 * len(outcomes), width=13.0)
    grid = figure.add_gridspec(len(outcomes), 2)
    for row, name in enumerate(outcomes):
        below = "school year" if row == len(outcomes) - 1 else ""
        left = dress(figure.add_subplot(grid[row, 0]), capital(label(name)), below, f"[{unit(name)}]")
        both = ((letter, course(results.years, name)) for letter, results in (("A", effect.a), ("B", effect.b)))
        draw_courses(
            left,
            (
                Drawn(c, colour, f"{letter} {number(c.mean[-1], name)}")
                for (letter, c), colour in zip(both, PAIR_COLOURS, strict=True)
            ),
        )
        frame_years(left, [*effect.a.years["year"], *effect.b.years["year"]], marks=4)
        mark_policies(left, effect.b.scenario)
        right = dress(figure.add_subplot(grid[row, 1]), "B − A", below, f"[{unit(name)}]")
        rows = table[table["outcome"] == name]
        right.axhline(0.0, color=MUTED, linewidth=1.1, zorder=1)
        known = rows[np.isfinite(rows["low"])]
        several = len(rows) > 1
        if several:
            right.fill_between(known["year"], known["low"], known["high"], color=BLUE, alpha=0.3, linewidth=0.0)
        else:
            right.vlines(known["year"], known["low"], known["high"], color=BLUE, alpha=0.5, linewidth=4.5)
        right.plot(rows["year"], rows["difference"], color=BLUE, linewidth=2.4, marker="" if several else "o", clip_on=False)
        last = rows.iloc[-1]
        label_end(right, last["year"], last["difference"], number(last["difference"], name, finer=1, sign="+"), BLUE)
        mark_policies(right, effect.b.scenario)
        ends = right.get_ylim()
        frame_years(right, rows["year"], marks=4)
        right.set_ylim(*ends)  # a difference may be small, and is not framed like a level
    return finish(figure)
