"""Tables in Markdown, for documents, summaries and codebooks."""

from collections.abc import Iterable, Sequence

_RULES = {"l": "---", "c": ":---:", "r": "---:"}


def markdown_table(head: Sequence[str], rows: Iterable[Iterable[object]], align: str = "") -> list[str]:
    """The lines of a Markdown table, with an empty line at its end.

    align : a letter for each column, l(eft), c(entre) or r(ight); all to the left when left out
    """
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    rules = [_RULES[letter] for letter in align or "l" * len(head)]
    return [*(f"| {' | '.join(line)} |" for line in (head, rules, *cells)), ""]
