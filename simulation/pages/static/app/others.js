// @ts-check
// How much of an outcome is luck: the lesson lived with the seeds that others of a class would have.

import { h, percent } from "../kit/dom.js";
import { LuckPart } from "../kit/outcome.js";
import { t } from "../kit/words.js";

let jobs = 0;

export class Others {
  /**
   * @param {import("./main.js").Application} app
   * @param {import("../kit/protocol").Lesson} lesson
   * @param {() => number} seed - one's own
   */
  constructor(app, lesson, seed) {
    this.app = app;
    this.lesson = lesson;
    this.seed = seed;
    this.job = 0;
    /** @type {import("../kit/protocol").Brief[]} */
    this.found = [];
    this.luck = new LuckPart(lesson);
    this.button = h("button", { onclick: () => this.#ask() }, t`Run 24 other seeds`);
    this.text = h("span.fine", { role: "status" });
    const many = lesson.claim.some((c) => c.luck);
    this.root = h(
      `details.fold${many ? ".asks" : ""}`,
      { open: many },
      h("summary", {}, t`How much of this is luck?`),
      h(
        "p",
        {},
        many
          ? t`The question itself is about luck: one school, or one class, cannot tell. See how other seeds come out.`
          : t`Other seeds are other schools with other luck, as other students would have them.`,
      ),
      h("div.line-up", {}, this.button, this.text),
      this.luck.root,
    );
    app.link.hear("lesson_others", (news) => this.#news(news));
  }

  // Draw what is known: the step that shows this is on the page.
  show() {
    if (this.found.length && this.root.isConnected) this.luck.show(this.found);
  }

  close() {
    this.luck.close();
  }

  async #ask() {
    this.found = [];
    this.job = ++jobs;
    this.button.disabled = true;
    this.text.textContent = t`Beginning …`;
    try {
      await this.app.link.ask("lesson_others", { name: this.lesson.name, job: this.job, seed: this.seed() });
    } catch (error) {
      this.app.fault(error);
      this.button.disabled = false;
    }
  }

  /** @param {import("../kit/protocol").OthersNews} news */
  #news(news) {
    if (news.job !== this.job) return;
    if (news.fault) this.app.say(news.fault, "fault");
    if (news.progress) this.text.textContent = percent(news.progress);
    if (news.done || news.fault) {
      this.button.disabled = false;
      this.text.textContent = news.done ? t`Done` : "";
    }
    if (!news.brief) return;
    this.found.push(news.brief);
    this.show();
  }
}
