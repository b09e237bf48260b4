"""What the world is made of: mechanisms of the second structure, one by one, and rival theories by name.

Mechanisms are switched off as in mechanisms.py: what a switch sets to zero stands beside it. Where two theories differ by more than
coefficients, an option names the one in force, and the kernels read it.
"""

from typing import Any

from pydantic import ValidationInfo, field_validator

from ...core.vocabulary import CHOICES, VOICES
from ...declare.parameter import Group, assumed, paper, parameter

#: Mechanism of the second structure -> the coefficients that are zero in a world without it.
STRUCTURE: dict[str, tuple[str, ...]] = {
    "views": ("voice.hearing",),
    "mandates": ("mandates.counted",),
    "strain": ("hours.pairs", "hours.followup", "exhaustion.blocked", "burnout.blocked"),
    "leading": ("efficacy.leading", "standing.memory"),
    "change": (
        *("change.startup", "change.waste", "change.disillusion", "change.latecomers", "change.unsettled", "change.upset"),
        *("leaving.unsettled", "leaving.churn", "choice.fatigue"),
    ),
    "buffer": ("climate.buffer",),
    "habituation": (
        *("habituation.satisfaction", "habituation.strain", "habituation.success", "habituation.temper"),
        *("habituation.distance", "ties.homing"),
    ),
    "office": (
        *("office.support_practice", "office.support_load", "office.clarity_practice", "office.clarity_load"),
        *("office.trusting", "office.fearing", "office.tiring", "office.taking_part"),
    ),
    "kinds": (
        *("reach.coaching", "reach.department", "reach.explaining", "reach.representation", "reach.families", "reach.worth"),
        "reach.envy",
    ),
    "givers": ("givers.gain", "givers.fresh"),
    "networks": ("outside.carry", "outside.proof", "outside.recruiting", "outside.travel"),
}

#: Mechanism -> the scenario that asks what it does, for those that the scenario second_structure leaves off.
APART = {"kinds": "roles_in_kinds", "givers": "who_leads_training", "networks": "teacher_networks"}

#: What may stand in the place of an option's number.
OPTIONS = {"voice": VOICES, "choice": CHOICES}


def addition(mechanism: str, label: str, meaning: str) -> Any:
    """Declare a mechanism of the second structure, which is off (0) in the first; what off sets to zero is part of its meaning."""
    return parameter(
        0,
        label=label,
        unit="(off, on)",
        low=0,
        high=1,
        meaning=f"{meaning}; off sets to zero: {', '.join(STRUCTURE[mechanism])}",
        source=assumed("off: the first structure; on: the second"),
        dated=False,
    )


def option(name: str, label: str, meaning: str, source: str) -> Any:
    """Declare a theory to be chosen, by its name or its number; the first is that of the first structure."""
    names = OPTIONS[name]
    return parameter(
        0, label=label, unit=f"({', '.join(names)})", low=0, high=len(names) - 1, meaning=meaning, source=source, dated=False
    )


class Structure(Group):
    """The second structure of the model, mechanism by mechanism, and rival theories; all as in the first unless a file says so."""

    voice: int = option(
        "voice",
        "theory of voice",
        "whether a say is lent by an administrator who listens, or won by taking part, lasting for years",
        assumed("A59: two theories, to be compared on the same evidence"),
    )
    choice: int = option(
        "choice",
        "theory of choice",
        "whether teachers weigh utilities, follow once enough colleagues have gone ahead, imitate who achieves most, or go by habit",
        paper("McFadden (1974); Granovetter (1978); A66: theories to be compared on the same evidence"),
    )
    views: int = addition(
        "views", "two views of power", "control keeps from the administrator how much say teachers feel they have"
    )
    mandates: int = addition(
        "mandates",
        "mandated work as work",
        "ordered joint time is coordination or cooperation on the administrator's goals, counted as such, and watched",
    )
    strain: int = addition(
        "strain",
        "fruitless joint work that wears",
        "coordination takes open-ended hours, and joint hours that get nowhere wear people and their sense of accomplishment down",
    )
    leading: int = addition(
        "leading",
        "leading that costs and gives",
        "leading others gives self-efficacy, and tension with colleagues is remembered for months",
    )
    change: int = addition(
        "change",
        "change that costs",
        "goals start up, progress thrown away is felt as failure, latecomers may join, and a new administrator unsettles for a while",
    )
    buffer: int = addition(
        "buffer",
        "collective efficacy that buffers",
        "collective efficacy weakens what stress does to satisfaction and distance",
    )
    habituation: int = addition(
        "habituation",
        "people who get used to things",
        "what lasts becomes usual and moves less, people differ for good, and trust returns to what is usual in a school",
    )
    office: int = addition(
        "office",
        "an administrator at work",
        "what an administrator gives, keeps from teachers and takes part in follows her week, her practice and her trust in them",
    )
    kinds: int = addition(
        "kinds",
        "roles in kinds",
        "coaches, heads, administrative, union and other roles differ in duties, reach and in how one gets them",
    )
    givers: int = addition(
        "givers",
        "training that somebody gives",
        "who gives training, its fit and how it was rated decide what stays of it and whether people come again",
    )
    networks: int = addition(
        "networks",
        "networks that carry practice",
        "members meet able colleagues of other schools, try out their ideas, bring them home and recruit colleagues",
    )

    @field_validator("*", mode="before")
    @classmethod
    def _named(cls, value: Any, about: ValidationInfo) -> Any:
        """A theory's number, where its name is given; it comes before the check of numbers, which knows no names."""
        names = OPTIONS.get(about.field_name or "", ())
        return names.index(value) if value in names else value
