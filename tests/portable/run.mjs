// Schools of the portable engine as Node runs it: `node run.mjs JOB` simulates what is asked for and prints every number.
// JOB is JSON: `engine`, a file; `modules`, a folder; `cases`, each with scenario, seed, run, record, and `weekly`; or `clock`, what to time.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { Engine } = await import(join(job.modules, "engine.js"));
const { School, Setting, Steps, rowsFor } = await import(join(job.modules, "school.js"));
const { inFull } = await import(join(job.modules, "parameters.js"));
const engine = await Engine.open(readFileSync(job.engine));
const base64 = (place) => Buffer.from(engine.bytes(place)).toString("base64");

function lived({ scenario, seed, run, record, weekly }) {
  scenario = inFull(engine.layout, scenario);
  const mark = engine.free, years = scenario.values.years;
  const school = new School(new Setting(engine, scenario), seed, run, record.includes("terms"));
  let rows;
  if (weekly) {
    rows = rowsFor(engine, school, years, record);
    const steps = new Steps(school, rows);
    for (let week = 0; week < years * engine.layout.clock.year; week++) {
      if (week && week % engine.layout.clock.year === 0) steps.summer();
      steps.week();
    }
    steps.summer();
  } else rows = school.simulate(years, record);
  const arrays = { ...school.state, years: rows.years, weeks: rows.weeks, teacher_rows: rows.teachers, tie_rows: rows.ties };
  const found = Object.fromEntries(Object.entries(arrays).map(([name, place]) => [name, base64(place)]));
  engine.release(mark);
  return found;
}

function seconds({ scenario, seed, runs }) {
  const before = process.cpuUsage();
  scenario = inFull(engine.layout, scenario);
  const setting = new Setting(engine, scenario);
  for (let run = 0; run < runs; run++) {
    const mark = engine.free;
    new School(setting, seed, run).simulate(scenario.values.years);
    engine.release(mark);
  }
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1e6;
}

// The second time nothing is compiled any more, as in the run of the native engine beside it.
const answer = job.clock ? [job.clock, job.clock].map((work) => work.map(seconds)) : job.cases.map(lived);
process.stdout.write(JSON.stringify(answer));
