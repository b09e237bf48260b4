// @ts-check
// From a number to persons: who is behind it stands in the table of teachers and is lit in the picture; a click on somebody
// opens her panel.

import { capital } from "../kit/dom.js";
import { Gone } from "../kit/link.js";
import { TeacherPanel } from "../kit/teacher.js";
import { Card } from "./around.js";
import { StaffTable } from "./staff.js";

/** @typedef {import("./staff.js").Lit} Lit */

const OFTEN = 900; // milliseconds between two looks at persons while a school is played

export class People {
  /** @type {import("../kit/network.js").Network} */
  network; // once the page is on show

  /**
   * @param {import("./main.js").Application} app
   * @param {object} how
   * @param {HTMLElement} how.canvas - of the network
   * @param {HTMLElement} how.side - where the panel comes up
   * @param {() => { frame: import("./around.js").Shown | null, whole: import("../kit/protocol").Whole | null }} how.shown
   * @param {(week?: number, summer?: boolean) => Promise<void>} how.stand - still, at a moment
   * @param {() => string} how.when - is shown, in words
   */
  constructor(app, { canvas, side, shown, stand, when }) {
    this.app = app;
    this.canvas = canvas;
    this.side = side;
    this.shown = shown;
    this.stand = stand;
    this.when = when;
    /** @type {TeacherPanel | null} */
    this.panel = null;
    this.asking = false;
    this.looked = 0; // when somebody was asked for last
    this.card = new Card(app.catalogue, canvas);
    this.staff = new StaffTable(app, {
      opened: () => this.#table(),
      look: (post) => this.open(post),
      light: (lit) => this.network.light(lit && lit.posts),
      follow: (posts) => this.network.follow(new Set(posts)),
    });
  }

  /**
   * Another moment is on show.
   * @param {boolean} playing
   */
  renew(playing) {
    const { whole } = this.shown();
    if (this.panel && whole && this.panel.post >= whole.group.length) this.close();
    if (playing && performance.now() - this.looked <= OFTEN) return;
    this.looked = performance.now();
    this.#refresh();
    this.#table();
  }

  // ---------------------------------------------------------------- whom a number counts

  /**
   * Go to the moment of which a number tells, and show whom it counts.
   * @param {Lit} lit
   * @param {number} [week]
   * @param {boolean} [summer]
   */
  async whom({ title, posts }, week, summer = false) {
    await this.stand(week, summer);
    await this.#table(true);
    this.close();
    this.staff.only({ title: `${this.when()}: ${title}`, posts });
  }

  /**
   * Who is behind an outcome: those who act in its form, or everybody, whoever is highest first.
   * @param {string} outcome
   */
  async behind(outcome) {
    if (!this.shown().frame) return;
    const form = this.app.catalogue.forms.findIndex((one) => outcome === `share_${one}`);
    if (form >= 0) return this.inForm(form);
    await this.#table(true);
    this.close();
    this.staff.only(null);
    this.staff.sortBy(outcome);
    this.staff.root.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} form */
  inForm(form) {
    const { frame } = this.shown();
    if (!frame) return;
    const { goal } = this.network;
    const of = goal < 0 ? frame.forms : frame.goal_forms[goal].map((f, i) => (frame.forms[i] < 0 ? frame.forms[i] : f));
    return this.whom({ title: capital(this.app.catalogue.forms[form]), posts: of.flatMap((f, i) => (f === form ? [i] : [])) });
  }

  /** @param {boolean} [wanted] - also while the table is closed */
  async #table(wanted = false) {
    if (!this.shown().whole || !(wanted || this.staff.root.open)) return;
    try {
      const staff = await this.app.link.ask("staff", { key: "main" });
      const { whole } = this.shown();
      if (whole) this.staff.show(staff, whole.groups);
    } catch (error) {
      if (!(error instanceof Gone)) this.app.fault(error);
    }
  }

  // ---------------------------------------------------------------- one of them

  /** @param {number} post */
  hover(post) {
    const { frame, whole } = this.shown();
    if (post < 0 || !frame || !whole) this.card.hide();
    else this.card.show(post, frame, whole, this.network.place(post));
  }

  /** @param {number} post */
  async open(post) {
    this.card.hide();
    const panel = this.panel ?? this.#newPanel();
    if (!this.panel) {
      this.panel = panel;
      this.side.append(panel.root);
      this.side.classList.add("with-panel");
    }
    panel.post = post;
    this.network.choose(post);
    await this.#refresh();
    panel.root.scrollTop = 0;
    panel.root.querySelector("h2")?.focus({ preventScroll: false });
  }

  close() {
    if (!this.panel) return;
    this.panel.close();
    this.panel.root.remove();
    this.panel = null;
    this.side.classList.remove("with-panel");
    this.network.choose(-1);
    this.canvas.focus({ preventScroll: true });
  }

  #newPanel() {
    return new TeacherPanel(this.app, {
      close: () => this.close(),
      open: (post) => this.open(post),
      choices: this.app.link.offers("choices") ?
        async (post) => await this.app.link.ask("choices", { key: "main", post }) : null,
    });
  }

  async #refresh() {
    const { panel } = this;
    if (this.asking || !panel) return;
    this.asking = true;
    try {
      const view = await this.app.link.ask("teacher", { key: "main", post: panel.post });
      if (this.panel === panel) panel.show(view);
    } catch (error) {
      if (!(error instanceof Gone)) this.app.fault(error);
    } finally {
      this.asking = false;
    }
    if (this.panel && this.panel.shown !== this.panel.post) this.#refresh();
  }
}
