"""What one browser may ask, and what it is answered. Every browser has a session of its own; nothing is shared between them.

A request is a name and a dict, an answer a dict ready for JSON, both in a form of protocol.SESSION; requests are the methods that
begin with `ask_`. Limits keep thirty sessions on one laptop from harming each other; whoever meets one is told so.
"""

import logging
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ...core.languages import decimals, say
from ...core.vocabulary import LAST_YEAR, ORDINARY, WEEKS_PER_YEAR
from ...ensemble.jobs import LARGEST, check_whole
from ...living.address import Identity
from ...living.school import LivingSchool
from ...living.staff import staff_view
from ...living.teacher import choices_view, group_name, teacher_view
from ...pages import documents as evidence
from ...pages import lessons
from ...pages.catalogue import catalogue
from ...parameters.scenario import BASELINE, InputError, Scenario, describe, parameters
from ...school.readers.form import listed
from ...school.roster import ChoiceNeededError, School
from .. import protocol
from ..jobs import Job
from . import commands, downloads, uploads
from . import ensembles as studies
from .ensembles import Setting

if TYPE_CHECKING:
    from ...experiments.fit.fit import Fit
    from ..protocol.school import Over, SchoolFile

log = logging.getLogger(__name__)

MESSAGE = 6_000_000  #: bytes of one: two uploaded files, as JSON writes them


@dataclass(frozen=True)
class Limits:
    """What one session may use."""

    teacher_weeks: int = 400_000  #: posts times weeks of a shown run, which bounds its memory
    runs: int = 1000  #: schools of a comparison
    band: int = 300  #: schools of a band
    work: int = 150_000_000  #: teacher-weeks of one computation, about a minute
    upload: int = 1_000_000  #: bytes of an uploaded file
    uploads: int = 4_000_000  #: bytes of files that are uploaded together
    real: int = 40  #: schools that are uploaded together
    fits: int = 40  #: fits that are kept
    idle: float = 3600.0  #: seconds without a request after which a session's schools are put away
    sessions: int = 200  #: sessions of one server
    schools: int = 3  #: schools that one page may show


class Gone(Exception):
    """The session has been put away; the page opens it again from its address."""


class Session:
    """The schools and computations of one browser.

    push(kind, content) : sends something to the page that it has not asked for, such as the progress of a computation
    turns : shared by sessions whose computations wait for one another
    """

    #: Counted and swept, never looked into by another session.
    alive: ClassVar[weakref.WeakSet["Session"]] = weakref.WeakSet()

    def __init__(
        self,
        push: Callable[[str, dict], None],
        limits: Limits | None = None,
        turns: threading.Semaphore | None = None,
    ):
        self._turns = turns
        self.push, self.limits = push, limits or Limits()
        self.shown: dict[str, _Shown] = {}
        self.upload = uploads.Upload(())  #: real schools, if some were uploaded
        self.fits: list[Fit] = []  #: to surveys of schools, in the order in which they were asked for
        self.jobs: dict[str, Job] = {}
        self.last_asked = time.monotonic()
        self._lock = threading.RLock()
        self.full = len(Session.alive) >= self.limits.sessions
        Session.alive.add(self)

    # ---------------------------------------------------------------- asking

    def answer(self, name: str, content: Any) -> dict:
        """The answer to a request: {"ok": ...}, or {"fault": a sentence} with the settings of the run that failed."""
        self.last_asked = time.monotonic()
        try:
            if name not in protocol.SESSION:
                unknown = "The page asked for {name}, which this server does not know; reload the page."
                raise InputError(say(unknown, name=repr(str(name)[:40])))
            if self.full:
                full = "{n} pages are open already, which is all this computer takes; close one, then reload."
                raise InputError(say(full, n=self.limits.sessions))
            content = protocol.read(protocol.SESSION, name, content)
            with self._lock:
                return {"ok": getattr(self, f"ask_{name}")(**content)}
        except Gone:
            return {"gone": True}
        except InputError as fault:
            return {"fault": str(fault)}
        except Exception as failure:
            log.exception("a request failed: %s", name)
            shown = self.shown.get(str(content.get("key", "main")))
            query = content.get("query") or (shown.identity.query() if shown else "")
            what = f"This failed ({type(failure).__name__}: {failure}); the page can still be used."
            return {"fault": f"{what} Seed and settings: {query}" if query else what}

    def close(self) -> None:
        """Stop everything and forget everything."""
        for job in self.jobs.values():
            job.cancel()
        self.jobs.clear()
        self.shown.clear()
        self.upload, self.fits = uploads.Upload(()), []
        Session.alive.discard(self)

    def put_away_if_idle(self, now: float) -> bool:
        """Free the memory of a session that nobody has used for long."""
        if now - self.last_asked < self.limits.idle or not self.shown:
            return False
        with self._lock:
            self.shown.clear()
            for job in self.jobs.values():
                job.cancel()
        return True

    # ---------------------------------------------------------------- the catalogue and the documents

    def ask_catalogue(self) -> dict:
        """Levers, scenarios, outcomes and colours."""
        return catalogue()

    def ask_documents(self) -> dict:
        """Verdicts on the patterns, the model text and the codebook."""
        return evidence.documents()

    # ---------------------------------------------------------------- the living school

    def ask_open(self, key: str, query: str, school: int = 0, like: int = 0) -> dict:
        """Open the school of an address, at its week, and show it whole."""
        return self._open(key, Identity.from_query(query), school, like)

    def ask_advance(self, key: str, weeks: int = 1) -> dict:
        """Live so many weeks."""
        shown = self._shown(key)
        check_whole("weeks", weeks, 1, WEEKS_PER_YEAR * LAST_YEAR)
        shown.living.go_to(shown.living.lived + weeks)
        return shown.frame()

    def ask_seek(self, key: str, week: int, summer: bool = False) -> dict:
        """Go to a week, or to the summer after it, forwards or back."""
        shown = self._shown(key)
        shown.living.go_to(week, summer)
        return shown.frame()

    def ask_change(self, key: str, changes: dict) -> dict:
        """Give levers other values: from now on, or from the first day where they cannot change in a run."""
        shown = self._shown(key)
        _check_levers(*changes)
        fixed = any(not describe(name)["dated"] for name in changes)
        if fixed or shown.living.lived == 0:
            weeks = changes.get("years", shown.living.scenario.years) * WEEKS_PER_YEAR
            live = tuple((week, c) for week, c in shown.living.live if week < weeks)  # what was changed on the way stays
            identity = shown.identity.changed(set={**shown.identity.set, **changes}, live=live, week=0, summer=False)
            return self._open(key, identity, shown.real, shown.like)
        shown.living.change(changes)
        return shown.frame(whole=True)

    def ask_teacher(self, key: str, post: int) -> dict:
        """One teacher closely."""
        living = self._shown(key).living
        check_whole("post", post, 0, living.n - 1)
        return teacher_view(living, post)

    def ask_choices(self, key: str, post: int) -> dict:
        """What one teacher weighs about each goal."""
        living = self._shown(key).living
        check_whole("post", post, 0, living.n - 1)
        return choices_view(living, post)

    def ask_staff(self, key: str) -> dict:
        """All teachers at the moment that is shown: how they fare, who is burnt out, since when and why."""
        return staff_view(self._shown(key).living)

    def ask_command(self, key: str) -> dict:
        """The command that gives the same numbers."""
        shown = self._shown(key)
        return {"command": shown.identity.command(shown.living.school, self._like(shown.like))}

    # ---------------------------------------------------------------- many schools

    def ask_band(self, key: str, job: int, runs: int = 100) -> dict:
        """Compute where other schools of the same settings go."""
        shown = self._shown(key)
        check_whole("schools", runs, 2, self.limits.band)
        living = shown.living
        setting = self._setting(shown.identity, shown.real, shown.like)
        self._check_work(runs * setting.weeks())
        return self._begin(f"band-{key}", job, lambda job: studies.band(job, setting, living.seed, living.run, runs))

    def ask_compare(
        self, a: str, b: str, job: int, runs: int = 200, *, school: int = 0, like: int = 0, over: "Over" = "one"
    ) -> dict:
        """Compute the paired effects of two settings, in one school, or over all that were uploaded."""
        one, other = (Identity.from_query(query) for query in (a, b))
        check_whole("schools", runs, 2, self.limits.runs)
        schools = [school] if over == "one" else range(1, len(self.upload.schools) + 1)
        if not schools:
            raise InputError(say("No schools were uploaded; upload them again on the page Your school."))
        pairs = [(self._setting(one, at, like), self._setting(other, at, like, list(one.set))) for at in schools]
        self._check_work(runs * sum(side.weeks() for pair in pairs for side in pair))
        return self._begin("compare", job, lambda job: studies.comparison(job, pairs, one.seed, runs, over == "pooled"))

    def ask_compare_command(
        self, a: str, b: str, runs: int = 200, *, school: int = 0, like: int = 0, over: "Over" = "one"
    ) -> dict:
        """The command that gives the same comparison."""
        one, other = (Identity.from_query(query) for query in (a, b))
        real = self._real(school)
        files = [*self.upload.words, f"--{over}"] if over != "one" else commands.files(real)
        return {"command": commands.comparison(one, other, runs, files, self._like(like))}

    def ask_explore_study(
        self, query: str, x: str, y: str, *, steps: int = 9, schools: int = 8, school: int = 0, like: int = 0
    ) -> dict:
        """The study file that gives the same map, and the command that runs it."""
        _check_levers(x, y)
        check_whole("cells a side", steps, 2, 33)
        return commands.study(Identity.from_query(query), x, y, steps, schools, self._real(school), self._like(like))

    def ask_explore(
        self, query: str, x: str, y: str, job: int, *, steps: int = 9, schools: int = 8, school: int = 0, like: int = 0
    ) -> dict:
        """Compute every outcome over a grid of two levers."""
        identity = Identity.from_query(query)
        check_whole("cells a side", steps, 2, 33)
        check_whole("schools", schools, 1, 100)
        setting = self._setting(identity, school, like)
        _check_levers(x, y)
        cells = ({x: across, y: up} for across in studies.axis_values(x, steps) for up in studies.axis_values(y, steps))
        self._check_work(schools * sum(setting.weeks(cell) for cell in cells))
        what: dict[str, Any] = {"steps": steps, "schools": schools, "seed": identity.seed}
        return self._begin("explore", job, lambda job: studies.exploration(job, setting, x, y, **what))

    def ask_cancel(self, job: str) -> dict:
        """Stop a computation."""
        if job in self.jobs:
            self.jobs.pop(job).cancel()
        return {}

    # ---------------------------------------------------------------- lessons

    def ask_lessons(self) -> dict:
        """All lessons, in the order of the course."""
        return {"lessons": [lesson.card() for lesson in lessons.shipped().values()]}

    def ask_lesson(self, name: str) -> dict:
        """One lesson, whole."""
        return lessons.taught(name).whole()

    def ask_lesson_run(self, name: str, job: int, prediction, seed: int = 1, levers: dict | None = None) -> dict:
        """Live a lesson. Nothing runs before a prediction is committed; levers are moved afterwards."""
        lesson = lessons.taught(name)
        committed = lesson.check_prediction(prediction)
        check_whole("seed", seed, 0, LARGEST)
        moved = None if levers is None else lesson.check_levers(levers)
        return self._begin("lesson", job, lambda job: lesson.run(job, seed, moved, committed))

    def ask_lesson_others(self, name: str, job: int, seed: int = 1) -> dict:
        """Live a lesson with the seeds that the others of a class would have."""
        lesson = lessons.taught(name)
        check_whole("seed", seed, 0, LARGEST - lessons.OTHER_SEEDS)
        return self._begin("lesson_others", job, lambda job: lesson.run_others(job, seed))

    def ask_lesson_look(self, name: str, at: int, seed: int = 1) -> dict:
        """The teacher to whom a lesson points."""
        check_whole("seed", seed, 0, LARGEST)
        return lessons.taught(name).look(at, seed)

    # ---------------------------------------------------------------- files

    def ask_upload_school(
        self,
        files: list["SchoolFile"],
        ties: "SchoolFile | None" = None,
        choices: dict[str, str] | None = None,
        codes: bool = False,
    ) -> dict:
        """Read a real school, or ask what only who brings it can tell; under codes if that is wanted. Nothing is kept after the session."""
        self._check_files([*files, *([ties] if ties else [])])
        try:
            upload = uploads.schools_from(files, ties, choices, codes)
        except ChoiceNeededError as error:
            return {"schools": [], "question": {"option": error.option, "sentence": str(error)}}
        if len(upload.schools) > self.limits.real:
            many = "The files hold {n} schools, and one page takes {most}; send fewer. The command line has no limit."
            raise InputError(say(many, n=len(upload.schools), most=self.limits.real))
        self.upload = upload
        read = [
            {
                "title": school.title, "teachers": school.n, "ties": int(school.source.size), "groups": len(school.group_names),
                "receipt": school.told(),
            }
            for school in upload.schools
        ]  # fmt: skip
        return {"schools": read} | ({"keys": [list(key) for key in upload.keys]} if codes else {})

    def ask_forget_school(self) -> dict:
        """Forget the uploaded schools, and the fits, at once."""
        self.upload, self.fits = uploads.Upload(()), []
        if "fit" in self.jobs:
            self.jobs.pop("fit").cancel()
        for key in [key for key, shown in self.shown.items() if shown.real or shown.like]:
            del self.shown[key]
        return {}

    # ---------------------------------------------------------------- fits

    def ask_fit(
        self,
        files: list["SchoolFile"],
        query: str,
        job: int,
        *,
        scales: str = "",
        missing: str = "",
        school: int = 0,
        like: int = 0,
        over: "Over | None" = None,
    ) -> dict:
        """Find out under which conditions schools are like those of a survey, as `fit` does; its sentences are those of `fit`."""
        from . import fits

        self._check_files(files)
        if len(self.fits) >= self.limits.fits:
            raise InputError(say("One page keeps {n} fits; forget them on this page, then fit again.", n=self.limits.fits))
        identity, real = Identity.from_query(query), self._real(school)
        try:
            survey = uploads.observed_from(files, scales, missing)
        except ChoiceNeededError as error:
            return {"read": [], "question": {"option": error.option, "sentence": str(error)}}
        every = survey.schools
        read = [[one.title, one.lines()] for one in every]
        if len(every) > 1:
            named = listed([one.title for one in every], 6)
            held = say("The survey holds {n} schools ({named}).", n=len(every), named=named)
            if real is not None:
                one = say("{title} is one: choose drawn people, or a survey of that school alone.", title=real.title)
                raise InputError(f"{held} {one}")
            if over is None:
                asked = say("Fit each for itself, or all as one district, to their means?")
                return {"read": read, "question": {"option": "over", "sentence": f"{held} {asked}"}}
        ask, apart = fits.asking(identity, real), over == "apart"
        cost = fits.cost(ask, every, apart)
        self._check_work(int(cost.teacher_weeks))
        way = over if over and len(every) > 1 else ""
        typed = fits.typed(identity, survey.names, commands.files(real), survey.scales, survey.missing, way)

        def keep(fit: "Fit") -> dict:
            self.fits.append(fit)
            return fits.told(fit, len(self.fits), identity, school, typed)

        self._begin("fit", job, lambda job: fits.fitting(job, every, apart, cost.schools, ask, keep))
        return {"read": read, "seconds": round(fits.seconds(cost, len(every) if apart else 1), 1), "schools": cost.schools}

    def ask_fit_report(self, number: int) -> dict:
        """The report of a fit, as the command writes it: one page that asks nobody for anything."""
        from .fits import report_of

        if (fit := self._fit(number)) is None:
            raise InputError(say("There is no fit 0; they are counted from 1."))
        return report_of(fit)

    def ask_upload_scenario(self, text: str, name: str = "your scenario") -> dict:
        """Read a scenario file; the answer is the address of its first school."""
        self._check_size(len(text.encode("utf-8", "surrogatepass")))
        scenario = uploads.scenario_from(text, name)
        return {"query": Identity.of(scenario).query(), "name": scenario.name, "title": scenario.title}

    def ask_download(self, key: str, what: str, kind: str = "csv") -> dict:
        """A file of the shown run: scenario, data or a figure, as base64."""
        shown = self._shown(key)
        return downloads.file_of(shown.living, what, kind)

    # ---------------------------------------------------------------- inside

    def _shown(self, key: str) -> "_Shown":
        if key not in self.shown:
            raise Gone
        return self.shown[key]

    def _open(self, key: str, identity: Identity, real: int, like: int = 0) -> dict:
        if key not in self.shown and len(self.shown) >= self.limits.schools:
            raise InputError(say("A page shows at most {n} schools at once.", n=self.limits.schools))
        check_whole("seed", identity.seed, 0, LARGEST)
        setting = self._setting(identity.changed(live=()), real, like)
        scenario, school = setting.of(identity.run), setting.school
        posts = school.n if school else scenario.school.teachers
        if posts * scenario.years * WEEKS_PER_YEAR > self.limits.teacher_weeks:
            many = (
                "{posts} teachers for {years} years are more than one page may show ({most} teacher-weeks); "
                "choose fewer years or a smaller school. The command line has no limit."
            )
            raise InputError(say(many, posts=posts, years=scenario.years, most=f"{self.limits.teacher_weeks:,}"))
        living = LivingSchool(scenario, identity.seed, identity.run, school)
        weeks = [week for week, _ in identity.live]
        if weeks and not 0 < min(weeks) <= max(weeks) < living.weeks:
            outside = "a change in week {week} lies outside of the {weeks} weeks of this run"
            raise InputError(say(outside, week=max(weeks), weeks=living.weeks))
        if identity.live:
            living.resume(identity.live)
        living.go_to(identity.week, identity.summer)
        self.shown[key] = _Shown(living, identity, real, like)
        return self.shown[key].frame(whole=True)

    def _real(self, wanted: int) -> School | None:
        """An uploaded school, counted from 1, if one is wanted."""
        if wanted and not 0 < wanted <= len(self.upload.schools):
            raise InputError(
                say("This address shows an uploaded school; upload its roster and ties again on the page Your school.")
            )
        return self.upload.schools[wanted - 1] if wanted else None

    def _fit(self, wanted: int) -> "Fit | None":
        """A fit, counted from 1, if one is wanted."""
        if wanted and not 0 < wanted <= len(self.fits):
            raise InputError(say("This address shows schools like those of a survey; fit them again on the page Your school."))
        return self.fits[wanted - 1] if wanted else None

    def _like(self, wanted: int) -> list[str]:
        """What a command takes for schools like those of a fit."""
        from .fits import like

        fit = self._fit(wanted)
        return like(fit.title) if fit else []

    def _setting(self, identity: Identity, real: int, like: int, said: Sequence[str] = ()) -> Setting:
        """What an address describes, with an uploaded school's people and under a fit where these are wanted. said : fields besides its own"""
        scenario, school, fit = identity.scenario_now(), self._real(real), self._fit(like)
        if fit is None:
            return Setting(scenario, school)
        fit.check_school(school)
        return Setting(scenario, school, fit.sets_for(scenario, [*identity.set, *said]))

    def _check_files(self, files: "Sequence[SchoolFile]") -> None:
        sizes = [len(file["content"]) // 4 * 3 - 2 for file in files]  # of base64
        for size in sizes:
            self._check_size(size)
        if sum(sizes) > self.limits.uploads:
            most = decimals(f"{self.limits.uploads / 1e6:g}")
            raise InputError(say("The files are larger than {most} MB together, the most that is taken at once.", most=most))

    def _check_work(self, work: int) -> None:
        """Raise InputError for more teacher-weeks than one page may ask for."""
        if work > self.limits.work:
            much = (
                "This asks for {work} million teacher-weeks, and one page may ask for {most}; choose fewer schools, cells or years. "
                "The command line has no limit."
            )
            raise InputError(say(much, work=f"{work / 1e6:.0f}", most=f"{self.limits.work / 1e6:.0f}"))

    def _check_size(self, size: int) -> None:
        if size > self.limits.upload:
            raise InputError(
                say(
                    "The file is larger than {most} MB, the most that is taken.", most=decimals(f"{self.limits.upload / 1e6:g}")
                )
            )

    def _begin(self, name: str, number: int, work: Callable[[Job], None]) -> dict:
        """Start a computation; `number` comes back with all its news, so that the page knows them from those of an older one."""
        if name in self.jobs:
            self.jobs.pop(name).cancel()
        job = Job(name, work, self.push, number, self._turns)
        self.jobs[name] = job
        job.start()
        return {"job": number}


class _Shown:
    """A school on a page, and what the page knows of it already."""

    def __init__(self, living: LivingSchool, identity: Identity, real: int = 0, like: int = 0):
        self.living, self._identity = living, identity
        self.real, self.like = real, like  #: which uploaded school, and which fit
        self._ties: tuple[bytes, ...] | None = None
        self._people: tuple[bytes, ...] | None = None
        self._levers: dict | None = None
        self._told = 0  #: weeks of which everything has been sent

    @property
    def identity(self) -> Identity:
        """What restores this school as it is now."""
        living = self.living
        return self._identity.changed(live=living.live, week=living.lived, summer=living.summer)

    def frame(self, whole: bool = False) -> dict:
        """What has changed on the page since the last frame; everything, if `whole`."""
        living = self.living
        teachers, school = living.state.teachers, living.state.school[0]
        frame = {
            "week": living.lived,
            "weeks": living.weeks,
            "known": living.known,
            "over": living.over,
            "forms": living.forms_now().tolist(),
            "goal_forms": teachers["form"].T.tolist(),
            "exhaustion": _bytes(teachers["exhaustion"]),
            "standing": _bytes(teachers["standing"]),
            "job_satisfaction": _bytes(teachers["satisfaction"]),
            "self_efficacy": _bytes(teachers["self_efficacy"]),
            "influence": _bytes(teachers["voice"].mean(axis=1)),
            "goals": [[int(g["active"]), int(g["owner"]), int(g["stage"]), round(float(g["progress"]), 3)] for g in living.state.goals],
            "administrator": {
                "openness": round(float(school["openness"]), 3), "control": round(float(school["control"]), 3),
                "tenure": int(school["administrator_tenure"]),
            },
            "query": self.identity.query(),
        }  # fmt: skip
        ties = living.ties
        packed = (ties["source"].tobytes(), ties["target"].tobytes(), (ties["trust"] * 20).astype(int).tobytes())
        if whole or packed != self._ties:
            self._ties = packed
            frame["ties"] = [ties["source"].tolist(), ties["target"].tolist(), _bytes(ties["trust"])]
        if living.summer and living.passed is not None:
            frame["summer"] = living.passed._asdict()
        levers = self._levers_now()
        if whole or levers != self._levers:
            frame["levers"] = self._levers = levers
        people = tuple(teachers[state].tobytes() for state in ("tenure", "role", "present", "person"))
        if whole or people != self._people:
            self._people = people
            frame["people"] = {
                "names": living.names,
                "experience": teachers["experience"].astype(int).tolist(),
                "role": teachers["role"].tolist(),
                "arrived": living.arrived.tolist(),
            }
        if whole:
            self._told = 0
            frame["whole"] = self._whole()
        # Weeks that are known stay as they are, whichever of them is looked at: what has been sent once is not sent again.
        rows = living.recorded.weeks[self._told : living.known]
        frame["rows"] = {"from": self._told, "values": [[_round(v) for v in row] for row in rows]}
        log = living.narrator.log
        frame["log"] = {
            "from": self._told,
            "events": [list(e) for at in sorted(log) if at > self._told for e in log[at]],
        }
        self._told = living.known
        return frame

    def _levers_now(self) -> dict:
        living = self.living
        now = living.parameters[ORDINARY]
        year, of_year = divmod(min(living.lived, living.weeks - 1), WEEKS_PER_YEAR)
        moved = (name for week, changes in living.live if week <= living.lived for name in changes)
        return {
            "values": {name: float(now[name.replace(".", "_")]) for name in parameters()},
            "changed": sorted({*self._identity.set, *moved}),
            "policies": [policy.name for policy in living.first_day.policies if policy.covers(year + 1, of_year + 1)],
        }

    def _whole(self) -> dict:
        living = self.living
        scenario = living.scenario
        places, middles, radii = living.layout
        return {
            "groups": [group_name(living, g) for g in range(int(living.state.school[0]["n_groups"]))],
            "group": living.state.teachers["group"].tolist(),
            "places": [[round(float(v), 3) for v in place] for place in places],
            "middles": [[round(float(v), 3) for v in m] for m in middles],
            "radii": [round(float(r), 3) for r in radii],
            "years": scenario.years,
            "scenario": {"name": scenario.name, "title": say(scenario.title), "story": say(" ".join(scenario.story.split()))},
            "live": [[week, changes] for week, changes in living.live],
            "policies": [p.name for p in living.first_day.policies],
            "real": self.real,
            "named": living.school.title if living.school else "",
            "like": self.like,
            "seed": living.seed,
            "run": living.run,
        }


def _check_levers(*names: str) -> None:
    """Raise InputError for a name that is no parameter, with the nearest one that is."""
    for name in names:
        if name not in parameters():
            Scenario.load(BASELINE).replace({name: 0})  # says so, unless it is a field of another kind
            raise InputError(f"{name} is not a lever.")


def _bytes(values) -> list[int]:
    """Shares as whole numbers from 0 to 255."""
    return (values * 255.0 + 0.5).astype(int).tolist()


def _round(value: float):
    return round(float(value), 4) if value == value else None


def stop_all() -> None:
    """The server ends: whatever is computed for a page is given up."""
    for session in list(Session.alive):
        session.close()


def sweep_forever(every: float = 60.0) -> None:
    """Put away sessions that nobody uses; the server runs this in a thread of its own."""
    while True:
        time.sleep(every)
        for session in list(Session.alive):
            session.put_away_if_idle(time.monotonic())
