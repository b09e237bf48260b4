// @ts-check
/**
 * A school in the portable engine: founded, simulated for whole years, or lived week by week (ensemble/simulate.py,
 * engine/steps.py).
 */

import { flat } from "./engine.js";
import { pastOf, valuesInForce } from "./parameters.js";

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Place} Place */
/** @typedef {import("./layout").Scenario} Scenario */
/** What is kept of a run, in the order in which the engine takes it.
 * @typedef {{ years: Place, weeks: Place, teachers: Place, ties: Place, row: Place, months: Place }} Rows */

/**
 * Colleagues a teacher turns to on average, at most (school/founding.py).
 * @param {Engine} engine
 * @param {Scenario["values"]} values
 */
const mostAsked = (engine, values) =>
  values["network.out_degree"] *
  engine.number("exp", 2.5 * (values["mechanisms.own_ties"] ? values["population.asking"] : 0));
/**
 * Rows for advice ties (school/state.py).
 * @param {number} posts
 * @param {number} asked
 */
const roomForTies = (posts, asked) => Math.trunc(posts * Math.min(posts - 1, 1.5 * asked + 2)) + 24;

/**
 * Parameters laid out for the engine.
 * @param {Engine} engine
 * @param {Pick<Scenario, "values" | "policies">} scenario
 */
function tableOf(engine, scenario) {
  const { layout } = engine, { table, period } = valuesInForce(layout, scenario);
  const record = { size: layout.parameters.size, fields: {} };
  const shape = [table.length / Object.keys(layout.parameters.fields).length / layout.n_audiences, layout.n_audiences];
  const place = engine.room(shape, record);
  new Float64Array(engine.memory.buffer, place.at, table.length).set(table);
  const weeks = engine.room([period.length]);
  new BigInt64Array(engine.memory.buffer, weeks.at, period.length).set(period.map(BigInt));
  return { place, weeks, period, ordinary: place.at + layout.ordinary * record.size };
}

/** A scenario laid out for the engine, once for all of its schools. */
export class Setting {
  /**
   * @param {Engine} engine
   * @param {Scenario} scenario
   */
  constructor(engine, scenario) {
    const past = pastOf(engine.layout, scenario);
    this.engine = engine;
    this.values = scenario.values;
    this.parameters = tableOf(engine, scenario);
    this.past = past && tableOf(engine, past);
    this.asked = mostAsked(engine, scenario.values);
  }
}

export class School {
  /**
   * Found the school of a seed and run; `explain` keeps what moves states.
   * @param {Setting} setting
   * @param {number} seed
   * @param {number} run
   * @param {boolean} [explain]
   */
  constructor(setting, seed, run, explain = false) {
    const { engine, parameters, past } = setting;
    const who = [BigInt(seed), BigInt(run)];
    this.engine = engine;
    this.parameters = parameters;
    this.posts = engine.whole("size_of_school", parameters.ordinary, ...who);
    const lengths = { posts: this.posts, ties: roomForTies(this.posts, setting.asked), explained: explain ? this.posts : 0 };
    /** @type {{ [name: string]: Place }} */
    this.state = Object.fromEntries(
      Object.entries(engine.layout.state).map(([name, { shape, size, fields }]) => [
        name, engine.room(shape.map((length) => (typeof length === "number" ? length : lengths[length])), { size, fields }),
      ]),
    );
    engine.call("found_school", this.state, (past ?? parameters).ordinary, ...who);
    if (past) this.#liveBefore(past.place, seed, setting.values["mechanisms.settling"]);
  }

  /**
   * The years before the first day, which have random numbers of their own (engine/settling.py).
   * @param {Place} table
   * @param {number} seed
   * @param {number} years
   */
  #liveBefore(table, seed, years) {
    const { engine } = this, { school } = this.state;
    engine.set(school, "seed", (seed ^ engine.layout.past_seed) >>> 0);
    const period = engine.room([years * engine.layout.clock.year]);
    engine.call("simulate_years", this.state, table, period, BigInt(years), rowsFor(engine, this, years, []));
    engine.set(school, "seed", seed);
    engine.call("begin_clock", this.state, this.parameters.ordinary, BigInt(years));
  }

  /**
   * Simulate so many years in one go.
   * @param {number} years
   * @param {string[]} [record]
   * @returns {Rows}
   */
  simulate(years, record = []) {
    const rows = rowsFor(this.engine, this, years, record);
    this.engine.call("simulate_years", this.state, this.parameters.place, this.parameters.weeks, BigInt(years), rows);
    return rows;
  }

  /** Every array as it is now. */
  snapshot() {
    return Object.fromEntries(Object.entries(this.state).map(([name, place]) => [name, this.engine.bytes(place)]));
  }

  /**
   * Go back to what `snapshot` gave.
   * @param {{ [name: string]: Uint8Array }} kept
   */
  restore(kept) {
    for (const [name, bytes] of Object.entries(kept)) this.engine.restore(this.state[name], bytes);
  }

  /**
   * A field of the school itself.
   * @param {string} name
   */
  fact(name) {
    return this.engine.field(this.state.school, name)[0];
  }
}

/**
 * Room for what is kept of so many years (results/recorder.py).
 * @param {Engine} engine
 * @param {School} school
 * @param {number} years
 * @param {string[]} record "weeks", "teachers", "terms", "ties"
 * @returns {Rows}
 */
export function rowsFor(engine, school, years, record) {
  const { columns, clock, kept_tie } = engine.layout;
  const wanted = (/** @type {string} */ name) => record.includes(name);
  const people = wanted("teachers") || wanted("terms");
  return {
    years: engine.room([years, columns.yearly]),
    weeks: engine.room([wanted("weeks") ? years * clock.year : 0, columns.weekly]),
    teachers: engine.room([people ? years : 0, school.posts, columns.teacher + (wanted("terms") ? columns.terms : 0)]),
    ties: engine.room([wanted("ties") ? years : 0, wanted("ties") ? school.state.ties.shape[0] : 1], kept_tie),
    row: engine.room([columns.weekly]),
    months: engine.room([columns.monthly]),
  };
}

/** A school and the clock that drives it week by week (engine/steps.py). */
export class Steps {
  /**
   * @param {School} school
   * @param {Rows} rows as `rowsFor` gives them for all years of the scenario
   */
  constructor(school, rows) {
    const { engine } = school;
    this.school = school;
    this.engine = engine;
    this.rows = rows;
    this.state = flat([school.state]); // the same for every call
    const { place } = school.parameters;
    this.periods = Array.from({ length: place.shape[0] }, (_, row) => flat([engine.part(place, row)]));
  }

  /** Live one week, and close the year after its last; then `summer` is due. */
  week() {
    const { engine, school, rows, state } = this, { clock } = engine.layout;
    const year = school.fact("year"), week = school.fact("week");
    if (week === 0) this.#beginYear(year);
    const p = this.periods[school.parameters.period[year * clock.year + week]];
    engine.enter("live_week", [...state, ...p]);
    engine.enter("observe_week", [...state, ...p, ...flat([rows.row])]);
    const row = engine.numbers(rows.row), sums = engine.numbers(engine.part(rows.years, year));
    for (let c = 0; c < row.length; c++) sums[c] += row[c];
    if (rows.weeks.shape[0]) engine.numbers(engine.part(rows.weeks, year * clock.year + week)).set(row);
    if (rows.teachers.shape[0]) engine.enter("observe_teachers_week", [...state, ...flat([engine.part(rows.teachers, year)])]);
    if (week % clock.cycle === 0) engine.enter("observe_month", [...state, ...p, ...flat([rows.months])]);
    if (week === clock.year - 1) this.#closeYear(year, p);
    else engine.set(school.state.school, "week", week + 1);
  }

  /** Let the summer pass that leads from a closed year into the next. */
  summer() {
    const { engine, school, state } = this, { period } = school.parameters;
    const coming = period[Math.min((school.fact("year") + 1) * engine.layout.clock.year, period.length - 1)];
    for (const phase of engine.layout.phases.summer) engine.enter(phase, [...state, ...this.periods[coming]]);
  }

  /**
   * The parameters of a week of the run; the last week's, once the run is over.
   * @param {number} week
   * @returns {Place}
   */
  parametersOf(week) {
    const { place, period } = this.school.parameters;
    return this.engine.part(place, period[Math.min(week, period.length - 1)]);
  }

  /** @param {number} year */
  #beginYear(year) {
    const { engine, school, rows } = this;
    engine.numbers(engine.part(rows.years, year)).fill(0, 0, engine.layout.columns.weekly);
    engine.numbers(rows.months).fill(0);
    engine.numbers(school.state.terms).fill(0);
    this.#eachTeacher(year, (means) => means.fill(0));
  }

  /**
   * @param {number} year
   * @param {(number | bigint)[]} p
   */
  #closeYear(year, p) {
    const { engine, rows, state } = this, { clock, columns, phases } = engine.layout;
    const means = engine.numbers(engine.part(rows.years, year)), months = engine.numbers(rows.months);
    for (let c = 0; c < columns.weekly; c++) means[c] /= clock.year;
    for (let c = 0; c < months.length; c++) months[c] /= clock.year / clock.cycle;
    for (const phase of phases.year_end) engine.enter(phase, [...state, ...p]);
    engine.enter("observe_year", [...state, ...p, ...flat([rows.months, engine.part(rows.years, year)])]);
    this.#eachTeacher(year, (sums) => sums.forEach((sum, c) => (sums[c] = sum / clock.year)));
    if (rows.teachers.shape[0]) engine.enter("observe_teachers", [...state, ...flat([engine.part(rows.teachers, year)])]);
    if (rows.ties.shape[0]) engine.enter("observe_ties", [...state, ...flat([engine.part(rows.ties, year)])]);
  }

  /**
   * Do something with what is summed of each teacher over a year.
   * @param {number} year
   * @param {(sums: Float64Array) => void} what
   */
  #eachTeacher(year, what) {
    const { engine, rows } = this;
    if (!rows.teachers.shape[0]) return;
    const people = engine.part(rows.teachers, year);
    for (let i = 0; i < people.shape[0]; i++) {
      what(engine.numbers(engine.part(people, i)).subarray(0, engine.layout.columns.teacher_means));
    }
  }
}
