// @ts-check
// One school that is played, scrubbed and changed (living/school.py): nothing of it is drawn here.

import { asChanged } from "./address.js";
import { look, Narrator } from "./narrator.js";
import { burnoutNow } from "./persons.js";
import { placesOf } from "./places.js";
import { rowsFor, School, Setting, Steps } from "./school.js";

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./layout").Scenario} Scenario */
/** @typedef {import("./address.js").Identity} Identity */

export class Living {
  /** @type {Setting} */
  setting;
  /** @type {Identity["live"]} */
  live;
  /** @type {Scenario} - with all that was changed on the way */
  scenario;
  /** @type {School} */
  school;
  /** @type {Steps} */
  steps;
  /** @type {number[]} - the week in which the holder of each post came */
  arrived;
  lived = 0; // weeks that have passed
  summer = false; // whether the summer after them has, too
  /** @type {import("./school.js").Rows} */
  kept;
  /** @type {Narrator} */
  narrator;
  /** @type {{ burnout: Float32Array, states: { [state: string]: number[] } }[]} - of each week that has passed */
  remembered;
  /** @type {import("../kit/protocol").Summer | null} */
  passed = null; // what the last summer brought

  /**
   * @param {Engine} engine
   * @param {import("./data").Known} known
   * @param {Scenario} firstDay
   * @param {Pick<Identity, "seed" | "run" | "live">} who
   */
  constructor(engine, known, firstDay, { seed, run, live }) {
    this.engine = engine;
    this.known = known;
    this.firstDay = firstDay;
    this.seed = seed;
    this.run = run;
    this.base = engine.free;
    /** @type {number[][]} */
    this.rows = []; // of each week that was lived with the present settings, also of those that come after the one on show
    this.resume(live);
    this.places = placesOf(engine.field(this.school.state.teachers, "group"));
  }

  get weeks() {
    return this.scenario.values.years * this.engine.layout.clock.year;
  }

  /**
   * Live this run again with these changes on the way, up to where it stands.
   * @param {Identity["live"]} live
   */
  resume(live) {
    const { lived, summer } = this;
    this.live = live;
    this.scenario = asChanged(this.known, this.firstDay, live);
    this.rows.length = 0;
    this.narrator = new Narrator(this);
    this.#begin();
    this.goTo(lived, summer);
  }

  // The first day, whatever has been lived before: all that was laid out is given back.
  #begin() {
    const { engine } = this;
    engine.release(this.base);
    this.setting = new Setting(engine, this.scenario);
    this.school = new School(this.setting, this.seed, this.run, true);
    this.kept = rowsFor(engine, this.school, this.scenario.values.years, ["teachers", "terms"]);
    this.steps = new Steps(this.school, this.kept);
    this.arrived = new Array(this.school.posts).fill(0);
    this.lived = 0;
    this.summer = false;
    this.passed = null;
    this.remembered = [this.#remembered()];
  }

  /** Whether people have chosen what to do: on the first day, and in a summer, nobody has. */
  get chosen() {
    return this.lived > 0 && !this.summer;
  }

  // What is remembered of each teacher in this week, in the precision of the server's memory.
  #remembered() {
    const { engine, known } = this, { teachers } = this.school.state;
    return {
      burnout: Float32Array.from(burnoutNow(this)),
      states: Object.fromEntries(known.remembered.map((state) => [state, engine.field(teachers, state).map(half)])),
    };
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
      if (endsYear() && !this.summer) this.#passSummer();
      this.summer = false;
      const before = look(this);
      this.steps.week();
      this.rows[this.lived++] = Array.from(this.engine.numbers(this.kept.row));
      this.narrator.tell(before);
      this.remembered[this.lived] = this.#remembered();
    }
    if (summer && endsYear() && !this.summer) this.#passSummer();
  }

  #passSummer() {
    const { engine, known, school } = this, { teachers, goals } = school.state;
    const of = (/** @type {string} */ name) => engine.field(teachers, name);
    const present = of("present"), active = engine.field(goals, "active"), age = engine.field(goals, "age");
    const gone = this.leftThisYear(), left = present.map((here, post) => here && gone[post] !== known.stays);
    const eve = look(this);
    this.steps.summer();
    this.summer = true;
    const here = of("present"), tenure = of("tenure"), now = engine.field(goals, "active"), older = engine.field(goals, "age");
    const which = (/** @type {(number | boolean)[]} */ true_) => true_.flatMap((yes, at) => (yes ? [at] : []));
    const fresh = now.map((on, d) => Boolean(on && (!active[d] || older[d] < age[d])));
    const came = which(here.map((is, post) => is && tenure[post] === 0));
    for (const post of came) this.arrived[post] = this.lived;
    this.passed = {
      left: which(left),
      came,
      vacant: which(here.map((is) => !is)),
      ended: which(active.map((was, d) => was && (fresh[d] || !now[d]))),
      begun: which(fresh),
    };
    this.narrator.tellSummer(eve);
  }

  /** How the holder of each post left at the end of the year that has just ended; stays where nobody did. */
  leftThisYear() {
    const { engine, known } = this, year = engine.part(this.kept.teachers, this.lived / known.clock.year - 1);
    const rows = engine.numbers(year);
    return Array.from({ length: year.shape[0] }, (_, post) => rows[post * year.shape[1] + known.left] || 0);
  }

  /**
   * The row of a year that has ended.
   * @param {number} year - from 1
   */
  yearRow(year) {
    return this.engine.numbers(this.engine.part(this.kept.years, year - 1));
  }

  /**
   * Give parameters other values from the coming week on.
   * @param {Record<string, number>} changes
   */
  change(changes) {
    const live = new Map(this.live);
    live.set(this.lived, { ...live.get(this.lived), ...changes });
    this.resume([...live].filter(([week]) => week <= this.lived).sort(([a], [b]) => a - b));
  }

  /** The values in force in a week, the coming one if none is named, for the school as a whole. */
  values(week = this.lived) {
    const { engine } = this, { parameters, ordinary, n_audiences } = engine.layout;
    const { place, period } = this.setting.parameters, names = Object.keys(parameters.fields);
    const from = (period[Math.min(week, this.weeks - 1)] * n_audiences + ordinary) * names.length;
    const all = new Float64Array(engine.memory.buffer, place.at, place.shape[0] * n_audiences * names.length);
    return Object.fromEntries(names.map((name, at) => [name, all[from + at]]));
  }
}

/**
 * A share as a number of sixteen bits has it (IEEE 754).
 * @param {number} value
 */
function half(value) {
  const step = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(value) || 1)), -14) - 10);
  const many = value / step, near = Math.round(many);
  return step * (Math.abs(many % 1) === 0.5 && near % 2 ? near - 1 : near);
}
