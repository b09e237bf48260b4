// @ts-check
// Numbers of many schools as Python has them: rounding, means and spreads (statistics/intervals.py, words/outcomes.py).

/** @typedef {ArrayLike<number>} Values */

/**
 * To so many decimals; of two that are equally near the even one, as Python does it.
 * @param {number} value
 * @param {number} digits
 */
export function rounded(value, digits) {
  const text = value.toFixed(digits), near = Number(text);
  const exact = Math.abs(value).toFixed(Math.min(digits + 40, 100)), at = exact.indexOf(".") + 1 + digits;
  if (!/^50*$/.test(exact.slice(at)) || value === 0) return near;
  const step = 10 ** -digits, even = (/** @type {number} */ k) => Math.round(Math.abs(k) / step) % 2 === 0;
  return even(near) ? near : Number((near - Math.sign(value) * step).toFixed(digits)); // toFixed goes away from zero
}

/**
 * As numpy.round does it, which looks at the number times a power of ten.
 * @param {number} value
 * @param {number} digits
 */
export function scaled(value, digits) {
  const power = 10 ** digits, many = value * power, near = Math.round(many);
  return (Math.abs(many % 1) === 0.5 && near % 2 ? near - 1 : near) / power;
}

/**
 * `rounded` for JSON, in which what is not known is null.
 * @param {number} value
 * @param {number} digits
 */
export const known = (value, digits) => (Number.isFinite(value) ? rounded(value, digits) : null);

/** @param {Values} values */
export function mean(values) {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k];
  return sum / values.length;
}

/**
 * The standard deviation; less : 1 for that of a sample.
 * @param {Values} values
 * @param {number} less
 */
export function deviation(values, less) {
  const middle = mean(values);
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += (values[k] - middle) ** 2;
  return Math.sqrt(sum / (values.length - less));
}

/**
 * Between the two values that are nearest to a share of them, as numpy.percentile has it.
 * @param {Values} sorted
 * @param {number} share
 */
export function quantile(sorted, share) {
  const at = share * (sorted.length - 1), below = Math.floor(at), part = at - below;
  const low = sorted[below], high = sorted[Math.min(below + 1, sorted.length - 1)];
  return part < 0.5 ? low + part * (high - low) : high - (1 - part) * (high - low);
}

/**
 * The mean of what is known, and its 95 percent interval by Student's t.
 * @param {number[]} values
 * @param {number[]} t - its points for 1, 2 ... degrees of freedom
 * @returns {[mean: number, low: number, high: number]}
 */
export function meanInterval(values, t) {
  const sure = values.filter((value) => !Number.isNaN(value)), middle = sure.length ? mean(sure) : NaN;
  if (sure.length < 2) return [middle, -Infinity, Infinity];
  const half = (t[sure.length - 2] * deviation(sure, 1)) / Math.sqrt(sure.length);
  return [middle, middle - half, middle + half];
}
