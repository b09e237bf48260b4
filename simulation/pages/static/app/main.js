// The page: header, the parts of the application, addresses, messages. A class (student.js, professor.js) has a part of its own.

import { fill, h, icon } from "../kit/dom.js";
import { Fault, Link } from "../kit/link.js";
import { isDark, setUp, toggle } from "../kit/theme.js";

export const PAGES = [
  ["school", "School", () => import("./school.js")],
  ["compare", "Compare", () => import("./compare.js")],
  ["explore", "Explore", () => import("./explore.js")],
  ["lessons", "Lessons", () => import("./lessons.js")],
  ["evidence", "Evidence", () => import("./evidence.js")],
  ["yours", "Your school", () => import("./yours.js")],
];

export async function mount(model, el) {
  document.documentElement.lang = "en";
  await dress(model.get("files"));
  const app = new Application(new Link(model), el);
  await app.begin();
  window.collectiveAction = app; // for tests and for the curious
  return () => app.close();
}

// The look of the page, from where its files are.
export async function dress(place) {
  const files = new URL(place, document.baseURI);
  const add = (name) => new Promise((ready) => {
    const sheet = h("link", { rel: "stylesheet", href: new URL(name, files).href });
    sheet.onload = sheet.onerror = ready;
    document.head.append(sheet);
  });
  await Promise.all(["kit/style.css", "kit/lessons.css"].map(add));
}

export class Application {
  // pages: [name, title, () => the module with its Page]; the first is shown when the address names none
  constructor(link, el, pages = PAGES) {
    this.pages = pages;
    this.home = pages[0][0];
    this.link = link;
    this.page = null;
    this.query = "";
    this.main = h("main.main", { id: "main", tabIndex: -1 });
    this.toasts = h("div.toasts", { role: "status", "aria-live": "polite" });
    this.tabs = new Map();
    this.root = h("div.app", {}, h("a.skip", { href: "#main" }, "To the content"), this.#header(), this.main, this.toasts);
    fill(el, this.root);
    this.keys = (event) => this.#key(event);
    this.back = () => this.#route();
    document.addEventListener("keydown", this.keys);
    window.addEventListener("popstate", this.back);
  }

  async begin() {
    try {
      this.catalogue = await this.link.ask("catalogue");
    } catch (error) {
      fill(this.main, h("section.empty", {}, h("h1", {}, "The page cannot be shown"), h("p", {}, error.message)));
      return;
    }
    this.outcomes = new Map(this.catalogue.outcomes.map((o) => [o.name, o]));
    this.levers = new Map(this.catalogue.groups.flatMap((g) => g.levers).map((l) => [l.name, l]));
    setUp(this.catalogue);
    this.#showLook();
    await this.#route();
  }

  // The address without the page's name: what identifies the run.
  setQuery(query, pageOnly = false) {
    if (!pageOnly) this.query = query;
    const address = new URL(location.href);
    address.search = query + (this.name === this.home ? "" : `&page=${this.name}`);
    address.search = address.search.replace(/^\?&/, "?");
    address.hash = "";
    history.replaceState(history.state, "", address);
  }

  async go(name, query = null) {
    if (query !== null) this.query = query;
    const address = new URL(location.href);
    address.search = (this.query ? `?${this.query}&` : "?") + `page=${name}`;
    address.hash = "";
    history.pushState(null, "", address);
    await this.#route();
  }

  say(text, kind = "info") {
    const toast = h(`div.toast.${kind}`, {}, h("span", {}, text), h("button.plain", { "aria-label": "Close message", onclick: () => toast.remove() }, icon("close")));
    this.toasts.append(toast);
    while (this.toasts.children.length > 3) this.toasts.firstChild.remove();
    setTimeout(() => toast.remove(), kind === "fault" ? 15000 : 5000);
  }

  fault(error) {
    if (!(error instanceof Fault)) console.error(error);
    this.say(error.message || "Something went wrong; the page can still be used.", "fault");
  }

  async #route() {
    const parameters = new URLSearchParams(location.search);
    const name = this.pages.some(([n]) => n === parameters.get("page")) ? parameters.get("page") : this.home;
    parameters.delete("page");
    if (parameters.toString()) this.query = parameters.toString();
    this.name = name;
    this.page?.close();
    this.page = null;
    for (const [n, tab] of this.tabs) tab.toggleAttribute("aria-current", n === name);
    fill(this.main, h("div.loading", {}, h("span.spinner"), "One moment …"));
    const [, title, load] = this.pages.find(([n]) => n === name);
    try {
      const { Page } = await load();
      if (this.name !== name) return;
      const page = new Page(this);
      this.page = page;
      fill(this.main, page.root);
      document.title = `${title} · Collective action among teachers`;
      await page.begin(this.query);
    } catch (error) {
      this.fault(error);
    }
  }

  #header() {
    for (const [name, title] of this.pages)
      this.tabs.set(name, h("a.tab", { href: `?page=${name}`, onclick: (e) => (e.preventDefault(), this.go(name)) }, title));
    this.look = h("button.round", { onclick: () => (toggle(), this.#showLook()) });
    return h(
      "header.top",
      {},
      h("a.brand", { href: "?", onclick: (e) => (e.preventDefault(), this.go(this.home)) }, mark(), h("span", {}, "Collective action ", h("span.soft", {}, "among teachers"))),
      h("nav.tabs", { "aria-label": "Parts of the application" }, [...this.tabs.values()]),
      this.look,
    );
  }

  #showLook() {
    fill(this.look, icon(isDark() ? "sun" : "moon"));
    this.look.setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours");
    this.look.title = this.look.getAttribute("aria-label");
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input:not([type=range]), textarea, select, [contenteditable]")) return;
    if (event.key === " " && event.target.closest?.("button, a, summary")) return;
    if (event.key.startsWith("Arrow") && event.target.closest?.("input")) return;
    if (this.page?.key?.(event)) event.preventDefault();
  }

  close() {
    document.removeEventListener("keydown", this.keys);
    window.removeEventListener("popstate", this.back);
    this.page?.close();
    this.link.close();
  }
}

function mark() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 32 32");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "mark");
  const add = (tag, attributes) => {
    const child = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) child.setAttribute(key, value);
    svg.append(child);
  };
  add("path", { d: "M9 22L16 8M16 8l8 13M9 22h15", stroke: "currentColor", "stroke-width": 2, opacity: 0.45, fill: "none" });
  add("circle", { cx: 16, cy: 8, r: 5, class: "m3" });
  add("circle", { cx: 9, cy: 22, r: 4.5, class: "m2" });
  add("circle", { cx: 24, cy: 21.5, r: 4, class: "m1" });
  return svg;
}
