// @ts-check
// Pieces of work over many schools, which any worker can do: some schools of one scenario, and of their rows what is wanted.

import { School, Setting } from "./school.js";

/** @typedef {import("./engine.js").Engine} Engine */
/**
 * Which schools live under which scenario. teachers : their rows are wanted, too; weeks : columns of the weeks' rows
 * @typedef {{ scenario: import("./layout").Scenario, seed: number, runs: number[], teachers?: boolean, weeks?: number[] }} Task
 */
/**
 * What became of a school: rows of years; of teachers by year and post, NaN where nobody is; of weeks, the wanted columns.
 * @typedef {{ posts: number, years: Float64Array, teachers: Float64Array, weeks: Float64Array }} Lived
 */

/**
 * @param {Engine} engine - whose memory is as it was afterwards
 * @param {Task} task
 * @returns {Lived[]}
 */
export function perform(engine, { scenario, seed, runs, teachers = false, weeks }) {
  const { free } = engine;
  try {
    const setting = new Setting(engine, scenario), { years } = scenario.values, mark = engine.free;
    return runs.map((run) => {
      engine.release(mark);
      const school = new School(setting, seed, run);
      const rows = school.simulate(years, [...(teachers ? ["teachers"] : []), ...(weeks ? ["weeks"] : [])]);
      const width = engine.layout.columns.weekly, all = engine.numbers(rows.weeks);
      return {
        posts: school.posts,
        years: engine.numbers(rows.years).slice(),
        teachers: engine.numbers(rows.teachers).slice(),
        weeks: Float64Array.from(
          { length: weeks ? (weeks.length * all.length) / width : 0 },
          (_, k) => all[Math.floor(k / (weeks?.length ?? 1)) * width + (weeks?.[k % weeks.length] ?? 0)],
        ),
      };
    });
  } finally {
    engine.release(free);
  }
}

// Teacher-weeks of one piece: some hundredths of a second of work.
const PIECE = 100_000;

/**
 * Tasks that together are all these schools.
 * @param {Omit<Task, "runs">} task
 * @param {number[]} runs
 * @param {number} year - weeks of a year
 */
export function pieces(task, runs, year) {
  const { values } = task.scenario;
  const each = Math.max(1, Math.floor(PIECE / (values["school.teachers"] * values.years * year)));
  return Array.from({ length: Math.ceil(runs.length / each) }, (_, k) => ({
    ...task, runs: runs.slice(k * each, (k + 1) * each),
  }));
}
