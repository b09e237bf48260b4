// @ts-check
// The page: header, the parts of the application, addresses, messages. A class (student.js, professor.js) has a part of its
// own; remote.js shows the page over a network.

import { dress, tongue } from "../kit/arrive.js";
import { fill, h, icon } from "../kit/dom.js";
import { Fault, Link } from "../kit/link.js";
import { isDark, setUp, toggle } from "../kit/theme.js";
import { WidgetWire } from "../kit/wire.js";
import { t } from "../kit/words.js";
import { Place } from "./place.js";

/** @typedef {import("../kit/types").PageEntry} PageEntry */

/** @type {PageEntry[]} */
export const PAGES = [
  ["school", t`School`, () => import("./school.js")],
  ["compare", t`Compare`, () => import("./compare.js")],
  ["explore", t`Explore`, () => import("./explore.js")],
  ["lessons", t`Lessons`, () => import("./lessons.js")],
  ["evidence", t`Evidence`, () => import("./evidence.js")],
  ["yours", t`Your school`, () => import("./yours.js")],
];

/**
 * @param {import("../kit/types").Model} model - of the widget
 * @param {HTMLElement} el - where the page is drawn
 */
export async function mount(model, el) {
  const wire = new WidgetWire(model);
  await dress(wire.files);
  const app = new Application(new Link(wire), el);
  wire.state = (state, sentence) => {
    app.lost(state === "lost" ? sentence : null);
    if (state === "open") location.reload(); // another server does not know this page; its address restores it
  };
  await app.begin();
  window.collectiveAction = app; // for tests and for the curious
  return () => app.close();
}

const SCHOOL = "school"; // whose address goes with the viewer from page to page

export class Application {
  /** @type {import("../kit/protocol").Catalogue} */
  catalogue; // once begun
  /** @type {Map<string, import("../kit/protocol").YearlyOutcome>} */
  outcomes = new Map();
  /** @type {Map<string, import("../kit/protocol").Lever>} */
  levers = new Map();
  /** @type {import("../kit/protocol").SchoolRead[]} */
  schools = []; // of one's own, in the order in which they were read
  /** @type {import("../kit/protocol").FitTold[]} */
  fits = []; // in the order of their numbers

  /**
   * @param {Link} link
   * @param {HTMLElement} el
   * @param {PageEntry[]} pages - the first is shown when the address names none
   * @param {Place} place - where the address stands
   */
  constructor(link, el, pages = PAGES, place = new Place()) {
    this.pages = pages;
    this.place = place;
    this.home = pages[0][0];
    this.link = link;
    this.name = this.home;
    /** @type {import("../kit/types").Page | null} */
    this.page = null;
    this.query = "";
    /** @type {Map<string, any>} */
    this.found = new Map(); // what was computed for an address of Explore or Compare, while the page lives
    this.main = h("main.main", { id: "main", tabIndex: -1 });
    this.toasts = h("div.toasts", { role: "status", "aria-live": "polite" });
    this.banner = h("div.banner", { role: "alert", hidden: true });
    this.look = h("button.round", { onclick: () => (toggle(), this.#showLook()) });
    /** @type {Map<string, HTMLElement>} */
    this.tabs = new Map();
    this.root = h("div.app", {}, h("a.skip", { href: "#main" }, t`To the content`), this.#header(), this.banner, this.main,
      this.toasts);
    fill(el, this.root);
    /** @param {KeyboardEvent} event */
    this.keys = (event) => this.#key(event);
    this.back = () => this.#route();
    document.addEventListener("keydown", this.keys);
    window.addEventListener(place.event, this.back);
  }

  async begin() {
    try {
      this.catalogue = await this.link.ask("catalogue");
    } catch (error) {
      fill(this.main, h("section.empty", {}, h("h1", {}, t`The page cannot be shown`), h("p", {}, error.message)));
      return;
    }
    this.outcomes = new Map(this.catalogue.outcomes.map((o) => [o.name, o]));
    this.levers = new Map(this.catalogue.groups.flatMap((g) => g.levers).map((l) => [l.name, l]));
    setUp(this.catalogue);
    this.#showLook();
    await this.#route();
  }

  /** @param {string} name - of an outcome of the catalogue */
  outcome(name) {
    return known(this.outcomes, name);
  }

  /** @param {string} name - of a lever of the catalogue */
  lever(name) {
    return known(this.levers, name);
  }

  /**
   * The address without the page's name: what identifies the run. A page that has been left cannot write it any more.
   * @param {import("../kit/types").Page} page - that says where it is
   * @param {string} query
   * @param {boolean} [anew] - as an entry of its own in the browser's history, behind which Back finds what was before
   */
  setQuery(page, query, anew = false) {
    if (page !== this.page) return;
    if (this.name === SCHOOL) this.query = query;
    this.place.write(this.#address(this.name, query), anew);
  }

  /** @type {(name: string, query: string) => string} */
  #address(name, query) {
    return [query, name === this.home ? "" : `page=${name}`].filter(Boolean).join("&");
  }

  /** @type {(name: string, query?: string | null) => Promise<void>} */
  async go(name, query = null) {
    const here = this.page?.whereabouts?.();
    if (this.page && here !== undefined) this.setQuery(this.page, here);
    this.place.write(this.#address(name, query ?? this.query), true);
    await this.#route();
  }

  /** @type {(text: string, kind?: "info" | "fault") => void} */
  say(text, kind = "info") {
    /** @type {HTMLElement} */
    const toast = h(
      kind === "fault" ? "div.toast.fault" : "div.toast", // Vuetify, on one's own computer, has colours for a class "info"
      {},
      h("span", {}, text),
      h("button.plain", { "aria-label": t`Close message`, onclick: () => toast.remove() }, icon("close")),
    );
    this.toasts.append(toast);
    while (this.toasts.children.length > 3) this.toasts.firstChild?.remove();
    setTimeout(() => toast.remove(), kind === "fault" ? 15000 : 5000);
  }

  /**
   * Nobody answers any more, which one line says as long as it is so; null: somebody does again.
   * @param {string | null} sentence
   */
  lost(sentence) {
    this.banner.hidden = sentence === null;
    this.banner.textContent = sentence;
    if (sentence !== null) this.page?.pause?.();
  }

  /** @param {any} error */
  fault(error) {
    if (!(error instanceof Fault)) console.error(error);
    this.say(error.message || t`Something went wrong; the page can still be used.`, "fault");
  }

  async #route() {
    const parameters = new URLSearchParams(this.place.read());
    const entry = this.pages.find(([n]) => n === parameters.get("page")) ?? this.pages[0];
    const [name, title, load] = entry;
    parameters.delete("page");
    const query = parameters.toString();
    if (query && (name === SCHOOL || !this.query)) this.query = query;
    if (this.page?.restore && this.name === name) {
      await this.page.restore(query);
      return;
    }
    this.name = name;
    const left = this.page;
    this.page = null;
    left?.close();
    for (const [n, tab] of this.tabs) tab.toggleAttribute("aria-current", n === name);
    fill(this.main, h("div.loading", {}, h("span.spinner"), t`One moment …`));
    try {
      const { Page } = await load();
      if (this.name !== name) return;
      const page = new Page(this);
      this.page = page;
      fill(this.main, page.root);
      document.title = `${title} · ${t`Collective action among teachers`}`;
      await page.begin(query || this.query);
    } catch (error) {
      this.fault(error);
    }
  }

  #header() {
    for (const [name, title] of this.pages)
      this.tabs.set(
        name,
        h("a.tab", { href: this.place.href(`page=${name}`), onclick: (e) => (e.preventDefault(), this.go(name)) }, title),
      );
    return h(
      "header.top",
      {},
      h(
        "a.brand",
        { href: this.place.href(""), onclick: (e) => (e.preventDefault(), this.go(this.home)) },
        mark(),
        h("span", {}, t`Collective action`, " ", h("span.soft", {}, t`among teachers`)),
      ),
      h("nav.tabs", { "aria-label": t`Parts of the application` }, [...this.tabs.values()]),
      tongue(),
      this.look,
    );
  }

  #showLook() {
    fill(this.look, icon(isDark() ? "sun" : "moon"));
    this.look.title = isDark() ? t`Light colours` : t`Dark colours`;
    this.look.setAttribute("aria-label", this.look.title);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const at = event.target instanceof Element ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (at?.closest("input:not([type=range]), textarea, select, [contenteditable]")) return;
    if (event.key === " " && at?.closest("button, a, summary")) return;
    if (event.key.startsWith("Arrow") && at?.closest("input")) return;
    if (this.page?.key?.(event)) event.preventDefault();
  }

  close() {
    document.removeEventListener("keydown", this.keys);
    window.removeEventListener(this.place.event, this.back);
    this.page?.close();
    this.link.close();
  }
}

/**
 * @template T
 * @param {Map<string, T>} all
 * @param {string} name
 */
function known(all, name) {
  const found = all.get(name);
  if (found === undefined) throw new Error(`${name} is not in the catalogue`);
  return found;
}

function mark() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 32 32");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "mark");
  /** @type {(tag: string, attributes: Record<string, string | number>) => void} */
  const add = (tag, attributes) => {
    const child = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) child.setAttribute(key, String(value));
    svg.append(child);
  };
  add("path", { d: "M9 22L16 8M16 8l8 13M9 22h15", stroke: "currentColor", "stroke-width": 2, opacity: 0.45, fill: "none" });
  add("circle", { cx: 16, cy: 8, r: 5, class: "m3" });
  add("circle", { cx: 9, cy: 22, r: 4.5, class: "m2" });
  add("circle", { cx: 24, cy: 21.5, r: 4, class: "m1" });
  return svg;
}
