// A student in a class: the door, where the code is asked for, and then one page that follows what the professor opens.

import { fill, h } from "../kit/dom.js";
import { Link } from "../kit/link.js";
import { Application, dress, PAGES } from "../app/main.js";
import { discussion, LeversPart, OutcomePart, settings, story, WhyPart } from "../kit/parts.js";
import { crowdOption, crowdWords, Picture } from "../kit/pictures.js";
import { committed, inWords, predictor } from "../kit/predict.js";
import { drawer, Wire } from "../kit/wire.js";

const token = drawer(() => localStorage, "collective-action-class");

async function begin() {
  const place = h("div");
  document.body.append(place);
  document.documentElement.dataset.look = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  await dress("/files/");
  const code = decodeURIComponent(location.hash.slice(1));
  let said = "";
  if (token.get()) {
    try {
      await enter(place, "come", { token: token.get() });
      return;
    } catch (error) {
      if (error.shut) token.set(null); // another class, or none any more, or taken out of it
      said = error.message;
    }
  }
  door(place, code, said);
}

// The code is asked for; whoever came by the QR code has it in the address and only presses the button.
function door(place, code = "", said = "") {
  const box = h("input", { type: "text", id: "code", value: code, maxLength: 8, autocomplete: "off", autocapitalize: "characters", spellcheck: false, required: true, "aria-describedby": "doorsaid" });
  const report = h("p", { id: "doorsaid", role: "alert" }, said);
  const button = h("button.main-button", { type: "submit" }, "Join");
  const form = h("form.sheet.doorway", { onsubmit: async (e) => {
    e.preventDefault();
    button.disabled = true;
    report.className = "";
    report.textContent = "One moment …";
    try {
      await enter(place, "join", { code: box.value });
    } catch (error) {
      report.className = "trouble";
      report.textContent = error.message;
      button.disabled = false;
      box.select();
    }
  } }, h("h1", {}, "Join the class"), h("p.soft", {}, "No account and no name: you are given a nickname."), h("label.field", { htmlFor: "code" }, h("span", {}, "Code on the projector"), box), button, report);
  fill(place, h("div.app", {}, h("main", {}, form)));
  (code ? button : box).focus();
}

async function enter(place, ask, content) {
  let page = null;
  let credentials = { ask, content };
  const wire = new Wire({
    introduce: () => credentials,
    state: (state, sentence) => {
      if (state === "shut") leave(place, page, "You are not in the class", sentence);
      else page?.lineState(state, sentence);
    },
  });
  const link = new Link(wire);
  const shared = { view: {}, listeners: new Set() };
  link.hear("class", (changed) => {
    Object.assign(shared.view, changed);
    for (const listener of shared.listeners) listener(changed);
  });
  const answer = await wire.open();
  if (answer.token) token.set(answer.token);
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  credentials = { ask: "come", content: { token: answer.token ?? content.token } };
  const pages = [["class", "Class", async () => ({ Page: class extends ClassPage {
    constructor(app) {
      super(app, shared);
      page = this;
    }
  } })], ...PAGES.filter(([name]) => !["lessons", "yours"].includes(name))];
  const app = new Application(link, place, pages);
  window.collectiveAction = app; // for tests and for the curious
  const others = (free) => {
    for (const [name, tab] of app.tabs) if (name !== "class") tab.hidden = !free;
    if (!free && app.name && app.name !== "class") app.go("class", "");
  };
  others(false);
  shared.listeners.add((changed) => {
    if (changed.closed || changed.removed) {
      if (token.get() === credentials.content.token) token.set(null); // another tab may have joined anew already
      wire.close();
      if (changed.closed) leave(place, app, "The class is over", "Thank you for taking part.", "To the door");
      else leave(place, app, "You are no longer in the class", "The professor has taken you out of the class, with all you did in it; you can join again as a new student.");
    } else if ("free_play" in changed) others(changed.free_play);
  });
  await app.begin();
}

function leave(place, app, title, sentence, next = "Join again as a new student") {
  app?.close?.();
  const button = h("button.main-button", { onclick: () => location.reload() }, next);
  fill(place, h("div.app", {}, h("main.empty", {}, h("h1", {}, title), h("p", { role: "alert" }, sentence), button)));
  button.focus();
}

class ClassPage {
  constructor(app, shared) {
    this.app = app;
    this.link = app.link;
    this.shared = shared;
    this.parts = [];
    this.hear = (changed) => this.#changed(changed);
    shared.listeners.add(this.hear);
    this.me = h("strong");
    this.line = h("span.linestate", { role: "status" });
    this.count = h("span");
    this.body = h("section.sheet.step");
    this.root = h("div.wide.lessons", {}, h("p.whoami", {}, this.me, this.count, this.line), this.body);
  }

  async begin() {
    this.root.dataset.week = 0;
    await this.#changed(this.view);
  }

  close() {
    this.shared.listeners.delete(this.hear);
    this.#closeParts();
  }

  get view() {
    return this.shared.view;
  }

  lineState(state, sentence) {
    this.line.textContent = state === "open" ? "" : sentence;
  }

  #closeParts() {
    for (const part of this.parts) part.close();
    this.parts = [];
    this.outcome = this.levers = this.crowd = null;
  }

  // The page is drawn anew when the phase, the lesson or what is asked for is another; numbers and pictures are only renewed.
  async #changed() {
    const { view } = this;
    if (!view.phase || view.closed || view.removed) return;
    this.me.textContent = `You are ${view.you}`;
    this.count.textContent = `${view.joined} in the class${view.phase === "predict" || view.phase === "run" ? `, ${view.committed} have committed` : ""}`;
    const lesson = await this.#lesson();
    if (!lesson && view.phase !== "welcome") return;
    const where = JSON.stringify([view.round, view.lesson, view.phase]);
    const moved = where !== this.where;
    if (moved) this.changing = false;
    const what = JSON.stringify([view.round, view.lesson, view.phase, view.revealed, this.changing, view.prediction, Boolean(view.outcome)]);
    if (what !== this.drawn) {
      this.drawn = what;
      this.where = where;
      this.#closeParts();
      this.body.dataset.phase = view.phase;
      const heading = h("h2", { tabIndex: -1 });
      const parts = this[`_${view.phase}`](lesson, view, heading);
      fill(this.body, lesson && view.phase !== "welcome" ? h("p.stepof", {}, lesson.title) : null, heading, parts);
      if (moved && this.begun) {
        heading.focus({ preventScroll: true });
        window.scrollTo(0, 0);
      }
      this.begun = true;
    }
    this.#renew(lesson, view);
  }

  // The lesson as far as it may be read now; asked for again once it is revealed.
  async #lesson() {
    const { lesson, revealed } = this.view;
    if (!lesson) return null;
    const key = `${lesson}:${revealed}`;
    if (this.read?.key !== key) {
      try {
        this.read = { key, lesson: await this.link.ask("lesson") };
      } catch (error) {
        this.app.fault(error);
      }
    }
    return this.read?.lesson ?? null;
  }

  #renew(lesson, view) {
    if (this.outcome && view.outcome) {
      const at = JSON.stringify(view.outcome);
      if (this.outcomeShown !== at) this.outcome.show(view.outcome, view.prediction ?? null);
      this.outcomeShown = at;
    }
    if (this.crowd) this.crowd.draw(crowdWords(lesson, view));
    if (this.levers) {
      this.levers.lock(view.preset, view.levers_free);
      if (view.levers_free || view.waiting) this.levers.busy(view.waiting ? "Your schools live again …" : "");
      if (view.outcome) this.levers.show({ outcome: view.outcome, moved: view.trial, tried: view.tried ?? [], trials: view.trials ?? [], outcomes: view.outcomes ?? [] });
    }
  }

  #wait(text) {
    return h("p.waiting", { role: "status" }, h("span.spinner"), text);
  }

  // ---------------------------------------------------------------- the phases

  _welcome(lesson, view, heading) {
    heading.textContent = lesson ? lesson.question : "You are in";
    return [lesson ? story(lesson) : h("p", {}, "The professor chooses a lesson; this page then goes along by itself."), this.#wait("The professor begins soon.")];
  }

  _predict(lesson, view, heading) {
    heading.textContent = lesson.prediction.ask;
    const done = view.prediction !== null && view.prediction !== undefined && !this.changing;
    const reading = h("details.fold", {}, h("summary", {}, "The story, and the two settings"), story(lesson), settings(lesson));
    if (done)
      return [committed(lesson, view.prediction), view.phase === "predict" ? h("button", { onclick: () => ((this.changing = true), this.#changed()) }, "Change it") : null, this.#wait(view.phase === "predict" ? "Wait for the others." : "Your schools are living …"), reading];
    const commit = h("button.main-button", { disabled: true, onclick: async () => {
      commit.disabled = true;
      try {
        await this.link.ask("predict", { prediction: input.value });
        this.changing = false;
        this.#changed();
      } catch (error) {
        commit.disabled = false;
        this.app.fault(error);
      }
    } }, "Commit this prediction");
    const input = predictor(lesson, view.prediction ?? null, () => (commit.disabled = false));
    return [input.root, h("div.line-up", {}, commit, h("span.fine", {}, view.phase === "predict" ? "You can change it until the professor runs the schools." : "Your schools run as soon as you commit.")), reading];
  }

  _run(lesson, view, heading) {
    if (view.outcome) return this._reveal(lesson, view, heading);
    return this._predict(lesson, view, heading);
  }

  _reveal(lesson, view, heading) {
    heading.textContent = "What came of it";
    this.outcome = new OutcomePart(lesson);
    this.outcomeShown = null;
    this.parts.push(this.outcome);
    this.outcome.root.hidden = !view.outcome;
    const parts = [h("p.fine", {}, `Your schools: number ${view.seed}, ${lesson.schools} of them. You predicted: ${inWords(lesson, view.prediction)}.`), view.outcome ? null : this.#wait("Your schools are living …"), this.outcome.root];
    if (!view.revealed) return [...parts, this.#wait("The whole class is revealed soon.")];
    const plot = h("div.plot.lessonplot");
    this.crowd = new Picture(plot, { option: (c) => crowdOption(c, plot, lesson, this.view, this.view.prediction) });
    this.parts.push(this.crowd);
    const why = new WhyPart(this.app, lesson, { look: (at) => this.link.ask("look", { at }), open: null });
    this.parts.push(why);
    return [...parts, h("div", {}, h("h3", {}, "The whole class"), plot), h("details.fold", { open: true }, h("summary", {}, "Why"), why.root)];
  }

  _levers(lesson, view, heading) {
    heading.textContent = "Your turn at the levers";
    this.levers = new LeversPart(lesson, { give: async (values) => {
      this.levers.busy("Your schools live again …");
      try {
        await this.link.ask("levers", { values });
      } catch (error) {
        this.levers?.busy("");
        this.app.fault(error);
      }
    } });
    this.parts.push(this.levers);
    return [h("p", {}, "Move a lever: your schools live again. Everybody’s tries are in the picture."), this.levers.root];
  }

  _discuss(lesson, view, heading) {
    heading.textContent = "To discuss";
    return [discussion(lesson)];
  }
}

begin();
