// The line to the session on the server: requests with their answers, and news of computations.

export class Fault extends Error {}
export class Gone extends Error {}

export class Link {
  constructor(model) {
    this.model = model;
    this.next = 1;
    this.waiting = new Map();
    this.listeners = new Map();
    this.receive = (message) => this.#receive(message);
    model.on("msg:custom", this.receive);
  }

  ask(ask, content = {}) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.model.send({ id, ask, content });
    });
  }

  // One listener for each kind of news, such as "compare"; a new one takes the place of the old.
  hear(kind, listener) {
    this.listeners.set(kind, listener);
  }

  close() {
    this.model.off("msg:custom", this.receive);
  }

  #receive(message) {
    if (message.news) {
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
