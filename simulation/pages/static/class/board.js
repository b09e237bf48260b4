// @ts-check
// The board: what the whole class sees of the professor's page in each phase.

import { crowdOption, crowdWords, scatterOption } from "../kit/crowd.js";
import { capital, fill, h } from "../kit/dom.js";
import { discussion, settings, story, WhyPart } from "../kit/parts.js";
import { dotsOption, Picture } from "../kit/pictures.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").Lesson} Lesson */
/** @typedef {import("../kit/protocol").ProfessorView} ProfessorView */
/** @typedef {import("./shared.js").Shared<import("../kit/protocol").ProfessorRequests, ProfessorView>} ProfessorsClass */
/** @typedef {import("../kit/types").Child} Child */

// A line whose letters are as large as fit beside each other.
/** @type {(name: string, text: string, more?: object) => HTMLElement} */
const inOneLine = (name, text, more = {}) => h(`p.${name}`, { style: `--letters:${text.length}`, ...more }, text);

export class Board {
  /** @type {{ close: () => void }[]} */
  parts = [];
  // What is renewed while a phase goes on, where it has it:
  /** @type {HTMLElement | null} */
  progress = null;
  /** @type {HTMLElement | null} */
  many = null;
  /** @type {HTMLElement | null} */
  crowdSaid = null;
  /** @type {Picture | null} */
  crowd = null;
  /** @type {Picture | null} */
  spread = null;
  /** @type {Picture | null} */
  points = null;
  lever = 0; // on the axis of the points

  /**
   * @param {import("../app/main.js").Application} app
   * @param {ProfessorsClass} shared
   */
  constructor(app, shared) {
    this.app = app;
    this.shared = shared;
    /** @type {import("../kit/protocol").JoinAddress[]} */
    this.addresses = [];
    this.meter = h("progress", { "aria-label": t`Progress`, style: "width:100%;height:14px;accent-color:var(--accent)" });
    this.root = h("section.sheet.board", { "aria-label": t`What the class sees` });
  }

  get view() {
    return this.shared.view;
  }

  close() {
    for (const part of this.parts) part.close();
    this.parts = [];
    this.progress = this.many = this.crowdSaid = null;
    this.crowd = this.spread = this.points = null;
  }

  /**
   * Draw the phase anew.
   * @param {Lesson | null} lesson - null only while the class waits at the door
   */
  show(lesson) {
    this.close();
    const { rounds, phase } = this.view;
    this.root.dataset.phase = phase;
    const shown = `${rounds}:${phase}`;
    const moved = this.root.dataset.shown !== shown;
    this.root.dataset.shown = shown;
    fill(this.root, lesson && phase !== "welcome" ? this.#phases[phase](lesson) : this.#welcome(lesson));
    if (moved) window.scrollTo(0, 0);
  }

  /**
   * Renew the numbers and pictures of the phase.
   * @param {Lesson | null} lesson
   */
  renew(lesson) {
    const { view } = this;
    if (this.progress) {
      const all = view.phase === "run";
      this.progress.textContent = all
        ? t`${view.lived} of ${view.joined} students’ schools have lived.`
        : t`${view.committed} of ${view.joined} have committed.`;
      this.meter.max = Math.max(1, view.joined);
      this.meter.value = all ? view.lived : view.committed;
    }
    if (this.many)
      this.many.textContent =
        view.joined === 0
          ? t`Nobody is in yet.`
          : view.joined > view.here
            ? t`${view.here} here of ${view.joined} who have joined.`
            : t`${view.here} here.`;
    const words = lesson ? crowdWords(lesson, view) : "";
    this.crowd?.draw(words);
    if (this.crowdSaid) this.crowdSaid.textContent = words;
    this.spread?.draw(t`Differences that ${view.outcomes.length} students saw.`);
    this.points?.draw(t`${view.trials.length} settings of the levers that students tried.`);
  }

  /** @param {string} text */
  #title(text) {
    return h("h1", { tabIndex: -1 }, text);
  }

  /** @param {"large" | "small"} size */
  #qr(size) {
    const { code } = this.addresses[0];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `0 0 ${code.size} ${code.size}`);
    svg.setAttribute("class", `qr ${size}`);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", t`QR code with the address and the code`);
    svg.setAttribute("shape-rendering", "crispEdges");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", code.path);
    svg.append(path);
    return svg;
  }

  // How to join, for the desk.
  joining() {
    return [
      h("div.blockhead", {}, h("span.codeword", {}, this.view.code)),
      h("p.joinline.fine", {}, this.addresses.map((a) => a.address).join("  or  ")),
    ];
  }

  /** @type {Record<Exclude<import("../kit/protocol").Phase, "welcome">, (lesson: Lesson) => Child>} */
  #phases = {
    predict: (lesson) => this.#predict(lesson),
    run: (lesson) => this.#run(lesson),
    reveal: (lesson) => this.#reveal(lesson),
    levers: (lesson) => this.#levers(lesson),
    discuss: (lesson) => [this.#title(t`To discuss`), discussion(lesson)],
  };

  /** @param {Lesson | null} lesson */
  #welcome(lesson) {
    this.many = h("p.many.soft", { role: "status" });
    return [
      this.#title(lesson ? lesson.title : t`Join the class`),
      lesson ? h("p.lead", {}, lesson.question) : null,
      h(
        "div.joinbox",
        {},
        h(
          "div.joinboard",
          {},
          this.#qr("large"),
          h(
            "div.joinwords",
            {},
            h("p.soft", {}, t`Open`),
            this.addresses.map((a) => inOneLine("joinline", a.address)),
            h("p.soft", { style: "margin-top:2.2vh" }, t`and enter`),
            inOneLine("codeword", this.view.code, { "data-testid": "code" }),
            this.many,
          ),
        ),
      ),
    ];
  }

  #bar() {
    this.progress = h("p.lead", { role: "status" });
    return h("div", {}, this.progress, this.meter);
  }

  /** @param {Lesson} lesson */
  #crowdBox(lesson) {
    const plot = h("div.plot.crowd");
    this.crowd = new Picture(plot, { option: (c) => crowdOption(c, plot, lesson, this.view) });
    this.parts.push(this.crowd);
    this.crowdSaid = h("p.fine");
    return h("div", {}, plot, this.crowdSaid);
  }

  /** @param {Lesson} lesson */
  #predict(lesson) {
    const shown = this.view.shown || this.view.revealed;
    return [
      this.#title(lesson.prediction.ask),
      this.#bar(),
      shown ? this.#crowdBox(lesson) : [story(lesson), settings(lesson)],
    ];
  }

  /** @param {Lesson} lesson */
  #run(lesson) {
    const shown = this.view.shown || this.view.revealed;
    return [
      this.#title(
        t`${lesson.schools} schools each, ${lesson.years} years, twice: “${lesson.base.label}” and “${lesson.other.label}”`,
      ),
      this.#bar(),
      shown ? this.#crowdBox(lesson) : [h("p.lead", {}, lesson.prediction.ask), settings(lesson)],
    ];
  }

  /** @param {Lesson} lesson */
  #reveal(lesson) {
    const dots = h("div.plot.small-crowd");
    this.spread = new Picture(dots, {
      option: (c) =>
        dotsOption(
          c,
          dots,
          this.view.outcomes.map((o) => o.difference),
          { name: `${lesson.said}: ${t`${lesson.other.label} less ${lesson.base.label}; a dot is a student`}` },
        ),
    });
    this.parts.push(this.spread);
    const why = new WhyPart(this.app, lesson, {
      look: (at) => this.shared.link.ask("look", { at }),
      open: (query, post) => this.app.go("school", `${query}&teacher=${post}`),
    });
    this.parts.push(why);
    return [
      this.#title(lesson.question),
      this.#crowdBox(lesson),
      dots,
      h("details.fold.large", {}, h("summary", {}, t`Why`), why.root),
    ];
  }

  /** @param {Lesson} lesson */
  #levers(lesson) {
    this.lever = 0;
    const plot = h("div.plot.crowd");
    this.points = new Picture(plot, {
      option: (c) =>
        scatterOption(c, plot, lesson, {
          trials: this.view.trials,
          outcomes: this.view.outcomes,
          lever: this.lever,
        }),
    });
    this.parts.push(this.points);
    const why = h("p.lead", {}, lesson.levers[0]?.why ?? "");
    const axis = h(
      "div.segments",
      { role: "group", "aria-label": t`Lever on the axis`, hidden: lesson.levers.length < 2 },
      lesson.levers.map((l, k) =>
        h(
          "button.small",
          {
            "aria-pressed": String(k === 0),
            onclick: () => {
              this.lever = k;
              [...axis.children].forEach((b, j) => b.setAttribute("aria-pressed", String(j === k)));
              why.textContent = l.why;
              this.renew(lesson);
            },
          },
          capital(l.label),
        ),
      ),
    );
    return [this.#title(t`Which lever moves ${lesson.said}?`), h("div.blockhead", {}, why, axis), plot];
  }

  over() {
    this.close();
    fill(
      this.root,
      this.#title(t`The class is over`),
      h(
        "p.lead",
        {},
        t`Nobody comes in any more. What the class did can be downloaded until the program ends in the terminal; then it is
          forgotten.`,
      ),
    );
  }
}
