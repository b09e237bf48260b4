"""The narrator: what happened in a school, in sentences, from what changed between one week and the next."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..core.languages import ENGLISH, decimals, say, spoken
from ..core.vocabulary import ADMINISTRATOR, DEPARTURES, DOMAINS, JOINT, NOBODY, STAYS, TEACHERS, WEEKS_PER_YEAR
from ..declare.outcomes import TEACHER_COLUMNS, YEAR_COLUMNS
from ..parameters.scenario import describe
from ..words.outcomes import capital
from ..words.parameters import added
from ..words.people import in_sentence
from ..words.why import join
from .staff import are_burnt_out, threshold

if TYPE_CHECKING:
    from .school import LivingSchool

#: How a goal of each domain is called in a sentence.
GOALS = dict(
    zip(
        DOMAINS,
        ("hiring goal", "budget goal", "materials goal", "curriculum goal", "training goal", "goal on pupils' conduct"),
        strict=True,
    )
)
#: What happens to somebody, and to several, who get a role of each kind, in the order of KINDS.
RISEN = (
    *("takes on a formal role", "becomes a coach", "becomes head of the grade or department", "takes on administrative duties"),
    *(
        "becomes the voice of the staff in the union",
        "begins to coordinate work with families",
        "takes on a role beside teaching",
    ),
)
RISEN_TOGETHER = (
    *("take on formal roles", "become coaches", "become heads of their grades or departments", "take on administrative duties"),
    *("become voices of the staff in the union", "begin to coordinate work with families", "take on roles beside teaching"),
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
#: Exhaustion at which somebody is said to be worn out, and rested again: two marks, so that nobody flickers.
WORN, RESTED = 0.75, 0.6


class Event(NamedTuple):
    """A sentence of the log: weeks that had passed, what it is about, what happened, and the posts concerned."""

    week: int
    kind: str  #: lever, policy, administrator, goal, people, strain, year
    text: str
    posts: tuple[int, ...] = ()
    summer: bool = False  #: it happened in the summer after that week, and is seen with the week that follows


class Look(NamedTuple):
    """What the narrator remembers of a school to see what changes."""

    teachers: np.ndarray
    goals: np.ndarray
    school: np.ndarray


class Narrator:
    """Tells the run of one school. `log` has what is new to whoever sees a week, for each week in which something is."""

    def __init__(self, living: "LivingSchool"):
        self.living = living
        self.log: dict[int, list[Event]] = {}

    def look(self) -> Look:
        """The school as it is now, as copies."""
        state = self.living.state
        return Look(np.asarray(state.teachers).copy(), np.asarray(state.goals).copy(), np.asarray(state.school).copy())

    def forget(self, week: int) -> None:
        """Drop what was told of the weeks after this one, and of the summer between."""
        self.log = {at: events for at, events in self.log.items() if at <= week}

    def events(self, until: int) -> list[Event]:
        """Everything that is known when so many weeks have passed, in order."""
        return [event for at in sorted(self.log) if at <= until for event in self.log[at]]

    def tell_summer(self, eve: Look) -> None:
        """Note what the summer brought that has just passed: it belongs to what is told of the week after it."""
        week, after = self.living.lived, self.look()
        told = [*self._goals(eve, after), *self._staff(eve, after), *self._administrator(eve, after)]
        later = [event for event in self.log.get(week + 1, ()) if not event.summer]
        self.log[week + 1] = [Event(week, *event)._replace(summer=True) for event in told] + later

    def tell(self, before: Look) -> None:
        """Note what the week that has just passed brought."""
        after = self.look()
        week = self.living.lived
        told = [*self._policies(), *self._goals(before, after), *self._strain(before, after)]
        if week % WEEKS_PER_YEAR == 0:
            told = [*self._year(before), *told, *self._departures(before)]
        events = [event for event in self.log.get(week, ()) if event.summer] + [Event(week, *event) for event in told]
        if events:
            self.log[week] = events

    # ---------------------------------------------------------------- what may happen

    def _policies(self):
        week = self.living.lived - 1
        year, of_year = week // WEEKS_PER_YEAR + 1, week % WEEKS_PER_YEAR + 1
        for policy in self.living.scenario.policies:
            first = policy.weeks[0] if policy.weeks else 1
            if (year, of_year) == (policy.start, first) and not policy.name.endswith(", for good"):
                changes = [
                    say("{field} is now {value}", field=_field(name), value=decimals(f"{value:g}"))
                    for name, value in policy.set.items()
                ]
                changes += [f"{_field(name)} {added(value)}" for name, value in policy.add.items()]
                who = "" if policy.only == "everyone" else f" ({say('for {whom}', whom=say(policy.only))})"
                if policy.name.startswith("changed in year"):
                    yield "lever", say("You changed the rules: {changes}.", changes=join(changes))
                else:
                    begins = "The policy “{name}” begins{who}: {changes}."
                    yield "policy", say(begins, name=policy.name, who=who, changes=join(changes))

    def _goals(self, before: Look, after: Look):
        for d, domain in enumerate(DOMAINS):
            was, now, name = before.goals[d], after.goals[d], say(GOALS[domain])
            if was["active"] and was["progress"] < 1.0 and now["progress"] >= 1.0:
                yield "goal", say("The {goal} was attained.", goal=name)
            fresh = now["active"] and (not was["active"] or now["age"] < was["age"])
            if fresh:
                how = {
                    ADMINISTRATOR: "set by the administrator",
                    JOINT: "opened to shared creation",
                    NOBODY: "left to whoever takes it up",
                }
                yield (
                    "goal",
                    say("A new {goal} was {how}.", goal=name, how=say(how.get(int(now["owner"]), "taken up by teachers"))),
                )
            elif was["active"] and not now["active"]:
                if was["progress"] < 0.97:
                    dropped = "The {goal} was dropped with {done} percent done."
                    yield "goal", say(dropped, goal=name, done=f"{100 * was['progress']:.0f}")
            elif was["active"] and was["owner"] != now["owner"]:
                if now["owner"] == ADMINISTRATOR:
                    lost = lost_a_say(before, after, d)
                    who = f"; {say('{n} of those who shaped it lose a part of their say', n=number(len(lost)))}" if lost else ""
                    yield "goal", say("The {goal} was taken back by the administrator{who}.", goal=name, who=who), tuple(lost)
                elif now["owner"] == TEACHERS:
                    yield "goal", say("Teachers claimed the {goal}.", goal=name)

    def _strain(self, before: Look, after: Look):
        stayed = (before.teachers["present"] != 0) & (after.teachers["present"] != 0)
        over = stayed & (before.teachers["exhaustion"] < WORN) & (after.teachers["exhaustion"] >= WORN)
        now = self.living.lived  # whoever has gone back in time knows later weeks, which do not count
        recent = range(now - WEEKS_PER_YEAR + 1, now)
        names = self.living.names if over.any() else []
        for post in np.flatnonzero(over).tolist():
            said = any(post in e.posts and e.kind == "strain" for at in recent for e in self.log.get(at, ()))
            if not said:
                yield "strain", capital(say("{who} is worn out.", who=in_sentence(names[post]))), (post,)

    def _departures(self, before: Look):
        living = self.living
        year = living.lived // WEEKS_PER_YEAR
        was = before.teachers
        left = living.recorded.teachers[year - 1, :, _LEFT]
        left = np.where(was["present"] != 0, np.nan_to_num(left), STAYS)
        gone = np.flatnonzero(left != STAYS)
        leaders = [int(i) for i in gone if was["role"][i]]
        others = Counter(DEPARTURES[int(left[i])] for i in gone if not was["role"][i])
        parts = []
        if leaders:
            names = living.names
            who = join([names[i] for i in leaders])
            parts.append(
                say(
                    "{n} leader left ({who})" if len(leaders) == 1 else "{n} leaders left ({who})",
                    n=number(len(leaders)),
                    who=who,
                )
            )
        for what, n in sorted(others.items()):
            parts.append(say(f"{{n}} {'teacher' if n == 1 else 'teachers'} {what}", n=number(n)))
        yield "people", capital(f"{join(parts) if parts else say('nobody left')}."), tuple(gone.tolist())

    def _staff(self, before: Look, after: Look):
        living = self.living
        was, now = before.teachers, after.teachers
        came = np.flatnonzero((now["present"] != 0) & (now["tenure"] == 0))
        vacant = int((now["present"] == 0).sum())
        if len(came) or vacant:
            novices = int((now["experience"][came] <= 0).sum())
            text = say("{n} newcomer arrived" if len(came) == 1 else "{n} newcomers arrived", n=number(len(came)))
            if novices and len(came) > 1:
                text += ", " + say("{n} of them straight from training", n=number(novices))
            if vacant:
                text += "; " + say("{n} post stayed vacant" if vacant == 1 else "{n} posts stayed vacant", n=number(vacant))
            yield "people", capital(f"{text}."), tuple(came.tolist())
        risen = np.flatnonzero((now["role"] != 0) & (was["role"] == 0) & (now["present"] != 0)).tolist()
        if risen:
            names = living.names
            for kind in sorted(set(now["kind"][risen].tolist())):
                these = [i for i in risen if now["kind"][i] == kind]
                who = join([in_sentence(names[i]) for i in these])
                verb = RISEN[kind] if len(these) == 1 else RISEN_TOGETHER[kind]
                yield "people", capital(f"{who} {say(verb)}."), tuple(these)

    def _administrator(self, before: Look, after: Look):
        if after.school[0]["administrator_tenure"] <= before.school[0]["administrator_tenure"]:
            was, now = before.school[0]["openness"], after.school[0]["openness"]
            how = "more open than" if now > was + 0.05 else "less open than" if now < was - 0.05 else "about as open as"
            gone = any(lost_a_say(before, after, d) for d in range(len(DOMAINS)))
            and_ = f"; {say('a part of the say that teachers had won goes with her predecessor')}" if gone else ""
            yield "administrator", say("A new administrator took office, {how} the one before{and_}.", how=say(how), and_=and_)

    def _year(self, before: Look):
        living = self.living
        year = living.lived // WEEKS_PER_YEAR
        staff = int((before.teachers["present"] != 0).sum())
        burnt_out = np.flatnonzero(are_burnt_out(living)).tolist()
        row = living.recorded.years[year - 1]
        if not staff:
            yield "year", say("Year {year} ended: nobody teaches here.", year=year), ()
            return
        said = round(staff * float(row[_YEARLY["burnout_rate"]]))
        yield (
            "year",
            say(
                "Year {year} ended: {burnt} of {staff} are burnt out, at {threshold} of 1 or more; in a survey about {said} would say so. "
                "Pupils gained {growth} SD.",
                year=year,
                burnt=number(len(burnt_out)),
                staff=staff,
                threshold=decimals(f"{threshold(living):.2f}"),
                said=number(said),
                growth=decimals(f"{row[_YEARLY['student_growth']]:.2f}"),
            ),
            tuple(burnt_out),
        )


def lost_a_say(before: Look, after: Look, domain: int) -> list[int]:
    """Posts whose holders had won a say in a domain and lost more of it than a week takes away."""
    was, now = before.teachers, after.teachers
    same = (was["present"] != 0) & (now["present"] != 0) & (now["tenure"] >= was["tenure"])
    return np.flatnonzero(
        same & (was["won"][:, domain] > 0.1) & (now["won"][:, domain] < 0.95 * was["won"][:, domain])
    ).tolist()


def number(n: int) -> str:
    """A small number as a word, in English; elsewhere words of number have genders."""
    return _NUMBERS[n] if n < len(_NUMBERS) and spoken() == ENGLISH else str(n)


def _field(name: str) -> str:
    return say(describe(name)["label"])


_LEFT = [column.name for column in TEACHER_COLUMNS].index("left")
_YEARLY = {column.name: at for at, column in enumerate(YEAR_COLUMNS)}
