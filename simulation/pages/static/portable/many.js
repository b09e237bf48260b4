// @ts-check
// Many schools for the page: where others go, a paired comparison, a map of two levers (web/app/ensembles.py,
// experiments/compare.py).

import { changed, Refused } from "./address.js";
import { deviation, known as short, mean, meanInterval, quantile, rounded, scaled } from "./numbers.js";
import { warning } from "./plausible.js";
import { ofComparison } from "./sentences.js";
import { pieces } from "./tasks.js";

/** @typedef {import("./data").Known} Known */
/** @typedef {import("./layout").Scenario} Scenario */
/** @typedef {import("./tasks.js").Lived} Lived */
/** @typedef {import("./tasks.js").Task} Task */
/**
 * A computation that has begun: say : send what is found; each : do pieces, told of each as it comes
 * @typedef {{ say: (content: object) => void,
 *   each: (tasks: Task[], take: (at: number, lived: Lived[]) => void) => Promise<void> }} Job
 */

// Schools whose teachers tell how far persons stand apart.
const PERSONS = 40;

const upTo = (/** @type {number} */ n) => Array.from({ length: n }, (_, k) => k);

/**
 * Where the middle 80 percent of other schools go, week by week.
 * @param {Job} job
 * @param {Known} known
 * @param {{ scenario: Scenario, seed: number, run: number }} shown
 * @param {number} runs
 */
export async function band(job, known, { scenario, seed, run }, runs) {
  const names = known.catalogue.weekly.filter((name) => known.banded.includes(name));
  const weeks = names.map((name) => known.catalogue.weekly.indexOf(name));
  const others = upTo(runs + 1).filter((other) => other !== run).slice(0, runs);
  /** @type {Float64Array[]} */
  const seen = [];
  await job.each(pieces({ scenario, seed, weeks }, others, known.clock.year), (_, lived) => {
    for (const school of lived) seen.push(school.weeks);
    job.say({ progress: seen.length / runs });
  });
  const length = seen[0].length / names.length;
  /** @type {{ [outcome: string]: number[][] }} */
  const found = Object.fromEntries(names.map((name) => [name, [[], [], []]]));
  for (let week = 0; week < length; week++) {
    names.forEach((name, c) => {
      const sorted = Float32Array.from(seen, (school) => school[week * names.length + c]).sort(); // as the server keeps them
      [0.1, 0.5, 0.9].forEach((share, q) => found[name][q].push(scaled(quantile(sorted, share), 4)));
    });
  }
  job.say({ runs, band: found });
}

/**
 * Paired effects of b against a, again and again while schools come in.
 * @param {Job} job
 * @param {Known} known
 * @param {Scenario} a
 * @param {Scenario} b
 * @param {number} seed
 * @param {number} runs
 */
export async function comparison(job, known, a, b, seed, runs) {
  for (const field of known.same_school) {
    const [one, other] = [a.values[field], b.values[field]];
    if (one !== other)
      throw new Refused(`${field} differs (${one} and ${other}): these would not be the same schools; give both the same.`);
  }
  const year = Math.min(a.values.years, b.values.years);
  const tasks = [a, b].map((scenario) => pieces({ scenario, seed }, upTo(runs), known.clock.year));
  const turns = tasks[0].length === tasks[1].length ? tasks[0].flatMap((task, k) => [task, tasks[1][k]]) : tasks.flat();
  /** @type {(Lived | undefined)[][]} */
  const sides = [new Array(runs), new Array(runs)];
  let told = 0;
  await job.each(turns, (at, lived) => {
    const { scenario, runs: those } = turns[at], side = sides[scenario === a ? 0 : 1];
    those.forEach((run, k) => (side[run] = lived[k]));
    const both = upTo(runs).filter((run) => sides[0][run] && sides[1][run]);
    if (both.length - told < runs / 8 || both.length === runs) return;
    told = both.length;
    const { rows } = effects(known, values(known, sides, both, year));
    job.say({ progress: told / runs, of: 0, schools: told, year, effects: rows });
  });
  const found = values(known, sides, upTo(runs), year);
  const persons = await spread(job, known, a, seed, Math.min(runs, PERSONS), year);
  const { table, rows } = effects(known, found, persons);
  job.say({
    progress: 1,
    of: 0,
    schools: runs,
    year,
    effects: rows,
    values: Object.fromEntries(known.columns.map((name, c) => [name, found.map((side) => side[c].map((v) => short(v, 5)))])),
    sentences: ofComparison(known, table, runs, 6, warning(known, table, a, b, year)),
  });
}

/**
 * What each school came to in that year: side -> column -> value of each school.
 * @param {Known} known
 * @param {(Lived | undefined)[][]} sides
 * @param {number[]} runs
 * @param {number} year
 */
function values(known, sides, runs, year) {
  const width = known.columns.length, from = (year - 1) * width;
  return sides.map((side) => known.columns.map((_, c) => runs.map((run) => side[run]?.years[from + c] ?? NaN)));
}

/**
 * @typedef {{ outcome: string, a: number, b: number, difference: number, low: number, high: number, size: number,
 *   persons: number }} Row
 */

/**
 * The paired table: means, differences with their intervals, and how large they are. persons : deviations between teachers
 * @param {Known} known
 * @param {number[][][]} found
 * @param {Record<string, number>} [persons]
 */
function effects(known, [left, right], persons = {}) {
  /** @type {Row[]} */
  const table = known.columns.map((outcome, c) => {
    const [a, b] = [left[c], right[c]].map((side) => side.filter((value) => !Number.isNaN(value)));
    const [apart, low, high] = meanInterval(left[c].map((value, k) => right[c][k] - value), known.t);
    const between = left[c].length > 1 ? deviation(a, 1) : 0;
    const found = { outcome, a: mean(a), b: mean(b), difference: apart, low, high };
    return { ...found, size: over(apart, between), persons: over(apart, persons[outcome] ?? NaN) };
  });
  const rows = table.map(({ outcome, a, b, difference, low, high, size }) => ({
    outcome, a: short(a, 5), b: short(b, 5), difference: short(difference, 5), low: short(low, 5), high: short(high, 5),
    size: short(size, 5),
  }));
  return { table, rows };
}

/**
 * A difference in standard deviations; nothing is 0, and something where nothing differs has no size.
 * @param {number} difference
 * @param {number} spread
 */
function over(difference, spread) {
  if (Number.isNaN(spread)) return NaN;
  return spread > 1e-12 ? difference / spread : difference === 0 ? 0 : NaN;
}

/**
 * The standard deviation between the teachers of some schools in one year, by outcome.
 * @param {Job} job
 * @param {Known} known
 * @param {Scenario} scenario
 * @param {number} seed
 * @param {number} runs
 * @param {number} year
 */
async function spread(job, known, scenario, seed, runs, year) {
  const width = known.teacher_columns.length;
  /** @type {number[][]} */
  const seen = known.teacher_columns.map(() => []);
  await job.each(pieces({ scenario, seed, teachers: true }, upTo(runs), known.clock.year), (_, lived) => {
    for (const { posts, teachers } of lived) {
      const from = (year - 1) * posts * width;
      for (let at = from; at < from + posts * width; at++)
        if (!Number.isNaN(teachers[at])) seen[(at - from) % width].push(teachers[at]);
    }
  });
  return Object.fromEntries(known.teacher_columns.map((name, c) => [name, seen[c].length ? deviation(seen[c], 0) : NaN]));
}

/**
 * The means of all outcomes in the last year over a grid of two levers; coarse cells first, so that the picture shows early.
 * @param {Job} job
 * @param {Known} known
 * @param {Scenario} scenario
 * @param {{ x: string, y: string, steps: number, schools: number, seed: number }} asked
 */
export async function exploration(job, known, scenario, { x, y, steps, schools, seed }) {
  if (x === y) throw new Refused("Both axes show the same lever; choose two.");
  const xs = axisValues(known, x, steps), ys = axisValues(known, y, steps), width = known.columns.length;
  const cells = xs.flatMap((_, i) => ys.map((__, j) => [i, j]));
  cells.sort((p, q) => coarseness(p) - coarseness(q) || p[0] - q[0] || p[1] - q[1]);
  job.say({ x, y, xs, ys, schools });
  const tasks = cells.map(([i, j]) => {
    return { scenario: changed(known, scenario, { [x]: xs[i], [y]: ys[j] }), seed, runs: upTo(schools) };
  });
  let done = 0, /** @type {unknown[]} */ ready = [];
  await job.each(tasks, (at, lived) => {
    const from = (tasks[at].scenario.values.years - 1) * width;
    const columns = known.columns.map((_, c) => lived.map(({ years }) => years[from + c]));
    const half = (/** @type {number[]} */ those) =>
      schools > 1 ? (known.t[schools - 2] * deviation(those, 1)) / Math.sqrt(schools) : NaN;
    ready.push([...cells[at], columns.map((those) => short(mean(those), 5)), columns.map((those) => short(half(those), 5))]);
    done++;
    if (ready.length * 40 < cells.length && done < cells.length) return;
    job.say({ progress: done / cells.length, cells: ready });
    ready = [];
  });
}

/**
 * Values of a lever from its lowest to its highest; whole numbers where it has only those.
 * @param {Known} known
 * @param {string} name
 * @param {number} steps
 */
export function axisValues(known, name, steps) {
  const [, low, high] = known.fields[name], step = (high - low) / (steps - 1);
  const even = upTo(steps).map((k) => (k === steps - 1 ? high : k * step + low));
  if (!known.whole.includes(name)) return even.map((value) => rounded(value, 4));
  return [...new Set(even.map((value) => rounded(value, 0)))].sort((a, b) => a - b);
}

/** @param {number[]} cell - 0 for those of the coarsest grid, up to 3 */
const coarseness = ([i, j]) => {
  const at = [8, 4, 2].findIndex((step) => i % step === 0 && j % step === 0);
  return at < 0 ? 3 : at;
};
