// @ts-check
// One's own: which uploaded school's people live in a school, and which fit it is like. The address tells both by their
// numbers, so that no name stands in it.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";

/** @typedef {import("./main.js").Application} Application */
/** @typedef {{ school: number, like: number }} Own - counted from 1; 0 for none */

/** @type {Own} */
export const NONE = { school: 0, like: 0 };

/**
 * What an address says of it.
 * @type {(query: string | URLSearchParams) => Own}
 */
export function ownOf(query) {
  const parameters = new URLSearchParams(query);
  /** @param {string} key */
  const number = (key) => (/^\d{1,3}$/.test(parameters.get(key) ?? "") ? Number(parameters.get(key)) : 0);
  return { school: number("real"), like: number("like") };
}

/**
 * An address with it.
 * @type {(query: string, own: Own) => string}
 */
export function withOwn(query, { school, like }) {
  const parameters = new URLSearchParams(query);
  for (const [key, value] of Object.entries({ real: school, like })) {
    if (value) parameters.set(key, String(value));
    else parameters.delete(key);
  }
  return parameters.toString().replaceAll("%3A", ":");
}

/** @type {(app: Application, own: Own) => string} */
export const titleOf = (app, { school }) => (school ? (app.schools[school - 1]?.title ?? t`your school ${school}`) : "");

/** @type {(app: Application, own: Own) => string} */
export const fitOf = (app, { like }) => (like ? (app.fits[like - 1]?.title ?? t`fit ${like}`) : "");

/**
 * Whose school it is that lives here, where it is no made one, and what it is like.
 * @type {(app: Application, own: Own) => string}
 */
export function whose(app, own) {
  const read = app.schools[own.school - 1];
  const ties = read?.ties === 1 ? t`1 tie` : t`${read?.ties ?? 0} ties`;
  const size = read ? t`, with its ${read.teachers} teachers and ${ties}` : "";
  const people = own.school ? t`All of this is computed on ${titleOf(app, own)}, which you uploaded${size}.` : "";
  const like = own.like ? t`Runs live under conditions under which schools are like ${fitOf(app, own)}, as you fitted it.` : "";
  return [people, like].filter(Boolean).join(" ");
}

/**
 * What a file is called that was made of it.
 * @type {(app: Application, name: string, own: Own) => string}
 */
export function fileName(app, name, own) {
  const parts = [name, titleOf(app, own), own.like ? t`like ${fitOf(app, own)}` : ""];
  return parts.filter(Boolean).join("-").replace(/[^\p{L}\p{N}]+/gu, "-");
}

/** Menus that choose both; there is nothing to see of them until something was uploaded or fitted. */
export class OwnMenu {
  /**
   * @param {Application} app
   * @param {(own: Own) => void} changed
   */
  constructor(app, changed) {
    this.app = app;
    /** @type {Own} */
    this.own = NONE;
    this.people = h("select", { id: "own-people", onchange: () => changed(this.#chosen(true)) });
    this.like = h("select", { id: "own-like", onchange: () => changed(this.#chosen(false)) });
    this.boxes = [
      h("label.field", { htmlFor: "own-people" }, h("span", {}, t`People`), this.people),
      h("label.field", { htmlFor: "own-like" }, h("span", {}, t`Conditions`), this.like),
    ];
    this.root = h("div.own", {}, this.boxes);
    this.show(NONE);
  }

  /** @param {Own} own */
  show(own) {
    this.own = own;
    const { schools, fits } = this.app;
    /** @type {(menu: HTMLSelectElement, none: string, names: string[], chosen: number) => void} */
    const offer = (menu, none, names, chosen) => {
      menu.replaceChildren(...[none, ...names].map((name, k) => h("option", { value: String(k) }, name)));
      menu.value = String(chosen);
    };
    offer(this.people, t`Drawn`, schools.map((one) => one.title), own.school);
    offer(this.like, t`As the scenario says`, fits.map((one) => t`Like ${one.title}`), own.like);
    this.boxes[0].hidden = schools.length === 0;
    this.boxes[1].hidden = fits.length === 0;
    this.root.hidden = schools.length + fits.length === 0;
  }

  /**
   * A fit holds for the people with whom it was made.
   * @type {(people: boolean) => Own}
   */
  #chosen(people) {
    const own = { school: Number(this.people.value), like: Number(this.like.value) };
    const fit = this.app.fits[own.like - 1];
    if (fit && fit.school !== own.school) return people ? { ...own, like: 0 } : { ...own, school: fit.school };
    return own;
  }
}
