"""Switches that leave a mechanism out of the world, and settings that put one account of a mechanism in another's place.

What a switch sets to zero stands beside it and is zero after all policies. No rule reads a switch: the table of values in force
(parameters/policies.py) does. A setting is read by the phase that it concerns. What the world may be made of instead is in
structure.py.
"""

from typing import Any

from ...declare.parameter import Group, assumed, parameter

#: Mechanism -> the coefficients that are zero in a world without it, whatever scenario and policies say.
MECHANISMS = {
    "attraction": ("choice.attraction", "attraction.rate"),
    "voice": ("voice.gain", "voice.winning", "choice.voice"),
    "trust": ("ties.success", "ties.mandated", "ties.decay", "ties.strain", "ties.summer"),
    "norms": ("choice.norm", "choice.culture", "climate.norm"),
    "turnover": ("leaving.leave", "leaving.move", "leaving.retirement", "leaving.unexplained"),
    "learning": ("learning.peers", "learning.usual", "learning.conflict", "learning.external", "learning.training"),
    "conflict": ("joint_work.conflict",),
    "administration": (
        *("adaptation.control", "adaptation.falling", "adaptation.scripted", "adaptation.trusting", "adaptation.rate"),
        *("adaptation.proof", "adaptation.takeback", "adaptation.claim"),
    ),
    "leadership": ("choice.standing", "voice.standing", "standing.sought", "standing.initiating", "standing.expertise"),
}


def switch(mechanism: str, label: str, meaning: str) -> Any:
    """Declare a mechanism that can be switched off (0); what that sets to zero is part of its meaning."""
    return parameter(
        1,
        label=label,
        unit="(off, on)",
        low=0,
        high=1,
        meaning=f"{meaning}; off sets to zero: {', '.join(MECHANISMS[mechanism])}",
        source=assumed("on: the model as described; off: a thought experiment"),
        dated=False,
    )


def setting(label: str, meaning: str, source: str) -> Any:
    """Declare a choice between two accounts of a mechanism: the first (0), which is the default, or the second (1)."""
    return parameter(0, label=label, unit="(first, second)", low=0, high=1, meaning=meaning, source=source, dated=False)


class Mechanisms(Group):
    """Mechanisms of the model: switches that leave one out (0) of a world that has them all (1), and settings between two accounts."""

    attraction: int = switch(
        "attraction", "learning what a form of action brings", "teachers learn from what a form of action brought"
    )
    voice: int = switch(
        "voice", "winning a voice", "working together on an open goal wins a voice, and the voice one expects draws"
    )
    trust: int = switch("trust", "growth and loss of trust", "trust grows and fades; off, a tie keeps the trust it began with")
    norms: int = switch(
        "norms", "influence of norms", "colleagues' example and the school's norm draw, and the norm follows practice"
    )
    turnover: int = switch("turnover", "departures of teachers", "teachers leave")
    learning: int = switch(
        "learning",
        "learning from others",
        "expertise comes from colleagues, dissent, networks and training, not from practice alone",
    )
    conflict: int = switch("conflict", "dissent brought out by joint work", "joint work brings out dissent")
    administration: int = switch(
        "administration",
        "change of the administrator's ways",
        "the administrator adapts, takes goals back and lets them be claimed",
    )
    leadership: int = switch(
        "leadership",
        "rise of standing among peers",
        "standing arises among peers; off, it fades, draws nobody and gives no voice",
    )
    settling: int = parameter(
        0,
        label="years lived before the first day",
        unit="years",
        low=0,
        high=20,
        meaning="years that a school lives before its first day, under what it is and without any policy, so that it begins in a steady state; "
        "its staff then has the careers that years of leaving and hiring give, and a real school only that where it is unknown",
        source=assumed("A70: 0 founds a school from nothing; 20 years are close to what is left after many"),
        dated=False,
    )
    own_ties: int = setting(
        "advice networks that keep their shape",
        "how advice ties are found and replaced: sooner by those who work with others, until as many are found as are wished for (0), or so "
        "that a school keeps the number of advisers of each teacher and the share of ties that are returned (1)",
        assumed("A71: schools differ in how much their teachers ask, and stay so"),
    )
    lasting_growth: int = setting(
        "pupils' growth that builds up",
        "what pupils' growth follows: this year's states of the staff (0), or the staff's expertise and what conditions have let it do "
        "over years (1)",
        assumed("A67: effects of policies on pupils are small, build up over years and fade"),
    )
