"""Whether two scenarios describe the same schools, so that they can be compared run by run."""

from .scenario import SAME_SCHOOL, Scenario


def other_schools(a: Scenario, b: Scenario, called: tuple[str, str] | None = None) -> str:
    """Why run r of two scenarios is not the same school on its first day, as the beginning of a sentence; nothing where it is.

    called : what the two are called where their names do not tell them apart
    """
    apart = next((field for field in SAME_SCHOOL if a.get(field) != b.get(field)), None)
    if apart is None:
        return ""
    first, other = called or (a.name, b.name)
    return f"{apart} differs ({a.get(apart):g} in {first}, {b.get(apart):g} in {other}): run by run these would not be the same schools"
