// @ts-check
// The line to the session on the server: requests with their answers, and news of computations.

/** Why a request was refused, in a sentence. */
export class Fault extends Error {}
/** The school was put away; its address opens it again. */
export class Gone extends Error {}

/**
 * @template [R=import("./protocol").SessionRequests] - the requests that may be made: name -> {content, answer}
 * @template [N=import("./protocol").SessionNews] - the news that come: kind -> content
 */
export class Link {
  /** @param {import("./types").Model} model */
  constructor(model) {
    this.model = model;
    this.next = 1;
    /** @type {Map<number, { resolve: (answer: any) => void, reject: (fault: Error) => void }>} */
    this.waiting = new Map();
    /** @type {Map<string, (content: any) => void>} */
    this.listeners = new Map();
    /** @type {(message: import("./protocol").Answer | import("./protocol").News) => void} */
    this.receive = (message) => this.#receive(message);
    model.on("msg:custom", this.receive);
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
      this.model.send({ id, ask, content: content[0] ?? {} });
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

  close() {
    this.model.off("msg:custom", this.receive);
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
