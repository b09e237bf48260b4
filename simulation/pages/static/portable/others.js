// @ts-check
// Where other schools under the same settings go: they are lived one at a time, between two looks at the screen, in a memory of
// their own.

import { Engine } from "./engine.js";
import { School, Setting } from "./school.js";

const SCHOOLS = 20;

/**
 * The middle 80 percent of other schools, outcome -> [low, middle, high] of each week; null once they are not wanted any more.
 * @param {WebAssembly.Module} module
 * @param {import("./layout").Scenario} scenario
 * @param {{ seed: number, run: number }} shown - the school that is on show is none of them
 * @param {[outcome: string, column: number][]} outcomes
 * @param {() => boolean} wanted
 */
export async function usualRange(module, scenario, { seed, run }, outcomes, wanted) {
  const engine = new Engine(module);
  const setting = new Setting(engine, scenario);
  const { years } = setting.values, width = engine.layout.columns.weekly, weeks = years * engine.layout.clock.year;
  const mark = engine.free;
  /** @type {number[][][]} */
  const seen = outcomes.map(() => Array.from({ length: weeks }, () => []));
  for (let other = 0, done = 0; done < SCHOOLS; other++) {
    if (other === run) continue;
    await new Promise((painted) => setTimeout(painted));
    if (!wanted()) return null;
    engine.release(mark);
    const rows = engine.numbers(new School(setting, seed, other).simulate(years, ["weeks"]).weeks);
    outcomes.forEach(([, column], o) => seen[o].forEach((values, w) => values.push(rows[w * width + column])));
    done++;
  }
  /** @type {{ [outcome: string]: [number[], number[], number[]] }} */
  const band = {};
  outcomes.forEach(([name], o) => {
    const sorted = seen[o].map((values) => values.sort((a, b) => a - b));
    const at = (/** @type {number} */ share) => sorted.map((values) => quantile(values, share));
    band[name] = [at(0.1), at(0.5), at(0.9)];
  });
  return band;
}

/**
 * Between the two values that are nearest to a share of them, as numpy.percentile has it.
 * @param {number[]} sorted
 * @param {number} share
 */
function quantile(sorted, share) {
  const at = share * (sorted.length - 1), below = Math.floor(at);
  return sorted[below] + (at - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
}
