// @ts-check
// One school, or the same school twice, played over its terms: the network of the browser application on looks that were kept.
// Colour: deepest form of action. Size: standing. Ring: exhaustion. Thickness: trust.

import { capital, fill, h, icon, number, withUnit } from "../kit/dom.js";
import { Network } from "../kit/network.js";
import { remember } from "./curves.js";
import { sign, way } from "../kit/signs.js";
import { onChange } from "../kit/theme.js";

const SPEEDS = [
  [1, "slowly"],
  [2, "at a walk"],
  [4, "fast"],
  [8, "very fast"],
];

/** @typedef {import("./data").School} School */
/** @typedef {Record<string, number[]>} People - a list for each word of `person` */
/** @typedef {import("../kit/network.js").Drawn & { of: People }} Look */

// Looks are bytes, as simulation/report/replay.py writes them: a row of bytes for each of `person`, then ties.
class Looks {
  /**
   * @param {School} school
   * @param {string[]} person
   */
  constructor(school, person) {
    this.n = school.names.length;
    this.person = person;
    this.ties = school.ties;
    this.bytes = Uint8Array.from(atob(school.looks), (c) => c.charCodeAt(0));
    this.starts = [0];
    let end = 0;
    for (const ties of school.ties) this.starts.push((end += this.n * person.length + 5 * ties));
  }

  /**
   * @param {number} k - a moment
   * @returns {Look}
   */
  at(k) {
    let from = this.starts[k];
    /** @param {number} count - bytes */
    const take = (count) => Array.from(this.bytes.subarray(from, (from += count)));
    /** @param {number} count - numbers of two bytes */
    const wide = (count) => {
      const pairs = take(2 * count);
      return Array.from({ length: count }, (_, i) => pairs[2 * i] + 256 * pairs[2 * i + 1]);
    };
    /** @type {People} */
    const of = Object.fromEntries(this.person.map((name) => [name, take(this.n)]));
    const m = this.ties[k];
    return {
      of,
      exhaustion: of.exhaustion,
      standing: of.standing,
      goal_forms: [],
      forms: of.form.map((f) => f - 1),
      people: { role: of.role },
      ties: [wide(m), wide(m), take(m)],
    };
  }
}

export class Replay {
  /**
   * @param {HTMLElement} root
   * @param {import("./data").Replayed} data
   */
  constructor(root, { replays, person, tiles, card, forms }) {
    this.root = root;
    this.schools = replays;
    this.told = tiles;
    this.onCard = card;
    this.forms = forms;
    this.looks = replays.map((school) => new Looks(school, person));
    this.moments = replays.reduce((p, q) => (q.moments.length < p.moments.length ? q : p)).moments;
    this.k = this.moments.length - 1;
    this.speed = 2;
    this.timer = 0;
    this.chosen = -1;
    /** @type {Look[]} */
    this.frames = [];
    this.canvases = replays.map(() => h("div.canvas", { role: "img", tabIndex: 0 }));
    this.cards = replays.map(() => h("div.card", { hidden: true }));
    this.tiles = replays.map(() => h("div.tiles"));
    this.clock = h("div.clock");
    this.legend = h("div.legend");
    this.playButton = h("button.play", { onclick: () => this.toggle() });
    /** @type {HTMLInputElement} */
    this.slider = h("input.scrub", {
      type: "range",
      min: 0,
      max: this.k,
      step: 1,
      value: this.k,
      "aria-label": "Term",
      oninput: () => this.#slide(Number(this.slider.value)),
    });
    this.#build();
    this.networks = replays.map((school, s) => {
      const network = new Network(this.canvases[s], {
        wheel: "ctrl",
        click: (post) => this.#choose(post),
        hover: (post) => this.#card(s, post),
      });
      network.show(school);
      remember(network);
      return network;
    });
    onChange(() => this.#legend());
    this.seek(this.k);
  }

  get playing() {
    return this.timer !== 0;
  }

  /** @param {number} k */
  seek(k) {
    this.k = Math.min(this.moments.length - 1, Math.max(0, k));
    this.frames = this.looks.map((looks) => looks.at(this.k));
    this.networks.forEach((network, s) => network.update(this.frames[s]));
    this.#tell();
  }

  toggle() {
    if (this.playing) {
      this.pause();
      return;
    }
    if (this.k === this.moments.length - 1) this.seek(0);
    this.timer = setTimeout(() => this.#tick(), 1000 / this.speed);
    this.#tell();
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.#tell();
  }

  /** @param {number} k */
  #slide(k) {
    this.pause();
    this.seek(k);
  }

  #tick() {
    this.seek(this.k + 1);
    if (this.k === this.moments.length - 1) this.pause();
    else this.timer = setTimeout(() => this.#tick(), 1000 / this.speed);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, target } = event;
    if (!(target instanceof Element)) return;
    if (target.matches("select, input") && key !== " ") return;
    if (key === " " && !target.matches("button, select")) this.toggle();
    else if (key === "ArrowRight") (this.pause(), this.seek(this.k + (event.shiftKey ? this.perYear : 1)));
    else if (key === "ArrowLeft") (this.pause(), this.seek(this.k - (event.shiftKey ? this.perYear : 1)));
    else if (key === "Home") (this.pause(), this.seek(0));
    else if (key === "End") (this.pause(), this.seek(this.moments.length - 1));
    else if (key === "Escape") this.#choose(-1);
    else return;
    event.preventDefault();
  }

  get perYear() {
    return this.moments.filter(([year]) => year === 1).length;
  }

  #when() {
    const [year, week] = this.moments[this.k];
    return `Year ${year}${this.perYear > 1 ? `, term ${Math.ceil(week / 9)}` : ""}`;
  }

  #tell() {
    const when = this.#when();
    this.clock.textContent = when;
    this.slider.value = String(this.k);
    this.slider.style.setProperty("--at", `${(100 * this.k) / Math.max(1, this.moments.length - 1)}%`);
    this.slider.setAttribute("aria-valuetext", when);
    this.root.dataset.moment = String(this.k);
    this.root.dataset.playing = String(this.playing);
    fill(
      this.playButton,
      icon(this.playing ? "pause" : "play"),
      h("span", {}, this.playing ? "Pause" : this.k === this.moments.length - 1 ? "Play from the start" : "Play"),
    );
    this.schools.forEach((school, s) =>
      fill(
        this.tiles[s],
        this.told.map((outcome, t) =>
          h("div.tile", {}, h("b", {}, withUnit(school.tiles[this.k][t], outcome, true)), h("span", {}, outcome.label)),
        ),
      ),
    );
    if (!this.playing) this.canvases.forEach((canvas, s) => canvas.setAttribute("aria-label", this.#described(s)));
  }

  /** @param {number} s - which of the schools */
  #described(s) {
    const { forms, exhaustion } = this.frames[s];
    const present = forms.filter((f) => f >= 0).length;
    const counts = this.forms.map((form, f) => `${forms.filter((g) => g === f).length} ${form}`).join(", ");
    const worn = forms.reduce((sum, f, i) => sum + (f >= 0 ? exhaustion[i] : 0), 0) / (255 * Math.max(1, present));
    const which = this.schools.length > 1 ? `School ${"AB"[s]}, ` : "";
    const what = `network of ${present} teachers. Deepest form of action: ${counts}. Mean exhaustion ${number(worn)}.`;
    return `${which}${this.#when()}: ${what}`;
  }

  /** @param {number} post */
  #choose(post) {
    this.chosen = post === this.chosen ? -1 : post;
    for (const network of this.networks) network.choose(this.chosen);
  }

  /** @type {(s: number, post: number) => void} */
  #card(s, post) {
    const card = this.cards[s];
    card.hidden = post < 0;
    if (post < 0) return;
    const [school, f] = [this.schools[s], this.frames[s]];
    /** @param {string} name */
    const share = (name) => number(f.of[name][post] / 255);
    /** @type {(name: string, value: string) => HTMLElement[]} */
    const row = (name, value) => [h("dt", {}, name), h("dd", {}, value)];
    const vacant = f.forms[post] < 0;
    const leader = f.of.role[post] ? " · formal leader" : "";
    const who = `${school.groups[school.group[post]] ?? ""} · ${f.of.experience[post]} years of teaching${leader}`;
    fill(
      card,
      h("strong", {}, (vacant ? school.vacancies : f.of.new[post] ? school.newcomers : school.names)[post]),
      h("div.fine", {}, vacant ? "The post is vacant." : who),
      vacant
        ? null
        : h(
            "dl",
            {},
            row("does at most", this.forms[f.forms[post]]),
            this.onCard.map((o) => row(o.label, share(o.name))),
          ),
    );
    const canvas = this.canvases[s];
    const { x, y } = this.networks[s].place(post);
    const wide = card.offsetWidth;
    const beside = x > canvas.clientWidth / 2 ? x - wide - 40 : x + 40;
    card.style.left = `${Math.max(6, Math.min(beside, canvas.clientWidth - wide - 6))}px`;
    card.style.top = `${Math.max(6, Math.min(y - 20, canvas.clientHeight - card.offsetHeight - 6))}px`;
  }

  #build() {
    const { schools, root } = this;
    const two = schools.length > 1;
    /** @type {(label: import("../kit/types").Child, title: string, action: () => void) => HTMLButtonElement} */
    const button = (label, title, action) =>
      h("button", { title, "aria-label": title, onclick: () => (this.pause(), action()) }, label);
    /** @type {HTMLSelectElement} */
    const speed = h(
      "select",
      { "aria-label": "Speed", onchange: () => (this.speed = Number(speed.value)) },
      SPEEDS.map(([value, label]) => h("option", { value, selected: value === this.speed }, label)),
    );
    const unit = this.perYear > 1 ? "term" : "year";
    const pictures = schools.map((school, s) =>
      h(
        "div.picture",
        {},
        this.canvases[s],
        this.cards[s],
        h(
          "button.round.fit",
          { "aria-label": "Show the whole school", title: "Show the whole school", onclick: () => this.networks[s].fit() },
          icon("fit"),
        ),
      ),
    );
    fill(
      root,
      h("div.head", {}, this.clock, two ? null : this.tiles[0]),
      two
        ? h(
            "div.pair",
            {},
            schools.map((school, s) =>
              h(
                "div.half-school",
                {},
                h("div.plate", {}, h(`span.letter.${"ab"[s]}`, {}, "AB"[s]), h("span", {}, school.scenario)),
                pictures[s],
                this.tiles[s],
              ),
            ),
          )
        : pictures[0],
      this.legend,
      h(
        "div.transport",
        { role: "group", "aria-label": "Time" },
        this.slider,
        h(
          "div.buttons",
          {},
          button(icon("restart"), "Back to the first term (Home)", () => this.seek(0)),
          this.playButton,
          button(`− ${unit}`, `One ${unit} back (←)`, () => this.seek(this.k - 1)),
          button(`+ ${unit}`, `One ${unit} on (→)`, () => this.seek(this.k + 1)),
          h("span.grow"),
          speed,
        ),
      ),
      h(
        "p.fine.keyshelp",
        {},
        "Space plays and pauses, arrow keys step, with Shift a year. Point at a teacher, or choose one; Ctrl and the wheel " +
          "zoom.",
      ),
    );
    root.querySelector("button")?.classList.add("round");
    root.addEventListener("keydown", (event) => this.#key(event));
    this.#legend();
  }

  #legend() {
    fill(
      this.legend,
      h("span.fine", {}, "Deepest form on any goal:"),
      this.forms.map((form, k) => h("span.key", {}, sign(k), capital(form))),
      h("span.key", {}, h("i.ring"), "ring: exhaustion"),
      h("span.key", {}, h("i.sizes"), "size: standing"),
      h("span.key", {}, h("i.dot"), "formal leader"),
      h("span.key", {}, way(), "from who asks to who is asked; thick: trust"),
    );
  }
}
