// @ts-check
// The line of a class: a web socket that comes back by itself. It looks like the widget's model, so that Link and every page of
// the application work on it. Whatever has not been answered when the line breaks is asked again.

const WAITS = [300, 700, 1500, 3000, 5000]; // milliseconds between attempts to come back

export class Wire {
  /**
   * @param {object} how
   * @param {() => { ask: string, content: object }} how.introduce - with what this page says who it is
   * @param {(state: "open" | "lost" | "shut", sentence: string) => void} how.state - told how the line stands
   */
  constructor({ introduce, state }) {
    this.introduce = introduce;
    this.state = state;
    /** @type {Set<(message: any) => void>} */
    this.listeners = new Set();
    /** @type {Map<number, object>} */
    this.unanswered = new Map();
    /** @type {WebSocket | undefined} */
    this.socket = undefined;
    this.over = false;
    this.timer = 0;
    this.tries = 0;
    this.known = false;
  }

  get() {
    return "/files/";
  }

  /** @type {import("./types").Model["on"]} */
  on(_, listener) {
    this.listeners.add(listener);
  }

  /** @type {import("./types").Model["off"]} */
  off(_, listener) {
    this.listeners.delete(listener);
  }

  /** @type {import("./types").Model["send"]} */
  send(message) {
    this.unanswered.set(message.id, message);
    if (this.known) this.socket?.send(JSON.stringify(message));
  }

  /**
   * Resolves with the answer to the introduction; rejects with the sentence of a refusal.
   * @returns {Promise<any>}
   */
  open() {
    return new Promise((resolve, reject) => this.#connect({ resolve, reject }));
  }

  close() {
    this.over = true;
    this.socket?.close();
  }

  /** @param {{ resolve: (answer: any) => void, reject: (refused: Error) => void } | null} first */
  #connect(first) {
    this.known = false;
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/line`);
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ id: 0, ...this.introduce() }));
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.id === 0) {
        const refused = message.shut ?? message.fault;
        if (refused === undefined) {
          this.known = true;
          this.tries = 0;
          this.state("open", "");
          for (const one of this.unanswered.values()) socket.send(JSON.stringify(one));
          first?.resolve(message.ok);
          first = null;
        } else {
          this.over = true;
          socket.close();
          if (first) first.reject(Object.assign(new Error(refused), { shut: message.shut !== undefined }));
          else this.state("shut", refused);
        }
        return;
      }
      if (message.id !== undefined) this.unanswered.delete(message.id);
      if (message.shut !== undefined) message.fault = message.shut;
      for (const listener of [...this.listeners]) listener(message);
    };
    socket.onclose = () => {
      if (this.over) return;
      this.known = false;
      this.state("lost", "The connection is lost; it comes back by itself.");
      const wait = WAITS[Math.min(this.tries++, WAITS.length - 1)];
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#connect(first), wait * (0.8 + 0.4 * Math.random()));
    };
  }
}

/**
 * A drawer for this class's things that survives a reload, also where storage is forbidden for a while.
 * @param {() => Storage} store
 * @param {string} name
 */
export function drawer(store, name) {
  return {
    get: () => {
      try {
        return store()?.getItem(name) ?? null;
      } catch {
        return null;
      }
    },
    /** @param {string | null} value */
    set: (value) => {
      try {
        if (value === null) store().removeItem(name);
        else store().setItem(name, value);
      } catch {
        // it then lasts as long as the page
      }
    },
  };
}
