// @ts-check
// The address of a school, as the application writes and reads it (living/address.py), and the scenario that it means.

/** @typedef {import("./layout").Scenario} Scenario */
/** @typedef {import("./layout").Policy} Policy */
/** @typedef {import("./data").Known} Known */
/** @typedef {Record<string, number>} Values - of parameters, by name */

/**
 * What determines a school and the moment at which it is looked at. set : changed on the first day; live : once so many weeks
 * had
 * passed; policies, title : of a scenario that is not among those of the page, as JSON, and its name; summer : the one after
 * that
 * week has passed as well
 * @typedef {{ scenario: string, set: Values, live: [number, Values][], policies: string, seed: number, run: number,
 * week: number,
 *   title: string, summer: boolean }} Identity
 */

export const LARGEST = 2 ** 32 - 1;
const MOST_CHANGES = 100;

/** Why something cannot be shown or computed, in a sentence. */
export class Refused extends Error {}

/**
 * A part of an address as Python writes it.
 * @param {string | number} text
 */
const quoted = (text) =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+")
    .replaceAll("%3A", ":");

/** @param {Identity} identity */
export function addressOf({ scenario, seed, run, week, set, live, summer, policies, title }) {
  /** @type {[string, string | number][]} */
  const pairs = [["scenario", scenario], ["seed", seed], ["school", run], ["week", week]];
  for (const [name, value] of Object.entries(set)) pairs.push(["set", `${name}:${value}`]);
  for (const [at, changes] of live)
    for (const [name, value] of Object.entries(changes)) pairs.push(["at", `${at}:${name}:${value}`]);
  if (summer) pairs.push(["summer", 1]);
  if (policies) pairs.push(["policies", policies]);
  if (title) pairs.push(["title", title]);
  return pairs.map(([key, value]) => `${key}=${quoted(value)}`).join("&");
}

/**
 * The identity in an address. Fields and values are looked at with the scenario (`firstDay`, `asChanged`).
 * @param {string} query
 * @param {string} first - the scenario of an address that names none
 * @returns {Identity}
 */
export function identityIn(query, first) {
  const asked = new URLSearchParams(query);
  const whole = (/** @type {string} */ text, /** @type {string} */ name) => {
    if (!/^\d{1,10}$/.test(text) || Number(text) > LARGEST)
      throw new Refused(`${name} = ${text} in the address is not a whole number up to ${LARGEST}`);
    return Number(text);
  };
  const pair = (/** @type {string[]} */ [name, text]) => {
    const value = Number(text);
    if (!text?.trim() || !Number.isFinite(value)) throw new Refused(`${name} = ${text ?? ""} in the address is not a number`);
    return /** @type {[string, number]} */ ([name, value]);
  };
  const live = /** @type {Map<number, Values>} */ (new Map()), changes = asked.getAll("at");
  if (changes.length > MOST_CHANGES) throw new Refused(`the address carries more than ${MOST_CHANGES} changes`);
  for (const [week, ...rest] of changes.map((text) => text.split(":"))) {
    const at = whole(week, "at"), [name, value] = pair(rest);
    live.set(at, { ...live.get(at), [name]: value });
  }
  return {
    scenario: asked.get("scenario") ?? first,
    set: Object.fromEntries(asked.getAll("set").map((text) => pair(text.split(":")))),
    live: [...live].sort(([a], [b]) => a - b),
    policies: asked.get("policies") ?? "",
    seed: whole(asked.get("seed") ?? "1", "seed"),
    run: whole(asked.get("school") ?? "0", "school"),
    week: whole(asked.get("week") ?? "0", "week"),
    title: (asked.get("title") ?? "").slice(0, 80),
    summer: asked.get("summer") === "1",
  };
}

/**
 * A scenario with other values, each looked at. inCourse : they change in the course of a run
 * @param {Known} known
 * @param {Scenario} scenario
 * @param {Values} changes
 * @returns {Scenario}
 */
export function changed(known, scenario, changes, inCourse = false) {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(known.fields, name)) throw new Refused(`${name} is not a field of a scenario`);
    const [, low, high] = known.fields[name];
    if (!(low <= value && value <= high)) throw new Refused(`${name} = ${value} is out of range; allowed is ${low} to ${high}`);
    if (known.whole.includes(name) && !Number.isInteger(value)) throw new Refused(`${name} = ${value} is not a whole number`);
    if (inCourse && known.fixed.includes(name)) throw new Refused(`${name} is fixed on the first day; set it there`);
  }
  return { ...scenario, values: { ...scenario.values, ...changes } };
}

/**
 * The scenario of an identity before anything was changed on the way.
 * @param {Known} known
 * @param {Identity} identity
 * @returns {Scenario}
 */
export function firstDay(known, { scenario, set, policies, title }) {
  const base = known.scenarios[scenario];
  if (!base || !Object.hasOwn(known.scenarios, scenario)) {
    const names = Object.keys(known.scenarios).join(", ");
    throw new Refused(`this page does not know the scenario ${scenario}; it has: ${names}`);
  }
  const made = changed(known, base, set);
  return { ...made, name: title || base.name, policies: policies ? policiesIn(known, made, policies) : base.policies };
}

/**
 * @param {Known} known
 * @param {Scenario} scenario
 * @param {string} text
 * @returns {Policy[]}
 */
function policiesIn(known, scenario, text) {
  /** @type {unknown} */
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    read = null;
  }
  if (!Array.isArray(read)) throw new Refused("the policies in the address cannot be read; copy the whole address");
  return read.map(({ name = "a policy", start = 1, end = null, weeks = null, only = "everyone", set = {}, add = {} }) => {
    changed(known, scenario, set, true);
    const wrong = Object.keys(add).find((field) => !Object.hasOwn(known.fields, field));
    if (wrong) throw new Refused(`${wrong} is not a field of a scenario`);
    if (!Object.hasOwn(known.audiences, only)) throw new Refused(`${only} in the address is not an audience`);
    return { name, start, end, weeks, only, set, add };
  });
}

/**
 * A scenario with a dated policy, or two, for every week in which something was changed.
 * @param {Known} known
 * @param {Scenario} scenario
 * @param {Identity["live"]} live
 * @returns {Scenario}
 */
export function asChanged(known, scenario, live) {
  const { year } = known.clock, policies = [...scenario.policies];
  for (const [week, changes] of live) {
    changed(known, scenario, changes, true);
    const start = Math.floor(week / year) + 1, ofYear = (week % year) + 1, name = `changed in year ${start}, week ${ofYear}`;
    const policy = { name, start, end: null, weeks: null, only: "everyone", set: changes, add: {} };
    if (start > scenario.values.years || !Object.keys(changes).length) continue;
    if (ofYear === 1) {
      policies.push(policy);
      continue;
    }
    policies.push({ ...policy, end: start, weeks: [ofYear, year] });
    if (start < scenario.values.years) policies.push({ ...policy, name: `${name}, for good`, start: start + 1 });
  }
  return { ...scenario, policies };
}
