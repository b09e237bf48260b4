// @ts-check
// One school that is played, scrubbed and changed in the page itself, and the address that restores it
// (living/school.py, address.py).

import { UNCHOSEN, VACANT } from "../kit/network.js";
import { placesOf } from "./places.js";
import { rowsFor, School, Setting, Steps } from "./school.js";

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./layout").Scenario} Scenario */
/** @typedef {import("./layout").Policy} Policy */
/** @typedef {Record<string, number>} Values - of parameters, by name */

/**
 * What determines a school and the moment at which it is looked at. summer : the one after that week has passed as well;
 * set : changed on the first day; live : once so many weeks had passed
 * @typedef {{ scenario: string, seed: number, run: number, week: number, summer: boolean, set: Values,
 *   live: [number, Values][] }} Identity
 */

/**
 * A scenario with a dated policy, or two, for every week in which something was changed.
 * @param {Scenario} scenario
 * @param {Identity} identity
 * @param {number} year - weeks of a year
 * @returns {Scenario}
 */
function asChanged(scenario, { set, live }, year) {
  const values = { ...scenario.values, ...set };
  const policies = [...scenario.policies];
  for (const [week, changes] of live) {
    const start = Math.floor(week / year) + 1, ofYear = (week % year) + 1;
    const policy = { only: "everyone", set: changes, add: {} };
    if (start > values.years) continue;
    if (ofYear === 1) policies.push({ ...policy, start });
    else policies.push({ ...policy, start, end: start, weeks: [ofYear, year] }, { ...policy, start: start + 1 });
  }
  return { values, policies };
}

export class Living {
  /** @type {Setting} */
  setting;
  /** @type {School} */
  school;
  /** @type {Steps} */
  steps;
  /** @type {Identity} */
  identity;
  /** @type {ReturnType<typeof placesOf>} */
  places;
  lived = 0; // weeks that have passed
  summer = false; // whether the summer after them has, too

  /**
   * @param {Engine} engine
   * @param {{ [name: string]: Scenario }} scenarios
   * @param {Identity} identity
   */
  constructor(engine, scenarios, identity) {
    this.engine = engine;
    this.scenarios = scenarios;
    this.base = engine.free;
    /** @type {number[][]} */
    this.rows = []; // of each week that has been lived with the present settings
    this.open(identity);
  }

  // What is simulated: the scenario with all that was changed.
  get scenario() {
    return asChanged(this.scenarios[this.identity.scenario], this.identity, this.engine.layout.clock.year);
  }

  get weeks() {
    return this.setting.values.years * this.engine.layout.clock.year;
  }

  /**
   * Found the school of an identity, and live until its week.
   * @param {Identity} identity
   */
  open(identity) {
    this.identity = identity;
    this.rows.length = 0;
    this.#begin();
    this.places = placesOf(this.engine.field(this.school.state.teachers, "group"));
    this.goTo(identity.week, identity.summer);
  }

  // The first day, whatever has been lived before: all that was laid out is given back.
  #begin() {
    const { engine, identity } = this;
    engine.release(this.base);
    this.setting = new Setting(engine, this.scenario);
    this.school = new School(this.setting, identity.seed, identity.run);
    this.steps = new Steps(this.school, rowsFor(engine, this.school, this.setting.values.years, []));
    this.lived = 0;
    this.summer = false;
  }

  /**
   * Live on, or again, until so many weeks have passed; a summer passes when it, or the week after it, is wanted.
   * @param {number} week
   * @param {boolean} [summer] - the one after that week, too
   */
  goTo(week, summer = false) {
    const to = Math.min(Math.max(week, 0), this.weeks), { year } = this.engine.layout.clock;
    const endsYear = () => this.lived > 0 && this.lived % year === 0 && this.lived < this.weeks;
    if (to < this.lived || (to === this.lived && this.summer && !summer)) this.#begin();
    while (this.lived < to) {
      if (endsYear() && !this.summer) this.steps.summer();
      this.summer = false;
      this.steps.week();
      this.rows[this.lived++] = Array.from(this.engine.numbers(this.steps.rows.row));
    }
    if (summer && endsYear() && !this.summer) {
      this.steps.summer();
      this.summer = true;
    }
    Object.assign(this.identity, { week: this.lived, summer: this.summer });
  }

  /**
   * Give parameters other values from the coming week on; before the first week, on the first day.
   * @param {Values} changes
   */
  change(changes) {
    const { identity, lived } = this;
    if (lived === 0) Object.assign(identity.set, changes);
    else {
      const now = identity.live.find(([week]) => week === lived);
      if (now) Object.assign(now[1], changes);
      else identity.live.push([lived, { ...changes }]);
      identity.live = identity.live.filter(([week]) => week <= lived);
    }
    this.open(identity);
  }

  /** The values in force in the coming week, for the school as a whole, and the names of those that somebody changed. */
  values() {
    const { identity, lived, engine } = this, { parameters, ordinary, n_audiences } = engine.layout;
    const { place, period } = this.setting.parameters, names = Object.keys(parameters.fields);
    const from = (period[Math.min(lived, this.weeks - 1)] * n_audiences + ordinary) * names.length;
    const all = new Float64Array(engine.memory.buffer, place.at, place.shape[0] * n_audiences * names.length);
    return {
      values: Object.fromEntries(names.map((name, at) => [name, all[from + at]])),
      changed: [...new Set([...Object.keys(identity.set), ...identity.live.flatMap(([, changes]) => Object.keys(changes))])],
    };
  }

  /** What is drawn of this week. */
  frame() {
    const { engine, school, lived, weeks } = this, { teachers, goals, ties } = school.state;
    const of = (/** @type {string} */ name) => engine.field(teachers, name);
    const present = of("present"), forms = of("form"), active = engine.field(goals, "active"), n = active.length;
    const bytes = (/** @type {string} */ name) => of(name).map((share) => Math.round(255 * share));
    const count = school.fact("n_ties"), chosen = lived > 0 && !this.summer;
    const tie = (/** @type {string} */ name) => engine.field(ties, name, count);
    return {
      week: lived,
      weeks,
      known: this.rows.length,
      over: lived >= weeks,
      ...(this.summer ? { summer: {} } : {}),
      forms: present.map((here, i) =>
        !here ? VACANT : chosen ? Math.max(0, ...active.map((on, d) => (on ? forms[i * n + d] : 0))) : UNCHOSEN,
      ),
      goal_forms: active.map((_, d) => present.map((__, i) => forms[i * n + d])),
      exhaustion: bytes("exhaustion"),
      standing: bytes("standing"),
      people: { role: of("role") },
      ties: [tie("source"), tie("target"), tie("trust").map((trust) => Math.round(255 * trust))],
    };
  }
}

/**
 * The part of an address behind its sign, as the application writes it.
 * @param {Identity} identity
 */
export function addressOf({ scenario, seed, run, week, summer, set, live }) {
  const pairs = [["scenario", scenario], ["seed", `${seed}`], ["school", `${run}`], ["week", `${week}`]];
  if (summer) pairs.push(["summer", "1"]);
  for (const [name, value] of Object.entries(set)) pairs.push(["set", `${name}:${value}`]);
  for (const [at, changes] of live) {
    for (const [name, value] of Object.entries(changes)) pairs.push(["at", `${at}:${name}:${value}`]);
  }
  return new URLSearchParams(pairs).toString().replaceAll("%3A", ":");
}

/**
 * The identity in an address. Throws an Error with a sentence for a scenario, field or number that cannot be.
 * @param {string} address
 * @param {string[]} scenarios - names
 * @param {{ [name: string]: [number, number, number, number] }} parameters - as the layout has them
 * @returns {Identity}
 */
export function identityIn(address, scenarios, parameters) {
  const asked = new URLSearchParams(address);
  const whole = (/** @type {string} */ text, /** @type {string} */ name, most = 2 ** 32 - 1) => {
    if (!/^\d{1,10}$/.test(text) || Number(text) > most) {
      throw new Error(`${name} = ${text} in the address is not a whole number up to ${most}`);
    }
    return Number(text);
  };
  const change = (/** @type {string[]} */ [name, text]) => {
    if (!Object.hasOwn(parameters, name)) throw new Error(`${name} in the address is not a field`);
    const [, low, high] = parameters[name], value = Number(text);
    if (!text || !(low <= value && value <= high)) {
      throw new Error(`${name} = ${text} in the address is out of range; allowed is ${low} to ${high}`);
    }
    return /** @type {[string, number]} */ ([name, value]);
  };
  const scenario = asked.get("scenario") ?? scenarios[0];
  if (!scenarios.includes(scenario)) {
    throw new Error(`this page does not know the scenario ${scenario}; it has: ${scenarios.join(", ")}`);
  }
  const live = /** @type {Map<number, Values>} */ (new Map());
  for (const [week, ...rest] of asked.getAll("at").map((text) => text.split(":"))) {
    const at = whole(week, "at", 40 * 36), [name, value] = change(rest);
    live.set(at, { ...live.get(at), [name]: value });
  }
  return {
    scenario,
    seed: whole(asked.get("seed") ?? "1", "seed"),
    run: whole(asked.get("school") ?? "0", "school"),
    week: whole(asked.get("week") ?? "0", "week"),
    summer: asked.get("summer") === "1",
    set: Object.fromEntries(asked.getAll("set").map((text) => change(text.split(":")))),
    live: [...live].sort(([a], [b]) => a - b),
  };
}
