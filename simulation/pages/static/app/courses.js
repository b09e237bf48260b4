// @ts-check
// The courses of a living school: charts on one time axis, which point, zoom and are marked together, and what a hundred other
// schools do behind their lines.

import { Courses } from "../kit/charts.js";
import { h, percent } from "../kit/dom.js";
import { when } from "./transport.js";
import { t } from "../kit/words.js";

// So many schools show the usual range from the first moment on; only where they cost a fraction of a second.
const FEW = 20;
const CHEAP = 1_000_000; // teacher-weeks
const MANY = 100;

export class LivingCourses {
  /**
   * @param {import("./main.js").Application} app
   * @param {(week: number) => void} seek - told which week of a chart was clicked
   */
  constructor(app, seek) {
    this.app = app;
    this.seek = seek;
    /** @type {Courses[]} */
    this.charts = []; // once the page is on show: they are drawn as large as their boxes
    this.drawn = 0; // when they were drawn last
    this.job = 0; // of the other schools
    this.pointedAt = h("span.fine");
    this.zoomOut = h("button.small", { hidden: true, onclick: () => this.#zoom(null) }, t`All years`);
    this.bandSaid = h("span.fine");
    this.bandBox = h("input", { type: "checkbox", id: "band", onchange: () => this.#bandSwitched() });
    const band = h("label.check", { htmlFor: "band" }, this.bandBox, " ", t`${MANY} other schools behind the lines`);
    this.boxes = app.catalogue.courses.map(() => h("div.chart"));
    this.parts = [
      h("div.bandline", {}, band, this.bandSaid, this.pointedAt, this.zoomOut),
      app.catalogue.courses.map((course, k) =>
        h("figure", {}, h("figcaption", {}, h("strong", {}, course.title), h("span.fine", {}, course.what)), this.boxes[k]),
      ),
    ];
  }

  begin() {
    const axis = {
      point: (/** @type {number | null} */ week) => this.#point(week),
      seek: this.seek,
      zoom: (/** @type {[number, number] | null} */ span) => this.#zoom(span),
    };
    this.charts = this.app.catalogue.courses.map((course, k) => new Courses(this.boxes[k], course.lines, course.options, axis));
  }

  close() {
    for (const chart of this.charts) chart.close();
    this.app.link.ask("cancel", { job: "band-main" });
  }

  /**
   * Draw what is known, while a school is played no oftener than eyes follow.
   * @param {(number | null)[][]} rows - of each week
   * @param {Record<string, number>} columns - of a row, by outcome
   * @param {{ week: number, weeks: number, playing: boolean }} at
   */
  show(rows, columns, { week, weeks, playing }) {
    if (playing && week < weeks && performance.now() - this.drawn <= 180) return;
    this.drawn = performance.now();
    for (const chart of this.charts) chart.show(rows, columns, week, weeks, this.app.catalogue.clock.year);
  }

  /** @param {import("../kit/charts.js").Mark[]} marks */
  mark(marks) {
    for (const chart of this.charts) chart.mark(marks);
  }

  /** @param {number | null} week */
  #point(week) {
    for (const chart of this.charts) chart.point(week);
    this.pointedAt.textContent = week === null ? "" : when(week, this.app.catalogue.clock.year);
  }

  /** @param {[from: number, to: number] | null} span */
  #zoom(span) {
    for (const chart of this.charts) chart.zoom(span);
    this.zoomOut.hidden = span === null;
  }

  // ---------------------------------------------------------------- other schools

  /**
   * The school or its settings are others, and so are the schools behind it.
   * @param {number} posts
   * @param {number} weeks
   */
  renewBand(posts, weeks) {
    if (this.bandBox.checked) this.#askBand(MANY);
    else if (posts * weeks * FEW <= CHEAP) this.#askBand(FEW);
    else this.#noBand();
  }

  #bandSwitched() {
    if (this.bandBox.checked) this.#askBand(MANY);
    else {
      this.app.link.ask("cancel", { job: "band-main" });
      this.#noBand();
    }
  }

  #noBand() {
    this.job++; // what is still computed is not wanted any more
    this.bandSaid.textContent = "";
    for (const chart of this.charts) chart.setBand(null);
  }

  /** @param {number} runs */
  async #askBand(runs) {
    this.app.link.hear("band-main", (news) => {
      if (news.job !== this.job) return;
      if (news.progress) this.bandSaid.textContent = t`${percent(news.progress)} of ${runs} schools`;
      if (news.band) {
        this.bandSaid.textContent = t`Shaded: the middle 80 percent of ${runs} other schools`;
        for (const chart of this.charts) chart.setBand(news.band);
      }
      if (news.fault) this.app.say(news.fault, "fault");
    });
    try {
      this.job++;
      await this.app.link.ask("band", { key: "main", job: this.job, runs });
    } catch (error) {
      this.app.fault(error);
    }
  }
}
