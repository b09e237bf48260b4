// @ts-check
// Living a lesson: the same schools with the same luck in both settings, and what came of it (lessons/run.py,
// pages/lessons.py).

import { capital } from "../kit/dom.js";
import { Refused } from "./address.js";
import { interval, over, sumsOf, valueOf } from "./measures.js";
import { known as plain, meanInterval, rounded } from "./numbers.js";
import { pieces } from "./tasks.js";

/** @typedef {import("./data").Known} Known */
/** @typedef {import("./data").PortableLesson} PortableLesson */
/** @typedef {import("./data").Measured} Measured */
/** @typedef {import("./many.js").Job} Job */
/** @typedef {import("./tasks.js").Lived} Lived */
/** @typedef {import("../kit/protocol").LessonOutcome} LessonOutcome */
/** @typedef {Record<string, number>} Values */
/** @typedef {[value: number, low: number, high: number]} Estimate */

// Seeds besides the viewer's own whose schools show how far luck carries: those of a class.
const OTHER_SEEDS = 24;
// How far a sketched curve may lie from what happened, on average, and still be called close: share of the axis.
const CLOSE = 0.1;

/** @type {(values: readonly number[]) => any} */
const six = (values) => values.map((value) => plain(value, 6));
/** @param {number | null} value */
const short = (value) => (value === null ? null : Number(value.toPrecision(3)));

/**
 * A direction, the name of an option, or a value within the axis for each year.
 * @param {PortableLesson} lesson
 * @param {unknown} given
 * @returns {string | number[]}
 */
export function checkPrediction({ whole }, given) {
  const { kind, low, high, options } = whole.prediction;
  if (kind === "curve") {
    const within = (/** @type {unknown} */ v) => typeof v === "number" && v >= Number(low) && v <= Number(high);
    if (!Array.isArray(given) || given.length !== whole.years || !given.every(within))
      throw new Refused(`Sketch the whole curve: ${whole.years} values, each from ${low} to ${high}.`);
    return given.map((value) => rounded(value, 4));
  }
  const allowed = kind === "direction" ? ["more", "same", "less"] : options;
  if (typeof given !== "string" || !allowed.includes(given)) throw new Refused(`Choose one: ${allowed.join(", ")}.`);
  return given;
}

/**
 * A value for each free lever, where it stands when none is given.
 * @param {PortableLesson} lesson
 * @param {Values} given
 * @returns {Values}
 */
export function checkLevers({ whole }, given) {
  const free = whole.levers.map(({ name }) => name), locked = Object.keys(given).find((name) => !free.includes(name));
  if (locked) throw new Refused(`${locked} is locked in this lesson; free are: ${free.join(", ") || "none"}.`);
  return Object.fromEntries(
    whole.levers.map(({ name, low, high, start, whole: counts }) => {
      const value = given[name] ?? start;
      if (!(low <= value && value <= high)) throw new Refused(`${name} = ${value} is not a number from ${low} to ${high}.`);
      return [name, counts ? rounded(value, 0) : value];
    }),
  );
}

/**
 * What becomes of the schools of a seed. levers : moved in the other setting, from the year on in which it changes, if it does
 * @param {Job} job
 * @param {Known} known
 * @param {PortableLesson} lesson
 * @param {{ seed: number, levers: Values, prediction: string | number[] | null, quiet?: boolean }} how
 * @returns {Promise<LessonOutcome>}
 */
export async function live(job, known, lesson, { seed, levers, prediction, quiet = false }) {
  const { base, whole, measures } = lesson, runs = Array.from({ length: whole.schools }, (_, k) => k);
  const teachers = measures.some((one) => one.teachers), other = moved(lesson, levers);
  const halves = [base, other].map((scenario) => pieces({ scenario, seed, teachers }, runs, known.clock.year));
  const tasks = halves.flat(), /** @type {Lived[][]} */ done = [];
  let count = 0;
  await job.each(tasks, (at, lived) => {
    done[at] = lived;
    if (!quiet) job.say({ progress: ++count / tasks.length });
  });
  const sides = [done.slice(0, halves[0].length).flat(), done.slice(halves[0].length).flat()];
  return new Outcome(known, lesson, sides).told(seed, levers, prediction);
}

/**
 * Live the lesson with other seeds, as a class would: one brief outcome after the other.
 * @param {Job} job
 * @param {Known} known
 * @param {PortableLesson} lesson
 * @param {number} seed
 */
export async function liveOthers(job, known, lesson, seed) {
  for (let k = 1; k <= OTHER_SEEDS; k++) {
    const told = await live(job, known, lesson, { seed: seed + k, levers: {}, prediction: null, quiet: true });
    job.say({ progress: k / OTHER_SEEDS, brief: brief(lesson, told) });
  }
}

/**
 * The other setting with levers moved.
 * @param {PortableLesson} lesson
 * @param {Values} levers
 */
function moved({ other, later }, levers) {
  if (!later) return { ...other, values: { ...other.values, ...levers } };
  const last = other.policies[other.policies.length - 1];
  return { ...other, policies: [...other.policies.slice(0, -1), { ...last, set: { ...last.set, ...levers } }] };
}

class Outcome {
  /**
   * @param {Known} known
   * @param {PortableLesson} lesson
   * @param {Lived[][]} sides - schools in the base and in the other setting
   */
  constructor(known, lesson, sides) {
    this.known = known;
    this.lesson = lesson;
    this.series = new Map(lesson.measures.map((one) => [one.text, series(known, lesson, one, sides)]));
    this.options = lesson.options.map(({ outcome, setting }) => this.over(outcome, setting));
  }

  /** @param {string} text - of a measure */
  of(text) {
    return /** @type {ReturnType<typeof series>} */ (this.series.get(text));
  }

  /**
   * @param {string} text
   * @param {string} setting - base, other, difference, or apart: the mean absolute difference of a school from itself
   * @returns {Estimate}
   */
  over(text, setting) {
    const { overBase, overOther, difference, apart } = this.of(text);
    if (setting === "apart") return meanInterval(apart.filter(Number.isFinite).map(Math.abs), this.known.t);
    return setting === "base" ? overBase : setting === "other" ? overOther : difference;
  }

  // What happened to what was predicted; for a choice, the option that is highest.
  get verdict() {
    const { claims, predicted, options, whole } = this.lesson;
    if (whole.prediction.kind !== "choice") {
      const { outcome, setting, same } = claims[predicted];
      return directionOf(this.over(outcome, setting)[0], same);
    }
    const values = this.options.map(([value]) => (Number.isNaN(value) ? -Infinity : value)), most = Math.max(...values);
    return most === -Infinity ? "unknown" : options[values.indexOf(most)].name;
  }

  /** @returns {LessonOutcome["claims"]} */
  get claims() {
    return this.lesson.claims.map((claim) => {
      const { says, luck, outcome, setting, same, choice } = claim;
      const at = this.lesson.options.findIndex(({ name }) => name === choice);
      const estimate = choice ? this.options[at] : this.over(outcome, setting);
      const direction = choice ? this.verdict : directionOf(estimate[0], same);
      const holds = direction === (choice || claim.direction);
      return { says, luck, against: this.#against(claim), direction, holds, estimate: six(estimate) };
    });
  }

  // Single schools that go the other way than the claim, of all.
  /**
   * @param {PortableLesson["claims"][0]} claim
   * @returns {[number, number] | null}
   */
  #against({ outcome, setting, direction, choice }) {
    if (choice || direction === "same" || setting !== "difference") return null;
    const apart = this.of(outcome).apart.filter(Number.isFinite), sign = direction === "more" ? 1 : -1;
    return apart.length ? [apart.filter((value) => sign * value < 0).length, apart.length] : null;
  }

  /**
   * @param {number} seed
   * @param {Values} levers
   * @param {string | number[] | null} prediction
   * @returns {LessonOutcome}
   */
  told(seed, levers, prediction) {
    const { lesson, claims } = this, { whole } = lesson;
    const told = {
      lesson: whole.name,
      seed,
      schools: whole.schools,
      levers,
      years: Array.from({ length: whole.years }, (_, k) => k + 1),
      over: whole.over,
      verdict: this.verdict,
      holds: claims.every(({ luck, holds }) => luck || holds),
      claims,
      options: lesson.options.map(({ name }, k) => ({ name, estimate: six(this.options[k]) })),
      series: lesson.measures.map((one) => {
        const { base, other, overBase, overOther, difference, apart } = this.of(one.text);
        return {
          outcome: one.text, said: one.label, unit: one.unit, meaning: one.meaning, base: /** @type {any} */ (base.map(six)),
          other: /** @type {any} */ (other.map(six)), over_base: six(overBase), over_other: six(overOther),
          difference: six(difference), apart: six(apart),
        };
      }),
      ...(prediction === null ? {} : { judged: this.#judge(prediction) }),
    };
    return { ...told, sentence: sentence(lesson, told.series) };
  }

  /** @param {string | number[]} answer */
  #judge(answer) {
    const { verdict, lesson } = this, { low, high } = lesson.whole.prediction;
    if (typeof answer === "string") {
      const words = (/** @type {string} */ one) => (one === "same" ? "about the same" : one), right = answer === verdict;
      return { right, said: right ? "As predicted." : `You said: ${words(answer)}. It came out: ${words(verdict)}.` };
    }
    const apart = this.of(lesson.outcome).other[0].map((value, /** @type {number} */ year) => Math.abs(answer[year] - value));
    const width = Number(high) - Number(low), distance = over(apart) / width;
    const far = `On average your curve lies ${rounded(distance * width, 2).toFixed(2)} from what happened`;
    return { right: distance <= CLOSE, said: distance <= CLOSE ? `${far}, which is close.` : `${far}.` };
  }
}

/**
 * A measure in both settings: by year, over the years of the lesson, paired, and of each school.
 * @param {Known} known
 * @param {PortableLesson} lesson
 * @param {Measured} measure
 * @param {Lived[][]} sides
 */
function series(known, { whole }, measure, sides) {
  const [from, to] = whole.over, window = (/** @type {number[]} */ years) => over(years.slice(from - 1, to));
  const found = sides.map((schools) => {
    const sums = schools.map((school) => sumsOf(known, measure, school, whole.years)); // school -> year -> sums
    const total = sums[0].map((row, y) => row.map((_, k) => sums.reduce((sum, school) => sum + school[y][k], 0)));
    const value = (/** @type {number[][]} */ years) => years.map((row) => valueOf(measure, row));
    const without = sums.map((school) => value(school.map((row, y) => row.map((one, k) => total[y][k] - one))));
    return { whole: value(total), without, alone: measure.alone ? sums.map((school) => window(value(school))) : [] };
  });
  const { t } = known, [base, other] = found;
  const byYear = (/** @type {typeof base} */ { whole: all, without }) => {
    const each = all.map((value, y) => interval(value, without.map((school) => school[y]), t));
    return [0, 1, 2].map((end) => each.map((one) => one[end]));
  };
  const rest = found.map(({ without }) => without.map(window)), mean = found.map((side) => window(side.whole));
  return {
    base: byYear(base),
    other: byYear(other),
    overBase: interval(mean[0], rest[0], t),
    overOther: interval(mean[1], rest[1], t),
    difference: interval(mean[1] - mean[0], rest[1].map((value, k) => value - rest[0][k]), t),
    apart: other.alone.map((value, k) => value - base.alone[k]),
  };
}

/**
 * Which way a difference goes when up to `same` counts as about the same.
 * @param {number} value
 * @param {number} same
 */
const directionOf = (value, same) =>
  Number.isNaN(value) ? "unknown" : value > same ? "more" : value < -same ? "less" : "same";

/**
 * What happened, in one sentence with its numbers.
 * @param {PortableLesson} lesson
 * @param {LessonOutcome["series"]} all
 */
function sentence({ whole, measures }, all) {
  const at = all.findIndex(({ outcome }) => outcome === whole.main);
  const { over_base, over_other, difference, unit, said } = all[at];
  const minus = (/** @type {string} */ text) => text.replace(/^-(?=0\.?0*$)/, "").replace("-", "−");
  const large = (/** @type {number | null} */ value) => value !== null && Math.abs(value) >= 10;
  const number = (/** @type {number | null} */ value) => {
    const digits = large(value) ? 1 : 2;
    return value === null ? "–" : minus(rounded(value, digits).toFixed(digits));
  };
  const [first, last] = whole.over, when = first === last ? `in year ${first}` : `in years ${first} to ${last}`;
  const plainly = ["0..1", "r", "chance", "0..1 SD"].includes(unit) || unit.startsWith("share");
  const behind = plainly ? "" : ` ${measures[at].unit_in_words}`;
  /** @type {(value: number | null, label: string) => string} */
  const level = (value, label) => `${number(value)}${behind} with “${label}”`;
  const text =
    `${capital(said)} ${when}: ${level(over_base[0], whole.base.label)}, ${level(over_other[0], whole.other.label)}`;
  const [apart, low, high] = difference;
  if (apart === null || low === null || high === null) return `${text}.`;
  const usual = large(over_base[0]) ? 1 : 2, digits = rounded(apart, usual) ? usual : usual + 1;
  const signed = (/** @type {number} */ value) => {
    const near = rounded(value, digits);
    return near ? `${near > 0 ? "+" : ""}${minus(near.toFixed(digits))}` : (0).toFixed(digits);
  };
  const [from, to] = [signed(low), signed(high)];
  if (rounded(apart, digits) === 0)
    return `${text}. They are about the same: chance leaves a difference between ${from} and ${to}.`;
  const left = from === to ? "hardly moves it" : `leaves it between ${from} and ${to}`;
  return `${text}. The difference is ${signed(apart)}, and chance ${left}.`;
}

/**
 * The few numbers of an outcome that a picture of many students needs.
 * @param {PortableLesson} lesson
 * @param {LessonOutcome} told
 * @returns {import("../kit/protocol").Brief}
 */
function brief({ whole }, { verdict, series: all, options }) {
  const main = /** @type {LessonOutcome["series"][0]} */ (all.find(({ outcome }) => outcome === whole.main));
  return {
    verdict,
    difference: short(main.difference[0]),
    base: short(main.over_base[0]),
    other: short(main.over_other[0]),
    ...(whole.prediction.kind === "curve" ? { curves: [main.base[0].map(short), main.other[0].map(short)] } : {}),
    ...(options.length ? { options: options.map(({ estimate }) => short(estimate[0])) } : {}),
  };
}
