"""Answers of single teachers to the questions of known surveys: what each item measures, and how a state becomes an answer.

An item is a graded response (Samejima 1969; rules/survey.py): the state, pulled apart by a loading and scattered by an error, falls
between cuts. Where a share among the outcomes speaks of the same question (`satisfied`, `frequent_stress`, `burnout_rate`,
`influence_any_...`, `intend_to_leave`), the item has that share's cut and error, so both agree. All other cuts lie evenly, so that the
mean of a scale is its state. Items stand for those of the instruments; their wording is their publishers' and is not given here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..core.vocabulary import DOMAINS
from .columns import Column
from .outcomes import DOMAIN_WORDS

#: Share of staff that returns the questionnaire. TALIS asks for 75 percent at least; who returns it is chance (A23).
RESPONSE = 0.85
#: A cut or an error: a number, the name of a parameter, or the middle between two of them.
Value = float | str | tuple[str, str]
#: The error of an item whose state is itself the chance of a yes.
CHANCE = 0.0

_DAYS = ("never", "a few times a year", "once a month", "a few times a month", "once a week", "a few times a week", "every day")
_EXTENT = ("not at all", "to some extent", "quite a bit", "a lot")
_AGREE = ("strongly disagree", "disagree", "agree", "strongly agree")
_INFLUENCE = ("none", "minor", "moderate", "a great deal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question.

    name : of the column; scale : the scale it belongs to, or itself; measures : the column of the table of teachers
    words : what each answer is called, from the least; first : the number of the least answer
    cuts : where one answer ends and the next begins [in the unit of the state], one fewer than there are answers
    loading : how strongly it takes up the state; error : scatter of answers, scale of a logistic distribution
    missing : share of those who answer the questionnaire and leave this question out
    shares : the outcome that speaks of the same question, if there is one
    """

    name: str
    scale: str
    measures: str
    asks: str
    words: tuple[str, ...]
    first: int
    cuts: tuple[Value, ...]
    loading: float = 1.0
    error: Value = "survey_noise"
    missing: float = 0.02
    shares: str = ""

    @property
    def values(self) -> Mapping[int, str]:
        """Answers by number."""
        return {self.first + k: word for k, word in enumerate(self.words)}

    @property
    def column(self) -> Column:
        """The item as a column of the table of answers."""
        label = self.name.replace("_", " ")
        return Column(
            self.name,
            label,
            f"{self.first} to {self.first + len(self.words) - 1}",
            f"{self.asks}; measures {self.measures}",
            self.values,
        )


def _even(words: tuple[str, ...]) -> tuple[float, ...]:
    """Cuts by which the mean answer follows the state from one end to the other."""
    steps = len(words) - 1
    return tuple((k + 0.5) / steps for k in range(steps))


def _scale(
    scale: str,
    measures: str,
    asks: str,
    words: tuple[str, ...],
    first: int,
    loadings: tuple[float, ...],
    error: Value = "survey_noise",
) -> tuple[Item, ...]:
    """A scale of items that differ in their loadings, whose mean is 1."""
    return tuple(
        Item(
            name=f"{scale}_{k}", scale=scale, measures=measures, asks=f"{asks}, item {k}", words=words, first=first, cuts=_even(words),
            loading=loading, error=error,
        )
        for k, loading in enumerate(loadings, 1)
    )  # fmt: skip


def _question(name: str, measures: str, asks: str, **how: Any) -> Item:
    """A question that stands for itself. how : the rest of an Item"""
    return Item(name=name, scale=name, measures=measures, asks=asks, **how)


#: Every item, in the order of the columns. A new one goes to the end: the draws of an item belong to its place.
ITEMS = (
    *_scale("mbi_exhaustion", "exhaustion", "Maslach Educators Survey, emotional exhaustion", _DAYS, 0,
            (1.2, 1.1, 1.1, 1.0, 1.0, 1.0, 0.9, 0.9, 0.8)),
    *_scale("mbi_depersonalization", "depersonalization", "Maslach Educators Survey, depersonalisation", _DAYS, 0,
            (1.1, 1.1, 1.0, 0.9, 0.9)),
    *_scale("mbi_accomplishment", "accomplishment", "Maslach Educators Survey, personal accomplishment", _DAYS, 0,
            (1.2, 1.1, 1.1, 1.0, 1.0, 0.9, 0.9, 0.8)),
    *_scale("talis_efficacy", "self_efficacy", "TALIS, self-efficacy", _EXTENT, 1,
            (1.1, 1.1, 1.1, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.9, 0.9, 0.9)),
    *_scale("talis_satisfaction", "job_satisfaction", "TALIS, job satisfaction", _AGREE, 1, (1.1, 1.0, 1.0, 0.9), error=0.035),
    _question("talis_satisfied", "job_satisfaction", "TALIS, satisfied with the job all in all", words=_AGREE, first=1,
              cuts=(0.07, "survey_satisfied", 0.68), shares="satisfied"),
    _question("talis_stress", "exhaustion", "TALIS, stress in one's work", words=_EXTENT, first=1,
              cuts=(0.17, "survey_stress", 0.61), shares="frequent_stress"),
    *(
        _question(f"ntps_influence_{domain}", f"influence_{domain}", f"NTPS, influence of teachers over {DOMAIN_WORDS[domain]}",
                  words=_INFLUENCE, first=1, error="survey_influence_noise", shares=f"influence_any_{domain}",
                  cuts=("survey_any_influence", ("survey_any_influence", "survey_great_influence"), "survey_great_influence"))
        for domain in DOMAINS
    ),
    _question("burnt_out", "burnout", "one question: feels burnt out", words=("no", "yes"), first=0, cuts=("survey_burnout",),
              shares="burnout_rate"),
    _question("means_to_leave", "quit_intention", "one question: means to leave the job", words=("no", "yes"), first=0, cuts=(0.5,),
              error=CHANCE, shares="intend_to_leave"),
)  # fmt: skip

#: Scales of several items -> their items.
SCALES = {
    scale: tuple(item for item in ITEMS if item.scale == scale)
    for scale in dict.fromkeys(i.scale for i in ITEMS if i.scale != i.name)
}
#: Columns of the table of answers after the run.
WHO = ("year", "teacher", "person")
