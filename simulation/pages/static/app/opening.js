// @ts-check
// The first minute of somebody who has never been here: the school moves by itself for a year, under a sentence that says what
// one sees. Whoever touches anything takes over.

import { calm } from "../kit/theme.js";
import { t } from "../kit/words.js";

const SENTENCE =
  t`Each circle is a teacher. Every week all of them choose with whom to act, and how deeply: that is colour and shape.`;
const AFTER = t`A year is over. Play goes on; move a lever to see what changes.`;
const TOUCHES = ["pointerdown", "keydown", "wheel"];

export class Opening {
  /**
   * @param {import("./player.js").Player} player
   * @param {import("./caption.js").Caption} caption
   */
  constructor(player, caption) {
    this.player = player;
    this.caption = caption;
    this.end = () => this.close();
    for (const touch of TOUCHES) addEventListener(touch, this.end, { capture: true, passive: true });
    caption.open(SENTENCE);
    if (!calm()) player.play(); // whoever wants nothing to move by itself reads the sentence, and presses Play
  }

  // Another moment is on show.
  moved() {
    const { player } = this;
    if (player.week < player.year || !player.playing) return;
    player.pause();
    if (player.week > player.year) player.seek(player.year);
    this.caption.open(AFTER);
  }

  close() {
    for (const touch of TOUCHES) removeEventListener(touch, this.end, true);
    this.caption.open("");
  }
}
