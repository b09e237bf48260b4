"""A teacher's belief in being able to teach: coefficients of rules/efficacy.py."""

from ...declare.parameter import Group, assumed, calibrated, evidence, parameter, provisional


class Efficacy(Group):
    """Teacher self-efficacy from Bandura's four sources (rules/efficacy.py)."""

    rate: float = parameter(
        0.03,
        label="speed at which self-efficacy changes",
        unit="share/week",
        low=0.001,
        high=1.0,
        meaning="speed of adjustment",
        source=evidence("T082"),
    )
    base: float = parameter(
        0.521,
        label="self-efficacy before any source",
        unit="0..1",
        low=-1.0,
        high=1.0,
        meaning="level before any source",
        source=calibrated("T072, T081"),
    )
    expertise: float = parameter(
        0.373,
        label="self-efficacy from expertise",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of one's own expertise",
        source=calibrated("T081"),
    )
    confidence: float = parameter(
        0.815,
        label="self-efficacy from lasting confidence",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of a lasting belief in oneself",
        source=calibrated("T082"),
    )
    mastery: float = parameter(
        0.119,
        label="self-efficacy from success of one's own",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of success that one had a hand in",
        source=calibrated("sign: Bandura (1997): mastery experience"),
    )
    rapport: float = parameter(
        0.168,
        label="sense of mastery when classes go well",
        unit="0..1 per SD",
        low=0.0,
        high=1.0,
        meaning="mastery gained in a year in which classes go well",
        source=calibrated("T082"),
    )
    vicarious: float = parameter(
        0.0928,
        label="self-efficacy from partners' success",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of partners' success",
        source=calibrated("sign: Bandura (1997): vicarious experience"),
    )
    persuasion: float = parameter(
        0.0902,
        label="self-efficacy from feedback",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of feedback from the administrator and from colleagues",
        source=calibrated("sign: Bandura (1997): social persuasion"),
    )
    bodily: float = parameter(
        0.107,
        label="self-efficacy lost to exhaustion",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of exhaustion",
        source=calibrated("T072"),
    )
    ambiguity: float = parameter(
        0.121,
        label="self-efficacy lost to ambiguous mandates",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of ambiguous mandates",
        source=calibrated("sign: Nguyen, Harris & Ng (2019); Shaked & Schechter (2019)"),
    )
    tension: float = parameter(
        0.369,
        label="self-efficacy lost to tension with peers",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of tension with peers",
        source=calibrated("sign: Wenner & Campbell (2017)"),
    )
    support: float = parameter(
        0.4,
        label="part of support in persuasion",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="weight of the administrator's support in persuasion",
        source=assumed("A30"),
    )
    backing: float = parameter(
        0.4,
        label="part of colleagues' backing in persuasion",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="weight of colleagues' backing in persuasion",
        source=assumed("A30"),
    )
    standing: float = parameter(
        0.4,
        label="part of standing in persuasion",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="weight of standing among peers in persuasion",
        source=assumed("A30"),
    )
    leading: float = parameter(
        0.14,
        label="self-efficacy from leading",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="self-efficacy that a formal role gives under full support and clarity",
        source=provisional("sign: York-Barr & Duke (2004); Nguyen et al. (2019)"),
    )
    lately: float = parameter(
        0.3,
        label="self-efficacy from what was learnt lately",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of what training and networks have brought lately",
        source=provisional("A77; Klassen & Durksen (2012)"),
    )
