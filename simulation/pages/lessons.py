"""Lessons for the page: what it is told of one, what it may ask, and whom it is led to. A class (classroom.py) uses the same.

The lessons themselves, and what living one means, are in simulation/lessons.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Protocol

from ..core.languages import ENGLISH, decimals, say, spoken
from ..declare.parameter import unit_in_words
from ..declare.terms import TERM_WORDS
from ..ensemble.simulate import simulate_block
from ..lessons.lesson import Lesson
from ..lessons.measures import measure
from ..lessons.people import WHO, find_teacher
from ..lessons.run import Outcome, jobs_of, judge_sketch, outcome_of
from ..living.address import Identity
from ..living.school import LivingSchool
from ..living.teacher import teacher_view
from ..parameters.scenario import InputError, describe
from ..words.outcomes import state_label

#: Students whose schools under the base setting are remembered: moving a lever then costs half.
REMEMBERED = 64
#: Seeds besides the viewer's own whose schools show how far luck carries: those of a class.
OTHER_SEEDS = 24


class Work(Protocol):
    """A computation for a page, such as web/jobs.py has it."""

    def say(self, **content: Any) -> None:
        """Send something to the page."""

    def each(self, function: Callable[..., Any], arguments: Iterable[tuple]) -> Iterator[tuple[int, Any]]:
        """Results of function(*arguments) as they come, each with its place."""
        ...


class LessonView:
    """A lesson as pages and classes know it."""

    def __init__(self, lesson: Lesson):
        self.lesson, self.name, self.title = lesson, lesson.name, lesson.title
        self.starts = {lever.name: lesson.lever_start(lever.name) for lever in lesson.levers}
        self._bases: OrderedDict[int, list] = OrderedDict()
        self._lock = threading.Lock()
        prediction = lesson.prediction
        if prediction.kind == "choice":
            option = next(o for o in prediction.options if o.name == lesson.predicted.choice)
            self.main, self.setting = measure(option.outcome), option.setting
        else:
            self.main, self.setting = measure(prediction.outcome), "difference" if prediction.kind == "direction" else "other"

    # ---------------------------------------------------------------- what pages are told

    def card(self) -> dict:
        """What a list of lessons shows."""
        lesson = self.lesson
        return {
            "name": self.name, "title": say(lesson.title), "order": lesson.order, "minutes": lesson.minutes,
            "question": say(lesson.question),
            "kind": lesson.prediction.kind, "luck": lesson.luck,
        }  # fmt: skip

    def for_students(self, revealed: bool) -> dict:
        """What a student may read: without the instructor's answers, and without the reasons until the outcome is revealed."""
        told = self.whole()
        told["discussion"] = [{"question": one["question"]} for one in told["discussion"]]
        if not revealed:
            told |= {"reveal": "", "look": [], "claim": [], "discussion": [], "reading": []}
        return told

    @property
    def pointers(self) -> int:
        """Teachers to whom it leads."""
        return len(self.lesson.look)

    def whole(self) -> dict:
        """Everything, ready for JSON: texts, the prediction that is asked for, locked settings, free levers."""
        lesson, main = self.lesson, self.main
        return self.card() | {
            "sources": list(lesson.sources), "patterns": list(lesson.patterns), "story": told_in(lesson.story), "schools": lesson.schools,
            "years": lesson.years, "over": list(lesson.over), "table": [measure(text).text for text in lesson.table],
            "prediction": self._asked(), "base": self._setting("base"), "other": self._setting("other"), "compared": self._compared(),
            "main": main.text, "setting": self.setting, "said": main.label, "unit": main.about.unit, "meaning": say(main.about.meaning),
            "levers": [self._lever(lever) for lever in lesson.levers],
            "claim": [{"says": say(c.says), "luck": c.luck, "outcome": c.outcome and measure(c.outcome).text, "same": c.same} for c in lesson.claim],
            "reveal": told_in(lesson.reveal),
            "look": [
                {"who": say(WHO[look.who]), "setting": look.setting, "year": look.year, "week": look.week, "state": look.state,
                 "term": look.term, "see": say(look.see)}
                for look in lesson.look
            ],
            "discussion": [{"question": say(d.question), "answer": say(d.answer)} for d in lesson.discussion],
            "reading": [{"reference": r.reference, "note": say(r.note)} for r in lesson.reading],
        }  # fmt: skip

    def _asked(self) -> dict:
        asked = self.lesson.prediction
        return {
            "kind": asked.kind, "ask": say(asked.ask), "low": asked.low, "high": asked.high,
            "options": [option.name for option in asked.options],
        }  # fmt: skip

    def _setting(self, which: str) -> dict:
        setting = getattr(self.lesson, which)

        def rows(changes: dict) -> list[dict]:
            about = {name: describe(name) for name in changes}
            return [
                {"name": n, "label": say(about[n]["label"]), "value": value, "unit": say(about[n]["unit_in_words"])}
                for n, value in changes.items()
            ]

        told = {
            "label": say(setting.label),
            "scenario": str(setting.scenario),
            "set": rows(setting.set),
            "later": rows(setting.later),
        }
        return told | {"start": setting.start, "end": setting.end}

    def _compared(self) -> dict:
        """Where the settings differ, each with its value on both sides, and what was set alike in both."""
        differing = self.lesson.contrast()
        scenario = self.lesson.base.resolve(self.lesson.years)
        set_by_both = {**self.lesson.base.set, **self.lesson.other.set}
        alike = [name for name in set_by_both if name not in {row["field"] for row in differing}]

        def called(about: dict) -> dict:
            return {"label": say(about["label"]), "unit": say(about["unit_in_words"])}

        return {
            "differing": [called(row["about"]) | {"base": row["base"], "other": row["other"]} for row in differing],
            "alike": [called(describe(name)) | {"value": scenario.get(name)} for name in alike],
        }

    def _lever(self, lever) -> dict:
        about = describe(lever.name)
        width = lever.high - lever.low
        return {
            "name": lever.name, "label": say(about["label"]), "low": lever.low, "high": lever.high,
            "unit": say(about["unit_in_words"]), "more": about["more"], "why": say(lever.why), "whole": about["integer"],
            "step": 1 if about["integer"] else 0.05 if width <= 2.0 else 0.25, "start": self.starts[lever.name],
        }  # fmt: skip

    # ---------------------------------------------------------------- what pages may ask

    def check_prediction(self, given: Any) -> Any:
        """A direction, the name of an option, or a value within the axis for each year. Raises InputError."""
        asked = self.lesson.prediction
        if asked.kind == "curve":
            known = isinstance(given, list) and len(given) == self.lesson.years
            if not known or not all(_is_number(v) and asked.low <= v <= asked.high for v in given):
                raise InputError(
                    say(
                        "Sketch the whole curve: {years} values, each from {low} to {high}.",
                        years=self.lesson.years,
                        low=decimals(f"{asked.low:g}"),
                        high=decimals(f"{asked.high:g}"),
                    )
                )
            return [round(float(v), 4) for v in given]
        allowed = ["more", "same", "less"] if asked.kind == "direction" else [o.name for o in asked.options]
        if not isinstance(given, str) or given not in allowed:
            raise InputError(f"Choose one: {', '.join(allowed)}.")
        return given

    def check_levers(self, given: Any) -> dict[str, float]:
        """A value for each free lever, where it stands when none is given. Raises InputError."""
        given = {} if given is None else given
        if not isinstance(given, dict):
            raise InputError(say("The levers cannot be read; reload the page."))
        free = {lever.name: lever for lever in self.lesson.levers}
        if locked := [str(name)[:60] for name in given if name not in free]:
            raise InputError(f"{locked[0]} is locked in this lesson; free are: {', '.join(free) or 'none'}.")
        values = {}
        for name, lever in free.items():
            value = given.get(name, self.starts[name])
            if not _is_number(value) or not lever.low <= value <= lever.high:
                raise InputError(f"{name} = {str(value)[:40]} is not a number from {lever.low:g} to {lever.high:g}.")
            values[name] = round(value) if lever.about["integer"] else float(value)
        return values

    def outcome(self, seed: int, levers: dict[str, float] | None = None, prediction: Any = None) -> dict:
        """What becomes of the schools of a seed, on the thread that asks."""
        jobs = jobs_of(self.lesson, seed, self.lesson.schools, levers or {})
        half = len(jobs) // 2
        base = self._bases.get(seed)
        if base is None:
            base = [school for job in jobs[:half] for school in simulate_block(*job)]
            with self._lock:
                self._bases[seed] = base
                while len(self._bases) > REMEMBERED:
                    self._bases.popitem(last=False)
        other = [school for job in jobs[half:] for school in simulate_block(*job)]
        return self._told(outcome_of(self.lesson, seed, levers or {}, base, other), prediction)

    def run(self, job: Work, seed: int, levers: dict[str, float] | None, prediction: Any) -> None:
        """The same for one page, block by block, with progress."""
        job.say(outcome=self._told(self._simulated(job, seed, levers or {}), prediction))

    def run_others(self, job: Work, seed: int) -> None:
        """Live the lesson with other seeds, as a class would: one brief outcome after the other."""
        for k in range(1, OTHER_SEEDS + 1):
            found = self._simulated(job, seed + k, {}, quiet=True)
            job.say(progress=k / OTHER_SEEDS, brief=self.brief(self._told(found, None)))

    def _simulated(self, job: Work, seed: int, levers: dict, quiet: bool = False) -> Outcome:
        jobs = jobs_of(self.lesson, seed, self.lesson.schools, levers)
        done = {}
        for at, block in job.each(simulate_block, jobs):
            done[at] = block
            if not quiet:
                job.say(progress=len(done) / len(jobs))
        half = len(jobs) // 2
        sides = [[school for at in part for school in done[at]] for part in (range(half), range(half, len(jobs)))]
        return outcome_of(self.lesson, seed, levers, *sides)

    def _told(self, outcome: Outcome, prediction: Any) -> dict:
        told = outcome.to_dict()
        if prediction is not None:
            judged = outcome.judge(prediction)
            told["judged"] = {"right": bool(judged.right), "said": judged.sentence}
        told["sentence"] = self._sentence(told)
        return told

    def spoken(self, told: dict, prediction: Any) -> dict:
        """An outcome, which was told in English while the schools lived, with its sentences in the language that is spoken."""
        if spoken() == ENGLISH:
            return told
        series = [
            one | {"said": measure(one["outcome"]).label, "meaning": say(measure(one["outcome"]).about.meaning)}
            for one in told["series"]
        ]
        claims = [one | {"says": say(claim.says)} for one, claim in zip(told["claims"], self.lesson.claim, strict=True)]
        told = told | {"series": series, "claims": claims}
        if "judged" in told and self.lesson.prediction.kind == "curve":
            drawn = next(one for one in series if one["outcome"] == self.main.text)["other"][0]
            told["judged"] = told["judged"] | {"said": judge_sketch(self.lesson.prediction, prediction, drawn).sentence}
        return told | {"sentence": self._sentence(told)}

    def _sentence(self, told: dict) -> str:
        """What happened, in one sentence with its numbers."""
        series = next(s for s in told["series"] if s["outcome"] == self.main.text)
        labels = (say(self.lesson.base.label), say(self.lesson.other.label))
        first, last = told["over"]
        when = (
            say("in year {first}", first=first) if first == last else say("in years {first} to {last}", first=first, last=last)
        )
        levels = [_number(series[which][0]) for which in ("over_base", "over_other")]
        difference, low, high = series["difference"]
        plain = series["unit"] in ("0..1", "r", "chance", "0..1 SD") or series["unit"].startswith("share")
        unit = "" if plain else f" {say(unit_in_words(series['unit']))}"
        text = say(
            "{outcome} {when}: {first} with “{base}”, {second} with “{other}”",
            outcome=f"{series['said'][:1].upper()}{series['said'][1:]}",
            when=when,
            first=levels[0] + unit,
            base=labels[0],
            second=levels[1] + unit,
            other=labels[1],
        )
        if difference is None or low is None:
            return f"{text}."
        digits = _digits(series)
        ends = [_signed(end, digits) for end in (low, high)]
        if round(difference, digits) == 0.0:
            same = "They are about the same: chance leaves a difference between {low} and {high}."
            return f"{text}. {say(same, low=ends[0], high=ends[1])}"
        told_as = "The difference is {difference}, and chance hardly moves it."
        if ends[0] != ends[1]:
            told_as = "The difference is {difference}, and chance leaves it between {low} and {high}."
        return f"{text}. {say(told_as, difference=_signed(difference, digits), low=ends[0], high=ends[1])}"

    def brief(self, told: dict) -> dict:
        """The few numbers of an outcome that a picture of many students needs."""
        series = next(s for s in told["series"] if s["outcome"] == self.main.text)
        found = {
            "verdict": told["verdict"], "difference": _short(series["difference"][0]), "base": _short(series["over_base"][0]),
            "other": _short(series["over_other"][0]),
        }  # fmt: skip
        if self.lesson.prediction.kind == "curve":
            found["curves"] = [[_short(v) for v in series[which][0]] for which in ("base", "other")]
        if told["options"]:
            found["options"] = [_short(option["estimate"][0]) for option in told["options"]]
        return found

    def point(self, told: dict) -> list[float | None]:
        """A setting of the levers as one point of a picture: what the other setting came to, then each lever in its order."""
        series = next(s for s in told["series"] if s["outcome"] == self.main.text)
        moved = [told["levers"].get(name, start) for name, start in self.starts.items()]
        return [_short(series["over_other"][0]), *moved]

    def columns(self, prediction: Any, told: dict | None) -> dict[str, Any]:
        """A prediction and an outcome, either of which may be missing, as columns of a table, in the words of the page.

        Means are over the years of the lesson; the main measure has every year besides. Raises nothing: what is unknown is empty.
        """
        base, other = self.lesson.base.label, self.lesson.other.label
        found: dict[str, Any] = {}
        if isinstance(prediction, list):
            found |= {f"predicted for {other}, year {year}": value for year, value in enumerate(prediction, 1)}
        elif prediction is not None:
            found["predicted"] = _ANSWERS.get(prediction, prediction)
        if told is None:
            return found
        found |= {f"lever: {describe(name)['label']}": value for name, value in told["levers"].items()}
        if self.lesson.prediction.kind != "curve":
            found["came out"] = _ANSWERS.get(told["verdict"], told["verdict"])
        if prediction is not None and "judged" in told:
            found["as predicted"] = "yes" if told["judged"]["right"] else "no"
        first, last = told["over"]
        when = f"year {first}" if first == last else f"years {first} to {last}"
        for series in told["series"]:
            called = f"{series['said'][:1].upper()}{series['said'][1:]} [{unit_in_words(series['unit'])}]"
            found |= {
                f"{called}: {label}, {when}": series[key][0] for label, key in ((base, "over_base"), (other, "over_other"))
            }
            found[f"{called}: {other} less {base}"] = series["difference"][0]
        for series in (series for series in told["series"] if series["outcome"] == self.main.text):
            for label, which in ((base, "base"), (other, "other")):
                found |= {f"{series['said']}: {label}, year {year}": v for year, v in enumerate(series[which][0], 1)}
        return found

    # ---------------------------------------------------------------- whom to look at

    def look(self, at: Any, seed: int = 1) -> dict:
        """The teacher that a pointer of the lesson leads to, in the first school of a seed. Raises InputError."""
        if isinstance(at, bool) or not isinstance(at, int) or not 0 <= at < len(self.lesson.look):
            raise InputError(say("The lesson does not point there; reload the page."))
        look = self.lesson.look[at]
        setting = getattr(self.lesson, look.setting)
        scenario = setting.resolve(self.lesson.years)
        living = LivingSchool(scenario, seed, told=False)
        living.go_to(look.weeks)
        post = find_teacher(look.who, living.state)
        identity = Identity.of(scenario, seed).changed(week=look.weeks)
        return {
            "query": identity.query(), "post": post, "view": teacher_view(living, post), "state": state_label(look.state),
            "term": say(TERM_WORDS[look.state][look.term]) if look.term else "", "setting": say(setting.label),
        }  # fmt: skip


#: Directions as the page says them.
_ANSWERS = {"more": "Higher", "same": "About the same", "less": "Lower"}


@cache
def shipped() -> dict[str, LessonView]:
    """The shipped lessons by name, in the order of the course."""
    return {lesson.name: LessonView(lesson) for lesson in Lesson.shipped()}


def taught(name: Any) -> LessonView:
    """A shipped lesson by name. Raises InputError."""
    known = shipped()
    if not isinstance(name, str) or name not in known:
        Lesson.load(str(name).replace("/", " ").replace(".toml", " "))  # says which are near
        raise InputError(f"There is no lesson {str(name)[:60]!r}.")
    return known[name]


def told_in(text: str) -> str:
    """A text of several paragraphs in the language that is spoken."""
    return "\n\n".join(say(paragraph) for paragraph in text.split("\n\n"))


def _is_number(value: Any) -> bool:
    """Whether it is one that reckons: no boolean, nothing infinite, no whole number beyond what a float can be."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.3g}")


def _number(value: float | None) -> str:
    return "–" if value is None else decimals(f"{value:z.{1 if abs(value) >= 10 else 2}f}".replace("-", "−"))


def _digits(series: dict) -> int:
    """Digits for a difference: those of its levels, and one more where it would vanish."""
    digits = 1 if abs(series["over_base"][0]) >= 10 else 2
    return digits if round(series["difference"][0], digits) else digits + 1


def _signed(value: float, digits: int) -> str:
    return decimals(f"{value:+z.{digits}f}".replace("-", "−") if round(value, digits) else f"{0.0:.{digits}f}")
