// @ts-check
// The application over a network: a code is asked for, then the page is the same as anywhere, over a web socket.

import { Application } from "./main.js";
import { arrive } from "../kit/arrive.js";
import { door, leave } from "../kit/door.js";
import { Link } from "../kit/link.js";
import { drawer } from "../kit/drawer.js";
import { SocketWire } from "../kit/wire.js";
import { t } from "../kit/words.js";

const kept = drawer(() => localStorage, "collective-action-code");

async function begin() {
  const { place } = await arrive(kept);
  let said = "";
  const code = kept.get();
  if (code !== null) {
    try {
      await enter(place, code);
      return;
    } catch (error) {
      kept.set(null);
      said = error.message;
    }
  }
  door(place, {
    title: t`Collective action among teachers`,
    note: t`Whoever started this server has a code for you.`,
    label: t`Code`,
    button: t`Open`,
    code: "",
    said,
    enter: (given) => enter(place, given),
  });
}

/**
 * Open the page. Rejects with the sentence of a refusal.
 * @param {HTMLElement} place
 * @param {string} code
 */
async function enter(place, code) {
  /** @type {Application | null} */
  let app = null;
  /** @type {string | null} */
  let token = null; // of the seat, which waits a while for a page that has lost its connection
  const wire = new SocketWire({
    introduce: () => ({ ask: "open_page", content: { code, token } }),
    state: (state, sentence) => {
      app?.lost(state === "lost" ? sentence : null);
      if (state !== "shut") return;
      app?.close();
      leave(place, t`The page was closed`, sentence, t`Open it again`);
    },
    known: (answer) => (token = answer.token),
  });
  const link = new Link(wire);
  await wire.open();
  kept.set(code);
  app = new Application(link, place);
  window.collectiveAction = app;
  await app.begin();
}

begin();
