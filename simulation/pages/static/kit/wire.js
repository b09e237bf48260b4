// @ts-check
// What carries messages between a page and whoever answers it. The interface is Wire (types.d.ts): a widget's model, on one's
// own machine and in a notebook, or a web socket, when the page comes over a network. A third leads to the engine in the page
// itself (portable/wire.js).

import { language, t } from "./words.js";

/** @typedef {import("./types").Wire} Wire */

const WAITS = [300, 700, 1500, 3000, 5000]; // milliseconds between attempts to come back
const TAKEN = 4000; // the server closes for good, and says why
const PATIENCE = 4000; // milliseconds that an answer may take before it is asked whether anybody is there
const LOST = t`The server does not answer. Nothing goes on until it does; the address in the browser restores this school.`;

/**
 * The model of an anywidget.
 * @implements {Wire}
 */
export class WidgetWire {
  /** @param {import("./types").Model} model */
  constructor(model) {
    this.model = model;
    this.files = model.get("files");
    this.here = ["127.0.0.1", "localhost", "[::1]"].includes(location.hostname);
    /** @type {import("./types").Hearing} */
    this.hear = () => {};
    /** @type {(state: "open" | "lost", sentence: string) => void} */
    this.state = () => {};
    this.waits = 0;
    this.lost = false;
    /** @param {any} message */
    this.receive = (message) => {
      clearTimeout(this.waits);
      this.hear(message);
    };
    model.on("msg:custom", this.receive);
  }

  /** @type {import("./types").Wire["send"]} */
  send(request) {
    this.model.send(request);
    clearTimeout(this.waits);
    this.waits = setTimeout(() => this.#look(), PATIENCE);
  }

  // Whether the server is there at all: a computation may take long, a small file may not.
  async #look() {
    const there = await fetch(new URL(`${this.files}kit/style.css`, document.baseURI), { method: "HEAD", cache: "no-store" })
      .then((answer) => answer.ok)
      .catch(() => false);
    if (!there && !this.lost) this.state("lost", LOST);
    if (there && this.lost) this.state("open", "");
    this.lost = !there;
    if (this.lost) this.waits = setTimeout(() => this.#look(), PATIENCE / 2);
  }

  close() {
    clearTimeout(this.waits);
    this.model.off("msg:custom", this.receive);
  }
}

/**
 * A web socket that comes back by itself. Whatever has not been answered when the line breaks is asked again.
 * @implements {Wire}
 */
export class SocketWire {
  files = "/files/";
  here = false;

  /**
   * @param {object} how
   * @param {() => { ask: string, content: object }} how.introduce - with what this page says who it is
   * @param {(state: "open" | "lost" | "shut", sentence: string) => void} how.state - told how the line stands
   * @param {(answer: any) => void} [how.known] - told the answer to each introduction
   */
  constructor({ introduce, state, known = () => {} }) {
    this.introduce = introduce;
    this.state = state;
    this.tell = known;
    /** @type {import("./types").Hearing} */
    this.hear = () => {};
    /** @type {Map<number, object>} */
    this.unanswered = new Map();
    /** @type {WebSocket | undefined} */
    this.socket = undefined;
    this.over = false;
    this.timer = 0;
    this.tries = 0;
    this.known = false;
  }

  /** @type {import("./types").Wire["send"]} */
  send(request) {
    this.unanswered.set(request.id, request);
    const { socket } = this;
    if (this.known && socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(request)); // else once it is back
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
    this.socket?.close(1000);
  }

  /** @param {{ resolve: (answer: any) => void, reject: (refused: Error) => void } | null} first */
  #connect(first) {
    this.known = false;
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/line`);
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ id: 0, ...this.introduce(), language: language() }));
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.id === 0) {
        const refused = message.shut ?? message.fault;
        if (refused === undefined) {
          this.known = true;
          this.tries = 0;
          this.tell(message.ok);
          this.state("open", "");
          for (const one of this.unanswered.values()) socket.send(JSON.stringify(one));
          first?.resolve(message.ok);
          first = null;
        } else this.#shut(first, refused, message.shut !== undefined);
        return;
      }
      if (message.id !== undefined) this.unanswered.delete(message.id);
      if (message.shut !== undefined) message.fault = message.shut;
      this.hear(message);
    };
    socket.onclose = ({ code, reason }) => {
      if (this.over) return;
      if (code === TAKEN) {
        this.#shut(first, reason, false);
        return;
      }
      this.known = false;
      if (this.tries === 0)
        this.state("lost", t`The connection is lost; it comes back by itself.`);
      const wait = WAITS[Math.min(this.tries++, WAITS.length - 1)];
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#connect(first), wait * (0.8 + 0.4 * Math.random()));
    };
  }

  /** @type {(first: { reject: (refused: Error) => void } | null, refused: string, shut: boolean) => void} */
  #shut(first, refused, shut) {
    this.close();
    if (first) first.reject(Object.assign(new Error(refused), { shut }));
    else this.state("shut", refused);
  }
}
