// @ts-check
// All teachers in a table, and the few that a number counts: they stand in the table and are lit in the network.

import { capital, fill, h, number } from "../kit/dom.js";
import { when } from "./transport.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").Staff} Staff */
/** @typedef {import("../kit/protocol").Person} Person */
/** @typedef {{ title: string, posts: number[] }} Lit - who is meant, and what they have in common */

export class StaffTable {
  /**
   * @param {import("./main.js").Application} app
   * @param {object} how
   * @param {() => void} how.opened
   * @param {(post: number) => void} how.look - closely, at one
   * @param {(lit: Lit | null) => void} how.light
   * @param {(posts: Set<number>) => void} how.follow
   */
  constructor(app, { opened, look, light, follow }) {
    this.app = app;
    this.look = look;
    this.light = light;
    this.follow = follow;
    /** @type {Staff | null} */
    this.staff = null;
    /** @type {string[]} */
    this.groups = [];
    /** @type {Lit | null} */
    this.lit = null;
    /** @type {Set<number>} */
    this.followed = new Set();
    this.sorted = "burnout";
    this.down = true;
    this.search = h("input.search", {
      type: "search",
      placeholder: t`Find a teacher`,
      "aria-label": t`Find a teacher`,
      oninput: () => this.#rows(),
    });
    this.burntOnly = h("input", { type: "checkbox", onchange: () => this.#rows() });
    this.said = h("p.fine", { role: "status" });
    this.chip = h("div.litchip", { hidden: true });
    this.head = h("tr");
    this.body = h("tbody");
    this.root = h(
      "details.people",
      { ontoggle: opened },
      h("summary", {}, t`All teachers in a table`),
      h("div.line-up", {}, this.search, h("label.check", {}, this.burntOnly, " ", t`burnt out only`)),
      this.chip,
      this.said,
      h("div.tablebox.stafftable", { tabIndex: 0, "aria-label": t`Teachers` }, h("table", {}, h("thead", {}, this.head),
        this.body)),
    );
  }

  // The columns: a name for sorting, the heading, what is sorted by, and what stands there.
  /** @returns {[string, string, (p: Person) => number | string, (p: Person) => import("../kit/types").Child][]} */
  get #columns() {
    const { forms } = this.app.catalogue;
    /** @type {(name: string, label: string) => [string, string, (p: Person) => number, (p: Person) => string]} */
    const state = (name, label) => [name, label, (p) => p.states[name] ?? 0, (p) => number(p.states[name])];
    const year = this.app.catalogue.clock.year;
    /** @param {Person} p */
    const name = (p) => [h("button.link", { onclick: () => this.look(p.post) }, p.name), h("span.fine", {}, p.cause)];
    /** @param {Person} p */
    const burnout = (p) => h(p.burnt_out ? "b.burnt" : "span", {}, number(p.states.burnout));
    const here = ["burnout", "exhaustion", "job_satisfaction", "self_efficacy", "influence", "standing"];
    const { outcomes, card } = this.app.catalogue;
    const labels = new Map([...outcomes, ...card].map((o) => [o.name, o.label]));
    const label = (/** @type {string} */ of) => labels.get(of) ?? of.replaceAll("_", " ");
    return [
      ["name", t`Teacher`, (p) => p.post, name],
      ["burnout", label("burnout"), (p) => p.states.burnout ?? 0, burnout],
      ["since", t`burnt out since`, (p) => p.since ?? 1e9, (p) => (p.since === null ? "" : when(p.since, year))],
      ...here.slice(1).map((name) => state(name, label(name))),
      ["hours_total", label("hours_total"), (p) => p.states.hours_total ?? 0, (p) => number(p.states.hours_total, 1)],
      ["form", t`does at most`, (p) => p.form, (p) => (p.form < 0 ? "–" : forms[p.form])],
      ["group", t`group`, (p) => p.group, (p) => this.groups[p.group] ?? ""],
      ["experience", t`years of teaching`, (p) => p.experience, (p) => p.experience],
    ];
  }

  /** @type {(staff: Staff, groups: string[]) => void} */
  show(staff, groups) {
    this.staff = staff;
    this.groups = groups;
    this.#rows();
  }

  /**
   * Stand by whom a number counts, and light them; null for everybody again.
   * @param {Lit | null} lit
   */
  only(lit) {
    this.lit = lit;
    this.burntOnly.checked = false;
    this.search.value = "";
    if (lit) this.root.open = true;
    this.light(lit);
    this.#rows();
  }

  /**
   * Sort by a column, so that whoever is highest stands first.
   * @param {string} column
   */
  sortBy(column) {
    this.sorted = column;
    this.down = true;
    this.root.open = true;
    this.#rows();
  }

  #rows() {
    const { staff, lit } = this;
    if (!staff) return;
    const columns = this.#columns;
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const by = columns.find(([name]) => name === this.sorted) ?? columns[0];
    const meant = lit && new Set(lit.posts);
    const shown = staff.people.filter(
      (p) =>
        (!meant || meant.has(p.post)) &&
        (!this.burntOnly.checked || p.burnt_out) &&
        words.every((w) => `${p.name} ${this.groups[p.group] ?? ""}`.toLowerCase().includes(w)),
    );
    const sign = this.down ? -1 : 1;
    shown.sort((a, b) => {
      const first = Number(this.followed.has(b.post)) - Number(this.followed.has(a.post));
      const [x, y] = [by[2](a), by[2](b)];
      return first || sign * (typeof x === "string" ? x.localeCompare(String(y)) : x - Number(y));
    });
    const burnt = staff.people.filter((p) => p.burnt_out).length;
    this.said.textContent =
      t`${shown.length} of ${staff.people.length} teachers. Burnt out is whoever is at
      ${number(staff.threshold)} of 1 or more:
      ${burnt} of them now.`;
    this.chip.hidden = !lit;
    if (lit)
      fill(this.chip, h("strong", {}, lit.title), h("button.small", { onclick: () => this.only(null) }, t`Show everybody`));
    fill(
      this.head,
      h("th", { scope: "col" }, h("span.spoken", {}, t`follow`)),
      columns.map(([name, label]) =>
        h(
          "th",
          { scope: "col", "aria-sort": name === this.sorted ? (this.down ? "descending" : "ascending") : null },
          h(
            "button.plain",
            { onclick: () => ((this.down = name === this.sorted ? !this.down : true), (this.sorted = name), this.#rows()) },
            `${capital(label)}${name === this.sorted ? (this.down ? " ▾" : " ▴") : ""}`,
          ),
        ),
      ),
    );
    fill(
      this.body,
      shown.map((p) =>
        h(
          "tr",
          { "data-post": p.post },
          h("td", {}, this.#follows(p)),
          columns.map(([name, , , cell]) => h(name === "name" ? "th" : "td", { scope: name === "name" ? "row" : null },
            cell(p))),
        ),
      ),
    );
  }

  /** @param {Person} p */
  #follows(p) {
    const box = h("input", {
      type: "checkbox",
      checked: this.followed.has(p.post),
      title: t`Follow: the name stands in the picture, and the row on top`,
      "aria-label": t`Follow ${p.name}`,
      onchange: () => {
        if (box.checked) this.followed.add(p.post);
        else this.followed.delete(p.post);
        this.follow(this.followed);
        this.#rows();
      },
    });
    return box;
  }
}
