"""docs/lessons.md: the course in a table, and how often each claim comes out.

`python -m simulation.documents.lessons` lives every lesson with 200 seeds (some ten minutes on one core) and writes the file; with names
it renews these lessons only. What the file says of questions, claims and numbers of schools is held to the lessons by a test.
"""

import re
import sys
from pathlib import Path

from ..lessons.lesson import Lesson
from ..lessons.run import SeedShares, Share, seed_shares
from ..words.markdown import markdown_table

DOCUMENT = Path(__file__).parents[2] / "docs" / "lessons.md"
SEEDS = 200

#: For each lesson by name, for each claim: seeds in which it holds, and single schools against it (None where there is none).
Measured = dict[str, list[tuple[Share, Share | None]]]

_HEAD = """# The lessons, and what they promise

Each lesson asks for a prediction, lives the same schools with the same luck in two settings, and shows what came of it. Every student
has a seed of her own and so schools of her own. A claim is *promised* when it comes out for at least 95 of 100 students at the lesson's
own number of schools; what chance decides is called *luck*, and the lesson shows both ways. Everything below was counted by

```sh
python -m simulation.documents.lessons    # or for a lesson of your own: uv run run.py lessons verify my_lesson.toml
```

How to teach with them, and how to write another, is in [teaching.md](teaching.md).

## The course
"""

_COUNTED = """
## How often the claims come out

*Seeds*: in how many the claim held, with the 95 % interval of the share. *Single schools against*: of all schools of all seeds, those
that went the other way, which is what a student sees who looks at one school only.
"""


def document(measured: Measured) -> str:
    """The whole text."""
    lessons = Lesson.shipped()
    course = [
        (f"{one.order}", f"`{one.name}`", one.title, one.question, f"{one.minutes} min", ", ".join(one.patterns) or "–")
        for one in lessons
    ]
    counted = [
        (
            f"`{one.name}`",
            claim.says,
            f"{one.schools}",
            _share(measured[one.name][k][0]),
            _against(measured[one.name][k][1]),
            "luck" if claim.luck else "promised",
        )
        for one in lessons
        for k, claim in enumerate(one.claim)
    ]
    return (
        _HEAD
        + "\n"
        + _table(("no.", "lesson", "title", "question", "takes", "patterns"), course)
        + _COUNTED
        + "\n"
        + _table(("lesson", "claim", "schools", "seeds", "single schools against", ""), counted)
    )


def _table(head, rows) -> str:
    return "\n".join(markdown_table(head, rows)[:-1]) + "\n"


def _share(share: Share) -> str:
    low, high = share.interval
    return f"{share.successes} of {share.trials} ({100 * low:.0f} to {100 * high:.0f} %)"


def _against(share: Share | None) -> str:
    return "–" if share is None else f"{share.successes} of {share.trials} ({100 * share.value:.1f} %)"


def read(text: str) -> Measured:
    """The counts that a written document holds."""
    measured: Measured = {}
    counted = text.split("## How often", 1)[-1]
    for line in counted.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if len(cells) == 6 and cells[0].startswith("`"):
            seen, against = (re.match(r"(\d+) of (\d+)", cell) for cell in cells[3:5])
            if seen:
                row = Share(*map(int, seen.groups())), Share(*map(int, against.groups())) if against else None
                measured.setdefault(cells[0].strip("`"), []).append(row)
    return measured


def counts(shares: SeedShares) -> list[tuple[Share, Share | None]]:
    """What the document keeps of a lesson."""
    return list(zip(shares.claims, shares.against, strict=True))


if __name__ == "__main__":
    chosen = sys.argv[1:] or [one.name for one in Lesson.shipped()]
    known = read(DOCUMENT.read_text(encoding="utf-8")) if DOCUMENT.is_file() else {}
    for name in chosen:
        known[name] = counts(seed_shares(name, SEEDS))
        print(name, *(_share(seen) for seen, _ in known[name]), flush=True)
    DOCUMENT.write_text(document(known), encoding="utf-8", newline="\n")
