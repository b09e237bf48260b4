"""Whose work is judged, teams or single teachers: what orders to work together mean in rules/choice.py."""

from ..declare import Group, paper, parameter


class Evaluation(Group):
    """Whose work is judged."""

    team: float = parameter(
        0.2,
        label="evaluation as a team",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="individual (0) to team-based (1) evaluation of teachers",
        source=paper("Berry (2016): evaluation that values teaching as a team effort"),
    )
