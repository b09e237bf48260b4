// @ts-check
// Lessons for one: choose, predict, run, understand. Nothing runs before a prediction is committed. What one has done outlives
// a reload (lessonkept.js); the address says the lesson and the step.

import { fill, h, percent } from "../kit/dom.js";
import { LeversPart } from "../kit/freelevers.js";
import { cards, current, isSeed, kept, schoolNumber, STEPS } from "./lessonkept.js";
import { Others } from "./others.js";
import { OutcomePart } from "../kit/outcome.js";
import { discussion, settings, sources, story, WhyPart } from "../kit/parts.js";
import { seriesOf } from "../kit/pictures.js";
import { committed, predictor } from "../kit/predict.js";
import { small, t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").LessonOutcome} LessonOutcome */
/** @typedef {Record<string, number>} Values - of levers, by name */
/** @typedef {import("../kit/types").Child} Child */

let jobs = 0;

export class Page {
  // What belongs to the lesson that is open:
  /** @type {import("../kit/protocol").Lesson | null} */
  lesson = null;
  /** @type {import("./lessonkept.js").Kept} */
  kept;
  /** @type {Others | null} */
  others = null;
  /** @type {OutcomePart | null} */
  outcomePart = null;
  /** @type {LeversPart | null} */
  leversPart = null;
  /** @type {LessonOutcome | null} */
  outcome = null;
  /** @type {LessonOutcome | null} */
  moved = null;
  /** @type {Values | null} */
  waitingLevers = null; // to be tried once the outcome is there
  /** @type {Values | null} */
  jobLevers = null; // of the schools that live now
  job = 0;
  at = 0;
  wanted = false;

  /** @param {import("./main.js").Application} app */
  constructor(app) {
    this.app = app;
    this.link = app.link;
    /** @type {import("../kit/protocol").LessonCard[]} */
    this.lessons = [];
    /** @type {{ close: () => void }[]} */
    this.parts = [];
    /** @type {(() => void)[]} */
    this.ready = [];
    this.where = h("ol.steps");
    this.body = h("section.sheet.step", { "aria-live": "off" });
    this.back = h("button", { onclick: () => this.#go(this.at - 1) }, t`Back`);
    this.next = h("button.main-button", { onclick: () => this.#go(this.at + 1) }, t`Continue`);
    this.hint = h("span.fine", { role: "status" });
    this.lockedSaid = h("p.notice", { role: "status", hidden: true });
    this.bar = h("progress", { max: 1, value: 0, "aria-label": t`Progress`, hidden: true });
    this.runText = h("p.fine", { role: "status" });
    this.runButton = h("button.main-button", { onclick: () => this.#run(true) });
    this.root = h("div.wide.lessons", { tabIndex: -1 });
    this.link.hear("lesson", (news) => this.#news(news));
  }

  /** @param {string} query */
  async begin(query) {
    const parameters = new URLSearchParams(query);
    const was = parameters.has("lesson") || parameters.has("list") ? null : current.get();
    const name = parameters.get("lesson") ?? was?.name;
    try {
      const { lessons } = await this.link.ask("lessons");
      this.lessons = lessons;
      if (name && lessons.some((l) => l.name === name))
        await this.#open(name, parameters.get("step") ?? was?.step ?? null, parameters.get("seed"));
      else {
        if (parameters.get("lesson")) this.app.say(t`There is no lesson ${name}; here are those there are.`, "fault");
        this.#list();
      }
    } catch (error) {
      this.app.fault(error);
    }
    this.root.dataset.week = "0";
  }

  close() {
    this.#closeParts();
    this.others?.close();
    this.link.ask("cancel", { job: "lesson" });
    this.link.ask("cancel", { job: "lesson_others" });
  }

  #closeParts() {
    for (const part of this.parts) part.close();
    this.parts = [];
  }

  // ---------------------------------------------------------------- the list

  #list(focus = false) {
    this.#closeParts();
    this.lesson = null;
    current.set(null);
    this.app.setQuery(this, "list=1");
    const heading = h("h1", { tabIndex: -1 }, t`Lessons`);
    fill(
      this.root,
      h(
        "div.pagehead",
        {},
        heading,
        h("p.soft", {}, t`A question from the literature. You commit to an answer, then schools live it, then you see why.`),
      ),
      cards(this.lessons, (name) => this.#enter(name)),
      this.lessons.length ? null : h("p", {}, t`There are no lessons in this installation.`),
      h(
        "p.fine",
        {},
        t`With a class, this lets everybody join with a telephone:`,
        " ",
        h("code", {}, `${this.app.catalogue.program} class --host ADDRESS`),
      ),
    );
    document.title = `${t`Lessons`} · ${t`Collective action among teachers`}`;
    if (focus) heading.focus({ preventScroll: true });
  }

  #toList() {
    this.#push("list=1");
    this.#list(true);
  }

  // The lesson that is open; only asked for while one is.
  get #now() {
    return /** @type {import("../kit/protocol").Lesson} */ (this.lesson);
  }

  /** @param {string} name */
  #enter(name) {
    this.#push(`lesson=${encodeURIComponent(name)}&step=question`);
    this.#open(name, "question", null, true);
  }

  /** @param {string} query */
  #push(query) {
    this.app.place.write(`${query}&page=lessons`, true);
  }

  // ---------------------------------------------------------------- one lesson

  /** @type {(name: string, step: string | null, seed: string | null, focus?: boolean) => Promise<void>} */
  async #open(name, step, seed, focus = false) {
    const lesson = await this.link.ask("lesson", { name });
    this.lesson = lesson;
    this.kept = kept.get(name);
    const other = isSeed(seed) && Number(seed) !== this.kept.seed;
    if (other && !this.kept.committed) this.kept.seed = Number(seed);
    else if (other)
      this.app.say(
        t`You have committed a prediction for schools number ${this.kept.seed}; “Start again” at the end of the lesson lets
          you take others.`,
      );
    this.outcome = this.moved = this.waitingLevers = null;
    this.others?.close();
    this.others = new Others(this.app, lesson, () => this.kept.seed);
    document.title = `${lesson.title} · ${t`Collective action among teachers`}`;
    fill(
      this.root,
      h(
        "div.pagehead",
        {},
        h("button.link", { onclick: () => this.#toList() }, t`All lessons`),
        h("h1", {}, lesson.title),
        h("p.soft", {}, t`${lesson.minutes} minutes`),
      ),
      h("nav", { "aria-label": t`Steps of the lesson` }, this.where),
      this.lockedSaid,
      this.body,
      h("div.stepfoot", {}, this.back, h("span.grow"), this.hint, this.next),
    );
    const at = STEPS.findIndex(([n]) => n === step);
    if (this.kept.far >= 3) this.#run(); // the same seed gives the same schools, so nothing but time is lost
    this.#show(Math.min(Math.max(at, 0), this.kept.far), focus);
    this.lockedSaid.textContent = this.#locked(at);
    this.lockedSaid.hidden = !this.lockedSaid.textContent;
  }

  /** @type {(at: number) => string} - why a step is not open, or "" */
  #locked(at) {
    if (this.#may(at)) return "";
    return this.kept.committed ? t`Run your schools first; then this step opens.` : t`Predict first; then this step opens.`;
  }

  /** @param {Partial<import("./lessonkept.js").Kept>} values */
  #keep(values) {
    Object.assign(this.kept, values);
    kept.set(this.#now.name, this.kept);
    current.set({ name: this.#now.name, step: STEPS[this.at][0] });
  }

  /** @param {number} at */
  #go(at) {
    if (at < 0 || at >= STEPS.length || !this.#may(at)) return;
    this.#push(this.#query(at));
    this.lockedSaid.hidden = true;
    this.#show(at);
  }

  /** @param {number} at */
  #query(at) {
    return `lesson=${encodeURIComponent(this.#now.name)}&step=${STEPS[at][0]}&seed=${this.kept.seed}`;
  }

  // What is open: nothing after the prediction before it is committed, nothing after the run before that is done.
  /** @param {number} at */
  #may(at) {
    return at <= 1 || (at === 2 && this.kept.committed) || (at >= 3 && this.kept.far >= 3);
  }

  /** @type {(at: number, focus?: boolean) => void} */
  #show(at, focus = true) {
    this.#closeParts();
    this.at = at;
    this.#keep({ far: Math.max(this.kept.far, at) });
    this.app.setQuery(this, this.#query(at));
    fill(
      this.where,
      STEPS.map(([name, title], k) =>
        h(
          "li",
          {},
          h(
            "button.stepbutton",
            {
              "aria-current": k === at ? "step" : null,
              "data-step": name,
              onclick: () => this.#go(k),
            },
            h("span.stepnumber", {}, k + 1),
            h("span.steptitle", {}, title),
          ),
        ),
      ),
    );
    const heading = h("h2", { tabIndex: -1 });
    const [name, title] = STEPS[at];
    heading.textContent = name === "question" ? this.#now.question : name === "predict" ? this.#now.prediction.ask : title;
    fill(
      this.body,
      h("p.stepof", {}, t`Step ${at + 1} of ${STEPS.length}: ${small(title)}`),
      heading,
      this.#steps[name](),
    );
    this.body.dataset.step = name;
    this.#foot();
    for (const ready of this.ready) ready();
    this.ready = [];
    if (focus) {
      heading.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }

  #foot() {
    this.back.disabled = this.at === 0;
    this.next.hidden = this.at === STEPS.length - 1;
    this.next.disabled = !this.#may(this.at + 1);
    const missing = ["", t`Commit your prediction to go on.`, t`Run your schools to go on.`][this.at] ?? "";
    this.hint.textContent = this.next.disabled ? missing : "";
    for (const button of this.where.querySelectorAll("button")) {
      button.title = this.#locked(STEPS.findIndex(([n]) => n === button.dataset.step));
      button.disabled = Boolean(button.title);
    }
  }

  // ---------------------------------------------------------------- the steps

  /** @type {Record<import("./lessonkept.js").Step, () => Child>} */
  #steps = {
    question: () => this.#questionStep(),
    predict: () => this.#predictStep(),
    run: () => this.#runStep(),
    outcome: () => this.#outcomeStep(),
    why: () => this.#whyStep(),
    levers: () => this.#leversStep(),
    discuss: () => this.#discussStep(),
  };

  #questionStep() {
    return [
      story(this.#now),
      h("h3", {}, t`The two settings, with the same schools and the same luck`),
      settings(this.#now),
      this.#schools(),
      sources(this.#now),
    ];
  }

  // Which schools one has: a number that may be chosen until a prediction is committed.
  #schools() {
    return schoolNumber(this.kept, {
      say: (text) => this.app.say(text, "fault"),
      choose: (seed) => {
        this.#keep({ seed });
        this.app.setQuery(this, this.#query(this.at));
      },
    });
  }

  #predictStep() {
    if (this.kept.committed)
      return [
        committed(this.#now, this.kept.prediction),
        this.#schools(),
        h("p.fine", {}, t`A prediction stays as it is once it is committed. “Start again” at the end forgets it.`),
      ];
    const commit = h(
      "button.main-button",
      {
        disabled: this.kept.prediction === null,
        onclick: () => {
          this.#keep({ committed: true });
          this.#go(2);
        },
      },
      t`Commit this prediction`,
    );
    const input = predictor(this.#now, this.kept.prediction, (value) => {
      this.#keep({ prediction: value });
      commit.disabled = false;
    });
    return [
      input.root,
      h("div.line-up", {}, commit, h("span.fine", {}, t`Nothing runs before you commit, and then it stays.`)),
      h("p.fine", {}, t`For a whole room: commit what most hands said.`),
    ];
  }

  #runStep() {
    const lesson = this.#now;
    this.bar.hidden = true;
    this.bar.value = 0;
    this.runButton.disabled = false;
    this.runButton.textContent = t`Run ${lesson.schools} schools`;
    this.runText.textContent = this.kept.far >= 3 ? t`They have lived: go on to the outcome.` : "";
    return [
      committed(lesson, this.kept.prediction),
      this.#schools(),
      h(
        "p",
        {},
        t`${lesson.schools} schools will live ${lesson.years} years twice: once with “${lesson.base.label}”, once with
          “${lesson.other.label}”, with the same people and the same luck. Everything else is locked.`,
      ),
      settings(lesson),
      h("div.computation", {}, this.runButton, this.bar),
      this.runText,
    ];
  }

  #outcomeStep() {
    const part = new OutcomePart(this.#now);
    this.parts.push(part);
    this.outcomePart = part;
    const waiting = h("div.loading", { hidden: Boolean(this.outcome) }, h("span.spinner"), t`The schools live again …`);
    part.root.hidden = !this.outcome;
    this.ready.push(() => {
      if (this.outcome) part.show(this.outcome, this.kept.prediction);
      this.others?.show();
    });
    return [this.#schools(), waiting, part.root, this.others?.root];
  }

  #whyStep() {
    const part = new WhyPart(this.app, this.#now, {
      look: (at) => this.link.ask("lesson_look", { name: this.#now.name, at, seed: this.kept.seed }),
      open: (query, post, at) =>
        this.app.go("school", `${query}&teacher=${post}&lesson=${encodeURIComponent(this.#now.name)}&point=${at}`),
    });
    this.parts.push(part);
    return [part.root];
  }

  #leversStep() {
    const lesson = this.#now;
    const part = new LeversPart(lesson, { give: (values) => this.#try(values) });
    this.parts.push(part);
    this.leversPart = part;
    this.ready.push(() => this.#showLevers());
    return [
      h(
        "p",
        {},
        lesson.levers.length === 1 ? t`Only this lever is free.` : t`Only these levers are free.`,
        " ",
        t`Move one: the same schools live “${lesson.other.label}” again.`,
      ),
      part.root,
    ];
  }

  #discussStep() {
    /** @type {(text: string, more: 0 | 1) => HTMLElement} */
    const again = (text, more) => {
      const begin = () => {
        kept.set(this.#now.name, { seed: this.kept.seed + more });
        this.#enter(this.#now.name);
      };
      return h("button", { onclick: begin }, text);
    };
    return [
      discussion(this.#now),
      h(
        "div.line-up",
        {},
        again(t`Start again`, 0),
        again(t`Start again with other schools`, 1),
        h("button", { onclick: () => this.#toList() }, t`All lessons`),
      ),
    ];
  }

  // ---------------------------------------------------------------- running

  /** @type {(shown?: boolean, levers?: Values | null) => Promise<void>} */
  async #run(shown = false, levers = null) {
    this.job = ++jobs;
    this.jobLevers = levers;
    if (shown) {
      this.runButton.disabled = true;
      this.bar.hidden = false;
      this.runText.textContent = t`Living …`;
      this.wanted = true;
    }
    try {
      await this.link.ask("lesson_run", {
        name: this.#now.name,
        job: this.job,
        prediction: this.kept.prediction,
        seed: this.kept.seed,
        levers,
      });
    } catch (error) {
      this.app.fault(error);
      if (shown) this.runButton.disabled = false;
      if (levers) this.leversPart?.busy("");
    }
  }

  /** @param {import("../kit/protocol").LessonNews} news */
  #news(news) {
    if (news.job !== this.job || !this.lesson) return;
    if (news.fault) {
      this.app.say(news.fault, "fault");
      if (this.at === 2) this.runButton.disabled = false;
    }
    if (news.progress !== undefined && !this.jobLevers) {
      this.bar.value = news.progress;
      this.runText.textContent = t`${percent(news.progress)} of the schools have lived.`;
    }
    const { outcome } = news;
    if (!outcome) return;
    if (this.jobLevers) {
      this.moved = outcome;
      const { main, levers } = this.#now;
      const point = [seriesOf(outcome, main).over_other[0], ...levers.map((l) => outcome.levers[l.name])];
      this.#keep({ tried: [...this.kept.tried, point].slice(-60) });
      this.leversPart?.busy("");
      this.#showLevers();
      return;
    }
    this.outcome = outcome;
    if (this.at === 2 && this.wanted) {
      this.wanted = false;
      this.#keep({ far: 3 });
      this.#go(3);
    } else if (this.at === 3) this.#show(3, false);
    else if (this.at === 5) this.#showLevers();
    if (this.waitingLevers) this.#run(false, this.waitingLevers);
    this.waitingLevers = null;
  }

  /** @param {Values} values */
  #try(values) {
    this.leversPart?.busy(t`The schools live again …`);
    if (this.outcome) this.#run(false, values);
    else this.waitingLevers = values; // after a reload the outcome itself comes first
  }

  #showLevers() {
    if (!this.leversPart || this.at !== 5 || !this.outcome) return;
    const [base] = seriesOf(this.outcome, this.#now.main).over_base;
    this.leversPart.show({ outcome: this.outcome, moved: this.moved, tried: this.kept.tried, outcomes: [{ base }] });
  }
}
