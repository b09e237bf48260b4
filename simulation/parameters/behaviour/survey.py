"""Thresholds and noise of the measurement model, rules/survey.py."""

from ..declare import Group, assumed, calibrated, evidence, paper, parameter


class Survey(Group):
    """How latent states become answers: thresholds and the noise of answering (rules/survey.py)."""

    any_influence: float = parameter(
        0.0703,
        label="influence that counts as any",
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="influence at which half answer that they have any",
        source=calibrated("T035, T039"),
    )
    great_influence: float = parameter(
        0.579,
        label="influence that counts as a great deal",
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="influence at which half answer a great deal",
        source=calibrated("T035, T039"),
    )
    influence_noise: float = parameter(
        0.117, label="spread of answers about influence", unit="0..1", low=0.001, high=1.0, source=calibrated("T035 to T041")
    )
    stress: float = parameter(
        0.37,
        label="exhaustion that counts as frequent stress",
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="exhaustion at which half report frequent stress",
        source=calibrated("T063"),
    )
    burnout: float = parameter(
        0.335,
        label="burnout that counts as feeling burnt out",
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="burnout at which half say they feel burnt out",
        source=calibrated("T064"),
    )
    satisfied: float = parameter(
        0.372,
        label="satisfaction that counts as satisfied",
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="satisfaction at which half say they are satisfied",
        source=calibrated("T071"),
    )
    engaged: float = parameter(
        0.676,
        label="satisfaction that counts as engaged",
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="satisfaction at which half count as engaged",
        source=calibrated("T070"),
    )
    noise: float = parameter(
        0.08, label="spread of answers about well-being", unit="0..1", low=0.001, high=1.0, source=assumed("A23")
    )
    high_exhaustion: float = parameter(
        0.50,
        label="cut-off for high exhaustion",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="Maslach cut-off for exhaustion (27 of 54)",
        source=paper("Maslach, Jackson & Leiter (1996)"),
    )
    high_distance: float = parameter(
        0.47,
        label="cut-off for high depersonalisation",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="Maslach cut-off for depersonalisation (14 of 30)",
        source=paper("Maslach, Jackson & Leiter (1996)"),
    )
    low_accomplishment: float = parameter(
        0.63,
        label="cut-off for low accomplishment",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="Maslach cut-off for accomplishment (30 of 48)",
        source=paper("Maslach, Jackson & Leiter (1996)"),
    )
    enough_time: float = parameter(
        3.52,
        label="free time that counts as enough",
        unit="h/week",
        low=-50.0,
        high=50.0,
        meaning="slack at which half say they have time enough to work together",
        source=calibrated("T020"),
    )
    time_noise: float = parameter(
        2.0, label="spread of answers about time", unit="h/week", low=0.01, high=50.0, source=evidence("T020")
    )
    team_teaching: float = parameter(
        0.698,
        label="trust at which teachers teach as a team",
        unit="trust",
        low=-1.0,
        high=2.0,
        meaning="trust in partners at which half of those who cooperate teach as a team",
        source=calibrated("T028"),
    )
    observing: float = parameter(
        0.686,
        label="trust at which teachers observe each other",
        unit="trust",
        low=-1.0,
        high=2.0,
        meaning="trust in partners at which half of those who collaborate observe each other's classes",
        source=calibrated("T031"),
    )
    trust_noise: float = parameter(
        0.08, label="spread of answers about work with partners", unit="trust", low=0.001, high=1.0, source=assumed("A57")
    )
    learning: float = parameter(
        0.585,
        label="say and fit that satisfy in learning",
        unit="0..1",
        low=-1.0,
        high=2.0,
        meaning="say and fit at which half are satisfied with what they learn in",
        source=calibrated("T090"),
    )
    informal_hours: float = parameter(
        0.209,
        label="chosen joint hours that count as learning",
        unit="h/week",
        low=-50.0,
        high=50.0,
        meaning="chosen joint hours at which half say that they learn informally with colleagues",
        source=calibrated("T091"),
    )
    informal_noise: float = parameter(
        1.0, label="spread of answers about informal learning", unit="h/week", low=0.05, high=50.0, source=assumed("A58")
    )
