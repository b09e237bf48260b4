"""Effects in words."""


def how_large(size: float) -> str:
    """An effect [standard deviations between schools] in words."""
    if size >= 0.8:
        return "more than schools usually differ from one another"
    if size >= 0.5:
        return "about half of what usually lies between two schools"
    if size >= 0.2:
        return "small beside the usual differences between schools"
    return "hardly noticeable in any one school"
