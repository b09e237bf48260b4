// @ts-check
// Playing a school, or two side by side: one request in flight; when drawing or the server is slow, frames are dropped, not
// weeks. Between the last week of a year and the first of the next stands the summer, which is a step of its own.

import { Gone } from "../kit/link.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").Frame} Frame */

/** @type {[weeks: number, label: string][]} */
export const SPEEDS = [
  [1, t`1 week/s`],
  [4, t`4 weeks/s`],
  [10, t`10 weeks/s`],
  [20, t`20 weeks/s`],
  [36, t`1 year/s`],
  [144, t`4 years/s`],
];

export class Player {
  /**
   * @param {import("../kit/link.js").Link} link
   * @param {string[]} keys - of the schools that play together
   * @param {object} how
   * @param {(frames: Frame[]) => void} how.show - draw the answers, in the order of keys
   * @param {() => void} how.changed - the state of the controls has changed
   * @param {(error: Error, gone: boolean) => void} how.fail
   * @param {number} how.year - weeks of a year
   */
  constructor(link, keys, { show, changed, fail, year }) {
    this.link = link;
    this.keys = keys;
    this.show = show;
    this.changed = changed;
    this.fail = fail;
    this.last = 0;
    this.playing = false;
    this.busy = false;
    this.speed = 10;
    this.year = year;
    this.week = 0;
    this.summer = false;
    this.weeks = 360;
    this.over = false;
    this.timer = 0;
    /** @type {[week: number, summer: boolean] | null} */
    this.wanted = null;
    this.steps = 0; // requests answered, for measurements
  }

  /** @param {Frame[]} frames */
  take(frames) {
    const first = frames[0];
    this.week = first.week;
    this.summer = first.summer !== undefined;
    this.weeks = Math.min(...frames.map((f) => f.weeks));
    this.over = frames.some((f) => f.over);
    this.show(frames);
    if (this.over && this.playing) this.pause();
    this.changed();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    if (this.playing) return;
    if (this.over) {
      this.seek(0).then(() => this.play());
      return;
    }
    this.playing = true;
    this.last = performance.now() - 1000 / this.speed;
    this.changed();
    this.#tick();
  }

  pause() {
    this.playing = false;
    clearTimeout(this.timer);
    this.changed();
  }

  /** @param {number} weeks - to live on, or, below 0, to go back */
  step(weeks) {
    this.pause();
    if (weeks > 0) return this.#on(weeks);
    if (this.summer && weeks === -1) return this.seek(this.week);
    const week = Math.max(0, this.week + weeks);
    return this.seek(week, weeks === -1 && this.#endsYear(week));
  }

  /**
   * While a request is in flight only the last wish is kept.
   * @param {number} week
   * @param {boolean} [summer] - the one after that week
   */
  async seek(week, summer = false) {
    if (this.busy) {
      this.wanted = [week, summer];
      return;
    }
    await this.#seek(week, summer);
    while (this.wanted !== null) {
      const next = this.wanted;
      this.wanted = null;
      await this.#seek(...next);
    }
  }

  /** @param {number} week */
  #endsYear(week) {
    return week > 0 && week < this.weeks && week % this.year === 0;
  }

  /** @param {number} weeks */
  #on(weeks) {
    if (weeks === 1 && this.#endsYear(this.week) && !this.summer) return this.#seek(this.week, true);
    return this.#advance(weeks);
  }

  async #tick() {
    if (!this.playing) return;
    if (!this.busy) {
      const now = performance.now();
      const due = Math.min(36, Math.floor(((now - this.last) * this.speed) / 1000 + 0.2));
      if (due >= 1) {
        this.last = Math.max(this.last + (1000 * due) / this.speed, now - 1000);
        await this.#on(Math.min(due, this.weeks - this.week) || 1);
        await new Promise((/** @type {(value?: unknown) => void} */ painted) => {
          const fallback = setTimeout(painted, 250); // a hidden page paints nothing
          requestAnimationFrame(() => (clearTimeout(fallback), painted()));
        });
      }
    }
    if (!this.playing) return;
    const wait = this.last + 1000 / this.speed - performance.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#tick(), Math.max(0, wait));
  }

  /** @type {(week: number, summer: boolean) => Promise<void>} */
  #seek(week, summer) {
    return this.#ask((key) => this.link.ask("seek", { key, week, summer }));
  }

  /** @param {number} weeks */
  #advance(weeks) {
    return this.#ask((key) => this.link.ask("advance", { key, weeks }));
  }

  /** @param {(key: string) => Promise<Frame>} ask */
  async #ask(ask) {
    if (this.busy) return;
    this.busy = true;
    try {
      const frames = await Promise.all(this.keys.map(ask));
      this.busy = false;
      this.steps++;
      this.take(frames);
    } catch (error) {
      this.busy = false;
      this.pause();
      this.fail(error, error instanceof Gone);
    }
  }
}
