// @ts-check
// What every part of a class's page looks at: the line to the server, and the class as it is now.

import { Application, PAGES } from "../app/main.js";
import { t } from "../kit/words.js";

/**
 * @template R - the requests that this page may make
 * @template V - what it is shown of the class
 */
export class Shared {
  /** @param {import("../kit/link.js").Link<R, { class: import("../kit/protocol").Changed<V> }>} link */
  constructor(link) {
    this.link = link;
    this.view = /** @type {V} */ ({}); // until the first news
    /** @type {Set<(changed: import("../kit/protocol").Changed<V>) => void>} */
    this.listeners = new Set();
    link.hear("class", (changed) => {
      Object.assign(/** @type {object} */ (this.view), changed);
      for (const listener of this.listeners) listener(changed);
    });
  }
}

/** The pages of the application that a class may use; its server answers what they ask. */
const CLASS_PAGES = PAGES.filter(([name]) => name !== "lessons" && name !== "yours");

/**
 * The application in a class: first the page that follows it.
 * @param {Shared<any, any>} shared
 * @param {HTMLElement} place
 * @param {(app: Application) => import("../kit/types").Page} make - that page
 */
export function showing(shared, place, make) {
  const Page = /** @type {any} */ (
    function (/** @type {Application} */ app) {
      return make(app);
    }
  );
  const app = new Application(shared.link, place, [["class", t`Class`, async () => ({ Page })], ...CLASS_PAGES]);
  window.collectiveAction = app;
  return app;
}
