// @ts-check
// The line from the page to the engine in it: a worker that answers, and others beside it that live schools, so that the page stays
// alive whatever is computed.

/** @typedef {import("../kit/types").Wire} Wire */

// So many workers live schools at most; more would only wait for memory.
const HANDS = 8;

/** @implements {Wire} */
export class EngineWire {
  files = "";
  here = true;

  /**
   * @param {Worker[]} workers - the first of which answers
   * @param {string[]} answers
   */
  constructor(workers, answers) {
    this.workers = workers;
    this.answers = answers;
    /** @type {import("../kit/types").Hearing} */
    this.hear = () => {};
    workers[0].onmessage = ({ data }) => this.hear(data);
  }

  /**
   * @param {WebAssembly.Module} module
   * @param {import("./data").Told} told
   * @param {string} script - of the workers
   * @returns {Promise<EngineWire>}
   */
  static open(module, told, script) {
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const hands = Math.min(HANDS, Math.max(1, navigator.hardwareConcurrency || 1));
    const workers = Array.from({ length: hands + 1 }, () => new Worker(address));
    const lines = workers.slice(1).map((worker) => {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ module, line: port2 }, [port2]);
      return port1;
    });
    return new Promise((resolve, reject) => {
      workers[0].onerror = ({ message }) => reject(new Error(message || "the browser lets no part of this page compute"));
      workers[0].onmessage = ({ data: { answers } }) => {
        URL.revokeObjectURL(address);
        resolve(new EngineWire(workers, answers));
      };
      workers[0].postMessage({ module, told, hands: lines }, lines);
    });
  }

  /** @type {Wire["send"]} */
  send(request) {
    this.workers[0].postMessage(request);
  }

  close() {
    for (const worker of this.workers) worker.terminate();
  }
}
