"""Is an effect smaller than what would matter? The answer in a sentence for each outcome."""

from . import outcomes as words
from .outcomes import capital


def sentences(table, schools: int) -> list[str]:
    """What two one-sided tests say. table : as `Effect.equivalence` gives it, a row for each outcome; schools : how many in each scenario"""
    return [_of(r, schools) for r in table.itertuples()]


def _of(r, schools: int) -> str:
    subject, margin = capital(words.subject(r.outcome)), _exactly(r.margin, r.outcome)
    if schools < 2 or r.p != r.p:
        return f"{subject}: one school does not tell whether an effect is smaller than {margin}."
    sure = f"90 % interval {words.signed(r.low, r.outcome)} to {words.signed(r.high, r.outcome)}, {schools} schools"
    if r.verdict == "smaller":
        return f"{subject}: no effect larger than {margin} (two one-sided tests, p {_p(r.p)}; {sure})."
    if r.verdict == "larger":
        return f"{subject}: the effect is larger than {margin} ({sure})."
    return (
        f"{subject}: it stays open whether the effect is smaller than {margin} ({sure}); none larger than "
        f"{_exactly(r.no_larger_than, r.outcome)} is shown, and more schools would tell."
    )


def _exactly(size: float, name: str) -> str:
    """A size as it was given, with its unit; shares in percentage points."""
    after = "percentage points" if words.is_share(name) else words.written(name).after
    return f"{100.0 * size if words.is_share(name) else size:.3g} {after}".rstrip()


def _p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"= {p:.3f}"
