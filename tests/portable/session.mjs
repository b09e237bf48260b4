// A page's session with the engine, as Node runs it: `node session.mjs JOB` asks every request in order, each once the news of the
// one before are complete, and prints for each its answer and all its news, and which requests are offered.
// JOB is JSON: `engine`, a file; `modules`, a folder; `told`, what pages are told; `asked`, a list of [request, content].
import { readFileSync } from "node:fs";
import { join } from "node:path";

const { engine, modules, told, asked } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { Engine } = await import(join(modules, "engine.js"));
const { Session } = await import(join(modules, "session.js"));
const { perform } = await import(join(modules, "tasks.js"));

const module = await WebAssembly.compile(readFileSync(engine));
const own = new Engine(module);
let hear = () => {};
const workers = { work: async (task) => perform(own, task), hands: 2 };
const session = new Session(module, told, (news, content) => hear(content), workers);
const answers = [];
for (const [ask, content] of asked) {
  const news = [];
  const over = new Promise((done) => {
    hear = (content) => {
      news.push(content);
      if (content.done || content.fault !== undefined) done();
    };
  });
  const answer = await session.answer(ask, content);
  if (answer.ok?.job !== undefined) await over;
  answers.push({ answer, news });
}
process.stdout.write(JSON.stringify({ answers, offers: session.answers }));
