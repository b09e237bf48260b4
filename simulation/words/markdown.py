"""Tables in Markdown, for documents, summaries and codebooks."""


def markdown_table(head, rows) -> list[str]:
    """The lines of a Markdown table, with an empty line at its end."""
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    return [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |", *(f"| {' | '.join(r)} |" for r in cells), ""]
