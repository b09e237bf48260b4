// @ts-check
// A student in a class: the door, where the code is asked for, and then one page that follows what the professor opens.

import { arrive, tidy } from "../kit/arrive.js";
import { crowdOption, crowdWords } from "../kit/crowd.js";
import { fill, h } from "../kit/dom.js";
import { door, leave } from "../kit/door.js";
import { LeversPart } from "../kit/freelevers.js";
import { Link } from "../kit/link.js";
import { OutcomePart } from "../kit/outcome.js";
import { discussion, settings, story, WhyPart } from "../kit/parts.js";
import { Picture } from "../kit/pictures.js";
import { committed, inWords, predictor } from "../kit/predict.js";
import { Shared, showing } from "./shared.js";
import { drawer } from "../kit/drawer.js";
import { SocketWire } from "../kit/wire.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").Lesson} Lesson */
/** @typedef {import("../kit/protocol").StudentView} StudentView */
/** @typedef {import("./shared.js").Shared<import("../kit/protocol").StudentRequests, StudentView>} StudentsClass */
/** @typedef {import("../kit/types").Child} Child */

const token = drawer(() => localStorage, "collective-action-class");

async function begin() {
  const { place, brought: code } = await arrive();
  let said = "";
  if (token.get()) {
    try {
      await enter(place, "come", { token: token.get() ?? "" });
      return;
    } catch (error) {
      if (error.shut) token.set(null); // another class, or none any more, or taken out of it
      said = error.message;
    }
  }
  door(place, {
    title: t`Join the class`,
    note: t`No account and no name: you are given a nickname.`,
    label: t`Code on the projector`,
    button: t`Join`,
    code,
    said,
    enter: (given) => enter(place, "join", { code: given }),
  });
}

/**
 * Come in, with the code or with the token of somebody who was in already. Rejects with the sentence of a refusal.
 * @param {HTMLElement} place
 * @param {"join" | "come"} ask
 * @param {{ code?: string, token?: string }} content
 */
async function enter(place, ask, content) {
  /** @type {ClassPage | null} */
  let page = null;
  /** @type {{ ask: string, content: { code?: string, token?: string } }} */
  let credentials = { ask, content };
  const wire = new SocketWire({
    introduce: () => credentials,
    state: (state, sentence) => {
      if (state === "shut") goAway(place, page, t`This page is closed`, sentence, t`To the door`);
      else page?.lineState(state, sentence);
    },
  });
  const link = new Link(wire);
  /** @type {StudentsClass} */
  const shared = new Shared(link);
  const answer = await wire.open();
  if (answer.token) token.set(answer.token);
  tidy();
  credentials = { ask: "come", content: { token: answer.token ?? content.token } };
  const app = showing(shared, place, (app) => (page = new ClassPage(app, shared)));
  /** @param {boolean} free */
  const others = (free) => {
    for (const [name, tab] of app.tabs) if (name !== "class") tab.hidden = !free;
    if (!free && app.name !== "class") app.go("class", "");
  };
  others(false);
  shared.listeners.add((changed) => {
    if (changed.closed || changed.removed) {
      if (token.get() === credentials.content.token) token.set(null); // another tab may have joined anew already
      wire.close();
      if (changed.closed) goAway(place, app, t`The class is over`, t`Thank you for taking part.`, t`To the door`);
      else
        goAway(
          place,
          app,
          t`You are no longer in the class`,
          t`The professor has taken you out of the class, with all you did in it; you can join again as a new student.`,
        );
    } else if ("free_play" in changed) others(Boolean(changed.free_play));
  });
  await app.begin();
}

/** @type {(place: HTMLElement, shown: { close: () => void } | null, title: string, sentence: string, next?: string) => void} */
function goAway(place, shown, title, sentence, next = t`Join again as a new student`) {
  shown?.close();
  leave(place, title, sentence, next);
}

class ClassPage {
  /** @type {{ close: () => void }[]} */
  parts = [];
  /** @type {OutcomePart | null} */
  outcome = null;
  /** @type {LeversPart | null} */
  levers = null;
  /** @type {Picture | null} */
  crowd = null;
  /** @type {{ key: string, lesson: Lesson } | null} */
  read = null; // as far as it could be read when it was asked for
  changing = false; // a prediction that was committed
  begun = false;
  drawn = ""; // what is on the page
  where = ""; // round, lesson and phase of it
  outcomeShown = "";

  /**
   * @param {import("../app/main.js").Application} app
   * @param {StudentsClass} shared
   */
  constructor(app, shared) {
    this.app = app;
    this.link = shared.link;
    this.shared = shared;
    this.hear = () => this.#changed();
    shared.listeners.add(this.hear);
    this.me = h("strong");
    this.line = h("span.linestate", { role: "status" });
    this.count = h("span");
    this.body = h("section.sheet.step");
    this.root = h("div.wide.lessons", {}, h("p.whoami", {}, this.me, this.count, this.line), this.body);
  }

  async begin() {
    this.root.dataset.week = "0";
    await this.#changed();
  }

  close() {
    this.shared.listeners.delete(this.hear);
    this.#closeParts();
  }

  get view() {
    return this.shared.view;
  }

  /** @type {(state: string, sentence: string) => void} */
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
    this.me.textContent = t`You are ${view.you}`;
    const asked = view.phase === "predict" || view.phase === "run";
    this.count.textContent = asked
      ? t`${view.joined} in the class, ${view.committed} have committed`
      : t`${view.joined} in the class`;
    const lesson = await this.#lesson();
    if (!lesson && view.phase !== "welcome") return;
    const where = JSON.stringify([view.round, view.lesson, view.phase]);
    const moved = where !== this.where;
    if (moved) this.changing = false;
    const what = JSON.stringify([
      view.round,
      view.lesson,
      view.phase,
      view.revealed,
      this.changing,
      view.prediction,
      Boolean(view.outcome),
    ]);
    if (what !== this.drawn) {
      this.drawn = what;
      this.where = where;
      this.#closeParts();
      this.body.dataset.phase = view.phase;
      const heading = h("h2", { tabIndex: -1 });
      const parts =
        lesson && view.phase !== "welcome" ? this.#phases[view.phase](lesson, heading) : this.#welcome(lesson, heading);
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

  /** @type {(lesson: Lesson | null, view: StudentView) => void} */
  #renew(lesson, view) {
    if (this.outcome && view.outcome) {
      const at = JSON.stringify(view.outcome);
      if (this.outcomeShown !== at) this.outcome.show(view.outcome, view.prediction);
      this.outcomeShown = at;
    }
    if (lesson) this.crowd?.draw(crowdWords(lesson, view));
    if (this.levers) {
      this.levers.lock(view.preset, view.levers_free);
      if (view.levers_free || view.waiting) this.levers.busy(view.waiting ? t`Your schools live again …` : "");
      if (view.outcome)
        this.levers.show({
          outcome: view.outcome,
          moved: view.trial,
          tried: view.tried ?? [],
          trials: view.trials ?? [],
          outcomes: view.outcomes ?? [],
        });
    }
  }

  /** @param {string} text */
  #wait(text) {
    return h("p.waiting", { role: "status" }, h("span.spinner"), text);
  }

  // ---------------------------------------------------------------- the phases

  /** @type {Record<Exclude<import("../kit/protocol").Phase, "welcome">, (lesson: Lesson, heading: HTMLElement) => Child>} */
  #phases = {
    predict: (lesson, heading) => this.#predict(lesson, heading),
    run: (lesson, heading) => (this.view.outcome ? this.#reveal(lesson, heading) : this.#predict(lesson, heading)),
    reveal: (lesson, heading) => this.#reveal(lesson, heading),
    levers: (lesson, heading) => this.#levers(lesson, heading),
    discuss: (lesson, heading) => {
      heading.textContent = t`To discuss`;
      return discussion(lesson);
    },
  };

  /** @type {(lesson: Lesson | null, heading: HTMLElement) => Child} */
  #welcome(lesson, heading) {
    heading.textContent = lesson ? lesson.question : t`You are in`;
    return [
      lesson ? story(lesson) : h("p", {}, t`The professor chooses a lesson; this page then goes along by itself.`),
      this.#wait(t`The professor begins soon.`),
    ];
  }

  /** @type {(lesson: Lesson, heading: HTMLElement) => Child} */
  #predict(lesson, heading) {
    const { view } = this;
    heading.textContent = lesson.prediction.ask;
    const done = view.prediction !== null && !this.changing;
    const reading = h("details.fold", {},
      h("summary", {}, t`The story, and the two settings`), story(lesson), settings(lesson));
    if (done)
      return [
        committed(lesson, view.prediction),
        view.phase === "predict"
          ? h("button", { onclick: () => ((this.changing = true), this.#changed()) }, t`Change it`)
          : null,
        this.#wait(view.phase === "predict" ? t`Wait for the others.` : t`Your schools are living …`),
        reading,
      ];
    const commit = h(
      "button.main-button",
      {
        disabled: true,
        onclick: async () => {
          commit.disabled = true;
          try {
            await this.link.ask("predict", { prediction: input.value });
            this.changing = false;
            this.#changed();
          } catch (error) {
            commit.disabled = false;
            this.app.fault(error);
          }
        },
      },
      t`Commit this prediction`,
    );
    const input = predictor(lesson, view.prediction, () => (commit.disabled = false));
    return [
      input.root,
      h(
        "div.line-up",
        {},
        commit,
        h(
          "span.fine",
          {},
          view.phase === "predict"
            ? t`You can change it until the professor runs the schools.`
            : t`Your schools run as soon as you commit.`,
        ),
      ),
      reading,
    ];
  }

  /** @type {(lesson: Lesson, heading: HTMLElement) => Child} */
  #reveal(lesson, heading) {
    const { view } = this;
    heading.textContent = t`What came of it`;
    this.outcome = new OutcomePart(lesson);
    this.outcomeShown = "";
    this.parts.push(this.outcome);
    this.outcome.root.hidden = !view.outcome;
    const late = view.revealed && view.prediction === null && !view.outcome;
    const parts = [
      h(
        "p.fine",
        {},
        late
          ? t`You came after the prediction, so no schools of yours have lived; below is what came of those of the others.`
          : t`Your schools: number ${view.seed}, ${lesson.schools} of them.
            You predicted: ${inWords(lesson, view.prediction)}.`,
      ),
      view.outcome || late ? null : this.#wait(t`Your schools are living …`),
      this.outcome.root,
    ];
    if (!view.revealed) return [...parts, this.#wait(t`The whole class is revealed soon.`)];
    const plot = h("div.plot.lessonplot");
    this.crowd = new Picture(plot, { option: (c) => crowdOption(c, plot, lesson, this.view, this.view.prediction) });
    this.parts.push(this.crowd);
    const why = new WhyPart(this.app, lesson, { look: (at) => this.link.ask("look", { at }), open: null });
    this.parts.push(why);
    return [
      ...parts,
      h("div", {}, h("h3", {}, t`The whole class`), plot),
      h("details.fold", { open: true }, h("summary", {}, t`Why`), why.root),
    ];
  }

  /** @type {(lesson: Lesson, heading: HTMLElement) => Child} */
  #levers(lesson, heading) {
    heading.textContent = t`Your turn at the levers`;
    const levers = new LeversPart(lesson, {
      give: async (values) => {
        levers.busy(t`Your schools live again …`);
        try {
          await this.link.ask("levers", { values });
        } catch (error) {
          levers.busy("");
          this.app.fault(error);
        }
      },
    });
    this.levers = levers;
    this.parts.push(levers);
    return [h("p", {}, t`Move a lever: your schools live again. Everybody’s tries are in the picture.`), levers.root];
  }
}

begin();
