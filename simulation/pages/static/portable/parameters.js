// @ts-check
/** The values in force: a scenario and its policies as the table of records that the engine reads (parameters/policies.py). */

/** @typedef {import("./layout").Layout} Layout */
/** @typedef {import("./layout").Policy} Policy */
/** @typedef {import("./layout").Scenario} Scenario */

/**
 * True when a policy is in force in this year and week of the year, both from 1.
 * @param {Policy} policy
 * @param {number} year
 * @param {number} week
 */
export const covers = (policy, year, week) =>
  policy.start <= year &&
  (policy.end == null || year <= policy.end) &&
  (policy.weeks == null || (policy.weeks[0] <= week && week <= policy.weeks[1]));

/**
 * The table, one record for each audience in each period, and the period of each week of the run.
 * @param {Layout} layout
 * @param {Pick<Scenario, "values" | "policies">} scenario
 * @returns {{ table: Float64Array, period: number[] }}
 */
export function valuesInForce(layout, { values, policies }) {
  const rows = /** @type {Map<string, number>} */ (new Map()), table = /** @type {number[]} */ ([]), period = [];
  for (let at = 0; at < values.years * layout.clock.year; at++) {
    const year = Math.floor(at / layout.clock.year) + 1, week = (at % layout.clock.year) + 1;
    const inForce = policies.filter((policy) => covers(policy, year, week));
    const key = inForce.map((policy) => policies.indexOf(policy)).join();
    let row = rows.get(key);
    if (row === undefined) {
      rows.set(key, (row = rows.size));
      for (let audience = 0; audience < layout.n_audiences; audience++) {
        table.push(...valuesOf(layout, values, inForce, audience));
      }
    }
    period.push(row);
  }
  return { table: Float64Array.from(table), period };
}

/**
 * The values in force for one audience, in the order of the record's fields.
 * @param {Layout} layout
 * @param {Scenario["values"]} plain
 * @param {Policy[]} inForce
 * @param {number} audience
 */
function valuesOf(layout, plain, inForce, audience) {
  const { fields, switches } = layout.parameters;
  const values = { ...plain };
  for (const policy of inForce) {
    if (!layout.audiences[policy.only].includes(audience)) continue;
    Object.assign(values, policy.set);
    for (const [name, amount] of Object.entries(policy.add)) {
      const [, low, high] = fields[name];
      values[name] = Math.min(high, Math.max(low, values[name] + amount)); // sums stop at the declared bounds
    }
  }
  for (const [name, coefficients] of Object.entries(switches)) {
    if (values[name] === 0) for (const other of coefficients) values[other] = 0;
  }
  return Object.keys(fields).map((name) => values[name]);
}

/**
 * What a scenario was before its first day: no policy, and what reforms and events change as in the baseline; null when no
 * years are lived then (engine/settling.py).
 * @param {Layout} layout
 * @param {Pick<Scenario, "values">} scenario
 * @returns {Pick<Scenario, "values" | "policies"> | null}
 */
export function pastOf(layout, { values }) {
  if (values["mechanisms.settling"] === 0) return null;
  const fields = Object.entries(layout.parameters.fields);
  const usual = fields.flatMap(([name, [value, , , comes]]) => (comes ? [[name, value]] : []));
  return { values: { ...values, ...Object.fromEntries(usual), years: 1 }, policies: [] };
}
