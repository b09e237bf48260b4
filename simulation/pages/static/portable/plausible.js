// @ts-check
// Which effects are larger than a policy like this can plausibly have (parameters/effects.py, experiments/compare.py).

/** @typedef {import("./data").Known} Known */
/** @typedef {import("./layout").Scenario} Scenario */
/** @typedef {import("./many.js").Row} Row */

/**
 * The first year in which two scenarios differ, and the fields that differ then or later, by policies or not.
 * @param {Scenario} plain
 * @param {Scenario} treated
 */
function differing(plain, treated) {
  const differs = (/** @type {string} */ name) => name !== "years" && treated.values[name] !== plain.values[name];
  const fields = new Set(Object.keys(treated.values).filter(differs));
  const [left, right] = [plain, treated].map(({ policies }) => policies.map((policy) => JSON.stringify(policy)));
  const oneOnly = [
    ...treated.policies.filter((_, k) => !left.includes(right[k])),
    ...plain.policies.filter((_, k) => !right.includes(left[k])),
  ];
  const start = fields.size || !oneOnly.length ? 1 : Math.min(...oneOnly.map((policy) => policy.start));
  for (const { set, add } of oneOnly) for (const name of [...Object.keys(set), ...Object.keys(add)]) fields.add(name);
  return { start, fields };
}

/**
 * A sentence that names every such effect; nothing when there is none.
 * @param {Known} known
 * @param {Row[]} table
 * @param {Scenario} a
 * @param {Scenario} b
 * @param {number} year - that is compared
 */
export function warning(known, table, a, b, year) {
  const { start, fields } = differing(a, b), since = Math.max(1, year - start + 1), { rows, decided } = known.plausible;
  const isDecided = (/** @type {string} */ name) => decided.includes(name) || decided.includes(name.split(".")[0]);
  const byPolicy = fields.size > 0 && [...fields].every(isDecided);
  if (!byPolicy) return "";
  const told = table.flatMap((row) => {
    const of = rows.filter(({ outcome }) => outcome === row.outcome);
    const just = of.find((one) => fields.has(one.fields[0]) && [...fields].every((name) => one.fields.includes(name)));
    const one = just ?? of.find((any) => !any.fields.length);
    if (!one || !(row.difference < 0 || row.difference >= 0)) return [];
    const units = /** @type {Record<string, number>} */ ({
      "SD of teachers": row.persons, "SD of schools": row.size, points: 100 * row.difference,
    });
    const value = units[one.unit] ?? row.difference, scale = row.difference === 0 ? 0 : value / row.difference;
    const most = Math.abs(ceiling(one.ceilings, since));
    if (!(row.low * scale > most || row.high * scale < -most)) return [];
    const outcome = known.catalogue.outcomes.find(({ name }) => name === row.outcome);
    const { label } = /** @type {import("../kit/protocol").Outcome} */ (outcome);
    return [`${label} ${value >= 0 ? "+" : ""}${value.toFixed(2)} ${one.unit} (at most ${Number(most.toPrecision(2))})`];
  });
  if (!told.length) return "";
  const believe = "Larger than trials make plausible for a policy like this, so believe the direction and not the size";
  return `${believe}: ${told.join("; ")}.`;
}

/**
 * On a straight line between the years that are given, level before the first and after the last.
 * @param {[year: number, most: number][]} ceilings
 * @param {number} year
 */
function ceiling(ceilings, year) {
  const after = ceilings.findIndex(([at]) => at >= year);
  if (after < 0) return ceilings[ceilings.length - 1][1];
  if (after === 0) return ceilings[0][1];
  const [[from, low], [to, high]] = [ceilings[after - 1], ceilings[after]];
  return low + ((high - low) * (year - from)) / (to - from);
}
