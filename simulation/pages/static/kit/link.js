// @ts-check
// Requests with their answers, and news of computations, over whatever wire there is.

import { language } from "./words.js";

/** Why a request was refused, in a sentence. */
export class Fault extends Error {}
/** The school was put away; its address opens it again. */
export class Gone extends Error {}

/**
 * @template [R=import("./protocol").SessionRequests] - the requests that may be made: name -> {content, answer}
 * @template [N=import("./protocol").SessionNews] - the news that come: kind -> content
 */
export class Link {
  /** @param {import("./types").Wire} wire */
  constructor(wire) {
    this.wire = wire;
    this.next = 1;
    /** @type {Map<number, { resolve: (answer: any) => void, reject: (fault: Error) => void }>} */
    this.waiting = new Map();
    /** @type {Map<string, (content: any) => void>} */
    this.listeners = new Map();
    wire.hear = (message) => this.#receive(message);
  }

  /**
   * @template {keyof R & string} K
   * @param {K} ask
   * @param {import("./types").Asked<R, K>} content
   * @returns {Promise<import("./types").AnswerTo<R, K>>}
   */
  ask(ask, ...content) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.wire.send({ id, ask, content: content[0] ?? {}, language: language() });
    });
  }

  /**
   * One listener for each kind of news; a new one takes the place of the old.
   * @template {keyof N & string} K
   * @param {K} kind
   * @param {(content: N[K]) => void} listener
   */
  hear(kind, listener) {
    this.listeners.set(kind, listener);
  }

  /**
   * Whether whoever answers can answer this at all: an engine in the page has no files and no command line.
   * @param {string} ask
   */
  offers(ask) {
    return this.wire.answers === undefined || this.wire.answers.includes(ask);
  }

  close() {
    this.wire.close();
  }

  /** @param {import("./protocol").Answer | import("./protocol").News} message */
  #receive(message) {
    if ("news" in message) {
      this.listeners.get(message.news)?.(message.content);
      return;
    }
    const waiting = this.waiting.get(message.id);
    if (!waiting) return;
    this.waiting.delete(message.id);
    if (message.gone) waiting.reject(new Gone());
    else if (message.fault !== undefined) waiting.reject(new Fault(message.fault));
    else waiting.resolve(message.ok);
  }
}
