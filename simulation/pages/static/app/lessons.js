// Lessons for one: choose, predict, run, understand. Nothing runs before a prediction is committed. What one has done outlives a
// reload (sessionStorage); the address says the lesson and the step.

import { fill, h, percent } from "../kit/dom.js";
import { discussion, LeversPart, LuckPart, OutcomePart, settings, sources, story, WhyPart } from "../kit/parts.js";
import { committed, predictor } from "../kit/predict.js";

const STEPS = [
  ["question", "Question"], ["predict", "Prediction"], ["run", "Run"], ["outcome", "Outcome"], ["why", "Why"], ["levers", "Levers"], ["discuss", "Discussion"],
];
const KINDS = { direction: "you say which way", choice: "you choose one", curve: "you sketch a curve" };
const CURRENT = "collective-action-lesson";
const LARGEST = 4294967295; // of numbers that schools can have
const isSeed = (text) => /^\d{1,10}$/.test(text ?? "") && Number(text) <= LARGEST;

const storage = {
  get(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null; // storage may be forbidden, or hold something else
    }
  },
  set(key, value) {
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // what was done then lasts as long as the page
    }
  },
};

let jobs = 0;

export class Page {
  constructor(app) {
    this.app = app;
    this.link = app.link;
    this.parts = [];
    this.root = h("div.wide.lessons", { tabIndex: -1 });
    this.link.hear("lesson", (news) => this.#news(news));
    this.link.hear("lesson_others", (news) => this.#othersNews(news));
  }

  async begin(query) {
    const parameters = new URLSearchParams(query);
    const kept = parameters.has("lesson") || parameters.has("list") ? null : storage.get(CURRENT);
    const name = parameters.get("lesson") ?? kept?.name;
    try {
      const { lessons } = await this.link.ask("lessons");
      this.lessons = lessons;
      if (name && lessons.some((l) => l.name === name)) await this.#open(name, parameters.get("step") ?? kept?.step, parameters.get("seed"));
      else {
        if (parameters.get("lesson")) this.app.say(`There is no lesson ${name}; here are those there are.`, "fault");
        this.#list();
      }
    } catch (error) {
      this.app.fault(error);
    }
    this.root.dataset.week = 0;
  }

  close() {
    this.#closeParts();
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
    storage.set(CURRENT, null);
    this.app.setQuery("list=1", true);
    fill(
      this.root,
      h("div.pagehead", {}, h("h1", { tabIndex: -1 }, "Lessons"), h("p.soft", {}, "A question from the literature. You commit to an answer, then schools live it, then you see why.")),
      h("ol.cards", {}, this.lessons.map((l) => {
        const done = storage.get(`${CURRENT}-${l.name}`);
        const state = !done?.committed ? "" : done.far >= STEPS.length - 1 ? "Done" : `Begun: ${STEPS[Math.min(done.far, STEPS.length - 1)][1].toLowerCase()}`;
        return h("li", {}, h("a.sheet.lessoncard", { href: `?page=lessons&lesson=${encodeURIComponent(l.name)}`, "data-lesson": l.name, onclick: (e) => (e.preventDefault(), this.#enter(l.name)) }, h("span.order", { "aria-hidden": "true" }, l.order), h("div", {}, h("h2", {}, l.title), h("p", {}, l.question), h("p.fine", {}, h("span.chip", {}, `${l.minutes} minutes`), h("span.chip", {}, KINDS[l.kind]), l.luck ? h("span.chip", {}, "with luck") : null, state ? h("span.chip.state", {}, state) : null))));
      })),
      this.lessons.length ? null : h("p", {}, "There are no lessons in this installation."),
      h("p.fine", {}, "With a class: ", h("code", {}, `${this.app.catalogue.program} class --host ADDRESS`), " lets everybody join with a telephone."),
    );
    document.title = "Lessons · Collective action among teachers";
    if (focus) this.root.querySelector("h1").focus({ preventScroll: true });
  }

  #enter(name) {
    this.#push(`lesson=${encodeURIComponent(name)}&step=question`);
    this.#open(name, "question", null, true);
  }

  #push(query) {
    const address = new URL(location.href);
    address.search = `?${query}&page=lessons`;
    history.pushState(null, "", address);
  }

  // ---------------------------------------------------------------- one lesson

  async #open(name, step, seed, focus = false) {
    this.lesson = await this.link.ask("lesson", { name });
    this.kept = { seed: 1, committed: false, prediction: null, far: 0, tried: [], ...storage.get(`${CURRENT}-${name}`) };
    if (isSeed(seed) && !this.kept.committed) this.kept.seed = Number(seed);
    else if (isSeed(seed) && Number(seed) !== this.kept.seed) this.app.say(`You have committed a prediction for schools number ${this.kept.seed}; “Start again” at the end of the lesson lets you take others.`);
    this.outcome = this.moved = this.waitingLevers = null;
    this.others = [];
    document.title = `${this.lesson.title} · Collective action among teachers`;
    this.where = h("ol.steps");
    this.body = h("section.sheet.step", { "aria-live": "off" });
    this.back = h("button", { onclick: () => this.#go(this.at - 1) }, "Back");
    this.next = h("button.main-button", { onclick: () => this.#go(this.at + 1) }, "Continue");
    this.hint = h("span.fine", { role: "status" });
    this.lockedSaid = h("p.notice", { role: "status", hidden: true });
    fill(
      this.root,
      h("div.pagehead", {}, h("button.link", { onclick: () => (this.#push("list=1"), this.#list(true)) }, "All lessons"), h("h1", {}, this.lesson.title), h("p.soft", {}, `${this.lesson.minutes} minutes`)),
      h("nav", { "aria-label": "Steps of the lesson" }, this.where), this.lockedSaid, this.body, h("div.stepfoot", {}, this.back, h("span.grow"), this.hint, this.next),
    );
    const at = STEPS.findIndex(([n]) => n === step);
    if (this.kept.far >= 3) this.#run(); // the same seed gives the same schools, so nothing but time is lost
    this.#show(Math.min(Math.max(at, 0), this.kept.far), focus);
    this.lockedSaid.textContent = this.#locked(at);
    this.lockedSaid.hidden = !this.lockedSaid.textContent;
  }

  // Why a step is not open, or "".
  #locked(at) {
    if (this.#may(at)) return "";
    return this.kept.committed ? "Run your schools first; then this step opens." : "Predict first; then this step opens.";
  }

  #keep(values) {
    Object.assign(this.kept, values);
    storage.set(`${CURRENT}-${this.lesson.name}`, this.kept);
    storage.set(CURRENT, { name: this.lesson.name, step: STEPS[this.at ?? 0][0] });
  }

  #go(at) {
    if (at < 0 || at >= STEPS.length || !this.#may(at)) return;
    this.#push(this.#query(at));
    this.lockedSaid.hidden = true;
    this.#show(at);
  }

  #query(at) {
    return `lesson=${encodeURIComponent(this.lesson.name)}&step=${STEPS[at][0]}&seed=${this.kept.seed}`;
  }

  // What is open: nothing after the prediction before it is committed, nothing after the run before that is done.
  #may(at) {
    return at <= 1 || (at === 2 && this.kept.committed) || (at >= 3 && this.kept.far >= 3);
  }

  #show(at, focus = true) {
    this.#closeParts();
    this.at = at;
    this.#keep({ far: Math.max(this.kept.far, at) });
    this.app.setQuery(this.#query(at), true);
    fill(this.where, STEPS.map(([name, title], k) => h("li", {}, h("button.stepbutton", { "aria-current": k === at ? "step" : null, disabled: !this.#may(k), title: this.#locked(k), "data-step": name, onclick: () => this.#go(k) }, h("span.stepnumber", {}, k + 1), h("span.steptitle", {}, title)))));
    const heading = h("h2", { tabIndex: -1 });
    const [name, title] = STEPS[at];
    heading.textContent = name === "question" ? this.lesson.question : name === "predict" ? this.lesson.prediction.ask : title;
    fill(this.body, h("p.stepof", {}, `Step ${at + 1} of ${STEPS.length}: ${title.toLowerCase()}`), heading, this[`_${name}`]());
    this.body.dataset.step = name;
    this.#foot();
    for (const ready of this.ready ?? []) ready();
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
    this.hint.textContent = this.next.hidden || !this.next.disabled ? "" : this.at === 1 ? "Commit your prediction to go on." : this.at === 2 ? "Run your schools to go on." : "";
    for (const button of this.where.querySelectorAll("button")) {
      button.title = this.#locked(STEPS.findIndex(([n]) => n === button.dataset.step));
      button.disabled = Boolean(button.title);
    }
  }

  // ---------------------------------------------------------------- the steps

  _question() {
    return [story(this.lesson), h("h3", {}, "The two settings, with the same schools and the same luck"), settings(this.lesson), this.#schools(), sources(this.lesson)];
  }

  // Which schools one has: a number that may be chosen until a prediction is committed.
  #schools() {
    if (this.kept.committed) return h("p.fine.schoolnumber", {}, `Your schools: number ${this.kept.seed}.`);
    const box = h("input", { type: "number", id: "seed", min: 0, max: LARGEST, step: 1, value: this.kept.seed, onchange: () => {
      if (!isSeed(box.value)) {
        this.app.say(`The number of your schools is a whole number from 0 to ${LARGEST}.`, "fault");
        box.value = this.kept.seed;
        return;
      }
      this.#keep({ seed: Number(box.value) });
      this.app.setQuery(this.#query(this.at), true);
    } });
    return h("p.schoolnumber", {}, h("label", { htmlFor: "seed" }, "Your schools: number "), box, h("span.fine", {}, " Another number, other schools. If your handout names a seed, enter it."));
  }

  _predict() {
    if (this.kept.committed) return [committed(this.lesson, this.kept.prediction), this.#schools(), h("p.fine", {}, "A prediction stays as it is once it is committed. “Start again” at the end forgets it.")];
    const commit = h("button.main-button", { disabled: this.kept.prediction === null, onclick: () => {
      this.#keep({ committed: true });
      this.#go(2);
    } }, "Commit this prediction");
    const input = predictor(this.lesson, this.kept.prediction, (value) => {
      this.#keep({ prediction: value });
      commit.disabled = false;
    });
    return [input.root, h("div.line-up", {}, commit, h("span.fine", {}, "Nothing runs before you commit, and then it stays.")), h("p.fine", {}, "For a whole room: commit what most hands said.")];
  }

  _run() {
    this.bar = h("progress", { max: 1, value: 0, "aria-label": "Progress", hidden: true });
    this.runText = h("p.fine", { role: "status" });
    this.runButton = h("button.main-button", { onclick: () => this.#run(true) }, `Run ${this.lesson.schools} schools`);
    if (this.kept.far >= 3) this.runText.textContent = "They have lived: go on to the outcome.";
    const { lesson } = this;
    return [
      committed(lesson, this.kept.prediction), this.#schools(),
      h("p", {}, `${lesson.schools} schools will live ${lesson.years} years twice: once with “${lesson.base.label}”, once with “${lesson.other.label}”, with the same people and the same luck. Everything else is locked.`),
      settings(lesson), h("div.computation", {}, this.runButton, this.bar), this.runText,
    ];
  }

  _outcome() {
    const part = new OutcomePart(this.lesson);
    this.parts.push(part);
    this.outcomePart = part;
    const many = this.lesson.claim.some((c) => c.luck);
    const luck = new LuckPart(this.lesson);
    this.parts.push(luck);
    this.luckPart = luck;
    this.othersButton = h("button", { onclick: () => this.#askOthers() }, "Run 24 other seeds");
    this.othersText = h("span.fine", { role: "status" });
    (this.ready ??= []).push(() => {
      if (this.outcome) part.show(this.outcome, this.kept.prediction);
      if (this.others.length) luck.show(this.others);
    });
    const waiting = h("div.loading", {}, h("span.spinner"), "The schools live again …");
    this.waiting = waiting;
    waiting.hidden = Boolean(this.outcome);
    part.root.hidden = !this.outcome;
    return [this.#schools(), waiting, part.root, h(`details.fold${many ? ".asks" : ""}`, { open: many }, h("summary", {}, "How much of this is luck?"), h("p", {}, many ? "The question itself is about luck: one school, or one class, cannot tell. See how other seeds come out." : "Other seeds are other schools with other luck, as other students would have them."), h("div.line-up", {}, this.othersButton, this.othersText), luck.root)];
  }

  _why() {
    const part = new WhyPart(this.app, this.lesson, {
      look: (at) => this.link.ask("lesson_look", { name: this.lesson.name, at, seed: this.kept.seed }),
      open: (query, post, at) => this.app.go("school", `${query}&teacher=${post}&lesson=${encodeURIComponent(this.lesson.name)}&point=${at}`),
    });
    this.parts.push(part);
    return [part.root];
  }

  _levers() {
    const part = new LeversPart(this.lesson, { give: (values) => this.#try(values) });
    this.parts.push(part);
    this.leversPart = part;
    (this.ready ??= []).push(() => this.#showLevers());
    return [h("p", {}, `Only ${this.lesson.levers.length === 1 ? "this lever is" : "these levers are"} free. Move one: the same schools live “${this.lesson.other.label}” again.`), part.root];
  }

  _discuss() {
    const again = h("button", { onclick: () => {
      storage.set(`${CURRENT}-${this.lesson.name}`, { seed: this.kept.seed });
      this.#enter(this.lesson.name);
    } }, "Start again");
    const anew = h("button", { onclick: () => {
      const seed = this.kept.seed + 1;
      storage.set(`${CURRENT}-${this.lesson.name}`, { seed });
      this.#enter(this.lesson.name);
    } }, "Start again with other schools");
    return [discussion(this.lesson), h("div.line-up", {}, again, anew, h("button", { onclick: () => (this.#push("list=1"), this.#list(true)) }, "All lessons"))];
  }

  // ---------------------------------------------------------------- running

  async #run(shown = false, levers = null) {
    this.job = ++jobs;
    this.jobLevers = levers;
    if (shown) {
      this.runButton.disabled = true;
      this.bar.hidden = false;
      this.runText.textContent = "Living …";
      this.wanted = true;
    }
    try {
      await this.link.ask("lesson_run", { name: this.lesson.name, job: this.job, prediction: this.kept.prediction, seed: this.kept.seed, levers });
    } catch (error) {
      this.app.fault(error);
      if (shown) this.runButton.disabled = false;
      if (levers) this.leversPart.busy("");
    }
  }

  #news(news) {
    if (news.job !== this.job || !this.lesson) return;
    if (news.fault) {
      this.app.say(news.fault, "fault");
      if (this.at === 2) this.runButton.disabled = false;
    }
    if (news.progress !== undefined && this.bar && !this.jobLevers) {
      this.bar.value = news.progress;
      this.runText.textContent = `${percent(news.progress)} of the schools have lived.`;
    }
    if (!news.outcome) return;
    if (this.jobLevers) {
      this.moved = news.outcome;
      const s = news.outcome.series.find((one) => one.outcome === this.lesson.main);
      this.#keep({ tried: [...this.kept.tried, [s.over_other[0], ...this.lesson.levers.map((l) => news.outcome.levers[l.name])]].slice(-60) });
      this.leversPart?.busy("");
      this.#showLevers();
      return;
    }
    this.outcome = news.outcome;
    if (this.at === 2 && this.wanted) {
      this.wanted = false;
      this.#keep({ far: 3 });
      this.#go(3);
    } else if (this.at === 3) this.#show(3, false);
    else if (this.at === 5) this.#showLevers();
    if (this.waitingLevers) this.#run(false, this.waitingLevers);
    this.waitingLevers = null;
  }

  #try(values) {
    this.leversPart.busy("The schools live again …");
    if (this.outcome) this.#run(false, values);
    else this.waitingLevers = values; // after a reload the outcome itself comes first
  }

  #showLevers() {
    if (!this.leversPart || this.at !== 5 || !this.outcome) return;
    const base = this.outcome.series.find((one) => one.outcome === this.lesson.main).over_base[0];
    this.leversPart.show({ outcome: this.outcome, moved: this.moved, tried: this.kept.tried, outcomes: [{ base }] });
  }

  async #askOthers() {
    this.others = [];
    this.othersJob = ++jobs;
    this.othersButton.disabled = true;
    this.othersText.textContent = "Beginning …";
    try {
      await this.link.ask("lesson_others", { name: this.lesson.name, job: this.othersJob, seed: this.kept.seed });
    } catch (error) {
      this.app.fault(error);
      this.othersButton.disabled = false;
    }
  }

  #othersNews(news) {
    if (news.job !== this.othersJob || !this.lesson) return;
    if (news.fault) this.app.say(news.fault, "fault");
    if (news.brief) this.others.push(news.brief);
    if (this.at !== 3) return;
    if (news.progress) this.othersText.textContent = percent(news.progress);
    if (news.done || news.fault) {
      this.othersButton.disabled = false;
      this.othersText.textContent = news.done ? "Done" : "";
    }
    if (news.brief) this.luckPart.show(this.others);
  }
}
