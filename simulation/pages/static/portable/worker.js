// @ts-check
// What a worker of the page does, by the first message it gets: answer the page's requests, or live schools for the one that
// does.

import { Engine } from "./engine.js";
import { Session } from "./session.js";
import { perform } from "./tasks.js";

/** @typedef {import("./tasks.js").Task} Task */
/** @typedef {import("./tasks.js").Lived} Lived */
/**
 * The first message. told, hands : for the one that answers, what pages are told, and lines to all others; line : for one of
 * those
 * @typedef {{ module: WebAssembly.Module, told?: import("./data").Told, hands?: MessagePort[], line?: MessagePort }} Beginning
 */

/** @param {MessageEvent<Beginning>} first */
self.onmessage = ({ data: { module, told, hands = [], line } }) => {
  if (line) help(new Engine(module), line);
  else if (told) answer(module, told, hands);
};

/**
 * Live the schools that come over the line.
 * @param {Engine} engine
 * @param {MessagePort} line
 */
function help(engine, line) {
  line.onmessage = ({ data: task }) => {
    try {
      const lived = perform(engine, task);
      line.postMessage({ lived }, lived.flatMap(({ years, teachers, weeks }) => [years.buffer, teachers.buffer, weeks.buffer]));
    } catch (error) {
      line.postMessage({ fault: String(error?.message ?? error) });
    }
  };
}

/**
 * Answer the page; schools that nobody looks at are lived by others.
 * @param {WebAssembly.Module} module
 * @param {import("./data").Told} told
 * @param {MessagePort[]} hands
 */
function answer(module, told, hands) {
  const idle = [...hands], /** @type {((hand: MessagePort) => void)[]} */ waiting = [];
  const work = async (/** @type {Task} */ task) => {
    const hand = idle.pop() ?? (await new Promise((/** @type {(hand: MessagePort) => void} */ free) => waiting.push(free)));
    try {
      return await new Promise((/** @type {(lived: Lived[]) => void} */ done, failed) => {
        hand.onmessage = ({ data: { lived, fault } }) => (lived ? done(lived) : failed(new Error(fault)));
        hand.postMessage(task);
      });
    } finally {
      const next = waiting.shift();
      if (next) next(hand);
      else idle.push(hand);
    }
  };
  const say = (/** @type {string} */ news, /** @type {object} */ content) => self.postMessage({ news, content });
  const session = new Session(module, told, say, { work, hands: hands.length });
  self.onmessage = async ({ data: { id, ask, content } }) => {
    self.postMessage({ id, ...(await session.answer(ask, content)) });
  };
  self.postMessage({ answers: session.answers });
}
