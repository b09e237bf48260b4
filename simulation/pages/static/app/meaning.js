// @ts-check
// What colour, size and marks of the network stand for: its legend, in which the viewer may choose others.

import { fill, h } from "../kit/dom.js";
import { UNCHOSEN } from "../kit/forms.js";
import { sign, way } from "../kit/signs.js";
import { onChange } from "../kit/theme.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/network.js").Shown} Shown */

/** @type {Shown[]} */
const STATES = ["exhaustion", "job_satisfaction", "self_efficacy", "influence", "standing"];

export class Meaning {
  /**
   * @param {import("../kit/protocol").Catalogue} catalogue
   * @param {object} how
   * @param {(colour: Shown | "form", size: Shown) => void} how.mean - told what they stand for from now on
   * @param {(form: number) => void} how.whom - told of which form somebody wants to see the persons
   */
  constructor(catalogue, { mean, whom }) {
    this.catalogue = catalogue;
    this.mean = mean;
    this.whom = whom;
    /** @type {Shown | "form"} */
    this.colour = "form";
    /** @type {Shown} */
    this.size = "standing";
    this.goal = -1;
    this.choosing = false; // whether somebody has not chosen a form yet
    this.root = h("div.legend");
    this.forget = onChange(() => this.#draw());
    this.#draw();
  }

  close() {
    this.forget();
  }

  /**
   * @param {number[]} forms - of all posts
   * @param {number} goal - whose forms are shown, or -1 for the deepest on any goal
   */
  show(forms, goal) {
    const choosing = forms.includes(UNCHOSEN);
    if (choosing === this.choosing && goal === this.goal) return;
    Object.assign(this, { choosing, goal });
    this.#draw();
  }

  /** @param {{ colour?: Shown | "form", size?: Shown }} changed */
  #choose(changed) {
    Object.assign(this, changed);
    this.mean(this.colour, this.size);
    this.#draw();
  }

  #draw() {
    fill(
      this.root,
      this.#menu(t`colour`, this.colour, ["form", ...STATES], (colour) => this.#choose({ colour })),
      this.colour === "form" ? this.#forms() : h("span.key", {}, "0", h("i.ramp"), "1"),
      this.#menu(t`size`, this.size, STATES, (size) => this.#choose({ size })),
      h("span.key", {}, h("i.ring"), t`ring: exhaustion`),
      h("span.key", {}, h("i.dot"), t`formal leader`),
      h("span.key", { title: t`Point at somebody to see the arrows` }, way(), t`from who asks to who is asked; thick: trust`),
    );
  }

  #forms() {
    const { forms, domains, domain_words: words } = this.catalogue;
    return [
      this.goal < 0 ? null : h("span.fine", {}, t`on ${words[domains[this.goal]]}`),
      forms.map((form, k) =>
        h(
          "button.key.plain",
          { title: t`Show who: ${form}`, onclick: () => this.whom(k) },
          sign(k),
          form,
        ),
      ),
      this.choosing ? h("span.key", {}, h("i.unchosen"), t`not chosen yet`) : null,
    ];
  }

  /** @type {<T extends string>(label: string, chosen: T, offered: T[], choose: (one: T) => void) => HTMLElement} */
  #menu(label, chosen, offered, choose) {
    /** @param {string} name */
    const said = (name) =>
      name === "form" ? t`form of action` : (this.catalogue.card.find((o) => o.name === name)?.label ?? name);
    /** @type {HTMLSelectElement} */
    const box = h(
      "select.quiet",
      { "aria-label": label, onchange: () => choose(offered[box.selectedIndex]) },
      offered.map((one) => h("option", { value: one, selected: one === chosen }, said(one))),
    );
    return h("label.key", {}, `${label}: `, box);
  }
}
