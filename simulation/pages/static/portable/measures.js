// @ts-check
// What a lesson measures, as a function of sums over schools, and the jackknife (lessons/measures.py, statistics/jackknife.py).

/** @typedef {import("./data").Known} Known */
/** @typedef {import("./data").Measured} Measured */

/**
 * Whom a measure can single out, by what a row of the teachers' table says of somebody.
 * @type {{ [group: string]: [column: string, fits: (value: number) => boolean] }}
 */
const GROUPS = {
  teachers: ["experience", (years) => years >= 0],
  novices: ["experience", (years) => years <= 3],
  veterans: ["experience", (years) => years >= 15],
  leaders: ["role", (role) => role === 1],
  others: ["role", (role) => role === 0],
  mentored: ["mentored", (mentored) => mentored === 1],
};

/**
 * What a school adds, year by year; only `valueOf` knows what it means.
 * @param {Known} known
 * @param {Measured} measure
 * @param {import("./tasks.js").Lived} school
 * @param {number} years
 * @returns {number[][]}
 */
export function sumsOf(known, measure, { posts, years: yearly, teachers }, years) {
  const { kind, columns, groups } = measure, width = (measure.teachers ? known.teacher_columns : known.columns).length;
  return Array.from({ length: years }, (_, year) => {
    if (!measure.teachers) return moments(columns.map((c) => [yearly[year * width + c]]), kind);
    const from = year * posts * width;
    return (groups.length ? groups : ["teachers"]).flatMap((group) => {
      const [name, fits] = GROUPS[group], by = known.teacher_columns.indexOf(name);
      const rows = Array.from({ length: posts }, (__, post) => from + post * width).filter((row) => fits(teachers[row + by]));
      // `left` says how somebody left; what is measured is whether.
      const value = (/** @type {number} */ one) => (measure.left && !Number.isNaN(one) ? Number(one > 0) : one);
      return moments(columns.map((c) => rows.map((row) => value(teachers[row + c]))), kind);
    });
  });
}

/**
 * Number, sum and, where wanted, squares and products, of those of whom all is known.
 * @param {number[][]} x
 * @param {string} kind
 */
function moments(x, kind) {
  const known = x[0].flatMap((_, k) => (x.some((one) => Number.isNaN(one[k])) ? [] : [k]));
  const sum = (/** @type {(k: number) => number} */ of) => known.reduce((total, k) => total + of(k), 0);
  const found = [known.length, sum((k) => x[0][k])];
  if (kind === "spread" || kind === "correlation") found.push(sum((k) => x[0][k] * x[0][k]));
  if (kind === "correlation") found.push(sum((k) => x[1][k]), sum((k) => x[1][k] * x[1][k]), sum((k) => x[0][k] * x[1][k]));
  return found;
}

/**
 * The measure from sums over schools; NaN where there is nobody.
 * @param {Measured} measure
 * @param {number[]} s
 */
export function valueOf({ kind }, s) {
  if (kind === "mean") return s[1] / s[0];
  if (kind === "gap") return s[1] / s[0] - s[3] / s[2];
  const n = s[0], mean = s[1] / n, variance = Math.max(s[2] / n - mean * mean, 0);
  if (kind === "spread") return Math.sqrt((variance * n) / (n - 1));
  const other = s[3] / n, rest = Math.max(s[4] / n - other * other, 0), together = Math.sqrt(variance * rest);
  return together > 1e-12 ? (s[5] / n - mean * other) / together : NaN;
}

/**
 * The mean over years, of those in which there is anything to measure.
 * @param {number[]} values
 */
export function over(values) {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : NaN;
}

/**
 * The 95 percent interval of a statistic from its values without each school in turn.
 * @param {number} whole
 * @param {number[]} without
 * @param {number[]} t
 * @returns {[value: number, low: number, high: number]}
 */
export function interval(whole, without, t) {
  const n = without.length, mean = without.reduce((sum, value) => sum + value, 0) / n;
  const error = Math.sqrt(((n - 1) / n) * without.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return [whole, whole - t[n - 2] * error, whole + t[n - 2] * error];
}
