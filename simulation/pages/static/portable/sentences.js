// @ts-check
// Effects in sentences, as Python says them (words/effects.py, words/outcomes.py): a contract test holds the two together.

import { capital } from "../kit/dom.js";

/** @typedef {import("./data").Known} Known */
/** @typedef {import("./many.js").Row} Row */

// Effects from here on [standard deviations between schools] are said to be large together, and not one by one.
const LARGE = 0.8;

/**
 * The clearest effects first, each with its interval; then what does not differ.
 * @param {Known} known
 * @param {Row[]} table
 * @param {number} schools - how many there were in each of the two
 * @param {number} most - sentences
 * @param {string} beyond - what is said in the end, if anything
 */
export function ofComparison(known, table, schools, most, beyond = "") {
  const of = new Map(table.map((row) => [row.outcome, row]));
  const rows = known.told.flatMap((name) => of.get(name) ?? []).filter((row) => Number.isFinite(row.difference));
  const words = new Words(known);
  if (schools === 1) {
    const effects = rows.slice(0, most).map((row) => words.effect(row, false));
    return [...effects, "One school does not tell how certain an effect is."];
  }
  const clear = rows.filter(({ low, high }) => Number.isFinite(low) && (low > 0 || high < 0));
  if (!clear.length) return [`Over ${schools} schools no key outcome differs more than chance could make it.`];
  const size = (/** @type {Row} */ row) => Math.abs(Number.isFinite(row.persons) ? row.persons : row.size) || 0;
  clear.sort((p, q) => size(q) - size(p));
  const shown = clear.slice(0, most), each = shown.some((row) => Number.isFinite(row.persons));
  const told = shown.map((row) => words.effect(row, each));
  const large = each ? 0 : shown.filter((row) => Math.abs(row.size) >= LARGE).length;
  if (large > 1) told.splice(large, 0, `Each of these ${large} differences is ${howLarge(LARGE)}.`);
  const quiet = rows.filter((row) => !clear.includes(row)).map((row) => words.outcome(row.outcome).label);
  if (quiet.length) told.push(`No clear difference over ${schools} schools: ${quiet.join(", ")}.`);
  return beyond ? [...told, beyond] : told;
}

/** @param {number} size - of an effect [standard deviations between schools] */
function howLarge(size) {
  if (size >= LARGE) return "more than schools usually differ from one another";
  if (size >= 0.5) return "about half of what usually lies between two schools";
  return size >= 0.2 ? "small beside the usual differences between schools" : "hardly noticeable in any one school";
}

/**
 * What is rounded to nothing has no sign, what is unknown or without end is a dash.
 * @param {number} value
 * @param {number} decimals
 */
const decimal = (value, decimals) =>
  Number.isFinite(value) ? value.toFixed(decimals).replace(/^-(?=0\.?0*$)/, "").replace("-", "\u2212") : "–";

class Words {
  /** @param {Known} known */
  constructor(known) {
    this.known = known;
    this.outcomes = new Map(known.catalogue.outcomes.map((one) => [one.name, one]));
  }

  /** @param {string} name */
  outcome(name) {
    return /** @type {import("../kit/protocol").YearlyOutcome} */ (this.outcomes.get(name));
  }

  /** @param {Row} row */
  effect(row, each = false) {
    const { outcome: name, low, difference, size } = row, subject = capital(this.known.subjects[name]);
    if (!this.digits(Math.abs(difference), name).replace(/^[0.]+|[0.]+$/g, ""))
      return `${subject} is the same in A and in B: ${this.value(row.b, name)}.`;
    const sure = Number.isFinite(low), between = sure ? ` (95 % interval ${this.#between(row)})` : "";
    let large = sure && Math.abs(size) < LARGE && !each ? `, ${howLarge(Math.abs(size))}` : "";
    if (Number.isFinite(row.persons) && sure)
      large = `, ${Math.abs(row.persons).toFixed(2)} standard deviations between teachers`;
    const { percent, after } = this.outcome(name), [up, down] = after === "hours" ? ["longer", "shorter"] : ["higher", "lower"];
    const apart = this.#withUnit(this.digits(Math.abs(difference), name), percent ? "percentage points" : after);
    return (
      `${subject} is ${apart} ${difference > 0 ? up : down} in B${between}: ${this.value(row.b, name)} against ` +
      `${this.value(row.a, name)} in A${large}.`
    );
  }

  // The interval of a difference, in the direction in which it is told; ends that would read the same have a decimal more.
  /** @param {Row} row */
  #between({ outcome: name, low, high }) {
    const [from, to] = low > 0 === high > 0 ? [Math.abs(low), Math.abs(high)].sort((a, b) => a - b) : [low, high];
    const finer = Number(this.digits(from, name) === this.digits(to, name) && from !== to);
    return `${this.digits(from, name, finer)} to ${this.digits(to, name, finer)}`;
  }

  /**
   * A number as one says it, without its unit: shares in percent, with a decimal when there are few.
   * @param {number} value
   * @param {string} name
   */
  digits(value, name, finer = 0) {
    const { percent, digits } = this.outcome(name), hundred = 100 * value;
    if (!percent || !Number.isFinite(value)) return decimal(value, digits + finer);
    return decimal(hundred, (Math.abs(hundred) >= 0.05 && Math.abs(hundred) < 9.95 ? 1 : 0) + finer);
  }

  /**
   * @param {number} value
   * @param {string} name
   */
  value(value, name) {
    const { percent, after } = this.outcome(name);
    return this.#withUnit(this.digits(value, name), percent ? "%" : after);
  }

  /** @type {(text: string, unit: string) => string} */
  #withUnit(text, unit) {
    return text === "–" ? text : `${text} ${unit}`.trimEnd();
  }
}
