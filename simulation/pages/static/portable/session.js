// @ts-check
// What a page may ask the engine in the browser, and what it is answered: the same requests and the same answers as a server's
// session (web/app/session.py), those of REQUESTS. It knows neither the page nor workers: it is handed news' way out, and who
// works.

import { addressOf, asChanged, changed, firstDay, identityIn, LARGEST, Refused } from "./address.js";
import { Engine } from "./engine.js";
import { checkLevers, checkPrediction, live, liveOthers } from "./lessons.js";
import { Living } from "./living.js";
import { axisValues, band, comparison, exploration } from "./many.js";
import { inFull } from "./parameters.js";
import { findTeacher, staffView, teacherView } from "./persons.js";
import { pieces } from "./tasks.js";
import { Shown } from "./shown.js";

/** @typedef {import("./data").Known} Known */
/** @typedef {import("./data").Told} Told */
/** @typedef {import("./layout").Scenario} Scenario */
/** @typedef {import("./tasks.js").Task} Task */
/** @typedef {import("./tasks.js").Lived} Lived */
/** @typedef {import("./many.js").Job} Job */
/** @typedef {import("../kit/protocol").SessionRequests} Requests */

// What one page may ask for, as of a server.
const LIMITS = { teacherWeeks: 400_000, runs: 1000, band: 300, work: 150_000_000 };

class Cancelled extends Error {}

/** @type {(name: string, value: unknown, low: number, high: number) => asserts value is number} */
function checkWhole(name, value, low, high) {
  if (!Number.isInteger(value) || !(low <= Number(value) && Number(value) <= high))
    throw new Refused(`${name} = ${value} is not a whole number from ${low} to ${high}`);
}

export class Session {
  /** @type {Map<string, Shown>} */
  #shown = new Map();
  /** @type {Map<string, Engine>} - each school that is on show has a memory of its own */
  #engines = new Map();
  /** @type {Map<string, { cancelled: boolean }>} */
  #jobs = new Map();
  /** @type {(scenario: Scenario) => Scenario} */
  #inFull;

  /**
   * @param {WebAssembly.Module} module
   * @param {Told} told - what pages are told of declarations and lessons, as Python tells it
   * @param {(kind: string, content: object) => void} push - sends what was not asked for
   * @param {{ work: (task: Task) => Promise<Lived[]>, hands: number }} workers - who lives many schools, so many at a time
   */
  constructor(module, told, push, workers) {
    this.module = module;
    this.push = push;
    this.workers = workers;
    const { layout } = new Engine(module), { fields } = layout.parameters;
    /** @type {Known} */
    this.known = { ...told, fields, clock: layout.clock, audiences: layout.audiences };
    this.#inFull = (/** @type {Scenario} */ scenario) => inFull(layout, scenario);
    this.known.scenarios = Object.fromEntries(
      Object.entries(told.scenarios).map(([name, scenario]) => [name, this.#inFull(scenario)]),
    );
    this.first = Object.keys(told.scenarios)[0];
    /** @type {{ [ask: string]: (content: any) => any }} */
    this.requests = {
      catalogue: () => this.known.catalogue,
      open: (asked) => this.#open(asked.key, identityIn(asked.query, this.first), asked),
      advance: (asked) => this.#advance(asked),
      seek: ({ key, week, summer = false }) => this.#at(key, ({ living }) => living.goTo(week, summer)),
      change: (asked) => this.#change(asked),
      teacher: ({ key, post }) => teacherView(this.#post(key, post), post),
      staff: ({ key }) => staffView(this.#of(key).living, this.#of(key).forms()),
      band: (asked) => this.#band(asked),
      compare: (asked) => this.#compare(asked),
      explore: (asked) => this.#explore(asked),
      lessons: () => ({ lessons: Object.values(told.lessons).map(({ card }) => card) }),
      lesson: ({ name }) => this.#lesson(name).whole,
      lesson_run: (asked) => this.#lessonRun(asked),
      lesson_others: (asked) => this.#lessonOthers(asked),
      lesson_look: (asked) => this.#lessonLook(asked),
      cancel: ({ job }) => this.#cancel(job),
      years: (asked) => this.#years(asked),
    };
  }

  /** The names of requests that are answered. */
  get answers() {
    return Object.keys(this.requests);
  }

  /**
   * @param {string} ask
   * @param {object} content
   * @returns {Promise<{ ok: any } | { fault: string } | { gone: true }>}
   */
  async answer(ask, content) {
    try {
      if (!Object.hasOwn(this.requests, ask))
        throw new Refused("This needs the application; a page without a server has it not.");
      return { ok: await this.requests[ask](content) };
    } catch (error) {
      if (error instanceof Refused) return { fault: error.message };
      console.error(error);
      return { fault: `This failed (${error.message}); the page can still be used.` };
    }
  }

  // ---------------------------------------------------------------- one school

  /**
   * Open the school of an address, at its week, and show it whole.
   * @param {string} key
   * @param {import("./address.js").Identity} identity
   * @param {{ school?: number, like?: number }} own
   */
  #open(key, identity, { school = 0, like = 0 } = {}) {
    if (school) throw new Refused("This address shows an uploaded school, which only the application can read.");
    if (like) throw new Refused("This address shows schools like those of a survey, which only the application can fit.");
    const scenario = firstDay(this.known, identity), { years, "school.teachers": posts } = scenario.values;
    const weeks = years * this.known.clock.year, outside = identity.live.find(([week]) => week <= 0 || week >= weeks);
    if (posts * weeks > LIMITS.teacherWeeks)
      throw new Refused(
        `${posts} teachers for ${years} years are more than one page may show ` +
          `(${LIMITS.teacherWeeks.toLocaleString("en")} teacher-weeks); choose fewer years or a smaller school.`,
      );
    if (outside) throw new Refused(`a change in week ${outside[0]} lies outside of the ${weeks} weeks of this run`);
    asChanged(this.known, scenario, identity.live); // refused before anything that is on show goes
    const engine = this.#engines.get(key) ?? new Engine(this.module);
    this.#engines.set(key, engine);
    engine.release(this.#shown.get(key)?.living.base ?? engine.free);
    const living = new Living(engine, this.known, scenario, identity);
    living.goTo(identity.week, identity.summer);
    const shown = new Shown(living, identity);
    this.#shown.set(key, shown);
    return shown.frame(true);
  }

  /**
   * @param {string} key
   * @returns {Shown}
   */
  #of(key) {
    const shown = this.#shown.get(key);
    if (!shown) throw new Refused("No school is on show; reload the page.");
    return shown;
  }

  /** @type {(key: string, post: number) => Living} */
  #post(key, post) {
    const { living } = this.#of(key);
    checkWhole("post", post, 0, living.school.posts - 1);
    return living;
  }

  /** @type {(key: string, go: (shown: Shown) => void) => import("../kit/protocol").Frame} */
  #at(key, go) {
    const shown = this.#of(key);
    go(shown);
    return shown.frame();
  }

  /** @param {Requests["advance"]["content"]} asked */
  #advance({ key, weeks = 1 }) {
    checkWhole("weeks", weeks, 1, this.known.clock.year * this.known.fields.years[2]);
    return this.#at(key, ({ living }) => living.goTo(living.lived + weeks));
  }

  /** @param {Requests["change"]["content"]} asked */
  #change({ key, changes }) {
    const shown = this.#of(key), { living, identity } = shown;
    changed(this.known, living.scenario, changes);
    const fixed = Object.keys(changes).some((name) => this.known.fixed.includes(name));
    if (fixed || living.lived === 0) {
      const weeks = (changes.years ?? living.scenario.values.years) * this.known.clock.year;
      const live = living.live.filter(([week]) => week < weeks); // what was changed on the way stays
      return this.#open(key, { ...identity, set: { ...identity.set, ...changes }, live, week: 0, summer: false });
    }
    living.change(changes);
    return shown.frame(true);
  }

  // ---------------------------------------------------------------- many schools

  /** @param {Requests["band"]["content"]} asked */
  #band({ key, job, runs = 100 }) {
    const { living } = this.#of(key), { scenario, seed, run } = living;
    checkWhole("schools", runs, 2, LIMITS.band);
    this.#checkWork(runs * this.#teacherWeeks(scenario));
    return this.#begin(`band-${key}`, job, (work) => band(work, this.known, { scenario, seed, run }, runs));
  }

  /** @param {Requests["compare"]["content"]} asked */
  #compare({ a, b, job, runs = 200 }) {
    const [one, other] = [a, b].map((query) => identityIn(query, this.first));
    const [left, right] = [one, other].map((identity) => this.#now(identity));
    checkWhole("schools", runs, 2, LIMITS.runs);
    this.#checkWork(runs * (this.#teacherWeeks(left) + this.#teacherWeeks(right)));
    return this.#begin("compare", job, (work) => comparison(work, this.known, left, right, one.seed, runs));
  }

  /** @param {Requests["explore"]["content"]} asked */
  #explore({ query, x, y, job, steps = 9, schools = 8 }) {
    const identity = identityIn(query, this.first), scenario = this.#now(identity);
    checkWhole("cells a side", steps, 2, 33);
    checkWhole("schools", schools, 1, 100);
    for (const name of [x, y])
      if (!Object.hasOwn(this.known.fields, name)) throw new Refused(`${name} is not a field of a scenario`);
    const [across, up] = [x, y].map((name) => axisValues(this.known, name, steps));
    const cells = across.flatMap((a) => up.map((b) => ({ ...scenario.values, [x]: a, [y]: b })));
    this.#checkWork(schools * cells.reduce((sum, values) => sum + this.#teacherWeeks({ values }), 0));
    const asked = { x, y, steps, schools, seed: identity.seed };
    return this.#begin("explore", job, (work) => exploration(work, this.known, scenario, asked));
  }

  /**
   * The yearly rows of some schools, for those who want numbers: run -> year -> value, in the order of `columns`.
   * @param {import("./data").AskYears} asked
   */
  async #years({ scenario = this.first, set = {}, seed = 1, first = 0, runs = 1 }) {
    const made = firstDay(this.known, { ...identityIn("", this.first), scenario, set });
    checkWhole("runs", runs, 1, 100_000);
    const which = Array.from({ length: runs }, (_, k) => first + k), { years } = made.values, width = this.known.columns.length;
    /** @type {Lived[][]} */
    const found = [];
    await this.#each(pieces({ scenario: made, seed }, which, this.known.clock.year), (at, lived) => (found[at] = lived));
    return found.flat().map(({ years: rows }) =>
      Array.from({ length: years }, (_, year) => Array.from(rows.subarray(year * width, (year + 1) * width))),
    );
  }

  /** @param {import("./address.js").Identity} identity */
  #now(identity) {
    return asChanged(this.known, firstDay(this.known, identity), identity.live);
  }

  /** @param {Pick<Scenario, "values">} scenario */
  #teacherWeeks({ values }) {
    return values["school.teachers"] * values.years * this.known.clock.year;
  }

  /** @param {number} work */
  #checkWork(work) {
    if (work > LIMITS.work)
      throw new Refused(
        `This asks for ${Math.round(work / 1e6)} million teacher-weeks, and one page may ask for ${LIMITS.work / 1e6}; ` +
          "choose fewer schools, cells or years.",
      );
  }

  // ---------------------------------------------------------------- lessons

  /** @param {string} name */
  #lesson(name) {
    const lesson = this.known.lessons[name];
    if (!Object.hasOwn(this.known.lessons, name)) throw new Refused(`There is no lesson ${name} in this page.`);
    return { ...lesson, base: this.#inFull(lesson.base), other: this.#inFull(lesson.other) };
  }

  // Nothing runs before a prediction is committed; levers are moved afterwards.
  /** @param {Requests["lesson_run"]["content"]} asked */
  #lessonRun({ name, job, prediction, seed = 1, levers = null }) {
    const lesson = this.#lesson(name), committed = checkPrediction(lesson, prediction);
    checkWhole("seed", seed, 0, LARGEST);
    const how = { seed, levers: levers ? checkLevers(lesson, levers) : {}, prediction: committed };
    return this.#begin("lesson", job, async (work) => work.say({ outcome: await live(work, this.known, lesson, how) }));
  }

  /** @param {Requests["lesson_others"]["content"]} asked */
  #lessonOthers({ name, job, seed = 1 }) {
    const lesson = this.#lesson(name);
    checkWhole("seed", seed, 0, LARGEST - 100);
    return this.#begin("lesson_others", job, (work) => liveOthers(work, this.known, lesson, seed));
  }

  /**
   * The teacher to whom a lesson points.
   * @param {Requests["lesson_look"]["content"]} asked
   * @returns {import("../kit/protocol").LookedAt}
   */
  #lessonLook({ name, at, seed = 1 }) {
    const look = this.#lesson(name).looks[at];
    if (!look) throw new Refused("The lesson does not point there; reload the page.");
    checkWhole("seed", seed, 0, LARGEST);
    const identity = { ...look.identity, seed }, engine = new Engine(this.module);
    const living = new Living(engine, this.known, firstDay(this.known, identity), identity);
    living.goTo(identity.week);
    const post = findTeacher(living, look.who), { state, term, setting } = look;
    return { query: addressOf(identity), post, view: teacherView(living, post), state, term, setting };
  }

  // ---------------------------------------------------------------- computations

  /** @param {string} name */
  #cancel(name) {
    const job = this.#jobs.get(name);
    if (job) job.cancelled = true;
    this.#jobs.delete(name);
    return {};
  }

  /**
   * Start a computation; `number` comes back with all its news, so that the page knows them from those of an older one.
   * @param {string} name
   * @param {number} number
   * @param {(job: Job) => Promise<void>} work
   */
  #begin(name, number, work) {
    this.#cancel(name);
    const begun = { cancelled: false };
    this.#jobs.set(name, begun);
    const say = (/** @type {object} */ content) => void (begun.cancelled || this.push(name, { job: number, ...content }));
    /** @type {Job["each"]} */
    const each = (tasks, take) => this.#each(tasks, take, begun);
    this.#run(work({ say, each }), say);
    return { job: number };
  }

  /** @type {(work: Promise<void>, say: (content: object) => void) => Promise<void>} */
  async #run(work, say) {
    try {
      await work;
      say({ done: true });
    } catch (error) {
      if (error instanceof Cancelled) return;
      if (!(error instanceof Refused)) console.error(error);
      say({ fault: error instanceof Refused ? error.message : `The computation failed: ${error.message}` });
    }
  }

  /**
   * Do pieces of work, no more at a time than there are hands.
   * @type {(tasks: Task[], take: (at: number, lived: Lived[]) => void, job?: { cancelled: boolean }) => Promise<void>}
   */
  async #each(tasks, take, job = { cancelled: false }) {
    let next = 0;
    const hand = async () => {
      while (next < tasks.length) {
        if (job.cancelled) throw new Cancelled();
        const at = next++, lived = await this.workers.work(tasks[at]);
        if (job.cancelled) throw new Cancelled();
        take(at, lived);
      }
    };
    await Promise.all(Array.from({ length: this.workers.hands }, hand));
  }
}

