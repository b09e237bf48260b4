"""Switches that leave a mechanism out of the world; what each sets to zero stands beside it and is zero after all policies.

No rule reads a switch: the table of values in force (parameters/policies.py) does. What the world may be made of instead is in
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


class Mechanisms(Group):
    """Mechanisms of the model, to be switched off one by one (0) in thought experiments; the world has them all (1)."""

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
